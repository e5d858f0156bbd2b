"""Measures on the shared data: official segmentation, a sample of the acts, one act in two formats."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from outline_builders import check, read

from review.reading import read as read_file
from review.structure import outline

SHARED = Path(os.environ.get("SOAT_SHARED", Path(__file__).resolve().parents[2].parent / "shared"))
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data are not beside the checkout"),
]


def test_official_segmentation(tmp_path: Path) -> None:
    with gzip.open(SHARED / "gold" / "structure_dev.jsonl.gz", "rt", encoding="utf-8") as stream:
        for row in stream:
            act = json.loads(row)
            text = "\n".join(act["lines"]) + "\n"
            report = {"document": {"text": text}, "outline": [node.model_dump() for node in read(text).nodes]}
            (tmp_path / f"{act['slug']}.json").write_text(json.dumps(report), encoding="utf-8")
    script = SHARED / "gold" / "score_structure.py"
    run = subprocess.run([sys.executable, str(script), "score", str(tmp_path)], capture_output=True, text=True, check=True)
    lines = run.stdout.splitlines()
    whole = int(lines[0].split(",")[1].split()[0])
    f1 = next(float(line.split()[3]) for line in lines if line.startswith("all"))
    assert whole >= 208
    assert f1 >= 0.993


def test_acts_give_valid_trees_with_few_oddities() -> None:
    acts, oddities = 0, 0
    with gzip.open(SHARED / "data" / "acts" / "acts.jsonl.gz", "rt", encoding="utf-8") as stream:
        for at, row in enumerate(stream):
            if at % 12:
                continue
            text = json.loads(row)["text"]
            structure = read(text)
            check(text, structure)
            acts += 1
            oddities += len(structure.oddities)
    assert acts > 150
    assert oddities < acts


def test_title_blocks_agree_with_the_register() -> None:
    seen: dict[str, list[bool]] = {"number": [], "doc_type": [], "issuer": [], "date": [], "effective": []}
    with gzip.open(SHARED / "data" / "acts" / "acts.jsonl.gz", "rt", encoding="utf-8") as stream:
        for at, row in enumerate(stream):
            act = json.loads(row)
            if at % 12 or act["quality"] != "full":
                continue
            meta = read(act["text"]).meta
            for name, values in seen.items():
                expected = act["issued" if name == "date" else name]
                if expected is not None:
                    values.append(getattr(meta, name) == expected)
    share = {name: sum(values) / len(values) for name, values in seen.items()}
    assert share["doc_type"] >= 0.98
    assert share["issuer"] >= 0.95
    assert share["number"] >= 0.9
    assert share["date"] >= 0.9
    assert share["effective"] >= 0.9


@pytest.mark.parametrize("folder", ["dev", "drafts"])
def test_gold_texts_tile(folder: str) -> None:
    for path in sorted((SHARED / "gold" / folder).glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        check(text, read(text))


def test_two_formats_of_one_act_give_the_same_tree() -> None:
    trees = []
    for suffix in ("docx", "pdf"):
        path = SHARED / "data" / "originals" / f"43-2024-QH15.{suffix}"
        trees.append([(node.path, node.kind) for node in outline(read_file(path.read_bytes(), name=path.name)).nodes])
    assert trees[0] == trees[1]
