"""The service under attack: odd names, dates, hosts and origins, and children that die."""

import os
import signal
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.service import safe_name
from review.settings import Settings
from review.workers import Workers

TEXT = "Điều 1. Phạm vi\n1. Thông tư này quy định về kho mẫu.\n".encode()


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(Settings(), workers=1)) as client:
        yield client


@pytest.mark.parametrize("host", ["[::1", "[", "127.0.0.1@vi-du.vn", "127.0.0.1.vi-du.vn", ""])
def test_a_host_that_is_not_this_machine_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/api/health", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("origin", ["http://[", "null", "http://testserver.vi-du.vn", "file://", "x"])
def test_an_origin_that_is_not_ours_is_refused(client: TestClient, origin: str) -> None:
    assert client.get("/api/health", headers={"origin": origin}).status_code == 403


@pytest.mark.parametrize("letter", ["n", "đ", "😀", "ệ"])
def test_a_name_of_any_length_fits_the_file_system(client: TestClient, letter: str) -> None:
    name = safe_name(letter * 400 + ".txt")
    assert name.endswith(".txt")
    assert len(name.encode()) <= 200
    assert client.post("/api/reviews", files={"file": (letter * 400 + ".txt", TEXT)}).status_code == 200


def test_a_day_as_papers_write_it_is_judged_as_that_day(client: TestClient) -> None:
    given = {"as_of": "01/12/2026", "submitted": "1-12-2026"}
    report = client.post("/api/reviews", files={"file": ("a.txt", TEXT)}, data=given).json()
    assert (report["as_of"], report["submitted"]) == ("2026-12-01", "2026-12-01")


@pytest.mark.parametrize("given", ["20261201", "2026-W49-2", "31/02/2026", "12/2026"])
def test_what_may_be_read_as_another_day_is_refused(client: TestClient, given: str) -> None:
    answer = client.post("/api/reviews", files={"file": ("a.txt", TEXT)}, data={"as_of": given})
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported")


def _build() -> Callable[[Any], Any]:
    return lambda _: os.getpid()


def test_a_child_killed_while_idle_costs_no_draft() -> None:
    with Workers(_build, count=1, timeout_s=30) as workers:
        ((_, first),) = workers.map(["a"])
        os.kill(first, signal.SIGKILL)
        workers._children[0].process.join(10)
        ((_, second),) = workers.map(["b"])
    assert isinstance(second, int)
    assert second != first
