"""``soat compare``: forms, exit codes, messages."""

import json
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from review.cli import app

HEAD = (
    "BỘ CÔNG NGHIỆP MẪU | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc\n"
    "Số: {} | Hà Nội, ngày 05 tháng 3 năm 2031\nTHÔNG TƯ\n{}\n"
    "Căn cứ Luật Kho tàng số 900/2030/QH19;\nBộ trưởng Bộ Công nghiệp Mẫu ban hành Thông tư.\n"
)
OLD = HEAD.format("77/2031/TT-BCNM", "Quy định về kho mẫu") + (
    "Điều 1. Phạm vi điều chỉnh\nThông tư này quy định về kho mẫu.\nĐiều 2. Kiểm kê\nChủ kho kiểm kê mẫu mỗi năm một lần.\n"
)
NEW = OLD.replace("77/2031", "/2032").replace("một lần", "hai lần")
AMENDING = HEAD.format("/2032/TT-BCNM", "Sửa đổi, bổ sung một số điều của Thông tư số 77/2031/TT-BCNM quy định về kho mẫu") + (
    "Điều 1. Sửa đổi, bổ sung một số điều của Thông tư số 77/2031/TT-BCNM\n1. Sửa đổi, bổ sung Điều 2 như sau:\n"
    "“Điều 2. Kiểm kê\nChủ kho kiểm kê mẫu mỗi năm hai lần.”.\nĐiều 2. Hiệu lực thi hành\n"
    "Thông tư này có hiệu lực từ ngày 01 tháng 3 năm 2032.\n"
)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    texts = {"old": OLD, "new": NEW, "amending": AMENDING, "empty": ""}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return {name: str(tmp_path / f"{name}.txt") for name in texts} | {"folder": str(tmp_path)}


def _run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["compare", *words])
    return result.exit_code, result.stdout, result.stderr


def test_the_exit_code_tells_whether_the_texts_differ(files: dict[str, str]) -> None:
    code, out, _ = _run(files["old"], files["new"])
    assert (code, "mỗi năm {+hai+} lần" in out) == (1, True)
    code, out, _ = _run(files["old"], files["old"])
    assert (code, "không khác nhau" in out) == (0, True)


def test_json_is_the_comparison(files: dict[str, str]) -> None:
    _, out, _ = _run(files["old"], files["new"], "--format", "json", "--no-procedures")
    comparison = json.loads(out)
    assert (comparison["schema"], comparison["procedures"]) == ("soat.comparison/1", None)
    assert [article["kinds"] for article in comparison["articles"]] == [["same"], ["edited"]]


def test_an_amending_draft_is_written_as_docx(files: dict[str, str]) -> None:
    target = Path(files["folder"]) / "bang" / "so-sanh.docx"
    code, _, _ = _run(files["old"], "--amending", files["amending"], "--format", "docx", "--no-procedures", "-o", str(target))
    assert code == 1
    cells = [cell.text for row in docx.Document(str(target)).tables[1].rows for cell in row.cells]
    assert any("mỗi năm hai lần" in text for text in cells)
    assert any(text.startswith("Khoản 1 Điều 1 dự thảo Thông tư: sửa đổi, bổ sung Điều 2.") for text in cells)


def test_a_draft_without_commands_says_so(files: dict[str, str]) -> None:
    _, out, _ = _run(files["old"], "--amending", files["new"], "--format", "json", "--no-procedures")
    assert [notice["code"] for notice in json.loads(out)["notices"]] == ["no_commands"]
    _, out, _ = _run(files["old"], "--amending", files["new"])
    assert "Không tìm thấy trong dự thảo lệnh sửa đổi" in out


@pytest.mark.parametrize("form", ["text", "json", "html", "docx"])
def test_a_file_that_cannot_be_read_gives_a_coded_message(files: dict[str, str], form: str) -> None:
    code, out, err = _run(files["old"], files["empty"], "--format", form)
    assert code == 2
    assert "empty.txt" in err
    assert out


def test_a_new_document_or_amending_drafts_but_not_both(files: dict[str, str]) -> None:
    assert _run(files["old"])[0] == 2
    assert _run(files["old"], files["new"], "--amending", files["amending"])[0] == 2
