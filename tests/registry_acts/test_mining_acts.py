"""Ends, amendments, days and parents read from effect clauses; every act here is invented."""

import pytest

from review.registry.acts.mining.amenders import mine_amendments, mine_chains
from review.registry.acts.mining.assembly import Names, _existing
from review.registry.acts.mining.effect import effect_clause, is_draft
from review.registry.acts.mining.endings import mine_endings, mine_extensions, mine_suspensions, plausible_end
from review.registry.acts.mining.mentions import title_parents
from review.registry.acts.mining.reading import read_act
from review.registry.acts.mining.source import SourceAct
from review.registry.acts.model import ActRecord

DAY = "2026-03-01"
OPENING = "Điều 1. Phạm vi điều chỉnh\nNghị định này quy định về chợ nổi.\nĐiều 2. Hiệu lực thi hành\n"


def source(text, number="50/2026/NĐ-CP"):
    return SourceAct(
        number=number, doc_type="nghi_dinh", issuer="Chính phủ", title=None, issued="2026-01-05", effective=DAY, word="unknown",
        word_source="none", word_on=None, word_from=None, origin="text", text=text,
    )  # fmt: skip


def read(clause, number="50/2026/NĐ-CP"):
    return read_act(source(OPENING + clause, number))


def ends(clause):
    return [(rel.kind, rel.target, rel.provisions, rel.on) for rel in mine_endings(read(clause), DAY)]


A, B, C = "1/2010/NĐ-CP", "2/2012/NĐ-CP", "3/2014/NĐ-CP"


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (f"1. Nghị định này thay thế Nghị định số {A} ngày 05 tháng 01 năm 2010 của Chính phủ về chợ.", [("replaces", A, (), DAY)]),
        (
            f"1. Bãi bỏ Nghị định số {A} của Chính phủ về chợ; Nghị định số {B} của Chính phủ về bến.",
            [("abolishes", A, (), DAY), ("abolishes", B, (), DAY)],
        ),
        (
            f"1. Nghị định số {A} của Chính phủ về chợ hết hiệu lực kể từ ngày 01 tháng 7 năm 2026.",
            [("abolishes", A, (), "2026-07-01")],
        ),
        (f"1. Bãi bỏ khoản 2 Điều 5 Nghị định số {A} của Chính phủ về chợ.", [("ends_part", A, ("dieu-5/khoan-2",), DAY)]),
        (
            f"1. Nghị định số {A} của Chính phủ về chợ đã được sửa đổi, bổ sung một số điều theo Nghị định số {B} và Nghị định số {C} "
            "hết hiệu lực kể từ ngày Nghị định này có hiệu lực thi hành.",
            [("abolishes", A, (), DAY)],
        ),
        (f"1. Bãi bỏ các quy định về phí chợ tại Nghị định số {A} của Chính phủ về chợ.", [("amends", A, (), DAY)]),
        (
            f"1. Bãi bỏ các quy định về phí tại:\na) Điều 5 Nghị định số {A} của Chính phủ về chợ;",
            [("amends", A, ("dieu-5",), DAY)],
        ),
        (
            f"1. Bãi bỏ các điều sau đây từ ngày 01 tháng 4 năm 2026:\na) Điều 5 Nghị định số {A} của Chính phủ về chợ;",
            [("ends_part", A, ("dieu-5",), "2026-04-01")],
        ),
        (
            f"1. Bãi bỏ một số văn bản sau:\na) Các Phụ lục của Nghị định số {A}, gồm:\na1) Phụ lục I, trừ Phần IV;",
            [("amends", A, (), DAY)],
        ),
        ("1. Nghị định này thay thế Thông tư số 1/2030/TT-BTC của Bộ Tài chính về chợ.", []),
        ("1. Trường hợp văn bản viện dẫn được thay thế thì áp dụng văn bản mới.", []),
        ("1. Nghị định này thay thế Luật Chợ số 9/2015/QH13.", []),
    ],
)
def test_ends_with_their_extent_and_day(clause, expected):
    assert ends(clause) == expected


def test_a_list_in_the_title_of_an_ended_act_is_not_ended():
    clause = (
        f"1. Nghị định này thay thế:\na) Nghị định số {A} của Chính phủ về chợ;\n"
        f"b) Nghị định số 9/2016/NĐ-CP của Chính phủ sửa đổi, bổ sung một số điều của Nghị định số {A} ngày 05 tháng 01 năm 2010, "
        f"Nghị định số {B} ngày 05 tháng 01 năm 2012 của Chính phủ."
    )
    assert [target for _, target, _, _ in ends(clause)] == [A, "9/2016/NĐ-CP"]


def test_quoted_new_text_ends_nothing():
    text = f"Điều 1. Sửa đổi Điều 9 Nghị định số {A} như sau:\n“Điều 9. Hiệu lực\nNghị định này thay thế Nghị định số {B} về bến.”"
    assert [rel.target for rel in mine_endings(read_act(source(text)), DAY)] == []


