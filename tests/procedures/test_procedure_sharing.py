"""Parts that stand apart from the procedure they belong to, and what reaches them."""

from procedure_builders import LIBRARY, found, only, parts, quotes

from review.contract.procedures import Procedure


def named(procedures: tuple[Procedure, ...], start: str) -> Procedure:
    (hit,) = [p for p in procedures if p.name.lower().startswith(start)]
    return hit


STEPS = """Điều 6. Trình tự, thủ tục cấp Thẻ vườn ươm
1. Tổ chức nộp 01 bộ hồ sơ gồm đơn đề nghị và bản đồ khu vườn đến Sở Công Thương.
2. Trong thời hạn 02 ngày làm việc, Sở Công Thương kiểm tra hồ sơ.
3. Trong thời hạn 09 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, Sở Công Thương cấp Thẻ vườn ươm.
4. Trong thời hạn 03 ngày làm việc, Sở Công Thương chuyển Thẻ vườn ươm tới tổ chức bằng hình thức trực tiếp hoặc qua dịch vụ bưu chính.
"""


def test_several_places_of_one_reference_are_followed() -> None:
    text = STEPS + (
        "Điều 7. Trình tự, thủ tục gia hạn Thẻ vườn ươm\n"
        "1. Trước thời điểm Thẻ vườn ươm hết hạn ít nhất 45 ngày, tổ chức nộp 01 bộ hồ sơ đề nghị gia hạn Thẻ vườn ươm đến Sở Công Thương"
        " gồm:\na) Đơn đề nghị gia hạn;\nb) Bản chính Thẻ vườn ươm.\n"
        "2. Trình tự, thủ tục gia hạn Thẻ vườn ươm được thực hiện theo quy định tại các khoản 2, 3 và 4 của Điều 6 Thông tư này.\n"
    )
    renewed = named(found(text).procedures, "gia hạn")
    assert [p.value for p in parts(renewed, "time_limit") if p.via] == [2, 9, 3]


def test_a_range_of_clauses_is_followed_and_another_act_is_not() -> None:
    tail = "Điều 7. Trình tự, thủ tục cấp lại Thẻ vườn ươm\n1. Tổ chức nộp 01 bộ hồ sơ gồm đơn đề nghị đến Sở Công Thương.\n2. {}\n"
    near = tail.format("Sở Công Thương thực hiện theo quy định tại khoản 2 đến khoản 3 Điều 6 Thông tư này.")
    far = tail.format("Sở Công Thương thực hiện theo quy định tại khoản 2 và khoản 3 Điều 6 Nghị định số 999/2031/NĐ-CP.")
    assert [p.value for p in parts(named(found(STEPS + near).procedures, "cấp lại"), "time_limit")] == [2, 9]
    assert parts(named(found(STEPS + far).procedures, "cấp lại"), "time_limit") == []


def test_who_only_hands_over_a_result_does_not_decide_and_the_way_is_told() -> None:
    text = STEPS.replace("Sở Công Thương chuyển Thẻ", "Chi cục Kiểm lâm chuyển Thẻ")
    procedure = only(text)
    assert "Chi cục Kiểm lâm" not in [p.quote for p in parts(procedure, "agency") if p.role == "decides"]
    assert [p.direction for p in parts(procedure, "manner")][-1] == "return"


def test_a_reference_to_conditions_by_heading() -> None:
    text = (
        "Điều 3. Điều kiện được xem xét cấp Thẻ vườn ươm\n1. Có khu vườn từ 02 hec ta trở lên.\n"
        "2. Đối với vườn trên núi:\na) Có hàng rào bảo vệ;\nb) Có lối đi riêng.\n" + STEPS
    )
    told = quotes(only(text), "conditions")
    assert told == ["Có khu vườn từ 02 hec ta trở lên", "Có hàng rào bảo vệ", "Có lối đi riêng"]


def test_requirements_on_a_thing_to_be_granted_are_conditions() -> None:
    text = "Điều 3. Yêu cầu đối với khu vườn để được cấp Thẻ vườn ươm\n1. Cách xa nguồn thải.\n2. Có hệ thống tưới.\n" + STEPS
    assert quotes(only(text), "conditions") == ["Cách xa nguồn thải", "Có hệ thống tưới"]


