"""Citations: outline to mentions of acts and provisions."""

from review.contract.citations import Citation
from review.contract.document import Document
from review.contract.structure import Structure

__all__ = ["find_citations"]


def find_citations(document: Document, structure: Structure) -> tuple[Citation, ...]:
    """The citations of a draft in text order."""
    return ()
