"""The parts of a procedure, each with its words."""

from procedure_builders import LIBRARY, document, found, only, parts, quotes

from review.contract.procedures import Clause
from review.procedures import find_procedures
from review.structure import outline


def test_papers_with_form_kind_number_and_case() -> None:
    form, copy, original = parts(only(LIBRARY), "dossier")
    assert form.form is not None
    assert "Mẫu số 02" in form.form
    assert {"certified", "copy"} <= set(copy.kinds)
    assert copy.case == "nếu có"
    assert (original.originals, original.kinds) == (2, ("original",))


def test_sets_limit_manner_and_validity() -> None:
    procedure = only(LIBRARY)
    assert [p.count for p in parts(procedure, "sets")] == [1]
    (limit,) = parts(procedure, "time_limit")
    assert (limit.value, limit.unit, limit.whole) == (5, "working_day", True)
    assert limit.from_ == "kể từ ngày nhận đủ hồ sơ hợp lệ"
    (manner,) = parts(procedure, "manner")
    assert manner.direction == "submit"
    assert set(manner.channels or ()) == {"online", "in_person", "post"}
    assert any("03 năm" in (p.validity or "") for p in parts(procedure, "result"))


def test_who_acts() -> None:
    procedure = only(LIBRARY)
    assert {(p.quote, p.role) for p in parts(procedure, "agency")} == {("Sở Nội vụ", "receives"), ("Sở Nội vụ", "decides")}
    assert len(parts(procedure, "applicant")) == 1
    assert len(parts(procedure, "steps")) == 2
    assert procedure.missing == ()


def test_missing_parts_are_named() -> None:
    procedure = only("Điều 4. Thủ tục cấp Thẻ thư viện\n1. Hồ sơ gồm: đơn đề nghị.\n2. Tổ chức nộp hồ sơ tại Sở Nội vụ.")
    assert {"sets", "time_limit"} <= set(procedure.missing)


def test_a_refusal_after_thi_is_a_step() -> None:
    text = LIBRARY.replace(
        "; trường hợp từ chối phải nêu rõ lý do.",
        ".\nTrường hợp người đề nghị không đủ điều kiện thì Sở Nội vụ trả lời bằng văn bản, nêu rõ lý do.",
    )
    assert any(q.startswith("Trường hợp người đề nghị") for q in quotes(only(text), "steps"))


def test_ages_of_papers_and_fees_of_other_kinds_are_left_out() -> None:
    text = LIBRARY.replace("c) 02 bản chính giấy giới thiệu.", "c) Giấy khám sức khỏe được cấp trong vòng 06 tháng.")
    assert [p.value for p in parts(only(text), "time_limit")] == [5]
    assert parts(only(text + "5. Chi phí vận chuyển do thư viện chi trả.\n"), "fee") == []


def test_a_reference_is_followed_one_step() -> None:
    text = (
        LIBRARY
        + """Điều 5. Thủ tục công nhận câu lạc bộ đọc sách
1. Hồ sơ gồm: đơn đề nghị công nhận.
2. Tổ chức nộp hồ sơ theo trình tự quy định tại khoản 2 Điều 4 Thông tư này. Sở Nội vụ công nhận câu lạc bộ trong thời hạn 03 ngày.
"""
    )
    second = found(text).procedures[1]
    reached = [p for p in second.parts if p.via]
    assert reached
    assert {p.via for p in reached} == {"dieu-5/khoan-2"}


def test_lists_of_an_annex_are_read_by_their_marks() -> None:
    text = """Điều 1. Ban hành Phụ lục kèm theo Nghị quyết này.
Phụ lục I
TRÌNH TỰ, THỦ TỤC
1. Trình tự, thủ tục cấp Thẻ thư viện số
a) Cá nhân nộp 01 bộ hồ sơ trực tiếp đến Sở Nội vụ;
b) Trong thời hạn 03 ngày, Sở Nội vụ cấp Thẻ thư viện số;
c) Hồ sơ đề nghị cấp Thẻ thư viện số gồm:
- Đơn đề nghị cấp Thẻ thư viện số;
- Bản sao văn bằng.
"""
    procedure = only(text)
    assert quotes(procedure, "dossier") == ["Đơn đề nghị cấp Thẻ thư viện số", "Bản sao văn bằng"]


