"""Rebuild the learned judge of procedures: ``python -m review.procedures.train --shared ../shared``.

Writes ``models/procedures``: ``model.json`` and ``trees.npz`` (the model) and ``metrics.json``: figures out of fold and on rows kept
apart, with intervals, and the share of real procedures lost and of false ones left aside at several thresholds. Folds are drawn by act:
no act teaches the trees that judge it.
"""

import argparse
import hashlib
import io
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedGroupKFold

from review.procedures.likelihood import CONFIG, TREES
from review.procedures.training import Example, Sources
from review.settings import data_dir

VERSION: Final = "procedures/1"
_TREES: Final = 120
_LEAF: Final = 3
_SHARE: Final = 0.1
"""Share of the signs that a tree tries at a branch; with the square root, false groups at the low end are told apart less well."""
_MET: Final = 8
"""Examples in which a sign must be met: rarer ones would tell single acts."""
_FOLDS: Final = 8
_REPEATS: Final = 5
"""Draws of folds, whose scores are averaged."""
_LOSS: Final = 0.02
"""Share of real procedures, out of fold, that the threshold may cost."""
_PARTIAL: Final = 0.5
"""Weight of a fragment of a procedure, a whole one being 1."""
_WEAK: Final = {"records": 0.2}
"""Weight of what nobody read: names of the registry. Groups that the rules refuse are no examples: they made the low end worse."""
_ROUNDS: Final = 1000

Floats = NDArray[np.float64]


def _weight(example: Example) -> float:
    return _WEAK.get(example.source, 1.0) * (_PARTIAL if example.answer == "partial" else 1.0)


def _table(examples: Sequence[Example], columns: dict[str, int]) -> NDArray[np.float32]:
    out = np.zeros((len(examples), len(columns)), dtype=np.float32)
    for row, example in enumerate(examples):
        for name, strength in example.seen.signs.items():
            if name in columns:
                out[row, columns[name]] = strength
    return out


def _fit(examples: Sequence[Example], seed: int) -> tuple[dict[str, int], Any]:
    met = Counter(name for example in examples for name in example.seen.signs)
    columns = {name: at for at, name in enumerate(sorted(name for name, count in met.items() if count >= _MET))}
    forest = ExtraTreesClassifier(
        _TREES, min_samples_leaf=_LEAF, max_features=_SHARE, class_weight="balanced", random_state=seed
    )  # fmt: skip
    forest.fit(_table(examples, columns), [e.answer != "false" for e in examples], sample_weight=[_weight(e) for e in examples])
    return columns, forest


def out_of_fold(read: Sequence[Example], weak: Sequence[Example]) -> Floats:
    """The scores of the examples that were read, each from trees that saw nothing of its act."""
    answers = np.array([e.answer != "false" for e in read])
    acts = np.array([e.seen.act for e in read])
    total = np.zeros(len(read))
    for seed in range(_REPEATS):
        for taught, held in StratifiedGroupKFold(_FOLDS, shuffle=True, random_state=seed).split(answers, answers, acts):
            away = set(acts[held])
            columns, forest = _fit([*(read[i] for i in taught), *(e for e in weak if e.seen.act not in away)], seed)
            total[held] += forest.predict_proba(_table([read[i] for i in held], columns))[:, 1]
    return total / _REPEATS


def _interval(acts: NDArray[np.str_], figure: Callable[[NDArray[np.int64]], float]) -> tuple[float, float]:
    """A 95 % interval by drawing the acts anew."""
    chance = random.Random(7)
    rows: dict[str, list[int]] = {}
    for at, act in enumerate(acts):
        rows.setdefault(str(act), []).append(at)
    names = sorted(rows)
    values = []
    for _ in range(_ROUNDS):
        drawn = np.array([at for name in chance.choices(names, k=len(names)) for at in rows[name]], dtype=np.int64)
        value = figure(drawn)
        if not np.isnan(value):
            values.append(value)
    return round(float(np.quantile(values, 0.025)), 3), round(float(np.quantile(values, 0.975)), 3)


