"""Findings as people read them: those of one rule on the same words, told once with every place where they stand."""

from typing import NamedTuple

from review.contract.report import Finding

_ORDER = {"error": 0, "warning": 1, "note": 2}


class Told(NamedTuple):
    """A finding with its number in the report, from 1, and the findings that say the same of the same words elsewhere."""

    number: int
    finding: Finding
    others: tuple[tuple[int, Finding], ...]


def told(findings: tuple[Finding, ...]) -> list[Told]:
    """The findings by status, level and place; each of the report's findings stands once, as a head or among its others."""
    ranked = sorted(enumerate(findings, 1), key=lambda x: (x[1].preview, _ORDER[x[1].level], x[1].span))
    groups: dict[tuple[str, str, bool, str, str], list[tuple[int, Finding]]] = {}
    for number, finding in ranked:
        words = " ".join(finding.quote.lower().split())
        groups.setdefault((finding.rule, finding.level, finding.preview, finding.message.lower(), words), []).append((number, finding))
    return [Told(*members[0], tuple(members[1:])) for members in groups.values()]
