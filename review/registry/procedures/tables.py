"""The files of a registry: names, parts and a manifest that points to them."""

import base64
import csv
import gzip
import hashlib
import io
import json
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from review.registry.importing import gzip_lines, write_atomically

Row = dict[str, Any]
MANIFEST = "manifest.json"
NAME_COLUMNS = (
    "code", "name", "field", "level", "type", "province", "ministry", "agency", "kind", "listed", "complete", "snapshot", "source", "key",
)  # fmt: skip
"""Columns of the names. ``level``: ``bo``, ``tinh``, ``xa``, ``khac`` by commas; ``type``: TC standard, DT special of one
province, NB internal, LT joined; ``agency`` decides, else performs; ``listed``, ``complete``: 0 or 1; ``key``: the folded name.
"""


@dataclass(frozen=True)
class Manifest:
    """Which files make the registry, and how far it reaches. ``snapshot``: ISO day of the newest list."""

    snapshot: str
    names: str
    parts: str

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """The manifest of a folder. Raises ``FileNotFoundError`` where there is none."""
        stored = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return cls(stored["snapshot"], stored["names"], stored["parts"])


def write_registry(folder: Path, names: Iterable[Row], parts: Iterable[Row], *, snapshot: str, inputs: dict[str, str]) -> Row:
    """Write a registry so that a reader sees the old one or the new one: data files first, the manifest last.

    Data files bear a hash of their content; those that no manifest points to any more are removed. Returns the counts.
    """
    named = sorted(names, key=lambda row: str(row["code"]))
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, NAME_COLUMNS, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
    writer.writeheader()
    writer.writerows(named)
    ordered = sorted(parts, key=lambda row: (row["code"], row.get("province") or ""))
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in ordered)
    files = {
        name: (f"{name}-{hashlib.sha256(data).hexdigest()[:8]}.{suffix}.gz", data)
        for name, suffix, data in (
            ("names", "tsv", gzip_lines(buffer.getvalue().splitlines())),
            ("parts", "jsonl", gzip_lines(lines)),
        )
    }
    for file, data in files.values():
        write_atomically(folder / file, data)
    counts = {
        "records": len(named),
        "listed": sum(str(row["listed"]) == "1" for row in named),
        "with_parts": sum(str(row["complete"]) == "1" for row in named),
        "variants": sum("province" in row for row in ordered),
    }
    manifest = {"snapshot": snapshot, **{name: file for name, (file, _) in files.items()}, "counts": counts, "inputs": inputs}
    write_atomically(folder / MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode())
    kept = {file for file, _ in files.values()}
    for old in (*folder.glob("names-*.tsv.gz"), *folder.glob("parts-*.jsonl.gz")):
        if old.name not in kept:
            old.unlink()
    return counts


def read_names(folder: Path, manifest: Manifest) -> list[list[str]]:
    """The cells of all names, in the order of ``NAME_COLUMNS``.

    Raises ``ValueError`` where the table has other columns.
    """
    rows = gzip.decompress((folder / manifest.names).read_bytes()).decode().split("\n")
    if tuple(rows[0].split("\t")) != NAME_COLUMNS:
        raise ValueError(f"{manifest.names} has other columns; rebuild the registry")
    return [row.split("\t") for row in rows[1:] if row]


def read_parts(path: Path) -> Iterator[Row]:
    """The rows of a file of parts."""
    for line in gzip.decompress(path.read_bytes()).splitlines():
        yield json.loads(line)


def pack(values: Iterable[int]) -> str:
    """A set of 16-bit hashes as text: sorted, little-endian, base 64."""
    ordered = sorted(values)
    return base64.b64encode(struct.pack(f"<{len(ordered)}H", *ordered)).decode()


def unpack(text: str) -> frozenset[int]:
    """The set that :func:`pack` wrote."""
    raw = base64.b64decode(text)
    return frozenset(struct.unpack(f"<{len(raw) // 2}H", raw))
