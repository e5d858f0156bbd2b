"""Consolidated texts by the API: JSON of the published schema, HTML, DOCX, coded errors."""

from collections.abc import Iterator

import jsonschema
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from review.settings import Settings

HEAD = "BỘ CÔNG NGHIỆP MẪU | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc\n"
BASE = (
    HEAD + "Số: 77/2031/TT-BCNM | Hà Nội, ngày 05 tháng 3 năm 2031\nTHÔNG TƯ\nQuy định về kho mẫu\n"
    "Căn cứ Luật Kho tàng số 900/2030/QH19;\nBộ trưởng Bộ Công nghiệp Mẫu ban hành Thông tư quy định về kho mẫu.\n"
    "Điều 1. Phạm vi điều chỉnh\nThông tư này quy định về kho mẫu.\nĐiều 2. Nhãn kho\n1. Kho có nhãn.\n2. Nhãn ghi tên kho.\n"
)
AMENDING = (
    HEAD
    + "Số: 78/2032/TT-BCNM | Hà Nội, ngày 05 tháng 3 năm 2032\nTHÔNG TƯ\nSửa đổi, bổ sung một số điều của Thông tư số 77/2031/TT-BCNM\n"
    "Căn cứ Luật Kho tàng số 900/2030/QH19;\nBộ trưởng Bộ Công nghiệp Mẫu ban hành Thông tư sửa đổi, bổ sung.\n"
    "Điều 1. Sửa đổi, bổ sung một số điều của Thông tư số 77/2031/TT-BCNM\n"
    "1. Bãi bỏ khoản 2 Điều 2.\n2. Bãi bỏ Điều 9.\n"
    "Điều 2. Hiệu lực thi hành\nThông tư này có hiệu lực từ ngày 01 tháng 5 năm 2032.\n"
)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(Settings(max_upload_bytes=300_000), workers=1)) as client:
        yield client


def _files(**texts: str) -> list[tuple[str, tuple[str, bytes]]]:
    return [(key, (f"{key}.txt", text.encode())) for key, text in texts.items()]


def test_json_tells_the_text_and_what_became_of_each_command(client: TestClient) -> None:
    answer = client.post("/api/consolidations", files=_files(base=BASE, amending=AMENDING))
    assert answer.status_code == 200
    report = answer.json()
    jsonschema.validate(report, client.get("/api/schema/consolidation").json())
    assert report["text"].endswith("2. (được bãi bỏ)\n")
    assert [(o["outcome"], o["reason"]) for o in report["operations"]] == [("applied", None), ("missed", "Văn bản gốc không có Điều 9.")]


def test_a_day_before_the_effect_leaves_the_base_as_it_is(client: TestClient) -> None:
    answer = client.post("/api/consolidations", files=_files(base=BASE, amending=AMENDING), data={"as_of": "2032-04-30"})
    assert answer.json()["text"] == BASE


@pytest.mark.parametrize(("form", "media"), [("html", "text/html"), ("docx", "application/vnd.openxmlformats")])
def test_other_forms(client: TestClient, form: str, media: str) -> None:
    answer = client.post("/api/consolidations", files=_files(base=BASE, amending=AMENDING), data={"format": form})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(media)


@pytest.mark.parametrize(
    ("files", "data", "status", "code"),
    [
        ({"base": BASE}, {}, 400, "empty"),
        ({"base": BASE, "amending": AMENDING}, {"format": "rtf"}, 415, "unsupported"),
        ({"base": BASE, "amending": AMENDING}, {"as_of": "hôm qua"}, 415, "unsupported"),
        ({"base": BASE, "amending": ""}, {}, 400, "empty"),
    ],
)
def test_errors_are_coded(client: TestClient, files: dict[str, str], data: dict[str, str], status: int, code: str) -> None:
    answer = client.post("/api/consolidations", files=_files(**files), data=data)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
