"""Time limits: value, unit, start, whole or step, extension."""

import re
from collections.abc import Iterator
from typing import Final, Literal

from review.contract.base import Span, Unit
from review.contract.procedures import Part
from review.procedures.fold import Loose, match, search
from review.procedures.lines import Line, sentences
from review.procedures.parts.context import Context, condition_articles
from review.procedures.parts.events import events

_NUMBER: Final = (
    r"(?:(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|lăm|mốt)\s+){0,4}?(?:\(\s*)?(?P<value>\d{1,3})\s*(?:\)\s*|\([^)]{1,30}\)\s*)?(?:(?:-|–"
    r"|đến)\s*(?P<max>\d{1,3})\s*(?:\([^)]{1,30}\)\s*)?)?(?P<unit>ngày\s+làm\s+việc|ngày|giờ(?:\s+làm\s+việc)?|tháng|năm)\b"
)
_FOUND: Final = Loose(rf"(?i)(?<![\d/.,])(?:\((?:[a-zà-ỹ ]+)\)\s*)?{_NUMBER}(?!\s+\d)")
_DATE: Final = re.compile(r"(?i)ngày\s+$|tháng\s+\d{1,2}\s+năm|khoản\s+$|điều\s+$|điểm\s+$|/\s*$")
_CUE: Final = Loose(
    r"(?i)\b(?:trong\s+(?:thời\s+hạn|vòng|thời\s+gian|khoảng)|thời\s+(?:hạn|gian)|không\s+(?:quá|muộn\s+hơn|vượt\s+quá)"
    r"|chậm\s+nhất|tối\s+đa|tối\s+thiểu|ít\s+nhất|sau|trước|quá|muộn\s+nhất|kể\s+từ|trong|là|:)"
)
_VALIDITY: Final = Loose(
    r"(?i)(?:có\s+(?:hiệu\s+lực|giá\s+trị|thời\s+hạn)|thời\s+hạn\s+(?:của\s+)?(?:giấy|chứng|thẻ|hiệu|sử\s+dụng"
    r"|hoạt\s+động\s+của|quyết)|hiệu\s+lực\s+(?:của|thi)|giá\s+trị\s+sử\s+dụng|được\s+cấp\s+(?:có|với)\s+thời"
    r"|thời\s+hạn\s+(?:tối\s+đa|là|không\s+quá)\s+\d+\s*(?:\([^)]*\)\s*)?năm|gia\s+hạn\s+(?:tối\s+đa|một|không|thêm)|(?:cấp"
    r"|lập|xác\s+nhận|ban\s+hành|khám)\s+(?:trong\s+(?:vòng|thời\s+hạn)|không\s+quá)|liền\s+kề|gần\s+nhất|kinh\s+nghiệm"
    r"|liên\s+tiếp|tuổi|thời\s+gian\s+(?:công\s+tác|làm|hành|đào|học|thực|hoạt|đóng|tập)|dự\s+án\s+hoạt\s+động|lưu\s+(?:trữ"
    r"|giữ)|cư\s+trú\s+|hình\s+phạt|phạt\s+tù|đình\s+chỉ|bị\s+(?:tước|xử)|thâm\s+niên|tạm\s+ngừng\s+giao\s+dịch\s+từ"
    r"|từ\s+\d+\s*(?:\([^)]*\)\s*)?(?:ngày|tháng|năm)[^.;]{0,20}trở\s+lên)"
)
_UNNUMBERED: Final = (
    Loose(
        r"(?i)(?:thời\s+hạn[^.;]{0,60}|thời\s+gian[^.;]{0,60})?(?:được\s+)?tính\s+(?:từ|kể\s+từ)\s+(?:ngày|khi|thời\s+điểm"
        r"|lúc)\s[^.;]{4,120}"
    ),
    Loose(r"(?i)ngay\s+(?:sau\s+khi|khi|trong\s+ngày)\s+[^,.;]{3,50}"),
    Loose(r"(?i)(?:trả\s+lời|trả\s+kết\s+quả|giải\s+quyết|cấp|thông\s+báo)\s+ngay(?!\s+(?:sau|khi|lập|cho))"),
    Loose(r"(?i)trong\s+(?:ngày\s+làm\s+việc|ngày)(?=[,;.]|\s+(?:tiếp\s+nhận|làm|nhận))"),
    Loose(r"(?i)trong\s+thời\s+hạn\s+(?!\d)(?!quy\s+định|nêu|nói|này|trên|theo|hiệu|của|là|\(\d)(?:[^.,;]{4,70})(?=,)"),
    Loose(r"(?i)trong\s+thời\s+hạn\s+\(\s*(?:n?gày)\s+làm\s+việc"),
)  # fmt: skip
_FROM: Final = Loose(r"(?i)(?:,?\s*)(?:kể\s+từ|tính\s+từ|sau)\s+(?:ngày|khi|thời\s+điểm|lúc)?\s*[^,.;:]{2,160}")
_BEFORE: Final = Loose(r"(?i)\s*(?:làm\s+việc\s+)?trước\s+(?:ngày|khi|thời\s+điểm)[^,.;:]{2,120}")
_EXTENDS: Final = re.compile(r"(?i)(?:gia\s+hạn|kéo\s+dài|được\s+kéo|thời\s+hạn\s+giải\s+quyết\s+được\s+kéo)")
_WHOLE: Final = Loose(r"(?i)(?:kể\s+từ\s+(?:ngày|khi)\s+(?:nhận|tiếp\s+nhận)\s*(?:được|đủ|đầy\s+đủ)?|thời\s+(?:hạn|gian)\s+giải\s+quyết)")


