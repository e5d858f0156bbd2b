"""Lines of the text with the marks they begin with."""

import re
from dataclasses import dataclass

from review.contract.document import Document
from review.structure.marks import Mark, read_mark

_TRIM = " \t\xa0\u200b\ufeff"
_BROKEN = ("Điều", "ĐIỀU")
_MARKDOWN = re.compile(r"(?:#{1,6}\s+|\*{2,3}(?=\S)|>\s+)+")


@dataclass(slots=True)
class Line:
    """One line that is not blank. ``start`` and ``end`` are offsets of ``text``, which has no space around it."""

    start: int
    end: int
    text: str
    row: bool
    mark: Mark | None


def scan(document: Document) -> list[Line]:
    """The lines of a document that hold anything, with marks; table rows have none. Linear in the text.

    A line that holds "Điều" alone is one with the line that holds its number.
    """
    lines: list[Line] = []
    text, rows, at = document.text, document.rows, 0
    broken: int | None = None
    for number, raw in enumerate(text.split("\n")):
        body = raw.strip(_TRIM)
        if body and not body.isspace():
            start = at + raw.index(body[0])
            found = _MARKDOWN.match(body) if body[0] in "#*>" else None
            head = body[found.end() :] if found else body
            if broken is not None and body[0].isdigit():
                start, body, head = broken, text[broken : start + len(body)], text[broken : start + len(body)]
            broken = start if body in _BROKEN else None
            row = number in rows or " | " in body or body.startswith("|")
            mark = None if row else read_mark(head)
            if mark and found:
                mark = mark._replace(end=mark.end + found.end())
            if lines and lines[-1].start == start:
                lines.pop()
            lines.append(Line(start, start + len(body), body, row, mark))
        at += len(raw) + 1
    return lines


def cut_line(line: Line, first: int, last: int) -> Line | None:
    """Part of a line with the mark it begins with; None where nothing but space is left."""
    raw = line.text[first:last]
    body = raw.strip()
    if not body:
        return None
    start = line.start + first + len(raw) - len(raw.lstrip())
    return Line(start, start + len(body), body, line.row, None if line.row else read_mark(body))
