"""Part by part: what a draft asks against what the record asks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from review.contract.base import Unit
from review.contract.procedures import Difference, Part, Procedure
from review.registry.procedures.facts import head
from review.registry.procedures.records import Entry, RecordParts, TimeLimit
from review.registry.procedures.scoring import likeness
from review.registry.procedures.text import fold, shingles, syllables, word_list

OTHER_PAPER = 0.15
"""Likeness below which a paper is taken for another; above, nothing is said. Of the papers of 1,327 procedures found in acts and
put beside the record that cites the act, 29 % fall below, nearly all not in the record; of papers of unlike records, 84 %.
"""
_HOURS: dict[Unit, tuple[float, float]] = {
    "hour": (1, 1), "day": (24, 24), "working_day": (24, 33.6), "month": (28 * 24, 31 * 24), "year": (365 * 24, 366 * 24),
}  # fmt: skip
"""Shortest and longest length of a unit in hours; five working days lie between five days and a week."""
_UNIT_WORDS: dict[Unit, str] = {
    "hour": "giờ", "day": "ngày", "working_day": "ngày làm việc", "month": "tháng", "year": "năm",
}  # fmt: skip
_APPLICATION = re.compile(r"^(?:đơn|giấy đề nghị|tờ khai|văn bản đề nghị|giấy đăng kí|công văn đề nghị|tờ trình)\b")


@dataclass(frozen=True)
class Comparison:
    """The differences and which parts could be compared at all."""

    differences: tuple[Difference, ...]
    compared: frozenset[str]


def compare(procedure: Procedure, parts: RecordParts) -> Comparison:
    """What differs between the draft's procedure and a record with parts, in the order of the statutory parts.

    A part is compared only where both sides have it. Of a procedure that the draft amends, what the draft does not
    mention stays as it is and is no difference.
    """
    found: list[Difference] = []
    compared: set[str] = set()
    whole = procedure.action == "create"
    for kind, result in (
        ("dossier", _entries(procedure.of("dossier"), parts.papers, "dossier", whole)),
        ("time_limit", _times(procedure.of("time_limit"), parts.times)),
        ("agency", _agency(procedure, parts)),
        ("fee", _fee(procedure.of("fee"), parts.fees)),
        ("conditions", _entries(procedure.of("conditions"), parts.conditions, "conditions", False)),
    ):
        if result is not None:
            compared.add(kind)
            found.extend(result)
    return Comparison(tuple(found), frozenset(compared))


def written(limit: TimeLimit) -> str:
    """A time limit in words ("05 ngày làm việc")."""
    return f"{limit.value:02g} {_UNIT_WORDS[limit.unit]}" if limit.value < 10 else f"{limit.value:g} {_UNIT_WORDS[limit.unit]}"


def _times(drafted: Iterable[Part], registered: tuple[TimeLimit, ...]) -> list[Difference] | None:
    sure = [limit for limit in registered if not limit.doubt]
    limits = [p for p in drafted if p.value is not None and p.unit is not None and p.by != "applicant"]
    whole = [p for p in limits if p.whole] or (limits if len(limits) == 1 else [])
    if not sure or not whole:
        return None
    low = min(_range(limit.value, limit.unit)[0] for limit in sure)
    high = max(_range(limit.value, limit.unit)[1] for limit in sure)
    text = "; ".join(dict.fromkeys(written(limit) for limit in sorted(sure, key=lambda x: (_range(x.value, x.unit), x.unit))))
    out: list[Difference] = []
    for part in whole:
        if part.value is None or part.unit is None:
            continue
        if any(limit.value == part.value and limit.unit == part.unit for limit in sure):
            continue
        shortest, longest = _range(float(part.value), part.unit)
        if shortest > high or longest < low:
            kind = "longer" if shortest > high else "shorter"
        elif part.unit in {limit.unit for limit in sure} and low != high:
            continue
        else:
            kind = "changed"
        draft = written(TimeLimit(None, float(part.value), part.unit, False))
        out.append(Difference.model_validate({"part": "time_limit", "kind": kind, "draft": draft, "registry": text, "span": part.span}))
    return out


def _range(value: float, unit: Unit) -> tuple[float, float]:
    low, high = _HOURS[unit]
    return value * low, value * high


def _entries(drafted: tuple[Part, ...], registered: tuple[Entry, ...], kind: str, whole: bool) -> list[Difference] | None:
    """Papers or conditions added and, where ``whole``, dropped; those neither alike nor unlike enough are passed over."""
    ours = [(part, shingles(text), fold(head(text))) for part in drafted if (text := part.paper or part.quote)]
    ours = [entry for entry in ours if len(entry[1]) >= 2]
    theirs = [entry for entry in registered if len(entry.runs) >= 2 and not entry.note]
    if not ours or not theirs:
        return None
    out = []
    for part, runs, phrase in ours:
        near = max(_alike(runs, phrase, entry) for entry in theirs)
        if near < OTHER_PAPER:
            draft = head(part.paper or part.quote)
            out.append(Difference.model_validate({"part": kind, "kind": "added", "draft": draft, "span": part.span}))
    if whole and len(ours) >= 2:
        for entry in theirs:
            if entry.head and max(_alike(runs, phrase, entry) for _, runs, phrase in ours) < OTHER_PAPER:
                out.append(Difference.model_validate({"part": kind, "kind": "dropped", "registry": entry.head}))
    return out


def _alike(runs: frozenset[int], phrase: str, entry: Entry) -> float:
    registered = fold(entry.head)
    if _APPLICATION.match(phrase) and _APPLICATION.match(registered):
        return 1.0
    a, b = set(syllables(phrase)), set(syllables(registered))
    heads = 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0
    return max(likeness(runs, entry.runs), heads if heads >= 0.6 else 0.0)


def _agency(procedure: Procedure, parts: RecordParts) -> list[Difference] | None:
    """The deciding agency, where the draft names one and the record another of the same kind of name."""
    registered = [a for a in (parts.decide, parts.perform) if a]
    deciding = [p for p in procedure.of("agency") if p.role == "decides"]
    if not registered or not deciding:
        return None
    known = [_agency_key(text) for text in registered]
    for part in deciding:
        ours = _agency_key(part.quote)
        if not ours or any(ours & k and len(ours & k) >= 0.5 * min(len(ours), len(k)) for k in known):
            return []
    part = deciding[0]
    return [Difference(part="agency", kind="changed", draft=part.quote, registry=registered[0], span=part.span)]


_AGENCY_FILLER = word_list("agency")


def _agency_key(text: str) -> frozenset[str]:
    key = fold(text).replace("ubnd", "ủy ban nhân dân")
    return frozenset(syllables(key)) - _AGENCY_FILLER


def _fee(drafted: tuple[Part, ...], registered: tuple[tuple[str | None, int], ...]) -> list[Difference] | None:
    """The amount of a fee. "Miễn phí" in the record often means that none was typed, so zero is no fact to compare with."""
    amounts = sorted({amount for _, amount in registered if amount})
    ours = [p for p in drafted if p.amount is not None]
    if not amounts or not ours:
        return None
    text = "; ".join(f"{amount:,} đồng".replace(",", ".") for amount in amounts)
    out = []
    for part in ours:
        if part.amount is not None and part.amount not in amounts:
            draft = f"{part.amount:,} đồng".replace(",", ".")
            out.append(Difference(part="fee", kind="changed", draft=draft, registry=text, span=part.span))
    return out
