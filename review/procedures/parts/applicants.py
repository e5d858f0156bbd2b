"""Who applies."""

import re
from collections.abc import Iterator
from typing import Final

from review.contract.base import Span
from review.contract.procedures import Part
from review.procedures.actors import EXTERNAL, EXTERNAL_HEAD, actor_before, name_end
from review.procedures.fold import Loose, match, search
from review.procedures.lines import Line, sentences
from review.procedures.parts.context import Context
from review.procedures.parts.events import ASIDE, CAPTION, REPORTS, SUBMITS, handles_no_file

_FILES: Final = Loose(
    r"(?i)(?<!đã\s)(?<!tiền\s)(?<!việc\s)\b(?:nộp|gửi|xuất\s+trình|cung\s+cấp|(?:lập|làm)\s+(?:\d+\s+)?(?:\([^)]*\)\s+)?(?:bộ\s+)?hồ|chuẩn\s+bị\s+hồ|kê\s+khai|khai\s+báo|đăng\s+nhập"
    rf"|có\s+(?:văn\s+bản|đơn)|đề\s+nghị|(?<!nhận\s)đăng\s+ký|làm\s+đơn|được\s+xét|{SUBMITS})\b"
)
_ASKER: Final = Loose(
    r"(?i)\b(?:người\s+(?:(?:có\s+)?yêu\s+cầu|đề\s+nghị|xin)|(?:tổ\s+chức|doanh\s+nghiệp|cá\s+nhân)(?:,\s+(?:cá\s+nhân"
    r"|tổ\s+chức|doanh\s+nghiệp))*\s+(?:đề\s+nghị|có\s+nhu\s+cầu|đăng\s+ký))\s+[^,.;:()]{3,80}"
)


_NOT_ASKING: Final = Loose(r"\s*(?:(?:lệ\s+)?phí\b|nhận\s+(?:kết\s+quả|bản)|lại\s+(?:giấy|thẻ|chứng|bản)|kết\s+quả)")
"""What follows a verb of filing by which nobody asks for anything: fees, the way of getting the result, a permit handed back."""
_SPARED: Final = Loose(r"(?:trả\s+lời|hướng\s+dẫn|vận\s+động|không\s+(?:được\s+)?yêu\s+cầu)\s+$")
_HANDLES: Final = Loose(
    r"trách\s+nhiệm\s+(?:về|trước)\b|\b(?<!được\s)tiếp\s+nhận\b|\bhướng\s+dẫn\s+cho\b|\bphổ\s+biến\b|\bnhận\s+kết\s+quả\b"
)
"""What stands between a name and a verb of filing that is not his: he answers for something, takes files in or tells others of it."""
_NOBODY: Final = frozenset(("người yêu cầu", "người nộp"))
_SENT_ONE: Final = Loose(r"\bcử\s+người\b|\bthay\s+cho\b")
"""Words of a line that only tells who may come in another's place."""
_SETS: Final = Loose(r"\b\d+\s*(?:\([^)]{1,14}\)\s*)?bộ\s+hồ\s+sơ")
"""How a common rule has somebody hand in the file: it names him for all procedures."""


_RECIPIENT: Final = Loose(
    rf"\b(?:(?:cấp|trả|thông\s+báo|hồ\s+sơ|đơn)\b[^.;:]{{0,90}}?\s(?:cho|của)\s+|(?:cho|của)\s+(?=người|cơ\s+sở\s+đề))(?P<r>{EXTERNAL_HEAD}(?!\w)[^.;:,()]{{0,60}}?)"
    r"(?=\s+(?:phiếu|giấy|biết|để|về|theo|trong|thuộc|và|hoặc|có|bị|đã|được|khi)\b|[.;:,()]|$)"
)


def read_applicants(context: Context) -> Iterator[Part]:
    """Who applies: each name once, in the lines of its own articles; common rules only where those name nobody."""
    found = list(_applicants(context, context.home))
    duties = [line for line in context.shared if context.kinds.get(line.dieu or "") == "duties"]
    rest = [line for line in context.shared if line not in duties]
    if not found:
        found = list(_applicants(context, rest))
    if not found:
        found = list(_askers(context)) or list(_recipients(context))
    files = {_key(p): p for p in _applicants(context, [line for line in rest if context.via(line.n) is None and _SETS.search(line.words)])}
    found = [files.get(_key(p), p) if p.span[0] > files.get(_key(p), p).span[0] else p for p in found]
    found = list({(_key(p), p.span[0]): p for p in found}.values())
    seen = {_key(part) for part in found}
    yield from found
    yield from (p for p in _applicants(context, duties) if _key(p) not in seen)


def _asked_aside(text: str, start: int, at: int) -> bool:
    """Whether who is named at an offset stands beside the act ("lấy ý kiến các cơ quan, …")."""
    lead = re.sub(r"(?i)(?:các|những)\s+$", "", text[max(start, at - 28) : at])
    return bool(ASIDE.search(lead) or search(r"(?<!đối\svới\s)\b(?:việc|là|thuộc)\s+$", lead))


