"""Which passage of the old text is which of the new: equal words first, then likeness, then place, then what was split or merged."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from zlib import crc32

from rapidfuzz.distance import Indel

from review.amending.comparison.units import Unit
from review.amending.comparison.words import changes

LONG = 5
"""Words from which a passage that occurs once in each text is the same one wherever it stands."""
ALIKE, ALIKE_IN_PLACE, ALIKE_WITH_NUMBER = 0.60, 0.50, 0.40
"""Likeness from which two passages are one provision: anywhere; in the same Điều; at the same number of the same provision."""
SHORT, ALIKE_SHORT, MIDDLING, ALIKE_MIDDLING = 15, 0.92, 40, 0.75
"""A passage of fewer words that stands in another Điều must be this much alike: short phrases resemble each other by chance."""
STOCK = 12
"""Words below which equal words in another Điều are a stock phrase ("Trường hợp khác theo quy định của pháp luật") and tell nothing."""
_APART = frozenset({"title", "can_cu", "enacting", "signature", "recipients"})
"""Kinds of passages that are no part of a provision."""
PART, PART_ELSEWHERE = 4, 20
"""Words of the shortest passage taken for a part of another one: in the same Điều; elsewhere."""
COMMON = 40
"""Passages that share a run of two syllables beyond which the run tells nothing (it keeps the search linear)."""
CANDIDATES = 6
"""Most alike passages that are measured word by word."""
HELD = 0.60
"""Share of the runs of a new passage found among the words that an old one lost, from which it is a part of it."""
LONG_CELLS = 4_000_000
"""Product of lengths up to which likeness is measured word by word; beyond, by shared runs."""


class Matching:
    """The state of an alignment: ``old_of`` and ``new_of`` hold the partners of each passage by their numbers."""

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit]) -> None:
        self.old, self.new = old, new
        self.new_of: dict[int, list[int]] = {}
        self.old_of: dict[int, list[int]] = {}
        self.first = {u.article: u.at for u in reversed(new)}
        self.articles: dict[str, str] = {}
        self.nodes: dict[str, str] = {}
        self.holders: dict[str, str] = {}

    def pair(self, i: int, j: int) -> None:
        """Take passages ``i`` of the old and ``j`` of the new text for one."""
        self.new_of.setdefault(i, []).append(j)
        self.old_of.setdefault(j, []).append(i)

    def drop(self, wrong: Callable[[Unit, Unit], bool]) -> None:
        """Part the pairs that a second look finds wrong; each passage has one partner yet."""
        for i in [i for i, (j, *_) in self.new_of.items() if wrong(self.old[i], self.new[j])]:
            del self.old_of[self.new_of.pop(i)[0]]

    def left(self) -> tuple[list[Unit], list[Unit]]:
        """The passages without a partner."""
        return [u for u in self.old if u.at not in self.new_of], [u for u in self.new if u.at not in self.old_of]

    def vote(self) -> None:
        """Find for each article of the old text the one of the new that holds most of its words."""
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for i, partners in self.new_of.items():
            for j in partners:
                weight = len(self.old[i].words) + (20 if self.old[i].heads and self.new[j].heads else 0)
                votes[self.old[i].article][self.new[j].article] += weight
        self.articles = {
            article: max(found.items(), key=lambda x: (x[1], x[0] == article, -self.first[x[0]]))[0] for article, found in votes.items()
        }

        self.nodes = {self.old[i].path: self.new[js[0]].path for i, js in sorted(self.new_of.items(), reverse=True)}

        held: dict[str, Counter[str]] = defaultdict(Counter)
        for i, partners in self.new_of.items():
            held[self.old[i].owner][self.new[partners[0]].owner] += 1
        self.holders = {}
        for path, found in held.items():
            top, count = max(found.items(), key=lambda x: (x[1], x[0] == path, x[0]))
            if count >= 2 and 2 * count > found.total():
                self.holders[path] = top

    def counterpart(self, path: str, article: str) -> str:
        """The address in the new text of a provision of the old one (an address in ``article``)."""
        there = self.articles.get(article, article)
        return self.nodes.get(path) or self.holders.get(path) or (there + path.removeprefix(article) if path.startswith(article) else path)

    def same_place(self, a: Unit, b: Unit) -> bool:
        """Whether the articles of two passages are counterparts, as far as that is known."""
        return self.articles.get(a.article, a.article) == b.article


def align(old: Sequence[Unit], new: Sequence[Unit]) -> Matching:
    """The alignment of two texts. Near-linear: only rare runs lead to candidates, only candidates are measured."""
    found = Matching(old, new)
    _once(found)
    found.vote()
    found.drop(lambda a, b: len(a.words) < STOCK and not a.heads and not found.same_place(a, b))
    found.vote()
    _equal(found, lambda u, side: (u.words, u.passage.kind, u.number, _article(found, u, side), u.owner if side else None))
    _equal(found, lambda u, side: (u.words, u.number, _article(found, u, side)))
    _equal(found, lambda u, side: (u.words, _article(found, u, side)))
    _near(found)
    found.vote()
    _equal(found, lambda u, side: (u.words, _article(found, u, side)))
    _headings(found)
    _leads(found)
    found.vote()
    _in_place(found)
    _equal(found, lambda u, side: u.words if len(u.words) >= STOCK else (u.words, _article(found, u, side)))
    _parts(found)
    _unlike(found)
    found.vote()
    return found


def _unlike(found: Matching) -> None:
    """Part again what was taken for a piece of a provision that no other piece joined, where the two are not alike."""
    for i, partners in list(found.new_of.items()):
        j = partners[0]
        led = found.holders.get(found.old[i].path) == found.new[j].path
        if len(partners) == 1 and len(found.old_of[j]) == 1 and not found.old[i].heads and not led:
            least = ALIKE_WITH_NUMBER if found.same_place(found.old[i], found.new[j]) else ALIKE_IN_PLACE
            if likeness(found.old[i], found.new[j]) < least:
                del found.new_of[i], found.old_of[j]


def _article(found: Matching, unit: Unit, side: int) -> str:
    return unit.article if side else found.articles.get(unit.article, unit.article)


def _once(found: Matching) -> None:
    """Passages whose words occur once in each text; of short ones only headings."""

    def single(side: Sequence[Unit]) -> dict[Hashable, int]:
        seen: dict[Hashable, int] = {}
        for unit in side:
            if len(unit.words) >= LONG or (unit.heads and len(unit.words) >= 2):
                key = (unit.words, unit.heads)
                seen[key] = -1 if key in seen else unit.at
        return {key: at for key, at in seen.items() if at >= 0}

    theirs = single(found.new)
    for key, i in single(found.old).items():
        if key in theirs:
            found.pair(i, theirs[key])


def _equal(found: Matching, key: Callable[[Unit, int], Hashable]) -> None:
    """Passages left that are equal under a key, in the order of the text."""
    old, new = found.left()
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for unit in old:
        waiting[unit.heads, key(unit, 0)].append(unit.at)
    for queue in waiting.values():
        queue.reverse()
    for unit in new:
        queue = waiting.get((unit.heads, key(unit, 1)), [])
        if queue:
            found.pair(queue.pop(), unit.at)


def runs(words: Sequence[str], size: int = 2) -> list[int]:
    """Hashes of all runs of ``size`` words; of fewer, of the whole."""
    if len(words) <= size:
        return [crc32(" ".join(words).encode())] if words else []
    return [crc32(" ".join(words[i : i + size]).encode()) for i in range(len(words) - size + 1)]


def likeness(a: Unit, b: Unit) -> float:
    """How much of the words of two passages is common and in order (0 to 1)."""
    if len(a.words) * len(b.words) > LONG_CELLS:
        x, y = Counter(runs(a.words)), Counter(runs(b.words))
        return 2 * (x & y).total() / max(1, x.total() + y.total())
    return float(Indel.normalized_similarity(a.words, b.words))


def _near(found: Matching) -> None:
    """Passages left that are alike, the most alike first; a counterpart in place wins over an equal one elsewhere."""
    old, new = found.left()
    old = [u for u in old if len(u.words) >= 3]
    index: dict[int, list[int]] = defaultdict(list)
    for unit in old:
        for run in set(runs(unit.words)):
            index[run].append(unit.at)
    scored: list[tuple[float, int, int, int]] = []
    for unit in new:
        if len(unit.words) < 3:
            continue
        shared: Counter[int] = Counter()
        for run in set(runs(unit.words)):
            there = index.get(run, ())
            if len(there) <= COMMON:
                shared.update(there)
        for i, count in sorted(shared.items(), key=lambda x: (-x[1] / (len(found.old[x[0]].words) + len(unit.words)), x[0]))[:CANDIDATES]:
            other = found.old[i]
            if 2 * count < 0.2 * min(len(other.words), len(unit.words)):
                continue
            here = found.same_place(other, unit)
            score = likeness(other, unit)
            same = here and other.number == unit.number and other.passage.kind == unit.passage.kind
            size = min(len(other.words), len(unit.words))
            if other.heads != unit.heads and (score < ALIKE_SHORT or size < STOCK):
                continue
            if score < (ALIKE_IN_PLACE if here else _least_elsewhere(size)):
                continue
            scored.append((-(score + 0.1 * here + 0.04 * same), abs(other.at - unit.at), i, unit.at))
    for _, _, i, j in sorted(scored):
        if i not in found.new_of and j not in found.old_of:
            found.pair(i, j)


def _least_elsewhere(size: int) -> float:
    """The likeness that passages of ``size`` words in different articles must have; of a stock phrase none is enough."""
    if size < STOCK:
        return 2.0
    return ALIKE_SHORT if size < SHORT else ALIKE_MIDDLING if size < MIDDLING else ALIKE


def _headings(found: Matching) -> None:
    """Headings of articles whose words went from one to the other, whatever became of the heading itself."""
    back: dict[str, str] = {}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for i, partners in found.new_of.items():
        for j in partners:
            votes[found.new[j].article][found.old[i].article] += len(found.old[i].words)
    for article, seen in votes.items():
        back[article] = seen.most_common(1)[0][0]
    old, new = found.left()
    theirs = {u.article: u.at for u in new if u.heads}
    for unit in old:
        if unit.heads:
            there = found.articles.get(unit.article)
            if there in theirs and back.get(there) == unit.article:
                found.pair(unit.at, theirs.pop(there))


def _leads(found: Matching) -> None:
    """Lead-ins left whose points mostly went from the one to the other, whatever became of the lead-in itself."""
    back: dict[str, str] = {}
    for old, new in found.holders.items():
        back[new] = "" if new in back else old
    left, theirs = found.left()
    waiting = {u.path: u.at for u in theirs if u.number and not u.heads}
    for unit in left:
        there = found.holders.get(unit.path)
        if unit.number and not unit.heads and there in waiting and back.get(there) == unit.path:
            found.pair(unit.at, waiting.pop(there))


def _in_place(found: Matching) -> None:
    """Passages left at the same number of the same provision whose words are not wholly other."""
    old, new = found.left()
    theirs: dict[Hashable, list[int]] = defaultdict(list)
    for unit in new:
        if not unit.heads:
            theirs[unit.owner, unit.passage.kind, unit.number].append(unit.at)
    for unit in old:
        queue = theirs.get((found.counterpart(unit.owner, unit.article), unit.passage.kind, unit.number), [])
        at = next((j for j in queue[:8] if likeness(unit, found.new[j]) >= ALIKE_WITH_NUMBER), None)
        if at is not None and not unit.heads:
            queue.remove(at)
            found.pair(unit.at, at)


def _parts(found: Matching) -> None:
    """New passages made of words that an old one lost (split), and old ones whose words a new one gained (merged)."""
    _hand_over(found, found.old, found.new, found.new_of, found.old_of, found.pair)
    _hand_over(found, found.new, found.old, found.old_of, found.new_of, lambda j, i: found.pair(i, j))


def _hand_over(
    found: Matching,
    givers: Sequence[Unit],
    takers: Sequence[Unit],
    partners: dict[int, list[int]],
    taken: dict[int, list[int]],
    pair: Callable[[int, int], None],
) -> None:
    index: dict[int, set[int]] = defaultdict(set)
    for unit in givers:
        if len(unit.words) >= 8 and unit.passage.kind not in _APART:
            for run in _lost(unit, [takers[p] for p in partners.get(unit.at, ())]):
                index[run].add(unit.at)

    def near(giver: Unit, taker: Unit) -> bool:
        return found.same_place(giver, taker) if givers is found.old else found.same_place(taker, giver)

    for here in (True, False):
        for unit in takers:
            if unit.at in taken or len(unit.words) < (PART if here else PART_ELSEWHERE) or unit.heads or unit.passage.kind in _APART:
                continue
            own = set(runs(unit.words, 3))
            held: Counter[int] = Counter()
            for run in own:
                there = index.get(run, ())
                if len(there) <= COMMON:
                    held.update(there)
            fit = {at: count for at, count in held.items() if count >= max(2, HELD * len(own)) and near(givers[at], unit) == here}
            if fit:
                best = min(fit, key=lambda at: (-fit[at], abs(at - unit.at), at))
                pair(best, unit.at)
                for run in own:
                    index.get(run, set()).discard(best)


def _lost(unit: Unit, partners: Sequence[Unit]) -> Iterable[int]:
    """Runs of three words of a passage that its partners do not have."""
    if not partners:
        return runs(unit.words, 3)
    if len(partners) == 1 and partners[0].words == unit.words:
        return ()
    blocks, _ = changes(unit.tokens, [t for p in partners for t in p.tokens])
    out: list[int] = []
    for start, end, _, _ in blocks:
        words = [key.rstrip("^") for t in unit.tokens[start:end] if (key := t.key)[0].isalnum()]
        if len(words) >= 3:
            out += runs(words, 3)
    return out


def in_order(positions: Sequence[int]) -> set[int]:
    """The places of ``positions`` that belong to one longest rising run: what is not among them has changed its place.

    >>> sorted(in_order([5, 1, 2, 9, 3]))
    [1, 2, 4]
    """
    tops: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, value in enumerate(positions):
        i = bisect_left(tops, value)
        before.append(places[i - 1] if i else -1)
        if i == len(tops):
            tops.append(value)
            places.append(place)
        else:
            tops[i], places[i] = value, place
    out: set[int] = set()
    at = places[-1] if places else -1
    while at >= 0:
        out.add(at)
        at = before[at]
    return out
