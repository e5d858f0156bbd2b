"""Kinds of commands met in published acts, in sentences of our own: text left, (operation, act, target) right."""

import pytest

from review.amending import find_amendments
from review.citations import find_citations
from review.contract.citations import Amendment
from review.contract.document import Document
from review.structure import outline

TITLE = "NGHỊ ĐỊNH\nSửa đổi, bổ sung một số điều của Nghị định số 9911/2021/NĐ-CP quy định về bến du thuyền\n"
ACT = "9911/2021/NĐ-CP"
ONE = f"Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số {ACT}\n"


def _commands(text: str) -> list[Amendment]:
    document = Document("x.txt", "txt", "", text)
    tree = outline(document)
    return list(find_amendments(document, tree, find_citations(document, tree)))


def _pairs(text: str) -> list[tuple[str, str]]:
    found = _commands(TITLE + ONE + text)
    assert all(a.act == ACT for a in found)
    return [(a.operation, a.target) for a in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Điều 6 được sửa đổi, bổ sung như sau:\n“Điều 6. Phao\nA.”.", [("replace", "dieu-6")]),
        ("1. Khoản 1 và khoản 3 Điều 8 được sửa đổi như sau:\n“1. A.\n3. B.”.",
         [("replace", "dieu-8/khoan-1"), ("replace", "dieu-8/khoan-3")]),
        ("1. Cắt giảm, đơn giản hóa thủ tục đăng ký phao quy định tại khoản 2 Điều 5 như sau:\n“2. A.”.", [("replace", "dieu-5/khoan-2")]),
        ("1. Cắt giảm thời gian cấp phép bến quy định tại Điều 6 như sau:\n“A.”.", [("replace", "dieu-6")]),
        ("1. Rút ngắn thời hạn giải quyết tại khoản 3 Điều 9 như sau:\n“3. A.”.", [("replace", "dieu-9/khoan-3")]),
        ("1. Cắt giảm chi phí tuân thủ tại Điều 7.\n2. Đơn giản hóa thủ tục.", []),
        ("1. Sửa đổi điểm a khoản 2 Điều 7 và khoản 3 như sau:\n“A.”.",
         [("replace", "dieu-7/khoan-2/diem-a"), ("replace", "dieu-7/khoan-3")]),
        ("1. Sửa đổi khoản 1 Điều 8 như sau:\nMẫu số 05 ban hành kèm theo Nghị định này áp dụng cho chủ bến.\n2. Bãi bỏ Điều 9.\n"
         "Điều 2. Hiệu lực\nA.", [("replace", "dieu-8/khoan-1"), ("repeal", "dieu-9")]),
        ("1. Thay thế các mẫu:\nMẫu số 05\nMẫu số 06\n2. Bãi bỏ Điều 9.\nĐiều 2. Hiệu lực\nA.",
         [("replace", "mau-5"), ("replace", "mau-6"), ("repeal", "dieu-9")]),
        ("1. Điểm a khoản 3 Điều 8 bị bãi bỏ.", [("repeal", "dieu-8/khoan-3/diem-a")]),
        ("1. Điều 6 đã được sửa đổi, bổ sung một số điều theo Nghị định khác.", []),
        ("1. Sửa đổi tên Điều 9 và nội dung khoản 1, khoản 2 Điều 9 như sau:\n“Điều 9. A”.",
         [("retitle", "dieu-9"), ("replace", "dieu-9/khoan-1"), ("replace", "dieu-9/khoan-2")]),
        ("1. Sửa đổi, bổ sung tên điều và đoạn mở đầu khoản 1 Điều 4 như sau:\n“Điều 4. A\n1. B:”.",
         [("retitle", "dieu-4"), ("replace", "dieu-4/khoan-1")]),
        ("1. Sửa đổi, bổ sung tên Điều và một số khoản của Điều 7 như sau:\na) Sửa đổi tên Điều như sau:\n“Điều 7. A”;",
         [("replace", "dieu-7"), ("retitle", "dieu-7")]),
        ("1. Bãi bỏ khoản 2 và sửa đổi, bổ sung khoản 1 Điều 24 như sau:\n“1. A.”.",
         [("repeal", "dieu-24/khoan-2"), ("replace", "dieu-24/khoan-1")]),
        ("1. Sửa đổi khoản 1; bổ sung khoản 1a vào sau khoản 1 Điều 5 như sau:\n“1. A.\n1a. B.”.",
         [("replace", "dieu-5/khoan-1"), ("insert", "dieu-5/khoan-1a")]),
        ("1. Bổ sung các mục 1a, 1b vào sau Mục 1 Chương VIII như sau:\n“Mục 1a”.",
         [("insert", "chuong-8/muc-1a"), ("insert", "chuong-8/muc-1b")]),
        ("1. Bổ sung ngành, nghề số thứ tự 13a vào sau số thứ tự 13 của Phụ lục IV như sau:\n“13a”.", [("insert", "phu-luc-4")]),
        ("1. Sửa đổi, bổ sung số thứ tự 3.2 của mục II của Phụ lục số 01 như sau:\n“3.2”.", [("replace", "phu-luc-1/muc-2")]),
        ("1. Bãi bỏ, bổ sung một số mẫu tại Phụ lục I như sau:\na) Bổ sung Mẫu số 10 về phao.",
         [("replace", "phu-luc-1"), ("insert", "phu-luc-1/mau-10")]),
        ("1. Thay thế: Mẫu số 05 Phụ lục I bằng Mẫu số 05 kèm theo Nghị định này.", [("replace", "phu-luc-1/mau-5")]),
        ("1. Sửa đổi, bổ sung các Phụ lục ban hành kèm theo Nghị định này.", []),
        ("1. Thay thế cụm từ “neo” bằng cụm từ “phao” tại điểm đ khoản 6 và cụm từ “cọc” tại khoản 12 Điều 29.",
         [("replace_phrase", "dieu-29/khoan-6/diem-đ"), ("replace_phrase", "dieu-29/khoan-12")]),
        ("1. Bỏ từ “neo” tại khoản 3 Điều 4 và tại nội dung mẫu biểu của Phụ lục II.",
         [("replace_phrase", "dieu-4/khoan-3"), ("replace_phrase", "phu-luc-2")]),
        ("1. Bổ sung nội dung: “A” tại đoạn cuối khoản 2 Điều 4.", [("replace_phrase", "dieu-4/khoan-2")]),
        ("1. Thay cụm từ “neo” bằng cụm từ “phao” tại khoản 3\nĐiều 11.", [("replace_phrase", "dieu-11/khoan-3")]),
        ("1. Bãi bỏ Chương VIII gồm các điều từ Điều 6 đến Điều 8.",
         [("repeal", "chuong-8"), ("repeal", "dieu-6"), ("repeal", "dieu-7"), ("repeal", "dieu-8")]),
        ("1. Thay thế cụm từ “neo ngắn\" bằng từ “phao” tại điểm d khoản 1 Điều 7.", [("replace_phrase", "dieu-7/khoan-1/diem-d")]),
        ("1. Bãi bỏ các Điều: 57, 58 và Điều 60.", [("repeal", "dieu-57"), ("repeal", "dieu-58"), ("repeal", "dieu-60")]),
        ("1. Bãi bỏ khoản 5 Điều 5, Điều 85, các mẫu số 01, 06 Phụ lục III.",
         [("repeal", "dieu-5/khoan-5"), ("repeal", "dieu-85"), ("repeal", "phu-luc-3/mau-1"), ("repeal", "phu-luc-3/mau-6")]),
        ("1. Bãi bỏ Điều 50; cụm từ “neo,” tại khoản 5 Điều 52; cụm từ “phao,” tại khoản 8 Điều 54.",
         [("repeal", "dieu-50"), ("replace_phrase", "dieu-52/khoan-5"), ("replace_phrase", "dieu-54/khoan-8")]),
        ("1. Bỏ khoản 2 Điều 4.", [("repeal", "dieu-4/khoan-2")]),
        ("1. Bổ sung khoản la vào sau khoản 1 Điều 5 như sau:\n“1a. A.”.", [("insert", "dieu-5/khoan-1a")]),
        ("1. Sửa đổi, bổ sung mức tiền neo quy định tại khoản 2 Điều 5 như sau:\n“2. A.”.", [("replace", "dieu-5/khoan-2")]),
        ("1. Đánh số lại khoản 2, khoản 3 Điều 3 thành khoản 3, khoản 4.",
         [("renumber", "dieu-3/khoan-2"), ("renumber", "dieu-3/khoan-3")]),
        ("1. Sửa đổi số thứ tự và tên của Điều 10 như sau:\n“Điều 11. A”.", [("renumber", "dieu-10")]),
        ("1. Bãi bỏ Điều 4.\nKiến nghị thực thi\nSửa đổi khoản 2 Điều 5.", [("repeal", "dieu-4")]),
    ],
)  # fmt: skip
def test_a_kind_of_command_gives_its_operations_and_targets(text: str, expected: list[tuple[str, str]]) -> None:
    assert _pairs(text) == expected


