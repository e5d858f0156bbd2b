"""Rows that go on over the page, put together again."""

from collections.abc import Sequence
from itertools import pairwise

from review.reading.pdf.glyphs import Piece
from review.reading.pdf.strips import RECIPIENTS, Sheet, Strip
from review.reading.units import is_label, joined

_LEFT_HALF = 0.55
_NEAR = 16.0
"""Points within which a line of the recipients begins under their heading."""


def join_over_pages(sheets: Sequence[Sheet]) -> None:
    """Put recipients and table rows that go on at the top of a page back into the row that they began in."""
    for sheet, following in pairwise(sheets):
        if not sheet.strips or not following.strips:
            continue
        row = sheet.strips[-1]
        if row.cells is None:
            continue
        if len(row.cells) == 2 and RECIPIENTS.match(row.cells[0]):
            _join_recipients(sheet, following, row, row.cells)
        else:
            _join_row(sheet, following, row, row.cells)


def _join_recipients(sheet: Sheet, following: Sheet, row: Strip, cells: tuple[str, ...]) -> None:
    count = 0
    left: list[Piece] = []
    right: list[Piece] = []
    for strip in following.strips:
        begins = strip.text.startswith(("-", "–")) or strip.text[0].islower()
        mine = [piece for piece in strip.pieces if piece.x0 < _LEFT_HALF * following.width - 40]
        others = [piece for piece in strip.pieces if piece not in mine]
        beside = bool(mine) and mine[-1].x1 < _LEFT_HALF * following.width and abs(strip.x0 - row.x0) < _NEAR
        if strip.cells is not None or not mine or not (begins or (count and beside and not is_label(strip.text))):
            break
        left += mine
        right += others
        count += 1
    if count:
        made = tuple(joined([cell, *(piece.text for piece in more)]) for cell, more in zip(cells, (left, right), strict=True))
        sheet.strips[-1] = Strip((*row.pieces, *left, *right), made)
        following.strips = following.strips[count:]


def _join_row(sheet: Sheet, following: Sheet, row: Strip, cells: tuple[str, ...]) -> None:
    """A row whose first cell is empty and whose others go on in the midst of a sentence belongs to the row before."""
    strip = following.strips[0]
    rest = strip.cells
    if rest is None or len(rest) != len(cells) or rest[0]:
        return
    pairs = [(before, after) for before, after in zip(cells, rest, strict=True) if after]
    midway = (before and (after[0].islower() or after[0] in "(,;)") for before, after in pairs)
    if not all(before for before, _ in pairs) or not any(midway):
        return
    made = tuple(joined(part for part in parts if part) for parts in zip(cells, rest, strict=True))
    sheet.strips[-1] = Strip((*row.pieces, *strip.pieces), made)
    following.strips = following.strips[1:]