def test_obligations_know_their_procedure_and_leave_state_duties_out() -> None:
    draft = document(LIBRARY)
    tree = outline(draft)
    line = next(n for n in tree.nodes if n.path == "dieu-4/khoan-2")

    def clause(binds: tuple[str, ...]) -> Clause:
        return Clause.model_validate(
            {"path": line.path, "span": line.span, "labels": ({"label": "requirement", "confidence": 0.9},), "binds": binds}
        )

    kept = find_procedures(draft, tree, (clause(("organisation",)),), (), ()).obligations
    assert [(o.id, o.kind, o.procedure) for o in kept] == [("O1", "requirement", "P1")]
    assert find_procedures(draft, tree, (clause(("state",)),), (), ()).obligations == ()


def test_conditions_of_an_article_of_their_own_and_of_a_list_of_cases() -> None:
    text = (
        LIBRARY
        + """Điều 5. Điều kiện cấp Thẻ thư viện số
1. Đủ 15 tuổi trở lên.
2. Không còn nợ sách.
Điều 6. Thủ tục cấp lại Thẻ thư viện số
1. Thẻ thư viện số được cấp lại trong các trường hợp sau đây:
a) Thẻ bị mất;
b) Thẻ bị hỏng.
2. Hồ sơ đề nghị cấp lại gồm: đơn đề nghị.
3. Cá nhân nộp hồ sơ tại Sở Nội vụ. Sở Nội vụ cấp lại thẻ trong thời hạn 02 ngày.
"""
    )
    first, again = found(text).procedures
    assert quotes(first, "conditions") == ["Đủ 15 tuổi trở lên", "Không còn nợ sách"]
    assert {"Thẻ bị mất", "Thẻ bị hỏng"} <= set(quotes(again, "conditions"))


def test_manner_told_once_for_all_procedures() -> None:
    text = (
        """Điều 3. Quy định chung về thực hiện thủ tục hành chính
1. Tổ chức, cá nhân có thể nộp hồ sơ, nhận kết quả thông qua các cách thức sau đây:
a) Trực tiếp tại Bộ phận một cửa;
b) Trực tuyến tại Cổng Dịch vụ công quốc gia.
"""
        + LIBRARY
    )
    assert len(parts(only(text), "manner")) > len(parts(only(LIBRARY), "manner"))


def test_a_fee_told_after_the_steps_belongs_to_each_name_of_the_article() -> None:
    text = """Điều 4. Cấp, cấp lại Thẻ thư viện
1. Hồ sơ đề nghị cấp Thẻ thư viện gồm:
a) Đơn đề nghị cấp Thẻ thư viện.
2. Hồ sơ đề nghị cấp lại Thẻ thư viện gồm:
a) Đơn đề nghị cấp lại Thẻ thư viện.
3. Cá nhân nộp hồ sơ tại Sở Nội vụ. Trong thời hạn 02 ngày kể từ ngày nhận đủ hồ sơ, Sở Nội vụ cấp hoặc cấp lại Thẻ thư viện.
4. Cá nhân nộp phí và lệ phí theo quy định.
"""
    procedures = found(text).procedures
    assert len(procedures) == 2
    assert all(len(parts(p, "fee")) == 1 for p in procedures)


def test_a_line_on_ways_to_pay_sets_no_fee() -> None:
    assert parts(only(LIBRARY + "5. Phương thức nộp phí, lệ phí thực hiện theo quy định về một cửa.\n"), "fee") == []


_BUOYS = (
    "Điều 4. Thủ tục cấp Giấy phép đặt phao\n"
    "1. Hồ sơ đề nghị cấp Giấy phép đặt phao gồm đơn đề nghị cấp phép, bản sao giấy đăng ký bến và sơ đồ vị trí đặt phao.\n"
    "2. Hộ gia đình làm 01 (một) bộ hồ sơ gửi Ủy ban nhân dân cấp xã nơi đặt phao.\n"
    "3. Trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ, tổ chức quản lý bến có trách nhiệm kiểm tra thực địa.\n"
    "4. Trong thời hạn 03 ngày làm việc kể từ ngày có kết quả kiểm tra, Ủy ban nhân dân cấp xã cấp Giấy phép đặt phao.\n"
    "5. Điều kiện cấp phép: Phao đặt cách luồng ít nhất 20 mét.\n"
    "6. Hộ gia đình bị xử phạt 02 lần trong thời gian tối đa 36 tháng kể từ ngày bị xử phạt lần đầu không được cấp Giấy phép.\n"
)


