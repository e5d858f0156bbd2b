"""The standing of an act on a day, from what sources said of it and from dated relations.

The order of judgement: not yet in force; an end that has come (said by a source, built into the act, or read in an ending act);
a suspension; then what a register or another source said; else unknown, which is never shown as in force. What a register said
is ``official``; all else is ``derived``, and a derived end is not hidden behind an older official word.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from review.contract.base import Status
from review.contract.citations import ParentEvent
from review.registry.acts.model import ActRecord, ActsSource, Relation, Standing, WordSource

_CHAIN = 8
"""Longest chain of successors followed; longer ones are a fault of the data."""

_WHOLE = frozenset({"replaces", "abolishes"})


@dataclass(frozen=True)
class Ending:
    """An end: the first day out of force (or null), through which act, said by whom.

    ``succeeded`` is true where that act took the place of the ended one and did not only repeal it. ``latest`` is the year by
    which the end has surely come where its day is not known: the second after the year in the ending act's number.
    """

    on: str | None
    by: str | None
    replaced: bool
    source: WordSource
    evidence: str
    succeeded: bool = False
    latest: str = "9999"


_WHOLE_ARTICLE = re.compile(r"tieu-de|dieu-\d+[a-z]?")


def _at_large(relation: Relation) -> bool:
    """Whether the amender's title or an article of its own is about the act, or a table names it as an amender."""
    return relation.origin in ("core", "codified") or _WHOLE_ARTICLE.fullmatch(relation.path) is not None


def standing(record: ActRecord, source: ActsSource, *, as_of: str) -> Standing:
    """What is known of an act on the day ``as_of`` (ISO)."""
    relations = source.relations_to(record)
    ending = find_ending(record, relations)
    amending = sorted(
        (rel for rel in relations if rel.kind == "amends" and begins(rel) <= as_of),
        key=lambda rel: (begins(rel), rel.act),
    )
    ended_parts = [rel for rel in relations if rel.kind == "ends_part" and begins(rel) <= as_of]
    provisions = tuple(dict.fromkeys(path for rel in ended_parts for path in rel.provisions))
    status, said_by, evidence = _status(record, relations, ending, as_of)
    changed = (amending or ended_parts) and status == "in_force"
    if changed:
        last = max([*amending, *ended_parts], key=begins)
        status, evidence = "partly", _words(last)
        said_by = "derived"
    details = [rel for rel in source.relations_from(record) if rel.kind == "details"]
    return Standing(
        status=status,
        source=said_by,
        evidence=evidence,
        ended_on=ending.on if ending else None,
        ended_by=ending.by if ending else None,
        successors=_successors(ending, source, as_of) if ending else (),
        amended_by=tuple(dict.fromkeys(rel.act for rel in amending)),
        amended_at_large=tuple(dict.fromkeys(rel.act for rel in amending if _at_large(rel))),
        ended_provisions=provisions,
        parents=tuple(dict.fromkeys(rel.target for rel in details)),
        parent_events=tuple(event for rel in details for event in _parent_events(rel, source, as_of)),
    )


def begins(relation: Relation) -> str:
    """The day from which a relation works; where none is known, the year in the number of the act, which sorts before its days."""
    year = re.search(r"/((?:19|20)\d\d)/", relation.act)
    return relation.on or (year[1] if year else "")


def find_ending(record: ActRecord, relations: Sequence[Relation]) -> Ending | None:
    """The end of an act: what its own source says, else the earliest read in an ending act, else the end built into it."""
    if record.word == "expired" and (record.ended_on or record.word_source == "official"):
        said = "; ".join(part for part in (_said(record), record.ended_by) if part)
        return Ending(record.ended_on, record.ended_by, False, record.word_source, said, succeeded=record.ended_by is not None)
    extended = max((rel.until for rel in relations if rel.kind == "extends" and rel.until), default=None)
    ends_on = max(filter(None, (record.ends_on, extended)), default=None)
    whole = min((rel for rel in relations if rel.kind in _WHOLE), key=lambda rel: (rel.on is None, begins(rel), rel.act), default=None)
    if whole is not None and (ends_on is None or (whole.on is not None and whole.on < ends_on)):
        replaced = whole.kind == "replaces"
        latest = str(int(year) + 2) if (year := begins(whole)[:4]) else "9999"
        return Ending(whole.on, whole.act, replaced, "derived", _words(whole), succeeded=replaced, latest=latest)
    if ends_on is not None:
        return Ending(ends_on, None, False, "derived", f"thời hạn ghi trong văn bản: hết hiệu lực từ {ends_on}")
    return None


def _status(record: ActRecord, relations: Sequence[Relation], ending: Ending | None, as_of: str) -> tuple[Status, WordSource, str | None]:
    official = record.word_source == "official"
    start = record.effective or record.issued
    if start is not None and as_of < start:
        return "not_yet", "official" if official else "derived", f"có hiệu lực từ {start}"
    if ending is not None:
        if ending.on is not None and ending.on <= as_of:
            return ("replaced" if ending.replaced else "expired"), ending.source, ending.evidence
        if ending.on is None and ending.source == "official":
            return "expired", "official", ending.evidence
        if ending.on is None and ending.latest <= as_of:
            return ("replaced" if ending.replaced else "expired"), ending.source, ending.evidence
        if ending.on is None:
            return "unknown", "none", f"{ending.evidence}; chưa rõ ngày"
    for rel in relations:
        if rel.kind == "suspends" and rel.on is not None and rel.on <= as_of and (rel.until is None or as_of < rel.until):
            return "suspended", "derived", _words(rel)
    if record.word in ("in_force", "partly", "suspended"):
        return record.word, record.word_source, _said(record)
    if record.word == "not_yet" and start is not None:
        return "in_force", "derived", f"có hiệu lực từ {start}; {_said(record)}"
    if ending is not None and start is not None:
        return "in_force", "derived", ending.evidence
    return "unknown", "none", None


def _successors(ending: Ending, source: ActsSource, as_of: str) -> tuple[str, ...]:
    """The acts that took the place of an act, each of which ended before ``as_of`` but the last."""
    chain: list[str] = []
    current: Ending | None = ending
    while current is not None and current.succeeded and current.by and current.by not in chain and len(chain) < _CHAIN:
        chain.append(current.by)
        records = source.by_number(current.by)
        if len(records) != 1:
            break
        current = find_ending(records[0], source.relations_to(records[0]))
        if current is not None and (current.on is None or current.on > as_of):
            break
    return tuple(chain)


def _parent_events(detail: Relation, source: ActsSource, as_of: str) -> Iterable[ParentEvent]:
    parents = source.by_number(detail.target)
    if len(parents) != 1:
        return
    relations = source.relations_to(parents[0])
    ending = find_ending(parents[0], relations)
    if ending is not None and ending.on is not None and ending.on <= as_of:
        yield ParentEvent(parent=detail.target, event="ended", on=ending.on, by=ending.by)
    for rel in relations:
        if rel.kind == "amends" and begins(rel) <= as_of:
            yield ParentEvent(parent=detail.target, event="amended", on=rel.on, by=rel.act)


def _said(record: ActRecord) -> str:
    return " ".join(part for part in (record.word_from, record.word_on) if part) or "nguồn không ghi"


def _words(relation: Relation) -> str:
    where = f" ({relation.path})" if relation.path else ""
    words = f": “{relation.words}”" if relation.words else ""
    return f"{relation.act}{where}{words}"
