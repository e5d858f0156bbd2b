"""PDF with a text layer."""

import re

import pypdfium2 as pdfium

from review.contract.document import Document
from review.reading import refusals
from review.reading.assembly import Line, ParagraphLocator, assemble
from review.reading.limits import Limits

_NEW = re.compile(r"(Điều \d|\d+[.)] |[a-zđ]\) |[-–+] |Chương |CHƯƠNG |Mục |Phần |Căn cứ )")


def read_pdf(data: bytes, *, file: str, sha256: str, limits: Limits) -> Document:
    """The document of a PDF."""
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        raise refusals.truncated("PDF") from None
    lines: list[Line] = []
    bare = 0
    for number in range(len(pdf)):
        text = pdf[number].get_textpage().get_text_range()
        bare += sum(map(str.isalpha, text)) < 40
        for piece in text.replace("\r\n", "\n").split("\n"):
            if lines and piece and not _NEW.match(piece) and lines[-1].text[-1:] not in ".;:":
                lines[-1] = Line(f"{lines[-1].text} {piece}", place=number)
            else:
                lines.append(Line(piece, place=number))
    if bare * 2 > len(pdf):
        raise refusals.no_text_layer(bare, len(pdf))
    made = assemble(lines, max_chars=limits.max_chars)
    return Document(
        file=file,
        format="pdf",
        sha256=sha256,
        text=made.text,
        rows=made.rows,
        pages=len(pdf),
        locator=ParagraphLocator(made.starts, made.places),
    )
