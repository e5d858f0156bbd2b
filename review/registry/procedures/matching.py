"""The public verb of the procedure registry: is a draft's procedure new?"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from review.contract.procedures import Candidate, Procedure, RegistryVerdict
from review.contract.structure import Meta
from review.registry.procedures.coherence import Coherence, Vote
from review.registry.procedures.differences import compare
from review.registry.procedures.field import OTHERS, Entrant, field_values
from review.registry.procedures.index import NameIndex
from review.registry.procedures.mentions import Company
from review.registry.procedures.model import MatchModel
from review.registry.procedures.partly import ITEM_LEAST, SAID_LEAST, completed, item_of
from review.registry.procedures.provinces import Provinces
from review.registry.procedures.records import ProcedureRegistry, Record, RecordParts
from review.registry.procedures.scoring import Query, features, queries, target, unregistered
from review.registry.procedures.setting import Around, Setting
from review.registry.procedures.text import VAGUE, act_number, case_of, families, fold, telling
from review.registry.procedures.told import Evidence, Told, strongest
from review.registry.procedures.wording import Words

RETRIEVED = 24
"""Names taken from the index for re-ranking."""
FURTHER = 8
"""Names taken besides, for what the draft says around the procedure."""
CANDIDATES = 5
SURE = 0.5
"""Score from which a record is taken even for a name that says little, by what the draft tells around it."""


def match(
    procedures: tuple[Procedure, ...],
    registry: ProcedureRegistry,
    *,
    meta: Meta,
    cited: tuple[str, ...] = (),
    told: Sequence[Told] = (),
    short: Mapping[str, str] = MappingProxyType({}),
    settings: Sequence[Setting] = (),
) -> tuple[Procedure, ...]:
    """The procedures with ``registry`` filled: verdict, reason, best record, candidates, differences.

    The draft's own number and title are taken out of every record first. ``cited`` are the numbers of the acts that the
    draft cites; those count as evidence, the draft's own number among them does not. ``told`` are the registered names that the
    draft's lines tell (:func:`tell`): they count as evidence too, and those that show a procedure of the draft which is not among
    ``procedures`` are added to them as procedures of their own, with ids that go on. ``short`` maps short names that the draft
    defines to what they stand for, ``settings`` say what stands over a procedure (:func:`settings_of`). About 8 ms of CPU a procedure.
    """
    view = registry.without(meta.number, meta.title)
    scope = scope_of(view, meta)
    told = shown(told, view, scope)
    numbers = frozenset(act_number(number) for number in cited) - view.own.numbers
    short = unregistered(short, view.index)
    around = Around(settings)
    asked = queries(procedures, ministry=scope.ministry, cited=numbers, told=told, short=short, around=around)
    drawn = [draw(query, view, scope) for query in asked]
    ranked = rank(asked, drawn, view.model, view.index)
    added = untold(_answered(procedures, asked, ranked, view, scope, compared=False), told, view) if told else ()
    if added:
        more = queries(added, ministry=scope.ministry, cited=numbers, told=told, short=short, around=around)
        asked = (*asked, *more)
        drawn += [draw(query, view, scope) for query in more]
        ranked = rank(asked, drawn, view.model, view.index)
    answered = _answered((*procedures, *added), asked, ranked, view, scope)
    twins = _twins(answered, asked, ranked, view, scope)
    lists = [*ranked, *(ranked[number] for number, _ in twins)]
    return _others_last((*answered, *(twin for _, twin in twins)), lists, view)


@dataclass(frozen=True)
class Scope:
    """Which records a draft may be matched with. ``province``: the draft's, null for central drafts."""

    among: NDArray[np.bool_]
    province: str | None
    ministry: str | None
    local_list: bool


@dataclass(frozen=True)
class Drawn:
    """A record drawn from the index for a query, with the features of the pair. ``eligible``: it may be the answer."""

    record: Record
    parts: RecordParts
    values: list[float]
    eligible: bool
    levels: frozenset[str]


@dataclass(frozen=True)
class Hit:
    """A ranked candidate."""

    record: Record
    score: float
    eligible: bool
    levels: frozenset[str]


def draft_province(meta: Meta) -> str | None:
    """The province (of today) of a local draft; null for central drafts and where the title block names none."""
    if meta.level not in ("province", "commune"):
        return None
    provinces = Provinces.packaged()
    return provinces.of(meta.issuer) or provinces.of(meta.place)


