"""The facts tables: one tab-separated line a fact, the first line names the columns.

Cells hold no tab and no line break. Empty is null; lists are joined by spaces, or by ``;`` where their members have spaces.
"""

import gzip
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, cast

from review.contract.base import Model
from review.contract.errors import Defect
from review.registry.acts.model import ActRecord, Relation
from review.registry.importing import write_atomically

ACTS = "acts.tsv.gz"
RELATIONS = "relations.tsv.gz"
OUTLINES = "outlines.tsv.gz"
MANIFEST = "manifest.json"

ACT_COLUMNS = (
    "number", "doc_type", "issuer", "title", "issued", "effective", "word", "word_source", "word_on", "word_from",
    "ended_on", "ended_by", "ends_on", "origins",
)  # fmt: skip
RELATION_COLUMNS = (
    "target", "act", "kind", "on", "until", "target_issuer", "target_date", "act_issuer", "provisions", "path", "words", "origin",
)  # fmt: skip
OUTLINE_COLUMNS = ("number", "issuer", "issued", "complete", "outline")


class Manifest(Model):
    """What a folder of tables holds: the day to which the list as a whole reaches, the files, and counts for people.

    ``supplement`` is the day of the newest export that brought some of its rows only.
    """

    snapshot: str
    supplement: str | None = None
    files: dict[str, str] = {"acts": ACTS, "relations": RELATIONS, "outlines": OUTLINES}
    counts: dict[str, int] = {}

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """The manifest of a folder. Raises ``FileNotFoundError`` where it has none."""
        return cls.model_validate_json((folder / MANIFEST).read_bytes())

    def write(self, folder: Path) -> None:
        """Put the manifest into the folder in one step; the tables it names are there before."""
        write_atomically(folder / MANIFEST, (self.model_dump_json(indent=1, exclude_none=True) + "\n").encode())


def read_lines(path: Path, columns: Sequence[str]) -> list[str]:
    """The data lines of a table. Raises ``Defect`` where its columns are not the expected ones."""
    text = gzip.decompress(path.read_bytes()).decode()
    header, *lines = text.removesuffix("\n").split("\n")
    if tuple(header.split("\t")) != tuple(columns):
        raise Defect("internal", f"Bảng {path.name} không đúng cột.", "Dựng lại bảng bằng lệnh dựng.")
    return lines


def act_line(record: ActRecord) -> str:
    """A record as a line."""
    cells = record.model_dump()
    cells["origins"] = " ".join(record.origins)
    return _line(cells, ACT_COLUMNS)


def relation_line(relation: Relation) -> str:
    """A relation as a line."""
    cells = relation.model_dump()
    cells["provisions"] = " ".join(relation.provisions)
    return _line(cells, RELATION_COLUMNS)


def parse_act(line: str) -> ActRecord:
    """The record of a line; the tables are our own, so their values are taken as they are."""
    cells = _cells(line, ACT_COLUMNS)
    cells["origins"] = tuple((cells["origins"] or "").split())
    cells["word"] = cells["word"] or "unknown"
    cells["word_source"] = cells["word_source"] or "none"
    return ActRecord.model_construct(**cells)


def parse_relation(line: str) -> Relation:
    """The relation of a line."""
    cells = _cells(line, RELATION_COLUMNS)
    cells["provisions"] = tuple((cells["provisions"] or "").split())
    cells["path"] = cells["path"] or ""
    cells["words"] = cells["words"] or ""
    return Relation.model_construct(**cells)


def table(columns: Sequence[str], lines: Iterable[str]) -> list[str]:
    """The lines of a table, sorted, under its header."""
    return ["\t".join(columns), *sorted(lines)]


def _line(cells: dict[str, Any], columns: Sequence[str]) -> str:
    return "\t".join(" ".join(str(cells[column] or "").split()) for column in columns)


def _cells(line: str, columns: Sequence[str]) -> dict[str, Any]:
    values = line.split("\t")
    return cast(dict[str, Any], {column: value or None for column, value in zip(columns, values, strict=True)})
