"""Acts that try to break consolidation: its outputs stay whole, take linear time, and tell no clock."""

import hashlib
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import pytest

from review.amending import find_amendments
from review.amending.consolidation import Amender, consolidate, identify
from review.citations import find_citations
from review.contract.consolidation import Consolidation, ConsolidationReport
from review.contract.document import Document
from review.report.consolidation import to_docx, to_html, to_text
from review.structure import outline

TOP = "CHÍNH PHỦ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
BASE = f"{TOP}Số: 1/2020/NĐ-CP | Hà Nội, ngày 01 tháng 02 năm 2020\nNGHỊ ĐỊNH\nQuy định về kho mẫu\nCăn cứ Luật Kho mẫu;\n"
AMENDING = (
    f"{TOP}Số: /2026/NĐ-CP | Hà Nội, ngày … tháng … năm 2026\nNGHỊ ĐỊNH\n"
    "Sửa đổi, bổ sung một số điều của Nghị định số 1/2020/NĐ-CP quy định về kho mẫu\nCăn cứ Luật Kho mẫu;\n"
    "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 1/2020/NĐ-CP\n"
)
BODY = (
    "Điều 1. Phạm vi\n1. Kho chờ 2.5 ngày và 5 ngày.\n2. Hai kho.\na) Sở Mẫu A;\nb) Sở Mẫu B.\n"
    "Điều 2. Đối tượng\nTổ chức nộp 5.000 đồng.\nĐiều 3. Hiệu lực\nNghị định này có hiệu lực.\n"
)


def _document(text: str) -> Document:
    return Document("a.txt", "txt", hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), text)


def _consolidated(base: str, amending: str) -> Consolidation:
    first, second = _document(base), _document(amending)
    structure = outline(second)
    commands = find_amendments(second, structure, find_citations(second, structure))
    return consolidate((first, outline(first)), [Amender(identify(structure.meta), second, structure, commands)])


def _amended(commands: str, body: str = BODY) -> tuple[str, list[tuple[str, str | None]]]:
    found = _consolidated(BASE + body, AMENDING + commands)
    return found.document.text[len(BASE) :], [(o.outcome, o.cause) for o in found.operations]


def _report(base: str, amending: str) -> ConsolidationReport:
    return ConsolidationReport.of(_consolidated(base, amending), as_of=None, notices=())


def _seconds(work: Callable[[], Any]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def test_a_docx_holds_what_xml_cannot_and_tells_no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    evil = "<w:p>&amp;\x01\x0b\ud800\ufffe</w:p>"
    title = "Quy định " + "rất dài " * 60
    report = _report(
        f"NGHỊ ĐỊNH\n{title}\nCăn cứ Luật Kho mẫu;\n{BODY.replace('Hai kho', evil)}", AMENDING + f"1. Bãi bỏ Điều 2.\n2. {evil}\n"
    )
    report = report.model_copy(update={"base": report.base.model_copy(update={"number": None, "title": title + evil})})
    written = to_docx(report)
    assert any("<w:p>&amp;</w:p>" in paragraph.text for paragraph in docx.Document(BytesIO(written)).paragraphs)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(1_600_000_000))
    assert to_docx(report) == written
    assert "<w:p>" not in to_html(report)


def test_thousands_of_commands_are_written_in_linear_time() -> None:
    def seconds(count: int) -> float:
        body = "".join(f"Điều {i}. Tên\n1. Nội dung.\n2. Khác.\n" for i in range(1, count + 1))
        report = _report(BASE + body, AMENDING + "".join(f"{i}. Bãi bỏ khoản 1 Điều {i}.\n" for i in range(1, count + 1)))
        return _seconds(lambda: to_text(report))

    assert seconds(3_000) < max(1.5, 12 * seconds(750))


def test_articles_put_in_by_their_number_alone_take_linear_time() -> None:
    def seconds(count: int) -> float:
        body = "".join(f"Điều {i}. Tên\n1. Nội dung.\n" for i in range(1, count + 1))
        more = "".join(f"{i}. Bổ sung Điều {i}a như sau:\n“Điều {i}a. Mới\n1. A.”\n" for i in range(1, count + 1))
        first, second = _document(BASE + body), _document(AMENDING + more)
        structure = outline(second)
        commands = find_amendments(second, structure, find_citations(second, structure))
        sides = (first, outline(first)), [Amender(identify(structure.meta), second, structure, commands)]
        return _seconds(lambda: consolidate(*sides))

    assert seconds(1_600) < max(1.5, 12 * seconds(400))


def test_articles_that_all_move_on_by_one_do_so_in_few_rounds() -> None:
    count = 800
    body = "".join(f"Điều {i}. Tên {i}\n1. Nội dung.\n" for i in range(1, count + 1))
    more = "".join(f"{i}. Đổi số thứ tự Điều {i} thành Điều {i + 1}.\n" for i in range(1, count + 1))
    start = time.process_time()
    text, outcomes = _amended(more, body)
    assert time.process_time() - start < 5
    assert outcomes == [("applied", None)] * count
    assert text.startswith("Điều 2. Tên 1\n")
    assert f"Điều {count + 1}. Tên {count}\n" in text


def test_a_lower_number_than_any_stands_before_the_first_and_behind_the_words_before_it() -> None:
    body = BODY.replace("1. Kho chờ", "Các kho gồm:\n1. Kho chờ")
    text, outcomes = _amended("1. Bổ sung khoản 0 Điều 1 như sau:\n“0. Không.”\n2. Đổi số thứ tự Điều 1 thành Điều 1a.\n", body)
    assert text.startswith("Điều 1a. Phạm vi\nCác kho gồm:\n0. Không.\n1. Kho chờ")
    assert outcomes == [("applied", None)] * 2


