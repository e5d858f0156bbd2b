"""Ends by commands that name no act, new terms, terms of an act's own and days of single provisions; every act here is invented."""

import pytest

from review.registry.acts.mining.commands import mine_commands
from review.registry.acts.mining.effect import effect_clause, on_its_day, own_days
from review.registry.acts.mining.endings import mine_endings, mine_extensions
from review.registry.acts.mining.reading import read_act
from review.registry.acts.mining.source import SourceAct
from review.registry.acts.model import Relation

DAY = "2026-03-01"
OLD, OTHER = "1/2010/NĐ-CP", "2/2012/NĐ-CP"
HEAD = f"""CHÍNH PHỦ
Số: 50/2026/NĐ-CP
NGHỊ ĐỊNH
Sửa đổi, bổ sung một số điều của Nghị định số {OLD} ngày 05 tháng 01 năm 2010 của Chính phủ về chợ
Căn cứ Luật Tổ chức Chính phủ số 63/2025/QH15;
Chính phủ ban hành Nghị định sửa đổi, bổ sung một số điều của Nghị định số {OLD}.
"""
OPENING = "Điều 1. Phạm vi điều chỉnh\nNghị định này quy định về chợ nổi.\nĐiều 2. Hiệu lực thi hành\n"


def read(text):
    act = SourceAct(
        number="50/2026/NĐ-CP", doc_type="nghi_dinh", issuer="Chính phủ", title=None, issued="2026-01-05", effective=DAY,
        word="unknown", word_source="none", word_on=None, word_from=None, origin="text", text=text,
    )  # fmt: skip
    return read_act(act)


def commands(articles):
    return [(rel.kind, rel.target, rel.provisions, rel.on, rel.until) for rel in mine_commands(read(HEAD + articles), DAY)]


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        (
            f"Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số {OLD} ngày 05 tháng 01 năm 2010 của Chính phủ về chợ\n"
            "1. Bãi bỏ khoản 3 Điều 5.\n2. Bãi bỏ Điều 7 và khoản 1 Điều 9.\n",
            [("ends_part", OLD, ("dieu-5/khoan-3",), DAY, None), ("ends_part", OLD, ("dieu-7", "dieu-9/khoan-1"), DAY, None)],
        ),
        (
            f"Điều 1. Sửa đổi một số điều của Nghị định số {OLD} của Chính phủ về chợ\n1. Bãi bỏ khoản 3 Điều 5.\n"
            f"Điều 2. Sửa đổi một số điều của Nghị định số {OTHER} của Chính phủ về bến\n1. Bãi bỏ Điều 4.\n",
            [("ends_part", OLD, ("dieu-5/khoan-3",), DAY, None), ("ends_part", OTHER, ("dieu-4",), DAY, None)],
        ),
        (
            f"Điều 1. Sửa đổi một số điều của Nghị định số {OLD} của Chính phủ về chợ\n1. Bãi bỏ cụm từ “chợ tạm” tại khoản 3 Điều 5.\n",
            [],
        ),
        (
            f"Điều 1. Sửa đổi một số điều của Nghị định số {OLD} của Chính phủ về chợ\n1. Bãi bỏ nội dung về phí chợ tại Điều 5.\n",
            [],
        ),
        (
            f"Điều 1. Sửa đổi một số điều của Nghị định số {OLD} của Chính phủ về chợ\n1. Sửa đổi khoản 1 Điều 20 như sau:\n"
            "“1. Nghị định này có hiệu lực thi hành từ ngày 01 tháng 3 năm 2010 đến hết ngày 31 tháng 12 năm 2027.”\n",
            [("extends", OLD, (), DAY, "2028-01-01")],
        ),
    ],
)
def test_commands_are_read_as_done_to_the_act_of_their_heading(articles, expected):
    assert commands(articles) == expected


