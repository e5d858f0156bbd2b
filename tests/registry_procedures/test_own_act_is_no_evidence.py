"""A draft's own number and title stand in no field of any record while it is looked up."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from review.contract.procedures import Part, Procedure
from review.contract.structure import Meta
from review.registry.procedures import ProcedureRegistry, import_procedures, match
from review.registry.procedures.tables import write_registry
from review.registry.procedures.text import act_number, fold, name_key, shingles, shingles_of, syllables

NUMBER = "88/2099/NĐ-CP"
TITLE = "quy định chi tiết việc nuôi giữ diều sáo truyền thống trên địa bàn"
RECORD = {
    "code": "1.999001",
    "name": f"Cấp Giấy phép thả diều sáo theo Nghị định {TITLE}",
    "type": "TC",
    "agency_perform": f"Cơ quan nêu tại Nghị định số {NUMBER}",
    "manner": [{"channel": "truc_tiep", "time_value": 5, "time_unit": "working_day", "fee_amount": None}],
    "dossier": [
        {"paper": f"Đơn đề nghị cấp phép theo Nghị định số {NUMBER}", "originals": 1},
        {"paper": f"Bản sao văn bản {TITLE}", "originals": 1, "form": f"Mẫu {TITLE}.docx"},
    ],
    "results": [f"Giấy phép theo {TITLE}"],
    "conditions": f"Có sân bãi theo quy định của văn bản {TITLE}\nCó bảo hiểm trách nhiệm dân sự của người thả diều",
    "legal_basis": [{"number": NUMBER}, {"number": "7/2098/QH20"}],
    "decision": {"number": NUMBER},
}


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> ProcedureRegistry:
    folder: Path = tmp_path_factory.mktemp("registry")
    write_registry(folder, [], [], snapshot="2099-01-01", inputs={})
    file = folder / "rows.jsonl"
    other = {"code": "1.999002", "name": "Cấp Giấy phép thả đèn trời ban đêm", "legal_basis": [{"number": "9/2097/NĐ-CP"}]}
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in (RECORD, other)))
    assert import_procedures(file, folder, snapshot="2099-01-01").accepted == 2
    return ProcedureRegistry.load(folder)


def test_the_act_stands_in_the_record_before(registry: ProcedureRegistry) -> None:
    parts = registry.parts("1.999001")
    assert act_number(NUMBER) in parts.basis
    assert any(set(paper.runs) & title_runs() for paper in parts.papers)
    assert name_key(TITLE) in registry.name_key(registry.by_code["1.999001"])


def test_no_field_holds_it_in_the_view(registry: ProcedureRegistry) -> None:
    view = registry.without("88/2099/NÐ-CP", TITLE.upper())
    for papers in (True, False):
        assert act_number(NUMBER) not in view.evidence("1.999001", papers=papers).basis
    parts = view.parts("1.999001")
    assert parts.basis == {"7/2098/QH20"}
    for field in fields(parts):
        written = fold(str(getattr(parts, field.name)))
        assert fold(TITLE) not in written, field.name
        assert act_number(NUMBER).lower() not in written, field.name
    for entry in (*parts.papers, *parts.conditions, *view.evidence("1.999001", papers=True).papers):
        assert not entry.runs & title_runs()
    assert name_key(TITLE) not in view.name_key(view.by_code["1.999001"])
    assert act_number(NUMBER) not in view.spread


def test_the_view_leaves_the_rest_alone(registry: ProcedureRegistry) -> None:
    view = registry.without(NUMBER, TITLE)
    assert view.parts("1.999002") == registry.parts("1.999002")
    assert view.parts("1.999001").times == registry.parts("1.999001").times
    assert view.records is registry.records


def test_number_and_title_of_the_draft_do_not_move_the_score(registry: ProcedureRegistry) -> None:
    """A draft that is the very act a record is based on scores as if the record did not cite it."""
    paper = Part(part="dossier", span=(0, 1), quote="Bản sao giấy tờ tùy thân", paper="Bản sao giấy tờ tùy thân")
    procedure = Procedure(id="p", name="Cấp Giấy phép thả diều sáo", anchor=(0, 1), parts=(paper,))
    own = Meta(number=NUMBER, title=TITLE, level="central")
    with_own_cited = match((procedure,), registry, meta=own, cited=(NUMBER, "9/2097/NĐ-CP"))[0].registry
    without = match((procedure,), registry, meta=own, cited=("9/2097/NĐ-CP",))[0].registry
    assert with_own_cited == without


def title_runs() -> frozenset[int]:
    words = syllables(fold(TITLE))
    return shingles_of(words, limit=len(words))


def test_numbers_never_reach_the_hashed_runs() -> None:
    plain = "Đơn đề nghị cấp phép"
    assert shingles(f"{plain} theo Nghị định số {NUMBER} ngày 01/02/2099") == shingles(plain)