def scope_of(registry: ProcedureRegistry, meta: Meta) -> Scope:
    """The records that a draft with this title block may be matched with."""
    local = meta.level in ("province", "commune")
    province = draft_province(meta)
    return Scope(registry.among(province, local=local), province, None if local else meta.issuer, registry.has_local_list(province))


def _twins(
    answered: Sequence[Procedure], asked: Sequence[Query], ranked: Sequence[list[Hit]], view: ProcedureRegistry, scope: Scope
) -> list[tuple[int, Procedure]]:
    """By its position a procedure once more for each further record of its name that the draft's words do not rule out: the registry
    keeps one for each level or manner of handling, and a rule that names neither binds them all. A procedure whose parts the draft sets
    is one entry, its further records among its candidates, unless the parts give it to bodies of both levels.
    """
    taken = {p.registry.best.code for p in answered if p.registry.best is not None}
    keys = {view.by_code[code].key for code in taken}
    out: list[tuple[int, Procedure]] = []
    for position, (procedure, query, hits) in enumerate(zip(answered, asked, ranked, strict=True)):
        best = procedure.registry.best
        if best is None or procedure.action == "abolish":
            continue
        chosen = view.by_code[best.code]
        for hit in hits:
            if hit.record.code in taken:
                continue
            if not _is_twin(hit, chosen, query, procedure) and (procedure.parts or not _is_item(hit, keys, query)):
                continue
            taken.add(hit.record.code)
            keys.add(hit.record.key)
            ordered = [hit, *(other for other in hits if other is not hit)]
            number = len(answered) + len(out) + 1
            update = {"id": f"P{number}", "registry": _verdict(procedure, query, ordered, view, scope)}
            out.append((position, procedure.model_copy(update=update)))
    return out


def _others_last(procedures: Sequence[Procedure], ranked: Sequence[list[Hit]], view: ProcedureRegistry) -> tuple[Procedure, ...]:
    """The procedures with the candidates after the best in another order: those that are another procedure's own come last, before them
    those whose records rest on none of the acts that the records of the draft's procedures mostly rest on.
    """
    taken = {p.registry.best.code for p in procedures if p.registry.best is not None}
    company = Company.of(taken, view)
    drawn = {hit.record.code for hits in ranked for hit in hits}
    strange = {code for code in drawn if company.share(code, view) < _COMPANY}
    out = []
    for procedure, hits in zip(procedures, ranked, strict=True):
        best = procedure.registry.best
        if best is not None:
            others = [hit for hit in hits if hit.record.code != best.code]
            others.sort(key=lambda hit: (hit.record.code in taken, hit.record.code in strange))
            candidates = (best, *map(_candidate, others[: CANDIDATES - 1]))
            procedure = procedure.model_copy(update={"registry": procedure.registry.model_copy(update={"candidates": candidates})})
        out.append(procedure)
    return tuple(out)


_COMPANY = 0.15
"""Share of a draft's records with which a candidate must share an act of its legal basis to stand before those that share none."""


def _is_item(hit: Hit, taken: Set[str], query: Query) -> bool:
    """Whether the record is that of one item where the draft's procedure is a list of several, and its name is not ``taken``."""
    if not hit.eligible or hit.record.key in taken or _level_distance(query, hit) == 2:
        return False
    whole = item_of(query, hit.record.key)
    return whole is True or (whole is False and hit.score >= ITEM_LEAST)


def _is_twin(hit: Hit, chosen: Record, query: Query, procedure: Procedure) -> bool:
    """Whether the record is the chosen one's for another level or manner that the draft may mean too. One of the same name and level is
    the chosen one under another code, and so is one that has ended where its name says no other level or manner.
    """
    record = hit.record
    if record.key != chosen.key or not hit.eligible or record.complete < chosen.complete:
        return False
    if _level_distance(query, hit) == 2 or (procedure.parts and not query.levels >= {*record.levels, *chosen.levels}):
        return False
    if _words(record) != _words(chosen):
        return True
    return record.listed and not set(record.levels) & set(chosen.levels)


def _words(record: Record) -> list[str]:
    return re.findall(r"\w+", _TITLE_WORD.sub("", fold(record.name)))