@pytest.mark.parametrize(
    ("clause", "ends_on"),
    [
        ("1. Nghị định này có hiệu lực từ ngày 01/3/2026.\n2. Nghị định này hết hiệu lực thi hành kể từ ngày 01/3/2027.", "2027-03-01"),
        ("Nghị định này có hiệu lực từ ngày 01/3/2026 và hết hiệu lực kể từ ngày 01 tháng 01 năm 2028.", "2028-01-01"),
        ("1. Nghị định này có hiệu lực từ ngày 01/3/2026.\n2. Nghị định này được thực hiện đến hết ngày 31/12/2030.", "2031-01-01"),
        ("Nghị định này có hiệu lực từ ngày 01/3/2026 và được thực hiện trong thời hạn 05 năm.", "2031-03-01"),
        ("1. Nghị định này có hiệu lực từ ngày 01/3/2026.\n2. Khoản 2 Điều 3 Nghị định này hết hiệu lực từ ngày 01/3/2027.", None),
        (
            "1. Nghị định này có hiệu lực từ ngày 01/3/2026.\n2. Giấy phép cấp trước ngày Nghị định này có hiệu lực dùng đến năm 2027.",
            None,
        ),
        ("1. Nghị định này có hiệu lực từ ngày 01/3/2026.\n2. Hồ sơ nộp theo Nghị định này được lưu trong 05 năm.", None),
    ],
)
def test_the_term_of_an_act_is_read_where_the_act_is_the_subject(clause, ends_on):
    assert effect_clause(read(OPENING + clause).passages.values(), "2026-01-05") == (DAY, ends_on)


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (
            f"1. Kéo dài thời hạn áp dụng của Nghị định số {OLD} của Chính phủ đến hết ngày 30 tháng 6 năm 2026.",
            [(OLD, "2026-07-01")],
        ),
        (f"1. Nghị định số {OLD} của Chính phủ về chợ tiếp tục có hiệu lực đến hết ngày 31 tháng 12 năm 2026.", [(OLD, "2027-01-01")]),
        (f"1. Nghị định số {OLD} hết hiệu lực, trừ Điều 5 tiếp tục có hiệu lực đến hết ngày 31 tháng 12 năm 2026.", []),
        (f"1. Khoản nợ được xử lý theo Điều 16 Nghị định số {OLD} tiếp tục thực hiện đến hết ngày 31/12/2026.", []),
    ],
)
def test_longer_terms_given_by_a_sentence(clause, expected):
    assert [(rel.target, rel.until) for rel in mine_extensions(read(OPENING + clause), DAY, None)] == expected


def test_a_provision_with_a_day_of_its_own_works_from_that_day():
    act = read(
        HEAD + f"Điều 1. Sửa đổi một số điều của Nghị định số {OLD} của Chính phủ về chợ\n1. Bãi bỏ Điều 7.\n2. Bãi bỏ Điều 8.\n"
        "Điều 2. Hiệu lực thi hành\n1. Nghị định này có hiệu lực thi hành từ ngày 01/3/2026, trừ quy định tại khoản 2 Điều này.\n"
        "2. Khoản 2 Điều 1 của Nghị định này có hiệu lực thi hành từ ngày 01/9/2026.\n"
    )
    days = own_days(act)
    assert days == {"dieu-1/khoan-2": "2026-09-01"}
    moved = [on_its_day(rel, DAY, days) for rel in mine_commands(act, DAY)]
    assert [(rel.provisions, rel.on) for rel in moved] == [(("dieu-7",), DAY), (("dieu-8",), "2026-09-01")]
    other = Relation(kind="amends", act="a", target="b", path="dieu-1/khoan-2", on="2026-05-01")
    assert on_its_day(other, DAY, days) is other


def test_lists_of_contents_end_no_act_and_no_whole_annex():
    broken = f"Các thủ tục đã công bố tại Nghị định số {OLD} ngày 05/01/2010;\nNghị định số {OTHER} ngày 06/01/2012 hết hiệu lực."
    assert [rel for rel in mine_endings(read(OPENING + broken), DAY) if rel.kind != "amends"] == []
    listed = f"3. Các quy định sau đây hết hiệu lực:\na) Các điều, khoản và Phụ lục của Nghị định số {OLD}, bao gồm:\n- Điều 5;"
    assert [rel.provisions for rel in mine_endings(read(OPENING + listed), DAY)] == [("dieu-5",)]
