"""Two texts side by side: what is the same, where it went, which words changed."""

import time

import pytest

from review.amending.comparison import compare
from review.contract.comparison import Comparison, Pair
from review.contract.document import Document
from review.reading import read
from review.structure import outline

HEAD = (
    "BỘ CÔNG NGHIỆP MẪU | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc\n"
    "Số: /2031/TT-BCNM | Hà Nội, ngày … tháng … năm 2031\nTHÔNG TƯ\nQuy định về kho mẫu\n"
    "Căn cứ Luật Kho tàng số 900/2030/QH19;\nBộ trưởng Bộ Công nghiệp Mẫu ban hành Thông tư quy định về kho mẫu.\n"
)
FIRST = "Điều 1. Phạm vi điều chỉnh\nThông tư này quy định về việc lập, giữ và cho mượn các mẫu vật trong kho mẫu.\n"
KEEPING = (
    "Điều 2. Giữ mẫu trong kho\n"
    "1. Chủ kho giữ mẫu ở nơi khô ráo, có khóa và có người trông coi suốt ngày đêm.\n"
    "2. Chủ kho ghi sổ mỗi lần nhập mẫu, mỗi lần xuất mẫu và người nhận mẫu.\n"
    "3. Khi mẫu hỏng, chủ kho lập biên bản và báo Cục Kho mẫu trong 05 ngày.\n"
)
LENDING = (
    "Điều 3. Cho mượn mẫu\n"
    "1. Người mượn nộp đơn, giấy giới thiệu và cam kết trả mẫu đúng hạn.\n"
    "2. Thời gian mượn không quá ba tháng, gia hạn được một lần.\n"
)


def _compare(old: str, new: str, head: str = HEAD) -> Comparison:
    documents = [read((head + text).encode(), name=name) for text, name in ((old, "cu.txt"), (new, "moi.txt"))]
    return compare(*((document, outline(document)) for document in documents))


def _words(comparison: Comparison, pair: Pair) -> tuple[str, str]:
    old, new = comparison.old.text or "", comparison.new.text or ""
    return tuple(" / ".join(text[p.span[0] : p.span[1]] for p in side) for text, side in ((old, pair.old), (new, pair.new)))  # type: ignore[return-value]


def _changes(comparison: Comparison, pair: Pair) -> list[tuple[str, str]]:
    old, new = comparison.old.text or "", comparison.new.text or ""
    return [(old[c.old[0] : c.old[1]], new[c.new[0] : c.new[1]]) for c in pair.changes if not c.number]


def _short(comparison: Comparison) -> list[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    return [(p.kinds, tuple(u.path for u in p.old), tuple(u.path for u in p.new)) for p in comparison.changed]


def test_equal_documents_have_no_change() -> None:
    comparison = _compare(FIRST + KEEPING, FIRST + KEEPING)
    assert comparison.changed == ()
    assert all(article.kinds == ("same",) for article in comparison.articles)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Chủ kho hoà giải, huỷ mẫu và thuỷ phân mẫu tại xã Hoà Khoá.", "Chủ kho hòa giải, hủy mẫu và thủy phân mẫu tại xã Hòa Khóa."),
        ("Chủ kho  giữ\u00a0mẫu ở nơi khô ráo – có khóa.", "Chủ kho giữ mẫu ở nơi khô ráo - có khóa."),
        ("Chủ kho giữ “mẫu gốc” ở nơi khô ráo, có khóa;", 'Chủ kho giữ "mẫu gốc" ở nơi khô ráo, có khóa.'),
    ],
)
def test_spelling_of_tones_space_dashes_and_list_signs_is_no_change(old: str, new: str) -> None:
    comparison = _compare(f"Điều 1. Một\n1. {old}\n", f"Điều 1. Một\n1. {new}\n")
    assert comparison.changed == ()


def test_a_word_changed_inside_a_sentence_is_marked_alone() -> None:
    comparison = _compare(FIRST + KEEPING, FIRST + KEEPING.replace("trong 05 ngày", "trong 03 ngày làm việc"))
    (pair,) = comparison.changed
    assert pair.kinds == ("edited",)
    assert _changes(comparison, pair) == [("05", "03"), ("", "làm việc")]


def test_words_put_into_a_list_bring_their_comma() -> None:
    comparison = _compare(FIRST, FIRST.replace("giữ và cho", "giữ, sửa và cho"))
    (pair,) = comparison.changed
    assert _changes(comparison, pair) == [("", ", sửa")]


def test_capitals_change_words_but_not_titles() -> None:
    old, new = "Chương I\nQUY ĐỊNH CHUNG\n" + FIRST, "Chương I\nQuy định chung\n" + FIRST.replace("Thông tư này", "thông tư này")
    comparison = _compare(old, new)
    assert [_changes(comparison, pair) for pair in comparison.changed] == [[("Thông", "thông")]]


