"""Procedures and requirements of two texts side by side: what the later one adds, drops or changes."""

import re
from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from review.contract.base import Span
from review.contract.comparison import Comparison, Passage, ProcedureChange, RequirementChange
from review.contract.procedures import Difference, Obligation, Procedure
from review.registry.against import SAME_NAME, Base, as_record, name_likeness
from review.registry.procedures.differences import compare
from review.registry.procedures.scoring import likeness
from review.registry.procedures.text import shingles
from review.registry.standing import LINE, Standing, stood

SAME_PLACE_NAME = 0.3
"""Likeness of names (F1 of words) from which procedures named in passages that are one provision are one procedure."""


_REPEALED = re.compile(r"^\W*\S*\W*\(?(?:được )?bãi bỏ\)?\W*$", re.IGNORECASE)
"""What a consolidated text puts in place of a provision that was repealed."""


class _Places:
    """Which pair of a comparison holds a place of one of its texts."""

    def __init__(self, sides: Iterable[Sequence[Passage]]) -> None:
        self._spans = sorted((passage.span, number) for number, side in enumerate(sides) for passage in side)
        self._starts = [span[0] for span, _ in self._spans]

    def at(self, offset: int) -> int | None:
        """The number of the pair that holds an offset."""
        i = bisect_right(self._starts, offset) - 1
        return self._spans[i][1] if i >= 0 and offset < self._spans[i][0][1] else None


@dataclass(frozen=True)
class _Side:
    """An act and its lines."""

    base: Base
    lines: Standing


def before_and_after(comparison: Comparison, old: Base, new: Base) -> Comparison:
    """The comparison with procedures and requirements filled; ``old`` and ``new`` are its two texts as read by the stages."""
    before = _Places(pair.old for pair in comparison.pairs)
    after = _Places(pair.new for pair in comparison.pairs)
    return comparison.model_copy(
        update={
            "procedures": tuple(_procedures(old, new, before.at, after.at)),
            "requirements": tuple(_requirements(comparison, old, new, before, after)),
        }
    )


def procedures_before_and_after(old: Base, new: Base) -> tuple[ProcedureChange, ...]:
    """The procedures of an act and of the same act amended: those at one address are counterparts where their names are near."""
    return tuple(_procedures(old, new, old.structure.path_at, new.structure.path_at))


def _procedures(old: Base, new: Base, before: Callable[[int], Hashable], after: Callable[[int], Hashable]) -> list[ProcedureChange]:
    """Each procedure of the new text with its counterpart, then those that only the old one has, both in the order of their text.

    ``before`` and ``after`` tell for an offset which provision it is in, alike on both sides; null where that is not known.
    """
    ours = [p for p in new.procedures if p.action != "abolish"]
    theirs = [p for p in old.procedures if p.action != "abolish"]
    scored = []
    for j, procedure in enumerate(ours):
        place = after(procedure.anchor[0])
        for i, other in enumerate(theirs):
            same_place = place is not None and place == before(other.anchor[0])
            score = name_likeness(procedure.name, other.name)
            if score >= (SAME_PLACE_NAME if same_place else SAME_NAME):
                scored.append((-score - 0.5 * same_place, j, i))
    partner: dict[int, int] = {}
    for _, j, i in sorted(scored):
        if j not in partner and i not in partner.values():
            partner[j] = i
    out = []
    was, stands = _Side(old, old.standing), _Side(new, new.standing)
    for j, procedure in enumerate(ours):
        known = theirs[partner[j]] if j in partner else None
        out.append(_change(known, procedure, was, stands))
    out += [_change(p, None, was, stands) for i, p in enumerate(theirs) if i not in partner.values()]
    return out


def _change(before: Procedure | None, after: Procedure | None, old: _Side, new: _Side) -> ProcedureChange:
    """A procedure before and after. One side may lack it where the stages did not find it there though its words stand: then its
    lines alone tell whether it changed.
    """
    verdict: Literal["added", "dropped", "changed", "same", "known"] = "added" if before is None else "dropped"
    differences: tuple[Difference, ...] = ()
    compared: frozenset[str] = frozenset()
    old_span, new_span = before.anchor if before else None, after.anchor if after else None
    if before is not None and after is not None:
        found = compare(after, as_record(before), read_alike=True)
        compared = found.compared
        differences = tuple(d for d in found.differences if not stood(d, before, old.lines, new.lines))
        verdict = "changed" if differences else "same" if compared else "known"
    elif after is not None and (there := new.lines.standing_in(old.lines, after.anchor)) is not None:
        old_span, verdict = there, "same" if new.lines.all_in(old.lines, after.spans) else "changed"
    elif before is not None and (now := old.lines.standing_in(new.lines, before.anchor)) is not None:
        new_span, verdict = now, "same" if old.lines.all_in(new.lines, before.spans) else "changed"
    named = after or before
    return ProcedureChange.model_validate(
        {
            "verdict": verdict,
            "name": named.name if named else "",
            "old_name": before.name if before else None,
            "old_path": old.base.structure.path_at(old_span[0]) if old_span else None,
            "new_path": new.base.structure.path_at(new_span[0]) if new_span else None,
            "old_span": old_span,
            "new_span": new_span,
            "differences": differences,
            "compared": sorted(compared),
        }
    )


def _requirements(comparison: Comparison, old: Base, new: Base, before: _Places, after: _Places) -> list[RequirementChange]:
    """Obligations in passages that were added, dropped or changed in their words; a change of place or number alone is none."""
    held: dict[int, list[Obligation]] = {}
    for obligation in old.obligations:
        place = before.at(obligation.span[0])
        if place is not None:
            held.setdefault(place, []).append(obligation)
    out: list[RequirementChange] = []
    for obligation in new.obligations:
        words = new.document.cut(obligation.span)
        if len(words.split()) < LINE or _REPEALED.match(words):
            continue
        place = after.at(obligation.span[0])
        pair = comparison.pairs[place] if place is not None else None
        if (
            place is None
            or pair is None
            or not _touches(obligation.span, [c.new for c in pair.changes if not c.number], whole=not pair.old)
        ):
            continue
        there = held.get(place, [])
        runs = shingles(words)
        known = max(there, key=lambda o: (o.kind == obligation.kind) + likeness(runs, shingles(old.document.cut(o.span))), default=None)
        if known is not None:
            there.remove(known)
        out.append(
            RequirementChange(
                verdict="changed" if known else "added",
                kind=obligation.kind,
                old_path=known.path if known else None,
                new_path=obligation.path,
                old_span=known.span if known else None,
                new_span=obligation.span,
            )
        )
    for place, left in sorted(held.items()):
        pair = comparison.pairs[place]
        out += [
            RequirementChange(verdict="dropped", kind=o.kind, old_path=o.path, old_span=o.span)
            for o in left
            if len(old.document.cut(o.span).split()) >= LINE
            and _touches(o.span, [c.old for c in pair.changes if not c.number], whole=not pair.new)
            and not _stays(o, pair.new, new)
        ]
    return out


def _touches(span: Span, changes: Sequence[Span], *, whole: bool) -> bool:
    return whole or any(start < span[1] and span[0] < max(end, start + 1) for start, end in changes)


def _stays(obligation: Obligation, passages: Sequence[Passage], new: Base) -> bool:
    """Whether the passages that an obligation became still hold one of its kind."""
    return any(o.kind == obligation.kind and any(p.span[0] <= o.span[0] < p.span[1] for p in passages) for o in new.obligations)
