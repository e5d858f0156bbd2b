"""What the clause model sees of a line: hashed words, and the cues, actors and labels of the line and of those around it.

Features are numbers from 0 to ``SIZE`` (hashes of their names), so that neither a model nor its tables hold words of a text.
All lines of a document are worked through together, as arrays: a line's own features are hashed once and moved by a salt for
each place from which they are looked at.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from review.clauses.frames import Frame
from review.clauses.grammar import Grammar
from review.clauses.lexicon import lexicon

SPACE: Final = 1 << 18
"""Size of the feature space of one block (a power of two)."""

BLOCKS: Final = ("context", "joint", "words")
"""The blocks of features, each with a space of its own, in this order."""

SIZE: Final = SPACE * len(BLOCKS)
"""Size of the whole feature space."""

_MASK: Final = SPACE - 1
_WORD = re.compile(r"\w+")
_AROUND: Final = ("own", "host", "above", "dieu", "division", "before", "after")
_HOST_WORDS: Final = 60
_HOST_TAIL: Final = 7
_HEAD_WORDS: Final = 40
_FIRST_WORDS: Final = 4
_TURN: Final = 40503
"""An odd multiplier that mixes two word hashes into one (Knuth's multiplicative hashing, 16 bits)."""

Numbers = NDArray[np.int64]


class Group(NamedTuple):
    """Features of one kind for all rows: ``columns`` one row after the other, ``lengths`` how many of them each row has."""

    columns: Numbers
    lengths: Numbers


@lru_cache(maxsize=65536)
def _id(name: str) -> int:
    return crc32(name.encode()) & _MASK


@lru_cache(maxsize=65536)
def _word_id(word: str) -> int:
    return crc32(b"#" if word[0].isdigit() else word.encode())


class _Ragged:
    """Lists of numbers of different lengths in one array."""

    def __init__(self, lists: list[list[int]]) -> None:
        self.lengths = np.fromiter((len(one) for one in lists), dtype=np.int64, count=len(lists))
        self.starts = np.cumsum(self.lengths) - self.lengths
        self.flat = np.fromiter((number for one in lists for number in one), dtype=np.int64, count=int(self.lengths.sum()))

    def pick(self, places: Numbers, first: int = 0, most: int | None = None) -> Group:
        """The numbers of the lists at some places (-1: an empty list), from the ``first`` of each and at ``most`` so many."""
        lengths = np.where(places >= 0, self.lengths[places] - first, 0).clip(0, most)
        starts = self.starts[places] + first
        return Group(self.flat[_runs(starts, lengths)], lengths)

    def tails(self, places: Numbers, most: int) -> Group:
        """The last numbers, at ``most`` so many, of the lists at some places."""
        own = np.where(places >= 0, self.lengths[places], 0)
        lengths = own.clip(0, most)
        return Group(self.flat[_runs(self.starts[places] + own - lengths, lengths)], lengths)


def _runs(starts: Numbers, lengths: Numbers) -> Numbers:
    """The places of runs that begin at ``starts`` and have so many numbers, one run after the other."""
    before = np.cumsum(lengths) - lengths
    return np.repeat(starts - before, lengths) + np.arange(int(lengths.sum()), dtype=np.int64)


def _pairs(group: Group, salt: int) -> Group:
    """Hashes of each two numbers that follow each other in a row."""
    columns, lengths = group
    if not len(columns):
        return group
    ends = np.cumsum(lengths)[lengths > 0] - 1
    inner = np.ones(len(columns), dtype=bool)
    inner[ends] = False
    inner = inner[:-1]
    mixed = ((columns[:-1] * 31 + columns[1:]) * _TURN + salt) & _MASK
    return Group(mixed[inner], (lengths - 1).clip(0))


def _salted(group: Group, salt: int) -> Group:
    return Group((group.columns * 31 + salt) & _MASK, group.lengths)


class Features:
    """Features of the lines that may bear labels; ``rows`` holds their places among the frames.

    ``context`` are features without words of the text (cues, actors, marks, grammar), ``joint`` pairs of a cue with what it
    stands under, ``words`` the hashed words of the line, of the line that leads to it and of the headings above.
    """

    def __init__(self, lines: list[Frame], grammar: Grammar) -> None:
        self._lines = lines
        self._grammar = grammar
        self.rows = [at for at, frame in enumerate(lines) if not frame.silent and not frame.heading]
        self._at = np.array(self.rows, dtype=np.int64)

    def groups(self) -> Iterator[Group]:
        """All features of the rows, in groups; those of a block are moved to the block's own space."""
        if not self.rows:
            return
        for number, block in enumerate((self._context(), self._joint(), self._words())):
            for columns, lengths in block:
                yield Group(columns + number * SPACE, lengths)

    def _context(self) -> Iterator[Group]:
        """The features of the lines that hold no words of them."""
        lines, at = self._lines, self._at
        hosts = np.fromiter((frame.host for frame in lines), dtype=np.int64, count=len(lines))
        host = hosts[at]
        above = np.where(host >= 0, hosts[host], -1)
        dieu = np.array([lines[row].dieu for row in self.rows], dtype=np.int64)
        division = np.array([lines[row].division for row in self.rows], dtype=np.int64)
        after = np.where(at + 1 < len(lines), at + 1, -1)
        none = len(lines)
        own = _Ragged([*(self._own(row) for row in range(len(lines))), [_id("none")]])
        for name, places in zip(_AROUND, (at, host, above, dieu, division, at - 1, after), strict=True):
            yield _salted(own.pick(np.where(places >= 0, places, none)), _id(f"around {name}"))
        yield self._gathered(dieu)
        marks = _Ragged([self._marks(row) for row in self.rows])
        yield Group(marks.flat, marks.lengths)

    def _marks(self, at: int) -> list[int]:
        frame = self._lines[at]
        found = [_id(f"head {topic}") for topic in self._grammar.head_of(at)]
        found.append(_id(f"holder {self._grammar.holder(at)}"))
        found.append(_id(f"length {min(8, (frame.low.count(' ') + 1).bit_length())}"))
        found.append(_id(f"depth {min(8, frame.depth)}"))
        found.append(_id("first" if frame.place == 1 else "later"))
        if frame.quoted:
            found.append(_id("quoted"))
        if lexicon().paper_head.match(frame.low):
            found.append(_id("opens with a paper"))
        return found

    def _own(self, at: int) -> list[int]:
        """The features of one line by itself."""
        frame = self._lines[at]
        found = [_id("cue " + cue) for cue in frame.cues]
        found.append(_id("kind " + frame.kind))
        if frame.lead:
            found.append(_id("lead"))
        if frame.duration:
            found.append(_id("duration"))
        if frame.command:
            found.append(_id("command"))
        if frame.heading or frame.lead or len(frame.low) < 120:
            found.extend(_id("topic " + topic) for topic in self._grammar.topics_of(at))
        found.extend(_id("label " + label) for label in self._grammar.labels[at])
        acting = next((actor for actor in frame.actors if actor.acts), None)
        found.append(_id("acts " + ("+".join(acting.binds) if acting else "-")))
        if frame.actors:
            found.extend({_id("names " + kind) for actor in frame.actors for kind in actor.binds})
        return found

    def _gathered(self, dieu: Numbers) -> Group:
        """What the article of each row holds anywhere: its cues, who acts, and the labels the grammar gives."""
        found: dict[int, set[int]] = {}
        for at, number in zip(self.rows, dieu.tolist(), strict=True):
            frame = self._lines[at]
            marks = found.setdefault(number, set())
            marks.update(_id("article " + cue) for cue in frame.cues)
            marks.update(_id("article names " + "+".join(actor.binds)) for actor in frame.actors if actor.acts)
            marks.update(_id("article " + label) for label in self._grammar.labels[at])
        order = {number: place for place, number in enumerate(found)}
        lists = _Ragged([sorted(marks) for marks in found.values()])
        return lists.pick(np.array([order[number] for number in dieu.tolist()], dtype=np.int64))

    def _joint(self) -> Iterator[Group]:
        """Pairs of a cue of the line with what it stands under, with who acts, and with the labels of its lead-in."""
        pairs = _Ragged([self._joined(at) for at in self.rows])
        yield Group(pairs.flat, pairs.lengths)

    def _joined(self, at: int) -> list[int]:
        frame = self._lines[at]
        grammar = self._grammar
        marks = [*frame.cues]
        if frame.lead:
            marks.append("lead")
        if frame.duration:
            marks.append("duration")
        if not marks:
            return []
        head = grammar.head_of(at) or ("-",)
        hosted = (grammar.labels[frame.host] if frame.host >= 0 else None) or ("-",)
        ends = [" by " + grammar.holder(at)]
        ends += [" under " + topic for topic in head]
        ends += [" below " + label for label in hosted]
        return [_id(mark + end) for mark in marks for end in ends]

    def _words(self) -> Iterator[Group]:
        """The hashed words and pairs of words of the line, its first words, its lead-in's words and the headings' words."""
        lines, at = self._lines, self._at
        wanted = {*self.rows}
        for row in self.rows:
            wanted.update((lines[row].host, lines[row].dieu, lines[row].division))
        words = _Ragged([[_word_id(word) for word in _WORD.findall(frame.low)] if n in wanted else [] for n, frame in enumerate(lines)])
        own = words.pick(at)
        yield Group(own.columns & _MASK, own.lengths)
        yield _pairs(own, 1000)
        first = _Ragged([self._first(row) for row in self.rows])
        yield Group(first.flat, first.lengths)
        host = np.array([lines[row].host for row in self.rows], dtype=np.int64)
        yield _salted(words.pick(host, 0, _HOST_WORDS), 1001)
        yield _pairs(words.tails(host, _HOST_TAIL), 1002)
        dieu = words.pick(np.array([lines[row].dieu for row in self.rows], dtype=np.int64), 2, _HEAD_WORDS - 2)
        yield _salted(dieu, 1003)
        yield _pairs(dieu, 1004)
        division = np.array([lines[row].division for row in self.rows], dtype=np.int64)
        yield _salted(words.pick(division, 0, _HEAD_WORDS), 1005)

    def _first(self, at: int) -> list[int]:
        words = [word for word in _WORD.findall(self._lines[at].low[:80]) if len(word) > 1 and word[0].isalpha()]
        found = [_id(f"{place} {word}") for place, word in enumerate(words[:_FIRST_WORDS])]
        found.append(_id("begins " + " ".join(words[:2])))
        found.append(_id("begins " + " ".join(words[:3])))
        return found
