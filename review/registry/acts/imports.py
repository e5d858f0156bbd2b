"""Taking over a newer export of an acts register into an office's own folder or database."""

import hashlib
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from review.contract.base import DocType
from review.contract.numbers import normalise_number
from review.registry.acts.model import ActRecord, Word
from review.registry.acts.names import issuer_key, number_key
from review.registry.acts.store import ActsRegistry
from review.registry.acts.tables import ACT_COLUMNS, Manifest, act_line, parse_act, read_lines, table
from review.registry.importing import ImportResult, gzip_lines, iso_date, read_rows, validate_rows, write_atomically
from review.settings import data_dir

ALIASES: Mapping[str, str] = {
    "số ký hiệu": "number", "số, ký hiệu": "number", "số hiệu": "number", "loại văn bản": "doc_type", "hình thức văn bản": "doc_type",
    "cơ quan ban hành": "issuer", "trích yếu": "title", "tên văn bản": "title", "ngày ban hành": "issued",
    "ngày có hiệu lực": "effective", "ngày hiệu lực": "effective", "tình trạng hiệu lực": "status", "tình trạng": "status",
    "trạng thái": "status", "ngày cập nhật": "status_on", "ngày hết hiệu lực": "ended_on", "văn bản thay thế": "ended_by",
    "có hiệu lực đến": "ends_on",
}  # fmt: skip
"""Column names as registers write them, in lower case, and the fields they fill."""

_TYPES: Mapping[str, DocType] = {
    "luật": "luat", "bộ luật": "luat", "hiến pháp": "other", "pháp lệnh": "phap_lenh", "nghị quyết": "nghi_quyet",
    "nghị định": "nghi_dinh", "quyết định": "quyet_dinh", "thông tư": "thong_tu", "thông tư liên tịch": "thong_tu_lien_tich",
    "chỉ thị": "chi_thi", "quy chuẩn": "quy_chuan", "văn bản hợp nhất": "vbhn",
}  # fmt: skip
_STATUS: Mapping[str, Word] = {
    "còn hiệu lực": "in_force", "chưa có hiệu lực": "not_yet", "hết hiệu lực một phần": "partly", "hết hiệu lực toàn bộ": "expired",
    "hết hiệu lực": "expired", "ngưng hiệu lực": "suspended", "tạm ngưng hiệu lực": "suspended", "không xác định": "unknown",
}  # fmt: skip


class ActRow(BaseModel):
    """One row of an export. ``status`` is the register's word, in Vietnamese or as in ``ActRecord``; blank is unknown."""

    model_config = ConfigDict(extra="forbid")

    number: str = Field(pattern=r"\d.*\S")
    doc_type: DocType = "other"
    issuer: str | None = None
    title: str | None = None
    issued: str | None = None
    effective: str | None = None
    status: Word = "unknown"
    status_on: str | None = None
    ended_on: str | None = None
    ended_by: str | None = None
    ends_on: str | None = None

    _days = field_validator("issued", "effective", "status_on", "ended_on", "ends_on", mode="before")(iso_date)

    @field_validator("doc_type", mode="before")
    @classmethod
    def _type(cls, value: Any) -> Any:
        return _TYPES.get(str(value).strip().casefold(), value) if value else "other"

    @field_validator("status", mode="before")
    @classmethod
    def _word(cls, value: Any) -> Any:
        return _STATUS.get(str(value).strip().casefold(), value) if value else "unknown"

    @field_validator("number", mode="before")
    @classmethod
    def _number(cls, value: Any) -> Any:
        return normalise_number(value) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _in_order(self) -> "ActRow":
        if self.issued and self.effective and self.effective < self.issued:
            raise ValueError("ngày có hiệu lực trước ngày ban hành")
        if self.ended_on and self.effective and self.ended_on < self.effective:
            raise ValueError("ngày hết hiệu lực trước ngày có hiệu lực")
        return self

    def record(self, snapshot: str) -> ActRecord:
        """The record of this row; its word counts as the register's on ``status_on``, else on the day of the export."""
        known = self.status != "unknown"
        return ActRecord(
            number=self.number,
            doc_type=self.doc_type,
            issuer=self.issuer,
            title=self.title,
            issued=self.issued,
            effective=self.effective,
            word=self.status,
            word_source="official" if known else "none",
            word_on=(self.status_on or snapshot) if known else None,
            word_from="cơ sở dữ liệu đã nhập" if known else None,
            ended_on=self.ended_on,
            ended_by=normalise_number(self.ended_by) if self.ended_by else None,
            ends_on=self.ends_on,
            origins=("imported",),
        )


