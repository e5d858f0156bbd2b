"""The network behind the clause model, as it is trained: one hidden layer on sparse features, several labels at once.

Plain numpy, so that drop-out of features and of units, and lines that teach only some labels, are possible. Runs on one thread of
arithmetic give the same bytes for the same data and seed. Nothing here is imported by the library.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

Floats = NDArray[np.float32]

UNITS: Final = 32
"""Hidden units of one network."""
SEEDS: Final = (0, 1)
"""The networks of one model: their scores are averaged, which makes them one network with so many times the units."""
_EPOCHS: Final = 10
_BATCH: Final = 256
_RATE: Final = 0.03
"""Adagrad's rate at the begin; it falls to zero in a straight line."""
_UNITS_DROPPED: Final = 0.3
_FEATURES_DROPPED: Final = 0.3
_SEEN: Final = 3
"""On so many lines a feature must occur to be kept."""
_STEEP: Final = 30.0


@dataclass(frozen=True)
class Network:
    """``kept`` are the features with a row in ``hidden`` (features by units); ``output`` is units by labels."""

    kept: NDArray[np.int64]
    hidden: Floats
    hidden_bias: Floats
    output: Floats
    bias: Floats

    def probabilities(self, features: sp.csr_matrix) -> Floats:
        """The probability of each label for the rows of some features."""
        return _chances(np.maximum(features[:, self.kept].astype(np.float32) @ self.hidden + self.hidden_bias, 0), self.output, self.bias)


def _chances(active: Floats, output: Floats, bias: Floats) -> Floats:
    scores = (active @ output + bias).clip(-_STEEP, _STEEP)
    chances: Floats = 1 / (1 + np.exp(-scores))
    return chances


def train(features: sp.csr_matrix, labels: NDArray[np.bool_], weight: NDArray[np.float64]) -> Network:
    """The network for some rows; ``weight`` is rows by labels (0: the row teaches nothing of the label)."""
    seen = np.bincount(features.indices, minlength=features.shape[1])
    kept = np.flatnonzero(seen >= _SEEN)
    matrix = features[:, kept].astype(np.float32).tocsr()
    told, heavy = labels.astype(np.float32), weight.astype(np.float32)
    nets = [_descend(matrix, told, heavy, np.random.RandomState(seed)) for seed in SEEDS]
    share = np.float32(1 / len(nets))
    return Network(
        kept,
        np.hstack([net[0] for net in nets]),
        np.concatenate([net[1] for net in nets]),
        np.vstack([net[2] for net in nets]) * share,
        np.sum([net[3] for net in nets], axis=0) * share,
    )


def _descend(matrix: sp.csr_matrix, labels: Floats, weight: Floats, chance: np.random.RandomState) -> list[Floats]:
    """Hidden weights and bias, output weights and bias after all epochs of Adagrad."""
    rows, columns = matrix.shape
    start = (
        chance.randn(columns, UNITS) * 0.03,
        np.zeros(UNITS),
        chance.randn(UNITS, labels.shape[1]) * 0.2,
        np.full(labels.shape[1], -2),
    )
    layers: list[Floats] = [one.astype(np.float32) for one in start]
    past: list[Floats] = [np.full_like(one, 1e-6) for one in layers]
    place = np.zeros(columns, dtype=np.int64)
    steps, step = _EPOCHS * -(-rows // _BATCH), 0
    for _ in range(_EPOCHS):
        order = chance.permutation(rows)
        for first in range(0, rows, _BATCH):
            batch = order[first : first + _BATCH]
            step += 1
            rate = np.float32(_RATE * (1 - step / (steps + 1)))
            part = matrix[batch]
            kept = (chance.rand(len(part.data)) > _FEATURES_DROPPED).astype(np.float32)
            used = np.unique(part.indices)
            place[used] = np.arange(len(used))
            part = sp.csr_matrix(
                (part.data * kept / np.float32(1 - _FEATURES_DROPPED), place[part.indices], part.indptr), shape=(len(batch), len(used))
            )
            sums = part @ layers[0][used] + layers[1]
            units = (chance.rand(*sums.shape) > _UNITS_DROPPED).astype(np.float32) / np.float32(1 - _UNITS_DROPPED) * (sums > 0)
            active = sums * units
            slope = (_chances(active, layers[2], layers[3]) - labels[batch]) * weight[batch] / np.float32(len(batch))
            below = (slope @ layers[2].T) * units
            own = part.T @ below
            past[0][used] += own * own
            layers[0][used] -= rate * own / np.sqrt(past[0][used])
            for at, change in ((1, below.sum(axis=0)), (2, active.T @ slope), (3, slope.sum(axis=0))):
                past[at] += change * change
                layers[at] -= rate * change / np.sqrt(past[at])
    return layers