def test_two_phrases_that_change_places_do() -> None:
    text, outcomes = _amended(
        "1. Thay thế cụm từ “Sở Mẫu A” bằng cụm từ “Sở Mẫu B” tại khoản 2 Điều 1.\n"
        "2. Thay thế cụm từ “Sở Mẫu B” bằng cụm từ “Sở Mẫu A” tại khoản 2 Điều 1.\n"
    )
    assert "a) Sở Mẫu B;\nb) Sở Mẫu A." in text
    assert outcomes == [("applied", None)] * 2


def test_a_phrase_that_holds_itself_or_signs_of_patterns_is_put_once() -> None:
    text, _ = _amended(
        "1. Thay thế cụm từ “Hai kho” bằng cụm từ “Hai kho kho \\g<0> $& (a+)* {0} %s” tại khoản 2 Điều 1.\n"
        "2. Thay thế cụm từ “Kho chờ” bằng cụm từ “Kho chờ Kho chờ” tại khoản 1 Điều 1.\n"
    )
    assert "2. Hai kho kho \\g<0> $& (a+)* {0} %s.\n" in text
    assert "1. Kho chờ Kho chờ 2.5 ngày" in text


def test_a_phrase_is_not_met_inside_a_number() -> None:
    text, outcomes = _amended(
        "1. Thay thế cụm từ “5 ngày” bằng cụm từ “7 ngày” tại khoản 1 Điều 1.\n"
        "2. Thay thế cụm từ “000 đồng” bằng cụm từ “999 đồng” tại Điều 2.\n"
    )
    assert "2.5 ngày và 7 ngày" in text
    assert "5.000 đồng" in text
    assert outcomes == [("applied", None), ("missed", "no_phrase")]


@pytest.mark.parametrize("quoted", ["“”", "“1.”", "“1. …”", "“ ”"])
def test_an_empty_quotation_empties_no_provision(quoted: str) -> None:
    text, outcomes = _amended(f"1. Sửa đổi khoản 1 Điều 1 như sau:\n{quoted}\n")
    assert "1. Kho chờ 2.5 ngày và 5 ngày." in text
    assert ("applied", None) not in outcomes


def test_a_number_given_twice_is_not_guessed() -> None:
    doubled = BODY.replace("Điều 3. Hiệu lực", "Điều 2. Hiệu lực")
    text, outcomes = _amended("1. Bãi bỏ Điều 2.\n2. Sửa đổi khoản 1 Điều 1 như sau:\n“1. Mới.”\n", doubled)
    assert text.count("\nĐiều 2. ") == 2
    assert "bãi bỏ" not in text
    assert outcomes == [("missed", "ambiguous"), ("applied", None)]


def test_words_of_a_provision_repealed_or_rewritten_by_the_same_act_are_not_called_changed() -> None:
    _, outcomes = _amended(
        "1. Bãi bỏ Điều 2.\n2. Thay thế cụm từ “đồng” bằng cụm từ “xu” tại Điều 2.\n"
        "3. Sửa đổi khoản 1 Điều 1 như sau:\n“1. Mới.”\n4. Thay thế cụm từ “Kho chờ” bằng cụm từ “Kho” tại khoản 1 Điều 1.\n"
    )
    assert outcomes == [("applied", None), ("conflict", "repealed"), ("applied", None), ("conflict", "same_node")]


REGULATION = (
    "QUY CHẾ\nVề kho\n(Ban hành kèm theo Nghị định số 1/2020/NĐ-CP)\nChương I\nQUY ĐỊNH CHUNG\nĐiều 1. Kho một\n1. Một.\n2. Hai.\n"
    "Chương II\nQUY ĐỊNH RIÊNG\nĐiều 2. Kho hai\nHai.\n"
)


def test_a_command_on_a_regulation_leaves_the_act_that_issues_it_alone() -> None:
    text, outcomes = _amended(
        "1. Bãi bỏ khoản 1 Điều 1 Quy chế về kho ban hành kèm theo Nghị định số 1/2020/NĐ-CP.\n"
        "2. Bãi bỏ Điều 2 của Quy chế ban hành kèm theo Nghị định số 1/2020/NĐ-CP.\n"
        "3. Bổ sung Điều 1a Quy chế ban hành kèm theo Nghị định số 1/2020/NĐ-CP như sau:\n“Điều 1a. Kho thêm\n1. Thêm.”\n",
        BODY + REGULATION,
    )
    assert text.startswith(BODY)
    assert "Điều 1. Kho một\n1. (được bãi bỏ)\n2. Hai.\nĐiều 1a. Kho thêm\n1. Thêm.\nChương II" in text
    assert "Điều 2. (được bãi bỏ)" in text
    assert outcomes == [("applied", None)] * 3


def test_of_two_regulations_the_one_named_is_changed_or_none() -> None:
    body = BODY + REGULATION + REGULATION.replace("Về kho", "Về chợ")
    text, outcomes = _amended(
        "1. Bãi bỏ Điều 2 Quy chế về chợ ban hành kèm theo Nghị định số 1/2020/NĐ-CP.\n"
        "2. Bãi bỏ Điều 1 Quy chế ban hành kèm theo Nghị định số 1/2020/NĐ-CP.\n",
        body,
    )
    assert text == (BODY + REGULATION + REGULATION.replace("Về kho", "Về chợ")).rpartition("Điều 2.")[0] + "Điều 2. (được bãi bỏ)\n"
    assert outcomes == [("applied", None), ("missed", "ambiguous")]