def test_a_chapter_says_which_act_its_articles_amend() -> None:
    text = (
        "NGHỊ ĐỊNH\nSửa đổi, bổ sung một số điều của các Nghị định về bến\n"
        "Chương I\nSỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA NGHỊ ĐỊNH SỐ 9911/2021/NĐ-CP\nĐiều 1. Bãi bỏ Điều 4.\n"
        "Chương II\nSỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA NGHỊ ĐỊNH SỐ\n9912/2020/NĐ-CP\nĐiều 2. Sửa đổi, bổ sung khoản 1 Điều 7\n“1. A.”.\n"
    )
    assert [(a.act, a.target) for a in _commands(text)] == [("9911/2021/NĐ-CP", "dieu-4"), ("9912/2020/NĐ-CP", "dieu-7/khoan-1")]


def test_a_law_is_known_by_the_line_below_its_article_or_by_the_enacting_words() -> None:
    head = "LUẬT\nSỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT GIÁ\n"
    head += "Quốc hội ban hành Luật sửa đổi, bổ sung một số điều của Luật Giá số 16/2023/QH15.\n"
    below = head + "Điều 1.\nSửa đổi, bổ sung một số điều của Luật Giá như sau:\n1. Bãi bỏ Điều 4.\n"
    assert [(a.act, a.target) for a in _commands(below)] == [("16/2023/QH15", "dieu-4")]
    assert [(a.act, a.target) for a in _commands(head + "Điều 1. Bãi bỏ Điều 4.\n")] == [("16/2023/QH15", "dieu-4")]


