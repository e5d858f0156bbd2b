"""Baits for slow patterns: four times the text may take no more than about four times as long, in every stage."""

import time
from collections.abc import Callable

import pytest

from review.amending import grammar
from review.clauses.lexicon import lexicon
from review.pipeline import review_text
from review.report.html import to_html

HEAD = "BỘ MẪU | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: /2026/TT-BM\nTHÔNG TƯ\nQuy định về kho mẫu\nĐiều 1. Phạm vi\n"


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


@pytest.mark.parametrize(
    "bait", ["1.", "Sửa đổi, bổ sung ", "Thay thế cụm từ “a” bằng cụm từ “b” tại ", "“", "a", "MDCLXVI", " | ", "(", "1/"]
)
def test_a_line_that_repeats_itself_is_reviewed_soon(bait: str) -> None:
    text = HEAD + bait * (20_000 // len(bait))
    assert _seconds(lambda: to_html(review_text(text, today="2026-12-01"))) < 5


def test_laws_named_without_end_in_one_sentence() -> None:
    text = HEAD + "".join(f"Luật Mẫu {'abcdefghij'[i % 10]}{i}, " for i in range(2_000))
    assert _seconds(lambda: review_text(text, today="2026-12-01")) < 5


def test_the_words_between_a_verb_and_its_provision_are_read_in_linear_time() -> None:
    for bait in ("1" * 5_000, "đoạn mở đầu " * 500, "thứ 11 " * 500, "và vào " * 500, " " * 5_000):
        assert _seconds(lambda bait=bait: grammar.GAP.match(f" {bait}!")) < 0.5  # type: ignore[misc]
    assert grammar.GAP.match(" đoạn mở đầu thứ hai của ")
    assert grammar.GAP.match(" vào khoản 12 ")
    assert _seconds(lambda: list(grammar.NEXT.finditer("a" + " " * 50_000))) < 0.5


def test_the_label_before_a_paper_is_read_in_linear_time() -> None:
    head = lexicon().paper_head
    for bait in ("1." * 20_000, "1" * 20_000, " " * 20_000, "(" * 20_000, "ivx" * 10_000):
        assert _seconds(lambda bait=bait: head.match(bait + "z")) < 0.5  # type: ignore[misc]
    assert head.match("1. 02 (hai) bản sao") or head.match("a) bản sao")


@pytest.mark.parametrize(
    "line",
    [
        "Thủ tục cấp, " + "cấp lại, gia hạn, sửa đổi, thu hồi, " * 200 + "Giấy phép kho mẫu",
        "Tổ chức đề nghị cấp Giấy phép nộp hồ sơ tại Sở Mẫu, thời hạn 05 ngày làm việc kể từ ngày nhận, " * 1_000,
    ],
)
def test_actions_listed_without_end_are_read_in_linear_time(line: str) -> None:
    assert _seconds(lambda: review_text(f"{HEAD}1. Kho.\nĐiều 2. {line}\n1. Hồ sơ gồm đơn.\n", today="2026-12-01")) < 6
