"""Measures on the gold of the shared data and on the published changes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from procedure_builders import document

from review.procedures import find_procedures
from review.structure import outline

SHARED = Path(os.environ.get("SOAT_SHARED", Path(__file__).resolve().parents[2].parent / "shared"))
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data are not beside the checkout"),
]


def _review(texts: Path, out: Path) -> None:
    out.mkdir(exist_ok=True)
    for file in sorted(texts.glob("*.txt")):
        draft = document(file.read_text(encoding="utf-8"))
        found = find_procedures(draft, outline(draft), (), (), ())
        rows = [p.model_dump(by_alias=True) for p in found.procedures]
        (out / f"{file.stem}.json").write_text(json.dumps({"document": {"text": draft.text}, "procedures": rows}), encoding="utf-8")


def _run(script: str, *arguments: str) -> str:
    command = [sys.executable, str(SHARED / "gold" / script), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_gold(tmp_path: Path) -> None:
    _review(SHARED / "gold" / "dev", tmp_path)
    rows: dict[str, list[float]] = {}
    for line in _run("score.py", str(tmp_path)).splitlines():
        name, numbers = line[:36].strip(), line[36:].split()
        if len(numbers) >= 3 and numbers[0].replace(".", "", 1).isdigit():
            rows[name] = [float(n) for n in numbers[:3]]
    assert rows["procedures"][2] >= 0.92
    assert rows["procedures"][1] >= 0.92
    assert rows["parts (all)"][2] >= 0.82
    assert rows["matched: parts (all)"][2] >= 0.84
    assert rows["matched: dossier"][2] >= 0.88
    assert rows["matched: time limit value and unit"][2] >= 0.95


def test_published_changes(tmp_path: Path) -> None:
    texts, out = tmp_path / "texts", tmp_path / "reports"
    texts.mkdir()
    _run("score_changes.py", "extract", str(texts))
    _review(texts, out)
    told = _run("score_changes.py", "score", str(out)).splitlines()
    right = {line.split()[0]: float(line.split()[4]) for line in told if line.startswith(("abolished", "amended"))}
    precision = next(float(line.split()[3]) for line in told if line.startswith("precision"))
    assert right["abolished"] >= 0.95
    assert precision >= 0.95
    assert right["amended"] >= 0.6