def test_a_later_article_goes_on_with_the_one_act_that_is_amended() -> None:
    text = (
        "Điều 1. Sửa đổi, bổ sung một số điều của Luật Giá như sau:\n1. Bãi bỏ Điều 4.\nĐiều 2.\n1. Bỏ cụm từ “neo” tại khoản 3 Điều 6.\n"
    )
    assert [(a.act, a.target) for a in _commands(text)] == [("Luật Giá", "dieu-4"), ("Luật Giá", "dieu-6/khoan-3")]


def test_acts_named_within_quotation_marks_or_as_earlier_amenders_are_not_amended() -> None:
    found = _commands(
        TITLE + ONE + "1. Thay thế cụm từ “khoản 3 Điều 6 Nghị định số 5/2030/NĐ-CP” bằng cụm từ “khoản 1” tại khoản 3 Điều 4.\n"
        f"2. Sửa đổi, bổ sung khoản 4 Điều 20 Nghị định số {ACT} được sửa đổi, bổ sung tại "
        "điểm c khoản 9 Điều 1 Nghị định số 6/2030/NĐ-CP như sau:\n"
        "“4. A.”.\n"
    )
    assert [(a.act, a.target) for a in found] == [(ACT, "dieu-4/khoan-3"), (ACT, "dieu-20/khoan-4")]


def test_one_command_may_end_provisions_of_two_acts() -> None:
    found = _commands(TITLE + "Điều 2. Bãi bỏ Mẫu số 08 ban hành kèm theo Nghị định số 5/2030/NĐ-CP và Điều 7 Nghị định số 6/2030/NĐ-CP.\n")
    assert [(a.act, a.target) for a in found] == [("5/2030/NĐ-CP", "mau-8"), ("6/2030/NĐ-CP", "dieu-7")]


def test_an_act_that_only_repeals_by_the_way_gives_its_list() -> None:
    text = "NGHỊ ĐỊNH\nQuy định về phao\nĐiều 9. Hiệu lực\n"
    text += "1. Nghị định này bãi bỏ các quy định sau đây:\na) Khoản 4 Điều 21 Nghị định số 5/2030/NĐ-CP.\n"
    assert [(a.operation, a.act, a.target) for a in _commands(text)] == [("repeal", "5/2030/NĐ-CP", "dieu-21/khoan-4")]


@pytest.mark.parametrize("words", ["Thay thế cụm từ “a” bằng “b” tại ", "Bãi bỏ khoản 1, ", "sửa đổi tên điều và ", "a) Bãi bỏ khoản 3\n"])
def test_commands_without_end_are_read_in_linear_time(words: str) -> None:
    from time import process_time

    def seconds(size: int) -> float:
        document = Document("x.txt", "txt", "", TITLE + ONE + "1. " + words * (size // len(words)))
        tree = outline(document)
        citations = find_citations(document, tree)
        start = process_time()
        find_amendments(document, tree, citations)
        return process_time() - start

    assert seconds(40_000) < 8 * seconds(10_000) + 0.2


def test_swaps_within_stray_quotation_marks_are_commands() -> None:
    text = (
        "2. Thay thế một số cụm từ như sau:\n“a) Thay thế cụm từ “bến cũ” bằng cụm từ “bến mới” tại khoản 1 Điều 8;\n"
        "b) Thay thế cụm từ “phao” bằng “phao số” tại các Điều 9, Điều 12.”\n3. Bãi bỏ Điều 20."
    )
    swaps = [("replace_phrase", t) for t in ("dieu-8/khoan-1", "dieu-9", "dieu-12")]
    assert _pairs(text) == [*swaps, ("repeal", "dieu-20")]


def test_new_text_that_speaks_of_swaps_is_no_command() -> None:
    text = "2. Sửa đổi Điều 8 như sau:\n“Điều 8. Sửa chữ trên phao\na) Thay thế cụm từ “bến” bằng “cảng” tại Điều 4;\nb) Sơn lại.”."
    assert _pairs(text) == [("replace", "dieu-8")]


def test_a_bare_address_over_new_text_and_a_section_in_a_chapter() -> None:
    text = (
        "2. Sửa đổi, bổ sung một số điểm tại Điều 16\na) Điểm b khoản 1\n“b) Trong thời hạn 05 ngày, chủ bến trả lời.”\n"
        "3. Bãi bỏ Mục 2 trong Chương III."
    )
    assert _pairs(text)[-2:] == [("replace", "dieu-16/khoan-1/diem-b"), ("repeal", "chuong-3/muc-2")]
