"""Where reports go, how they are written, and what the exit code says."""

from pathlib import Path

import pytest

from review.batch import Outcome, exit_code, targets, write
from review.contract.errors import ErrorReport, SoatError


def _outcome(*levels: str, error: ErrorReport | None = None) -> Outcome:
    return Outcome(0, "a.txt", "", error, levels)


@pytest.mark.parametrize(
    ("files", "format", "expected"),
    [
        (["a.docx", "b.pdf"], "json", ["a.json", "b.json"]),
        (["x.docx", "x.pdf", "y.txt"], "json", ["x.docx.json", "x.pdf.json", "y.json"]),
        (["một/a.docx", "hai/b.docx"], "html", ["a.html", "b.html"]),
        (["a.b.docx"], "text", ["a.b.txt"]),
    ],
)
def test_reports_are_named_by_stem_or_by_full_name(files: list[str], format: str, expected: list[str]) -> None:
    assert [p.name for p in targets([Path(f) for f in files], Path("ra"), format)] == expected


def test_the_same_name_from_two_folders_is_refused() -> None:
    with pytest.raises(SoatError) as caught:
        targets([Path("một/a.docx"), Path("hai/a.docx")], Path("ra"), "json")
    assert caught.value.code == "duplicate_output"


@pytest.mark.parametrize(
    ("levels", "fail_on", "code"),
    [
        ((), "note", 0),
        (("note",), "note", 1),
        (("note",), "warning", 0),
        (("warning", "note"), "warning", 1),
        (("warning",), "error", 0),
        (("error",), "error", 1),
        (("error",), "never", 0),
    ],
)
def test_exit_code_follows_the_level(levels: tuple[str, ...], fail_on: str, code: int) -> None:
    assert exit_code([_outcome(*levels)], fail_on) == code


def test_a_failed_file_makes_the_exit_code_2() -> None:
    error = ErrorReport(file="a.txt", code="empty", message="", hint="")
    assert exit_code([_outcome("error"), _outcome(error=error)], "never") == 2


def test_a_report_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "moi" / "a.json"
    write(target, "{}")
    assert target.read_text(encoding="utf-8") == "{}\n"
    with pytest.raises(UnicodeEncodeError):
        write(target, "\ud800")
    assert target.read_text(encoding="utf-8") == "{}\n"
    assert [p.name for p in target.parent.iterdir()] == ["a.json"]
