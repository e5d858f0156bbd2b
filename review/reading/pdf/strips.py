"""The lines of a page as they are seen, and the regions of a page that are no running text.

A region is a stamp of a digital signature, a running header or footer, a two-column title block or signature, a
ruled table, columns of text, or notes at the foot of the page.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from review.reading.pdf.glyphs import Page, Piece
from review.reading.pdf.grid import Box, grids, lines_of, rows
from review.reading.units import is_label, is_ornament, joined

_STAMP = re.compile(
    r"(?:Ký bởi|Người ký|Ký ngày|Ngày ký|Thời gian ký|Giờ ký|Email|E-mail|Cơ quan|SAO Y|Digitally signed|Signature (?:Not )?|Signed by"
    r"|Date|Reason|Location)\s*[:;]"
)
_STAMP_TIME = re.compile(r"\d{2}[./-]\d{2}[./-]\d{4}[;, ]+\d{1,2}:\d{2}:\d{2}\s*\+")
_GAZETTE = re.compile(r"(?:\d+\s+)?CÔNG BÁO\s*(?:TP\.?\s?HCM|[\w. ]{0,40})\s*/\s*Số\s")
_PAGE_NUMBER = re.compile(r"(?:[-–—~]\s*)?(?:(?:Trang|TRANG|Page)\s*)?#(?:\s*(?:/|of|trên)\s*#)?(?:\s*[-–—~])?")
_MOTTO = re.compile(r"C[ỘO]NG\s+H(?:ÒA|OÀ|OA)\s+X[ÃA]\s+H[ỘO]I|XÁC THỰC VĂN BẢN HỢP NHẤT")
_NUMBER_LINE = re.compile(r"(?:Luật |Bộ luật |Nghị quyết |Pháp lệnh )?[Ss]ố\s*:?|Số\s")
_DATE_LINE = re.compile(r".*\bngày\b.*\btháng\b")
RECIPIENTS = re.compile(r"N[ơƠ][iI] (?:nhận|NHẬN)\s*:?")
_ON_BEHALF = re.compile(r"(?:T/?M|K/?T|Q|TL|TUQ)\.")
_SIGNER = re.compile(
    r"(?:T/?M\.|K/?T\.|Q\.|TL\.|TUQ\.|BỘ TRƯỞNG|CHỦ TỊCH|THỦ TƯỚNG|PHÓ |THỨ TRƯỞNG|CHỦ NHIỆM|TỔNG |VIỆN TRƯỞNG|CHÁNH ÁN|THỐNG ĐỐC|GIÁM ĐỐC)"
)
SCANNED = 0.8
"""The share of a page above which its images are taken for a scan, its text for recognised."""
LEAST_LINES = 4
LEAST_COLUMNS = 3
"""Lines and columns that a table without ruled lines has at least."""
_RIGHT_HEAD = re.compile(rf"{_SIGNER.pattern}|.{{0,40}}\bngày\b.*\btháng\b|[.…(]{{3,}}")
"""What a signature without recipients begins with: the signer, or place and date of a form."""


@dataclass(frozen=True)
class Strip:
    """One line of a page as it is seen, or a row of a table (``cells``). ``left`` and ``right`` frame its column."""

    pieces: tuple[Piece, ...]
    cells: tuple[str, ...] | None = None
    left: float = 0.0
    right: float = 0.0
    column: int = 0

    @property
    def page(self) -> int:
        """The page, from 0."""
        return self.pieces[0].page

    @cached_property
    def y(self) -> float:
        """The baseline of the line's largest piece."""
        return self.pieces[0].y if len(self.pieces) == 1 else max(self.pieces, key=lambda piece: piece.size).y

    @cached_property
    def size(self) -> float:
        """The size of its largest font."""
        return max(piece.size for piece in self.pieces)

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.pieces[0].x0

    @cached_property
    def x1(self) -> float:
        """Where it ends."""
        return max(piece.x1 for piece in self.pieces)

    @cached_property
    def text(self) -> str:
        """Its words; pieces that touch are not parted."""
        if self.cells is not None:
            return " | ".join(self.cells)
        out = self.pieces[0].text
        for before, piece in pairwise(self.pieces):
            tight = piece.x0 - before.x1 < 0.12 * piece.size
            out += piece.text if tight else f" {piece.text}"
        return out


@dataclass(slots=True)
class Sheet:
    """A page while it is read: its strips from top to bottom, and what was taken out of them."""

    number: int
    width: float
    height: float
    strips: list[Strip]
    heads: list[str] = field(default_factory=list)
    notes: list[Strip] = field(default_factory=list)
    images: float = 0.0
    joined: int = 0
    frames: list[Box] = field(default_factory=list)
    """The frames of ruled lines that cross but close to no grid."""
    words: list[Piece] = field(default_factory=list)
    """The words of the page where :func:`may_have_columns` or such frames ask for them."""


