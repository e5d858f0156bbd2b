"""Which procedures a draft sets: named, unnamed, joined, told apart, amended, ended."""

import pytest
from procedure_builders import LIBRARY, found, only

from review.procedures.headings import read_heading

FILES = "\n1. Hồ sơ gồm: đơn đề nghị.\n2. Tổ chức nộp hồ sơ tại Sở Nội vụ.\n3. Trong thời hạn 05 ngày, Sở Nội vụ quyết định."


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("Thủ tục cấp Thẻ thư viện", ["Cấp Thẻ thư viện"]),
        ("Hồ sơ, trình tự đề nghị cấp lại Thẻ thư viện", ["Cấp lại Thẻ thư viện"]),
        ("Trình tự, thủ tục công nhận câu lạc bộ đọc sách theo quy định tại Luật này", ["Công nhận câu lạc bộ đọc sách"]),
        ("Hồ sơ, thủ tục cấp, gia hạn Giấy phép mở thư viện", ["Cấp Giấy phép mở thư viện", "Gia hạn Giấy phép mở thư viện"]),
        ("Thủ tục cấp chứng chỉ nghề đóng sách", ["Cấp chứng chỉ nghề đóng sách"]),
        ("Thủ tục xuất khẩu, nhập khẩu sách cổ", ["Xuất khẩu, nhập khẩu sách cổ"]),
        ("Thủ tục cấp, quản lý, sử dụng Thẻ thư viện", ["Cấp Thẻ thư viện"]),
        (
            "Hồ sơ, thủ tục cấp Giấy phép, gia hạn Giấy phép mở thư viện",
            ["Cấp Giấy phép mở thư viện", "Gia hạn Giấy phép mở thư viện"],
        ),
        ("Thủ tục đăng ký, hủy đăng ký câu lạc bộ đọc", ["Đăng ký câu lạc bộ đọc", "Hủy đăng ký câu lạc bộ đọc"]),
        ("Thủ tục chuyển nhượng, thừa kế quyền xuất bản truyện tranh", ["Chuyển nhượng, thừa kế quyền xuất bản truyện tranh"]),
        ("Trình tự, thủ tục cấp phép dựng kệ sách, bãi bỏ kệ sách", ["Cấp phép dựng kệ sách, bãi bỏ kệ sách"]),
        ("Tự nguyện chấm dứt hoạt động của phòng đọc tư nhân", ["Tự nguyện chấm dứt hoạt động của phòng đọc tư nhân"]),
        ("Thủ tục thu hồi Thẻ thư viện theo đề nghị đối với trường hợp quy định tại Điều 3", ["Thu hồi Thẻ thư viện theo đề nghị"]),
    ],
)
def test_names_of_headings(heading: str, names: list[str]) -> None:
    assert sorted(p.name for p in found(f"Điều 4. {heading}{FILES}").procedures) == sorted(names)


def test_one_procedure_over_several_articles() -> None:
    text = """Điều 4. Hồ sơ đề nghị cấp Giấy phép mở thư viện
Hồ sơ gồm:
1. Đơn đề nghị;
2. Sơ đồ phòng đọc.
Điều 5. Trình tự cấp Giấy phép mở thư viện
1. Tổ chức nộp hồ sơ tại Sở Nội vụ.
2. Sở Nội vụ thẩm định hồ sơ.
Điều 6. Thời hạn giải quyết thủ tục cấp Giấy phép mở thư viện
Trong thời hạn 10 ngày kể từ ngày nhận đủ hồ sơ, Sở Nội vụ cấp Giấy phép mở thư viện.
"""
    procedure = only(text)
    assert procedure.name == "Cấp Giấy phép mở thư viện"
    assert {path.split("/")[0] for path in procedure.paths} == {"dieu-4", "dieu-5", "dieu-6"}


def test_captions_tell_families_apart() -> None:
    text = """Điều 4. Cấp, cấp lại Thẻ thư viện số
1. Hồ sơ đề nghị cấp Thẻ thư viện số gồm:
a) Đơn đề nghị cấp;
b) Ảnh chân dung.
2. Hồ sơ đề nghị cấp lại Thẻ thư viện số gồm: đơn đề nghị cấp lại.
3. Bạn đọc là cá nhân nộp hồ sơ tại Sở Nội vụ. Sở Nội vụ cấp thẻ trong thời hạn 03 ngày.
"""
    names = [p.name for p in found(text).procedures]
    assert sorted(names) == ["Cấp Thẻ thư viện số", "Cấp lại Thẻ thư viện số"]


def test_common_rules_are_in_the_lines_of_each() -> None:
    text = f"""Điều 3. Cách thức nộp hồ sơ và trả kết quả
1. Hồ sơ được nộp trực tiếp hoặc qua dịch vụ bưu chính.
Điều 4. Thủ tục cấp Thẻ thư viện{FILES}
Điều 5. Thủ tục công nhận câu lạc bộ đọc sách{FILES}
"""
    procedures = found(text).procedures
    assert len(procedures) == 2
    at = text.index("1. Hồ sơ được nộp")
    assert all(any(start == at for start, _ in p.spans) for p in procedures)


