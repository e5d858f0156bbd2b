"""``soat consolidate``: four forms, exit codes, and what could not be applied told in each."""

import io
import json

import docx
import jsonschema
import pytest
from typer.testing import CliRunner

from review.cli import app
from review.contract.consolidation import ConsolidationReport

HEAD = "BỘ CÔNG NGHIỆP MẪU | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc\n"
BASE = (
    HEAD + "Số: 77/2031/TT-BCNM | Hà Nội, ngày 05 tháng 3 năm 2031\nTHÔNG TƯ\nQuy định về kho mẫu\n"
    "Căn cứ Luật Kho tàng số 900/2030/QH19;\nBộ trưởng Bộ Công nghiệp Mẫu ban hành Thông tư quy định về kho mẫu.\n"
    "Điều 1. Phạm vi điều chỉnh\nThông tư này quy định về kho mẫu.\nĐiều 2. Nhãn kho\n1. Kho có nhãn.\n2. Nhãn <ghi> tên kho.\n"
)
AMENDING = (
    HEAD
    + "Số: 78/2032/TT-BCNM | Hà Nội, ngày 05 tháng 3 năm 2032\nTHÔNG TƯ\nSửa đổi, bổ sung một số điều của Thông tư số 77/2031/TT-BCNM\n"
    "Căn cứ Luật Kho tàng số 900/2030/QH19;\nBộ trưởng Bộ Công nghiệp Mẫu ban hành Thông tư sửa đổi, bổ sung.\n"
    "Điều 1. Sửa đổi, bổ sung một số điều của Thông tư số 77/2031/TT-BCNM\n"
    "1. Sửa đổi, bổ sung khoản 1 Điều 2 như sau:\n“1. Kho có nhãn và số.”.\n{last}"
    "Điều 2. Hiệu lực thi hành\nThông tư này có hiệu lực từ ngày 01 tháng 5 năm 2032.\n"
)
runner = CliRunner()


@pytest.fixture
def files(tmp_path):
    base, whole, holed = tmp_path / "goc.txt", tmp_path / "sua.txt", tmp_path / "sua-thieu.txt"
    base.write_text(BASE, encoding="utf-8")
    whole.write_text(AMENDING.format(last=""), encoding="utf-8")
    holed.write_text(AMENDING.format(last="2. Bãi bỏ Điều 9.\n"), encoding="utf-8")
    return str(base), str(whole), str(holed)


def test_text_with_notes_when_all_commands_apply(files):
    result = runner.invoke(app, ["consolidate", files[0], files[1]])
    assert result.exit_code == 0
    assert "1.[1] Kho có nhãn và số.\n" in result.stdout
    assert "[1] Khoản này được sửa đổi, bổ sung theo quy định tại khoản 1 Điều 1 Thông tư số 78/2032/TT-BCNM" in result.stdout
    assert "LỆNH CHƯA ÁP DỤNG" not in result.stdout
    plain = runner.invoke(app, ["consolidate", files[0], files[1], "--no-notes"])
    assert "1. Kho có nhãn và số.\n" in plain.stdout


def test_a_command_that_was_not_applied_is_told_and_makes_the_exit_code_one(files):
    result = runner.invoke(app, ["consolidate", files[0], files[2]])
    assert result.exit_code == 1
    assert "bãi bỏ Điều 9 — không áp dụng. Văn bản gốc không có Điều 9." in result.stdout


def test_json_follows_the_published_schema(files):
    result = runner.invoke(app, ["consolidate", files[0], files[2], "--format", "json"])
    report = json.loads(result.stdout)
    jsonschema.validate(report, ConsolidationReport.model_json_schema(by_alias=True, mode="serialization"))
    assert [(o["target"], o["outcome"], o["cause"]) for o in report["operations"]] == [
        ("dieu-2/khoan-1", "applied", None), ("dieu-9", "missed", "no_target"),
    ]  # fmt: skip
    (node,) = [n for n in report["outline"] if n["path"] == "dieu-2/khoan-1"]
    assert report["text"][slice(*node["span"])] == "1. Kho có nhãn và số."


def test_html_escapes_and_marks_what_changed(files):
    page = runner.invoke(app, ["consolidate", files[0], files[2], "--format", "html"]).stdout
    assert "Nhãn &lt;ghi&gt; tên kho." in page
    assert '<p class="khoan changed">1.<sup><a href="#n1" id="m1">[1]</a></sup> Kho có nhãn và số.</p>' in page
    assert "Văn bản gốc không có Điều 9." in page


def test_docx_is_written_byte_for_byte_alike(files, tmp_path):
    out = tmp_path / "ket-qua.docx"
    for _ in range(2):
        result = runner.invoke(app, ["consolidate", files[0], files[2], "--format", "docx", "-o", str(out)])
        assert result.exit_code == 1
    paragraphs = [p.text for p in docx.Document(io.BytesIO(out.read_bytes())).paragraphs]
    assert "1.[1] Kho có nhãn và số." in paragraphs
    assert any("Văn bản gốc không có Điều 9." in p for p in paragraphs)


def test_acts_that_take_effect_later_are_left_out(files):
    result = runner.invoke(app, ["consolidate", files[0], files[1], "--as-of", "2032-04-30"])
    assert result.exit_code == 1
    assert "1. Kho có nhãn.\n" in result.stdout
    assert "Lệnh chưa có hiệu lực tại ngày xét." in result.stdout


def test_no_command_to_the_base_is_told(files):
    result = runner.invoke(app, ["consolidate", files[0], files[0]])
    assert result.exit_code == 1
    assert "Không tìm thấy trong văn bản sửa đổi lệnh nào đối với văn bản gốc." in result.stdout


def test_a_missing_file_is_a_coded_error(files):
    result = runner.invoke(app, ["consolidate", files[0], "khong-co.txt", "--format", "json"])
    assert result.exit_code == 2
    assert json.loads(result.stdout)["code"] == "not_found"
