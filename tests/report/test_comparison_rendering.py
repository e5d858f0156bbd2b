"""The three columns: rows, words and marks in text, HTML and DOCX; a DOCX read again holds the same words."""

import io
import re
from zipfile import ZipFile

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm

from review.amending import find_amendments
from review.amending.comparison import compare
from review.amending.consolidation import Amender, consolidate
from review.citations import find_citations
from review.contract.comparison import Comparison
from review.contract.consolidation import ActIdentity
from review.contract.structure import DocumentInfo
from review.reading import read
from review.report.comparison import amending_titles, command_remarks, rows, titles, to_docx, to_html, to_text
from review.report.comparison.rows import Row
from review.structure import outline

HEAD = (
    "BỘ CÔNG NGHIỆP MẪU | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc\n"
    "Số: 77/2031/TT-BCNM | Hà Nội, ngày 05 tháng 3 năm 2031\nTHÔNG TƯ\nQuy định về kho mẫu\n"
    "Căn cứ Luật Kho tàng số 900/2030/QH19;\nBộ trưởng Bộ Công nghiệp Mẫu ban hành Thông tư quy định về kho mẫu.\n"
)
OLD = HEAD + (
    "Điều 1. Phạm vi điều chỉnh\nThông tư này quy định về việc lập, giữ và cho mượn các mẫu vật trong kho mẫu.\n"
    "Điều 2. Giữ mẫu trong kho\n1. Chủ kho giữ mẫu ở nơi khô ráo, có khóa và có người trông coi.\n"
    "2. Chủ kho ghi sổ mỗi lần nhập mẫu, mỗi lần xuất mẫu <b>và</b> người nhận mẫu.\n"
    "Điều 3. Cho mượn mẫu\n1. Người mượn nộp đơn, giấy giới thiệu và cam kết trả mẫu đúng hạn.\n"
    "2. Thời gian mượn không quá ba tháng, gia hạn được một lần.\n"
    "Điều 4. Tham quan\nKhách tham quan kho đi theo lối riêng.\nĐiều 5. Bảo hiểm\nChủ kho mua bảo hiểm cho mẫu quý.\n"
)
NEW = (
    OLD.replace("77/2031", "/2032")
    .replace("có khóa và có người trông coi", "có hai khóa và có người trông coi suốt ngày đêm")
    .replace("2. Thời gian mượn không quá ba tháng, gia hạn được một lần.\n", "")
    .replace("đúng hạn.\n", "đúng hạn.\n2. Mẫu quý không cho mượn ra ngoài kho.\n")
)
AMENDING = HEAD.replace("77/2031", "/2032").replace("Quy định về", "Sửa đổi, bổ sung một số điều của Thông tư số 77/2031/TT-BCNM về") + (
    "Điều 1. Sửa đổi, bổ sung một số điều của Thông tư số 77/2031/TT-BCNM\n1. Sửa đổi, bổ sung khoản 1 Điều 2 như sau:\n"
    "“1. Chủ kho giữ mẫu ở nơi khô ráo, có hai khóa và có người trông coi.”.\n2. Bãi bỏ khoản 2 Điều 3.\n"
    "3. Bổ sung Điều 4a vào sau Điều 4 như sau:\n“Điều 4a. Chụp ảnh\nKhách chụp ảnh mẫu khi chủ kho đồng ý.”.\n"
    "4. Bãi bỏ khoản 7 Điều 5.\nĐiều 2. Hiệu lực thi hành\nThông tư này có hiệu lực từ ngày 01 tháng 3 năm 2032.\n"
)


def _compare(old: str, new: str) -> Comparison:
    pairs = [(document, outline(document)) for document in (read(t.encode(), name=n) for t, n in ((old, "cu.txt"), (new, "moi.txt")))]
    return compare(*pairs)


def _cells(data: bytes) -> list[list[str]]:
    table = docx.Document(io.BytesIO(data)).tables[1]
    return [[cell.text for cell in row.cells] for row in table.rows]


def _sides(found: list[Row], side: str) -> str:
    return "\n".join(p.text for row in found if not row.kept for p in (row.old if side == "old" else row.new))


def test_only_what_changed_is_shown_and_the_rest_named() -> None:
    found = rows(_compare(OLD, NEW))
    shown = ["Điều 1", "Điều 2", "Khoản 1 Điều 2", "Khoản 2 Điều 2", "Điều 3", "Khoản 1 Điều 3", "Khoản 2 Điều 3", "Điều 4, Điều 5"]
    assert [row.place for row in found] == shown
    assert [row.place for row in found if row.reason] == ["Khoản 1 Điều 2", "Khoản 2 Điều 3"]
    assert [row.new[0].text for row in found if row.kept][-1] == "Giữ nguyên."
    (edited,) = [row for row in found if row.place == "Khoản 1 Điều 2"]
    assert edited.remarks == ["Sửa đổi khoản 1 Điều 2."]
    assert [(p.text, p.mark) for p in edited.new[0].pieces if p.mark] == [("hai", "ins"), ("suốt ngày đêm", "ins")]