def test_evidence_is_a_few_words_with_the_place():
    (relation,) = mine_endings(read(f"1. Nghị định này thay thế Nghị định số {A} của Chính phủ về chợ."), DAY)
    assert (relation.path, relation.words) == ("dieu-2/khoan-1", f"thay thế Nghị định số {A}")
    assert len(relation.words.split()) <= 12


@pytest.mark.parametrize(
    ("clause", "days"),
    [
        ("1. Nghị định này có hiệu lực thi hành từ ngày 01 tháng 3 năm 2026.", ("2026-03-01", None)),
        ("1. Nghị định này có hiệu lực kể từ ngày ký ban hành.", ("2026-01-05", None)),
        ("1. Nghị định này có hiệu lực thi hành sau 45 ngày, kể từ ngày ký.", ("2026-02-19", None)),
        ("1. Nghị định này có hiệu lực từ ngày 01/3/2026 đến hết ngày 28/02/2027.", ("2026-03-01", "2027-03-01")),
        ("1. Nghị định này có hiệu lực từ ngày 01/3/2026 đến trước ngày 01/3/2027.", ("2026-03-01", "2027-03-01")),
        ("1. Nghị định này có hiệu lực thi hành sau 15 ngày, kể từ ngày đăng Công báo.", (None, None)),
    ],
)
def test_the_day_of_effect_and_the_built_in_end(clause, days):
    assert effect_clause(read(clause).passages.values(), "2026-01-05") == days


@pytest.mark.parametrize(
    ("clause", "draft"),
    [
        ("1. Nghị định này có hiệu lực thi hành từ ngày … tháng … năm ….", True),
        ("1. Nghị định này có hiệu lực thi hành từ ngày 01 tháng 3 năm 2026.", False),
    ],
)
def test_a_text_with_a_blank_day_of_effect_is_a_draft(clause, draft):
    assert is_draft(read(clause).passages.values()) is draft


def test_amendments_by_own_command_and_as_others_report_them():
    own = read(f"1. Sửa đổi, bổ sung khoản 2 Điều 5 Nghị định số {A} của Chính phủ về chợ như sau:")
    assert [(rel.target, rel.provisions) for rel in mine_amendments(own, DAY)] == [(A, ("dieu-5/khoan-2",))]
    chain = read(f"1. Thực hiện theo Nghị định số {A} của Chính phủ về chợ được sửa đổi, bổ sung bởi Nghị định số {B}, Nghị định số {C}.")
    assert [(rel.act, rel.target) for rel in mine_chains(chain)] == [(B, A), (C, A)]


def test_suspensions_and_longer_terms():
    dated = read(f"1. Đối với Nghị định số {A}, ngưng hiệu lực thi hành từ ngày 01/8/2026 đến hết ngày 15/9/2026.")
    assert [(rel.target, rel.on, rel.until) for rel in mine_suspensions(dated, DAY)] == [(A, "2026-08-01", "2026-09-16")]
    assert list(mine_extensions(dated, DAY, None)) == []


@pytest.mark.parametrize(
    ("title", "targets"),
    [
        (f"Quy định chi tiết một số điều của Nghị định số {A} của Chính phủ về chợ", [A]),
        ("Hướng dẫn thi hành Luật Chợ số 9/2015/QH13", ["9/2015/QH13"]),
        (f"Sửa đổi, bổ sung một số điều của Nghị định số {A} quy định chi tiết Luật Chợ số 9/2015/QH13", []),
    ],
)
def test_parents_by_title(title, targets):
    record = ActRecord(number="7/2026/TT-BTC", doc_type="thong_tu", title=title, issued="2026-02-01")
    assert [rel.target for rel in title_parents(record)] == targets


@pytest.mark.parametrize(
    ("act", "target", "fits"),
    [
        ("1/2026/TT-BTC", "2/2020/NĐ-CP", False),
        ("10/2016/NĐ-CP", "123/2016/NĐ-CP", False),
        ("45/2013/QH13", "49/2013/QH13", True),
        ("30/2025/QĐ-UBND", "50/2025/QĐ-UBND", True),
        ("61/2020/QH14", "67/2014/QH14", False),
    ],
)
def test_implausible_relations_are_dropped(act, target, fits):
    assert plausible_end(act, target) is fits


def test_laws_are_found_by_name_and_misprinted_terms_mended():
    laws = [
        ActRecord(number="9/2001/QH10", doc_type="luat", title="Luật Chợ", issued="2001-05-02", origins=("text",)),
        ActRecord(number="9/2015/QH13", doc_type="luat", title="Luật Chợ", issued="2015-05-02", origins=("text",)),
    ]
    names = Names(laws)
    assert names.find("luật chợ", "2001") == "9/2001/QH10"
    assert names.find("Luật Chợ", "<2016-01-01") == "9/2015/QH13"
    assert names.find("Luật Chợ", "1999") is None
    assert _existing("9/2015/QH14", {"9/2015/qh13": [laws[1]]}) == "9/2015/QH13"