def test_amending_text_has_the_address_in_the_amended_act() -> None:
    text = """Điều 1. Sửa đổi, bổ sung một số điều của Thông tư số 99/2020/TT-BNV về thư viện
1. Sửa đổi, bổ sung Điều 7 như sau:
“Điều 7. Thủ tục cấp Thẻ thư viện
1. Hồ sơ gồm: đơn đề nghị.
2. Tổ chức nộp hồ sơ tại Sở Nội vụ. Sở Nội vụ cấp thẻ trong thời hạn 05 ngày.”
2. Bổ sung Điều 7a vào sau Điều 7 như sau:
“Điều 7a. Thủ tục cấp lại Thẻ thư viện
1. Hồ sơ gồm: đơn đề nghị.
2. Tổ chức nộp hồ sơ tại Sở Nội vụ. Sở Nội vụ cấp lại thẻ trong thời hạn 02 ngày.”
"""
    amended, inserted = found(text).procedures
    assert (amended.name, amended.action, amended.base_path) == ("Cấp Thẻ thư viện", "amend", "dieu-7")
    assert (inserted.name, inserted.action, inserted.base_path) == ("Cấp lại Thẻ thư viện", "create", "dieu-7a")


def test_articles_of_one_amended_act_that_do_not_repeat_it_share_its_procedure() -> None:
    text = """Điều 1. Sửa đổi, bổ sung Điều 7
“Điều 7. Thủ tục cấp Thẻ thư viện
1. Hồ sơ gồm: đơn đề nghị.
2. Tổ chức nộp hồ sơ tại Sở Nội vụ. Sở Nội vụ cấp thẻ trong thời hạn 05 ngày.”
Điều 2. Sửa đổi, bổ sung khoản 3 Điều 8
“3. Sở Nội vụ cấp Thẻ thư viện trong thời hạn 03 ngày kể từ ngày nhận đủ hồ sơ đề nghị cấp Thẻ thư viện.”
Điều 3. Thay thế một số cụm từ của Thông tư số 99/2020/TT-BNV
1. Thay thế cụm từ “bạn đọc” bằng cụm từ “người đọc”.
"""
    assert [p.name for p in found(text).procedures] == ["Cấp Thẻ thư viện"]


def test_older_and_newer_places_of_tones_make_one_name() -> None:
    text = """Điều 4. Hồ sơ cấp Chứng nhận thuỷ sản
1. Hồ sơ đề nghị cấp Chứng nhận thuỷ sản gồm: đơn đề nghị.
Điều 5. Trình tự cấp Chứng nhận thủy sản
1. Tổ chức nộp hồ sơ tại Sở Nội vụ. Sở Nội vụ cấp Chứng nhận thủy sản trong thời hạn 05 ngày.
"""
    assert len(found(text).procedures) == 1


def test_permits_of_which_only_the_conditions_are_set() -> None:
    text = """Điều 4. Quản lý in ấn
1. Điều kiện cấp phép in sách khổ lớn bao gồm:
a) Có nhà xưởng;
b) Có máy in.
2. Chính phủ quy định chi tiết Điều này.
"""
    (permit,) = found(text).procedures
    assert permit.name == "Cấp phép in sách khổ lớn"
    assert [p.part for p in permit.parts] == ["conditions", "conditions"]


SUPPORT = """“b) Trình tự thực hiện
- Hộ gia đình làm 01 (một) bộ hồ sơ gửi Ủy ban nhân dân xã nơi cư trú;
- Trong thời hạn 05 ngày kể từ ngày nhận đủ hồ sơ, Ủy ban nhân dân xã phê duyệt danh sách hộ gia đình được hỗ trợ {}.”
"""


def test_support_is_named_by_what_is_given_and_articles_of_their_own_stay_apart() -> None:
    text = (
        "Điều 1. Sửa đổi, bổ sung một số điều của Nghị quyết số 99/2020/NQ-HĐND về đọc sách\n"
        + "1. Sửa đổi, bổ sung điểm b khoản 3 Điều 7 như sau:\n"
        + SUPPORT.format("tủ sách gia đình")
        + "2. Sửa đổi, bổ sung điểm b khoản 3 Điều 8 như sau:\n"
        + SUPPORT.format("đèn đọc sách")
    )
    assert [p.name for p in found(text).procedures] == ["Hỗ trợ tủ sách gia đình", "Hỗ trợ đèn đọc sách"]


def test_a_notice_that_is_accepted_or_refused_is_an_approval() -> None:
    text = """Điều 5. Quy trình thông báo trước khi tạm đóng cửa thư viện
1. Tổ chức gửi thông báo bằng văn bản đến Sở Nội vụ.
2. Sở Nội vụ xem xét và có văn bản chấp thuận hoặc không chấp thuận trong thời hạn 03 ngày.
"""
    assert only(text).name == "Chấp thuận tạm đóng cửa thư viện"


def test_dossiers_of_the_cases_of_one_name_are_one_procedure() -> None:
    text = """Điều 5. Nhập khẩu sách cổ chưa có trong danh mục
1. Hồ sơ nhập khẩu sách cổ để trưng bày gồm: đơn đề nghị.
2. Hồ sơ nhập khẩu sách cổ để nghiên cứu gồm: đơn đề nghị.
3. Tổ chức nộp hồ sơ tại Sở Nội vụ. Trong thời hạn 05 ngày, Sở Nội vụ cấp giấy phép nhập khẩu sách cổ.
"""
    assert len(found(text).procedures) == 1


