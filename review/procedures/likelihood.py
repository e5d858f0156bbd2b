"""The learned judge: how likely a group that the rules take for a procedure is one. A forest of trees kept as plain arrays, no pickle."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

CONFIG: Final = "model.json"
TREES: Final = "trees.npz"


@dataclass(frozen=True)
class ProcedureModel:
    """All trees in one table of nodes. ``left`` and ``right`` are rows, those of a leaf its own; ``value`` is the share of procedures
    at a leaf; ``depth`` is the longest way from a root to a leaf. A score is the mean of the leaves; ``slope`` and ``offset`` turn its
    logit into a probability that was calibrated on groups read by eye. Below ``threshold`` (of the score) a group is doubtful.
    """

    version: str
    columns: dict[str, int]
    roots: NDArray[np.int32]
    feature: NDArray[np.int16]
    cut: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float32]
    depth: int
    slope: float
    offset: float
    threshold: float

    @classmethod
    def load(cls, folder: Path) -> "ProcedureModel":
        """The model kept in a folder. ``ValueError`` where the trees are not those that the configuration names."""
        config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
        if hashlib.sha256((folder / TREES).read_bytes()).hexdigest() != config["sha256"]:
            raise ValueError(f"{TREES} of the procedure model is not the one its configuration names")
        with np.load(folder / TREES, allow_pickle=False) as arrays:
            tables: list[Any] = [arrays[name] for name in ("roots", "feature", "cut", "left", "right", "value")]
        roots, feature, cut, left, right, value = tables
        columns = {name: at for at, name in enumerate(config["signs"])}
        slope, offset, threshold = (float(config[name]) for name in ("slope", "offset", "threshold"))
        return cls(config["version"], columns, roots, feature, cut, left, right, value, int(config["depth"]), slope, offset, threshold)

    def scores(self, groups: Sequence[dict[str, float]]) -> list[float]:
        """The mean of the leaves that the signs of each group reach, from 0 to 1."""
        if not groups:
            return []
        rows = np.zeros((len(groups), len(self.columns)), dtype=np.float32)
        for number, signs in enumerate(groups):
            for name, strength in signs.items():
                at = self.columns.get(name)
                if at is not None:
                    rows[number, at] = strength
        numbers = np.arange(len(groups))[:, None]
        nodes = np.tile(self.roots, (len(groups), 1))
        for _ in range(self.depth):
            nodes = np.where(rows[numbers, self.feature[nodes]] <= self.cut[nodes], self.left[nodes], self.right[nodes])
        return [float(mean) for mean in self.value[nodes].mean(axis=1, dtype=np.float64)]

    def confidence(self, score: float) -> float:
        """The calibrated probability of a score."""
        clipped = min(max(score, 0.01), 0.99)
        logit = self.slope * np.log(clipped / (1 - clipped)) + self.offset
        return round(float(1 / (1 + np.exp(-logit))), 2)
