"""The network that the clause model is trained with."""

import numpy as np
import pytest

sp = pytest.importorskip("scipy.sparse", reason="scipy is needed to train")

from review.clauses.network import SEEDS, UNITS, train  # noqa: E402  # it needs scipy


def _rows(count: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows of eight features of which two decide, each one label."""
    chance = np.random.RandomState(4)
    features = (chance.rand(count, 8) < 0.5).astype(float)
    one, two = features[:, 0] > 0, features[:, 1] > 0
    return features, np.stack([one, two], axis=1)


def test_it_learns_two_labels_at_once() -> None:
    features, labels = _rows(4000)
    net = train(sp.csr_matrix(features), labels, np.ones(labels.shape))
    assert net.hidden.shape == (8, UNITS * len(SEEDS))
    right = (net.probabilities(sp.csr_matrix(features)) > 0.5) == labels
    assert right.mean() > 0.95


def test_a_label_without_weight_teaches_nothing() -> None:
    features, labels = _rows(1500)
    weight = np.ones(labels.shape)
    weight[:, 1] = 0
    wrong = labels.copy()
    wrong[:, 1] = ~wrong[:, 1]
    one = train(sp.csr_matrix(features), labels, weight)
    other = train(sp.csr_matrix(features), wrong, weight)
    assert np.array_equal(one.output, other.output)


def test_the_same_data_give_the_same_bytes() -> None:
    features, labels = _rows(1000)
    one, other = (train(sp.csr_matrix(features), labels, np.ones(labels.shape)) for _ in range(2))
    assert one.hidden.tobytes() == other.hidden.tobytes()
    assert one.bias.tobytes() == other.bias.tobytes()


def test_rare_features_are_left_out() -> None:
    features, labels = _rows(200)
    features[:, 7] = 0
    features[0, 7] = 1
    assert 7 not in train(sp.csr_matrix(features), labels, np.ones(labels.shape)).kept
