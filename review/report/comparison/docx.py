"""The comparison as a bản so sánh in DOCX: A4 landscape, three columns, repeated head row, Times New Roman."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any, Literal

from docx import Document as new_document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_UNDERLINE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from review.contract.comparison import Comparison
from review.report import wording as report_wording
from review.report.comparison import wording as w
from review.report.comparison.rows import Paragraph, Remark, Row, rows
from review.report.comparison.titles import Titles, titles
from review.report.docx import clean, described, undated

FONT, SIZE = "Times New Roman", Pt(12)
WIDTHS = (Cm(10.2), Cm(10.2), Cm(6.3))
"""Of the 26.7 cm between margins of 1.5 cm on A4 landscape."""
_INSERTED, _DELETED, _DIM = RGBColor(0x0D, 0x4A, 0x20), RGBColor(0x8E, 0x15, 0x15), RGBColor(0x45, 0x45, 0x45)


def to_docx(
    comparison: Comparison,
    *,
    by: Literal["old", "new"] = "new",
    full: bool = False,
    remarks: Sequence[Remark] = (),
    heads: Titles | None = None,
) -> bytes:
    """The comparison as the bytes of a DOCX file; deleted words are struck through, inserted ones underlined and bold."""
    said = heads or titles(comparison)
    document = new_document()
    _page(document)
    _front(document, said)
    _paragraph(document, [("Ghi chú: ", "b"), ("chữ bỏ", "del"), (" gạch ngang; ", ""), ("chữ thêm", "ins"), (" gạch dưới, in đậm.", "")])
    for notice in comparison.notices:
        _paragraph(document, [("Lưu ý: ", "b"), (notice.message, "")])
    _table(document, said.columns, rows(comparison, by=by, full=full, remarks=remarks))
    if comparison.procedures:
        _procedures(document, comparison)
    if comparison.requirements:
        _requirements(document, comparison)
    described(document, said.title)
    out = BytesIO()
    document.save(out)
    return undated(out)


def _page(document: Any) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(1.8)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, SIZE
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), FONT)
    style.paragraph_format.space_after, style.paragraph_format.space_before = Pt(3), Pt(0)
    _language(style.element.get_or_add_rPr())
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(footer.add_run(), "PAGE")


def _language(properties: Any) -> None:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    properties.append(language)


def _field(run: Any, name: str) -> None:
    for kind in ("begin", None, "end"):
        if kind is None:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = name
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _front(document: Any, said: Titles) -> None:
    """The title block: agency and national motto side by side, then title and subject."""
    table = document.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    left, right = table.rows[0].cells
    left.width, right.width = Cm(11), Cm(15.7)
    _lines(left, [((said.agency or "CƠ QUAN CHỦ TRÌ SOẠN THẢO").upper(), "b"), ("_______", "")])
    motto = [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "b"), ("Độc lập - Tự do - Hạnh phúc", "b"), ("_______________________", "")]
    _lines(right, motto)
    title = _paragraph(document, [(said.title, "b")], centre=True, size=Pt(13))
    title.paragraph_format.space_before = Pt(12)
    if said.subject:
        _paragraph(document, [(said.subject, "b")], centre=True, size=Pt(13))
    _paragraph(document, [(f"({said.between})", "i")], centre=True).paragraph_format.space_after = Pt(8)


def _lines(cell: Any, lines: Iterable[tuple[str, str]]) -> None:
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(0)
        _run(paragraph, *line)


def _run(paragraph: Any, text: str, mark: str = "") -> None:
    run = paragraph.add_run(clean(text))
    if mark == "ins":
        run.underline, run.bold, run.font.color.rgb = WD_UNDERLINE.SINGLE, True, _INSERTED
    elif mark == "del":
        run.font.strike, run.font.color.rgb = True, _DELETED
    elif mark == "dim":
        run.italic, run.font.color.rgb = True, _DIM
    elif mark == "fail":
        run.bold, run.font.color.rgb = True, _DELETED
    run.bold = True if mark == "b" else run.bold
    run.italic = True if mark == "i" else run.italic


def _paragraph(document: Any, parts: Iterable[tuple[str, str]], *, centre: bool = False, size: Any = None) -> Any:
    paragraph = document.add_paragraph()
    if centre:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, mark in parts:
        _run(paragraph, text, mark)
        if size is not None:
            paragraph.runs[-1].font.size = size
    return paragraph


def _grid(document: Any, heads: Sequence[str], widths: Sequence[Any]) -> Any:
    """A table with borders whose head row is repeated on each page."""
    table = document.add_table(rows=1, cols=len(heads))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for cell, head, width in zip(table.rows[0].cells, heads, widths, strict=True):
        cell.width = width
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(cell.paragraphs[0], head, "b")
        _shade(cell, "E7E4DA")
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    return table


def _shade(cell: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shade)


class _Filler:
    """Adds rows to a table in linear time: python-docx looks through the whole table for each row it is asked for."""

    def __init__(self, table: Any, widths: Sequence[Any]) -> None:
        self.body, self.widths = table._tbl, widths
        self.table = table

    def row(self) -> list[Any]:
        """The cells of a new row."""
        from docx.table import _Cell

        element = self.body.add_tr()
        cells = []
        for width in self.widths:
            cell = element.add_tc()
            cell.width = width
            cells.append(_Cell(cell, self.table))
        return cells


def _table(document: Any, heads: Sequence[str], found: Sequence[Row]) -> None:
    filler = _Filler(_grid(document, heads, WIDTHS), WIDTHS)
    for row in found:
        left, right, reason = filler.row()
        _cell(left, row.old, "" if row.heading or row.failed else "(chưa có quy định)", dim=row.kept)
        _cell(right, row.new, "" if row.failed else "(không còn quy định)", dim=row.kept)
        texts = [(f"▲ {text}", "fail") for text in row.failed] + [(text, "") for text in row.remarks]
        for number, (text, mark) in enumerate(texts):
            _run(reason.paragraphs[0] if number == 0 else reason.add_paragraph(), text, mark)
        if row.reason:
            paragraph = reason.add_paragraph() if texts else reason.paragraphs[0]
            _run(paragraph, "Lý do: …", "dim")
        if row.heading and not row.kept:
            for cell in (left, right, reason):
                _shade(cell, "F3F1EA")
            for paragraph in (*left.paragraphs, *right.paragraphs):
                paragraph.paragraph_format.keep_with_next = True


def _cell(cell: Any, paragraphs: Sequence[Paragraph], empty: str, *, dim: bool) -> None:
    if not paragraphs:
        _run(cell.paragraphs[0], empty, "dim")
    for number, said in enumerate(paragraphs):
        lines = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        lines.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if not said.heading else WD_ALIGN_PARAGRAPH.LEFT
        if said.depth > 1:
            lines.paragraph_format.left_indent = Cm(0.4 * (said.depth - 1))
        if said.note:
            _run(lines, said.note, "dim")
        for piece in said.pieces:
            _run(lines, piece.text, piece.mark or ("dim" if dim else "b" if said.heading else ""))


def _section(document: Any, text: str) -> None:
    paragraph = _paragraph(document, [(text, "b")], size=Pt(13))
    paragraph.paragraph_format.space_before = Pt(14)
    paragraph.paragraph_format.keep_with_next = True


def _procedures(document: Any, comparison: Comparison) -> None:
    _section(document, "Thủ tục hành chính trước và sau")
    widths = (Cm(10.2), Cm(4.0), Cm(12.5))
    filler = _Filler(_grid(document, ("Thủ tục", "Kết quả", "Khác nhau"), widths), widths)
    for change in comparison.procedures or ():
        name, verdict, different = filler.row()
        _run(name.paragraphs[0], change.name)
        places = [("Trước", change.old_path), ("Sau", change.new_path)]
        _run(name.add_paragraph(), "; ".join(f"{side}: {w.address(path)}" for side, path in places if path), "dim")
        _run(verdict.paragraphs[0], w.PROCEDURES[change.verdict])
        if change.verdict == "changed" and not change.differences:
            _run(different.paragraphs[0], w.CHANGED_LINES)
        for number, difference in enumerate(change.differences):
            lines = different.paragraphs[0] if number == 0 else different.add_paragraph()
            _run(lines, f"{report_wording.PARTS[difference.part]}, {report_wording.DIFFERENCES[difference.kind]}: ")
            if difference.registry:
                _run(lines, difference.registry, "del")
                _run(lines, " ")
            if difference.draft:
                _run(lines, difference.draft, "ins")


def _requirements(document: Any, comparison: Comparison) -> None:
    _section(document, "Yêu cầu, điều kiện, điều cấm, nghĩa vụ báo cáo thêm, bỏ, sửa")
    widths = (Cm(4.0), Cm(11.3), Cm(11.4))
    filler = _Filler(_grid(document, ("Loại", "Trước", "Sau"), widths), widths)
    old, new = comparison.old.text or "", comparison.new.text or ""
    for change in comparison.requirements or ():
        kind, before, after = filler.row()
        _run(kind.paragraphs[0], f"{report_wording.OBLIGATIONS[change.kind]} ({w.REQUIREMENTS[change.verdict]})")
        for cell, text, span, path in ((before, old, change.old_span, change.old_path), (after, new, change.new_span, change.new_path)):
            if span is not None and path is not None:
                _run(cell.paragraphs[0], f"{w.address(path)}: ", "dim")
                _run(cell.paragraphs[0], text[span[0] : span[1]])
