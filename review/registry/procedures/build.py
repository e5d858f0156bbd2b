"""Build the facts tables of the procedure registry from the shared data.

    python -m review.registry.procedures.build --shared ../shared

Writes ``names.tsv.gz``, ``parts.jsonl.gz`` and ``manifest.json`` into ``corpora/procedures``; the same input gives the same bytes.
"""

import argparse
import base64
import csv
import gzip
import hashlib
import io
import json
import re
import struct
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from review.registry.procedures.provinces import Provinces
from review.registry.procedures.text import act_number, fold, name_key, shingles, without_citations
from review.settings import data_dir

Row = dict[str, Any]
HEAD_WORDS = 12
"""Longest head noun phrase kept of a paper, condition or result (DESIGN 6)."""
AGENCY_WORDS = 24
SHINGLES_PER_ENTRY = 64
NAME_COLUMNS = (
    "code", "name", "field", "level", "type", "province", "ministry", "agency", "kind", "listed", "complete", "snapshot", "source", "key",
)  # fmt: skip
SOURCES = ("procedures.jsonl.gz", "procedures_more.jsonl.gz", "provincial_variants.jsonl.gz", "national_index.tsv.gz")
INDEX_SNAPSHOT = "2026-09-17"
INDEX_SOURCE = "duynghiaqn/Crawler-TTHC"

_BULLET = re.compile(
    r"^(?:[\s\-–+*•.·]+|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ](?:\.\d)?|[ivx]{1,4})\s*[).:]\s*|\d{1,2}\s*\(\w+\)\s*|Bước \d+\s*[:.]\s*)+"
    r"|^0?\d{1,2}\s+(?=bản|bộ|ảnh|tờ)",
    re.IGNORECASE,
)
_HEAD_END = re.compile(
    r"[:;.(\[“\"]|,\s*(?:trong đó|gồm|bao gồm|kèm|có|được|trừ|theo|nếu|do|đã)\b"
    r"|\s(?:theo mẫu|theo quy định|quy định tại|trong trường hợp|đối với trường hợp|phải|nếu|trừ|được|bao gồm|gồm có|kèm theo|ban hành)\s",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"^\W*(?:không(?: có)?(?: quy định)?|chưa có(?: thông tin)?|no(?:ne)?|n/a|không yêu cầu)?\W*$", re.IGNORECASE)
