"""The scorer of pairs: two logistic models stored as JSON."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from review.settings import data_dir

PAIR_FEATURES = (
    "dice", "query_covered", "name_covered", "name_in_context", "name_in_draft", "ratio", "rarest_only_query", "rarest_only_name",
    "rarest_uncovered", "rarest_swapped", "mass_only_query", "mass_uncovered", "contrast_query", "contrast_name", "digits", "query_within",
    "name_within", "head_same", "family_same", "family_shared", "basis_share", "basis_rare", "has_basis",
    "agency", "ministry", "papers", "time_same", "listed", "sibling_swapped", "sibling_missing", "replaced", "told",
)  # fmt: skip
"""The features of a pair of query and record, in the order of the model's weights; each lies in 0..2."""
DRAFT_FEATURES = ("field_shared", "decision_shared", "basis_shared", "fits_another_better")
"""The features of a record among the other procedures of the draft, added in the second pass."""


@dataclass(frozen=True)
class MatchModel:
    """Two logistic models: ``first`` over ``PAIR_FEATURES``, ``second`` over these and ``DRAFT_FEATURES``, each weights with the
    intercept last; and ``threshold``, the score from which a record is taken for the procedure. Kept in ``models/match``.
    """

    first: tuple[float, ...]
    second: tuple[float, ...]
    threshold: float

    @classmethod
    def load(cls, folder: Path | None = None) -> "MatchModel":
        """The model in ``folder`` (default: the one that travels with the package).

        Raises:
            ValueError: the stored features are not those of this version.

        """
        stored = json.loads(((folder or data_dir("models") / "match") / "model.json").read_text(encoding="utf-8"))
        if tuple(stored["features"]) != PAIR_FEATURES + DRAFT_FEATURES:
            raise ValueError("models/match/model.json was trained on other features; rebuild it")
        return cls(tuple(stored["first"]), tuple(stored["second"]), stored["threshold"])

    def first_score(self, values: Sequence[float]) -> float:
        """The probability that the record is the draft's procedure, judged alone."""
        return _logistic(self.first, values)

    def score(self, values: Sequence[float]) -> float:
        """The same with what the draft's other procedures tell."""
        return _logistic(self.second, values)


def _logistic(weights: tuple[float, ...], values: Sequence[float]) -> float:
    z = weights[-1] + math.fsum(w * x for w, x in zip(weights[:-1], values, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))
