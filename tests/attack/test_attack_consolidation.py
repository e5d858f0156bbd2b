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

    assert seconds(3_000) < max(0.3, 8 * seconds(750))
