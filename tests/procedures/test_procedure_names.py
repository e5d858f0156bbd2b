"""Names of procedures that a heading does not give whole: fragments of amended acts, bare actions, cases, papers given for a deed."""

import hashlib

import pytest
from procedure_builders import found, only

from review.amending import find_amendments
from review.citations import find_citations
from review.contract.document import Document
from review.procedures import Found, find_procedures
from review.structure import outline

TITLE = """BỘ VĂN HÓA
Số: /2027/TT-BVH
THÔNG TƯ
{title}
Bộ trưởng ban hành Thông tư.
"""


def whole(text: str) -> Found:
    draft = Document(file="draft.txt", format="txt", sha256=hashlib.sha256(text.encode()).hexdigest(), text=text)
    tree = outline(draft)
    return find_procedures(draft, tree, (), (), find_amendments(draft, tree, find_citations(draft, tree)))


def amended(body: str, title: str = "Sửa đổi, bổ sung một số điều của Thông tư số 91/2019/TT-BVH quy định về phòng đọc") -> list[str]:
    return sorted(p.name for p in whole(TITLE.format(title=title) + body).procedures)


def test_caption_inside_a_fragment_names_the_procedure_by_any_verb() -> None:
    body = """Điều 1. Sửa đổi, bổ sung khoản 2 Điều 12
“2. Trình tự, thủ tục dời tạm thời phòng đọc lưu động:
a) Chủ phòng đọc nộp 01 bộ hồ sơ đến Sở Văn hóa và Thể thao;
b) Trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ, Sở Văn hóa và Thể thao quyết định.”.
"""
    assert amended(body) == ["Dời tạm thời phòng đọc lưu động"]


def test_leave_granted_in_a_fragment_names_it() -> None:
    body = """Điều 1. Sửa đổi, bổ sung điểm b khoản 2 Điều 14
“b) Trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ, Sở Văn hóa và Thể thao có văn bản chấp thuận chấm dứt hoạt động phòng đọc \
lưu động; trường hợp không chấp thuận phải nêu rõ lý do.”.
"""
    assert amended(body) == ["Chấp thuận chấm dứt hoạt động phòng đọc lưu động"]


def test_title_of_the_amended_act_names_a_fragment_without_a_name() -> None:
    title = (
        "Sửa đổi, bổ sung một số điều của Thông tư số 91/2019/TT-BVH quy định hồ sơ, thủ tục chấp thuận danh mục sách mượn của phòng đọc"
    )
    body = """Điều 1. Sửa đổi, bổ sung khoản 3 Điều 9
“3. Trong thời hạn 25 ngày làm việc kể từ ngày nhận đầy đủ hồ sơ theo quy định tại Điều 7, Bộ Văn hóa, Thể thao và Du lịch có văn bản chấp \
thuận hoặc không chấp thuận; trường hợp không chấp thuận phải nêu rõ lý do.”.
"""
    assert amended(body, title) == ["Chấp thuận danh mục sách mượn của phòng đọc"]


def test_name_says_whose_matter_the_title_regulates() -> None:
    title = "Quy định hồ sơ, thủ tục chấp thuận những thay đổi của phòng đọc tư nhân"
    body = """Điều 4. Thay đổi thời hạn hoạt động
1. Hồ sơ gồm: văn bản đề nghị.
2. Phòng đọc tư nhân là tổ chức nộp hồ sơ đến Sở Nội vụ.
3. Trong thời hạn 10 ngày kể từ ngày nhận đủ hồ sơ, Sở Nội vụ có văn bản chấp thuận; trường hợp từ chối phải nêu rõ lý do.
"""
    assert [p.name for p in whole(TITLE.format(title=title) + body).procedures] == ["Thay đổi thời hạn hoạt động của phòng đọc tư nhân"]


def test_kind_of_paper_is_completed_by_the_paper_of_the_draft() -> None:
    text = """Điều 4. Thủ tục cấp chứng chỉ đóng sách thủ công
1. Hồ sơ gồm: đơn đề nghị.
2. Cá nhân nộp hồ sơ tại Sở Nội vụ.
3. Trong thời hạn 05 ngày, Sở Nội vụ cấp chứng chỉ.
Điều 5. Thủ tục cấp lại chứng chỉ
1. Hồ sơ gồm: đơn đề nghị cấp lại.
2. Cá nhân nộp hồ sơ tại Sở Nội vụ.
3. Trong thời hạn 03 ngày, Sở Nội vụ cấp lại chứng chỉ.
"""
    names = [p.name for p in found(text).procedures]
    assert names == ["Cấp chứng chỉ đóng sách thủ công", "Cấp lại chứng chỉ đóng sách thủ công"]


