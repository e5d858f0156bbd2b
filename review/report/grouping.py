"""Findings and procedures as people read them: what says the same of the same words is told once."""

from typing import NamedTuple

from review.contract.base import Span
from review.contract.procedures import Procedure
from review.contract.report import Finding

_ORDER = {"error": 0, "warning": 1, "note": 2}


class Told(NamedTuple):
    """A finding with its number in the report, from 1, and the findings that say the same of the same words elsewhere."""

    number: int
    finding: Finding
    others: tuple[tuple[int, Finding], ...]


def told(findings: tuple[Finding, ...]) -> list[Told]:
    """The findings by status, level and place; each of the report's findings stands once, as a head or among its others.

    Others are of the same words, or bullets of one list of which the same is said.
    """
    ranked = sorted(enumerate(findings, 1), key=lambda x: (x[1].preview, _ORDER[x[1].level], x[1].span))
    groups: dict[tuple[str, str, bool, str, str], list[tuple[int, Finding]]] = {}
    for number, finding in ranked:
        parent, _, own = finding.path.rpartition("/")
        bullet = own.startswith("gach-") and "“" not in finding.message
        words = f"{parent}/gach" if bullet else " ".join(finding.quote.lower().split())
        groups.setdefault((finding.rule, finding.level, finding.preview, finding.message.lower(), words), []).append((number, finding))
    return [Told(*members[0], tuple(members[1:])) for members in groups.values()]


class Listed(NamedTuple):
    """A procedure with those of the same name at the same place, which differ in the record of the registry only."""

    procedure: Procedure
    twins: tuple[Procedure, ...]


def listed(procedures: tuple[Procedure, ...]) -> list[Listed]:
    """The procedures in the order of the report; each stands once, as a head or among its twins."""
    groups: dict[tuple[str, Span, str], list[Procedure]] = {}
    for procedure in procedures:
        groups.setdefault((procedure.name.lower(), procedure.anchor, procedure.action), []).append(procedure)
    return [Listed(members[0], tuple(members[1:])) for members in groups.values()]
