"""Is it new against the act that the draft amends or replaces?"""

from pathlib import Path

import pytest

from review import pipeline
from review.contract.errors import SoatError
from review.contract.report import Report
from review.reading import read
from review.settings import Settings

BASE = """THÔNG TƯ
Quy định về kho mẫu
Điều 1. Điều kiện của kho
1. Kho có diện tích sàn tối thiểu 60 m², cách khu dân cư tối thiểu 200 m.
2. Chủ kho phải có phương án chữa cháy được cơ quan công an xác nhận.
Điều 2. Thủ tục cấp Giấy xác nhận kho mẫu đạt chuẩn
1. Hồ sơ (01 bộ) gồm:
a) Đơn đề nghị theo Mẫu số 01;
b) Sơ đồ mặt bằng kho (bản chính hoặc bản điện tử).
2. Chủ kho nộp hồ sơ trực tuyến tại Cổng Dịch vụ công quốc gia đến Cục Kho mẫu.
3. Trong thời hạn 08 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, Cục Kho mẫu cấp Giấy xác nhận.
"""
DRAFT = BASE.replace("08 ngày", "12 ngày").replace(
    "b) Sơ đồ mặt bằng kho (bản chính hoặc bản điện tử).",
    "b) Sơ đồ mặt bằng kho (bản chính hoặc bản điện tử);\nc) Chứng thư bảo hiểm hàng hóa của doanh nghiệp bảo hiểm.",
).replace(
    "2. Chủ kho phải có phương án chữa cháy được cơ quan công an xác nhận.",
    "2. Chủ kho phải có phương án chữa cháy được cơ quan công an xác nhận.\n"
    "3. Chủ kho phải lắp camera giám sát và lưu hình ảnh tối thiểu 90 ngày.",
)  # fmt: skip


def _review(draft: str, base: str | None, wanted: str | None = None) -> Report:
    options = pipeline.Options("2026-12-01", base=read(base.encode(), name="goc.txt") if base else None, base_wanted=wanted)
    return pipeline.default_pipeline().review(read(draft.encode(), name="du-thao.txt"), options)


def test_an_unchanged_procedure_is_the_same() -> None:
    (procedure,) = _review(BASE, BASE).procedures
    assert procedure.against is not None
    assert (procedure.against.verdict, procedure.against.differences) == ("same", ())


def test_longer_time_and_an_added_paper_are_told() -> None:
    (procedure,) = _review(DRAFT, BASE).procedures
    assert procedure.against is not None
    assert procedure.against.verdict == "changed"
    kinds = {(d.part, d.kind) for d in procedure.against.differences}
    assert {("time_limit", "longer"), ("dossier", "added")} <= kinds


def test_a_procedure_that_the_base_lacks_is_new() -> None:
    (procedure,) = _review(BASE, "Điều 1. Phạm vi\nThông tư này quy định về đèn.\n").procedures
    assert procedure.against is not None
    assert procedure.against.verdict == "new"


def test_obligations_are_new_or_the_same_against_the_base() -> None:
    report = _review(DRAFT, BASE)
    text = report.document.text or ""
    verdicts = {text[o.span[0] : o.span[1]].strip(): o.verdict for o in report.obligations}
    assert next(v for k, v in verdicts.items() if "camera" in k) == "new"
    assert next(v for k, v in verdicts.items() if "phương án chữa cháy" in k) == "same"


def test_without_a_base_act_an_amending_draft_says_so() -> None:
    draft = "NGHỊ ĐỊNH\nSửa đổi, bổ sung một số điều của Nghị định số 9911/2021/NĐ-CP\nĐiều 1. Bãi bỏ Điều 4.\n"
    assert "base_act_missing" in {n.code for n in _review(draft, None).notices}
    asked = next(n for n in _review(draft, None, "9911/2021/NĐ-CP").notices if n.code == "base_act_missing")
    assert "9911/2021/NĐ-CP" in asked.message


def test_a_base_act_is_looked_up_by_number_or_given_as_a_file(tmp_path: Path) -> None:
    (tmp_path / "9911-2021-nd-cp.txt").write_text(BASE, encoding="utf-8")
    document = read(DRAFT.encode(), name="x.txt")
    found, wanted = pipeline.find_base(document, "9911/2021/NĐ-CP", Settings(acts_folder=tmp_path))
    assert found is not None
    assert found.text == BASE
    assert wanted is None
    assert pipeline.find_base(document, "1/2000/NĐ-CP", Settings(acts_folder=tmp_path)) == (None, "1/2000/NĐ-CP")
    given, _ = pipeline.find_base(document, str(tmp_path / "9911-2021-nd-cp.txt"), Settings())
    assert given is not None
    with pytest.raises(SoatError) as caught:
        pipeline.find_base(document, "khong-co.docx", Settings())
    assert caught.value.code == "not_found"