def test_papers_told_in_one_sentence_are_entries_of_their_own() -> None:
    assert [p.paper for p in parts(only(_BUOYS), "dossier")] == [
        "đơn đề nghị cấp phép", "bản sao giấy đăng ký bến", "sơ đồ vị trí đặt phao",
    ]  # fmt: skip


def test_who_has_a_term_from_the_file_acts_for_the_state() -> None:
    steps = quotes(only(_BUOYS), "steps")
    assert any("tổ chức quản lý bến" in step for step in steps)
    assert quotes(only(_BUOYS), "applicant") == ["Hộ gia đình"]


def test_a_condition_told_in_the_line_that_names_it_and_no_time_limit_of_a_penalty() -> None:
    assert any("Phao đặt cách luồng" in words for words in quotes(only(_BUOYS), "conditions"))
    assert {(p.value, p.unit) for p in parts(only(_BUOYS), "time_limit")} == {(5, "working_day"), (3, "working_day")}


def test_nouns_that_end_in_a_verb_make_nobody_act() -> None:
    text = LIBRARY + "5. Thư viện sản xuất chương trình đọc sách có trụ sở tại tỉnh.\n"
    procedure = only(text)
    assert len(parts(procedure, "applicant")) == 1
    assert len(parts(procedure, "steps")) == len(parts(only(LIBRARY), "steps"))


def test_names_of_applicants_are_whole() -> None:
    text = LIBRARY.replace("Tổ chức, cá nhân nộp", "Cơ sở sản xuất sách nói nộp", 1)
    changed = [p.quote for p in parts(only(text), "applicant")]
    assert text != LIBRARY
    assert changed == ["Cơ sở sản xuất sách nói"]


def test_a_number_told_in_words_and_figures_is_one_time_limit() -> None:
    (limit,) = parts(only(LIBRARY.replace("05 ngày làm việc", "năm (05) ngày làm việc")), "time_limit")
    assert (limit.quote, limit.value, limit.unit) == ("năm (05) ngày làm việc", 5, "working_day")


def test_two_papers_in_one_line_and_a_step_among_papers() -> None:
    text = LIBRARY.replace(
        "c) 02 bản chính giấy giới thiệu.",
        "c) Sổ hộ khẩu của người đề nghị và giấy tờ chứng minh nơi ở;\nd) Hồ sơ được gửi trực tiếp đến Sở Nội vụ.",
    )
    papers = quotes(only(text), "dossier")
    assert papers[-2:] == ["Sổ hộ khẩu của người đề nghị", "giấy tờ chứng minh nơi ở"]


def test_duties_that_handle_no_file_name_no_agency_and_no_step() -> None:
    text = (
        LIBRARY
        + """Điều 5. Trách nhiệm của Sở Nội vụ
1. Tham mưu cho Ủy ban nhân dân tỉnh bảo đảm kinh phí cho việc cấp Thẻ thư viện số.
2. Phối hợp với Sở Tài chính xử lý thông tin về việc cấp Thẻ thư viện số.
"""
    )
    procedure = only(text)
    assert {p.quote for p in parts(procedure, "agency")} == {"Sở Nội vụ"}
    assert len(parts(procedure, "steps")) == len(parts(only(LIBRARY), "steps"))


def test_a_body_of_no_list_is_an_agency_where_it_has_a_term_from_the_file() -> None:
    text = LIBRARY.replace("hợp lệ, Sở Nội vụ cấp", "hợp lệ, tổ chức quản lý sách kiểm tra, cấp")
    assert "tổ chức quản lý sách" in quotes(only(text), "agency")


def test_a_list_of_competent_bodies_by_case() -> None:
    text = (
        LIBRARY
        + """Điều 5. Thẩm quyền cấp Thẻ thư viện số
Cơ quan có thẩm quyền cấp Thẻ thư viện số là:
a) Sở Văn hóa và Thể thao: đối với người đọc trên 18 tuổi;
b) Sở Giáo dục và Đào tạo: đối với học sinh.
"""
    )
    decides = [p.quote for p in parts(only(text), "agency") if p.role == "decides"]
    assert {"Sở Văn hóa và Thể thao", "Sở Giáo dục và Đào tạo"} <= set(decides)


