"""DOCX by lxml over the parts themselves, block by block.

What is read is what Word shows: results of fields, insertions, automatic numbers, text boxes once; not deletions, hidden
or struck text. Headers, footers, notes and comments become streams.
"""

import io
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from review.contract.base import Format, Notice
from review.contract.document import Document, Stream
from review.reading.archive import PARSER, Archive, damaged, main_part, related
from review.reading.assembly import ANCHOR, SOFT_HYPHEN, Line, ParagraphLocator, assemble, clean, legacy_notice
from review.reading.legacy import Legacy, detect
from review.reading.limits import Limits
from review.reading.numbering import Numbering, Styles, W
from review.reading.runs import DELETED, INSERTED, MC, Anchor, Inline, first_choice, has_legacy_font
from review.reading.tables import row_lines
from review.reading.units import composed, goes_on, is_ornament, spaced_label, split_breaks

_P, _TBL, _TR, _TC, _SDT, _BODY, _CUSTOM, _CHUNK = (f"{W}{tag}" for tag in ("p", "tbl", "tr", "tc", "sdt", "body", "customXml", "altChunk"))
_THROUGH = frozenset(f"{W}{tag}" for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
_ALTERNATE = f"{MC}AlternateContent"
_NOTE_PARTS = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
_SEPARATORS = frozenset(["separator", "continuationSeparator", "continuationNotice"])
_TEXTS = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)")


def read_docx(data: bytes, *, file: str, sha256: str, limits: Limits, format_: Format = "docx") -> Document:
    """The document of a DOCX. Raises the refusals of :class:`Archive`; time is linear in the parts that are read."""
    reader = _Reader(Archive(data, limits))
    made = assemble(reader.lines(), max_chars=limits.max_chars)
    text, starts, offsets = _take_anchors(made.text, made.starts)
    return Document(
        file=file,
        format=format_,
        sha256=sha256,
        text=text,
        rows=made.rows,
        streams=reader.streams(offsets),
        notices=reader.notices(made.legacy),
        tracked_changes=reader.inline.tracked,
        locator=ParagraphLocator(starts, made.places),
    )


