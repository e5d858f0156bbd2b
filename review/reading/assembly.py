r"""Lines that readers give, and the one text made of them."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from review.contract.base import Location, Notice, Span
from review.reading import refusals
from review.reading.legacy import Legacy, converter, detect
from review.reading.units import composed, holds_together

ANCHOR = "\ue000"
"""A private character that marks the place of a note while lines are put together; inputs lose it."""

SOFT_HYPHEN = "\u00ad"
_BLANKS = re.compile(r"\s+")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\u200b-\u200f\u202a-\u202e\u2060\ufffe\uffff\ud800-\udfff]")
_LEGACY_NAMES: dict[Legacy, str] = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI"}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or table row as a reader gives it. ``place`` is the number of its paragraph in the input.

    With ``glue`` it goes on with the line before: it is put after a blank, or straight after a hyphen within a word.
    """

    text: str
    row: bool = False
    place: int = 0
    glue: bool = False


@dataclass(frozen=True, slots=True)
class Assembly:
    """One text: the numbers of its table rows, where each given line starts, the place of each, the legacy set it came in."""

    text: str
    rows: frozenset[int]
    starts: list[int]
    places: list[int]
    legacy: Legacy | None = None


def clean(text: str) -> str:
    """The text on one line: NFC, no control or direction marks, runs of blanks one space.

    Soft hyphens stay until :func:`assemble` has looked for legacy encodings: in TCVN3 that byte is the letter ư.
    """
    return _BLANKS.sub(" ", _CONTROLS.sub("", composed(text))).strip(" ")


def row_text(cells: Iterable[str]) -> str:
    """The cells of a row on one line, parted by a bar.

    >>> row_text(["BỘ TƯ PHÁP", "", "Số: 1"])
    'BỘ TƯ PHÁP | | Số: 1'
    """
    return clean(" | ".join(cells))


@dataclass(frozen=True)
class ParagraphLocator:
    """Locations by the number of the paragraph: ``starts[i]`` is where line i begins, ``places[i]`` its paragraph."""

    starts: Sequence[int]
    places: Sequence[int]

    def __call__(self, span: Span) -> tuple[Location, ...]:
        """The paragraphs that a span touches."""
        if not self.starts:
            return ()
        first = max(bisect_right(self.starts, span[0]) - 1, 0)
        last = max(bisect_right(self.starts, max(span[1] - 1, span[0])) - 1, first)
        return tuple(Location(paragraph=p) for p in dict.fromkeys(self.places[first : last + 1]))


def assemble(lines: Iterable[Line], *, max_chars: int) -> Assembly:
    """The text of all lines that hold something; text in a legacy encoding is converted, line by line.

    Raises ``too_large`` where the text grows beyond ``max_chars``.
    """
    kept: list[tuple[str, Line]] = []
    size = 0
    for line in lines:
        text = clean(line.text)
        if not text.strip(f"| {SOFT_HYPHEN}"):
            continue
        size += len(text) + 1
        if size > max_chars:
            raise refusals.too_long(max_chars)
        kept.append((text, line))
    legacy = detect("\n".join(text for text, _ in kept))
    convert = converter(legacy) if legacy else None
    pieces: list[str] = []
    starts: list[int] = []
    rows: set[int] = set()
    at = 0
    number = -1
    for text, line in kept:
        if convert is not None:
            text = normalize("NFC", convert(text))
        text = text.replace(SOFT_HYPHEN, "")
        glued = line.glue and bool(pieces)
        if pieces:
            between = "\n" if not glued else "" if holds_together(pieces[-1], text) else " "
            pieces.append(between)
            at += len(between)
        number += not glued
        if line.row and not glued:
            rows.add(number)
        starts.append(at)
        pieces.append(text)
        at += len(text)
    return Assembly("".join(pieces), frozenset(rows), starts, [line.place for _, line in kept], legacy)


def legacy_notice(legacy: Legacy) -> Notice:
    """What the report says of text that was converted."""
    return Notice(
        code="legacy_encoding",
        message=f"Văn bản dùng bảng mã cũ {_LEGACY_NAMES[legacy]}, đã chuyển sang Unicode để soát; "
        "nên chuyển hẳn tệp sang Unicode trước khi trình.",
    )
