"""Roles: text on the left, what is found with its role on the right."""

import pytest
from citation_rows import cite, short

ROWS = [
    ("Căn cứ Luật Giá số 16/2023/QH15;", ["16/2023/QH15 =basis"]),
    ("Căn cứ Luật Giá số 16/2023/QH15 đã được sửa đổi, bổ sung một số điều theo Luật số 7/2030/QH17, Luật số 8/2031/QH17;",
     ["16/2023/QH15 =basis", "7/2030/QH17 =basis", "8/2031/QH17 =basis"]),
    ("Căn cứ Nghị định số 5/2030/NĐ-CP của Chính phủ quy định chi tiết một số điều của Luật Giá;", ["5/2030/NĐ-CP =basis", "Luật Giá"]),
    ("Căn cứ Luật Sửa đổi, bổ sung một số điều của Luật Giá và Luật Đất đai số 7/2030/QH17;",
     ["7/2030/QH17 =basis", "Luật Giá", "Luật Đất đai"]),
    ("Xét Tờ trình số 5/TTr-UBND đề nghị ban hành Nghị quyết thay thế Nghị quyết số 9/2020/NQ-HĐND;", ["9/2020/NQ-HĐND"]),
    ("Điều 1. Sửa đổi, bổ sung một số điều của Thông tư số 5/2030/TT-BTC hướng dẫn Luật Giá",
     ["5/2030/TT-BTC =amends", "Luật Giá"]),
    ("Điều 1. Sửa đổi Thông tư số 5/2030/TT-BTC, được sửa đổi, bổ sung bởi Thông tư số 6/2031/TT-BTC",
     ["5/2030/TT-BTC =amends", "6/2031/TT-BTC"]),
    ("1. Bổ sung khoản 4 Điều 6 của Thông tư số 5/2030/TT-BTC như sau:", ["5/2030/TT-BTC dieu-6/khoan-4 =amends"]),
    ("2. Bãi bỏ cụm từ “đơn” tại khoản 4 Điều 6 Thông tư số 5/2030/TT-BTC.", ["5/2030/TT-BTC dieu-6/khoan-4 =amends"]),
    ("2. Thay thế cụm từ “đơn” bằng cụm từ “tờ khai” tại Điều 6 Thông tư số 5/2030/TT-BTC.", ["5/2030/TT-BTC dieu-6 =amends"]),
    ("2. Thay thế Phụ lục I ban hành kèm theo Thông tư số 5/2030/TT-BTC bằng Phụ lục II ban hành kèm theo Thông tư này.",
     ["5/2030/TT-BTC phu-luc-1 =amends", "này phu-luc-2"]),
    ("3. Bãi bỏ Điều 5 Nghị định số 5/2030/NĐ-CP.", ["5/2030/NĐ-CP dieu-5 =abolishes"]),
    ("3. Bãi bỏ Nghị định số 5/2030/NĐ-CP ngày 01/02/2030 của Chính phủ về bãi nghêu và Điều 2 của Nghị định số 6/2031/NĐ-CP.",
     ["5/2030/NĐ-CP =abolishes", "6/2031/NĐ-CP dieu-2 =abolishes"]),
    ("2. Nghị định này thay thế Nghị định số 5/2030/NĐ-CP.", ["này", "5/2030/NĐ-CP =replaces"]),
    ("2. Nghị định này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2031 và thay thế Nghị định số 5/2030/NĐ-CP; "
     "bãi bỏ Nghị định số 4/2029/NĐ-CP.",
     ["này", "5/2030/NĐ-CP =replaces", "4/2029/NĐ-CP =abolishes"]),
    ("2. Nghị định số 5/2030/NĐ-CP hết hiệu lực thi hành kể từ ngày Nghị định này có hiệu lực.", ["5/2030/NĐ-CP =abolishes", "này"]),
    ("2. Luật Giá số 16/2023/QH15 đã được sửa đổi, bổ sung một số điều theo Luật số 7/2030/QH17, Luật số 8/2031/QH17 hết hiệu lực kể từ "
     "ngày Luật này có hiệu lực thi hành.", ["16/2023/QH15 =abolishes", "7/2030/QH17", "8/2031/QH17", "này"]),
    ("2. Thông tư số 3/2017/TT-BCT ngày 28/12/2017 của Bộ trưởng Bộ Công Thương hướng dẫn thi hành một số điều của Luật Hóa chất "
     "và Nghị định số 4/2017/NĐ-CP và Thông tư số 5/2022/TT-BCT sửa đổi, bổ sung một số điều của Thông tư số 3/2017/TT-BCT "
     "hết hiệu lực từ ngày 01/7/2031.",
     ["3/2017/TT-BCT =abolishes", "Luật Hóa chất", "4/2017/NĐ-CP", "5/2022/TT-BCT =abolishes", "3/2017/TT-BCT"]),
    ("1. Giấy phép cấp theo Nghị định số 5/2030/NĐ-CP hết hiệu lực khi hết thời hạn.", ["5/2030/NĐ-CP"]),
    ("1. Hồ sơ nộp trước ngày Nghị định này có hiệu lực được giải quyết theo Nghị định số 5/2030/NĐ-CP.", ["này", "5/2030/NĐ-CP"]),
    ("1. Thực hiện theo Nghị định số 5/2030/NĐ-CP đã được thay thế bởi Nghị định số 6/2031/NĐ-CP.", ["5/2030/NĐ-CP", "6/2031/NĐ-CP"]),
    ("2. Bãi bỏ Nghị định số 5/2030/NĐ-CP, trừ Điều 7 của Nghị định số 5/2030/NĐ-CP.", ["5/2030/NĐ-CP =abolishes", "5/2030/NĐ-CP dieu-7"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0][:50] for row in ROWS])