def sheet_of(page: Page) -> Sheet:
    """The strips of a page, tables already in rows, stamps of digital signatures set apart."""
    drawn = page.drawn()
    tables, frames = grids(drawn.rules)
    odd = page.number == 0 or bool(tables or frames) or bool(_MOTTO.search(page.text)) or "Nơi nhận" in page.text
    parts = page.parts(gaps=odd)
    asked = bool(frames) or _have_columns(lines_of(parts.pieces))
    if asked and not odd:
        parts = page.parts(gaps=True)
    pieces, stamps = _without_stamps([piece for piece in parts.pieces if piece.text.strip() and not is_ornament(piece.text)])
    found: list[Strip] = []
    if tables:
        inside = [[word for word in parts.words if word.text.strip() and grid.holds(word)] for grid in tables]
        for grid, words in zip(tables, inside, strict=True):
            found += (Strip(tuple(cell_pieces), tuple(texts)) for texts, cell_pieces in rows(grid, words))
        pieces = [piece for piece in pieces if not any(grid.holds(piece) for grid in tables)]
    found += (Strip(tuple(line)) for line in lines_of(pieces))
    found.sort(key=lambda strip: min(piece.y for piece in strip.pieces))
    sheet = Sheet(page.number, page.width, page.height, found, heads=stamps, images=drawn.images, joined=parts.joined)
    if asked:
        sheet.frames, sheet.words = frames, parts.words
    return sheet


def may_have_columns(strips: Sequence[Strip]) -> bool:
    """Whether enough running lines of a page stand in three or more pieces: the first and cheapest test for tables without grid."""
    return _have_columns([strip.pieces for strip in strips if strip.cells is None])


def _have_columns(lines: Sequence[Sequence[Piece]]) -> bool:
    return sum(len(line) >= LEAST_COLUMNS for line in lines) >= LEAST_LINES


def take_running_heads(sheets: Sequence[Sheet]) -> None:
    """Take headers, footers and page numbers out of the strips into ``heads``."""
    counts: Counter[str] = Counter()
    edges: list[list[tuple[Strip, str]]] = []
    for sheet in sheets:
        top = [s for s in sheet.strips[:3] if s.y < 0.13 * sheet.height]
        bottom = [s for s in sheet.strips[-3:] if s.y > 0.89 * sheet.height and s not in top]
        edge = [(strip, _head_key(strip.text)) for strip in (*top, *bottom) if strip.cells is None and not _OPENS.search(strip.text)]
        counts.update({key for _, key in edge})
        edges.append(edge)
    least = max(3, 0.3 * len(sheets))
    for sheet, edge in zip(sheets, edges, strict=True):
        gone = [
            strip
            for strip, key in edge
            if _PAGE_NUMBER.fullmatch(key) or _GAZETTE.match(strip.text) or (counts[key] >= least and not _NUMBERED.match(strip.text))
        ]
        sheet.heads += (strip.text for strip in gone)
        sheet.strips = [strip for strip in sheet.strips if strip not in gone]


_OPENS = re.compile(rf"{_MOTTO.pattern}|Độc lập\s*[-–]|^(?:MẪU|Mẫu|PHỤ LỤC|Phụ lục|Biểu|BIỂU)\b|Kèm theo")
"""What opens a form or an annex, and so may head many pages without being a running head."""
_NUMBERED = re.compile(r"(?:Điều|Chương|Mục|CHƯƠNG|MỤC)\s|[a-zđ]\)|\d+\.\s")


def _head_key(text: str) -> str:
    return re.sub(r"\d+", "#", text).strip()


def _without_stamps(pieces: list[Piece]) -> tuple[list[Piece], list[str]]:
    marks = [p for p in pieces if _STAMP.match(p.text) or _STAMP_TIME.match(p.text)]
    if not marks:
        return pieces, []
    low, high = min(p.y for p in marks) - 1, max(p.y for p in marks) + 2.2 * max(p.size for p in marks)
    left = min(p.x0 for p in marks)
    size = max(p.size for p in marks)
    if size > 11 or high - low > 120:
        return pieces, []
    stamp = [p for p in pieces if low <= p.y <= high and p.size <= size + 0.1 and abs(p.x0 - left) < 12]
    return [p for p in pieces if p not in stamp], [p.text for p in stamp]


def lay_out(sheet: Sheet) -> list[Strip]:
    """The strips of a page in the order in which they are read: title block and signature as rows, columns one by one."""
    strips = _title_blocks(sheet, sheet.strips)
    strips = _signatures(sheet, strips)
    return _columns(sheet, strips)


