"""What the clause model learns from: marked acts, and lines of acts that share their words with the registry's records.

Nothing here is imported by the library; it reads the shared data folder when the model is rebuilt.
"""

import gzip
import json
import random
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from zlib import crc32

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from review.clauses.features import SIZE, Features
from review.clauses.frames import Frame, frames
from review.clauses.grammar import Grammar, is_sanction_act
from review.contract.base import Label
from review.contract.document import Document
from review.contract.structure import Structure
from review.structure import outline

LABELS: Final[tuple[Label, ...]] = (
    "requirement", "condition", "prohibition", "reporting", "procedure_step", "dossier", "time_limit", "fee",
)  # fmt: skip
"""The labels that are marked and scored (gold/GUIDE.md)."""

_SHINGLE: Final = 3
_LIKE: Final[dict[Label, float]] = {"dossier": 0.75, "condition": 0.75, "procedure_step": 0.8}
"""Share of shingles a line and a record's words must have in common, by what the record says of them."""

_PER_ACT: Final = 80
_MIN_WORDS: Final = 5
_WORD = re.compile(r"\w+")
_CUT = re.compile(r"\n+|(?<=[.;])\s+(?=[A-ZĐ\-+])")
_MARK = re.compile(r"^[\s\-+*•]*(?:Bước \d+[:.]?|[a-zđ]\)|\d+(?:\.\d+)*[.)])?\s*")

_KNOWN: Final[dict[Label, frozenset[Label]]] = {
    "dossier": frozenset(LABELS) - {"procedure_step"},
    "condition": frozenset({"condition", "procedure_step", "dossier", "time_limit", "fee"}),
}
"""For which labels a line aligned with a record's papers or conditions teaches; of the others it says nothing. Lines that fit a
record's steps teach nothing: taught as steps they made the model worse on acts held out."""


@dataclass
class Marked:
    """An act with marks: features and labels of its lines in scope.

    ``features`` are lines by features (how often a line has each); ``labels`` and ``known`` are lines by :data:`LABELS`; a label
    that is not known of a line teaches nothing. ``lost`` counts, by label, the marks on lines that no label can reach (read as
    form, table or heading).
    """

    name: str
    source: str
    rows: list[int]
    lines: list[Frame]
    features: sp.csr_matrix
    labels: NDArray[np.bool_]
    known: NDArray[np.bool_]
    grammar: NDArray[np.bool_]
    cues: NDArray[np.bool_]
    silent: bool
    lost: NDArray[np.int64]


def read_act(text: str) -> tuple[Structure, list[Frame], Grammar]:
    """The outline, the lines and the grammar's labels of a text."""
    document = Document("act.txt", "txt", "", text)
    structure = outline(document)
    lines = frames(document, structure)
    return structure, lines, Grammar(lines)


_CUE_WORDS: Final[dict[Label, frozenset[str]]] = {
    "requirement": frozenset({"must", "duty"}),
    "condition": frozenset({"cond"}),
    "prohibition": frozenset({"must_not", "forbid"}),
    "reporting": frozenset({"report", "notify"}),
    "procedure_step": frozenset({"submit", "receive", "appraise", "handover"}),
    "dossier": frozenset({"dossier"}),
    "time_limit": frozenset({"time_in"}),
    "fee": frozenset({"fee"}),
}
"""What labels by cue words alone would be: the floor of every table of figures."""


def mark(name: str, source: str, text: str, scope: list[list[int]], clauses: dict[str, list[str]]) -> Marked:
    """An act with the marks of its lines (numbered from 1) within the scope."""
    text = unicodedata.normalize("NFC", text)
    structure, lines, grammar = read_act(text)
    numbers = _numbers(text, lines)
    features = Features(lines, grammar)
    rows = [at for at in features.rows if any(first <= numbers[at] <= last for first, last in scope)]
    labels = np.array([[label in clauses.get(str(numbers[at]), ()) for label in LABELS] for at in rows], dtype=bool)
    found = _marked(name, source, lines, grammar, features, rows, labels, None, silent=is_sanction_act(structure))
    reached = {str(numbers[at]) for at in rows}
    missed = [labels for number, labels in clauses.items() if number not in reached]
    found.lost = np.array([sum(label in labels for labels in missed) for label in LABELS])
    return found


def _marked(
    name: str, source: str, lines: list[Frame], grammar: Grammar, features: Features, rows: list[int],
    labels: NDArray[np.bool_], known: NDArray[np.bool_] | None, *, silent: bool,
) -> Marked:  # fmt: skip
    shape = (len(rows), len(LABELS))
    return Marked(
        name=name,
        source=source,
        rows=rows,
        lines=lines,
        features=_matrix(features, rows),
        labels=labels.reshape(shape),
        known=np.ones(shape, dtype=bool) if known is None else known.reshape(shape),
        grammar=np.array([[label in grammar.labels[at] for label in LABELS] for at in rows], dtype=bool).reshape(shape),
        cues=np.array([[bool(lines[at].cues & _CUE_WORDS[label]) for label in LABELS] for at in rows], dtype=bool).reshape(shape),
        silent=silent,
        lost=np.zeros(len(LABELS), dtype=np.int64),
    )


def _matrix(features: Features, rows: list[int]) -> sp.csr_matrix:
    """The features of some lines (places among the frames) as a sparse matrix, a feature met twice counted twice."""
    parts = [(np.repeat(np.arange(len(lengths)), lengths), columns) for columns, lengths in features.groups()]
    places = np.concatenate([part[0] for part in parts]) if parts else np.zeros(0, dtype=np.int64)
    columns = np.concatenate([part[1] for part in parts]) if parts else np.zeros(0, dtype=np.int64)
    whole = sp.csr_matrix((np.ones(len(columns)), (places, columns)), shape=(len(features.rows), SIZE))
    order = {at: place for place, at in enumerate(features.rows)}
    return whole[[order[at] for at in rows]]


