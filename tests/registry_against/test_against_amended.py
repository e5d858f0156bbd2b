"""An amending draft is measured against its base act as the draft leaves it: what stays is not new, what goes is told."""

import pytest

from review import pipeline
from review.contract.report import Report
from review.reading import read

HEAD = (
    "BỘ CÔNG NGHIỆP MẪU | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc\n"
    "Số: {} | Hà Nội, ngày 05 tháng 3 năm 2031\nTHÔNG TƯ\n{}\n"
    "Căn cứ Luật Kho tàng số 900/2030/QH19;\nBộ trưởng Bộ Công nghiệp Mẫu ban hành Thông tư.\n"
)
BASE = HEAD.format("77/2031/TT-BCNM", "Quy định về kho mẫu") + (
    "Điều 1. Phạm vi điều chỉnh\nThông tư này quy định về kho mẫu.\n"
    "Điều 2. Thủ tục cấp Giấy xác nhận kho mẫu đạt chuẩn\n"
    "1. Chủ kho nộp 01 bộ hồ sơ trực tuyến tại Cổng Dịch vụ công quốc gia đến Cục Kho mẫu.\n"
    "2. Hồ sơ gồm:\na) Đơn đề nghị theo Mẫu số 01;\nb) Sơ đồ mặt bằng kho;\nc) Bản sao hợp đồng thuê kho bãi dài hạn.\n"
    "3. Trong thời hạn 08 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, Cục Kho mẫu cấp Giấy xác nhận kho mẫu đạt chuẩn.\n"
    "Điều 3. Kiểm kê\nChủ kho kiểm kê mẫu mỗi năm một lần.\n"
)
DRAFT = HEAD.format("/2032/TT-BCNM", "Sửa đổi, bổ sung một số điều của Thông tư số 77/2031/TT-BCNM quy định về kho mẫu") + (
    "Điều 1. Sửa đổi, bổ sung một số điều của Thông tư số 77/2031/TT-BCNM quy định về kho mẫu\n"
    "{}\nĐiều 2. Hiệu lực thi hành\nThông tư này có hiệu lực từ ngày 01 tháng 3 năm 2032.\n"
)
WHOLE = (
    "1. Sửa đổi, bổ sung Điều 2 như sau:\n“Điều 2. Thủ tục cấp Giấy xác nhận kho mẫu đạt chuẩn\n"
    "1. Chủ kho nộp 01 bộ hồ sơ trực tuyến tại Cổng Dịch vụ công quốc gia đến Cục Kho mẫu.\n"
    "2. Hồ sơ gồm:\na) Đơn đề nghị theo Mẫu số 01;\nb) Sơ đồ mặt bằng kho.\n"
    "3. Trong thời hạn 12 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, Cục Kho mẫu cấp Giấy xác nhận kho mẫu đạt chuẩn.”."
)
LIMIT = (
    "1. Sửa đổi, bổ sung khoản 3 Điều 2 như sau:\n“3. Trong thời hạn 12 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, "
    "Cục Kho mẫu cấp Giấy xác nhận kho mẫu đạt chuẩn.”."
)


def _review(draft: str) -> Report:
    options = pipeline.Options("2032-01-01", base=read(BASE.encode(), name="goc.txt"))
    return pipeline.default_pipeline().review(read(DRAFT.format(draft).encode(), name="du-thao.txt"), options)


def _notices(report: Report) -> dict[str, str]:
    return {notice.code: notice.message for notice in report.notices}


def test_a_procedure_replaced_whole_tells_what_was_dropped() -> None:
    report = _review(WHOLE)
    (procedure,) = report.procedures
    assert procedure.against is not None
    assert procedure.against.verdict == "changed"
    assert {("time_limit", "longer"), ("dossier", "dropped")} <= {(d.part, d.kind) for d in procedure.against.differences}
    text = report.document.text or ""
    limit = next(d for d in procedure.against.differences if d.part == "time_limit")
    assert limit.span is not None
    assert "12 ngày làm việc" in text[limit.span[0] : limit.span[1]]


@pytest.mark.parametrize("commands", [WHOLE, LIMIT])
def test_the_procedures_of_the_base_act_that_change_are_named(commands: str) -> None:
    message = _notices(_review(commands))["base_procedures_changed"]
    assert "Cấp Giấy xác nhận kho mẫu đạt chuẩn" in message
    assert "thời hạn giải quyết: dài hơn" in message


