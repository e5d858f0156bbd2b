"""Rebuild the clause model: ``python -m review.clauses.train --shared ../shared``.

Writes ``models/clauses``: ``model.json`` and ``weights.npz`` (the model), ``metrics.json`` (figures with intervals) and
``failures.json`` (addresses of lines that the cross-validated model gets wrong).
"""

import argparse
import hashlib
import io
import json
import sys
from pathlib import Path
from typing import Any, Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from review.clauses.features import BLOCKS, SIZE, SPACE
from review.clauses.model import CONFIG, WEIGHTS
from review.clauses.network import Network, train
from review.clauses.training import LABELS, Marked, act_texts, aligned, gold, standoff
from review.contract.base import Label
from review.settings import data_dir

VERSION: Final = "clauses/2"
_FOLDS: Final = 10
_THRESHOLD_FOLDS: Final = 3
"""Folds where cross-validation only draws the thresholds of the model that never saw our own gold."""
_SCALE: Final = {"context": 1.0, "joint": 0.5, "words": 0.5}
"""Weight of a feature before learning, by block: many words must not outweigh the few marks of context."""
_ALIGNED: Final = 0.1
"""Weight of a line aligned with the registry, a line marked by hand being 1."""
_SHARE: Final[dict[Label, float]] = {"requirement": 0.2, "condition": 0.3, "prohibition": 0.4, "fee": 0.3}
_BLEND: Final = np.array([_SHARE.get(label, 0.1) for label in LABELS], dtype=np.float32)
"""Share of the grammar in the probability of each label: larger where the grammar is nearly as good, or few lines bear the label."""
_GRID: Final = np.arange(0.1, 0.81, 0.025)
_USUAL: Final = 0.3
"""Where a threshold stands that is drawn from no data: below half of the F1 that is reached, for a label's chance is too small on
acts that were not learned from."""
_ROUNDS: Final = 400
_MARKS: Final = ("<!-- figures -->", "<!-- end of figures -->")
_GOLD: Final = ("dev", "own gold")
"""The sets that the figures of the card are about."""
_CROSSED: Final = "model, cross-validated by act"

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]


