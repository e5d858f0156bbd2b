"""Family NUM: numbering, layout, technique."""

from collections.abc import Iterator

from review.contract.structure import OddityKind
from review.rules.engine import Flag, rule
from review.rules.facts import LawFacts
from review.rules.view import View


def _odd(view: View, kinds: tuple[OddityKind, ...], level_of: dict[str, str] | None = None) -> Iterator[tuple[OddityKind, Flag]]:
    for oddity in view.structure.oddities:
        if oddity.kind in kinds:
            slots = {"detail": oddity.detail, "expected": oddity.expected or ""}
            yield oddity.kind, Flag(oddity.span, slots=slots, confidence=0.95)


@rule("NUM-01", honours=("G8", "G9"))
def breaks_numbering(view: View, facts: LawFacts) -> Iterator[Flag]:
    """Gaps, repeats and odd letters in the numbering of điều, khoản, điểm."""
    for kind, flag in _odd(view, ("gap", "duplicate", "order", "odd_letter")):
        if view.zone(flag.span[0]) in ("quoted", "form"):
            continue
        level = "warning" if kind == "odd_letter" else "error"
        yield Flag(flag.span, level, variant="letter" if kind == "odd_letter" else "", slots=flag.slots, confidence=0.95)


@rule("NUM-10", honours=("G8", "G9"))
def leaves_quotation_open(view: View, facts: LawFacts) -> Iterator[Flag]:
    """Quotation marks without their pair."""
    for kind, flag in _odd(view, ("unclosed_quote", "unopened_quote")):
        yield Flag(flag.span, "warning", variant="reverse" if kind == "unopened_quote" else "", slots=flag.slots)


@rule("NUM-11", honours=("G8", "G9"))
def has_empty_article(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A Điều or numbered line with nothing in it."""
    for _, flag in _odd(view, ("empty_dieu", "empty_khoan")):
        if view.zone(flag.span[0]) not in ("form", "annex"):
            yield flag
