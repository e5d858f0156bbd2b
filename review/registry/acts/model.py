"""What the acts registry holds: acts, dated relations between them, and the standing of an act on a day."""

from collections.abc import Sequence
from typing import Literal, Protocol

from pydantic import field_validator

from review.contract.base import DocType, Model, Status
from review.contract.citations import ParentEvent
from review.contract.numbers import normalise_number

Word = Literal["in_force", "not_yet", "partly", "expired", "suspended", "unknown"]
WordSource = Literal["official", "derived", "none"]
RelationKind = Literal["replaces", "abolishes", "ends_part", "amends", "amends_part", "suspends", "extends", "details"]
Origin = Literal["text", "codified", "core", "cited", "imported"]


class ActRecord(Model):
    """Facts of one act. Dates are ISO; ``number`` is as officially written.

    ``title`` has the type word for a law, code or ordinance ("Luật Đầu tư") and not for others. ``word`` is what a source said
    of the act on ``word_on``: ``official`` for a register's page, ``derived`` for a note of another source. ``ended_on`` (first
    day out of force) and ``ended_by`` are what that source said. ``ends_on`` is the end built into the act itself.
    ``cited`` acts are known only from citations in other acts.
    """

    number: str
    doc_type: DocType
    issuer: str | None = None
    title: str | None = None
    issued: str | None = None
    effective: str | None = None
    word: Word = "unknown"
    word_source: WordSource = "none"
    word_on: str | None = None
    word_from: str | None = None
    ended_on: str | None = None
    ended_by: str | None = None
    ends_on: str | None = None
    origins: tuple[Origin, ...] = ()

    @field_validator("number")
    @classmethod
    def _spell(cls, number: str) -> str:
        return normalise_number(number)

    @property
    def time_limited(self) -> bool:
        """Whether the act has a built-in end."""
        return self.ends_on is not None


class Relation(Model):
    """A dated relation: ``act`` does ``kind`` to ``target``.

    ``on`` is the day from which it works: for an ending the first day on which the target (or the provisions) is out of force,
    for an amendment or extension the day of its effect; null when not known. ``path`` says where in ``act`` it was read and
    ``words`` are the few words that say so. ``provisions`` are addresses in the target.
    """

    kind: RelationKind
    act: str
    act_issuer: str | None = None
    path: str = ""
    target: str
    target_issuer: str | None = None
    target_date: str | None = None
    provisions: tuple[str, ...] = ()
    on: str | None = None
    until: str | None = None
    words: str = ""
    origin: Origin = "text"


class HeldOutline(Model):
    """The outline facts held of one act, in their compact spelling."""

    number: str
    issuer: str | None = None
    issued: str | None = None
    complete: bool
    outline: str


class Standing(Model):
    """What is known of an act on one day. Fields as in ``Resolution``."""

    status: Status
    source: WordSource
    evidence: str | None = None
    ended_on: str | None = None
    ended_by: str | None = None
    successors: tuple[str, ...] = ()
    amended_by: tuple[str, ...] = ()
    amended_at_large: tuple[str, ...] = ()
    ended_provisions: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    parent_events: tuple[ParentEvent, ...] = ()


Consequence = Literal["ends_with_it", "goes_on_if_not_contrary", "ends_unless_published"]


class Related(Model):
    """An act named in a description, with its status on the day; ``status`` is ``ambiguous`` where several acts bear the number.

    ``consequence`` is what the end of a detailed act on ``ended_on`` means by law for the act that details it (64/2025/QH15
    Điều 57 khoản 2, its first wording, 80/2015/QH13 Điều 154 khoản 4); null where it has not ended.
    """

    number: str
    title: str | None = None
    status: Status
    source: WordSource = "none"
    ended_on: str | None = None
    consequence: Consequence | None = None


class Said(Model):
    """A status with who said it: the register's word of the day ``on``, or what we derive for the day of judgement."""

    status: Status
    evidence: str | None = None
    on: str | None = None


class ActDescription(Model):
    """All that is known of one act as of a day, for ``soat acts show``.

    ``standing`` is the judgement; ``official`` is the register's word as it was given (null where none is known) and ``derived``
    what notes and ending acts alone say, so that the two are never mixed. ``successors`` lead to the act in force, ``parents`` are
    the acts that this one details. ``count`` is the number of acts of the registry,
    ``snapshot`` the day to which it reaches and ``supplement`` the day of the newest rows that were added to it.
    """

    as_of: str
    record: ActRecord
    standing: Standing
    official: Said | None = None
    derived: Said
    successors: tuple[Related, ...] = ()
    parents: tuple[Related, ...] = ()
    relations_to: tuple[Relation, ...] = ()
    relations_from: tuple[Relation, ...] = ()
    articles: int | None = None
    snapshot: str
    supplement: str | None = None
    count: int


class ActsSource(Protocol):
    """Where acts come from: the packaged tables, or a database of an office with the same contract.

    ``by_number`` takes any spelling; ``by_name`` takes the name of a law ("Luật Đầu tư"). All are ordered by date of issue.
    """

    @property
    def snapshot(self) -> str:
        """The day to which the list as a whole reaches, ISO."""

    @property
    def supplement(self) -> str | None:
        """The day of the newest export of some of its rows that was taken in since, ISO; null where there is none."""

    def __len__(self) -> int:
        """The number of acts."""

    def by_number(self, number: str) -> Sequence[ActRecord]:
        """The acts that bear a number."""

    def by_name(self, name: str) -> Sequence[ActRecord]:
        """The laws, codes and ordinances of that name, amending ones excepted."""

    def relations_to(self, record: ActRecord) -> Sequence[Relation]:
        """What other acts did to this act."""

    def relations_from(self, record: ActRecord) -> Sequence[Relation]:
        """What this act did to others."""

    def outline(self, record: ActRecord) -> tuple[str, bool] | None:
        """The outline facts of an act in their compact spelling and whether they are complete; null where its text is not held."""
