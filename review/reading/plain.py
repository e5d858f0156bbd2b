"""Plain text and Markdown."""

import re
from collections.abc import Iterator
from unicodedata import normalize

from charset_normalizer import from_bytes

from review.reading.assembly import Line, row_text

_FENCE = re.compile(r"\|?[ \t]*:?-{2,}:?[ \t]*(\|[ \t]*:?-{2,}:?[ \t]*)*\|?")
_HEADING = re.compile(r"#{1,6}[ \t]+")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])")


def decode(data: bytes) -> str:
    r"""The text of the bytes, in NFC and with ``\n`` line ends, without a byte order mark."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            text = data[len(mark) :].decode(name, "replace")
            break
    else:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            best = from_bytes(data).best()
            text = str(best) if best else data.decode("utf-8", "replace")
    return normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def markdown_lines(text: str) -> Iterator[Line]:
    """The lines of a Markdown text without its light markup: headings, emphasis, table pipes."""
    for number, raw in enumerate(text.split("\n")):
        line = raw.strip()
        if line.startswith("|") or line.endswith("|"):
            if _FENCE.fullmatch(line):
                continue
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            yield Line(row_text(_plain(cell) for cell in cells), row=True, place=number)
        else:
            yield Line(_plain(_HEADING.sub("", line, count=1) if line.startswith("#") else line), place=number)


def _plain(text: str) -> str:
    return _EMPHASIS.sub(r"\1", _STRONG.sub(r"\2", text)).replace("\\", "") if "*" in text or "_" in text else text
