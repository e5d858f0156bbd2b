"""Build the facts tables of the procedure registry from the shared data.

    python -m review.registry.procedures.build --shared ../shared

Writes names, parts and a manifest into ``corpora/procedures``; the same input gives the same bytes.
"""

import argparse
import csv
import gzip
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from review.registry.procedures.facts import agency, cell, key_of, record_parts
from review.registry.procedures.provinces import Provinces
from review.registry.procedures.tables import write_registry
from review.registry.procedures.text import fold
from review.settings import data_dir

Row = dict[str, Any]
SOURCES = ("procedures.jsonl.gz", "procedures_more.jsonl.gz", "provincial_variants.jsonl.gz", "national_index.tsv.gz")
INDEX_SNAPSHOT = "2026-09-17"
"""The day on which the national list was crawled (datasheet of the shared data)."""
INDEX_SOURCE = "duynghiaqn/Crawler-TTHC"
_LEVELS = {"cấp bộ": "bo", "cấp tỉnh": "tinh", "cấp xã": "xa", "cơ quan khác": "khac"}


def main(arguments: list[str] | None = None) -> int:
    """The rebuild command; returns 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds data/procedures")
    parser.add_argument("--out", type=Path, default=data_dir("corpora") / "procedures")
    options = parser.parse_args(arguments)
    summary = build(options.shared / "data" / "procedures", options.out)
    sys.stdout.write(json.dumps(summary, ensure_ascii=False) + "\n")
    return 0


def build(data: Path, out: Path) -> Row:
    """Write the tables from the four source files and return the counts of the manifest."""
    index = list(_table(data / "national_index.tsv.gz"))
    listed = {row["code"] for row in index}
    full = list(_lines(data / "procedures.jsonl.gz"))
    more = list(_lines(data / "procedures_more.jsonl.gz"))
    variants = list(_lines(data / "provincial_variants.jsonl.gz"))
    provinces = Provinces.packaged()
    names = [_name(row, row["code"] in listed, provinces) for row in (*full, *more)]
    names += [_index_name(row, provinces) for row in index if row["in"] == "here"]
    parts = [part for row in (*full, *more) if (part := record_parts(row))]
    parts += [{**part, "province": provinces.of(row["ministry"])} for row in variants if (part := record_parts(row))]
    inputs = {name: hashlib.sha256((data / name).read_bytes()).hexdigest() for name in SOURCES}
    return write_registry(out, names, parts, snapshot=INDEX_SNAPSHOT, inputs=inputs)


def _name(row: Row, listed: bool, provinces: Provinces) -> Row:
    kind = "NB" if row["code"][0] in "56" else "TC"
    province = provinces.of(row["ministry"]) if (row["ministry"] or "").startswith("UBND") else None
    if province and (province != "Đà Nẵng" or fold(province) in fold(row["name"])):
        kind = "DT"
    return {
        "code": row["code"], "name": cell(row["name"]), "field": cell(row["field"]), "level": ",".join(row["level"]),
        "type": kind, "province": province if kind == "DT" else "", "ministry": cell(row["ministry"]),
        "agency": agency(row["agency_decide"] or row["agency_perform"]) or "", "kind": cell(row["kind"]),
        "listed": str(int(listed)), "complete": str(int(row["complete"])), "snapshot": row["fetched"], "source": row["source"],
        "key": key_of(row["name"], kind, provinces),
    }  # fmt: skip


def _index_name(row: Row, provinces: Provinces) -> Row:
    levels = [_LEVELS[level] for cell in row["level"].split(",") if (level := cell.strip().lower()) in _LEVELS]
    kind = "NB" if row["type"] == "NB" or row["code"][0] in "56" else "LT" if row["type"].startswith("TTHC") else row["type"]
    province = (provinces.of(row["name"]) or provinces.of(row["agency"])) if kind == "DT" else None
    return {
        "code": row["code"], "name": cell(row["name"]), "field": cell(row["field"]), "level": ",".join(levels),
        "type": kind, "province": province or "", "ministry": "", "agency": agency(row["agency"]) or "", "kind": "",
        "listed": "1", "complete": "0", "snapshot": INDEX_SNAPSHOT, "source": INDEX_SOURCE,
        "key": key_of(row["name"], kind, provinces),
    }  # fmt: skip


def _lines(path: Path) -> Iterator[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def _table(path: Path) -> Iterator[Row]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)


if __name__ == "__main__":
    sys.exit(main())
