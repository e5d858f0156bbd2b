"""The state bodies of a procedure with the part each plays."""

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from review.contract.base import Span
from review.contract.procedures import Part
from review.procedures.actors import EXTERNAL, agencies
from review.procedures.fold import Loose, match, search
from review.procedures.lines import Line, sentences
from review.procedures.parts.context import Context
from review.procedures.parts.events import CHANNEL_LINE, events, handles_no_file

Role = Literal["receives", "verifies", "decides", "coordinates"]

_DECIDING: Final = Loose(
    r"(?i)\b(?:(?:xem\s+xét,?\s+|ra\s+)?quyết\s+định|(?<!cung\s)(?<!nâng\s)(?<!phân\s)(?<!trợ\s)cấp(?!\s+(?:tỉnh|xã|huyện|bộ|trung|có|trên|dưới|học|cơ\s|thẩm"
    r"|giấy\s+(?:tiếp|biên|hẹn)))|chấp\s+thuận|phê\s+duyệt|công\s+nhận|xác\s+nhận|gia\s+hạn|ban\s+hành|chứng\s+nhận|bổ\s+nhiệm"
    r"|chứng\s+thực|thu\s+hồi|tặng|cho\s+phép|ghi\s|sửa\s+đổi,\s+bổ\s+sung\s+(?:giấy|quyết|chứng)|thông\s+báo\s+kết\s+quả"
    r"|quyết\s+định\s+công\s+bố|thực\s+hiện\s+(?:đăng|quy\s+trình)|điều\s+chỉnh\s+(?:giấy|quyết|chứng|nội)"
    r"|có\s+văn\s+bản\s+trả\s+lời(?:\s+về|,\s+nêu\s+rõ\s+nội))"
)
_TO: Final = Loose(
    r"(?i)\b(?:nộp|(?<!tiền\s)gửi|trình|đề\s+nghị)\b[^.;]{0,220}?\b(?:cho|đến|tới|về|tại|với)\s+$|\bđăng\s+ký\b[^.;,]{0,160}\bvới\s+$|(?<!được\s)\b(?:nộp|gửi)\b[^.;]{0,220}?\b(?:đến|tới|về|tại)\s+trụ\s+sở\s+(?:chính\s+)?(?:của\s+)?$|\b(?:gửi|trình|đề\s+nghị)\s+(?:lại\s+"
    r"|báo\s+cáo\s+)?$"
)
_GENERIC_NAME: Final = re.compile(r"(?i)(?:các\s+)?cơ\s+quan(?:,\s+người)?(?:\s+(?:có\s+thẩm\s+quyền|tiếp\s+nhận|giải\s+quyết)[^,.;]*)?$")
_NO_NAME: Final = re.compile(
    r"(?i)^(?:(?:các\s+)?cơ\s+quan(?:\s+(?:có\s+)?liên\s+quan)?|người\s+(?:tiếp\s+)?nhận\s+hồ\s+sơ|bộ\s+phận\s+(?:một\s+cửa"
    r"|tiếp\s+nhận).*|bộ\s+trưởng)$"
)


_CAPTION: Final = Loose(r"(?:trình\s+tự|thủ\s+tục|quy\s+trình|(?:thành\s+phần\s+)?hồ\s+sơ)\b[^.;:]{0,200}:\s*$")


def read_agencies(context: Context) -> Iterator[Part]:
    """Who receives, verifies, decides or is asked: once for each role, at the line that names it first."""
    found = list(_agencies(context))
    named = {p.role for p in found if not _GENERIC_NAME.match(p.quote)}
    home = {line.n for line in context.home}
    for part in found:
        n = context.reader.line_at(part.span[0])
        if _GENERIC_NAME.match(part.quote) and n not in home and part.role in named:
            continue
        yield part


