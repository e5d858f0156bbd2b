"""Verdicts and differences on a small registry made here; names and bodies are invented."""

import json
from pathlib import Path
from typing import Any

import pytest

from review.contract.procedures import Part, Procedure, RegistryVerdict
from review.contract.structure import Meta
from review.registry.procedures import (
    ProcedureRegistry,
    import_procedures,
    match,
    procedure_notices,
    procedures_coverage,
)
from review.registry.procedures.tables import write_registry

CENTRAL = Meta(doc_type="thong_tu", issuer="Bộ Bầu trời", level="central")
HUE = Meta(doc_type="quyet_dinh", issuer="Ủy ban nhân dân thành phố Huế", level="province")
KITE = "Cấp Giấy phép thả diều sáo khổng lồ"
ROWS: list[dict[str, Any]] = [
    {
        "code": "1.999001", "name": f"{KITE} (cấp tỉnh)", "level": ["tinh"], "field": "Diều", "agency_decide": "Sở Bầu trời",
        "manner": [{"channel": "truc_tiep", "time_value": 10, "time_unit": "working_day", "fee_amount": 200000}],
        "dossier": [
            {"paper": "Đơn đề nghị cấp giấy phép theo mẫu", "originals": 1},
            {"paper": "Bản vẽ kỹ thuật khung diều có xác nhận của nghệ nhân", "originals": 1},
            {"paper": "Hợp đồng bảo hiểm trách nhiệm dân sự đối với người thứ ba", "copies": 1},
        ],
        "conditions": "Có bãi thả diều cách đường điện cao thế tối thiểu năm trăm mét\nNgười thả diều từ đủ mười tám tuổi trở lên",
    },
    {"code": "1.999002", "name": f"{KITE} (cấp xã)", "level": ["xa"], "field": "Diều"},
    {"code": "1.999003", "name": "Gia hạn Giấy phép thả diều sáo khổng lồ", "level": ["tinh"], "field": "Diều"},
    {"code": "1.999004", "name": "Hỗ trợ nghệ nhân làm diều giấy ven sông", "type": "DT", "province": "Huế"},
    {"code": "1.999005", "name": "Hỗ trợ câu lạc bộ diều bay đêm", "type": "DT"},
    {"code": "5.999006", "name": "Thẩm định hồ sơ diều giữa các cơ quan nhà nước", "type": "NB"},
    {"code": "1.999010", "name": "Đăng ký lễ hội đèn trời mùa thu", "field": "Diều"},
    {"code": "1.999011", "name": "Đăng ký lễ hội đèn trời mùa thu", "field": "Diều"},
]  # fmt: skip


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> ProcedureRegistry:
    folder: Path = tmp_path_factory.mktemp("registry")
    write_registry(folder, [], [], snapshot="2099-01-01", inputs={})
    file = folder / "rows.jsonl"
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS))
    assert not import_procedures(file, folder, snapshot="2099-01-01").rejected
    return ProcedureRegistry.load(folder)


def part(kind: str, quote: str, **fields: Any) -> Part:
    return Part.model_validate({"part": kind, "span": (0, len(quote)), "quote": quote, **fields})


def asked(registry: ProcedureRegistry, name: str, *parts: Part, meta: Meta = CENTRAL, action: str = "create") -> RegistryVerdict:
    procedure = Procedure.model_validate({"id": "p", "name": name, "anchor": (0, 1), "action": action, "parts": parts})
    return match((procedure,), registry, meta=meta)[0].registry


SAME = (
    part("dossier", "a) Đơn đề nghị cấp giấy phép", paper="Đơn đề nghị cấp giấy phép"),
    part("dossier", "b) Bản vẽ kỹ thuật khung diều", paper="Bản vẽ kỹ thuật khung diều có xác nhận của nghệ nhân"),
    part(
        "dossier", "c) Hợp đồng bảo hiểm trách nhiệm dân sự đối với người thứ ba",
        paper="Hợp đồng bảo hiểm trách nhiệm dân sự đối với người thứ ba",
    ),
    part("time_limit", "10 ngày làm việc", value=10, unit="working_day", whole=True),
)  # fmt: skip


def test_equal_parts_are_the_same(registry: ProcedureRegistry) -> None:
    verdict = asked(registry, f"{KITE} (cấp tỉnh)", *SAME)
    assert (verdict.verdict, verdict.coverage, verdict.differences) == ("same", "parts", ())
    assert "thành phần hồ sơ" in verdict.reason
    assert "thời hạn giải quyết" in verdict.reason


