"""What title block, effect clause and signature say."""

import pytest
from outline_builders import HEADER, TAIL, read

from review.contract.structure import Meta

BODY = "Căn cứ Luật Ong;\nBộ trưởng Bộ Y tế ban hành Thông tư quy định về mật ong.\nĐiều 1. A\nB.\n"


def meta(text: str) -> Meta:
    return read(text).meta


def test_a_full_title_block() -> None:
    text = HEADER + "Điều 1. Hiệu lực thi hành\nNghị định này có hiệu lực thi hành kể từ ngày 01 tháng 5 năm 2031.\n" + TAIL
    found = meta(text)
    assert (found.doc_type, found.number, found.sign, found.issuer, found.level) == (
        "nghi_dinh", "901/2031/NĐ-CP", "/2031/NĐ-CP", "Chính phủ", "central",
    )  # fmt: skip
    assert (found.place, found.date, found.title) == ("Hà Nội", "2031-03-05", "Quy định về chăn nuôi ong lấy mật")
    assert (found.effective, found.effective_text, found.signer_title) == ("2031-05-01", None, "TM. CHÍNH PHỦ THỦ TƯỚNG")
    assert not found.is_draft
    cut = {name: text[slice(*span)] for name, span in found.spans.items()}
    assert cut["number"] == "901/2031/NĐ-CP"
    assert cut["date"] == "ngày 05 tháng 3 năm 2031"
    assert cut["place"] == "Hà Nội"
    assert cut["doc_type"] == "NGHỊ ĐỊNH"
    assert cut["title"] == "Quy định về chăn nuôi ong lấy mật"
    assert cut["effective"].endswith("01 tháng 5 năm 2031")


MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
DAY = "Hà Nội, ngày 1 tháng 2 năm 2031"
HEADS = [
    pytest.param(f"BỘ Y TẾ | {MOTTO} Độc lập - Tự do - Hạnh phúc\nSố: 7/2031/TT-BYT | {DAY}", id="rows"),
    pytest.param(f"BỘ Y TẾ\n{MOTTO}\nĐộc lập - Tự do - Hạnh phúc\nSố: 7/2031/TT-BYT\n{DAY}", id="lines"),
    pytest.param(f"BỘ Y TẾ {MOTTO}\nĐộc lập - Tự do - Hạnh phúc\nSố: 7/2031/TT-BYT {DAY}", id="columns merged"),
    pytest.param(f"BỘ Y TẾ --- Số: 7/2031/TT-BYT | {MOTTO} Độc lập - Tự do - Hạnh phúc --- {DAY}", id="one row"),
    pytest.param(f"BỘ Y TẾ __ | {MOTTO}\n | Độc lập - Tự do - Hạnh phúc\nSố: 07 / 2031 / TT - BYT |\n | {DAY}", id="cells apart"),
]


@pytest.mark.parametrize("header", HEADS)
def test_headers_of_many_shapes(header: str) -> None:
    found = meta(f"{header}\nTHÔNG TƯ\nQuy định về mật ong\nvà sáp ong\n{BODY}")
    assert found.number is not None
    assert found.number.lstrip("0") == "7/2031/TT-BYT"
    assert (found.issuer, found.date, found.place) == ("Bộ Y tế", "2031-02-01", "Hà Nội")
    assert found.title == "Quy định về mật ong và sáp ong"


@pytest.mark.parametrize(
    ("number", "date", "sign", "day", "draft"),
    [
        ("Số: /2031/TT-BYT", "Hà Nội, ngày tháng 12 năm 2031", "/2031/TT-BYT", "2031-12", True),
        ("Số:      /2031/TT-BYT", "Hà Nội, ngày … tháng … năm 2031", "/2031/TT-BYT", None, True),
        ("Số: …../2031/TT-BYT", "Hà Nội, ngày 3 tháng 12 năm 2031", "/2031/TT-BYT", "2031-12-03", False),
        ("Số: 57/2031/0H19", "Hà Nội, ngày 3 tháng 12 năm 2031", None, "2031-12-03", False),
    ],
)
def test_blanks_are_null(number: str, date: str, sign: str | None, day: str | None, draft: bool) -> None:
    found = meta(f"BỘ Y TẾ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n{number} | {date}\nTHÔNG TƯ\nQuy định về mật ong\n{BODY}")
    assert (found.number, found.sign, found.date, found.is_draft) == (None, sign, day, draft)