def test_conditions_of_a_grade_belong_to_what_is_granted() -> None:
    text = """Điều 5. Điều kiện
1. Điều kiện cấp Chứng chỉ thủ thư hạng Ba:
a) Đã đọc mười cuốn sách;
b) Có kính.
Điều 6. Thủ tục cấp Chứng chỉ thủ thư
1. Hồ sơ gồm: đơn đề nghị.
2. Cá nhân nộp hồ sơ tại Sở Nội vụ. Trong thời hạn 05 ngày, Sở Nội vụ cấp Chứng chỉ thủ thư.
"""
    procedure = only(text)
    assert procedure.name == "Cấp Chứng chỉ thủ thư"
    assert "dieu-5/khoan-1" in procedure.paths


@pytest.mark.parametrize(
    ("khoan", "name"),
    [
        (
            "1. Tổ chức lắp đặt ki-ốt sách quanh hồ phải được Sở Nội vụ chấp thuận bằng văn bản. Tổ chức gửi văn bản đề nghị đến "
            "Sở Nội vụ; trong thời hạn 10 ngày, Sở Nội vụ trả lời.",
            "Chấp thuận lắp đặt ki-ốt sách quanh hồ",
        ),
        (
            "1. Khi đóng cửa thư viện, chủ thư viện phải được Ủy ban nhân dân cấp xã xác nhận bằng văn bản. Chủ thư viện nộp hồ sơ "
            "tại Ủy ban nhân dân cấp xã.",
            "Xác nhận đóng cửa thư viện",
        ),
        (
            "1. Cá nhân mượn sách quý đăng ký với Ủy ban nhân dân cấp xã trước 05 ngày; Ủy ban nhân dân cấp xã cấp phiếu mượn trong "
            "thời hạn 02 ngày.",
            "Đăng ký mượn sách quý",
        ),
        (
            "1. Tổ chức, cá nhân tổ chức hội sách thông báo bằng văn bản cho Sở Nội vụ và chỉ được tổ chức khi Sở Nội vụ có văn bản "
            "chấp thuận trong thời hạn 07 ngày.",
            "Chấp thuận tổ chức hội sách",
        ),
    ],
)
def test_duties_that_hang_on_an_answer(khoan: str, name: str) -> None:
    assert only(f"Điều 5. Giữ gìn sách quý\n{khoan}\n2. Không làm ướt sách.").name == name


def test_a_file_is_for_what_its_list_says_and_not_for_a_paper_in_it() -> None:
    text = """Điều 5. Thời gian đọc sách của bạn đọc lâu năm
1. Hồ sơ đề nghị tính thời gian đọc sách trước đây bao gồm:
a) Tờ khai đăng ký thành viên câu lạc bộ sách;
b) Sổ mượn sách.
2. Bạn đọc là cá nhân nộp hồ sơ tại Ủy ban nhân dân cấp xã; trong thời hạn 05 ngày, Ủy ban nhân dân cấp xã cấp giấy xác nhận.
"""
    assert only(text).name == "Tính thời gian đọc sách trước đây"


def test_amended_lines_on_what_was_begun_before_set_no_procedure() -> None:
    text = """Điều 1. Sửa đổi, bổ sung một số điều của Thông tư số 99/2020/TT-BNV về thư viện
1. Sửa đổi, bổ sung khoản 2 Điều 30 như sau:
“2. Cá nhân đã nộp hồ sơ đề nghị cấp Thẻ thư viện trước ngày Thông tư này có hiệu lực thì Sở Nội vụ cấp Thẻ thư viện theo quy định cũ.”
"""
    assert found(text).procedures == ()


def test_a_withdrawal_in_a_list_counts_where_its_own_lines_have_it_asked_for() -> None:
    text = """Điều 5. Trình tự, thủ tục cấp, thu hồi Thẻ thư viện
1. Hồ sơ đề nghị cấp Thẻ thư viện gồm: đơn đề nghị.
2. Cá nhân nộp hồ sơ tại Sở Nội vụ; trong thời hạn 05 ngày, Sở Nội vụ cấp Thẻ thư viện.
3. {}
"""
    own = "Thu hồi Thẻ thư viện: khi có kết luận kiểm tra, Sở Nội vụ ra quyết định thu hồi trong thời hạn 05 ngày."
    asked = "Thu hồi Thẻ thư viện theo đề nghị của cá nhân: cá nhân nộp đơn; Sở Nội vụ thu hồi trong thời hạn 05 ngày."
    assert [p.name for p in found(text.format(own)).procedures] == ["Cấp Thẻ thư viện"]
    assert "Thu hồi Thẻ thư viện" in " ".join(p.name for p in found(text.format(asked)).procedures)


def test_founding_a_public_unit_is_internal() -> None:
    text = """Điều 5. Trình tự, thủ tục thành lập Thư viện công
1. Hồ sơ thành lập Thư viện công thực hiện theo quy định về thành lập đơn vị sự nghiệp công lập.
2. Sở Nội vụ quyết định thành lập Thư viện công trong thời hạn 03 ngày.
"""
    assert found(text).procedures == ()