def test_full_rows_hold_every_word_of_both_texts() -> None:
    comparison = _compare(OLD, NEW)
    found = rows(comparison, full=True)
    for side, text in (("old", OLD), ("new", NEW)):
        for line in text[text.index("Căn cứ") :].splitlines():
            assert line in _sides(found, side)


def test_the_title_block_names_draft_and_columns() -> None:
    said = titles(_compare(OLD, NEW))
    assert said.title == "BẢN SO SÁNH, THUYẾT MINH NỘI DUNG DỰ THẢO THÔNG TƯ"
    assert said.agency == "Bộ Công nghiệp Mẫu"
    assert said.columns == ("Quy định hiện hành", "Dự thảo", "Lý do sửa đổi, thuyết minh")
    assert "số 77/2031/TT-BCNM" in said.between


def test_the_page_is_self_contained_and_marks_by_more_than_colour() -> None:
    page = to_html(_compare(OLD, NEW))
    assert not re.search(r"<script|https?://|src=|@import|url\(", page)
    assert "<ins>suốt ngày đêm</ins>" in page
    assert re.search(r"ins\{text-decoration:underline", page)
    assert re.search(r"del\{text-decoration:line-through", page)
    assert '<html lang="vi">' in page
    for target in re.findall(r'href="#([^"]+)"', page):
        assert f'id="{target}"' in page


def test_words_of_a_draft_never_become_markup() -> None:
    page = to_html(_compare(OLD, NEW), full=True)
    assert "<b>và" not in page
    assert "&lt;b&gt;và&lt;/b&gt;" in page


def test_the_docx_is_landscape_with_a_repeated_head_and_the_office_font() -> None:
    document = docx.Document(io.BytesIO(to_docx(_compare(OLD, NEW))))
    (section,) = document.sections
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (29.7, 21.0)
    assert document.styles["Normal"].font.name == "Times New Roman"
    table = document.tables[1]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert sum(cell.width for cell in table.rows[1].cells) <= Cm(26.8)
    marked = [run for row in table.rows for cell in row.cells for p in cell.paragraphs for run in p.runs]
    assert {run.text for run in marked if run.underline} >= {"suốt ngày đêm"}
    assert any(run.font.strike for run in marked)


def test_a_docx_read_again_holds_the_same_words() -> None:
    comparison = _compare(OLD, NEW)
    cells = _cells(to_docx(comparison, full=True))
    found = rows(comparison, full=True)
    assert [cell[0] for cell in cells[1:] if cell[0] != "(chưa có quy định)"] == [
        "\n".join(p.note + p.text for p in r.old) for r in found if r.old
    ]
    assert [cell[1] for cell in cells[1:] if cell[1] != "(không còn quy định)"] == [
        "\n".join(p.text for p in r.new) for r in found if r.new
    ]


def test_equal_comparisons_give_equal_bytes() -> None:
    data = to_docx(_compare(OLD, NEW))
    assert data == to_docx(_compare(OLD, NEW))
    assert {entry.date_time[0] for entry in ZipFile(io.BytesIO(data)).infolist()} == {1980}
    assert to_html(_compare(OLD, NEW)) == to_html(_compare(OLD, NEW))


def test_text_tells_the_change_in_one_line() -> None:
    text = to_text(_compare(OLD, NEW))
    assert "Khoản 1 Điều 2: Sửa đổi khoản 1 Điều 2." in text
    assert "có {+hai+} khóa và có người trông coi {+suốt ngày đêm+}." in text
    assert "không khác nhau" in to_text(_compare(OLD, OLD))


def test_a_clause_written_anew_faces_the_one_it_replaces() -> None:
    start, end = OLD.index("1. Người mượn"), OLD.index("Điều 4.")
    new = OLD[:start] + "1. Kho đóng cửa vào chủ nhật.\n2. Việc sao chụp do Cục Kho mẫu chấp thuận.\n" + OLD[end:]
    found = [row for row in rows(_compare(OLD, new)) if row.reason]
    assert [(row.place, row.remarks, len(row.old), len(row.new)) for row in found] == [
        ("Khoản 1 Điều 3", ["Thay nội dung khoản 1 Điều 3."], 1, 1),
        ("Khoản 2 Điều 3", ["Thay nội dung khoản 2 Điều 3."], 1, 1),
    ]


