"""Text, Markdown and HTML; old encodings; several files as one draft."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_builders import Sheet, docx, para, pdf, table, wrapped

from review.contract.base import Notice
from review.contract.document import Document, Stream
from review.reading import join, read
from review.reading.legacy import detect, from_tcvn3, from_vni, to_tcvn3, to_vni
from review.reading.syllables import is_syllable

SMALL = "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ"
SENTENCE = "Điều kiện được hưởng: người bán hàng nộp 2 bộ hồ sơ, đưa cho Uỷ ban nhân dân xã trong 05 ngày"


def _text(data: bytes | str, name: str = "a.txt") -> Document:
    return read(data.encode() if isinstance(data, str) else data, name=name)


def test_there_are_134_marked_letters() -> None:
    assert len(SMALL) == 67


@pytest.mark.parametrize("letter", SMALL)
def test_every_marked_letter_goes_both_ways(letter: str) -> None:
    capital = letter.upper()
    assert from_vni(to_vni(letter)) == letter
    assert from_vni(to_vni(capital)) == capital
    assert from_tcvn3(to_tcvn3(letter)) == letter
    assert from_tcvn3(to_tcvn3(capital), capitals=True) == capital


def test_vni_is_matched_longest_first() -> None:
    assert from_vni("Ñieàu kieän ñöôïc höôûng") == "Điều kiện được hưởng"
    assert from_vni("ôù ôø ôû ôõ ôï oâ") == "ớ ờ ở ỡ ợ ô"


@pytest.mark.parametrize("coded", [to_tcvn3(SENTENCE), to_vni(SENTENCE)])
def test_text_in_an_old_set_is_converted_once(coded: str) -> None:
    document = _text(f"{coded}\nĐoạn này đã là Unicode, đưa vào năm 2026.\n{coded}")
    assert document.text == f"{SENTENCE}\nĐoạn này đã là Unicode, đưa vào năm 2026.\n{SENTENCE}"
    assert [notice.code for notice in document.notices] == ["legacy_encoding"]
    again = _text(document.text)
    assert again.text == document.text
    assert again.notices == ()


@pytest.mark.parametrize(
    ("data", "codes"),
    [(to_tcvn3(SENTENCE).encode("latin-1"), ["legacy_encoding"]), (to_vni(SENTENCE).encode("cp1252"), ["legacy_encoding"]),
     (SENTENCE.encode("utf-16"), []), (b"\xef\xbb\xbf" + SENTENCE.encode(), []), (SENTENCE.encode("utf-16-le"), []),
     (unicodedata.normalize("NFD", SENTENCE).encode(), [])],
)  # fmt: skip
def test_encodings_are_told_by_their_syllables(data: bytes, codes: list[str]) -> None:
    document = _text(data)
    assert document.text == SENTENCE
    assert [notice.code for notice in document.notices] == codes


def test_windows_1258_is_read() -> None:
    plain = "Cơ quan nhận đơn của người dân ở xã"
    coded = plain.translate({ord("ậ"): "â\u0323", ord("ủ"): "u\u0309", ord("ờ"): "ơ\u0300", ord("ở"): "ơ\u0309", ord("ã"): "a\u0303"})
    assert _text(coded.encode("cp1258")).text == plain


def test_plain_letters_with_accents_are_no_old_set() -> None:
    for plain in ("Các khoản phí và lệ phí", "café, naïve, Müller, façade, señor", SENTENCE):
        assert detect(plain) is None


def test_a_bad_byte_is_named() -> None:
    data = (SENTENCE * 9).encode()
    document = _text(data[:200] + b"\xff" + data[200:])
    assert document.text.count("\ufffd") == 1
    assert [notice.code for notice in document.notices] == ["undecodable"]


@pytest.mark.parametrize("word", ["Ngễuyn", "cnưgời", "đìêu", "chươưng", "quýêt", "thùngh"])
def test_exchanged_letters_are_no_syllable(word: str) -> None:
    assert not is_syllable(word)


def test_letters_that_compose_to_fewer_are_no_syllable() -> None:
    assert not is_syllable("\u1100\u1161\u00e2\u0301")


@pytest.mark.parametrize("word", ["Nguyễn", "người", "điều", "chương", "quyết", "giếng", "gì", "quýt", "khuỷu", "xoong", "ưu", "uỷ", "ủy"])
def test_syllables_are_possible(word: str) -> None:
    assert is_syllable(word)


def test_odd_syllables_are_a_hint_and_no_more() -> None:
    document = _text("Điều 1. Ngễuyn và người dân nộp đơn, cnưgời nhận trả lời; silo, phở. Đơn thứ hai do cnưgời khác nhận.")
    (notice,) = document.notices
    assert (notice.code, "2 từ" in notice.message, "“cnưgời”" in notice.message) == ("odd_syllables", True, True)
    assert notice.span is not None
    assert document.cut(notice.span) == "cnưgời"


def test_marks_that_are_not_seen_are_told() -> None:
    document = _text("Điều 1. Tên\n\u202eĐiều 2. Hồ sơ\nkho\u200bhàng\n")
    (notice,) = document.notices
    assert (notice.code, "2 ký tự ẩn" in notice.message) == ("hidden_marks", True)
    assert notice.span is not None
    assert document.cut(notice.span) == "\u202e"
    assert not _text("Điều 1. Tên\n").notices


def test_text_is_the_file_itself() -> None:
    source = "\ufeffĐiều 1.  Tên\r\n\r\n\t1. Thời hạn\u00a005 ngày | không\rHết\n"
    document = _text(source)
    assert document.text == "Điều 1.  Tên\n\n\t1. Thời hạn\u00a005 ngày | không\nHết\n"
    assert document.rows == frozenset()
    assert document.locate((0, 4)) == ()


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(["Điều 1.", " ", "\n", "\r\n", "ngày", "\u00a0", "ẻ", "e\u0309", "|", "Ð", "\t"]), min_size=1, max_size=60))
def test_text_is_only_composed_and_its_line_ends_made_one(parts: list[str]) -> None:
    source = "x" + "".join(parts)
    assert _text(source).text == unicodedata.normalize("NFC", source.replace("\r\n", "\n"))


def test_markdown_loses_its_marks_only() -> None:
    source = (
        "---\ntitle: thử\n---\n# **QUYẾT ĐỊNH**\n\n**Điều 1\\.** *Phạm vi* của [Luật Chợ](http://a.example)\n\n"
        "1. Người bán hàng tại chợ đêm của xã được nộp đơn trong giờ hành chính của\ncơ quan xã.\n\n"
        "| TT | Nội dung |\n|----|:---|\n| 1 | Phí<br>vào chợ |\n\n- điểm\n> trích\n"
    )
    assert _text(source, "a.md").text.split("\n") == [
        "---", "title: thử", "---", "QUYẾT ĐỊNH", "Điều 1. Phạm vi của Luật Chợ",
        "1. Người bán hàng tại chợ đêm của xã được nộp đơn trong giờ hành chính của cơ quan xã.",
        "TT | Nội dung", "1 | Phí vào chợ", "- điểm", "trích",
    ]  # fmt: skip
    assert _text(source, "a.md").rows == {6, 7}


PAGE = """<!DOCTYPE html><html><head><title>Trang</title><style>p{}</style><script>var a="Điều 9.";</script></head><body>
<nav>Trang chủ</nav><header><div>Tìm kiếm</div></header>
<div class="main"><div>%s</div></div>
<div class="menu"><a>Điều 1. Phạm vi</a></div><footer>Cơ quan chủ quản</footer></body></html>"""
ACT = """<table><tr><td><p>ỦY BAN NHÂN DÂN</p></td><td><p>CỘNG HÒA XÃ HỘI<br>CHỦ NGHĨA VIỆT NAM</p></td></tr></table>
<p>QUYẾT ĐỊNH</p><p>Căn cứ Luật Chợ;</p><p><b>Điều 1.</b> Phạm
  vi&nbsp;điều chỉnh</p><p style="display: none">ẩn</p><p>Chợ đêm họp từ 18 giờ đến 23 giờ hằng ngày tại khu phố cũ của xã.</p>