def test_what_is_exchanged_has_met_the_conditions() -> None:
    text = (
        "Điều 3. Điều kiện cấp Thẻ vườn ươm\n1. Có khu vườn từ 02 hec ta trở lên.\n"
        + STEPS
        + "Điều 7. Trình tự, thủ tục cấp đổi Thẻ vườn ươm\n1. Tổ chức nộp 01 bộ hồ sơ gồm đơn đề nghị cấp đổi đến Sở Công Thương.\n"
        "2. Trong thời hạn 04 ngày làm việc, Sở Công Thương cấp đổi Thẻ vườn ươm.\n"
    )
    procedures = found(text).procedures
    assert quotes(named(procedures, "cấp thẻ"), "conditions")
    assert quotes(named(procedures, "cấp đổi"), "conditions") == []


def test_the_article_of_a_result_tells_its_form_and_validity() -> None:
    text = (
        STEPS + "Điều 7. Trình tự, thủ tục gia hạn Thẻ vườn ươm\n1. Tổ chức nộp 01 bộ hồ sơ gồm đơn đề nghị gia hạn đến Sở Công Thương.\n"
        "2. Trong thời hạn 04 ngày làm việc, Sở Công Thương gia hạn Thẻ vườn ươm.\n"
        "Điều 8. Thẻ vườn ươm\n1. Nội dung Thẻ vườn ươm theo Mẫu số 09 ban hành kèm theo Thông tư này.\n"
        "2. Thời hạn của Thẻ vườn ươm là 36 tháng.\n3. Thẻ vườn ươm được gia hạn nhiều lần, mỗi lần gia hạn tối đa 12 tháng.\n"
    )
    first, renewed = (named(found(text).procedures, name) for name in ("cấp thẻ", "gia hạn"))
    assert any("36 tháng" in (p.validity or "") for p in parts(first, "result"))
    assert not any("12 tháng" in (p.validity or "") for p in parts(first, "result"))
    assert any("12 tháng" in (p.validity or "") for p in parts(renewed, "result"))
    assert quotes(first, "form") == quotes(renewed, "form") == ["Mẫu số 09"]


def test_the_validity_may_stand_behind_the_grant() -> None:
    text = STEPS.replace("cấp Thẻ vườn ươm.\n4", "cấp Thẻ vườn ươm. Thời hạn hiệu lực của Thẻ vườn ươm là 05 năm kể từ ngày cấp.\n4")
    told = [(p.quote, p.validity) for p in parts(only(text), "result")]
    assert [bool(validity) for _, validity in told] == [False, True]


def test_decisions_on_the_way_are_no_result() -> None:
    text = STEPS.replace(
        "Sở Công Thương kiểm tra hồ sơ.", "Sở Công Thương kiểm tra hồ sơ, ban hành quyết định thành lập đoàn khảo sát vườn."
    )
    assert quotes(only(text), "result") == ["Thẻ vườn ươm"]


def test_who_is_competent_is_told_apart_from_who_acts() -> None:
    text = STEPS.replace("1. Tổ chức nộp", "1. Việc cấp Thẻ vườn ươm thuộc thẩm quyền của Sở Công Thương. Tổ chức nộp")
    told = [p.role for p in parts(only(text), "agency")]
    assert told.count("decides") == 2


def test_a_body_that_keeps_a_copy_or_gives_a_receipt_does_not_decide() -> None:
    text = STEPS.replace(
        "2. Trong thời hạn 02 ngày làm việc, Sở Công Thương kiểm tra hồ sơ.",
        "2. Sau khi nhận hồ sơ, Chi cục Kiểm lâm cấp cho tổ chức phiếu tiếp nhận hồ sơ; 01 bản lưu tại Sở Tài chính.",
    )
    assert {(p.quote, p.role) for p in parts(only(text), "agency")} >= {("Chi cục Kiểm lâm", "receives")}
    assert "Sở Tài chính" not in quotes(only(text), "agency")


