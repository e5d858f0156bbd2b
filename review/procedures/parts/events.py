"""Who acts in a line, and how: the acts that steps and agencies are read from."""

import re
from dataclasses import dataclass
from typing import Final

from review.contract.base import Span
from review.procedures.actors import EXTERNAL, Actor, actor_before
from review.procedures.fold import Loose, match, search
from review.procedures.lines import Line, sentences
from review.procedures.parts.context import Context

SUBMITS: Final = r"(?<!chương\s)(?<!công\s)(?<!quy\s)(?<!quá\s)(?<!lộ\s)(?<!tờ\s)(?<!tiến\s)trình"
_GRANTS: Final = (
    r"(?<!cung\s)(?<!nâng\s)(?<!phân\s)(?<!trợ\s)(?<!trung\s)(?<!sơ\s)(?<!cao\s)cấp(?!\s+(?:tỉnh|xã|huyện|bộ|trung|có|trên|dưới|học|cơ\s"
    r"|thẩm))"
)
"""Verbs that are also the end of a noun ("chương trình", "trợ cấp", "cấp tỉnh")."""
_VERBS: Final[tuple[tuple[str, Loose], ...]] = (
    ("submit", Loose(
        r"(?i)\b(?:nộp|(?<!tiền\s)gửi|(?:lập|làm|chuẩn\s+bị)(?=\s+(?:\d+\s*)?(?:\([^)]*\)\s*)?(?:bộ\s+)?hồ\s+sơ)|xuất\s+trình"
        r"|khai\s+báo|kê\s+khai|điền(?=\s+(?:đầy\s+đủ|thông\s+tin|vào))"
        r"|đăng\s+nhập|làm\s+đơn|lập\s+(?:đơn|phiếu|văn\s+bản)|có\s+(?:văn\s+bản|đơn|công\s+văn|tờ\s+khai|giấy)\s+(?:đề|gửi|thông|báo)|đề\s+nghị(?=\s+(?:Ủy|Sở|Bộ|cơ))"
        r"|cung\s+cấp|thanh\s+toán|bổ\s+sung,?\s+(?:hoàn\s+thiện\s+)?hồ\s+sơ|hoàn\s+thiện\s+hồ|thực\s+hiện\s+(?:nộp|bổ\s+sung"
        rf"|đăng|thủ\s+tục|khai)|nhận\s+kết\s+quả|{SUBMITS}|báo\s+cáo|thông\s+báo(?=\s+(?:cho|đến|với)))\b")),
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
        rf"|tổng\s+hợp|{SUBMITS}|rà\s+soát|xem\s+xét\s+hồ\s+sơ|chủ\s+động|yêu\s+cầu)\b")),
    ("decide", Loose(
        rf"(?i)\b(?:quyết\s+định|{_GRANTS}|chấp\s+thuận|phê\s+duyệt"
        r"|công\s+nhận|xác\s+nhận|gia\s+hạn|trả\s+lời|ban\s+hành|chứng\s+nhận|bổ\s+nhiệm|thông\s+báo|chứng\s+thực|đăng\s+ký"
        r"|thu\s+hồi|ghi|tặng|cho\s+phép|trả\s+kết\s+quả|trả\b|giải\s+quyết|xem\s+xét|công\s+bố|chuyển|(?<!tiền\s)gửi|giao(?!\s+(?:dịch|thông))|thực\s+hiện"
        r"|(?<!quan,\s)tổ\s+chức(?!,|\s+(?:chính\s+trị|tín\s+dụng|xã\s+hội|phi\s|kinh\s+tế))|điều\s+chỉnh(?=\s+(?:giấy|quyết|chứng))|ký(?=\s+(?:hợp\s+đồng|quyết|giấy))|hỗ\s+trợ|chi\s+trả|đăng\s+tải|niêm\s+yết|cập\s+nhật|hẹn)\b")),
)  # fmt: skip
CHANNEL_LINE: Final = Loose(
    r"(?i)(?:nộp|gửi|thông\s+qua|qua|trực\s+tiếp|trực\s+tuyến|trên\s+cổng)\s+(?:hồ\s+sơ\s+)?(?:trực|qua|tại|dịch\s+vụ|trên"
    r"|công|bộ\s+phận)|^trực\s+(?:tiếp|tuyến)\s"
)
CAPTION: Final = Loose(
    r"(?i)^(?:trình\s+tự|quy\s+trình|thời\s+hạn|cách\s+thức|thành\s+phần|hồ\s+sơ|trách\s+nhiệm|thẩm\s+quyền|hình\s+thức"
    r"|các\s+(?:biểu|bước|mẫu)|nội\s+dung|số\s+lượng)\b[^.;]{0,120}:?\s*$"
)
IMPERSONAL: Final = Loose(
    r"(?i)^(?:(?:trường\s+hợp|đối\s+với)\s[^,:.;]{4,200}[,:]\s+(?=tiến\s+hành"
    r"|thực\s+hiện\s+đối)|trường\s+hợp\s[^:.;]{4,240}?\sthì\s+)?(?:đầu\s+mối\s+)?(?:tiếp\s+nhận|thẩm\s+định|kiểm\s+tra|đối\s+chiếu|lấy\s+ý\s+kiến|tổng\s+hợp"
    r"|trình\s(?!tự\b)"
    r"|báo\s+cáo\s+xin|có\s+(?:văn\s+bản|biên\s+bản|ý\s+kiến)|tham\s+gia\s+ý\s+kiến|trả\s+lời|xem\s+xét|quyết\s+định|cấp\s+"
    r"|gửi\s+(?:bản|hồ|ý)|ban\s+hành\s+(?:văn\s+bản|quyết\s+định|giấy|thông\s+báo)|xác\s+minh|chuyển\s|thực\s+hiện\s+đối|tiến\s+hành|nộp\s+lại|thông\s+báo|nộp\s+\d|chuẩn\s+bị\s+(?:đơn|hồ\s+sơ|tờ\s+khai|\d)|(?:thực\s+hiện\s+đánh\s+giá\b[^.;]{0,40}\b)?cung\s+cấp\b[^.;]{0,90}\bý\s+kiến"
    r"|đầu\s+mối\s+xử\s+lý)"
)
_NOT_NEEDED: Final = Loose(r"(?i)không\s+(?:phải|yêu\s+cầu|cần|bắt\s+buộc)\b[^.;]{0,140}?\b(?:nộp|xuất\s+trình|cung\s+cấp)")
_NO_FILING: Final = Loose(
    r"(?:tham\s+mưu|tuyên\s+truyền|tổ\s+chức\s+(?:tập\s+huấn|tuyên\s+truyền|thi\s+hành|triển\s+khai)|chấp\s+hành\b|chia\s+sẻ\b"
    r"|xử\s+lý\s+kết\s+quả\s+kiểm\s+tra|(?:hàng|hằng)\s+(?:quý|năm|tháng)|định\s+kỳ\b|chủ\s+trì,\s+phối\s+hợp\b[^.;]{0,90}\bhướng\s+dẫn"
    r"|phối\s+hợp\s+(?:với|cùng)\b(?![^.;]*\bhồ\s+sơ)|theo\s+dõi,|trình\s+thủ\s+tướng\b[^.;]{0,60}\bchiến\s+lược|chỉ\s+đạo\b|thanh\s+tra,|chịu\s+sự\s)"
)
"""How a duty begins that is no part of handling a file."""


