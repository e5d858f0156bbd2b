"""What stands over a procedure of a draft, and what the look-up makes of it."""

import json
from pathlib import Path

import pytest

from review.contract.document import Document
from review.contract.procedures import Procedure
from review.registry.procedures import ProcedureRegistry, import_procedures, settings_of
from review.registry.procedures.matching import draw, scope_of
from review.registry.procedures.model import PAIR_FEATURES
from review.registry.procedures.scoring import queries
from review.registry.procedures.setting import Around
from review.registry.procedures.tables import write_registry
from review.structure import outline

NAMES = {
    "1.970001": "Chấp thuận thay đổi tên của hợp tác xã nuôi ong",
    "1.970002": "Chấp thuận thay đổi tên của câu lạc bộ thả diều",
    "1.970003": "Chấp thuận thay đổi trụ sở của câu lạc bộ thả diều",
}
BODY = (
    "BỘ VĂN HÓA\nTHÔNG TƯ\nVề tàu lượn\n"
    "Điều 1. Phạm vi điều chỉnh\nThông tư này quy định về sân bãi.\n"
    "Chương II\nHỢP TÁC XÃ NUÔI ONG\nĐiều 2. Chấp thuận thay đổi tên\nHồ sơ gồm: đơn.\n"
    "Chương III\nCÂU LẠC BỘ THẢ DIỀU\nĐiều 3. Chấp thuận thay đổi tên\nHồ sơ gồm: đơn.\n"
)


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> ProcedureRegistry:
    folder: Path = tmp_path_factory.mktemp("registry")
    write_registry(folder, [], [], snapshot="2099-01-01", inputs={})
    file = folder / "rows.jsonl"
    rows = [{"code": code, "name": name, "type": "TC"} for code, name in NAMES.items()]
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    assert import_procedures(file, folder, snapshot="2099-01-01").accepted == len(rows)
    return ProcedureRegistry.load(folder)


def test_the_headings_and_the_scope_stand_over_a_line_and_the_title_does_not() -> None:
    document = Document("x.txt", "txt", "", BODY)
    around = Around(settings_of(document, outline(document)))
    over = around.over(BODY.index("Điều 3"))
    said = frozenset().union(*over)
    assert {"sân bãi", "câu lạc", "diều"} <= said
    assert not {"ong", "tàu", "lượn"} & said
    assert sum(map(len, over)) == len(said)


def test_the_chapter_tells_whose_name_is_changed(registry: ProcedureRegistry) -> None:
    document = Document("x.txt", "txt", "", BODY)
    structure = outline(document)
    at = [BODY.index("Điều 2"), BODY.index("Điều 3")]
    procedures = tuple(Procedure(id=f"P{i}", name="Chấp thuận thay đổi tên", anchor=(s, s + 6)) for i, s in enumerate(at, 1))
    around = Around(settings_of(document, structure))
    asked = queries(procedures, ministry=None, cited=frozenset(), around=around)
    covered = PAIR_FEATURES.index("name_in_setting")
    for query, code in zip(asked, ["1.970001", "1.970002"], strict=True):
        shares = {d.record.code: d.values[covered] for d in draw(query, registry, scope_of(registry, structure.meta))}
        assert max(shares, key=lambda c: (shares[c], c)) == code
        assert shares[code] > 0.9


def test_a_name_far_from_the_words_is_drawn_for_the_setting(registry: ProcedureRegistry) -> None:
    plain = registry.index.search("chấp thuận thay đổi tên", limit=1)
    more = registry.index.search(
        "chấp thuận thay đổi tên", limit=1, around=(frozenset(("câu", "lạc", "bộ", "thả", "diều", "câu lạc")),), further=1
    )
    assert more[: len(plain)] == plain
    assert registry.records[more[1][0]].code in ("1.970001", "1.970002")
    assert len({position for position, _ in more}) == 2
