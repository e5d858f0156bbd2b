"""Boosted trees as plain arrays: stored as JSON, evaluated with numpy."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Trees:
    """Regression trees whose leaves add up to the log odds. One row a tree, one column a node, the root first.

    ``feature`` is -1 in leaves; a row goes ``left`` where its feature is at most ``cut``; ``value`` is what a leaf adds.
    """

    base: float
    feature: Ints
    cut: Floats
    left: Ints
    right: Ints
    value: Floats
    depth: int

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Self:
        """The trees of a JSON object as :func:`plain` writes it."""
        width = max(len(tree["feature"]) for tree in stored["trees"])

        def table(name: str, kind: type) -> NDArray[Any]:
            out: NDArray[Any] = np.full((len(stored["trees"]), width), -1 if name == "feature" else 0, dtype=kind)
            for row, tree in zip(out, stored["trees"], strict=True):
                row[: len(tree[name])] = tree[name]
            return out

        return cls(
            float(stored["base"]), table("feature", np.int64), table("cut", np.float64), table("left", np.int64),
            table("right", np.int64), table("value", np.float64), int(stored["depth"]),
        )  # fmt: skip

    def probabilities(self, rows: Floats) -> Floats:
        """The probability of each row of features (rows × features). Cost: rows × trees × depth."""
        trees = np.arange(len(self.feature))[None, :]
        at = np.zeros((len(rows), len(self.feature)), dtype=np.int64)
        index = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            feature = self.feature[trees, at]
            goes_left = rows[index, np.maximum(feature, 0)] <= self.cut[trees, at]
            after = np.where(goes_left, self.left[trees, at], self.right[trees, at])
            at = np.where(feature < 0, at, after)
        odds = self.base + self.value[trees, at].sum(axis=1)
        return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))), dtype=np.float64)


def plain(model: Any) -> dict[str, Any]:
    """A fitted scikit-learn ``GradientBoostingClassifier`` of two classes as a JSON object."""
    prior = float(model.init_.class_prior_[1])
    trees = []
    for (estimator,) in model.estimators_:
        tree = estimator.tree_
        leaf = tree.children_left < 0
        trees.append(
            {
                "feature": np.where(leaf, -1, tree.feature).tolist(),
                "cut": np.where(leaf, 0.0, tree.threshold).round(5).tolist(),
                "left": np.maximum(tree.children_left, 0).tolist(),
                "right": np.maximum(tree.children_right, 0).tolist(),
                "value": np.where(leaf, model.learning_rate * tree.value[:, 0, 0], 0.0).round(5).tolist(),
            }
        )
    return {"base": round(float(np.log(prior / (1 - prior))), 5), "depth": int(model.max_depth), "trees": trees}
