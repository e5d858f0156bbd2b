"""Names that say a record's name in part: completed by the text around them, or lists of which the record is one item."""

import json
import time
from pathlib import Path

import pytest

from review.contract.procedures import Procedure
from review.contract.structure import Meta
from review.registry.procedures import ProcedureRegistry, import_procedures, match
from review.registry.procedures.partly import completed, item_of
from review.registry.procedures.scoring import Query, queries
from review.registry.procedures.setting import Around, Setting
from review.registry.procedures.tables import write_registry
from review.registry.procedures.text import name_key

META = Meta(doc_type="thong_tu", issuer="Bộ Chăn nuôi ong", level="central")
ROWS = [
    ("1.960001", "Cấp giấy phép thành lập vườn diều của câu lạc bộ thả diều", ["TT-01"]),
    ("1.960002", "Cấp giấy phép thành lập xưởng diều của câu lạc bộ thả diều", ["TT-01"]),
    ("1.960003", "Cấp giấy phép thành lập trại ong của hợp tác xã nuôi ong", []),
]


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> ProcedureRegistry:
    folder: Path = tmp_path_factory.mktemp("registry")
    write_registry(folder, [], [], snapshot="2099-01-01", inputs={})
    file = folder / "rows.jsonl"
    rows = [{"code": code, "name": name, "type": "TC", "level": ["tinh"]} for code, name, _ in ROWS]
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    assert import_procedures(file, folder, snapshot="2099-01-01").accepted == len(ROWS)
    return ProcedureRegistry.load(folder)


def asked(name: str, around: str = "") -> Query:
    procedure = Procedure(id="P1", name=name, anchor=(5, 6))
    settings = (Setting(span=(0, 9), words=around),)
    return queries((procedure,), ministry=None, cited=frozenset(), around=Around(settings))[0]


@pytest.mark.parametrize(
    ("name", "record", "whole"),
    [
        ("Thành lập vườn diều, xưởng diều của câu lạc bộ", "Thành lập vườn diều của câu lạc bộ", True),
        ("Thành lập vườn diều, xưởng diều của câu lạc bộ", "Thành lập xưởng diều của câu lạc bộ", True),
        ("Chấp thuận thành lập vườn diều; xưởng diều", "Thành lập xưởng diều", True),
        ("Cấp phép vườn diều tre, cấp phép xưởng diều giấy", "Cấp phép xưởng diều giấy", True),
        ("Thành lập vườn diều, xưởng diều", "Thành lập, mở rộng vườn diều", None),
        ("Thành lập vườn diều, xưởng diều", "Thành lập vườn diều của hợp tác xã", False),
        ("Thành lập vườn diều, xưởng diều ven sông lớn", "Thành lập vườn diều", True),
        ("Thành lập vườn diều, xưởng diều ven sông lớn", "Thành lập xưởng diều", None),
        ("Thành lập vườn diều ven sông", "Thành lập vườn diều", None),
        ("Thành lập vườn diều, xưởng diều", "Giải thể đàn ong", None),
    ],
)
def test_a_record_of_one_item_lacks_whole_items(name: str, record: str, whole: bool | None) -> None:
    assert item_of(asked(name, "Hợp tác xã nuôi ong"), name_key(record)) is whole


@pytest.mark.parametrize(
    ("name", "around", "position"),
    [
        ("Thay đổi tên", "Câu lạc bộ thả diều", 0),
        ("Thay đổi tên", "Hợp tác xã nuôi ong", 1),
        ("Thay đổi tên", "Câu lạc bộ thả diều và hợp tác xã nuôi ong", None),
        ("Thay đổi tên", "Sân bãi", None),
        ("Thay đổi trụ sở", "Câu lạc bộ thả diều", None),
        ("Thay đổi tên câu lạc bộ thả diều", "Sân bãi", None),
    ],
)
def test_only_the_one_name_that_the_text_around_completes(name: str, around: str, position: int | None) -> None:
    keys = [name_key("Thay đổi tên câu lạc bộ thả diều"), name_key("Thay đổi tên hợp tác xã nuôi ong")]
    assert completed(asked(name, around), keys) == (None if position is None else keys[position])


def test_each_item_of_a_list_that_is_a_record_is_an_entry(registry: ProcedureRegistry) -> None:
    name = "Cấp giấy phép thành lập vườn diều, xưởng diều của câu lạc bộ thả diều"
    answered = match((Procedure(id="P1", name=name, anchor=(0, 1)),), registry, meta=META)
    assert {p.registry.best.code for p in answered if p.registry.best} == {"1.960001", "1.960002"}
    assert {p.anchor for p in answered} == {(0, 1)}


def test_headings_by_the_hundred_cost_in_proportion(registry: ProcedureRegistry) -> None:
    def seconds(count: int) -> float:
        settings = tuple(Setting(span=(9 * i, 9 * i + 9), words=f"Trại ong số {i} của hợp tác xã nuôi ong " * 20) for i in range(count))
        whole = Setting(span=(0, 9 * count), words="Câu lạc bộ thả diều " * 60)
        named = tuple(Procedure(id=f"P{i}", name="Cấp giấy phép thành lập trại ong", anchor=(9 * i, 9 * i + 1)) for i in range(count))
        begin = time.process_time()
        answered = match(named, registry, meta=META, settings=(whole, *settings))
        assert len(answered) == count
        return time.process_time() - begin

    seconds(20)
    assert seconds(800) < 8 * 4 * seconds(100)
