"""What follows the body: signature, recipients, annexes, forms, attached regulations."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from review.contract.base import NodeKind
from review.structure.scan import Line
from review.structure.zones import is_caps

_ANNEX = re.compile(
    r"(?i)phụ\s+lục(?:\s+(?:số\s*:?\s*)?(?P<n>[ivxlc]+[a-zđ]?\d?|\d{1,3}(?:\.\d{1,2})*[a-zđ]?|[a-zđ]\d{0,2}))?(?![^\W_])"
    r"(?P<rest>[^\w]*.*)$",
    re.S,
)
_FORM = re.compile(
    r"(?i)(?:biểu\s+)?mẫu\s+(?:biểu\s+)?(?:số\s*:?\s*)?(?P<n>[a-zđ]?\d{1,3}(?:[./-]?[\da-zđ]{1,8})*|[ivxlc]+(?:[./-]?\d+)?)(?![^\W_])"
    r"(?P<rest>[^\w]*.*)$",
    re.S,
)
_ATTACHED = re.compile(
    r"(?:QUY ĐỊNH|QUY CHẾ|ĐIỀU LỆ|NỘI QUY|QUY TRÌNH|QUY CHUẨN|HƯỚNG DẪN|DANH MỤC|CHƯƠNG TRÌNH|KẾ HOẠCH|ĐỀ ÁN|QUY TẮC|PHƯƠNG ÁN)(?![^\W\d_])"
)
_ISSUED_WITH = re.compile(r"(?i)^\W{0,3}(?:được\s+)?(?:ban\s+hành\s+)?kèm\s+theo\b|^\W{0,3}(?:được\s+)?ban\s+hành\s+(?:kèm\s+)?theo\b")
_RECIPIENTS = re.compile(r"(?i)\W*nơi\s+(?:nhận|gửi)\b")
_SIGNATURE = re.compile(
    r"\W*(?:T\s?M\s?[./]|KT\s?[./]|TUQ\s?[./]|TL\s?[./]|Q\.)\s*[^\W\d_]"
    r"|\W*(?:CHỦ TỊCH(?: QUỐC HỘI| NƯỚC| HĐND| UBND)?|BỘ TRƯỞNG|THỦ TƯỚNG|THỐNG ĐỐC|CHÁNH ÁN|VIỆN TRƯỞNG|TỔNG THANH TRA"
    r"|TỔNG KIỂM TOÁN NHÀ NƯỚC|PHÓ CHỦ TỊCH|THỨ TRƯỞNG|CHỦ NHIỆM|XÁC THỰC VĂN BẢN HỢP NHẤT)\s*(?:$|\()"
)
_SIGNATURE_CELL = re.compile(
    r"(?:^|\|)\s*(?:T\s?M\s?[./]|KT\s?[./]|TUQ\s?[./]|TL\s?[./]|CHỦ TỊCH|BỘ TRƯỞNG|THỦ TƯỚNG|THỐNG ĐỐC|CHÁNH ÁN|VIỆN TRƯỞNG|TỔNG THANH TRA"
    r"|TỔNG KIỂM TOÁN|XÁC THỰC VĂN BẢN)"
)
ADOPTED = re.compile(r"(?i)\W*(?:bộ\s+)?(?:luật|nghị\s+quyết|pháp\s+lệnh)\s+này\s+(?:đã\s+)?được\b.{0,250}?\bthông\s+qua\b")
_STANDARD = re.compile(r"(?:QCVN|QCĐP|TCVN)\s+[\dx]")


class Head(NamedTuple):
    """The first line of a part after the body, with its number and the offset where its words begin."""

    kind: NodeKind
    number: str | None = None
    end: int = 0


def is_signature(text: str) -> bool:
    """Whether a line or a cell opens a signature."""
    return bool(_SIGNATURE.match(text)) and len(text) < 160


def is_tail_row(text: str) -> bool:
    """Whether a table row holds recipients or a signature."""
    return bool(_RECIPIENTS.match(text.lstrip("| "))) or bool(_SIGNATURE_CELL.search(text))


def is_recipients(text: str) -> bool:
    """Whether a line or a cell opens the list of recipients."""
    return bool(_RECIPIENTS.match(text.lstrip("| ")))


def issued_with(text: str) -> bool:
    """Whether a line says with which act something was issued ("(Ban hành kèm theo …)").

    >>> issued_with("(Ban hành kèm theo Quyết định số 1/2026/QĐ-UBND)"), issued_with("Ban hành Quy định")
    (True, False)
    """
    return bool(_ISSUED_WITH.match(text))


def head(lines: Sequence[Line], at: int, *, after_body: bool) -> Head | None:
    """What begins at a line: an annex, a form or an attached regulation; None for anything else.

    ``after_body`` is true once signature, recipients or an annex were met: then plainer headings will do.
    """
    line = lines[at]
    if line.row or len(line.text) > 400:
        return None
    text = line.text
    if text[0] not in "PpMmBbQĐNHDCK":
        return None
    if text[0] in "Pp":
        found = _ANNEX.match(text)
        return Head("annex", found["n"], found.start("rest")) if found and _annex_heading(lines, at, found, after_body) else None
    if text[0] in "MmBb":
        found = _FORM.match(text)
        return Head("form", found["n"], found.start("rest")) if found and _form_heading(lines, at, found, after_body) else None
    cut = re.search(r"(?i)\(\s*(?:được\s+)?(?:ban hành\s+)?kèm theo", text)
    if cut and cut.start() and _ATTACHED.match(text) and is_caps(text[: cut.start()]):
        return Head(_attached_kind(lines, at), None, 0)
    if is_caps(text) and _ATTACHED.match(text):
        for follow in lines[at + 1 : at + 8]:
            if issued_with(follow.text):
                return Head(_attached_kind(lines, at))
            if follow.mark or follow.row or not (is_caps(follow.text) or len(follow.text) < 120):
                break
    return None


def unnamed(lines: Sequence[Line], at: int) -> Head | None:
    """What begins at a line after the signature that heads nothing by its words: an annex, if it is said to be issued with the act."""
    if _STANDARD.match(lines[at].text):
        return Head("annex")
    for follow in lines[at : at + 8]:
        if follow.row or follow.mark:
            return None
        if issued_with(follow.text):
            return Head("annex")
    return None


def _attached_kind(lines: Sequence[Line], at: int) -> NodeKind:
    """``attached`` where articles or chapters follow, else an annex without number (a list, a table)."""
    for line in lines[at + 1 : at + 60]:
        mark = line.mark
        if mark and mark.kind in ("dieu", "chuong", "phan", "muc") and mark.closed:
            return "attached" if mark.kind != "dieu" or mark.number == "1" else "annex"
    return "annex"


def _annex_heading(lines: Sequence[Line], at: int, found: re.Match[str], after_body: bool) -> bool:
    rest = found["rest"].strip()
    word_caps = found.group()[:7].isupper()
    if not rest.strip(".:-–*"):
        return word_caps or after_body or (found["n"] is not None and _next_is_heading(lines, at)) or _next_is_heading(lines, at)
    if is_caps(rest):
        return True
    if issued_with(rest) or rest.startswith("("):
        return True
    if word_caps or rest[0] in ".:-–":
        return not rest.endswith(";") and (word_caps or after_body)
    return False


def _form_heading(lines: Sequence[Line], at: int, found: re.Match[str], after_body: bool) -> bool:
    rest = found["rest"].strip()
    if not rest.strip(".:-–*"):
        return True
    if rest.endswith((";", ":", ",")):
        return False
    if is_caps(rest) or issued_with(rest) or (rest[0] == "(" and after_body):
        return True
    return after_body and rest[0] in ".:-–" and len(rest) < 200


def _next_is_heading(lines: Sequence[Line], at: int) -> bool:
    return any(issued_with(x.text) or (is_caps(x.text) and len(x.text) < 300) for x in lines[at + 1 : at + 3])