def test_name_that_shares_a_word_with_an_action_is_no_bare_one() -> None:
    text = """Chương II
ĐIỀU KIỆN, THỦ TỤC CẤP GIẤY PHÉP THÀNH LẬP QUỸ SÁCH
Điều 4. Hồ sơ thành lập quỹ
1. Hồ sơ thành lập quỹ gồm: đơn đề nghị.
2. Tổ chức nộp hồ sơ tại Sở Nội vụ. Trong thời hạn 05 ngày, Sở Nội vụ quyết định.
"""
    assert "giấy phép" not in only(text).name.lower()


def test_paper_given_for_a_deed_is_one_procedure_with_it() -> None:
    text = """Điều 4. Hồ sơ thành lập câu lạc bộ đọc
Hồ sơ thành lập câu lạc bộ đọc gồm:
1. Đơn đề nghị;
2. Danh sách người sáng lập.
Điều 5. Trình tự cấp giấy phép thành lập câu lạc bộ đọc
1. Tổ chức nộp hồ sơ tại Sở Nội vụ.
2. Trong thời hạn 10 ngày kể từ ngày nhận đủ hồ sơ, Sở Nội vụ cấp giấy phép.
"""
    assert {path.split("/")[0] for path in only(text).paths} == {"dieu-4", "dieu-5"}


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        (
            "Thủ tục chấp thuận cho tổ chức nước ngoài được mở phòng đọc lưu động",
            "Chấp thuận cho tổ chức nước ngoài được mở phòng đọc lưu động",
        ),
        ("Thủ tục giải quyết cho mượn dài hạn", "Giải quyết cho mượn dài hạn"),
        ("Thủ tục cấp lại Thẻ thư viện thực hiện theo quy định tại Điều 3", "Cấp lại Thẻ thư viện"),
    ],
)
def test_objects_of_headings(heading: str, name: str) -> None:
    files = "\n1. Hồ sơ gồm: đơn đề nghị.\n2. Tổ chức nộp hồ sơ tại Sở Nội vụ.\n3. Trong thời hạn 05 ngày, Sở Nội vụ quyết định."
    assert only(f"Điều 4. {heading}{files}").name == name


def test_force_of_a_paper_belongs_to_its_cancelling_only() -> None:
    files = "\n1. Hồ sơ gồm: đơn đề nghị.\n2. Tổ chức nộp hồ sơ tại Sở Nội vụ.\n3. Trong thời hạn 05 ngày, Sở Nội vụ quyết định."
    names = {p.name for p in found(f"Điều 4. Hồ sơ, thủ tục cấp, hủy bỏ hiệu lực Giấy chứng nhận bạn đọc{files}").procedures}
    assert "Cấp Giấy chứng nhận bạn đọc" in names
    assert not any(n.startswith("Cấp hiệu lực") for n in names)


def test_finishing_something_is_no_procedure_of_giving_back() -> None:
    text = """Điều 4. Xây dựng phòng đọc
1. Tổ chức đề nghị hoàn thành công trình phòng đọc nộp hồ sơ tại Sở Nội vụ.
2. Hồ sơ gồm: báo cáo. Trong thời hạn 05 ngày, Sở Nội vụ kiểm tra, cấp văn bản chấp thuận mở phòng đọc.
"""
    assert not any(p.name.startswith("Hoàn thành") for p in found(text).procedures)


def test_registering_with_an_office_is_filing_behind_a_list() -> None:
    text = """Điều 4. Đăng ký tham gia nhóm sửa sách
1. Người dân có nhu cầu đăng ký tham gia nhóm sửa sách, đóng sách, dán sách với Ủy ban nhân dân cấp xã.
2. Trong thời hạn 05 ngày, Ủy ban nhân dân cấp xã thông báo kết quả.
"""
    assert only(text).name == "Đăng ký tham gia nhóm sửa sách"


def test_file_that_goes_to_an_office_is_filed_by_somebody() -> None:
    text = """Điều 4. Trình tự cấp giấy phép mở quầy sách
1. Hồ sơ mở quầy sách được lập thành 01 bộ và gửi đến Sở Nội vụ.
2. Trong thời hạn 10 ngày kể từ ngày nhận đủ hồ sơ hợp lệ, Sở Nội vụ cấp giấy phép; trường hợp không cấp phải nêu rõ lý do.
"""
    assert only(text).name == "Cấp giấy phép mở quầy sách"


