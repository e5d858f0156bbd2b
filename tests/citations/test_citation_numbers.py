"""Numbers, kinds, names: text on the left, what is found on the right; every row in four spellings."""

import pytest
from citation_rows import cite, short, spellings

ROWS = [
    ("theo Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ về kiểm soát thủ tục", ["63/2010/NĐ-CP"]),
    ("theo Nghị quyết số 66.7/2025/NQ-CP của Chính phủ", ["66.7/2025/NQ-CP"]),
    ("Luật số 15/2012/QH13 và Luật số 67/2020/QH14", ["15/2012/QH13", "67/2020/QH14"]),
    ("Thông tư liên tịch số 01/2022/TTLT-VKSNDTC-TANDTC-BCA ngày 05/01/2022", ["01/2022/TTLT-VKSNDTC-TANDTC-BCA"]),
    ("Thông tư liên tịch số 19/2012/TTLT-BTC-BKH&ĐT-BTTTT của ba Bộ", ["19/2012/TTLT-BTC-BKH&ĐT-BTTTT"]),
    ("theo Nghị định số 88/CP ngày 17 tháng 8 năm 1994", ["88/CP"]),
    ("theo Nghị định số 219-HĐBT của Hội đồng Bộ trưởng", ["219-HĐBT"]),
    ("Quyết định số 12/2021/QĐ-UBND của Ủy ban nhân dân tỉnh", ["12/2021/QĐ-UBND"]),
    ("Quyết định số 1235/QĐ-BTC; Quyết định số 20/2019/QĐ-TTg", ["1235/QĐ-BTC", "20/2019/QĐ-TTg"]),
    ("Văn bản hợp nhất số 03/VBHN-BTC", ["03/VBHN-BTC"]),
    ("Nghị quyết số 712/2013/UBTVQH13 của Ủy ban thường vụ Quốc hội", ["712/2013/UBTVQH13"]),
    ("Pháp lệnh số 02/2020/UBTVQH14", ["02/2020/UBTVQH14"]),
    ("theo QCVN 32:2026/BXD và TCVN 1234-1:2019", ["QCVN 32:2026/BXD", "TCVN 1234-1:2019"]),
    ("tiêu chuẩn TCVN ISO/IEC 27001:2019 được áp dụng", ["TCVN ISO/IEC 27001:2019"]),
    ("các Nghị định số 10/2020/NĐ-CP, 11/2021/NĐ-CP và số 12/2022/NĐ-CP", ["10/2020/NĐ-CP", "11/2021/NĐ-CP", "12/2022/NĐ-CP"]),
    ("nghị định số 63/2010/NĐ-CP", ["63/2010/NĐ-CP"]),
    ("Nghị quyết của Quốc hội số 51/2001/QH10 ngày 25 tháng 12 năm 2001", ["51/2001/QH10"]),
    ("Số: 63/2010/NĐ-CP | Hà Nội", []),
    ("Nghị định số …/2026/NĐ-CP và Nghị định số      /2026/NĐ-CP", []),
    ("Tờ trình số 12/TTr-UBND, Báo cáo số 118/BC-BPC, Công văn số 123/UBND-NNMT, Văn bản số 6266/UBND-NNMT", []),
    ("Kế hoạch số 45/KH-UBND và Thông báo số 12/TB-VPCP; Kết luận số 70-KL/TW", []),
    ("tài khoản 12/2020 và mức 3/4, từ ngày 01/7/2025", []),
    ("Luật Đầu tư, Luật Đất đai và Luật Nhà ở", ["Luật Đầu tư", "Luật Đất đai", "Luật Nhà ở"]),
    ("các luật: Luật Hóa chất, Luật Thủy sản", ["Luật Hóa chất", "Luật Thủy sản"]),
    ("Luật Đất đai 2024 và Luật Nhà ở năm 2023", ["Luật Đất đai", "Luật Nhà ở"]),
    ("Bộ luật Dân sự năm 2015; Bộ Luật Hàng hải Việt Nam", ["Bộ luật Dân sự", "Bộ Luật Hàng hải Việt Nam"]),
    ("Luật Phòng, chống tác hại của rượu, bia được ban hành", ["Luật Phòng, chống tác hại của rượu, bia"]),
    ("theo Luật Luật sư và Luật sư tham gia", ["Luật Luật sư"]),
    ("Luật Hải quan 54/2014/QH13", ["54/2014/QH13"]),
    ("Luật Đo sâu đáy hồ số 99/2031/QH18 quy định", ["99/2031/QH18"]),
    ("Luật Đo sâu đáy hồ, các văn bản khác", ["Luật Đo sâu đáy hồ"]),
    ("pháp luật về đất đai; Luật này; dự thảo Luật Đất đai; Đạo luật Bảo vệ biển của Hoa Kỳ", ["này"]),
    ("Luật Bảo vệ môi trường của Nhật Bản", []),
    ("Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam", ["Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam"]),
    ("tuân thủ Hiến pháp, pháp luật; theo Điều 14 của Hiến pháp", ["Hiến pháp dieu-14"]),
    ("Luật Sửa đổi, bổ sung một số điều của Luật Giá số 44/2030/QH17", ["44/2030/QH17", "Luật Giá"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0][:40] for row in ROWS])