@pytest.mark.parametrize(("line", "number"), [("DỰ THẢO", None), ("Dự thảo lần 2", "2"), ("(Dự thảo 3)", "3"), ("DỰ THẢO LẦN THỨ 4", "4")])
def test_drafts_say_so(line: str, number: str | None) -> None:
    found = meta(f"BỘ Y TẾ | {MOTTO}\nSố: 7/2031/TT-BYT | {DAY}\n{line}\nTHÔNG TƯ\nA\n{BODY}")
    assert (found.is_draft, found.draft_no) == (True, number)


@pytest.mark.parametrize(
    ("header", "issuer", "level"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA | CỘNG HÒA XÃ HỘI", "Ủy ban nhân dân tỉnh Khánh Hòa", "province"),
        ("ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI\nTỈNH LÀO CAI | Độc lập - Tự do - Hạnh phúc", "Ủy ban nhân dân tỉnh Lào Cai", "province"),
        ("HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ HÀ NỘI ------- | CỘNG HÒA", "Hội đồng nhân dân thành phố Hà Nội", "province"),
        ("UỶ BAN NHÂN DÂN XÃ TÂN MẬT | CỘNG HÒA", "Ủy ban nhân dân xã Tân Mật", "commune"),
    ],
)
def test_local_issuers(header: str, issuer: str, level: str) -> None:
    found = meta(f"{header}\nSố: 3/2031/QĐ-UBND | X, ngày 1 tháng 2 năm 2031\nQUYẾT ĐỊNH\nVề nuôi ong\nCăn cứ Luật Ong;\nĐiều 1. A.\n")
    assert (found.issuer, found.level) == (issuer, level)


def test_joint_acts_have_all_their_bodies() -> None:
    head = "BỘ CÔNG AN - BỘ QUỐC PHÒNG | CỘNG HÒA XÃ HỘI\nSố: 3/2031/TTLT-BCA-BQP | Hà Nội, ngày 1 tháng 2 năm 2031\n"
    found = meta(f"{head}THÔNG TƯ LIÊN TỊCH\nVề nuôi ong\nCăn cứ Luật Ong;\nĐiều 1. A.\n")
    assert (found.doc_type, found.issuer) == ("thong_tu_lien_tich", "Bộ Công an, Bộ Quốc phòng")


@pytest.mark.parametrize(
    ("clause", "effective", "signing"),
    [
        ("có hiệu lực thi hành kể từ ngày 01 tháng 5 năm 2031.", "2031-05-01", None),
        ("có hiệu lực kể từ ngày 01/5/2031.", "2031-05-01", None),
        ("có hiệu lực thi hành từ 31 tháng 10 năm 2031.", "2031-10-31", None),
        ("có hiệu lực thi hành từ ngày … tháng 5 năm 2031.", "2031-05", None),
        ("có hiệu lực kể từ ngày ký ban hành.", "2031-03-05", "signing"),
        ("có hiệu lực thi hành sau 45 ngày kể từ ngày ký.", "2031-04-19", "signing"),
        ("đã được Hội đồng nhân dân tỉnh A khóa X thông qua ngày 5/3/2031 và có hiệu lực từ ngày 9/4/2031.", "2031-04-09", None),
    ],
)
def test_effect_clauses(clause: str, effective: str, signing: str | None) -> None:
    found = meta(f"{HEADER}Điều 1. Hiệu lực\nNghị định này {clause}\n")
    assert (found.effective, found.effective_text) == (effective, signing)


def test_decisions_that_an_act_speaks_of_have_their_own_effect() -> None:
    clause = "4. Các quyết định này có hiệu lực kể từ ngày ký.\nĐiều 2. Hiệu lực\nQuyết định này có hiệu lực từ ngày 01/02/2032."
    found = meta(f"BỘ Y TẾ | {MOTTO}\nSố: 7/2031/QĐ-TTg | {DAY}\nQUYẾT ĐỊNH\nVề mật ong\nĐiều 1. Mật ong\n{clause}")
    assert (found.effective, found.effective_text) == ("2032-02-01", None)


