"""Consolidation of small invented acts: every operation, every outcome, several amenders."""

import time

import pytest

from review.amending import find_amendments
from review.amending.consolidation import Amender, consolidate
from review.citations import find_citations
from review.contract.consolidation import ActIdentity, Consolidation
from review.contract.document import Document
from review.structure import outline

HEAD = "CHÍNH PHỦ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc\n"
BASE = (
    HEAD + "Số: 700/2030/NĐ-CP | Hà Nội, ngày 05 tháng 3 năm 2030\nNGHỊ ĐỊNH\nQuy định về chợ phiên\n"
    "Căn cứ Luật Chợ phiên số 900/2029/QH19;\nChính phủ ban hành Nghị định quy định về chợ phiên.\n"
    "Chương I\nQUY ĐỊNH CHUNG\n"
    "Điều 1. Phạm vi điều chỉnh\nNghị định này quy định về chợ phiên.\n"
    "Điều 2. Giải thích từ ngữ\n1. Chợ phiên là chợ họp theo ngày.\n2. Chủ chợ là người đứng ra mở chợ.\n"
    "Điều 3. Điều kiện mở chợ\n1. Chủ chợ có các giấy tờ sau:\na) Đơn xin mở chợ;\nb) Bản vẽ khu chợ;\nc) Hợp đồng thuê đất.\n"
    "2. Ban quản lý chợ kiểm tra giấy tờ. Ban quản lý chợ trả lời trong 10 ngày.\n"
    "3. Chợ họp trong bến xe phải có sơ đồ.\n"
    "Chương II\nQUẢN LÝ CHỢ\n"
    "Điều 4. Quyền của chủ chợ\n1. Thu tiền chỗ ngồi.\n2. Đóng cửa chợ.\n"
    "Điều 5. Nghĩa vụ của chủ chợ\nChủ chợ giữ vệ sinh, trật tự và phòng cháy.\n"
    "Chương III\nĐIỀU KHOẢN THI HÀNH\n"
    "Điều 6. Hiệu lực thi hành\nNghị định này có hiệu lực từ ngày 01 tháng 5 năm 2030.\n"
)


def read(text: str, name: str = "x.txt"):
    document = Document(name, "txt", "", text)
    return document, outline(document)


def amender(*commands: str, number: str = "800/2031/NĐ-CP", year: int = 2031, month: int = 2, base: str = "700/2030/NĐ-CP") -> Amender:
    body = "".join(f"{i}. {command}\n" for i, command in enumerate(commands, 1))
    text = (
        HEAD + f"Số: {number} | Hà Nội, ngày 05 tháng 01 năm {year}\nNGHỊ ĐỊNH\nSửa đổi, bổ sung một số điều của Nghị định số {base}\n"
        "Căn cứ Luật Chợ phiên số 900/2029/QH19;\n"
        f"Chính phủ ban hành Nghị định sửa đổi, bổ sung một số điều của Nghị định số {base}.\n"
        f"Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số {base}\n{body}"
        f"Điều 2. Hiệu lực thi hành\nNghị định này có hiệu lực thi hành từ ngày 01 tháng {month:02} năm {year}.\n"
    )
    document, structure = read(text, f"{number}.txt".replace("/", "-"))
    meta = structure.meta
    identity = ActIdentity(number=meta.number, title=meta.title, issued=meta.date, effective=meta.effective, doc_type=meta.doc_type)
    return Amender(identity, document, structure, find_amendments(document, structure, find_citations(document, structure)))


def apply(*commands: str, **options: object) -> Consolidation:
    return consolidate(read(BASE), [amender(*commands)], **options)


def words(found: Consolidation, path: str) -> str:
    return found.document.cut(found.structure.by_path[path].span)


def outcomes(found: Consolidation) -> list[tuple[str, str, str | None]]:
    return [(o.target, o.outcome, o.cause) for o in found.operations]


def test_without_commands_the_base_comes_back_as_it_was() -> None:
    document, structure = read(BASE)
    found = consolidate((document, structure), [])
    assert found.document.text == document.text
    assert found.structure.nodes == structure.nodes
    assert all(path == origin for path, origin in found.origins.items())


def test_the_result_is_tiled_by_its_own_outline() -> None:
    found = apply("Bổ sung Điều 4a vào sau Điều 4 như sau:\n“Điều 4a. Biển hiệu\n1. Chợ có biển hiệu.\n2. Biển hiệu ghi tên chủ chợ.”.")
    assert [(n.path, n.span) for n in outline(found.document).nodes] == [(n.path, n.span) for n in found.structure.nodes]


