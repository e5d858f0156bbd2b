"""Taking in a newer export of procedures: every row validated, bad ones rejected with a reason, all or nothing written."""

import re
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, field_validator

from review.registry.importing import ImportResult, RejectedRow, iso_date, read_rows, validate_rows
from review.registry.procedures.facts import agency, cell, key_of, record_parts
from review.registry.procedures.provinces import Provinces
from review.registry.procedures.records import ProcedureRegistry, Record
from review.registry.procedures.tables import Row, read_parts, write_registry
from review.registry.procedures.text import fold

ALIASES = {
    "mã": "code", "mã số": "code", "mã thủ tục": "code", "mã tthc": "code", "số hồ sơ tthc": "code", "tên": "name",
    "tên thủ tục": "name", "tên thủ tục hành chính": "name", "tên tthc": "name", "lĩnh vực": "field", "cấp": "level",
    "cấp thực hiện": "level", "cấp giải quyết": "level", "loại": "type", "loại thủ tục": "type", "bộ, ngành": "ministry",
    "bộ/ngành": "ministry", "cơ quan công bố": "ministry", "cơ quan thực hiện": "agency_perform", "agency": "agency_perform",
    "cơ quan có thẩm quyền": "agency_decide", "cơ quan phối hợp": "agency_coordinate", "quyết định công bố": "decision",
    "số quyết định": "decision", "tỉnh": "province", "tỉnh, thành phố": "province", "in": "place",
}  # fmt: skip
"""Column names as portals and offices write them."""
_CODE = re.compile(r"([1-6]\.\d{6})(?:\.\d{3}\.\d{2}\.\d{2}(?:\.[A-Z]\d+)?)?$")
_LEVELS = {"bo": "bo", "cấp bộ": "bo", "trung ương": "bo", "cấp trung ương": "bo", "tinh": "tinh", "cấp tỉnh": "tinh", "xa": "xa",
           "cấp xã": "xa", "khac": "khac", "cơ quan khác": "khac", "chưa xác định": ""}  # fmt: skip
_TYPES = {"tc": "TC", "tiêu chuẩn": "TC", "dt": "DT", "đặc thù": "DT", "nb": "NB", "nội bộ": "NB", "lt": "LT", "tthc liên thông": "LT",
          "liên thông": "LT"}  # fmt: skip


class ProcedureRow(BaseModel):
    """A row of an export. The nested fields are those of ``data/procedures`` and may stand in JSONL only."""

    model_config = ConfigDict(extra="ignore")

    code: str
    name: str
    field: str | None = None
    level: tuple[Literal["bo", "tinh", "xa", "khac"], ...] = ()
    type: Literal["TC", "DT", "NB", "LT"] | None = None
    province: str | None = None
    ministry: str | None = None
    kind: str | None = None
    agency_perform: str | None = None
    agency_decide: str | None = None
    agency_coordinate: str | None = None
    decision: str | None = None
    applicants: tuple[str, ...] = ()
    manner: tuple[dict[str, Any], ...] = ()
    dossier: tuple[dict[str, Any], ...] = ()
    sets: int | None = None
    results: tuple[str, ...] = ()
    conditions: str | None = None
    legal_basis: tuple[dict[str, Any], ...] = ()
    fetched: str | None = None

    @field_validator("code", mode="before")
    @classmethod
    def _national_code(cls, value: object) -> str:
        match = _CODE.match(str(value or "").strip())
        if not match:
            raise ValueError("mã thủ tục phải có dạng 1.000000")
        return match.group(1)

    @field_validator("name", mode="before")
    @classmethod
    def _named(cls, value: object) -> str:
        name = cell(str(value or ""))
        if len(name) < 6:
            raise ValueError("thiếu tên thủ tục")
        return name

    @field_validator("level", mode="before")
    @classmethod
    def _levels(cls, value: object) -> list[str]:
        cells = value if isinstance(value, list | tuple) else re.split(r"[,;/]", str(value or ""))
        out = []
        for text in (str(c).strip().lower() for c in cells):
            if text and text not in _LEVELS:
                raise ValueError(f"không rõ cấp thực hiện “{text}”")
            if text and _LEVELS[text]:
                out.append(_LEVELS[text])
        return out

    @field_validator("type", mode="before")
    @classmethod
    def _type(cls, value: object) -> str | None:
        text = str(value or "").strip().lower()
        if text and text not in _TYPES:
            raise ValueError(f"không rõ loại thủ tục “{text}”")
        return _TYPES.get(text)

    @field_validator("decision", mode="before")
    @classmethod
    def _number(cls, value: object) -> str | None:
        number = value.get("number") if isinstance(value, dict) else value
        return str(number) if number else None

    @field_validator("manner", "dossier", "legal_basis", mode="before")
    @classmethod
    def _nested(cls, value: object) -> list[dict[str, Any]]:
        return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []

    @field_validator("applicants", "results", mode="before")
    @classmethod
    def _texts(cls, value: object) -> list[str]:
        if isinstance(value, str):
            return [part for text in re.split(r"[;\n]", value) if (part := text.strip())]
        return [str(text) for text in value] if isinstance(value, list | tuple) else []

    @field_validator("fetched", mode="before")
    @classmethod
    def _day(cls, value: object) -> str | None:
        return iso_date(value)


