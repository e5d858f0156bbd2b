"""Train the third pass of the scorer: which of the names drawn is a procedure's own, and whether any is.

Every pair of an act and a record that cites it, and whose name stands in it, is asked twice, as leave-one-out asks: with the record
and its namesakes shown, and with them hidden. Shown, the record's name is the right one among those drawn; hidden, none is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import GradientBoostingClassifier

from review.contract.procedures import Procedure
from review.registry.procedures.alignment import aligned
from review.registry.procedures.alone import Passages, namesakes
from review.registry.procedures.field import OTHERS, field_values
from review.registry.procedures.matching import Drawn, coherence_of, draw, entrants_of, first_scores, scope_of, shown, with_draft
from review.registry.procedures.model import MatchModel
from review.registry.procedures.records import ProcedureRegistry, Record
from review.registry.procedures.scoring import Query, queries, together, unregistered
from review.registry.procedures.setting import Around
from review.registry.procedures.survey import Survey
from review.registry.procedures.text import act_number
from review.registry.procedures.trees import Trees, plain

NAMED = 0.85
"""Share of a record's name that must stand together in an act for the pair to be asked."""
FOLDS = 5
NEARLY = 0.01
"""Loss of F1 that a lower threshold may cost: a known procedure called new costs a reviewer more than the reverse."""
_SEED = 7
Rows = NDArray[np.float64]


@dataclass(frozen=True)
class Question:
    """One pair asked: the features of the likeliest names with the record shown and hidden, and which of those shown are its own."""

    act: str
    shown: Rows
    own: tuple[bool, ...]
    hidden: Rows


def ask_pairs(survey: Survey, text: str, citing: Sequence[Record], registry: ProcedureRegistry, model: MatchModel) -> Iterator[Question]:
    """The pairs of an act; ``citing`` are the records based on it, ``text`` is the act's, its own number blanked out, and ``model``
    holds the first two passes.
    """
    view = survey.without_own(registry)
    passages = Passages(text)
    records = [r for r in sorted({r.code: r for r in citing}.values(), key=lambda r: r.code) if passages.share(r) >= NAMED]
    if not records:
        return
    found = survey.procedures
    position = {code: i for code, i in aligned(records, found).items() if found[i].action != "abolish"}
    asked = {r.code: passages.of(r) for r in records if r.code not in position}
    procedures = (*found, *asked.values())
    position |= {code: len(found) + i for i, code in enumerate(asked)}
    full = _drawn(survey, view, procedures)
    first = [first_scores(drawn, model) for _, drawn in full]
    coherence = coherence_of([drawn for _, drawn in full], first)
    for record in records:
        same = namesakes(record, view)
        at = position[record.code]
        left_out = {position[code] for code in asked if code in same and code != record.code}
        kept = [i for i in range(len(procedures)) if i not in left_out]
        without = _drawn(survey, view.hiding(same), tuple(procedures[i] for i in kept), known=[full[i] for i in kept], hidden=same)
        own = frozenset(d.record.key for d in full[at][1] if d.record.code in same)
        names, rows = _rows(full[at], with_draft(at, full[at][1], first[at], coherence), model, view)
        again = kept.index(at)
        known = [first[i] if drawn is full[i][1] else first_scores(drawn, model) for i, (_, drawn) in zip(kept, without, strict=True)]
        left = coherence_of([drawn for _, drawn in without], known)
        _, others = _rows(without[again], with_draft(again, without[again][1], known[again], left), model, view)
        yield Question(survey.act, rows, tuple(name in own for name in names), others)


