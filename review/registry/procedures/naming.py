"""Registered names met in running words: an index of rare pairs of syllables, then an ordered comparison of the few that fit."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

import numpy as np
from rapidfuzz.distance import LCSseq

from review.registry.procedures.index import NameIndex, codes_of, pair_codes
from review.registry.procedures.text import families, folded_words, word_list

COVERED = 0.85
"""Share of a name's weight that must stand in order within the words: below, the words speak of something else."""
_ANCHORS = 3
"""Rarest pairs of syllables of a name by which it is found at all."""
_LEAST = 4
"""Syllables of the shortest name looked for."""
_LOOSE = 6
"""Syllables up to which a name must stand whole and without other words between."""
_AS_GOOD = 0.03
"""By how much a longer name may be covered less and still be the one that is meant."""
_WIDTH = 1.3
"""How much wider than the name the words may stretch, as drafts list several actions or objects at once."""

_OPENINGS = tuple(
    tuple(verb.split()) for verb in ("đề nghị chấp thuận", "chấp thuận", "đề nghị", "cho phép", "quyết định", "thực hiện", "xem xét")
)
"""Verbs that a registered name may open with and a draft leave out before the action proper."""
_FILLER = word_list("filler")
_WORD = re.compile(r"\w+")
_GOES_ON = re.compile(
    r"\W*$|\s*[,;:.()/“”\"\[…–-]"
    r"|\s+(?:của|cho|đối với|tại|theo|do|và|hoặc|hay|gồm|bao gồm|được|thực hiện|như|quy định|thì|phải|khi|nếu|trong|trên|thuộc|trường hợp"
    r"|không|có|là|từ|ở|để|về|vào|bằng|kể|sau|trước|quá|đã|sẽ|đến|qua|nộp|lập|theo mẫu|mẫu|kèm|trừ|với|này|nêu|đồng thời|chậm nhất)\b"
)
"""What may follow a name; another noun makes it a longer one."""
_BYGONE = re.compile(
    r"\b(?:đã|đã được|chưa được|được|đang|ngày|nơi|cơ quan|người|số|sau khi|không được|kể từ khi|bản sao|kết quả|quyết định số)\s*$"
)
"""Words before an action by which it is something that happened, or a part of another word."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A registered name met in words. ``before`` and ``after`` are the folded words around it, ``piece`` those that name it;
    ``coverage`` is the share of the name's weight, ``share`` the part of all words that the name takes.
    """

    key: str
    coverage: float
    weight: float
    start: int
    end: int
    before: str
    piece: str
    after: str
    share: float
    whole: bool


@dataclass(frozen=True, slots=True)
class _Name:
    words: tuple[str, ...]
    weights: Mapping[str, float]
    total: float
    need: Mapping[str, int]
    name: str
    opening: int

    @property
    def families(self) -> frozenset[str]:
        return families(self.name)


