"""The parts of a zip package, measured before they are inflated and parsed without entities or network."""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from typing import Any

from lxml import etree

from review.reading import refusals
from review.reading.limits import Limits

_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
_ASCII_BASED = (b"utf-8", b"us-ascii", b"ascii", b"iso-8859-", b"windows-125", b"utf-16", b"utf8")
_STRICT = (b"http://purl.oclc.org/ooxml/", b"http://schemas.openxmlformats.org/")
_STRICT_NAMES = {
    b"wordprocessingml/main": b"wordprocessingml/2006/main",
    b"officeDocument/relationships": b"officeDocument/2006/relationships",
}
_MOST_BYTES_AN_ENTRY = 256
PARSER: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False, "remove_comments": True}


class Archive:
    """A zip package whose directory has passed the limits.

    Raises ``truncated`` where the directory cannot be read, ``zip_bomb`` where it declares more than the limits allow,
    and ``encrypted`` where entries are locked. Nothing is inflated before; no entry gives more bytes than declared.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        _count(data, limits)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, OverflowError, EOFError):
            raise refusals.truncated("DOCX") from None
        _measure(entries, len(data), limits)
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise refusals.encrypted("nén")
        self._entries = {entry.filename.replace("\\", "/").lstrip("/"): entry for entry in entries}
        self.names = tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str) -> bytes:
        """The bytes of a part. Raises ``truncated`` where it is missing or damaged."""
        try:
            return self._zip.read(self._entries[name])
        except (zipfile.BadZipFile, zlib.error, KeyError, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
            raise refusals.truncated("DOCX") from None

    def xml(self, name: str) -> bytes:
        """The bytes of an XML part that declares no document type. Raises ``unsafe_xml`` otherwise."""
        data = self.read(name)
        return _transitional(_checked(data, name))

    def tree(self, name: str) -> etree._Element:
        """The root of an XML part. Raises ``truncated`` for XML that is not well formed, ``unsafe_xml`` as ``xml``."""
        return parse(self.xml(name), name)

    def check(self, skip: frozenset[str]) -> None:
        """Look for document types in the XML parts not named in ``skip``; damaged ones are passed over."""
        for name, entry in self._entries.items():
            if name in skip or not name.endswith((".xml", ".rels")):
                continue
            try:
                data = self._zip.read(entry)
            except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
                continue
            _checked(data, name)


def main_part(archive: Archive) -> str:
    """The name of the part that holds the body."""
    targets = related(archive, "").get("officeDocument", ())
    return next((name for name in (*targets, "word/document.xml") if name in archive), "word/document.xml")


def related(archive: Archive, part: str) -> dict[str, list[str]]:
    """The parts that a part is related to, by the last word of the relation's type; what lies outside is left out."""
    folder, base = posixpath.split(part)
    name = posixpath.join(folder, "_rels", f"{base}.rels")
    found: dict[str, list[str]] = {}
    if name not in archive:
        return found
    for node in archive.tree(name).iterchildren(tag=etree.Element):
        if node.get("TargetMode") == "External":
            continue
        target = node.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if path in archive:
            found.setdefault(node.get("Type", "").rsplit("/", 1)[-1], []).append(path)
    return found


def parse(data: bytes, name: str) -> etree._Element:
    """The root of a checked XML part."""
    try:
        root = etree.fromstring(data, etree.XMLParser(**PARSER))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(error, name) from None
    if root is None:
        raise refusals.truncated("DOCX")
    return root


def damaged(error: Exception, name: str) -> Exception:
    """The refusal for an XML error: nesting or size beyond the parser's limits is ``unsafe_xml``, else ``truncated``."""
    text = str(error).lower()
    return refusals.unsafe_xml(name) if "depth" in text or "huge" in text or "entit" in text else refusals.truncated("DOCX")


def _count(data: bytes, limits: Limits) -> None:
    """Look at the end of the directory before the directory is read: how many entries, how many bytes."""
    at = data.rfind(b"PK\x05\x06", max(len(data) - 65_557, 0))
    if at < 0 or len(data) < at + 22:
        raise refusals.truncated("DOCX")
    entries, size = struct.unpack_from("<HI", data, at + 10)
    if entries == 0xFFFF or size > limits.max_entries * _MOST_BYTES_AN_ENTRY:
        raise refusals.zip_bomb("thư mục của tệp nén quá lớn")
    if entries > limits.max_entries:
        raise refusals.zip_bomb(f"{entries} mục, vượt mức {limits.max_entries}")


def _measure(entries: list[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    if len(entries) > limits.max_entries:
        raise refusals.zip_bomb(f"{len(entries)} mục, vượt mức {limits.max_entries}")
    total = packed = 0
    for entry in entries:
        total += entry.file_size
        packed += entry.compress_size
        if entry.file_size > limits.max_part_bytes:
            raise refusals.zip_bomb(f"một mục khai dung lượng {entry.file_size / 1e6:.0f} MB sau khi giải nén")
        if entry.file_size > limits.ratio_floor_bytes and entry.file_size > limits.max_ratio * max(entry.compress_size, 1):
            raise refusals.zip_bomb("một mục có tỷ lệ nén bất thường")
    if total > limits.max_total_bytes:
        raise refusals.zip_bomb(f"dung lượng sau khi giải nén {total / 1e6:.0f} MB")
    if total > limits.ratio_floor_bytes and total > limits.max_ratio * size:
        raise refusals.zip_bomb("tỷ lệ nén bất thường")
    if packed > 2 * size + 65_536:
        raise refusals.zip_bomb("các mục nén chồng lên nhau")


def _checked(data: bytes, name: str) -> bytes:
    plain = data
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:4]:
        plain = data.replace(b"\x00", b"")
    declared = _DECLARED.search(plain[:200])
    if declared and not declared[1].lower().startswith(_ASCII_BASED):
        raise refusals.unsafe_xml(name)
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise refusals.unsafe_xml(name)
    return data


def _transitional(data: bytes) -> bytes:
    if _STRICT[0] not in data[:65_536]:
        return data
    for strict, usual in _STRICT_NAMES.items():
        data = data.replace(_STRICT[0] + strict, _STRICT[1] + usual)
    return data


def directory_names(data: bytes, limits: Limits) -> set[str]:
    """The names in the directory of a zip package; nothing is inflated. Raises ``truncated`` or ``zip_bomb``."""
    return set(Archive(data, limits).names)
