"""Labels of lines, by the grammar alone."""

import pytest

from review.clauses import label_clauses
from review.contract.document import Document
from review.contract.procedures import Clause
from review.structure import outline

ACT = """THÔNG TƯ
Quy định về đèn lồng

Điều 1. Phạm vi điều chỉnh
Thông tư này quy định việc cấp Giấy phép thả đèn lồng.
Điều 2. Hồ sơ đề nghị cấp Giấy phép thả đèn lồng
Hồ sơ gồm:
1. Đơn đề nghị theo Mẫu số 01.
2. Bản sao hợp đồng mua đèn.
Điều 3. Trình tự cấp Giấy phép thả đèn lồng
1. Tổ chức, cá nhân nộp 01 bộ hồ sơ trực tiếp hoặc trực tuyến đến Sở Văn hóa và Thể thao.
2. Trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ, Sở Văn hóa và Thể thao thẩm định, cấp giấy phép.
Điều 4. Điều kiện thả đèn lồng
1. Có bãi thả rộng ít nhất 100 m2.
Điều 5. Trách nhiệm của tổ chức, cá nhân thả đèn lồng
1. Thu gom đèn sau khi thả.
2. Không được thả đèn gần sân bay.
Điều 6. Trách nhiệm của Sở Văn hóa và Thể thao
1. Hướng dẫn, kiểm tra việc thả đèn lồng.
Điều 7. Hiệu lực thi hành
Thông tư này có hiệu lực kể từ ngày 01 tháng 01 năm 2027.
"""


def _label(text: str) -> dict[int, Clause]:
    document = Document("x.txt", "txt", "", text)
    return {document.lines.line_of(c.span[0]): c for c in label_clauses(document, outline(document))}


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        (6, {"dossier"}),
        (7, {"dossier"}),
        (8, {"dossier"}),
        (10, {"procedure_step"}),
        (11, {"procedure_step", "time_limit"}),
        (13, {"condition"}),
        (15, {"requirement"}),
        (16, {"prohibition"}),
        (18, {"competence"}),
        (20, {"effect"}),
    ],
)
def test_labels_of_an_act(line: int, labels: set[str]) -> None:
    assert {x.label for x in _label(ACT)[line].labels} == labels


def test_headings_bear_no_label() -> None:
    headings = [n for n, line in enumerate(ACT.split("\n")) if line.startswith("Điều")]
    assert not _label(ACT).keys() & set(headings)


def test_spans_are_lines() -> None:
    lines = ACT.split("\n")
    for number, clause in _label(ACT).items():
        assert ACT[slice(*clause.span)] == lines[number]


def test_quoted_new_text_is_labelled() -> None:
    text = "Điều 1. Sửa đổi, bổ sung Điều 5\n“Điều 5. Hồ sơ đề nghị\n1. Đơn đề nghị theo Mẫu số 02.\n2. Bản sao quyết định.”."
    assert [c.has("dossier") for c in _label(text).values()] == [True, True]


def test_whom_a_line_binds() -> None:
    assert _label(ACT)[10].binds == ("citizen", "organisation")
    assert _label(ACT)[15].binds == ("citizen", "organisation")


@pytest.mark.parametrize("text", ["", "\n\n", "Điều 1.", "abc", "1. 2. 3.\n“", "Điều 1. A\n" * 50])
def test_any_text_gives_clauses(text: str) -> None:
    assert all(c.labels for c in _label(text).values())


def test_a_repealed_provision_of_a_consolidated_text_says_nothing() -> None:
    text = (
        "THÔNG TƯ\nQuy định về kho\nĐiều 3. Trách nhiệm của chủ kho\n1. (được bãi bỏ)\n2.[4] (được bãi bỏ)\n3. Chủ kho phải niêm yết giá."
    )
    document = Document(file="a.txt", format="txt", sha256="", text=text)
    labelled = [text[c.span[0] : c.span[1]] for c in label_clauses(document, outline(document))]
    assert labelled == ["3. Chủ kho phải niêm yết giá."]


DEMANDS = """QUYẾT ĐỊNH
Ban hành quy định về thả diều

Điều 1. Yêu cầu đối với diều
1. Diều phải có dây chắc.
2. Khung bằng tre hoặc nhôm.
Điều 2. Bãi thả diều
1. Bãi thả phải có hàng rào.
2. Khách chỉ được vào bãi sau khi người trông bãi đồng ý.
3. Hộ gia đình được mượn bãi khi có đủ dụng cụ dập lửa.
4. Dây diều không được bọc kim loại.
5. Điều kiện:
có biển báo;
có người trông.
"""


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        (4, {"requirement"}),
        (5, {"requirement"}),
        (7, {"requirement"}),
        (8, {"condition"}),
        (9, {"condition"}),
        (10, {"prohibition"}),
        (11, {"condition"}),
        (12, {"condition"}),
        (13, {"condition"}),
    ],
)
def test_what_a_thing_must_be_and_when_it_is_given(line: int, labels: set[str]) -> None:
    found = _label(DEMANDS)
    assert line in found
    assert {x.label for x in found[line].labels} == labels