def fit_field(questions: Sequence[Question]) -> tuple[dict[str, Any], float, dict[str, Any]]:
    """The trees ``order`` and ``known`` as JSON objects, the threshold, and the figures of cross-validation by act."""
    fold = {act: i % FOLDS for i, act in enumerate(sorted({q.act for q in questions}))}
    tops: list[tuple[float, float, bool]] = []
    for held in range(FOLDS):
        order, known = map(Trees.read, _fit([q for q in questions if fold[q.act] != held]))
        for question in questions:
            if fold[question.act] == held:
                at = int(order.probabilities(question.shown).argmax()) if len(question.shown) else 0
                right = bool(question.own) and question.own[at]
                tops.append((_top(question.shown, order, known), _top(question.hidden, order, known), right))
    curve = [(f1(tops, cut / 100), cut / 100) for cut in range(5, 96)]
    best = max(value for value, _ in curve)
    value, threshold = next((value, cut) for value, cut in curve if value >= best - NEARLY)
    order_trees, known_trees = _fit(questions)
    figures = {
        "acts": len(fold),
        "pairs": len(questions),
        "right_first": round(sum(right for _, _, right in tops) / len(tops), 4),
        "new_f1": round(value, 4),
        "by_threshold": {str(cut / 10): round(f1(tops, cut / 10), 4) for cut in range(1, 10)},
    }
    return {"order": order_trees, "known": known_trees}, threshold, figures


def f1(tops: Sequence[tuple[float, float, bool]], cut: float) -> float:
    """F1 of new: procedures with the record hidden must stay below the cut, shown they must not."""
    told = sum(hidden < cut for _, hidden, _ in tops)
    return 2 * told / (told + sum(shown < cut for shown, _, _ in tops) + len(tops))


def _fit(questions: Sequence[Question]) -> tuple[dict[str, Any], dict[str, Any]]:
    rows = np.vstack([part for q in questions for part in (q.shown, q.hidden) if len(part)])
    labels = np.concatenate([part for q in questions for part in (np.array(q.own, dtype=int), np.zeros(len(q.hidden), dtype=int))])
    firsts = [(q.shown[0], 1) for q in questions if q.own and q.own[0]] + [(q.hidden[0], 0) for q in questions if len(q.hidden)]
    first_rows, first_labels = np.array([row for row, _ in firsts]), np.array([label for _, label in firsts])
    return plain(_boosted().fit(rows, labels)), plain(_boosted().fit(first_rows, first_labels))


def _boosted() -> GradientBoostingClassifier:
    return GradientBoostingClassifier(
        n_estimators=200, max_depth=4, learning_rate=0.05, subsample=0.6, min_samples_leaf=15, max_features=0.3, random_state=_SEED
    )


def _top(rows: Rows, order: Trees, known: Trees) -> float:
    if not len(rows):
        return 0.0
    at = int(order.probabilities(rows).argmax())
    return float(known.probabilities(rows[at : at + 1])[0])


def _drawn(
    survey: Survey,
    view: ProcedureRegistry,
    procedures: tuple[Procedure, ...],
    *,
    known: Sequence[tuple[Query, list[Drawn]]] = (),
    hidden: frozenset[str] = frozenset(),
) -> list[tuple[Query, list[Drawn]]]:
    """The queries with the records drawn for them; those ``known`` are taken over where no ``hidden`` record is among them."""
    scope = scope_of(view, survey.drafted)
    cited = frozenset(map(act_number, survey.cited)) - view.own.numbers
    told, short = shown(survey.told, view, scope), unregistered(survey.short, view.index)
    around, out = Around(survey.settings), []
    if known:
        asked = together([query for query, _ in known], procedures, told=told, around=around)
    else:
        asked = queries(procedures, ministry=scope.ministry, cited=cited, told=told, short=short, around=around)
    for number, query in enumerate(asked):
        before = known[number] if known else None
        if before and before[0] == query and not any(d.record.code in hidden for d in before[1]):
            out.append(before)
        else:
            out.append((query, draw(query, view, scope)))
    return out


def _rows(
    asked: tuple[Query, list[Drawn]], values: list[list[float]], model: MatchModel, view: ProcedureRegistry
) -> tuple[list[str], Rows]:
    query, drawn = asked
    entrants, other_family = entrants_of(drawn, values, model)
    rows = field_values(query, entrants[:OTHERS], other_family, view.index)
    return [e.key for e in entrants[:OTHERS]], np.array(rows, dtype=np.float64)
