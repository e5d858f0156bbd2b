"""Tables that no closed grid of ruled lines tells: a cheap test picks the pages, pdfplumber reads their cells.

Two kinds are asked for: runs of lines whose pieces stand in three or more columns parted by white space, and ruled
lines that cross but close to no grid (tables open at their sides). pdfplumber gives the cells; the words stay those
that PDFium read, so that their letters and places are the same as elsewhere.
"""

import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from review.reading.pdf.glyphs import Piece
from review.reading.pdf.grid import Box, lines_of
from review.reading.pdf.strips import LEAST_COLUMNS, LEAST_LINES, SCANNED, Sheet, Strip, may_have_columns
from review.reading.units import joined

MOST_PAGES = 40
"""Pages of a file that are handed to pdfplumber at most: a page takes it some 0.1 s, PDFium 0.005 s."""
_NEAR = 4.0
"""Points within which the left ends (or middles, or right ends) of a column agree."""
_BLANK = 0.8
"""Font sizes that white space between two columns is wide at least; blanks of a justified line may be as wide, but in few lines."""
_RISE = 3.5
"""Font sizes between two lines of one table at most."""
_LEADING = 1.6
"""Font sizes between two lines of one cell at most."""
_LONGEST = 12_000
"""Letters of a page that is handed over at most: pdfminer takes time for every letter."""
_NUMBER = re.compile(r"[\d.,%]+")
_MOST_LINES = 400
Cell = tuple[float, float, float, float]


class _Gutter(NamedTuple):
    """White space between two columns, from ``low`` to ``high``; ``size`` is the font size of its first line."""

    low: float
    high: float
    size: float


@dataclass(frozen=True, slots=True)
class _Region:
    """The strips ``[first, end)`` of a page that may be a table, and the frame of its ruled lines if it has any."""

    first: int
    end: int
    lines: Sequence[Strip]
    frame: Box | None = None
    headings: frozenset[int] = frozenset()
    """The numbers within ``lines`` of those that run across the columns between two rows."""


def read_tables(data: bytes, sheets: Sequence[Sheet]) -> list[int]:
    """The numbers (from 1) of pages whose tables stay lines of text; those of the others become rows in ``sheets``.

    pdfplumber is imported and the file opened only where a page asks for it. A page stays as it is where pdfplumber fails
    or finds no table, and where more than :data:`MOST_PAGES` ask; only failures and pages above that number are returned.
    """
    asked = [(sheet, regions) for sheet in sheets if (regions := _regions(sheet))]
    if not asked:
        return []
    unread = [sheet.number + 1 for sheet, _ in asked[MOST_PAGES:]]
    asked = asked[:MOST_PAGES]
    import pdfplumber

    _silence()
    try:
        document = pdfplumber.open(BytesIO(data), pages=[sheet.number + 1 for sheet, _ in asked])
        pages = {page.page_number: page for page in document.pages}
    except Exception:
        return [*(sheet.number + 1 for sheet, _ in asked), *unread]
    failed: list[int] = []
    with document:
        for sheet, regions in asked:
            try:
                _fill(sheet, regions, pages[sheet.number + 1])
            except Exception:
                failed.append(sheet.number + 1)
    return [*failed, *unread]


def _silence() -> None:
    """Keep what pdfminer says of broken files, which quotes them, out of every log (REPORT.md: drafts are not logged)."""
    logger = logging.getLogger("pdfminer")
    logger.propagate = False
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())


def _fill(sheet: Sheet, regions: Sequence[_Region], page: Any) -> None:
    """Put rows in the place of the lines of each region that is a table; all regions of the page or none."""
    left, top, right, bottom = (float(value) for value in page.cropbox)
    if abs(right - left - sheet.width) > 1 or abs(bottom - top - sheet.height) > 1:
        raise ValueError("the two readers see pages of different sizes")
    strips = list(sheet.strips)
    for region in reversed(regions):
        found = _cells(page, region, (left, top))
        rows = _open_rows(found, region.lines) if region.frame else _rows(found, region)
        if rows:
            strips[region.first : region.end] = rows
    page.close()
    sheet.strips = strips


