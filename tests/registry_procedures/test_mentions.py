"""Registered names that a draft only mentions: procedures of it where their records rest on what its other procedures rest on."""

from collections import Counter

import pytest

from review.contract.document import Document
from review.registry.procedures import ProcedureRegistry, tell
from review.registry.procedures.mentions import Company, bearer, mention_values
from review.registry.procedures.told import Evidence
from review.structure import outline


@pytest.fixture(scope="module")
def registry() -> ProcedureRegistry:
    return ProcedureRegistry.load()


NAME = "gia hạn giấy phép thăm dò khoáng sản"


def _told(registry: ProcedureRegistry, words: str):
    document = Document("x.txt", "txt", "", f"BỘ A\nTHÔNG TƯ\nVề việc khác\nĐiều 1. Việc khác\n{words}")
    return tell(document, outline(document), (), registry.names)


def test_only_the_company_of_the_same_acts_keeps_a_mention(registry: ProcedureRegistry) -> None:
    told = _told(registry, f"1. Sở báo cáo việc {NAME}.")
    assert [one.evidence for one in told] == [Evidence.NAMED]
    record = bearer(told[0].key, registry)
    basis = sorted(registry.parts(record.code).basis)
    assert record.complete
    assert Company(Counter(basis), 1).keeps(told, record.key, registry)
    assert not Company(Counter({"0/1900/XX-YY": 5}), 5).keeps(told, record.key, registry)
    assert not Company(Counter(), 0).keeps(told, record.key, registry)
    own = registry.without(basis, None)
    assert mention_values(told, record, own, Company(Counter(basis), 1))[2] == 0.0


@pytest.mark.parametrize(
    "words",
    [
        f"Hồ sơ lập như hồ sơ đối với trường hợp {NAME}.",
        f"Thành viên đáp ứng điều kiện theo quy định của Chính phủ quy định điều kiện {NAME}.",
        f"a) Quyết định {NAME} (Mẫu số 3).",
    ],
)
def test_what_another_act_rules_is_not_told(registry: ProcedureRegistry, words: str) -> None:
    assert not _told(registry, words)