class _Reader:
    """Walks the body of one DOCX; keeps the place, the counts of its lists and what it met on the way."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._main = main_part(archive)
        self._related = related(archive, self._main)
        archive.check(skip=frozenset([self._main]))
        self._styles = Styles(self._part("styles"))
        self._numbering = Numbering(self._part("numbering"), self._styles)
        self._data = archive.xml(self._main)
        self.inline = Inline(self._styles, legacy_fonts=self._legacy_fonts())
        self._place = -1
        self._held = ""
        self._before = ""
        self._chunks = 0

    def lines(self) -> Iterator[Line]:
        """The lines of the body. Blocks are freed once read."""
        source = io.BytesIO(self._data)
        self._data = b""
        try:
            for _, node in etree.iterparse(source, events=("end",), tag=(_P, _TBL, _SDT, _CUSTOM, _CHUNK, _ALTERNATE), **PARSER):
                parent = node.getparent()
                if parent is None or parent.tag != _BODY:
                    continue
                for line in self._blocks((node,), outer=True):
                    yield self._wrapped(line)
                node.clear(keep_tail=False)
                while node.getprevious() is not None:
                    del parent[0]
        except etree.XMLSyntaxError as error:
            raise damaged(error, self._main) from None
        if self._held:
            yield Line(self._held, place=self._place)

    def _wrapped(self, line: Line) -> Line:
        """A line, glued to the one before where a converter broke one paragraph into two."""
        before, self._before = self._before, "" if line.row else line.text
        return replace(line, glue=True) if goes_on(before, line.text) and not line.row else line

    def streams(self, offsets: list[int]) -> tuple[Stream, ...]:
        """Headers, footers, notes and comments; notes and comments anchored at the offsets of their marks."""
        anchors = dict(zip(self.inline.anchors, offsets, strict=False))
        inline = Inline(self._styles, legacy_fonts=False)
        found: list[Stream] = []
        for kind in ("header", "footer"):
            texts = [_stream_text(self._archive.tree(part), inline) for part in self._related.get(kind, ())]
            found += (Stream(kind, text) for text in dict.fromkeys(texts) if text)
        for parts, kind in _NOTE_PARTS.items():
            for part in self._related.get(parts, ()):
                for note in self._archive.tree(part).iterchildren(tag=etree.Element):
                    if note.get(f"{W}type") in _SEPARATORS:
                        continue
                    text = _stream_text(note, inline)
                    if text:
                        found.append(Stream(kind, text, anchors.get(Anchor(kind, note.get(f"{W}id", "")))))
        return tuple(found)

    def notices(self, legacy: Legacy | None) -> tuple[Notice, ...]:
        """What the reader has to say: tracked changes, struck text, numbers it could not compute, a legacy encoding."""
        found: list[Notice] = []
        if self.inline.tracked:
            found.append(
                Notice(
                    code="tracked_changes",
                    message=f"Dự thảo còn {self.inline.tracked} thay đổi đang được theo dõi (Track Changes): phần chèn được đọc "
                    "như nội dung, phần xóa được bỏ qua.",
                )
            )
        if self.inline.struck:
            found.append(
                Notice(
                    code="struck_text",
                    message=f"{self.inline.struck} đoạn chữ bị gạch ngang được coi là đã bỏ và không được soát.",
                )
            )
        if self._numbering.missing:
            found.append(
                Notice(
                    code="unreadable_numbers",
                    message=f"{self._numbering.missing} đoạn dùng đánh số tự động mà tệp không có định nghĩa danh sách: "
                    "không đọc được số của các đoạn này.",
                )
            )
        if self._chunks:
            found.append(
                Notice(
                    code="embedded_part",
                    message=f"{self._chunks} phần nhúng từ tệp khác không được đọc; mở tệp bằng Word rồi lưu lại để đưa vào nội dung.",
                )
            )
        used = legacy or self.inline.legacy
        if used:
            found.append(legacy_notice(used))
        return tuple(found)

    def _part(self, kind: str) -> etree._Element | None:
        parts = self._related.get(kind, ())
        return self._archive.tree(parts[0]) if parts else None

    def _legacy_fonts(self) -> bool:
        parts = [self._archive.read(part) for part in self._related.get("styles", ())]
        if not any(map(has_legacy_font, (self._data, *parts))):
            return False
        paragraphs = self._data[:4_000_000].split(b"</w:p>")
        texts = (b"".join(_TEXTS.findall(paragraph)) for paragraph in paragraphs)
        return detect(b"\n".join(texts).decode("utf-8", "replace")) is not None

    def _blocks(self, nodes: Iterable[etree._Element], *, outer: bool) -> Iterator[Line]:
        for node in nodes:
            tag = node.tag
            if tag == _P:
                self._place += outer
                yield from self._paragraph(node)
            elif tag == _TBL:
                yield from self._table(node, outer=outer)
            elif tag in _THROUGH:
                yield from self._blocks(node, outer=outer)
            elif tag == _CHUNK:
                self._chunks += 1
            elif tag == _ALTERNATE:
                for choice in first_choice(node):
                    yield from self._blocks(choice, outer=outer)

    def _paragraph(self, node: etree._Element) -> Iterator[Line]:
        text, boxes = self.inline.read(node)
        properties = node.find(f"{W}pPr")
        mark = None if properties is None else properties.find(f"{W}rPr")
        if mark is not None:
            self.inline.tracked += any(child.tag in INSERTED or child.tag in DELETED for child in mark)
        if mark is not None and any(child.tag in DELETED for child in mark):
            self._held += text
        else:
            label = self._numbering.label(properties)
            text, self._held = spaced_label(composed(f"{label or ''}{self._held}{text}")), ""
            for line in split_breaks(text):
                if not is_ornament(line):
                    yield Line(line, place=self._place)
        for box in boxes:
            yield from self._blocks(box, outer=False)

    def _table(self, table: etree._Element, *, outer: bool) -> Iterator[Line]:
        for row in _rows(table):
            change = row.find(f"{W}trPr")
            marks = () if change is None else [child.tag for child in change]
            self.inline.tracked += any(tag in INSERTED or tag in DELETED for tag in marks)
            self._place += outer
            if not any(tag in DELETED for tag in marks):
                yield from self._row(row)

    def _row(self, row: etree._Element) -> Iterator[Line]:
        cells = [list(self._blocks(cell, outer=False)) if shown else [] for cell, shown in _cells(row)]
        yield from row_lines(cells, place=self._place)


def _rows(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == _TR:
            yield child
        elif child.tag in _THROUGH:
            yield from _rows(child)


def _cells(parent: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """The cells of a row; a cell that continues a merge is not shown."""
    for child in parent:
        if child.tag == _TC:
            properties = child.find(f"{W}tcPr")
            merges = [] if properties is None else [properties.find(f"{W}{tag}") for tag in ("vMerge", "hMerge")]
            yield child, all(merge is None or merge.get(f"{W}val") == "restart" for merge in merges)
        elif child.tag in _THROUGH:
            yield from _cells(child)


def _stream_text(node: etree._Element, inline: Inline) -> str:
    texts = (clean(inline.read(paragraph)[0].replace(ANCHOR, "")) for paragraph in node.iter(_P))
    return "\n".join(text for text in texts if text).replace(SOFT_HYPHEN, "")


def _take_anchors(text: str, starts: list[int]) -> tuple[str, list[int], list[int]]:
    """The text without the marks of notes, where its lines start now, and the offsets of the marks in it."""
    if ANCHOR not in text:
        return text, starts, []
    offsets: list[int] = []
    at = text.find(ANCHOR)
    while at >= 0:
        offsets.append(at)
        at = text.find(ANCHOR, at + 1)
    moved = [start - bisect_left(offsets, start) for start in starts]
    return text.replace(ANCHOR, ""), moved, [offset - number for number, offset in enumerate(offsets)]
