"""Obligations: every requirement, condition, prohibition and reporting duty, with the procedure it belongs to."""

from typing import Final, Literal

from review.contract.procedures import Clause, Obligation, Procedure

Kind = Literal["requirement", "condition", "prohibition", "reporting"]

_KINDS: Final[tuple[Kind, ...]] = ("requirement", "condition", "prohibition", "reporting")


def find_obligations(clauses: tuple[Clause, ...], procedures: tuple[Procedure, ...]) -> tuple[Obligation, ...]:
    """One obligation for each such label of a line that does not bind state bodies alone.

    ``procedure`` is set where the line belongs to one procedure only. Verdicts are filled by a later stage.
    """
    owners: dict[int, list[str]] = {}
    for procedure in procedures:
        for span in procedure.spans:
            owners.setdefault(span[0], []).append(procedure.id)
    out: list[Obligation] = []
    for clause in clauses:
        if clause.binds == ("state",):
            continue
        owner = owners.get(clause.span[0], [])
        for kind in _KINDS:
            if clause.has(kind):
                out.append(
                    Obligation(
                        id=f"O{len(out) + 1}",
                        path=clause.path,
                        span=clause.span,
                        kind=kind,
                        binds=clause.binds,
                        procedure=owner[0] if len(owner) == 1 else None,
                    )
                )
    return tuple(out)