def test_a_case_that_ends_in_an_order_is_a_step() -> None:
    text = LIBRARY.replace("4. Thẻ", "4. Trường hợp đủ điều kiện thì quyết định hỗ trợ kinh phí làm thẻ.\n5. Thẻ")
    assert any(q.startswith("Trường hợp đủ điều kiện") for q in quotes(only(text), "steps"))


def test_a_paper_named_by_what_it_decides_stays_in_the_list() -> None:
    text = LIBRARY.replace("c) 02 bản chính giấy giới thiệu.", "c) Quyết định thu hồi thẻ cũ đối với người đã có thẻ.")
    assert quotes(only(text), "dossier")[-1] == "Quyết định thu hồi thẻ cũ đối với người đã có thẻ"


def test_a_refusal_without_a_word_of_refusing_is_no_second_step() -> None:
    text = LIBRARY.replace("; trường hợp từ chối phải nêu rõ lý do.", ". {} Sở Nội vụ trả lời bằng văn bản.")
    plain = quotes(only(text.format("Trường hợp không cấp,")), "steps")
    refused = quotes(only(text.format("Trường hợp từ chối,")), "steps")
    assert len(refused) == len(plain) + 1


def test_a_body_asked_for_its_opinion_does_not_act_and_where_a_file_is_sent_is_no_step() -> None:
    text = LIBRARY.replace(
        "4. Thẻ",
        "4. Trong thời hạn 02 ngày kể từ ngày nhận đủ hồ sơ, Sở Nội vụ gửi lấy ý kiến Sở Tài chính, Sở Xây dựng về việc cấp thẻ.\n"
        "5. Hồ sơ đề nghị được gửi đến Sở Nội vụ qua dịch vụ bưu chính.\n6. Thẻ",
    )
    before, after = quotes(only(LIBRARY), "steps"), quotes(only(text), "steps")
    assert len(after) == len(before) + 1
    roles = {(p.quote, p.role) for p in parts(only(text), "agency")}
    assert ("Sở Tài chính", "coordinates") in roles


def test_the_desk_that_a_way_of_filing_names_receives_where_nothing_else_does() -> None:
    text = """Điều 4. Hồ sơ, trình tự, thủ tục cấp Thẻ thư viện số
1. Hồ sơ đề nghị cấp Thẻ thư viện số gồm:
a) Đơn đề nghị cấp Thẻ thư viện số.
2. Cá nhân nộp 01 bộ hồ sơ theo các cách thức sau:
a) Nộp trực tiếp tại Bộ phận Một cửa của Sở Nội vụ;
b) Nộp trực tuyến tại Cổng Dịch vụ công quốc gia.
3. Trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, Sở Nội vụ cấp Thẻ thư viện số.
"""
    receivers = [p.quote for p in parts(only(text), "agency") if p.role == "receives"]
    assert receivers == ["Bộ phận Một cửa của Sở Nội vụ"]


def test_departments_of_communes_are_whole_names() -> None:
    text = LIBRARY.replace(
        "hợp lệ, Sở Nội vụ cấp Thẻ thư viện số",
        "hợp lệ, Phòng Kinh tế xã/Phòng Kinh tế, Hạ tầng và Đô thị phường thẩm định, báo cáo Ủy ban nhân dân xã/phường phê duyệt",
    )
    names = quotes(only(text), "agency")
    assert {"Phòng Kinh tế xã/Phòng Kinh tế, Hạ tầng và Đô thị phường", "Ủy ban nhân dân xã/phường"} <= set(names)


def test_a_common_rule_that_has_the_file_handed_in_names_the_applicant_first() -> None:
    text = (
        """Điều 3. Quy định chung về thực hiện thủ tục hành chính
1. Bạn đọc, tổ chức nộp 01 bộ hồ sơ theo một trong các cách thức sau:
a) Trực tiếp tại Bộ phận một cửa;
b) Trực tuyến tại Cổng Dịch vụ công quốc gia.
"""
        + LIBRARY
    ).replace("Bạn đọc, tổ chức", "Tổ chức, cá nhân")
    procedure = only(text)
    (applicant,) = parts(procedure, "applicant")
    assert text[: applicant.span[0]].count("\n") == 1
    assert any(q.startswith("Tổ chức, cá nhân nộp 01 bộ hồ sơ theo") for q in quotes(procedure, "steps"))


