"""One contract for every store of acts: in memory, SQLite, PostgreSQL. The run starts Debian's PostgreSQL for itself."""

import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import pytest
from sqlalchemy import create_engine, text
from typer.testing import CliRunner

from review.citations import find_citations
from review.cli import app
from review.contract.document import Document
from review.contract.errors import BadInput, Defect, SoatError
from review.registry.acts import ActRecord, ActsRegistry, Relation, describe, import_acts_into, open_acts, resolve_citations
from review.registry.acts.database import ActsDatabase
from review.settings import Settings, data_dir
from review.structure import outline

SAMPLES = data_dir("corpora") / "samples"
GOV = "Chính phủ"
ACTS = [
    ActRecord(number="9/2001/QH10", doc_type="luat", issuer="Quốc hội", title="Luật Chợ", issued="2001-05-02", effective="2002-01-01"),
    ActRecord(number="9/2015/QH13", doc_type="luat", issuer="Quốc hội", title="Luật Chợ", issued="2015-05-02", effective="2016-01-01"),
    ActRecord(number="8/2019/QH14", doc_type="luat", issuer="Quốc hội", title="Luật sửa đổi Luật Chợ", issued="2019-05-02"),
    ActRecord(number="1/2010/NĐ-CP", doc_type="nghi_dinh", issuer=GOV, title="Quản lý chợ", issued="2010-01-05", effective="2010-03-01",
              word="in_force", word_source="official", word_on="2024-01-02", word_from="sổ đăng ký", origins=("core", "text")),
    ActRecord(number="2/2016/NĐ-CP", doc_type="nghi_dinh", issuer=GOV, title="Quản lý chợ", issued="2016-01-05", ends_on="2027-03-01"),
    ActRecord(number="20/2021/QĐ-UBND", doc_type="quyet_dinh", issuer="Ủy ban nhân dân tỉnh Tây", issued="2021-09-01"),
    ActRecord(number="20/2021/QĐ-UBND", doc_type="quyet_dinh", issuer="Ủy ban nhân dân tỉnh Đông", issued="2021-05-01"),
    ActRecord(number="20/2021/QĐ-UBND", doc_type="quyet_dinh", issuer="Ủy ban nhân dân tỉnh Bắc", issued="2021-05-01"),
]  # fmt: skip
RELATIONS = [
    Relation(kind="replaces", act="9/2015/QH13", target="9/2001/QH10", on="2016-01-01", path="dieu-9", words="thay thế Luật Chợ"),
    Relation(kind="replaces", act="2/2016/NĐ-CP", target="1/2010/NĐ-CP", on="2016-03-01"),
    Relation(kind="ends_part", act="2/2016/NĐ-CP", target="9/2015/QH13", provisions=("dieu-2/khoan-1", "dieu-3"), path="dieu-5"),
    Relation(kind="abolishes", act="3/2024/QĐ-UBND", target="20/2021/QĐ-UBND", target_issuer="Ủy ban nhân dân tỉnh Đông", on="2024-02-01"),
]
OUTLINES = [(ACTS[3], "1 2:-3 3:1,2(c)", True), (ACTS[6], "1 2", False)]
NAMES = itertools.count()
KINDS = ("memory", "sqlite", "postgresql")


def _memory(snapshot="2026-01-01"):
    return ActsRegistry.of(ACTS, RELATIONS, outlines=OUTLINES, snapshot=snapshot)


