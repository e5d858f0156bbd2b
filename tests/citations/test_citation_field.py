"""Faults that public trackers record, each as the smallest text that shows it."""

import pytest
from citation_rows import cite, short


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3. Bãi bỏ Điều 66 Nghị định số 5/2030/NĐ-CP.", ["5/2030/NĐ-CP dieu-66 =abolishes"]),
        ("3. Bãi bỏ Nghị định số 5/2030/NĐ-CP.", ["5/2030/NĐ-CP =abolishes"]),
        ("3. Thay thế cụm từ “sổ” bằng cụm từ “thẻ” tại Điều 6 Nghị định số 5/2030/NĐ-CP.", ["5/2030/NĐ-CP dieu-6 =amends"]),
        ("3. Bỏ từ “sổ” tại Điều 6 Nghị định số 5/2030/NĐ-CP.", ["5/2030/NĐ-CP dieu-6 =amends"]),
        ("2. Nghị định số 5/2030/NĐ-CP hết hiệu lực từ ngày 15/12/2031.", ["5/2030/NĐ-CP =abolishes"]),
        ("2. Giấy phép số 12/GP-SYT hết hiệu lực thì nộp lại theo Điều 5 Luật Giá.", ["Luật Giá dieu-5"]),
        ("1. Thực hiện theo Điều lệ 5 của trường và Điều kiện 2.", []),
        ("1. Số …/2031/NĐ-CP là số của dự thảo; Nghị định số    /2031/NĐ-CP.", []),
        ("1. Theo Luật số 57/2024/0H15 và Luật số 41/2024/QHI5.", ["57/2024/0H15", "41/2024/QHI5"]),
        ("1. Theo Nghị định số 5/203O/NĐ-CP, Nghị định số l6/2030/NĐ-CP.", ["5/203O/NĐ-CP", "L6/2030/NĐ-CP"]),
        ("1. Theo Thông tư số 7/2O30/TT-BTC, Luật số IS/2O24/QHI5.", ["7/2O30/TT-BTC", "IS/2O24/QHI5"]),
        ("1. Nghị định số 109/2025/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định số 29/2025/NĐ-CP.",
         ["109/2025/NĐ-CP", "29/2025/NĐ-CP"]),
        ("2. Nghị định số 5/2030/NĐ-CP đã được thay thế bởi Nghị định số 6/2031/NĐ-CP.", ["5/2030/NĐ-CP", "6/2031/NĐ-CP"]),
    ],
)  # fmt: skip
def test_whole_and_part_words_and_numbers(text, expected):
    assert [short(c) for c in cite(f"{text}\n")] == expected


def test_a_number_read_from_a_scan_is_marked_doubtful():
    assert [c.look_alike for c in cite("1. Theo Luật số 57/2024/0H15 và Luật số 41/2024/QH15.\n")] == [True, False]
    assert [c.look_alike for c in cite("1. Theo Nghị định số l6/2030/NĐ-CP và Nghị định số 63a/2030/NĐ-CP.\n")] == [True, False]


QUOTED = """Điều 2. Sửa đổi, bổ sung một số điều của Thông tư số 5/2030/TT-BTC
1. Bổ sung Điều 5a vào sau Điều 5 như sau:
“Điều 5a. Hồ sơ
1. Theo khoản 2 Điều này.
2. Theo Điều 6 Thông tư này và Điều 3 Thông tư số 6/2030/TT-BTC.”.
Điều 3. Sửa đổi, bổ sung một số điều của Thông tư số 7/2030/TT-BTC
1. Sửa đổi khoản 1 Điều 4 như sau:
“1. Theo Điều 9 Thông tư này.”.
"""


def test_quoted_provisions_belong_to_the_act_that_the_article_amends():
    found = [(short(c), c.base_act) for c in cite(QUOTED) if "~" in c.path]
    assert found == [
        ("này dieu-5a/khoan-2", "5/2030/TT-BTC"), ("này dieu-6", "5/2030/TT-BTC"),
        ("6/2030/TT-BTC dieu-3", None), ("này dieu-9", "7/2030/TT-BTC"),
    ]  # fmt: skip


def test_a_back_reference_after_a_miss_points_nowhere():
    text = "1. Theo văn bản của địa phương, Điều 5 Nghị định nêu trên được áp dụng.\n2. Theo Nghị định số 5/2030/NĐ-CP.\n"
    assert [short(c) for c in cite(text)] == ["? dieu-5", "5/2030/NĐ-CP"]
