"""What must survive the reading of a PDF. Pages are drawn by the tests; all bodies are invented."""

from itertools import chain
from unicodedata import normalize

import pytest
from reading_builders import Sheet, Word, measure, pdf, wrapped

from review.contract.document import Document
from review.reading import read

BODY = (
    "Thông tư này quy định về việc quản lý chợ đêm, gồm hồ sơ, trình tự và thời hạn giải quyết đối với tổ chức, cá nhân tham gia "
    "bán hàng tại chợ đêm do xã mở theo quy hoạch đã được phê duyệt."
)
POINTS = [
    "1. Người bán hàng nộp đơn tại Bộ phận Một cửa cấp xã trong giờ hành chính, kèm theo bản sao giấy tờ tùy thân còn thời hạn;",
    "2. Ủy ban nhân dân cấp xã xem xét, trả lời bằng văn bản trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ.",
    "a) Trường hợp từ chối thì phải nêu rõ lý do.",
]
TITLE = [
    Word(100, 80, "ỦY BAN NHÂN DÂN"), Word(115, 97, "XÃ CHỢ ĐÊM"), Word(265, 80, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12),
    Word(310, 97, "Độc lập - Tự do - Hạnh phúc"), Word(110, 125, "Số: /2026/QĐ-UBND"), Word(300, 125, "Chợ Đêm, ngày … tháng 3 năm 2026"),
    Word(262, 165, "QUYẾT ĐỊNH"),
]  # fmt: skip


def _read(*sheets: Sheet) -> Document:
    return read(pdf(*sheets), name="thu.pdf")


def _page(texts: list[str], *, top: float = 100.0, indent: float = 28.0) -> list[Word]:
    words: list[Word] = []
    for text in texts:
        words += wrapped(text, top=top, indent=indent)
        top = words[-1].y + 23
    return words


def test_wrapped_lines_are_paragraphs_again() -> None:
    document = _read(Sheet(_page(["Điều 1. Phạm vi", BODY, *POINTS])))
    assert document.text.split("\n") == ["Điều 1. Phạm vi", BODY, *POINTS]
    assert document.pages == 1


def test_paragraphs_without_indent_are_told_by_short_lines() -> None:
    texts = ["Điều 1. Phạm vi", BODY, *POINTS, BODY]
    assert _read(Sheet(_page(texts, indent=0))).text.split("\n") == texts


def test_paragraphs_set_to_the_left_are_told_by_the_gaps_between_them() -> None:
    texts = ["Điều 1. Hồ sơ đăng ký bán hàng tại chợ đêm do Ủy ban nhân dân xã mở theo", *POINTS, BODY] * 2
    words: list[Word] = []
    top = 90.0
    for text in texts:
        lines = wrapped(text, top=top, indent=0)
        words += (Word(line.x, top + 15 * number, line.text) for number, line in enumerate(lines))
        top = words[-1].y + 24
    assert _read(Sheet(words)).text.split("\n") == texts


def test_recipients_and_rows_go_on_over_the_page() -> None:
    recipients = [Word(85, 800, "Nơi nhận:", 12), Word(85, 814, "- Như Điều 3;", 11), Word(350, 800, "CHỦ TỊCH")]
    more = [
        Word(85, 60, "- Các thôn, tổ dân phố có chợ", 11),
        Word(85, 74, "đêm;", 11),
        Word(340, 74, "Nguyễn Văn Chợ"),
        Word(85, 88, "- Lưu.", 11),
    ]
    annex = Word(262, 130, "PHỤ LỤC")
    rules = [(85, y, 540, y) for y in (740, 770, 800)] + [(x, 740, x, 800) for x in (85, 130, 540)]
    below = [(85, y, 540, y) for y in (60, 90, 120)] + [(x, 60, x, 120) for x in (85, 130, 540)]
    table = [Word(90, 760, "TT"), Word(140, 760, "Nội dung"), Word(90, 790, "1"), Word(140, 790, "Phí vào")]
    document = _read(
        Sheet([*_page([BODY]), *recipients]),
        Sheet([*more, annex, *table], rules),
        Sheet([Word(140, 80, "chợ đêm"), Word(90, 110, "2"), Word(140, 110, "Lệ phí"), *_page(POINTS, top=160)], below),
    )
    assert document.text.split("\n")[1:6] == [
        "Nơi nhận: - Như Điều 3; - Các thôn, tổ dân phố có chợ đêm; - Lưu. | CHỦ TỊCH Nguyễn Văn Chợ",
        "PHỤ LỤC", "TT | Nội dung", "1 | Phí vào chợ đêm", "2 | Lệ phí",
    ]  # fmt: skip
    at = document.text.index("Phí vào")
    assert [place.page for place in document.locate((at, at + 15))] == [2, 3]