def test_replace_an_article_a_clause_and_a_point() -> None:
    found = apply(
        "Sửa đổi, bổ sung Điều 5 như sau:\n“Điều 5. Nghĩa vụ\n1. Giữ vệ sinh.\n2. Giữ trật tự.”.",
        "Sửa đổi, bổ sung khoản 2 Điều 2 như sau:\n“2. Chủ chợ là tổ chức mở chợ.”.",
        "Sửa đổi, bổ sung điểm b khoản 1 Điều 3 như sau:\n“b) Bản vẽ có tỷ lệ;”.",
    )
    assert words(found, "dieu-5") == "Điều 5. Nghĩa vụ\n1. Giữ vệ sinh.\n2. Giữ trật tự."
    assert words(found, "dieu-2/khoan-2") == "2. Chủ chợ là tổ chức mở chợ."
    assert words(found, "dieu-3/khoan-1/diem-b") == "b) Bản vẽ có tỷ lệ;"
    assert [(o.base_path, o.path, o.outcome) for o in found.operations] == [
        ("dieu-5", "dieu-5", "applied"), ("dieu-2/khoan-2", "dieu-2/khoan-2", "applied"),
        ("dieu-3/khoan-1/diem-b", "dieu-3/khoan-1/diem-b", "applied"),
    ]  # fmt: skip
    assert (found.origins["dieu-5"], found.origins["dieu-5/khoan-1"]) == ("dieu-5", None)


def test_several_targets_share_one_quotation_and_a_new_one_among_them_is_inserted() -> None:
    found = apply("Sửa đổi, bổ sung khoản 1 và khoản 3 Điều 4 như sau:\n“1. Thu tiền theo giá niêm yết.\n3. Đặt quy chế chợ.”.")
    assert words(found, "dieu-4") == "Điều 4. Quyền của chủ chợ\n1. Thu tiền theo giá niêm yết.\n2. Đóng cửa chợ.\n3. Đặt quy chế chợ."
    assert [o.base_path for o in found.operations] == ["dieu-4/khoan-1", None]


def test_inserted_numbers_stay_as_printed_and_stand_in_order() -> None:
    found = apply(
        "Bổ sung khoản 1a, 1b vào sau khoản 1 Điều 2 như sau:\n“1a. Sạp là chỗ ngồi.\n1b. Quầy là chỗ có mái.”.",
        "Bổ sung điểm d vào cuối khoản 1 Điều 3 như sau:\n“d) Giấy cam kết.”.",
        "Bổ sung Điều 3a vào trước Điều 4 như sau:\n“Điều 3a. Giờ chợ\nChợ họp từ sáng.”.",
    )
    articles = [n.path for n in found.structure.nodes if n.kind in ("dieu", "chuong")]
    assert articles == ["chuong-1", "dieu-1", "dieu-2", "dieu-3", "chuong-2", "dieu-3a", "dieu-4", "dieu-5", "chuong-3", "dieu-6"]
    assert [n.number for n in found.structure.children["dieu-2"]] == ["1", "1a", "1b", "2"]
    assert [n.number for n in found.structure.children["dieu-3/khoan-1"]] == ["a", "b", "c", "d"]
    assert all(o.outcome == "applied" for o in found.operations)


def test_a_chapter_is_inserted_with_its_articles() -> None:
    found = apply("Bổ sung Chương IIa vào sau Chương II như sau:\n“Chương IIa\nCHỢ ĐÊM\nĐiều 5a. Đèn chợ\nChợ đêm phải có đèn.”.")
    assert found.structure.by_path["dieu-5a"].parent == "chuong-2a"
    assert [n.path for n in found.structure.nodes if n.kind == "chuong"] == ["chuong-1", "chuong-2", "chuong-2a", "chuong-3"]


def test_what_is_repealed_leaves_its_number() -> None:
    found = apply("Bãi bỏ khoản 2 Điều 4, điểm c khoản 1 Điều 3 và Điều 5.")
    assert words(found, "dieu-4/khoan-2") == "2. (được bãi bỏ)"
    assert words(found, "dieu-3/khoan-1/diem-c") == "c) (được bãi bỏ)"
    assert words(found, "dieu-5") == "Điều 5. (được bãi bỏ)"


