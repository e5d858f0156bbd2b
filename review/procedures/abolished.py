"""Procedures that a draft ends: "Không thực hiện thủ tục …", "Bãi bỏ thủ tục …", and lists under such a caption."""

import re
from dataclasses import dataclass
from typing import Final

from review.contract.base import Span
from review.procedures.fold import match
from review.procedures.lines import Line
from review.procedures.topics import read_topic, strength, tidy

_ENDS: Final = re.compile(
    r"(?i)(?:không\s+thực\s+hiện|bãi\s+bỏ|cắt\s+giảm|hủy\s+bỏ|huỷ\s+bỏ)\s+(?:(?:toàn\s+bộ|các|những"
    r"|\d{1,3}(?:\s*\([^)]*\))?)\s+)*(?:thủ\s+)?thủ\s+tục(?:\s+hành\s+chính)?\s*[:“\"]?\s*"
)
_LIST: Final = re.compile(
    r"(?i)(?:không\s+thực\s+hiện|bãi\s+bỏ)\s+(?:(?:toàn\s+bộ|các|những"
    r"|\d{1,3}(?:\s*\([^)]*\))?)\s+)*thủ\s+tục(?:\s+hành\s+chính)?\s*(?:[^:;.]{0,80}\s)?(?:sau(?:\s+đây)?)\s*(?::\s*)?$"
    r"|^(?:không\s+thực\s+hiện|bãi\s+bỏ)\s+(?:(?:toàn\s+bộ|các|những|một\s+số)\s+)*thủ\s+tục\s+hành\s+chính\s*[:.]?\s*$"
)
_NAME_END: Final = re.compile(
    r"(?i)\s+(?:(?:được\s+)?quy\s+định\s+(?:tại|trong|ở)|theo\s+quy\s+định|(?:được\s+)?thực\s+hiện\s+(?:tại|ở)\s+(?:cấp|cả|\d)"
    r"|tại\s+(?:các\s+)?(?:khoản|điểm|điều\s+\d|phụ\s+lục|nghị\s+định|thông\s+tư|quyết\s+định|luật|mục|số\s+thứ)"
    r"|theo\s+(?:khoản|điểm|điều\s+\d)|do\s+(?:văn\s+bản|nghị))|[;.”]\s|[;.”\"]?$|,\s+(?:khoản|điều\s+\d|do\s)"
)
_NOT_NAME: Final = re.compile(
    r"(?i)^(?:\(|\d|này|nêu|trên|sau|quy\s+định|thuộc|cấp\s+(?:bộ|tỉnh|xã)\b|tại|thực\s+hiện|lĩnh\s+vực|hành\s+chính|theo|được"
    r"|về\s+lĩnh|trong\s+lĩnh|liên\s+quan|số\s|có\s|của\s|đã\s|ban\s+hành|các\s|trên\s)"
)
_STARTS: Final = re.compile(
    r"(?i)(?:cấp|đăng\s+ký|thu\s+hồi|gia\s+hạn|công\s+nhận|chấp\s+thuận|phê\s+duyệt|xác\s+nhận|thẩm\s+định|sửa\s+đổi"
    r"|điều\s+chỉnh|cho\s+phép|chứng\s+nhận|thông\s+báo)\b"
)
_PROVISION: Final = re.compile(
    r"(?i)(?:điểm\s+(?P<diem>[a-zđ])\b[^.;]{0,12}?\s+)?(?:khoản\s+(?P<khoan>\d+[a-z]?)\b[^.;]{0,16}?\s+)?điều\s+(?P<dieu>\d+[a-zđ]?)"
)
_AND_PROCEDURE: Final = re.compile(r"(?i)[;,]\s+(?:và\s+)?thủ\s+tục\s+")
_ANOTHER: Final = re.compile(r"(?i),?\s+(?:hoặc|và)\s+(?=(?:quyết\s+định|giấy|chứng\s+(?:chỉ|nhận)|thẻ|văn\s+bản)\s)")
"""Where the object of a list of actions goes on to another result."""
_MARKED: Final = re.compile(r"[“\"]?\s*(?:[IVX]{1,6}\.|[A-Z]\.|\d{1,3}[a-z]?\.|\d+\.\d+\.?|[a-zđ]{1,2}\)|[-–+•])\s")
_CLOSED: Final = re.compile(r"[.;:”]\s*$")


