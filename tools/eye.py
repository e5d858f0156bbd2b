"""Draw findings to be read by eye: ``python -m tools.eye ACTS SEED [--not-seeds EARLIER...] > drawn.tsv``.

``ACTS`` is the collection of acts, one JSON object a line, gzip. Acts of 2024–2026 are drawn by a seed: whole texts with a number,
no consolidated texts, none with gold marks, none read while the rules were first written (``DEVELOPMENT``). Each is judged on the
day on which it took effect (as the collection says, else the text itself), else on 2026-12-01: an act was right or wrong on its own
day.
"""

import argparse
import csv
import gzip
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from review.contract.report import Finding, Report
from review.pipeline import Options, default_pipeline
from review.reading import read

ROOT = Path(__file__).resolve().parents[1]
VERDICTS = ROOT / "corpora" / "verdicts" / "rules.tsv"
YEARS = frozenset({"2024", "2025", "2026"})
DEVELOPMENT = frozenset({"dev-2024-2026", "held-2019-2023"})
"""The sets of rows whose acts were read while the rules were first written."""
LAST_DAY = "2026-12-01"
_DAY = re.compile(r"20(?:2[3-7])-\d\d-\d\d")


@dataclass(frozen=True)
class Act:
    """An act of the collection: number, text, its SHA-256 and the day of effect that the collection gives."""

    number: str
    text: str
    sha256: str
    effective: str | None

    @property
    def key(self) -> str:
        """The name of an act in the rows of verdicts: the first 16 hex digits of the hash."""
        return self.sha256[:16]


def _year(row: dict[str, Any]) -> str:
    match = re.search(r"/(20\d\d)/", row["number"] or "")
    return (row["issued"] or "")[:4] or (match[1] if match else "")


def read_acts(path: Path) -> Iterator[Act]:
    """The whole acts of 2024–2026 with a number, consolidated texts left out."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            row = json.loads(line)
            if row["number"] and row["doc_type"] != "vbhn" and row["quality"].startswith("full") and _year(row) in YEARS:
                yield Act(row["number"], row["text"], row["sha256"], row["effective"])


def gold_numbers(folders: Sequence[Path]) -> frozenset[str]:
    """The numbers of the acts with gold marks."""
    return frozenset(json.loads(path.read_text(encoding="utf-8")).get("number", "") for f in folders for path in f.glob("*.json"))


def verdict_keys(path: Path = VERDICTS) -> frozenset[str]:
    """The acts that have rows of verdicts of the sets of ``DEVELOPMENT``."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return frozenset(row["act"] for row in rows if row["set"] in DEVELOPMENT)


def draw_acts(acts: Sequence[Act], seed: int, count: int) -> list[Act]:
    """A sample in the order of number and hash, the same whatever the order of the collection.

    >>> acts = [Act(f"{n}/2026/TT-X", "", f"{n:064x}", None) for n in range(9)]
    >>> [a.number for a in draw_acts(acts[::-1], 1, 2)] == [a.number for a in draw_acts(acts, 1, 2)]
    True
    """
    ordered = sorted(acts, key=lambda act: (act.number, act.sha256))
    return sorted(random.Random(seed).sample(ordered, min(count, len(ordered))), key=lambda act: (act.number, act.sha256))


def draw_findings(findings: Sequence[tuple[str, Finding]], seed: int, count: int, each: int) -> list[tuple[str, Finding]]:
    """Up to ``count`` findings of one rule, at most ``each`` of an act, in the order of a seeded shuffle."""
    pool = sorted(findings, key=lambda pair: (pair[0], pair[1].span))
    random.Random(seed).shuffle(pool)
    taken: Counter[str] = Counter()
    out: list[tuple[str, Finding]] = []
    for key, finding in pool:
        if taken[key] < each and len(out) < count:
            taken[key] += 1
            out.append((key, finding))
    return out


def review_act(act: Act) -> Report:
    """The report on an act on its own day of effect."""
    given = act.effective if act.effective and _DAY.fullmatch(act.effective) else None
    document = read(act.text.encode(), name=f"{act.key}.txt")
    return default_pipeline().review(document, Options(today=LAST_DAY, as_of=given))


def main(arguments: Sequence[str] | None = None) -> None:
    """Draw, review, print findings per act to stderr and the drawn findings as rows without verdicts to stdout."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("acts", type=Path)
    parser.add_argument("seed", type=int)
    parser.add_argument("--not-seeds", type=int, nargs="*", default=[], help="earlier samples, drawn in this order and left out")
    parser.add_argument("--rules", default="", help="beginnings of rule codes, separated by commas")
    parser.add_argument("--gold", type=Path, nargs="*", default=[ROOT / "corpora" / "gold"], help="folders of gold marks")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--each", type=int, default=3, help="findings of one rule taken from one act at most")
    parser.add_argument("--rows", type=int, default=20, help="findings drawn for a rule")
    parser.add_argument("--reports", type=Path, help="folder to keep the reports in")
    given = parser.parse_args(arguments)
    gold, known = gold_numbers(given.gold), verdict_keys()
    pool = [act for act in read_acts(given.acts) if act.number not in gold and act.key not in known]
    for seed in given.not_seeds:
        earlier = {act.key for act in draw_acts(pool, seed, given.count)}
        pool = [act for act in pool if act.key not in earlier]
    acts = draw_acts(pool, given.seed, given.count)
    found: dict[str, list[tuple[str, Finding]]] = defaultdict(list)
    codes = tuple(given.rules.split(","))
    for act in acts:
        report = review_act(act)
        for finding in report.findings:
            if finding.rule.startswith(codes):
                found[finding.rule].append((act.key, finding))
        if given.reports:
            given.reports.mkdir(parents=True, exist_ok=True)
            (given.reports / f"{act.key}.json").write_text(report.model_dump_json(by_alias=True), encoding="utf-8")
    rows = csv.writer(sys.stdout, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n")
    rows.writerow(("rule", "act", "span", "fingerprint", "verdict", "reason", "set"))
    for code, findings in sorted(found.items()):
        sys.stderr.write(f"{code}\t{len(findings) / len(acts):.3f} an act\t{len(findings)} in {len({k for k, _ in findings})} acts\n")
        for key, finding in draw_findings(findings, given.seed, given.rows, given.each):
            rows.writerow((code, key, f"{finding.span[0]}-{finding.span[1]}", finding.fingerprint, "", "", f"eye-{given.seed}"))


if __name__ == "__main__":
    main()
