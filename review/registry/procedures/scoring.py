"""How alike a draft's procedure and a record are: features of the pair, and a calibrated score."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from review.contract.procedures import Procedure
from review.registry.procedures.index import NameIndex, terms
from review.registry.procedures.records import Record, RecordParts
from review.registry.procedures.setting import Around
from review.registry.procedures.text import context_words, families, family, fold, levels, name_key, shingles, syllables, word_list
from review.registry.procedures.told import Evidence, Told

_AGENCY_FILLER = word_list("agency")
_CONTRAST = word_list("contrast")


@dataclass(frozen=True)
class Query:
    """What is known of a draft's procedure for the look-up, all folded. ``cited``: keys of acts the draft cites."""

    key: str
    terms: frozenset[str]
    words: frozenset[str]
    context: frozenset[str]
    family: str
    families: frozenset[str]
    levels: frozenset[str]
    agencies: tuple[frozenset[str], ...]
    ministry: frozenset[str]
    papers: tuple[frozenset[int], ...]
    times: frozenset[tuple[float, str]]
    cited: frozenset[str]
    draft: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    setting: tuple[frozenset[str], ...] = ()

    def masses(self, index: NameIndex) -> tuple[float, float]:
        """The weights of the query's terms and of its words."""
        return _masses(self.terms, self.words, index)

    @classmethod
    def of(
        cls, procedure: Procedure, *, ministry: str | None, cited: frozenset[str], short: Mapping[str, str] = MappingProxyType({})
    ) -> "Query":
        """The query for a procedure of a draft issued by ``ministry`` (null: unknown or not a ministry).

        ``draft``, the words that many procedures of the draft share, ``told``, the keys of registered names that its own lines
        tell, and ``setting``, the terms of headings and scope that stand over it, are added by :func:`queries`.
        """
        name, longer = spelt_out(procedure.name or procedure.given_name or "", short)
        key = name_key(name)
        told = [procedure.given_name or "", *longer, *(p.paper or p.quote for p in procedure.parts if p.part in _TELLING)]
        agencies = tuple(_agency_words(p.quote) for p in procedure.of("agency"))
        return cls(
            key=key,
            terms=frozenset(terms(key)),
            words=frozenset(syllables(key)),
            context=context_words(told),
            family=family(name),
            families=families(name),
            levels=levels(fold(name)) | _agency_levels(tuple(p.quote for p in procedure.of("agency") if p.role == "decides")),
            agencies=tuple(filter(None, agencies)),
            ministry=_agency_words(ministry or ""),
            papers=tuple(shingles(p.paper or p.quote) for p in procedure.of("dossier")),
            times=frozenset((float(p.value), p.unit) for p in procedure.of("time_limit") if p.value and p.unit),
            cited=cited,
        )


@lru_cache(maxsize=64)
def _masses(all_terms: frozenset[str], words: frozenset[str], index: NameIndex) -> tuple[float, float]:
    return index.mass(all_terms), index.mass(words)


_TELLING = ("result", "dossier", "form", "applicant", "steps")
_PAPERS = 12
_SIBLING = 0.7
"""F1 of the words of two names from which their records are siblings."""
_NOTHING_AROUND = Around()
_SHARED = 0.3
"""Share of a draft's procedures in whose names and parts a word must stand to count as a word of the draft's subject."""


def queries(
    procedures: tuple[Procedure, ...],
    *,
    ministry: str | None,
    cited: frozenset[str],
    told: Sequence[Told] = (),
    short: Mapping[str, str] = MappingProxyType({}),
    around: Around = _NOTHING_AROUND,
) -> tuple[Query, ...]:
    """The queries for all procedures of a draft, each with the words that the draft's procedures share, the names it tells and the
    terms that stand over its anchor.
    """
    alone = [Query.of(procedure, ministry=ministry, cited=cited, short=short) for procedure in procedures]
    return together(alone, procedures, told=told, around=around)


def together(alone: Sequence[Query], procedures: Sequence[Procedure], *, told: Sequence[Told], around: Around) -> tuple[Query, ...]:
    """The queries of a draft's procedures, made one by one, with what the draft says of them all (:func:`queries`)."""
    counts = Counter(word for query in alone for word in query.words | query.context)
    shared = frozenset(word for word, count in counts.items() if count >= 2 and count >= _SHARED * len(alone))
    own = own_names(procedures, told)
    over = (around.over(procedure.anchor[0]) for procedure in procedures)
    return tuple(replace(query, draft=shared, told=names, setting=setting) for query, names, setting in zip(alone, own, over, strict=True))


