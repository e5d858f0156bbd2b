"""The command as a user meets it."""

import json
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner

from review.cli import _commands

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpora" / "samples"


def _run(*arguments: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "review.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder or ROOT, check=False, timeout=120)


def test_several_files_go_to_json_lines_and_a_bad_one_stops_nothing(tmp_path: Path) -> None:
    bad = tmp_path / "hong.docx"
    bad.write_bytes(b"khong phai docx")
    done = _run("review", str(SAMPLES / "luat-den-bien.txt"), str(bad), str(SAMPLES / "quyet-dinh-ubnd-cay-xanh-sach.docx"), "--no-text")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [r["schema"] for r in rows] == ["soat.report/1", "soat.error/1", "soat.report/1"]
    assert rows[1]["code"] == "wrong_suffix"
    assert rows[0]["document"]["text"] is None
    assert done.returncode == 2


def test_out_dir_holds_a_report_or_an_error_for_each_file(tmp_path: Path) -> None:
    bad = tmp_path / "trong.txt"
    bad.write_bytes(b"")
    out = tmp_path / "ra"
    done = _run("review", str(SAMPLES / "luat-den-bien.txt"), str(bad), "--out-dir", str(out), "--format", "json")
    assert sorted(p.name for p in out.iterdir()) == ["luat-den-bien.json", "trong.json"]
    assert json.loads((out / "trong.json").read_text(encoding="utf-8"))["code"] == "empty"
    assert "trong.txt" in done.stderr
    assert done.stdout == ""


def test_annexes_and_the_day_of_appraisal_are_taken(tmp_path: Path) -> None:
    annex = tmp_path / "phu-luc.txt"
    annex.write_text("PHỤ LỤC\nDANH MỤC ĐÈN\n1. Đèn số một", encoding="utf-8")
    done = _run("review", str(SAMPLES / "luat-den-bien.txt"), "--with", str(annex), "--submitted", "01/12/2025", "--format", "json")
    report = json.loads(done.stdout)
    assert "DANH MỤC ĐÈN" in report["document"]["text"]
    assert report["submitted"] == "2025-12-01"
    assert "15/12/2025" in report["summary"]["assessment"]["reason"]
    assert "attached_whole_act" not in {n["code"] for n in report["notices"]}


def test_a_second_act_given_as_an_annex_is_told(tmp_path: Path) -> None:
    other = tmp_path / "khac.txt"
    other.write_bytes((SAMPLES / "luat-den-bien.txt").read_bytes())
    done = _run("review", str(SAMPLES / "luat-den-bien.txt"), "--with", str(other), "--format", "json")
    told = [n["message"] for n in json.loads(done.stdout)["notices"] if n["code"] == "attached_whole_act"]
    assert len(told) == 1
    assert "khac.txt" in told[0]


def test_wrong_calls_are_told_in_both_languages() -> None:
    runner = CliRunner()
    app = _commands()
    for arguments in (
        ["review", "a.txt", "b.txt", "-o", "x"],
        ["review", "a.txt", "b.txt", "--with", "c.txt"],
        ["review", "a.txt", "--as-of", "31/02/2026"],
        ["acts", "show", "63/2010/NĐ-CP", "--as-of", "hôm nay"],
    ):
        result = runner.invoke(app, arguments)
        assert result.exit_code == 2, arguments
        assert " / " in result.output, arguments
    assert runner.invoke(app, ["rules", "show", "KHONG-99"]).exit_code == 2


def test_a_missing_file_is_a_coded_error() -> None:
    done = _run("review", "khong-co.docx", "--format", "json")
    assert json.loads(done.stdout)["code"] == "not_found"
    assert done.returncode == 2


def test_rules_acts_and_registries_answer_from_the_command() -> None:
    runner = CliRunner()
    app = _commands()
    assert "CITE-01" in runner.invoke(app, ["rules", "list"]).output
    shown = runner.invoke(app, ["rules", "show", "cite-01"]).output
    assert "Kiến nghị:" in shown
    assert "Căn cứ:" in shown
    act = runner.invoke(app, ["acts", "show", "80/2015/QH13", "--as-of", "2026-12-01"]).output
    assert "hết hiệu lực" in act
    assert "64/2025/QH15" in act
    assert runner.invoke(app, ["acts", "show", "1/1900/NĐ-CP"]).exit_code == 1
    assert "Bộ Tài chính" in runner.invoke(app, ["registry", "status"]).output


def test_help_speaks_both_languages_and_nothing_heavy_is_loaded_for_it() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "review.cli", "--help"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    shown = " ".join(done.stdout.split())
    assert "Review draft normative acts" in shown
    assert "Soát dự thảo" in shown
    for heavy in ("spacy", "pydantic", "sklearn", "pypdfium2"):
        assert f" {heavy}\n" not in done.stderr


def test_the_suffix_of_the_output_tells_its_form(tmp_path: Path) -> None:
    page, table = tmp_path / "a.html", tmp_path / "b.docx"
    sample = str(SAMPLES / "luat-den-bien.txt")
    _run("review", sample, "-o", str(page))
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    _run("compare", sample, str(SAMPLES / "thong-tu-kho-lanh.txt"), "--no-procedures", "-o", str(table))
    assert table.read_bytes()[:2] == b"PK"
