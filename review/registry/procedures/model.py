"""The scorer of pairs: a logistic model stored as JSON."""

import json
import math
from dataclasses import dataclass
from pathlib import Path

from review.settings import data_dir

FEATURES = (
    "dice", "query_covered", "name_covered", "context_covered", "ratio", "rarest_only_query", "rarest_only_name", "head_same",
    "family_same", "family_shared", "level_same", "level_clash", "basis_share", "basis_rare", "agency", "ministry", "papers",
    "time_same", "listed",
)  # fmt: skip
"""The features of a pair, in the order of the model's weights; each lies in 0..1."""


@dataclass(frozen=True)
class MatchModel:
    """A logistic model over :data:`FEATURES` and the thresholds of the verdict, stored as JSON in ``models/match``."""

    weights: tuple[float, ...]
    intercept: float
    threshold: float

    @classmethod
    def load(cls, folder: Path | None = None) -> "MatchModel":
        """The model in ``folder`` (default: the one that travels with the package).

        Raises:
            ValueError: the stored features are not those of this version.

        """
        stored = json.loads(((folder or data_dir("models") / "match") / "model.json").read_text(encoding="utf-8"))
        if tuple(stored["features"]) != FEATURES:
            raise ValueError("models/match/model.json was trained on other features; rebuild it")
        return cls(tuple(stored["weights"]), stored["intercept"], stored["threshold"])

    def score(self, values: list[float]) -> float:
        """The probability that the record is the draft's procedure."""
        z = self.intercept + sum(w * x for w, x in zip(self.weights, values, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))
