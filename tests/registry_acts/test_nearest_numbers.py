"""A misread number is shown beside the registered ones that it may stand for; nothing is replaced."""

import pytest

from review.contract.citations import Citation, CitedAct
from review.registry.acts import ActRecord, ActsRegistry, resolve_citations


def _act(number, title, issued, kind="nghi_dinh"):
    return ActRecord(number=number, doc_type=kind, issuer="Chính phủ", title=title, issued=issued)


REGISTRY = ActsRegistry.of(
    [
        _act("57/2024/QH15", "Luật Bến bãi", "2024-11-29", "luat"),
        _act("118/2025/NĐ-CP", "Về bến ghe", "2025-06-09"),
        _act("118/2025/NQ-CP", "Về chợ nổi", "2025-07-09", "nghi_quyet"),
        _act("18/2025/NĐ-CP", "Về ao nuôi", "2025-02-09"),
        _act("63/2010/NĐ-CP", "Về đò ngang", "2010-06-08"),
    ],
    [],
)


def _resolve(number, **printed):
    citation = Citation(id="c1", span=(0, 1), quote="", path="dieu-1", act=CitedAct(number=number, **printed))
    return resolve_citations([citation], REGISTRY, as_of="2026-12-01")[0]


@pytest.mark.parametrize(
    ("printed", "nearest"),
    [
        ("57/2024/0H15", ("57/2024/QH15",)),
        ("57/2024/QHI5", ("57/2024/QH15",)),
        ("S7/2O24/QH1S", ("57/2024/QH15",)),
        ("l18/2025/NĐ-CP", ("118/2025/NĐ-CP",)),
        ("I8/2025/NĐ-CP", ("18/2025/NĐ-CP",)),
        ("63/201O/NĐ-CP", ("63/2010/NĐ-CP",)),
        ("63/2010/NĐ-GP", ("63/2010/NĐ-CP",)),
        ("64/2010/NĐ-CP", ()),
        ("63a/2010/NĐ-CP", ()),
        ("63/2010/NĐ-CP", ()),
        ("không số", ()),
    ],
)
def test_the_numbers_that_a_misread_one_may_stand_for(printed, nearest):
    found = _resolve(printed)
    assert found.resolution.nearest == nearest
    assert found.act.number == printed
    if nearest:
        assert (found.resolution.status, found.resolution.number) == ("not_found", None)


def test_the_printed_day_or_title_puts_one_of_several_first():
    assert _resolve("118/2025/N0-CP").resolution.nearest == ("118/2025/NQ-CP", "118/2025/NĐ-CP")
    assert _resolve("118/2025/N0-CP", date="2025-06-09").resolution.nearest == ("118/2025/NĐ-CP", "118/2025/NQ-CP")
    assert _resolve("118/2025/N0-CP", title="về bến ghe").resolution.nearest[0] == "118/2025/NĐ-CP"
