"""Who does what in the lines of a procedure: steps, agencies with their roles, applicants."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from review.contract.base import Span
from review.contract.procedures import Part
from review.procedures.actors import EXTERNAL, Actor, actor_before, agencies
from review.procedures.fold import Loose, match, search
from review.procedures.lines import Line, sentences
from review.procedures.parts.context import Context, condition_articles

Role = Literal["receives", "verifies", "decides", "coordinates"]

_VERBS: Final[tuple[tuple[str, Loose], ...]] = (
    ("submit", Loose(
        r"(?i)\b(?:nộp|(?<!tiền\s)gửi|(?:lập|làm|chuẩn\s+bị)(?=\s+(?:\d+\s*)?(?:\([^)]*\)\s*)?(?:bộ\s+)?hồ\s+sơ)|xuất\s+trình"
        r"|khai\s+báo|kê\s+khai|điền(?=\s+(?:đầy\s+đủ|thông\s+tin|vào))"
        r"|đăng\s+nhập|làm\s+đơn|lập\s+(?:đơn|phiếu|văn\s+bản)|có\s+(?:văn\s+bản|đơn|công\s+văn|tờ\s+khai|giấy)\s+(?:đề|gửi|thông|báo)|đề\s+nghị(?=\s+(?:Ủy|Sở|Bộ|cơ))"
        r"|cung\s+cấp|thanh\s+toán|bổ\s+sung,?\s+(?:hoàn\s+thiện\s+)?hồ\s+sơ|hoàn\s+thiện\s+hồ|thực\s+hiện\s+(?:nộp|bổ\s+sung"
        r"|đăng|thủ\s+tục|khai)|nhận\s+kết\s+quả|trình|báo\s+cáo|thông\s+báo(?=\s+(?:cho|đến|với)))\b")),
    ("receive", Loose(
        r"(?i)\b(?:tiếp\s+nhận|nhận\s+hồ\s+sơ|kiểm\s+tra\s+(?:tính|thành\s+phần|hồ\s+sơ|sự|,)|kiểm\s+tra,"
        r"|yêu\s+cầu\b[^.;]{0,80}\b(?:bổ\s+sung|hoàn|sửa|chỉnh|nộp)|hướng\s+dẫn\b[^.;]{0,80}\b(?:bổ\s+sung|hoàn|nộp)"
        r"|thông\s+báo\b[^.;]{0,100}\b(?:bổ\s+sung|sửa\s+đổi|tiếp\s+nhận)|cấp\s+giấy\s+(?:tiếp|biên|hẹn)|vào\s+sổ)")),
    ("coordinate", Loose(
        r"(?i)\b(?:cho\s+ý\s+kiến|có\s+ý\s+kiến|tham\s+gia\s+ý\s+kiến|gửi\s+ý\s+kiến|góp\s+ý"
        r"|trả\s+lời\s+bằng\s+văn\s+bản\s+(?:cho|theo|về\s+(?:nội|việc))|phối\s+hợp|cung\s+cấp\s+thông\s+tin)\b")),
    ("ask", Loose(
        r"(?i)\b(?:lấy\s+(?:thêm\s+)?ý\s+kiến|xin\s+ý\s+kiến|tham\s+khảo\s+ý\s+kiến|hỏi\s+ý\s+kiến"
        r"|đề\s+nghị\s+(?=[A-ZĐcCỦ][^,.;]{4,90}(?:xác\s+minh|cung\s+cấp|phối|cho\s+ý|thẩm))|gửi\b[^.;]{0,60}\blấy\s+ý\s+kiến"
        r"|gửi\s+hồ\s+sơ[^.;]{0,80}\scho\s)")),
    ("verify", Loose(
        r"(?i)\b(?:thẩm\s+định|thẩm\s+tra|xác\s+minh|tra\s+cứu|đối\s+chiếu|đánh\s+giá|khảo\s+sát|kiểm\s+tra|lập\s+báo\s+cáo"
        r"|tổng\s+hợp|trình|rà\s+soát|xem\s+xét\s+hồ\s+sơ|chủ\s+động|yêu\s+cầu)\b")),
    ("decide", Loose(
        r"(?i)\b(?:quyết\s+định|cấp(?!\s+(?:tỉnh|xã|huyện|bộ|trung|có|trên|dưới|học|cơ\s|thẩm))|chấp\s+thuận|phê\s+duyệt"
        r"|công\s+nhận|xác\s+nhận|gia\s+hạn|trả\s+lời|ban\s+hành|chứng\s+nhận|bổ\s+nhiệm|thông\s+báo|chứng\s+thực|đăng\s+ký"
        r"|thu\s+hồi|ghi|tặng|cho\s+phép|trả\s+kết\s+quả|trả\b|giải\s+quyết|xem\s+xét|công\s+bố|chuyển|gửi|giao|thực\s+hiện"
        r"|tổ\s+chức|hỗ\s+trợ|chi\s+trả|đăng\s+tải|niêm\s+yết|cập\s+nhật|hẹn)\b")),
)  # fmt: skip
_DECIDING: Final = Loose(
    r"(?i)\b(?:(?:xem\s+xét,?\s+|ra\s+)?quyết\s+định|cấp(?!\s+(?:tỉnh|xã|huyện|bộ|trung|có|trên|dưới|học|cơ\s|thẩm"
    r"|giấy\s+(?:tiếp|biên|hẹn)))|chấp\s+thuận|phê\s+duyệt|công\s+nhận|xác\s+nhận|gia\s+hạn|ban\s+hành|chứng\s+nhận|bổ\s+nhiệm"
    r"|chứng\s+thực|thu\s+hồi|tặng|cho\s+phép|ghi\s|sửa\s+đổi,\s+bổ\s+sung\s+(?:giấy|quyết|chứng)|thông\s+báo\s+kết\s+quả"
    r"|quyết\s+định\s+công\s+bố|thực\s+hiện\s+(?:đăng|quy\s+trình))"
)
_TO: Final = Loose(
    r"(?i)\b(?:nộp|gửi|trình|đề\s+nghị)\b[^.;]{0,220}?\b(?:cho|đến|tới|về|tại|với)\s+$|\b(?:gửi|trình|đề\s+nghị)\s+(?:lại\s+"
    r"|báo\s+cáo\s+)?$"
)
_CHANNEL_LINE: Final = Loose(
    r"(?i)(?:nộp|gửi|thông\s+qua|qua|trực\s+tiếp|trực\s+tuyến|trên\s+cổng)\s+(?:hồ\s+sơ\s+)?(?:trực|qua|tại|dịch\s+vụ|trên"
    r"|công|bộ\s+phận)|^trực\s+(?:tiếp|tuyến)\s"
)
_CAPTION: Final = Loose(
    r"(?i)^(?:trình\s+tự|quy\s+trình|thời\s+hạn|cách\s+thức|thành\s+phần|hồ\s+sơ|trách\s+nhiệm|thẩm\s+quyền|hình\s+thức"
    r"|các\s+(?:biểu|bước|mẫu)|nội\s+dung|số\s+lượng)\b[^.;]{0,120}:?\s*$"
)
_PASSIVE: Final = Loose(
    r"(?i)(?:hồ\s+sơ|kết\s+quả|quyết\s+định|giấy|thông\s+tin|biểu\s+mẫu|lễ"
    r"|bản\s+điện\s+tử)\b[^.;]{0,200}?\bđược\s+(?:các\s+hệ\s+thống\s+tự\s+động\s+|hệ\s+thống\s+tự\s+động\s+"
    r"|phần\s+mềm[^.;]{0,60}?)?(?:gửi|trả|chuyển|lưu|đồng\s+bộ|chia\s+sẻ|liên\s+thông|phân\s+tách|tổ\s+chức|tiếp\s+nhận|giao"
    r"|cấp\s+cho|xử\s+lý)|chỉ\s+được\s+tiếp\s+nhận|tự\s+động\s+phân\s+tách|trình\s+tự\s+[^.;]{4,90}\b(?:thực\s+hiện"
    r"|tương\s+tự)"
)
_IMPERSONAL: Final = Loose(
    r"(?i)^(?:(?:trường\s+hợp|đối\s+với)\s[^,:.;]{4,200}[,:]\s+(?=tiến\s+hành"
    r"|thực\s+hiện\s+đối))?(?:đầu\s+mối\s+)?(?:tiếp\s+nhận|thẩm\s+định|kiểm\s+tra|đối\s+chiếu|lấy\s+ý\s+kiến|tổng\s+hợp"
    r"|trình\s"
    r"|báo\s+cáo\s+xin|có\s+(?:văn\s+bản|biên\s+bản|ý\s+kiến)|tham\s+gia\s+ý\s+kiến|trả\s+lời|xem\s+xét|quyết\s+định|cấp\s+"
    r"|gửi\s+(?:bản|hồ|ý)|xác\s+minh|chuyển\s|thực\s+hiện\s+đối|tiến\s+hành|nộp\s+lại|thông\s+báo|nộp\s+\d)"
)
_SAME_DESK: Final = re.compile(r"người\s+(?:tiếp\s+)?nhận\s+hồ\s+sơ|bộ\s+phận\s+(?:một\s+cửa|tiếp\s+nhận)|cơ\s+quan\s+tiếp\s+nhận")
_WAYS: Final = Loose(r"(?:hình\s+thức|cách\s+thức|phương\s+thức)(?:\s+sau(?:\s+đây)?)?\s*:$")
_OPENS_STEP: Final = Loose(r"trực\s+(?:tiếp|tuyến)|nộp\s+\d|\bđến\b|\bcho\b|trong\s+thời\s+hạn|thẩm\s+định|gửi\s+hồ|lấy\s+ý\s+kiến")
_ONLY_NAMES: Final = Loose(
    r"\(\s*mẫu\s+(?:số\s+)?\d[^)]*\)[\s.;”]*$|^(?:thời\s+hạn|thời\s+gian)\s|^(?:cấp|chấp\s+thuận|phê\s+duyệt)\b[^.;,]{0,160}$"
    r"|^(?:cấp|chấp\s+thuận|phê\s+duyệt)\b[^,]{0,160}\bkhông\s+quá\s+\d+"
)
_REFUSED: Final = Loose(r"(?i)(?:trong\s+)?trường\s+hợp\s+(?:không|từ\s+chối)")
_NOT_NEEDED: Final = Loose(r"(?i)không\s+(?:phải|yêu\s+cầu|cần|bắt\s+buộc)\b[^.;]{0,140}?\b(?:nộp|xuất\s+trình|cung\s+cấp)")
_NOT_STEP: Final = Loose(
    r"(?i)^(?:quyết\s+định|văn\s+bản|giấy|thẻ|chứng|thời\s+hạn)\b[^.;]{0,120}\b(?:có\s+hiệu\s+lực|có\s+giá\s+trị"
    r"|có\s+thời\s+hạn|là\s+\d)|chịu\s+trách\s+nhiệm\b[^.;]{0,80}(?:chính\s+xác|hợp\s+pháp|trung\s+thực)"
    r"|^thống\s+đốc[^.;]{0,60}chấp\s+thuận\s+những|hướng\s+dẫn\s+thi\s+hành"
)


@dataclass(frozen=True, slots=True)
class Event:
    """Somebody acts: which side, what kind of act, who (span, or none named), in which sentence."""

    kind: str
    side: str
    actor: Span | None
    sentence: Span


_REPORTS: Final = Loose(r"(?i)^\s*(?:[^,.;]{0,60}?\s)?(?:văn\s+bản\s+)?(?:thông\s+báo|báo\s+cáo)\b")
_ASKS: Final = Loose(
    r"(?i)hồ\s+sơ|đơn\b|tờ\s+khai|văn\s+bản\s+(?:đề\s+nghị|đăng\s+ký|yêu\s+cầu|thông\s+báo|xin)|đề\s+nghị|giấy\s+đề\s+nghị"
    r"|^(?:nộp\s+(?!(?:đủ\s+|đầy\s+đủ\s+|các\s+)?(?:lệ\s+phí|phí|tiền|thuế|báo\s+cáo\s+(?:định|tài)|bản\s|giấy|văn\s"
    r"+bản|tài\s+liệu|phiếu))|điền|lập\s)|phiếu\s+yêu|công\s+văn"
    r"|^(?:nộp|gửi)\s+(?:trực\s+(?:tiếp|tuyến)|qua\s+(?:dịch|tổ\s+chức\s+bưu|bưu))|phiếu\s+(?:đề|đăng)|bản\s+chính\s+để"
    r"|kết\s+quả|thông\s+tin\s+phản"
)
_ASIDE: Final = Loose(
    r"(?i)(?:\b(?:kể\s+từ|sau\s+khi|của|do|nhận|nơi|mà|cho|với|trình|đến|tới|về|tại|được|từ|bởi|gửi|yêu\s+cầu|đề\s+nghị"
    r"|lấy\s+ý\s+kiến|không\s+yêu\s+cầu|ý\s+kiến|gồm|và|hoặc|nếu|khi)|ngày)\s+$|là:?\s+[“\"]$"
)


def events(context: Context, line: Line) -> list[Event]:
    """The acts that a line sets, in order, one for each sentence and actor; read once for all procedures of a draft."""
    kept = context.reader.kept
    key = ("events", line.n)
    if key not in kept:
        kept[key] = _events(context.text, line)
    acts: list[Event] = kept[key]
    return acts


def _events(text: str, line: Line) -> list[Event]:
    out: list[Event] = []
    for start, end in sentences(line):
        if _NOT_NEEDED.search(text, start, end) and not search(r"(?:khai\s+thác|kiểm\s+tra)[^.;]{0,60},", text[start:end]):
            continue
        taken: set[str] = set()
        doers: dict[int, Actor | None] = {}
        for kind, pattern in _VERBS:
            for found in pattern.finditer(text, start, end):
                at = found.start()
                if at not in doers:
                    doers[at] = actor_before(text, start, at)
                who = doers[at]
                if who is None or (who.side == "external" and kind != "submit"):
                    continue
                if who.side == "state" and kind == "submit" and not match(r"trình|gửi|báo", found.group()):
                    continue
                if kind == "submit" and who.side == "external":
                    rest = text[found.end() : min(end, found.end() + 170)]
                    if not match(r"kê|khai|đăng|thực|làm|hoàn|bổ|thanh|nhận", found.group()) and (
                        not _ASKS.search(found.group() + rest) or _REPORTS.match(rest)
                    ):
                        continue
                    if search(r"(?:nếu|đã|khi|không\s+phải|do)\s+$", text[max(start, found.start() - 12) : found.start()]):
                        continue
                lead = text[max(start, who.span[0] - 24) : who.span[0]]
                if _ASIDE.search(lead) and not search(r"(?:,\s+|^)(?:và|hoặc|khi|nếu)\s+$", lead):
                    continue
                key = text[who.span[0] : who.span[1]].lower() if who.side == "state" else "external"
                if key in taken:
                    continue
                taken.add(key)
                out.append(Event(kind, who.side, who.span, (start, end)))
        if _IMPERSONAL.match(text[start:end]) and len(taken) > 1:
            del out[-len(taken) + 1 :]
    return sorted(out, key=lambda e: (e.sentence, e.actor or (0, 0)))


def read_steps(context: Context) -> Iterator[Part]:
    """One entry a line that says who does what next; a second where another actor acts in it."""
    heads = context.heads
    quiet = {b.path for b in context.blocks if b.kind in ("competence", "validity", "conditions", "forms")}
    conditions = condition_articles(context)
    for line in context.lines:
        words = line.words.strip()
        if line.dieu in conditions:
            continue
        if not words or line.n in heads or _CAPTION.match(words) or _NOT_STEP.search(words):
            continue
        if line.n in context.items and not search(
            r"\b(?:nộp|xuất\s+trình|cơ\s+quan\b[^.;]{0,80}\b(?:thu|xác\s+nhận|trả|tra\s+cứu|yêu\s+cầu)|yêu\s+cầu)\b", words
        ):
            continue
        if _CHANNEL_LINE.match(words) and len(words) < 400:
            continue
        if words.endswith(":") and (_WAYS.search(words) or not (_OPENS_STEP.search(words) or _PASSIVE.search(words))):
            continue
        acts = events(context, line)
        if line.dieu in quiet and not search(r"tiếp\s+nhận|trả\s+kết\s+quả", words) and not any(a.side == "external" for a in acts):
            continue
        seen: list[str] = []
        for act in acts:
            key = "external" if act.side == "external" else context.text[act.actor[0] : act.actor[1]].lower() if act.actor else ""
            refused = bool(_REFUSED.match(context.text, act.sentence[0]))
            known = any(key == k or key in k or k in key for k in seen) or (_SAME_DESK.match(key) and any(k != "external" for k in seen))
            if known and not (refused and act.sentence != acts[0].sentence):
                continue
            seen.append(key)
            yield context.part("steps", act.sentence, line, 0.85)
        if not seen and not _ONLY_NAMES.search(words) and (_PASSIVE.search(words) or _IMPERSONAL.match(words)):
            spans = sentences(line)
            yield context.part("steps", spans[0], line, 0.7)


_GENERIC_NAME: Final = re.compile(r"(?i)(?:các\s+)?cơ\s+quan(?:,\s+người)?(?:\s+(?:có\s+thẩm\s+quyền|tiếp\s+nhận|giải\s+quyết)[^,.;]*)?$")
_NO_NAME: Final = re.compile(
    r"(?i)^(?:(?:các\s+)?cơ\s+quan(?:\s+(?:có\s+)?liên\s+quan)?|người\s+(?:tiếp\s+)?nhận\s+hồ\s+sơ|bộ\s+phận\s+(?:một\s+cửa"
    r"|tiếp\s+nhận).*|bộ\s+trưởng)$"
)


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
    for line in context.lines:
        if line.n in context.heads or (line.n in context.items and not search(r"\bcơ\s+quan\b.*\b(?:tra\s+cứu|yêu\s+cầu)", line.words)):
            continue
        if _CHANNEL_LINE.match(line.words):
            continue
        competence = context.kinds.get(line.dieu or "") == "competence"
        for start, end in sentences(line):
            found = list(agencies(text, start, end))
            rest = 0
            for i, span in enumerate(found):
                if span[0] < rest:
                    continue
                rest = span[1]
                name = re.sub(r"\s+", " ", text[span[0] : span[1]].lower())
                if _NO_NAME.match(name):
                    continue
                role = _role(text, span, (start, end), line)
                if role == "decides" and search(r"(?:trình|báo\s+cáo)\s+$", text[max(start, span[0] - 14) : span[0]]):
                    late.append((name, span, line))
                    continue
                if role == "decides" and context.kinds.get(line.dieu or "") == "duties":
                    continue
                if role is None or any(r == role and (n.startswith(name) or name.startswith(n)) for n, r in seen):
                    continue
                joined = i > 0 and re.fullmatch(r"\s*(?:,|và|hoặc)\s*(?:hoặc\s+|và\s+)?", text[found[i - 1][1] : span[0]])
                if joined and (role != "coordinates" or "hoặc" in joined.group()) and any(r == role for _, r in seen):
                    seen.append((name, role))
                    continue
                if not competence:
                    seen.append((name, role))
                yield context.part("agency", span, line, 0.8, role=role)
    for name, span, line in late:
        if not any(r == "decides" and (n.startswith(name) or name.startswith(n) or name.split(" ")[-1] in n) for n, r in seen):
            seen.append((name, "decides"))
            yield context.part("agency", span, line, 0.6, role="decides")


def _role(text: str, span: Span, sentence: Span, line: Line) -> Role | None:
    """The part that a state body plays where it is named, by the words around it; None where it plays none."""
    before = text[sentence[0] : span[0]]
    after = text[span[1] : sentence[1]]
    near = before[-70:]
    if (
        re.fullmatch(r"(?i)\s*(?:trách\s+nhiệm\s+của\s+)?", before)
        and re.fullmatch(r"(?i)(?:\s+nơi\s+[^.;:]{0,80})?\s*:?\s*", after)
        and len(line.words) < 160
    ):
        return "receives"
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
    if takes and not match(r"\s*,?\s*(?:có\s+trách\s+nhiệm\s+)?(?:xem\s+xét,?\s+)?(?:quyết\s+định|cấp|ra\s)", tail):
        return "receives"
    if match(r"\s*(?:[^.;,]{0,80}?)\b(?:thẩm\s+định|thẩm\s+tra|xác\s+minh|tra\s+cứu|kiểm\s+tra|đánh\s+giá|trình)\b", tail):
        return "verifies"
    if _DECIDING.search(tail) and not search(r"^\s*(?:,|hoặc|và)?\s*[^.;]{0,60}\b(?:đã|được)\s+(?:cấp|phê|quyết|chấp)", tail):
        return "decides"
    if match(r"\s*:?\s*$", after) and (len(before.strip()) < 30 or before.endswith(", ")):
        return "receives"
    if match(r"(?:thẩm\s+quyền|cơ\s+quan\s+có\s+thẩm\s+quyền)\b.*\blà\s+$", before):
        return "decides"
    return None


_FILES: Final = Loose(
    r"(?i)(?<!đã\s)(?<!tiền\s)(?<!việc\s)\b(?:nộp|gửi|xuất\s+trình|cung\s+cấp|(?:lập|làm)\s+(?:\d+\s+)?(?:\([^)]*\)\s+)?(?:bộ\s+)?hồ|chuẩn\s+bị\s+hồ|kê\s+khai|khai\s+báo|đăng\s+nhập"
    r"|có\s+(?:văn\s+bản|đơn)|đề\s+nghị|đăng\s+ký|làm\s+đơn|được\s+xét|trình)\b"
)
_ASKER: Final = Loose(
    r"(?i)\b(?:người\s+(?:(?:có\s+)?yêu\s+cầu|đề\s+nghị|xin)|(?:tổ\s+chức|doanh\s+nghiệp|cá\s+nhân)(?:,\s+(?:cá\s+nhân"
    r"|tổ\s+chức|doanh\s+nghiệp))*\s+(?:đề\s+nghị|có\s+nhu\s+cầu|đăng\s+ký))\s+[^,.;:()]{3,80}"
)


def read_applicants(context: Context) -> Iterator[Part]:
    """Who applies: each name once, in the lines of its own articles; common rules only where those name nobody."""
    found = list(_applicants(context, context.home))
    duties = [line for line in context.shared if context.kinds.get(line.dieu or "") == "duties"]
    rest = [line for line in context.shared if line not in duties]
    if not found:
        found = list(_applicants(context, rest))
    if not found:
        found = list(_askers(context))
    seen = {re.sub(r"\s+", " ", part.quote.lower()) for part in found}
    yield from found
    yield from (p for p in _applicants(context, duties) if re.sub(r"\s+", " ", p.quote.lower()) not in seen)


def _askers(context: Context) -> Iterator[Part]:
    for line in context.home:
        found = _ASKER.search(context.text, line.body, line.end)
        if found and line.n not in context.heads:
            yield context.part("applicant", _subject(context.text, found.span()), line, 0.6)
            return


def _applicants(context: Context, lines: list[Line]) -> Iterator[Part]:
    text = context.text
    seen: set[str] = set()
    for line in lines:
        starts = EXTERNAL.match(text, line.body, line.end)
        if line.n in context.heads or (line.n in context.items and not starts) or _CAPTION.match(line.words):
            continue
        for start, end in sentences(line):
            hit = None
            for verb in _FILES.finditer(text, start, end):
                who = actor_before(text, start, verb.start())
                if (
                    who is not None
                    and match(r"đề\s+nghị|đăng\s+ký|trình", verb.group())
                    and len(text[who.span[0] : verb.start()].split()) <= 2
                ):
                    continue
                if who is None or who.side != "external" or _ASIDE.search(text[max(start, who.span[0] - 24) : who.span[0]]):
                    continue
                if match(r"\s*(?:lệ\s+)?phí\b", text[verb.end() : verb.end() + 12]):
                    continue
                if match(r"(?:gửi|trình|có)", verb.group()) and _REPORTS.match(text[verb.end() : verb.end() + 90]):
                    continue
                hit = who
                break
            if hit is None:
                continue
            span = _subject(text, hit.span)
            name = re.sub(r"\s+", " ", text[span[0] : span[1]].lower())
            if name in seen or len(name) < 4 or name in ("người yêu cầu", "người nộp"):
                continue
            seen.add(name)
            yield context.part("applicant", span, line, 0.85)
            break


_SUBJECT_END: Final = Loose(
    r"(?i)\s+(?:phải|có\s+trách\s+nhiệm|có\s+thể|được|nộp|gửi|lập|chuẩn\s+bị|thực\s+hiện|khi\s|nếu\s|trong\s+thời|xuất"
    r"|đã|tiến|kê|khai|làm|cung\s+cấp|sử\s+dụng\s+tài|thì|đăng\s+nhập|có\s+(?:văn|đơn|công|tờ|giấy|hồ|liên\s+quan)"
    r"|chịu\s+trách|lựa\s+chọn|không|điền\s|giao\s+nộp|bắt\s+buộc|bằng\s+văn|để\s|chủ\s+động|trực\s+tiếp|tự\s)"
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
