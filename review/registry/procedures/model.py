"""The scorer of pairs: two logistic models and two sets of trees stored as JSON."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul
from pathlib import Path

from review.registry.procedures.trees import Trees
from review.settings import data_dir

PAIR_FEATURES = (
    "dice", "query_covered", "name_covered", "name_in_context", "name_in_draft", "ratio", "rarest_only_query", "rarest_only_name",
    "rarest_uncovered", "rarest_swapped", "mass_only_query", "mass_uncovered", "contrast_query", "contrast_name", "digits", "query_within",
    "name_within", "head_same", "family_same", "family_shared", "basis_share", "basis_rare", "has_basis",
    "agency", "ministry", "papers", "time_same", "listed", "sibling_swapped", "sibling_missing", "replaced", "told",
    "name_in_setting", "mass_unset",
)  # fmt: skip
"""The features of a pair of query and record, in the order of the model's weights; each lies in 0..2."""
DRAFT_FEATURES = ("field_shared", "decision_shared", "basis_shared", "fits_another_better")
"""The features of a record among the other procedures of the draft, added in the second pass."""
FIELD_FEATURES = (
    "odds", "odds_other", "odds_lead", "dice_other", "dice_lead", "alike_others", "dice_other_family", "key_same", "words_same",
    "only_query", "only_name", "only_query_telling", "only_name_telling", "name_not_in_context", "name_not_in_draft", "order",
    "query_words", "query_mass", "papers_known", "times_known", "agencies_known", "context_words", "names_told", "others_told",
    "case", "other_covers", "only_query_mass", "only_name_mass", "only_query_rarest", "only_name_rarest", "only_query_in_draft",
    "last_same", "first_same", "name_not_in_setting",
)  # fmt: skip
"""Features of a candidate among the others, added to those of the pair and of the draft."""
MENTION_FEATURES = ("complete", "words", "basis_shared", "line")
"""Features of a registered name that a draft only mentions (``mentions.py``)."""


@dataclass(frozen=True)
class MatchModel:
    """Two logistic models: ``first`` over ``PAIR_FEATURES``, ``second`` over these and ``DRAFT_FEATURES``, each weights with the
    intercept last; ``order`` and ``known``, trees over these and ``FIELD_FEATURES``, which say of a candidate among the others whether it
    is the procedure's own and, of the first, whether the procedure is registered at all (null: not trained, the second pass decides);
    ``threshold``, the score from which a record is taken for the procedure; and ``mention`` with its threshold, a logistic model over
    ``MENTION_FEATURES`` (empty: a name only mentioned is never a procedure). Kept in ``models/match``.
    """

    first: tuple[float, ...]
    second: tuple[float, ...]
    threshold: float
    order: Trees | None = None
    known: Trees | None = None
    mention: tuple[float, ...] = ()
    mention_threshold: float = 1.0

    @classmethod
    def load(cls, folder: Path | None = None) -> "MatchModel":
        """The model in ``folder`` (default: the one that travels with the package).

        Raises:
            ValueError: the stored features are not those of this version.

        """
        folder = folder or data_dir("models") / "match"
        stored = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        if tuple(stored["features"]) != PAIR_FEATURES + DRAFT_FEATURES + FIELD_FEATURES + MENTION_FEATURES:
            raise ValueError("models/match/model.json was trained on other features; rebuild it")
        trees = json.loads((folder / "trees.json").read_text(encoding="utf-8"))
        return cls(
            tuple(stored["first"]), tuple(stored["second"]), stored["threshold"], Trees.read(trees["order"]), Trees.read(trees["known"]),
            tuple(stored["mention"]), stored["mention_threshold"],
        )  # fmt: skip

    def first_score(self, values: Sequence[float]) -> float:
        """The probability that the record is the draft's procedure, judged alone."""
        return _logistic(self.first, values)

    def score(self, values: Sequence[float]) -> float:
        """The same with what the draft's other procedures tell."""
        return _logistic(self.second, values)

    def mentioned(self, values: Sequence[float]) -> float:
        """The probability that a registered name which a draft only mentions is a procedure of it; 0 where that was not trained."""
        return _logistic(self.mention, values) if self.mention else 0.0


def _logistic(weights: tuple[float, ...], values: Sequence[float]) -> float:
    if len(weights) != len(values) + 1:
        raise ValueError("one weight a feature, and the intercept")
    z = weights[-1] + math.fsum(map(mul, weights, values))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))
