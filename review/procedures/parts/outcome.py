"""What a procedure needs beside papers: forms, fees, conditions, manner."""

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from review.contract.base import Span
from review.contract.procedures import Part
from review.procedures.actors import actor_before, agencies
from review.procedures.fold import Loose, match, search
from review.procedures.lines import Line, sentences
from review.procedures.parts.context import Context, condition_articles

Channel = Literal["online", "in_person", "post"]

_FORM: Final = Loose(
    r"(?i)\bmẫu\s+(?:đơn\s+|tờ\s+khai\s+)?số\s*:?\s*\d+[\w/]*(?:\s*-\s*[a-zđ]{1,3}\b|[-.]\w+)*"
    r"|\bmẫu\s+\d+[a-zđ]?\b(?:[./-]\w+)*|\bmẫu\s+(?:số\s+)?[a-zđ]{1,4}[.-]?\d{1,3}[a-zđ]?\b|\b(?:biểu\s+)?mẫu\s+(?:được\s+)?(?:quy\s+định\s+)?(?:tại|ở"
    r"|nêu\s+tại)\s+phụ\s+lục(?:\s+(?:số\s+)?(?:[IVXLC]+|\d+)[\w.]*)?|(?<=theo\s)phụ\s+lục\s+(?:số\s+)?(?:[IVXLC]+"
    r"|\d+)[\w.]*(?=\s+(?:ban\s+hành\s+)?kèm)|(?:biểu\s+mẫu|mẫu)[^.;]{0,160}?\bban\s+hành\s+(?:theo|tại)\s+phụ\s+lục"
)
_CHANNELS: Final[tuple[tuple[Channel, Loose], ...]] = (
    ("online", Loose(
        r"(?i)trực\s+tuyến|cổng\s+(?:thông\s+tin\s+)?(?:dịch\s+vụ|một\s+cửa)|dịch\s+vụ\s+công|vneid|môi\s+trường\s+(?:điện\s+tử"
        r"|mạng)|bản\s+điện\s+tử|thư\s+điện\s+tử|văn\s+bản\s+điện\s+tử|kho\s+dữ\s+liệu|cổng\s+thông\s+tin\s+một\s+cửa|qua\s+mạng"
    )),
    ("in_person", Loose(
        r"(?i)(?<!dùng\s)(?<!dụng\s)(?<!vấn\s)trực\s+tiếp(?!\s+(?:giám|quản|thực|trả\s+tiền|đánh|để\s+kiểm|người|điều|phụ|chỉ|tham|làm|thi|liên|kiểm|chịu|sản|đào|giảng|xây|hướng|tổ))"
        r"|bộ\s+phận\s+(?:một\s+cửa|tiếp\s+nhận)|trung\s+tâm\s+phục\s+vụ|bản\s+giấy|văn\s+bản\s+giấy"
    )),
    ("post", Loose(r"(?i)bưu\s+chính|bưu\s+điện|đường\s+bưu")),
)  # fmt: skip
_FILE: Final = Loose(
    r"(?i)\b(?:nộp|(?<!tiền\s)gửi|đăng\s+ký\s+trực\s+tuyến|trực\s+tiếp|thông\s+qua|qua\s+(?:dịch|hệ|cổng|các)|tiếp\s+nhận|đăng\s+nhập"
    r"|trực\s+tuyến|khai\s+báo)\b"
)
_RETURN: Final = Loose(
    r"(?i)(?:trả\s+(?:kết\s+quả|bằng|trực|qua|cho)|nhận\s+(?:kết\s+quả|bản\s+giấy)|kết\s+quả[^.;]{0,140}\b(?:được\s+)?(?:trả"
    r"|gửi|chuyển)|được\s+trả|trao\s+tặng|(?:chuyển|giao|gửi|trả)\s+(?:giấy|thẻ|quyết\s+định|chứng\s+(?:chỉ|nhận)|văn\s+bản\s+(?:chấp|đồng|xác))[^.;]{0,200}?\b(?:tới|đến|cho)\s|gửi\s+(?:kết\s+quả|đến\s+người\s+nộp)|bản\s+điện\s+tử[^.;]{0,200}\bgửi\s+đến)"
)
_AT: Final = Loose(r"(?i)\b(?:nộp|(?<!tiền\s)gửi)\b[^.;]{0,260}?\b(?:tại|đến|cho|tới|về)\s+")
_FEE: Final = Loose(r"(?i)(?<!kinh\s)(?<!chi\s)(?<!học\s)(?<!miễn\s)(?<!táng\s)(?<!lãi,\s)\b(?:lệ\s+)?phí\b(?!\s*(?:tổn|cho\s+công))")
_PAY: Final = Loose(r"(?i)(?:nộp|thanh\s+toán|mức\s+(?:thu\s+)?|thu\s|đóng|hoàn\s+trả|miễn|chuyển\s+(?:vào|khoản))")
_AMOUNT: Final = re.compile(r"(?P<n>\d{1,3}(?:\.\d{3})+|\d{4,9})\s*(?P<c>đồng|USD|đô\s+la)")
_CONDITION_LEAD: Final = Loose(
    r"(?i)(?:điều\s+kiện|tiêu\s+chuẩn)\b[^.;]{0,90}(?:sau|gồm|như\s+sau|sau\s+đây)\s*:?\s*$|đáp\s+ứng[^.;]{0,80}(?:sau|sau\s+đây)\s*:\s*$"
    r"|^(?:các\s+)?(?:điều\s+kiện|tiêu\s+chuẩn|tiêu\s+chí)\s[^.;:]{3,200}:?\s*$"
    r"|^(?:các\s+)?trường\s+hợp\s+(?:được\s+)?(?:cấp|đổi|gia\s+hạn)\s[^.;:]{2,200}?\b(?:gồm|sau|sau\s+đây)\s*:\s*$"
    r"|đáp\s+ứng[^.;:]{0,60}\bsau(?:\s+đây)?\s+(?:thì\s+)?được\s[^.;:]{2,160}:\s*$"
    r"|(?<!không\s)\bđược\s+(?!thực)\w+\b[^.;:]{0,120}?\s(?:khi|nếu|trong)\s[^.;:]{0,80}?(?:trường\s+hợp|điều\s+kiện|quy\s+định|yêu\s+cầu)"
    r"\s+sau(?:\s+đây)?\s*:\s*$"
)
_CONDITION_LINE: Final = Loose(
    r"(?i)^(?:các\s+)?(?:điều\s+kiện|tiêu\s+chuẩn)\b[^:.;]{3,160}:\s+\S"
    r"|^(?:các\s+)?(?:điều\s+kiện|tiêu\s+chuẩn|tiêu\s+chí)\s[^:.;]{2,160}?\s(?:thực\s+hiện\s+)?theo\s+(?:quy\s+định|khoản|điều)\s"
    r"|^(?:trường\s+hợp\s+)?(?:người|tổ\s+chức|doanh\s+nghiệp|cá\s+nhân|đối\s+tượng|hộ)\b[^.;:]{0,320}?\s(?:chỉ\s+được|không\s+được\s+(?:tiếp\s+tục\s+)?)"
    r"(?:\s*(?:cấp|hỗ\s+trợ|hưởng|xét|công\s+nhận))\b"
    r"|^(?:giấy|chứng|thẻ)\b[^.;:]{3,120}?\sđược\s+(?:cấp\s+(?:lại|đổi)|gia\s+hạn)\s+(?:trong\s+(?:các\s+)?trường\s+hợp|khi)\s+(?!sau|dưới)\w[^:]*$"
    r"|^(?:chỉ\s+(?:được|cấp)|không\s+cấp\b[^.;]{0,140}\bcho|mỗi\s+(?:cá\s+nhân|tổ\s+chức)\s+chỉ|có\s+(?:đủ|dự\s+kiến))"
)


