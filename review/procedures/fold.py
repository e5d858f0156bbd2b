"""Patterns that do not look at case, matched on a lower-case copy of the text: several times as fast as ``re.IGNORECASE``."""

import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from re import _parser as _sre  # type: ignore[attr-defined]
from typing import Any, Final

_KEPT: Final = re.compile(r"\\.|\(\?P[<=]|\(\?i\)")


@lru_cache(maxsize=32768)
def folded(text: str) -> str:
    """The text in lower case with every letter at its place. Copies are kept: the same lines are asked many questions.

    >>> folded("Sở Y TẾ"), len(folded("İ"))
    ('sở y tế', 1)
    """
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def forget() -> None:
    """Drop the kept copies."""
    folded.cache_clear()


_MOST_WORDS: Final = 6
"""With more words to look for, looking costs as much as the pattern (measured on lines of acts)."""


def needed(source: str, flags: int = 0) -> tuple[str, ...]:
    r"""Words of which every match of a pattern holds at least one; empty where there are none, or too many.

    >>> needed(r"thời\s+hạn|(?:hiệu|giá)\s+(?:lực|trị)\b")
    ('giá', 'hiệu', 'thời')
    >>> needed(r"\d+\s*")
    ()
    """
    words = _words_of(_sre.parse(source, flags))
    return tuple(sorted(words)) if words and len(words) <= _MOST_WORDS else ()


def _words_of(items: Any) -> frozenset[str]:
    """The smallest set of words of which each match of a sequence of parsed items holds one."""
    found: list[frozenset[str]] = []
    run = ""
    for kind, value in [*items, (None, None)]:
        name = str(kind)
        if name == "LITERAL":
            run += chr(value)
            continue
        if name == "AT":
            continue
        if len(run) > 1:
            found.append(frozenset((run,)))
        run = ""
        inner: frozenset[str] = frozenset()
        if name == "SUBPATTERN":
            inner = _words_of(value[-1])
        elif name == "MAX_REPEAT" and value[0] > 0:
            inner = _words_of(value[2])
        elif name == "BRANCH":
            parts = [_words_of(branch) for branch in value[1]]
            inner = frozenset().union(*parts) if all(parts) else inner
        if inner:
            found.append(inner)
    return min(found, key=lambda words: (len(words), -min(map(len, words)), sorted(words)), default=frozenset())


class Loose:
    r"""A pattern without regard to case. It takes the text as printed; the groups of its matches are in lower case.

    Before a search, the words of which every match holds one are looked for: finding a word costs far less than the pattern.

    >>> Loose(r"sở\s+Y").search("nộp tại SỞ Y TẾ").span()
    (8, 12)
    """

    __slots__ = ("_needs", "_pattern", "_search")

    def __init__(self, source: str, flags: int = 0) -> None:
        at = 0
        out: list[str] = []
        for kept in _KEPT.finditer(source):
            out += source[at : kept.start()].lower(), "" if kept.group() == "(?i)" else kept.group()
            at = kept.end()
        whole = "".join(out) + source[at:].lower()
        self._pattern = re.compile(whole, flags)
        self._search = self._pattern.search
        self._needs = needed(whole, flags)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match in ``text[start:end]``."""
        low = folded(text)
        for word in self._needs:
            if low.find(word, start, end) >= 0:
                return self._search(low, start, end)
        return None if self._needs else self._search(low, start, end)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match at ``start``."""
        return self._pattern.match(folded(text), start, end)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match that is the whole text."""
        return self._pattern.fullmatch(folded(text))

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """All matches in ``text[start:end]``."""
        low = folded(text)
        for word in self._needs:
            if low.find(word, start, end) >= 0:
                return self._pattern.finditer(low, start, end)
        return iter(()) if self._needs else self._pattern.finditer(low, start, end)


@lru_cache(maxsize=2048)
def _made(source: str) -> Loose:
    return Loose(source)


def search(source: str, text: str) -> re.Match[str] | None:
    """The first match of a pattern without regard to case; the pattern is compiled once."""
    return _made(source).search(text)


def match(source: str, text: str) -> re.Match[str] | None:
    """The match at the beginning of a text without regard to case; the pattern is compiled once."""
    return _made(source).match(text)