def spelt_out(name: str, short: Mapping[str, str]) -> tuple[str, list[str]]:
    """The name with the draft's abbreviations written out and cut where a circumstance begins, and what its short names stand for.

    ``short`` maps short names that the draft defines to their long forms.

    >>> spelt_out("Sửa đổi thông tin trên CNA theo yêu cầu của cơ quan", {"CNA": "Chứng nhận an toàn", "cơ sở": "cơ sở nuôi ong"})
    ('Sửa đổi thông tin trên Chứng nhận an toàn', [])
    """
    cut = _CIRCUMSTANCE.search(name)
    if cut and len(name[: cut.start()].split()) >= _NAME_WORDS:
        name = name[: cut.start()]
    longer = []
    for brief, full in short.items():
        if brief in name and (at := re.search(rf"\b{re.escape(brief)}\b", name)):
            if brief.isupper():
                name = f"{name[: at.start()]}{full}{name[at.end() :]}"
            else:
                longer.append(full)
    return name, longer


def unregistered(short: Mapping[str, str], index: NameIndex) -> dict[str, str]:
    """The short names without the abbreviations that registered names use themselves, which need no writing out."""
    return {brief: full for brief, full in short.items() if not (brief.isupper() and fold(brief) in index)}


_CIRCUMSTANCE = re.compile(
    r"\s(?:trên cơ sở|trong thời hạn|kể từ (?:ngày|khi)|theo (?:mẫu|quy định|đề nghị|yêu cầu)|bằng văn bản|sau khi|trước khi|sau ngày)\b"
)
"""Words by which a name read from running text goes over to when and how."""
_NAME_WORDS = 5
"""Words that must be left of a name that is cut."""


def own_names(procedures: Sequence[Procedure], told: Sequence[Told]) -> list[frozenset[str]]:
    """For each procedure the registered names that its lines tell: its anchor in any way, its other lines with evidence, and the
    heading or opening that its anchor stands under.
    """
    anchors: dict[int, set[str]] = {}
    others: dict[int, set[str]] = {}
    for one in told:
        anchors.setdefault(one.span[0], set()).add(one.key)
        if one.evidence <= Evidence.STEP:
            others.setdefault(one.span[0], set()).add(one.key)
    over = _standing_over([p.anchor[0] for p in procedures], told)
    none: set[str] = set()
    return [over[p.anchor[0]].union(anchors.get(p.anchor[0], none), *(others.get(span[0], none) for span in p.spans)) for p in procedures]


def _standing_over(offsets: Sequence[int], told: Sequence[Told]) -> dict[int, frozenset[str]]:
    """For each offset the names whose heading or opening it stands under. One sweep: those that stand over a place lie in each other."""
    coming = sorted((one for one in told if one.holds > one.span[1]), key=lambda one: one.span[0], reverse=True)
    over: list[Told] = []
    out = {}
    for offset in sorted(set(offsets)):
        while coming and coming[-1].span[0] < offset:
            over.append(coming.pop())
        over = [one for one in over if one.holds > offset]
        out[offset] = frozenset(one.key for one in over)
    return out


@dataclass(frozen=True)
class Target:
    """A record made ready for comparison; masses are weights of the index."""

    record: Record
    key: str
    terms: frozenset[str]
    words: frozenset[str]
    terms_mass: float
    words_mass: float
    family: str
    families: frozenset[str]
    ministry: frozenset[str]
    levels: frozenset[str]

    @classmethod
    def of(cls, record: Record, key: str, index: NameIndex) -> "Target":
        """The record under the given key."""
        all_terms, words = frozenset(terms(key)), frozenset(syllables(key))
        return cls(
            record,
            key,
            all_terms,
            words,
            index.mass(all_terms),
            index.mass(words),
            family(record.name),
            families(record.name),
            _agency_words(record.ministry or ""),
            levels(fold(record.name)) or frozenset(record.levels) - {"khac"},
        )


@lru_cache(maxsize=8192)
def target(record: Record, key: str, index: NameIndex) -> Target:
    """As :meth:`Target.of`, remembered, as the same records come up again and again."""
    return Target.of(record, key, index)


