"""Procedures: outline, clauses and citations to the procedures a draft sets."""

from dataclasses import dataclass

from review.contract.citations import Amendment, Citation
from review.contract.document import Document
from review.contract.procedures import Clause, NotProcedure, Obligation, Procedure
from review.contract.structure import Structure

__all__ = ["Found", "find_procedures"]


@dataclass(frozen=True)
class Found:
    """What the stage found."""

    procedures: tuple[Procedure, ...] = ()
    not_procedures: tuple[NotProcedure, ...] = ()
    obligations: tuple[Obligation, ...] = ()


def find_procedures(
    document: Document,
    structure: Structure,
    clauses: tuple[Clause, ...],
    citations: tuple[Citation, ...],
    amendments: tuple[Amendment, ...],
) -> Found:
    """The procedures of a draft in text order."""
    return Found()