_NOT_A_TERM: Final = Loose(
    r"không\s+được\s+(?:cấp|xét|hỗ|đăng|tham|nộp)|bị\s+(?:xử|phạt|thu\s+hồi)|có\s+nhu\s+cầu|nghĩa\s+vụ\s+quân|hoàn\s+thành\s+(?:nghĩa|nhiệm)"
    r"|lớn\s+hơn\s*\d|nghỉ\s+lễ|kể\s+từ\s+ngày\s+(?:ký|bị)\b|\bchưa\s+(?:niêm|thực|triển|hoạt)"
)
"""Words around a span of months or years within which nobody has to act on a file."""


_AHEAD: Final = Loose(
    r"\btrước\s+(?:khi|ngày|thời\s+điểm)\s[^,.;]{0,120}?\b(?:hết\s+(?:hạn|hiệu\s+lực|thời\s+hạn)|chấm\s+dứt|tổ\s+chức|tiến\s+hành|thực\s+hiện|bắt\s+đầu"
    r"|dự\s+kiến|khởi)"
)
"""A day before which somebody outside the state has to file ("trước khi Thẻ hết hạn")."""
_WITHIN: Final = 240
"""Characters before a limit within which both patterns that end at it can begin."""
_AHEAD_OF: Final = Loose(r"\btrước\s+(?:khi|ngày|thời\s+điểm)\s[^,.;]{2,120}$")


def _by(context: Context, line: Line, sentence: Span, limit: Span) -> Literal["agency", "applicant"]:
    """Who must act within a limit: whoever is named behind it, else whoever acts in its sentence."""
    text = context.text
    near = max(sentence[0], limit[0] - _WITHIN)
    if _AHEAD_OF.search(text, near, limit[0]) or _AHEAD.match(text, limit[1] + 1, sentence[1]):
        return "applicant"
    if _FILE_IN.match(text, limit[1], sentence[1]):
        return "agency"
    acts = [e for e in events(context, line) if e.sentence == sentence and e.actor]
    behind = [e for e in acts if e.actor and e.actor[0] >= limit[1]]
    if behind:
        return "applicant" if behind[0].side == "external" else "agency"
    handled = _HANDLED.search(text, near, limit[0])
    return "applicant" if acts and not handled and all(e.side == "external" for e in acts) else "agency"


_HANDLED: Final = Loose(r"\bthời\s+(?:hạn|gian)\b[^.;]{0,90}\b(?:là|không\s+quá|tối\s+đa)\s*:?\s*$")
_FILE_IN: Final = Loose(r"[^.;]{0,40}\b(?:tiếp\s+nhận|nhận)\s+(?:được\s+)?(?:đủ\s+|đầy\s+đủ\s+)*hồ\s+sơ")


def _since(text: str, start: int, limit: Span, end: int) -> str | None:
    """From when it runs, or before what it ends: in the words behind it, else in those before it ("Trước khi Thẻ hết hạn 15 ngày")."""
    tail = text[limit[1] : min(end, limit[1] + 130)].lstrip(" ,")
    since = _FROM.match(tail) or _BEFORE.match(tail)
    if since:
        return re.sub(r"\s+", " ", tail[since.start() : since.end()]).strip(" ,")
    ahead = _AHEAD_OF.search(text, start, limit[0])
    if not ahead:
        return None
    told = text[ahead.start() : ahead.end()].rstrip()
    return re.sub(r"(?:\s+(?:tối\s+thiểu|ít\s+nhất|chậm\s+nhất|là))+$", "", told[:1].lower() + told[1:])