def _agencies(context: Context) -> Iterator[Part]:
    text = context.text
    seen: list[tuple[str, Role]] = []
    late: list[tuple[str, Span, Line]] = []
    competent = False
    desk: re.Match[str] | None = None
    desk_line: Line | None = None
    for line in sorted(context.lines, key=lambda one: (context.via(one.n) is not None, one.n)):
        if line.n in context.heads or (line.n in context.items and not search(r"\bcơ\s+quan\b.*\b(?:tra\s+cứu|yêu\s+cầu)", line.words)):
            continue
        if CHANNEL_LINE.match(line.words):
            desk = desk or _DESK.search(text, line.body, line.end)
            desk_line = desk_line if desk_line else line if desk else None
            continue
        competence = context.kinds.get(line.dieu or "") == "competence"
        if handles_no_file(context, line) or _CAPTION.match(line.words):
            continue
        lists = line.words.endswith(":") and bool(_COMPETENT.search(line.words))
        competent = lists or (competent and bool(_COMPETENT_ITEM.match(line.words)))
        if lists:
            continue
        for start, found in _bodies(context, line):
            filed = _filed_at(context, line, start) if not any(r == "receives" for _, r in seen) else None
            if filed is not None:
                seen.append((text[filed[0] : filed[1]].lower(), "receives"))
                yield context.part("agency", filed, line, 0.75, role="receives")
            for i, (span, name, told) in enumerate(found):
                if not name or (filed is not None and filed[0] <= span[0] < filed[1]):
                    continue
                role = "decides" if competent and span[0] == line.body else told
                if role == "decides" and search(r"(?:trình|báo\s+cáo)\s+$", text[max(start, span[0] - 14) : span[0]]):
                    late.append((name, span, line))
                    continue
                if role == "decides" and context.kinds.get(line.dieu or "") == "duties":
                    continue
                listed = competent and span[0] == line.body
                if role is None or (not listed and any(r == role and (n.startswith(name) or name.startswith(n)) for n, r in seen)):
                    continue
                joined = (
                    i > 0
                    and found[i - 1].role is not None
                    and re.fullmatch(r"\s*(?:,|và|hoặc)\s*(?:hoặc\s+|và\s+)?", text[found[i - 1].span[1] : span[0]])
                )
                if joined and (role != "coordinates" or "hoặc" in joined.group()) and any(r == role for _, r in seen):
                    seen.append((name, role))
                    continue
                if not competence and not _WITHIN.search(text, max(start, span[0] - 60), span[0]):
                    seen.append((name, role))
                yield context.part("agency", span, line, 0.8, role=role)
    if desk and desk_line and not any(r == "receives" for _, r in seen):
        yield context.part("agency", desk.span("desk"), desk_line, 0.75, role="receives")
    for name, span, line in late:
        if not any(r == "decides" and (n.startswith(name) or name.startswith(n) or name.split(" ")[-1] in n) for n, r in seen):
            seen.append((name, "decides"))
            yield context.part("agency", span, line, 0.6, role="decides")


_WITHIN: Final = Loose(r"\bthuộc\s+thẩm\s+quyền\s+(?:giải\s+quyết\s+|xem\s+xét\s+|quyết\s+định\s+)?(?:của\s+)?$")
"""What stands before the body that is said to be competent; where it acts it is named again."""
_COMPETENCE_OF: Final = Loose(r"(?:việc|thẩm\s+quyền)\s+(?!lập|chuẩn\s+bị|lấy|tổ\s+chức|nộp|gửi)")
_DOES_IT: Final = Loose(r"\s*(?:[^,.;]{0,60}\s)?(?:thực\s+hiện|quyết\s+định|cấp)\b")
_HANDS_OVER: Final = Loose(
    r"\s*(?:[^.;,]{0,60}\s)?(?:chuyển|giao|trả|gửi)\s+(?:giấy\s+(?!tiếp|biên|hẹn)|thẻ|quyết\s+định|chứng\s+(?:chỉ|nhận)|văn\s+bản\s+(?:chấp|đồng))"
)
"""What a body does that only hands over what another granted."""
_ASKS_FOR_MORE: Final = Loose(
    r"\s*(?:phải\s+)?có\s+văn\s+bản\s+(?:gửi|thông\s+báo|trả\s+lại|yêu)[^.;]{0,120}?\b(?:sửa\s+đổi|bổ\s+sung|hoàn\s+thiện|chỉnh\s+sửa)"
)
_RECEIPT: Final = Loose(r"\s*[^.;,]{0,70}?\b(?:cấp|trả)\b[^.;]{0,80}?\b(?:phiếu|giấy)\s+(?:tiếp\s+nhận|biên\s+nhận|hẹn)")
_COMPETENT: Final = Loose(r"(?:thẩm\s+quyền|cơ\s+quan)\b[^.;]{0,200}\blà\s*:\s*$")
_COMPETENT_ITEM: Final = Loose(r"[^.;:()]{4,120}(?:\([^)]{2,90}\)[^.;:()]{0,120})?:\s+(?:đối\s+với|trong\s+trường\s+hợp)\s")
"""A list that says which body is competent for which case, and a member of it ("a) Sở X: đối với …")."""


