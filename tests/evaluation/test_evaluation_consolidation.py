"""The comparison with published consolidated texts: heads, notes, causes of differences; the measured shares on the real ones."""

import os
from pathlib import Path

import pytest

from review.evaluation.consolidation import Acts, Pair, compare, figures, key_of, measure, notes_of, pair_of, table

PUBLISHED = (
    "LUẬT\nCHỢ PHIÊN\n"
    "Luật Chợ phiên số 70/2030/QH19 ngày 05 tháng 3 năm 2030 của Quốc hội, có hiệu lực từ 01/5/2030, được sửa đổi, bổ sung bởi:\n"
    "1. Luật số 80/2031/QH19 ngày 05 tháng 3 năm 2031 của Quốc hội sửa đổi, bổ sung một số điều của Luật Chợ phiên số 70/2030/QH19;\n"
    "2. Luật Hội chợ số 81/2032/QH19 ngày 05 tháng 3 năm 2032 của Quốc hội.\n"
    "Căn cứ Hiến pháp;\nQuốc hội ban hành Luật Chợ phiên.\n"
    "Điều 1. Phạm vi điều chỉnh\nLuật này quy định về chợ phiên.\n"
    "Điều 2. Giờ họp\n1.[1] Chợ họp buổi sớm.\n2.[2] Chợ nghỉ ngày lễ.\n"
    "Điều 3. Nhãn\nchợ có nhãn, có biển.\nĐiều 4. Hiệu lực\nLuật này có hiệu lực từ ngày 01 tháng 5 năm 2030./.\n"
    "XÁC THỰC VĂN BẢN HỢP NHẤT\n"
    "1 Khoản này được sửa đổi, bổ sung theo quy định tại khoản 1 Điều 1 của Luật số 80/2031/QH19.\n"
    "2 Khoản này được bổ sung theo quy định tại Điều 9 của Luật Hội chợ số 81/2032/QH19.\n"
)
BASE = (
    "LUẬT\nCHỢ PHIÊN\nCăn cứ Hiến pháp;\nQuốc hội ban hành Luật Chợ phiên.\nĐiều 1. Phạm vi điều chỉnh\nLuật này quy định về chợ phiên.\n"
    "Điều 2. Giờ họp\n1. Chợ họp buổi sáng.\nĐiều 3. Nhãn\nChợ có nhãn; có biển.\n"
    "Điều 4. Hiệu lực\nLuật này có hiệu lực từ ngày 01 tháng 5 năm 2030./.\n"
)
AMENDER = (
    "LUẬT\nSỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT CHỢ PHIÊN\nCăn cứ Hiến pháp;\nQuốc hội ban hành Luật.\n"
    "Điều 1. Sửa đổi, bổ sung một số điều của Luật Chợ phiên số 70/2030/QH19\n"
    "1. Sửa đổi, bổ sung khoản 1 Điều 2 như sau:\n“1. Chợ họp buổi sớm.”.\n"
)


def row(number: str, text: str, kind: str = "luat") -> dict[str, object]:
    return {"number": number, "doc_type": kind, "title": None, "issued": "2033-01-01", "effective": None, "text": text}


class _Few(Acts):
    """Acts given in the test."""

    def __init__(self, *rows: dict[str, object]) -> None:
        self.rows = {str(r["number"]): [r] for r in rows}
        self._parsed = {}


def test_a_head_names_base_and_amenders_in_order() -> None:
    pair = pair_of(row("9/VBHN-VPQH", PUBLISHED, "vbhn"))
    assert pair is not None
    assert (pair.base, pair.amenders) == ("70/2030/QH19", ("80/2031/QH19", "81/2032/QH19"))
    assert pair_of(row("9/VBHN-VPQH", BASE, "vbhn")) is None


def test_notes_are_taken_off_the_text() -> None:
    body, notes = notes_of(PUBLISHED)
    assert sorted(notes) == [1, 2]
    assert notes[2].startswith("Khoản này được bổ sung")
    assert body.endswith("XÁC THỰC VĂN BẢN HỢP NHẤT\n") or body.endswith("XÁC THỰC VĂN BẢN HỢP NHẤT")


def test_marks_spaces_and_tone_placement_do_not_count() -> None:
    assert key_of("2.[3] Hoà giải  viên, 5 m[2]") == key_of("2. Hòa giải viên, 5 m²")
    assert key_of("Hòa") != key_of("hòa")


def test_articles_are_equal_excluded_or_different_with_a_cause() -> None:
    acts = _Few(row("70/2030/QH19", BASE), row("80/2031/QH19", AMENDER))
    published = row("9/VBHN-VPQH", PUBLISHED, "vbhn")
    result = compare(Pair(published, "70/2030/QH19", ("80/2031/QH19", "81/2032/QH19")), acts)
    assert result.missing == ("81/2032/QH19",)
    assert result.equal == ["dieu-1", "dieu-4"]
    assert result.excluded == {"dieu-2": "amender's text missing"}
    assert result.causes == {"dieu-3": "typography"}
    assert "9/VBHN-VPQH\t2033-01-01\t70/2030/QH19\tdieu-3\ttypography\t\t" in table([result])
    assert {f.name: f.value for f in figures([result])}["articles equal"] == pytest.approx(2 / 3)


def test_what_we_left_undone_counts_as_ours() -> None:
    acts = _Few(row("70/2030/QH19", BASE), row("80/2031/QH19", AMENDER.replace("khoản 1 Điều 2 như", "khoản 7 Điều 2 như")))
    published = row("9/VBHN-VPQH", PUBLISHED.replace("2.[2] Chợ nghỉ ngày lễ.\n", ""), "vbhn")
    result = compare(Pair(published, "70/2030/QH19", ("80/2031/QH19",)), acts)
    assert result.causes["dieu-2"] == "ours"
    assert result.outcomes == {"missed:no_text": 1} or result.outcomes == {"missed:no_target": 1}


SHARED = Path(os.environ.get("SOAT_SHARED", Path(__file__).resolve().parents[2].parent / "shared")) / "data" / "acts" / "acts.jsonl.gz"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_file(), reason="needs ../shared/data/acts")
def test_shares_reached_on_published_texts() -> None:
    results = measure(SHARED)
    found = {(f.group, f.name): f.value for f in figures(results)}
    assert len(results) >= 31
    assert found["consolidation", "articles without a miss of ours"] >= 0.99
    assert found["consolidation", "articles equal but for case and marks"] >= 0.91
    assert found["consolidation", "commands applied"] >= 0.97
    assert max(r.seconds for r in results) < 3
