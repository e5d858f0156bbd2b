"""Patterns that do not look at case, matched on a lower-case copy of the text: several times as fast as ``re.IGNORECASE``."""

import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_KEPT: Final = re.compile(r"\\.|\(\?P[<=]|\(\?i\)")
_copies: dict[str, tuple[str, str]] = {"last": ("", "")}


def folded(text: str) -> str:
    """The text in lower case with every letter at its place; the copy of the last long text is kept.

    >>> folded("Sở Y TẾ"), len(folded("İ"))
    ('sở y tế', 1)
    """
    last, copy = _copies["last"]
    if last is text:
        return copy
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    if len(text) > 4000:
        _copies["last"] = (text, low)
    return low


def forget() -> None:
    """Drop the kept copy of the last text."""
    _copies["last"] = ("", "")


class Loose:
    r"""A pattern without regard to case. It takes the text as printed; the groups of its matches are in lower case.

    >>> Loose(r"sở\s+Y").search("nộp tại SỞ Y TẾ").span()
    (8, 12)
    """

    __slots__ = ("_pattern",)

    def __init__(self, source: str, flags: int = 0) -> None:
        at = 0
        out: list[str] = []
        for kept in _KEPT.finditer(source):
            out += source[at : kept.start()].lower(), "" if kept.group() == "(?i)" else kept.group()
            at = kept.end()
        self._pattern = re.compile("".join(out) + source[at:].lower(), flags)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match in ``text[start:end]``."""
        return self._pattern.search(folded(text), start, end)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match at ``start``."""
        return self._pattern.match(folded(text), start, end)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match that is the whole text."""
        return self._pattern.fullmatch(folded(text))

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """All matches in ``text[start:end]``."""
        return self._pattern.finditer(folded(text), start, end)


@lru_cache(maxsize=2048)
def _made(source: str) -> Loose:
    return Loose(source)


def search(source: str, text: str) -> re.Match[str] | None:
    """The first match of a pattern without regard to case; the pattern is compiled once."""
    return _made(source).search(text)


def match(source: str, text: str) -> re.Match[str] | None:
    """The match at the beginning of a text without regard to case; the pattern is compiled once."""
    return _made(source).match(text)
