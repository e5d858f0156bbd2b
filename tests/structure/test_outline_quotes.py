"""Quoted new text hangs below its command, with addresses of its own."""

import pytest
from outline_builders import check, paths, read, words

OPEN = "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 900/2030/NĐ-CP\n"


@pytest.mark.parametrize(("left", "right"), [("“", "”"), ('"', '"'), ("«", "»"), ("''", "''"), ("„", "”"), ("“", '"')])
def test_a_whole_article_over_several_paragraphs(left: str, right: str) -> None:
    text = (
        f"{OPEN}1. Bổ sung Điều 5a vào sau Điều 5 như sau:\n{left}Điều 5a. Kiểm dịch\n1. Hồ sơ gồm:\na) Đơn;\nđ) Bản sao.\n"
        f"7. Thời hạn là năm ngày.{right}.\n2. Bãi bỏ khoản 3 Điều 6.\n"
    )
    structure = read(text)
    check(text, structure)
    assert [node.path for node in structure.nodes] == [
        "dieu-1", "dieu-1/khoan-1", "dieu-1/khoan-1/~", "dieu-1/khoan-1/~dieu-5a", "dieu-1/khoan-1/~dieu-5a/khoan-1",
        "dieu-1/khoan-1/~dieu-5a/khoan-1/diem-a", "dieu-1/khoan-1/~dieu-5a/khoan-1/diem-đ",
        "dieu-1/khoan-1/~dieu-5a/khoan-7", "dieu-1/khoan-2",
    ]  # fmt: skip
    assert structure.oddities == ()
    assert structure.by_path["dieu-1/khoan-1/~dieu-5a"].quoted
    assert not structure.by_path["dieu-1/khoan-2"].quoted


ROWS = [
    ("opens in the line of the command", "1. Sửa đổi khoản 2 như sau: “2. Một.\n3. Hai.”;\n2. Bãi bỏ khoản 9.", "~ ~khoan-2 ~khoan-3"),
    ("opens and closes in one line", "1. Sửa đổi khoản 2 như sau: “2. Một.”.\n2. Bãi bỏ khoản 9.", "~ ~khoan-2"),
    ("a short text", "1. Sửa đổi tên Điều 3 như sau: “Thẩm quyền cấp”.\n2. Bãi bỏ khoản 9.", "~"),
    ("marks on lines of their own", "1. Sửa đổi khoản 2 như sau:\n“\n2. Một.\n”.\n2. Bãi bỏ khoản 9.", "~ ~khoan-2"),
    ("right after the number", "1. “3. Một.”\n2. Bãi bỏ khoản 9.", "~ ~khoan-3"),
    (
        "nested marks",
        "1. Sửa đổi khoản 2 như sau:\n“2. Gọi là “ong nội” hoặc “ong mật”.\na) Một.”.\n2. Bãi bỏ khoản 9.",
        "~ ~khoan-2 ~khoan-2/diem-a",
    ),
    (
        "closes in a row",
        "1. Sửa đổi khoản 2 như sau:\n“2. Bảng sau:\nTT | Tên\n1 | Ong”.\n2. Bãi bỏ khoản 9.",
        "~ ~khoan-2 ~khoan-2/bang-1",
    ),
    ("an annex", "1. Bổ sung Phụ lục V như sau:\n“PHỤ LỤC V\nDANH MỤC\n1. Một”.\n2. Bãi bỏ khoản 9.", "~ ~phu-luc-5 ~phu-luc-5/doan-1"),
    ("a mark that closes too early", "1. Sửa đổi khoản 2 như sau:\n“2. Một.”.\n3. Hai.”.\n2. Bãi bỏ khoản 9.", "~ ~khoan-2 ~khoan-3"),
]


