"""The page, the terminal report and the assessment, on small drafts written for it."""

import re

import pytest

from review.contract.document import Document
from review.contract.report import Report
from review.pipeline import Options, default_pipeline
from review.report import to_html, to_text
from review.report.assessment import ASSESSMENT_FROM
from review.report.grouping import Told, listed, told
from review.report.marked import Mark, lines

DRAFT = """BỘ CÔNG NGHIỆP MẪU | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc
Số: /2026/TT-BCNM | Hà Nội, ngày … tháng … năm 2026
DỰ THẢO
THÔNG TƯ
Quy định về kho mẫu <b>lạ</b>
Căn cứ Luật Ban hành văn bản quy phạm pháp luật số 80/2015/QH13;
Điều 1. Thủ tục cấp Giấy xác nhận kho mẫu
1. Chủ kho nộp hồ sơ trực tuyến tại Cổng Dịch vụ công quốc gia đến Cục Kho mẫu. Hồ sơ gồm:
a) Đơn đề nghị theo Mẫu số 01;
b) Bản sao sổ hộ khẩu <script>alert(1)</script>.
2. Trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, Cục Kho mẫu cấp Giấy xác nhận.
"""


def _review(text: str, submitted: str | None = None) -> Report:
    document = Document("kho.txt", "txt", "0" * 64, text)
    return default_pipeline().review(document, Options(today="2026-12-01", as_of="2026-12-01", submitted=submitted))


def test_words_of_the_draft_never_become_markup() -> None:
    page = to_html(_review(DRAFT))
    assert "<script>alert(1)</script>" not in page
    assert "<b>lạ</b>" not in page
    assert "&lt;script&gt;" in page


def test_every_link_of_the_page_leads_somewhere() -> None:
    page = to_html(_review(DRAFT))
    ids = set(re.findall(r'id="([^"]+)"', page))
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets - ids == set()


def test_a_new_procedure_asks_for_an_assessment_and_its_forms() -> None:
    assessment = _review(DRAFT).summary.assessment
    assert assessment.due == "yes"
    assert {f.code for f in assessment.forms} == {"01/ĐGTĐ-BHM", "04/ĐGTĐ-SCM", "Mẫu số 06"}
    answers = {c.code: c.answer for c in assessment.criteria if c.procedure}
    assert answers["HL-g"] == "yes"
    assert {"CT1", "HP1", "CP1"} <= {c.code for c in assessment.criteria}


def test_old_files_are_left_to_the_law_of_their_day() -> None:
    assert _review(DRAFT, submitted="2025-12-14").summary.assessment.due == "not_known"
    assert _review(DRAFT, submitted=ASSESSMENT_FROM).summary.assessment.due == "yes"


def test_a_draft_without_procedures_needs_none() -> None:
    text = "THÔNG TƯ\nQuy định về kho\nĐiều 1. Phạm vi\nThông tư này quy định về màu sơn của kho.\n"
    assert _review(text).summary.assessment.due == "no"


@pytest.mark.parametrize("width", [60, 110])
def test_the_terminal_report_keeps_its_width(width: int) -> None:
    shown = to_text(_review(DRAFT), width=width)
    assert max(map(len, shown.splitlines())) <= width
    assert "DOS-01" in shown


def test_marks_may_overlap_and_the_text_stays_whole() -> None:
    text = "một hai ba bốn\nnăm | sáu"
    marks = [Mark((0, 7), "f error", "f1", "A", 1), Mark((4, 14), "c", "C1", "B", 2), Mark((12, 18), "p", "P1", "C", 3)]
    shown = lines(text, marks, {}, frozenset({1}))
    plain = [re.sub(r"<[^>]+>", "", str(line.html)) for line in shown]
    assert plain == ["một hai ba bốn", "nămsáu"]
    assert 'class="f error c"' in str(shown[0].html)
    assert all(str(line.html).count(f'id="t-{t}"') <= 1 for line in shown for t in ("f1", "C1", "P1"))