def test_office_asked_is_no_part_of_what_is_asked() -> None:
    text = """Điều 4. Phòng đọc nước ngoài dùng sổ tay riêng
1. Hồ sơ gồm: văn bản đề nghị Bộ Văn hóa, Thể thao và Du lịch chấp thuận áp dụng sổ tay phòng đọc nước ngoài.
2. Tổ chức nộp hồ sơ tại Bộ Văn hóa, Thể thao và Du lịch.
3. Trong thời hạn 10 ngày kể từ ngày nhận đủ hồ sơ, Bộ Văn hóa, Thể thao và Du lịch trả lời bằng văn bản.
"""
    assert only(text).name == "Chấp thuận áp dụng sổ tay phòng đọc nước ngoài"


def test_state_asking_the_state_is_no_request() -> None:
    text = """Điều 4. Cung cấp dữ liệu bạn đọc
1. Sở Nội vụ đề nghị Cục Thư viện chấp thuận sử dụng dữ liệu bạn đọc chung.
2. Cục Thư viện xem xét, trả lời Sở Nội vụ trong thời hạn 05 ngày.
"""
    assert not found(text).procedures


def test_money_and_ranks_of_the_state_are_left_aside() -> None:
    text = """Điều 4. Hồ sơ, thủ tục công nhận xã đọc sách
1. Ủy ban nhân dân cấp xã gửi hồ sơ đề nghị đến Ủy ban nhân dân cấp tỉnh. Hồ sơ gồm: tờ trình.
2. Trong thời hạn 10 ngày, Ủy ban nhân dân cấp tỉnh quyết định.
Điều 5. Thủ tục thu hồi vốn tạm ứng phòng đọc
1. Chủ đầu tư gửi hồ sơ đề nghị thu hồi vốn tạm ứng đến Kho bạc Nhà nước. Hồ sơ gồm: giấy đề nghị.
2. Trong thời hạn 02 ngày, Kho bạc Nhà nước xác nhận.
"""
    assert not found(text).procedures


def test_renewal_that_leaves_file_and_order_to_other_articles_is_a_procedure() -> None:
    text = """Điều 4. Hồ sơ, trình tự cấp Giấy phép mở thư viện
1. Hồ sơ gồm: đơn đề nghị.
2. Tổ chức nộp hồ sơ tại Sở Nội vụ.
3. Trong thời hạn 10 ngày kể từ ngày nhận đủ hồ sơ, Sở Nội vụ cấp Giấy phép mở thư viện.
Điều 5. Điều chỉnh Giấy phép mở thư viện
Khi có thay đổi về chủ thư viện thì điều chỉnh Giấy phép.
1. Hồ sơ thực hiện theo quy định tại khoản 1 Điều 4 Nghị định này.
2. Trình tự thực hiện theo quy định tại Điều 4 Nghị định này.
"""
    assert [p.name for p in found(text).procedures] == ["Cấp Giấy phép mở thư viện", "Điều chỉnh Giấy phép mở thư viện"]


@pytest.mark.parametrize(
    "heading",
    [
        "Hồ sơ, thủ tục khen thưởng phong trào đọc sách",
        "Hồ sơ, thủ tục hủy bỏ quyết định tặng danh hiệu bạn đọc",
        "Thủ tục thành lập Hội đồng xét tặng sách",
        "Quy trình xét, công nhận phường đọc sách",
    ],
)
def test_commendations_councils_and_ranks_are_matters_of_the_state(heading: str) -> None:
    files = "\n1. Hồ sơ gồm: tờ trình.\n2. Tổ chức nộp hồ sơ tại Sở Nội vụ.\n3. Trong thời hạn 05 ngày, Sở Nội vụ quyết định."
    result = found(f"Điều 4. {heading}{files}")
    assert not result.procedures
    assert [n.reason for n in result.not_procedures] == ["internal"]


def test_a_short_name_takes_the_longer_one_of_its_section() -> None:
    text = (
        "Chương III\nTHẨM ĐỊNH, CẤP TEM SÁCH CHO SÁCH CỔ XUẤT KHẨU\nĐiều 5. Cấp tem sách\n"
        "1. Nhà sách nộp 01 bộ hồ sơ tới Sở Nội vụ. Hồ sơ gồm: đơn đề nghị; danh mục sách.\n"
        "2. Sở Nội vụ cấp tem sách trong thời hạn 02 ngày làm việc kể từ khi nhận hồ sơ.\n"
    )
    assert [p.name for p in found(text).procedures] == ["Cấp tem sách cho sách cổ xuất khẩu"]
