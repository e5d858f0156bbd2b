"""The packaged tables: what they hold, that they are what the command makes, that names find themselves."""

import os
import random
from pathlib import Path

import pytest

from review.contract.procedures import Procedure
from review.contract.structure import Meta
from review.registry.procedures import ProcedureRegistry, match, registry_status
from review.registry.procedures.alone import namesakes
from review.registry.procedures.tables import MANIFEST
from review.registry.procedures.text import without_citations
from review.settings import data_dir

SHARED = Path(os.environ.get("SOAT_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")
FOLDER = data_dir("corpora") / "procedures"
CENTRAL = Meta(issuer="Chính phủ", level="central")


@pytest.fixture(scope="module")
def registry() -> ProcedureRegistry:
    return ProcedureRegistry.load()


def test_counts_by_ministry_add_up(registry: ProcedureRegistry) -> None:
    status = registry_status(registry)
    assert status.records == len(registry.records) == sum(m.records for m in status.ministries)
    assert status.listed + status.ended == status.records
    assert status.with_parts == sum(m.with_parts for m in status.ministries)
    assert {m.ministry for m in status.ministries if m.with_parts > 200} >= {"Bộ Tài chính", "Bộ Xây dựng", "Bộ Tư pháp"}


def test_the_tables_are_small_and_hold_no_sentences(registry: ProcedureRegistry) -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 4_000_000
    for record in registry.records[::7]:
        parts = registry.parts(record.code)
        heads = [*parts.results, *(e.head for e in (*parts.papers, *parts.conditions))]
        assert all(len(head.split()) <= 12 for head in heads)
        assert all(without_citations(head) == head or not head for head in heads)


def test_a_special_record_names_its_province_or_none(registry: ProcedureRegistry) -> None:
    special = [record for record in registry.records if record.kind == "DT"]
    assert 1500 < len(special) < 1700
    assert all(record.province is None for record in registry.records if record.kind != "DT")
    assert sum(record.province is not None for record in special) / len(special) > 0.5


def test_registered_names_find_themselves_and_are_new_when_hidden(registry: ProcedureRegistry) -> None:
    """A sample with a fixed seed; the shares are those measured, less a margin."""
    sample = random.Random(11).sample([r for r in registry.records if r.kind == "TC" and len(r.key.split()) > 4], 150)
    right = new = 0
    for record in sample:
        asked = (Procedure(id="p", name=record.name, anchor=(0, 1)),)
        same = namesakes(record, registry)
        best = match(asked, registry, meta=CENTRAL)[0].registry.best
        right += best is not None and best.code in same
        new += match(asked, registry.hiding(same), meta=CENTRAL)[0].registry.verdict == "new"
    assert right / len(sample) >= 0.97
    assert new / len(sample) >= 0.75


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "data" / "procedures").is_dir(), reason="the shared data are not beside the checkout")
def test_the_command_makes_the_packaged_tables(tmp_path: Path) -> None:
    from review.registry.procedures.build import build

    build(SHARED / "data" / "procedures", tmp_path)
    assert (tmp_path / MANIFEST).read_bytes() == (FOLDER / MANIFEST).read_bytes()
