"""Status of cited acts on a day, on a small invented register."""

import pytest

from review.contract.citations import Citation, CitedAct
from review.contract.structure import Meta
from review.registry.acts import ActRecord, ActsRegistry, Relation, acts_coverage, describe, resolve_citations

GOV, MARKET = "Chính phủ", "Bộ Chợ"


def act(number, kind="nghi_dinh", issuer=GOV, **facts):
    return ActRecord(number=number, doc_type=kind, issuer=issuer, **facts)


def law(number, name, **facts):
    return ActRecord(number=number, doc_type="luat", issuer="Quốc hội", title=name, **facts)


OFFICIAL = {"word_source": "official", "word_on": "2026-04-16", "word_from": "sổ đăng ký"}
ACTS = [
    law("9/2001/QH10", "Luật Chợ", issued="2001-05-02", effective="2002-01-01"),
    law("9/2015/QH13", "Luật Chợ", issued="2015-05-02", effective="2016-01-01"),
    law("9/2026/QH16", "Luật Chợ", issued="2026-11-02", effective="2027-07-01"),
    law("7/2020/QH14", "Luật Bến bãi", issued="2020-06-01", effective="2021-01-01", word="in_force", **OFFICIAL),
    act("1/2010/NĐ-CP", issued="2010-01-05", effective="2010-03-01", title="Quản lý chợ"),
    act("2/2016/NĐ-CP", issued="2016-01-05", effective="2016-03-01", title="Quản lý chợ"),
    act("3/2025/NĐ-CP", issued="2025-01-05", effective="2025-03-01", title="Quản lý chợ"),
    act("4/2025/NĐ-CP", issued="2025-02-05", effective="2025-03-15", word="in_force", **OFFICIAL),
    act("5/2026/NĐ-CP", issued="2026-02-05", effective="2026-07-01", word="not_yet", **OFFICIAL),
    act("6/2026/NQ-CP", "nghi_quyet", issued="2026-02-05", effective="2026-02-05", ends_on="2027-03-01", word="in_force",
        word_source="derived"),
    act("7/2012/NĐ-CP", issued="2012-02-05", effective="2012-04-01", word="expired", word_source="derived",
        ended_on="2024-01-01", ended_by="4/2025/NĐ-CP"),
    act("8/2019/TT-BC", "thong_tu", MARKET, issued="2019-01-01", effective="2019-03-01", word="in_force", **OFFICIAL),
    act("20/2021/QĐ-UBND", "quyet_dinh", "Ủy ban nhân dân tỉnh Đông", issued="2021-05-01", title="Quy định về bến đò"),
    act("20/2021/QĐ-UBND", "quyet_dinh", "Ủy ban nhân dân tỉnh Tây", issued="2021-09-01", title="Quy định về chợ nổi"),
]  # fmt: skip
RELATIONS = [
    Relation(kind="replaces", act="9/2015/QH13", target="9/2001/QH10", on="2016-01-01", path="dieu-9", words="thay thế Luật Chợ"),
    Relation(kind="replaces", act="2/2016/NĐ-CP", target="1/2010/NĐ-CP", on="2016-03-01"),
    Relation(kind="replaces", act="3/2025/NĐ-CP", target="2/2016/NĐ-CP", on="2025-03-01"),
    Relation(kind="amends", act="5/2026/NĐ-CP", target="4/2025/NĐ-CP", on="2026-07-01", path="dieu-1"),
    Relation(kind="ends_part", act="5/2026/NĐ-CP", target="4/2025/NĐ-CP", on="2026-07-01", provisions=("dieu-2/khoan-1",)),
    Relation(kind="details", act="8/2019/TT-BC", target="2/2016/NĐ-CP"),
    Relation(kind="suspends", act="5/2026/NĐ-CP", target="7/2020/QH14", on="2026-08-01", until="2026-09-01"),
]
REGISTRY = ActsRegistry.of(ACTS, RELATIONS, outlines=[(ACTS[4], "1 2:-3 3:1,2(c)", True), (ACTS[7], "1 2:-3", True)])


def cite(number=None, *, name=None, issuer=None, date=None, title=None, provisions=(), quote=""):
    cited = CitedAct(number=number, name=name, issuer=issuer, date=date, title=title)
    return Citation(id="c1", span=(0, 1), quote=quote, path="dieu-1", act=cited, provisions=provisions)


def resolve(citation, as_of="2026-12-01", meta=None):
    return resolve_citations([citation], REGISTRY, as_of=as_of, meta=meta)[0].resolution


