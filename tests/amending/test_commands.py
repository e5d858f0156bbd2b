"""Commands of amending drafts: text left, (operation, act, target) right."""

import pytest

from review.amending import find_amendments
from review.citations import find_citations
from review.contract.citations import Amendment
from review.contract.document import Document
from review.structure import outline

HEAD = (
    "CHÍNH PHỦ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc\nSố: /2026/NĐ-CP | Hà Nội, ngày … tháng … năm 2026\n"
    "NGHỊ ĐỊNH\nSửa đổi, bổ sung một số điều của Nghị định số 9911/2021/NĐ-CP quy định về bến du thuyền\n"
)
ONE = "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 9911/2021/NĐ-CP\n"
ACT = "9911/2021/NĐ-CP"


def _commands(text: str) -> list[Amendment]:
    document = Document("x.txt", "txt", "", HEAD + text)
    tree = outline(document)
    return list(find_amendments(document, tree, find_citations(document, tree)))


def _short(text: str) -> list[tuple[str, str | None, str]]:
    return [(a.operation, a.act, a.target) for a in _commands(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Sửa đổi, bổ sung khoản 2 Điều 6 như sau:\n“2. Hồ sơ gồm đơn.”.", [("replace", ACT, "dieu-6/khoan-2")]),
        ("1. Sửa đổi điểm a, điểm b khoản 2 Điều 6 như sau:\n“a) Đơn;\nb) Bản vẽ.”.",
         [("replace", ACT, "dieu-6/khoan-2/diem-a"), ("replace", ACT, "dieu-6/khoan-2/diem-b")]),
        ("1. Bổ sung Điều 7a, 7b vào sau Điều 7 như sau:\n“Điều 7a. Một\nA.\nĐiều 7b. Hai\nB.”.",
         [("insert", ACT, "dieu-7a"), ("insert", ACT, "dieu-7b")]),
        ("1. Bổ sung khoản 2a vào sau khoản 2 Điều 5 như sau:\n“2a. Một.”.", [("insert", ACT, "dieu-5/khoan-2a")]),
        ("1. Bổ sung điểm đ vào khoản 3 Điều 5 như sau:\n“đ) Một.”.", [("insert", ACT, "dieu-5/khoan-3/diem-đ")]),
        ("1. Bãi bỏ khoản 3 Điều 12, Điều 14.", [("repeal", ACT, "dieu-12/khoan-3"), ("repeal", ACT, "dieu-14")]),
        ("1. Sửa đổi tên Điều 3 như sau:\n“Điều 3. Cách nộp hồ sơ”.", [("retitle", ACT, "dieu-3")]),
        ("1. Sửa đổi, bổ sung một số khoản của Điều 6 như sau:\na) Sửa đổi khoản 1 như sau:\n“1. Một.”;\nb) Bãi bỏ khoản 4.",
         [("replace", ACT, "dieu-6"), ("replace", ACT, "dieu-6/khoan-1"), ("repeal", ACT, "dieu-6/khoan-4")]),
        ("1. Thay thế cụm từ “Bộ A” bằng cụm từ “Bộ B” tại khoản 4 Điều 3, Điều 9.",
         [("replace_phrase", ACT, "dieu-3/khoan-4"), ("replace_phrase", ACT, "dieu-9")]),
        ("1. Bỏ cụm từ “sổ hộ khẩu” tại điểm b khoản 1 Điều 8.", [("replace_phrase", ACT, "dieu-8/khoan-1/diem-b")]),
        ("1. Bãi bỏ các điều, khoản sau:\na) Khoản 2 Điều 5;\nb) Điều 9.", [("repeal", ACT, "dieu-5/khoan-2"), ("repeal", ACT, "dieu-9")]),
        ("1. Thay thế Phụ lục I bằng Phụ lục ban hành kèm theo Nghị định này.", [("replace", ACT, "phu-luc-1")]),
        ("1. Nghị định này áp dụng đối với chủ bến bổ sung khoản vay.", []),
    ],
)  # fmt: skip
def test_a_command_gives_its_operation_and_targets(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert _short(ONE + text) == expected


def test_each_article_may_change_another_act() -> None:
    text = (
        "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 9911/2021/NĐ-CP\n1. Bãi bỏ Điều 4.\n"
        "Điều 2. Sửa đổi Nghị định số 9912/2020/NĐ-CP về phao neo, được sửa đổi, bổ sung bởi Nghị định số 9913/2022/NĐ-CP "
        "sửa đổi, bổ sung một số quy định về phao\n1. Bãi bỏ khoản 1 Điều 7.\n"
        "Điều 3. Sửa đổi khoản 2, khoản 3 Điều 3 Nghị định số 9914/2019/NĐ-CP\n1. Sửa đổi khoản 2 như sau:\n“2. Một.”."
    )
    assert _short(text) == [
        ("repeal", ACT, "dieu-4"),
        ("repeal", "9912/2020/NĐ-CP", "dieu-7/khoan-1"),
        ("replace", "9914/2019/NĐ-CP", "dieu-3/khoan-2"),
        ("replace", "9914/2019/NĐ-CP", "dieu-3/khoan-3"),
        ("replace", "9914/2019/NĐ-CP", "dieu-3/khoan-2"),
    ]


def test_words_and_new_text_are_kept() -> None:
    text = ONE + (
        "1. Thay thế cụm từ “Bộ A” bằng cụm từ “Bộ B” tại khoản 4 Điều 3.\n2. Bổ sung khoản 5 vào sau khoản 4 Điều 3 như sau:\n“5. Mới.”."
    )
    swap, insert = _commands(text)
    whole = HEAD + text
    assert swap.old_phrase == "Bộ A"
    assert swap.new_text is not None
    assert whole[swap.new_text[0] : swap.new_text[1]] == "Bộ B"
    assert insert.after == "dieu-3/khoan-4"
    assert insert.new_text is not None
    assert "5. Mới." in whole[insert.new_text[0] : insert.new_text[1]]
    assert insert.resolved


def test_quoted_text_holds_no_commands() -> None:
    assert _short(ONE + "1. Sửa đổi Điều 4 như sau:\n“Điều 4. Bãi bỏ Điều 9\nBãi bỏ khoản 2 Điều 5.”.") == [("replace", ACT, "dieu-4")]
