"""Exports are read alike in every format, bad rows are named, and a failed write leaves the old file."""

import gzip
import json
from pathlib import Path

import pytest
from openpyxl import Workbook
from pydantic import BaseModel, ConfigDict, field_validator

from review.contract.errors import BadInput, LimitReached
from review.registry import importing
from review.registry.importing import gzip_lines, iso_date, read_rows, validate_rows, write_atomically


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: str
    day: str | None = None

    _day = field_validator("day", mode="before")(iso_date)


ROWS = [{"code": "A", "day": "2026-03-01"}, {"code": "B", "day": "1/4/2026"}, {"code": "C", "day": "31/02/2026"}, {"day": ""}]


def jsonl(path: Path) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in ROWS) + "\n", encoding="utf-8")
    return path


def jsonl_gz(path: Path) -> Path:
    path.write_bytes(gzip_lines(json.dumps(row) for row in ROWS))
    return path


def csv_file(path: Path) -> Path:
    lines = ["code;day"] + [f"{row.get('code', '')};{row.get('day', '')}" for row in ROWS[:3]]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    return path


def xlsx(path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.append(["code", "day"])
    for row in ROWS[:3]:
        sheet.append([row["code"], row["day"]])
    book.save(path)
    return path


@pytest.mark.parametrize(("name", "write"), [("x.jsonl", jsonl), ("x.jsonl.gz", jsonl_gz), ("x.csv", csv_file), ("x.xlsx", xlsx)])
def test_formats_agree(tmp_path, name, write):
    good, bad = validate_rows(read_rows(write(tmp_path / name)), Entry)
    assert [(row.code, row.day) for row in good] == [("A", "2026-03-01"), ("B", "2026-04-01")]
    assert bad[0].row == 3
    assert "day" in bad[0].reason


def test_column_names_of_exports_are_translated():
    good, bad = validate_rows([(1, {" Mã SỐ ": "A"}), (2, {"mã số": "B", "lạ": 1})], Entry, {"mã số": "code"})
    assert [row.code for row in good] == ["A"]
    assert [(row.row, row.reason) for row in bad] == [(2, "lạ: tên cột không nhận, hãy bỏ hoặc đổi tên")]


def test_a_line_that_is_no_object_is_rejected_by_its_number(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text('{"code": "A"}\n\n[1]\n{"code":\n', encoding="utf-8")
    good, bad = validate_rows(read_rows(path), Entry)
    assert len(good) == 1
    assert [row.row for row in bad] == [3, 4]


def test_bad_files_are_coded_errors(tmp_path, monkeypatch):
    for name, data, code in [
        ("none.csv", None, "not_found"),
        ("x.parquet", b"x", "unsupported"),
        ("latin.csv", "mã".encode("cp1258", errors="replace") + b"\xff", "unsupported"),
        ("x.xlsx", b"no zip", "truncated"),
        ("x.jsonl.gz", gzip.compress(b"{}")[:-4], "truncated"),
    ]:
        if data is not None:
            (tmp_path / name).write_bytes(data)
        with pytest.raises(BadInput) as caught:
            list(read_rows(tmp_path / name))
        assert caught.value.code == code
        assert str(tmp_path) not in caught.value.message
    monkeypatch.setattr(importing, "MAX_EXPORT_BYTES", 1000)
    (tmp_path / "bomb.jsonl.gz").write_bytes(gzip.compress(b"0" * 100_000))
    with pytest.raises(LimitReached):
        list(read_rows(tmp_path / "bomb.jsonl.gz"))


def test_a_failed_write_keeps_the_old_file(tmp_path, monkeypatch):
    target = tmp_path / "table.gz"
    write_atomically(target, b"old")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("disk")))
    with pytest.raises(OSError, match="disk"):
        write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["table.gz"]