@pytest.mark.parametrize(
    ("value", "unit", "kind"),
    [
        (15, "working_day", "longer"), (5, "working_day", "shorter"), (30, "day", "longer"), (1, "month", "longer"),
        (3, "day", "shorter"), (12, "day", "changed"), (24, "hour", "shorter"), (10, "working_day", None),
    ],
)  # fmt: skip
def test_time_limits_are_compared_across_units(registry: ProcedureRegistry, value: int, unit: str, kind: str | None) -> None:
    """Ten working days lie between ten days and two weeks: twelve plain days are neither longer nor shorter."""
    verdict = asked(registry, f"{KITE} (cấp tỉnh)", part("time_limit", "thời hạn", value=value, unit=unit, whole=True))
    assert [d.kind for d in verdict.differences] == ([kind] if kind else [])
    if kind:
        assert verdict.verdict == "changed"
        assert verdict.differences[0].registry == "10 ngày làm việc"


def test_a_step_limit_among_several_is_not_the_whole(registry: ProcedureRegistry) -> None:
    steps = (
        part("time_limit", "02 ngày", value=2, unit="day", whole=False),
        part("time_limit", "03 ngày", value=3, unit="day", whole=False),
    )
    assert asked(registry, f"{KITE} (cấp tỉnh)", *steps).differences == ()


def test_papers_added_and_dropped(registry: ProcedureRegistry) -> None:
    extra = part("dossier", "d) Phiếu lý lịch tư pháp số 2 của chủ bãi thả", paper="Phiếu lý lịch tư pháp số 2 của chủ bãi thả")
    verdict = asked(registry, f"{KITE} (cấp tỉnh)", SAME[0], SAME[1], extra)
    told = {(d.part, d.kind, d.draft or d.registry) for d in verdict.differences}
    assert told == {
        ("dossier", "added", "Phiếu lý lịch tư pháp số 2 của chủ bãi thả"),
        ("dossier", "dropped", "Hợp đồng bảo hiểm trách nhiệm dân sự đối với người thứ…"),
    }
    assert "thành phần hồ sơ thêm 01" in verdict.reason


@pytest.mark.parametrize(
    "words",
    [
        "Bản sao kèm bản chính",
        "Các giấy tờ sau đây",
        "Hồ sơ đăng ký",
        "Thỏa thuận do bên vay ký là bản gốc, bản chính hoặc bản sao có chứng thực",
    ],
)
def test_what_names_no_paper_is_no_paper_added(registry: ProcedureRegistry, words: str) -> None:
    verdict = asked(registry, f"{KITE} (cấp tỉnh)", *SAME, part("dossier", words, paper=words))
    assert verdict.differences == ()


@pytest.mark.parametrize(
    ("limits", "kinds"),
    [
        (((5, "kể từ ngày nhận đủ hồ sơ hợp lệ", True), (6, "kể từ ngày nhận được kết quả thẩm định", False)), []),
        (((5, "kể từ ngày nhận đủ hồ sơ hợp lệ", True), (2, None, False)), ["shorter"]),
        (((3, None, False),), []),
        (((60, "kể từ ngày giấy phép chấm dứt", True),), []),
        (((15, "kể từ ngày nhận đủ hồ sơ hợp lệ", True), (5, None, False)), ["longer"]),
    ],
)
def test_only_what_must_be_longer_or_shorter_is_told(
    registry: ProcedureRegistry, limits: tuple[tuple[int, str | None, bool], ...], kinds: list[str]
) -> None:
    parts = [
        part("time_limit", f"{value} ngày làm việc", value=value, unit="working_day", whole=whole, **({"from": since} if since else {}))
        for value, since, whole in limits
    ]
    verdict = asked(registry, f"{KITE} (cấp tỉnh)", *parts)
    assert [d.kind for d in verdict.differences] == kinds


@pytest.mark.parametrize(("body", "told"), [("Cơ quan cấp giấy phép", 0), ("Người có thẩm quyền", 0), ("Bộ Đại dương", 1)])
def test_a_body_without_a_name_is_no_other_agency(registry: ProcedureRegistry, body: str, told: int) -> None:
    assert len(asked(registry, f"{KITE} (cấp tỉnh)", part("agency", body, role="decides")).differences) == told


