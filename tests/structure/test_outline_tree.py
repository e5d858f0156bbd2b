"""The tree: levels, addresses, parts of a file. A text on the left, addresses on the right."""

import pytest
from outline_builders import HEADER, TAIL, check, expand, paths, read, words

ROWS = [
    ("levels", "Điều 1. Phạm vi\n1. Một:\na) Hai;\nb) Ba.", "dieu-1 .khoan-1 ..diem-a ..diem-b"),
    ("points keep đ", "Điều 1. A\na) Hai;\nđ) Ba.", "dieu-1 .diem-a .diem-đ"),
    ("inserted numbers", "Điều 12a. A\n5a. Một.", "dieu-12a .khoan-5a"),
    ("typography of Điều", "ĐIỀU 1: A\nB.\nĐiều 2 - C\nD.", "dieu-1 .doan-1 dieu-2 .doan-1"),
    ("eth for Đ", "Ðiều 1. A\nB.", "dieu-1 .doan-1"),
    ("khoản on the line of Điều", "Điều 5. 1. Một.\n2. Hai.", "dieu-5 .khoan-1 .khoan-2"),
    ("điểm on the line of khoản", "Điều 5. A\n1. a) Một;\nb) Hai.", "dieu-5 .khoan-1 ..diem-a ..diem-b"),
    ("spaced decimals", "Điều 5. A\n1. Một.\n1. 1. Hai.\n1. 2. Ba.", "dieu-5 .khoan-1 ..tiet-1.1 ..tiet-1.2"),
    ("decimals", "Điều 1. A\n1. B:\n1.1. C\n1.2. D", "dieu-1 .khoan-1 ..tiet-1.1 ..tiet-1.2"),
    ("a.1", "Điều 1. A\n1. B:\na) C:\na.1) D\na.2) E", "dieu-1 .khoan-1 ..diem-a ...tiet-a.1 ...tiet-a.2"),
    ("a1 below a", "Điều 1. A\n1. B:\na) C:\na1) D;\na2) E.\nb) F.", "dieu-1 .khoan-1 ..diem-a ...tiet-a1 ...tiet-a2 ..diem-b"),
    ("a1 inserted after a", "Điều 1. A\n1. B:\na) C;\na1) D;\nb) F.", "dieu-1 .khoan-1 ..diem-a ..diem-a1 ..diem-b"),
    ("roman below a", "Điều 1. A\n1. B:\na) C:\ni) D;\nii) E.\nb) F.", "dieu-1 .khoan-1 ..diem-a ...tiet-i ...tiet-ii ..diem-b"),
    ("i after h is a letter", "Điều 1. A\n1. B:\nh) C;\ni) D;\nk) E.", "dieu-1 .khoan-1 ..diem-h ..diem-i ..diem-k"),
    ("1 read for l", "Điều 1. A\n1. B:\nk) C;\n1) D;\nm) E.", "dieu-1 .khoan-1 ..diem-k ..diem-l ..diem-m"),
    ("dashes", "Điều 1. A\n1. B:\n- C;\n+ D;\n- E.", "dieu-1 .khoan-1 ..gach-1 ..gach-2 ..gach-3"),
    (
        "numbered list inside a điểm",
        "Điều 1. A\n1. B:\na) C gồm:\n1. D;\n2. E;\nb) F.",
        "dieu-1 .khoan-1 ..diem-a ...tiet-1 ...tiet-2 ..diem-b",
    ),
    ("roman parts of an article", "Điều 1. A\nI. QUAN ĐIỂM\n1. B.\nII. MỤC TIÊU\n1. C.", "dieu-1 .tiet-i ..khoan-1 .tiet-ii ..khoan-1"),
    (
        "divisions",
        "Phần thứ nhất\nQUY ĐỊNH CHUNG\nChương IIIa\nB\nMục 1\nC\nTiểu mục 2\nD\nĐiều 9. E\nF.",
        "phan-1 .chuong-3a ..muc-1 ...tieu-muc-2 dieu-9 .doan-1",
    ),
    ("a number twice", "Điều 8. A\nB.\nĐiều 8. C\nD.", "dieu-8 .doan-1 dieu-8@2 .doan-1"),
    ("sums and dates", "Điều 1. A\n1. Mức phạt là\n1.000 đồng;\n01.01.2031 là ngày đầu.", "dieu-1 .khoan-1"),
    ("reference after a wrap", "Điều 1. A\n1. Theo quy định tại\nĐiều 5. Mức phạt bằng hai lần.\n2. B.", "dieu-1 .khoan-1 .khoan-2"),
    ("khoản 11 wrapped before Điều 3", "Điều 1. A\n1. Bãi bỏ khoản 11\nĐiều 3.\n2. Bãi bỏ khoản 4.", "dieu-1 .khoan-1 .khoan-2"),
    ("open reference", "Điều 1. A\n1. Áp dụng theo các nghị định,\nĐiều 10 Nghị quyết số 1/2030/QH19 và luật.", "dieu-1 .khoan-1"),
    ("Điều lệ is no Điều", "Điều 1. A\nĐiều lệ công ty do đại hội thông qua.", "dieu-1 .doan-1"),
    ("reference to a chapter", "Điều 1. A\nB.\nChương II của Luật này không áp dụng.", "dieu-1 .doan-1"),
    (
        "Điều without a full stop",
        "Điều 1 Phạm vi điều chỉnh\n1. A.\nĐiều 2 Đối tượng áp dụng\n1. B.",
        "dieu-1 .khoan-1 dieu-2 .khoan-1",
    ),
    ("end of a bracket", "Điều 1. A\n1. Trường hợp khác (nêu rõ lý\ndo) thì báo cáo.", "dieu-1 .khoan-1"),
    ("a swallowed point", "Điều 1. A\n1. B:\na) C;\nb) D; c) E;\nd) F.", "dieu-1 .khoan-1 ..diem-a ..diem-b ..diem-c ..diem-d"),
    ("footnote numbers", "Điều 1. A\n1. B.\n2.[17] C.\n3[18]. D.\nĐiều 2.[3] (được bãi bỏ)", "dieu-1 .khoan-1 .khoan-2 .khoan-3 dieu-2"),
]


