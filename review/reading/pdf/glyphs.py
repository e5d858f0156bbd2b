"""What PDFium says of a page: pieces of text with their places, ruled lines, the share that images cover.

Coordinates are points of the page as it is shown, the origin at the top left.
"""

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from review.reading.syllables import is_syllable, marked_tokens
from review.reading.units import composed, spaced_label, with_mark

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\u200b]")
_LINE = re.compile("\r\n|[\ufffe\x02]")
"""Line ends in PDFium's text; U+FFFE stands for a hyphen at which it joined two lines."""
_WORD = re.compile(r"\S+")
_MARK = re.compile(r"(?<=[^\W\d_]|[”\").;:,…])\d{1,3}(?![\w/])|(?<=\b\d)\d{1,3}(?=\.(?:\s|$))|(?<=\b\d\d)\d{1,3}(?=\.(?:\s|$))")
_UNIT = re.compile(r"(?:^|[\W\d])(?:[mkcd]?m|s|h|g|dm)$")
_LETTERS = re.compile(r"[^\W\d_]+")
_TAIL = re.compile(r"[^\W\d_]+$")
WIDE = 1.6
"""A blank wider than this many font sizes parts two pieces; a justified line has blanks up to one font size."""
_CUT = 0.11
"""Parts that lie closer than this many font sizes are one word in any line; a blank of a text font takes 0.2 to 0.3."""
_SUSPECT = 1.22
_MANY_SEGMENTS = 4_000
_TALLEST = 500.0
_TEXT = raw.FPDF_PAGEOBJ_TEXT
_SHOWN = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE)


@dataclass(frozen=True, slots=True)
class Piece:
    """Text on one baseline without a wide gap. ``y`` is the baseline, ``size`` the height of the font, ``page`` counts from 0."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    page: int = 0

    @property
    def middle(self) -> float:
        """The horizontal middle."""
        return (self.x0 + self.x1) / 2

    @property
    def advance(self) -> float:
        """The mean width of a character."""
        return (self.x1 - self.x0) / max(len(self.text), 1)


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line: ``at`` is its x if it is upright, else its y; it runs from ``start`` to ``end``."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn on a page beside text: ruled lines, and the share of the page that images cover (0 to 1)."""

    rules: tuple[Rule, ...]
    images: float


@dataclass(frozen=True, slots=True)
class Parts:
    """The text of a page: its pieces, every word of lines that were parted, and how many cut words were joined."""

    pieces: list[Piece]
    words: list[Piece]
    joined: int


