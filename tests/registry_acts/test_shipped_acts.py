"""The shipped tables: a few facts of law, sizes, and the verdicts of reading by eye."""

from pathlib import Path

import pytest

from review.contract.citations import Citation, CitedAct
from review.registry.acts import ActsRegistry, describe, resolve_citations
from review.registry.acts.sample import draw, precision, read_verdicts
from review.registry.acts.tables import RELATION_COLUMNS, RELATIONS, parse_relation, read_lines
from review.settings import data_dir

FOLDER = data_dir("corpora") / "acts"


@pytest.fixture(scope="module")
def registry():
    return ActsRegistry.load(FOLDER)


@pytest.mark.parametrize(
    ("number", "as_of", "statuses", "ended_on"),
    [
        ("80/2015/QH13", "2025-03-31", {"in_force", "partly"}, "2025-04-01"),
        ("80/2015/QH13", "2025-04-01", {"expired", "replaced"}, "2025-04-01"),
        ("45/2013/QH13", "2024-07-31", {"in_force", "partly"}, "2024-08-01"),
        ("45/2013/QH13", "2024-08-01", {"expired", "replaced"}, "2024-08-01"),
        ("03/2022/TT-BTP", "2025-12-15", {"expired", "replaced"}, "2025-12-15"),
        ("66.7/2025/NQ-CP", "2027-02-28", {"in_force", "partly"}, "2027-03-01"),
        ("66.7/2025/NQ-CP", "2027-03-01", {"expired"}, "2027-03-01"),
        ("26/2025/TT-BGDĐT", "2027-02-28", {"in_force", "partly"}, "2027-03-01"),
        ("26/2025/TT-BGDĐT", "2027-03-01", {"expired"}, "2027-03-01"),
        ("55/2010/QH12", "2026-12-01", {"unknown", "in_force", "partly"}, None),
    ],
)
def test_facts_of_law(registry, number, as_of, statuses, ended_on):
    (shown,) = describe(number, registry, as_of=as_of)
    assert shown.standing.status in statuses
    assert shown.standing.ended_on == ended_on


@pytest.mark.parametrize(
    ("number", "provision", "by", "on"),
    [
        ("15/2012/QH13", "dieu-96", "120/2025/QH15", "2026-07-01"),
        ("22/2023/QH15", "dieu-2/khoan-2", "90/2025/QH15", "2025-07-01"),
        ("78/2006/QH11", "dieu-42/khoan-3", "106/2016/QH13", "2016-09-01"),
    ],
)
def test_provisions_ended_by_commands_that_name_no_act(registry, number, provision, by, on):
    (act,) = registry.by_number(number)
    found = {(rel.act, rel.on) for rel in registry.relations_to(act) if rel.kind == "ends_part" and provision in rel.provisions}
    assert (by, on) in found


def test_a_law_by_name_is_the_one_of_its_day(registry):
    cited = Citation(id="c", span=(0, 1), quote="Luật Đầu tư", path="dieu-1", act=CitedAct(name="Luật Đầu tư"))
    numbers = {day: resolve_citations([cited], registry, as_of=day)[0].resolution.number for day in ("2021-06-01", "2026-12-01")}
    assert numbers == {"2021-06-01": "61/2020/QH14", "2026-12-01": "143/2025/QH15"}


def test_no_official_word_is_shown_for_what_no_register_said(registry):
    official = [act for act in registry if act.word_source == "official"]
    assert len(official) > 500
    assert {(act.origins[-1], act.word_from) for act in official} == {("text", "trang vbpl.vn")}
    assert sum(act.word_on is None for act in official) <= 1


def test_tables_are_small_and_hold_facts_only(registry):
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 3_000_000
    relations = [parse_relation(line) for line in read_lines(FOLDER / RELATIONS, RELATION_COLUMNS)]
    assert max(len(relation.words.split()) for relation in relations) <= 16


def test_ends_read_by_eye_are_right():
    relations = [parse_relation(line) for line in read_lines(FOLDER / RELATIONS, RELATION_COLUMNS)]
    verdicts = read_verdicts(data_dir("corpora") / "verdicts" / "endings.tsv")
    for seed in (20261125, 7, 20261126, 20261127):
        read, correct = precision(draw(relations, seed=seed), verdicts)
        assert read >= 95
        assert correct / read >= 0.97


@pytest.mark.shared
def test_ended_core_acts_are_explained_by_the_words_of_the_ending_act(registry):
    import json

    path = Path(__file__).resolve().parents[2].parent / "shared" / "law" / "core_acts.jsonl"
    if not path.is_file():
        pytest.skip("the shared law files are not beside the checkout")
    texts = {act.number for act in registry if "text" in act.origins}
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    ended = [row for row in rows if row["status"] == "expired" and row["ended_by"] in texts]
    for row in ended:
        (act,) = registry.by_number(row["number"])
        found = {(rel.act, rel.on) for rel in registry.relations_to(act) if rel.kind in ("replaces", "abolishes")}
        assert (row["ended_by"], row["expired"]) in found
    assert len(ended) == 8
