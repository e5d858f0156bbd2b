"""From what was read in each act to the records and relations of the tables."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from review.registry.acts.mining.endings import look_up_name, plausible_end, rank, term_fits
from review.registry.acts.mining.mentions import Mentions
from review.registry.acts.mining.source import Issuers, SourceAct
from review.registry.acts.model import ActRecord, Relation
from review.registry.acts.names import LAW_TYPES, issuer_key, likeness, name_key, number_key

ONE_TOPIC = 0.5
"""Share of title words from which an act of the same type that ends another counts as its successor."""

_SERIES = re.compile(r"(?:19|20)\d\d")
_NO_SUCCESSOR = re.compile(r"bãi\s+bỏ|^\s*sửa\s+đổi|^\s*bổ\s+sung", re.I)
"""Titles of acts that take no other's place: repeals and amendments."""
_LOCAL_SIGNS = ("UBND", "HĐND", "-UB")


@dataclass
class Found:
    """What the pass over the texts found: facts of effect by source act, relations, mentions, outlines."""

    issuers: Issuers
    mentions: Mentions
    effects: dict[int, tuple[str | None, str | None]] = field(default_factory=dict)
    outlines: dict[int, str] = field(default_factory=dict)
    own: list[Relation] = field(default_factory=list)
    reported: list[Relation] = field(default_factory=list)


def merge(group: Sequence[SourceAct], effects: Mapping[int, tuple[str | None, str | None]]) -> ActRecord:
    """One record of an act from what the sources say of it; core acts win, then texts, then the codification.

    Facts that no source gives are taken from the effect clause of the text.
    """
    ranked = sorted(group, key=lambda act: ("core", "text", "codified").index(act.origin))
    issued = next((act.issued for act in ranked if act.issued), None)
    effective = next((act.effective for act in ranked if act.effective), None)
    ends_on = next((act.ends_on for act in ranked if act.ends_on), None)
    start, end = next((effects[id(act)] for act in ranked if id(act) in effects), (None, None))
    if effective is None and start and (issued is None or start >= issued):
        effective = start
    official = next((act for act in ranked if act.word_source == "official"), None)
    word = next((act for act in ranked if act.word != "unknown"), ranked[0])
    if official is not None and word.word == official.word:
        word = official
    return ActRecord(
        number=ranked[0].number,
        doc_type=ranked[0].doc_type,
        issuer=next((act.issuer for act in ranked if act.issuer), None),
        title=next((act.title for act in ranked if act.title), None),
        issued=issued,
        effective=effective,
        word=word.word,
        word_source=word.word_source,
        word_on=word.word_on,
        word_from=word.word_from,
        ended_on=word.ended_on,
        ended_by=word.ended_by,
        ends_on=ends_on or end,
        origins=tuple(sorted({act.origin for act in group})),
    )


def complete(record: ActRecord, mentions: Mentions) -> ActRecord:
    """A record whose day of issue or title no source gives, completed from what other acts print."""
    issued = record.issued or mentions.date(record.number)
    title = record.title or mentions.title(record.number, record.doc_type)
    if (issued, title) == (record.issued, record.title) or record.number.endswith(_LOCAL_SIGNS):
        return record
    return record.model_copy(update={"issued": issued, "title": title})


class Names:
    """Laws, codes and ordinances by the key of their name."""

    def __init__(self, records: Iterable[ActRecord]) -> None:
        self._by_key: dict[str, list[ActRecord]] = defaultdict(list)
        for record in records:
            if record.doc_type in LAW_TYPES and record.title:
                self._by_key[name_key(record.title)].append(record)

    def find(self, name: str, when: str) -> str | None:
        """The number of the law of that name issued on a day, in a year, or last before a day ("<2026-03-01")."""
        found = self._by_key.get(name_key(name), [])
        if when.startswith("<"):
            earlier = [record for record in found if record.issued and record.issued < when[1:]]
            return max(earlier, key=lambda record: record.issued or "").number if earlier else None
        fits = [record for record in found if record.issued and record.issued.startswith(when)]
        return fits[0].number if len(fits) == 1 else None


def settle(found: Found, records: Sequence[ActRecord], relations: Iterable[Relation]) -> list[Relation]:
    """The relations with targets looked up, issuers spelled as in the records, and days of effect; each fact once."""
    names = Names(records)
    by_number: dict[str, list[ActRecord]] = defaultdict(list)
    for record in records:
        by_number[number_key(record.number)].append(record)
    out: dict[tuple[object, ...], Relation] = {}
    for raw in relations:
        named = look_up_name(raw.target)
        target = names.find(*named) if named else _existing(raw.target, by_number)
        if target is None or number_key(target) == number_key(raw.act):
            continue
        if raw.kind != "details" and not plausible_end(raw.act, target):
            continue
        actors, targets = by_number[number_key(raw.act)], by_number[number_key(target)]
        if len(targets) == 1 and _is_resolution(raw) and targets[0].doc_type in LAW_TYPES:
            continue
        relation = raw.model_copy(
            update={
                "target": target,
                "act_issuer": _local_issuer(raw.act, raw.act_issuer, None, found.issuers),
                "target_issuer": _local_issuer(target, raw.target_issuer, raw.act_issuer, found.issuers),
                "kind": _kind(raw, actors, targets),
                "on": raw.on or (actors[0].effective or actors[0].issued if len(actors) == 1 and raw.kind == "amends" else None),
            }
        )
        key = (
            relation.kind if relation.kind != "replaces" else "abolishes",
            relation.act,
            relation.act_issuer,
            relation.target,
            relation.target_issuer,
            relation.path if relation.kind == "ends_part" else "",
        )
        before = out.get(key)
        out[key] = relation if before is None else _joined(before, relation)
    return list(out.values())