def _cells(page: Any, region: _Region, origin: tuple[float, float]) -> list[Cell]:
    """The cells that pdfplumber finds in a region, in the coordinates of the sheet."""
    dx, dy = origin
    x0, y0, x1, y1 = region.frame or _frame(region.lines)
    part = page.crop((x0 - 2 + dx, y0 - 2 + dy, x1 + 2 + dx, y1 + 2 + dy), strict=False)
    if region.frame:
        settings: dict[str, Any] = {
            "explicit_vertical_lines": [x0 + dx, x1 + dx],
            "explicit_horizontal_lines": [y0 + dy, y1 + dy],
            "intersection_tolerance": _NEAR,
        }
    else:
        bands = [_frame(region.lines[number : number + 1]) for number in region.headings]
        part = part.filter(lambda item: item["object_type"] == "char" and not item["text"].isspace() and not _within(bands, item, dy))
        settings = {
            "vertical_strategy": "text",
            "horizontal_strategy": "text",
            "text_x_tolerance": _BLANK * median(strip.size for strip in region.lines),
        }
    tables = part.find_tables(settings)
    return [(a - dx, b - dy, c - dx, d - dy) for table in tables for a, b, c, d in table.cells]


def _within(bands: Sequence[Box], item: dict[str, Any], dy: float) -> bool:
    middle = (item["top"] + item["bottom"]) / 2 - dy
    return any(top <= middle <= bottom for _, top, _, bottom in bands)


def _frame(lines: Sequence[Strip]) -> Box:
    pieces = [piece for strip in lines for piece in strip.pieces]
    tops, feet = (p.y - 0.95 * p.size for p in pieces), (p.y + 0.3 * p.size for p in pieces)
    return min(p.x0 for p in pieces), min(tops), max(p.x1 for p in pieces), max(feet)


def _open_rows(cells: Sequence[Cell], lines: Sequence[Strip]) -> list[Strip]:
    """The rows of a table with ruled lines; none where pieces lie in no cell or less than two columns hold text."""
    inside: dict[Cell, list[Piece]] = {cell: [] for cell in cells}
    for strip in lines:
        for piece in strip.pieces:
            cell = next((c for c in cells if c[0] <= piece.middle <= c[2] and c[1] <= piece.y - 0.3 * piece.size <= c[3]), None)
            if cell is None or piece.x0 < cell[0] - _NEAR or piece.x1 > cell[2] + _NEAR:
                return []
            inside[cell].append(piece)
    heights: dict[float, list[Cell]] = {}
    for cell in sorted(cells, key=lambda c: (c[1], c[0])):
        heights.setdefault(cell[1], []).append(cell)
    filled = [row for row in heights.values() if any(inside[cell] for cell in row)]
    if len(filled) < 2 or sum(sum(bool(inside[cell]) for cell in row) > 1 for row in filled) < 2:
        return []
    return [_row([inside[cell] for cell in row]) for row in filled]


