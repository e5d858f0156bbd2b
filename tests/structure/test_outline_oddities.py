"""Oddities of numbering: what is reported, and what is not."""

import pytest
from outline_builders import check, read


def odd(text: str) -> list[tuple[str, str, str | None]]:
    structure = read(text)
    check(text, structure)
    return [(o.kind, o.path, o.expected) for o in structure.oddities]


ROWS = [
    pytest.param("Điều 1. A\nB.\nĐiều 3. C\nD.", [("gap", "dieu-3", "2")], id="an article is missing"),
    pytest.param("Điều 1. A\n1. B.\n3. C.", [("gap", "dieu-1/khoan-3", "2")], id="a clause is missing"),
    pytest.param("Điều 1. A\n1. B:\na) C;\nb) D;\nc) E;\nd) F;\ne) G.", [("gap", "dieu-1/khoan-1/diem-e", "đ")], id="đ is left out"),
    pytest.param("Điều 1. A\n1. B.\n2. C.\n2. D.\n3. E.", [("duplicate", "dieu-1/khoan-2@2", "3")], id="a number twice"),
    pytest.param("Điều 1. A\n1. B:\na) C;\nh) D;\nc) E;\nd) F.", [("gap", "dieu-1/khoan-1/diem-h", "b")], id="one misprint, one oddity"),
    pytest.param("Điều 1. A\n1. B.\n2. C.\n3. D.\n1. E.", [("order", "dieu-1/khoan-1@2", "4")], id="the order goes back"),
    pytest.param(
        "Điều 1. A\n1. B:\ne) C;\nf) D;\ng) E.",
        [("gap", "dieu-1/khoan-1/diem-e", "a"), ("odd_letter", "dieu-1/khoan-1/diem-f", None)],
        id="f is read and reported",
    ),
    pytest.param("Điều 7. Thời hạn\nĐiều 8. B\nC.", [("empty_dieu", "dieu-7", None), ("gap", "dieu-7", "1")], id="an article without text"),
    pytest.param("Điều 1. A\n1.\n2. B.", [("empty_khoan", "dieu-1/khoan-1", None)], id="a clause without words"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_reported(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert odd(text) == expected


SILENT = [
    pytest.param("Điều 1. A\n1. B.\n1a. C.\n2. D.\nĐiều 1a. E\nF.\nĐiều 2. G\nH.", id="insertions"),
    pytest.param("Điều 1. A\n1. B:\n" + "\n".join(f"{x}) C;" for x in "abcdđeghiklmnopqrstuvxy") + "\naa) D;\nab) E.", id="aa after y"),
    pytest.param("Điều 1. A\n1. B:\n" + "\n".join(f"{x}) C;" for x in "abcdđeghiklmnopqrstuvxy") + "\na1) D;\nb1) E.", id="a1 after y"),
    pytest.param("Điều 1. A\nB.\nPHỤ LỤC\nBẢNG\nĐiều 5. C\n3. D.", id="annexes"),
    pytest.param("Phần I\nA\nĐiều 1. B\nC.\nPhần II\nD\nChương I\nE\nĐiều 2. F\nG.", id="chapters that begin again"),
    pytest.param(
        "Điều 1. Quyết định này có hiệu lực từ ngày ký\nĐiều 2. Chánh Văn phòng chịu trách nhiệm thi hành",
        id="sentences without a full stop",
    ),
    pytest.param("Điều 1. A\nB.\nĐiều 2.[5] (được bãi bỏ)\nĐiều 3. C\nD.", id="repealed articles"),
    pytest.param("Điều 1. A\nChương trình gồm:\n1. B.\n2. C.", id="a word that begins like a division"),
]  # fmt: skip


@pytest.mark.parametrize("text", SILENT)
def test_not_reported(text: str) -> None:
    assert odd(text) == []


def test_lost_automatic_numbers_are_no_gaps() -> None:
    article = "Điều {n}. A\nKhoản đầu không số.\n2. Hai.\n"
    text = "".join(article.format(n=n) for n in (1, 2, 3))
    assert [(kind, path) for kind, path, _ in odd(text)] == [("unreadable_numbers", f"dieu-{n}/khoan-2") for n in (1, 2, 3)]


def test_an_article_that_speaks_of_clauses_it_does_not_have() -> None:
    text = "Điều 1. A\nNgười nuôi ong có quyền.\nĐiều kiện theo khoản 1 Điều này.\n"
    assert [kind for kind, _, _ in odd(text)] == ["unreadable_numbers"]


def test_details_are_vietnamese_and_anchored_at_the_label() -> None:
    text = "Điều 1. A\n1. B.\n3. C.\n"
    (found,) = read(text).oddities
    assert found.detail == "Sau khoản 1 là khoản 3; thiếu khoản 2."
    assert text[slice(*found.span)] == "3."