def _numbers(text: str, lines: list[Frame]) -> list[int]:
    """The number (from 1) of each frame's line."""
    numbers, line, at = [], 1, 0
    for frame in lines:
        line += text.count("\n", at, frame.span[0])
        at = frame.span[0]
        numbers.append(line)
    return numbers


def gold(folder: Path) -> Iterator[Marked]:
    """The acts of a folder of pairs (text and marks), in order of name."""
    for path in sorted(folder.glob("*.json")):
        marks = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        yield mark(marks["number"], path.stem, text, marks["scope"], marks["clauses"])


def standoff(folder: Path, texts: dict[str, dict[str, Any]], skip: frozenset[str] = frozenset()) -> Iterator[Marked]:
    """The acts of a folder of stand-off marks whose text is among ``texts`` (rows of data/acts by sha256).

    Acts that say ``unlabelled``, whose lines were read for procedures only, are passed over.
    """
    for path in sorted(folder.glob("*.json")):
        marks = json.loads(path.read_text(encoding="utf-8"))
        row = texts.get(marks["text_sha256"])
        if row is not None and marks["text_sha256"] not in skip and not marks.get("unlabelled"):
            yield mark(marks["number"], path.stem, row["text"], marks["scope"], marks["clauses"])


def act_texts(shared: Path) -> dict[str, dict[str, Any]]:
    """The acts of the shared data by the sha256 of their text."""
    with gzip.open(shared / "data" / "acts" / "acts.jsonl.gz", "rt", encoding="utf-8") as stream:
        return {row["sha256"]: row for row in map(json.loads, stream)}


def aligned(shared: Path, texts: dict[str, dict[str, Any]], skip: frozenset[str]) -> list[Marked]:
    """Lines of acts that share their words with papers or conditions of the records that cite the act as basis.

    Acts whose number is in ``skip`` (those marked by hand) are left out. The draw of lines is fixed by a seed.
    """
    wanted = _basis(shared / "data" / "procedures" / "procedures.jsonl.gz")
    chance = random.Random(3)
    found = []
    for row in sorted(texts.values(), key=lambda act: (act["number"] or "", act["sha256"])):
        number = row["number"]
        if number not in wanted or number in skip or row["quality"].startswith("garbled"):
            continue
        text = unicodedata.normalize("NFC", row["text"])
        structure, lines, grammar = read_act(text)
        features = Features(lines, grammar)
        pairs = _align(lines, features.rows, wanted[number])
        if not pairs:
            continue
        chance.shuffle(pairs)
        kept = pairs[:_PER_ACT]
        labels = np.array([[label == own for label in LABELS] for _, own in kept], dtype=bool)
        known = np.array([[label in _KNOWN[own] for label in LABELS] for _, own in kept], dtype=bool)
        places = [at for at, _ in kept]
        silent = is_sanction_act(structure)
        found.append(_marked(number, "registry", lines, grammar, features, places, labels, known, silent=silent))
    return found


def _basis(path: Path) -> dict[str, list[tuple[Label, frozenset[int]]]]:
    """By number of the act that records cite as basis: what the records say, as hashed shingles."""
    wanted: dict[str, dict[tuple[Label, str], frozenset[int]]] = defaultdict(dict)
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for record in map(json.loads, stream):
            said: list[tuple[Label, str]] = [("dossier", row["paper"] or "") for row in record.get("dossier") or []]
            said += [("procedure_step", record.get("steps") or ""), ("condition", record.get("conditions") or "")]
            items = [(kind, _MARK.sub("", part)) for kind, words in said for part in _CUT.split(words)]
            for basis in record.get("legal_basis") or []:
                own = wanted[basis["number"]]
                for kind, part in items:
                    if len(part.split()) >= _MIN_WORDS and (kind, part) not in own:
                        own[(kind, part)] = _shingles(part)
    return {number: [(kind, marks) for (kind, _), marks in said.items()] for number, said in wanted.items()}


def _shingles(words: str) -> frozenset[int]:
    tokens = _WORD.findall(words.lower())
    return frozenset(crc32(" ".join(tokens[at : at + _SHINGLE]).encode()) for at in range(len(tokens) - _SHINGLE + 1))


def _align(lines: list[Frame], rows: list[int], said: list[tuple[Label, frozenset[int]]]) -> list[tuple[int, Label]]:
    """The lines that say what one kind of record says, with that kind; lines that fit two kinds are left out."""
    index: dict[int, list[int]] = defaultdict(list)
    for number, (_, marks) in enumerate(said):
        for one in marks:
            index[one].append(number)
    pairs: list[tuple[int, Label]] = []
    for at in rows:
        own = _shingles(_MARK.sub("", lines[at].low))
        if len(own) < _SHINGLE:
            continue
        common = Counter(number for one in own for number in index.get(one, ()))
        kinds: set[Label] = set()
        for number, shared in common.items():
            kind, marks = said[number]
            size = max(len(own), len(marks)) if kind != "procedure_step" else min(len(own), len(marks))
            if size >= _SHINGLE and shared / size >= _LIKE[kind]:
                kinds.add(kind)
        if "dossier" in kinds:
            kinds.discard("procedure_step")
        if len(kinds) == 1 and (kind := kinds.pop()) in _KNOWN:
            pairs.append((at, kind))
    return pairs