def import_procedures(file: Path, folder: Path, *, snapshot: str, whole: bool = False, base: Path | None = None) -> ImportResult:
    """Merge an export (JSONL, CSV, TSV, XLSX) into the registry of ``folder`` and say which rows were left out.

    Rows replace records of the same code; parts that a row does not give are kept from before. ``snapshot`` is the ISO day
    of the export: that of its rows, and of the list only with ``whole``: then the export is the complete national list, and records it
    lacks stay, as no longer listed.
    ``base`` is the registry to merge with where ``folder`` holds none yet (default: the packaged one). When no row is good
    nothing is written. Readers see the old registry until the last step.

    Raises:
        BadInput: the file is missing, broken or of a kind that is not read.
        ValueError: ``snapshot`` is no day.

    """
    date.fromisoformat(snapshot)
    good, rejected = _validated(file)
    if not good:
        return ImportResult(accepted=0, rejected=tuple(rejected), replaced=False)
    source = folder if (folder / "manifest.json").is_file() else base
    old = ProcedureRegistry.load(source)
    provinces = Provinces.packaged()
    names = {record.code: _as_row(record, listed=record.listed and not whole) for record in old.records}
    parts = {(row["code"], row.get("province")): row for row in read_parts(old.source)} if old.source else {}
    for row in good:
        raw = row.model_dump() | {"decision": {"number": row.decision}}
        new = record_parts(_defaults(raw))
        before = parts.get((row.code, None), {})
        if len(new) > 1 or before:
            parts[row.code, None] = {**before, **new, "code": row.code}
        complete = bool(row.dossier and row.manner) or names.get(row.code, {}).get("complete") == "1"
        names[row.code] = _merged(names.get(row.code), row, provinces, complete=complete, snapshot=snapshot, source=file.name)
    inputs = {file.name: snapshot}
    newest = max(snapshot, old.snapshot) if whole else old.snapshot
    write_registry(folder, names.values(), parts.values(), snapshot=newest, inputs=inputs)
    return ImportResult(accepted=len(good), rejected=tuple(rejected), replaced=True)


def _validated(file: Path) -> tuple[list[ProcedureRow], list[RejectedRow]]:
    """Good rows by code, the last of each; a code used for two names is a fault of the export that its maker must mend."""
    last: dict[str, ProcedureRow] = {}
    rejected: list[RejectedRow] = []
    for number, cells in read_rows(file):
        good, bad = validate_rows([(number, cells)], ProcedureRow, ALIASES)
        rejected += bad
        for row in good:
            if row.code in last and fold(last[row.code].name) != fold(row.name):
                rejected.append(RejectedRow(row=number, reason=f"mã {row.code} đã dùng cho thủ tục khác trong cùng tệp"))
            else:
                last[row.code] = row
    return list(last.values()), rejected


def _merged(before: Row | None, row: ProcedureRow, provinces: Provinces, *, complete: bool, snapshot: str, source: str) -> Row:
    old = before or {}
    kind = "NB" if row.code[0] in "56" else row.type or old.get("type") or "TC"
    deciding = agency(row.agency_decide or row.agency_perform) or old.get("agency") or ""
    province = provinces.of(row.province) or old.get("province") or provinces.of(row.name) or provinces.of(deciding) or ""
    return {
        "code": row.code, "name": row.name, "field": cell(row.field) or old.get("field", ""),
        "level": ",".join(row.level) or old.get("level", ""), "type": kind, "province": province if kind == "DT" else "",
        "ministry": cell(row.ministry) or old.get("ministry", ""), "agency": deciding, "kind": cell(row.kind) or old.get("kind", ""),
        "listed": "1", "complete": str(int(complete)), "snapshot": row.fetched or snapshot, "source": source,
        "key": key_of(row.name, kind, provinces),
    }  # fmt: skip


def _as_row(record: Record, *, listed: bool) -> Row:
    return {
        "code": record.code, "name": record.name, "field": record.field or "", "level": ",".join(record.levels), "type": record.kind,
        "province": record.province or "", "ministry": record.ministry or "", "agency": record.agency or "",
        "kind": record.legal_kind or "", "listed": str(int(listed)), "complete": str(int(record.complete)),
        "snapshot": record.snapshot, "source": record.source, "key": record.key,
    }  # fmt: skip


def _defaults(raw: dict[str, Any]) -> dict[str, Any]:
    """The nested rows with the fields that an export may leave out."""
    manner = dict.fromkeys(("channel", "time_value", "time_unit", "fee_amount", "note"))
    paper = dict.fromkeys(("form", "originals", "copies"))
    raw["manner"] = [{**manner, **row} for row in raw["manner"]]
    raw["dossier"] = [{**paper, "paper": "", **row} for row in raw["dossier"]]
    raw["legal_basis"] = [{"number": None, **row} for row in raw["legal_basis"]]
    return raw
