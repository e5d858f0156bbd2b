"""Procedures and requirements of two texts: what stands in both is no change, what is gone or new is told."""

import pytest

from review import pipeline
from review.amending.comparison import compare
from review.contract.comparison import Comparison
from review.reading import read
from review.registry.before_after import before_and_after
from review.structure import outline

HEAD = (
    "BỘ CÔNG NGHIỆP MẪU | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc\n"
    "Số: 77/2031/TT-BCNM | Hà Nội, ngày 05 tháng 3 năm 2031\nTHÔNG TƯ\nQuy định về kho mẫu\n"
    "Căn cứ Luật Kho tàng số 900/2030/QH19;\nBộ trưởng Bộ Công nghiệp Mẫu ban hành Thông tư quy định về kho mẫu.\n"
    "Điều 1. Điều kiện của kho mẫu\n1. Kho có diện tích sàn tối thiểu 60 m², cách khu dân cư tối thiểu 200 m.\n"
    "2. Chủ kho phải có phương án chữa cháy được cơ quan công an xác nhận.\n"
)
LICENCE = (
    "Điều 2. Thủ tục cấp Giấy xác nhận kho mẫu đạt chuẩn\n1. Chủ kho nộp 01 bộ hồ sơ trực tuyến đến Cục Kho mẫu. Hồ sơ gồm:\n"
    "a) Đơn đề nghị theo Mẫu số 01;\nb) Sơ đồ mặt bằng kho.\n"
    "2. Trong thời hạn 08 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, Cục Kho mẫu cấp Giấy xác nhận kho mẫu đạt chuẩn.\n"
)
AGAIN = (
    "Điều 3. Thủ tục cấp lại Giấy xác nhận kho mẫu đạt chuẩn\n1. Chủ kho nộp 01 bộ hồ sơ trực tuyến đến Cục Kho mẫu. Hồ sơ gồm:\n"
    "a) Đơn đề nghị cấp lại theo Mẫu số 02;\nb) Giấy xác nhận bị hỏng.\n"
    "2. Trong thời hạn 03 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, Cục Kho mẫu cấp lại Giấy xác nhận kho mẫu đạt chuẩn.\n"
)


def _compare(old: str, new: str) -> Comparison:
    return _compare_whole(HEAD + old, HEAD + new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (LICENCE, LICENCE, [("same", "dieu-2", "dieu-2")]),
        (LICENCE, LICENCE.replace("08 ngày", "12 ngày"), [("changed", "dieu-2", "dieu-2")]),
        (LICENCE, LICENCE + AGAIN, [("same", "dieu-2", "dieu-2"), ("added", None, "dieu-3")]),
        (LICENCE + AGAIN, LICENCE, [("same", "dieu-2", "dieu-2"), ("dropped", "dieu-3", None)]),
        (
            LICENCE,
            "Điều 2. Kiểm kê\nChủ kho kiểm kê mẫu mỗi năm một lần.\n" + LICENCE.replace("Điều 2", "Điều 3"),
            [("same", "dieu-2", "dieu-3")],
        ),
    ],
)
def test_procedures(old: str, new: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    changes = _compare(old, new).procedures
    assert changes is not None
    assert [(c.verdict, c.old_path, c.new_path) for c in changes] == expected


def test_a_longer_time_and_a_new_paper_are_told_with_their_words() -> None:
    new = LICENCE.replace("08 ngày", "12 ngày").replace("mặt bằng kho.\n", "mặt bằng kho;\nc) Chứng thư bảo hiểm hàng hóa.\n")
    comparison = _compare(LICENCE, new)
    (change,) = comparison.procedures or ()
    assert {(d.part, d.kind) for d in change.differences} == {("time_limit", "longer"), ("dossier", "added")}
    text = comparison.new.text or ""
    told = {d.part: text[d.span[0] : d.span[1]] for d in change.differences if d.span}
    assert "12 ngày làm việc" in told["time_limit"]
    assert "Chứng thư bảo hiểm" in told["dossier"]


def test_conditions_new_dropped_and_changed() -> None:
    old = HEAD + LICENCE
    fire = "2. Chủ kho phải có phương án chữa cháy được cơ quan công an xác nhận.\n"
    new = old.replace("60 m²", "90 m²").replace(fire, "2. Chủ kho phải lắp camera giám sát và lưu hình ảnh tối thiểu 90 ngày.\n")
    comparison = _compare_whole(old, new)
    told = {(r.verdict, r.old_path, r.new_path) for r in comparison.requirements or ()}
    assert ("changed", "dieu-1/khoan-1", "dieu-1/khoan-1") in told
    assert ("added", None, "dieu-1/khoan-2") in told
    assert ("dropped", "dieu-1/khoan-2", None) in told


def _compare_whole(old: str, new: str) -> Comparison:
    resources = pipeline.default_pipeline().resources
    sides = [(document, outline(document)) for document in (read(t.encode(), name=n) for t, n in ((old, "a.txt"), (new, "b.txt")))]
    return before_and_after(compare(*sides), *(pipeline.base_of(document, resources, tree) for document, tree in sides))


def test_a_requirement_that_only_moved_is_no_change() -> None:
    line = "2. Chủ kho phải có phương án chữa cháy được cơ quan công an xác nhận.\n"
    old = HEAD + LICENCE
    new = old.replace(line, "") + "Điều 3. Chữa cháy\n" + line.replace("2.", "1.")
    assert _compare_whole(old, new).requirements == ()


def test_a_repealed_clause_of_a_consolidated_text_is_no_requirement() -> None:
    line = "2. Chủ kho phải có phương án chữa cháy được cơ quan công an xác nhận.\n"
    old = HEAD + LICENCE
    told = _compare_whole(old, old.replace(line, "2. (được bãi bỏ)\n")).requirements or ()
    assert {(r.verdict, r.old_path, r.new_path) for r in told} == {("dropped", "dieu-1/khoan-2", None)}
