"""Records and found procedures of one act put together by name alone, for training and measurement."""

from collections.abc import Sequence

from review.contract.procedures import Procedure
from review.registry.procedures.records import Record
from review.registry.procedures.text import families, name_key, syllables

ALIGNED = 0.6
"""F1 of the words of two names from which a found procedure and a record are taken for one (as published changes are scored)."""


def word_f1(a: str, b: str) -> float:
    """F1 of the syllables of two keys."""
    x, y = set(syllables(a)), set(syllables(b))
    return 2 * len(x & y) / (len(x) + len(y)) if x and y else 0.0


def within(a: str, b: str) -> float:
    """The share of the shorter key's syllables that the other has."""
    x, y = set(syllables(a)), set(syllables(b))
    return len(x & y) / min(len(x), len(y)) if x and y else 0.0


def aligned(records: Sequence[Record], procedures: Sequence[Procedure], *, least: float = ALIGNED) -> dict[str, int]:
    """Which found procedure is each record's (by position), by name alone: best pairs first, a procedure for one name only.

    Records of equal key may share a procedure; those whose best is taken by a better pair or not near enough are left out.
    """
    named = [(name_key(p.name), families(p.name)) for p in procedures]
    scored = [
        (word_f1(key, record.key), record, i) for record in records for i, (key, kinds) in enumerate(named) if kinds & families(record.name)
    ]
    out: dict[str, int] = {}
    taken: dict[int, str] = {}
    for score, record, i in sorted(scored, key=lambda x: (-x[0], x[1].code, x[2])):
        if score < least:
            break
        if record.code not in out and taken.setdefault(i, record.key) == record.key:
            out[record.code] = i
    return out
