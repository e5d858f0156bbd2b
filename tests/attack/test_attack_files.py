"""Hostile or unlucky files and places to write to: a coded answer, never a trace, never a hang."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from review.contract.errors import SoatError
from review.pipeline import find_base, read_bytes, review_text
from review.reading.syllables import marked_tokens
from review.report.terminal import to_text
from review.settings import Settings

TEXT = "Điều 1. Phạm vi\n1. Thông tư này quy định về kho mẫu.\n"


def _soat(folder: Path, *arguments: str | bytes) -> "subprocess.CompletedProcess[bytes]":
    return _run(folder, "review", *arguments)


def _run(folder: Path, *arguments: str | bytes) -> "subprocess.CompletedProcess[bytes]":
    known = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    command = [sys.executable, "-m", "review.cli", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, timeout=60, check=False, env=known)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_or_a_device_is_refused_without_reading_it(tmp_path: Path) -> None:
    pipe = tmp_path / "ong.txt"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero"), tmp_path):
        with pytest.raises(SoatError) as refused:
            read_bytes(path, 1000)
        assert refused.value.code == "not_found"


def test_a_file_that_grows_past_the_limit_while_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 1001)
    with pytest.raises(SoatError) as refused:
        read_bytes(path, 1000)
    assert refused.value.code == "too_large"


def test_reports_that_cannot_be_written_end_with_a_sentence_and_code_2(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "chan").write_text("", encoding="utf-8")
    for place in (("-o", "chan/x.json"), ("-o", "."), ("--out-dir", "chan")):
        done = _soat(tmp_path, "--format", "json", *place, "a.txt")
        assert done.returncode == 2, place
        assert "Không ghi được báo cáo" in done.stderr.decode(), place
        assert b"Traceback" not in done.stderr, place
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "chan"]


def test_one_report_with_too_long_a_name_does_not_stop_the_others(tmp_path: Path) -> None:
    long = "n" * 251 + ".txt"
    for name in (long, "n" * 240 + ".txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    done = _soat(tmp_path, "--format", "json", "--fail-on", "never", "--out-dir", "ra", long, "n" * 240 + ".txt")
    assert done.returncode == 2
    assert [p.name for p in (tmp_path / "ra").iterdir()] == ["n" * 240 + ".json"]


@pytest.mark.skipif(sys.platform != "linux", reason="names of bytes that are no UTF-8 exist on Linux")
def test_a_name_that_is_no_utf8_is_shown_with_marks(tmp_path: Path) -> None:
    name = b"x\xff\x1b[2J.txt"
    (tmp_path / os.fsdecode(name)).write_text(TEXT, encoding="utf-8")
    done = _soat(tmp_path, "--format", "json", "--fail-on", "never", name)
    assert done.returncode == 0
    assert json.loads(done.stdout)["document"]["file"] == "x\ufffd\ufffd[2J.txt"


def test_a_draft_cannot_steer_the_terminal() -> None:
    evil = "Điều 1. \x1b]0;tên\x07Phạm vi \u202eđảo\nCăn cứ Nghị định số 12/2020/NĐ-CP\x1b[2J\x9b31m;\nĐiều 3. Hiệu lực\x1b[8m từ ngày ký."
    shown = to_text(review_text(evil, name="a.txt", today="2026-12-01"))
    assert not set("\x1b\x07\x9b\u202e") & set(shown)


def test_a_word_without_end_is_read_in_linear_time() -> None:
    assert marked_tokens("MDCLXVI" * 100_000) == []
    assert marked_tokens("abcđ 1bạ x_á") == ["abcđ", "bạ", "á"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("review", "a.txt", "--out-dir", "."),
        ("review", "a.txt", "-o", "a.txt"),
        ("review", "a.txt", "-o", "khac.txt"),
        ("review", "a.txt", "--with", "b.txt", "-o", "./b.txt"),
        ("review", "a.txt", "--against", "b.txt", "-o", "b.txt"),
        ("compare", "a.txt", "b.txt", "-o", "b.txt"),
        ("compare", "a.txt", "--amending", "b.txt", "-o", "b.txt"),
        ("consolidate", "a.txt", "b.txt", "-o", "a.txt"),
    ],
)
def test_nothing_is_written_over_what_is_read(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    os.link(tmp_path / "a.txt", tmp_path / "khac.txt")
    done = _run(tmp_path, *arguments)
    assert done.returncode == 2, done.stderr.decode()
    assert "ghi đè lên tệp đầu vào" in done.stderr.decode()
    assert {p.name: p.read_text(encoding="utf-8") for p in tmp_path.iterdir()} == dict.fromkeys(("a.txt", "b.txt", "khac.txt"), TEXT)


@pytest.mark.parametrize("against", ["", " ", "a" * 5_000, ".", "/dev/zero", "khong-co.docx"])
def test_a_base_act_that_cannot_be_read_is_named_as_the_fault(against: str) -> None:
    with pytest.raises(SoatError) as refused:
        find_base(review_text(TEXT, today="2026-12-01").document, against, Settings())
    assert refused.value.code == "not_found"
    assert "--against" in refused.value.hint or "tệp" in refused.value.message


def test_a_broken_base_act_is_not_told_as_the_draft(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "goc.txt").write_bytes(b"")
    done = _soat(tmp_path, "a.txt", "--against", "goc.txt")
    assert done.returncode == 2
    assert "a.txt: goc.txt: Tệp không có nội dung." in done.stderr.decode()
