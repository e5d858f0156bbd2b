"""The engine: levels, legal bases in time, exceptions, fingerprints, order."""

import pytest

from review.contract.report import LawRef
from review.rules import all_rules, check, new_rule
from review.rules.cards import Example, read_card
from review.rules.engine import fingerprint, permitted
from review.rules.example import build


def _ref(key: str, mark: str) -> LawRef:
    return LawRef(key=key, act="x", provision="y", mark=mark)


@pytest.mark.parametrize(
    ("marks", "level"),
    [
        ([("N78 Điều 5 k2", "V")], "error"),
        ([("M", "M")], "error"),
        ([("N63 Điều 8 k2", "V")], "warning"),
        ([("Q176 Điều 1", "V*"), ("tsv rows", "U")], "warning"),
        ([("N63 Điều 8 k2", "V"), ("T26 Điều 18 k4", "V")], "error"),
    ],
)
def test_an_error_needs_a_read_law_other_than_decree_63_or_the_text_itself(marks, level):
    assert permitted("error", [_ref(*mark) for mark in marks]) == level
    assert permitted("note", [_ref(*mark) for mark in marks]) == "note"


def test_files_older_than_the_circular_are_not_judged_by_it(findings_of):
    text, _ = build(Example(text="Trong thời hạn 10 ngày kể từ ngày nhận đủ hồ sơ hợp lệ, Sở Xây dựng cấp giấy xác nhận."))
    new, _ = findings_of(text, ["TIME-07"], submitted="2026-10-01")
    old, _ = findings_of(text, ["TIME-07"], submitted="2025-12-01")
    assert any(ref.key.startswith("T26") for ref in new[0].law)
    assert all(not ref.key.startswith("T26") for f in old for ref in f.law)


def test_a_rule_is_silent_before_its_law_is_in_force(findings_of):
    text, _ = build(Example(text="Ủy ban nhân dân cấp huyện tổ chức kiểm tra bến ghe."))
    assert findings_of(text, ["TERM-03"])[0]
    assert findings_of(text, ["TERM-03"], as_of="2025-05-01")[0] == ()


def test_a_special_mechanism_lowers_rules_on_authority_to_a_note_and_is_named(findings_of):
    clause = "Chủ ghe không gắn biển số thì bị phạt 500.000 đồng."
    ground = "Căn cứ Luật Thủ đô số 39/2024/QH15;"
    plain, _ = build(Example(text=clause, doc="quyet_dinh"))
    special = plain.replace("Căn cứ Luật Tổ chức", f"{ground}\nCăn cứ Luật Tổ chức")
    assert [f.level for f in findings_of(plain, ["AUTH-04"])[0]] == ["error"]
    lowered, _ = findings_of(special, ["AUTH-04"])
    assert [f.level for f in lowered] == ["note"]
    assert "Luật Thủ đô" in lowered[0].message


_OLD_ACT = "Thông tư số 15/2020/TT-BGTVT ngày 22 tháng 7 năm 2020 của Bộ trưởng Bộ Giao thông vận tải quy định về bến"
_AMENDED = "Điều 4 Nghị định số 12/2019/NĐ-CP"
EXEMPT = [
    ("TERM-01", "nghi_dinh", f"Thay thế cụm từ “Bộ Giao thông vận tải” bằng cụm từ “Bộ Xây dựng” tại {_AMENDED}."),
    ("TERM-01", "nghi_dinh", f"Bãi bỏ {_OLD_ACT}."),
    ("TERM-01", "nghi_dinh", f"Việc đo đạc theo {_OLD_ACT}, ghi vào sổ."),
    ("TERM-01", "nghi_dinh", "Giấy phép do Bộ Giao thông vận tải cấp trước ngày Nghị định này có hiệu lực tiếp tục có giá trị sử dụng."),
    ("TERM-02", "quyet_dinh", "Bến của tỉnh Hải Dương (cũ) giữ nguyên tên gọi."),
    ("DOS-01", "nghi_dinh", f"Thay thế cụm từ “sổ hộ khẩu” bằng cụm từ “thông tin về cư trú” tại khoản 2 {_AMENDED}."),
    ("NUM-11", "nghi_dinh", "Ghe được phân loại theo tải trọng."),
]


@pytest.mark.parametrize(("code", "doc", "clause"), EXEMPT, ids=[f"{code}-{i}" for i, (code, _, _) in enumerate(EXEMPT)])
def test_general_exceptions_hold(code, doc, clause, findings_of):
    text, _ = build(Example(text=clause, doc=doc))
    assert findings_of(text, [code])[0] == ()


def test_new_words_of_a_replacement_are_checked(findings_of):
    clause = "Thay thế cụm từ “Bộ Thương mại” bằng cụm từ “Bộ Giao thông vận tải” tại Điều 4 Nghị định số 12/2019/NĐ-CP."
    text, _ = build(Example(text=clause, doc="nghi_dinh"))
    findings, _ = findings_of(text, ["TERM-01"])
    assert [f.quote for f in findings] == ["Bộ Giao thông vận tải"]


