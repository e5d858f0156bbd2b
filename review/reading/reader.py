"""The verb of the stage: bytes of any kind to a document."""

from collections.abc import Callable
from hashlib import sha256

from review.contract.document import Document
from review.contract.errors import SoatError
from review.reading import refusals
from review.reading.assembly import Line, ParagraphLocator, assemble, legacy_notice
from review.reading.docx import read_docx
from review.reading.limits import Limits
from review.reading.markup import html_lines
from review.reading.pdf import read_pdf
from review.reading.plain import decode, markdown_lines
from review.reading.sniff import sniff


def read(
    data: bytes,
    *,
    name: str,
    limits: Limits = Limits(),  # noqa: B008
    convert_doc: Callable[[bytes], bytes] | None = None,
) -> Document:
    """The document that the bytes hold.

    ``name`` is the file name: its suffix must agree with the bytes. ``convert_doc`` turns a legacy DOC into a DOCX.
    Any bytes end in a document or a :class:`SoatError`; time is linear in the text.

    >>> read("Điều 1. Phạm vi".encode(), name="a.txt").text
    'Điều 1. Phạm vi'
    """
    try:
        return _read(data, name, limits, convert_doc)
    except SoatError as error:
        error.file = error.file or name
        raise


def _read(data: bytes, name: str, limits: Limits, convert_doc: Callable[[bytes], bytes] | None) -> Document:
    if not data:
        raise refusals.empty()
    if len(data) > limits.max_bytes:
        raise refusals.too_large(len(data), limits.max_bytes)
    digest = sha256(data).hexdigest()
    kind = sniff(data, name)
    if kind == "doc":
        if convert_doc is None:
            raise refusals.needs_converter()
        document = read_docx(convert_doc(data), file=name, sha256=digest, limits=limits, format_="doc")
    elif kind == "docx":
        document = read_docx(data, file=name, sha256=digest, limits=limits)
    elif kind == "pdf":
        document = read_pdf(data, file=name, sha256=digest, limits=limits)
    elif kind == "txt":
        document = Document(file=name, format="txt", sha256=digest, text=decode(data))
    else:
        lines: list[Line] = list(markdown_lines(decode(data)) if kind == "md" else html_lines(data))
        made = assemble(lines, max_chars=limits.max_chars)
        document = Document(
            file=name,
            format=kind,
            sha256=digest,
            text=made.text,
            rows=made.rows,
            notices=(legacy_notice(made.legacy),) if made.legacy else (),
            locator=ParagraphLocator(made.starts, made.places),
        )
    if not any(map(str.isalpha, document.text)):
        raise refusals.empty("Tệp không có chữ nào.")
    return document
