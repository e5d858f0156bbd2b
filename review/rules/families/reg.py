"""Family REG: the registry of procedures and the assessment file."""

from collections.abc import Iterator

from review.rules.cases import cases
from review.rules.engine import Ask, Flag, rule
from review.rules.facts import LawFacts
from review.rules.view import View


@rule("REG-01", honours=("G1", "G8"))
def sets_new_procedure(view: View, facts: LawFacts) -> Iterator[Flag | Ask]:
    """A procedure found nowhere in a registry that covers it."""
    for case in cases(view):
        verdict = case.procedure.registry
        if verdict.verdict == "not_checked":
            yield Ask("not_checked", case.procedure.anchor, {"name": case.name, "reason": verdict.reason})
        elif case.is_new:
            slots = {"name": case.name, "reason": verdict.reason}
            yield Flag(
                case.procedure.anchor, "note", slots=slots, procedure=case.procedure.id, confidence=_confidence(case.procedure.confidence)
            )


def _confidence(found: float) -> float:
    return round(min(0.95, 0.5 + found / 2), 2)


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