def test_a_form_to_prepare_is_a_paper_and_a_step() -> None:
    text = LIBRARY.replace("2. Tổ chức", "2. Chuẩn bị Đơn đăng ký số thẻ theo mẫu.\n3. Tổ chức")
    procedure = only(text)
    assert any(q.startswith("Chuẩn bị Đơn") for q in quotes(procedure, "steps"))
    assert any(q.startswith("Đơn đăng ký số thẻ") for q in quotes(procedure, "dossier"))


def test_a_national_committee_acts_and_forms_may_have_letters() -> None:
    text = (
        "Điều 4. Thủ tục cấp Giấy phép đặt phao\n1. Chủ bến nộp 01 bộ hồ sơ tại Ủy ban Phao tiêu Quốc gia. Hồ sơ gồm:\n"
        "a) Đơn đề nghị theo mẫu PT02 tại Phụ lục;\nb) Sơ đồ vị trí phao.\n"
        "2. Trong thời hạn 05 ngày kể từ ngày nhận đủ hồ sơ, Ủy ban Phao tiêu Quốc gia cấp Giấy phép đặt phao.\n"
    )
    procedure = only(text)
    assert {(p.quote, p.role) for p in parts(procedure, "agency")} == {
        ("Ủy ban Phao tiêu Quốc gia", "receives"), ("Ủy ban Phao tiêu Quốc gia", "decides"),
    }  # fmt: skip
    assert quotes(procedure, "form") == ["mẫu PT02"]


def test_names_that_hold_a_comma_or_a_common_word_are_whole() -> None:
    text = LIBRARY.replace("2. Tổ chức, cá nhân nộp", "2. Cơ sở in sách, đóng sách nộp").replace(
        "Sở Nội vụ cấp", "Tổng cục Giáo dục nghề nghiệp cấp"
    )
    procedure = only(text)
    assert quotes(procedure, "applicant") == ["Cơ sở in sách, đóng sách"]
    assert "Tổng cục Giáo dục nghề nghiệp" in quotes(procedure, "agency")


def test_a_fund_with_a_term_from_the_request_acts() -> None:
    text = LIBRARY.replace("kể từ ngày nhận đủ hồ sơ hợp lệ, Sở Nội vụ cấp", "kể từ khi nhận được giấy đề nghị, Quỹ Phát triển sách cấp")
    assert "Quỹ Phát triển sách" in quotes(only(text), "agency")


def test_whoever_looks_after_something_in_person_tells_no_way_of_filing() -> None:
    text = LIBRARY + "5. Thư viện gửi báo cáo cho người trực tiếp giám sát việc đọc sách.\n"
    assert len(parts(only(text), "manner")) == len(parts(only(LIBRARY), "manner"))


def test_marks_of_footnotes_are_left_out_of_quotes() -> None:
    text = LIBRARY.replace("c) 02 bản chính giấy", "c) [12] 02 bản chính giấy")
    assert quotes(only(text), "dossier")[-1] == "02 bản chính giấy giới thiệu"


def test_papers_without_marks_and_titles_of_office_in_a_paper() -> None:
    text = """Điều 4. Hồ sơ, trình tự, thủ tục cấp Thẻ thư viện số
1. Hồ sơ đề nghị cấp Thẻ thư viện số gồm:
Đơn đề nghị cấp Thẻ thư viện số;
Danh sách Giám đốc, Phó Giám đốc thư viện.
2. Tổ chức nộp 01 bộ hồ sơ trực tiếp đến Sở Nội vụ. Trong thời hạn 05 ngày, Sở Nội vụ cấp Thẻ thư viện số.
"""
    assert quotes(only(text), "dossier") == ["Đơn đề nghị cấp Thẻ thư viện số", "Danh sách Giám đốc, Phó Giám đốc thư viện"]


def test_a_paper_of_others_is_no_result() -> None:
    text = LIBRARY.replace("4. Thẻ", "4. Có văn bản xác nhận của ngân hàng nơi mở tài khoản.\n5. Thẻ")
    assert not any("ngân hàng" in q for q in quotes(only(text), "result"))


def test_a_card_that_is_not_granted_is_no_result_and_an_order_after_thi_is() -> None:
    text = LIBRARY.replace(
        "4. Thẻ",
        "4. Bạn đọc nợ sách không được cấp Thẻ thư viện giấy.\n"
        "5. Trường hợp đủ điều kiện thì quyết định hỗ trợ kinh phí làm thẻ.\n"
        "6. Thẻ thư viện số có hiệu lực kể từ ngày ký.\n7. Thẻ",
    )
    results = quotes(only(text), "result")
    assert not any("thẻ thư viện giấy" in q.lower() for q in results)
    assert any(q.startswith("hỗ trợ kinh phí") for q in results)
    assert any("kể từ ngày ký" in q for q in results)