def test_ended_procedures() -> None:
    text = """Điều 1. Cắt giảm thủ tục hành chính
1. Không thực hiện thủ tục cấp lại Thẻ thư viện quy định tại khoản 2 Điều 9 Thông tư số 99/2020/TT-BNV.
2. Bãi bỏ thủ tục cấp sửa đổi, bổ sung; thủ tục gia hạn Giấy phép mở thư viện quy định tại Điều 12 Thông tư số 99/2020/TT-BNV.
"""
    procedures = found(text).procedures
    assert [(p.name, p.action, p.base_path) for p in procedures] == [
        ("Cấp lại Thẻ thư viện", "abolish", "dieu-9/khoan-2"),
        ("Cấp sửa đổi, bổ sung Giấy phép mở thư viện", "abolish", "dieu-12"),
        ("Gia hạn Giấy phép mở thư viện", "abolish", "dieu-12"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Điều 4. Trình tự kiểm tra thư viện\n1. Đoàn kiểm tra công bố quyết định. Sở Nội vụ ban hành kết luận kiểm tra.", "inspection"),
        ("Điều 4. Giải quyết khiếu nại\n1. Sở Nội vụ tiếp nhận đơn, xác minh và ban hành quyết định giải quyết.", "sanction"),
        (
            "Điều 4. Trình tự, thủ tục thành lập, giải thể thôn\n1. Ủy ban nhân dân cấp xã lấy ý kiến hộ dân.\n2. Hồ sơ gồm: tờ trình.\n"
            "3. Ủy ban nhân dân cấp xã trình hồ sơ để Hội đồng nhân dân cấp xã quyết định trong thời hạn 05 ngày.",
            "internal",
        ),
        (
            "Điều 4. Quy trình cấp mới hộp thư điện tử công vụ\n1. Cơ quan, đơn vị gửi văn bản đề nghị đến Sở Nội vụ.\n"
            "2. Sở Nội vụ cấp hộp thư trong thời hạn 03 ngày.",
            "internal",
        ),
        (
            "Điều 4. Hồ sơ đăng ký niêm yết truyện tranh\n1. Hồ sơ đăng ký niêm yết truyện tranh gồm: giấy đề nghị.\n2. Tổ chức nộp hồ sơ "
            "cho Sở giao dịch truyện tranh.\n3. Sở giao dịch truyện tranh xem xét trong thời hạn 05 ngày.",
            "doubtful",
        ),
        (
            "Điều 4. Hồ sơ và quản lý hồ sơ thủ thư\n1. Hồ sơ thủ thư bao gồm: lý lịch.\n2. Cá nhân nộp hồ sơ tại Sở Nội vụ. Sở Nội vụ "
            "quyết định cập nhật hồ sơ.",
            "doubtful",
        ),
        (
            "Điều 4. Trình tự, thủ tục Hội đồng nhân dân xem xét báo cáo đọc sách\n1. Hồ sơ gồm: tờ trình.\n2. Cơ quan, tổ chức gửi hồ sơ "
            "đến Hội đồng nhân dân. Hội đồng nhân dân quyết định trong thời hạn 05 ngày.",
            "internal",
        ),
        (
            "Điều 4. Trình tự, thủ tục điều chỉnh quy hoạch thư viện\n1. Hồ sơ gồm: tờ trình.\n2. Cơ quan, tổ chức lập quy hoạch gửi hồ sơ "
            "đến Sở Nội vụ. Sở Nội vụ phê duyệt trong thời hạn 05 ngày.",
            "internal",
        ),
        (
            "Điều 4. Trình tự, thủ tục đình chỉ Thẻ thư viện\n1. Khi phát hiện bạn đọc làm ướt sách, Sở Nội vụ quyết định đình chỉ Thẻ thư "
            "viện trong thời hạn 05 ngày.\n2. Hồ sơ gồm: biên bản.",
            "sanction",
        ),
        (
            "Điều 4. Thủ tục luân chuyển công chức thư viện\n1. Hồ sơ gồm: đơn.\n2. Cá nhân nộp hồ sơ tại Sở Nội vụ.",
            "internal",
        ),
    ],
)
def test_what_only_looks_like_one(text: str, reason: str) -> None:
    result = found(text)
    assert result.procedures == ()
    assert [n.reason for n in result.not_procedures] == [reason]
    assert all(n.message for n in result.not_procedures)


@pytest.mark.parametrize("text", ["", "\n", "Không có gì.", "Điều 1. Phạm vi điều chỉnh\nThông tư này quy định về thư viện.", LIBRARY])
def test_always_true(text: str) -> None:
    first, second = found(text), found(text)
    assert first == second
    assert [p.id for p in first.procedures] == [f"P{i}" for i in range(1, len(first.procedures) + 1)]
    assert first.obligations == ()
    for procedure in first.procedures:
        assert list(procedure.spans) == sorted(procedure.spans)
        assert procedure.anchor in procedure.spans
        assert 0 <= procedure.confidence <= 1
        for part in procedure.parts:
            assert text[part.span[0] : part.span[1]] == part.quote != ""
            assert any(start <= part.span[0] and part.span[1] <= end for start, end in procedure.spans)
            assert part.part not in procedure.missing


def test_a_name_without_an_object_takes_that_of_its_chapter() -> None:
    chapter = "Chương II\nTRÌNH TỰ, THỦ TỤC CHỈ ĐỊNH TRẠM QUAN TRẮC BẾN\n"
    (first,) = found(chapter + "Điều 3. Hồ sơ, trình tự đăng ký chỉ định" + FILES).procedures
    (again,) = found(chapter + "Điều 3. Hồ sơ, trình tự chỉ định lại" + FILES).procedures
    assert (first.name, again.name) == ("Đăng ký chỉ định trạm quan trắc bến", "Chỉ định lại trạm quan trắc bến")


