"""The tables of corpora/law: whole, in Vietnamese, without sentences, and equal to a rebuild from the shared law files."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from review.rules import all_cards
from review.rules.names import Name, NameIndex, fold
from review.settings import data_dir

LAW = data_dir("corpora") / "law"
SHARED = Path(os.environ.get("SOAT_SHARED", Path(__file__).resolve().parents[2].parent / "shared"))


def test_cards_cite_only_known_bases(facts):
    assert [(its.code, key) for its in all_cards() for key in its.law if key not in facts.basis] == []


def test_names_are_vietnamese_without_leftover_remarks(facts):
    english = re.compile(r"\b(?:abolished|functions|tasks|moved|by the|unverified|verified|from \d|and|or)\b")
    assert [body for body in facts.bodies if english.search(f"{body.new} {body.basis}")] == []


def test_a_fact_is_no_sentence():
    for path in LAW.glob("*.tsv"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert all(len(cell.split()) <= 32 for cell in line.split("\t")), f"{path.name}: {line}"


@pytest.mark.shared
def test_tables_equal_a_rebuild(tmp_path):
    if not (SHARED / "law").is_dir():
        pytest.skip("the shared law files are not beside the checkout")
    (tmp_path / "basis_dates.tsv").write_bytes((LAW / "basis_dates.tsv").read_bytes())
    command = [sys.executable, "-m", "review.rules.build_law", "--shared", str(SHARED), "--out", str(tmp_path)]
    subprocess.run(command, check=True, cwd=Path(__file__).resolve().parents[2])
    for name in ("basis.tsv", "bodies.tsv"):
        assert (tmp_path / name).read_bytes() == (LAW / name).read_bytes()


def test_the_longest_whole_name_wins():
    names = ["Bộ Giao thông vận tải", "Bộ trưởng Bộ Giao thông vận tải", "thị xã", "Lao động - Thương binh"]
    index = NameIndex(Name(words, i) for i, words in enumerate(names))
    text = "Bộ trưởng Bộ Giao thông vận tải; Bộ GIAO THÔNG vận tải; thị xãa; Lao động – Thương binh"
    assert [hit.payload for hit in index.find(fold(text))] == [1, 0, 3]


def test_folding_keeps_every_offset():
    text = "Uỷ ban nhân dân – Hoà Bình, İstanbul, khoản, toàn, quý, THUỶ"
    assert len(fold(text)) == len(text)
    assert fold("khoản toàn đoàn quý") == "khoản toàn đoàn quý"
    assert fold("hoà THUỶ Uỷ") == "hòa thủy ủy"
