"""Lines that begin like a command and of which none was read: told, so that nothing is passed over in silence."""

import re
from collections.abc import Sequence
from typing import Final

from review.amending.grammar import MARKER, QUOTE, VERB
from review.contract.base import Span
from review.contract.citations import Amendment
from review.contract.document import Document
from review.contract.structure import Structure

_KINDS: Final = ("dieu", "khoan", "diem", "tiet", "gach", "text")
_PARTS: Final = re.compile(
    r"\b(?:[Đđ]iều\s+\d|[Kk]hoản\s+\d|[Đđ]iểm\s+(?:\w{1,2}\b|\()|[Cc]hương\s+[IVX]|[Mm]ục\s+[\dIVX]|[Pp]hụ lục|[Mm]ẫu|(?:cụm\s+)?từ)\b|\x00"
)


def unread_lines(document: Document, structure: Structure, known: Sequence[Amendment]) -> list[tuple[str, Span]]:
    """The node and the span of each such line outside quotations that names a provision or words; ``known`` are the commands read.

    A line that announces others is read where one of those is.
    """
    told = {document.lines.line_of(a.span[0]) for a in known}
    holders: set[str] = set()
    for amendment in known:
        path = amendment.path
        while path:
            holders.add(path)
            path = path.rpartition("/")[0]
    out: list[tuple[str, Span]] = []
    for number in range(len(document.lines)):
        start, end = document.lines.span(number)
        if start == end or number in told:
            continue
        node = structure.at(start)
        if node is None or node.quoted or node.kind not in _KINDS:
            continue
        holder = node.path if node.kind != "text" else node.parent or ""
        if node.path in holders or holder in holders or "~" in node.path:
            continue
        line = document.text[start:end]
        marker = MARKER.match(line)
        verb = VERB.match(line, marker.end() if marker else 0)
        if verb is not None and not (verb["move"] or verb["split"]) and _PARTS.search(QUOTE.sub("\x00", line[verb.end() :])):
            out.append((node.path, (start, end)))
    return out
