"""Family AUTH: authority."""

from collections.abc import Iterator

from review.rules.acts import draft_kind
from review.rules.cases import cases, grounded
from review.rules.engine import Flag, rule
from review.rules.facts import LawFacts
from review.rules.view import View


@rule("AUTH-01", honours=("G1", "G8", "G10"))
def sets_procedure_without_ground(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A new procedure in a circular or local act that names no ground for it."""
    if not _below_decree(view):
        return
    for case in cases(view):
        if case.procedure.action == "create" and case.procedure.registry.verdict in ("new", "not_checked") and not grounded(view, case):
            new = case.is_new
            yield Flag(
                case.procedure.anchor,
                "warning",
                "" if new else "unchecked",
                {"name": case.name},
                0.8 if new else 0.6,
                procedure=case.procedure.id,
            )


def _below_decree(view: View) -> bool:
    """Whether the draft is a circular or an act of a province or commune."""
    kind = draft_kind(view.meta)
    return (
        view.meta.doc_type in ("thong_tu", "thong_tu_lien_tich")
        or kind in ("hdnd", "ubnd", "bo")
        or view.meta.level in ("province", "commune")
    )