def test_equal_findings_are_told_once_with_every_place() -> None:
    lines_ = "\n".join(f"{n}. Ủy ban nhân dân cấp huyện tiếp nhận hồ sơ loại {n}." for n in range(1, 6))
    report = _review("THÔNG TƯ\nQuy định về kho\nĐiều 1. Phạm vi\nThông tư này quy định về kho.\nĐiều 2. Tiếp nhận\n" + lines_)
    found = [f for f in report.findings if f.rule == "TERM-03"]
    assert len(found) == 5
    heads = [t for t in told(report.findings) if t.finding.rule == "TERM-03"]
    assert [len(t.others) for t in heads] == [4]
    assert sorted(t.number for h in told(report.findings) for t in (h, *(Told(n, f, ()) for n, f in h.others))) == [
        *range(1, len(report.findings) + 1)
    ]
    page, shown = to_html(report), to_text(report)
    assert all(f'id="f{n}"' in page for n in range(1, len(report.findings) + 1))
    assert "Còn 4 chỗ khác có cùng nội dung" in page
    assert "khoản 5 Điều 2" in " ".join(shown.split())


def test_criteria_look_at_the_findings_in_the_lines_and_forms_of_the_procedure() -> None:
    text = """THÔNG TƯ
Quy định về kho mẫu
Điều 1. Thủ tục cấp Giấy xác nhận kho mẫu
1. Chủ kho nộp hồ sơ trực tuyến tại Cổng Dịch vụ công quốc gia đến Cục Kho mẫu; Cục Kho mẫu là cơ quan giải quyết.
2. Hồ sơ (01 bộ) gồm:
a) Đơn đề nghị theo Mẫu số 01 ban hành kèm theo Thông tư này;
b) Bản sao sổ hộ khẩu của chủ kho;
c) Các giấy tờ khác có liên quan.
3. Trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, Cục Kho mẫu cấp Giấy xác nhận kho mẫu bằng bản điện tử.
Điều 2. Phí, lệ phí
Người đề nghị nộp lệ phí cấp Giấy xác nhận theo quy định.
Mẫu số 01
ĐƠN ĐỀ NGHỊ
Tôn giáo: ……
XÁC NHẬN CỦA CƠ QUAN CÓ THẨM QUYỀN (Ký, ghi rõ họ tên)
"""
    report = _review(text)
    rules = {f.fingerprint: f.rule for f in report.findings}
    told_ = {c.code: (c.answer, {rules[x] for x in c.findings}) for c in report.summary.assessment.criteria if c.procedure}
    assert (told_["HL-e"][0], told_["HL-i"][0]) == ("no", "no")
    assert {"DOS-01", "DOS-05"} <= told_["HL-e"][1]
    assert {"FORM-02", "FORM-03"} <= told_["HL-i"][1]
    assert told_["HL-h"][0] != "yes"
    page = to_html(report)
    assert "có nêu nhưng có phát hiện" in page


def test_a_criterion_points_to_the_article_that_may_answer_it() -> None:
    article = "Điều 2. Phí và quản lý số thu\nKho bạc hạch toán số thu trong lĩnh vực kho mẫu vào ngân sách.\n"
    report = _review(DRAFT.replace("Hồ sơ gồm:", "Hồ sơ (01 bộ) gồm:") + article)
    criterion = next(c for c in report.summary.assessment.criteria if c.code == "HL-h")
    assert report.document.text is not None
    assert criterion.span is not None
    assert criterion.answer == "open"
    assert "Phí và quản lý" in report.document.text[slice(*criterion.span)]
    assert "điều khác" in criterion.reason


def test_a_procedure_of_two_records_is_told_once() -> None:
    report = _review(DRAFT)
    first = report.procedures[0]
    twin = first.model_copy(update={"id": "P99"})
    doubled = report.model_copy(update={"procedures": (first, twin)})
    assert [(x.procedure.id, [t.id for t in x.twins]) for x in listed(doubled.procedures)] == [(first.id, ["P99"])]
    page, shown = to_html(doubled), to_text(doubled)
    assert page.count(f"<h3>{first.name}</h3>") == 1
    assert 'id="P99"' in page
    assert " ".join(shown.split()).count(first.name[:20]) >= 1


def test_bullets_of_one_list_are_told_once() -> None:
    lines_ = "\n".join(f"- Kho loại {n} có tường ngăn;" for n in range(1, 5))
    report = _review(f"THÔNG TƯ\nQuy định về kho\nĐiều 1. Các loại kho\n1. Kho gồm:\n{lines_}\n2. Kho khác:\n- Kho nổi.\n")
    heads = [t for t in told(report.findings) if t.finding.rule == "NUM-04"]
    assert sorted(len(t.others) for t in heads) == [0, 3]