def test_acts_in_every_spelling(text, expected):
    for spelling in spellings(text):
        found = [short(c) for c in cite(f"Nội dung này thực hiện {spelling}.")]
        assert [fold(x) for x in found] == [fold(x) for x in expected], spelling


def fold(text: str) -> str:
    return " ".join(text.split()).replace("oà", "òa").replace("oá", "óa").replace("uỷ", "ủy")


@pytest.mark.parametrize(
    "printed", ["63/2010/NĐ-CР", "63/2010/NÐ-CP", "63 / 2010 / NĐ - CP", "63/2010/NĐ–CP", "63/2010/ΝĐ-CP", "63/2010/NĐ-\nCP"]
)
def test_a_number_is_spelt_one_way_and_its_span_keeps_the_print(printed):
    text = f"thực hiện theo Nghị định số {printed} ngày 08 tháng 6 năm 2010 của Chính phủ."
    (found,) = cite(text)
    assert found.act is not None
    assert found.act.number == "63/2010/NĐ-CP"
    assert found.quote == f"Nghị định số {printed}" == text[found.span[0] : found.span[1]]
    assert found.look_alike is any(c in "РÐΝ" for c in printed)


def test_what_is_printed_with_a_number():
    (found,) = cite(
        "1. Quy định tại Nghị định số 91/2033/NĐ-CP ngày 8 tháng 6 năm 2033 của Chính phủ về quản lý bãi nghêu (sau đây gọi tắt là N)."
    )
    act = found.act
    assert act is not None
    assert (act.doc_type, act.issuer, act.date, act.title) == ("nghi_dinh", "Chính phủ", "2033-06-08", "về quản lý bãi nghêu")


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Thông tư số 1/2030/TT-BVH của Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch quy định về lễ hội",
         "Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch"),
        ("Nghị quyết số 2/2030/NQ-HĐND ngày 01/02/2030 của Hội đồng nhân dân tỉnh Lâm Bình về mức chi", "Hội đồng nhân dân tỉnh Lâm Bình"),
        ("Quyết định số 3/2030/QĐ-TTg của Thủ tướng Chính phủ và Nghị định số 4/2030/NĐ-CP", "Thủ tướng Chính phủ"),
    ],
)  # fmt: skip
def test_the_issuer_ends_where_the_title_begins(text, issuer):
    act = cite(text)[0].act
    assert act is not None
    assert act.issuer == issuer


def test_a_number_without_its_sign_is_known_from_the_full_one():
    found = cite("Căn cứ Nghị định số 48/2013/NĐ-CP;\nĐiều 1. Phạm vi\nThực hiện theo Nghị định số 48/2013 và Nghị định 48.")
    assert [short(c) for c in found[1:]] == ["48/2013/NĐ-CP", "48/2013/NĐ-CP"]


def test_a_short_name_defined_in_the_draft_is_known_later():
    found = cite("1. Luật Đầu tư theo phương thức đối tác công tư số 64/2020/QH14 (sau đây gọi là Luật PPP).\n2. Áp dụng Điều 5 Luật PPP.")
    assert [(short(c), c.antecedent) for c in found[1:]] == [("Luật PPP", "64/2020/QH14"), ("Luật PPP dieu-5", "64/2020/QH14")]


def test_a_name_given_with_its_number_elsewhere_has_an_antecedent():
    found = cite("Căn cứ Luật Lưu trữ số 33/2024/QH15;\nĐiều 1. Phạm vi\nThực hiện theo Luật Lưu trữ và Luật Giá.")
    assert [(c.act.name, c.antecedent) for c in found[1:] if c.act] == [("Luật Lưu trữ", "33/2024/QH15"), ("Luật Giá", None)]