def import_acts(file: Path, folder: Path, *, snapshot: str, base: Path | None = None) -> ImportResult:
    """Merge an export (JSONL, CSV, XLSX) into the registry of ``folder`` and say which rows were left out.

    A row takes the place of the record of the same number and issuer; what it leaves blank is kept from before, and so are all
    relations and outlines. ``snapshot`` is the ISO day of the export: it becomes that of the list only where the export has all acts of
    the list, else that of a supplement. ``base`` is the registry to start from where ``folder``
    holds none (default: the packaged one). When no row is good nothing is written; readers see the old tables until the manifest
    is replaced, which is the last step.

    Raises ``BadInput`` or ``LimitReached`` for a file that cannot be read, ``ValueError`` where ``snapshot`` is no day.
    """
    date.fromisoformat(snapshot)
    good, rejected = validate_rows(read_rows(file), ActRow, ALIASES)
    if not good:
        return ImportResult(accepted=0, rejected=tuple(rejected))
    source = folder if (folder / "manifest.json").is_file() else (base or data_dir("corpora") / "acts")
    manifest = Manifest.read(source)
    old = [parse_act(line) for line in read_lines(source / manifest.files["acts"], ACT_COLUMNS)]
    merged = {_identity(record): record for record in old}
    fresh = [row.record(snapshot) for row in good]
    whole = merged.keys() <= {_identity(new) for new in fresh}
    for new in fresh:
        merged[_identity(new)] = _over(merged.get(_identity(new)), new)
    data = gzip_lines(table(ACT_COLUMNS, map(act_line, merged.values())))
    files = dict(manifest.files, acts=f"acts-{hashlib.sha256(data).hexdigest()[:12]}.tsv.gz")
    write_atomically(folder / files["acts"], data)
    if source != folder:
        for kind in ("relations", "outlines"):
            shutil.copyfile(source / files[kind], folder / files[kind])
    counts = dict(manifest.counts, acts=len(merged), imported=len(good))
    day = max(snapshot, manifest.snapshot) if whole else manifest.snapshot
    supplement = None if whole else max(snapshot, manifest.supplement or snapshot)
    Manifest(snapshot=day, supplement=supplement, files=files, counts=counts).write(folder)
    if source == folder and manifest.files["acts"] != files["acts"]:
        (folder / manifest.files["acts"]).unlink(missing_ok=True)
    return ImportResult(accepted=len(good), rejected=tuple(rejected), replaced=True)


def import_acts_into(file: Path, url: str, *, snapshot: str, base: ActsRegistry) -> ImportResult:
    """Merge an export into the registry of a database, in one transaction, and say which rows were left out.

    Rows and records as in ``import_acts``; a database without a registry is first filled from ``base``. Raises ``Defect``
    where the database does not answer, ``BadInput`` also where it holds tables of another version.
    """
    from review.registry.acts.database import ActsDatabase

    date.fromisoformat(snapshot)
    good, rejected = validate_rows(read_rows(file), ActRow, ALIASES)
    if not good:
        return ImportResult(accepted=0, rejected=tuple(rejected))
    database = ActsDatabase.prepare(url, base)
    database.merge([row.record(snapshot) for row in good], identity=_identity, over=_over, snapshot=snapshot)
    database.close()
    return ImportResult(accepted=len(good), rejected=tuple(rejected), replaced=True)


def _identity(record: ActRecord) -> tuple[str, str, str]:
    dated = any(len(part) == 4 and part.isdigit() for part in record.number.split("/")[1:])
    return number_key(record.number), issuer_key(record.issuer or ""), "" if dated else (record.issued or "")[:4]


def _over(before: ActRecord | None, new: ActRecord) -> ActRecord:
    """The new record with what it leaves blank filled from the one before."""
    if before is None:
        return new
    facts = before.model_dump() | {name: value for name, value in new.model_dump().items() if value not in (None, (), "other")}
    if new.word == "unknown":
        facts |= {name: getattr(before, name) for name in ("word", "word_source", "word_on", "word_from")}
    facts["origins"] = tuple(dict.fromkeys((*before.origins, *new.origins)))
    return ActRecord.model_validate(facts)