def test_an_article_moved_to_the_end_is_moved_and_the_others_renumbered() -> None:
    comparison = _compare(FIRST + KEEPING + LENDING, _moved())
    heads = {p.old[0].path: p for p in comparison.changed if p.old and p.old[0].kind == "dieu"}
    assert heads["dieu-1"].kinds == ("moved", "renumbered")
    assert heads["dieu-2"].kinds == heads["dieu-3"].kinds == ("renumbered",)
    assert {p.kinds for p in comparison.changed} == {("moved", "renumbered"), ("renumbered",)}
    assert [(a.old, a.new, a.kinds) for a in comparison.articles] == [
        (("dieu-2",), ("dieu-1",), ("renumbered",)),
        (("dieu-3",), ("dieu-2",), ("renumbered",)),
        (("dieu-1",), ("dieu-3",), ("moved", "renumbered")),
    ]


def _moved() -> str:
    return KEEPING.replace("Điều 2", "Điều 1") + LENDING.replace("Điều 3", "Điều 2") + FIRST.replace("Điều 1", "Điều 3")


def test_a_clause_inserted_renumbers_those_after_it() -> None:
    new = (
        KEEPING.replace("\n3. ", "\n4. ")
        .replace("\n2. ", "\n3. ")
        .replace("suốt ngày đêm.\n", "suốt ngày đêm.\n2. Kho có bình chữa cháy đặt cạnh cửa ra vào.\n")
    )
    assert _short(_compare(FIRST + KEEPING, FIRST + new)) == [
        (("added",), (), ("dieu-2/khoan-2",)),
        (("renumbered",), ("dieu-2/khoan-2",), ("dieu-2/khoan-3",)),
        (("renumbered",), ("dieu-2/khoan-3",), ("dieu-2/khoan-4",)),
    ]


def test_a_clause_moved_to_another_article_is_moved() -> None:
    line = "3. Khi mẫu hỏng, chủ kho lập biên bản và báo Cục Kho mẫu trong 05 ngày.\n"
    comparison = _compare(KEEPING + LENDING, KEEPING.replace(line, "") + LENDING + line)
    assert _short(comparison) == [(("moved",), ("dieu-2/khoan-3",), ("dieu-3/khoan-3",))]


def test_a_clause_cut_in_two_is_split_and_back_again_merged() -> None:
    one = "1. Chủ kho giữ mẫu ở nơi khô ráo, có khóa. Chủ kho ghi sổ mỗi lần nhập mẫu, mỗi lần xuất mẫu và người nhận mẫu.\n"
    two = "1. Chủ kho giữ mẫu ở nơi khô ráo, có khóa.\n2. Chủ kho ghi sổ mỗi lần nhập mẫu, mỗi lần xuất mẫu và người nhận mẫu.\n"
    head = "Điều 1. Giữ mẫu trong kho\n"
    (pair,) = _compare(head + one, head + two).changed
    assert pair.kinds[-1] == "split"
    assert [u.path for u in pair.new] == ["dieu-1/khoan-1", "dieu-1/khoan-2"]
    (back,) = _compare(head + two, head + one).changed
    assert back.kinds[-1] == "merged"
    assert [u.path for u in back.old] == ["dieu-1/khoan-1", "dieu-1/khoan-2"]


def test_points_stay_in_place_though_their_lead_in_is_another() -> None:
    old = FIRST + (
        "Điều 2. Hồ sơ mượn\n1. Người mượn mẫu nộp đến Cục Kho mẫu bộ hồ sơ gồm các giấy tờ sau đây:\n"
        "a) Đơn đề nghị mượn mẫu;\nb) Giấy giới thiệu của cơ quan;\nc) Cam kết trả mẫu.\n"
    )
    new = old.replace("1. Người mượn mẫu nộp đến Cục Kho mẫu bộ hồ sơ gồm các giấy tờ sau đây:", "1. Thành phần hồ sơ:")
    comparison = _compare(old, new)
    (pair,) = comparison.changed
    assert (pair.kinds, pair.old[0].path, pair.new[0].path) == (("edited",), "dieu-2/khoan-1", "dieu-2/khoan-1")


def test_paragraphs_of_one_clause_run_together_are_no_change() -> None:
    apart = FIRST + KEEPING.replace(
        "2. Chủ kho ghi sổ mỗi lần nhập mẫu, mỗi lần", "2. Chủ kho ghi sổ mỗi lần nhập mẫu.\nChủ kho ghi sổ mỗi lần"
    )
    assert _compare(apart, apart.replace("nhập mẫu.\nChủ", "nhập mẫu. Chủ")).changed == ()


def test_an_article_split_in_two_is_told_so() -> None:
    new = KEEPING.replace("2. Chủ kho ghi", "Điều 3. Ghi sổ và báo hỏng\n1. Chủ kho ghi").replace("\n3. ", "\n2. ")
    articles = _compare(KEEPING, new).articles
    assert [(a.old, a.new) for a in articles] == [(("dieu-2",), ("dieu-2",)), (("dieu-2",), ("dieu-3",))]
    assert all("split" in a.kinds for a in articles)