def _rows(cells: Sequence[Cell], region: _Region) -> list[Strip]:
    """The rows of a table without ruled lines; none where its columns do not hold the pieces.

    A column that pieces run across is none. A line goes on with the row before where its first cell is empty and
    another begins in the midst of a sentence or is the only one, or where most of its cells, the first among them, do
    and none is a number; all of them need text above. A heading that runs across the columns stays a line.
    """
    lines = region.lines
    pieces = [piece for number, strip in enumerate(lines) if number not in region.headings for piece in strip.pieces]
    edges = sorted({cell[0] for cell in cells})
    few = max(1, len(lines) // 5)
    edges = [x for x in edges[1:] if sum(p.x0 < x - _NEAR and p.x1 > x + _NEAR for p in pieces) <= few]
    if len(edges) < LEAST_COLUMNS - 1:
        return []
    grouped: list[list[list[Piece]]] = []
    found: list[Strip] = []
    for number, strip in enumerate(lines):
        if number in region.headings:
            found += map(_row, grouped)
            found.append(strip)
            grouped = []
            continue
        row: list[list[Piece]] = [[] for _ in range(len(edges) + 1)]
        for piece in strip.pieces:
            row[sum(piece.middle >= x for x in edges)].append(piece)
        if grouped and strip.y - lines[number - 1].y < _LEADING * strip.size and _goes_on(grouped[-1], row):
            for cell, more in zip(grouped[-1], row, strict=True):
                cell += more
        else:
            grouped.append(row)
    found += map(_row, grouped)
    full = sum(sum(map(bool, strip.cells)) >= LEAST_COLUMNS for strip in found if strip.cells)
    return found if full >= LEAST_LINES - 1 else []


def _goes_on(row: Sequence[Sequence[Piece]], line: Sequence[Sequence[Piece]]) -> bool:
    pairs = [(above, cell) for above, cell in zip(row, line, strict=True) if cell]
    if not all(above for above, _ in pairs):
        return False
    if not line[0] and len(pairs) == 1:
        return True
    midway = sum(cell[0].text[0].islower() or cell[0].text[0] in "(,;" for _, cell in pairs)
    if not line[0] or len(pairs) == 1:
        return midway > 0
    first = line[0][0].text
    return first[0].islower() and 2 * midway > len(pairs) and not any(_NUMBER.fullmatch(cell[0].text) for _, cell in pairs)


def _row(cells: Sequence[Iterable[Piece]]) -> Strip:
    ordered = [[piece for line in lines_of(cell, near=0.45) for piece in line] for cell in cells]
    texts = tuple(joined(piece.text for piece in cell) for cell in ordered)
    return Strip(tuple(piece for cell in ordered for piece in cell), texts)


def _regions(sheet: Sheet) -> list[_Region]:
    """The stretches of a page that may be tables, from top to bottom.

    None on a page with too many letters or lines, or where an image with recognised text lies: its words stand too unevenly.
    """
    if sheet.images > SCANNED or len(sheet.strips) > _MOST_LINES or (not sheet.frames and not may_have_columns(sheet.strips)):
        return []
    if sum(len(piece.text) for strip in sheet.strips for piece in strip.pieces) > _LONGEST:
        return []
    strips = [_parted(strip, sheet.words) for strip in sheet.strips]
    found = [region for frame in sheet.frames if (region := _framed(strips, frame)) is not None]
    taken = {number for region in found for number in range(region.first, region.end)}
    found += (region for region in _columned(strips) if not taken.intersection(range(region.first, region.end)))
    return sorted(found, key=lambda region: region.first)


def _parted(strip: Strip, words: Sequence[Piece]) -> Strip:
    """A running line parted at every blank that may lie between columns; a piece whose words were mended stays whole."""
    if strip.cells is not None or strip.column:
        return strip
    found: list[Piece] = []
    for piece in strip.pieces:
        near = 0.5 * piece.size
        mine = [w for w in words if abs(w.y - piece.y) < near and w.x0 > piece.x0 - 0.5 and w.x1 < piece.x1 + 0.5]
        if " ".join(word.text for word in mine) != piece.text:
            found.append(piece)
            continue
        parts = [mine[0]]
        for word in mine[1:]:
            last = parts[-1]
            if word.x0 - last.x1 < _BLANK * piece.size:
                parts[-1] = replace(last, text=f"{last.text} {word.text}", x1=word.x1)
            else:
                parts.append(word)
        found += parts
    return replace(strip, pieces=tuple(found))


def _framed(strips: Sequence[Strip], frame: Box) -> _Region | None:
    """The running strips that lie in the frame of ruled lines, if there are two or more and they lie there whole."""
    x0, y0, x1, y1 = frame
    inside = [number for number, strip in enumerate(strips) if y0 - 1 <= strip.y - 0.3 * strip.size <= y1 + 1]
    if len(inside) < 2 or inside[-1] - inside[0] + 1 != len(inside):
        return None
    for number in inside:
        strip = strips[number]
        if strip.cells is not None or strip.column or strip.x0 < x0 - _NEAR or strip.x1 > x1 + _NEAR:
            return None
    return _Region(inside[0], inside[-1] + 1, strips[inside[0] : inside[-1] + 1], frame)


def _columned(strips: Sequence[Strip]) -> list[_Region]:
    """Runs of strips whose pieces stand in three or more columns, all parted by white space that runs down the whole."""
    found: list[_Region] = []
    number = 0
    while number < len(strips):
        end, headings = _run(strips, number)
        if end > number:
            least = found[-1].end if found else 0
            first = _head(strips, [n for n in range(number, end) if n not in headings], least)
            found.append(_Region(first, end, strips[first:end], headings=frozenset(n - first for n in headings)))
        number = max(end, number + 1)
    return found


def _run(strips: Sequence[Strip], first: int) -> tuple[int, list[int]]:
    """Where the run of columns ends that begins at a strip, after its last full line and what hangs on to it; its headings."""
    gutters = _gaps(strips[first])
    if len(gutters) < LEAST_COLUMNS - 1:
        return first, []
    full = [first]
    headings: list[int] = []
    for number in range(first + 1, len(strips)):
        strip, before = strips[number], strips[number - 1]
        if strip.cells is not None or strip.column or strip.page != before.page or strip.y - before.y > _RISE * strip.size:
            break
        left = _narrowed(gutters, strip)
        if len(left) < len(gutters) and _is_heading(strips, number, gutters):
            headings.append(number)
            continue
        if len(left) < len(gutters) and (len(left) < LEAST_COLUMNS - 1 or len(full) >= LEAST_LINES):
            break
        gutters = left
        if len(_columns_of(strip, gutters)) >= LEAST_COLUMNS:
            full.append(number)
    if len(full) < LEAST_LINES or not _agree([strips[number] for number in full], gutters):
        return first, []
    end = full[-1] + 1
    while end < len(strips) and _hangs(strips, end, gutters):
        end += 1
    return end, headings


def _is_heading(strips: Sequence[Strip], number: int, gutters: list[_Gutter]) -> bool:
    """Whether a line runs across the columns in one piece, a full line of the table close below it."""
    if number + 1 == len(strips):
        return False
    strip, below = strips[number], strips[number + 1]
    if len(strip.pieces) > 1 or below.y - strip.y > 1.25 * _LEADING * strip.size:
        return False
    return len(_narrowed(gutters, below)) == len(gutters) and len(_columns_of(below, gutters)) >= LEAST_COLUMNS


def _hangs(strips: Sequence[Strip], number: int, gutters: list[_Gutter]) -> bool:
    """Whether a strip under the last full line holds only ends of its later cells."""
    strip, before = strips[number], strips[number - 1]
    if strip.cells is not None or strip.column or strip.y - before.y > _LEADING * strip.size:
        return False
    return strip.x0 > gutters[0][1] - _NEAR and len(_narrowed(gutters, strip)) == len(gutters)


def _head(strips: Sequence[Strip], run: Sequence[int], least: int) -> int:
    """Where the table of these lines begins: lines above it in two or more columns, from ``least`` on, belong to it."""
    first = run[0]
    gutters = _gaps(strips[first])
    for number in run[1:]:
        gutters = _narrowed(gutters, strips[number])
    while first > least:
        strip, below = strips[first - 1], strips[first]
        apart = below.y - strip.y > _LEADING * strip.size
        if strip.cells is not None or strip.column or apart or len(_columns_of(strip, gutters)) < 2:
            break
        if len(_narrowed(gutters, strip)) < len(gutters):
            break
        first -= 1
    return first


def _spans(strip: Strip) -> list[tuple[float, float]]:
    """The stretches of a line between its wide gaps."""
    if strip.cells is not None or strip.column:
        return []
    found: list[tuple[float, float]] = []
    for piece in strip.pieces:
        if found and piece.x0 - found[-1][1] < _BLANK * strip.size:
            found[-1] = (found[-1][0], max(found[-1][1], piece.x1))
        else:
            found.append((piece.x0, piece.x1))
    return found


def _columns_of(strip: Strip, gutters: Sequence[_Gutter]) -> set[int]:
    return {sum(x0 > gutter.low for gutter in gutters) for x0, _ in _spans(strip)}


def _gaps(strip: Strip) -> list[_Gutter]:
    """The wide gaps of a line."""
    return [_Gutter(before[1], after[0], strip.size) for before, after in pairwise(_spans(strip))]


def _narrowed(gutters: list[_Gutter], strip: Strip) -> list[_Gutter]:
    """The gutters that stay white beside the pieces of a line."""
    found: list[_Gutter] = []
    for low, high, size in gutters:
        for x0, x1 in _spans(strip):
            if x0 < high and x1 > low:
                middle = (low + high) / 2
                low, high = (max(low, x1), high) if (x0 + x1) / 2 < middle else (low, min(high, x0))
        if high - low >= _BLANK * size:
            found.append(_Gutter(low, high, size))
    return found


def _agree(strips: Sequence[Strip], gutters: Sequence[_Gutter]) -> bool:
    """Whether the ends or middles of most pieces agree in every column."""
    for number in range(len(gutters) + 1):
        low = gutters[number - 1][0] if number else -1.0
        high = gutters[number][1] if number < len(gutters) else float("inf")
        column = [span for strip in strips for span in _spans(strip) if low <= span[0] and span[1] <= high]
        if len(column) < LEAST_LINES:
            return False
        for ends in ([x0 for x0, _ in column], [x1 for _, x1 in column], [(x0 + x1) / 2 for x0, x1 in column]):
            usual = median(ends)
            if sum(abs(end - usual) <= _NEAR for end in ends) >= 0.6 * len(ends):
                break
        else:
            return False
    return True
