"""Records of one name: which of them a draft's procedure answers for."""

import json
from pathlib import Path

import pytest

from review.contract.procedures import Procedure
from review.contract.structure import Meta
from review.registry.procedures import ProcedureRegistry, import_procedures, match
from review.registry.procedures.tables import write_registry

ROWS = [
    {"code": "1.980001", "name": "Cấp lại Giấy phép nuôi ong lấy mật (cấp Bộ)", "level": ["bo"]},
    {"code": "1.980002", "name": "Cấp lại Giấy phép nuôi ong lấy mật (cấp Tỉnh)", "level": ["tinh"]},
    {"code": "1.980003", "name": "Đăng ký đàn ong di cư bằng dịch vụ công trực tuyến toàn trình", "level": ["tinh"]},
    {"code": "1.980004", "name": "Đăng ký đàn ong di cư bằng dịch vụ công trực tuyến một phần", "level": ["tinh"]},
    {"code": "1.980005", "name": "Gia hạn Giấy phép nuôi ong lấy mật", "level": ["tinh"]},
    {"code": "1.980006", "name": "Thủ tục gia hạn Giấy phép nuôi ong lấy mật.", "level": ["tinh"]},
]
META = Meta(doc_type="thong_tu", issuer="Bộ Chăn nuôi ong", level="central")


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> ProcedureRegistry:
    folder: Path = tmp_path_factory.mktemp("registry")
    write_registry(folder, [], [], snapshot="2099-01-01", inputs={})
    file = folder / "rows.jsonl"
    file.write_text("".join(json.dumps(row | {"type": "TC"}, ensure_ascii=False) + "\n" for row in ROWS))
    assert import_procedures(file, folder, snapshot="2099-01-01").accepted == len(ROWS)
    return ProcedureRegistry.load(folder)


@pytest.mark.parametrize(
    ("name", "parts", "codes"),
    [
        ("Cấp lại Giấy phép nuôi ong lấy mật", [], {"1.980001", "1.980002"}),
        ("Cấp lại Giấy phép nuôi ong lấy mật (cấp tỉnh)", [], {"1.980002"}),
        (
            "Cấp lại Giấy phép nuôi ong lấy mật",
            [{"part": "agency", "span": (0, 1), "quote": "Cục trưởng Cục Nuôi ong", "role": "decides"}],
            {"1.980001"},
        ),
        ("Đăng ký đàn ong di cư", [], {"1.980003", "1.980004"}),
        ("Gia hạn Giấy phép nuôi ong lấy mật", [], {"1.980006"}),
        (
            "Cấp lại Giấy phép nuôi ong lấy mật",
            [
                {"part": "agency", "span": (0, 1), "quote": "Cục trưởng Cục Nuôi ong", "role": "decides"},
                {"part": "agency", "span": (0, 1), "quote": "Chủ tịch Ủy ban nhân dân cấp tỉnh", "role": "decides"},
            ],
            {"1.980001", "1.980002"},
        ),
    ],
)
def test_each_record_that_the_words_do_not_rule_out(registry: ProcedureRegistry, name: str, parts: list[object], codes: set[str]) -> None:
    procedure = Procedure.model_validate({"id": "P1", "name": name, "anchor": (0, 1), "parts": parts})
    answered = match((procedure,), registry, meta=META)
    assert {p.registry.best.code for p in answered if p.registry.best} == codes
    assert [p.id for p in answered] == [f"P{i}" for i in range(1, len(codes) + 1)]


def test_a_procedure_whose_parts_are_set_is_one_entry(registry: ProcedureRegistry) -> None:
    part = {"part": "dossier", "span": (0, 1), "quote": "đơn đề nghị cấp lại"}
    procedure = Procedure.model_validate({"id": "P1", "name": "Cấp lại Giấy phép nuôi ong lấy mật", "anchor": (0, 1), "parts": [part]})
    (answered,) = match((procedure,), registry, meta=META)
    assert {"1.980001", "1.980002"} <= {candidate.code for candidate in answered.registry.candidates}


def test_what_is_abolished_is_answered_once(registry: ProcedureRegistry) -> None:
    procedure = Procedure(id="P1", name="Đăng ký đàn ong di cư", anchor=(0, 1), action="abolish")
    assert len(match((procedure,), registry, meta=META)) == 1