def test_the_case_of_a_second_grant_told_in_one_line_is_a_condition() -> None:
    text = """Điều 6. Thủ tục cấp lại Thẻ thư viện số
1. Thẻ thư viện số được cấp lại trong trường hợp bị mất, bị hỏng.
2. Hồ sơ đề nghị cấp lại gồm: đơn đề nghị.
3. Cá nhân nộp hồ sơ tại Sở Nội vụ. Sở Nội vụ cấp lại thẻ trong thời hạn 02 ngày.
"""
    assert quotes(only(text), "conditions") == ["Thẻ thư viện số được cấp lại trong trường hợp bị mất, bị hỏng"]


def test_a_body_that_acts_by_its_term_keeps_the_comma_of_its_name() -> None:
    text = LIBRARY.replace("hợp lệ, Sở Nội vụ cấp", "hợp lệ, cơ sở in sách, đóng sách kiểm tra và cấp")
    assert "cơ sở in sách, đóng sách" in quotes(only(text), "agency")


def test_an_owner_of_anything_may_apply() -> None:
    text = (
        "Điều 5. Thủ tục cấp Biển hiệu nhà trọ\n1. Chủ nhà trọ nộp 01 bộ hồ sơ đến Ủy ban nhân dân cấp xã. Hồ sơ gồm:\n"
        "a) Đơn đề nghị;\nb) Sơ đồ phòng trọ.\n"
        "2. Trong thời hạn 05 ngày kể từ ngày nhận đủ hồ sơ, Ủy ban nhân dân cấp xã cấp Biển hiệu nhà trọ.\n"
    )
    assert quotes(only(text), "applicant") == ["Chủ nhà trọ"]


def test_what_is_used_directly_and_what_nobody_completes_are_no_manner_and_no_filing() -> None:
    text = LIBRARY.replace(
        "4. Thẻ", "4. Nếu người đề nghị không hoàn thiện hồ sơ trong thời hạn 40 ngày, Sở Nội vụ kết thúc việc giải quyết hồ sơ.\n"
        "5. Máy đọc thẻ dùng trực tiếp để kiểm sách được đặt tại quầy.\n6. Thẻ",
    )  # fmt: skip
    procedure = only(text)
    assert len(parts(procedure, "manner")) == 1
    assert sum("không hoàn thiện" in q for q in quotes(procedure, "steps")) == 1


def test_papers_told_in_one_line_are_read_one_by_one() -> None:
    text = "Điều 4. Thủ tục cấp Thẻ thư viện\n1. Hồ sơ đề nghị gồm: đơn đề nghị; 02 ảnh chân dung; bản sao thẻ cũ (nếu có).\n"
    procedure = only(text + "2. Người đề nghị nộp hồ sơ tại Sở Nội vụ; trong thời hạn 05 ngày làm việc, Sở Nội vụ cấp Thẻ.")
    assert quotes(procedure, "dossier") == ["đơn đề nghị", "02 ảnh chân dung", "bản sao thẻ cũ (nếu có)"]


def test_words_that_free_from_a_duty_lay_none() -> None:
    lines = (
        "Thư viện không phải đề nghị cấp Giấy phép mở thư viện.",
        "Thư viện chưa phải báo cáo.",
        "Thư viện được miễn nộp báo cáo.",
        "Thư viện không phải nộp lệ phí nhưng phải báo cáo.",
        "Cá nhân không phải là công dân Việt Nam phải đăng ký tạm trú.",
    )
    text = "Điều 1. Thư viện\n" + "".join(f"{n}. {line}\n" for n, line in enumerate(lines, 1))
    tree = outline(document(text))
    begin = [text.index(line) - 3 for line in lines]
    labels = ({"label": "requirement", "confidence": 0.9},)
    spans = [(at, at + 3 + len(line)) for at, line in zip(begin, lines, strict=True)]
    clauses = tuple(
        Clause.model_validate({"path": tree.path_at(s[0]), "span": s, "labels": labels, "binds": ("organisation",)}) for s in spans
    )
    laid = [o.path for o in find_procedures(document(text), tree, clauses, (), ()).obligations]
    assert laid == ["dieu-1/khoan-4", "dieu-1/khoan-5"]