@pytest.mark.parametrize(
    ("number", "as_of", "status", "source"),
    [
        ("2/2016/NĐ-CP", "2016-02-29", "not_yet", "derived"),
        ("2/2016/NĐ-CP", "2016-03-01", "in_force", "derived"),
        ("2/2016/NĐ-CP", "2025-02-28", "in_force", "derived"),
        ("2/2016/NĐ-CP", "2025-03-01", "replaced", "derived"),
        ("02/2016/NÐ–CР", "2026-12-01", "replaced", "derived"),
        ("3/2025/NĐ-CP", "2026-12-01", "unknown", "none"),
        ("4/2025/NĐ-CP", "2026-06-30", "in_force", "official"),
        ("4/2025/NĐ-CP", "2026-07-01", "partly", "derived"),
        ("5/2026/NĐ-CP", "2026-06-30", "not_yet", "official"),
        ("5/2026/NĐ-CP", "2026-07-01", "in_force", "derived"),
        ("6/2026/NQ-CP", "2027-02-28", "in_force", "derived"),
        ("6/2026/NQ-CP", "2027-03-01", "expired", "derived"),
        ("7/2012/NĐ-CP", "2024-01-01", "expired", "derived"),
        ("7/2020/QH14", "2026-08-01", "suspended", "derived"),
        ("7/2020/QH14", "2026-09-01", "in_force", "official"),
        ("99/1999/NĐ-CP", "2026-12-01", "not_found", "none"),
        ("20/2021/QĐ-UBND", "2026-12-01", "ambiguous", "none"),
    ],
)
def test_status_by_day(number, as_of, status, source):
    resolution = resolve(cite(number), as_of)
    assert (resolution.status, resolution.source) == (status, source)


@pytest.mark.parametrize(
    ("name", "quote", "as_of", "number"),
    [
        ("Luật Chợ", "Luật Chợ", "2010-01-01", "9/2001/QH10"),
        ("Luật Chợ", "Luật Chợ", "2026-12-01", "9/2015/QH13"),
        ("Luật Chợ", "Luật Chợ", "2027-07-01", "9/2026/QH16"),
        ("Luật Chợ", "Luật Chợ năm 2001", "2026-12-01", "9/2001/QH10"),
        ("LUẬT CHỢ", "LUẬT CHỢ", "2026-12-01", "9/2015/QH13"),
    ],
)
def test_a_law_by_its_name_is_the_one_in_force_on_the_day(name, quote, as_of, number):
    assert resolve(cite(name=name, quote=quote), as_of).number == number


@pytest.mark.parametrize(
    ("printed", "meta", "issued"),
    [
        ({"issuer": "UBND tỉnh Đông"}, None, "2021-05-01"),
        ({"issuer": "Ủy ban nhân dân tỉnh Tây"}, None, "2021-09-01"),
        ({"date": "2021-09-01"}, None, "2021-09-01"),
        ({"title": "quy định về bến đò trên địa bàn tỉnh"}, None, "2021-05-01"),
        ({}, Meta(issuer="Ủy ban nhân dân tỉnh Đông"), "2021-05-01"),
        ({"issuer": "Uỷ ban nhân dân tỉnh"}, Meta(issuer="Ủy ban nhân dân tỉnh Tây"), "2021-09-01"),
    ],
)
def test_provinces_that_share_a_number_are_told_apart(printed, meta, issued):
    assert resolve(cite("20/2021/QĐ-UBND", **printed), meta=meta).date_as_registered == issued


def test_another_province_is_not_taken_for_the_one_printed():
    assert resolve(cite("20/2021/QĐ-UBND", issuer="Ủy ban nhân dân tỉnh Nam")).status == "not_found"


def test_the_chain_of_successors_ends_at_the_act_in_force():
    resolution = resolve(cite("1/2010/NĐ-CP"))
    assert (resolution.ended_on, resolution.ended_by) == ("2016-03-01", "2/2016/NĐ-CP")
    assert resolution.successors == ("2/2016/NĐ-CP", "3/2025/NĐ-CP")


def test_amendments_and_ended_provisions_count_from_their_day():
    before, after = resolve(cite("4/2025/NĐ-CP"), "2026-06-30"), resolve(cite("4/2025/NĐ-CP"), "2026-07-01")
    assert (before.amended_by, before.ended_provisions) == ((), ())
    assert (after.amended_by, after.ended_provisions) == (("5/2026/NĐ-CP",), ("dieu-2/khoan-1",))


def test_a_detailing_act_tells_what_happened_to_its_parent_and_keeps_its_own_status():
    resolution = resolve(cite("8/2019/TT-BC"))
    assert (resolution.status, resolution.source, resolution.parents) == ("in_force", "official", ("2/2016/NĐ-CP",))
    assert [(event.event, event.on, event.by) for event in resolution.parent_events] == [("ended", "2025-03-01", "3/2025/NĐ-CP")]


