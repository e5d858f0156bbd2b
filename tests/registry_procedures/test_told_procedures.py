"""Registered names that a draft tells: found in words, kept where the draft regulates them, passed over where it does not."""

import json
from pathlib import Path

import pytest

from review.citations import find_citations
from review.contract.document import Document
from review.contract.procedures import Procedure
from review.procedures import find_procedures
from review.registry.procedures import ProcedureRegistry, import_procedures, match, tell
from review.registry.procedures.alone import Passages
from review.registry.procedures.naming import NameFinder
from review.registry.procedures.tables import write_registry
from review.registry.procedures.told import Evidence
from review.structure import outline

NAMES = {
    "1.990001": "Cấp Giấy phép thả diều sáo truyền thống",
    "1.990002": "Cấp lại Giấy phép thả diều sáo truyền thống",
    "1.990003": "Gia hạn Giấy phép thả diều sáo truyền thống",
    "1.990004": "Thu hồi Giấy phép thả diều sáo truyền thống",
    "1.990005": "Xác nhận nghệ nhân làm diều sáo",
    "1.990006": "Chuyển nhượng sân bãi thả diều sáo giữa các câu lạc bộ",
}
HEAD = "BỘ VĂN HÓA\nTHÔNG TƯ\nQuy định về một số việc\n"


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> ProcedureRegistry:
    folder: Path = tmp_path_factory.mktemp("registry")
    write_registry(folder, [], [], snapshot="2099-01-01", inputs={})
    rows = [{"code": code, "name": name, "type": "TC"} for code, name in NAMES.items()]
    file = folder / "rows.jsonl"
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    assert import_procedures(file, folder, snapshot="2099-01-01").accepted == len(rows)
    return ProcedureRegistry.load(folder)


@pytest.fixture(scope="module")
def finder(registry: ProcedureRegistry) -> NameFinder:
    return registry.names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Thủ tục cấp Giấy phép thả diều sáo truyền thống", ["1.990001"]),
        ("cấp lại Giấy phép thả diều sáo truyền thống được thực hiện", ["1.990002"]),
        ("Cấp, cấp lại, gia hạn Giấy phép thả diều sáo truyền thống", ["1.990001", "1.990002", "1.990003"]),
        ("tổ chức đã được cấp Giấy phép thả diều sáo truyền thống", []),
        ("cấp Giấy phép thả diều sáo truyền thống quốc tế", []),
        ("cấp Giấy phép thả đèn trời", []),
        ("xác nhận người làm diều sáo", []),
    ],
)
def test_names_in_words(finder: NameFinder, registry: ProcedureRegistry, words: str, names: list[str]) -> None:
    assert sorted(naming.key for naming in finder.find(words)) == sorted(registry.by_code[code].key for code in names)


@pytest.mark.parametrize(
    ("body", "evidence"),
    [
        ("Điều 3. Hồ sơ cấp lại Giấy phép thả diều sáo truyền thống\nĐơn đề nghị.", Evidence.HEADING),
        ("Điều 3. Việc khác\n1. Hồ sơ đề nghị cấp lại Giấy phép thả diều sáo truyền thống gồm: đơn đề nghị.", Evidence.OPENING),
        (
            "Điều 3. Việc khác\n1. Trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, Sở Văn hóa xem xét,"
            " cấp lại Giấy phép thả diều sáo truyền thống.",
            Evidence.STEP,
        ),
        ("Điều 3. Việc khác\n1. Cấp lại Giấy phép thả diều sáo truyền thống.", Evidence.CAPTION),
        ("Điều 3. Thẩm quyền\n1. Sở Văn hóa cấp lại Giấy phép thả diều sáo truyền thống trên địa bàn.", Evidence.COMPETENCE),
        (
            "Điều 3. Biểu mẫu\n1. Đơn đề nghị cấp lại Giấy phép thả diều sáo truyền thống theo Mẫu số 02 kèm theo Thông tư này.",
            Evidence.FORM,
        ),
        ("Điều 3. Trách nhiệm\nSở Văn hóa báo cáo việc cấp lại Giấy phép thả diều sáo truyền thống và các trình tự khác.", Evidence.NAMED),
        (
            "Điều 3. Việc khác\n1. Hồ sơ đề nghị cấp lại Giấy phép thả diều sáo truyền thống theo quy định của pháp luật về hội.",
            Evidence.NAMED,
        ),
    ],
)
def test_evidence(registry: ProcedureRegistry, body: str, evidence: Evidence) -> None:
    document = Document("x.txt", "txt", "", HEAD + body)
    found = tell(document, outline(document), (), registry.names)
    assert [(one.key, one.evidence) for one in found] == [(registry.by_code["1.990002"].key, evidence)]
    assert found[0].given.lower() == "cấp lại giấy phép thả diều sáo truyền thống"
    assert document.text[slice(*found[0].span)] in body