def test_dropped_stands_after_what_it_followed() -> None:
    comparison = _compare(FIRST + KEEPING + LENDING, FIRST + LENDING)
    assert [p.old[0].path for p in comparison.changed] == ["dieu-2", "dieu-2/khoan-1", "dieu-2/khoan-2", "dieu-2/khoan-3"]
    assert [(a.old, a.new, a.kinds) for a in comparison.articles][1] == (("dieu-2",), (), ("dropped",))


def test_rows_of_an_annexed_table_are_compared_row_by_row() -> None:
    table = "PHỤ LỤC I\nDANH MỤC MẪU\nTT | Tên mẫu | Hạn giữ\n1 | Mẫu đá vôi | 02 năm\n2 | Mẫu than bùn | 03 năm\n"
    comparison = _compare(FIRST + table, FIRST + table.replace("03 năm", "05 năm") + "3 | Mẫu cát trắng | 01 năm\n")
    edited, added = comparison.changed
    assert _changes(comparison, edited) == [("03", "05")]
    assert (added.kinds, added.new[0].path) == (("added",), "phu-luc-1")


def test_against_an_empty_document_all_is_added_or_dropped() -> None:
    empty, full = (Document(name, "txt", "0" * 64, text) for name, text in (("trong.txt", ""), ("du.txt", HEAD + FIRST)))
    pairs = {name: (document, outline(document)) for name, document in (("empty", empty), ("full", full))}
    assert set(compare(pairs["full"], pairs["empty"]).counts) == {"dropped"}
    assert set(compare(pairs["empty"], pairs["full"]).counts) == {"added"}
    assert compare(pairs["empty"], pairs["empty"]).pairs == ()


def test_the_marks_of_footnotes_of_a_consolidated_text_are_no_change() -> None:
    head = HEAD.replace("Số: /2031/TT-BCNM", "Số: 7/VBHN-BCNM").replace("THÔNG TƯ\n", "VĂN BẢN HỢP NHẤT\nTHÔNG TƯ\n")
    noted = FIRST + KEEPING.replace("2. Chủ", "2.[4] Chủ").replace("khô ráo", "khô ráo[3]")
    documents = [read((HEAD + FIRST + KEEPING).encode(), name="cu.txt"), read((head + noted).encode(), name="hn.txt")]
    comparison = compare(*((document, outline(document)) for document in documents))
    assert comparison.new.doc_type == "vbhn"
    assert not [p for p in comparison.changed if p.old and p.old[0].path.startswith("dieu-")]


def test_changes_lie_inside_the_passages_and_tell_all_that_differs() -> None:
    comparison = _compare(FIRST + KEEPING + LENDING, _moved().replace("05 ngày", "03 ngày").replace("ba tháng, gia", "sáu tháng; gia"))
    for pair in comparison.pairs:
        for change in pair.changes:
            assert any(p.span[0] <= change.old[0] <= change.old[1] <= p.span[1] for p in pair.old)
            assert any(p.span[0] <= change.new[0] <= change.new[1] <= p.span[1] for p in pair.new)
    assert (
        comparison.to_json()
        == _compare(FIRST + KEEPING + LENDING, _moved().replace("05 ngày", "03 ngày").replace("ba tháng, gia", "sáu tháng; gia")).to_json()
    )


@pytest.mark.parametrize(
    "line",
    ["Chủ kho giữ mẫu ở nơi khô ráo.\n", "Chủ kho giữ mẫu số {} ở nơi khô ráo.\n", "- mẫu\n", "{} | mẫu | kho\n"],
)
def test_ten_thousand_lines_alike_stay_fast(line: str) -> None:
    old = "Điều 1. Kho\n" + "".join(line.format(i) for i in range(10_000))
    new = "Điều 1. Kho\n" + "".join(line.format(i + 7) for i in range(9_990))
    documents = [read((HEAD + text).encode(), name="a.txt") for text in (old, new)]
    pair = [(document, outline(document)) for document in documents]
    started = time.process_time()
    comparison = compare(*pair)
    assert time.process_time() - started < 10
    assert len(comparison.pairs) >= 9_990


def test_thousands_of_articles_alike_stay_fast() -> None:
    old, new = (FIRST + "".join(f"Điều {i}. Kho {i % 7}\n1. Giữ mẫu.\n2. Ghi sổ {i % 5}.\n" for i in range(2, n)) for n in (4000, 3990))
    started = time.process_time()
    comparison = _compare(old, new)
    assert time.process_time() - started < 15
    assert comparison.counts["same"] > 9000


def test_one_endless_line_stays_fast() -> None:
    old, new = ("Điều 1. Kho\n1. " + " ".join(f"mẫu{i % 97 * (k if i % 10 == 0 else 1)} kho" for i in range(60_000)) for k in (1, 3))
    started = time.process_time()
    (pair,) = _compare(old, new).changed
    assert time.process_time() - started < 10
    assert pair.kinds == ("edited",)
