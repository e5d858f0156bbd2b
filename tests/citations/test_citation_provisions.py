"""Provisions of other acts and references inside the draft."""

import pytest
from citation_rows import cite, short, spellings

ROWS = [
    ("điểm a, b khoản 2 và khoản 3 Điều 5 Nghị định số 5/2030/NĐ-CP",
     "5/2030/NĐ-CP dieu-5/khoan-2/diem-a dieu-5/khoan-2/diem-b dieu-5/khoan-3"),
    ("khoản 2 Điều 8 của Luật Giá", "Luật Giá dieu-8/khoan-2"),
    ("Luật Giá tại khoản 2 Điều 8", "Luật Giá dieu-8/khoan-2"),
    ("từ Điều 5 đến Điều 8 Luật Giá", "Luật Giá dieu-5 dieu-6 dieu-7 dieu-8"),
    ("các điều từ Điều 5 đến Điều 7 của Luật Giá", "Luật Giá dieu-5 dieu-6 dieu-7"),
    ("khoản 1 đến khoản 3 Điều 4 Luật Giá", "Luật Giá dieu-4/khoan-1 dieu-4/khoan-2 dieu-4/khoan-3"),
    ("từ điểm c đến điểm e khoản 1 Điều 4 Luật Giá",
     "Luật Giá dieu-4/khoan-1/diem-c dieu-4/khoan-1/diem-d dieu-4/khoan-1/diem-đ dieu-4/khoan-1/diem-e"),
    ("các Điều 3, 4 và 5 Luật Giá", "Luật Giá dieu-3 dieu-4 dieu-5"),
    ("Điều 28a, Điều 28b Luật Giá", "Luật Giá dieu-28a dieu-28b"),
    ("điểm c khoản 1 Điều 3, Điều 9 và khoản 4 Điều 23 Luật Giá", "Luật Giá dieu-3/khoan-1/diem-c dieu-9 dieu-23/khoan-4"),
    ("Điều 8 khoản 2 điểm b Luật Giá", "Luật Giá dieu-8/khoan-2/diem-b"),
    ("Phụ lục III ban hành kèm theo Nghị định số 5/2030/NĐ-CP", "5/2030/NĐ-CP phu-luc-3"),
    ("Mẫu số 02 Phụ lục II kèm theo Thông tư số 5/2030/TT-BTC", "5/2030/TT-BTC phu-luc-2/mau-2"),
    ("Mục 2 Chương III Luật Giá", "Luật Giá chuong-3/muc-2"),
    ("mục 6.4.2 của TCVN 13592:2022", "TCVN 13592:2022 muc-6.4.2"),
    ("tiết b điểm 1.2 khoản 1 Điều 4 Luật Giá", "Luật Giá dieu-4/khoan-1/diem-1.2/tiet-b"),
    ("điểm b(iv) khoản 2 Điều 4 Luật Giá", "Luật Giá dieu-4/khoan-2/diem-b/tiet-iv"),
    ("Điều 6 Quy chế ban hành kèm theo Quyết định số 7/2030/QĐ-TTg", "7/2030/QĐ-TTg dieu-6"),
    ("từ Điều 1 đến Điều 40 Luật Giá", "Luật Giá dieu-1 dieu-40"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0][:40] for row in ROWS])
def test_provisions_of_other_acts(text, expected):
    for spelling in spellings(text):
        assert [short(c) for c in cite(f"Việc đó thực hiện theo quy định tại {spelling}.")] == [expected], spelling


BODY = """QUYẾT ĐỊNH
Căn cứ Luật Giá số 16/2023/QH15;
Điều 1. Phạm vi
1. Việc thứ nhất theo {0}.
2. Việc thứ hai:
a) Một việc theo {1};
b) Hai.
Điều 2. Đối tượng
1. Theo {2}.
"""


@pytest.mark.parametrize(
    ("place", "text", "expected"),
    [
        (0, "khoản 2 Điều này", "này dieu-1/khoan-2"),
        (0, "các điểm a và b khoản 2 Điều này", "này dieu-1/khoan-2/diem-a dieu-1/khoan-2/diem-b"),
        (1, "điểm b khoản này", "này dieu-1/khoan-2/diem-b"),
        (1, "khoản này", "này dieu-1/khoan-2"),
        (1, "điểm b nêu trên", "này dieu-1/khoan-2/diem-b"),
        (2, "khoản 2 Điều 1 Quyết định này", "này dieu-1/khoan-2"),
        (2, "khoản 2 Điều 1", "này dieu-1/khoan-2"),
        (2, "khoản 9 Điều 7 Quyết định này", "này dieu-7/khoan-9"),
        (2, "Quyết định này", "này"),
    ],
)
def test_references_inside_the_draft(place, text, expected):
    slots = ["đó", "đó", "đó"]
    slots[place] = f"quy định tại {text}"
    found = [c for c in cite(BODY.format(*slots)) if c.internal]
    assert [short(c) for c in found] == [expected]


