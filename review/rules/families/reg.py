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
