"""Rebuilds ``corpora/acts`` from the shared data: ``python -m review.registry.acts.build --shared ../shared``."""

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import structlog

from review.registry.acts.mining.effect import effect_clause
from review.registry.acts.mining.passages import passages, structure_of
from review.registry.acts.mining.source import Issuers, SourceAct, read_acts
from review.registry.acts.model import ActRecord, Origin, Relation
from review.registry.acts.names import issuer_key, number_key
from review.registry.acts.provisions import encode_outline
from review.registry.acts.tables import (
    ACT_COLUMNS,
    ACTS,
    MANIFEST,
    OUTLINE_COLUMNS,
    OUTLINES,
    RELATION_COLUMNS,
    RELATIONS,
    act_line,
    relation_line,
    table,
)
from review.registry.importing import gzip_lines, write_atomically
from review.settings import data_dir

SNAPSHOT = "2026-06-30"
"""Day to which the facts reach: full texts end in June 2026 (law/README.md of the shared data)."""

Key = tuple[str, str, str]


def build(shared: Path, out: Path) -> dict[str, object]:
    """Write the tables and the manifest; returns the manifest."""
    issuers = Issuers(out / "issuers.tsv")
    found = list(read_acts(shared, issuers))
    records, outlines, relations = [], [], []
    for group in _grouped(found):
        record = merge(group)
        records.append(record)
        relations += [
            Relation(kind="amends", act=number, target=record.number, target_issuer=record.issuer, origin="core")
            for act in group
            for number in act.amended_by
        ]
        held = next((act for act in group if act.text and act.doc_type != "vbhn"), group[0])
        if held.text:
            facts = encode_outline(structure_of(held.text).nodes)
            if facts:
                outlines.append(f"{record.number}\t{record.issuer or ''}\t{record.issued or ''}\t{int(held.complete)}\t{facts}")
    manifest: dict[str, object] = {
        "snapshot": SNAPSHOT,
        "acts": len(records),
        "relations": len(relations),
        "outlines": len(outlines),
        "acts_by_origin": _counts(origin for record in records for origin in record.origins),
        "words": _counts(f"{record.word_source}:{record.word}" for record in records),
        "relations_by_kind": _counts(relation.kind for relation in relations),
    }
    write_atomically(out / ACTS, gzip_lines(table(ACT_COLUMNS, map(act_line, records))))
    write_atomically(out / RELATIONS, gzip_lines(table(RELATION_COLUMNS, map(relation_line, relations))))
    write_atomically(out / OUTLINES, gzip_lines(table(OUTLINE_COLUMNS, outlines)))
    write_atomically(out / MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode())
    return manifest


def merge(group: list[SourceAct]) -> ActRecord:
    """One record of an act from what the sources say of it; core acts win, then texts, then the codification."""
    ranked = sorted(group, key=lambda act: ("core", "text", "codified").index(act.origin))
    text = next((act for act in ranked if act.origin == "text" and act.doc_type != "vbhn"), None)
    issued = next((act.issued for act in ranked if act.issued), None)
    effective = next((act.effective for act in ranked if act.effective), None)
    ends_on = next((act.ends_on for act in ranked if act.ends_on), None)
    if text is not None:
        start, end = effect_clause(passages(structure_of(text.text), text.text), issued)
        if effective is None and start and (issued is None or start >= issued):
            effective = start
        ends_on = ends_on or end
    said = next((act for act in ranked if act.word_source == "official" and act.word == "in_force"), None)
    word = next((act for act in ranked if act.word != "unknown"), ranked[0])
    if said is not None and word.word == "in_force":
        word = said
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
        ends_on=ends_on,
        origins=tuple(dict.fromkeys(act.origin for act in sorted(group, key=lambda act: act.origin))),
    )


def _grouped(acts: Iterable[SourceAct]) -> list[list[SourceAct]]:
    """Acts of one number and issuer together; where a number has no year, its years are kept apart."""
    groups: dict[Key, list[SourceAct]] = {}
    for act in acts:
        dated = any(part.isdigit() and len(part) == 4 for part in act.number.split("/")[1:])
        year = "" if dated else (act.issued or "")[:4]
        groups.setdefault((number_key(act.number), issuer_key(act.issuer or ""), year), []).append(act)
    return list(groups.values())


def _counts(values: Iterable[str | Origin]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def main() -> None:
    """Rebuild the tables of the checkout."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with data/ and law/")
    parser.add_argument("--out", type=Path, default=data_dir("corpora") / "acts")
    options = parser.parse_args()
    structlog.get_logger().info("acts tables rebuilt", **build(options.shared, options.out))


if __name__ == "__main__":
    main()