def measure(read: Sequence[Example], scores: Floats, threshold: float, sets: dict[str, set[str]]) -> dict[str, Any]:
    """Figures of each set of sources: area under the curve, precision before and after, and what each threshold costs and saves."""
    out: dict[str, Any] = {}
    for name, sources in sets.items():
        at = np.array([i for i, e in enumerate(read) if e.source in sources])
        right = np.array([read[i].answer != "false" for i in at])
        real = np.array([read[i].answer == "real" for i in at])
        acts = np.array([read[i].seen.act for i in at])
        score = scores[at]
        kept = score >= threshold

        def area(rows: NDArray[np.int64], right: NDArray[np.bool_] = right, score: Floats = score) -> float:
            return float(roc_auc_score(right[rows], score[rows])) if 0 < right[rows].sum() < len(rows) else float("nan")

        def before(rows: NDArray[np.int64], real: NDArray[np.bool_] = real) -> float:
            return float(real[rows].mean())

        def after(rows: NDArray[np.int64], real: NDArray[np.bool_] = real, kept: NDArray[np.bool_] = kept) -> float:
            return float(real[rows][kept[rows]].mean())

        def recall(rows: NDArray[np.int64], real: NDArray[np.bool_] = real, kept: NDArray[np.bool_] = kept) -> float:
            return float(kept[rows][real[rows]].mean())

        def gain(rows: NDArray[np.int64], real: NDArray[np.bool_] = real, kept: NDArray[np.bool_] = kept) -> float:
            return float(real[rows][kept[rows]].mean() - real[rows].mean())

        every = np.arange(len(at))
        figures: dict[str, Callable[[NDArray[np.int64]], float]] = {
            "area under the curve": area, "real before": before, "real after": after, "gain": gain, "real kept": recall,
        }  # fmt: skip
        out[name] = {
            "groups": len(at), "real": int(real.sum()), "false": int((~right).sum()), "acts": len(set(acts)),
            "left aside": dict(Counter(read[i].answer for i, stays in zip(at, kept, strict=True) if not stays)),
            **{k: {"value": round(f(every), 3), "interval": _interval(acts, f)} for k, f in figures.items()},
            "thresholds": [
                {
                    "threshold": cut, "real lost": round(float((score[real] < cut).mean()), 3),
                    "false left aside": round(float((score[~right] < cut).mean()), 3),
                    "real among the kept": round(float(real[score >= cut].mean()), 3),
                }
                for cut in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
            ],
        }  # fmt: skip
    return out


def _arrays(forest: Any) -> dict[str, NDArray[Any]]:
    roots, tables = [], []
    base = 0
    for estimator in forest.estimators_:
        tree = estimator.tree_
        roots.append(base)
        leaf = tree.children_left < 0
        own = np.arange(tree.node_count) + base
        counts = tree.value[:, 0, :]
        tables.append((
            np.where(leaf, 0, tree.feature), np.where(leaf, 0, tree.threshold), np.where(leaf, own, tree.children_left + base),
            np.where(leaf, own, tree.children_right + base), np.where(leaf, counts[:, 1] / counts.sum(axis=1), 0),
        ))  # fmt: skip
        base += tree.node_count
    columns = [np.concatenate(column) for column in zip(*tables, strict=True)]
    kinds = (np.int16, np.float32, np.int32, np.int32, np.float32)
    names = ("feature", "cut", "left", "right", "value")
    return {"roots": np.array(roots, dtype=np.int32), **{n: c.astype(k) for n, c, k in zip(names, columns, kinds, strict=True)}}


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, measure and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=data_dir("models") / "procedures")
    given = parser.parse_args(arguments)
    sources = Sources(given.shared, data_dir("corpora"))
    everything = [e for e in (*sources.by_eye(), *sources.gold()) if e.seen.claimed]
    read = [e for e in everything if e.source != "held out"]
    held = [e for e in everything if e.source == "held out"]
    weak = list(sources.records())
    scores = out_of_fold(read, weak)
    real = np.array([e.answer == "real" for e in read])
    threshold = round(float(np.quantile(scores[real], _LOSS)), 3)
    drawn = np.array([e.source == "draw" for e in read])
    logits = np.log(scores.clip(0.01, 0.99) / (1 - scores.clip(0.01, 0.99)))
    scale = LogisticRegression(C=1.0).fit(logits[drawn].reshape(-1, 1), real[drawn])
    columns, forest = _fit([*read, *weak], 0)
    kept_apart = forest.predict_proba(_table(held, columns))[:, 1]
    packed = io.BytesIO()
    arrays: dict[str, Any] = _arrays(forest)
    np.savez_compressed(packed, **arrays)
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / TREES).write_bytes(packed.getvalue())
    config = {
        "version": VERSION,
        "sha256": hashlib.sha256(packed.getvalue()).hexdigest(),
        "depth": max(estimator.tree_.max_depth for estimator in forest.estimators_),
        "threshold": threshold,
        "slope": round(float(scale.coef_[0, 0]), 4),
        "offset": round(float(scale.intercept_[0]), 4),
        "signs": list(columns),
    }
    metrics = {
        "version": VERSION,
        "examples": dict(sorted(Counter(f"{e.source}: {e.answer}" for e in [*read, *weak, *held]).items())),
        "out of fold": measure(
            read,
            scores,
            threshold,
            {
                "all read": {"draw", "registry pairs", "look-up", "gold dev", "own gold"},
                "drawn by eye": {"draw"},
                "gold": {"gold dev", "own gold"},
            },
        ),
        "never trained on": measure(held, kept_apart, threshold, {"drawn by eye": {"held out"}}),
    }
    for name, content in ((CONFIG, config), ("metrics.json", metrics)):
        (given.out / name).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
