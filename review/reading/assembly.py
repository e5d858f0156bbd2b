r"""Lines that readers give, and the one text made of them."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from unicodedata import is_normalized, normalize

from review.contract.base import Location, Span

_BLANKS = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff\u00ad\u200b\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or table row as a reader gives it. ``place`` is the number of its paragraph in the input."""

    text: str
    row: bool = False
    place: int = 0


def clean(text: str) -> str:
    """The text on one line: NFC, no control characters or soft hyphens, runs of blanks (not U+00A0) made one space."""
    if not is_normalized("NFC", text):
        text = normalize("NFC", text)
    return _BLANKS.sub(" ", _CONTROLS.sub("", text)).strip(" ")


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


def assemble(lines: Iterable[Line]) -> tuple[str, frozenset[int], list[int], list[int]]:
    """The text of all lines that hold something, the numbers of its table rows, where each line starts, its place."""
    texts: list[str] = []
    rows: set[int] = set()
    starts: list[int] = []
    places: list[int] = []
    at = 0
    for line in lines:
        text = clean(line.text)
        if not text.strip("| \u00a0"):
            continue
        if line.row:
            rows.add(len(texts))
        starts.append(at)
        places.append(line.place)
        texts.append(text)
        at += len(text) + 1
    return "\n".join(texts), frozenset(rows), starts, places


Locator = Callable[[Span], tuple[Location, ...]]
