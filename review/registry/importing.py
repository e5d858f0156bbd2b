"""Reading, validating and storing rows of a registry export; shared by all registries.

An import reads every row, rejects the bad ones with a reason, and replaces one file in one step: whoever reads the
registry meanwhile sees the old file or the new one, never a part.
"""

import csv
import gzip
import io
import json
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from review.contract.base import Model
from review.contract.days import iso_day
from review.contract.errors import BadInput, LimitReached

MAX_EXPORT_BYTES = 1_000_000_000
"""Bytes of an export after inflating; a national export of procedures is a tenth of it."""

Row = tuple[int, Mapping[str, Any]]
RowModel = TypeVar("RowModel", bound=BaseModel)


class RejectedRow(Model):
    """A row left out; ``row`` counts from 1 without the header, ``reason`` is Vietnamese."""

    row: int
    reason: str


class ImportResult(Model):
    """What an import did. ``replaced`` is false when nothing was written because no row was good."""

    accepted: int
    rejected: tuple[RejectedRow, ...] = ()
    replaced: bool = False


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a JSONL (also gzipped), CSV or XLSX export with their numbers from 1.

    The first row of CSV and of the first sheet of XLSX holds the field names. Blank rows are passed over. Raises
    ``BadInput`` (``not_found``, ``unsupported``, ``truncated``) and ``LimitReached`` (``too_large``); a JSONL line that
    is no object is handed on as ``{}``, so that validation rejects it by its number.
    """
    if not path.is_file():
        raise BadInput("not_found", f"Không tìm thấy tệp {path.name}.", "Kiểm tra lại đường dẫn.", file=path.name)
    name = path.name.lower()
    if name.endswith((".jsonl", ".ndjson")):
        return _json_rows(_capped(path.read_bytes(), path))
    if name.endswith((".jsonl.gz", ".ndjson.gz")):
        return _json_rows(_inflate(path))
    if name.endswith((".csv", ".tsv")):
        return _csv_rows(_capped(path.read_bytes(), path), path)
    if name.endswith(".xlsx"):
        return _xlsx_rows(path)
    raise BadInput("unsupported", f"Không nhận định dạng của tệp {path.name}.", "Dùng tệp JSONL, CSV hoặc XLSX.", file=path.name)


def validate_rows(
    rows: Iterable[Row], model: type[RowModel], aliases: Mapping[str, str] | None = None
) -> tuple[list[RowModel], list[RejectedRow]]:
    """The rows that are good and those that are not, each in order.

    ``aliases`` maps column names as exports write them (compared without case and surrounding spaces) to fields.
    """
    names = {key.casefold(): field for key, field in (aliases or {}).items()}
    good: list[RowModel] = []
    bad: list[RejectedRow] = []
    for number, row in rows:
        fields = {names.get(key.strip().casefold(), key.strip()): value for key, value in row.items()}
        try:
            good.append(model.model_validate(fields))
        except ValidationError as error:
            bad.append(RejectedRow(row=number, reason=_reason(error)))
    return good, bad


def write_atomically(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path`` in one step; on any failure the old file stays as it was."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
            os.fchmod(out.fileno(), 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def gzip_lines(lines: Iterable[str]) -> bytes:
    """The lines as gzipped UTF-8 without a time stamp, so that equal lines give equal bytes."""
    return gzip.compress("".join(f"{line}\n" for line in lines).encode(), compresslevel=9, mtime=0)


def iso_date(value: object) -> str | None:
    """A date cell as ISO: a date, ``2026-03-01``, ``01/3/2026`` or ``01-03-2026``; blank is null.

    Raises ``ValueError`` for what is no day of the calendar.

    >>> iso_date("1/3/2026"), iso_date(""), iso_date(date(2026, 3, 1))
    ('2026-03-01', None, '2026-03-01')
    """
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return iso_day(str(value))


def _capped(data: bytes, path: Path) -> bytes:
    if len(data) > MAX_EXPORT_BYTES:
        raise LimitReached("too_large", f"Tệp {path.name} quá lớn.", "Chia nhỏ tệp rồi nhập lại.", file=path.name)
    return data


def _inflate(path: Path) -> bytes:
    try:
        with gzip.open(path) as stream:
            return _capped(stream.read(MAX_EXPORT_BYTES + 1), path)
    except (EOFError, gzip.BadGzipFile, OSError) as error:
        raise BadInput("truncated", f"Tệp {path.name} hỏng hoặc thiếu.", "Tải lại tệp.", file=path.name) from error


def _json_rows(data: bytes) -> Iterator[Row]:
    for number, line in enumerate(data.decode("utf-8-sig", errors="replace").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError:
            row = None
        yield number, row if isinstance(row, dict) else {}


def _csv_rows(data: bytes, path: Path) -> Iterator[Row]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput("unsupported", f"Tệp {path.name} không ở bảng mã UTF-8.", "Lưu lại tệp dạng CSV UTF-8.", file=path.name) from error
    header = text.partition("\n")[0]
    delimiter = max("\t;,", key=header.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    for number, row in enumerate(reader, 1):
        cells = {key: value for key, value in row.items() if key}
        if any(cells.values()):
            yield number, cells


def _xlsx_rows(path: Path) -> Iterator[Row]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(path) as archive:
            if sum(item.file_size for item in archive.infolist()) > MAX_EXPORT_BYTES:
                raise LimitReached("too_large", f"Tệp {path.name} quá lớn.", "Chia nhỏ tệp rồi nhập lại.", file=path.name)
        book = load_workbook(path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, OSError) as error:
        raise BadInput("truncated", f"Tệp {path.name} hỏng hoặc thiếu.", "Lưu lại tệp XLSX.", file=path.name) from error
    try:
        sheet = book.worksheets[0].iter_rows(values_only=True)
        header = [str(cell).strip() if cell is not None else "" for cell in next(sheet, ())]
        for number, cells in enumerate(sheet, 1):
            row = {key: value for key, value in zip(header, cells, strict=False) if key and value is not None}
            if row:
                yield number, row
    finally:
        book.close()


_KINDS = {
    "missing": "thiếu",
    "extra_forbidden": "tên cột không nhận, hãy bỏ hoặc đổi tên",
    "string_type": "phải là chữ",
    "literal_error": "giá trị không nhận",
    "int_parsing": "phải là số nguyên",
    "bool_parsing": "phải là đúng hoặc sai",
}


def _reason(error: ValidationError) -> str:
    parts = []
    for item in error.errors(include_url=False):
        field = ".".join(str(step) for step in item["loc"]) or "dòng"
        cause = item.get("ctx", {}).get("error")
        parts.append(f"{field}: {_KINDS.get(item['type']) or cause or item['msg']}")
    return "; ".join(parts)