def test_law_takes_its_date_from_its_adoption() -> None:
    text = (
        f"QUỐC HỘI | {MOTTO}\nLuật số: 9/2031/QH19 |\nLUẬT\nNUÔI ONG\nCăn cứ Hiến pháp; Quốc hội ban hành Luật Nuôi ong.\n"
        "Điều 1. A\nLuật này có hiệu lực từ ngày được Quốc hội thông qua.\n"
        "Luật này được Quốc hội khóa XIX thông qua ngày 12 tháng 6 năm 2031.\n"
    )
    structure = read(text)
    assert (structure.meta.date, structure.meta.effective, structure.meta.issuer) == ("2031-06-12", "2031-06-12", "Quốc hội")
    assert "thong-qua" in structure.by_path


def test_what_an_act_amends_and_replaces() -> None:
    text = (
        "NGHỊ ĐỊNH\nQuy định chi tiết Luật Ong; sửa đổi, bổ sung một số điều của Nghị định số 5/2029/NĐ-CP đã được sửa đổi bởi "
        "Nghị định số 6/2030/NĐ-CP\n"
        "Căn cứ Luật Ong;\nĐiều 1. A\nB.\nĐiều 2. Hiệu lực\n"
        "1. Nghị định này thay thế Nghị định số 1/2027/NĐ-CP và Nghị định số 2/2028/NĐ-CP.\n"
        "2. Bãi bỏ khoản 3 Điều 4 Nghị định số 3/2028/NĐ-CP.\n"
        "3. Các văn bản sau đây hết hiệu lực:\na) Thông tư số 4/2028/TT-BYT quy định chi tiết Nghị định số 8/2026/NĐ-CP;\n"
        "4. Thay thế cụm từ “ong” tại Điều 2 Nghị định số 7/2030/NĐ-CP.\n"
    )
    found = meta(text)
    assert found.amending
    assert found.amends == ("5/2029/NĐ-CP",)
    assert found.replaces == ("1/2027/NĐ-CP", "2/2028/NĐ-CP", "4/2028/TT-BYT")


def test_a_new_law_that_replaces_one_is_no_amending_act() -> None:
    assert not meta("LUẬT\nTHUẾ MẬT ONG (SỬA ĐỔI)\nCăn cứ Hiến pháp;\nĐiều 1. Sửa đổi, bổ sung hồ sơ\nA.\n").amending


def test_consolidated_text() -> None:
    text = (
        "LUẬT\nNUÔI ONG\nLuật Nuôi ong số 9/2020/QH14 có hiệu lực kể từ ngày 01 tháng 7 năm 2021, được sửa đổi, bổ sung bởi:\n"
        "1. Luật số 2/2025/QH15.\nCăn cứ Hiến pháp;\nĐiều 1. A\nB.\n"
    )
    found = meta(text)
    assert (found.doc_type, found.title) == ("vbhn", "NUÔI ONG")


def test_an_act_without_title_block_is_what_it_calls_itself() -> None:
    found = meta("Chương I\nCHUNG\nĐiều 1. A\nThông tư này quy định về ong. Nghị định này; Thông tư này.\n")
    assert (found.doc_type, found.title, found.number) == ("thong_tu", None, None)


def test_a_law_that_amends_is_told_by_its_enacting_words() -> None:
    found = meta(
        "LUẬT\nSỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT NUÔI ONG\nCăn cứ Hiến pháp;\n"
        "Quốc hội ban hành Luật sửa đổi, bổ sung một số điều của Luật Nuôi ong số 98/2008/QH12 đã được sửa đổi theo Luật số 7/2014/QH13.\n"
        "Điều 1. Sửa đổi, bổ sung một số điều của Luật Nuôi ong\n1. Bãi bỏ Điều 4.\n"
    )
    assert (found.amending, found.amends) == (True, ("98/2008/QH12",))