@pytest.mark.parametrize(("body", "below"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_blocks(body: str, below: str) -> None:
    text = f"{OPEN}{body}\n"
    structure = read(text)
    check(text, structure)
    assert [p.removeprefix("dieu-1/khoan-1/") for p in paths(text) if "~" in p] == below.split()
    assert paths(text)[-1] == "dieu-1/khoan-2"
    assert structure.oddities == ()


def test_replaced_phrases_are_no_blocks() -> None:
    text = f"{OPEN}1. Thay cụm từ “tổ ong” bằng cụm từ “thùng ong” tại Điều 3.\n2. Bỏ từ “ong”.\n"
    assert [p for p in paths(text) if "~" in p] == []
    assert read(text).oddities == ()


def test_clean_text_of_the_last_quoted_node_ends_with_its_mark() -> None:
    text = f"{OPEN}1. Sửa đổi khoản 2 như sau:\n“2. Một.”.\n"
    node = read(text).by_path["dieu-1/khoan-1/~khoan-2"]
    assert words(text, node) == "2. Một.”."


def test_unclosed_before_the_next_command() -> None:
    text = f"{OPEN}1. Sửa đổi khoản 2 như sau: “2. Hồ sơ gồm: đơn.\n2. Bãi bỏ khoản 3.\n3. Bãi bỏ khoản 4.\n"
    structure = read(text)
    check(text, structure)
    assert [node.path for node in structure.nodes if not node.quoted] == ["dieu-1", "dieu-1/khoan-1", "dieu-1/khoan-2", "dieu-1/khoan-3"]
    (oddity,) = structure.oddities
    assert oddity.kind == "unclosed_quote"
    assert text[slice(*oddity.span)] == "“"


def test_unclosed_before_the_next_article() -> None:
    text = "Điều 1. Sửa đổi khoản 2 Điều 5\n“2. Một.\nĐiều 2. Hiệu lực thi hành\nCó hiệu lực ngay.\n"
    structure = read(text)
    assert "dieu-2" in structure.by_path
    assert [o.kind for o in structure.oddities] == ["unclosed_quote"]


def test_unopened_text_is_quoted_all_the_same() -> None:
    text = f"{OPEN}1. Sửa đổi Điều 9 như sau:\nĐiều 9. Hồ sơ\n1. Đơn.\n2. Bản sao.”.\n2. Bãi bỏ khoản 3.\n"
    structure = read(text)
    check(text, structure)
    assert paths(text, "khoan") == ["dieu-1/khoan-1", "dieu-1/khoan-1/~dieu-9/khoan-1", "dieu-1/khoan-1/~dieu-9/khoan-2", "dieu-1/khoan-2"]
    assert [o.kind for o in structure.oddities] == ["unopened_quote"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Thay cụm từ “tổ ong bằng cụm từ “thùng ong” tại Điều 3.", "unclosed_quote"),
        ("Thay cụm từ tổ ong” bằng cụm từ “thùng ong” tại Điều 3.", "unopened_quote"),
        ("Thay cụm từ “tổ của “ong mật” nội” bằng cụm từ “thùng”.", None),
        ('Thay cụm từ "ống 15" bằng cụm từ "ống 20" tại Điều 3.', None),
        ('Đường kính của ống là 15" và 20" theo Điều 3.', None),
    ],
)
def test_phrases_with_marks_that_do_not_pair(line: str, kind: str | None) -> None:
    assert [o.kind for o in read(f"{OPEN}1. {line}\n").oddities] == ([kind] if kind else [])


def test_inner_numbers_are_not_compared_with_outer_ones() -> None:
    text = (
        f"{OPEN}1. Sửa đổi Điều 6 như sau:\n“Điều 6. Thẩm quyền\n3. Được:\na) Sửa đổi hồ sơ;\nb) Bãi bỏ điểm c;\nc) Khác.”.\n"
        "2. Bãi bỏ Điều 8.\n"
    )
    assert read(text).oddities == ()
    assert paths(text, "dieu", "khoan")[-1] == "dieu-1/khoan-2"
