"""The verb of the stage: bytes of any kind to a document."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

from review.contract.base import Format
from review.contract.document import Document
from review.contract.errors import Defect, SoatError
from review.reading import refusals
from review.reading.assembly import assemble
from review.reading.docx import read_docx
from review.reading.limits import Limits
from review.reading.markup import html_lines
from review.reading.pdf import read_pdf
from review.reading.plain import decode, markdown_lines
from review.reading.quality import hidden_marks_notice, syllable_notice
from review.reading.sniff import sniff

_DEFECT = "Công cụ gặp lỗi khi đọc tệp này; lỗi thuộc về công cụ, không phải do nội dung dự thảo."
_DEFECT_HINT = "Lưu dự thảo ở định dạng khác (DOCX, PDF có lớp chữ, TXT) rồi thử lại, và báo lỗi cho người quản trị."


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
    except (RecursionError, MemoryError):
        raise refusals.too_long(limits.max_chars, file=name) from None
    except Exception as error:
        raise Defect("internal", _DEFECT, _DEFECT_HINT, file=name) from error


def _read(data: bytes, name: str, limits: Limits, convert_doc: Callable[[bytes], bytes] | None) -> Document:
    if not data:
        raise refusals.empty()
    if len(data) > limits.max_bytes:
        raise refusals.too_large(len(data), limits.max_bytes)
    digest = sha256(data).hexdigest()
    kind = sniff(data, name, limits)
    if kind == "doc":
        if convert_doc is None:
            raise refusals.needs_converter()
        document = read_docx(convert_doc(data), file=name, sha256=digest, limits=limits, format_="doc")
    elif kind == "docx":
        document = read_docx(data, file=name, sha256=digest, limits=limits)
    elif kind == "pdf":
        document = read_pdf(data, file=name, sha256=digest, limits=limits)
    else:
        document = _read_text(data, kind, file=name, sha256=digest, limits=limits)
    if not any(map(str.isalpha, document.text)):
        raise refusals.empty("Tệp không có chữ nào.")
    found = (hidden_marks_notice(document.text), syllable_notice(document.text))
    notices = tuple(notice for notice in found if notice)
    return replace(document, notices=(*document.notices, *notices)) if notices else document


def _read_text(data: bytes, kind: Format, *, file: str, sha256: str, limits: Limits) -> Document:
    decoded = decode(data)
    if len(decoded.text) > limits.max_chars:
        raise refusals.too_long(limits.max_chars)
    if kind == "txt":
        return Document(file=file, format="txt", sha256=sha256, text=decoded.text, notices=decoded.notices)
    made = assemble(markdown_lines(decoded.text) if kind == "md" else html_lines(decoded.text), max_chars=limits.max_chars)
    return Document(file=file, format=kind, sha256=sha256, text=made.text, rows=made.rows, notices=decoded.notices)