_NOT_A_WAY: Final = Loose(
    r"trường\s+hợp\s+hồ\s+sơ\s+(?:nhận|nộp|được)|gặp\s+sự\s+cố|không\s+(?:lựa\s+)?chọn\s|đối\s+với\s+hồ\s+sơ\s+nộp|thông\s+báo\s+(?:qua"
    r"|cho|trên)|đồng\s+bộ|khi\s+gửi|hệ\s+thống\s+thông\s+tin|gửi\s+thông\s+báo|đã\s+nộp|sau\s+\d+\s+giờ"
    r"|trong\s+thời\s+gian|thời\s+hạn\s+(?:trả|giải)|chuyển\s+hồ\s+sơ|yêu\s+cầu\s+(?:chỉnh|bổ)|^(?!.*\bhồ\s+sơ\b).*lệ\s+phí"
    r"|bản\s+(?:chính|sao)[^.;]{0,40}nếu\s+nộp"
)
"""What a sentence tells that names a channel and yet no way of filing."""


def read_forms(context: Context) -> Iterator[Part]:
    """Named forms, once a line each."""
    heads = context.heads
    for line in context.lines:
        if line.n in heads or line.n in context.leads:
            continue
        yield from context.parts_of_line("form", line, _forms)


def _forms(context: Context, line: Line) -> Iterator[Part]:
    seen: set[str] = set()
    for found in _FORM.finditer(context.text, line.body, line.end):
        name = re.sub(r"\s+", " ", found.group().lower())
        if name not in seen:
            seen.add(name)
            yield context.part("form", found.span(), line)