def test_a_clause_dropped_from_a_renumbered_article_stands_below_its_heading() -> None:
    new = OLD.replace("2. Thời gian mượn không quá ba tháng, gia hạn được một lần.\n", "")
    for number in (5, 4, 3, 2):
        new = new.replace(f"Điều {number}.", f"Điều {number + 1}.")
    new = new.replace("Điều 3. Giữ", "Điều 2. Vệ sinh\nNgười trông kho quét bụi hằng tuần bằng chổi mềm.\nĐiều 3. Giữ")
    found = rows(_compare(OLD, new))
    shown = [(row.place, [p.text[:8] for p in row.old][:1], [p.text[:8] for p in row.new][:1]) for row in found if row.reason]
    assert shown == [
        ("Điều 2", [], ["Điều 2. "]),
        ("Điều 2", [], ["Người tr"]),
        ("Điều 3", ["Điều 2. "], ["Điều 3. "]),
        ("Điều 4", ["Điều 3. "], ["Điều 4. "]),
        ("Khoản 2 Điều 3", ["2. Thời "], []),
        ("Điều 5", ["Điều 4. "], ["Điều 5. "]),
        ("Điều 6", ["Điều 5. "], ["Điều 6. "]),
    ]


def test_moved_provisions_tell_where_they_were() -> None:
    line = "2. Thời gian mượn không quá ba tháng, gia hạn được một lần.\n"
    moved = OLD.replace(line, "").replace("người nhận mẫu.\n", "người nhận mẫu.\n" + line.replace("2.", "3."))
    (row,) = [row for row in rows(_compare(OLD, moved)) if row.reason]
    assert row.remarks == ["Chuyển khoản 2 Điều 3 thành khoản 3 Điều 2."]
    assert row.old[0].note == "(khoản 2 Điều 3) "


@pytest.fixture(scope="module")
def amended() -> tuple[Comparison, list[Row], str]:
    base, draft = read(OLD.encode(), name="cu.txt"), read(AMENDING.encode(), name="du-thao.txt")
    tree = outline(draft)
    commands = find_amendments(draft, tree, find_citations(draft, tree))
    identity = ActIdentity(number=tree.meta.number, title=tree.meta.title, effective=tree.meta.effective)
    found = consolidate((base, outline(base)), [Amender(identity, draft, tree, commands)])
    comparison = compare((base, outline(base)), (found.document, found.structure))
    info = DocumentInfo.of(draft, tree.meta)
    remarks = command_remarks(found, [(info, tree)])
    page = to_html(comparison, by="old", remarks=remarks, heads=amending_titles(comparison.old, [info]))
    return comparison, rows(comparison, by="old", remarks=remarks), page


def test_rows_of_an_amending_draft_follow_the_base_and_name_the_commands(amended: tuple[Comparison, list[Row], str]) -> None:
    told = [(row.place, row.remarks) for row in amended[1] if row.reason and not row.failed]
    assert told == [
        ("Khoản 1 Điều 2", ["Khoản 1 Điều 1 dự thảo Thông tư: sửa đổi, bổ sung khoản 1 Điều 2."]),
        ("Khoản 2 Điều 3", ["Khoản 2 Điều 1 dự thảo Thông tư: bãi bỏ khoản 2 Điều 3."]),
        ("Điều 4a", ["Khoản 3 Điều 1 dự thảo Thông tư: bổ sung Điều 4a."]),
        ("Điều 4a", ["Khoản 3 Điều 1 dự thảo Thông tư: bổ sung Điều 4a."]),
    ]


def test_a_command_that_misses_is_shown_and_leaves_its_provision(amended: tuple[Comparison, list[Row], str]) -> None:
    (failed,) = [text for row in amended[1] for text in row.failed]
    assert failed.startswith("Khoản 4 Điều 1 dự thảo Thông tư: bãi bỏ khoản 7 Điều 5 — chưa thể hiện được: ")
    assert "BẢN SO SÁNH, THUYẾT MINH NỘI DUNG DỰ THẢO THÔNG TƯ" in amended[2]


def test_a_long_table_of_changes_is_written_in_seconds() -> None:
    head = OLD + "PHỤ LỤC I\nDANH MỤC MẪU\nTT | Tên mẫu | Hạn giữ\n"
    old = head + "".join(f"{i} | Mẫu đá số {i} | {i % 9} năm\n" for i in range(3000))
    comparison = _compare(old, old.replace(" năm\n", " tháng\n"))
    assert len(_cells(to_docx(comparison))) > 60
