"""The measure of amending commands: rows are read, scored by line, and refused where the text is another."""

import gzip
import hashlib
import json
import os
from pathlib import Path

import pytest

from review.evaluation.commands import command_figures, load_rows, score_rows

HEAD = "id\tact\ttext\tline\tline_sha\thalf\tstratum\tverdict\tbase\tbase_number\ttargets\tafter\tnote\n"
TEXT = (
    "NGHỊ ĐỊNH\nSửa đổi, bổ sung một số điều của Nghị định số 9911/2021/NĐ-CP quy định về bến du thuyền\n"
    "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 9911/2021/NĐ-CP\n"
    "1. Bổ sung khoản 2a vào sau khoản 2 Điều 5 như sau:\n“2a. Một.”.\n2. Bãi bỏ Điều 7.\n"
    "3. Sửa đổi Điều 8 như sau:\n“Điều 8. Hai\nHết.”.\n"
)
SHARED = Path(os.environ.get("SOAT_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")
TABLE = Path(__file__).resolve().parents[2] / "corpora" / "amending"


def _row(number: int, line: int, verdict: str, targets: str, half: str = "dev") -> str:
    sha = hashlib.sha256(TEXT.split("\n")[line - 1].encode()).hexdigest()[:16]
    return f"{number}\t5/2031/NĐ-CP\t{'ab' * 6}\t{line}\t{sha}\t{half}\treplace\t{verdict}\t9911/2021/NĐ-CP\t\t{targets}\t\t\n"


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / "acts"
    folder.mkdir(parents=True)
    with gzip.open(folder / "acts.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.write(json.dumps({"number": "5/2031/NĐ-CP", "sha256": "ab" * 32, "text": TEXT}) + "\n")
    (tmp_path / "strata.tsv").write_text("stratum\tlines\tacts\tdrawn\nreplace\t20\t2\t4\n", encoding="utf-8")
    return tmp_path


def _table(folder: Path, *rows: str) -> Path:
    (folder / "commands.tsv").write_text(HEAD + "".join(rows), encoding="utf-8")
    return folder


def test_right_wrong_and_missed_are_counted(shared: Path) -> None:
    folder = _table(
        shared,
        _row(1, 4, "command", "insert|replace: dieu-5/khoan-2a"),
        _row(2, 6, "command", "repeal: dieu-7 dieu-9"),
        _row(3, 7, "none", ""),
        _row(4, 3, "open", ""),
    )
    figures = {f.name: f for f in command_figures(shared, folder, ("dev",))}
    whole = figures["operation and target"]
    assert (whole.precision, whole.recall) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert figures["lines whole"].value == pytest.approx(1 / 3)
    assert figures["act of right pairs"].value == 1.0
    assert figures["insert"].value == 1.0
    assert figures["repeal"].recall == 0.5


def test_another_line_and_an_unknown_verdict_are_refused(shared: Path) -> None:
    moved = _row(1, 4, "command", "insert: dieu-5/khoan-2a").replace("\t4\t", "\t6\t")
    with pytest.raises(ValueError, match="not the line"):
        score_rows(load_rows(_table(shared, moved)), shared)
    with pytest.raises(ValueError, match="row 1"):
        load_rows(_table(shared, _row(1, 4, "maybe", "")))


def test_the_table_holds_three_hundred_commands_in_two_halves_by_act() -> None:
    rows = load_rows(TABLE)
    assert sum(bool(row.items) for row in rows) >= 300
    halves = {half: {row.text for row in rows if row.half == half} for half in ("dev", "held")}
    assert not halves["dev"] & halves["held"]


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "data" / "acts" / "acts.jsonl.gz").is_file(), reason="../shared/data/acts is not there")
def test_commands_of_published_acts_are_read_as_labelled() -> None:
    figures = {f.name: f.value for f in command_figures(SHARED, TABLE, ("dev",))}
    assert figures["operation and target"] >= 0.97
    assert figures["act of right pairs"] >= 0.98
