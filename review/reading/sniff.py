"""What a file is, by its bytes; its name must agree."""

import re
from pathlib import PurePath
from typing import Literal

from review.contract.base import Format
from review.reading import ole, refusals
from review.reading.archive import directory_names
from review.reading.limits import Limits

Kind = Literal["docx", "doc", "pdf", "html", "txt", "md", "rtf", "xlsx", "pptx", "odt", "zip", "xls", "image", "xml", "mail", "binary"]

_NAMES: dict[Kind, str] = {
    "docx": "tệp Word (DOCX)", "doc": "tệp Word 97-2003 (DOC)", "pdf": "tệp PDF", "html": "trang HTML", "txt": "văn bản thuần",
    "md": "văn bản Markdown", "rtf": "tệp RTF", "xlsx": "bảng tính Excel", "pptx": "tệp trình chiếu", "odt": "tệp OpenDocument",
    "zip": "tệp nén", "xls": "tệp Office 97-2003 không phải Word", "image": "tệp hình ảnh", "xml": "tệp XML",
    "mail": "trang web lưu dạng MHTML", "binary": "dữ liệu nhị phân không nhận ra được",
}  # fmt: skip
_SUFFIXES: dict[str, tuple[Kind, ...]] = {
    ".docx": ("docx",), ".docm": ("docx",), ".doc": ("doc",), ".pdf": ("pdf",), ".html": ("html",), ".htm": ("html",),
    ".xhtml": ("html",), ".txt": ("txt",), ".md": ("md",), ".markdown": ("md",), ".rtf": ("rtf",), ".xlsx": ("xlsx",),
    ".xls": ("xls",), ".pptx": ("pptx",), ".odt": ("odt",), ".zip": ("zip",), ".jpg": ("image",), ".jpeg": ("image",),
    ".png": ("image",), ".gif": ("image",), ".tif": ("image",), ".tiff": ("image",), ".bmp": ("image",), ".xml": ("xml",),
    ".mht": ("mail",), ".mhtml": ("mail",),
}  # fmt: skip
_READ: dict[Kind, Format] = {"docx": "docx", "doc": "doc", "pdf": "pdf", "html": "html", "txt": "txt", "md": "md"}
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_OTHERS: tuple[tuple[bytes, Kind], ...] = (
    (b"Rar!", "zip"), (b"7z\xbc\xaf", "zip"), (b"\x1f\x8b\x08", "zip"), (b"{\\rtf", "rtf"), (b"MZ", "binary"), (b"\x7fELF", "binary"),
)  # fmt: skip
_PREFACE = re.compile(rb"(?:\s|\x00|\xef\xbb\xbf|<\?xml[^>]{0,300}\?>|<!--.{0,2000}?-->)*", re.DOTALL)
_HTML = re.compile(rb"<!doctype\s+html|<(?:html|head|body|table|div|p|meta|title)[\s>]", re.IGNORECASE)
_MAIL = re.compile(rb"(?:From|MIME-Version|Content-Type|Subject|Date):[^\r\n]*[\r\n]", re.IGNORECASE)
_ANY_TAG = re.compile(rb"<(?:p|br|div|span|table|h[1-6]|b|strong)\b[^>]{0,400}>", re.IGNORECASE)
_CONTROL = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 26, 27})


def sniff(data: bytes, name: str, limits: Limits) -> Format:
    """The kind of the bytes.

    Raises ``wrong_suffix`` where the name says another kind, ``unsupported`` for a kind that no reader takes,
    ``encrypted`` for locked Office files, and ``truncated`` or ``zip_bomb`` where a container cannot be looked into.
    """
    kind = _kind(data, limits)
    suffix = PurePath(name).suffix.lower()
    expected = _SUFFIXES.get(suffix)
    if kind == "txt" and expected == ("md",):
        return "md"
    if kind == "txt" and expected == ("html",) and _ANY_TAG.search(data[:65_536]):
        return "html"
    if kind == "binary" or (expected and kind in expected and kind not in _READ):
        raise refusals.unsupported(f"Không đọc được loại tệp này: {_NAMES[kind]}.")
    if expected and kind not in expected:
        raise refusals.wrong_suffix(suffix, _NAMES[kind])
    if kind not in _READ:
        raise refusals.unsupported(f"Không đọc được loại tệp này: {_NAMES[kind]}.")
    return _READ[kind]


def _kind(data: bytes, limits: Limits) -> Kind:
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _packed(data, limits)
    if data[:8] == ole.SIGNATURE:
        return _compound(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_IMAGES):
        return "image"
    for mark, kind in _OTHERS:
        if data.startswith(mark):
            return kind
    head = data[:4096].replace(b"\x00", b"") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data[:4096]
    head = head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    start = _PREFACE.match(head)
    body = head[start.end() if start else 0 :]
    if _HTML.match(body):
        return "html"
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml"):
        return "xml"
    if _MAIL.match(head) and b"multipart/related" in data[:4096]:
        return "mail"
    return "binary" if _is_binary(data) else "txt"


def _packed(data: bytes, limits: Limits) -> Kind:
    names = directory_names(data, limits)
    if any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if any(name.startswith("ppt/") for name in names):
        return "pptx"
    return "odt" if "content.xml" in names and "mimetype" in names else "zip"


def _compound(data: bytes) -> Kind:
    streams = ole.stream_names(data)
    if "EncryptedPackage" in streams:
        raise refusals.encrypted("DOCX")
    if "WordDocument" not in streams:
        return "xls"
    if ole.is_locked_doc(data, streams):
        raise refusals.encrypted("DOC")
    return "doc"


def _is_binary(data: bytes) -> bool:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return False
    sample = data[:65_536]
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    if max(odd, even) > 0.3 * max(len(sample) // 2, 1) and min(odd, even) < 0.02 * len(sample):
        return False
    return len(sample) - len(sample.translate(None, _CONTROL)) > 0.005 * len(sample)