def _answered(
    procedures: Sequence[Procedure],
    asked: Sequence[Query],
    ranked: Sequence[list[Hit]],
    view: ProcedureRegistry,
    scope: Scope,
    *,
    compared: bool = True,
) -> tuple[Procedure, ...]:
    return tuple(
        procedure.model_copy(update={"registry": _verdict(procedure, query, hits, view, scope, compared=compared)})
        for procedure, query, hits in zip(procedures, asked, ranked, strict=True)
    )


def shown(told: Sequence[Told], registry: ProcedureRegistry, scope: Scope) -> tuple[Told, ...]:
    """Of the names told those that a draft of this scope may be matched with, and that do not cite the draft itself by title."""
    if not told:
        return ()
    position = registry.positions
    out = []
    for one in told:
        records = registry.namesakes.get(one.key, ())
        if any(scope.among[position[r.code]] and registry.name_key(r) == one.key for r in records):
            out.append(one)
    return tuple(out)


def untold(answered: Sequence[Procedure], told: Sequence[Told], registry: ProcedureRegistry) -> tuple[Procedure, ...]:
    """The procedures that only a registered name tells: none of those found was taken for it or holds the line as its own, or the
    name's record keeps the company of the others.
    """
    taken = {p.registry.best.code for p in answered if p.registry.best is not None}
    keys = {registry.by_code[code].key for code in taken}
    company = Company.of(taken, registry)
    anchors = {p.anchor[0] for p in answered if p.registry.verdict in ("new", "not_checked")}
    held: dict[int, set[str]] = {}
    open_: dict[int, set[str]] = {}
    at: dict[str, list[int]] = {}
    for procedure in answered:
        if procedure.action != "abolish":
            kinds = families(procedure.name)
            for start in {span[0] for span in procedure.spans}:
                held.setdefault(start, set()).update(kinds)
                if procedure.registry.verdict in ("new", "not_checked"):
                    open_.setdefault(start, set()).update(kinds)
            for kind in kinds:
                at.setdefault(kind, []).append(procedure.anchor[0])
    for starts in at.values():
        starts.sort()
    out = []
    for key, lines in strongest(told).items():
        kinds = families(registry.namesakes[key][0].name)
        if key in keys:
            continue
        free = [
            one for one in lines if _shows(one, kinds, held if one.evidence is Evidence.STEP else open_, at) and one.span[0] not in anchors
        ]
        if not free:
            free = lines if company.keeps(lines, key, registry) else []
        if free:
            out.append(_procedure(free[0], free, registry))
    out.sort(key=lambda p: (p.anchor, p.name))
    return tuple(p.model_copy(update={"id": f"P{len(answered) + i}"}) for i, p in enumerate(out, 1))


def _shows(one: Told, kinds: frozenset[str], held: Mapping[int, set[str]], at: Mapping[str, Sequence[int]]) -> bool:
    """Whether the line shows a procedure of its own: a step within a procedure found is that one's, as is a caption within one that
    found no record; a chapter's heading sums up the procedures found below it, and who may revoke is no procedure.
    """
    if one.evidence is Evidence.NAMED or (one.evidence is Evidence.COMPETENCE and "withdraw" in kinds):
        return False
    if one.evidence in (Evidence.STEP, Evidence.CAPTION, Evidence.COMPETENCE):
        return not kinds & held.get(one.span[0], set())
    if one.evidence is Evidence.HEADING:
        first = one.lines[0][0]
        return not any(bisect_right(at.get(kind, ()), first) < bisect_right(at.get(kind, ()), one.holds) for kind in kinds)
    return True


def _procedure(best: Told, lines: Sequence[Told], registry: ProcedureRegistry) -> Procedure:
    name = _TITLE_WORD.sub("", registry.namesakes[best.key][0].name)
    if best.whole and not best.given.isupper():
        name = best.given
    spans = sorted({span for one in lines[:_TOLD_LINES] for span in one.lines})
    sets = best.evidence in (Evidence.HEADING, Evidence.OPENING, Evidence.STEP, Evidence.CAPTION)
    return Procedure.model_validate(
        {
            "id": "P0", "name": name[:1].upper() + name[1:], "given_name": best.given, "anchor": best.span, "spans": spans,
            "action": "create" if sets and best.base_path is None else "amend", "base_path": best.base_path,
            "paths": tuple(dict.fromkeys(one.path for one in lines[:_TOLD_LINES] if one.path)),
            "confidence": _TOLD_CONFIDENCE[best.evidence],
        }
    )  # fmt: skip


