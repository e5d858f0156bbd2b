"""Findings and the report as a whole."""

from typing import Any, Literal, Protocol

from pydantic import ConfigDict, Field

from review.contract.base import Level, Location, Mark, Model, Notice, Span
from review.contract.citations import Amendment, Citation
from review.contract.procedures import Clause, NotProcedure, Obligation, Procedure
from review.contract.structure import DocumentInfo, Node

SCHEMA = "soat.report/1"


class Evidence(Model):
    """Words a finding rests on, with a short Vietnamese label."""

    span: Span
    label: str


class LawRef(Model):
    """A provision a finding rests on, with how far its words were verified."""

    key: str
    act: str
    provision: str
    mark: Mark
    in_force_from: str | None = None
    in_force_to: str | None = None


class Finding(Model):
    """A flag. Texts are Vietnamese, with ``message_en``."""

    rule: str
    level: Level
    confidence: float
    preview: bool
    title: str
    message: str
    message_en: str
    why: str
    remedy: str
    span: Span
    path: str
    quote: str
    evidence: tuple[Evidence, ...] = ()
    law: tuple[LawRef, ...] = ()
    checked_on: str
    registry_code: str | None = None
    procedure: str | None = None
    citation: str | None = None
    locations: tuple[Location, ...] = ()
    fingerprint: str


class Tool(Model):
    """Versions and snapshot dates of everything that shaped the result."""

    name: Literal["soat"] = "soat"
    version: str
    rules: str
    models: dict[str, str] = {}
    registries: dict[str, str] = {}


class Coverage(Model):
    """How far a registry reaches, and what share of this draft's look-ups it could answer (null: none were made).

    ``snapshot`` is the day of the list as a whole; ``supplement`` that of the newest rows that were added to it, if any.
    """

    registry: str
    snapshot: str
    supplement: str | None = None
    count: int
    answered: int
    asked: int
    share: float | None

    @classmethod
    def of(cls, registry: str, source: "Reach", *, answered: int, asked: int) -> "Coverage":
        """The coverage of a registry of that name that answered so many of the look-ups asked of it."""
        return cls(
            registry=registry,
            snapshot=source.snapshot,
            supplement=source.supplement,
            count=len(source),
            answered=answered,
            asked=asked,
            share=round(answered / asked, 4) if asked else None,
        )


class Reach(Protocol):
    """How far a registry reaches: its number of records, the day of its list, and that of rows added since (ISO; null: none)."""

    def __len__(self) -> int: ...

    @property
    def snapshot(self) -> str:
        """The day of the list as a whole."""

    @property
    def supplement(self) -> str | None:
        """The day of the newest rows added to it."""


class FormDue(Model):
    """A form that the assessment needs, for which procedures, and its basis."""

    code: str
    procedures: tuple[str, ...]
    basis: str


class Criterion(Model):
    """An assessment criterion answered from the text. ``reason`` says in a few Vietnamese words why the answer is this one."""

    code: str
    procedure: str | None
    answer: Literal["yes", "no", "open"]
    reason: str = ""
    span: Span | None = None
    findings: tuple[str, ...] = ()


class Assessment(Model):
    """Whether an assessment of procedures is due, and what it needs. It proposes, it does not decide."""

    due: Literal["yes", "no", "not_known"] = "not_known"
    reason: str = ""
    forms: tuple[FormDue, ...] = ()
    criteria: tuple[Criterion, ...] = ()


class ProcedureCounts(Model):
    """Procedures by verdict."""

    new: int = 0
    changed: int = 0
    same: int = 0
    known: int = 0
    abolished: int = 0
    not_checked: int = 0


class FindingCounts(Model):
    """Findings by level; those of preview rules are counted apart."""

    error: int = 0
    warning: int = 0
    note: int = 0
    preview: int = 0


class Summary(Model):
    """The first page."""

    procedures: ProcedureCounts = ProcedureCounts()
    findings: FindingCounts = FindingCounts()
    assessment: Assessment = Assessment()


class Report(Model):
    """What a review returns: ``soat.report/1``."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    schema_: Literal["soat.report/1"] = Field(default="soat.report/1", alias="schema")
    tool: Tool
    as_of: str
    as_of_reason: Literal["given", "draft_effective", "today"]
    submitted: str | None = None
    document: DocumentInfo
    outline: tuple[Node, ...] = ()
    citations: tuple[Citation, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    clauses: tuple[Clause, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    not_procedures: tuple[NotProcedure, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    findings: tuple[Finding, ...] = ()
    notices: tuple[Notice, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    summary: Summary = Summary()

    def to_json(self) -> str:
        """The report as JSON, one line, keys in the order of the contract; byte-identical for equal reports."""
        return self.model_dump_json(by_alias=True)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the report (draft 2020-12), as published."""
    return Report.model_json_schema(by_alias=True, mode="serialization")