def test_a_form_that_opens_every_page_is_no_running_head() -> None:
    pages = [Sheet([Word(230, 60, f"Mẫu số 0{n}"), *_page([f"Điều {n}. Tên", *POINTS])]) for n in (1, 2, 3)]
    assert [line for line in _read(*pages).text.split("\n") if line.startswith("Mẫu")] == ["Mẫu số 01", "Mẫu số 02", "Mẫu số 03"]


def test_a_paragraph_goes_on_over_the_page_and_its_running_lines() -> None:
    lines = wrapped(BODY, top=700)
    pages = [
        Sheet([Word(200, 40, f"CÔNG BÁO/Số {number} + 9/Ngày 01-02-2026"), Word(300, 810, f"- {number} -"), *_page(POINTS), *part])
        for number, part in enumerate((lines[:1], [Word(w.x, w.y - 620, w.text, w.size, w.spread) for w in lines[1:]]), 1)
    ]
    pages[1] = Sheet([*pages[1].words[:2], *pages[1].words[len(pages[1].words) - len(lines) + 1 :], *_page(POINTS, top=180)])
    document = _read(*pages)
    assert BODY in document.text.split("\n")
    assert "CÔNG BÁO" not in document.text
    assert "- 1 -" not in document.text
    assert [stream.kind for stream in document.streams] == ["header", "header"]


def test_a_header_that_comes_back_is_no_text() -> None:
    pages = [Sheet([Word(85, 40, "Dự thảo lần 2, tháng 3"), *_page([f"Điều {n}. Tên", *POINTS])]) for n in (1, 2, 3)]
    document = _read(*pages)
    assert "Dự thảo lần 2" not in document.text
    assert document.streams[0].text == "Dự thảo lần 2, tháng 3"
    assert [line for line in document.text.split("\n") if line.startswith("Điều")] == ["Điều 1. Tên", "Điều 2. Tên", "Điều 3. Tên"]


@pytest.mark.parametrize("merged", [False, True])
def test_the_title_block_gives_two_rows(merged: bool) -> None:
    words = sorted(TITLE, key=lambda word: word.y) if merged else TITLE
    document = _read(Sheet([*words, *_page(["Điều 1. Phạm vi", BODY], top=200)]))
    assert document.text.split("\n")[:3] == [
        "ỦY BAN NHÂN DÂN XÃ CHỢ ĐÊM | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "Số: /2026/QĐ-UBND | Chợ Đêm, ngày … tháng 3 năm 2026",
        "QUYẾT ĐỊNH",
    ]
    assert document.rows == {0, 1}


def test_the_signature_is_one_row() -> None:
    signature = [
        Word(85, 600, "Nơi nhận:", 12), Word(85, 615, "- Như Điều 3;", 11), Word(85, 629, "- Lưu: VT.", 11),
        Word(350, 590, "TM. ỦY BAN NHÂN DÂN"), Word(385, 607, "CHỦ TỊCH"), Word(360, 690, "Nguyễn Văn Chợ"),
    ]  # fmt: skip
    document = _read(Sheet([*_page(["Điều 1. Phạm vi", BODY, *POINTS]), *signature]))
    assert document.text.split("\n")[-1] == "Nơi nhận: - Như Điều 3; - Lưu: VT. | TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Nguyễn Văn Chợ"


