"""Plain text and Markdown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

from charset_normalizer import from_bytes

from review.contract.base import Notice
from review.reading.assembly import Line, legacy_notice, row_text
from review.reading.legacy import Legacy, converter, detect, from_tcvn3, from_vni
from review.reading.syllables import share_possible
from review.reading.units import goes_on

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_SURROGATES = re.compile("[\ud800-\udfff]")
_SAMPLE = 200_000
_LEAST_SHARE = 0.8
_RULE = re.compile(r"\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?")
_HEADING = re.compile(r"#{1,6}[ \t]+|>[ \t]?")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_STRUCK = re.compile(r"~~(?=\S).+?(?<=\S)~~")


@dataclass(frozen=True, slots=True)
class Decoded:
    r"""Text in NFC with ``\n`` line ends, and what there is to say of its encoding."""

    text: str
    notices: tuple[Notice, ...] = ()


def decode(data: bytes) -> Decoded:
    r"""The text of the bytes: by their mark, as UTF-8, else in the set that gives most Vietnamese syllables.

    Text in TCVN3 or VNI is converted, line by line; undecodable bytes become U+FFFD and are named in a notice.
    """
    text, legacy = _text(data)
    text = normalize("NFC", _SURROGATES.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")))
    notices: list[Notice] = []
    inner = None if legacy else detect(text)
    if inner:
        convert = converter(inner)
        text = normalize("NFC", "\n".join(convert(line) for line in text.split("\n")))
    used = legacy or inner
    if used:
        notices.append(legacy_notice(used))
    lost = text.count("\ufffd")
    if lost:
        notices.append(Notice(code="undecodable", message=f"Có {lost} ký tự không giải mã được, hiển thị bằng dấu �."))
    return Decoded(text, tuple(notices))


def _text(data: bytes) -> tuple[str, Legacy | None]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), None
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    sample = data[:_SAMPLE]
    if b"\x00" in sample:
        return data.decode("utf-16-le" if sample[1::2].count(0) >= sample[::2].count(0) else "utf-16-be", "replace"), None
    mended = data.decode("utf-8", "replace")
    if mended.count("\ufffd") < 0.002 * len(mended):
        return mended, None
    return _eight_bit(data, sample)


def _eight_bit(data: bytes, sample: bytes) -> tuple[str, Legacy | None]:
    western = sample.decode("cp1252", "replace")
    scores = {
        "cp1258": share_possible(normalize("NFC", sample.decode("cp1258", "replace")))[0],
        "tcvn3": share_possible(from_tcvn3(sample.decode("latin-1")))[0],
        "vni": share_possible(from_vni(western))[0],
    }
    best = max(scores, key=lambda name: scores[name])
    if scores[best] >= _LEAST_SHARE:
        if best == "tcvn3":
            return from_tcvn3(data.decode("latin-1")), "tcvn3"
        if best == "vni":
            return from_vni(data.decode("cp1252", "replace")), "vni"
        return data.decode("cp1258", "replace"), None
    guess = from_bytes(sample).best()
    return data.decode(guess.encoding if guess else "cp1252", "replace"), None


def markdown_lines(text: str) -> Iterator[Line]:
    """The lines of a Markdown text without its light markup; a wrapped line is glued to the one before."""
    before = ""
    for raw in text.split("\n"):
        line = raw.strip()
        if line.startswith("|") or (line.endswith("|") and line.count("|") > 1):
            if not _RULE.fullmatch(line):
                yield Line(row_text(_unmarked(cell) for cell in _cells(line)), row=True)
            before = ""
            continue
        opened = _HEADING.match(line)
        while opened:
            line = line[opened.end() :]
            opened = _HEADING.match(line)
        words = _unmarked(line)
        yield Line(words, glue=goes_on(before, words))
        before = words


def _cells(line: str) -> list[str]:
    inner = line.removeprefix("|").removesuffix("|")
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", inner)]


def _unmarked(text: str) -> str:
    if not any(mark in text for mark in "*_\\[<~"):
        return text
    text = _TAG.sub(" ", _LINK.sub(r"\1", _STRUCK.sub("", text)))
    return _ESCAPE.sub(r"\1", _EMPHASIS.sub(r"\1", _STRONG.sub(r"\2", text)))