def test_fingerprints_survive_renumbering_and_spelling_but_not_other_words():
    one = fingerprint("DOS-05", "Các giấy tờ khác", "dieu-9/khoan-1/diem-đ")
    assert one == fingerprint("DOS-05", "các  giấy tờ khác", "dieu-12/khoan-3/diem-đ")
    assert one != fingerprint("DOS-05", "Các tài liệu khác", "dieu-9/khoan-1/diem-đ")
    assert one != fingerprint("DOS-06", "Các giấy tờ khác", "dieu-9/khoan-1/diem-đ")


MANY_FAULTS = """
Điều 5. Thủ tục đăng ký bến ghe
1. Hồ sơ gồm:
a) Đơn đăng ký;
b) Bản sao sổ hộ khẩu;
d) Các giấy tờ khác có liên quan.
2. Ủy ban nhân dân cấp huyện kịp thời trả kết quả."""


def test_findings_are_in_order_spans_hold_their_quotes_and_runs_agree(draft_of, facts):
    text, _ = build(Example(place="dieu", text=MANY_FAULTS))
    draft = draft_of(text)
    first, notices = check(draft, facts)
    again, notices_again = check(draft, facts)
    assert (first, notices) == (again, notices_again)
    assert [f.span for f in first] == sorted(f.span for f in first)
    assert all(draft.text[f.span[0] : f.span[1]] == f.quote for f in first)
    assert {"DOS-01", "DOS-05", "DOS-06", "NUM-01", "TERM-03"} <= {f.rule for f in first}


def test_blank_days_become_notices_not_findings(findings_of):
    text, _ = build(Example(text="Chủ bến gắn biển báo.", date="ngày … tháng … năm 2026"))
    findings, notices = findings_of(text, ["EFF-01"])
    assert findings == ()
    assert [n.code for n in notices] == ["blank_date"]


def test_a_new_rule_needs_one_card_and_one_function(tmp_path):
    (tmp_path / "cards").mkdir()
    (tmp_path / "families").mkdir()
    path, module = new_rule("DOS-99", "asks-for-nothing", "Tên", "Name", since="0.2.0", folder=tmp_path)
    assert read_card(path).code == "DOS-99"
    assert 'rule("DOS-99"' in module.read_text(encoding="utf-8")
    compile(module.read_text(encoding="utf-8"), "dos.py", "exec")
    with pytest.raises(ValueError, match="exists"):
        new_rule("DOS-99", "asks-for-nothing", "Tên", "Name", since="0.2.0", folder=tmp_path)


def test_rules_are_found_without_a_list():
    assert len({rule.code for rule in all_rules()}) == len(all_rules()) > 60


@pytest.mark.parametrize(
    ("rule", "text", "quote"),
    [
        (
            "DOS-10",
            "Điều 5. Hồ sơ cấp giấy xác nhận bến ghe\n1. Hồ sơ (01 bộ) gồm:\na) Đơn có xác nhận của đơn vị trông bến (bến tư), bản chính;\n"
            "b) Sơ đồ bến (bản chính).",
            "xác nhận của đơn vị trông bến (bến tư)",
        ),
        (
            "COND-03",
            "Điều 5. Đăng ký bến ghe\n1. Chủ bến phải thường trú tại tỉnh Bến Mẫu từ đủ 06 tháng trở lên.",
            "Chủ bến phải thường trú tại tỉnh Bến Mẫu từ đủ 06 tháng trở lên",
        ),
        (
            "TERM-06",
            "Điều 5. Nộp hồ sơ\n1. Chủ bến nộp hồ sơ tại bộ phận một cửa của Ủy ban nhân dân xã, phường, đặc khu nơi có bến.",
            "bộ phận một cửa của Ủy ban nhân dân xã, phường, đặc khu",
        ),
    ],
)
def test_a_quote_ends_where_its_words_do(findings_of, rule, text, quote):
    text, _ = build(Example(text=text, place="dieu"))
    found, _ = findings_of(text, [rule])
    assert [f.quote for f in found] == [quote]


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("DOS-07", "Văn bản quy định tại điểm c khoản 1 Điều 4 Thông tư này"),
        ("DOS-10", "Đơn có xác nhận của cơ quan, tổ chức có thẩm quyền (bản chính)"),
    ],
)
def test_what_another_provision_or_nobody_names_is_not_flagged(findings_of, rule, line):
    text, _ = build(
        Example(text=f"Điều 5. Hồ sơ cấp giấy xác nhận bến ghe\n1. Hồ sơ (01 bộ) gồm:\na) {line};\nb) Sơ đồ (bản sao).", place="dieu")
    )
    assert findings_of(text, [rule])[0] == ()


def test_a_hierarchy_is_no_way_to_file(findings_of):
    line = "1. Chủ bến gửi đơn đề nghị đến cơ quan trực tiếp quản lý bến; cơ quan đó cấp giấy xác nhận bến ghe trong 05 ngày làm việc."
    text, _ = build(Example(text=f"Điều 5. Thủ tục cấp giấy xác nhận bến ghe\n{line}", place="dieu"))
    assert findings_of(text, ["PART-09"])[0] == ()