def test_cases_of_one_procedure_with_files_of_their_own_are_told_apart() -> None:
    text = "".join(
        f"Điều {n}. Thủ tục cấp văn bản đồng ý mở bến đối với chủ bến quy định tại khoản {n} Điều 2 Quyết định này{FILES}\n" for n in (4, 5)
    )
    assert [p.name for p in found(text).procedures] == [
        f"Cấp văn bản đồng ý mở bến đối với chủ bến quy định tại khoản {n} Điều 2" for n in (4, 5)
    ]


def test_a_list_of_ended_procedures_goes_on_below_a_broken_line() -> None:
    text = (
        "Điều 3. Cắt giảm\n1. Không thực hiện các thủ tục hành chính sau đây:\n"
        "a) Thủ tục công bố đủ điều kiện mở bến thuyền được quy định tại Điều 19 Nghị định số\n9141/2024/NĐ-CP;\n"
        "b) Thủ tục cấp giấy xác nhận chủ bến được quy định tại Điều 20 Nghị định số 9141/2024/NĐ-CP.\n"
    )
    assert [p.name for p in found(text).procedures if p.action == "abolish"] == [
        "Công bố đủ điều kiện mở bến thuyền", "Cấp giấy xác nhận chủ bến",
    ]  # fmt: skip


def test_a_cut_of_time_names_the_procedure_it_amends() -> None:
    text = (
        "NGHỊ QUYẾT\nCắt giảm, đơn giản hóa thủ tục hành chính về bến thuyền\nĐiều 3. Đơn giản hóa thủ tục hành chính\n"
        "a) Cắt giảm thời gian thực hiện đối với thủ tục công bố bến thuyền quy định tại Điều 6 Nghị định số 9196/2023/NĐ-CP như sau:\n"
        "“2. Trong thời hạn 03 ngày làm việc kể từ ngày nhận đủ hồ sơ của chủ bến, Sở Xây dựng công bố bến thuyền.”.\n"
    )
    assert [(p.name, p.action) for p in found(text).procedures] == [("Công bố bến thuyền", "amend")]


def test_what_is_dropped_by_a_list_of_actions_with_withdrawal_is_several() -> None:
    text = (
        "Điều 2. Cắt giảm thủ tục hành chính\n1. Không thực hiện các thủ tục hành chính sau đây:\n"
        "a) Thủ tục cấp mới, cấp lại và thu hồi Thẻ nuôi ong hoặc giấy xác nhận tổ ong quy định tại Điều 9 Nghị định số 996/2031/NĐ-CP;\n"
        "b) Thủ tục cấp, cấp lại Giấy phép bắt cua quy định tại Điều 7 Nghị định số 996/2031/NĐ-CP.\n"
    )
    ended = [p.name for p in found(text).procedures if p.action == "abolish"]
    assert ended == ["Cấp mới Thẻ nuôi ong", "Cấp lại Thẻ nuôi ong", "Cấp, cấp lại Giấy phép bắt cua"]


HANDED_ON = """Điều 4. Thẩm quyền cấp, cấp lại giấy phép thả diều và giấy xác nhận thả diều dịp hội
Ban Quản lý khu bãi biển có thẩm quyền cấp, cấp lại giấy phép thả diều và giấy xác nhận thả diều dịp hội.
Điều 5. Cấp, cấp lại giấy phép thả diều
1. Người thả diều có trách nhiệm đề nghị cấp, cấp lại giấy phép thả diều.
2. Việc cấp, cấp lại giấy phép thả diều thực hiện theo quy định tại Nghị định số 995/2031/NĐ-CP.
{}
Điều 6. Cấp, cấp lại giấy xác nhận thả diều dịp hội
1. Người thả diều có trách nhiệm đề nghị cấp, cấp lại giấy xác nhận thả diều dịp hội.
2. Việc cấp, cấp lại giấy xác nhận thực hiện theo quy định tại Nghị định số 995/2031/NĐ-CP.
Thời hạn giải quyết hồ sơ đề nghị cấp giấy xác nhận thả diều dịp hội tối đa là 06 ngày làm việc.
"""


def test_a_procedure_left_to_another_act_with_a_term_of_its_own_is_amended() -> None:
    text = HANDED_ON.format("Thời hạn giải quyết hồ sơ đề nghị cấp giấy phép thả diều tối đa là 04 ngày làm việc.")
    procedures = found(text).procedures
    told = {p.name: [q.value for q in p.parts if q.part == "time_limit"] for p in procedures}
    assert told["Cấp giấy phép thả diều"] == [4]
    assert told["Cấp giấy xác nhận thả diều dịp hội"] == [6]
    assert {p.action for p in procedures} == {"amend"}


def test_a_procedure_only_left_to_another_act_is_none() -> None:
    names = [p.name for p in found(HANDED_ON.format("Việc thả diều ban đêm do Chính phủ quy định.")).procedures]
    assert {"giấy xác nhận" in name for name in names} == {True}


