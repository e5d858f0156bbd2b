"""Amending commands against the lines that were labelled by hand (``corpora/amending``).

Run as ``python -m review.evaluation.commands --shared ../shared``. The table is stand-off: a row names an act of ``data/acts`` by the
hash of its text, a line by number and hash, and what the line commands.
"""

import argparse
import csv
import gzip
import hashlib
import json
import random
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from review.amending import find_amendments
from review.citations import find_citations
from review.contract.citations import Amendment
from review.contract.document import Document
from review.evaluation.figures import Figure
from review.structure import outline

Half = Literal["dev", "held"]
Counts = tuple[int, int, int]
"""Right, predicted, labelled."""

ROUNDS = 400
SEED = 7
"""The resampling of ``../shared/gold/score.py``."""

_KEM = re.compile(r"^kem-\d+/")
_FORM_CODE = re.compile(r"^(mau-\d+[a-zđ]*)-.*$")
_ANNEX_STEP = re.compile(r"^(?:phu-luc|mau)(?:-|$)")


@dataclass(frozen=True)
class Item:
    """One labelled target: the operations that the line may be read as, the address, and the act it stands in."""

    operations: tuple[str, ...]
    target: str
    bases: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One drawn line. ``items`` are empty for a line that commands nothing; ``open`` rows are not scored."""

    id: int
    act: str
    text: str
    line: int
    line_sha: str
    half: Half
    stratum: str
    open: bool
    items: tuple[Item, ...]
    after: str | None


@dataclass(frozen=True)
class Scored:
    """A row with what the program says of it as (operation, address, base act, address after which)."""

    row: Row
    found: tuple[tuple[str, str, str | None, str | None], ...]

    def pairs(self) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
        """The (operation, address) of the program and of the label. Where a label leaves two operations, the program's own is taken."""
        found = {(operation, fold_target(target)) for operation, target, _, _ in self.found}
        wanted = set()
        for item in self.row.items:
            target = fold_target(item.target)
            said = next((o for o in item.operations if (o, target) in found), item.operations[0])
            wanted.add((said, target))
        return found, wanted

    def bases(self) -> tuple[int, int]:
        """How many right pairs there are, and of how many the amended act is right."""
        found, wanted = self.pairs()
        acts = {(fold_target(item.target)): item.bases for item in self.row.items}
        right = total = 0
        for operation, target, base, _ in self.found:
            pair = (operation, fold_target(target))
            if pair in found & wanted:
                total += 1
                right += base is not None and fold_name(base) in {fold_name(b) for b in acts[pair[1]]}
        return right, total


def fold_target(path: str) -> str:
    """An address as it is compared: without the attached regulation, and in an annex down to annex and form only.

    The contract sets no address for "mục V phần A", "số thứ tự 3", a column of an annex or the code of a form ("Mẫu số 01a/TB-X").

    >>> fold_target("kem-1/dieu-3"), fold_target("phu-luc-1/phan-a/muc-5"), fold_target("phu-luc-2/mau-1"), fold_target("phu-luc/mau-1")
    ('dieu-3', 'phu-luc-1', 'phu-luc-2/mau-1', 'mau-1')
    """
    path = _KEM.sub("", path)
    steps = path.split("/")
    if _ANNEX_STEP.match(steps[0]):
        steps = [_FORM_CODE.sub(r"\1", s) for s in steps if _ANNEX_STEP.match(s)]
        if steps[0] == "phu-luc" and len(steps) > 1:
            steps = steps[1:]
    return "/".join(steps)


def fold_name(act: str) -> str:
    """A number or name for comparison.

    >>> fold_name("Luật  Điện lực") == fold_name("luật điện lực")
    True
    """
    return " ".join(unicodedata.normalize("NFC", act).casefold().split())


def _items(row: Mapping[str, str]) -> tuple[Item, ...]:
    out = []
    for group in filter(None, row["targets"].split("; ")):
        operations, _, paths = group.partition(": ")
        for path in paths.split(" "):
            target, _, base = path.partition("@")
            bases = (base,) if base else tuple(filter(None, (row["base"], *row["base_number"].split(" "))))
            out.append(Item(tuple(operations.split("|")), target, bases))
    return tuple(out)