_LEVELS = {"cấp bộ": "bo", "cấp tỉnh": "tinh", "cấp xã": "xa", "cơ quan khác": "khac"}
_FILE_END = re.compile(r"\.(?:docx?|pdf|xlsx?|odt|rtf|zip|rar)", re.IGNORECASE)


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
    listed = {row["code"]: row for row in index}
    full = list(_lines(data / "procedures.jsonl.gz"))
    more = list(_lines(data / "procedures_more.jsonl.gz"))
    variants = list(_lines(data / "provincial_variants.jsonl.gz"))
    provinces = Provinces.packaged()
    names = [_name(row, row["code"] in listed, provinces) for row in (*full, *more)]
    names += [_index_name(row, provinces) for row in index if row["in"] == "here"]
    names.sort(key=lambda row: str(row["code"]))
    for name in names:
        name["key"] = provinces.trimmed(name_key(name["name"])) if name["type"] == "DT" else name_key(name["name"])
    parts = [part for row in (*full, *more) if (part := record_parts(row))]
    parts += [{**part, "province": provinces.of(row["ministry"])} for row in variants if (part := record_parts(row))]
    parts.sort(key=lambda row: (row["code"], row.get("province") or ""))
    write_tables(out, names, parts)
    manifest = {
        "snapshot": INDEX_SNAPSHOT,
        "counts": {
            "records": len(names),
            "listed": sum(row["listed"] == "1" for row in names),
            "with_parts": sum(row["complete"] == "1" for row in names),
            "variants": len(variants),
        },
        "inputs": {name: hashlib.sha256((data / name).read_bytes()).hexdigest() for name in SOURCES},
    }
    (out / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    counts: Row = manifest["counts"]  # type: ignore[assignment]  # a dict of mixed values
    return counts


def write_tables(out: Path, names: Iterable[Row], parts: Iterable[Row]) -> None:
    """Write both tables, gzip without a time stamp."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, NAME_COLUMNS, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
    writer.writeheader()
    writer.writerows(names)
    _gzip(out / "names.tsv.gz", buffer.getvalue())
    _gzip(out / "parts.jsonl.gz", "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in parts))


def pack(values: Iterable[int]) -> str:
    """A set of 16-bit hashes as text: sorted, little-endian, base 64."""
    ordered = sorted(values)
    return base64.b64encode(struct.pack(f"<{len(ordered)}H", *ordered)).decode()


def head(text: str) -> str:
    """The head noun phrase: no bullet or count before it, cut where the phrase ends, at most twelve words.

    >>> head("- 01 (một) bản sao Giấy phép lái xe còn hiệu lực (nếu có);"), head("b) Hóa đơn thương mại: 01 bản chụp;")
    ('bản sao Giấy phép lái xe còn hiệu lực', 'Hóa đơn thương mại')
    """
    plain = " ".join(without_citations(_BULLET.sub("", text.strip())).split())
    end = _HEAD_END.search(plain, 4)
    phrase = plain[: end.start()] if end else plain
    return " ".join(phrase.split()[:HEAD_WORDS]).strip(" ,;:-–.")


def record_parts(row: Row) -> Row:
    """The facts of one record of the sources beyond its name; empty when there is none."""
    entry: Row = {
        "perform": _agency(row["agency_perform"]),
        "decide": _agency(row["agency_decide"]),
        "coordinate": _agency(row["agency_coordinate"]),
        "applicants": row["applicants"],
        "times": _times(row["manner"]),
        "fees": sorted({(m["channel"], m["fee_amount"]) for m in row["manner"] if m["fee_amount"] is not None}),
        "channels": sorted({m["channel"] for m in row["manner"] if m["channel"]}),
        "papers": _papers(row["dossier"]),
        "forms": _forms(row["dossier"]),
        "sets": row["sets"],
        "results": [head(text) for text in row["results"] if not _NOTHING.match(text)],
        "conditions": _conditions(row["conditions"]),
        "basis": sorted({act_number(b["number"]) for b in row["legal_basis"] if b["number"]}),
        "decision": row["decision"]["number"],
    }
    kept = {name: value for name, value in entry.items() if value not in (None, [], "")}
    return {"code": row["code"], **kept} if kept else {}


def _name(row: Row, listed: bool, provinces: Provinces) -> Row:
    kind = "NB" if row["code"][0] in "56" else "TC"
    province = provinces.of(row["ministry"]) if (row["ministry"] or "").startswith("UBND") else None
    if province and (province != "Đà Nẵng" or fold(province) in fold(row["name"])):
        kind = "DT"
    return {
        "code": row["code"], "name": _cell(row["name"]), "field": _cell(row["field"]), "level": ",".join(row["level"]),
        "type": kind, "province": province if kind == "DT" else "", "ministry": _cell(row["ministry"]),
        "agency": _agency(row["agency_decide"] or row["agency_perform"]) or "", "kind": _cell(row["kind"]),
        "listed": str(int(listed)), "complete": str(int(row["complete"])), "snapshot": row["fetched"], "source": row["source"],
    }  # fmt: skip


def _index_name(row: Row, provinces: Provinces) -> Row:
    levels = [_LEVELS[level] for cell in row["level"].split(",") if (level := cell.strip().lower()) in _LEVELS]
    kind = "NB" if row["type"] == "NB" or row["code"][0] in "56" else "LT" if row["type"].startswith("TTHC") else row["type"]
    province = (provinces.of(row["name"]) or provinces.of(row["agency"])) if kind == "DT" else None
    return {
        "code": row["code"], "name": _cell(row["name"]), "field": _cell(row["field"]), "level": ",".join(levels),
        "type": kind, "province": province or "", "ministry": "", "agency": _agency(row["agency"]) or "", "kind": "",
        "listed": "1", "complete": "0", "snapshot": INDEX_SNAPSHOT, "source": INDEX_SOURCE,
    }  # fmt: skip


def _times(manner: list[Row]) -> list[tuple[str, float, str, int]]:
    """Channel, value, unit, and 1 where box and note disagree on working days. Values without a unit are not facts."""
    out = set()
    for row in manner:
        value, unit = row["time_value"], row["time_unit"]
        if value is None or unit is None or not value:
            continue
        said = re.findall(rf"\b0?{value:g}\s*(?:\(\w+\)\s*)?ngày(\s+làm việc)?", row["note"] or "", re.IGNORECASE)
        doubt = unit in ("day", "working_day") and any(bool(work) != (unit == "working_day") for work in said)
        out.add((row["channel"], value, unit, int(doubt)))
    return sorted(out)


def _papers(dossier: list[Row]) -> list[Row]:
    """One entry a paper: head, copies, and its shingles; rows that are notes or repeat a paper are left out."""
    out: list[Row] = []
    seen: set[frozenset[int]] = set()
    for row in dossier:
        runs = shingles(_BULLET.sub("", row["paper"]), limit=SHINGLES_PER_ENTRY)
        phrase = head(row["paper"])
        if not phrase or _NOTHING.match(row["paper"]) or runs in seen:
            continue
        seen.add(runs)
        note = not (row["originals"] or row["copies"])
        entry: Row = {"head": phrase, "originals": row["originals"], "copies": row["copies"], "note": note or None, "runs": pack(runs)}
        out.append({name: value for name, value in entry.items() if value is not None})
    return out


def _conditions(text: str | None) -> list[Row]:
    out: list[Row] = []
    seen: set[frozenset[int]] = set()
    for line in (text or "").splitlines():
        runs = shingles(_BULLET.sub("", line), limit=SHINGLES_PER_ENTRY)
        if _NOTHING.match(line) or len(line) < 12 or runs in seen or not (phrase := head(line)):
            continue
        seen.add(runs)
        out.append({"head": phrase, "runs": pack(runs)})
    return out


def _forms(dossier: list[Row]) -> list[str]:
    found = (_FILE_END.sub(" ", without_citations(row["form"])).split()[:HEAD_WORDS] for row in dossier if row["form"])
    return sorted({" ".join(words) for words in found if words})


def _agency(text: str | None) -> str | None:
    return " ".join(_cell(text).split()[:AGENCY_WORDS]) or None


def _cell(text: str | None) -> str:
    return " ".join((text or "").split())


def _gzip(path: Path, text: str) -> None:
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _lines(path: Path) -> Iterator[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def _table(path: Path) -> Iterator[Row]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)


if __name__ == "__main__":
    sys.exit(main())
