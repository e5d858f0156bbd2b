"""The facts tables the rules need: legal bases and reorganised bodies."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import cast

from review.contract.base import Mark
from review.contract.report import LawRef
from review.rules.names import Name, NameIndex


@dataclass(frozen=True)
class Body:
    """A body, place, title or paper that no longer goes by its old name.

    ``kind`` is ``ministry``, ``agency``, ``title``, ``province``, ``district_level`` or ``paper``; ``effective`` an ISO date
    or year; ``verified`` tells whether the change was read in an act.
    """

    old: str
    new: str
    kind: str
    effective: str
    basis: str
    verified: bool


@dataclass(frozen=True)
class DataPaper:
    """A paper whose data the State holds, and where. ``strict`` marks those that lower acts must not ask for at all."""

    paper: str
    database: str
    strict: bool


@dataclass(frozen=True)
class EndedProvision:
    """A provision (address) of an act that another act ended; ``ended_on`` is the first day on which it is out of force."""

    act: str
    provision: str
    ended_on: str
    by: str


@dataclass(frozen=True)
class LawFacts:
    """Legal bases by key, and bodies in the order of the table; ``abbreviations`` maps
    Vietnamese administrative abbreviations to their full forms; ``data_papers`` are papers whose data the State holds, longest
    first where one contains another; ``version`` is the day to which they were read.
    """

    basis: Mapping[str, LawRef]
    bodies: tuple[Body, ...]
    abbreviations: Mapping[str, str]
    data_papers: tuple[DataPaper, ...]
    ended_provisions: tuple[EndedProvision, ...]
    version: str = ""

    @classmethod
    def load(cls, folder: Path) -> "LawFacts":
        """The facts of a folder that holds ``basis.tsv``, ``bodies.tsv`` and ``version.txt`` (``corpora/law``)."""
        return load_facts(folder)

    @cached_property
    def names(self) -> NameIndex:
        """The matcher of old names (built once)."""
        return NameIndex(Name(words=body.old, payload=i) for i, body in enumerate(self.bodies) if "(" not in body.old)

    @cached_property
    def short_forms(self) -> NameIndex:
        """The matcher of abbreviations (built once); payloads count in the order of ``abbreviations``."""
        return NameIndex((Name(words=word, payload=i) for i, word in enumerate(self.abbreviations)), exact=True)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def load_facts(folder: Path) -> LawFacts:
    """The facts of a folder that holds ``basis.tsv``, ``bodies.tsv`` and ``version.txt`` (``corpora/law``)."""
    basis = {
        row["key"]: LawRef(
            key=row["key"],
            act=row["act"],
            provision=row["provision"],
            mark=cast(Mark, row["mark"]),
            in_force_from=row["in_force_from"] or None,
            in_force_to=row["in_force_to"] or None,
        )
        for row in _rows(folder / "basis.tsv")
    }
    bodies = tuple(
        Body(row["old"], row["new"], row["kind"], row["effective"], row["basis"], row["verified"] == "yes")
        for row in _rows(folder / "bodies.tsv")
    )
    abbreviations = {row["short"]: row["full"] for row in _rows(folder / "abbreviations.tsv")}
    papers = tuple(DataPaper(row["paper"], row["database"], row["strict"] == "yes") for row in _rows(folder / "data_papers.tsv"))
    ended = tuple(
        EndedProvision(row["act"], row["provision"], row["ended_on"], row["by"]) for row in _rows(folder / "ended_provisions.tsv")
    )
    version = (folder / "version.txt").read_text(encoding="utf-8").strip()
    return LawFacts(basis=basis, bodies=bodies, abbreviations=abbreviations, data_papers=papers, ended_provisions=ended, version=version)