def test_the_desk_of_running_text_receives() -> None:
    text = LIBRARY.replace("qua dịch vụ bưu chính đến Sở Nội vụ", "qua dịch vụ bưu chính đến Bộ phận Một cửa của Sở Nội vụ")
    assert [p.quote for p in parts(only(text), "agency") if p.role == "receives"] == ["Bộ phận Một cửa của Sở Nội vụ"]


def test_the_way_of_getting_the_result_names_no_applicant() -> None:
    text = LIBRARY + (
        "5. Doanh nghiệp đề nghị cấp Thẻ thư viện số có thể đăng ký nhận kết quả trực tuyến.\n"
        "6. Hợp tác xã có thể cử người đi nộp hồ sơ thay cho thành viên.\n"
    )
    assert quotes(only(text), "applicant") == ["Tổ chức, cá nhân"]


def test_who_gets_the_receipt_applies_where_nobody_is_said_to_file() -> None:
    text = (
        "Điều 4. Hồ sơ, thủ tục cấp Thẻ thư viện số\n1. Hồ sơ gồm:\na) Đơn đề nghị;\nb) Bản sao giấy tờ nhà đất.\n"
        "2. Sau khi nhận hồ sơ, Sở Nội vụ trả cho chủ thư viện phiếu tiếp nhận hồ sơ.\n"
        "3. Trong thời hạn 05 ngày làm việc, Sở Nội vụ cấp Thẻ thư viện số.\n"
    )
    assert quotes(only(text), "applicant") == ["chủ thư viện"]


def test_lines_of_its_article_that_no_name_took_belong_to_the_procedure() -> None:
    text = STEPS + "5. Trường hợp đánh giá tại vườn, Sở Công Thương cấp Thẻ vườn ươm trong thời hạn 21 ngày.\n"
    assert 21 in [p.value for p in parts(named(found(text).procedures, "cấp thẻ"), "time_limit")]


def test_withdrawal_of_its_own_motion_stays_out() -> None:
    text = STEPS + "5. Thu hồi Thẻ vườn ươm:\na) Sở Công Thương thu hồi Thẻ vườn ươm trong thời hạn 77 ngày.\n"
    assert 77 not in [p.value for p in parts(named(found(text).procedures, "cấp thẻ"), "time_limit")]


def test_a_day_before_which_to_file_is_no_limit_of_the_agency() -> None:
    text = STEPS.replace(
        "1. Tổ chức nộp 01 bộ hồ sơ gồm đơn đề nghị và bản đồ khu vườn đến Sở Công Thương.",
        "1. Trước khi Thẻ vườn ươm cũ hết hạn 15 ngày, tổ chức nộp 01 bộ hồ sơ gồm đơn đề nghị và bản đồ khu vườn đến Sở Công Thương.",
    )
    told = [(p.value, p.by, p.whole) for p in parts(only(text), "time_limit")]
    assert told[0] == (15, "applicant", False)
    assert [by for _, by, _ in told[1:]] == ["agency", "agency", "agency"]
    assert parts(only(text), "time_limit")[0].from_ == "trước khi Thẻ vườn ươm cũ hết hạn"


def test_a_limit_on_mending_the_file_binds_the_applicant() -> None:
    text = LIBRARY + "5. Trong thời hạn 30 ngày kể từ ngày Sở Nội vụ thông báo, người đề nghị nộp hồ sơ bổ sung.\n"
    assert [p.by for p in parts(only(text), "time_limit") if p.value == 30] == ["applicant"]


def test_an_article_on_ending_a_result_at_its_holders_wish_is_a_procedure() -> None:
    text = STEPS + (
        "Điều 7. Hủy bỏ hiệu lực của Thẻ vườn ươm\n1. Việc hủy bỏ hiệu lực của Thẻ vườn ươm thuộc thẩm quyền của Sở Công Thương.\n"
        "2. Khi có nhu cầu hủy bỏ hiệu lực của Thẻ vườn ươm, tổ chức gửi văn bản đề nghị đến Sở Công Thương.\n"
        "3. Trong thời hạn 03 ngày làm việc kể từ ngày nhận được văn bản đề nghị, Sở Công Thương quyết định hủy bỏ hiệu lực"
        " của Thẻ vườn ươm.\n"
    )
    ended = named(found(text).procedures, "hủy bỏ")
    assert [p.value for p in parts(ended, "time_limit")] == [3]
    assert {p.role for p in parts(ended, "agency")} == {"decides", "receives"}


