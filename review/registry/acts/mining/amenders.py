"""Amendments: by an act's own title and commands, by chains printed in other acts, by notes of consolidated texts."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from review.contract.citations import Citation
from review.contract.numbers import normalise_number
from review.registry.acts.mining.endings import JOINT, evidence, named_target, plausible_end, rank
from review.registry.acts.mining.reading import ReadAct
from review.registry.acts.mining.source import SourceAct
from review.registry.acts.model import Relation

_PASSIVE = re.compile(r"(?:được|đã)\s+(?:sửa\s+đổi|bổ\s+sung)")
_BY = re.compile(
    r"(?:sửa\s+đổi|bổ\s+sung|một\s+số\s+(?:điều|nội\s+dung))[^;:]{0,60}?(?:\b(?:theo|bởi|tại|bằng|qua)\b\s*(?:các\s+)?:?|:)\s*$"
)
_CONSOLIDATED = re.compile(r"được\s+(?:sửa\s+đổi|bổ\s+sung)[^;\n]{0,60}?(?:bởi|theo|tại)\s*(?:các[^:\n]{0,40})?:", re.I)


def mine_amendments(read: ReadAct, effective: str | None) -> Iterator[Relation]:
    """What an act amends by its own commands and title."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for citation in read.body:
        assert citation.act is not None
        target = named_target(citation, before=read.act.issued) if citation.role == "amends" else None
        if target is None:
            continue
        provisions = tuple(path for path in citation.provisions if not path.startswith("@"))
        if target == read.act.number or (target, provisions) in seen or not plausible_end(read.act.number, target):
            continue
        seen.add((target, provisions))
        line, start = read.line(citation)
        yield Relation(
            kind="amends",
            act=read.act.number,
            act_issuer=read.act.issuer,
            path=citation.path,
            target=target,
            target_issuer=citation.act.issuer,
            target_date=citation.act.date,
            provisions=provisions,
            on=effective,
            words=evidence(line, citation.span[0] - start, citation.quote),
        )


def mine_chains(read: ReadAct) -> Iterator[Relation]:
    """Amendments that the act only reports: "Nghị định A đã được sửa đổi, bổ sung bởi Nghị định B và Nghị định C"."""
    text = read.act.text
    mentions = [c for c in read.citations if c.act is not None and (c.act.number or c.act.name)]
    base: Citation | None = None
    for before, citation in pairwise(mentions):
        gap = text[before.span[1] : citation.span[0]]
        assert citation.act is not None
        if "\n" in gap or len(gap) > 500:
            base = None
            continue
        if _PASSIVE.search(gap) and _BY.search(gap):
            base = _base(mentions, before, citation, text)
        elif base is None or not JOINT.match(gap):
            base = None
            continue
        if base is None or base.act is None or base.act.number is None or citation.act.number is None:
            continue
        target, act = normalise_number(base.act.number), normalise_number(citation.act.number)
        if rank(act) == rank(target) and plausible_end(act, target):
            yield Relation(
                kind="amends",
                act=act,
                act_issuer=citation.act.issuer,
                path="",
                target=target,
                target_issuer=base.act.issuer,
                target_date=base.act.date,
                words=f"dẫn trong {read.act.number}",
                origin="cited",
            )


def mine_consolidated(read: ReadAct) -> Iterator[Relation]:
    """The amending acts that a consolidated text lists at its head."""
    head = read.act.text[:6000]
    match = _CONSOLIDATED.search(head)
    if match is None:
        return
    mentions = [c for c in read.citations if c.act is not None and c.act.number and c.span[0] < len(head)]
    before = [c for c in mentions if c.span[1] <= match.start()]
    if not before or before[-1].act is None or before[-1].act.number is None:
        return
    base = before[-1]
    target = normalise_number(base.act.number or "") if base.act else ""
    for paragraph in re.finditer(r"[^\n]+", head[match.end() :]):
        first = next((c for c in mentions if 0 <= c.span[0] - match.end() - paragraph.start() <= 12), None)
        if first is None or first.act is None or first.act.number is None:
            break
        act = normalise_number(first.act.number)
        if rank(act) == rank(target) and plausible_end(act, target):
            yield Relation(
                kind="amends",
                act=act,
                act_issuer=first.act.issuer,
                path="",
                target=target,
                target_date=base.act.date if base.act else None,
                words=f"dẫn trong {read.act.number}",
                origin="cited",
            )


def stated_amendments(act: SourceAct) -> Iterator[Relation]:
    """The amenders that a source names for an act, those of another type or an earlier year left out."""
    for number in act.amended_by:
        if act.origin == "core" or (plausible_end(number, act.number) and number.rsplit("/", 1)[-1] == act.number.rsplit("/", 1)[-1]):
            yield Relation(kind="amends", act=number, target=act.number, target_issuer=act.issuer, origin=act.origin)


def _base(mentions: Iterable[Citation], before: Citation, amender: Citation, text: str) -> Citation | None:
    """The act that a chain amends: the nearest mention before it in the sentence that is of the amender's kind."""
    assert amender.act is not None
    kind = amender.act.doc_type
    start = max(text.rfind(mark, 0, before.span[1]) for mark in (";", "\n", ". "))
    sentence = [c for c in mentions if start < c.span[0] <= before.span[0]]
    for citation in reversed(sentence):
        if citation.act is not None and (citation.act.doc_type == kind or kind is None):
            return citation
    return None