def _unit(words: str) -> Unit:
    words = re.sub(r"\s+", " ", words.lower())
    if words.startswith("ngày l"):
        return "working_day"
    return {"n": "day", "g": "hour", "t": "month"}.get(words[0], "day") if words != "năm" else "year"  # type: ignore[return-value]


def read_limits(context: Context) -> Iterator[Part]:
    """The limits within which an agency or an applicant must act, one entry each; papers' ages and validities are left out."""
    quiet = condition_articles(context)
    for line in context.lines:
        if line.dieu in quiet and not search(r"kể\s+từ\s+ngày\s+(?:tiếp\s+)?nhận|giải\s+quyết", line.words):
            continue
        if line.n in context.heads or (
            line.n in context.items and not search(r"trong\s+thời\s+hạn[^.;]{0,40}kể\s+từ\s+ngày\s+nhận", line.words)
        ):
            continue
        yield from context.parts_of_line("time limit", line, _limits)


def _limits(context: Context, line: Line) -> Iterator[Part]:
    """The limits of a line, sentence by sentence."""
    text = context.text
    for start, end in sentences(line):
        yield from _numbered(context, line, start, end)
        for pattern in _UNNUMBERED:
            found = pattern.search(text, start, end)
            if (
                found
                and not re.search(r"\d+\s*\)?\s*(?:\([^)]*\)\s*)?(?:ngày|giờ|tháng)", found.group())
                and _acts_in_time(text, start, end)
            ):
                yield context.part("time_limit", found.span(), line, 0.7, whole=False)
                break


def _acts_in_time(text: str, start: int, end: int) -> bool:
    words = text[start:end]
    return not search(r"hiệu\s+lực\s+thi\s+hành|có\s+hiệu\s+lực\s+kể|lãi|báo\s+cáo|tai\s+nạn|phạt", words)


def _numbered(context: Context, line: Line, start: int, end: int) -> Iterator[Part]:
    text = context.text
    seen: set[tuple[int, Unit]] = set()
    for found in _FOUND.finditer(text, start, end):
        before = text[max(start, found.start() - 90) : found.start()]
        if _DATE.search(before[-16:]) or search(r"\d{1,2}\s*(?:tháng|năm)\s*$", before[-10:]):
            continue
        clause = re.split(r"[.;]\s|,\s+(?=trường\s+hợp|nếu)", before)[-1]
        if not _CUE.search(clause[-70:]):
            continue
        after = text[found.end() : min(end, found.end() + 130)]
        unit = _unit(found["unit"])
        if _VALIDITY.search(clause[-80:]) or (_VALIDITY.match(after.strip()[:30]) if after.strip() else False):
            continue
        if unit == "year" or (unit == "month" and not search(r"kể\s+từ|trước\s+(?:khi|ngày)|không\s+quá", clause + after[:80])):
            if not search(r"thời\s+hạn\s+giải\s+quyết|trong\s+(?:thời\s+hạn|vòng)\s*$", clause):
                continue
            if search(r"lực|giá\s+trị", clause):
                continue
        if (
            unit in ("year", "month")
            and _VALIDITY.search(text, start, found.start())
            and match(r"(?:trong\s+trường|thời\s+hạn)", text[start:end])
        ):
            continue
        if search(r"^\s*(?:giờ|phút|trước\s+khi\s+kết)", after) or (search(r"(?:từ|lúc)\s*$", before[-6:]) and unit == "hour"):
            continue
        if (unit in ("year", "month") or "nghỉ lễ" in clause.lower()) and _NOT_A_TERM.search(clause + found.group() + after):
            continue
        value = int(found["value"])
        if (value, unit) in seen and search(r"so\s+với|thay\s+cho", clause):
            continue
        seen.add((value, unit))
        origin = _since(text, start, found.span(), end)
        by = _by(context, line, (start, end), found.span())
        settles = search(r"thời\s+(?:hạn|gian)\s+giải\s+quyết", clause) or (origin and search(r"đủ|hợp\s+lệ", origin))
        yield context.part(
            "time_limit", (found.start(), found.end()), line, value=value,
            value_max=int(found["max"]) if found["max"] else None, unit=unit, from_=origin,
            whole=by == "agency" and bool(settles),
            by=by,
            extension=re.sub(r"\s+", " ", text[start:end]).strip() if _EXTENDS.search(clause) else None,
        )  # fmt: skip