def test_a_short_name_that_the_draft_defines_is_spelled_out_and_not_guessed_from_others() -> None:
    text = (
        "Điều 3. Diện cấp phép\nPhòng đọc có từ 100 chỗ phải có Giấy phép mở phòng đọc sách hiếm (sau đây gọi là Giấy phép).\n"
        f"Điều 4. Thủ tục cấp lại Giấy phép{FILES}\nĐiều 5. Thủ tục cấp Giấy phép nhập khẩu kệ sách{FILES}"
    )
    names = {p.name for p in found(text).procedures}
    assert names == {"Cấp lại Giấy phép mở phòng đọc sách hiếm", "Cấp Giấy phép nhập khẩu kệ sách"}


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("Hồ sơ đề nghị chứng nhận, cấp thẻ thợ lặn", ["Chứng nhận, cấp thẻ thợ lặn"]),
        (
            "Điều chỉnh nội dung của quyết định chứng nhận, cấp thẻ thợ lặn",
            ["Điều chỉnh nội dung của quyết định chứng nhận, cấp thẻ thợ lặn"],
        ),
        ("Điều chỉnh nội dung của quyết định chỉ định, chỉ định lại", ["Điều chỉnh nội dung của quyết định chỉ định", "Chỉ định lại"]),
        ("Cấp, cấp lại thẻ thợ lặn", ["Cấp thẻ thợ lặn", "Cấp lại thẻ thợ lặn"]),
    ],
)
def test_a_decision_and_the_paper_that_shows_it_are_one(heading: str, names: list[str]) -> None:
    assert [t.name for t in read_heading(heading).topics] == names


def test_a_caption_with_a_full_stop_over_a_list_names_a_procedure_within_an_article_on_something_else() -> None:
    text = (
        "Điều 9. Trạm bù gió\n1. Trạm bù gió là nơi giữ thăng bằng cho diều.\n"
        "2. Thẩm định và chấp thuận đơn vị đủ điều kiện là Trạm bù gió.\n"
        "a) Doanh nghiệp nộp 01 bộ hồ sơ đề nghị chấp thuận đến Sở Công Thương;\n"
        "b) Hồ sơ đề nghị chấp thuận bao gồm: đơn đề nghị; bản vẽ trạm;\n"
        "c) Trong thời hạn 12 ngày kể từ ngày nhận đủ hồ sơ, Sở Công Thương chấp thuận đơn vị đủ điều kiện là Trạm bù gió.\n"
        "3. Trạm bù gió được thu tiền dịch vụ theo thoả thuận.\n"
    )
    procedure = only(text)
    assert procedure.name == "Chấp thuận đơn vị đủ điều kiện là Trạm bù gió"
    assert all("thu tiền" not in text[start:end] for start, end in procedure.spans)


def test_a_body_that_runs_a_centre_is_of_the_state() -> None:
    text = "Điều 3. Thủ tục cấp Giấy phép lập sở giao dịch diều" + FILES.replace("Sở Nội vụ", "Cơ quan điều hành Trung tâm diều")
    assert [p.name for p in found(text).procedures] == ["Cấp Giấy phép lập sở giao dịch diều"]


def test_an_annex_headed_by_one_procedure_is_that_procedure() -> None:
    text = (
        "Điều 2. Phân cấp thẩm quyền thực hiện thủ tục hành chính\n"
        "1. Việc cấp giấy phép nhập diều cổ thuộc thẩm quyền của Chủ tịch Ủy ban nhân dân cấp tỉnh.\n"
        "2. Hồ sơ, thủ tục thực hiện theo quy định tại Phụ lục II ban hành kèm theo Nghị quyết này.\n"
        "Phụ lục II\nHỒ SƠ, TRÌNH TỰ, THỦ TỤC CẤP GIẤY PHÉP NHẬP DIỀU CỔ\n(Kèm theo Nghị quyết số 994/2031/NQ-CP)\n"
        "1. Người nhập diều nộp 01 bộ hồ sơ trực tiếp đến Ủy ban nhân dân cấp tỉnh.\n2. Hồ sơ bao gồm:\n"
        "a) Văn bản đề nghị cấp giấy phép;\nb) Ảnh chụp diều.\n3. Trình tự thực hiện:\n"
        "a) Người nhập diều nộp hồ sơ theo khoản 1 Phụ lục này;\n"
        "b) Trong thời hạn 11 ngày kể từ ngày nhận đủ hồ sơ, cơ quan tiếp nhận hồ sơ cấp giấy phép nhập diều cổ.\n"
    )
    procedure = only(text)
    assert procedure.name.lower() == "cấp giấy phép nhập diều cổ"
    assert {"dossier", "time_limit", "manner", "agency"} <= {p.part for p in procedure.parts}


def test_an_article_whose_heading_runs_into_its_text_is_read() -> None:
    text = (
        "Điều 4. Hồ sơ, trình tự, thủ tục đăng ký thay đổi người phụ trách thư viện theo quyết định của hội đồng Việc đăng ký thay đổi"
        " người phụ trách thư viện theo quyết định của hội đồng thực hiện theo trình tự, thủ tục quy định tại khoản 4 Điều 30 Luật Thư viện"
        " và khoản 2 Điều 47 Luật Di sản, cụ thể như sau:\n"
        "1. Người phụ trách nộp hồ sơ tại Sở Nội vụ. Hồ sơ gồm:\na) Đơn đề nghị;\nb) Bản sao quyết định của hội đồng.\n"
        "2. Trong thời hạn 03 ngày làm việc kể từ ngày nhận được hồ sơ, Sở Nội vụ cấp Giấy xác nhận người phụ trách.\n"
    )
    assert only(text).name.startswith("Đăng ký thay đổi người phụ trách thư viện")


