"""All that a registry knows of the acts of one number, told for people: who says what, and what follows from it."""

from collections.abc import Iterable

from review.registry.acts.model import ActDescription, ActRecord, ActsSource, Consequence, Related, Said
from review.registry.acts.names import issuer_key
from review.registry.acts.provisions import OutlineFacts
from review.registry.acts.standing import standing

_NEW_LAW, _TURNED_ROUND = "2025-04-01", "2025-07-01"
"""Days from which Luật 64/2025/QH15 Điều 57 khoản 2 applies, in its first wording and as amended by Luật 87/2025/QH15."""


def describe(number: str, source: ActsSource, *, as_of: str) -> tuple[ActDescription, ...]:
    """All that is known of the acts that bear a number, as of a day; empty where the registry has none."""
    reach = len(source), source.snapshot, source.supplement
    return tuple(_describe(record, source, as_of, reach) for record in source.by_number(number))


def of_issuer(found: Iterable[ActDescription], issuer: str) -> tuple[ActDescription, ...]:
    """Of the acts of one number, those of an issuer, named in full or by its short name ("UBND tỉnh Tây")."""
    return tuple(act for act in found if act.record.issuer and issuer_key(act.record.issuer) == issuer_key(issuer))


def _describe(record: ActRecord, source: ActsSource, as_of: str, reach: tuple[int, str, str | None]) -> ActDescription:
    count, snapshot, supplement = reach
    outline = source.outline(record)
    now = standing(record, source, as_of=as_of)
    official = record.word_source == "official"
    said = Said(status=record.word, evidence=record.word_from, on=record.word_on) if official else None
    unsaid = {"word": "unknown", "word_source": "none", "word_on": None, "word_from": None, "ended_on": None, "ended_by": None}
    alone = standing(record.model_copy(update=unsaid), source, as_of=as_of) if official else now
    return ActDescription(
        as_of=as_of,
        record=record,
        standing=now,
        official=said,
        derived=Said(status=alone.status, evidence=alone.evidence, on=as_of),
        successors=tuple(_related(number, source, as_of) for number in now.successors),
        parents=tuple(_parent(number, source, as_of) for number in now.parents),
        relations_to=tuple(source.relations_to(record)),
        relations_from=tuple(source.relations_from(record)),
        articles=OutlineFacts(outline[0]).articles if outline else None,
        snapshot=snapshot,
        supplement=supplement,
        count=count,
    )


def _related(number: str, source: ActsSource, as_of: str) -> Related:
    found = source.by_number(number)
    if len(found) != 1:
        return Related(number=number, status="ambiguous" if found else "not_found")
    state = standing(found[0], source, as_of=as_of)
    return Related(number=number, title=found[0].title, status=state.status, source=state.source, ended_on=state.ended_on)


def _parent(number: str, source: ActsSource, as_of: str) -> Related:
    parent = _related(number, source, as_of)
    if parent.ended_on is None or parent.ended_on > as_of:
        return parent
    return parent.model_copy(update={"consequence": _consequence(parent.ended_on)})


def _consequence(ended_on: str) -> Consequence:
    """What the end of an act on a day means for the acts that detail it.

    >>> _consequence("2025-03-31"), _consequence("2025-04-01"), _consequence("2025-07-01")
    ('ends_with_it', 'goes_on_if_not_contrary', 'ends_unless_published')
    """
    if ended_on < _NEW_LAW:
        return "ends_with_it"
    return "goes_on_if_not_contrary" if ended_on < _TURNED_ROUND else "ends_unless_published"
