"""Databases that are not there, do not answer, or are half there: a coded error, nothing lost, never "not found"."""

import socket
import sqlite3
import threading
from pathlib import Path

import pytest

pytest.importorskip("sqlmodel")

from sqlalchemy.exc import SQLAlchemyError

from review.contract.errors import BadInput, SoatError
from review.registry.acts import ActsRegistry, acts_tables
from review.registry.acts.database import ActsDatabase
from review.settings import Settings


@pytest.fixture(scope="module")
def base() -> ActsRegistry:
    return ActsRegistry.load(acts_tables(Settings()))


@pytest.fixture(scope="module")
def whole(base: ActsRegistry, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kho") / "a.db"
    ActsDatabase.prepare(f"sqlite:///{path}", base).close()
    return path


def _copy(whole: Path, to: Path) -> Path:
    to.write_bytes(whole.read_bytes())
    return to


def _ask(path: Path, number: str) -> None:
    database = ActsDatabase.open(f"sqlite:///{path}")
    for act in database.by_number(number):
        database.relations_to(act)


def test_reading_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(SoatError) as refused:
        ActsDatabase.open(f"sqlite:///{tmp_path / 'khong-co.db'}")
    assert refused.value.code == "internal"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "number", ["\x00", "1\x00/2020", "\ud800", "' OR '1'='1", "%", "_", "", "x" * 100_000, "1'; DROP TABLE soat_act;--"]
)
def test_a_number_that_no_act_can_bear_is_not_found(whole: Path, base: ActsRegistry, number: str) -> None:
    database = ActsDatabase.open(f"sqlite:///{whole}")
    assert database.by_number(number) == []
    assert database.by_name(number) == []
    assert len(database) == len(base)
    database.close()


def test_a_lost_version_row_never_doubles_the_acts(whole: Path, base: ActsRegistry, tmp_path: Path) -> None:
    path = _copy(whole, tmp_path / "b.db")
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM soat_registry")
    connection.close()
    with pytest.raises(BadInput):
        ActsDatabase.prepare(f"sqlite:///{path}", base)
    again = ActsDatabase.prepare(f"sqlite:///{path}", base, renew=True)
    assert len(again) == len(base)
    again.close()


@pytest.mark.parametrize(
    "spoil",
    [
        "DROP TABLE soat_act",
        "DROP TABLE soat_act_relation",
        "ALTER TABLE soat_act DROP COLUMN ends_on",
        "UPDATE soat_registry SET version = 0",
    ],
)
def test_half_a_registry_is_no_answer(whole: Path, tmp_path: Path, spoil: str) -> None:
    path = _copy(whole, tmp_path / "b.db")
    number = sqlite3.connect(whole).execute("SELECT number FROM soat_act LIMIT 1").fetchone()[0]
    with sqlite3.connect(path) as connection:
        connection.execute(spoil)
    connection.close()
    with pytest.raises(SoatError):
        _ask(path, number)


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00" + b"\xff" * 4000, b"\x00\x01 khong phai" * 100])
def test_a_file_that_is_no_database_is_no_answer(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    for url in (f"sqlite:///{path}", f"sqlite:///{tmp_path}"):
        with pytest.raises(SoatError) as refused:
            ActsDatabase.open(url)
        assert refused.value.code == "internal"
    assert path.read_bytes() == content


@pytest.mark.parametrize("url", ["mysql://ai:mat/khau@may/d", "mysql://ai:mat@khau@may/d", "mysql://may/d?password=matkhau"])
def test_a_password_is_never_told(url: str) -> None:
    with pytest.raises(SoatError) as refused:
        ActsDatabase.open(url)
    assert not [word for word in ("mat", "khau") if word in str(refused.value.report().to_json())]


def test_a_server_that_hangs_up_or_says_nothing_is_no_answer() -> None:
    pytest.importorskip("psycopg")
    with socket.create_server(("127.0.0.1", 0)) as server:
        held: list[socket.socket] = []

        def serve() -> None:
            for _ in range(2):
                connection, _address = server.accept()
                held.append(connection)
                if len(held) == 1:
                    connection.close()

        threading.Thread(target=serve, daemon=True).start()
        where = f"postgresql://ai:mat-khau@127.0.0.1:{server.getsockname()[1]}/d"
        for url in (f"{where}?connect_timeout=2", f"{where}?connect_timeout=2&sslmode=disable"):
            with pytest.raises(SoatError) as refused:
                ActsDatabase.open(url)
            assert refused.value.code == "internal"
            assert isinstance(refused.value.__cause__, SQLAlchemyError)
            assert "mat-khau" not in str(refused.value.report().to_json())
        for connection in held:
            connection.close()
