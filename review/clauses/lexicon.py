"""The lexicons of cues and actors, and one linear scan that finds all their phrases in a text."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import ahocorasick

from review.contract.base import Binds
from review.settings import data_dir

_BINDS: tuple[Binds, ...] = ("citizen", "enterprise", "organisation", "state")
_TONE_MARKS = tuple(
    (new, old)
    for new, old in zip(
        ("òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"),
        ("oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"),
        strict=True,
    )
)
_ITEM = r"[\W\d]{0,40}(?:[a-zđ]{1,2}\d?\)\s*|\(?[ivx]{1,7}[).]\s*|\d{1,4}(?:\.\d{1,4}){0,5}\.?\s*)?[“\"]?(?:\d{1,4} (?:\([^)]{2,12}\) )?)?"


@dataclass(frozen=True)
class Entry:
    """One phrase of a lexicon.

    ``kind`` is ``body``, ``officer``, ``council`` (state), ``subject`` (all other actors), ``decoy`` (words that only look
    like an actor: "cơ sở dữ liệu") or ``cue``; ``cue`` names the cue of a cue phrase; ``named`` marks phrases that count
    only where they begin with a capital and a name follows or is part of them ("Sở", "Bộ Công an").
    """

    phrase: str
    kind: str
    binds: tuple[Binds, ...] = ()
    cue: str = ""
    named: bool = False


class Hit(NamedTuple):
    """A phrase found: ``[start, end)`` in the scanned text."""

    start: int
    end: int
    entry: Entry


def lower(text: str) -> str:
    """The text in lower case, of the same length letter for letter (a letter that would grow is kept)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def _spellings(phrase: str) -> set[str]:
    """The phrase with the tone marks of "hòa" and of "hoà"; a syllable such as "quý" keeps its mark."""
    old = phrase
    for new_mark, old_mark in _TONE_MARKS:
        old = old.replace(new_mark, old_mark)
    return {phrase, old}


def _rows(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[1:] if line]


def _either(rows: list[list[str]], use: str) -> str:
    return "|".join(re.escape(word) for word, kind in rows if kind == use)


def _entries(folder: Path) -> list[Entry]:
    found = [Entry(phrase.lower(), kind, ("state",), named=form == "name") for phrase, kind, form in _rows(folder / "state_bodies.tsv")]
    for phrase, binds in _rows(folder / "subjects.tsv"):
        if binds == "none":
            found.append(Entry(phrase.lower(), "decoy"))
            continue
        found.append(Entry(phrase.lower(), "subject", tuple(kind for kind in _BINDS if kind in binds.split("+"))))
    found.extend(Entry(phrase.lower(), "cue", cue=cue) for cue, phrase in _rows(folder / "cues.tsv"))
    return found


class Lexicon:
    """All phrases in one automaton. Scanning is linear in the text.

    ``verb`` matches a verb that an actor may be the subject of; ``ends_name`` holds words at which a name ends;
    ``paper_head`` matches a line (in lower case) that begins with a paper; ``state_heading`` a heading over duties of the
    state (not over those of a "cơ sở", "dịch vụ" or "sở giao dịch", where only a part of the word names a state body);
    ``topics`` are what headings can be about, with their patterns.
    """

    def __init__(self, folder: Path) -> None:
        self.entries = _entries(folder)
        words = _rows(folder / "verbs.tsv")
        self.ends_name = frozenset(word for word, use in words if use == "ends_name")
        self.verb = re.compile(r"\b(?:" + _either(words, "verb") + r")\b")
        heads = _rows(folder / "heads.tsv")
        self.paper_head = re.compile(_ITEM + r"(?:" + _either(heads, "paper") + r")\b")
        compound = "".join(f"(?<!\\b{re.escape(word)} )" for word, use in heads if use == "before_state")
        state = compound + r"(?!(?:" + _either(heads, "not_state") + r")\b)(?:" + _either(heads, "state") + r")\b"
        self.state_heading = re.compile(r"(?:trách nhiệm|nhiệm vụ|quyền hạn|nghĩa vụ).{0,40}\b" + state)
        self.topics = tuple((topic, re.compile(pattern)) for topic, pattern in _rows(folder / "topics.tsv"))
        self._automaton = ahocorasick.Automaton()
        for entry in self.entries:
            for spelling in _spellings(entry.phrase):
                known = self._automaton.get(spelling, ())
                self._automaton.add_word(spelling, (*known, (len(spelling), entry)))
        self._automaton.make_automaton()

    def scan(self, text: str, low: str | None = None) -> list[Hit]:
        """Every phrase that stands in the text at word borders, in order of end; phrases may overlap."""
        low = lower(text) if low is None else low
        last = len(text)
        hits = []
        for end, values in self._automaton.iter(low):
            stop = end + 1
            if stop < last and low[stop].isalnum():
                continue
            for length, entry in values:
                start = stop - length
                if start and low[start - 1].isalnum():
                    continue
                if entry.named and not _names(text, start, stop, entry):
                    continue
                hits.append(Hit(start, stop, entry))
        return hits


def _names(text: str, start: int, stop: int, entry: Entry) -> bool:
    """Whether a name phrase is one: a capital at its begin, and a capital after it where it is one common word."""
    if not text[start].isupper():
        return False
    if " " in entry.phrase:
        return True
    return stop + 1 < len(text) and text[stop] == " " and text[stop + 1].isupper()


def longest(hits: list[Hit]) -> list[Hit]:
    """The hits that do not overlap: the longest first, the earlier of equals; in order of text."""
    taken: list[Hit] = []
    starts: list[int] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start)):
        at = bisect_right(starts, hit.start)
        if (at and taken[at - 1].end > hit.start) or (at < len(taken) and taken[at].start < hit.end):
            continue
        taken.insert(at, hit)
        starts.insert(at, hit.start)
    return taken


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The packaged lexicons (``corpora/clauses``), read once."""
    return Lexicon(data_dir("corpora") / "clauses")
