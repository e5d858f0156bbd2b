"""The API: reports, coded errors, limits, and nothing left behind."""

import asyncio
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.command import LOOPBACK
from review.settings import Settings

TEXT = (
    "BỘ CÔNG NGHIỆP MẪU | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc\n"
    "Số: /2026/TT-BCNM | Hà Nội, ngày … tháng … năm 2026\n"
    "DỰ THẢO\nTHÔNG TƯ\nQuy định về kho mẫu\n"
    "Điều 1. Phạm vi điều chỉnh\nThông tư này quy định về kho mẫu bí mật số 7.\n"
    "Điều 2. Thủ tục cấp Giấy xác nhận kho mẫu\n1. Chủ kho nộp hồ sơ đến Cục Kho mẫu. Hồ sơ gồm:\n"
    "a) Bản sao sổ hộ khẩu;\nb) Các giấy tờ khác có liên quan.\n"
    "2. Trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, Cục Kho mẫu cấp Giấy xác nhận.\n"
)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(Settings(max_upload_bytes=300_000), workers=1)) as client:
        yield client


def _send(client: TestClient, name: str, data: bytes, **fields: str) -> tuple[int, dict[str, object]]:
    answer = client.post("/api/reviews", files={"file": (name, data)}, data=fields)
    return answer.status_code, answer.json()


def test_an_upload_gives_a_report_of_the_published_schema(client: TestClient) -> None:
    status, report = _send(client, "du-thao.txt", TEXT.encode(), as_of="2026-12-01")
    assert status == 200
    jsonschema.validate(report, client.get("/api/schema/report").json())
    assert report["as_of"] == "2026-12-01"
    assert report["document"]["text"] == TEXT
    assert {"DOS-01", "DOS-05"} <= {f["rule"] for f in report["findings"]}


def test_annexes_join_the_draft(client: TestClient) -> None:
    files = [("file", ("a.txt", TEXT.encode())), ("with", ("pl.txt", "Phụ lục I\nDANH MỤC MẪU\n1. Kho số một".encode()))]
    report = client.post("/api/reviews", files=files).json()
    assert "DANH MỤC MẪU" in report["document"]["text"]


@pytest.mark.parametrize(
    ("name", "data", "status", "code"),
    [
        ("a.txt", b"", 400, "empty"),
        ("a.docx", b"plain text under a docx name", 400, "wrong_suffix"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"IHDR" * 50, 415, "unsupported"),
        ("a.pdf", b"%PDF-1.7\n%cut", 400, "truncated"),
        ("a.txt", b"x" * 400_000, 413, "too_large"),
    ],
)
def test_bad_uploads_give_the_coded_error(client: TestClient, name: str, data: bytes, status: int, code: str) -> None:
    got, body = _send(client, name, data)
    assert (got, body["code"], body["schema"]) == (status, code, "soat.error/1")
    assert body["message"]


def test_a_body_that_does_not_tell_its_size_is_cut_off(client: TestClient) -> None:
    def endless() -> Iterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        for _ in range(100):
            yield b"x" * 10_000

    answer = client.post("/api/reviews", content=endless(), headers={"Content-Type": "multipart/form-data; boundary=b"})
    assert answer.status_code == 413
    assert answer.json()["code"] == "too_large"


def test_no_file_and_a_wrong_date_are_told_apart(client: TestClient) -> None:
    assert client.post("/api/reviews", data={"as_of": "2026-12-01"}).json()["code"] == "empty"
    status, body = _send(client, "a.txt", TEXT.encode(), as_of="1/2/3")
    assert status == 415
    assert "ngày" in str(body["message"])


def test_hostile_names_stay_inside_the_folder_and_nothing_is_left(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    status, report = _send(client, "../../../../tmp/x/..\\du thao\u202e.txt", TEXT.encode())
    assert status == 200
    assert "/" not in str(report["document"]["file"])
    assert "\\" not in str(report["document"]["file"])
    assert list(tmp_path.iterdir()) == []


def test_another_site_may_not_send_and_another_host_is_not_served(client: TestClient) -> None:
    files = {"file": ("a.txt", TEXT.encode())}
    assert client.post("/api/reviews", files=files, headers={"Origin": "http://evil.example"}).status_code == 403
    assert client.get("/api/health", headers={"Host": "evil.example"}).status_code == 421
    assert client.get("/api/health").json()["status"] == "ok"


def test_errors_and_logs_hold_no_words_of_the_draft(client: TestClient, capfd: pytest.CaptureFixture[str]) -> None:
    _send(client, "a.docx", TEXT.encode())
    _send(client, "a.txt", TEXT.encode())
    out, err = capfd.readouterr()
    assert "bí mật" not in out + err


def test_the_page_takes_a_file_and_shows_the_report(client: TestClient) -> None:
    page = client.get("/")
    assert 'enctype="multipart/form-data"' in page.text
    shown = client.post("/reviews", files={"file": ("a.txt", TEXT.encode())})
    assert shown.headers["content-type"].startswith("text/html")
    assert "Những gì chưa được kiểm tra" in shown.text
    refused = client.post("/reviews", files={"file": ("a.txt", b"")})
    assert refused.status_code == 400
    assert "Không soát được" in refused.text


def test_openapi_has_examples_and_unknown_paths_a_coded_error(client: TestClient) -> None:
    described = client.get("/openapi.json").json()["paths"]["/api/reviews"]["post"]
    assert described["responses"]["200"]["content"]["application/json"]["example"]["schema"] == "soat.report/1"
    assert json.loads(client.get("/none").text)["code"] == "not_found"


def test_only_this_machine_may_be_served() -> None:
    from typer.testing import CliRunner

    from review.cli import _commands

    result = CliRunner().invoke(_commands(), ["serve", "--host", "0.0.0.0"])
    assert result.exit_code == 2
    assert "0.0.0.0" not in LOOPBACK


def test_an_upload_that_trickles_in_is_ended() -> None:
    app = create_app(Settings(upload_timeout_s=0.2), workers=1)
    sent: list[dict[str, object]] = []
    headers = [(b"host", b"127.0.0.1"), (b"content-type", b"multipart/form-data; boundary=x")]
    scope = {"type": "http", "method": "POST", "path": "/api/reviews", "headers": headers, "query_string": b"", "http_version": "1.1"}

    async def receive() -> dict[str, object]:
        await asyncio.sleep(0.05)
        return {"type": "http.request", "body": b"", "more_body": True}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    assert sent[0]["status"] == 408
    assert json.loads(bytes(sent[1]["body"]))["code"] == "timeout"  # type: ignore[arg-type]


def test_a_draft_is_compared_with_the_act_it_amends(client: TestClient) -> None:
    base = TEXT.replace("/2026/TT-BCNM", "12/2024/TT-BCNM").replace("DỰ THẢO\n", "").replace("05 ngày", "07 ngày")
    files = {"file": ("du-thao.txt", TEXT.encode()), "against": ("goc.txt", base.encode())}
    answer = client.post("/api/reviews", files=files)
    assert answer.status_code == 200
    assert "base_act_compared" in {n["code"] for n in answer.json()["notices"]}