def test_a_ruled_table_gives_rows_and_merged_cells_once() -> None:
    ys, xs = (200.0, 225.0, 265.0, 290.0), (85.0, 130.0, 330.0, 540.0)
    rules = [(xs[0], y, xs[-1], y) for y in (ys[0], ys[1], ys[3])] + [(xs[1], ys[2], xs[-1], ys[2])]
    rules += [(x, ys[0], x, ys[-1]) for x in xs]
    words = [
        Word(90, 217, "TT"), Word(140, 217, "Nội dung"), Word(340, 217, "Mức"), Word(90, 242, "1"), Word(140, 242, "Phí vào chợ"),
        Word(140, 258, "đêm"), Word(340, 242, "5.000 đồng"), Word(140, 282, "Lệ phí"), Word(340, 282, "không"),
    ]  # fmt: skip
    for boxed in (False, True):
        document = _read(Sheet([*_page([BODY]), *words, *_page(POINTS, top=320)], rules=rules, boxed=boxed))
        lines = document.text.split("\n")
        assert lines[1:4] == ["TT | Nội dung | Mức", "1 | Phí vào chợ đêm | 5.000 đồng", "| Lệ phí | không"]
        assert document.rows == {1, 2, 3}
        assert lines[4:] == POINTS


def test_columns_are_read_one_after_the_other() -> None:
    left = list(chain(*(wrapped(POINTS[0], top=100 + 80 * n, left=60, right=280, indent=15) for n in range(5))))
    right = list(chain(*(wrapped(POINTS[1], top=100 + 80 * n, left=310, right=535, indent=15) for n in range(5))))
    both = sorted((*left, *right), key=lambda word: (word.y, word.x))
    assert _read(Sheet(both)).text.split("\n") == [POINTS[0]] * 5 + [POINTS[1]] * 5


@pytest.mark.parametrize("cut", [2.4, 3.4])
def test_words_cut_at_marked_letters_are_joined_by_their_boxes(cut: float) -> None:
    x, words = 85.0, []
    for piece, blank in (("ĐIỀ", 0), ("U", 4), ("KHO", 0), ("ẢN", 4), ("CHUY", 0), ("ỂN", 4), ("TIẾP", 0)):
        words.append(Word(x, 100, piece))
        x += measure(piece) + (cut if not blank else 6.5)
    document = _read(Sheet([*words, *_page([BODY, *POINTS], top=130)]))
    assert document.text.split("\n")[0] == "ĐIỀU KHOẢN CHUYỂN TIẾP"
    assert [notice.code for notice in document.notices] == ["broken_words"]


def test_a_hyphen_at_the_line_end_holds_the_number_together() -> None:
    first = "Căn cứ Thông tư liên tịch số 01/2026/TTLT-"
    lines = [Word(113, 100, first, 13, 540 - 113), Word(85, 119, "BTC-BCT quy định về phí chợ;")]
    assert _read(Sheet([*lines, *_page([BODY, *POINTS], top=150)])).text.startswith(f"{first}BTC-BCT quy định về phí chợ;\n")


def test_raised_numbers_and_notes_at_the_foot() -> None:
    mark = 113 + measure("1. Chợ đêm do Ủy ban nhân dân xã mở")
    words = [
        *_page([BODY]), Word(113, 200, "1. Chợ đêm do Ủy ban nhân dân xã mở"), Word(mark + 0.3, 195, "3", 8), *_page(POINTS, top=230),
        Word(85, 700, "3", 7), Word(91, 704, "Khoản này được bổ sung theo Nghị quyết của chợ.", 11),
    ]  # fmt: skip
    document = _read(Sheet(words))
    assert "1. Chợ đêm do Ủy ban nhân dân xã mở[3]" in document.text.split("\n")
    assert "được bổ sung" not in document.text
    assert [(s.kind, s.text) for s in document.streams] == [("footnote", "3 Khoản này được bổ sung theo Nghị quyết của chợ.")]


