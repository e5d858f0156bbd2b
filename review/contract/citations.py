"""Citations, their resolution, and amending commands."""

from typing import Literal

from review.contract.base import DocType, Model, Role, Span, Status


class CitedAct(Model):
    """What the draft prints about a cited act and nothing else."""

    number: str | None = None
    name: str | None = None
    doc_type: DocType | None = None
    issuer: str | None = None
    date: str | None = None
    title: str | None = None


class ParentEvent(Model):
    """What happened to the act that a detailing act details: ``event`` on the day ``on`` through the act ``by``."""

    parent: str
    event: Literal["ended", "amended"]
    on: str | None = None
    by: str | None = None


class Resolution(Model):
    """What the acts registry knows of a cited act on the day of judgement.

    ``source`` never mixes what a register says (``official``) with what we derived. ``time_limited`` marks acts with a
    built-in end, whose first day out of force is ``ends_on``. ``amended_by`` are the amending acts known to be in effect.
    ``parents`` are the acts that this act details, ``parent_events`` what happened to them up to the day of judgement.
    ``in_force_from`` is the first day on which the act is in force. ``amended_at_large`` are those of ``amended_by`` whose title
    or an article of their own is about it, or that a table names as its amenders: a citation must name them. ``nearest`` are, where
    no act bears the printed number, those of the registry from which it differs only in signs that a scan confuses (0 and O, 1 and I).
    """

    number: str | None = None
    issuer: str | None = None
    status: Status = "unknown"
    ended_on: str | None = None
    ended_by: str | None = None
    successors: tuple[str, ...] = ()
    title_as_registered: str | None = None
    date_as_registered: str | None = None
    source: Literal["official", "derived", "none"] = "none"
    evidence: str | None = None
    provision_exists: bool | None = None
    time_limited: bool = False
    ends_on: str | None = None
    amended_by: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    ended_provisions: tuple[str, ...] = ()
    parent_events: tuple[ParentEvent, ...] = ()
    in_force_from: str | None = None
    amended_at_large: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()


class Citation(Model):
    """A mention of an act or provision. ``act`` is null for references to the draft itself (``internal``).

    ``provisions`` of an internal reference are addresses in the draft (or, inside quoted new text, in ``base_act``).
    ``look_alike`` is true when the printed number holds a look-alike letter (Cyrillic, Ð). ``act_span`` is where the act alone
    stands, for a back reference ("Nghị định nêu trên") where the act it points to stands. ``antecedent`` is the number that the
    draft itself gives elsewhere to an act named here without one ("Luật Lưu trữ" after "Luật Lưu trữ số 33/2024/QH15").
    """

    id: str
    span: Span
    quote: str
    path: str
    act: CitedAct | None = None
    provisions: tuple[str, ...] = ()
    role: Role = "refers"
    internal: bool = False
    base_act: str | None = None
    resolution: Resolution | None = None
    look_alike: bool = False
    act_span: Span | None = None
    antecedent: str | None = None


class Amendment(Model):
    """One target of one amending command."""

    id: str
    span: Span
    path: str
    operation: Literal["replace", "insert", "repeal", "replace_phrase", "renumber", "move", "split", "retitle"]
    act: str | None = None
    target: str
    after: str | None = None
    old_phrase: str | None = None
    new_text: Span | None = None
    resolved: bool = False