<p>1. Phí là <del>30</del><ins>20</ins> đồng mỗi m<sup>2</sup> quầy<sup>1</sup>.</p><ol type="a"><li>Đơn</li><li value="4">Giấy</li></ol>
<table><tr><th rowspan="2">TT</th><th colspan="2">Mức</th></tr><tr><td>thấp</td><td>cao</td></tr></table>
<p>Nơi nhận: lưu.</p>"""


def test_a_page_gives_the_act_without_what_stands_around_it() -> None:
    document = _text(PAGE % ACT, "a.html")
    assert document.text.split("\n") == [
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "QUYẾT ĐỊNH", "Căn cứ Luật Chợ;", "Điều 1. Phạm vi điều chỉnh",
        "Chợ đêm họp từ 18 giờ đến 23 giờ hằng ngày tại khu phố cũ của xã.",
        "1. Phí là 20 đồng mỗi m2 quầy[1].", "a. Đơn", "d. Giấy", "TT | Mức", "| thấp | cao", "Nơi nhận: lưu.",
    ]  # fmt: skip
    assert document.rows == {0, 8, 9}


def test_a_title_block_outside_the_largest_part_is_kept() -> None:
    body = f"<div>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</div><div>{'<p>Điều 1. Chợ đêm.</p>' * 60}</div><div>Nơi nhận: lưu.</div>"
    lines = _text(f"<html><body>{body}</body></html>", "a.html").text.split("\n")
    assert (lines[0], lines[-1], len(lines)) == ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Nơi nhận: lưu.", 62)


@pytest.mark.parametrize(
    "data",
    ["<meta charset='utf-8'><p>Điều kiện được hưởng</p>".encode(), "<html><p>Điều kiện được hưởng</p></html>".encode("utf-16"),
     f"<html><p>{to_tcvn3('Điều kiện được hưởng chế độ')}</p></html>".encode("latin-1")],
)  # fmt: skip
def test_pages_in_any_encoding(data: bytes) -> None:
    assert _text(data, "a.html").text.startswith("Điều kiện được hưởng")


ACT_LINES = [
    "QUYẾT ĐỊNH",
    "Điều 1. Phạm vi điều chỉnh",
    "1. Quyết định này quy định về thời gian họp chợ đêm, hồ sơ đăng ký bán hàng và mức thu tiền sử dụng quầy hàng trong năm 2026.",
    "a) Người bán hàng nộp đơn tại Bộ phận Một cửa cấp xã;",
    "đ) Người bán hàng cư trú tại xã khác nộp thêm bản sao giấy xác nhận nơi cư trú của mình do Công an cấp xã nơi đó cấp.",
    "2. Chợ đêm không họp vào ngày nghỉ lễ.",
]


def test_one_act_gives_one_text_in_every_format() -> None:
    words, top = [], 100.0
    for line in ACT_LINES:
        words += wrapped(line, top=top, indent=160 if line.isupper() else 28)
        top = words[-1].y + 23
    made = {
        "a.docx": docx(*map(para, ACT_LINES)),
        "a.pdf": pdf(Sheet(words)),
        "a.html": f"<html><body>{''.join(f'<p>{line}</p>' for line in ACT_LINES)}</body></html>".encode(),
        "a.md": "\n\n".join(ACT_LINES).encode(),
        "a.txt": "\n".join(ACT_LINES).encode(),
    }
    assert {name: read(data, name=name).text.split("\n") for name, data in made.items()} == dict.fromkeys(made, ACT_LINES)


def test_several_files_are_one_draft() -> None:
    body = read(docx(para("Điều 1. Tên"), table(["a", "b"])), name="than.docx")
    annex = read(pdf(Sheet(wrapped("PHỤ LỤC kèm theo Quyết định về chợ đêm của Ủy ban nhân dân xã", top=90))), name="phu-luc.pdf")
    marks = {"streams": (Stream("comment", "xem", 3),), "notices": (Notice(code="x", message="y", span=(0, 3)),)}
    noted = Document("ghi-chu.txt", "txt", "0" * 64, "Mẫu số 01\n", **marks)
    joined = join([body, annex, noted])
    assert joined.text == f"{body.text}\n{annex.text}\nMẫu số 01"
    assert (joined.file, joined.format, joined.rows, joined.pages) == ("than.docx", "docx", {1}, None)
    at = joined.text.index("chợ đêm")
    (place,) = joined.locate((at, at + 7))
    assert (place.file, place.page) == ("phu-luc.pdf", 1)
    assert [where.file for where in joined.locate((0, len(joined.text)))] == ["than.docx", "than.docx", "phu-luc.pdf", "ghi-chu.txt"]
    (notice,) = joined.notices
    assert notice.span is not None
    assert joined.cut(notice.span) == "Mẫu"
    assert joined.streams[0].at == joined.text.index("Mẫu") + 3
    assert join([body]) is body