class _Way(NamedTuple):
    """A way of filing or receiving told in a sentence; ``post`` where a way of receiving is by post."""

    step: Literal["return", "submit", "office"]
    span: Span
    channels: tuple[Channel, ...]
    post: bool = False


def read_manner(context: Context) -> Iterator[Part]:
    """Where and how to file and to receive; a named office only where no way of filing is given with it."""
    heads = context.heads
    filed_at_home = False
    late: list[Part] = []
    for line in context.lines:
        if line.n in heads or (line.n in context.items and line.n not in context.leads):
            continue
        previous: str | None = None
        for way in context.of_line("ways", line, _ways):
            if way.step == "return":
                if previous != "return" or way.post:
                    yield context.part("manner", way.span, line, 0.8, direction="return", channels=way.channels)
                previous = "return"
            elif previous is None and way.step == "submit":
                filed_at_home = filed_at_home or line.n in context.group.home
                previous = "submit"
                yield context.part("manner", way.span, line, 0.85, direction="submit", channels=way.channels)
            elif previous is None and line.n in context.group.home:
                late.append(context.part("manner", way.span, line, 0.7, direction="submit", channels=()))
                previous = "submit"
    if not filed_at_home:
        yield from late


def _ways(text: str, line: Line) -> list[_Way]:
    """The ways told in a line, at most one a sentence."""
    told = (_way(text, start, end) for start, end in sentences(line))
    return [way for way in told if way is not None]


def _way(text: str, start: int, end: int) -> _Way | None:
    words = text[start:end]
    channels = tuple(name for name, pattern in _CHANNELS if pattern.search(words))
    back = _RETURN.search(words)
    if (
        back
        and search(r"sự\s+cố|quá\s+hạn|không\s+(?:tham|đến)|hệ\s+thống\s+thông\s+tin|đồng\s+bộ|xin\s+lỗi", words)
        and not search(r"gửi\s+đến\s+người\s+nộp", words)
    ):
        return None
    if back and (channels or search(r"trao\s+tặng", words)):
        return _Way("return", (start, end), channels, "bưu" in words)
    if channels:
        put = _FILE.search(words)
        if not put or _NOT_A_WAY.search(words):
            return None
        doer = actor_before(text, start, start + put.start())
        if doer and doer.side == "state" and not match(r"tiếp", put.group()):
            return None
        first = next((m for _, p in _CHANNELS if (m := p.search(text, start, end))), None)
        return _Way("submit", (min(first.start() if first else start, start + put.start()), end), channels)
    at = _AT.search(text, start, end)
    if at and search(r"hồ\s+sơ|đơn|tờ\s+khai|văn\s+bản\s+đề", words) and not search(r"ý\s+kiến|được\s+nộp", words):
        who = actor_before(text, start, at.start())
        office = next(iter(agencies(text, at.end(), min(end, at.end() + 200))), None)
        if office and office[0] - at.end() < 4 and not (who and who.side == "state"):
            return _Way("office", (at.start(), end), ())
    return None


