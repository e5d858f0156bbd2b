"""Rebuild the clause model: ``python -m review.clauses.train --shared ../shared``.

Writes ``models/clauses``: ``model.json`` and ``weights.npz`` (the model), ``metrics.json`` (figures with intervals) and
``failures.json`` (addresses of lines that the cross-validated model gets wrong).
"""

import argparse
import hashlib
import io
import json
import sys
import warnings
from pathlib import Path
from typing import Any, Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from review.clauses.features import BLOCKS, SIZE, SPACE
from review.clauses.model import CONFIG, WEIGHTS
from review.clauses.training import LABELS, Marked, act_texts, aligned, gold, standoff
from review.settings import data_dir

VERSION: Final = "clauses/1"
_FOLDS: Final = 10
_STRENGTH: Final = 0.15
"""Inverse strength of the L2 penalty; of 0.1, 0.15, 0.3 and 1 the best in cross-validation by act."""
_SCALE: Final = {"context": 1.0, "joint": 0.5, "words": 0.4}
"""Weight of a feature before learning, by block: many words must not outweigh the few marks of context."""
_RARE: Final = {"requirement": 3.0, "condition": 3.0, "prohibition": 3.0, "reporting": 3.0, "fee": 3.0}
"""Weight of a line that bears the label, for labels that few lines bear."""
_ALIGNED: Final = 0.1
"""Weight of a line aligned with the registry, a line marked by hand being 1."""
_BLEND: Final = 0.2
"""Share of the grammar in a probability."""
_GRID: Final = np.arange(0.1, 0.81, 0.025)
_USUAL: Final = 0.4
"""Where a threshold stands that is drawn from no data: about half of the F1 that is reached, the best for one F1 over all."""
_KEPT: Final = 1e-3
_ROUNDS: Final = 400
_MARKS: Final = ("<!-- figures -->", "<!-- end of figures -->")

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def _matrix(acts: list[Marked]) -> sp.csr_matrix:
    matrix = sp.vstack([act.features for act in acts], format="csr")
    matrix.data *= np.array([_SCALE[block] for block in BLOCKS])[matrix.indices // SPACE]
    return matrix


def _fit(acts: list[Marked], weak: list[Marked]) -> tuple[NDArray[np.int64], Floats, Floats]:
    """The features kept, their weights (features by labels, scale included) and the bias of each label."""
    everything = [*acts, *weak]
    matrix = _matrix(everything)
    kept = np.flatnonzero(np.asarray((matrix != 0).sum(axis=0)).ravel() >= 2)
    matrix = matrix[:, kept]
    labels = np.vstack([act.labels for act in everything])
    known = np.vstack([act.known for act in everything])
    weight = np.concatenate([np.full(len(act.rows), 1.0 if act.source != "registry" else _ALIGNED) for act in everything])
    weights = np.zeros((len(kept), len(LABELS)))
    bias = np.zeros(len(LABELS))
    for column, label in enumerate(LABELS):
        told = known[:, column]
        marked = labels[told, column]
        own = weight[told] * np.where(marked, _RARE.get(label, 1.0), 1.0)
        model = LogisticRegression(C=_STRENGTH, solver="liblinear", max_iter=300, tol=1e-3, random_state=0)
        model.fit(matrix[told], marked.astype(int), sample_weight=own)
        weights[:, column] = model.coef_[0]
        bias[column] = model.intercept_[0]
    weights *= np.array([_SCALE[block] for block in BLOCKS])[kept // SPACE][:, None]
    return kept, weights, bias


def _probabilities(model: tuple[NDArray[np.int64], Floats, Floats], act: Marked) -> Floats:
    kept, weights, bias = model
    scores = act.features[:, kept] @ weights + bias
    blended: Floats = (1 - _BLEND) / (1 + np.exp(-scores)) + _BLEND * act.grammar
    return blended


def _f1(found: Bools, marked: Bools) -> float:
    both = int((found & marked).sum())
    total = int(found.sum()) + int(marked.sum())
    return 2 * both / total if total else 1.0


def _thresholds(probability: Floats, marked: Bools) -> Floats:
    """For each label the mean of the usual threshold and the one with the best F1: few lines bear some labels."""
    best = []
    for column in range(len(LABELS)):
        scored = [(_f1(probability[:, column] >= at, marked[:, column]), -abs(at - 0.5), at) for at in _GRID]
        best.append(max(scored)[2])
    return (np.array(best) + _USUAL) / 2


def _cross_validate(acts: list[Marked], weak: list[Marked]) -> tuple[list[Floats], list[Bools]]:
    """For each act the probabilities and the labels of a model, and of thresholds, that saw nothing of its fold."""
    order = np.random.RandomState(2).permutation(len(acts))
    fold = np.empty(len(acts), dtype=int)
    fold[order] = np.arange(len(acts)) % _FOLDS
    probability: list[Floats] = [np.zeros((0, len(LABELS)))] * len(acts)
    for number in range(_FOLDS):
        model = _fit([act for act, own in zip(acts, fold, strict=True) if own != number], weak)
        for at in np.flatnonzero(fold == number):
            probability[at] = _probabilities(model, acts[at])
    labels: list[Bools] = [np.zeros((0, len(LABELS)), dtype=bool)] * len(acts)
    for number in range(_FOLDS):
        others = [at for at in range(len(acts)) if fold[at] != number and not acts[at].silent]
        limits = _thresholds(np.vstack([probability[at] for at in others]), np.vstack([acts[at].labels for at in others]))
        for at in np.flatnonzero(fold == number):
            labels[at] = (probability[at] >= limits) & (not acts[at].silent)
    return probability, labels


def _table(acts: list[Marked], found: list[Bools]) -> dict[str, Any]:
    """Precision, recall, F1 with a 95 % interval (acts drawn anew) and marks, by label and over all."""
    counts = np.array(
        [[(own & act.labels).sum(0), own.sum(0), act.labels.sum(0) + act.lost] for act, own in zip(acts, found, strict=True)], dtype=float
    )
    counts = np.concatenate([counts, counts.sum(axis=2, keepdims=True)], axis=2)
    chance = np.random.RandomState(7)
    draws = [counts[chance.randint(0, len(acts), len(acts))].sum(axis=0) for _ in range(_ROUNDS)]
    table: dict[str, Any] = {}
    for column, name in enumerate((*LABELS, "all")):
        hit, given, marked = counts.sum(axis=0)[:, column]
        values = sorted(2 * d[0, column] / (d[1, column] + d[2, column]) if d[1, column] + d[2, column] else 1.0 for d in draws)
        table[name] = {
            "precision": round(hit / given, 3) if given else None,
            "recall": round(hit / marked, 3) if marked else None,
            "f1": round(2 * hit / (given + marked), 3) if given + marked else None,
            "low": round(values[int(0.025 * _ROUNDS)], 3),
            "high": round(values[int(0.975 * _ROUNDS) - 1], 3),
            "marks": int(marked),
        }
    return table


def _quiet(act: Marked, labels: Bools) -> Bools:
    return labels & (not act.silent)


def _failures(acts: list[Marked], probability: list[Floats], found: list[Bools]) -> list[dict[str, Any]]:
    """The surest mistakes in cross-validation: act, address, label, whether it was missed, probability; no words."""
    rows: list[dict[str, Any]] = []
    for act, chance, own in zip(acts, probability, found, strict=True):
        for row, column in zip(*np.nonzero(own != act.labels), strict=True):
            rows.append(
                {
                    "act": act.name,
                    "path": act.lines[act.rows[row]].path,
                    "label": LABELS[column],
                    "missed": bool(act.labels[row, column]),
                    "probability": round(float(chance[row, column]), 3),
                }
            )
    rows.sort(key=lambda one: (one["probability"] if one["missed"] else 1 - one["probability"], one["act"], one["path"], one["label"]))
    return rows[:60]


def _write(out: Path, model: tuple[NDArray[np.int64], Floats, Floats], limits: Floats) -> None:
    kept, weights, bias = model
    strong = np.abs(weights).max(axis=1) > _KEPT
    kept, weights = kept[strong], weights[strong]
    if len(kept) >= np.iinfo(np.uint16).max:
        raise ValueError("more features than the artefact can number")
    scale = np.abs(weights).max(axis=0) / 32767
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        kept=kept.astype(np.uint32),
        weights=np.round(weights / scale).astype(np.int16),
        scale=scale.astype(np.float32),
    )
    data = buffer.getvalue()
    config = {
        "version": VERSION,
        "kind": "one linear model a label on hashed features, blended with the grammar",
        "features": SIZE,
        "kept": len(kept),
        "labels": list(LABELS),
        "bias": [round(float(one), 6) for one in bias],
        "blend": [_BLEND] * len(LABELS),
        "threshold": [round(float(one), 3) for one in limits],
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    out.mkdir(parents=True, exist_ok=True)
    (out / WEIGHTS).write_bytes(data)
    (out / CONFIG).write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


def _labels_of(model: tuple[NDArray[np.int64], Floats, Floats], limits: Floats, acts: list[Marked]) -> list[Bools]:
    return [_quiet(act, _probabilities(model, act) >= limits) for act in acts]


def _figures(acts: list[Marked], found: list[Bools], held_out: list[Marked], given: list[Bools], in_sample: list[Bools]) -> dict[str, Any]:
    """All tables: cue words, grammar and model on gold/dev, on our training marks and on our own gold."""
    figures: dict[str, Any] = {}
    groups = (
        ("dev", [at for at, act in enumerate(acts) if act.source == "dev"]),
        ("annotations", [at for at, act in enumerate(acts) if act.source != "dev"]),
    )
    for name, places in groups:
        chosen = [acts[at] for at in places]
        figures[name] = {
            "acts": len(chosen),
            "lines": sum(len(act.rows) for act in chosen),
            "cues": _table(chosen, [_quiet(act, act.cues) for act in chosen]),
            "grammar": _table(chosen, [_quiet(act, act.grammar) for act in chosen]),
            "model, cross-validated by act": _table(chosen, [found[at] for at in places]),
        }
        if name == "dev":
            figures[name]["model, trained on these acts too"] = _table(chosen, [in_sample[at] for at in places])
    if held_out:
        figures["own gold, never trained on"] = {
            "acts": len(held_out),
            "lines": sum(len(act.rows) for act in held_out),
            "cues": _table(held_out, [_quiet(act, act.cues) for act in held_out]),
            "grammar": _table(held_out, [_quiet(act, act.grammar) for act in held_out]),
            "model": _table(held_out, given),
        }
    return figures


def _rows(figures: dict[str, Any]) -> list[str]:
    """The card's table: F1 by label with its interval, by set of acts and by what labels."""
    rows = ["| set | labelled by | " + " | ".join((*LABELS, "all")) + " |", "| --- " * (len(LABELS) + 3) + "|"]
    for name, group in figures.items():
        for kind, table in group.items() if isinstance(group, dict) else ():
            if isinstance(table, dict):
                cells = [f"{table[label]['f1'] or 0:.2f}" for label in LABELS]
                last = table["all"]
                rows.append(f"| {name} | {kind} | {' | '.join(cells)} | {last['f1']:.3f} ({last['low']:.3f}–{last['high']:.3f}) |")
    return rows


def _renew(card: Path, rows: list[str]) -> None:
    """Put the table between the marks of the card, where there is one."""
    if card.exists():
        before, _, rest = card.read_text(encoding="utf-8").partition(_MARKS[0])
        _, _, after = rest.partition(_MARKS[1])
        card.write_text("\n".join((before + _MARKS[0], *rows, _MARKS[1] + after)), encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Train, measure and write the model; the figures go to standard output."""
    parser = argparse.ArgumentParser(prog="python -m review.clauses.train", description=__doc__.split("\n")[0])
    parser.add_argument("--shared", type=Path, required=True, help="the shared data folder")
    parser.add_argument("--out", type=Path, default=data_dir("models") / "clauses", help="where the model is written")
    chosen = parser.parse_args(arguments)
    warnings.simplefilter("ignore", ConvergenceWarning)
    corpora = data_dir("corpora")
    texts = act_texts(chosen.shared)
    own = corpora / "gold"
    apart = frozenset(json.loads(path.read_text(encoding="utf-8"))["text_sha256"] for path in sorted(own.glob("*.json")))
    acts = [*gold(chosen.shared / "gold" / "dev")]
    for act in acts:
        act.source = "dev"
    acts += standoff(corpora / "clauses" / "annotations", texts, skip=apart)
    acts = [act for act in acts if act.rows]
    held_out = [act for act in standoff(own, texts) if act.rows]
    weak = aligned(chosen.shared, texts, frozenset(act.name for act in [*acts, *held_out]))
    probability, found = _cross_validate(acts, weak)
    loud = [at for at, act in enumerate(acts) if not act.silent]
    limits = _thresholds(np.vstack([probability[at] for at in loud]), np.vstack([acts[at].labels for at in loud]))
    model = _fit(acts, weak)
    _write(chosen.out, model, limits)
    figures = {
        "version": VERSION,
        "training": {
            "acts marked": len(acts),
            "lines marked": sum(len(act.rows) for act in acts),
            "acts aligned with the registry": len(weak),
            "lines aligned": sum(len(act.rows) for act in weak),
        },
        **_figures(acts, found, held_out, _labels_of(model, limits, held_out), _labels_of(model, limits, acts)),
    }
    (chosen.out / "metrics.json").write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    failures = _failures(acts, probability, found)
    (chosen.out / "failures.json").write_text(json.dumps(failures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    table = _rows(figures)
    _renew(chosen.out / "CARD.md", table)
    sys.stdout.write("\n".join(table) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
