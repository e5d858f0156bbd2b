"""The consolidated text as DOCX: A4, Times New Roman, note marks raised, the notes and what was not applied at the end."""

from io import BytesIO
from typing import Any, Final

from docx import Document as new_document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from review.contract.consolidation import ConsolidationReport
from review.report.consolidation.lines import LATE, NOTES, MarkedLine, marked_lines, not_applied
from review.report.docx import clean, described, undated

_RED: Final = RGBColor(0x8E, 0x15, 0x15)
_CENTRED: Final = frozenset(("phan", "chuong", "muc", "tieu_muc"))
_BOLD: Final = _CENTRED | {"dieu"}


def to_docx(report: ConsolidationReport, *, notes: bool = True) -> bytes:
    """The consolidated text as the bytes of a DOCX file."""
    document = new_document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Cm(3), Cm(2), Cm(2), Cm(2)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "Times New Roman")
    style.paragraph_format.space_after = Pt(4)
    for line in marked_lines(report, notes=notes):
        if line.parts:
            _line(document, line)
    if notes and report.notes:
        _heading(document, NOTES)
        for note in report.notes:
            document.add_paragraph(clean(f"[{note.number}] {note.text}"))
    failed = [*not_applied(report), *(notice.message for notice in report.notices)]
    if failed:
        _heading(document, LATE)
        for text in failed:
            document.add_paragraph().add_run(clean(f"– {text}")).font.color.rgb = _RED
    described(document, f"Văn bản sau khi sửa đổi: {report.base.number or report.base.title or ''}")
    out = BytesIO()
    document.save(out)
    return undated(out)


def _line(document: Any, line: MarkedLine) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if line.kind in _CENTRED else WD_ALIGN_PARAGRAPH.JUSTIFY
    for part in line.parts:
        run = paragraph.add_run(clean(part) if isinstance(part, str) else f"[{part}]")
        run.bold = line.kind in _BOLD or None
        run.font.superscript = isinstance(part, int) or None


def _heading(document: Any, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(14)
    paragraph.add_run(text).bold = True
