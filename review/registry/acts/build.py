"""Rebuilds ``corpora/acts`` from the shared data: ``python -m review.registry.acts.build --shared ../shared``."""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import structlog

from review.registry.acts.mining.amenders import mine_amendments, mine_chains, mine_consolidated, stated_amendments
from review.registry.acts.mining.assembly import Found, complete, confirmed, ended_records, grouped, merge, settle
from review.registry.acts.mining.commands import mine_commands
from review.registry.acts.mining.effect import effect_clause, is_draft, is_misfiled, on_its_day, own_days
from review.registry.acts.mining.endings import mine_endings, mine_extensions, mine_suspensions
from review.registry.acts.mining.mentions import Mentions, mine_parents, title_parents
from review.registry.acts.mining.reading import read_act
from review.registry.acts.mining.source import Issuers, SourceAct, read_acts
from review.registry.acts.model import ActRecord
from review.registry.acts.names import number_key
from review.registry.acts.provisions import encode_outline
from review.registry.acts.tables import (
    ACT_COLUMNS,
    ACTS,
    OUTLINE_COLUMNS,
    OUTLINES,
    RELATION_COLUMNS,
    RELATIONS,
    Manifest,
    act_line,
    relation_line,
    table,
)
from review.registry.importing import gzip_lines, write_atomically
from review.settings import data_dir

SNAPSHOT = "2026-06-30"
"""Day to which the facts reach: full texts end in June 2026 (law/README.md of the shared data)."""


def build(shared: Path, out: Path) -> Manifest:
    """Write the tables and the manifest; returns the manifest."""
    issuers = Issuers(out / "issuers.tsv")
    found = Found(issuers, Mentions(issuers))
    acts = [read_into(act, found) for act in read_acts(shared, issuers)]
    groups = grouped(acts)
    records = [complete(merge(group, found.effects), found.mentions) for group in groups]
    targets = {relation.target for relation in found.own}
    known = {number_key(record.number) for record in records}
    cited = [record for record in found.mentions.records(targets) if number_key(record.number) not in known]
    records = [*records, *cited]
    parents = chain.from_iterable(map(title_parents, records))
    relations = settle(found, records, [*found.own, *parents, *confirmed(found, records)])
    records = [*records, *ended_records(relations, records, issuers)]
    outlines = list(_outline_lines(groups, records, found))
    manifest = Manifest(
        snapshot=SNAPSHOT,
        counts={
            "acts": len(records),
            "relations": len(relations),
            "outlines": len(outlines),
            **_counts(f"acts from {origin}" for record in records for origin in record.origins),
            **_counts(f"word {record.word_source} {record.word}" for record in records),
            **_counts(f"relations {relation.kind} from {relation.origin}" for relation in relations),
        },
    )
    write_atomically(out / ACTS, gzip_lines(table(ACT_COLUMNS, map(act_line, records))))
    write_atomically(out / RELATIONS, gzip_lines(table(RELATION_COLUMNS, map(relation_line, relations))))
    write_atomically(out / OUTLINES, gzip_lines(table(OUTLINE_COLUMNS, outlines)))
    manifest.write(out)
    return manifest


def read_into(act: SourceAct, found: Found) -> SourceAct:
    """Read an act's text and put what it says into ``found``; returns the act without its text."""
    found.own += stated_amendments(act)
    if not act.text or (act.origin == "text" and is_misfiled(act.text, act.doc_type)):
        return act.without_text()
    read = read_act(act)
    light = act.without_text()
    if act.origin == "text" and is_draft(read.passages.values()):
        return light
    consolidated = act.doc_type == "vbhn"
    if act.origin == "text":
        found.mentions.add(read.citations)
        found.reported += mine_chains(read)
    if consolidated:
        found.reported += mine_consolidated(read)
        return light
    if facts := encode_outline(read.structure.nodes):
        found.outlines[id(light)] = facts
    if act.origin == "text":
        start, end = effect_clause(read.passages.values(), act.issued)
        effective = act.effective or (start if start and start >= (act.issued or "") else None)
        found.effects[id(light)] = effective, end
        days = own_days(read)
        mined = [
            *mine_endings(read, effective),
            *mine_suspensions(read, effective),
            *mine_extensions(read, effective, end),
            *mine_commands(read, effective),
            *mine_amendments(read, effective),
            *mine_parents(read),
        ]
        found.own += [on_its_day(relation, effective, days) for relation in mined]
    return light


def _outline_lines(groups: Iterable[list[SourceAct]], records: Iterable[ActRecord], found: Found) -> Iterator[str]:
    for group, record in zip(groups, records, strict=False):
        held = [act for act in group if id(act) in found.outlines]
        if held:
            best = max(held, key=lambda act: (act.complete, act.origin == "text"))
            yield f"{record.number}\t{record.issuer or ''}\t{record.issued or ''}\t{int(best.complete)}\t{found.outlines[id(best)]}"


def _counts(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def main() -> None:
    """Rebuild the tables of the checkout."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with data/ and law/")
    parser.add_argument("--out", type=Path, default=data_dir("corpora") / "acts")
    options = parser.parse_args()
    structlog.get_logger().info("acts tables rebuilt", **build(options.shared, options.out).counts)


if __name__ == "__main__":
    main()