def features(
    query: Query, against: Target, parts: RecordParts, *, siblings: Sequence[Target], index: NameIndex, spread: Mapping[str, int]
) -> list[float]:
    """The features of a pair in the order of ``PAIR_FEATURES``.

    ``siblings`` are all records drawn for the query, ``spread`` tells how many records cite an act.
    """
    q, n = query.words, against.words
    terms_mass, words_mass = query.masses(index)
    only_q, only_n = q - n, n - q
    mass_only_q = index.mass(only_q)
    both = max(words_mass - mass_only_q, 0.0)
    uncovered = only_n - query.context
    in_context = against.words_mass - index.mass(uncovered)
    uncovered -= query.draft
    mass_uncovered = index.mass(uncovered)
    rare_q = max(map(index.weight, only_q), default=0.0) / 10
    rare_n = max(map(index.weight, only_n), default=0.0) / 10
    rare_uncovered = max(map(index.weight, uncovered), default=0.0) / 10
    mass_unset = index.mass(uncovered.difference(*query.setting))
    shared_basis = parts.basis & query.cited
    rare_basis = max((1 / (1 + math.log(max(spread.get(act, 1), 1))) for act in shared_basis), default=0.0)
    head_q, head_n = query.key.split()[:2], against.key.split()[:2]
    return [
        2 * index.mass(query.terms & against.terms) / (terms_mass + against.terms_mass) if terms_mass else 0.0,
        both / words_mass if words_mass else 0.0,
        both / against.words_mass if n else 0.0,
        in_context / against.words_mass if n else 0.0,
        (against.words_mass - mass_uncovered) / against.words_mass if n else 0.0,
        fuzz.ratio(query.key, against.key) / 100,
        rare_q,
        rare_n,
        rare_uncovered,
        min(rare_q, rare_n),
        min(mass_only_q / 30, 2.0),
        min(mass_uncovered / 30, 2.0),
        float(bool(only_q & _CONTRAST)),
        float(bool(only_n & _CONTRAST)),
        float(any(w.isdigit() for w in only_q) or any(w.isdigit() for w in only_n)),
        float(not only_q),
        float(not only_n),
        float(head_q[:1] == head_n[:1]) * 0.5 + float(head_q == head_n) * 0.5,
        float(query.family == against.family),
        float(bool(query.families & against.families)),
        len(shared_basis) / len(parts.basis) if parts.basis else 0.0,
        rare_basis,
        float(bool(parts.basis)),
        _agency(query, against.record, parts),
        _overlap(query.ministry, against.ministry),
        papers_alike(query.papers, tuple(p.runs for p in parts.papers)),
        float(any((t.value, t.unit) in query.times for t in parts.times)),
        float(against.record.listed),
        *contrasts(query, against, siblings, index=index),
        replaced(query.key, against.key, index=index),
        float(against.key in query.told),
        (against.words_mass - mass_unset) / against.words_mass if n else 0.0,
        min(mass_unset / 30, 2.0),
    ]


def contrasts(query: Query, against: Target, siblings: Sequence[Target], *, index: NameIndex) -> tuple[float, float]:
    """How much the words that the record has and the query lacks are those that tell the record from its siblings.

    Two records are siblings when all but a few words of their names are one. First figure: where the query has other words in
    their stead ("… của Lào" against "… của Campuchia"), so that it may be another sibling. Second: where it just leaves them out.
    """
    lacking = against.words - query.words - query.context
    if not lacking:
        return 0.0, 0.0
    told = 0.0
    mass = index.mass(lacking)
    for other in siblings:
        if other.key == against.key:
            continue
        common = len(against.words & other.words)
        if 2 * common < _SIBLING * (len(against.words) + len(other.words)):
            continue
        told = max(told, index.mass(lacking - other.words) / mass)
    swapped = bool(query.words - against.words)
    return (told, 0.0) if swapped else (0.0, told)


def replaced(a: str, b: str, *, index: NameIndex) -> float:
    """The weight of the words of one name that stand where the other has different ones, the rest being in order (0 to 2)."""
    x, y = a.split(), b.split()
    total = 0.0
    for step in Levenshtein.opcodes(x, y):
        if step.tag == "replace":
            total += min(index.mass(x[step.src_start : step.src_end]), index.mass(y[step.dest_start : step.dest_end]))
    return min(total / 20, 2.0)


def likeness(a: frozenset[int], b: frozenset[int]) -> float:
    """How alike two sets of hashed runs are: the share of the smaller that the larger holds, damped for unequal sizes."""
    if a.isdisjoint(b):
        return 0.0
    common = len(a & b)
    return common / min(len(a), len(b)) * (0.6 + 0.4 * min(len(a), len(b)) / max(len(a), len(b)))


def papers_alike(a: tuple[frozenset[int], ...], b: tuple[frozenset[int], ...]) -> float:
    """The mean, over the papers of the shorter list, of the best likeness in the other list; 0 where one is empty.

    Of each list the first dozen count, which bounds the cost.
    """
    shorter, longer = sorted((a[:_PAPERS], b[:_PAPERS]), key=len)
    if not shorter:
        return 0.0
    return sum(max(likeness(x, y) for y in longer) for x in shorter) / len(shorter)


def _agency(query: Query, record: Record, parts: RecordParts) -> float:
    if not query.agencies:
        return 0.0
    registered = [_agency_words(a) for a in (parts.decide, parts.perform, record.agency) if a]
    return max((_overlap(a, b) for a in query.agencies for b in registered), default=0.0)


@lru_cache(maxsize=4096)
def _agency_words(text: str) -> frozenset[str]:
    return frozenset(syllables(name_key(text))) - _AGENCY_FILLER


def _agency_levels(quotes: tuple[str, ...]) -> frozenset[str]:
    """The levels of deciding agencies, by what their names say or by their kind."""
    out: set[str] = set()
    for quote in map(fold, quotes):
        out |= levels(quote) or {level for level, kind in _KINDS_OF_AGENCY if kind.search(quote)}
    return frozenset(out)


_KINDS_OF_AGENCY = (
    ("bo", re.compile(r"\b(?:bộ(?! phận)|bộ trưởng|cục|tổng cục|thủ tướng|chính phủ|ngân hàng nhà nước việt nam|thống đốc)\b")),
    ("tinh", re.compile(r"\b(?:sở|giám đốc sở|chủ tịch ủy ban nhân dân tỉnh)\b")),
)


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0
