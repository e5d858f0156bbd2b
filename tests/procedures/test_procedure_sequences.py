"""One order of steps for a row of sister procedures, told in an article of its own."""

from procedure_builders import found, parts, quotes

from review.contract.procedures import Procedure

PLANTS = ("Hỗ trợ trồng sen", "Hỗ trợ trồng tre", "Hỗ trợ trồng dâu", "Hỗ trợ dựng lều ươm")
SUPPORTS = "".join(
    f"Điều {n}. {name}\n1. Nội dung hỗ trợ: cây giống.\n"
    f"2. Điều kiện xem xét hỗ trợ thực hiện theo quy định tại Điều {n} Nghị định số 998/2031/NĐ-CP.\n"
    f"3. Tiêu chí xem xét hỗ trợ:\na) Đất đã làm sạch;\nb) Có nguồn nước.\n"
    f"4. Hồ sơ đăng ký bao gồm:\na) Đơn đề nghị hỗ trợ theo Mẫu số 0{n};\nb) Bản vẽ khu đất.\n"
    for n, name in enumerate(PLANTS, 4)
)
ORDER = """Điều 8. Trình tự, thủ tục xét hỗ trợ, ký hợp đồng
1. Tiếp nhận hồ sơ
a) Đối với các loại hình quy định tại các Điều 4, 5 và 6 của Thông tư này, tổ chức, cá nhân nộp 01 bộ hồ sơ trực tiếp đến Sở Công Thương.
b) Đối với loại hình quy định tại Điều 7 của Thông tư này, hợp tác xã gửi 01 bộ hồ sơ qua dịch vụ bưu chính đến Sở Công Thương.
2. Xét hỗ trợ
a) Đối với các loại hình quy định tại các Điều 4, 5 và 6 của Thông tư này:
- Cơ quan hỗ trợ trồng cây lấy ý kiến chuyên gia đối với loại hình quy định tại Điều 4 của Thông tư này.
- Thời hạn xử lý hồ sơ: tối đa 21 ngày kể từ ngày tiếp nhận hồ sơ hợp lệ.
b) Đối với loại hình quy định tại Điều 7 của Thông tư này, thời hạn xử lý hồ sơ là 40 ngày kể từ ngày tiếp nhận hồ sơ hợp lệ.
3. Trong thời hạn 05 ngày kể từ ngày có quyết định hỗ trợ, Cơ quan hỗ trợ trồng cây ký hợp đồng với tổ chức, cá nhân nộp hồ sơ.
"""


def by_name() -> dict[str, Procedure]:
    procedures = found(SUPPORTS + ORDER).procedures
    return {p.name: p for p in procedures}


def limits(procedure: Procedure) -> list[float | None]:
    return [p.value for p in parts(procedure, "time_limit")]


def test_each_sister_is_a_procedure_and_the_order_is_none() -> None:
    assert list(by_name()) == list(PLANTS)


def test_lines_go_to_the_articles_they_name_or_stand_below() -> None:
    procedures = by_name()
    assert limits(procedures["Hỗ trợ trồng tre"]) == [21, 5]
    assert limits(procedures["Hỗ trợ dựng lều ươm"]) == [40, 5]
    asked = "Cơ quan hỗ trợ trồng cây lấy ý kiến chuyên gia"
    assert [any(asked in q for q in quotes(procedures[name], "steps")) for name in PLANTS] == [True, False, False, False]


def test_captions_are_no_steps_and_who_is_told_the_result_acts_not() -> None:
    for procedure in by_name().values():
        told = quotes(procedure, "steps")
        assert "Tiếp nhận hồ sơ" not in told
        assert sum("ký hợp đồng" in q for q in told) == 1


def test_criteria_and_conditions_set_elsewhere_are_conditions() -> None:
    told = quotes(by_name()["Hỗ trợ trồng sen"], "conditions")
    assert [q.split()[0] for q in told] == ["Điều", "Đất", "Có"]


def test_an_article_that_speaks_of_two_others_is_no_common_order() -> None:
    text = SUPPORTS.split("Điều 6.")[0] + ORDER.replace("4, 5 và 6", "4 và 5").replace("tại Điều 7", "tại Điều 5")
    assert all(limits(p) == [] for p in found(text).procedures if p.name in PLANTS)


def test_the_decision_on_a_support_is_its_result_and_what_may_be_undone_is_none() -> None:
    text = SUPPORTS + ORDER + (
        "4. Sở Công Thương xem xét, quyết định hỗ trợ.\n"
        "5. Trường hợp hợp tác xã không ký hợp đồng, Sở Công Thương có quyền hủy quyết định phê duyệt hỗ trợ.\n"
    )  # fmt: skip
    (lean,) = [p for p in found(text).procedures if p.name == "Hỗ trợ dựng lều ươm"]
    assert quotes(lean, "result") == ["quyết định hỗ trợ"]
