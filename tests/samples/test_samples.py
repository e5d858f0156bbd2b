"""The six samples: one tree from every format, every planted fault found, no decoy taken, nothing else flagged."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from review.contract.report import Report
from review.pipeline import Options, default_pipeline
from review.reading import read
from review.structure import outline

FOLDER = Path(__file__).resolve().parents[2] / "corpora" / "samples"
SLUGS = sorted(path.stem for path in FOLDER.glob("*.txt"))


def _tree(path: Path) -> list[tuple[str, str, str | None]]:
    document = read(path.read_bytes(), name=path.name)
    return [(n.path, n.kind, n.heading) for n in outline(document).nodes]


@lru_cache(maxsize=20)
def _report(name: str) -> Report:
    document = read((FOLDER / name).read_bytes(), name=name)
    return default_pipeline().review(document, Options(today="2026-12-01", as_of="2026-12-01"))


def _marks(slug: str) -> dict[str, Any]:
    marks: dict[str, Any] = json.loads((FOLDER / f"{slug}.json").read_text(encoding="utf-8"))
    return marks


def _found(slug: str, suffix: str) -> list[tuple[str, int, int, int]]:
    report = _report(slug + suffix)
    text = report.document.text or ""
    rules = _marks(slug)["rules"]
    return [(f.rule, text.count("\n", 0, f.span[0]) + 1, *f.span) for f in report.findings if f.rule in rules]


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_every_format_gives_the_tree_of_the_text(slug: str, suffix: str) -> None:
    assert _tree(FOLDER / f"{slug}{suffix}") == _tree(FOLDER / f"{slug}.txt")


@pytest.mark.parametrize("slug", SLUGS)
def test_planted_faults_are_found_and_nothing_else(slug: str) -> None:
    marks, found = _marks(slug), _found(slug, ".txt")
    free = list(found)
    missed = []
    for want in marks["findings"]:
        first, last = want.get("near") or (want["line"], want["line"])
        hit = next((f for f in free if f[0] == want["rule"] and first <= f[1] <= last), None)
        if hit is None:
            missed.append((want["rule"], want["line"]))
        else:
            free.remove(hit)
    assert (missed, [f[:2] for f in free]) == ([], [])


@pytest.mark.parametrize("slug", SLUGS)
def test_decoys_are_left_alone(slug: str) -> None:
    text = _report(slug + ".txt").document.text or ""
    starts = [0] + [i + 1 for i, c in enumerate(text) if c == "\n"]
    faults = {(w["rule"], w["line"]) for w in _marks(slug)["findings"]}
    for decoy in _marks(slug)["decoys"]:
        begin = text.index(decoy["quote"], starts[decoy["line"] - 1])
        end = begin + len(decoy["quote"])
        taken = [f for f in _found(slug, ".txt") if f[0] == decoy["rule"] and f[2] < end and begin < f[3]]
        assert [f[:2] for f in taken if f[:2] not in faults] == [], decoy["why"]


@pytest.mark.parametrize("slug", SLUGS)
def test_docx_is_flagged_like_its_text(slug: str) -> None:
    assert [f[:2] for f in _found(slug, ".docx")] == [f[:2] for f in _found(slug, ".txt")]


def test_the_clean_sample_says_what_was_not_checked_before_that_nothing_was_found() -> None:
    from review.report import to_html, to_text

    report = _report("quyet-dinh-ubnd-cay-xanh-sach.txt")
    assert report.findings == ()
    for shown in (to_text(report), to_html(report)):
        assert 0 <= shown.index("Dữ liệu pháp luật đến 06/2026") < shown.index("không có phát hiện nào")


def test_two_reviews_give_the_same_bytes() -> None:
    document = read((FOLDER / "thong-tu-kho-lanh.docx").read_bytes(), name="x.docx")
    options = Options(today="2026-12-01")
    first, second = (default_pipeline().review(document, options).to_json() for _ in range(2))
    assert first == second
    assert first.startswith('{"schema":"soat.report/1"')