def test_a_chain_of_this_article_and_another_act_is_two_references():
    found = [short(c) for c in cite("Điều 3. Việc\n1. Theo khoản 1 Điều này và Điều 5 Luật Giá.")]
    assert found == ["này dieu-3/khoan-1", "Luật Giá dieu-5"]


def test_treaties_contracts_and_headings_are_no_references_inside():
    text = "Điều 4. Việc\n1. Theo Điều 12 Hiệp định thương mại, Điều 3 của Hợp đồng và danh mục 2 kèm theo.\n2. Điều kiện 1.\n"
    assert [short(c) for c in cite(text)] == []


ATTACHED = """QUYẾT ĐỊNH
Ban hành Quy định về bãi nghêu
Căn cứ Luật Giá số 16/2023/QH15;
Điều 1. Ban hành kèm theo Quyết định này Quy định về bãi nghêu.
Điều 2. Quyết định này có hiệu lực từ ngày 01 tháng 01 năm 2031.
Nơi nhận:
- Như Điều 2;
QUY ĐỊNH
Về bãi nghêu
(Kèm theo Quyết định số 5/2030/QĐ-UBND của Ủy ban nhân dân tỉnh)
Điều 1. Phạm vi
Quy định này áp dụng theo khoản 1 Điều 2 Quy định này và Điều 2 Quyết định này.
Điều 2. Mức
1. Mức thu theo Điều 1.
"""


def test_an_attached_regulation_has_addresses_of_its_own():
    found = {c.quote: c.provisions for c in cite(ATTACHED) if c.internal and c.path.startswith("kem-1")}
    assert found["khoản 1 Điều 2 Quy định này"] == ("kem-1/dieu-2/khoan-1",)
    assert found["Điều 2 Quyết định này"] == ("dieu-2",)
    assert found["Điều 1"] == ("kem-1/dieu-1",)


AMENDING = """NGHỊ ĐỊNH
Sửa đổi, bổ sung một số điều của Nghị định số 5/2030/NĐ-CP
Căn cứ Luật Giá số 16/2023/QH15;
Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 5/2030/NĐ-CP ngày 01 tháng 02 năm 2030 của Chính phủ về bãi nghêu
1. Sửa đổi, bổ sung khoản 2 Điều 9 như sau:
“2. Việc này thực hiện theo khoản 1 Điều này, Điều 3 Nghị định này và Điều 4 Luật Giá.”.
2. Sửa đổi, bổ sung Điều 12 như sau:
“Điều 12. Mức
1. Theo khoản 2 Điều này và Nghị định này.
2. Hết.”.
Điều 2. Nghị định này có hiệu lực từ ngày 01 tháng 01 năm 2031.
"""


def test_words_inside_quoted_text_mean_the_amended_act():
    found = [c for c in cite(AMENDING) if "~" in c.path]
    assert [short(c) for c in found] == [
        "này dieu-9/khoan-1", "này dieu-3", "Luật Giá dieu-4", "này dieu-12/khoan-2", "này",
    ]  # fmt: skip
    assert {c.base_act for c in found if c.internal} == {"5/2030/NĐ-CP"}


def test_commands_that_name_no_act_are_no_citations():
    assert not [c.quote for c in cite(AMENDING) if c.quote.startswith(("khoản 2 Điều 9", "Điều 12"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Theo Nghị định số 5/2030/NĐ-CP thì khoản 2 Điều 3 Nghị định nêu trên được áp dụng.",
         ["5/2030/NĐ-CP", "5/2030/NĐ-CP dieu-3/khoan-2"]),
        ("Việc thực hiện theo Điều 3 Nghị định nêu trên.", ["? dieu-3"]),
        ("Luật Đất đai số 31/2024/QH15 (sau đây gọi là Luật) và việc tại khoản 2 Điều 3 của Luật.",
         ["31/2024/QH15", "31/2024/QH15 dieu-3/khoan-2"]),
    ],
)  # fmt: skip
def test_back_references_point_where_that_is_clear(text, expected):
    assert [short(c) for c in cite(text)] == expected


