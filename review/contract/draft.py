"""Everything known about one draft, as the rules and the report see it."""

from dataclasses import dataclass
from typing import Literal

from review.contract.base import Notice
from review.contract.citations import Amendment, Citation
from review.contract.document import Document
from review.contract.procedures import Clause, NotProcedure, Obligation, Procedure
from review.contract.report import Coverage
from review.contract.structure import Meta, Structure


@dataclass(frozen=True)
class Draft:
    """The models of all stages for one draft, and the days on which it is judged (ISO dates)."""

    document: Document
    structure: Structure
    citations: tuple[Citation, ...]
    amendments: tuple[Amendment, ...]
    clauses: tuple[Clause, ...]
    procedures: tuple[Procedure, ...]
    not_procedures: tuple[NotProcedure, ...]
    obligations: tuple[Obligation, ...]
    as_of: str
    as_of_reason: Literal["given", "draft_effective", "today"]
    submitted: str | None = None
    notices: tuple[Notice, ...] = ()
    coverage: tuple[Coverage, ...] = ()

    @property
    def text(self) -> str:
        """The reviewed text."""
        return self.document.text

    @property
    def meta(self) -> Meta:
        """What the title block and the effect clause say."""
        return self.structure.meta
