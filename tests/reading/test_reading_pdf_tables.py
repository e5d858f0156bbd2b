"""Tables of a PDF that no closed grid of ruled lines tells. Pages are drawn by the tests; all bodies are invented."""

import logging
from collections.abc import Sequence

import pdfplumber
import pytest
from reading_builders import Sheet, Word, measure, pdf, wrapped

from review.contract.document import Document
from review.reading import read
from review.reading.pdf import plumbed

BODY = (
    "1. Người bán hàng tại chợ đêm nộp phí, lệ phí theo biểu dưới đây cho đơn vị quản lý chợ; đơn vị thu cấp biên lai theo quy định "
    "của pháp luật về quản lý thuế và nộp vào ngân sách xã trước ngày 15 hằng tháng."
)
FEES = [
    ("TT", "Nội dung thu", "Đơn vị", "Mức thu (đồng)"),
    ("1", "Phí thẩm định hồ sơ đăng ký\nbán hàng lần đầu", "hồ sơ", "150.000"),
    ("2", "Phí vào chợ", "lượt", "5.000"),
    ("3", "Lệ phí cấp lại thẻ do bị mất,\nbị hỏng", "thẻ", "20.000"),
    ("4", "Phí gửi xe máy", "lượt", "4.000"),
]
ROWS = [" | ".join(row).replace("\n", " ") for row in FEES]
LEFTS = (85.0, 130.0, 340.0, 430.0)
ENDS = (0.0, 0.0, 0.0, 540.0)


def _table(rows: Sequence[Sequence[str]], top: float, *, lefts: Sequence[float] = LEFTS, ends: Sequence[float] = ENDS) -> list[Word]:
    """Cells without lines, as a word processor sets them: cell by cell, from the left, or to the right where ``ends`` says."""
    words: list[Word] = []
    for row in rows:
        for text, left, end in zip(row, lefts, ends, strict=True):
            for number, line in enumerate(text.split("\n")):
                words.append(Word(end - measure(line) if end else left, top + 17 * number, line))
        top += 17 * max(text.count("\n") + 1 for text in row)
    return words


def _sheet(*, turn: int = 0) -> Sheet:
    return Sheet([*wrapped(BODY, top=100), *_table(FEES, 175), *wrapped(BODY, top=310)], turn=turn)


def _read(*sheets: Sheet) -> Document:
    return read(pdf(*sheets), name="thu.pdf")


@pytest.mark.parametrize("turn", [0, 90])
def test_columns_parted_by_white_space_are_rows(turn: int) -> None:
    document = _read(_sheet(turn=turn))
    assert document.text.split("\n") == [BODY, *ROWS, BODY]
    assert document.rows == {1, 2, 3, 4, 5}
    assert document.notices == ()


def test_words_of_such_rows_are_located() -> None:
    document = _read(Sheet(wrapped(BODY, top=100)), _sheet())
    for words, x0, y in (("Phí vào chợ", 130, 226), ("bán hàng lần đầu", 130, 209), ("20.000", 540 - measure("20.000"), 243)):
        at = document.text.index(words)
        (place,) = document.locate((at, at + len(words)))
        assert place.page == 2
        assert place.box is not None
        assert abs(place.box[0] - x0) < 4
        assert abs(place.box[2] - x0 - measure(words)) < 4
        assert place.box[1] < y < place.box[3]


def test_a_narrow_gap_in_one_row_parts_the_columns_too() -> None:
    long = "Phí thuê quầy hàng theo tháng"
    lefts = (85.0, 130.0, 130 + measure(long) + 12, 430.0)
    rows = [*FEES, ("5", long, "tháng", "1.200.000")]
    document = _read(Sheet([*wrapped(BODY, top=100), *_table(rows, 175, lefts=lefts), *wrapped(BODY, top=330)]))
    assert document.text.split("\n") == [BODY, *ROWS, f"5 | {long} | tháng | 1.200.000", BODY]


