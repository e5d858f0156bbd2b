"""Train which of the registered names that an act only mentions are its procedures: those whose record cites it.

Asked are the names that the look-up takes for no procedure found; the act itself is hidden from all features.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from review.registry.procedures.matching import scope_of, shown
from review.registry.procedures.mentions import SHARED, Company, bearer, mention_values
from review.registry.procedures.model import MENTION_FEATURES, MatchModel
from review.registry.procedures.records import ProcedureRegistry
from review.registry.procedures.survey import Survey
from review.registry.procedures.told import strongest
from review.registry.procedures.train_field import FOLDS

RIGHT = 0.6
"""Share of the names taken that must cite the act: the threshold is the lowest of which cross-validation shows it."""


@dataclass(frozen=True)
class Mention:
    """A name mentioned by an act, and whether a record of it cites the act."""

    act: str
    values: list[float]
    own: bool


def mentions_of(survey: Survey, registry: ProcedureRegistry) -> list[Mention]:
    """The names that an act mentions and that were taken for none of its procedures; ``registry`` holds the trained scorer of pairs."""
    view = survey.without_own(registry)
    taken = {p.registry.best.code for p in survey.matched(view) if p.registry.best is not None}
    keys = {view.by_code[code].key for code in taken}
    company = Company.of(taken, view)
    out = []
    for key, lines in strongest(shown(survey.told, view, scope_of(view, survey.drafted))).items():
        if key not in keys:
            own = any(survey.act in registry.parts(record.code).basis for record in registry.namesakes[key])
            out.append(Mention(survey.act, mention_values(lines, bearer(key, view), view, company), own))
    return out


def fit_mentions(mentions: Sequence[Mention]) -> tuple[tuple[float, ...], float, dict[str, Any]]:
    """The weights, intercept last, the threshold, and the figures of cross-validation by act."""
    fold = {act: i % FOLDS for i, act in enumerate(sorted({m.act for m in mentions}))}
    scored: list[tuple[float, bool]] = []
    for held in range(FOLDS):
        model = MatchModel((), (), 0.0, mention=_weights([m for m in mentions if fold[m.act] != held]))
        scored += [(model.mentioned(m.values), m.own) for m in mentions if fold[m.act] == held and m.values[SHARED] > 0]
    threshold, figures = 1.0, {}
    for step in range(95, 4, -5):
        taken = [own for score, own in scored if score >= step / 100]
        if sum(taken) >= RIGHT * len(taken):
            threshold, figures = step / 100, {"taken": len(taken), "right": sum(taken)}
    return _weights(mentions), threshold, {"mentions": len(mentions), "own": sum(m.own for m in mentions), **figures}


def _weights(mentions: Sequence[Mention]) -> tuple[float, ...]:
    rows, labels = np.array([m.values for m in mentions]).reshape(-1, len(MENTION_FEATURES)), [m.own for m in mentions]
    fitted = LogisticRegression(C=1.0, max_iter=2000).fit(rows, labels)
    return (*(round(float(w), 4) for w in fitted.coef_[0]), round(float(fitted.intercept_[0]), 4))
