"""A fixed sample of the mined ends, to be read by eye: ``python -m review.registry.acts.sample [--shared ../shared]``.

Without ``--shared`` it prints how many rows of the sample were read and the precision; with it, the sentence behind each row that
has not been read yet.
"""

import argparse
import csv
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import structlog

from review.contract.base import Model
from review.registry.acts.mining.passages import Passage, passages, structure_of
from review.registry.acts.mining.source import Issuers, read_acts
from review.registry.acts.model import Relation
from review.registry.acts.tables import RELATION_COLUMNS, RELATIONS, parse_relation, read_lines
from review.settings import data_dir

SEED = 20261125
SIZE = 100
_ENDS = ("replaces", "abolishes", "ends_part", "suspends", "extends")


class Verdict(Model):
    """One relation read by eye: whether its quoted words say what the row says."""

    act: str
    path: str
    fingerprint: str
    correct: bool
    reason: str = ""


def fingerprint(relation: Relation) -> str:
    """What a verdict is about: the two acts, the place, the kind, the provisions and the day."""
    facts = (relation.act, relation.path, relation.target, relation.kind, *relation.provisions, relation.on or "")
    return hashlib.sha256("|".join(facts).encode()).hexdigest()[:12]


def draw(relations: Sequence[Relation], *, seed: int = SEED, size: int = SIZE) -> list[Relation]:
    """The sample: the ``size`` ends read in texts whose hash with ``seed`` is smallest.

    So a row stays in the sample when others come or go, and verdicts on file keep their worth.
    """
    ends = [rel for rel in relations if rel.kind in _ENDS and rel.origin == "text"]
    return sorted(ends, key=lambda rel: hashlib.sha256(f"{seed}|{fingerprint(rel)}".encode()).hexdigest())[:size]


def read_verdicts(path: Path) -> dict[str, Verdict]:
    """The verdicts on file by fingerprint."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t")
        return {row["fingerprint"]: Verdict.model_validate({k: v for k, v in row.items() if k}) for row in rows}


def precision(sample: Sequence[Relation], verdicts: dict[str, Verdict]) -> tuple[int, int]:
    """How many relations of the sample were read, and how many of those are right."""
    read = [verdicts[key] for relation in sample if (key := fingerprint(relation)) in verdicts]
    return len(read), sum(verdict.correct for verdict in read)


def sentences(shared: Path, folder: Path, wanted: Sequence[Relation]) -> Iterator[tuple[Relation, str]]:
    """The head of the list and the passage behind each relation, from the texts of the shared data."""
    held = [act for act in read_acts(shared, Issuers(folder / "issuers.tsv")) if act.origin == "text" and act.text]
    by_act = {key: act for act in held for key in ((act.number, None), (act.number, act.issuer))}
    for relation in wanted:
        text = by_act[relation.act, relation.act_issuer].text
        found = {passage.path: passage for passage in passages(structure_of(text), text)}
        found.setdefault("", Passage("", "text", text[:1500], quoted=False))
        path = relation.path
        while path not in found:
            path = path.rpartition("/")[0]
        passage = found[path]
        head = passage.parents[0].text if passage.parents else ""
        yield relation, f"{head[-200:]} ⏎ {passage.text[:1500]}"


def main() -> None:
    """Print the figures, or the sentences still to be read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--size", type=int, default=SIZE)
    options = parser.parse_args()
    log = structlog.get_logger()
    folder = data_dir("corpora") / "acts"
    relations = [parse_relation(line) for line in read_lines(folder / RELATIONS, RELATION_COLUMNS)]
    sample = draw(relations, seed=options.seed, size=options.size)
    verdicts = read_verdicts(data_dir("corpora") / "verdicts" / "endings.tsv")
    if options.shared is not None:
        unread = [relation for relation in sample if fingerprint(relation) not in verdicts]
        for relation, sentence in sentences(options.shared, folder, unread):
            log.info("read", key=fingerprint(relation), row=relation_row(relation), text=sentence)
    read, correct = precision(sample, verdicts)
    log.info("ends read by eye", sample=len(sample), read=read, correct=correct, precision=round(correct / read, 4) if read else None)


def relation_row(relation: Relation) -> str:
    """A relation in one line for reading."""
    parts = (relation.kind, relation.act, relation.path, "→", relation.target, " ".join(relation.provisions), relation.on or "?")
    return " ".join(part for part in parts if part)


if __name__ == "__main__":
    main()
