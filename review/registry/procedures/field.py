"""A record among the others drawn for a procedure: how it compares with them, and what the names say that the pair alone does not."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from review.registry.procedures.index import NameIndex
from review.registry.procedures.scoring import Query
from review.registry.procedures.text import case_of, syllables, word_list

OTHERS = 8
"""Names compared with each other, the likeliest by the second pass."""
_GENERIC = word_list("generic")
_DICE = 0
"""Position of ``dice`` among the pair's features."""
_ALIKE = 0.6
_LEAST = 1e-6


@dataclass(frozen=True)
class Entrant:
    """A name drawn for a query: its key, the features of its likeliest record, and that record's score in the second pass."""

    key: str
    values: tuple[float, ...]
    score: float


def field_values(query: Query, entrants: Sequence[Entrant], other_family: float, index: NameIndex) -> list[list[float]]:
    """The features of the entrants (likeliest first), those of the pair and the draft first, then ``FIELD_FEATURES``.

    ``other_family`` is the best ``dice`` of names drawn that cannot be the answer.
    """
    words = syllables(query.key)
    sets = [frozenset(syllables(e.key)) for e in entrants]
    mass = index.mass(query.words) / 30
    out = []
    for number, (entrant, theirs) in enumerate(zip(entrants, sets, strict=True)):
        others = [(e, s) for i, (e, s) in enumerate(zip(entrants, sets, strict=True)) if i != number]
        only_query, only_name = query.words - theirs, theirs - query.words
        mass_only = index.mass(only_query)
        covers = max((index.mass(only_query & s) / mass_only for _, s in others), default=0.0) if mass_only else 0.0
        dice_other = max((e.values[_DICE] for e, _ in others), default=0.0)
        odds, odds_other = _odds(entrant.score), _odds(others[0][0].score if others else 0.0)
        name = syllables(entrant.key)
        out.append(
            [
                *entrant.values,
                odds, odds_other, odds - odds_other, dice_other, entrant.values[_DICE] - dice_other,
                float(sum(e.values[_DICE] > _ALIKE for e, _ in others)), other_family,
                float(entrant.key == query.key), float(theirs == query.words),
                float(len(only_query)), float(len(only_name)), float(len(only_query - _GENERIC)), float(len(only_name - _GENERIC)),
                float(len(only_name - query.context)), float(len(only_name - query.context - query.draft)),
                Indel.normalized_similarity(words, name),
                float(len(query.words)), mass, float(len(query.papers)), float(bool(query.times)), float(bool(query.agencies)),
                float(len(query.context)), float(len(query.told)), float(sum(e.key in query.told for e, _ in others)),
                float(case_of(query.key, entrant.key)), covers, mass_only, index.mass(only_name),
                max(map(index.weight, only_query), default=0.0), max(map(index.weight, only_name), default=0.0),
                float(only_query <= query.draft), float(words[-1:] == name[-1:]), float(words[:1] == name[:1]),
                float(len(only_name - query.context - query.draft.union(*query.setting))),
            ]
        )  # fmt: skip
    return out


def _odds(score: float) -> float:
    score = min(max(score, _LEAST), 1 - _LEAST)
    return math.log(score / (1 - score))
