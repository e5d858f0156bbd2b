"""Real files: each ends as the manifest says, and one act gives one set of units in every format."""

import csv
import os
import random
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from review.contract.document import Document
from review.contract.errors import SoatError
from review.reading import Limits, libreoffice_converter, read

SHARED = Path(os.environ.get("SOAT_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")
ORIGINALS = SHARED / "data" / "originals"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the shared data are not beside the checkout"),
]
UNIT = re.compile(r"[“\"]?(?:Điều\s\d+[a-zđ]?\.|(?:Chương|CHƯƠNG|Mục)\s[IVXLC\d]+|\d+[a-zđ]?\.\s|[a-zđ]{1,2}\d?\)\s)")
PAIRS = [
    ("26-2023-QH15.docx", "26-2023-QH15.pdf"),
    ("55-2024-QH15.docx", "55-2024-QH15.pdf"),
    ("43-2024-QH15.docx", "43-2024-QH15.pdf"),
    ("19-2023-QH15.docx", "19-2023-QH15.doc"),
    ("36-2024-QH15-danh-so-tu-dong.docx", "36-2024-QH15-dieu-1-9.pdf"),
    ("30-2020-ND-CP-phu-luc-3.docx", "30-2020-ND-CP-phu-luc-3.doc"),
]


def _manifest() -> list[tuple[str, str]]:
    if not ORIGINALS.is_dir():
        return []
    with (ORIGINALS / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        return [(row["file"], row["expected"]) for row in csv.DictReader(file, delimiter="\t")]


@cache
def _read(name: str) -> Document | SoatError:
    try:
        return read((ORIGINALS / name).read_bytes(), name=name, convert_doc=libreoffice_converter())
    except SoatError as error:
        return error


@pytest.mark.parametrize(("name", "expected"), _manifest())
def test_each_file_ends_as_the_manifest_says(name: str, expected: str) -> None:
    ended = _read(name)
    wanted = expected.split("|")
    if len(wanted) > 1:
        wanted = wanted[:1] if libreoffice_converter() else wanted[1:]
    assert (ended.code if isinstance(ended, SoatError) else "report") in wanted


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_one_act_has_the_same_units_in_both_formats(first: str, second: str) -> None:
    documents = [_read(name) for name in (first, second)]
    if any(isinstance(document, SoatError) and document.code == "needs_converter" for document in documents):
        pytest.skip("LibreOffice is not installed")
    units = []
    for document in documents:
        assert isinstance(document, Document)
        lines = document.text.split("\n")
        heads = Counter(re.sub(r"\W", "", line)[:24].lower() for line in lines if UNIT.match(line) and not line.startswith("Chương I "))
        units.append(heads - Counter(["chươngi"]))
    assert units[0] == units[1]
    assert sum(units[0].values()) > 10


def test_whole_lines_are_located_on_their_page() -> None:
    document = _read("26-2023-QH15.pdf")
    assert isinstance(document, Document)
    for line in range(0, len(document.lines), 7):
        places = document.locate(document.lines.span(line))
        assert places
        for place in places:
            assert place.page is not None
            assert place.box is not None
            assert 0 < place.box[0] < place.box[2] < 596
            assert 0 < place.box[1] < place.box[3] < 843


SMALL = ["43-2024-QH15.docx", "43-2024-QH15.pdf", "08-2024-TT-BLDTBXH.pdf", "604-QD-TTg.docx", "05-2024-TT-BXD.html", "27-2001-QH10.doc"]


@pytest.mark.parametrize("name", SMALL)
def test_damaged_real_files_end_in_a_document_or_a_coded_error(name: str) -> None:
    original = (ORIGINALS / name).read_bytes()
    dice = random.Random(name)
    for _ in range(25):
        broken = bytearray(original)
        for _ in range(dice.randrange(12)):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        end = len(broken) if dice.random() < 0.5 else dice.randrange(len(broken))
        try:
            ended: Document | SoatError = read(bytes(broken[:end]), name=name, limits=Limits(max_pages=100))
        except SoatError as error:
            ended = error
        assert isinstance(ended, Document) or ended.code != "internal", ended.__cause__