def _key(part: Part) -> str:
    return re.sub(r"\s+", " ", part.quote.lower())


def _askers(context: Context) -> Iterator[Part]:
    for line in context.home:
        found = _ASKER.search(context.text, line.body, line.end)
        if found and line.n not in context.heads:
            yield context.part("applicant", _subject(context.text, found.span()), line, 0.6)
            return


def _recipients(context: Context) -> Iterator[Part]:
    """Where nobody is said to file: who gets the receipt or the result, or whose file it is."""
    if context.group.topic.family in ("withdraw", "end"):
        return
    for line in context.home:
        found = _RECIPIENT.search(context.text, line.body, line.end)
        if found and " " in found["r"] and line.n not in context.heads and line.n not in context.items:
            yield context.part("applicant", _subject(context.text, found.span("r")), line, 0.5)
            return


def _applicants(context: Context, lines: list[Line]) -> Iterator[Part]:
    text = context.text
    seen: set[str] = set()
    for line in lines:
        if (
            line.n in context.heads
            or (line.n in context.items and not EXTERNAL.match(text, line.body, line.end))
            or CAPTION.match(line.words)
            or handles_no_file(context, line)
        ):
            continue
        for span, name in context.of_line("who files", line, _who_files):
            if name in seen:
                continue
            seen.add(name)
            yield context.part("applicant", span, line, 0.85)
            break


def _who_files(text: str, line: Line) -> list[tuple[Span, str]]:
    """Who files in each sentence of a line that names somebody: the words, and how they compare."""
    out: list[tuple[Span, str]] = []
    for start, end in sentences(line):
        hit, until = None, start
        for verb in _FILES.finditer(text, start, end):
            who = actor_before(text, start, verb.start())
            if who is not None and match(r"đề\s+nghị|đăng\s+ký|trình", verb.group()) and len(text[who.span[0] : verb.start()].split()) <= 2:
                continue
            if who is None or who.side != "external" or _asked_aside(text, start, who.span[0]):
                continue
            if _NOT_ASKING.match(text, verb.end(), end) or _SENT_ONE.search(text, who.span[0], end):
                continue
            if match(r"(?:gửi|trình|có)", verb.group()) and REPORTS.match(text[verb.end() : verb.end() + 90]):
                continue
            if _HANDLES.search(text, who.span[0], verb.start()) or _SPARED.search(text, max(start, who.span[0] - 24), who.span[0]):
                continue
            hit, until = who, verb.start()
            break
        if hit is None:
            continue
        span = _subject(text, (hit.span[0], name_end(text, hit.span[1], until)))
        name = re.sub(r"\s+", " ", text[span[0] : span[1]].lower())
        if len(name) >= 4 and name not in _NOBODY:
            out.append((span, name))
    return out


_SUBJECT_END: Final = Loose(
    r"(?i)\s+(?:phải|có\s+trách\s+nhiệm|có\s+thể|được|nộp|(?<!tiền\s)gửi|lập(?=\s+(?:hồ|đơn|văn|phiếu|tờ|bộ|danh|báo|giấy|và|\d))|chuẩn\s+bị|thực\s+hiện(?=\s+(?:nộp|việc|thủ|kê|khai|đăng|bổ|theo|các\s+(?:bước|thủ)))"
    r"|khi|sau\s+khi|nếu|trong\s+thời|xuất\s+trình"
    r"|đã|tiến\s+hành|kê\s+khai|khai\s+báo|làm(?=\s+(?:đơn|hồ|thủ))|cung\s+cấp|sử\s+dụng\s+tài|thì|đăng\s+nhập|có\s+(?:văn|đơn|công|tờ|giấy|hồ|liên\s+quan)"
    r"|chịu\s+trách|lựa\s+chọn|không|điền|giao\s+nộp|bắt\s+buộc|bằng\s+văn|để|chủ\s+động|trực\s+tiếp|tự|tiếp\s+tục|đề\s+xuất|hoàn\s+thiện|về\s+việc|rà\s+soát|báo\s+cáo|căn\s+cứ|phổ\s+biến|tổ\s+chức\s+(?:phổ|xét|họp|lập)|tiếp\s+nhận|tổng\s+hợp|và\s+xin\s+ý)\b"
)
_JOINED: Final = Loose(
    r"(?:(?:cơ\s+quan|tổ\s+chức|cá\s+nhân|doanh\s+nghiệp|hộ\s+(?:gia\s+đình|kinh\s+doanh)|đơn\s+vị|hợp\s+tác\s+xã),\s+)+$"
)


def _subject(text: str, span: Span) -> Span:
    """The name of an applicant: what is joined before it ("Tổ chức, cá nhân") in, what it does out."""
    start, end = span
    joined = _JOINED.search(text, max(0, start - 60), start)
    start = joined.start() if joined else start
    stop = _SUBJECT_END.search(text, start, end)
    end = stop.start() if stop else end
    return start, max(start + 3, end)
