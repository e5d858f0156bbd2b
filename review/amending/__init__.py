"""Amending: the commands of an amending draft, one target each."""

from review.contract.citations import Amendment, Citation
from review.contract.document import Document
from review.contract.structure import Structure

__all__ = ["find_amendments"]


def find_amendments(document: Document, structure: Structure, citations: tuple[Citation, ...]) -> tuple[Amendment, ...]:
    """The amending commands of a draft in text order."""
    return ()
