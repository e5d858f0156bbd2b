"""Who acts in a line."""

import unicodedata
from itertools import pairwise

import pytest

from review.clauses.lexicon import lexicon
from review.clauses.subjects import find_actors, subject

ROWS = [
    ("1. Sở Tư pháp tiếp nhận hồ sơ.", "Sở Tư pháp", ("state",)),
    ("Trong thời hạn 05 ngày, Ủy ban nhân dân cấp tỉnh cấp giấy phép.", "Ủy ban nhân dân cấp tỉnh", ("state",)),
    ("Trong thời hạn 05 ngày, Uỷ ban nhân dân cấp xã xem xét.", "Uỷ ban nhân dân cấp xã", ("state",)),
    ("a) Cục Hoa cảnh và Cây trồng thẩm định hồ sơ.", "Cục Hoa cảnh và Cây trồng", ("state",)),
    ("2. Doanh nghiệp phải lưu giữ sổ.", "Doanh nghiệp", ("enterprise",)),
    ("Trường hợp hồ sơ thiếu, người nộp hồ sơ bổ sung.", "người nộp hồ sơ", ("citizen", "organisation")),
    ("Tổ chức, cá nhân có trách nhiệm báo cáo Bộ Y tế.", "Tổ chức, cá nhân", ("citizen", "organisation")),
    ("Cơ quan, tổ chức, cá nhân phải giữ gìn.", "Cơ quan, tổ chức, cá nhân", ("citizen", "organisation", "state")),
    ("Bộ trưởng quyết định.", "Bộ trưởng", ("state",)),
]


@pytest.mark.parametrize(("line", "words", "binds"), ROWS)
def test_subject_of_a_line(line: str, words: str, binds: tuple[str, ...]) -> None:
    line = unicodedata.normalize("NFC", line)
    actor = subject(line)
    assert actor is not None
    assert line[slice(*actor.span)] == words
    assert actor.binds == binds


@pytest.mark.parametrize("line", ["1. Hồ sơ gồm:", "Cơ sở dữ liệu quốc gia được kết nối.", "Trường hợp thiếu giấy tờ", ""])
def test_no_subject(line: str) -> None:
    assert subject(line) is None


def test_an_object_is_no_subject() -> None:
    actors = find_actors("Doanh nghiệp gửi báo cáo về Sở Công Thương.")
    assert [(a.binds, a.acts) for a in actors] == [(("enterprise",), True), (("state",), False)]


def test_common_word_is_no_body() -> None:
    assert not any(a.is_state for a in find_actors("Nộp bộ hồ sơ và sở hữu nhà ở."))


def test_lexicon_tables_are_well_formed() -> None:
    for entry in lexicon().entries:
        assert entry.phrase == unicodedata.normalize("NFC", entry.phrase).lower().strip()
        assert set(entry.binds) <= {"citizen", "enterprise", "organisation", "state"}
    assert len({(e.phrase, e.kind, e.cue) for e in lexicon().entries}) == len(lexicon().entries)


def test_actors_do_not_overlap() -> None:
    line = "Chủ tịch Ủy ban nhân dân cấp tỉnh, Giám đốc Sở Nội vụ và doanh nghiệp, tổ chức, cá nhân có liên quan phải thực hiện."
    spans = [a.span for a in find_actors(line)]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert spans