def test_an_amended_procedure_keeps_what_the_draft_does_not_mention(registry: ProcedureRegistry) -> None:
    verdict = asked(registry, f"{KITE} (cấp tỉnh)", SAME[0], SAME[1], action="amend")
    assert not [d for d in verdict.differences if d.kind == "dropped"]


def test_fee_agency_and_conditions(registry: ProcedureRegistry) -> None:
    verdict = asked(
        registry, f"{KITE} (cấp tỉnh)",
        part("fee", "300.000 đồng", amount=300000),
        part("agency", "Bộ Đại dương", role="decides"),
        part("conditions", "Có giấy khám sức khỏe thần kinh do bệnh viện hạng một cấp"),
        part("conditions", "Có bãi thả diều cách đường điện cao thế tối thiểu năm trăm mét"),
    )  # fmt: skip
    assert {(d.part, d.kind) for d in verdict.differences} == {("fee", "changed"), ("agency", "changed"), ("conditions", "added")}
    assert next(d for d in verdict.differences if d.part == "fee").registry == "200.000 đồng"


def test_homonyms_are_told_apart_by_level(registry: ProcedureRegistry) -> None:
    for level, code in (("tỉnh", "1.999001"), ("xã", "1.999002")):
        decides = part("agency", f"Chủ tịch Ủy ban nhân dân cấp {level}", role="decides")
        best = asked(registry, KITE, decides).best
        assert best is not None
        assert best.code == code


def test_families_are_never_mixed(registry: ProcedureRegistry) -> None:
    verdict = asked(registry, "Cấp lại Giấy phép thả diều sáo khổng lồ")
    assert verdict.verdict == "new"
    assert {c.code for c in verdict.candidates} >= {"1.999001", "1.999003"}


def test_special_procedures_are_for_their_province_alone(registry: ProcedureRegistry) -> None:
    name = "Hỗ trợ nghệ nhân làm diều giấy ven sông"
    assert asked(registry, name).verdict == "new"
    assert asked(registry, name).candidates == () or all(c.code != "1.999004" for c in asked(registry, name).candidates)
    local = asked(registry, name, meta=HUE)
    assert local.best is not None
    assert local.best.code == "1.999004"
    other = Meta(issuer="Ủy ban nhân dân tỉnh Lai Châu", level="province")
    assert all(c.code != "1.999004" for c in asked(registry, name, meta=other).candidates)


def test_a_special_procedure_of_no_known_province_is_a_candidate_and_no_answer(registry: ProcedureRegistry) -> None:
    verdict = asked(registry, "Hỗ trợ câu lạc bộ diều bay đêm", meta=HUE)
    assert verdict.verdict == "new"
    assert "1.999005" in {c.code for c in verdict.candidates}


def test_a_local_draft_without_a_list_is_told_so(registry: ProcedureRegistry) -> None:
    procedure = Procedure(id="p", name="Hỗ trợ xây hầm trú sét cho người thả diều", anchor=(0, 1))
    for meta, held in ((HUE, "chỉ có một phần"), (Meta(issuer="HĐND tỉnh Lai Châu", level="province"), "chưa có")):
        procedures = match((procedure,), registry, meta=meta)
        notices = procedure_notices(procedures, registry, meta=meta)
        assert procedures[0].registry.coverage == "names"
        assert [n.code for n in notices] == ["local_list_missing"]
        assert held in notices[0].message
    assert procedure_notices(match((procedure,), registry, meta=CENTRAL), registry, meta=CENTRAL) == ()


def test_of_two_codes_for_one_name_the_higher_is_taken(registry: ProcedureRegistry) -> None:
    best = asked(registry, "Đăng ký lễ hội đèn trời mùa thu").best
    assert best is not None
    assert best.code == "1.999011"


def test_hidden_with_its_namesakes_a_procedure_is_new(registry: ProcedureRegistry) -> None:
    name = "Đăng ký lễ hội đèn trời mùa thu"
    hidden = registry.hiding({"1.999010", "1.999011"})
    assert asked(registry, name).verdict == "known"
    assert asked(hidden, name).verdict == "new"


def test_coverage_counts_each_procedure_once(registry: ProcedureRegistry) -> None:
    asked_for = tuple(Procedure(id=f"p{i}", name=name, anchor=(0, 1)) for i, name in enumerate((KITE, "Cấp lại Giấy phép")))
    coverage = procedures_coverage(match(asked_for, registry, meta=CENTRAL), registry)
    assert (coverage.asked, coverage.answered, coverage.share) == (2, 1, 0.5)
    assert procedures_coverage((), registry).share is None