def test_a_list_below_a_head_that_names_the_act():
    text = "Điều 1. Phạm vi\n1. Thông tư này quy định chi tiết các điều, khoản sau của Luật Giá:\na) Khoản 2 Điều 5 về mức;\nb) Điều 9.\n"
    assert [short(c) for c in cite(text) if not c.internal] == ["Luật Giá", "Luật Giá dieu-5/khoan-2", "Luật Giá dieu-9"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("các điểm b, d, đ (trừ bến nổi), e và g khoản 4 Điều 6 Luật Giá",
         ["Luật Giá " + " ".join(f"dieu-6/khoan-4/diem-{x}" for x in "bdđeg")]),
        ("Điều 12 và Mục 4 Phụ lục II Nghị định số 5/2030/NĐ-CP", ["5/2030/NĐ-CP dieu-12 phu-luc-2/muc-4"]),
        ("mục 3 và mục 4 Phụ lục II Nghị định số 5/2030/NĐ-CP", ["5/2030/NĐ-CP phu-luc-2/muc-3 phu-luc-2/muc-4"]),
        ("các điểm a và b khoản 1, dịch vụ neo đậu quy định tại các điểm c và d khoản 2 Điều 28 Luật Giá",
         ["Luật Giá dieu-28/khoan-1/diem-a dieu-28/khoan-1/diem-b", "Luật Giá dieu-28/khoan-2/diem-c dieu-28/khoan-2/diem-d"]),
        ("Điều 8; việc kiểm định quy định tại điểm d khoản 1 Điều 25 Luật Giá", ["Luật Giá dieu-8", "Luật Giá dieu-25/khoan-1/diem-d"]),
        ("khoản 1, trừ trường hợp quy định tại khoản 2 Điều 28 Luật Giá", ["này dieu-1/khoan-1", "Luật Giá dieu-28/khoan-2"]),
        ("Mục 1a và Mục 1b Chương VIII Luật Giá", ["Luật Giá chuong-8/muc-1a chuong-8/muc-1b"]),
    ],
)  # fmt: skip
def test_lists_with_exceptions_and_lists_that_one_act_ends(text: str, expected: list[str]) -> None:
    found = cite(f"QUYẾT ĐỊNH\nĐiều 1. Phạm vi\n1. Hàng hóa quy định tại {text}.\n2. Hết.\nĐiều 8. Tám\nHết.\n")
    assert [short(c) for c in found] == expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("về bến du thuyền và Điều 6 của Nghị định số 6/2030/NĐ-CP hết hiệu lực", "về bến du thuyền"),
        ("về bến du thuyền còn bị phạt như sau", "về bến du thuyền"),
        ("về bến du thuyền thực hiện theo quy định của Quyết định này", "về bến du thuyền"),
        ("về bến du thuyền; việc khác", "về bến du thuyền"),
        ("quy định về bến, phao và neo, có hiệu lực kể từ ngày 01/7/2030", "quy định về bến, phao và neo"),
        ("về bến du thuyền Bộ trưởng Bộ Xây dựng ban hành Thông tư quy định về phao", "về bến du thuyền"),
        ("sửa đổi bằng Mẫu số 05", None),
    ],
)
def test_a_title_ends_where_the_sentence_goes_on(text: str, title: str | None) -> None:
    found = cite(f"QUYẾT ĐỊNH\nĐiều 1. Một\n1. Việc (nêu tại Nghị định số 5/2030/NĐ-CP {text}.")
    assert next(c.act.title for c in found if c.act and c.act.number == "5/2030/NĐ-CP") == title


def test_short_names_that_hold_a_number_point_to_the_act_they_were_given_to() -> None:
    found = cite(
        "QUYẾT ĐỊNH\nCăn cứ Nghị định số 63/2031/NĐ-CP về phao;\n"
        "Căn cứ Nghị định số 63/2030/NĐ-CP về bến (sau đây gọi tắt là Nghị định số 63);\n"
        "Căn cứ Luật Giá số 16/2023/QH15; Căn cứ Luật Giá số 11/2012/QH13;\n"
        "Điều 1. Một\n1. Theo khoản 2 Điều 4 Nghị định số 63.\n2. Theo Điều 5 Luật Giá năm 2012 và Nghị định số 64/2030NĐ-CP.\n"
    )
    late = [(c.act.number, c.antecedent) for c in found if c.act and c.path.startswith("dieu-1")]
    assert late == [("63/2030/NĐ-CP", None), (None, "11/2012/QH13"), ("64/2030/NĐ-CP", None)]


def test_what_follows_an_act_and_gom_belongs_to_it() -> None:
    found = cite(
        "QUYẾT ĐỊNH\nĐiều 1. Một\n1. Không áp dụng Điều 4 và một số nội dung của Nghị định số 5/2030/NĐ-CP, gồm: "
        "tiền neo tại khoản 2 Điều 2; tiền phao tại Điều 7.\nĐiều 2. Hai\n1. A.\n2. B.\n"
    )
    assert [short(c) for c in found][-2:] == ["5/2030/NĐ-CP dieu-2/khoan-2", "5/2030/NĐ-CP dieu-7"]


def test_new_text_of_a_command_in_the_passive_is_relative_to_its_article() -> None:
    found = cite(
        "NGHỊ ĐỊNH\nSửa đổi, bổ sung một số điều của Nghị định số 5/2030/NĐ-CP\n"
        "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 5/2030/NĐ-CP\n"
        "1. Khoản 1 Điều 17 được sửa đổi như sau:\n“1. Tiền neo theo khoản 4 Điều này.”.\n"
    )
    assert [short(c) for c in found if c.internal] == ["này dieu-17/khoan-4"]


def test_annexes_without_number_name_none_and_a_law_does_not_cite_itself() -> None:
    found = cite("QUYẾT ĐỊNH\nĐiều 1. Một\n1. Thay thế các Phụ lục ban hành kèm theo Nghị định số 5/2030/NĐ-CP.\n")
    assert [c.provisions for c in found if c.act] == [()]
    law = cite(
        "LUẬT\nPHAO NEO\nCăn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;\nQuốc hội ban hành Luật Phao neo.\nĐiều 1. Một\nA.\n"
    )
    assert [c.act.name for c in law if c.act] == ["Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam"]
