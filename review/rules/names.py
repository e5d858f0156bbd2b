"""Whole names in text, longest first, with spelling folded: tone placement, dashes, spaces, case."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick

from review.contract.base import Span

_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_OPEN_SYLLABLE = re.compile(r"(?<!q)[ou][àáảãạèéẻẽẹỳýỷỹỵ](?![^\W\d_])")
_CHARS = {"–": "-", "—": "-", "‑": "-", "−": "-", "\u00a0": " ", "\u202f": " ", "ð": "đ"}


def lower(text: str) -> str:
    """The text in lower case with every character in its place."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def fold(text: str) -> str:
    """The text folded for look-ups; offsets stay. Tone marks move only in open syllables, where two habits exist.

    >>> fold("Bộ Văn HOÁ – Uỷ ban, khoản, quý")
    'bộ văn hóa - ủy ban, khoản, quý'
    """
    low = lower(text)
    for odd, plain in _CHARS.items():
        low = low.replace(odd, plain)
    return _OPEN_SYLLABLE.sub(_old_tone, low)


def _old_tone(match: re.Match[str]) -> str:
    return _TONES.get(match.group(), match.group())


@dataclass(frozen=True)
class Name:
    """A name to look for; ``payload`` tells the caller which it is."""

    words: str
    payload: int


@dataclass(frozen=True)
class Hit:
    """A name found in a text."""

    span: Span
    payload: int


_SHORT = (("ủy ban nhân dân", "ubnd"), ("hội đồng nhân dân", "hđnd"), ("tòa án nhân dân", "tand"), ("viện kiểm sát nhân dân", "vksnd"))


def _variants(words: str) -> set[str]:
    key = fold(words)
    out = {key}
    for long, short in _SHORT:
        if long in key:
            out.add(key.replace(long, short))
    for name in tuple(out):
        if " - " in name:
            out.update((name.replace(" - ", "-"), name.replace(" - ", ", "), name.replace(" - ", " "), name.replace(" - ", "- ")))
    return out


class NameIndex:
    """An automaton over names: folded, with their variants of spelling, or exactly as they stand."""

    def __init__(self, names: Iterable[Name], *, exact: bool = False) -> None:
        self._automaton = ahocorasick.Automaton()
        for name in names:
            for variant in {name.words} if exact else _variants(name.words):
                self._automaton.add_word(variant, (len(variant), name.payload))
        self._empty = len(self._automaton) == 0
        if not self._empty:
            self._automaton.make_automaton()

    def find(self, folded: str) -> Iterator[Hit]:
        """Whole names in a text (folded, unless the names are exact), the longest at each place, left to right."""
        if self._empty:
            return
        end_of_last = -1
        best: tuple[int, int, int] | None = None
        for last, (length, payload) in self._automaton.iter(folded):
            start, end = last - length + 1, last + 1
            if (start and folded[start - 1].isalnum()) or (end < len(folded) and folded[end].isalnum()):
                continue
            if best is not None and start >= best[1]:
                yield Hit((best[0], best[1]), best[2])
                end_of_last, best = best[1], None
            if start < end_of_last:
                continue
            if best is None or (start <= best[0] and end > best[1]) or (start == best[0] and end > best[1]):
                best = (start, end, payload)
        if best is not None:
            yield Hit((best[0], best[1]), best[2])