_DESK: Final = Loose(
    r"\b(?:tại|đến|qua|về)\s+(?P<desk>(?:bộ\s+phận\s+(?:một\s+cửa|tiếp\s+nhận(?:\s+và\s+trả\s+kết\s+quả(?:\s+giải\s+quyết\s+thủ\s+tục\s+hành\s+chính)?)?)"
    r"\s+của\s+|trung\s+tâm\s+phục\s+vụ\s+hành\s+chính\s+công\s+)(?:ngân\s+hàng\s+nhà\s+nước|bộ\s+[^,.;:()]{4,60}?|sở\s+[^,.;:()]{4,60}?"
    r"|ủy\s+ban\s+nhân\s+dân\s+\w+\s+\w+|(?:tỉnh|thành\s+phố|cấp|xã|phường)(?:\s+\w+){0,3}?))(?=\s+(?:nơi|hoặc|đối\s+với|theo|để|trong|khi|trước|qua)\b|[,.;:()]|$)"
)
"""A desk with the body that keeps it, in a line that tells a way of filing."""


def _filed_at(context: Context, line: Line, start: int) -> Span | None:
    """The desk at which a sentence of running text has the file handed in ("nộp trực tiếp qua Trung tâm … tỉnh"); read once."""
    kept = context.reader.kept
    key = ("filed at", start)
    if key not in kept:
        kept[key] = _desk_of(context.text, start, line.end)
    desk: Span | None = kept[key]
    return desk


def _desk_of(text: str, start: int, end: int) -> Span | None:
    found = _DESK.search(text, start, end)
    if found is None or not _HANDED.search(text, start, found.start()) or _BACK.search(text, start, found.start()):
        return None
    return found.span("desk")


_HANDED: Final = Loose(r"\b(?:nộp|gửi)\b")
_BACK: Final = Loose(r"\b(?:trả|nhận)\s+kết\s+quả|\bcơ\s+quan\b|\.\s")


_PART_OF: Final = Loose(r"(?:tổng\s+cục|cục|vụ|chi\s+cục)\s")
_WHOLE: Final = Loose(r"(?:bộ|sở|ngân\s+hàng)\s")
"""An office, and the body that it is named with as its part ("Cục Quản lý giống, Bộ Nông nghiệp và Môi trường")."""
_LISTED: Final = Loose(r"\bý\s+kiến\b|\bphối\s+hợp\b|\b(?:của|từ|cho|đến|tới|với)\s+$")


class _Body(NamedTuple):
    """A body named in a sentence; without a name where it plays no part of its own."""

    span: Span
    name: str
    role: Role | None


def _bodies(context: Context, line: Line) -> list[tuple[int, list[_Body]]]:
    """The start of each sentence with the bodies named in it; read once for all procedures of a draft."""
    kept = context.reader.kept
    key = ("bodies", line.n)
    if key not in kept:
        kept[key] = [(start, list(_named(context, line, start, end))) for start, end in sentences(line)]
    bodies: list[tuple[int, list[_Body]]] = kept[key]
    return bodies