def test_a_repealed_chapter_takes_its_articles_along() -> None:
    found = apply("Bãi bỏ Điều 1 và Chương II.")
    assert words(found, "chuong-2") == "Chương II (được bãi bỏ)"
    assert "dieu-4" not in found.structure.by_path
    assert words(found, "dieu-1") == "Điều 1. (được bãi bỏ)"


def test_phrases_follow_their_own_lists_of_places() -> None:
    found = apply(
        "Thay thế cụm từ “Ban quản lý chợ” bằng cụm từ “Tổ quản lý chợ” tại khoản 2 Điều 3.",
        "Bãi bỏ cụm từ “, trật tự” tại Điều 5; “trong bến xe” tại khoản 3 Điều 3.",
        "Bổ sung cụm từ “hợp pháp” vào sau cụm từ “Hợp đồng thuê đất” tại điểm c khoản 1 Điều 3.",
        "Thay cụm từ “chỗ ngồi” tại khoản 1 Điều 4 bằng cụm từ “sạp hàng”.",
    )
    assert words(found, "dieu-3/khoan-2") == "2. Tổ quản lý chợ kiểm tra giấy tờ. Tổ quản lý chợ trả lời trong 10 ngày."
    assert words(found, "dieu-5/doan-1") == "Chủ chợ giữ vệ sinh và phòng cháy."
    assert words(found, "dieu-3/khoan-3") == "3. Chợ họp phải có sơ đồ."
    assert words(found, "dieu-3/khoan-1/diem-c") == "c) Hợp đồng thuê đất hợp pháp."
    assert words(found, "dieu-4/khoan-1") == "1. Thu tiền sạp hàng."
    assert [o.count for o in found.operations] == [2, 1, 1, 1, 1]


def test_a_title_is_replaced_and_the_text_stays() -> None:
    found = apply("Sửa đổi, bổ sung tên Điều 5 như sau:\n“Điều 5. Việc phải làm”.")
    assert words(found, "dieu-5") == "Điều 5. Việc phải làm\nChủ chợ giữ vệ sinh, trật tự và phòng cháy."
    assert found.structure.by_path["dieu-5"].heading == "Việc phải làm"


def test_lines_that_a_heading_announces_are_the_commands() -> None:
    found = apply(
        "Sửa đổi, bổ sung một số khoản của Điều 4 như sau:\n"
        "a) Sửa đổi, bổ sung khoản 1 như sau:\n“1. Thu tiền theo giá.”;\nb) Bãi bỏ khoản 2."
    )
    assert outcomes(found) == [("dieu-4/khoan-1", "applied", None), ("dieu-4/khoan-2", "applied", None)]


@pytest.mark.parametrize(
    ("command", "cause"),
    [
        ("Sửa đổi, bổ sung khoản 9 Điều 4 như sau:\n“Không có số.”.", "no_target"),
        ("Bãi bỏ Điều 44.", "no_target"),
        ("Thay thế cụm từ “chợ nổi” bằng cụm từ “chợ trôi” tại Điều 5.", "no_phrase"),
        ("Sửa đổi, bổ sung khoản 1 Điều 4.", "no_text"),
        ("Bổ sung khoản 8 vào sau khoản 7 Điều 4 như sau:\n“8. Xa.”.", "no_place"),
    ],
)
def test_a_miss_is_told_and_nothing_is_changed(command: str, cause: str) -> None:
    found = apply(command)
    (operation,) = found.operations
    assert (operation.outcome, operation.cause, operation.path) == ("missed", cause, None)
    assert operation.reason
    assert found.document.text == BASE


@pytest.mark.parametrize(
    ("first", "second", "cause"),
    [
        ("Sửa đổi, bổ sung khoản 1 Điều 4 như sau:\n“1. Một.”.", "Sửa đổi, bổ sung khoản 1 Điều 4 như sau:\n“1. Hai.”.", "same_node"),
        ("Bãi bỏ Điều 4.", "Sửa đổi, bổ sung khoản 1 Điều 4 như sau:\n“1. Hai.”.", "repealed"),
        ("Bãi bỏ Điều 1.", "Bổ sung khoản 2 vào sau khoản 1 Điều 4 như sau:\n“2. Hai.”.", "taken"),
    ],
)
def test_a_clash_is_told_and_the_first_command_stands(first: str, second: str, cause: str) -> None:
    found = apply(first, second)
    assert [o.outcome for o in found.operations] == ["applied", "conflict"]
    assert found.operations[1].cause == cause
    assert found.document.text == apply(first).document.text


