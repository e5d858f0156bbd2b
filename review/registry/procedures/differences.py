"""Part by part: what a draft asks against what the record asks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from review.contract.base import Unit
from review.contract.procedures import Difference, Part, Procedure
from review.registry.procedures.facts import HEAD_WORDS, head
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
_SHOWN_WORDS = 30
"""Longest phrase of the draft itself that a difference quotes."""
_RECEIPT = re.compile(r"\b(?:nhận|nộp|hồ sơ|hợp lệ)\b")
"""Words of the start of a time limit that make it one of settling: what runs from other events is another duty."""
_NO_PAPER = re.compile(
    r"(?:các |những )?(?:bản (?:sao|chính|gốc)(?: kèm (?:theo )?bản chính)?|(?:giấy tờ|tài liệu|văn bản|hồ sơ|thành phần hồ sơ|điều kiện)"
    r"(?: sau đây| sau| liên quan| đăng kí| đề nghị)?|giấy tờ chứng minh|hồ sơ đề nghị .*)"
    r"|.*\bcác nội dung sau"
)
_CASE = re.compile(r"(?:đối với|trường hợp)\b")
"""Heads, folded, that name no paper or condition of their own."""
_FORM_RULE = re.compile(r"\blà (?:bản gốc|bản chính|bản sao)\b", re.IGNORECASE)
"""A sentence on the form of papers that others name."""
_UNNAMED_BODY = re.compile(r"(?:các )?(?:cơ quan|người|đơn vị|tổ chức|bộ phận|bộ,? cơ quan ngang bộ)\b")
"""Bodies, folded, told by what they do and not by name: they may be the one of the other side."""
_UNIT_OF_MINISTRY = re.compile(r"(?:cục|tổng cục|vụ|trung tâm|cục trưởng|tổng cục trưởng)\b")
_MINISTRY = re.compile(r"(?:bộ|ngân hàng nhà nước|bộ trưởng|thống đốc|thứ trưởng)\b")
_APPLICATION = re.compile(r"^(?:đơn|giấy đề nghị|tờ khai|văn bản đề nghị|giấy đăng kí|công văn đề nghị|tờ trình)\b")


@dataclass(frozen=True)
class Comparison:
    """The differences and which parts could be compared at all."""

    differences: tuple[Difference, ...]
    compared: frozenset[str]


def compare(procedure: Procedure, parts: RecordParts, *, read_alike: bool = False) -> Comparison:
    """What differs between the draft's procedure and a record with parts, in the order of the statutory parts.

    A part is compared only where both sides have it. Of a procedure that the draft amends, what the draft does not
    mention stays as it is and is no difference. ``read_alike`` says that both sides were read from texts by the same stages: then a
    limit stands against a limit, while a record gives the time of the whole, of which a limit of the draft may be a step.
    """
    found: list[Difference] = []
    compared: set[str] = set()
    whole = procedure.action == "create"
    for kind, result in (
        ("dossier", _entries(procedure.of("dossier"), parts.papers, "dossier", whole)),
        ("time_limit", _times(procedure.of("time_limit"), parts.times, read_alike)),
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


def _times(drafted: Iterable[Part], registered: tuple[TimeLimit, ...], read_alike: bool) -> list[Difference] | None:
    sure = [limit for limit in registered if not limit.doubt]
    limits = [p for p in drafted if p.value is not None and p.unit is not None and p.by != "applicant"]
    whole = [p for p in limits if p.whole] or (limits if len(limits) == 1 else [])
    whole = [p for p in whole if p.from_ is None or _RECEIPT.search(p.from_.lower())]
    if not sure or not whole:
        return None
    low = min(_range(limit.value, limit.unit)[0] for limit in sure)
    high = max(_range(limit.value, limit.unit)[1] for limit in sure)
    text = "; ".join(dict.fromkeys(written(limit) for limit in sorted(sure, key=lambda x: (_range(x.value, x.unit), x.unit))))
    out: list[Difference] = []
    unsure = 0
    for part in whole:
        if part.value is None or part.unit is None:
            continue
        if any(limit.value == part.value and limit.unit == part.unit for limit in sure):
            continue
        shortest, longest = _range(float(part.value), part.unit)
        if longest < low and not read_alike and not _surely_shorter(part, limits, low):
            unsure += 1
            continue
        if shortest > high or longest < low:
            kind = "longer" if shortest > high else "shorter"
        elif part.unit in {limit.unit for limit in sure} and low != high:
            continue
        else:
            kind = "changed"
        draft = written(TimeLimit(None, float(part.value), part.unit, False))
        out.append(Difference.model_validate({"part": "time_limit", "kind": kind, "draft": draft, "registry": text, "span": part.span}))
    return out if out or unsure < len(whole) else None


def _surely_shorter(part: Part, limits: list[Part], low: float) -> bool:
    """Whether a limit is below ``low`` hours even where the other limits of the procedure come on top of it, or are its steps."""
    others = {(p.value, p.unit) for p in limits if (p.value, p.unit) != (part.value, part.unit)}
    if not part.whole and part.from_ is None:
        return False
    total = sum(_range(float(value), unit)[0] for value, unit in others if value is not None and unit is not None)
    own = _range(float(part.value or 0), part.unit or "day")
    return own[1] + total < low or total == own[0]


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
            if _NO_PAPER.fullmatch(phrase) or (kind == "dossier" and _CASE.match(phrase)) or _FORM_RULE.search(part.quote):
                continue
            draft = _cut(head(part.paper or part.quote, words=_SHOWN_WORDS), _SHOWN_WORDS)
            out.append(Difference.model_validate({"part": kind, "kind": "added", "draft": draft, "span": part.span}))
    if whole and len(ours) >= 2:
        for entry in theirs:
            if (
                entry.head
                and not _NO_PAPER.fullmatch(fold(entry.head))
                and not _CASE.match(fold(entry.head))
                and max(_alike(runs, phrase, entry) for _, runs, phrase in ours) < OTHER_PAPER
            ):
                out.append(Difference.model_validate({"part": kind, "kind": "dropped", "registry": _cut(entry.head, HEAD_WORDS)}))
    return out


def _cut(phrase: str, words: int) -> str:
    """A phrase with a mark where it was cut at its longest."""
    return f"{phrase}…" if len(phrase.split()) >= words else phrase


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
    deciding = [p for p in procedure.of("agency") if p.role == "decides" and not _UNNAMED_BODY.match(fold(p.quote))]
    if not registered or not deciding or any(_UNNAMED_BODY.match(fold(text)) for text in registered):
        return None
    known = [_agency_key(text) for text in registered]
    for part in deciding:
        ours = _agency_key(part.quote)
        if not ours or any(ours & k and len(ours & k) >= 0.5 * min(len(ours), len(k)) for k in known):
            return []
    part = deciding[0]
    if any(_one_hierarchy(fold(part.quote), fold(text)) for text in registered):
        return None
    return [Difference(part="agency", kind="changed", draft=part.quote, registry=registered[0], span=part.span)]


def _one_hierarchy(a: str, b: str) -> bool:
    """Whether one body is a ministry and the other a unit as ministries have them: then either may speak for the other."""
    return any(_MINISTRY.match(x) and _UNIT_OF_MINISTRY.match(y) for x, y in ((a, b), (b, a)))


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