@dataclass(frozen=True)
class NameFinder:
    """Finds registered names in words. Built once for all names; a line costs time linear in its length, plus a comparison
    for each name that shares a rare pair of syllables with it.
    """

    _words: Mapping[str, tuple[str, ...]]
    _registered: Mapping[str, str]
    _index: NameIndex
    _ids: Mapping[str, int]
    _by_pair: Mapping[int, Sequence[str]]
    _met: dict[str, _Name] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def build(cls, named: Iterable[tuple[str, str]], index: NameIndex) -> "NameFinder":
        """The finder of names given as key and name as registered; ``index`` weighs the syllables."""
        registered: dict[str, str] = {}
        held: dict[str, tuple[str, ...]] = {}
        for key, name in named:
            if key not in held:
                words = tuple(word for word in _WORD.findall(key) if word not in _FILLER)
                if len(words) >= _LEAST:
                    held[key], registered[key] = words, name
        ids = {word: i for i, word in enumerate(sorted(set(chain.from_iterable(held.values()))))}
        pairs, owner = pair_codes(*codes_of(list(held.values()), ids), len(ids))
        most = (len(ids) + 1) * len(ids) or 1
        all_pairs = np.sort(owner * most + pairs)
        owner, pairs = np.divmod(all_pairs[np.diff(all_pairs, prepend=-1) > 0], most)
        ordered = np.sort(pairs)
        names_with = np.searchsorted(ordered, pairs, side="right") - np.searchsorted(ordered, pairs)
        rarest = np.lexsort((pairs, names_with, owner))
        firsts = np.searchsorted(owner, owner)
        anchors = rarest[np.arange(len(rarest)) - firsts < _ANCHORS]
        keys = list(held)
        by_pair: dict[int, list[str]] = defaultdict(list)
        for pair, position in zip(pairs[anchors].tolist(), owner[anchors].tolist(), strict=True):
            by_pair[pair].append(keys[position])
        return cls(held, registered, index, ids, dict(by_pair))

    def _name(self, key: str) -> _Name:
        """A name made ready for comparison, kept, as the same names are met again and again."""
        name = self._met.get(key)
        if name is None:
            words = self._words[key]
            weights = {word: self._index.weight(word) for word in words}
            need = dict(sorted(Counter(words).items(), key=lambda item: -weights[item[0]]))
            opening = next((len(verb) for verb in _OPENINGS if words[: len(verb)] == verb), 0)
            total = sum(weights[word] for word in words)
            name = self._met[key] = _Name(words, weights, total, need, self._registered[key], opening)
        return name

    def find(self, words: str) -> list[Naming]:
        """The names that the words tell, in order; of names that lie within a longer one only the longer."""
        folded = folded_words(words)
        plain = [word for word in _WORD.findall(folded) if word not in _FILLER]
        by_pair, size = self._by_pair, len(self._ids)
        ids = [self._ids.get(word, -1) for word in plain]
        pairs = ((one + 1) * size + two for one, two in pairwise(ids) if one >= 0 and two >= 0)
        keys = {key for pair in pairs if pair in by_pair for key in by_pair[pair]}
        if not keys:
            return []
        have = Counter(plain)
        held = [(key, name) for key, name in ((key, self._name(key)) for key in sorted(keys)) if _may_hold(name, have)]
        if not held:
            return []
        places = [m.span() for m in _WORD.finditer(folded) if m.group() not in _FILLER]
        found = [naming for key, name in held if (naming := self._naming(key, name, folded, places, plain)) is not None]
        kept = (n for n in found if not any(self._within(n, other) for other in found))
        return sorted(kept, key=lambda n: (n.start, n.end, n.key))

    def _within(self, naming: Naming, other: Naming) -> bool:
        """Whether a name lies within the words of a longer one of the same kind of action."""
        return (
            naming.key != other.key
            and other.start <= naming.start
            and naming.end <= other.end
            and other.weight > naming.weight
            and other.coverage >= naming.coverage - _AS_GOOD
            and bool(self._name(naming.key).families & self._name(other.key).families)
        )

    @staticmethod
    def _naming(key: str, name: _Name, folded: str, places: list[tuple[int, int]], plain: list[str]) -> Naming | None:
        width = int(_WIDTH * len(name.words)) + 2
        end = _densest(name, plain, width)
        if end is None:
            return None
        start = max(0, end - width - 1)
        matched = [step for step in LCSseq.opcodes(name.words, plain[start:end]) if step.tag == "equal"]
        ours = [i for step in matched for i in range(step.src_start, step.src_end)]
        theirs = [start + i for step in matched for i in range(step.dest_start, step.dest_end)]
        if not ours or ours[0] not in (0, name.opening):
            return None
        coverage = sum(name.weights[name.words[i]] for i in ours) / name.total
        whole = theirs[-1] - theirs[0] + 1 == len(theirs) == len(name.words)
        if coverage < COVERED or (len(name.words) <= _LOOSE and not whole):
            return None
        first, last = places[theirs[0]][0], places[theirs[-1]][1]
        before, piece, after = folded[:first], folded[first:last], folded[last:]
        if not name.families & families(piece) or not _GOES_ON.match(after) or _BYGONE.search(before):
            return None
        weight = coverage * name.total
        return Naming(key, coverage, weight, first, last, before, piece, after, (theirs[-1] - theirs[0] + 1) / len(plain), whole)


def _may_hold(name: _Name, have: Counter[str]) -> bool:
    """Whether the words, in whatever order, hold enough of the name's weight."""
    spare = (1 - COVERED) * name.total
    for word, count in name.need.items():
        lacking = count - have.get(word, 0)
        if lacking > 0:
            spare -= lacking * name.weights[word]
            if spare < -1e-9:
                return False
    return True


def _densest(name: _Name, plain: list[str], width: int) -> int | None:
    """The end of the run of ``width`` words that holds most of the name's weight; null where none holds enough."""
    count: Counter[str] = Counter()
    mass, best, end = 0.0, 0.0, 0
    for i, word in enumerate(plain):
        if word in name.need:
            count[word] += 1
            if count[word] <= name.need[word]:
                mass += name.weights[word]
                if mass > best + 1e-9:
                    best, end = mass, i + 1
        if i >= width and (gone := plain[i - width]) in name.need:
            if count[gone] <= name.need[gone]:
                mass -= name.weights[gone]
            count[gone] -= 1
    return end if best >= COVERED * name.total else None