@pytest.mark.parametrize(
    ("number", "provisions", "exists"),
    [
        ("1/2010/NĐ-CP", ("dieu-2/khoan-3",), True),
        ("1/2010/NĐ-CP", ("dieu-3/khoan-2/diem-b", "dieu-1"), True),
        ("1/2010/NĐ-CP", ("dieu-3/khoan-2/diem-d",), False),
        ("1/2010/NĐ-CP", ("dieu-4",), False),
        ("1/2010/NĐ-CP", (), None),
        ("4/2025/NĐ-CP", ("dieu-2/khoan-4",), None),
        ("4/2025/NĐ-CP", ("dieu-55",), False),
        ("3/2025/NĐ-CP", ("dieu-1",), None),
    ],
)
def test_cited_provisions_are_checked_against_the_outline(number, provisions, exists):
    assert resolve(cite(number, provisions=provisions)).provision_exists is exists


def test_internal_references_stay_as_they_are_and_coverage_counts_acts_once():
    inner = Citation(id="c2", span=(0, 1), quote="Điều 1", path="dieu-2", internal=True)
    out = resolve_citations(
        [inner, cite("4/2025/NĐ-CP"), cite("4/2025/NĐ-CP"), cite("3/2025/NĐ-CP"), cite("99/1999/NĐ-CP")],
        REGISTRY,
        as_of="2026-12-01",
    )
    assert out[0] is inner
    coverage = acts_coverage(out, REGISTRY)
    assert (coverage.asked, coverage.answered, coverage.share, coverage.count) == (3, 1, 0.3333, len(ACTS))


def test_an_act_is_described_with_its_relations():
    (shown,) = describe("2/2016/NĐ-CP", REGISTRY, as_of="2026-12-01")
    assert shown.standing.status == "replaced"
    assert [relation.kind for relation in shown.relations_to] == ["replaces", "details"]
    assert [relation.target for relation in shown.relations_from] == ["1/2010/NĐ-CP"]
    assert describe("98/1999/NĐ-CP", REGISTRY, as_of="2026-12-01") == ()


def test_what_the_draft_itself_does_is_no_evidence_against_its_citations():
    before = resolve(cite("2/2016/NĐ-CP"), meta=Meta(number="3/2025/NĐ-CP"))
    assert (before.status, before.ended_by) == ("unknown", None)


def test_the_number_is_also_taken_from_a_short_name_and_from_the_draft_itself():
    assert resolve(cite(name="Luật Chợ số 9/2001/QH10")).number == "9/2001/QH10"
    named = cite(name="Luật Chợ").model_copy(update={"antecedent": "9/2001/QH10"})
    assert resolve(named).number == "9/2001/QH10"


@pytest.mark.parametrize(("printed", "status"), [("2025-02-18", "expired"), ("2025-01-18", "expired"), ("2025-01-01", "unknown")])
def test_an_end_given_to_a_namesake_of_another_day_ends_no_act_known_from_mentions(printed, status):
    held = act("2/2025/NĐ-CP", issued="2025-02-18", origins=("cited",))
    ended = Relation(kind="abolishes", act="188/2025/NĐ-CP", target="2/2025/NĐ-CP", target_date=printed, on="2025-07-01")
    known = resolve_citations([cite("2/2025/NĐ-CP")], ActsRegistry.of([held], [ended]), as_of="2026-12-01")
    assert known[0].resolution.status == status


def test_a_law_and_a_resolution_of_one_number_are_two_acts():
    held = law("49/2010/QH12", "Luật Bến bãi", issued="2010-06-17")
    number = CitedAct(number="49/2010/QH12", doc_type="nghi_quyet")
    cited = [cite("49/2010/QH12"), Citation(id="c2", span=(0, 1), quote="", path="dieu-1", act=number)]
    known = resolve_citations(cited, ActsRegistry.of([held], []), as_of="2026-12-01")
    assert [c.resolution.title_as_registered for c in known] == ["Luật Bến bãi", None]


def test_a_law_printed_with_a_day_is_none_of_other_years():
    assert resolve(cite(name="Luật Chợ", date="2024-06-29")).status == "not_found"
    assert resolve(cite(name="Luật Chợ", date="2015-05-02")).number == "9/2015/QH13"


def test_the_number_given_elsewhere_is_not_that_of_a_law_printed_with_another_year():
    named = CitedAct(name="Luật Chợ", date="2015-05-02")
    cited = Citation(id="c1", span=(0, 1), quote="Luật Chợ", path="dieu-1", act=named, antecedent="9/2001/QH10")
    assert resolve(cited).number == "9/2015/QH13"


def test_a_number_without_year_is_of_the_printed_year():
    held = act("116/NQ-CP", "nghi_quyet", issued="2026-04-29", title="Về chợ nổi")
    for printed, title in (("2021-09-24", None), ("2026-04-29", "Về chợ nổi")):
        known = resolve_citations([cite("116/NQ-CP", date=printed)], ActsRegistry.of([held], []), as_of="2026-12-01")
        assert known[0].resolution.title_as_registered == title
