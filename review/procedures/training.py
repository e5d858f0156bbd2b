"""Groups with their answers, to train and measure the learned judge: rows of reading by eye, gold marks, and registry records."""

import csv
import gzip
import hashlib
import importlib
import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Final, Literal

from review.amending import find_amendments
from review.citations import find_citations
from review.contract.base import Span
from review.contract.document import Document
from review.procedures.find import Weighed, claimed, weigh
from review.procedures.signs import signs
from review.reading import read
from review.structure import outline

Answer = Literal["real", "partial", "false"]
_NO_PROCEDURE: Final = re.compile(r"no procedure|misread|^mention|^internal|^budget|^powers inside|^withdrawal of")
"""Reasons of rows of REG-01 that say that there is no procedure."""
_STEP: Final = re.compile(r"^last step")
_HELD_OUT: Final = ", learned judge"
"""End of the kind of rows that were read to measure the judge: they teach nothing."""
_LONGEST: Final = 120_000
"""Letters of the longest act that is read for records of the registry."""
_ALIKE: Final = 0.75
"""Share of common words from which a record's name is that of a group."""


@dataclass(frozen=True)
class Seen:
    """A group of an act: its signs, where it begins, its lines and name, and whether the rules claim it."""

    act: str
    signs: dict[str, float]
    anchor: Span
    name: str
    claimed: bool
    lines: frozenset[int]


@dataclass(frozen=True)
class Example:
    """A group with its answer and where the answer is from."""

    seen: Seen
    answer: Answer
    source: Literal["draw", "held out", "registry pairs", "look-up", "gold dev", "own gold", "records"]


def groups_of(act: str, text: str) -> list[Seen]:
    """The groups of an act's text, claimed or not."""
    document = read(text.encode(), name="act.txt")
    tree = outline(document)
    amendments = find_amendments(document, tree, find_citations(document, tree))
    found = weigh(document, tree, amendments)

    def seen(weighed: Weighed) -> Seen:
        procedure = claimed(found.reader, weighed)
        spans = [procedure.anchor, *procedure.spans, *(p.span for p in procedure.parts)]
        numbers = frozenset(n for span in spans for n in _lines(document, span))
        return Seen(
            act, signs(found.reader, weighed.group, weighed.parts, found.title, tree.meta), procedure.anchor, procedure.name,
            weighed.reason is None, numbers,
        )  # fmt: skip

    return [seen(weighed) for weighed in found.groups]


def _lines(document: Document, span: Span) -> range:
    index = document.lines
    return range(index.line_of(span[0]) + 1, index.line_of(max(span[0], span[1] - 1)) + 2)


def fingerprint(name: str) -> str:
    """The fingerprint of a name in the rows of reading by eye.

    >>> fingerprint("Cấp  thẻ") == fingerprint("cấp thẻ")
    True
    """
    plain = " ".join(unicodedata.normalize("NFC", name).lower().split())
    return hashlib.sha256(plain.encode()).hexdigest()[:12]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def _verdict(row: dict[str, str]) -> Answer | None:
    """The answer of a row; a finding of REG-01 is right or wrong on the look-up, its reason tells whether it is a procedure."""
    answers: dict[str, Answer] = {"real": "real", "partial": "partial", "false": "false"}
    if "kind" in row:
        return answers[row["verdict"]]
    if row["verdict"] == "true":
        return "real"
    if _STEP.search(row["reason"]):
        return "partial"
    return "false" if _NO_PROCEDURE.search(row["reason"]) else "real"


def _source(row: dict[str, str]) -> Literal["draw", "held out", "registry pairs", "look-up"]:
    if "kind" not in row:
        return "look-up"
    if row["kind"].endswith(_HELD_OUT):
        return "held out"
    return "draw" if row["kind"].startswith("procedure of") else "registry pairs"


