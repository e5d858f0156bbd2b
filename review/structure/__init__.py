"""Stage: structure. The outline of a draft with what its title block says."""

from review.contract.document import Document
from review.contract.structure import Meta, Structure
from review.structure.build import build
from review.structure.scan import scan
from review.structure.tree import finish

__all__ = ["outline"]


def outline(document: Document) -> Structure:
    r"""The outline of a document, what its title block says and what is odd in it. Linear in the text; never fails.

    >>> text = "Điều 1. Phạm vi\n1. Một.\na) Hai."
    >>> [node.path for node in outline(Document("x.txt", "txt", "", text)).nodes]
    ['dieu-1', 'dieu-1/khoan-1', 'dieu-1/khoan-1/diem-a']
    """
    lines = scan(document)
    return Structure(nodes=finish(build(lines)), meta=Meta())