def load_rows(folder: Path) -> tuple[Row, ...]:
    """The rows of ``commands.tsv``. Raises ``ValueError`` for a row of an unknown verdict or half."""
    out = []
    with (folder / "commands.tsv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            half = row["half"]
            if row["verdict"] not in ("command", "none", "open") or (half != "dev" and half != "held"):
                raise ValueError(f"row {row['id']}: {row['verdict']!r}, {half!r}")
            out.append(
                Row(
                    id=int(row["id"]),
                    act=row["act"],
                    text=row["text"],
                    line=int(row["line"]),
                    line_sha=row["line_sha"],
                    half="dev" if half == "dev" else "held",
                    stratum=row["stratum"],
                    open=row["verdict"] == "open",
                    items=_items(row),
                    after=row["after"] or None,
                )
            )
    return tuple(out)


def _texts(shared: Path, wanted: Iterable[str]) -> dict[str, str]:
    keys = set(wanted)
    out = {}
    with gzip.open(shared / "data" / "acts" / "acts.jsonl.gz", "rt", encoding="utf-8") as stream:
        for line in stream:
            row = json.loads(line)
            if row["sha256"][:12] in keys:
                out[row["sha256"][:12]] = unicodedata.normalize("NFC", row["text"])
    return out


def _by_line(text: str) -> dict[int, list[Amendment]]:
    document = Document("act.txt", "txt", "", text)
    tree = outline(document)
    out: dict[int, list[Amendment]] = defaultdict(list)
    for amendment in find_amendments(document, tree, find_citations(document, tree)):
        out[text.count("\n", 0, amendment.span[0]) + 1].append(amendment)
    return out


def score_rows(rows: Sequence[Row], shared: Path) -> tuple[Scored, ...]:
    """What the program says of each row that is scored. Reads the texts of ``shared``/data/acts; about ten seconds.

    Raises ``ValueError`` where the text of a row is missing or the line is not the one that was labelled.
    """
    scored = [row for row in rows if not row.open]
    texts = _texts(shared, (row.text for row in scored))
    acts: dict[str, list[Row]] = defaultdict(list)
    for row in scored:
        acts[row.text].append(row)
    out = []
    for key, some in acts.items():
        if key not in texts:
            raise ValueError(f"{some[0].act}: no such text in {shared}")
        lines = texts[key].split("\n")
        found = _by_line(texts[key])
        for row in some:
            if hashlib.sha256(lines[row.line - 1].encode()).hexdigest()[:16] != row.line_sha:
                raise ValueError(f"{row.act}, line {row.line}: not the line that was labelled")
            out.append(Scored(row, tuple((a.operation, a.target, a.act, a.after) for a in found.get(row.line, ()))))
    return tuple(sorted(out, key=lambda s: s.row.id))


def _counts(some: Iterable[Scored], operation: str | None = None) -> Counts:
    right = predicted = labelled = 0
    for scored in some:
        found, wanted = scored.pairs()
        if operation:
            found = {pair for pair in found if pair[0] == operation}
            wanted = {pair for pair in wanted if pair[0] == operation}
        right, predicted, labelled = right + len(found & wanted), predicted + len(found), labelled + len(wanted)
    return right, predicted, labelled


def _f1(counts: Counts) -> float:
    right, predicted, labelled = counts
    return 2 * right / (predicted + labelled) if predicted + labelled else 1.0


def _interval(some: Sequence[Scored]) -> tuple[float, float]:
    acts: dict[str, list[Scored]] = defaultdict(list)
    for scored in some:
        acts[scored.row.text].append(scored)
    counts = [_counts(rows) for _, rows in sorted(acts.items())]
    rng = random.Random(SEED)
    values = sorted(_f1(_sum(rng.choices(counts, k=len(counts)))) for _ in range(ROUNDS))
    return values[int(0.025 * ROUNDS)], values[int(0.975 * ROUNDS) - 1]


def _sum(counts: Iterable[Counts]) -> Counts:
    right = predicted = labelled = 0
    for a, b, c in counts:
        right, predicted, labelled = right + a, predicted + b, labelled + c
    return right, predicted, labelled


def _figure(group: str, name: str, counts: Counts, interval: tuple[float, float] | None = None) -> Figure:
    right, predicted, labelled = counts
    return Figure(
        group=group,
        name=name,
        value=_f1(counts),
        precision=right / predicted if predicted else float(not labelled),
        recall=right / labelled if labelled else float(not predicted),
        low=interval[0] if interval else None,
        high=interval[1] if interval else None,
        count=labelled,
    )


def weights(folder: Path) -> dict[str, float]:
    """Lines of the pool that one drawn line of a stratum stands for (``strata.tsv``)."""
    with (folder / "strata.tsv").open(encoding="utf-8", newline="") as stream:
        return {row["stratum"]: int(row["lines"]) / int(row["drawn"]) for row in csv.DictReader(stream, delimiter="\t")}


def _weighted(some: Sequence[Scored], weight: Mapping[str, float]) -> float:
    right = both = 0.0
    for scored in some:
        a, b, c = _counts([scored])
        right += weight[scored.row.stratum] * a
        both += weight[scored.row.stratum] * (b + c)
    return 2 * right / both if both else 1.0


def command_figures(shared: Path, folder: Path, halves: Sequence[Half] = ("dev", "held")) -> tuple[Figure, ...]:
    """F1 of exact (operation, target), over all and by operation, for each half; then the share of right pairs with the right act.

    ``weighted`` counts each line as often as its stratum stands in the pool it was drawn from.
    """
    return _figures(score_rows([row for row in load_rows(folder) if row.half in halves], shared), weights(folder), halves)


def _figures(scored: Sequence[Scored], weight: Mapping[str, float], halves: Sequence[Half]) -> tuple[Figure, ...]:
    out = []
    for half in halves:
        group = f"amending commands: {half}"
        some = [s for s in scored if s.row.half == half]
        out.append(_figure(group, "operation and target", _counts(some), _interval(some)))
        out.append(Figure(group=group, name="operation and target, weighted", value=_weighted(some, weight), count=len(some)))
        whole = sum(found == wanted for found, wanted in (s.pairs() for s in some))
        out.append(Figure(group=group, name="lines whole", value=whole / max(1, len(some)), count=len(some)))
        right, total = (sum(column) for column in zip((0, 0), *(s.bases() for s in some), strict=True))
        out.append(Figure(group=group, name="act of right pairs", value=right / max(1, total), count=total))
        for operation in sorted({pair[0] for s in some for pairs in s.pairs() for pair in pairs}):
            out.append(_figure(group, operation, _counts(some, operation)))
    return tuple(out)


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--table", type=Path, default=Path(__file__).resolve().parents[2] / "corpora" / "amending")
    parser.add_argument("--half", choices=("dev", "held", "both"), default="both")
    parser.add_argument("--errors", action="store_true", help="print the misread rows of the half that may be mended on")
    options = parser.parse_args()
    halves: tuple[Half, ...] = ("dev", "held") if options.half == "both" else (options.half,)
    scored = score_rows([row for row in load_rows(options.table) if row.half in halves], options.shared)
    lines = [
        f"{f.group:26} {f.name:32} {f.value:.3f}"
        + (f"  P {f.precision:.3f} R {f.recall:.3f}" if f.precision is not None and f.recall is not None else "")
        + (f"  {f.low:.3f}–{f.high:.3f}" if f.low is not None and f.high is not None else "")
        + f"  {f.count}"
        for f in _figures(scored, weights(options.table), halves)
    ]
    if options.errors:
        for s in scored:
            found, wanted = s.pairs()
            right, total = s.bases()
            if s.row.half == "dev" and (found != wanted or right < total):
                acts = {base for _, _, base, _ in s.found}
                missed, wrong = sorted(wanted - found), sorted(found - wanted)
                lines.append(f"{s.row.id} {s.row.act} line {s.row.line}: missed {missed} wrong {wrong} acts {acts}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    _main()