def read_fees(context: Context) -> Iterator[Part]:
    """Fees that an applicant pays."""
    heads = context.heads
    for line in context.lines:
        if line.n in heads:
            continue
        yield from context.parts_of_line("fee", line, _fees)


def _fees(context: Context, line: Line) -> Iterator[Part]:
    text = context.text
    for start, end in sentences(line):
        found = _FEE.search(text, start, end)
        if (
            found
            and _PAY.search(text, start, end)
            and not search(r"thức\s+nộp\s+(?:lệ\s+)?phí", text[start:end])
            and not search(r"kể\s+từ\s+khi|sau\s+khi", text[max(start, found.start() - 90) : found.start()])
        ):
            amount = _AMOUNT.search(text, start, end)
            basis = re.search(r"(?i)theo\s+quy\s+định[^.;]{0,160}", text[start:end])
            free = re.search(r"(?i)(?:miễn|không\s+(?:thu|phải\s+nộp))[^.;]{0,120}", text[start:end])
            money = ("VND" if amount["c"] == "đồng" else "USD") if amount else None
            yield context.part(
                "fee", (start, end), line, 0.8,
                amount=int(amount["n"].replace(".", "")) if amount else None, currency=money,
                basis=basis.group().strip() if basis else None, exemption=free.group().strip() if free else None,
            )  # fmt: skip
            break


_OTHER_PART: Final = Loose(
    r"(?:thành\s+phần\s+)?hồ\s+sơ\b|trình\s+tự|thủ\s+tục\b|quy\s+trình|thẩm\s+quyền|(?:trong\s+)?thời\s+hạn\b|cách\s+thức|số\s+lượng"
    r"|cơ\s+quan\s+(?:tiếp|giải)"
)
"""How a line begins that tells another part of a procedure than its conditions."""


def read_conditions(context: Context) -> Iterator[Part]:
    """What must be met to be granted: the members of lists of conditions, and lines that say so."""
    lead: Line | None = None
    condition_heads = condition_articles(context)
    heads = context.heads
    for line in context.lines:
        if line.n in heads or line.n in context.items:
            continue
        role = context.of_line("role among conditions", line, _role)
        if line.n in context.leads or role == "other":
            lead = None
            continue
        if role == "lead":
            lead = line
            continue
        listed = (
            lead is not None
            and line.dieu == lead.dieu
            and line.first
            and line.node is not None
            and line.node.kind in ("khoan", "diem", "tiet", "gach")
            and (not lead.first or line.below(lead))
        )
        if lead is not None and not listed:
            lead = None
        opens = line.words.endswith(":")
        if listed and opens and line.n + 1 < len(context.reader.lines) and context.reader.lines[line.n + 1].below(line):
            continue
        if listed or role == "line" or (line.dieu in condition_heads and line.first and not opens):
            yield context.part("conditions", (line.body, line.end), line, 0.75)


def _role(_text: str, line: Line) -> Literal["other", "lead", "line"] | None:
    """What a line is among conditions by its own words: of another part, the lead of a list, or a condition."""
    if _OTHER_PART.match(line.words):
        return "other"
    if _CONDITION_LEAD.search(line.words):
        return "lead"
    return "line" if _CONDITION_LINE.match(line.words) else None
