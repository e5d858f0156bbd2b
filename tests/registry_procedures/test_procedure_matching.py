"""The look-up of procedures, on the registry that travels with the package and on a small one made here."""

import pytest

from review.contract.procedures import Procedure
from review.contract.structure import Meta
from review.registry.procedures import ProcedureRegistry, match

CENTRAL = Meta(doc_type="nghi_dinh", issuer="Chính phủ", level="central")


@pytest.fixture(scope="module")
def registry() -> ProcedureRegistry:
    return ProcedureRegistry.load()


def looked_up(registry: ProcedureRegistry, name: str, *, meta: Meta = CENTRAL, action: str = "create", cited: tuple[str, ...] = ()):
    procedure = Procedure.model_validate({"id": "p1", "name": name, "anchor": (0, 1), "action": action})
    return match((procedure,), registry, meta=meta, cited=cited)[0].registry


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Đăng ký khai sinh", "1.001193"),
        ("Thủ tục cấp lại Giấy phép thành lập văn phòng đại diện của thương nhân nước ngoài tại Việt Nam", "2.000450"),
        ("gia hạn GP thành lập Văn phòng đại diện của thương nhân nước ngoài tại Việt Nam", "2.000327"),
        ("Sửa đổi, bổ sung Giấy phép thành lập Văn phòng đại diện của thương nhân nước ngoài tại Việt Nam", "2.000347"),
    ],
)
def test_the_right_member_of_a_family_is_first(registry: ProcedureRegistry, name: str, code: str) -> None:
    verdict = looked_up(registry, name)
    assert verdict.best is not None
    assert verdict.best.code == code
    assert verdict.candidates[0].code == code
    assert verdict.best.name in verdict.reason


def test_what_nobody_registered_is_new(registry: ProcedureRegistry) -> None:
    verdict = looked_up(registry, "Cấp Giấy chứng nhận huấn luyện viên khinh khí cầu nuôi ong")
    assert verdict.verdict == "new"
    assert verdict.best is None
    assert verdict.coverage == "names"


def test_a_name_that_says_nothing_is_not_checked(registry: ProcedureRegistry) -> None:
    assert looked_up(registry, "Cấp lại Giấy chứng nhận").verdict == "not_checked"


def test_internal_procedures_are_never_candidates(registry: ProcedureRegistry) -> None:
    internal = [record for record in registry.records if record.kind == "NB"]
    assert len(internal) > 200
    for record in internal[::25]:
        found = {candidate.code for candidate in looked_up(registry, record.name).candidates}
        assert not found & {r.code for r in internal}


def test_the_end_of_a_procedure_names_its_record(registry: ProcedureRegistry) -> None:
    verdict = looked_up(registry, "Đăng ký khai sinh lưu động", action="abolish")
    assert verdict.verdict == "abolished"
    assert verdict.best is not None
    assert verdict.best.code == "1.003583"
