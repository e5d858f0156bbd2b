"""Settings that are none, and a port that is taken: a sentence that names the fault, never a trace."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _soat(folder: Path, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[bytes]":
    known = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    return subprocess.run(
        [sys.executable, "-m", "review.cli", *arguments], cwd=folder, capture_output=True, timeout=60, check=False, env=known
    )


ONE = ("review", "a.txt")


@pytest.mark.parametrize(
    ("content", "told", "command"),
    [
        (b"x = ", "không phải là tệp TOML", ONE),
        (b"x = ", "không phải là tệp TOML", ("review", "a.txt", "b.txt")),
        (b"x = ", "không phải là tệp TOML", ("compare", "a.txt", "b.txt")),
        (b"x = ", "không phải là tệp TOML", ("serve",)),
        (b"\xff\xfe", "không phải là tệp TOML", ONE),
        ('max_bytes = "lớn"'.encode(), "“max_bytes”", ONE),
        (b"max_bytes = -1", "“max_bytes”", ONE),
        (b"timeout_s = 0", "“timeout_s”", ONE),
        (b"[rieng]\nb = 1", "không có mục “rieng”", ONE),
    ],
)
def test_settings_that_cannot_be_read_are_named(tmp_path: Path, content: bytes, told: str, command: tuple[str, ...]) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Điều 1. Phạm vi\n1. Kho mẫu.\n", encoding="utf-8")
    (tmp_path / "soat.toml").write_bytes(content)
    done = _soat(tmp_path, *command)
    assert done.returncode == 2
    assert told in done.stderr.decode()
    assert "Sửa soat.toml" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_variable_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Điều 1. Phạm vi\n", encoding="utf-8")
    done = _soat(tmp_path, "review", "a.txt", SOAT_MAX_PAGES="nhiều")
    assert done.returncode == 2
    assert "“max_pages”" in done.stderr.decode()


def test_a_port_in_use_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = _soat(tmp_path, "serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "cổng đang được dùng" in done.stderr.decode()
    assert "Mở trình duyệt" not in done.stderr.decode()