def test_handling_told_in_a_list_is_no_list_of_papers() -> None:
    text = LIBRARY.replace(
        "3. Trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, Sở Nội vụ cấp Thẻ thư viện số",
        "3. Sở Nội vụ tiếp nhận, kiểm tra hồ sơ và xử lý như sau:\na) Trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ,"
        " Sở Nội vụ cấp Thẻ thư viện số",
    )
    assert [p.value for p in parts(only(text), "time_limit")] == [5]
    assert any("Thẻ thư viện số" in q for q in quotes(only(text), "result"))
    assert len(parts(only(text), "dossier")) == 3


def test_a_result_may_be_told_only_by_the_name_of_the_procedure() -> None:
    text = STEPS.replace("Thẻ vườn ươm", "Bản công bố vườn ươm")
    assert quotes(only(text), "result")[0] == "Bản công bố vườn ươm"


def test_a_span_of_experience_in_conditions_is_no_limit() -> None:
    text = "Điều 3. Điều kiện cấp Thẻ vườn ươm\n1. Có ít nhất 30 lượt ươm trong vòng 06 tháng.\n" + STEPS
    assert [p.value for p in parts(only(text), "time_limit")] == [2, 9, 3]


def test_an_office_is_named_with_its_ministry() -> None:
    text = STEPS.replace(
        "3. Trong thời hạn 09 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, Sở Công Thương cấp",
        "3. Trong thời hạn 09 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, Cục Lâm nghiệp, Bộ Công Thương cấp",
    )
    assert [p.quote for p in parts(only(text), "agency") if p.role == "decides"] == ["Cục Lâm nghiệp"]


def test_conditions_of_a_grant_do_not_bind_its_end() -> None:
    text = (
        "Điều 3. Điều kiện thành lập trạm ươm\n1. Có khu vườn từ 02 hec ta trở lên.\n"
        "Điều 6. Trình tự, thủ tục chấp thuận thành lập trạm ươm\n1. Hợp tác xã nộp 01 bộ hồ sơ gồm đơn đề nghị đến Sở Công Thương.\n"
        "2. Trong thời hạn 09 ngày làm việc, Sở Công Thương có văn bản chấp thuận thành lập trạm ươm.\n"
        "Điều 7. Trình tự, thủ tục chấp thuận giải thể trạm ươm\n1. Hợp tác xã nộp 01 bộ hồ sơ gồm đơn đề nghị đến Sở Công Thương.\n"
        "2. Trong thời hạn 08 ngày làm việc, Sở Công Thương có văn bản chấp thuận giải thể trạm ươm.\n"
    )
    founded, ended = found(text).procedures
    assert quotes(founded, "conditions") == ["Có khu vườn từ 02 hec ta trở lên"]
    assert quotes(ended, "conditions") == []


def test_a_lender_applies_and_a_person_mentioned_does_not() -> None:
    text = (
        STEPS.replace("1. Tổ chức nộp", "1. Bên cho thuê nộp") + "5. Việc người trồng nộp phí và gửi mẫu đất do Sở Công Thương hướng dẫn.\n"
    )
    assert quotes(only(text), "applicant") == ["Bên cho thuê"]


def test_the_body_that_is_said_to_grant_decides() -> None:
    text = STEPS + "5. Ủy ban nhân dân cấp tỉnh là cơ quan cấp Thẻ vườn ươm cho vườn trên núi.\n"
    assert ("Ủy ban nhân dân cấp tỉnh", "decides") in [(p.quote, p.role) for p in parts(only(text), "agency")]


def test_a_specialised_office_keeps_its_whole_name() -> None:
    text = STEPS.replace("Sở Công Thương cấp Thẻ", "cơ quan chuyên môn về lâm nghiệp thuộc Ủy ban nhân dân cấp tỉnh cấp Thẻ")
    named_so = [p.quote for p in parts(only(text), "agency") if p.role == "decides"]
    assert named_so == ["cơ quan chuyên môn về lâm nghiệp thuộc Ủy ban nhân dân cấp tỉnh"]