def test_a_caption_is_named_by_its_words_without_those_that_lead_to_the_name(registry: ProcedureRegistry) -> None:
    body = "Điều 3. Việc khác\n1. Việc cấp lại Giấy phép thả diều sáo truyền thống."
    document = Document("x.txt", "txt", "", HEAD + body)
    told = [one.given for one in tell(document, outline(document), (), registry.names) if one.evidence is Evidence.CAPTION]
    assert told == ["cấp lại Giấy phép thả diều sáo truyền thống"]


def _looked_up(registry: ProcedureRegistry, body: str) -> tuple[Procedure, ...]:
    document = Document("x.txt", "txt", "", HEAD + body)
    structure = outline(document)
    citations = find_citations(document, structure)
    found = find_procedures(document, structure, (), citations, ())
    told = tell(document, structure, citations, registry.names)
    return match(found.procedures, registry, meta=structure.meta, told=told)


def test_a_list_of_forms_tells_procedures(registry: ProcedureRegistry) -> None:
    body = (
        "Điều 1. Mẫu đơn\n1. Đơn đề nghị gia hạn Giấy phép thả diều sáo truyền thống theo Mẫu số 01.\n"
        "2. Đơn đề nghị xác nhận nghệ nhân làm diều sáo theo Mẫu số 02."
    )
    codes = {p.registry.best.code for p in _looked_up(registry, body) if p.registry.best}
    assert {"1.990003", "1.990005"} <= codes


def test_a_mention_tells_none(registry: ProcedureRegistry) -> None:
    body = "Điều 1. Giải thích\nSân bãi là nơi chuyển nhượng sân bãi thả diều sáo giữa các câu lạc bộ theo quy định của pháp luật."
    assert _looked_up(registry, body) == ()


def test_who_may_revoke_is_no_procedure(registry: ProcedureRegistry) -> None:
    body = "Điều 1. Thẩm quyền\n1. Sở Văn hóa thu hồi Giấy phép thả diều sáo truyền thống trên địa bàn."
    assert all(p.registry.best is None or p.registry.best.code != "1.990004" for p in _looked_up(registry, body))


def test_ids_go_on_and_nothing_is_told_twice(registry: ProcedureRegistry) -> None:
    body = (
        "Điều 1. Thủ tục cấp Giấy phép thả diều sáo truyền thống\n1. Hồ sơ gồm: đơn đề nghị.\n2. Cá nhân nộp hồ sơ tại Sở Văn hóa.\n"
        "Điều 2. Mẫu đơn\n1. Đơn đề nghị cấp Giấy phép thả diều sáo truyền thống theo Mẫu số 01.\n"
        "2. Đơn đề nghị xác nhận nghệ nhân làm diều sáo theo Mẫu số 02."
    )
    procedures = _looked_up(registry, body)
    assert len({p.id for p in procedures}) == len(procedures)
    codes = [p.registry.best.code for p in procedures if p.registry.best]
    assert codes.count("1.990001") == 1
    assert "1.990005" in codes


def test_a_hidden_record_tells_nothing(registry: ProcedureRegistry) -> None:
    document = Document("x.txt", "txt", "", HEAD + "Điều 1. Mẫu đơn\n1. Đơn đề nghị xác nhận nghệ nhân làm diều sáo theo Mẫu số 02.")
    structure = outline(document)
    told = tell(document, structure, (), registry.names)
    assert told
    assert match((), registry.hiding({"1.990005"}), meta=structure.meta, told=told) == ()


def test_short_names_are_spelt_out(registry: ProcedureRegistry) -> None:
    procedure = Procedure(id="P1", name="Cấp lại GPDS", anchor=(0, 1))
    short = {"GPDS": "Giấy phép thả diều sáo truyền thống"}
    assert match((procedure,), registry, meta=outline(Document("x.txt", "txt", "", HEAD)).meta)[0].registry.best is None
    best = match((procedure,), registry, meta=outline(Document("x.txt", "txt", "", HEAD)).meta, short=short)[0].registry.best
    assert best is not None
    assert best.code == "1.990002"


def test_a_case_of_a_registered_procedure_is_known(registry: ProcedureRegistry) -> None:
    name = "Cấp lại Giấy phép thả diều sáo truyền thống đối với câu lạc bộ thiếu nhi tham gia lễ hội đình làng ven sông"
    procedure = Procedure(id="P1", name=name, anchor=(0, 1))
    best = match((procedure,), registry, meta=outline(Document("x.txt", "txt", "", HEAD)).meta)[0].registry.best
    assert best is not None
    assert best.code == "1.990002"


def test_a_passage_is_the_run_of_words_that_holds_the_name(registry: ProcedureRegistry) -> None:
    text = HEAD + "Điều 1. Việc khác\nTrung tâm xác nhận danh hiệu nghệ nhân làm diều sáo cho người có tay nghề.\n"
    passage = Passages(text).of(registry.by_code["1.990005"])
    assert passage.name == "xác nhận danh hiệu nghệ nhân làm diều sáo"
    assert text[slice(*passage.anchor)].startswith("Trung tâm")
