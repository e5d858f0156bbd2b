"""A PDF as a document."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from threading import Lock

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from review.contract.base import Location, Notice, Span
from review.contract.document import Document, Stream
from review.reading import refusals
from review.reading.assembly import assemble, clean, legacy_notice
from review.reading.limits import Limits
from review.reading.pdf.flow import body_size, paragraphs
from review.reading.pdf.glyphs import Page
from review.reading.pdf.joins import join_over_pages
from review.reading.pdf.metrics import across
from review.reading.pdf.plumbed import read_tables
from review.reading.pdf.strips import SCANNED, Sheet, Strip, lay_out, sheet_of, take_foot_notes, take_running_heads

_PDFIUM = Lock()
"""PDFium keeps global state: one document at a time in a process."""
Box = tuple[float, float, float, float]
_LEAST_LETTERS = 40
"""A page with fewer letters is without text (REPORT.md, Errors)."""


def read_pdf(data: bytes, *, file: str, sha256: str, limits: Limits) -> Document:
    """The document of a PDF with a text layer.

    Raises ``encrypted``, ``truncated``, ``too_many_pages``, ``too_large`` for more text than allowed, and
    ``no_text_layer`` where more than half of the pages are without text. Some 300 pages a second.
    """
    sheets = _sheets(data, limits)
    take_running_heads(sheets)
    bare = [sheet.number + 1 for sheet in sheets if _is_bare(sheet)]
    if 2 * len(bare) > len(sheets):
        raise refusals.no_text_layer(len(bare), len(sheets))
    size = body_size(sheets)
    going_on = False
    for sheet in sheets:
        take_foot_notes(sheet, size, going_on=going_on)
        going_on = bool(sheet.notes) and not sheet.notes[-1].text.endswith((".", "”", '"'))
        sheet.strips = lay_out(sheet)
    unread = read_tables(data, sheets)
    join_over_pages(sheets)
    pairs = list(paragraphs(sheets))
    made = assemble((replace(line, place=number) for number, (line, _) in enumerate(pairs)), max_chars=limits.max_chars)
    return Document(
        file=file,
        format="pdf",
        sha256=sha256,
        text=made.text,
        pages=len(sheets),
        rows=made.rows,
        streams=_streams(sheets),
        notices=tuple(_notices(sheets, bare, unread)) + ((legacy_notice(made.legacy),) if made.legacy else ()),
        locator=PageLocator(made.text, tuple(made.starts), tuple(_Place(pairs[place][1]) for place in made.places)),
    )


def _sheets(data: bytes, limits: Limits) -> list[Sheet]:
    with _PDFIUM:
        return _pages(data, limits)


def _pages(data: bytes, limits: Limits) -> list[Sheet]:
    document = _opened(data)
    try:
        count = len(document)
        if count > limits.max_pages:
            raise refusals.too_many_pages(count, limits.max_pages)
        if count == 0:
            raise refusals.truncated("PDF")
        sheets: list[Sheet] = []
        size = 0
        for number in range(count):
            try:
                page = Page(document, number)
            except pdfium.PdfiumError:
                raise refusals.truncated("PDF") from None
            try:
                size += len(page.text)
                if size > limits.max_chars:
                    raise refusals.too_long(limits.max_chars)
                sheets.append(sheet_of(page))
            finally:
                page.close()
        return sheets
    finally:
        document.close()


def _opened(data: bytes) -> pdfium.PdfDocument:
    tail = data[-4096:]
    if b"%%EOF" not in tail and not re.search(rb"startxref\s+\d+", tail):
        raise refusals.truncated("PDF")
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise refusals.encrypted("PDF") from None
        raise refusals.truncated("PDF") from None


def _is_bare(sheet: Sheet) -> bool:
    """Whether a page is without text: too few letters, or an image with no more than a typed signature."""
    letters = sum(sum(map(str.isalpha, strip.text)) for strip in sheet.strips)
    return letters < _LEAST_LETTERS or (letters < 3 * _LEAST_LETTERS and sheet.images > 0.25)


def _streams(sheets: Sequence[Sheet]) -> tuple[Stream, ...]:
    heads = dict.fromkeys(clean(head) for sheet in sheets for head in sheet.heads)
    found = [Stream("header", head) for head in heads if any(map(str.isalpha, head))]
    notes = clean(" ".join(strip.text for sheet in sheets for strip in sheet.notes))
    return (*found, Stream("footnote", notes)) if notes else tuple(found)


def _notices(sheets: Sequence[Sheet], bare: list[int], unread: list[int]) -> list[Notice]:
    found: list[Notice] = []
    if bare:
        found.append(Notice(code="page_without_text", message=f"Trang không có lớp chữ nên không được soát: {_listed(bare)}."))
    scanned = [sheet.number + 1 for sheet in sheets if sheet.images > SCANNED and sheet.number + 1 not in bare]
    if scanned:
        found.append(
            Notice(
                code="recognised_text",
                message=f"{len(scanned)} trang là ảnh chụp có lớp chữ nhận dạng: dấu, chữ số và số hiệu văn bản có thể sai, "
                "cần đối chiếu với bản gốc.",
            )
        )
    joined = sum(sheet.joined for sheet in sheets)
    if joined > 2:
        found.append(
            Notice(code="broken_words", message=f"Lớp chữ của tệp bị cắt rời; {joined} chỗ đã được ghép lại theo vị trí trên trang.")
        )
    if unread:
        found.append(
            Notice(
                code="table_unread",
                message=f"Bảng không kẻ ô hoặc kẻ hở chưa được đọc theo hàng, cột mà chỉ đọc theo dòng, ở trang: {_listed(unread)}.",
            )
        )
    return found


def _listed(pages: Sequence[int]) -> str:
    return ", ".join(map(str, pages[:20])) + (" …" if len(pages) > 20 else "")


@dataclass(frozen=True)
class _Place:
    """Where a stretch of the text lies: the pieces that it was made of."""

    strip: Strip

    def boxes(self, text: str, start: int, end: int) -> list[tuple[int, Box]]:
        """The pages (from 1) and boxes of the letters ``[start, end)`` of the stretch."""
        found: list[tuple[int, Box]] = []
        at = 0
        for piece in self.strip.pieces:
            words = clean(piece.text)
            where = text.find(words, at)
            if where < 0:
                continue
            at = where + len(words)
            first, last = max(start, where), min(end, at)
            if first < last:
                exact = words == piece.text
                x0, x1 = across(piece, first - where, last - where) if exact else (piece.x0, piece.x1)
                found.append((piece.page + 1, _box(piece.y, piece.size, x0, x1)))
        if not found:
            strip = self.strip
            found.append((strip.page + 1, _box(strip.y, strip.size, strip.x0, strip.x1)))
        return found


def _box(y: float, size: float, x0: float, x1: float) -> Box:
    return round(x0, 1), round(y - 0.9 * size, 1), round(x1, 1), round(y + 0.25 * size, 1)


@dataclass(frozen=True)
class PageLocator:
    """Locations by page: ``starts[i]`` is where stretch i of ``text`` begins, ``places[i]`` what it was made of."""

    text: str
    starts: tuple[int, ...]
    places: tuple[_Place, ...]

    def __call__(self, span: Span) -> tuple[Location, ...]:
        """One location a page, its box around all that the span covers there."""
        pages: dict[int, Box] = {}
        number = max(bisect_right(self.starts, span[0]) - 1, 0)
        while number < len(self.starts) and (self.starts[number] < span[1] or not pages):
            start = self.starts[number]
            end = self.starts[number + 1] - 1 if number + 1 < len(self.starts) else len(self.text)
            inner = max(span[0] - start, 0), min(span[1], end) - start
            for page, box in self.places[number].boxes(self.text[start:end], *inner):
                old = pages.get(page, box)
                pages[page] = min(old[0], box[0]), min(old[1], box[1]), max(old[2], box[2]), max(old[3], box[3])
            number += 1
        return tuple(Location(page=page, box=box) for page, box in pages.items())