def test_a_noun_that_is_also_a_verb_makes_no_actor() -> None:
    text = STEPS.replace("1. Tổ chức nộp", "1. Cơ quan, tổ chức, doanh nghiệp nộp")
    assert len(parts(only(text), "steps")) == 4
    assert {p.quote for p in parts(only(text), "agency")} == {"Sở Công Thương"}


def test_a_reference_and_the_way_of_getting_the_result_are_no_steps() -> None:
    text = STEPS + (
        "5. Trình tự cấp Thẻ vườn ươm cho vườn mới được thực hiện theo quy định tại khoản 2 Điều này.\n"
        "6. Tổ chức có thể cử người đi nộp hồ sơ thay.\n"
    )
    assert len(parts(only(text), "steps")) == 4


def test_mending_the_file_is_a_step_and_leaving_it_is_none() -> None:
    text = STEPS + (
        "5. Trong thời hạn 06 tháng kể từ ngày có văn bản thông báo, cơ sở đề nghị phải nộp hồ sơ sửa đổi, bổ sung.\n"
        "Sau 60 ngày, nếu tổ chức không hoàn thiện hồ sơ, Sở Công Thương trả lại hồ sơ.\n"
    )
    assert len(parts(only(text), "steps")) == 6


def test_a_submission_of_another_office_does_not_hide_the_decision() -> None:
    text = STEPS.replace(
        "3. Trong thời hạn 09 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, Sở Công Thương cấp Thẻ vườn ươm.",
        "3. Trong thời hạn 09 ngày làm việc kể từ ngày nhận được hồ sơ trình của Chi cục Kiểm lâm, Sở Công Thương quyết định chấp thuận"
        " trồng cây quý; trường hợp không chấp thuận phải nêu rõ lý do.",
    )
    assert quotes(only(text), "result") == ["chấp thuận trồng cây quý"]


def test_an_answer_in_writing_is_the_result_where_none_is_named() -> None:
    text = STEPS.replace("Sở Công Thương cấp Thẻ vườn ươm.", "Sở Công Thương trả lời bằng văn bản; trường hợp từ chối phải nêu rõ lý do.")
    text = text.replace("chuyển Thẻ vườn ươm tới", "báo kết quả cho")
    assert quotes(only(text), "result") == ["trả lời bằng văn bản"]


def test_a_term_from_the_day_the_file_came_in_binds_the_agency() -> None:
    text = STEPS.replace(
        "2. Trong thời hạn 02 ngày làm việc, Sở Công Thương kiểm tra hồ sơ.",
        "2. Sở Công Thương báo hồ sơ đã đủ trong thời hạn 02 ngày làm việc kể từ ngày nhận được hồ sơ đối với trường hợp tổ chức nộp hồ sơ"
        " qua mạng.",
    )
    assert {p.by for p in parts(only(text), "time_limit")} == {"agency"}


def test_who_acts_after_the_file_of_another_is_named() -> None:
    text = STEPS.replace(
        "2. Trong thời hạn 02 ngày làm việc, Sở Công Thương kiểm tra hồ sơ.",
        "2. Ủy ban nhân dân cấp xã thẩm định hồ sơ.\nTrong thời hạn 02 ngày làm việc kể từ ngày nhận được hồ sơ của Ủy ban nhân dân cấp xã,"
        " Sở Nội vụ thẩm định lại.",
    )
    told = [(p.quote, p.role) for p in parts(only(text), "agency") if p.role == "verifies"]
    assert told == [("Ủy ban nhân dân cấp xã", "verifies"), ("Sở Nội vụ", "verifies")]


