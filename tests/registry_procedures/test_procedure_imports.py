"""Taking in exports: good rows in, bad rows out with a reason, nothing half done."""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from review.contract.errors import BadInput
from review.contract.procedures import Procedure
from review.contract.structure import Meta
from review.registry.procedures import ProcedureRegistry, import_procedures, match, registry_status
from review.registry.procedures.tables import write_registry

NEW = {"code": "1.999001", "name": "Cấp Giấy chứng nhận người thả diều chuyên nghiệp", "level": ["tinh"], "type": "TC"}
FULL = NEW | {
    "code": "1.999002.000.00.00.H17",
    "name": "Gia hạn Giấy chứng nhận người thả diều chuyên nghiệp",
    "manner": [{"channel": "truc_tiep", "time_value": 5, "time_unit": "working_day", "fee_amount": 100000}],
    "dossier": [{"paper": "Đơn đề nghị gia hạn theo Mẫu số 01 ban hành kèm theo Nghị định số 1/2099/NĐ-CP", "originals": 1}],
    "legal_basis": [{"number": "1/2099/NĐ-CP"}],
}


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    folder = tmp_path / "base"
    write_registry(folder, [], [], snapshot="2026-01-01", inputs={})
    return folder


def jsonl(path: Path, *rows: object) -> Path:
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)) + "\n" for row in rows))
    return path


def test_good_rows_go_in_and_bad_rows_are_named(tmp_path: Path, empty: Path) -> None:
    file = jsonl(
        tmp_path / "x.jsonl", NEW, FULL, {"code": "12", "name": "Cấp giấy phép"}, {"code": "1.999003", "name": ""}, "{broken",
        NEW | {"code": "1.999004", "level": ["huyện"]}, NEW | {"name": "Một thủ tục khác hẳn"},
    )  # fmt: skip
    result = import_procedures(file, empty, snapshot="2026-10-01")
    assert (result.accepted, result.replaced) == (2, True)
    assert [row.row for row in result.rejected] == [3, 4, 5, 6, 7]
    assert "1.000000" in result.rejected[0].reason
    registry = ProcedureRegistry.load(empty)
    assert (registry.snapshot, registry.supplement) == ("2026-01-01", "2026-10-01")
    assert [r.code for r in registry.records] == ["1.999001", "1.999002"]
    parts = registry.parts("1.999002")
    assert [(t.value, t.unit) for t in parts.times] == [(5, "working_day")]
    assert parts.fees == (("truc_tiep", 100000),)
    assert parts.papers[0].head == "Đơn đề nghị gia hạn"
    assert registry_status(registry).with_parts == 1


def test_an_import_of_bad_rows_alone_changes_nothing(tmp_path: Path, empty: Path) -> None:
    before = {path.name: path.read_bytes() for path in empty.iterdir()}
    result = import_procedures(jsonl(tmp_path / "x.jsonl", {"code": "?"}), empty, snapshot="2026-10-01")
    assert (result.accepted, result.replaced) == (0, False)
    assert {path.name: path.read_bytes() for path in empty.iterdir()} == before


def test_a_failure_midway_leaves_the_old_registry(tmp_path: Path, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from review.registry.procedures import tables

    real = tables.write_atomically

    def failing(path: Path, data: bytes) -> None:
        if path.name == tables.MANIFEST:
            raise OSError("disk full")
        real(path, data)

    monkeypatch.setattr(tables, "write_atomically", failing)
    with pytest.raises(OSError, match="disk full"):
        import_procedures(jsonl(tmp_path / "x.jsonl", NEW), empty, snapshot="2026-10-01")
    assert len(ProcedureRegistry.load(empty)) == 0


def test_csv_and_xlsx_with_vietnamese_headers(tmp_path: Path, empty: Path) -> None:
    csv = tmp_path / "x.csv"
    csv.write_text("Mã thủ tục,Tên thủ tục,Lĩnh vực,Cấp thực hiện\n1.999001,Cấp thẻ người thả diều,Diều,Cấp Tỉnh\n", encoding="utf-8-sig")
    assert import_procedures(csv, empty, snapshot="2026-10-01").accepted == 1
    book = Workbook()
    book.active.append(["Mã số", "Tên TTHC", "Cấp giải quyết", "Loại thủ tục", "Tỉnh"])
    book.active.append(["2.999002", "Hỗ trợ người thả diều", "Cấp xã", "Đặc thù", "tỉnh Hà Giang"])
    book.save(tmp_path / "x.xlsx")
    assert import_procedures(tmp_path / "x.xlsx", empty, snapshot="2026-10-02").accepted == 1
    records = ProcedureRegistry.load(empty).by_code
    assert records["1.999001"].levels == ("tinh",)
    assert (records["2.999002"].kind, records["2.999002"].province) == ("DT", "Tuyên Quang")


def test_a_whole_list_marks_the_rest_as_no_longer_listed(tmp_path: Path, empty: Path) -> None:
    import_procedures(jsonl(tmp_path / "a.jsonl", NEW, FULL), empty, snapshot="2026-10-01")
    import_procedures(jsonl(tmp_path / "b.jsonl", NEW), empty, snapshot="2026-11-01", whole=True)
    registry = ProcedureRegistry.load(empty)
    assert {r.code: r.listed for r in registry.records} == {"1.999001": True, "1.999002": False}
    procedure = Procedure(id="p", name=FULL["name"], anchor=(0, 1), action="abolish")
    verdict = match((procedure,), registry, meta=Meta(level="central"))[0].registry
    assert verdict.best is not None
    assert not verdict.best.listed
    assert "không còn trong danh mục" in verdict.reason


def test_a_missing_file_is_a_coded_error(tmp_path: Path, empty: Path) -> None:
    with pytest.raises(BadInput) as error:
        import_procedures(tmp_path / "no.csv", empty, snapshot="2026-10-01")
    assert error.value.code == "not_found"


def test_rebuilding_gives_the_same_bytes(tmp_path: Path, empty: Path) -> None:
    file = jsonl(tmp_path / "x.jsonl", FULL, NEW)
    import_procedures(file, empty, snapshot="2026-10-01")
    first = {path.name: path.read_bytes() for path in empty.iterdir()}
    import_procedures(file, empty, snapshot="2026-10-01")
    assert {path.name: path.read_bytes() for path in empty.iterdir()} == first
