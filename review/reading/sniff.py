"""What a file is, by its bytes; its name must agree."""

from pathlib import PurePath

from review.contract.base import Format
from review.reading import refusals

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NAMES: dict[str, str] = {
    "docx": "tệp Word DOCX", "doc": "tệp Word cũ (DOC)", "pdf": "tệp PDF", "html": "trang HTML", "txt": "văn bản thuần",
}  # fmt: skip
_SUFFIXES: dict[str, tuple[Format, ...]] = {
    ".docx": ("docx",), ".docm": ("docx",), ".doc": ("doc",), ".pdf": ("pdf",), ".html": ("html",), ".htm": ("html",),
    ".xhtml": ("html",), ".txt": ("txt",), ".md": ("md",), ".markdown": ("md",),
}  # fmt: skip


def sniff(data: bytes, name: str) -> Format:
    """The kind of the bytes. Raises ``wrong_suffix`` where the name says another, ``unsupported`` for unknown ones."""
    kind = _kind(data)
    suffix = PurePath(name).suffix.lower()
    allowed = _SUFFIXES.get(suffix)
    if kind == "txt" and allowed == ("md",):
        return "md"
    if allowed and kind not in allowed:
        raise refusals.wrong_suffix(suffix, _NAMES[kind])
    return kind


def _kind(data: bytes) -> Format:
    head = data[:2048].lstrip(b"\xef\xbb\xbf\x00 \t\r\n").lower()
    if data[:4] == b"PK\x03\x04":
        return "docx"
    if data[:8] == _OLE:
        return "doc"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if head.startswith((b"<!doctype html", b"<html")) or (head.startswith(b"<") and b"<html" in head):
        return "html"
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refusals.unsupported("Không nhận ra định dạng của tệp.")
    return "txt"
