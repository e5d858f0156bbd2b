"""Clauses, procedures with their parts, registry verdicts, obligations."""

from typing import Literal

from pydantic import ConfigDict, Field

from review.contract.base import Binds, Label, Model, PartKind, Span, Unit


class ClauseLabel(Model):
    """A label with its confidence (0.5 to 1)."""

    label: Label
    confidence: float


class Clause(Model):
    """A line of ``document.text`` with its labels."""

    path: str
    span: Span
    labels: tuple[ClauseLabel, ...]
    binds: tuple[Binds, ...] = ()

    def has(self, label: Label) -> bool:
        """Whether the line bears the label."""
        return any(x.label == label for x in self.labels)


class Part(Model):
    """One entry of a part of a procedure. Fields beyond the first five are filled for the kinds that have them.

    ``by`` of a time limit tells who must act within it: the agencies, or the applicant ("ít nhất 45 ngày trước khi Thẻ hết hạn").
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    part: PartKind
    span: Span
    quote: str
    via: str | None = None
    confidence: float = 1.0
    # dossier
    paper: str | None = None
    form: str | None = None
    originals: int | None = None
    copies: int | None = None
    kinds: tuple[Literal["original", "certified", "copy", "electronic"], ...] = ()
    case: str | None = None
    # time_limit
    value: float | int | None = None
    value_max: float | int | None = None
    unit: Unit | None = None
    from_: str | None = Field(default=None, alias="from")
    whole: bool | None = None
    extension: str | None = None
    by: Literal["agency", "applicant"] | None = None
    # sets
    count: int | None = None
    # agency
    role: Literal["receives", "verifies", "decides", "coordinates"] | None = None
    # fee
    amount: int | None = None
    currency: str | None = None
    basis: str | None = None
    exemption: str | None = None
    # result
    validity: str | None = None
    # manner
    direction: Literal["submit", "return"] | None = None
    channels: tuple[Literal["online", "in_person", "post"], ...] = ()


class Candidate(Model):
    """A registry record that may be the procedure; ``score`` is calibrated to 0..1."""

    code: str
    name: str
    score: float
    level: tuple[str, ...] = ()
    field: str | None = None
    agency: str | None = None
    listed: bool = True


class Difference(Model):
    """One difference between the draft and what it was compared with."""

    part: PartKind
    kind: Literal["longer", "shorter", "added", "dropped", "changed"]
    draft: str | None = None
    registry: str | None = None
    span: Span | None = None


Verdict = Literal["new", "changed", "same", "known", "abolished", "not_checked"]


class RegistryVerdict(Model):
    """The answer of the procedure registry. ``reason`` is Vietnamese and says how the verdict was reached."""

    verdict: Verdict = "not_checked"
    reason: str = ""
    coverage: Literal["parts", "names", "none"] = "none"
    best: Candidate | None = None
    candidates: tuple[Candidate, ...] = ()
    differences: tuple[Difference, ...] = ()


class BaseMatch(Model):
    """Where the procedure stands in the base act."""

    act: str | None = None
    path: str
    score: float


class BaseVerdict(Model):
    """The answer against the act that the draft amends or replaces."""

    verdict: Verdict = "not_checked"
    reason: str = ""
    best: BaseMatch | None = None
    differences: tuple[Difference, ...] = ()


class Procedure(Model):
    """A procedure that the draft creates, amends or abolishes.

    ``spans`` holds one span a line that sets something of it, the anchor's line included. ``given_name`` is the name as
    the text has it; ``name`` is normalised to action + result + object. ``state_subject`` marks that an external subject
    was found (a citizen, an enterprise, an organisation).
    """

    id: str
    name: str
    given_name: str | None = None
    action: Literal["create", "amend", "abolish"] = "create"
    anchor: Span
    spans: tuple[Span, ...] = ()
    paths: tuple[str, ...] = ()
    base_path: str | None = None
    parts: tuple[Part, ...] = ()
    missing: tuple[PartKind, ...] = ()
    registry: RegistryVerdict = RegistryVerdict()
    against: BaseVerdict | None = None
    confidence: float = 1.0

    @property
    def stood_before(self) -> bool:
        """Whether the act that the draft amends or replaces has it already."""
        return self.against is not None and self.against.verdict in ("changed", "known", "same")

    def of(self, part: PartKind) -> tuple[Part, ...]:
        """The entries of one part."""
        return tuple(p for p in self.parts if p.part == part)


class NotProcedure(Model):
    """A passage that looks like a procedure and is not claimed to be one."""

    span: Span
    path: str
    reason: Literal["internal", "inspection", "sanction", "mention", "doubtful"]
    message: str


class Obligation(Model):
    """A requirement, condition, prohibition or reporting duty laid on citizens and enterprises."""

    id: str
    path: str
    span: Span
    kind: Literal["requirement", "condition", "prohibition", "reporting"]
    binds: tuple[Binds, ...] = ()
    procedure: str | None = None
    verdict: Literal["new", "changed", "same", "not_checked"] = "not_checked"
    reason: str = ""
