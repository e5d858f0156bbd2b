"""What holds for any text: a valid tree whose spans tile it, in linear time."""

import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from outline_builders import HEADER, TAIL, check, read

PIECES = [
    "Điều 1.", "Điều 2", "Điều 3. Hồ sơ", "Chương I", "Mục 1", "Phần thứ nhất", "1.", "2.", "3. Sửa đổi khoản 2 như sau:", "a)",
    "b)", "đ) ", "i)", "ii)", "1.1.", "a.1", "- ", "+ ", "“", "”", "\"", "”.", "«", "''", "“Điều 5. A", "Phụ lục I", "PHỤ LỤC",
    "Mẫu số 01", "QUY CHẾ", "(Ban hành kèm theo Quyết định số 1/2026/QĐ-UBND)", "Nơi nhận:", "TM. CHÍNH PHỦ", " | ", "| ",
    "NGHỊ ĐỊNH", "Căn cứ Luật X;", "I. A", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: /2026/NĐ-CP", "DỰ THẢO",
    "Chính phủ ban hành Nghị định.", "như sau:", "abc", "Bãi bỏ khoản 2.", "MỤC LỤC", "........ 5", "(i)", "1)", "\t", "\xa0",
    "của", "QUYẾT ĐỊNH:", "Luật này được Quốc hội thông qua", "[3]", "(được bãi bỏ)", "4..",
]  # fmt: skip
LINES = st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map(" ".join), max_size=40)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES)
def test_mixtures_of_keywords(lines: list[str]) -> None:
    text = "\n".join(lines)
    check(text, read(text))


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=200))
def test_any_text(text: str) -> None:
    check(text, read(text))


def test_the_same_text_gives_the_same_outline() -> None:
    text = HEADER + "Điều 1. A\n1. B.\n" + TAIL
    assert read(text) == read(text)


HARD = {
    "open quotes": "“abc def\n",
    "commands left open": "1. Sửa đổi khoản 1 như sau: “1. abc\n",
    "unopened": "1. Sửa đổi khoản 1 như sau:\nabc”\n",
    "clauses": "1. abc\n",
    "articles": "Điều 2. abc\n",
    "types": "NGHỊ ĐỊNH\n",
    "annexes": "PHỤ LỤC\n",
    "long line": "“a” 1. b; d) ",
}


def test_time_is_linear() -> None:
    for name, piece in HARD.items():
        spent = []
        for count in (1000, 4000):
            text = "Điều 1. A\n" + piece * count
            best = 1e9
            for _ in range(2):
                begin = time.process_time()
                read(text)
                best = min(best, time.process_time() - begin)
            spent.append(best)
        assert spent[1] < 10 * spent[0] + 0.05, name