def test_amenders_count_in_the_order_of_their_effect() -> None:
    late = amender("Sửa đổi, bổ sung khoản 1 Điều 4 như sau:\n“1. Sau cùng.”.", number="802/2033/NĐ-CP", year=2033)
    early = amender("Sửa đổi, bổ sung khoản 1 Điều 4 như sau:\n“1. Trước.”.", "Bổ sung Điều 7 như sau:\n“Điều 7. Cuối\nHết.”.")
    found = consolidate(read(BASE), [late, early])
    assert [a.number for a in found.acts] == ["800/2031/NĐ-CP", "802/2033/NĐ-CP"]
    assert words(found, "dieu-4/khoan-1") == "1. Sau cùng."
    assert all(o.outcome == "applied" for o in found.operations)
    early_only = consolidate(read(BASE), [late, early], as_of="2032-01-01")
    assert words(early_only, "dieu-4/khoan-1") == "1. Trước."
    assert early_only.operations[-1].cause == "not_yet"


def test_words_are_those_before_the_act_and_longer_ones_come_first() -> None:
    found = apply(
        "Thay thế cụm từ “chợ” bằng cụm từ “hội” tại khoản 2 Điều 3.",
        "Bãi bỏ cụm từ “Ban quản lý chợ trả lời trong 10 ngày.” tại khoản 2 Điều 3.",
        "Bổ sung Điều 4a vào sau Điều 4 như sau:\n“Điều 4a. Biển\nChợ có biển.”.",
        "Thay thế cụm từ “có biển” bằng cụm từ “có đèn” tại Điều 4a.",
    )
    assert words(found, "dieu-3/khoan-2") == "2. Ban quản lý hội kiểm tra giấy tờ."
    assert words(found, "dieu-4a/doan-1") == "Chợ có đèn."


def test_words_of_what_an_earlier_act_repealed_are_a_conflict() -> None:
    later = amender("Thay thế cụm từ “Đóng” bằng cụm từ “Khóa” tại khoản 2 Điều 4.", number="802/2033/NĐ-CP", year=2033)
    found = consolidate(read(BASE), [amender("Bãi bỏ Điều 4."), later])
    assert [(o.outcome, o.cause) for o in found.operations] == [("applied", None), ("conflict", "repealed")]


def test_a_number_that_was_repealed_may_be_given_again() -> None:
    later = amender("Bổ sung khoản 2 vào sau khoản 1 Điều 4 như sau:\n“2. Khóa cổng.”.", number="802/2033/NĐ-CP", year=2033)
    found = consolidate(read(BASE), [amender("Bãi bỏ khoản 2 Điều 4."), later])
    assert all(o.outcome == "applied" for o in found.operations)
    assert words(found, "dieu-4") == "Điều 4. Quyền của chủ chợ\n1. Thu tiền chỗ ngồi.\n2. Khóa cổng."


def test_the_line_below_a_command_may_say_which_words_change() -> None:
    text = amender("Bãi bỏ Điều 44.").document.text
    text = text.replace("1. Bãi bỏ Điều 44.", "1. Sửa đổi, bổ sung khoản 2 Điều 4\nThay thế cụm từ “Đóng cửa” bằng cụm từ “Khép cửa”.")
    document, structure = read(text)
    amendments = find_amendments(document, structure, find_citations(document, structure))
    identity = ActIdentity(number="800/2031/NĐ-CP")
    found = consolidate(read(BASE), [Amender(identity, document, structure, amendments)])
    assert words(found, "dieu-4/khoan-2") == "2. Khép cửa chợ."
    assert [(o.operation, o.outcome) for o in found.operations] == [("replace_phrase", "applied")]


def test_listed_words_are_dropped_only_where_the_heading_says_so() -> None:
    dropped = apply("Bãi bỏ các cụm từ sau đây:\na) Cụm từ “, trật tự” tại Điều 5;")
    assert words(dropped, "dieu-5/doan-1") == "Chủ chợ giữ vệ sinh và phòng cháy."
    swapped = apply("Thay thế các cụm từ sau đây:\na) Cụm từ “, trật tự” tại Điều 5;")
    assert swapped.document.text == BASE
    assert all(o.outcome == "missed" for o in swapped.operations)


