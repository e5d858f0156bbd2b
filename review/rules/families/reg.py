"""Family REG: the registry of procedures and the assessment file."""

from collections.abc import Iterator
from datetime import date

from review.rules.acts import draft_kind, is_normative
from review.rules.cases import cases
from review.rules.engine import Ask, Flag, rule
from review.rules.facts import LawFacts
from review.rules.view import View

_ISO_DAY = len("2026-12-01")
_PUBLISH_DAYS_CENTRAL = 20  # before effect, for procedures that a minister publishes
_PUBLISH_DAYS_LOCAL = 5  # before effect, for those that a provincial chairman publishes


@rule("REG-01", honours=("G1", "G8"))
def sets_new_procedure(view: View, facts: LawFacts) -> Iterator[Flag | Ask]:
    """A procedure found nowhere in a registry that covers it."""
    for case in cases(view):
        verdict = case.procedure.registry
        if case.procedure.stood_before:
            continue
        if verdict.verdict == "not_checked":
            yield Ask("not_checked", case.procedure.anchor, {"name": case.name, "reason": verdict.reason})
        elif case.is_new:
            slots = {"name": case.name, "reason": verdict.reason}
            yield Flag(
                case.procedure.anchor, "note", slots=slots, procedure=case.procedure.id, confidence=_confidence(case.procedure.confidence)
            )


def _confidence(found: float) -> float:
    return round(min(0.95, 0.5 + found / 2), 2)


@rule("REG-05", honours=("G8",))
def leaves_no_time_to_publish(view: View, facts: LawFacts) -> Iterator[Flag]:
    """Too few days between signing and effect to publish the procedures before they are applied."""
    meta = view.meta
    if not cases(view) or not is_normative(meta) or meta.date is None or meta.effective is None:
        return
    if len(meta.date) != _ISO_DAY or len(meta.effective) != _ISO_DAY:
        return
    days = (date.fromisoformat(meta.effective) - date.fromisoformat(meta.date)).days
    least = _PUBLISH_DAYS_LOCAL if draft_kind(meta) in ("ubnd", "hdnd") else _PUBLISH_DAYS_CENTRAL
    if 0 < days < least:
        slots = {"days": str(days), "least": str(least)}
        yield Flag(meta.spans.get("effective", view.title_span), "warning", slots=slots, confidence=0.85)


@rule("REG-02", honours=("G1", "G8"))
def changes_known_procedure(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A procedure of the registry of which at least one part differs."""
    names = {
        "steps": "trình tự",
        "manner": "cách thức",
        "dossier": "hồ sơ",
        "sets": "số bộ",
        "time_limit": "thời hạn",
        "applicant": "đối tượng",
        "agency": "cơ quan",
        "result": "kết quả",
        "form": "mẫu đơn",
        "fee": "phí, lệ phí",
        "conditions": "điều kiện",
    }
    for case in cases(view):
        verdict = case.procedure.registry
        if verdict.verdict != "changed" or not verdict.differences:
            continue
        parts = list(dict.fromkeys(names[difference.part] for difference in verdict.differences))
        slots = {"name": case.name, "parts": ", ".join(parts), "code": verdict.best.code if verdict.best else ""}
        yield Flag(
            case.procedure.anchor, "note", slots=slots, procedure=case.procedure.id, registry_code=slots["code"] or None, confidence=0.75
        )