def test_a_heading_across_the_columns_stays_a_line_between_rows() -> None:
    heading = "II. Lệ phí và phí gửi xe do tổ quản lý chợ thu"
    words = [*_table(FEES[:3], 175), Word(85, 243, heading), *_table(FEES[3:], 260)]
    document = _read(Sheet([*wrapped(BODY, top=100), *words, *wrapped(BODY, top=330)]))
    assert document.text.split("\n") == [BODY, *ROWS[:3], heading, *ROWS[3:], BODY]
    assert document.rows == {1, 2, 3, 5, 6}


def test_ruled_lines_open_at_the_sides_close_the_cells_they_cross() -> None:
    words = [Word(90, 217, "Chỉ tiêu"), Word(340, 217, "Mức"), Word(90, 242, "Phí vào chợ của người"), Word(90, 258, "bán rong")]
    words += [Word(340, 242, "5.000 đồng"), Word(90, 282, "Phí gửi xe"), Word(340, 282, "2.000 đồng")]
    rules = [(85.0, y, 540.0, y) for y in (200.0, 225.0, 265.0, 290.0)] + [(330.0, 200.0, 330.0, 290.0)]
    document = _read(Sheet([*wrapped(BODY, top=100), *words, *wrapped(BODY, top=320)], rules=rules))
    assert document.text.split("\n") == [
        BODY, "Chỉ tiêu | Mức", "Phí vào chợ của người bán rong | 5.000 đồng", "Phí gửi xe | 2.000 đồng", BODY,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        _table(FEES[:3], 175),
        _table([(text, "", "", "") for text in ("Phí vào chợ", "Phí gửi xe", "Lệ phí", "Phí khác", "Cộng")], 175),
        [Word(85 + 7 * n + 90 * k, 175 + 17 * n, f"mục {n}{k}") for n in range(6) for k in range(3 + n % 2)],
        [word for n in range(6) for word in wrapped("Các bên tự thỏa thuận về phí chợ .", top=175 + 17 * n, right=560 - n)],
    ],
    ids=["three lines", "one column", "ends that do not agree", "prose"],
)
def test_what_is_no_table_stays_lines(words: list[Word], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("no page asks for pdfplumber")

    monkeypatch.setattr(pdfplumber, "open", refuse)
    document = _read(Sheet([*wrapped(BODY, top=100), *words, *wrapped(BODY, top=330)]))
    assert document.rows == frozenset()
    assert document.notices == ()


def test_a_scan_with_recognised_text_is_not_asked() -> None:
    sheet = _sheet()
    document = _read(Sheet(sheet.words, image=(0, 0, 595, 842)))
    assert document.rows == frozenset()
    assert [notice.code for notice in document.notices] == ["recognised_text"]


@pytest.mark.parametrize("place", ["open", "page"])
def test_a_page_on_which_pdfplumber_fails_stays_as_it_was(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RecursionError("a page that refers to itself")

    target, name = (pdfplumber, "open") if place == "open" else (pdfplumber.page.Page, "crop")
    monkeypatch.setattr(target, name, fail)
    document = _read(Sheet(wrapped(BODY, top=100)), _sheet())
    assert document.rows == frozenset()
    assert "Phí vào chợ lượt 5.000" in document.text
    assert [(notice.code, notice.message.endswith("trang: 2.")) for notice in document.notices] == [("table_unread", True)]


def test_pages_above_the_bound_stay_lines_and_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plumbed, "MOST_PAGES", 1)
    document = _read(_sheet(), _sheet(), _sheet())
    assert len(document.rows) == len(ROWS)
    assert [(notice.code, notice.message.endswith("trang: 2, 3.")) for notice in document.notices] == [("table_unread", True)]


def test_what_pdfminer_says_of_a_broken_file_reaches_no_log() -> None:
    said: list[logging.LogRecord] = []
    handler = logging.Handler()
    handler.emit = said.append  # type: ignore[method-assign]
    _read(_sheet())
    logging.getLogger().addHandler(handler)
    try:
        logging.getLogger("pdfminer.pdfinterp").warning("Could not set text font because Phí vào chợ")
        logging.getLogger("other").warning("heard")
    finally:
        logging.getLogger().removeHandler(handler)
    assert [record.name for record in said] == ["other"]