_TITLE_WORD = re.compile(r"^(?:thủ tục|trình tự)[\s,:]+", re.IGNORECASE)
_TOLD_LINES = 12
"""Most lines of evidence kept of a procedure that only its name tells."""
_TOLD_CONFIDENCE = {
    Evidence.HEADING: 0.65, Evidence.OPENING: 0.65, Evidence.STEP: 0.6, Evidence.CAPTION: 0.55, Evidence.COMPETENCE: 0.5,
    Evidence.FORM: 0.5, Evidence.NAMED: 0.4,
}  # fmt: skip


def _verdict(
    procedure: Procedure, query: Query, hits: list[Hit], registry: ProcedureRegistry, scope: Scope, *, compared: bool = True
) -> RegistryVerdict:
    """The verdict; not ``compared``, a record with parts is only known."""
    words = Words(registry.snapshot)
    candidates = tuple(_candidate(hit) for hit in hits[:CANDIDATES])
    best = next((hit for hit in hits if hit.eligible and hit.score >= registry.model.threshold), None)
    if procedure.action == "abolish":
        reason = words.abolished(best.record if best else None)
        coverage = "none" if best is None else "parts" if best.record.complete else "names"
        return _filled("abolished", reason, coverage, best, candidates)
    if telling(query.key) < VAGUE and (best is None or best.score < SURE):
        return _filled("not_checked", words.vague(), "none", None, candidates)
    if best is None:
        reason = words.new(hits[0].record if hits else None, province=scope.province, local_list=scope.local_list)
        return _filled("new", reason, "names", None, candidates)
    record = best.record
    if not record.complete or not compared:
        return _filled("known", words.known(record), "names", best, candidates)
    result = compare(procedure, registry.parts(record.code, province=scope.province))
    if result.differences:
        verdict, reason = "changed", words.changed(record, result.differences)
    elif result.compared:
        verdict, reason = "same", words.same(record, result.compared)
    else:
        verdict, reason = "known", words.not_compared(record)
    return _filled(verdict, reason, "parts", best, candidates, result.differences)


def _filled(verdict: str, reason: str, coverage: str, best: Hit | None, candidates: Any, differences: Any = ()) -> RegistryVerdict:
    return RegistryVerdict.model_validate(
        {
            "verdict": verdict, "reason": reason, "coverage": coverage, "best": _candidate(best) if best else None,
            "candidates": candidates, "differences": differences,
        }
    )  # fmt: skip


def draw(query: Query, registry: ProcedureRegistry, scope: Scope) -> list[Drawn]:
    """The records whose names are most alike, with the features of each pair."""
    hits = registry.index.search(query.key, limit=RETRIEVED, among=scope.among, around=query.setting, further=FURTHER)
    found = [registry.records[position] for position, _ in hits]
    targets = [target(record, registry.name_key(record), registry.index) for record in found]
    out = []
    for record, against in zip(found, targets, strict=True):
        eligible = bool(query.families & against.families) and not (record.kind == "DT" and record.province is None)
        parts = registry.evidence(record.code, papers=eligible and bool(query.papers))
        values = features(query, against, parts, siblings=targets, index=registry.index, spread=registry.spread)
        out.append(Drawn(record, parts, values, eligible, against.levels))
    return out


def rank(asked: Sequence[Query], drawn: Sequence[list[Drawn]], model: MatchModel, index: NameIndex) -> list[list[Hit]]:
    """The candidates of each procedure, best first: those that may be the answer, by score, namesakes together.

    The first pass judges each pair alone; the likeliest records of the other procedures then count for the second; the third compares
    the names drawn with each other. Records of one name (levels, old and new codes) share the best score among them; of these comes
    first the one of the draft's level, then listed before ended, with parts before names alone, the higher code.
    """
    out = []
    for query, candidates, values in zip(asked, drawn, second_values(drawn, model), strict=True):
        names = dict(_compared(query, candidates, values, model, index))
        hits = [Hit(c.record, names[c.eligible, c.record.key], c.eligible, c.levels) for c in candidates]
        hits.sort(
            key=lambda hit: (
                not hit.eligible, -hit.score, hit.record.key, _level_distance(query, hit), not hit.record.listed,
                not hit.record.complete, _descending(hit.record.code),
            )
        )  # fmt: skip
        out.append(hits)
    return out


