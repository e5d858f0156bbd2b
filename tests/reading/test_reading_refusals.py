"""What cannot be read is refused with its code, in time, and never with another exception."""

import io
import os
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from reading_builders import Sheet, Word, docx, ole, para, pdf, styles, wrapped, zipped

from review.contract.document import Document
from review.contract.errors import BadInput, LimitReached, SoatError
from review.reading import Limits, libreoffice_converter, read
from review.reading.convert import _LibreOffice

DOCX = docx(para("Điều 1. Phạm vi"), para("1. Chợ đêm họp từ 18 giờ."))
PDF = pdf(Sheet(wrapped("Điều 1. Chợ đêm họp từ 18 giờ đến 23 giờ mỗi ngày, trừ ngày nghỉ lễ.", top=100)), Sheet([Word(85, 90, "Hết")]))
HTML = "<!DOCTYPE html><html><body><p>Điều 1. Chợ đêm</p></body></html>".encode()
DOC = ole({"WordDocument": bytes(600), "1Table": bytes(600)})
LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


def _locked_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(PDF)))
    writer.encrypt("mật khẩu", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _with_doctype(part: str) -> bytes:
    source = zipfile.ZipFile(io.BytesIO(docx(para("Điều 1."), parts={"styles": styles()})))
    files: dict[str, str | bytes] = {name: source.read(name) for name in source.namelist()}
    text = files[part]
    assert isinstance(text, bytes)
    files[part] = text.replace(b"?>", b"?>" + LAUGHS.encode(), 1)
    return zipped(files)


def _utf16_doctype() -> bytes:
    body = '<?xml version="1.0" encoding="UTF-16"?>' + LAUGHS + "<x/>"
    return docx(para("Điều 1."), parts={"word/extra.xml": body.encode("utf-16")})


def _nested() -> bytes:
    return docx("<w:sdt><w:sdtContent>" * 4000 + para("Điều 1.") + "</w:sdtContent></w:sdt>" * 4000)


def _overlapping() -> bytes:
    """A zip whose directory names one packed entry three hundred times."""
    data = zipped({"word/part-000.xml": os.urandom(30_000)})
    at = data.rfind(b"PK\x05\x06")
    start = struct.unpack_from("<I", data, at + 16)[0]
    many = b"".join(data[start:at].replace(b"part-000", b"part-%03d" % number) for number in range(300))
    return data[:start] + many + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 300, 300, len(many), start, 0)


def _lying() -> bytes:
    """A zip whose body inflates to far more than it declares."""
    data = bytearray(zipped({"word/document.xml": b" " * 5_000_000}))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.find(mark) + at, 1000)
    return bytes(data)


