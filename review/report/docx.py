"""What the DOCX files that are written share: text that XML can hold, and bytes that do not tell the time."""

import re
from datetime import datetime
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_UNWRITABLE: Final = re.compile("[^\t\n\x20-\x7e\x80-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST: Final = 255
"""Characters of a core property (ECMA-376 part 2, as python-docx enforces it)."""
_EPOCH: Final = datetime(2026, 1, 1)
"""The date of creation written into the files: a fixed one, so that equal contents give equal bytes."""


def clean(text: str) -> str:
    r"""The text without signs that XML cannot hold: control characters, lone surrogates, non-characters.

    >>> clean("a\x01\x0bb\ud800\ufffe\x7f\tc")
    'ab\tc'
    """
    return _UNWRITABLE.sub("", text)


def described(document: Any, title: str) -> None:
    """Write the core properties: a title as long as they may hold, the author, and a fixed day."""
    document.core_properties.title = clean(title)[:_LONGEST]
    document.core_properties.author = "soat"
    document.core_properties.created = document.core_properties.modified = _EPOCH


def undated(written: BytesIO) -> bytes:
    """The archive with the clock's times taken out of its entries, so that equal documents give equal bytes."""
    out = BytesIO()
    with ZipFile(written) as parts, ZipFile(out, "w", ZIP_DEFLATED) as plain:
        for part in parts.infolist():
            entry = ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            plain.writestr(entry, parts.read(part))
    return out.getvalue()