def test_pages_that_are_turned() -> None:
    document = _read(Sheet(_page(["Điều 1. Phạm vi", BODY, *POINTS]), turn=90))
    assert document.text.split("\n") == ["Điều 1. Phạm vi", BODY, *POINTS]


def test_a_page_without_text_is_named() -> None:
    document = _read(Sheet(_page([BODY, *POINTS])), Sheet([Word(85, 100, "Trang trắng")]), Sheet(_page(POINTS)))
    assert [(n.code, "2" in n.message) for n in document.notices] == [("page_without_text", True)]


def test_text_over_an_image_is_doubted() -> None:
    document = _read(Sheet(_page([BODY, *POINTS]), image=(0, 0, 595, 842)))
    assert [notice.code for notice in document.notices] == ["recognised_text"]


def test_stamps_of_digital_signatures_are_set_apart() -> None:
    stamp = [Word(11, 19, "Ký bởi: VĂN PHÒNG", 7.5), Word(11, 28, "XÃ CHỢ ĐÊM", 7.5), Word(11, 37, "Email: vp@chodem.example", 7.5)]
    document = _read(Sheet([*stamp, *TITLE, *_page([BODY], top=200)]))
    assert document.text.startswith("ỦY BAN NHÂN DÂN XÃ CHỢ ĐÊM | ")
    assert "Ký bởi: VĂN PHÒNG" in [stream.text for stream in document.streams]


def test_decomposed_text_is_composed_before_lines_are_joined() -> None:
    texts = ["Điều 1. Phạm vi", BODY, *POINTS]
    words = [Word(word.x, word.y, normalize("NFD", word.text), word.size, word.spread) for word in _page(texts)]
    assert _read(Sheet(words)).text.split("\n") == texts


@pytest.mark.parametrize(
    ("coded", "encoding"),
    [(["§iÒu 1. §iÒu kiÖn ®\xadîc h\xadëng", "1. Tæ chøc, c¸ nh©n nép 2 bé hå s¬ t¹i Uû ban nh©n d©n x·."], "TCVN3"),
     (["Ñieàu 1. Ñieàu kieän ñöôïc höôûng", "1. Toå chöùc, caù nhaân noäp 2 boä hoà sô taïi Uyû ban nhaân daân xaõ."], "VNI")],
)  # fmt: skip
def test_old_encodings_are_converted_and_named(coded: list[str], encoding: str) -> None:
    document = _read(Sheet(_page(coded)))
    assert document.text.split("\n") == ["Điều 1. Điều kiện được hưởng", "1. Tổ chức, cá nhân nộp 2 bộ hồ sơ tại Uỷ ban nhân dân xã."]
    assert [(n.code, encoding in n.message) for n in document.notices] == [("legacy_encoding", True)]


def test_spans_are_located_by_page_and_box() -> None:
    first = Sheet(_page([BODY, *POINTS]))
    document = _read(first, Sheet(_page(["Điều 2. Lệ phí", BODY])))
    at = document.text.index("Lệ phí")
    (place,) = document.locate((at, at + 6))
    assert place.page == 2
    assert place.box is not None
    x0, y0, x1, y1 = place.box
    assert abs(x0 - 113 - measure("Điều 2. ")) < 4
    assert abs(x1 - 113 - measure("Điều 2. Lệ phí")) < 4
    assert y0 < 100 < y1 + 3
    across = document.locate((0, len(document.text)))
    assert [where.page for where in across] == [1, 2]
    assert all(where.box and where.box[0] >= 80 and where.box[2] <= 545 for where in across)
