"""What holds for any text: spans hold their quotes and never cross, the same text gives the same, time grows with length."""

import time

import pytest
from citation_rows import cite, draft
from hypothesis import given, settings
from hypothesis import strategies as st

from review.citations import find_citations

PIECES = [
    "Căn cứ ", "Luật Đất đai", "Luật ", "Bộ luật Dân sự năm 2015", "Nghị định số 5/2030/NĐ-CP", "Nghị định", " số ",
    "7/2031/QĐ-TTg", "và ", ", ", "; ", ". ", ":\n", "\n", "khoản 2 ", "điểm a, b và c ", "Điều 5 ", "Điều 5. Việc\n", "1. ",
    "a) ", "này", " này ", "từ Điều 1 đến Điều 9 ", "của ", "Sửa đổi, bổ sung ", "một số điều của ", "Bãi bỏ ", "thay thế ",
    " hết hiệu lực", "“", "”", "(sau đây gọi là Luật)", " ngày 01 tháng 02 năm 2030", " của Chính phủ", " về bãi nghêu",
    "TCVN 12:2020", "Phụ lục I ", "Mẫu số 02 ", "kèm theo ", "\u00a0", "Р", "Ð", "Chương II ", "nêu trên",
    "Luật sửa đổi, bổ sung một số điều của Luật Giá và Luật Thủy sản số 9/2030/QH17", "tại ", "QUYẾT ĐỊNH\n", "mục 3.2 ",
    "/2026/NĐ-CP",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_spans_hold_their_quotes_and_never_cross(text):
    document, structure = draft(text)
    found = find_citations(document, structure)
    assert found == find_citations(document, structure)
    ends: list[int] = []
    for citation in found:
        start, end = citation.span
        assert 0 <= start < end <= len(document.text)
        assert citation.quote == document.text[start:end]
        assert citation.path in structure.by_path or citation.path == ""
        if citation.act_span is not None:
            assert document.text[slice(*citation.act_span)].strip()
        while ends and ends[-1] <= start:
            ends.pop()
        assert not ends or end <= ends[-1], "a span begins inside another and ends outside it"
        ends.append(end)
    assert [c.span[0] for c in found] == sorted(c.span[0] for c in found)
    assert len({c.id for c in found}) == len(found)


@pytest.mark.parametrize("text", ["", "\n", " ", "Luật", "Điều", "khoản ", "/NĐ-CP", "số 5/", "Nghị định số", "“Điều 5", "từ Điều 5 đến "])
def test_fragments_give_nothing_and_no_crash(text):
    assert cite(text) == ()


BLOCK = (
    "Điều {n}. Việc\n1. Cơ sở thực hiện theo khoản 2 Điều {n} Luật Giá, Nghị định số {n}/2030/NĐ-CP ngày 01 tháng 02 năm 2030 của "
    "Chính phủ về bãi nghêu và điểm a khoản 1 Điều này; hồ sơ theo Mẫu số 01 Phụ lục I ban hành kèm theo Thông tư này.\n"
    + "2. Cơ sở phải giữ sổ sách, bảo đảm an toàn cho người làm việc và báo cáo mỗi năm một lần theo điều kiện đã nêu trong đơn.\n"
    * 6
)


def test_time_is_linear_in_length():
    def seconds(blocks: int) -> float:
        document, structure = draft("".join(BLOCK.format(n=n) for n in range(1, blocks + 1)))
        _ = document.lines, structure.by_path
        best = float("inf")
        for _ in range(3):
            begin = time.process_time()
            find_citations(document, structure)
            best = min(best, time.process_time() - begin)
        return best

    seconds(20)
    assert seconds(600) < 6 * 2.5 * max(seconds(100), 1e-3)


@pytest.mark.parametrize(
    "line",
    ["khoản 1, " * 3000 + "Điều 5 Luật Giá", "Luật " * 4000, "Nghị định số " * 3000, "(" * 5000 + "Luật Giá",
     "Luật sửa đổi, bổ sung " * 2000,
     "1/2030/NĐ-CP, " * 3000, "Điều 5 Quy chế " * 2000, "Sửa đổi Điều 5 Luật Giá và " * 1500],
)  # fmt: skip
def test_no_line_takes_long(line):
    begin = time.process_time()
    cite(f"1. {line}\n")
    assert time.process_time() - begin < 4