@pytest.mark.parametrize(("text", "tree"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
@pytest.mark.parametrize("space", [" ", "\xa0"], ids=["plain", "no-break"])
def test_addresses(text: str, tree: str, space: str) -> None:
    text = text.replace(" ", space)
    assert paths(text) == expand(tree)
    check(text, read(text))


def test_heading_may_stand_below_or_wrap() -> None:
    text = "Điều 7\nThời hạn giải quyết hồ sơ của tổ chức\nvà cá nhân\n1. Năm ngày.\nChương II\nHỒ SƠ\nVÀ TRÌNH TỰ\nĐiều 8. B\nC.\n"
    structure = read(text)
    assert structure.by_path["dieu-7"].heading == "Thời hạn giải quyết hồ sơ của tổ chức và cá nhân"
    assert structure.by_path["chuong-2"].heading == "HỒ SƠ VÀ TRÌNH TỰ"
    assert structure.by_path["dieu-8"].parent == "chuong-2"


def test_a_sentence_is_no_heading() -> None:
    text = "Điều 1. Nghị định này quy định về nuôi ong.\nĐiều 2. Hiệu lực thi hành\nCó hiệu lực ngay.\n"
    structure = read(text)
    assert structure.by_path["dieu-1"].heading is None
    assert structure.by_path["dieu-2"].heading == "Hiệu lực thi hành"
    assert structure.oddities == ()


def test_lead_in_of_a_clause_is_its_heading_span() -> None:
    text = "Điều 1. A\n1. Hồ sơ gồm:\na) Đơn.\n"
    clause = read(text).by_path["dieu-1/khoan-1"]
    assert clause.heading is None
    assert clause.heading_span is not None
    assert text[slice(*clause.heading_span)] == "1. Hồ sơ gồm:"


def test_parts_of_a_whole_act() -> None:
    text = HEADER + "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\nMột câu.\n" + TAIL + (
        "PHỤ LỤC I\nDANH MỤC GIỐNG ONG\n(Kèm theo Nghị định số 901/2031/NĐ-CP)\n1. Ong nội.\nMẫu số 02. Đơn đăng ký\nKính gửi: …\n"
    )  # fmt: skip
    structure = read(text)
    check(text, structure)
    assert [node.path for node in structure.nodes] == [
        "tieu-de", "can-cu-1", "can-cu-2", "thong-qua", "chuong-1", "dieu-1", "dieu-1/doan-1", "noi-nhan", "chu-ky",
        "phu-luc-1", "phu-luc-1/doan-1", "mau-2", "mau-2/doan-1",
    ]  # fmt: skip
    assert words(text, structure.by_path["chu-ky"]) == "TM. CHÍNH PHỦ THỦ TƯỚNG Trần Văn Ong"
    assert structure.by_path["phu-luc-1"].heading == "DANH MỤC GIỐNG ONG"
    assert structure.path_at(text.index("Một câu")) == "dieu-1"


def test_attached_regulation_begins_again_at_one() -> None:
    text = (
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế nuôi ong.\nĐiều 2. Quyết định này có hiệu lực từ ngày ký.\n"
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Mật\n"
        "QUY CHẾ\nNUÔI ONG\n(Ban hành kèm theo Quyết định số 5/2031/QĐ-UBND)\n"
        "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n1. Một.\nĐiều 2. Đối tượng\nHai.\n"
        "PHỤ LỤC\nBẢNG KÊ\nTT | Tên\n1. | Ong\n"
    )
    structure = read(text)
    check(text, structure)
    assert [node.path for node in structure.nodes if node.kind in ("dieu", "attached", "annex", "chuong")] == [
        "dieu-1", "dieu-2", "kem-1", "kem-1/chuong-1", "kem-1/dieu-1", "kem-1/dieu-2", "phu-luc",
    ]  # fmt: skip
    assert "kem-1/dieu-1/khoan-1" in structure.by_path
    assert structure.oddities == ()


def test_articles_that_begin_again_without_a_heading_are_attached() -> None:
    text = "Điều 1. A\nB.\nĐiều 2. C\nD.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nChương I\nCHUNG\nĐiều 1. E\nF.\n"
    assert [p for p in paths(text) if p.endswith("dieu-1")] == ["dieu-1", "kem-1/dieu-1"]


def test_form_of_a_decision_is_no_part_of_the_body() -> None:
    text = (
        "Điều 1. A\nB.\nĐiều 2. C\nD.\nTM. CHÍNH PHỦ\nTHỦ TƯỚNG\nPHỤ LỤC II\nBIỂU MẪU\nMẫu số 01\n"
        "QUYẾT ĐỊNH\nVề việc cấp phép\nCăn cứ Luật Ong;\nQUYẾT ĐỊNH:\nĐiều 1. Cấp phép cho ông ………\nĐiều 3. Thi hành.\n"
    )
    structure = read(text)
    assert [node.path for node in structure.nodes if node.kind == "dieu"] == ["dieu-1", "dieu-2", "mau-1/dieu-1", "mau-1/dieu-3"]
    assert structure.oddities == ()


def test_rows_of_a_table_are_no_clauses() -> None:
    text = "Điều 1. A\n1. Theo bảng:\n1. Ong nội | 5\n2. Ong ngoại | 7\n2. B.\n"
    assert paths(text) == ["dieu-1", "dieu-1/khoan-1", "dieu-1/khoan-1/bang-1", "dieu-1/khoan-2"]
    one_cell = "Điều 1. A\n1. Theo bảng:\n1. Ong nội\n2. B.\n"
    assert [n.path for n in read(one_cell, frozenset({2})).nodes][-2:] == ["dieu-1/khoan-1/bang-1", "dieu-1/khoan-2"]


def test_a_row_with_an_office_does_not_end_the_body() -> None:
    text = "Điều 1. Hệ số\nTT | Chức danh\n1 | CHỦ TỊCH\nĐiều 2. B\nC.\n"
    assert paths(text, "signature") == []
    assert paths(text, "dieu") == ["dieu-1", "dieu-2"]


def test_front_matter_and_covering_paper_stand_before_the_title_block() -> None:
    text = '---\ntitle: "Du thao"\n---\nTỜ TRÌNH\nKính gửi: Chính phủ\nCăn cứ Luật Ong, Bộ trình Nghị định.\n' + HEADER + "Điều 1. A\nB.\n"
    structure = read(text)
    check(text, structure)
    assert structure.nodes[0].kind == "text"
    assert words(text, structure.nodes[0]).endswith("Bộ trình Nghị định.")
    assert structure.nodes[1].path == "tieu-de"
    assert words(text, structure.nodes[1]).startswith("CHÍNH PHỦ |")


def test_a_file_that_is_an_annex() -> None:
    text = "Phụ lục III\nBẢNG CHỮ VIẾT TẮT\n(Kèm theo Nghị định số 1/2030/NĐ-CP)\nI. TÊN LOẠI\n1. Một\n"
    structure = read(text)
    assert structure.nodes[0].path == "phu-luc-3"
    assert structure.meta.number is None


def test_second_act_is_noticed() -> None:
    text = HEADER + "Điều 1. A\nB.\n" + TAIL + HEADER + "Điều 1. C\nD.\n"
    structure = read(text)
    check(text, structure)
    assert [notice.code for notice in structure.notices] == ["second_act"]
    assert paths(text, "dieu") == ["dieu-1", "kem-1/dieu-1"]
    assert structure.oddities == ()


def test_nothing_gives_an_empty_outline() -> None:
    assert read("").nodes == ()
    assert read(" \n\xa0\n").nodes == ()


def test_a_number_on_the_line_below_its_word() -> None:
    text = "Điều\n1. Phạm vi\n1. A.\n2. B.\nĐiều\n2. Đối tượng\nC.\n"
    structure = read(text)
    check(text, structure)
    assert [node.path for node in structure.nodes] == ["dieu-1", "dieu-1/khoan-1", "dieu-1/khoan-2", "dieu-2", "dieu-2/doan-1"]
    assert structure.by_path["dieu-1"].heading == "Phạm vi"


def test_an_act_without_articles() -> None:
    text = (
        "CHỈ THỊ\nVề nuôi ong\nTrong thời gian qua ong chết nhiều.\n1. Bộ Y tế:\na) Kiểm tra;\nb) Báo cáo.\n2. Bộ Công an.\n"
        "KT. THỦ TƯỚNG\nPHÓ THỦ TƯỚNG\n"
    )
    assert paths(text, "khoan", "diem") == ["khoan-1", "khoan-1/diem-a", "khoan-1/diem-b", "khoan-2"]


@pytest.mark.parametrize(
    "head",
    ["QCVN 99:2031/BNNMT\nQUY CHUẨN VỀ ONG\n", "Tập hệ thống hóa về ong\n(Ban hành kèm theo Quyết định số 5/QĐ-BYT)\n"],
)
def test_what_follows_the_signature_is_an_annex(head: str) -> None:
    text = "Điều 1. A\nB.\n" + TAIL + head + "1. QUY ĐỊNH CHUNG\n1.1. C.\n"
    structure = read(text)
    check(text, structure)
    assert [node.path for node in structure.nodes if node.parent is None] == ["dieu-1", "noi-nhan", "chu-ky", "phu-luc"]
    assert paths(text, "khoan") == []


def test_an_address_in_running_text_is_that_of_its_article() -> None:
    text = "Điều 1. A\nB như sau:\nTT | Tên\n1. C.\n"
    structure = read(text)
    assert structure.path_at(text.index("B như")) == "dieu-1"
    assert structure.path_at(text.index("Tên")) == "dieu-1"
    assert structure.path_at(text.index("C.")) == "dieu-1/khoan-1"


def test_the_first_article_follows_a_title_that_ends_like_a_reference() -> None:
    tree = read("THÔNG TƯ\nQuy định về biểu mẫu\nĐiều 1. Phạm vi\nThông tư này quy định biểu mẫu.\nĐiều 2. Hiệu lực\n1. A.\n")
    assert [n.path for n in tree.nodes if n.kind == "dieu"] == ["dieu-1", "dieu-2"]