@dataclass(frozen=True)
class Ended:
    """A procedure that the draft ends: its name, the lines that say so, the first line, the provision ended."""

    name: str
    lines: tuple[int, ...]
    words: Span
    base_path: str | None


def find_ended(text: str, lines: list[Line]) -> list[Ended]:
    """The procedures ended, in text order. A sentence broken over lines is read as one."""
    out: list[Ended] = []
    listing = False
    read = -1
    for n, line in enumerate(lines):
        if line.zone in ("front",) or n <= read:
            continue
        words = line.words
        if _LIST.search(words):
            listing = True
            continue
        if listing and not _MARKED.match(line.text):
            listing = False
        found = _ENDS.match(words)
        if not found and not listing:
            continue
        if found and _is_caption(words):
            continue
        begin = line.body + (found.end() if found else 0)
        last = _sentence_end(lines, n)
        body = text[begin : lines[last].end].replace("\n", " ")
        lead = match(r"thủ\s+tục\s+(?:hành\s+chính\s+)?", body)
        if not found and not lead and not _STARTS.match(body):
            listing = False
            continue
        body = body[lead.end() :] if lead else body
        names, end = _names(body)
        if not names:
            continue
        where = _PROVISION.search(body, end)
        base = _path(where) if where and where.start() - end < 60 else None
        read = last
        names = [single for name in names for single in _singles(name)]
        out += [Ended(tidy(name), tuple(range(n, last + 1)), (line.start, lines[last].end), base) for name in names]
    return out


def _names(body: str) -> tuple[list[str], int]:
    """The names at the beginning of a text, and where they end: "cấp lại; thủ tục gia hạn Giấy phép X" gives two."""
    names: list[str] = []
    at = 0
    while True:
        stop = _NAME_END.search(body, at)
        end = stop.start() if stop else len(body)
        more = _AND_PROCEDURE.match(body, end)
        if _NOT_NAME.match(body[at:end]) or len(body[at:end].split()) < (2 if more or names else 3):
            return names, at
        names.append(body[at:end])
        if more is None:
            break
        at = more.end()
    topics = read_topic(names[-1], 0, len(names[-1]))
    if topics and topics[0].object:
        thing = topics[0].object
        names = [f"{n} {thing}" if (t := read_topic(n, 0, len(n))) and not t[0].object else n for n in names]
    return names, end


def _singles(name: str) -> list[str]:
    """The procedures of a name that lists granting and withdrawing together ("cấp mới, cấp lại và thu hồi Thẻ X"), which are never one;
    withdrawing is of the state's own motion and left out. Any other name is one procedure.
    """
    topics = read_topic(name, 0, len(name), heading=True)
    granting = [t for t in topics if strength(t.action) != "withdraw"]
    if not granting or len(granting) == len(topics):
        return [name]
    return [f"{t.action} {_ANOTHER.split(t.object)[0]}" for t in granting]


def _is_caption(words: str) -> bool:
    """Whether the words only head a list in capitals ("BÃI BỎ THỦ TỤC HÀNH CHÍNH CẤP BỘ")."""
    letters = [c for c in words if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def _sentence_end(lines: list[Line], n: int) -> int:
    """The last line of the sentence that begins in line ``n``: short lines without an end go on in the next."""
    last = n
    while last + 1 < len(lines) and last - n < 8:
        if _CLOSED.search(lines[last].text) or re.search(r"[.;]\s", lines[last].words[40:]):
            break
        following = lines[last + 1].text.strip()
        if (
            not following
            or _MARKED.match(following)
            or (following.isupper() and " " in following)
            or match(r"điều\s+\d+\.|phụ\s+lục|mục\s+\d", following)
        ):
            break
        last += 1
    return last


def _path(found: re.Match[str]) -> str:
    path = f"dieu-{found['dieu'].lower()}"
    if found["khoan"]:
        path += f"/khoan-{found['khoan'].lower()}"
        if found["diem"]:
            path += f"/diem-{found['diem'].lower()}"
    return path