def test_a_draft_without_effect_on_procedures_says_so() -> None:
    told = _notices(_review("1. Sửa đổi, bổ sung Điều 3 như sau:\n“Điều 3. Kiểm kê\nChủ kho kiểm kê mẫu mỗi năm hai lần.”."))
    assert "không thủ tục nào" in told["base_procedures_changed"]


def test_a_draft_that_replaces_its_base_is_compared_as_it_stands() -> None:
    draft = BASE.replace("77/2031", "/2032").replace("08 ngày", "12 ngày")
    options = pipeline.Options("2032-01-01", base=read(BASE.encode(), name="goc.txt"))
    report = pipeline.default_pipeline().review(read(draft.encode(), name="du-thao.txt"), options)
    assert "base_procedures_changed" not in _notices(report)


def test_commands_that_the_base_act_has_no_place_for_are_told_where_they_stand() -> None:
    report = _review(f"{LIMIT}\n2. Bãi bỏ khoản 9 Điều 3.\n3. Thay thế cụm từ “kho lạnh” bằng cụm từ “kho mát” tại Điều 3.\n")
    told = [n for n in report.notices if n.code == "command_not_applied"]
    assert ["khoản 9 Điều 3" in told[0].message, "kho lạnh" in told[1].message] == [True, True]
    text = report.document.text or ""
    assert all(n.span is not None and text[n.span[0] : n.span[1]] for n in told)
    assert "command_not_applied" not in _notices(_review(LIMIT))


def test_forms_are_not_called_lacking_where_the_base_file_has_no_annexes() -> None:
    told = _notices(_review("1. Bãi bỏ Mẫu số 01 Phụ lục I.\n"))["command_not_applied"]
    assert "không có phụ lục, biểu mẫu kèm theo" in told


def test_a_draft_without_a_command_to_the_base_act_says_so() -> None:
    draft = DRAFT.format("1. Sửa đổi khoản 1 Điều 2 như sau: “1. Kho mẫu mở cửa.”.").replace("77/2031", "78/2031")
    options = pipeline.Options("2032-01-01", base=read(BASE.encode(), name="goc.txt"))
    assert "no_commands" in _notices(pipeline.default_pipeline().review(read(draft.encode(), name="du-thao.txt"), options))


def test_an_amended_article_without_a_readable_procedure_makes_none_new() -> None:
    base = BASE.replace(
        "Điều 3. Kiểm kê\nChủ kho kiểm kê mẫu mỗi năm một lần.\n",
        "Điều 3. Quy định về đăng ký kho lạnh dùng chung\nViệc đăng ký kho lạnh dùng chung thực hiện theo lịch của Cục Kho mẫu.\n",
    )
    draft = (
        "1. Sửa đổi, bổ sung Điều 3 như sau:\n“Điều 3. Thủ tục đăng ký kho lạnh dùng chung\n"
        "1. Chủ kho nộp 01 bộ hồ sơ trực tuyến đến Cục Kho mẫu. Hồ sơ gồm đơn đăng ký kho lạnh dùng chung.\n"
        "2. Trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, Cục Kho mẫu xác nhận đăng ký kho lạnh dùng chung.”."
    )
    options = pipeline.Options("2032-01-01", base=read(base.encode(), name="goc.txt"))
    report = pipeline.default_pipeline().review(read(DRAFT.format(draft).encode(), name="du-thao.txt"), options)
    (procedure,) = report.procedures
    assert procedure.against is not None
    assert (procedure.against.verdict, procedure.stood_before) == ("known", True)
    assert "Điều 3" in procedure.against.reason


def test_a_draft_that_replaces_its_base_tells_what_it_no_longer_has() -> None:
    draft = BASE.replace("77/2031", "/2032").replace("Điều 3. Kiểm kê\nChủ kho kiểm kê mẫu mỗi năm một lần.\n", "")
    old = BASE + (
        "Điều 4. Thủ tục đăng ký kho lạnh dùng chung\n"
        "1. Chủ kho nộp 01 bộ hồ sơ trực tuyến đến Cục Kho mẫu. Hồ sơ gồm đơn đăng ký kho lạnh dùng chung.\n"
        "2. Trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, Cục Kho mẫu xác nhận đăng ký kho lạnh dùng chung.\n"
    )
    options = pipeline.Options("2032-01-01", base=read(old.encode(), name="goc.txt"))
    report = pipeline.default_pipeline().review(read(draft.encode(), name="du-thao.txt"), options)
    assert "kho lạnh dùng chung" in _notices(report)["base_procedures_dropped"].lower()