def _named(context: Context, line: Line, start: int, end: int) -> Iterator[_Body]:
    """State bodies, and whoever acts as one ("… kể từ ngày nhận đủ hồ sơ, tổ chức quản lý bến kiểm tra")."""
    text = context.text
    found = list(agencies(text, start, end))
    acts = sorted(events(context, line), key=lambda e: e.actor[0] - e.actor[1] if e.actor else 0)
    for event in acts:
        who = event.actor
        if event.side == "state" and who and start <= who[0] and who[1] <= end and not any(a < who[1] and who[0] < b for a, b in found):
            found.append(who)
    rest = 0
    last: Span | None = None
    for span in sorted(found):
        name = re.sub(r"\s+", " ", text[span[0] : span[1]].lower()).replace("cơ quan có thẩm quyền", "cơ quan thẩm quyền")
        if span[0] < rest or _NO_NAME.match(name):
            rest = max(rest, span[1])
            yield _Body(span, "", None)
            continue
        if (
            last is not None
            and text[last[1] : span[0]] == ", "
            and _PART_OF.match(text, *last)
            and _WHOLE.match(name)
            and not _LISTED.search(text, start, last[0])
        ):
            rest = span[1]
            yield _Body(span, "", None)
            continue
        if last is not None and re.fullmatch(r"\s*\(", text[last[1] : span[0]]):
            closing = text.find(")", span[1], end)
            rest = closing if closing >= 0 else span[1]
            yield _Body(span, "", None)
            continue
        last = span
        rest = span[1]
        yield _Body(span, name, _role(text, span, (start, end), line))


_ASIDE: Final = re.compile(r"^\s*\([^()]{2,160}\)")
"""What is said of a body in brackets: its short name, or the office of it that does the work."""


