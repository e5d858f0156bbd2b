"""Measured on the shared gold set: cited acts, provisions, roles; spans on a sample of real acts."""

import gzip
import json
import os
import unicodedata
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest
from citation_rows import draft

from review.citations import find_citations

SHARED = Path(os.environ.get("SOAT_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not (SHARED / "gold" / "dev").is_dir(), reason="the shared gold set is not beside the checkout"),
]


def _key(text: str) -> str:
    return "".join(text.lower().split())


def _f1(counts: Counter[str]) -> float:
    return 2 * counts["hit"] / (counts["found"] + counts["gold"])


def test_cited_acts_provisions_and_roles_of_the_gold_set():
    measures: dict[str, Counter[str]] = {name: Counter() for name in ("acts", "provisions", "basis", "amends", "ends")}
    for path in sorted((SHARED / "gold" / "dev").glob("*.json")):
        marks = json.loads(path.read_text(encoding="utf-8"))
        document, structure = draft(path.with_suffix(".txt").read_text(encoding="utf-8"))
        last = marks["scope"][-1][1]
        found = [
            (document.lines.line_of(c.span[0]) + 1, _key(c.act.number or c.act.name or ""), c.provisions, c.role)
            for c in find_citations(document, structure)
            if c.act and not c.internal
        ]
        found = [f for f in found if f[0] <= last]
        gold = [(c["line"], _key(c["act"]), tuple(c["provisions"]), c["role"]) for c in marks["citations"] if c["line"] <= last]
        sets = {
            "acts": lambda rows: {row[:2] for row in rows},
            "provisions": lambda rows: {(*row[:2], p) for row in rows for p in row[2]},
            "basis": lambda rows, m=marks: {(m["slug"], row[1]) for row in rows if row[3] == "basis"},
            "amends": lambda rows, m=marks: {(m["slug"], row[1]) for row in rows if row[3] == "amends"},
            "ends": lambda rows, m=marks: {(m["slug"], row[1]) for row in rows if row[3] in ("replaces", "abolishes")},
        }
        for name, of in sets.items():
            a, b = of(found), of(gold)
            measures[name].update(hit=len(a & b), found=len(a), gold=len(b))
    figures = {name: _f1(counts) for name, counts in measures.items()}
    assert figures["acts"] >= 0.975, figures
    assert figures["provisions"] >= 0.95, figures
    assert min(figures["basis"], figures["amends"], figures["ends"]) >= 0.95, figures


def test_spans_hold_their_quotes_in_real_acts():
    numbers = 0
    with gzip.open(SHARED / "data" / "acts" / "acts.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in islice(lines, 3, 1800, 45):
            row = json.loads(line)
            document, structure = draft(unicodedata.normalize("NFC", row["text"]))
            for citation in find_citations(document, structure):
                assert citation.quote == document.cut(citation.span)
                numbers += citation.act is not None and citation.act.number is not None
    assert numbers > 300