def confirmed(found: Found, records: Sequence[ActRecord]) -> list[Relation]:
    """The amendments that other acts report, where two acts report them or the amender's title says that it amends."""
    titles = {number_key(record.number): record.title or "" for record in records}
    reports: dict[tuple[str, str], dict[str, Relation]] = defaultdict(dict)
    for relation in found.reported:
        reports[number_key(relation.act), number_key(relation.target)].setdefault(relation.words, relation)
    out = []
    for (act, _), by_reporter in sorted(reports.items()):
        first = by_reporter[min(by_reporter)]
        if len(by_reporter) < 2 and "VBHN" not in first.words and not re.search("sửa đổi|bổ sung", titles.get(act, ""), re.I):
            continue
        more = f" và {len(by_reporter) - 1} văn bản khác" if len(by_reporter) > 1 else ""
        out.append(first.model_copy(update={"words": first.words + more}))
    return out


def grouped(acts: Iterable[SourceAct]) -> list[list[SourceAct]]:
    """Acts of one number and issuer together; where a number has no year, its years are kept apart."""
    groups: dict[tuple[str, str, str], list[SourceAct]] = {}
    for act in acts:
        dated = any(_SERIES.fullmatch(part) for part in act.number.split("/")[1:])
        year = "" if dated else (act.issued or "")[:4]
        groups.setdefault((number_key(act.number), issuer_key(act.issuer or ""), year), []).append(act)
    return list(groups.values())


def ended_records(relations: Iterable[Relation], records: Sequence[ActRecord], issuers: Issuers) -> list[ActRecord]:
    """Records of local acts that are known only because another act ended them."""
    known = {(number_key(record.number), issuer_key(record.issuer or "")) for record in records}
    out: dict[tuple[str, str], ActRecord] = {}
    for relation in relations:
        if relation.kind == "details" or not relation.target.endswith(_LOCAL_SIGNS) or relation.target_issuer is None:
            continue
        key = number_key(relation.target), issuer_key(relation.target_issuer)
        if key not in known and not _SERIES.search(relation.target) and relation.target_date is None:
            continue
        if key not in known:
            out[key] = ActRecord(
                number=relation.target,
                doc_type="nghi_quyet" if relation.target.endswith("HĐND") else "quyet_dinh",
                issuer=relation.target_issuer,
                issued=relation.target_date,
                origins=("cited",),
            )
    return [out[key] for key in sorted(out)]


def _is_resolution(relation: Relation) -> bool:
    """Whether the words of a relation call its target a resolution: one and a law may bear the same number."""
    return re.search(rf"Nghị\s+quyết\s+(?:số\s+)?{re.escape(relation.target)}", relation.words) is not None


def _existing(number: str, by_number: Mapping[str, Sequence[ActRecord]]) -> str:
    """The number, or where its term of the National Assembly is misprinted ("67/2014/QH14") that of the law meant."""
    if term_fits(number):
        return number
    other = re.sub(r"QH(\d+)$", lambda match: f"QH{int(match[1]) - 1}", number)
    return other if term_fits(other) and any("text" in act.origins for act in by_number.get(number_key(other), ())) else number


def _kind(relation: Relation, actors: Sequence[ActRecord], targets: Sequence[ActRecord]) -> str:
    """``replaces`` also for an act of the same type and topic that makes another end ("hết hiệu lực")."""
    if relation.kind == "abolishes" and len(actors) == 1 and len(targets) == 1:
        actor, target = actors[0], targets[0]
        same = actor.doc_type == target.doc_type and actor.title and target.title and not _NO_SUCCESSOR.search(actor.title)
        if same and likeness(actor.title or "", target.title or "") >= ONE_TOPIC:
            return "replaces"
    return relation.kind


def _joined(first: Relation, second: Relation) -> Relation:
    """One relation from two of the same kind between the same acts: all provisions, the earliest day, own words first."""
    own, other = sorted((first, second), key=lambda rel: (rel.origin == "cited", rel.origin == "core", rel.path == ""))
    days = [rel.on for rel in (first, second) if rel.on]
    return own.model_copy(
        update={
            "kind": "replaces" if "replaces" in (first.kind, second.kind) else own.kind,
            "provisions": tuple(dict.fromkeys((*own.provisions, *other.provisions))),
            "on": min(days) if days else None,
            "until": own.until or other.until,
            "target_date": own.target_date or other.target_date,
        }
    )


def _local_issuer(number: str, printed: str | None, fallback: str | None, issuers: Issuers) -> str | None:
    """The issuer that tells local acts of one number apart; null for others, whose sign names it."""
    if rank(number) > 0:
        return None
    if printed is None or not re.search(r"(?:tỉnh|thành phố|TP\.?|Thành phố)\s+\w", printed):
        return fallback if fallback and rank(number) == 0 else None
    return issuers.local(printed, number)
