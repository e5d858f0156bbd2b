"""The clause model: a network with one hidden layer on hashed features, blended with the grammar.

The artefact (``models/clauses``) is plain numpy arrays and JSON: no pickle. ``python -m review.clauses.train`` rebuilds it.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from review.clauses.features import SIZE, Features
from review.clauses.frames import Frame
from review.clauses.grammar import Grammar
from review.contract.base import Label

CONFIG: Final = "model.json"
WEIGHTS: Final = "weights.npz"
_STEEP: Final = 30.0
"""A score beyond which the logistic function is 0 or 1 to the last digit."""
_CHUNK: Final = 128
"""Rows whose weights are gathered at once: bounds memory whatever the length of a draft, and keeps them in the cache."""

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class ClauseModel:
    """Weights of the features that were kept, with what turns a score into a label.

    ``place`` maps a feature to its row of ``hidden`` (0: not kept; row 0 is zero); ``hidden`` is rows by hidden units,
    ``hidden_bias`` one number a unit; ``output`` is hidden units by labels, ``bias`` one number a label. The probability of a
    label is ``(1 - blend) * logistic(score) + blend`` where the grammar gives it, else ``(1 - blend) * logistic(score)``; a line
    bears a label where that reaches ``threshold``.
    """

    version: str
    labels: tuple[Label, ...]
    place: NDArray[np.uint16]
    hidden: Floats
    hidden_bias: Floats
    output: Floats
    bias: Floats
    blend: Floats
    threshold: Floats

    @classmethod
    def load(cls, folder: Path) -> "ClauseModel":
        """The model kept in a folder. ``ValueError`` where the weights are not those that the configuration names."""
        config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
        data = (folder / WEIGHTS).read_bytes()
        if hashlib.sha256(data).hexdigest() != config["sha256"]:
            raise ValueError(f"{WEIGHTS} of the clause model is not the one its configuration names")
        if config["features"] != SIZE:
            raise ValueError("the clause model was built for other features")
        with np.load(folder / WEIGHTS, allow_pickle=False) as arrays:
            kept, packed, scale = arrays["kept"], arrays["hidden"], arrays["scale"]
            layers = [arrays[name].astype(np.float32) for name in ("hidden_bias", "output", "bias")]
        place = np.zeros(SIZE, dtype=np.uint16)
        place[kept] = np.arange(1, len(kept) + 1, dtype=np.uint16)
        hidden = np.zeros((len(kept) + 1, packed.shape[1]), dtype=np.float32)
        np.multiply(packed, scale, out=hidden[1:])
        tables = [np.array(config[name], dtype=np.float32) for name in ("blend", "threshold")]
        return cls(config["version"], tuple(config["labels"]), place, hidden, *layers, *tables)

    def scores(self, features: Features) -> Floats:
        """The scores of the rows of some features: rows by labels."""
        total = np.tile(self.hidden_bias, (len(features.rows), 1))
        for columns, lengths in features.groups():
            places = self.place[columns]
            known = places > 0
            rows = np.repeat(np.arange(len(lengths)), lengths)[known]
            places = places[known]
            if not len(rows):
                continue
            starts = np.flatnonzero(np.concatenate(([True], rows[1:] != rows[:-1])))
            for first in range(0, len(starts), _CHUNK):
                begins = starts[first : first + _CHUNK]
                end = starts[first + _CHUNK] if first + _CHUNK < len(starts) else len(rows)
                gathered = self.hidden[places[begins[0] : end]]
                total[rows[begins]] += np.add.reduceat(gathered, begins - begins[0], axis=0)
        scores: Floats = np.maximum(total, 0) @ self.output + self.bias
        return scores

    def confidences(self, lines: list[Frame], grammar: Grammar) -> dict[int, dict[Label, float]]:
        """The labels of each line (by its place among the frames) with their confidence, from 0.5 to 1.

        A probability at its threshold is confidence 0.5, a probability of 1 is confidence 1, linear between.
        """
        features = Features(lines, grammar)
        scores = self.scores(features)
        marked = np.array([[label in grammar.labels[at] for label in self.labels] for at in features.rows], dtype=np.float32).reshape(
            len(features.rows), len(self.labels)
        )
        probability = (1 - self.blend) / (1 + np.exp(-scores.clip(-_STEEP, _STEEP))) + self.blend * marked
        over = probability >= self.threshold
        confidence = 0.5 + 0.5 * (probability - self.threshold) / (1 - self.threshold)
        out: dict[int, dict[Label, float]] = {}
        for row, column in zip(*np.nonzero(over), strict=True):
            out.setdefault(features.rows[row], {})[self.labels[column]] = round(float(confidence[row, column]), 3)
        return out
