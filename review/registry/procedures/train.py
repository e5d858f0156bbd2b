"""Train the scorer of pairs from acts and the records that are based on them.

    python -m review.registry.procedures.train --shared ../shared [--cache FILE]

Nobody annotated the pairs. A record cites an act as its legal basis; where a procedure found in that act bears nearly the
record's name, the two belong together. The citation is the label only: the act's own number is taken out of every record before
features are computed, so what the model learns is how to do without it. Acts of the development pairs are left out of training
and used to measure. Writes ``model.json``, ``trees.json`` and ``metrics.json`` into ``models/match``.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from review.registry.procedures.alignment import aligned, within, word_f1
from review.registry.procedures.matching import Drawn, draw, scope_of, second_values, shown
from review.registry.procedures.model import DRAFT_FEATURES, FIELD_FEATURES, MENTION_FEATURES, PAIR_FEATURES, MatchModel
from review.registry.procedures.records import ProcedureRegistry, Record
from review.registry.procedures.scoring import Query, queries, unregistered
from review.registry.procedures.setting import Around
from review.registry.procedures.survey import Survey, masked_texts, surveys
from review.registry.procedures.text import act_number, families
from review.registry.procedures.train_field import FOLDS, NEARLY, ask_pairs, fit_field
from review.registry.procedures.train_mentions import fit_mentions, mentions_of
from review.registry.procedures.trees import Trees
from review.settings import data_dir

SAME_NAME = 0.92
"""F1 of the words of two names from which they count as one, whatever the record cites."""
ALIKE = 0.72
"""F1 of the words from which the record aligned with a procedure of an act it cites counts as the procedure's own."""
PART_NAME = 0.5
"""The same where one name is all in the other, as drafts leave out the subject that their whole text is about."""
LIKELY = 0.62
"""F1 of the words from which a record is left out of training where no own record is known: it may be the same procedure."""
NEAR = 0.05
"""A record whose F1 comes as near to the own record's is left out: the two may be one procedure under two codes."""
INVERSE_PENALTY = 0.5

_OF_PARTS = frozenset(
    ("basis_share", "basis_rare", "has_basis", "papers", "time_same", "decision_shared", "basis_shared")
)  # fmt: skip

UNTRAINED = MatchModel((0.0,) * (len(PAIR_FEATURES) + 1), (0.0,) * (len(PAIR_FEATURES) + len(DRAFT_FEATURES) + 1), 0.5)
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """A procedure found in an act, the records drawn for it, and their labels: 1 its own, 0 another, -1 not known."""

    act: str
    query: Query
    drawn: list[Drawn]
    labels: list[int]


