"""DOCX by lxml over the parts."""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from review.contract.base import Format
from review.contract.document import Document
from review.reading import refusals
from review.reading.assembly import Line, ParagraphLocator, assemble, row_text
from review.reading.limits import Limits

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_docx(data: bytes, *, file: str, sha256: str, limits: Limits, format_: Format = "docx") -> Document:
    """The document of a DOCX."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        body = etree.fromstring(archive.read("word/document.xml")).find(f"{W}body")
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        raise refusals.truncated("DOCX") from None
    if body is None:
        raise refusals.truncated("DOCX")
    text, rows, starts, places = assemble(_lines(body))
    return Document(
        file=file, format=format_, sha256=sha256, text=text, rows=rows, locator=ParagraphLocator(starts, places)
    )


def _lines(body: etree._Element) -> Iterator[Line]:
    for place, block in enumerate(body.iter(f"{W}p", f"{W}tr")):
        if block.tag == f"{W}tr":
            cells = ["".join(map(str, cell.itertext(f"{W}t"))) for cell in block.iter(f"{W}tc")]
            yield Line(row_text(cells), row=True, place=place)
        elif next(block.iterancestors(f"{W}tc"), None) is None:
            yield Line("".join(map(str, block.itertext(f"{W}t"))), place=place)