def _title_blocks(sheet: Sheet, strips: list[Strip]) -> list[Strip]:
    found: list[Strip] = []
    number = 0
    while number < len(strips):
        motto = next((p for p in strips[number].pieces if _MOTTO.search(p.text)), None) if strips[number].cells is None else None
        block = _title_block(sheet, strips, number, motto) if motto is not None else None
        if block is None:
            found.append(strips[number])
            number += 1
            continue
        before, taken, end = block
        del found[len(found) - before :]
        found += taken
        number = end
    return found


def _title_block(sheet: Sheet, strips: list[Strip], number: int, motto: Piece) -> tuple[int, list[Strip], int] | None:
    """Rows of the title block whose right column begins with the motto: strips before it that belong, the rows, its end."""
    if motto.x0 < 0.3 * sheet.width:
        return None
    first = number
    while first > 0 and _beside(strips[first - 1], motto.x0) and motto.y - strips[first - 1].y < 26:
        first -= 1
    left: list[Piece] = []
    right: list[Piece] = []
    end = first
    for strip in strips[first:]:
        sides = [piece.x1 <= motto.x0 + 4 for piece in strip.pieces]
        crossing = (p.x0 < motto.x0 - 45 for on_left, p in zip(sides, strip.pieces, strict=True) if not on_left)
        if strip.cells is not None or any(crossing) or _is_under(sheet, strip, motto):
            break
        if end > first and strip.y - max(p.y for p in (*left, *right)) > 4.5 * motto.size:
            break
        if end > number and any(_SIGNER.match(p.text) for on_left, p in zip(sides, strip.pieces, strict=True) if not on_left):
            break
        for on_left, piece in zip(sides, strip.pieces, strict=True):
            (left if on_left else right).append(piece)
        end += 1
    if not left or motto not in right or min(p.y for p in left) - motto.y > 45:
        return None
    return number - first, _two_rows(_ordered(left), _ordered(right)), end


def _is_under(sheet: Sheet, strip: Strip, motto: Piece) -> bool:
    """Whether a line stands in the middle of the page, under both columns."""
    middle = (strip.x0 + strip.x1) / 2
    off = abs(middle - sheet.width / 2)
    return len(strip.pieces) == 1 and ((is_label(strip.text) and off < 70) or off < 22 < abs(middle - motto.middle))


def _beside(strip: Strip, split: float) -> bool:
    return strip.cells is None and all(piece.x1 <= split + 4 for piece in strip.pieces)


def _ordered(pieces: Iterable[Piece]) -> list[Piece]:
    return [piece for line in lines_of(pieces) for piece in line]


def _two_rows(left: list[Piece], right: list[Piece]) -> list[Strip]:
    """Agency and motto on one row, number and date on the next."""
    number = next((i for i, piece in enumerate(left) if _NUMBER_LINE.match(piece.text)), len(left))
    date = next((i for i, piece in enumerate(right) if _DATE_LINE.match(piece.text)), len(right))
    rows_ = [(left[:number], right[:date]), (left[number:], right[date:])]
    return [_row(cells) for cells in rows_ if cells[0] or cells[1]]


def _row(cells: Sequence[Sequence[Piece]]) -> Strip:
    texts = tuple(joined(piece.text for piece in cell) for cell in cells)
    return Strip(tuple(piece for cell in cells for piece in cell), texts)


def _signatures(sheet: Sheet, strips: list[Strip]) -> list[Strip]:
    found: list[Strip] = []
    number = 0
    while number < len(strips):
        block = _signers(strips, number) or _signature(sheet, strips, number)
        if block is None:
            found.append(strips[number])
            number += 1
        else:
            row, number = block
            found.append(row)
    return found


def _signers(strips: list[Strip], number: int) -> tuple[Strip, int] | None:
    """The row of two or more signers side by side that begins at a strip, and where it ends."""
    heads = strips[number].pieces
    if len(heads) < 2 or strips[number].cells is not None or not all(_SIGNER.match(head.text) for head in heads):
        return None
    splits = [(before.x1 + after.x0) / 2 for before, after in pairwise(heads)]
    cells: list[list[Piece]] = [[] for _ in heads]
    end = number
    for strip in strips[number:]:
        across = any(piece.x0 < split < piece.x1 for piece in strip.pieces for split in splits)
        again = end > number + 1 and len(strip.pieces) > 1 and all(_ON_BEHALF.match(piece.text) for piece in strip.pieces)
        if strip.cells is not None or across or again or (end > number and strip.y - strips[end - 1].y > 11 * strip.size):
            break
        for piece in strip.pieces:
            cells[sum(piece.middle > split for split in splits)].append(piece)
        end += 1
    return _row(cells), end