@pytest.fixture(scope="session")
def postgresql():
    """The address of a PostgreSQL of this run: a fresh cluster in a folder of its own, reached by a Unix socket only."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        pytest.skip("no PostgreSQL is installed (/usr/lib/postgresql)")
    binaries = found[-1].parent
    home = Path(tempfile.mkdtemp(prefix="soat-pg-"))
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        shutil.chown(home, user, user)
    data, log = home / "data", home / "log"
    initdb = [binaries / "initdb", "-D", data, "-U", "soat", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]
    server = [binaries / "postgres", "-D", data, "-k", home, "-c", "listen_addresses=", "-c", "fsync=off"]
    started = None
    try:
        subprocess.run(initdb, check=True, capture_output=True, user=user, group=user, cwd=home, timeout=60)
        with log.open("wb") as out:
            started = subprocess.Popen(server, stdout=out, stderr=out, user=user, group=user, cwd=home)
        ready = [binaries / "pg_isready", "-q", "-h", home]
        deadline = time.monotonic() + 30
        while subprocess.run(ready, check=False).returncode != 0:
            assert started.poll() is None, log.read_text(errors="replace")
            assert time.monotonic() < deadline, "PostgreSQL did not come up"
            time.sleep(0.05)
        yield f"postgresql://soat@/postgres?host={home}"
    finally:
        if started is not None:
            started.send_signal(signal.SIGINT)
            started.wait(30)
        shutil.rmtree(home, ignore_errors=True)


def _url(kind, request, folder):
    if kind == "sqlite":
        return f"sqlite:///{folder / 'acts.db'}"
    server = request.getfixturevalue("postgresql")
    name = f"acts_{next(NAMES)}"
    engine = create_engine(server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture(params=KINDS[1:])
def url(request, tmp_path):
    return _url(request.param, request, tmp_path)


@pytest.fixture(params=KINDS, scope="module")
def store(request, tmp_path_factory):
    if request.param == "memory":
        yield _memory()
        return
    database = ActsDatabase.prepare(_url(request.param, request, tmp_path_factory.mktemp("store")), _memory())
    yield database
    database.close()


def test_acts_are_found_by_number_in_any_spelling_in_order_of_issue(store):
    assert store.by_number("01/2010/NÐ–CР") == [ACTS[3]]
    issuers = [act.issuer for act in store.by_number("20/2021/QĐ-UBND")]
    assert issuers == ["Ủy ban nhân dân tỉnh Bắc", "Ủy ban nhân dân tỉnh Đông", "Ủy ban nhân dân tỉnh Tây"]
    assert store.by_number("21/2021/QĐ-UBND") == []
    assert (len(store), store.snapshot) == (len(ACTS), "2026-01-01")


def test_laws_are_found_by_name_and_amending_ones_are_not(store):
    assert [act.number for act in store.by_name("LUẬT CHỢ năm 2001")] == ["9/2001/QH10", "9/2015/QH13"]
    assert store.by_name("Luật sửa đổi Luật Chợ") == store.by_name("Quản lý chợ") == []


def test_relations_are_of_the_act_meant(store):
    assert store.relations_to(ACTS[0]) == [RELATIONS[0]]
    assert store.relations_from(ACTS[4]) == [RELATIONS[1], RELATIONS[2]]
    assert store.relations_to(ACTS[6]) == [RELATIONS[3]]
    assert store.relations_to(ACTS[5]) == store.relations_to(ACTS[7]) == []


def test_outlines_are_of_the_act_meant(store):
    assert store.outline(ACTS[3]) == ("1 2:-3 3:1,2(c)", True)
    assert store.outline(ACTS[6]) == ("1 2", False)
    assert store.outline(ACTS[5]) is None


@pytest.fixture(scope="module")
def packaged():
    return ActsRegistry.load(data_dir("corpora") / "acts")


@pytest.fixture(scope="module", params=KINDS[1:])
def whole(request, tmp_path_factory, packaged):
    database = ActsDatabase.prepare(_url(request.param, request, tmp_path_factory.mktemp("whole")), packaged)
    yield database
    database.close()


def test_verdicts_on_the_samples_are_those_of_the_packaged_registry(whole, packaged):
    judged = 0
    for path in sorted(SAMPLES.glob("*.txt")):
        document = Document(path.name, "txt", "", path.read_text(encoding="utf-8"))
        tree = outline(document)
        citations = find_citations(document, tree)
        for day in ("2020-01-01", "2026-12-01"):
            mine, theirs = (resolve_citations(citations, source, as_of=day, meta=tree.meta) for source in (packaged, whole))
            assert mine == theirs
        judged += sum(citation.resolution is not None for citation in theirs)
    assert judged > 25


def test_acts_are_described_alike_and_a_look_up_takes_milliseconds(whole, packaged):
    numbers = sorted({act.number for act in packaged})[::15]
    times = []
    for number in numbers:
        start = time.perf_counter()
        found = whole.by_number(number)
        times.append(time.perf_counter() - start)
        assert found == packaged.by_number(number)
        assert describe(number, whole, as_of="2026-12-01") == describe(number, packaged, as_of="2026-12-01")
    assert len(numbers) > 250
    assert median(times) < 0.005


def _export(folder, rows):
    path = folder / "x.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path


def test_an_export_is_merged_in_one_transaction(url, tmp_path, monkeypatch):
    rows = [
        {"number": "1/2010/NĐ-CP", "issuer": GOV, "status": "Hết hiệu lực toàn bộ", "ended_on": "01/7/2026", "ended_by": "2/2016/NĐ-CP"},
        {"number": "20/2021/QĐ-UBND", "issuer": "UBND tỉnh Tây", "status": "Còn hiệu lực"},
        {"number": "5/2026/TT-BC", "issuer": "Bộ Chợ", "title": "Về chợ nổi"},
        {"number": "5/2026/TT-BC", "issuer": "Bộ Chợ", "issued": "2026-02-03"},
        {"number": ""},
    ]
    result = import_acts_into(_export(tmp_path, rows), url, snapshot="2026-11-01", base=_memory())
    assert (result.accepted, [row.row for row in result.rejected], result.replaced) == (4, [5], True)
    database = ActsDatabase.open(url)
    assert (len(database), database.snapshot, database.supplement) == (len(ACTS) + 1, "2026-01-01", "2026-11-01")
    (ended,) = database.by_number("1/2010/NĐ-CP")
    assert (ended.title, ended.word, ended.ended_on) == ("Quản lý chợ", "expired", "2026-07-01")
    assert ended.origins == ("core", "text", "imported")
    assert [act.word for act in database.by_number("20/2021/QĐ-UBND")] == ["unknown", "unknown", "in_force"]
    assert [(act.title, act.issued) for act in database.by_number("5/2026/TT-BC")] == [("Về chợ nổi", "2026-02-03")]
    assert database.relations_to(ended) == [RELATIONS[1]]

    def broken(*_):
        raise RuntimeError("half way")

    before = list(database.by_number("1/2010/NĐ-CP"))
    monkeypatch.setattr("review.registry.acts.database._insert", broken)
    with pytest.raises(RuntimeError, match="half way"):
        import_acts_into(_export(tmp_path, rows[:1]), url, snapshot="2026-12-01", base=_memory())
    assert (database.by_number("1/2010/NĐ-CP"), database.supplement) == (before, "2026-11-01")
    database.close()


def test_the_day_of_the_list_moves_with_an_export_of_all_of_it_only(url, tmp_path):
    base = _memory()
    import_acts_into(_export(tmp_path, [{"number": "5/2026/TT-BC", "issuer": "Bộ Chợ"}]), url, snapshot="2026-09-01", base=base)
    database = ActsDatabase.open(url)
    rows = [{"number": act.number, "issuer": act.issuer, "issued": act.issued} for act in base]
    import_acts_into(_export(tmp_path, rows), url, snapshot="2026-10-01", base=base)
    assert (database.snapshot, database.supplement) == ("2026-01-01", "2026-10-01")
    import_acts_into(_export(tmp_path, [*rows, {"number": "5/2026/TT-BC", "issuer": "Bộ Chợ"}]), url, snapshot="2026-11-01", base=base)
    assert (database.snapshot, database.supplement) == ("2026-11-01", None)
    database.close()


def test_an_export_without_a_good_row_makes_no_tables(url, tmp_path):
    result = import_acts_into(_export(tmp_path, [{"number": "?"}]), url, snapshot="2026-11-01", base=_memory())
    assert (result.accepted, result.replaced) == (0, False)
    with pytest.raises(Defect, match="chưa có danh mục văn bản"):
        ActsDatabase.open(url)


def test_tables_of_another_version_are_refused(url):
    ActsDatabase.prepare(url, _memory()).close()
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(text("UPDATE soat_registry SET version = 99"))
    engine.dispose()
    for attempt in (lambda: ActsDatabase.open(url), lambda: ActsDatabase.prepare(url, _memory())):
        with pytest.raises(BadInput, match="phiên bản 99") as caught:
            attempt()
        assert caught.value.code == "unsupported"


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("postgresql://soat:bimat@/x?host=/khong/co", "internal"),
        ("mysql://soat:bimat@h/x", "unsupported"),
        ("/khong/co/acts.db", "internal"),
    ],
)
def test_a_database_that_cannot_be_used_is_a_coded_error_without_its_password(address, code):
    with pytest.raises(SoatError) as caught:
        ActsDatabase.open(address)
    assert caught.value.code == code
    assert "bimat" not in str(caught.value.report().to_json())


def test_the_settings_choose_the_store(tmp_path):
    url = f"sqlite:///{tmp_path / 'acts.db'}"
    ActsDatabase.prepare(url, _memory()).close()
    assert isinstance(open_acts(Settings()), ActsRegistry)
    assert len(open_acts(Settings(registry_url=url))) == len(ACTS)


def test_no_database_code_is_loaded_where_none_is_configured():
    code = "import sys, review.pipeline, review.cli; print('sqlalchemy' in sys.modules or 'sqlmodel' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_command_fills_a_database_and_reads_it(url, tmp_path, monkeypatch):
    runner = CliRunner()
    filled = runner.invoke(app, ["acts", "import", "--database", url])
    assert filled.exit_code == 0, filled.output
    assert "văn bản" in filled.output
    export = _export(tmp_path, [{"number": "77/2026/TT-BC", "issuer": "Bộ Chợ", "title": "Về chợ nổi", "effective": "2026-02-03"}])
    done = runner.invoke(app, ["acts", "import", str(export), "--database", url, "--snapshot", "01/11/2026"])
    assert "Đã nạp 1 dòng" in done.output, done.output
    assert ActsDatabase.open(url).supplement == "2026-11-01"
    shown = runner.invoke(app, ["acts", "show", "77/2026/TT-BC", "--as-of", "1/12/2026", "--database", url])
    assert "Về chợ nổi" in shown.output, shown.output
    assert "chưa rõ hiệu lực" in shown.output