REFUSED: dict[str, tuple[bytes | Callable[[], bytes], str, str]] = {
    "no bytes": (b"", "a.txt", "empty"),
    "blanks only": (b" \r\n\t ", "a.txt", "empty"),
    "numbers only": (b"1. 2. 3.", "a.txt", "empty"),
    "a DOCX of nothing": (docx(), "a.docx", "empty"),
    "a page of nothing": (b"<html><body> </body></html>", "a.html", "empty"),
    "an image": (b"\x89PNG\r\n\x1a\n" + bytes(99), "a.png", "unsupported"),
    "a spreadsheet": (zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "a.xlsx", "unsupported"),
    "rich text": (b"{\\rtf1 Dieu 1}", "a.rtf", "unsupported"),
    "bytes without sense": (bytes(range(256)) * 9, "a.txt", "unsupported"),
    "a program": (b"MZ" + bytes(500), "a.doc", "unsupported"),
    "DOC named DOCX": (DOC, "a.docx", "wrong_suffix"),
    "text named DOCX": ("Điều 1".encode(), "a.docx", "wrong_suffix"),
    "HTML named PDF": (HTML, "a.pdf", "wrong_suffix"),
    "HTML named DOC": (HTML, "a.doc", "wrong_suffix"),
    "PDF named DOCX": (PDF, "a.docx", "wrong_suffix"),
    "DOCX named PDF": (DOCX, "a.pdf", "wrong_suffix"),
    "DOCX named DOC": (DOCX, "a.doc", "wrong_suffix"),
    "a spreadsheet named DOCX": (zipped({"xl/workbook.xml": ""}), "a.docx", "wrong_suffix"),
    "rich text named DOC": (b"{\\rtf1 Dieu 1}", "a.doc", "wrong_suffix"),
    "an image named PDF": (b"\xff\xd8\xff\xe0" + bytes(99), "a.pdf", "wrong_suffix"),
    "a PDF with a password": (_locked_pdf, "a.pdf", "encrypted"),
    "a DOCX with a password": (ole({"EncryptionInfo": bytes(600), "EncryptedPackage": bytes(600)}), "a.docx", "encrypted"),
    "a DOC with a password": (ole({"WordDocument": bytes(10) + b"\x00\x01" + bytes(600)}), "a.doc", "encrypted"),
    "half a DOCX": (DOCX[: len(DOCX) // 2], "a.docx", "truncated"),
    "half a PDF": (PDF[: len(PDF) // 2], "a.pdf", "truncated"),
    "half a DOC": (ole({"WordDocument": bytes(9000)})[:4000], "a.doc", "truncated"),
    "a DOCX that lies about its size": (_lying, "a.docx", "truncated"),
    "a PDF of images": (pdf(Sheet(image=(0, 0, 595, 842)), Sheet([Word(85, 90, "Trang 2")])), "a.pdf", "no_text_layer"),
    "a scan with a typed signature": (
        pdf(
            Sheet(image=(0, 0, 595, 842)),
            Sheet([Word(330, 600, "KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn Văn Chợ Đêm Sáng")], image=(0, 0, 595, 400)),
        ),
        "a.pdf", "no_text_layer",
    ),
    "a legacy DOC": (DOC, "a.doc", "needs_converter"),
    "entities in the body": (lambda: _with_doctype("word/document.xml"), "a.docx", "unsafe_xml"),
    "entities in the styles": (lambda: _with_doctype("word/styles.xml"), "a.docx", "unsafe_xml"),
    "entities in another part, in UTF-16": (_utf16_doctype, "a.docx", "unsafe_xml"),
    "elements without end": (_nested, "a.docx", "unsafe_xml"),
    "one entry many times": (_overlapping, "a.docx", "zip_bomb"),
}  # fmt: skip
LIMITED: dict[str, tuple[bytes, str, Limits, str]] = {
    "bytes": (DOCX, "a.docx", Limits(max_bytes=100), "too_large"),
    "letters of a DOCX": (DOCX, "a.docx", Limits(max_chars=20), "too_large"),
    "letters of a PDF": (PDF, "a.pdf", Limits(max_chars=20), "too_large"),
    "letters of a text": (b"Luat Cho Dem " * 9, "a.txt", Limits(max_chars=20), "too_large"),
    "pages": (PDF, "a.pdf", Limits(max_pages=1), "too_many_pages"),
    "entries": (DOCX, "a.docx", Limits(max_entries=3), "zip_bomb"),
    "size of a part": (DOCX, "a.docx", Limits(max_part_bytes=300), "zip_bomb"),
    "size of all parts": (DOCX, "a.docx", Limits(max_total_bytes=500), "zip_bomb"),
    "ratio": (docx(para("Điều 1. " * 999)), "a.docx", Limits(max_ratio=3, ratio_floor_bytes=500), "zip_bomb"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_bad_input_is_refused_with_its_code(case: str) -> None:
    made, name, code = REFUSED[case]
    with pytest.raises(SoatError) as caught:
        read(made if isinstance(made, bytes) else made(), name=name)
    error = caught.value
    assert error.code == code
    assert error.file == name
    assert isinstance(error, LimitReached if code == "zip_bomb" else BadInput)
    assert error.message[0].isupper()
    assert error.message.endswith(".")
    assert error.hint.endswith(".")


@pytest.mark.parametrize("case", LIMITED)
def test_each_limit_is_kept(case: str) -> None:
    data, name, limits, code = LIMITED[case]
    assert isinstance(read(data, name=name), Document)
    with pytest.raises(LimitReached) as caught:
        read(data, name=name, limits=limits)
    assert caught.value.code == code


def test_a_zip_bomb_is_refused_at_once() -> None:
    bomb = zipped({"word/document.xml": bytes(75_000_000), "word/styles.xml": bytes(30_000_000)})
    started = time.perf_counter()
    with pytest.raises(LimitReached) as caught:
        read(bomb, name="a.docx")
    assert time.perf_counter() - started < 0.1
    assert caught.value.code == "zip_bomb"


def test_a_directory_without_end_is_refused_at_once() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(20_000):
            archive.writestr(f"word/{number}.xml", b"")
    started = time.perf_counter()
    with pytest.raises(LimitReached):
        read(out.getvalue(), name="a.docx")
    assert time.perf_counter() - started < 0.1


@pytest.mark.parametrize(
    ("data", "name", "format_"),
    [(DOCX, "a.DOCX", "docx"), (DOCX, "không đuôi", "docx"), (PDF, "a.pdf", "pdf"), (HTML, "a.htm", "html"), (b"Luat", "a.txt", "txt"),
     (b"# Luat", "a.md", "md"), ("\ufeff<html><p>Luật</p></html>".encode(), "a.html", "html"), (b"<p>Luat</p><p>1</p>", "a.html", "html"),
     ("<html><p>Luật</p></html>".encode("utf-16"), "a.html", "html")],
)  # fmt: skip
def test_kinds_are_told_by_bytes(data: bytes, name: str, format_: str) -> None:
    assert read(data, name=name).format == format_


def test_a_converter_is_used_for_a_legacy_doc() -> None:
    document = read(DOC, name="a.doc", convert_doc=lambda _: DOCX)
    assert (document.format, document.text.split("\n")[0]) == ("doc", "Điều 1. Phạm vi")


@pytest.mark.skipif(os.name != "posix", reason="the stand-in for LibreOffice is a shell script")
def test_a_converter_that_hangs_is_killed(tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 60 & echo $! > pid\nwait\n")
    program.chmod(0o755)
    started = time.perf_counter()
    with pytest.raises(LimitReached) as caught:
        _LibreOffice(str(program), 0.4)(DOC)
    assert caught.value.code == "timeout"
    assert time.perf_counter() - started < 10


@pytest.mark.skipif(os.name != "posix", reason="the stand-in for LibreOffice is a shell script")
def test_a_converter_that_gives_nothing_means_a_damaged_file(tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    with pytest.raises(BadInput) as caught:
        _LibreOffice(str(program), 9)(DOC)
    assert caught.value.code == "truncated"


def test_a_converter_is_found_or_not() -> None:
    found = libreoffice_converter(timeout_s=5)
    assert found is None or callable(found)


def _ends_well(data: bytes, name: str) -> None:
    try:
        found: Document | SoatError = read(data, name=name, limits=Limits(max_pages=50))
    except SoatError as error:
        found = error
    if isinstance(found, SoatError):
        assert found.code != "internal", found.__cause__
    else:
        assert found.text.strip()
        assert "\r" not in found.text


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
START = st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.7\n", OLE, b"<html>", b"\xff\xfe", "Điều 1. ".encode()])
NAMES = st.sampled_from(["a.docx", "a.pdf", "a.html", "a.txt", "a.md", "a.doc", "a"])


@settings(max_examples=150, deadline=None, derandomize=True)
@given(START, st.binary(max_size=600), NAMES)
def test_any_bytes_end_in_a_document_or_a_coded_error(start: bytes, rest: bytes, name: str) -> None:
    _ends_well(start + rest, name)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(st.sampled_from([(DOCX, "a.docx"), (PDF, "a.pdf"), (HTML, "a.html"), (DOC, "a.doc")]), st.data())
def test_damaged_files_end_in_a_document_or_a_coded_error(source: tuple[bytes, str], data: st.DataObject) -> None:
    original, name = source
    broken = bytearray(original)
    for _ in range(data.draw(st.integers(0, 6))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(len(broken) // 2, len(broken)))
    _ends_well(bytes(broken[:end]), name)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200), NAMES)
def test_any_text_ends_in_a_document_or_a_coded_error(text: str, name: str) -> None:
    _ends_well(text.encode(), name)


TAGS = ["p", "tbl", "tr", "tc", "r", "t", "ins", "del", "sdt", "sdtContent", "br", "numPr", "fldChar", "pPr", "drawing", "txbxContent"]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.sampled_from([f"w:{tag}" for tag in TAGS]), st.booleans()), max_size=40))
def test_any_nesting_of_elements_is_read(elements: list[tuple[str, bool]]) -> None:
    opened: list[str] = []
    body = ""
    for tag, close in elements:
        body += f"<{tag}>chợ"
        opened.append(tag)
        if close and opened:
            body += f"</{opened.pop()}>"
    _ends_well(docx(body + "".join(f"</{tag}>" for tag in reversed(opened))), "a.docx")
