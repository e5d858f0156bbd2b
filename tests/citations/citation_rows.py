"""Short factories for the tables of the citation tests, and the spellings in which every row is read."""

import re
import unicodedata
from collections.abc import Iterator

from review.citations import find_citations
from review.contract.citations import Citation
from review.contract.document import Document
from review.contract.structure import Structure
from review.structure import outline

_OLD_TO_NEW = {"òa": "oà", "óa": "oá", "ỏa": "oả", "ủy": "uỷ", "úy": "uý", "hòa": "hoà"}


def draft(text: str) -> tuple[Document, Structure]:
    """A plain-text document with its outline."""
    document = Document("draft.txt", "txt", "", unicodedata.normalize("NFC", text))
    return document, outline(document)


def cite(text: str) -> tuple[Citation, ...]:
    """The citations of a text."""
    return find_citations(*draft(text))


def spellings(text: str) -> Iterator[str]:
    """A text as typed: NFC, non-breaking spaces before numbers and names, doubled spaces, tone marks of the new style."""
    yield text
    yield re.sub(r"(?<=\w) (?=[\dA-ZĐ])", "\u00a0", text)
    yield re.sub(r"(?<=số) ", "  ", text)
    new = text
    for old, other in _OLD_TO_NEW.items():
        new = re.sub(rf"{old}(?!\w)", other, new)
    yield new


def short(citation: Citation) -> str:
    """One citation on one line: number or name, its provisions, its role where it is not plain.

    >>> short(cite("theo khoản 2 Điều 8 Luật Lưu trữ")[0])
    'Luật Lưu trữ dieu-8/khoan-2'
    """
    act = citation.act
    head = "này" if citation.internal else "?" if act is None else act.number or act.name or "?"
    role = [] if citation.role == "refers" else [f"={citation.role}"]
    return " ".join([head, *citation.provisions, *role])
