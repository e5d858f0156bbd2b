"""Retrieval by name: weighted syllables and pairs of syllables, an inverted index in memory."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from review.registry.procedures.text import bare, syllables, word_list

_FILLER = word_list("filler")
_FILLER_WEIGHT = 0.15
_SAID = 0.8
"""How far words that the draft says around a procedure stand for words of its name."""
_KEPT = 64
"""Most settings whose weights are kept: half a megabyte in all for every thousand names."""


def terms(key: str) -> set[str]:
    """The syllables and the pairs of syllables of a key.

    >>> sorted(terms("cấp lại thẻ"))
    ['cấp', 'cấp lại', 'lại', 'lại thẻ', 'thẻ']
    """
    words = syllables(key)
    return {*words, *(f"{a} {b}" for a, b in pairwise(words))}


@dataclass(frozen=True, eq=False)
class NameIndex:
    """Postings of all names. A term weighs its inverse document frequency; the score of a name is the weight in common
    over the mean weight of query and name (a weighted Dice), so 1 means equal keys.

    A term's code is the place of its syllable in ``ids`` (places are in alphabetical order), or, of a pair, that of the second plus
    the number of syllables times one more than that of the first. ``rows`` gives the row of a code; a row has a weight and its
    names, ``names[starts[row] : starts[row + 1]]``, in order. ``weights`` are those of the names.
    """

    ids: dict[str, int]
    rows: dict[int, int]
    starts: NDArray[np.int64]
    names: NDArray[np.int64]
    row_weights: list[float]
    weights: NDArray[np.float64]
    count: int
    _met: dict[str, float] = field(default_factory=dict, compare=False, repr=False)
    _bare: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    _around: dict[frozenset[str], NDArray[np.float64]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def build(cls, keys: Iterable[str]) -> "NameIndex":
        """The index of the keys, by position. Near linear; less than 0.1 s for eight thousand names."""
        words = [syllables(key) for key in keys]
        ids = {word: i for i, word in enumerate(sorted(set(chain.from_iterable(words))))}
        owner, codes = codes_of(words, ids)
        size, count = max(len(ids), 1), max(len(words), 1)
        pairs, of_pairs = pair_codes(owner, codes, size)
        held = np.sort(np.concatenate((codes * count + owner, pairs * count + of_pairs)))
        held = held[np.diff(held, prepend=-1) > 0]
        terms_held, names = np.divmod(held, count)
        starts = np.flatnonzero(np.diff(terms_held, prepend=-1))
        distinct = terms_held[starts]
        frequencies = np.diff(starts, append=len(held))
        first, second = np.divmod(distinct, size)
        filler = np.array([word in _FILLER for word in ids] or [False])
        dull = filler[second] | (filler[first - 1] & (first > 0))
        idf = _inverse(frequencies, len(words))
        row_weights = np.where(first > 0, 0.5 * idf, idf) * np.where(dull, _FILLER_WEIGHT, 1.0)
        weights = np.zeros(len(words))
        np.add.at(weights, names, np.repeat(row_weights, frequencies))
        rows = dict(zip(distinct.tolist(), range(len(distinct)), strict=True))
        return cls(ids, rows, np.append(starts, len(held)), names, row_weights.tolist(), weights, len(words))

    def __contains__(self, term: str) -> bool:
        """Whether a name has the term."""
        return self.row(term) is not None

    def row(self, term: str) -> int | None:
        """The row of a term; null where no name has it."""
        first, _, second = term.partition(" ")
        one = self.ids.get(first)
        if one is None or not second:
            return None if one is None else self.rows[one]
        two = self.ids.get(second)
        return None if two is None else self.rows.get((one + 1) * len(self.ids) + two)

    def weight(self, term: str) -> float:
        """What the term weighs; a term no name has weighs as one that a single name has."""
        known = self._met.get(term)
        if known is not None:
            return known
        row = self.row(term)
        if row is None:
            return _weight(term, 1, self.count)
        weight = self._met[term] = self.row_weights[row]
        return weight

    def mass(self, terms: Iterable[str]) -> float:
        """The weight of all terms together, whatever their order."""
        known = self._met
        return math.fsum([known[term] if term in known else self.weight(term) for term in terms])

    def search(
        self,
        key: str,
        *,
        limit: int,
        among: NDArray[np.bool_] | None = None,
        around: Sequence[frozenset[str]] = (),
        further: int = 0,
    ) -> list[tuple[int, float]]:
        """Positions and scores of the best names, best first, ties by position; ``among`` masks the names to look at.

        After them stand the ``further`` best of the others when what the key leaves out and the disjoint sets of terms ``around`` say
        hardly counts as missing.
        """
        common, twice = np.zeros(self.count), np.zeros(self.count)
        total = 0.0
        for term in sorted(self._known(key)):
            weight = self.weight(term)
            total += weight
            row = self.row(term)
            if row is not None:
                names = self.names[self.starts[row] : self.starts[row + 1]]
                common[names] += weight
                if any(term in said for said in around):
                    twice[names] += weight
        if not total:
            return []
        scores = 2 * common / (self.weights + total)
        if among is not None:
            scores[~among] = 0.0
        found = self._best(scores, limit)
        if further and around:
            said = sum(map(self._said, around), -twice)
            lacking = np.maximum(self.weights - common - _SAID * said, 0.0)
            scores = np.where(scores > 0, 2 * common / (common + lacking + total), 0.0)
            scores[[position for position, _ in found]] = 0.0
            found += self._best(scores, further)
        return found

    def _best(self, scores: NDArray[np.float64], limit: int) -> list[tuple[int, float]]:
        limit = min(limit, self.count)
        top = np.argpartition(-scores, limit - 1)[:limit]
        return sorted(((int(i), float(scores[i])) for i in top if scores[i] > 0), key=lambda hit: (-hit[1], hit[0]))

    def _said(self, said: frozenset[str]) -> NDArray[np.float64]:
        """The weight in each name of some terms, kept, as the procedures of a draft share the settings that stand over them."""
        weights = self._around.get(said)
        if weights is None:
            weights = np.zeros(self.count)
            for term in sorted(said):
                row = self.row(term)
                if row is not None:
                    weights[self.names[self.starts[row] : self.starts[row + 1]]] += self.row_weights[row]
            if len(self._around) >= _KEPT:
                self._around.clear()
            self._around[said] = weights
        return weights

    def _known(self, key: str) -> set[str]:
        """The terms of a key, syllables that no name has replaced by one that differs in marks only, where there is one."""
        words = syllables(key)
        if not all(word in self.ids for word in words):
            if not self._bare:
                held = np.diff(self.starts)[: len(self.ids)].tolist()
                singles = sorted(zip(held, self.ids, strict=True))
                self._bare.update((bare(word), word) for _, word in singles)
            words = [word if word in self.ids else self._bare.get(bare(word), word) for word in words]
        return terms(" ".join(words))


def codes_of(words: Sequence[Sequence[str]], ids: Mapping[str, int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For all words of all names, one after the other, the position of the name and the number of the word."""
    owner = np.repeat(np.arange(len(words)), [len(held) for held in words])
    return owner, np.fromiter(map(ids.__getitem__, chain.from_iterable(words)), dtype=np.int64, count=len(owner))


def pair_codes(owner: NDArray[np.int64], codes: NDArray[np.int64], size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The codes of the pairs of words that follow each other in a name, of ``size`` words in all, with their names' positions."""
    within = owner[1:] == owner[:-1]
    return ((codes[:-1] + 1) * size + codes[1:])[within], owner[1:][within]


def _inverse(frequencies: NDArray[np.int64], count: int) -> NDArray[np.float64]:
    met = {frequency: math.log(1 + count / frequency) for frequency in set(frequencies.tolist())}
    return np.array([met[frequency] for frequency in frequencies.tolist()])


def _weight(term: str, frequency: int, count: int) -> float:
    idf = math.log(1 + count / frequency)
    first, _, second = term.partition(" ")
    if second:
        return 0.5 * idf * (_FILLER_WEIGHT if first in _FILLER or second in _FILLER else 1.0)
    return idf * (_FILLER_WEIGHT if term in _FILLER else 1.0)