def entrants_of(candidates: Sequence[Drawn], values: Sequence[list[float]], model: MatchModel) -> tuple[list[Entrant], float]:
    """The names that may be the answer, likeliest by the second pass first, and the best ``dice`` of those that may not."""
    best: dict[str, Entrant] = {}
    other_family = 0.0
    for candidate, row in zip(candidates, values, strict=True):
        if not candidate.eligible:
            other_family = max(other_family, row[0])
            continue
        entrant = Entrant(candidate.record.key, tuple(row), model.score(row))
        if entrant.key not in best or entrant.score > best[entrant.key].score:
            best[entrant.key] = entrant
    return sorted(best.values(), key=lambda e: (-e.score, e.key)), other_family


def _compared(
    query: Query, candidates: Sequence[Drawn], values: Sequence[list[float]], model: MatchModel, index: NameIndex
) -> Iterator[tuple[tuple[bool, str], float]]:
    """The score of each name: that the likeliest is the procedure's own times how well another compares with it."""
    for candidate, row in zip(candidates, values, strict=True):
        if not candidate.eligible:
            yield (False, candidate.record.key), model.score(row)
    entrants, other_family = entrants_of(candidates, values, model)
    scores = [e.score for e in entrants]
    if model.order is not None and model.known is not None and entrants:
        rows = np.array(field_values(query, entrants[:OTHERS], other_family, index))
        order = model.order.probabilities(rows)
        first = int(order.argmax())
        known = float(model.known.probabilities(rows[first : first + 1])[0])
        compared = [known * float(p) / float(order[first]) for p in order]
        scores = [*compared, *(min(s, *compared) for s in scores[OTHERS:])]
    whole = completed(query, (e.key for e in entrants))
    for entrant, score in zip(entrants, scores, strict=True):
        least = SURE if case_of(query.key, entrant.key) else model.threshold if entrant.key == whole and score >= SAID_LEAST else 0.0
        yield (True, entrant.key), max(score, least)


def _level_distance(query: Query, hit: Hit) -> int:
    """0 where the record's level is the draft's, 1 where either is not known, 2 where they clash."""
    if not query.levels or not hit.levels:
        return 1
    return 0 if query.levels & hit.levels else 2


def second_values(drawn: Sequence[list[Drawn]], model: MatchModel) -> list[list[list[float]]]:
    """The features of the second pass for all pairs of a draft."""
    first = [first_scores(candidates, model) for candidates in drawn]
    coherence = coherence_of(drawn, first)
    return [with_draft(number, *pair, coherence) for number, pair in enumerate(zip(drawn, first, strict=True))]


def first_scores(candidates: Sequence[Drawn], model: MatchModel) -> list[float]:
    """The scores of the first pass of the records drawn for one procedure."""
    return [model.first_score(c.values) for c in candidates]


def coherence_of(drawn: Sequence[list[Drawn]], first: Sequence[Sequence[float]]) -> Coherence:
    """What the likeliest records of a draft's procedures tell, from their ``first`` scores."""
    votes = (_vote(candidates, scores) for candidates, scores in zip(drawn, first, strict=True))
    claims = [
        [(c.record.key, score) for c, score in zip(candidates, scores, strict=True) if c.eligible]
        for candidates, scores in zip(drawn, first, strict=True)
    ]
    return Coherence.of(votes, claims)


def with_draft(number: int, candidates: Sequence[Drawn], first: Sequence[float], coherence: Coherence) -> list[list[float]]:
    """The features of the second pass of the records drawn for the procedure of that number."""
    return [[*c.values, *coherence.features(number, c.record, c.parts, score)] for c, score in zip(candidates, first, strict=True)]


def _vote(candidates: Sequence[Drawn], scores: Sequence[float]) -> Vote | None:
    """The likeliest record of one procedure, judged alone."""
    eligible = [(score, c) for c, score in zip(candidates, scores, strict=True) if c.eligible]
    if not eligible:
        return None
    weight, best = max(eligible, key=lambda pair: (pair[0], _descending(pair[1].record.code)))
    return Vote(best.record, best.parts, weight)


def _descending(code: str) -> int:
    return -int(code.replace(".", "") or 0)


def _candidate(hit: Hit) -> Candidate:
    record = hit.record
    return Candidate(
        code=record.code, name=record.name, score=round(hit.score, 3), level=record.levels, field=record.field,
        agency=record.agency, listed=record.listed,
    )  # fmt: skip