def test_a_list_of_papers_in_an_annex_ends_with_its_members() -> None:
    text = (
        "Điều 3. Ban hành kèm theo Nghị quyết này Phụ lục về thủ tục hành chính được phân cấp.\n"
        "PHỤ LỤC I\nTHỦ TỤC HÀNH CHÍNH ĐƯỢC PHÂN CẤP\n"
        "I. Thủ tục cấp Thẻ vườn ươm\n"
        "1. Hợp tác xã lập 01 bộ hồ sơ và nộp trực tiếp đến Sở Công Thương. Hồ sơ gồm:\n"
        "a) Đơn đề nghị cấp Thẻ vườn ươm;\nb) Bản đồ khu vườn.\n"
        "2. Trong thời hạn 09 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, Sở Công Thương cấp Thẻ vườn ươm.\n"
    )
    procedure = named(found(text).procedures, "cấp thẻ")
    assert "Thẻ vườn ươm" in quotes(procedure, "result")
    assert ("Sở Công Thương", "decides") in [(p.quote, p.role) for p in parts(procedure, "agency")]
    assert len(parts(procedure, "dossier")) == 2


def test_a_grant_named_as_a_matter_is_no_result() -> None:
    text = STEPS + "5. Việc cấp Thẻ vườn ươm ghi sai tên được xem lại hằng năm.\n"
    assert quotes(only(text), "result") == ["Thẻ vườn ươm"]


def test_papers_of_sisters_are_filed_as_the_article_says_that_refers_to_theirs() -> None:
    text = (
        "Điều 4. Hồ sơ đề nghị cấp Thẻ vườn ươm\n"
        "1. Hồ sơ đề nghị cấp mới Thẻ vườn ươm gồm:\na) Đơn đề nghị cấp mới;\nb) Bản đồ khu vườn.\n"
        "2. Hồ sơ đề nghị cấp lại Thẻ vườn ươm gồm:\na) Đơn đề nghị cấp lại;\nb) Bản sao lý do.\n"
        "Điều 5. Trình tự, thủ tục cấp Thẻ vườn ươm\n"
        "1. Chủ vườn nộp 01 bộ hồ sơ theo quy định tại Điều 4 của Quy định này đến Sở Công Thương trực tiếp hoặc qua dịch vụ bưu chính.\n"
        "2. Trong thời hạn 04 ngày làm việc, Sở Công Thương cấp Thẻ vườn ươm.\n"
    )
    again = named(found(text).procedures, "cấp lại")
    assert quotes(again, "dossier") == ["Đơn đề nghị cấp lại", "Bản sao lý do"]
    assert all(parts(again, kind) for kind in ("sets", "manner", "time_limit"))


def test_bodies_in_brackets_at_their_seat_and_at_registries() -> None:
    text = STEPS.replace(
        "2. Trong thời hạn 02 ngày làm việc, Sở Công Thương kiểm tra hồ sơ.",
        "2. Trong thời hạn 02 ngày làm việc, Sở Công Thương (Phòng Quản lý vườn) có văn bản thông báo cho chủ vườn về việc bổ sung hồ sơ.",
    )
    told = [p.quote for p in parts(only(text), "agency")]
    assert not any(quote.startswith("Phòng") for quote in told)


def test_a_duty_counted_from_the_grant_is_no_result() -> None:
    text = STEPS + "5. Trong thời hạn 09 ngày kể từ ngày Sở Công Thương cấp Thẻ vườn ươm, chủ vườn treo biển tên.\n"
    assert quotes(only(text), "result") == ["Thẻ vườn ươm"]


def test_a_body_named_by_what_it_grants_grants_it() -> None:
    text = (
        "Điều 4. Cấp lại Thẻ vườn ươm\n1. Chủ vườn nộp đơn đề nghị cấp lại Thẻ vườn ươm cho cơ quan cấp thẻ.\n"
        "2. Cơ quan cấp thẻ cấp lại Thẻ vườn ươm trong thời hạn 03 ngày làm việc kể từ khi nhận được đơn.\n"
    )
    assert any(quote.startswith("Thẻ vườn ươm") for quote in quotes(only(text), "result"))


def test_a_body_named_by_what_it_grants_does_not_draw_its_other_work_to_the_grant() -> None:
    text = STEPS + (
        "Điều 7. Theo dõi vườn sau thu hoạch\nTrong thời hạn 12 ngày làm việc kể từ ngày nhận được báo cáo, cơ quan cấp Thẻ vườn ươm"
        " gửi kết quả theo dõi cho chủ vườn.\n"
    )
    assert 12 not in [p.value for p in parts(only(text), "time_limit")]
