"""Retrieval by name: weighted syllables and pairs of syllables, an inverted index in memory."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from review.registry.procedures.text import bare, syllables, word_list

_FILLER = word_list("filler")
_FILLER_WEIGHT = 0.15


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
    """

    postings: dict[str, NDArray[np.int32]]
    weights: NDArray[np.float64]
    count: int
    term_weights: dict[str, float]
    _bare: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def build(cls, keys: Iterable[str]) -> "NameIndex":
        """The index of the keys, by position. Linear; about 0.2 s for eight thousand names."""
        lists: dict[str, list[int]] = defaultdict(list)
        count = 0
        for position, key in enumerate(keys):
            for term in terms(key):
                lists[term].append(position)
            count += 1
        postings = {term: np.array(positions, dtype=np.int32) for term, positions in lists.items()}
        weights = np.zeros(count)
        term_weights = {term: _weight(term, len(positions), count) for term, positions in lists.items()}
        for term, positions in postings.items():
            weights[positions] += term_weights[term]
        return cls(postings, weights, count, term_weights)

    def weight(self, term: str) -> float:
        """What the term weighs; a term no name has weighs as one that a single name has."""
        known = self.term_weights.get(term)
        return _weight(term, 1, self.count) if known is None else known

    def mass(self, terms: Iterable[str]) -> float:
        """The weight of all terms together, whatever their order."""
        known = self.term_weights
        return math.fsum([known[term] if term in known else self.weight(term) for term in terms])

    def search(self, key: str, *, limit: int, among: NDArray[np.bool_] | None = None) -> list[tuple[int, float]]:
        """Positions and scores of the best names, best first, ties by position; ``among`` masks the names to look at."""
        common = np.zeros(self.count)
        total = 0.0
        for term in sorted(self._known(key)):
            weight = self.weight(term)
            total += weight
            found = self.postings.get(term)
            if found is not None:
                common[found] += weight
        if not total:
            return []
        scores = 2 * common / (self.weights + total)
        if among is not None:
            scores[~among] = 0.0
        limit = min(limit, self.count)
        top = np.argpartition(-scores, limit - 1)[:limit]
        ordered = sorted(((int(i), float(scores[i])) for i in top if scores[i] > 0), key=lambda hit: (-hit[1], hit[0]))
        return ordered

    def _known(self, key: str) -> set[str]:
        """The terms of a key, syllables that no name has replaced by one that differs in marks only, where there is one."""
        words = syllables(key)
        if not all(word in self.postings for word in words):
            if not self._bare:
                singles = sorted((t for t in self.postings if " " not in t), key=lambda t: (len(self.postings[t]), t))
                self._bare.update((bare(term), term) for term in singles)
            words = [word if word in self.postings else self._bare.get(bare(word), word) for word in words]
        return terms(" ".join(words))


def _weight(term: str, frequency: int, count: int) -> float:
    idf = math.log(1 + count / frequency)
    first, _, second = term.partition(" ")
    if second:
        return 0.5 * idf * (_FILLER_WEIGHT if first in _FILLER or second in _FILLER else 1.0)
    return idf * (_FILLER_WEIGHT if term in _FILLER else 1.0)