def test_what_is_filed_for_a_check_is_named_by_what_it_is_filed_for() -> None:
    text = (
        "Chương II. CẤP TEM SÁCH\nMục 1. QUY ĐỊNH CHUNG\nĐiều 4. Hình thức, nội dung thẩm định, cấp tem sách\n"
        "1. Sở Nội vụ kiểm tra hồ sơ đề nghị cấp tem sách:\na) Giấy đăng ký;\nb) Danh mục sách.\n"
        "Mục 2. HỒ SƠ, TRÌNH TỰ CẤP TEM SÁCH\nĐiều 5. Đăng ký thẩm định\n"
        "1. Nhà sách nộp 01 bộ hồ sơ đề nghị đăng ký thẩm định cấp tem sách tới Sở Nội vụ. Hồ sơ gồm: Giấy đăng ký; danh mục sách.\n"
        "Điều 6. Thẩm định, cấp tem sách\nSở Nội vụ cấp tem sách trong thời hạn 02 ngày làm việc kể từ khi nhận hồ sơ.\n"
        "Điều 7. Xử lý kết quả thẩm định không đạt\nTrong thời hạn 01 ngày làm việc, Sở Nội vụ gửi thông báo cho nhà sách.\n"
    )
    procedure = only(text)
    assert procedure.name == "Cấp tem sách"
    assert {path.split("/")[0] for path in procedure.paths} >= {"dieu-5", "dieu-6", "dieu-7"}


@pytest.mark.parametrize(
    "article",
    [
        "Điều 9. Lập, cập nhật và quản lý Danh mục kệ sách\n1. Hằng tháng, Sở Nội vụ lập, cập nhật Danh mục kệ sách gửi Bộ Nội vụ.\n"
        "2. Nhà sách có văn bản đề nghị rút tên thì Sở Nội vụ đưa ra khỏi Danh mục kệ sách.\n",
        "Điều 9. Yêu cầu đối với kệ sách\n1. Hồ sơ đề nghị cấp phép dựng kệ sách phải được đối chiếu với kế hoạch đã được phê duyệt.\n"
        "2. Nhà sách gửi kế hoạch cho Sở Nội vụ.\n",
        "Điều 9. Cấp đổi Giấy phép số ……… ngày ……… cho nhà sách ………\nHồ sơ đề nghị cấp đổi Giấy phép gồm đơn nộp tại Sở Nội vụ.\n",
    ],
)
def test_lists_kept_by_the_state_demands_and_blank_forms_are_no_procedures(article: str) -> None:
    assert not found(article).procedures


def test_names_joined_by_or_are_told_apart() -> None:
    text = (
        "Điều 4. Hồ sơ đề nghị cấp đổi Thẻ, cấp bổ sung lĩnh vực vào Thẻ\n"
        "1. Đối với trường hợp cấp đổi Thẻ:\na) Đơn đề nghị cấp đổi Thẻ;\nb) Bản sao Thẻ.\n"
        "2. Đối với trường hợp cấp bổ sung lĩnh vực vào Thẻ:\na) Đơn đề nghị cấp bổ sung lĩnh vực vào Thẻ;\nb) Bản kê lĩnh vực.\n"
        "Điều 5. Thủ tục đề nghị cấp đổi Thẻ, cấp bổ sung lĩnh vực vào Thẻ\n"
        "1. Nhà sách đề nghị cấp đổi Thẻ hoặc cấp bổ sung lĩnh vực vào Thẻ nộp hồ sơ theo quy định tại Điều 4 đến Sở Nội vụ.\n"
        "2. Trong thời hạn 04 ngày, Sở Nội vụ cấp đổi Thẻ hoặc cấp bổ sung lĩnh vực vào Thẻ.\n"
    )
    told = {p.name: [q.quote for q in p.parts if q.part == "dossier"] for p in found(text).procedures}
    assert sorted(told) == ["Cấp bổ sung lĩnh vực vào Thẻ", "Cấp đổi Thẻ"]
    assert [quote for quote in told["Cấp đổi Thẻ"] if "bổ sung" in quote or "lĩnh vực" in quote] == []


@pytest.mark.parametrize(
    "caption", ["Bãi bỏ các thủ tục hành chính sau đây", "Bãi bỏ thủ tục hành chính", "Không thực hiện các thủ tục hành chính:"]
)
def test_procedures_listed_under_a_caption_that_ends_them_are_abolished(caption: str) -> None:
    first = "1. Thủ tục cấp lại Thẻ thư viện quy định tại Điều 5 Thông tư số 99/2020/TT-BNV."
    text = f"Điều 1. {caption}\n{first}\n2. Gia hạn Giấy phép mở thư viện.\n"
    assert [(p.name, p.action) for p in found(text).procedures] == [
        ("Cấp lại Thẻ thư viện", "abolish"),
        ("Gia hạn Giấy phép mở thư viện", "abolish"),
    ]