def _role(text: str, span: Span, sentence: Span, line: Line) -> Role | None:
    """The part that a state body plays where it is named, by the words around it; None where it plays none."""
    before = text[sentence[0] : span[0]]
    after = _ASIDE.sub("", text[span[1] : sentence[1]])
    near = before[-70:]
    if (
        re.fullmatch(r"(?i)\s*(?:trách\s+nhiệm\s+của\s+)?", before)
        and re.fullmatch(r"(?i)(?:\s+nơi\s+[^.;:]{0,80})?\s*:?\s*", after)
        and len(line.words) < 160
    ):
        return "receives"
    if _WITHIN.search(near) or (search(r"\bdo\s+$", near) and _COMPETENCE_OF.match(before) and _DOES_IT.match(after)):
        return "decides"
    if search(r"\b(?:lưu(?:\s+giữ)?\s+(?:tại|ở)|hình\s+thức|họp|thành\s+lập|cử)\s+$", near) or _HANDS_OVER.match(after):
        return None
    if search(r"\bgửi\s+$", near) and match(r"\s*(?:[^,.;]{0,40}\s)?để\s+(?:xác\s+minh|lấy\s+ý|phối\s+hợp|cho\s+ý)", after):
        return "coordinates"
    if match(
        r"\s*là\s+cơ\s+quan\s+(?:có\s+thẩm\s+quyền\s+)?(?:thực\s+hiện\s+việc\s+)?(?:cấp|xác\s+nhận|chấp\s+thuận|phê\s+duyệt|quyết)", after
    ):
        return "decides"
    if search(r"\blà\s+$", near) and not match(r"(?:cơ\s+quan|thẩm\s+quyền)\s", before):
        return None
    if match(r"[^.;]{0,240}?\bcó\s+thể\s+(?:giao|ủy\s+quyền|phân\s+cấp)\b", after):
        return None
    if match(r"\s*(?:là\s|không\s)", after) or search(r"\b(?:sau\s+khi|khi|yêu\s+cầu)\s+$", near):
        return None
    asked = search(
        r"(?:lấy|xin|tham\s+khảo|hỏi)\s+(?:thêm\s+)?(?:bằng\s+văn\s+bản\s+)?ý\s+kiến\b[^.;]{0,240}$|đề\s+nghị\s+$"
        r"|phối\s+hợp\s+(?:với\s+)?$",
        before,
    )
    if asked and search(r"không\s+(?:phải|cần)\s+$|(?:trong\s+thời\s+hạn|kể\s+từ)\b", before[: asked.start()][-12:] + asked.group()):
        asked = None
    if not asked and search(
        r"(?:kể\s+từ\s+(?:ngày|khi)|sau\s+khi|ngày)\s+(?:nhận|có|được|tiếp)[^,]{0,90}\b(?:của|từ|cho)\s+$"
        r"|\b(?:do|của|từ|thuộc|theo\s+(?:quy\s+định|hướng\s+dẫn)\s+của|văn\s+bản\s+của|được)\s+$",
        near,
    ):
        return None
    if asked and not search(r"\btrình\s+$", near):
        if search(r"đề\s+nghị\s+$", near) and not search(r"^[^.;]{0,80}(?:xác\s+minh|cung\s+cấp|cho\s+ý|có\s+ý|phối)", after):
            return "receives"
        return "coordinates"
    if search(r"gửi\s+hồ\s+sơ[^.;]{0,120}\scho\s(?:[^.;]{0,200},\s*)?$", before) and search(
        r"^(?:bộ|sở|cục|cơ\s+quan)", text[sentence[0] : sentence[0] + 12]
    ):
        return "coordinates"
    if search(r"\b(?:trình|báo\s+cáo)\s+(?:báo\s+cáo\s+)?$", near):
        return (
            "decides" if "trình" in near[-12:].lower() or search(r"^[^.;]{0,90}(?:quyết|xem\s+xét|cấp|ban\s+hành|phê|ký)", after) else None
        )
    to = search(
        r"(?:hồ\s+sơ|đơn|tờ\s+khai|văn\s+bản[^,.;]{0,60})\b[^.;]{0,160}\b(?:cho|đến|tới|về|tại)\s+(?:[^,.;]{0,60}\b(?:hoặc|và)\s+)?$",
        before[-240:],
    )
    if _TO.search(before) or to:
        if search(r"^(?:bộ|sở|cục|cơ\s+quan|ủy\s+ban|chủ\s+tịch|đơn\s+vị)", text[sentence[0] : sentence[0] + 12]) and not EXTERNAL.search(
            before
        ):
            return None
        return "receives"
    tail = after[:160]
    if match(r"\s*(?:,\s+[^,.;]{3,60}){0,3}\s*(?:cho|có|tham\s+gia|gửi)\s+ý\s+kiến", tail) or match(
        r"[^.;,]{0,60}\btrả\s+lời\s+bằng\s+văn\s+bản\s+(?:cho|theo)", tail
    ):
        return "coordinates"
    takes = match(
        r"\s*(?:[^.;,]{0,70}?)\b(?:tiếp\s+nhận|kiểm\s+tra\s+(?:tính|hồ|thành|,)|có\s+trách\s+nhiệm\s+kiểm\s+tra"
        r"|(?<!có\s)(?:có\s+văn\s+bản\s+|thông\s+báo\s+)?yêu\s+cầu\b|hướng\s+dẫn)",
        tail,
    )
    if _RECEIPT.match(tail) or _ASKS_FOR_MORE.match(tail):
        return "receives"
    if takes and not match(r"\s*,?\s*(?:có\s+trách\s+nhiệm\s+)?(?:xem\s+xét,?\s+)?(?:quyết\s+định|cấp|ra\s)", tail):
        return "receives"
    if match(r"[^.;]{0,150}?\btrình\s+(?:lãnh|người|chủ|bộ|thủ|ủy|thống|giám|cấp)", tail) and not match(
        r"[^.;]{0,150}?\b(?:quyết\s+định|phê\s+duyệt|cấp\s+giấy)\b[^.;]*\btrình\b", tail
    ):
        return "verifies"
    if match(r"\s*(?:[^.;,]{0,80}?)\b(?:thẩm\s+định|thẩm\s+tra|xác\s+minh|tra\s+cứu|kiểm\s+tra|đánh\s+giá|trình|xét\s+duyệt)\b", tail):
        return "verifies"
    if _DECIDING.search(tail) and not search(r"^\s*(?:,|hoặc|và)?\s*[^.;]{0,60}\b(?:đã|được)\s+(?:cấp|phê|quyết|chấp)", tail):
        return "decides"
    if match(r"\s*:?\s*$", after) and (len(before.strip()) < 30 or before.endswith(", ")):
        return "receives"
    if match(r"(?:thẩm\s+quyền|cơ\s+quan\s+có\s+thẩm\s+quyền)\b.*\blà\s+$", before):
        return "decides"
    return None