class Sources:
    """The shared data, read once: acts by hash, the scorers of the gold, the records of the registry."""

    def __init__(self, shared: Path, corpora: Path) -> None:
        self.shared = shared
        self.corpora = corpora
        with gzip.open(shared / "data" / "acts" / "acts.jsonl.gz", "rt", encoding="utf-8") as stream:
            self.acts: list[dict[str, Any]] = [json.loads(line) for line in stream]
        sys.path.insert(0, str(shared / "gold"))
        try:
            self.score: ModuleType = importlib.import_module("score")
            self.masked: Any = importlib.import_module("score_registry").masked
        finally:
            sys.path.remove(str(shared / "gold"))

    def by_eye(self) -> Iterator[Example]:
        """The groups that were read by eye and are still found where they were."""
        rows: dict[str, list[dict[str, str]]] = defaultdict(list)
        for name in ("procedures.tsv", "reg01.tsv"):
            for row in _rows(self.corpora / "verdicts" / name):
                rows[row["act"]].append(row)
        done: set[str] = set()
        for act in self.acts:
            for text in self._forms(act):
                key = hashlib.sha256(text.encode()).hexdigest()[:12]
                if key in rows and key not in done:
                    done.add(key)
                    seen = groups_of(act["number"] or key, text)
                    for row in rows[key]:
                        group = _at(seen, row)
                        answer = _verdict(row)
                        if group is not None and answer is not None:
                            yield Example(group, answer, _source(row))

    def _forms(self, act: dict[str, Any]) -> list[str]:
        plain = act["text"].rstrip("\n")
        forms = [plain + "\n", plain]
        if "/" in (act["number"] or ""):
            masked = self.masked(plain, act["number"])
            forms += [masked + "\n", masked]
        return forms

    def gold(self) -> Iterator[Example]:
        """What is found in the acts with gold marks: matched is real, the rest false."""
        texts = {act["sha256"]: act["text"] for act in self.acts}
        for folder, source in ((self.shared / "gold" / "dev", "gold dev"), (self.corpora / "gold", "own gold")):
            for path in sorted(folder.glob("*.json")):
                marks = json.loads(path.read_text(encoding="utf-8"))
                own = path.with_suffix(".txt")
                text = own.read_text(encoding="utf-8") if own.exists() else texts.get(marks["text_sha256"])
                if text is None:
                    continue
                seen = groups_of(marks["number"], text)
                taken = [s for s in seen if s.claimed]
                right = {i for i, _ in self.score.match([({"name": s.name}, set(s.lines)) for s in taken], marks["procedures"])}
                for i, s in enumerate(taken):
                    yield Example(s, "real" if i in right else "false", "gold dev" if source == "gold dev" else "own gold")

    def records(self) -> Iterator[Example]:
        """Groups whose name is nearly that of a record of the registry that is based on their act: real."""
        names: dict[str, set[str]] = defaultdict(set)
        with gzip.open(self.shared / "data" / "procedures" / "procedures.jsonl.gz", "rt", encoding="utf-8") as stream:
            for record in map(json.loads, stream):
                for basis in record["legal_basis"]:
                    names[basis["number"] or ""].add(record["name"])
        for act in self.acts:
            told = names.get(act["number"] or "")
            if told and act["quality"].startswith("full") and len(act["text"]) < _LONGEST:
                known = [(self.score.words(name), self.score.family(name)) for name in sorted(told)]
                for seen in groups_of(act["number"], act["text"]):
                    words, family = self.score.words(seen.name), self.score.family(seen.name)
                    if seen.claimed and any(f == family and len(w & words) >= _ALIKE * len(w | words) for w, f in known):
                        yield Example(seen, "real", "records")


def _at(seen: list[Seen], row: dict[str, str]) -> Seen | None:
    start = int(row["span"].split("-")[0])
    here = [s for s in seen if abs(s.anchor[0] - start) <= 3]
    named = [s for s in here or seen if fingerprint(s.name) == row["fingerprint"]]
    return named[0] if named else here[0] if len(here) == 1 else None
