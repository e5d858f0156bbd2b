"""What must survive the reading of a DOCX."""

import unicodedata

import pytest
from reading_builders import W, cell, docx, level, numbering, para, part, run, style, styles, table, text_box

from review.contract.document import Document
from review.reading import read
from review.reading.numbering import spell


def _read(*body: str, **parts: str) -> Document:
    return read(docx(*body, parts=dict(parts)), name="thu.docx")


def _lines(*body: str, **parts: str) -> list[str]:
    return _read(*body, **parts).text.split("\n")


LEGAL = numbering(
    {
        0: level(0, "Điều %1.") + level(1, "%2.") + level(2, "%3)", "lowerLetter"),
        1: level(0, "%1."),
        2: level(0, "đ)", "decimal"),
    },
    {
        1: (0, ""),
        2: (1, ""),
        3: (1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
        4: (1, f'<w:lvlOverride w:ilvl="0">{level(0, "Mục %1:", "upperRoman", start=4)}</w:lvlOverride>'),
        5: (2, ""),
    },
)
BASED = styles(
    style("Normal", default=True),
    style("DieuGoc", inner='<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
    style("DieuCon", based_on="DieuGoc"),
    style("KhoanRieng", based_on="DieuGoc", inner='<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>'),
    style("KhongSo", based_on="DieuGoc", inner='<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'),
    style("An", inner="<w:rPr><w:vanish/></w:rPr>"),
    style("ChuHoa", inner="<w:rPr><w:caps/></w:rPr>"),
)

ELEVEN: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "automatic Điều": (
        (para("Phạm vi", list_id=1), para("Chợ đêm họp từ 18 giờ."), para("Đối tượng", list_id=1)),
        ["Điều 1. Phạm vi", "Chợ đêm họp từ 18 giờ.", "Điều 2. Đối tượng"],
    ),
    "automatic khoản and điểm": (
        (
            para("Phạm vi", list_id=1), para("Một", list_id=1, level=1), para("a", list_id=1, level=2), para("b", list_id=1, level=2),
            para("Hai", list_id=1, level=1), para("a", list_id=1, level=2), para("Đối tượng", list_id=1), para("Một", list_id=1, level=1),
        ),
        ["Điều 1. Phạm vi", "1. Một", "a) a", "b) b", "2. Hai", "a) a", "Điều 2. Đối tượng", "1. Một"],
    ),
    "title-block table": (
        (table(["ỦY BAN NHÂN DÂN", cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")], ["Số: /QĐ-UBND", ""]),),
        ["ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc", "Số: /QĐ-UBND |"],
    ),
    "insertions": ((para("1. Phí là ", f"<w:ins w:id='1'>{run('20.000 đồng')}</w:ins>"),), ["1. Phí là 20.000 đồng"]),
    "deletions": (
        (para("1. Phí là ", "<w:del w:id='1'><w:r><w:delText>30.000</w:delText></w:r></w:del>", run("20.000 đồng")),),
        ["1. Phí là 20.000 đồng"],
    ),
    "inline content control": (
        (para("Số: ", f"<w:sdt><w:sdtContent>{run('12')}</w:sdtContent></w:sdt>", run("/QĐ-UBND")),), ["Số: 12/QĐ-UBND"],
    ),
    "block content control": ((f"<w:sdt><w:sdtContent>{para('Điều 1. Tên')}</w:sdtContent></w:sdt>",), ["Điều 1. Tên"]),
    "hyperlink": ((para("Theo ", f"<w:hyperlink>{run('Luật Chợ')}</w:hyperlink>", run(".")),), ["Theo Luật Chợ."]),
    "text box once": ((para("QUYẾT ĐỊNH", text_box(para("DỰ THẢO 2"))),), ["QUYẾT ĐỊNH", "DỰ THẢO 2"]),
    "merged cells once": (
        (
            table(
                [cell("TT"), cell("Nội dung", span=2)],
                [cell("1", merge="restart"), "Phí", "5.000"],
                [cell("1", merge="continue"), "Lệ phí", "2.000"],
            ),
        ),
        ["TT | Nội dung", "1 | Phí | 5.000", "| Lệ phí | 2.000"],
    ),
    "nested table": (
        (table([cell("Hồ sơ", table(["Đơn", "01 bản"])), "Sở Công Thương"]),), ["Hồ sơ Đơn 01 bản | Sở Công Thương"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("trait", ELEVEN)
def test_eleven_traits_survive(trait: str) -> None:
    body, expected = ELEVEN[trait]
    assert _lines(*body, numbering=LEGAL) == expected


def test_eleven_traits_in_one_file() -> None:
    body = [block for made, _ in ELEVEN.values() for block in made]
    expected = [line for _, lines in ELEVEN.values() for line in lines]
    expected[3], expected[9] = "Điều 3. Phạm vi", "Điều 4. Đối tượng"
    assert len(ELEVEN) == 11
    assert _lines(*body, numbering=LEGAL) == expected


NUMBERS: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "lists of one kind go on counting": (
        (para("x", list_id=2), para("y", list_id=2), para("z", list_id=2)), ["1. x", "2. y", "3. z"],
    ),
    "a new start restarts once": (
        (para("x", list_id=2), para("y", list_id=2), para("z", list_id=3), para("u", list_id=3)), ["1. x", "2. y", "1. z", "2. u"],
    ),
    "an overriding level": ((para("x", list_id=4), para("y", list_id=4)), ["Mục IV: x", "Mục V: y"]),
    "a letter typed into the list": ((para("x", list_id=5),), ["đ) x"]),
    "numbers from a style and its heirs": (
        (para("x", style="DieuGoc"), para("y", style="DieuCon"), para("k", style="KhoanRieng"), para("t", style="KhongSo"),
         para("z", style="DieuGoc")),
        ["Điều 1. x", "Điều 2. y", "1. k", "t", "Điều 3. z"],
    ),
    "numbers in cells": ((table([cell(para("", list_id=2)), "Đơn"], [cell(para("", list_id=2)), "Giấy"]),), ["1. | Đơn", "2. | Giấy"]),
    "an inserted paragraph counts, a deleted one does not": (
        (
            para("x", list_id=2, properties="<w:rPr><w:ins w:id='1'/></w:rPr>"),
            para("<w:del w:id='2'><w:r><w:delText>bỏ</w:delText></w:r></w:del>", list_id=2, properties="<w:rPr><w:del w:id='3'/></w:rPr>"),
            para("y", list_id=2),
        ),
        ["1. x", "2. y"],
    ),
    "a level that never restarts": (
        (para("x", list_id=7), para("p", list_id=7, level=1), para("y", list_id=7), para("q", list_id=7, level=1)),
        ["1. x", "(1) p", "2. y", "(2) q"],
    ),
    "levels in one number": (
        (para("x", list_id=8), para("p", list_id=8, level=1), para("q", list_id=8, level=1)), ["I. x", "1.1 p", "1.2 q"],
    ),
    "bullets": ((para("x", list_id=9), para("y", list_id=9, level=1)), ["- x", "• y"]),
}  # fmt: skip
MORE = LEGAL.replace(
    "<w:num ",
    '<w:abstractNum w:abstractNumId="7">' + level(0, "%1.") + level(1, "(%2)", extra='<w:lvlRestart w:val="0"/>') + "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="8">' + level(0, "%1.", "upperRoman") + level(1, "%1.%2", extra="<w:isLgl/>") + "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="9">' + level(0, "-", "bullet") + level(1, "\uf0b7", "bullet") + "</w:abstractNum><w:num ",
    1,
).replace(
    "</w:numbering>",
    "".join(f'<w:num w:numId="{i}"><w:abstractNumId w:val="{i}"/></w:num>' for i in (7, 8, 9)) + "</w:numbering>",
)  # fmt: skip


@pytest.mark.parametrize("case", NUMBERS)
def test_automatic_numbers(case: str) -> None:
    body, expected = NUMBERS[case]
    assert _lines(*body, numbering=MORE, styles=BASED) == expected


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [("decimal", 12, "12"), ("lowerLetter", 5, "e"), ("lowerLetter", 27, "aa"), ("upperRoman", 49, "XLIX"), ("decimalZero", 7, "07"),
     ("vietnameseCounting", 25, "hai mươi lăm"), ("none", 3, ""), ("custom", 5, "đ")],
)  # fmt: skip
def test_number_formats(form: str, value: int, shown: str) -> None:
    assert spell(value, form, "a, b, c, d, đ, e, g") == shown


def test_tracked_changes_are_counted_and_named() -> None:
    document = _read(
        para("a", f"<w:ins w:id='1'>{run(' b')}</w:ins>", "<w:del w:id='2'><w:r><w:delText>c</w:delText></w:r></w:del>"),
        para("d", f"<w:moveTo w:id='3'>{run(' e')}</w:moveTo>", f"<w:moveFrom w:id='4'>{run('f')}</w:moveFrom>"),
    )
    assert document.text == "a b\nd e"
    assert document.tracked_changes == 4
    assert [notice.code for notice in document.notices] == ["tracked_changes"]


def test_numbers_that_cannot_be_known_are_named() -> None:
    document = _read(para("Một", list_id=77), para("Hai", list_id=77), para("Ba", list_id=0))
    assert document.text == "Một\nHai\nBa"
    assert [notice.code for notice in document.notices] == ["unreadable_numbers"]


def test_parts_that_are_not_read_are_named() -> None:
    document = _read(para("Điều 1."), '<w:altChunk r:id="rId9"/>')
    assert document.text == "Điều 1."
    assert [notice.code for notice in document.notices] == ["embedded_part"]


def test_what_word_does_not_show_is_not_read() -> None:
    document = _read(
        para("Điều 1. ", run("ẩn", "<w:vanish/>"), run("Tên")),
        para("ghi chú nội bộ", style="An"),
        para("2. Mức ", run("30", "<w:strike/>"), run("20"), run(" đồng", '<w:strike w:val="0"/>')),
        styles=BASED,
    )
    assert document.text == "Điều 1. Tên\n2. Mức 20 đồng"
    assert [notice.code for notice in document.notices] == ["struck_text"]


def test_capitals_by_look_are_capitals() -> None:
    assert _lines(para("Quy định chung", style="ChuHoa"), para(run("Luật", "<w:caps/>")), styles=BASED) == ["QUY ĐỊNH CHUNG", "LUẬT"]


def test_fields_show_their_result() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF dieu5 \\h</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("Điều 5") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    simple = '<w:fldSimple w:instr="PAGE">' + run("7") + "</w:fldSimple>"
    assert _lines(para("Theo ", field, run(" trang "), simple)) == ["Theo Điều 5 trang 7"]


def test_marks_between_letters() -> None:
    body = para(
        run("Số: 12"), "<w:r><w:noBreakHyphen/></w:r>", run("TB"), "<w:r><w:softHyphen/></w:r>", run("X"), "<w:r><w:tab/></w:r>",
        run("ngày"), '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', run("3"), run("\u00ad\u200b."),
    )  # fmt: skip
    assert _lines(body) == ["Số: 12-TBX ngày≥3."]


def test_a_manual_break_parts_units_and_titles_only() -> None:
    assert _lines(para("Chương I", "<w:r><w:br/></w:r>", run("QUY ĐỊNH"), "<w:r><w:br/></w:r>", run("CHUNG"))) == [
        "Chương I", "QUY ĐỊNH", "CHUNG",
    ]  # fmt: skip
    body = para("1. Thời hạn là 05 ngày", "<w:r><w:br/></w:r>", run("làm việc."), "<w:r><w:br/></w:r>", run("2. Phí: không."))
    assert _lines(body) == ["1. Thời hạn là 05 ngày làm việc.", "2. Phí: không."]


def test_a_frame_around_running_text_keeps_its_lines() -> None:
    frame = table([cell("Điều 1. Phạm vi", "1. Chợ đêm.", "2. Chợ nổi.")])
    assert _lines(frame) == ["Điều 1. Phạm vi", "1. Chợ đêm.", "2. Chợ nổi."]


def test_a_signature_stays_one_row() -> None:
    document = _read(table([cell("Nơi nhận:", "- Như Điều 3;", "- Lưu: VT."), cell("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")]))
    assert document.text == "Nơi nhận: - Như Điều 3; - Lưu: VT. | TM. ỦY BAN NHÂN DÂN CHỦ TỊCH"
    assert document.rows == {0}


def test_streams_stand_beside_the_text() -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    remark = '<w:r><w:commentReference w:id="5"/></w:r>'
    document = _read(
        para("Điều 1. Tên", note),
        para("1. Nội dung", remark),
        header=part("hdr", para("DỰ THẢO 3")),
        footer=part("ftr", para("Trang 1")),
        footnotes=part(
            "footnotes",
            '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>',
            f'<w:footnote w:id="2">{para("Theo Luật Chợ.")}</w:footnote>',
        ),
        comments=part("comments", f'<w:comment w:id="5">{para("Xem lại.")}</w:comment>'),
    )
    assert document.text == "Điều 1. Tên[1]\n1. Nội dung"
    found = {stream.kind: (stream.text, stream.at) for stream in document.streams}
    assert found == {
        "header": ("DỰ THẢO 3", None), "footer": ("Trang 1", None), "footnote": ("Theo Luật Chợ.", 11), "comment": ("Xem lại.", 26),
    }  # fmt: skip


def test_raised_numbers_are_marks_of_notes_unless_they_follow_a_unit() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    assert _lines(para("8.", run("5", raised), run(" Sàn 40 m"), run("2", raised), run(" của chợ"), run("6", raised), run("."))) == [
        "8. [5] Sàn 40 m2 của chợ[6]."
    ]


def test_a_table_of_contents_is_told_by_its_leaders() -> None:
    body = para("Điều 1. Phạm vi", "<w:r><w:tab/></w:r>", run("3"), style="TOC1")
    assert _lines(body, styles=styles(style("TOC1", title="toc 1"))) == ["Điều 1. Phạm vi ..... 3"]


def test_locations_are_paragraphs_of_the_body() -> None:
    document = _read(para("Một"), table([cell("Hai", "Ba"), "Bốn"], ["Năm", "Sáu"]), para("Bảy"))
    where = [document.locate((document.text.index(word), document.text.index(word) + 2)) for word in ("Một", "Ba", "Sáu", "Bảy")]
    assert [places[0].paragraph for places in where] == [0, 1, 2, 3]
    assert [place.paragraph for place in document.locate((0, len(document.text)))] == [0, 1, 2, 3]


def test_text_is_composed_and_quotations_are_cut_from_it() -> None:
    plain = "Điều kiện được hưởng"
    document = _read(para(unicodedata.normalize("NFD", plain)))
    at = document.text.index("được")
    assert document.text == plain
    assert document.cut((at, at + 4)) == "được"


def test_decomposed_text_is_parted_like_any_other() -> None:
    body = para(unicodedata.normalize("NFD", "1. Thời hạn"), "<w:r><w:br/></w:r>", run(unicodedata.normalize("NFD", "Điều 2. Phí")))
    assert _lines(body) == ["1. Thời hạn", "Điều 2. Phí"]


def test_look_alike_letters_stay() -> None:
    assert _lines(para("Số: 12/NĐ-С\u0420 và \u00d0iều\u037e")) == ["Số: 12/NĐ-С\u0420 và \u00d0iều;"]


def test_strict_packages_are_read() -> None:
    assert read(docx(para("Điều 1. Tên"), strict=True), name="a.docx").text == "Điều 1. Tên"


@pytest.mark.parametrize(
    ("font", "coded", "plain"),
    [(".VnTime", "§iÒu kiÖn ®\xadîc h\xadëng", "Điều kiện được hưởng"), (".VnTimeH", "quyÕt ®Þnh cña chñ tÞch", "QUYẾT ĐỊNH CỦA CHỦ TỊCH"),
     ("VNI-Times", "Ñieàu kieän ñöôïc höôûng", "Điều kiện được hưởng")],
)  # fmt: skip
def test_fonts_of_old_sets_are_converted(font: str, coded: str, plain: str) -> None:
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
    halves = coded[:7], coded[7:]
    document = _read(para(run(halves[0], fonts), run(halves[1], fonts)), para("Đoạn này đã là Unicode."), para(run(coded, fonts)))
    assert document.text == f"{plain}\nĐoạn này đã là Unicode.\n{plain}"
    assert "legacy_encoding" in [notice.code for notice in document.notices]


def test_a_leftover_font_name_changes_nothing() -> None:
    fonts = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    assert _lines(para(run("Các khoản phí, lệ phí của tổ chức và cá nhân", fonts))) == ["Các khoản phí, lệ phí của tổ chức và cá nhân"]


def test_the_namespace_is_the_usual_one() -> None:
    assert W.endswith("/main")