class Page:
    """A page of an open document; close it after use."""

    def __init__(self, document: pdfium.PdfDocument, number: int) -> None:
        self.number = number
        self._page = document[number]
        self._text = self._page.get_textpage()
        self.width, self.height = self._page.get_size()
        self._turn = self._page.get_rotation() % 360
        self._left, self._bottom, self._right, self._top = self._page.get_bbox()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._rect, self._matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self._handle = self._text.raw
        self._chars = raw.FPDFText_CountChars(self._handle)
        self.text = self._text.get_text_range()
        self._shifted = self._chars != len(self.text)

    def close(self) -> None:
        """Free the page."""
        self._text.close()
        self._page.close()

    def parts(self, *, gaps: bool) -> Parts:
        """The pieces of the page in the order of its content.

        With ``gaps`` every line is parted at wide blanks, else only lines that are too wide for their letters.
        """
        pieces: list[Piece] = []
        words: list[Piece] = []
        joined = 0
        for line in self._lines():
            whole = self._piece(line)
            if whole is None:
                continue
            cut = _looks_cut(whole.text)
            if gaps or cut or whole.x1 - whole.x0 > _SUSPECT * 0.47 * whole.size * len(whole.text):
                split = self._split(line, whole)
                parted, mended = _parted(split, whole.size, cut=cut)
                joined += mended
                pieces += parted
                words += split if gaps else ()
            else:
                pieces.append(whole)
        return Parts(pieces, words, joined)

    def _lines(self) -> Iterator[list[tuple[int, str]]]:
        """The words of each line, each with its index in the text of the page."""
        start = 0
        for end in (*_LINE.finditer(self.text), None):
            line = self.text[start : end.start() if end else None]
            words = [(start + match.start(), match[0]) for match in _WORD.finditer(line)]
            if words:
                if end is not None and len(end[0]) == 1:
                    words[-1] = (words[-1][0], words[-1][1] + "-")
                yield words
            start = end.end() if end else 0

    def drawn(self) -> Drawn:
        """The ruled lines and images of the page."""
        rules: list[Rule] = []
        images = 0.0
        box = [ctypes.c_float() for _ in range(4)]
        page, get, kind_of = self._page.raw, raw.FPDFPage_GetObject, raw.FPDFPageObj_GetType
        for number in range(raw.FPDFPage_CountObjects(page)):
            item = get(page, number)
            kind = kind_of(item)
            if kind == _TEXT or kind not in _SHOWN or not raw.FPDFPageObj_GetBounds(item, *box):
                continue
            left, bottom, right, top = (value.value for value in box)
            x0, y0, x1, y1 = self._box(left, bottom, right, top)
            if kind == raw.FPDF_PAGEOBJ_IMAGE:
                images += max(x1 - x0, 0) * max(y1 - y0, 0)
            elif len(rules) < _MANY_SEGMENTS:
                rules += self._rules(item, x0, y0, x1, y1)
        return Drawn(tuple(rules), min(images / max(self.width * self.height, 1), 1.0))

    def _split(self, line: list[tuple[int, str]], whole: Piece) -> list[Piece]:
        """The words of a line, each with its own place; in a line that begins with a number, which may be raised, its own size too."""
        if len(line) > 1 and line[0][1].isdigit():
            return [piece for word in line if (piece := self._piece([word])) is not None]
        found: list[Piece] = []
        for index, word in line:
            first, last = self._loose(index), self._loose(index + len(word) - 1)
            if first is not None and last is not None:
                x0, x1 = min(first[0], last[0]), max(first[2], last[2])
                raw.FPDFText_GetCharOrigin(self._handle, self._char(index), self._x, self._y)
                _, y = self._place(self._x.value, self._y.value)
                found.append(Piece(self._word(index, word), x0, x1, y, whole.size, self.number))
        return found

    def _piece(self, words: list[tuple[int, str]]) -> Piece | None:
        index, (end, last) = words[0][0], words[-1]
        first_box, last_box = self._loose(index), self._loose(end + len(last) - 1)
        if first_box is None or last_box is None:
            return None
        char = self._char(index)
        raw.FPDFText_GetCharOrigin(self._handle, char, self._x, self._y)
        raw.FPDFText_GetMatrix(self._handle, char, self._matrix)
        across, along = self._direction(self._matrix.a, self._matrix.b)
        if across <= 0 or abs(along) > 0.2 * across:
            return None
        size = raw.FPDFText_GetFontSize(self._handle, char) * math.hypot(self._matrix.c, self._matrix.d)
        _, y = self._place(self._x.value, self._y.value)
        x0, x1 = min(first_box[0], last_box[0]), max(first_box[2], last_box[2])
        if not (x0 <= self.width and x1 >= 0 and -1 <= y <= self.height + 1 and x1 - x0 < 2 * self.width):
            return None
        if not 0.5 < size < _TALLEST:
            size = min(max(first_box[3] - first_box[1], 1.0), _TALLEST)
        text = " ".join(word for _, word in words)
        if _MARK.search(text):
            text = " ".join(self._word(at, word) for at, word in words)
        elif _CONTROLS.search(text):
            text = _CONTROLS.sub("", text)
        return Piece(spaced_label(composed(text)), x0, x1, y, size, self.number)

    def _word(self, index: int, word: str) -> str:
        """A word without control characters, a raised number after it in brackets."""
        for match in reversed(list(_MARK.finditer(word))):
            before = word[: match.start()]
            if not _UNIT.search(before) and self._is_raised(index + match.start()):
                word = f"{with_mark(before, f'[{match[0]}]')}{word[match.end() :]}"
        return composed(_CONTROLS.sub("", word))

    def _is_raised(self, index: int) -> bool:
        sizes: list[tuple[float, float]] = []
        for at in (index - 1, index):
            char = self._char(at)
            raw.FPDFText_GetCharOrigin(self._handle, char, self._x, self._y)
            raw.FPDFText_GetMatrix(self._handle, char, self._matrix)
            size = raw.FPDFText_GetFontSize(self._handle, char) * math.hypot(self._matrix.c, self._matrix.d)
            sizes.append((size, self._place(self._x.value, self._y.value)[1]))
        (size, y), (small, raised) = sizes
        return small < 0.85 * size or raised < y - 0.15 * size

    def _char(self, index: int) -> int:
        return int(raw.FPDFText_GetCharIndexFromTextIndex(self._handle, index)) if self._shifted else index

    def _loose(self, index: int) -> tuple[float, float, float, float] | None:
        if not raw.FPDFText_GetLooseCharBox(self._handle, self._char(index), self._rect):
            return None
        rect = self._rect
        return self._box(rect.left, rect.bottom, rect.right, rect.top)

    def _box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        ax, ay = self._place(left, bottom)
        bx, by = self._place(right, top)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def _place(self, x: float, y: float) -> tuple[float, float]:
        if self._turn == 90:
            return y - self._bottom, x - self._left
        if self._turn == 180:
            return self._right - x, y - self._bottom
        if self._turn == 270:
            return self._top - y, self._right - x
        return x - self._left, self._top - y

    def _direction(self, a: float, b: float) -> tuple[float, float]:
        if self._turn == 90:
            return b, -a
        if self._turn == 180:
            return -a, -b
        return (-b, a) if self._turn == 270 else (a, b)

    def _rules(self, item: object, x0: float, y0: float, x1: float, y1: float) -> Iterator[Rule]:
        if x1 - x0 < 3 and y1 - y0 > 4:
            yield Rule(True, (x0 + x1) / 2, y0, y1)
        elif y1 - y0 < 3 and x1 - x0 > 4:
            yield Rule(False, (y0 + y1) / 2, x0, x1)
        elif x1 - x0 > 4 and y1 - y0 > 4:
            yield from self._segments(item)

    def _segments(self, item: object) -> Iterator[Rule]:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, fill, stroke)
        count = raw.FPDFPath_CountSegments(item)
        if not stroke.value or count > _MANY_SEGMENTS:
            return
        matrix = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(item, matrix)
        x, y = ctypes.c_float(), ctypes.c_float()
        before: tuple[float, float] | None = None
        opened: tuple[float, float] | None = None
        for number in range(count):
            segment = raw.FPDFPath_GetPathSegment(item, number)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            point = self._place(matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                opened = point
            elif kind == raw.FPDF_SEGMENT_LINETO and before is not None:
                yield from _rule(before, point)
            before = point
            if raw.FPDFPathSegment_GetClose(segment) and opened is not None:
                yield from _rule(point, opened)


def _rule(start: tuple[float, float], end: tuple[float, float]) -> Iterator[Rule]:
    (ax, ay), (bx, by) = start, end
    if abs(ax - bx) < 1 and abs(ay - by) > 4:
        yield Rule(True, (ax + bx) / 2, min(ay, by), max(ay, by))
    elif abs(ay - by) < 1 and abs(ax - bx) > 4:
        yield Rule(False, (ay + by) / 2, min(ax, bx), max(ax, bx))


def _parted(words: list[Piece], size: float, *, cut: bool) -> tuple[list[Piece], int]:
    """Words as pieces without wide gaps; parts of one word in a line that looks cut are joined, and counted.

    Parts of a word lie closer than the words of their line; where they do not, one of them is no syllable by itself.
    """
    found: list[Piece] = []
    mended = 0
    gaps = sorted(after.x0 - before.x1 for before, after in pairwise(words)) if cut else []
    usual = min(gaps[int(0.75 * (len(gaps) - 1))], WIDE * size) if gaps else 0.0
    for word in words:
        last = found[-1] if found else None
        gap = word.x0 - last.x1 if last is not None else 0.0
        if last is None or gap > WIDE * size or gap < -2 * size:
            found.append(word)
            continue
        near = gap < max(_CUT * size, 0.6 * usual)
        tight = cut and gap <= 1.1 * max(usual, _CUT * size) and _is_one_word(last.text, word.text, near=near)
        mended += tight
        text = f"{last.text}{'' if tight else ' '}{word.text}"
        found[-1] = Piece(text, last.x0, max(word.x1, last.x1), last.y, last.size, last.page)
    return found, mended


def _looks_cut(line: str) -> bool:
    return any(not is_syllable(token) for token in marked_tokens(line))


def _is_one_word(before: str, after: str, *, near: bool) -> bool:
    """Whether a piece of a word and the next make one possible syllable, and lie near or are none apart."""
    first, last = _TAIL.search(before), _LETTERS.match(after)
    if first is None or last is None or not is_syllable(first[0] + last[0]):
        return False
    return near or not (is_syllable(first[0]) and is_syllable(last[0]))