def test_an_appointment_of_an_outsider_is_a_procedure_and_one_by_reference_too() -> None:
    text = (
        "Điều 2. Tiêu chuẩn bổ nhiệm Trọng tài viên thả diều\n1. Có bằng thả diều bậc hai.\n"
        "Điều 3. Bổ nhiệm Trọng tài viên thả diều\n"
        "1. Người có đủ tiêu chuẩn quy định tại Điều 2 Nghị định này lập 01 bộ hồ sơ gửi đến "
        "Trung tâm phục vụ hành chính công tỉnh. Hồ sơ gồm:\n"
        "a) Văn bản đề nghị bổ nhiệm;\nb) Quyết định thôi giữ chức vụ đối với người từng là công chức, Chấp hành viên.\n"
        "2. Trong thời hạn 12 ngày kể từ ngày nhận hồ sơ, Sở Tư pháp có văn bản đề nghị Chủ tịch Ủy ban nhân dân cấp tỉnh bổ nhiệm.\n"
        "3. Trong thời hạn 06 ngày, Chủ tịch Ủy ban nhân dân cấp tỉnh quyết định bổ nhiệm Trọng tài viên thả diều.\n"
        "Điều 4. Bổ nhiệm lại Trọng tài viên thả diều\n"
        "1. Người đề nghị bổ nhiệm lại gửi văn bản đề nghị đến Trung tâm phục vụ hành chính công tỉnh. "
        "Trình tự, thủ tục bổ nhiệm lại thực hiện theo quy định tại các khoản 2 và 3 Điều 3 Nghị định này.\n"
        "Điều 5. Công nhận tương đương đào tạo Trọng tài viên thả diều\n"
        "1. Người yêu cầu công nhận gửi đơn đề nghị công nhận tương đương đào tạo Trọng tài viên thả diều đến Sở Nội vụ.\n"
        "2. Trong thời hạn 07 ngày, Sở Nội vụ ra quyết định công nhận tương đương đào tạo Trọng tài viên thả diều.\n"
        "Điều 6. Nội dung, hình thức, thủ tục lập sổ gió\n1. Sổ gió được lập thành 03 bản và gửi cho người thả diều.\n"
    )
    by_name = {p.name: p for p in found(text).procedures}
    assert list(by_name) == [
        "Bổ nhiệm Trọng tài viên thả diều",
        "Bổ nhiệm lại Trọng tài viên thả diều",
        "Công nhận tương đương đào tạo Trọng tài viên thả diều",
    ]
    kinds = {name: {p.part for p in procedure.parts} for name, procedure in by_name.items()}
    assert "conditions" in kinds["Bổ nhiệm Trọng tài viên thả diều"]
    assert "conditions" not in kinds["Công nhận tương đương đào tạo Trọng tài viên thả diều"]
    for procedure in by_name.values():
        assert all("Sổ gió" not in text[start:end] for start, end in procedure.spans)


AMENDS_KITES = (
    "Điều 1. Sửa đổi, bổ sung khoản 9 Điều 3 Thông tư số 998/2029/TT-BTC\n"
    "“9. Trường hợp đạt 03 môn thi, Cục trưởng Cục Hải quan cấp Chứng chỉ thợ diều bậc một trong thời hạn 07 ngày kể từ ngày "
    "người dự thi nộp đơn đề nghị cấp Chứng chỉ thợ diều bậc một.”\n"
    "Điều 2. Sửa đổi, bổ sung khoản 2 Điều 4 Thông tư số 998/2029/TT- BTC\n"
    "“2. Cá nhân gửi hồ sơ đề nghị cấp Chứng chỉ thợ diều bậc một về Cục Hải quan. Trong thời hạn 05 ngày, Cục Hải quan cấp Chứng chỉ "
    "thợ diều bậc một.”\n"
    "Điều 3. Sửa đổi, bổ sung Điều 6 Thông tư số 998/2029/TT-BTC\n"
    "“1. Doanh nghiệp gửi hồ sơ đề nghị công nhận trạm diều biên giới đến Cục Hải quan. Hồ sơ gồm: đơn đề nghị.\n"
    "2. Trong thời hạn 03 ngày, Cục trưởng Cục Hải quan công nhận trạm diều biên giới.\n"
    "3. Thủ tục quy định tại Điều này và Điều 4 được thực hiện qua hệ thống dịch vụ công trực tuyến.”\n"
    "Điều 4. Thay thế biểu mẫu\n1. Thay thế Mẫu số 02 ban hành kèm theo Thông tư số 998/2029/TT-BTC.\n"
)


def test_new_text_refers_to_the_amended_act_and_its_procedures_of_one_name_are_one() -> None:
    by_name = {p.name: p for p in found(AMENDS_KITES).procedures}
    assert list(by_name) == ["Cấp Chứng chỉ thợ diều bậc một", "Công nhận trạm diều biên giới"]
    told = {name: " ".join(AMENDS_KITES[a:b] for a, b in p.spans) for name, p in by_name.items()}
    assert all("trực tuyến" in words and "Mẫu số 02" not in words for words in told.values())


def test_khoan_of_one_article_that_each_ask_for_something_are_told_apart() -> None:
    text = (
        "Điều 6. Học thả diều\n1. Người học gửi văn bản đăng ký học thả diều bậc cao đến Sở Nội vụ.\n"
        "Trong thời hạn 03 ngày, Sở Nội vụ cập nhật thông tin người học vào cơ sở dữ liệu và thông báo cho người học.\n"
        "2. Việc thay đổi nơi học được thực hiện như sau:\na) Người học gửi văn bản đề nghị thay đổi nơi học đến Sở Nội vụ.\n"
        "Trong thời hạn 02 ngày, Sở Nội vụ cập nhật thông tin thay đổi nơi học vào cơ sở dữ liệu.\n"
        "3. Thời gian học là 02 năm.\n"
    )
    assert [p.name for p in found(text).procedures] == ["Đăng ký học thả diều bậc cao", "Thay đổi nơi học"]