def test_a_repeal_of_what_a_clause_says_on_some_matter_is_not_one_of_the_clause() -> None:
    found = apply("Bãi bỏ các nội dung quy định về thu tiền tại các điều, khoản sau đây:\na) Khoản 1 Điều 4;")
    assert outcomes(found) == [("dieu-4/khoan-1", "missed", "unsupported")]
    assert found.document.text == BASE


def test_words_of_a_title_and_of_the_whole_act() -> None:
    found = apply(
        "Thay thế cụm từ “chủ chợ” bằng cụm từ “người mở chợ” tại tên Điều, khoản 1 Điều 3 và tên Điều 4.",
        "Thay thế cụm từ “Ban quản lý chợ” bằng cụm từ “Tổ quản lý chợ” trong toàn bộ Nghị định số 700/2030/NĐ-CP.",
    )
    assert found.structure.by_path["dieu-4"].heading == "Quyền của người mở chợ"
    assert words(found, "dieu-3/khoan-2").startswith("2. Tổ quản lý chợ kiểm tra")


def test_renumbering_moving_and_splitting() -> None:
    found = apply(
        "Đánh số lại khoản 2, khoản 3 Điều 3 thành khoản 3, khoản 4 Điều 3.",
        "Chuyển khoản 2 Điều 4 thành khoản 3 Điều 2.",
        "Tách khoản 1 Điều 2 thành khoản 1 và khoản 1a như sau:\n“1. Chợ phiên là chợ.\n1a. Chợ họp theo ngày.”.",
    )
    assert [n.number for n in found.structure.children["dieu-3"]] == ["1", "3", "4"]
    assert [n.number for n in found.structure.children["dieu-2"]] == ["1", "1a", "2", "3"]
    assert words(found, "dieu-2/khoan-3") == "3. Đóng cửa chợ."
    assert found.origins["dieu-2/khoan-3"] == "dieu-4/khoan-2"
    assert found.origins["dieu-3/khoan-4"] == "dieu-3/khoan-3"


def test_the_words_before_the_points_alone_and_with_a_point() -> None:
    alone = apply("Sửa đổi, bổ sung đoạn mở đầu khoản 1 Điều 3 như sau:\n“1. Chủ chợ nộp các giấy tờ sau:”.")
    assert words(alone, "dieu-3/khoan-1").startswith("1. Chủ chợ nộp các giấy tờ sau:\na) Đơn xin mở chợ;")
    both = apply("Sửa đổi, bổ sung đoạn mở đầu và điểm a khoản 1 Điều 3 như sau:\n“1. Chủ chợ nộp:\na) Đơn;”.")
    assert words(both, "dieu-3/khoan-1").startswith("1. Chủ chợ nộp:\na) Đơn;\nb) Bản vẽ khu chợ;")


def test_words_at_the_end_of_a_clause() -> None:
    found = apply("Bổ sung vào cuối khoản 1 Điều 4 như sau:\n“1. … Tiền thu có biên lai.”.")
    assert words(found, "dieu-4/khoan-1") == "1. Thu tiền chỗ ngồi.\nTiền thu có biên lai."


def test_all_clauses_of_an_article_quoted_without_its_heading() -> None:
    found = apply("Sửa đổi, bổ sung Điều 4 như sau:\n“1. Đặt giờ họp.\n2. Đặt giá chỗ.\n3. Đóng chợ.”.")
    assert words(found, "dieu-4") == "Điều 4. Quyền của chủ chợ\n1. Đặt giờ họp.\n2. Đặt giá chỗ.\n3. Đóng chợ."


def test_places_of_one_line_complete_each_other() -> None:
    found = apply("Bổ sung khoản 1a vào sau khoản 1; sửa đổi, bổ sung khoản 2 Điều 4 như sau:\n“1a. Đặt giờ họp.\n2. Đóng chợ.”.")
    assert words(found, "dieu-4") == "Điều 4. Quyền của chủ chợ\n1. Thu tiền chỗ ngồi.\n1a. Đặt giờ họp.\n2. Đóng chợ."


def test_a_line_that_looks_like_a_command_and_gave_none_is_told() -> None:
    found = apply("Bãi bỏ khoản 2 Điều 4.", "Thay thế các cụm từ sau đây theo Phụ lục ban hành kèm theo Nghị định này.")
    assert [o.outcome for o in found.operations] == ["applied"]
    assert [(line.act, line.path) for line in found.unread] == [(0, "dieu-1/khoan-2")]
    assert apply("Bãi bỏ khoản 2 Điều 4.").unread == ()