def _fit(acts: list[Marked], weak: list[Marked]) -> Network:
    """A network that learned from some acts; the scale of the blocks is folded into its weights."""
    everything = [*acts, *weak]
    features = sp.vstack([act.features for act in everything], format="csr")
    features.data *= np.array([_SCALE[block] for block in BLOCKS])[features.indices // SPACE]
    weight = np.vstack([act.known * (_ALIGNED if act.source == "registry" else 1.0) for act in everything])
    net = train(features, np.vstack([act.labels for act in everything]), weight)
    scale = np.array([_SCALE[block] for block in BLOCKS], dtype=np.float32)[net.kept // SPACE]
    return Network(net.kept, net.hidden * scale[:, None], net.hidden_bias, net.output, net.bias)


def _probabilities(model: Network, act: Marked) -> Floats:
    blended: Floats = (1 - _BLEND) * model.probabilities(act.features) + _BLEND * act.grammar
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
    limits: Floats = ((np.array(best) + _USUAL) / 2).astype(np.float32)
    return limits


def _cross_validate(acts: list[Marked], weak: list[Marked], folds: int = _FOLDS) -> tuple[list[Floats], list[Bools]]:
    """For each act the probabilities and the labels of a model, and of thresholds, that saw nothing of its fold."""
    order = np.random.RandomState(2).permutation(len(acts))
    fold = np.empty(len(acts), dtype=int)
    fold[order] = np.arange(len(acts)) % folds
    probability: list[Floats] = [np.zeros((0, len(LABELS)), dtype=np.float32)] * len(acts)
    for number in range(folds):
        model = _fit([act for act, own in zip(acts, fold, strict=True) if own != number], weak)
        for at in np.flatnonzero(fold == number):
            probability[at] = _probabilities(model, acts[at])
    labels: list[Bools] = [np.zeros((0, len(LABELS)), dtype=bool)] * len(acts)
    for number in range(folds):
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


def _write(out: Path, model: Network, limits: Floats) -> None:
    if len(model.kept) >= np.iinfo(np.uint16).max:
        raise ValueError("more features than the artefact can number")
    scale = np.abs(model.hidden).max(axis=0) / 127
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        kept=model.kept.astype(np.uint32),
        hidden=np.round(model.hidden / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        hidden_bias=model.hidden_bias,
        output=model.output,
        bias=model.bias,
    )
    data = buffer.getvalue()
    config = {
        "version": VERSION,
        "kind": "a network with one hidden layer on hashed features, blended with the grammar",
        "features": SIZE,
        "kept": len(model.kept),
        "units": model.hidden.shape[1],
        "labels": list(LABELS),
        "blend": [round(float(one), 3) for one in _BLEND],
        "threshold": [round(float(one), 3) for one in limits],
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    out.mkdir(parents=True, exist_ok=True)
    (out / WEIGHTS).write_bytes(data)
    (out / CONFIG).write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


def _labels_of(model: Network, limits: Floats, acts: list[Marked]) -> list[Bools]:
    return [_quiet(act, _probabilities(model, act) >= limits) for act in acts]


def _gain(acts: list[Marked], found: list[Bools]) -> dict[str, float]:
    """By how much F1 over all labels lies above the grammar's on the same acts, with a 95 % interval (acts drawn anew)."""
    pairs = [(_quiet(act, act.grammar), own, act) for act, own in zip(acts, found, strict=True)]
    counts = np.array(
        [[[int((one & act.labels).sum()), int(one.sum()), int(act.labels.sum() + act.lost.sum())] for one in two] for *two, act in pairs]
    )
    chance = np.random.RandomState(7)

    def gained(drawn: NDArray[np.int64]) -> float:
        old, new = (2 * hit / max(1, given + marked) for hit, given, marked in drawn.sum(axis=0))
        return float(new - old)

    values = sorted(gained(counts[chance.randint(0, len(acts), len(acts))]) for _ in range(_ROUNDS))
    return {
        "gain": round(gained(counts), 3),
        "low": round(values[int(0.025 * _ROUNDS)], 3),
        "high": round(values[int(0.975 * _ROUNDS) - 1], 3),
    }


def _group(acts: list[Marked], tables: dict[str, list[Bools]]) -> dict[str, Any]:
    """The tables of one set of acts: cue words, the grammar, and the model as it was trained for each."""
    model = next(iter(tables.values()))
    return {
        "acts": len(acts),
        "lines": sum(len(act.rows) for act in acts),
        "gain over the grammar": _gain(acts, model),
        "cues": _table(acts, [_quiet(act, act.cues) for act in acts]),
        "grammar": _table(acts, [_quiet(act, act.grammar) for act in acts]),
        **{name: _table(acts, found) for name, found in tables.items()},
    }


def _rows(figures: dict[str, Any]) -> list[str]:
    """The card's table: F1 by label with its interval, by set of acts and by what labels."""
    rows = ["| set | labelled by | " + " | ".join((*LABELS, "all")) + " |", "| --- " * (len(LABELS) + 3) + "|"]
    for name, group in figures.items():
        for kind, table in group.items() if isinstance(group, dict) else ():
            if isinstance(table, dict) and "all" in table:
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


def _limits(acts: list[Marked], probability: list[Floats]) -> Floats:
    loud = [at for at, act in enumerate(acts) if not act.silent]
    return _thresholds(np.vstack([probability[at] for at in loud]), np.vstack([acts[at].labels for at in loud]))


def _marked_acts(shared: Path) -> tuple[list[Marked], list[Marked]]:
    """All acts marked by hand (gold/dev, annotations, own gold, opened gold), and the lines aligned with the registry.

    Nothing is learned from the acts of the unseen gold, of which only number and hash are read.
    """
    corpora = data_dir("corpora")
    texts = act_texts(shared)
    own, opened, unseen = corpora / "gold", corpora / "gold" / "opened", corpora / "gold" / "unseen"
    closed = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(unseen.glob("*.json"))]
    golden = [json.loads(path.read_text(encoding="utf-8")) for folder in (own, opened) for path in sorted(folder.glob("*.json"))]
    apart = frozenset(act["text_sha256"] for act in (*golden, *closed) if not act.get("unlabelled"))
    sources = (
        ("dev", gold(shared / "gold" / "dev")),
        ("annotations", standoff(corpora / "clauses" / "annotations", texts, skip=apart)),
        ("own gold", standoff(own, texts)),
        ("opened gold", standoff(opened, texts)),
    )
    acts = []
    for name, marked in sources:
        for act in marked:
            if act.rows:
                act.source = name
                acts.append(act)
    return acts, aligned(shared, texts, frozenset([*(act.name for act in acts), *(one["number"] for one in closed)]))


def _measure(acts: list[Marked], weak: list[Marked], found: list[Bools], model: Network, limits: Floats) -> dict[str, Any]:
    """All tables by set of acts; for our own gold also those of a model that never saw it."""
    seen = [at for at, act in enumerate(acts) if act.source != "own gold"]
    apart = [acts[at] for at in seen]
    without, _ = _cross_validate(apart, weak, _THRESHOLD_FOLDS)
    unseen = [act for act in acts if act.source == "own gold"]
    stranger = _labels_of(_fit(apart, weak), _limits(apart, without), unseen)
    figures: dict[str, Any] = {}
    for name in ("dev", "own gold", "opened gold", "annotations"):
        places = [at for at, act in enumerate(acts) if act.source == name]
        chosen = [acts[at] for at in places]
        tables = {_CROSSED: [found[at] for at in places]}
        if name in _GOLD:
            tables["model, trained on these acts too"] = _labels_of(model, limits, chosen)
        figures[name] = _group(chosen, tables)
    figures["own gold, never trained on"] = _group(unseen, {"model": stranger})
    both = [at for at, act in enumerate(acts) if act.source in _GOLD]
    figures["dev and own gold"] = _group([acts[at] for at in both], {_CROSSED: [found[at] for at in both]})
    return figures


def main(arguments: list[str] | None = None) -> int:
    """Train, measure and write the model; the figures go to standard output."""
    parser = argparse.ArgumentParser(prog="python -m review.clauses.train", description=__doc__.split("\n")[0])
    parser.add_argument("--shared", type=Path, required=True, help="the shared data folder")
    parser.add_argument("--out", type=Path, default=data_dir("models") / "clauses", help="where the model is written")
    chosen = parser.parse_args(arguments)
    acts, weak = _marked_acts(chosen.shared)
    probability, found = _cross_validate(acts, weak)
    limits = _limits(acts, probability)
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
        **_measure(acts, weak, found, model, limits),
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
