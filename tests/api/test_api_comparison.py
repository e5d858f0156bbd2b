"""Comparisons by the API: three forms, coded errors, nothing left behind."""

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

import docx
import jsonschema
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from review.settings import Settings

OLD = (
    "BỘ CÔNG NGHIỆP MẪU | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc\n"
    "Số: 77/2031/TT-BCNM | Hà Nội, ngày 05 tháng 3 năm 2031\nTHÔNG TƯ\nQuy định về kho mẫu\n"
    "Căn cứ Luật Kho tàng số 900/2030/QH19;\nBộ trưởng Bộ Công nghiệp Mẫu ban hành Thông tư quy định về kho mẫu.\n"
    "Điều 1. Phạm vi điều chỉnh\nThông tư này quy định về kho mẫu.\n"
    "Điều 2. Thủ tục cấp Giấy xác nhận kho mẫu\n1. Chủ kho nộp hồ sơ đến Cục Kho mẫu. Hồ sơ gồm:\na) Đơn đề nghị;\nb) Sơ đồ kho.\n"
    "2. Trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, Cục Kho mẫu cấp Giấy xác nhận.\n"
)
NEW = OLD.replace("Số: 77/2031/TT-BCNM", "Số: /2032/TT-BCNM").replace("05 ngày làm việc", "12 ngày làm việc")
AMENDING = (
    OLD[: OLD.index("THÔNG TƯ")].replace("77/2031", "/2032") + "THÔNG TƯ\nSửa đổi, bổ sung một số điều của Thông tư số 77/2031/TT-BCNM\n"
    "Căn cứ Luật Kho tàng số 900/2030/QH19;\nBộ trưởng Bộ Công nghiệp Mẫu ban hành Thông tư sửa đổi, bổ sung.\n"
    "Điều 1. Sửa đổi, bổ sung một số điều của Thông tư số 77/2031/TT-BCNM\n"
    "1. Sửa đổi, bổ sung khoản 2 Điều 2 như sau:\n"
    "“2. Trong thời hạn 12 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, Cục Kho mẫu cấp Giấy xác nhận.”.\n"
    "2. Bãi bỏ Điều 9.\nĐiều 2. Hiệu lực thi hành\nThông tư này có hiệu lực từ ngày 01 tháng 3 năm 2032.\n"
)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(Settings(max_upload_bytes=300_000), workers=1)) as client:
        yield client


def _files(**texts: str) -> list[tuple[str, tuple[str, bytes]]]:
    return [(key, (f"{key}.txt", text.encode())) for key, text in texts.items()]


def test_two_documents_give_a_comparison_of_the_published_schema(client: TestClient) -> None:
    answer = client.post("/api/comparisons", files=_files(old=OLD, new=NEW))
    assert answer.status_code == 200
    comparison = answer.json()
    jsonschema.validate(comparison, client.get("/api/schema/comparison").json())
    (edited,) = [p for p in comparison["pairs"] if p["kinds"] == ["edited"] and p["new"][0]["path"] == "dieu-2/khoan-2"]
    ((start, end),) = [change["new"] for change in edited["changes"]]
    assert comparison["new"]["text"][start:end] == "12"
    (procedure,) = comparison["procedures"]
    assert procedure["verdict"] == "changed"
    assert [(d["part"], d["kind"]) for d in procedure["differences"]] == [("time_limit", "longer")]


def test_the_page_marks_what_changed(client: TestClient) -> None:
    answer = client.post("/api/comparisons", files=_files(old=OLD, new=NEW), data={"format": "html"})
    assert answer.headers["content-type"].startswith("text/html")
    assert "<del>05</del>" in answer.text
    assert "<ins>12</ins>" in answer.text


def test_the_commands_of_amending_drafts_are_told_with_their_outcome(client: TestClient) -> None:
    comparison = client.post("/api/comparisons", files=_files(old=OLD, amending=AMENDING), data={"procedures": "0"}).json()
    assert [(o["target"], o["outcome"]) for o in comparison["operations"]] == [("dieu-2/khoan-2", "applied"), ("dieu-9", "missed")]
    assert [a["file"] for a in comparison["amenders"]] == ["amending.txt"]
    assert comparison["procedures"] is None


def test_amending_drafts_give_the_three_columns_as_docx(client: TestClient) -> None:
    answer = client.post("/api/comparisons", files=_files(old=OLD, amending=AMENDING), data={"format": "docx", "procedures": "false"})
    assert answer.status_code == 200
    table = docx.Document(io.BytesIO(answer.content)).tables[1]
    assert [cell.text for cell in table.rows[0].cells] == ["Quy định hiện hành", "Dự thảo", "Lý do sửa đổi, thuyết minh"]
    rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    (row,) = [row for row in rows if "12 ngày làm việc" in row[1]]
    assert "05 ngày làm việc" in row[0]
    assert "Khoản 1 Điều 1 dự thảo Thông tư: sửa đổi, bổ sung khoản 2 Điều 2" in row[2]
    assert any("▲" in row[2] and "Điều 9" in row[2] for row in rows)


@pytest.mark.parametrize(
    ("files", "data", "status", "code"),
    [
        ({"old": OLD}, {}, 400, "empty"),
        ({"old": OLD, "new": NEW, "amending": AMENDING}, {}, 400, "empty"),
        ({"old": OLD, "new": ""}, {}, 400, "empty"),
        ({"old": OLD, "new": NEW}, {"format": "exe"}, 415, "unsupported"),
        ({"old": OLD, "new": NEW}, {"full": "maybe"}, 415, "unsupported"),
        ({"old": OLD, "new": "x" * 400_000}, {}, 413, "too_large"),
        ({"old": OLD, "new": "%PDF-1.7\n%cut"}, {"format": "docx"}, 400, "wrong_suffix"),
    ],
)
def test_what_cannot_be_compared_gives_the_coded_object(
    client: TestClient, files: dict[str, str], data: dict[str, str], status: int, code: str
) -> None:
    answer = client.post("/api/comparisons", files=_files(**files), data=data)
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.json()["schema"] == "soat.error/1"
    assert answer.json()["code"] == code
    assert answer.status_code == status


def test_nothing_is_left_behind(client: TestClient) -> None:
    client.post("/api/comparisons", files=_files(old=OLD, new=NEW), data={"procedures": "false"})
    assert not list(Path(tempfile.gettempdir()).glob("soat-*/*/old.txt"))