def test_provisions_and_words_repealed_by_one_command() -> None:
    found = apply("Bãi bỏ khoản 1 Điều 2; từ “mở” tại điểm a khoản 1, cụm từ “trong bến xe” tại khoản 3 Điều 3; các điều 4 và 5.")
    assert [(o.operation, o.target, o.outcome) for o in found.operations] == [
        ("repeal", "dieu-2/khoan-1", "applied"), ("replace_phrase", "dieu-3/khoan-1/diem-a", "applied"),
        ("replace_phrase", "dieu-3/khoan-3", "applied"), ("repeal", "dieu-4", "applied"), ("repeal", "dieu-5", "applied"),
    ]  # fmt: skip
    assert words(found, "dieu-3/khoan-1/diem-a") == "a) Đơn xin chợ;"
    assert words(found, "dieu-3/khoan-3") == "3. Chợ họp phải có sơ đồ."


def test_forms_issued_with_the_amending_act_take_the_place_of_old_ones() -> None:
    forms = "TM. CHÍNH PHỦ\nTHỦ TƯỚNG\n\nMẫu số 01\nĐƠN XIN MỞ CHỢ\nKính gửi: Ban quản lý chợ\nMẫu số 02\nBẢN VẼ\nTỷ lệ: ...\n"
    fresh = (
        "TM. CHÍNH PHỦ\nTHỦ TƯỚNG\n\nMẫu số 01\nTỜ KHAI MỞ CHỢ\nKính gửi: Ủy ban nhân dân xã\nMẫu số 03\nGIẤY CAM KẾT\nTôi cam kết ...\n"
    )
    commands = amender(
        "Thay thế Mẫu số 01 ban hành kèm theo Nghị định số 700/2030/NĐ-CP bằng Mẫu số 01 ban hành kèm theo Nghị định này.",
        "Bổ sung Mẫu số 03 vào sau Mẫu số 02 ban hành kèm theo Nghị định này.",
        "Thay thế Mẫu số 02 bằng Mẫu số 09 ban hành kèm theo Nghị định này.",
    )
    document, structure = read(commands.document.text + fresh)
    amendments = find_amendments(document, structure, find_citations(document, structure))
    found = consolidate(read(BASE + forms), [Amender(commands.identity, document, structure, amendments)])
    assert [(o.target, o.outcome, o.cause) for o in found.operations] == [
        ("mau-1", "applied", None), ("mau-3", "applied", None), ("mau-2", "missed", "no_text"),
    ]  # fmt: skip
    assert words(found, "mau-1") == "Mẫu số 01\nTỜ KHAI MỞ CHỢ\nKính gửi: Ủy ban nhân dân xã"
    assert [n.path for n in found.structure.nodes if n.kind == "form"] == ["mau-1", "mau-2", "mau-3"]


def test_commands_on_other_acts_are_left_alone() -> None:
    other = amender("Bãi bỏ Điều 5.", base="701/2030/NĐ-CP")
    found = consolidate(read(BASE), [other])
    assert found.operations == ()
    assert found.document.text == BASE


def test_notes_say_which_command_of_which_act_and_from_when() -> None:
    found = apply("Bãi bỏ khoản 2 Điều 4.", "Sửa đổi, bổ sung Điều 5 như sau:\n“Điều 5. Nghĩa vụ\nGiữ vệ sinh.”.")
    one, two = found.notes
    assert one.text == (
        "Khoản này được bãi bỏ theo quy định tại khoản 1 Điều 1 Nghị định số 800/2031/NĐ-CP, có hiệu lực kể từ ngày 01 tháng 02 năm 2031."
    )
    assert found.document.text[: one.at].endswith("\n2.")
    assert found.document.text[: two.at].endswith("Điều 5. Nghĩa vụ")


def test_time_is_linear_in_the_length_of_the_base() -> None:
    def spent(articles: int) -> float:
        body = "".join(f"Điều {i}. Chợ số {i}\n1. Chợ họp sáng.\n2. Chợ họp chiều.\n" for i in range(7, articles))
        base = read(BASE + body)
        amending = amender(*(f"Thay thế cụm từ “họp sáng” bằng cụm từ “họp sớm” tại Điều {i}." for i in range(7, articles, 20)))
        times = []
        for _ in range(3):
            started = time.process_time()
            assert all(o.outcome == "applied" for o in consolidate(base, [amending]).operations)
            times.append(time.process_time() - started)
        return min(times)

    assert spent(2000) < 5 * max(0.01, spent(800))
