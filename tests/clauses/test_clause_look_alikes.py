"""Words that only look like a cue, cases in which something is granted, fees of a scope article, long captions."""

import pytest

from review.clauses import label_clauses
from review.contract.document import Document
from review.structure import outline


def _labels(*lines: str) -> list[set[str]]:
    """The labels of each line of an act whose articles are given."""
    head = ["THÔNG TƯ", "Quy định về thả đèn lồng", ""]
    document = Document("x.txt", "txt", "", "\n".join([*head, *lines]))
    found = {document.lines.line_of(c.span[0]): {x.label for x in c.labels} for c in label_clauses(document, outline(document))}
    return [found.get(len(head) + at, set()) for at in range(len(lines))]


@pytest.mark.parametrize("thing", ["Mẫu giấy phép nhập khẩu hóa chất cấm.", "Danh mục cấm nhập khẩu đèn lồng.", "Bản đồ vùng cấm thả đèn."])
def test_a_banned_thing_is_no_prohibition(thing: str) -> None:
    assert "prohibition" not in _labels("Điều 1. Biểu mẫu", f"1. {thing}")[1]


def test_a_ban_beside_a_banned_thing_is_one() -> None:
    assert "prohibition" in _labels("Điều 1. Thả đèn", "1. Nghiêm cấm mang hàng cấm vào bãi thả đèn.")[1]


def test_general_terms_of_a_contract_are_no_condition() -> None:
    found = _labels("Điều 1. Điều kiện giao dịch chung", "1. Thương nhân phải công khai điều kiện giao dịch chung.")
    assert "condition" not in found[1]


def test_cases_in_which_something_is_granted_are_conditions() -> None:
    found = _labels("Điều 1. Giấy phép", "1. Giấy phép thả đèn được cấp lại trong các trường hợp sau đây:", "a) Bị mất;", "b) Bị hỏng.")
    assert all("condition" in labels for labels in found[1:])


def test_cases_in_which_something_is_taken_away_are_none() -> None:
    found = _labels("Điều 1. Giấy phép", "1. Giấy phép thả đèn được cấp bị thu hồi trong các trường hợp sau đây:", "a) Cho mượn.")
    assert not any("condition" in labels for labels in found[1:])


def test_fees_listed_in_the_scope_are_fees() -> None:
    found = _labels("Điều 1. Phạm vi điều chỉnh", "Thông tư quy định mức thu:", "a) Phí thẩm định bãi thả đèn;", "b) Lệ phí cấp thẻ.")
    assert found[2] == found[3] == {"fee"}


def test_a_long_caption_over_duties_of_the_state_makes_no_duty_of_citizens() -> None:
    caption = "1. Trách nhiệm của cơ quan quản lý nhà nước về đèn lồng thuộc Bộ Văn hóa, Thể thao và Du lịch tại các tỉnh, thành phố"
    found = _labels("Điều 1. Trách nhiệm của cơ quan, tổ chức, cá nhân", caption, "a) Lưu giữ hồ sơ cấp phép; báo cáo khi có yêu cầu.")
    assert "reporting" not in found[2]


@pytest.mark.parametrize("holder", ["Sở Giao dịch đèn lồng", "trung tâm dịch vụ thả đèn", "người làm nghiệp vụ thả đèn"])
def test_duties_of_one_whose_name_only_holds_the_word_of_a_state_body_are_requirements(holder: str) -> None:
    found = _labels(f"Điều 1. Trách nhiệm của {holder}", "1. Duy trì bãi thả đèn an toàn.", "2. Bồi thường thiệt hại do đèn gây ra.")
    assert all("requirement" in labels for labels in found[1:])


def test_duties_of_a_department_are_none() -> None:
    found = _labels("Điều 1. Trách nhiệm của Sở Đèn lồng", "1. Duy trì bãi thả đèn an toàn.")
    assert "requirement" not in found[1]


def test_the_duties_of_those_supported_are_no_conditions() -> None:
    found = _labels("Điều 1. Hỗ trợ thả đèn", "1. Trách nhiệm của tổ chức, cá nhân được hỗ trợ:", "a) Sử dụng đèn đúng mục đích;")
    assert found[2] == {"requirement"}


@pytest.mark.parametrize("kind", ["Điều kiện xem xét hỗ trợ", "Tiêu chí xem xét hỗ trợ", "Điều kiện"])
def test_a_condition_that_points_elsewhere_is_one(kind: str) -> None:
    found = _labels(
        "Điều 1. Hỗ trợ thả đèn", f"1. {kind} thực hiện theo quy định tại khoản 2 Điều 45 Nghị định về thả đèn của Chính phủ năm trước."
    )
    assert "condition" in found[1]


def test_the_cases_of_an_exchange_are_conditions() -> None:
    found = _labels(
        "Điều 1. Cấp đổi thẻ", "1. Các trường hợp cấp đổi thẻ thả đèn:", "a) Thẻ cũ bị rách;", "2. Thẻ thả đèn được cấp lại khi bị mất."
    )
    assert all("condition" in labels for labels in found[1:])


def test_who_meets_what_follows_and_is_named_to_get_it_meets_conditions() -> None:
    found = _labels("Điều 1. Thợ đèn", "1. Thợ của cơ sở đáp ứng các yêu cầu sau đây được cấp thẻ thợ đèn:", "a) Đủ 18 tuổi.")
    assert all("condition" in labels for labels in found[1:])