def test_roles(text, expected):
    for spelling in (text, text.replace(" Nghị", "\u00a0Nghị").replace("hiệu lực", "hiệu\u00a0lực")):
        assert [short(c) for c in cite(f"{spelling}\n")] == expected


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("1. Bãi bỏ các Thông tư sau đây:", "=abolishes"),
        ("1. Các văn bản sau đây hết hiệu lực kể từ ngày Thông tư này có hiệu lực:", "=abolishes"),
        ("1. Thông tư này thay thế các Thông tư sau:", "=replaces"),
    ],
)
def test_a_list_has_the_role_of_its_head(head, role):
    text = (
        f"Điều 5. Hiệu lực\n{head}\n"
        "a) Thông tư số 5/2030/TT-BTC ngày 01/02/2030 của Bộ trưởng Bộ Tài chính hướng dẫn Luật Giá;\n"
        "b) Thông tư số 6/2030/TT-BTC.\n2. Việc khác theo Thông tư số 7/2030/TT-BTC.\n"
    )
    found = [short(c) for c in cite(text) if not c.internal]
    assert found == [f"5/2030/TT-BTC {role}", "Luật Giá", f"6/2030/TT-BTC {role}", "7/2030/TT-BTC"]


TITLE = """LUẬT
SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT GIÁ VÀ LUẬT ĐẤT ĐAI
Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;
Quốc hội ban hành Luật sửa đổi, bổ sung một số điều của Luật Giá số 16/2023/QH15 và Luật Đất đai số 31/2024/QH15.
Điều 1. Sửa đổi, bổ sung một số điều của Luật Giá
1. Bãi bỏ Điều 7.
"""


def test_the_draft_own_title_amends_and_is_no_mention_itself():
    found = [(c.act.number or c.act.name, c.role) for c in cite(TITLE) if c.act]
    assert found == [
        ("LUẬT GIÁ", "amends"), ("LUẬT ĐẤT ĐAI", "amends"), ("Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam", "basis"),
        ("16/2023/QH15", "amends"), ("31/2024/QH15", "amends"), ("Luật Giá", "amends"),
    ]  # fmt: skip