def _signature(sheet: Sheet, strips: list[Strip], number: int) -> tuple[Strip, int] | None:
    """The row of a signature that begins at a strip, and where it ends: recipients on the left, signer on the right."""
    strip = strips[number]
    if strip.cells is not None:
        return None
    head = strip.pieces[0]
    recipients = bool(RECIPIENTS.match(head.text)) and head.x0 < 0.4 * sheet.width
    signer = strip.pieces[-1]
    on_right = signer.x0 > 0.42 * sheet.width and signer.middle > 0.56 * sheet.width
    if not recipients and not (on_right and len(strip.pieces) == 1 and _RIGHT_HEAD.match(signer.text)):
        return None
    near = [s for s in strips[number : number + 60] if s.cells is None]
    rights = [p for s in near for p in s.pieces if p.x0 > 0.42 * sheet.width and p.middle > 0.56 * sheet.width]
    split = min((p.x0 for p in rights), default=sheet.width)
    left: list[Piece] = []
    right: list[Piece] = []
    end = number
    for line in strips[number:]:
        if line.cells is not None or any(p.x0 < split - 3 and p.x1 > split + 3 for p in line.pieces):
            break
        mine = [p for p in line.pieces if p.x1 <= split + 3]
        others = [p for p in line.pieces if p.x1 > split + 3]
        if mine and not left and not RECIPIENTS.match(mine[0].text):
            break
        if mine and left and _leaves(sheet, mine[0], left):
            break
        if others and right and others[0].y - right[-1].y > 11 * right[-1].size:
            break
        left += mine
        right += others
        end += 1
    if not (left or len(right) > 1):
        return None
    return _row([_ordered(left), _ordered(right)]), end


def _leaves(sheet: Sheet, piece: Piece, left: list[Piece]) -> bool:
    """Whether a piece is no part of the recipients: it stands apart, further left, under both columns, or is a heading."""
    low = max(p.y for p in left)
    centred = abs(piece.middle - sheet.width / 2) < 22 and piece.x0 > left[0].x0 + 40
    return centred or is_label(piece.text) or piece.x0 < left[0].x0 - 40 or piece.y - low > 3 * left[0].size


def _columns(sheet: Sheet, strips: list[Strip]) -> list[Strip]:
    """Columns of running text one after the other, where many lines stand side by side across one gutter."""
    run: list[Strip] = []
    found: list[Strip] = []
    gutter = _gutter(sheet, strips)
    if gutter is None:
        return strips

    def flush() -> None:
        left = [replace(s, pieces=mine, column=1) for s in run if (mine := tuple(p for p in s.pieces if p.x1 <= gutter))]
        right = [replace(s, pieces=mine, column=2) for s in run if (mine := tuple(p for p in s.pieces if p.x0 >= gutter))]
        if min(len(left), len(right)) >= 8:
            found.extend((*left, *right))
        else:
            found.extend(run)
        run.clear()

    for strip in strips:
        if strip.cells is None and all(p.x1 <= gutter or p.x0 >= gutter for p in strip.pieces):
            run.append(strip)
        else:
            flush()
            found.append(strip)
    flush()
    return found


def _gutter(sheet: Sheet, strips: list[Strip]) -> float | None:
    pairs = [s.pieces for s in strips if s.cells is None and len(s.pieces) > 1]
    gaps = [
        (before.x1, after.x0)
        for pieces in pairs
        for before, after in pairwise(pieces)
        if after.x0 - before.x1 > 8 and 0.35 * sheet.width < (before.x1 + after.x0) / 2 < 0.65 * sheet.width
    ]
    if len(gaps) < 8 or len(gaps) < 0.4 * len(strips):
        return None
    low, high = sorted(gap[0] for gap in gaps)[int(0.9 * (len(gaps) - 1))], sorted(gap[1] for gap in gaps)[int(0.1 * len(gaps))]
    wide = [p for pieces in pairs for p in pieces if p.x1 - p.x0 > 0.28 * sheet.width]
    return (low + high) / 2 if high > low and len(wide) > 0.8 * len(pairs) else None


def take_foot_notes(sheet: Sheet, body: float, *, going_on: bool) -> None:
    """Take notes at the foot of a page into ``notes``: lines in small type that begin with a raised number.

    ``body`` is the size of running text; ``going_on`` says that the page before ended inside a note.
    """
    strips = sheet.strips
    first = len(strips)
    while first > 0 and strips[first - 1].cells is None and strips[first - 1].pieces[-1].size < 0.93 * body:
        first -= 1
    small = max((strip.size for strip in strips[first:]), default=0.0)
    if not (going_on and first > 0):
        while first < len(strips) and not _is_note(strips[first], max(small, 0.8 * body)):
            first += 1
    if 0 < first < len(strips):
        sheet.notes = strips[first:]
        sheet.strips = strips[:first]


def _is_note(strip: Strip, size: float) -> bool:
    head = strip.pieces[0]
    return head.size < 0.8 * size and re.match(r"\[?\d{1,3}\]?(?:\s|$|[^\W\d_])", head.text) is not None