_ALSO: Final = Loose(r"\b(?:và|hoặc)\s+$")
"""What stands before the last of those who file ("Đối tượng, người giám hộ hoặc tổ chức, cá nhân làm hồ sơ")."""


@dataclass(frozen=True, slots=True)
class Event:
    """Somebody acts: which side, what kind of act, who (span, or none named), in which sentence."""

    kind: str
    side: str
    actor: Span | None
    sentence: Span


REPORTS: Final = Loose(r"(?i)^\s*(?:[^,.;]{0,60}?\s)?(?:văn\s+bản\s+)?(?:thông\s+báo|báo\s+cáo)\b")
_ASKS: Final = Loose(
    r"(?i)hồ\s+sơ|đơn\b|tờ\s+khai|văn\s+bản\s+(?:đề\s+nghị|đăng\s+ký|yêu\s+cầu|thông\s+báo|xin)|đề\s+nghị|giấy\s+đề\s+nghị"
    r"|^(?:nộp\s+(?!(?:đủ\s+|đầy\s+đủ\s+|các\s+)?(?:lệ\s+phí|phí|tiền|thuế|báo\s+cáo\s+(?:định|tài)|bản\s|giấy|văn\s"
    r"+bản|tài\s+liệu|phiếu))|điền|lập\s)|phiếu\s+yêu|công\s+văn"
    r"|^(?:nộp|gửi)\s+(?:trực\s+(?:tiếp|tuyến)|qua\s+(?:dịch|tổ\s+chức\s+bưu|bưu))|phiếu\s+(?:đề|đăng)|bản\s+chính\s+để"
    r"|kết\s+quả|thông\s+tin\s+phản"
)
ASIDE: Final = Loose(
    r"(?i)(?:\b(?:kể\s+từ|sau\s+khi|của|do|nhận|nơi|mà|cho|với|trình|đến|tới|về|tại|được|từ|bởi|gửi|yêu\s+cầu|đề\s+nghị"
    r"|lấy\s+ý\s+kiến|không\s+yêu\s+cầu|ý\s+kiến|gồm|và|hoặc|nếu|khi)|ngày)\s+$|là:?\s+[“\"]$"
)


