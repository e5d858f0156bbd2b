"""Figures are stored, compared and read; rows of reading by eye are counted; two builds are told apart."""

import json
from pathlib import Path

import pytest

from review.evaluation import Figure, compare, diff_reports, load_figures, precisions, store_figures, to_markdown


def test_a_stored_run_is_read_again_and_moves_are_told(tmp_path: Path) -> None:
    before = [Figure(group="a", name="x", value=0.5), Figure(group="a", name="gone", value=0.1)]
    store_figures(tmp_path / "last.json", before)
    assert load_figures(tmp_path / "last.json") == tuple(before)
    assert load_figures(tmp_path / "none.json") == ()
    after = [Figure(group="a", name="x", value=0.4), Figure(group="a", name="new", value=0.9)]
    moved = {(c.name, c.before, c.after) for c in compare(before, after)}
    assert moved == {("x", 0.5, 0.4), ("new", None, 0.9), ("gone", 0.1, None)}
    assert compare(before, before) == ()


def test_rows_read_by_eye_give_precision_by_kind_and_bad_answers_are_refused(tmp_path: Path) -> None:
    rows = ["rule\tact\tspan\tfingerprint\tverdict\treason"]
    rows += [f"A-01\t00\t0-1\tf{i}\t{'true' if i < 9 else 'false'}\t" for i in range(10)]
    (tmp_path / "rules.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (figure,) = precisions(tmp_path)
    assert (figure.name, figure.value, figure.count) == ("A-01", 0.9, 10)
    assert figure.low is not None
    assert figure.low < 0.9
    (tmp_path / "rules.tsv").write_text("\n".join([*rows, "A-01\t00\t0-1\tf\tmaybe\t"]) + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 12"):
        precisions(tmp_path)


def _report(path: Path, rules: list[str], acts: list[str]) -> None:
    findings = [{"rule": r, "quote": "q", "path": "dieu-1", "level": "error"} for r in rules]
    citations = [{"path": "dieu-1", "role": "refers", "quote": a, "act": {"number": a}, "provisions": []} for a in acts]
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"findings": findings, "procedures": [], "citations": citations}), encoding="utf-8")


def test_gained_and_lost_are_counted_by_rule_and_repeats_count_twice(tmp_path: Path) -> None:
    _report(tmp_path / "old" / "a.json", ["X-01", "X-01"], ["1/2020/NĐ-CP"])
    _report(tmp_path / "new" / "a.json", ["X-01", "Y-02"], ["1/2020/NĐ-CP", "2/2020/NĐ-CP"])
    _report(tmp_path / "new" / "b.json", [], [])
    result = diff_reports(tmp_path / "old", tmp_path / "new")
    assert result.counts() == {("citation", "refers"): (1, 0), ("finding", "X-01"): (0, 1), ("finding", "Y-02"): (1, 0)}
    assert (result.files, result.only_old, result.only_new) == (1, (), ("b.json",))


def test_the_page_shows_groups_intervals_and_moves() -> None:
    figures = [Figure(group="g", name="m", value=0.9, low=0.8, high=0.95, count=40)]
    page = to_markdown(figures, compare([], figures), day="2026-12-01")
    assert "## g" in page
    assert "| m | 0.900 |" in page
    assert "0.800–0.950" in page
    assert "Moved since" in page
