"""Newer exports replace records by number and issuer, name bad rows, and never half-import."""

import json

import pytest
from openpyxl import Workbook

from review.registry.acts import ActRecord, ActsRegistry, import_acts
from review.registry.acts.tables import (
    ACT_COLUMNS,
    ACTS,
    OUTLINE_COLUMNS,
    OUTLINES,
    RELATION_COLUMNS,
    RELATIONS,
    Manifest,
    act_line,
    table,
)
from review.registry.importing import gzip_lines

OLD = [
    ActRecord(number="1/2020/NĐ-CP", doc_type="nghi_dinh", issuer="Chính phủ", title="Quản lý chợ", issued="2020-01-05"),
    ActRecord(number="2/2021/QĐ-UBND", doc_type="quyet_dinh", issuer="Ủy ban nhân dân tỉnh Đông", issued="2021-01-05"),
    ActRecord(number="2/2021/QĐ-UBND", doc_type="quyet_dinh", issuer="Ủy ban nhân dân tỉnh Tây", issued="2021-02-05"),
]


@pytest.fixture
def base(tmp_path):
    folder = tmp_path / "packaged"
    folder.mkdir()
    (folder / ACTS).write_bytes(gzip_lines(table(ACT_COLUMNS, map(act_line, OLD))))
    (folder / RELATIONS).write_bytes(gzip_lines(table(RELATION_COLUMNS, [])))
    (folder / OUTLINES).write_bytes(gzip_lines(table(OUTLINE_COLUMNS, [])))
    Manifest(snapshot="2026-01-01").write(folder)
    return folder


def export(path, rows):
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path


def test_rows_replace_records_and_blanks_keep_what_was_known(tmp_path, base):
    rows = [
        {"Số ký hiệu": "01/2020/NĐ–CP", "Cơ quan ban hành": "Chính phủ", "Tình trạng hiệu lực": "Hết hiệu lực toàn bộ",
         "Ngày hết hiệu lực": "01/7/2026", "Văn bản thay thế": "9/2026/NĐ-CP"},
        {"Số ký hiệu": "2/2021/QĐ-UBND", "Cơ quan ban hành": "UBND tỉnh Tây", "Tình trạng hiệu lực": "Còn hiệu lực"},
        {"Số ký hiệu": "5/2026/TT-BC", "Cơ quan ban hành": "Bộ Chợ", "Trích yếu": "Về chợ nổi", "Loại văn bản": "Thông tư"},
    ]  # fmt: skip
    result = import_acts(export(tmp_path / "x.jsonl", rows), tmp_path / "own", snapshot="2026-11-01", base=base)
    assert (result.accepted, result.rejected, result.replaced) == (3, (), True)
    registry = ActsRegistry.load(tmp_path / "own")
    assert (len(registry), registry.snapshot, registry.supplement) == (4, "2026-01-01", "2026-11-01")
    (ended,) = registry.by_number("1/2020/NĐ-CP")
    assert (ended.title, ended.issued, ended.ended_on, ended.word, ended.word_source) == (
        "Quản lý chợ", "2020-01-05", "2026-07-01", "expired", "official",
    )  # fmt: skip
    assert [act.word for act in registry.by_number("2/2021/QĐ-UBND")] == ["unknown", "in_force"]
    assert registry.by_number("5/2026/TT-BC")[0].doc_type == "thong_tu"


def test_an_export_of_all_acts_moves_the_day_of_the_list(tmp_path, base):
    rows = [{"number": act.number, "issuer": act.issuer, "issued": act.issued} for act in ActsRegistry.load(base)]
    import_acts(export(tmp_path / "x.jsonl", rows), tmp_path / "own", snapshot="2026-11-01", base=base)
    registry = ActsRegistry.load(tmp_path / "own")
    assert (registry.snapshot, registry.supplement) == ("2026-11-01", None)


def test_bad_rows_are_named_and_a_file_without_good_rows_changes_nothing(tmp_path, base):
    bad = [
        {"number": "", "issuer": "Bộ Chợ"},
        {"number": "1/2026/TT-BC", "issued": "2026-05-01", "effective": "2026-04-01"},
        {"number": "1/2026/TT-BC", "status": "có lẽ còn"},
        {"number": "1/2026/TT-BC", "issued": "31/02/2026"},
    ]
    result = import_acts(export(tmp_path / "x.jsonl", bad), tmp_path / "own", snapshot="2026-11-01", base=base)
    assert (result.accepted, result.replaced) == (0, False)
    assert [row.row for row in result.rejected] == [1, 2, 3, 4]
    assert "ngày có hiệu lực trước ngày ban hành" in result.rejected[1].reason
    assert not (tmp_path / "own").exists()


def test_a_second_import_builds_on_the_first_and_leaves_no_old_tables(tmp_path, base):
    own = tmp_path / "own"
    for number, day in (("5/2026/TT-BC", "2026-10-01"), ("6/2026/TT-BC", "2026-11-01")):
        import_acts(export(tmp_path / "x.jsonl", [{"number": number, "issuer": "Bộ Chợ"}]), own, snapshot=day, base=base)
    assert len(ActsRegistry.load(own)) == 5
    assert len(list(own.glob("acts-*.tsv.gz"))) == 1


def test_a_broken_write_leaves_the_registry_as_it_was(tmp_path, base, monkeypatch):
    own = tmp_path / "own"
    import_acts(export(tmp_path / "x.jsonl", [{"number": "5/2026/TT-BC"}]), own, snapshot="2026-10-01", base=base)
    monkeypatch.setattr(Manifest, "write", lambda *_: (_ for _ in ()).throw(OSError("disk")))
    with pytest.raises(OSError, match="disk"):
        import_acts(export(tmp_path / "y.jsonl", [{"number": "6/2026/TT-BC"}]), own, snapshot="2026-11-01")
    registry = ActsRegistry.load(own)
    assert (len(registry), registry.snapshot, registry.supplement) == (4, "2026-01-01", "2026-10-01")


def test_a_workbook_of_the_national_form_is_read(tmp_path, base):
    book = Workbook()
    book.active.append(["Số, ký hiệu", "Loại văn bản", "Cơ quan ban hành", "Ngày ban hành"])
    book.active.append(["7/2026/NĐ-CP", "Nghị định", "Chính phủ", "05/3/2026"])
    book.save(tmp_path / "x.xlsx")
    result = import_acts(tmp_path / "x.xlsx", tmp_path / "own", snapshot="2026-11-01", base=base)
    assert result.accepted == 1
    assert ActsRegistry.load(tmp_path / "own").by_number("7/2026/NĐ-CP")[0].issued == "2026-03-05"