_JOINED: Final = re.compile(r"(?i)(?:(?:cơ\s+quan|tổ\s+chức|cá\s+nhân|doanh\s+nghiệp|đơn\s+vị|hộ\s+gia\s+đình|hợp\s+tác\s+xã),\s+)+$")
"""Heads that a comma joins to the next ("cho tổ chức, cá nhân nộp hồ sơ"): what stands before the first tells how all are meant."""
_ASKED: Final = Loose(r"lấy\s+(?:thêm\s+)?ý\s+kiến\s+(?:của\s+)?(?:[^.;:]{2,200}(?:,|\bvà|\bhoặc)\s+)?$")
"""What stands before a body that is only asked for its opinion."""


def handles_no_file(context: Context, line: Line) -> bool:
    """Whether a line begins as a duty that is no part of handling a file; read once for all procedures of a draft."""
    kept = context.reader.kept
    key = ("handles no file", line.n)
    if key not in kept:
        kept[key] = bool(_NO_FILING.match(line.words))
    answer: bool = kept[key]
    return answer


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
                        not _ASKS.search(found.group() + rest) or REPORTS.match(rest)
                    ):
                        continue
                    if search(r"(?:nếu|đã|khi|không(?:\s+phải)?|do)\s+$", text[max(start, found.start() - 12) : found.start()]):
                        continue
                    if search(r"\b(?:nếu|mà)\s+$", text[max(start, who.span[0] - 5) : who.span[0]]) and search(
                        r"\bkhông\s+(?:\w+\s+){0,3}$", text[who.span[0] : found.start()]
                    ):
                        continue
                lead = text[max(start, who.span[0] - 64) : who.span[0]]
                lead = (_JOINED.sub("", lead) if who.side == "external" else lead)[-24:]
                if who.side == "external" and _ALSO.search(lead) and EXTERNAL.match(text, start):
                    lead = ""
                if ASIDE.search(lead) and not search(r"(?:,\s+|^)(?:và|hoặc|khi|nếu)\s+$", lead):
                    continue
                if kind != "coordinate" and who.side == "state" and _ASKED.search(text, start, who.span[0]):
                    continue
                key = text[who.span[0] : who.span[1]].lower() if who.side == "state" else "external"
                if key in taken:
                    continue
                taken.add(key)
                out.append(Event(kind, who.side, who.span, (start, end)))
        if IMPERSONAL.match(text[start:end]) and len(taken) > 1:
            del out[-len(taken) + 1 :]
    return sorted(out, key=lambda e: (e.sentence, e.actor or (0, 0)))