def main(arguments: Sequence[str] | None = None) -> int:
    """The rebuild command; returns 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=data_dir("models") / "match")
    parser.add_argument("--cache", type=Path, help="file of surveys, written when missing")
    options = parser.parse_args(arguments)
    registry = ProcedureRegistry.load(model=UNTRAINED)
    held_out = development_acts(options.shared / "gold")
    wanted = {act for act, count in registry.spread.items() if count >= 2} - held_out
    acts = options.shared / "data" / "acts" / "acts.jsonl.gz"
    citing = records_by_act(registry)
    texts = masked_texts(acts, wanted)
    examples = [
        e for s in surveys(acts, wanted, names=registry.names, cache=options.cache) for e in examples_of(s, registry, citing.get(s.act, ()))
    ]
    model, metrics = fit(examples)
    questions = [
        question
        for s in surveys(acts, wanted, names=registry.names, cache=options.cache)
        if s.act in texts and s.act in citing
        for question in ask_pairs(s, texts[s.act], citing[s.act], registry, model)
    ]
    trees, threshold, metrics["third_pass"] = fit_field(questions)
    trained = MatchModel(model.first, model.second, threshold, Trees.read(trees["order"]), Trees.read(trees["known"]))
    whole = ProcedureRegistry.load(model=trained)
    read_again = surveys(acts, wanted, names=registry.names, cache=options.cache)
    mention, mention_threshold, metrics["mentions"] = fit_mentions([m for s in read_again for m in mentions_of(s, whole)])
    options.out.mkdir(parents=True, exist_ok=True)
    stored = {
        "features": [*PAIR_FEATURES, *DRAFT_FEATURES, *FIELD_FEATURES, *MENTION_FEATURES],
        "first": [round(w, 4) for w in model.first],
        "second": [round(w, 4) for w in model.second],
        "threshold": round(threshold, 3),
        "mention": mention,
        "mention_threshold": mention_threshold,
    }
    (options.out / "model.json").write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    (options.out / "trees.json").write_text(json.dumps(trees, separators=(",", ":")) + "\n", encoding="utf-8")
    (options.out / "metrics.json").write_text(json.dumps(metrics, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(metrics) + "\n")
    return 0


def development_acts(gold: Path) -> set[str]:
    """The keys of the acts of both development tables."""
    out = set()
    for table in ("registry_pairs_dev.tsv", "published_changes_dev.tsv"):
        rows = (gold / table).read_text(encoding="utf-8").splitlines()[1:]
        out |= {act_number(row.split("\t")[0]) for row in rows if row}
    return out


def records_by_act(registry: ProcedureRegistry) -> dict[str, list[Record]]:
    """The records with parts that cite an act, by its key."""
    out: dict[str, list[Record]] = {}
    for record in registry.records:
        if record.complete:
            for act in registry.parts(record.code).basis:
                out.setdefault(act, []).append(record)
    return out


def examples_of(survey: Survey, registry: ProcedureRegistry, citing: Sequence[Record]) -> list[Example]:
    """The labelled examples of an act, one a procedure; ``citing`` are the records based on it. The act itself is hidden from
    all features.
    """
    view = survey.without_own(registry)
    scope = scope_of(view, survey.meta)
    cited = frozenset(map(act_number, survey.cited)) - view.own.numbers
    told = shown(survey.told, view, scope)
    own: dict[int, set[str]] = {}
    for code, at in aligned(citing, survey.procedures, least=PART_NAME).items():
        own.setdefault(at, set()).add(registry.by_code[code].key)
    cited_by = {record.key for record in citing}
    out = []
    short, around = unregistered(survey.short, view.index), Around(survey.settings)
    for number, query in enumerate(queries(survey.procedures, ministry=scope.ministry, cited=cited, told=told, short=short, around=around)):
        drawn = draw(query, view, scope)
        out.append(Example(survey.act, query, drawn, _labels(query, drawn, own.get(number, set()), query.told & cited_by)))
    return out


def _labels(query: Query, drawn: list[Drawn], aligned_keys: set[str], told_keys: frozenset[str]) -> list[int]:
    """``aligned_keys`` are names of records that cite the act and are nearest to the procedure's, ``told_keys`` those that its own
    lines tell.
    """
    alike = [word_f1(query.key, d.record.key) if query.families & families(d.record.name) else 0.0 for d in drawn]
    own = {
        d.record.key: a
        for d, a in zip(drawn, alike, strict=True)
        if a >= SAME_NAME
        or (d.record.key in told_keys and a >= PART_NAME)
        or (d.record.key in aligned_keys and (a >= ALIKE or (a >= PART_NAME and within(query.key, d.record.key) >= 0.92)))
    }
    floor = max(own.values()) - NEAR if own else LIKELY
    return [
        1 if d.record.key in own else -1 if a >= floor or d.record.key in aligned_keys else 0 for d, a in zip(drawn, alike, strict=True)
    ]


def fit(examples: list[Example]) -> tuple[MatchModel, dict[str, Any]]:
    """The two passes and the threshold, with figures from cross-validation by act."""
    fold = {act: i % FOLDS for i, act in enumerate(sorted({e.act for e in examples}))}
    scores: list[Floats] = [np.zeros(0)] * len(examples)
    for held in range(FOLDS):
        first, second = _passes([e for e in examples if fold[e.act] != held])
        model = MatchModel(first, second, 0.5)
        for i, values in _second_values([(i, e) for i, e in enumerate(examples) if fold[e.act] == held], model):
            scores[i] = np.array([model.score(v) for v in values])
    threshold, metrics = choose_threshold(examples, scores)
    first, second = _passes(examples)
    metrics |= {"acts": len(fold), "procedures": len(examples)}
    return MatchModel(first, second, threshold), metrics


def _passes(examples: list[Example]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    first = _logistic([d.values for e in examples for d in e.drawn], [x for e in examples for x in e.labels])
    zero = (0.0,) * (len(PAIR_FEATURES) + len(DRAFT_FEATURES) + 1)
    pairs = _second_values(list(enumerate(examples)), MatchModel(first, zero, 0.5))
    second = _logistic([v for _, values in pairs for v in values], [x for i, _ in pairs for x in examples[i].labels])
    return first, second


def _logistic(values: list[list[float]], labels: list[int]) -> tuple[float, ...]:
    """The weights, intercept last. Each pair counts twice, as it is and as if the record had no parts, so that records known
    by name only are not judged by evidence that they cannot have.
    """
    x, y = np.array(values), np.array(labels)
    names_only = x.copy()
    names_only[:, [i for i, name in enumerate((*PAIR_FEATURES, *DRAFT_FEATURES)) if name in _OF_PARTS and i < x.shape[1]]] = 0.0
    x, y = np.vstack((x, names_only)), np.concatenate((y, y))
    known = y >= 0
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=5000).fit(x[known], y[known])
    return (*map(float, model.coef_[0]), float(model.intercept_[0]))


def _second_values(numbered: list[tuple[int, Example]], model: MatchModel) -> list[tuple[int, list[list[float]]]]:
    """The features of the second pass, act by act."""
    by_act: dict[str, list[tuple[int, Example]]] = {}
    for i, example in numbered:
        by_act.setdefault(example.act, []).append((i, example))
    out = []
    for group in by_act.values():
        values = second_values([e.drawn for _, e in group], model)
        out += [(i, rows) for (i, _), rows in zip(group, values, strict=True)]
    return out


def choose_threshold(examples: list[Example], scores: Iterable[Floats]) -> tuple[float, dict[str, Any]]:
    """The lowest threshold that tells new from known nearly best, each procedure with its records shown (known) and hidden (new)."""
    shown, hidden, right = [], [], []
    for example, score in zip(examples, scores, strict=True):
        if 1 not in example.labels:
            continue
        ranked = [(float(s), label) for s, label, d in zip(score, example.labels, example.drawn, strict=True) if d.eligible]
        top = max(ranked, default=(0.0, 0))
        shown.append(top[0])
        right.append(top[1] == 1)
        hidden.append(max((s for s, label in ranked if label == 0), default=0.0))
    curve = []
    for step in range(5, 96):
        cut = step / 100
        told = sum(s < cut for s in hidden)
        curve.append((2 * told / (told + sum(s < cut for s in shown) + len(hidden)) if hidden else 0.0, cut))
    best = max(f1 for f1, _ in curve)
    f1, cut = next((f1, cut) for f1, cut in curve if f1 >= best - NEARLY)
    counts = Counter(label for e in examples for label in e.labels)
    return cut, {
        "pairs": {"own": counts[1], "other": counts[0], "not_known": counts[-1]},
        "cross_validated": {
            "procedures_with_own_record": len(shown),
            "right_first": round(sum(right) / max(len(right), 1), 4),
            "new_f1": round(f1, 4),
            "known_kept": round(sum(s >= cut for s in shown) / max(len(shown), 1), 4),
            "new_told": round(sum(s < cut for s in hidden) / max(len(hidden), 1), 4),
        },
    }


if __name__ == "__main__":
    sys.exit(main())
