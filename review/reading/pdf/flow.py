"""Paragraphs from the lines of pages: by margins, indents, gaps and the rules of Vietnamese legal texts."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from review.reading.assembly import Line
from review.reading.pdf.strips import Sheet, Strip
from review.reading.units import ends_sentence, is_capitals, is_label, starts_unit

_LEADER = re.compile(r"[.…]{4,}\s*\d{1,4}$|^(?:MỤC LỤC|Mục lục)$")
_NUMBER = re.compile(r"\d{1,4}[.;,]")
_HEADING = re.compile(r"^(?:Phần|Chương|Mục|Tiểu mục)\s+\w+[.:]?\s*")
_ARTICLE = re.compile(r"[“\"]?(?:Điều|ĐIỀU)\s+\d+[a-zđ]?\s*[.:]")
_FAR = 2.6
"""A rise of more than this many font sizes parts paragraphs in any document."""
_RAGGED = 0.15
"""The share of the width that may stay empty at the end of a line that is not set to the right margin."""
_NEAR = 4.0
_INDENT = 9.0
_BUCKET = 3.0


@dataclass(frozen=True, slots=True)
class Frame:
    """The left and right margin of running text in a column of a page."""

    left: float
    right: float


def paragraphs(sheets: Sequence[Sheet]) -> Iterator[tuple[Line, Strip]]:
    """Each strip as a line; one that goes on with the paragraph before is glued to it."""
    frames = _frames(sheets)
    gap = _paragraph_gap(sheets)
    before: Strip | None = None
    head = ""
    for sheet in sheets:
        for strip in sheet.strips:
            frame = frames[sheet.number, strip.column]
            glue = before is not None and _continues(before, frames[before.page, before.column], strip, frame, head=head, gap=gap)
            if not glue:
                head = strip.text
            yield Line(strip.text, row=strip.cells is not None, glue=glue), strip
            before = strip


def body_size(sheets: Sequence[Sheet]) -> float:
    """The size of most letters outside tables."""
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for strip in sheet.strips:
            if strip.cells is None:
                for piece in strip.pieces:
                    sizes[round(piece.size, 1)] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _continues(before: Strip, last: Frame, strip: Strip, frame: Frame, *, head: str, gap: float | None) -> bool:
    """Whether a strip goes on with the paragraph of the one before; ``head`` is the line that the paragraph began with.

    The evidence, strongest first: labels and capitals; the gap above, where a document parts its paragraphs by gaps; the
    beginning of a unit; whether the first word would have had room on the line before; the indent.
    """
    if before.cells is not None or strip.cells is not None:
        return False
    text, prior = strip.text, before.text
    if is_label(prior) or is_label(text) or _LEADER.search(prior):
        return False
    lower = text[0].islower() or text[0] in ",;)”"
    if _is_centred(before, last) or _is_centred(strip, frame):
        return _same_heading(before, strip, lower=lower)
    capitals = is_capitals(_HEADING.sub("", prior))
    if capitals and text.isupper() and not starts_unit(text):
        return _same_heading(before, strip, lower=True)
    if capitals and not lower:
        return False
    opens = starts_unit(text) and not _NUMBER.fullmatch(text)
    midway = (lower or text[0].isdigit()) and not ends_sentence(prior) and not opens
    beside = before.page == strip.page and before.column == strip.column
    rise = (strip.y - before.y) / max(strip.size, before.size) if beside else 0.0
    if rise > _FAR or (gap is not None and rise > gap):
        return midway and rise < 2 * _FAR
    indent = strip.x0 - frame.left
    slack = last.right - before.x1
    fits = _first_word(strip) < slack - 0.28 * before.size
    ragged = gap is not None and beside and slack < _RAGGED * (last.right - last.left)
    if opens and (ends_sentence(prior) or _ARTICLE.match(head) or indent > _INDENT or (fits and not ragged)):
        return False
    if fits:
        return midway or (ragged and not ends_sentence(prior))
    if indent > _INDENT:
        return midway or (not ends_sentence(prior) and abs(strip.x0 - before.x0) < _NEAR and head is not prior)
    return not _apart(before, strip)


def _paragraph_gap(sheets: Sequence[Sheet]) -> float | None:
    """The rise between baselines, in font sizes, above which a new paragraph begins; None where gaps do not tell.

    Lines that surely go on are compared with those that surely begin a unit: the two must lie apart.
    """
    on: list[float] = []
    new: list[float] = []
    for sheet in sheets:
        for before, strip in pairwise(sheet.strips):
            if before.cells is not None or strip.cells is not None or before.column != strip.column:
                continue
            rise = (strip.y - before.y) / max(strip.size, before.size)
            if abs(before.size - strip.size) > 0.6 or not 0.7 < rise < _FAR:
                continue
            if ends_sentence(before.text) and starts_unit(strip.text):
                new.append(rise)
            elif strip.text[0].islower() and not ends_sentence(before.text) and not starts_unit(strip.text):
                on.append(rise)
    if len(on) < 5 or len(new) < 5:
        return None
    on.sort()
    new.sort()
    high, low = on[int(0.93 * (len(on) - 1))], new[int(0.12 * len(new))]
    return (high + low) / 2 if low - high > 0.07 else None


def _apart(before: Strip, strip: Strip) -> bool:
    """Whether a wide gap parts two full lines where paragraphs are told by gaps, not by indents."""
    if before.page != strip.page or not ends_sentence(before.text):
        return False
    return strip.y - before.y > 1.75 * strip.size and abs(strip.x0 - before.x0) < _NEAR


def _is_centred(strip: Strip, frame: Frame) -> bool:
    off = abs((strip.x0 + strip.x1) / 2 - (frame.left + frame.right) / 2)
    return off < 9 and strip.x0 - frame.left > 14 and frame.right - strip.x1 > 14


def _same_heading(before: Strip, strip: Strip, *, lower: bool) -> bool:
    both = abs(before.x0 + before.x1 - strip.x0 - strip.x1) < 18
    if before.page != strip.page or starts_unit(strip.text) or strip.y - before.y > 1.75 * max(strip.size, before.size):
        return False
    if ends_sentence(before.text) or is_capitals(_HEADING.sub("", before.text)) != strip.text.isupper():
        return False
    return both or lower


def _first_word(strip: Strip) -> float:
    word = strip.text.split(" ", 1)[0]
    return len(word) * strip.pieces[0].advance


def _frames(sheets: Sequence[Sheet]) -> dict[tuple[int, int], Frame]:
    """The frame of each page and column; a page with few lines takes that of the nearest page of its side."""
    found: dict[tuple[int, int], Frame] = {}
    usual: dict[int, Frame] = {}
    for sheet in sheets:
        columns = {strip.column for strip in sheet.strips} | {0}
        for column in columns:
            strips = [strip for strip in sheet.strips if strip.column == column and strip.cells is None]
            frame = _frame(strips, sheet.width)
            if frame is not None:
                found[sheet.number, column] = frame
                if column == 0:
                    usual.setdefault(sheet.number % 2, frame)
    every = [strip for sheet in sheets for strip in sheet.strips if strip.cells is None]
    fallback = Frame(min((s.x0 for s in every), default=70.0), max((s.x1 for s in every), default=530.0))
    for sheet in sheets:
        near = usual.get(sheet.number % 2) or next(iter(usual.values()), fallback)
        for column in {strip.column for strip in sheet.strips} | {0}:
            frame = found.get((sheet.number, column), near)
            found[sheet.number, column] = frame
            if column == 0:
                usual[sheet.number % 2] = frame
    return found


def _frame(strips: Sequence[Strip], width: float) -> Frame | None:
    if len(strips) < 7:
        return None
    rights = Counter(round(strip.x1 / _BUCKET) for strip in strips)
    most = max(rights.values())
    right = max(bucket for bucket, count in rights.items() if count >= 0.3 * most) * _BUCKET
    lefts = Counter(round(strip.x0 / _BUCKET) for strip in strips)
    often = [bucket for bucket in lefts if lefts[bucket] + lefts[bucket + 1] + lefts[bucket - 1] >= max(2, 0.1 * len(strips))]
    if not often or right - min(often) * _BUCKET < 0.25 * width:
        return None
    return Frame(min(often) * _BUCKET, right)
