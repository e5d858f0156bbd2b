"""What a heading says: the words it begins with and the names it holds."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from review.procedures.fold import Loose
from review.procedures.lexicon import UPPER, lexicon
from review.procedures.topics import Topic, action_list, family, is_no_action, object_end, read_topic, result_noun, strength, trimmed

_ROLE: Final = Loose(
    r"""(?i)(?:(?:các\s+|một\s+số\s+|quy\s+định\s+(?:chung\s+)?(?:về\s+)?|nội\s+dung\s+|thành\s+phần\s+|mẫu\s+|căn\s+cứ\s+|nguyên\s+tắc\s+)?
    (?:hồ\s+sơ|trình\s+tự|thủ\s+tục(?:\s+hành\s+chính)?|quy\s+trình|cách\s+thức|phương\s+thức|thẩm\s+quyền|thời\s+hạn|thời\s+gian
        |điều\s+kiện|tiêu\s+chuẩn|tiêu\s+chí|
    đối\s+tượng|trách\s+nhiệm|biểu\s+mẫu|lệ\s+phí|phí|mức\s+thu|kết\s+quả|nơi|địa\s+điểm|cơ\s+quan(?:\s+có\s+thẩm\s+quyền)?
        |phạm\s+vi|phân\s+cấp|giấy\s+tờ|tài\s+liệu|cơ\s+sở|nguyên\s+tắc|nội\s+dung|
    trường\s+hợp|yêu\s+cầu|hình\s+thức|tổ\s+chức|việc))""",
    re.X,
)
_LINK: Final = Loose(
    r"""(?i)\s*(?:(?:,|;|và|hoặc|/|của|cho|về|để|đối\s+với|trong|tại|thực\s+hiện|thi\s+hành|giải\s+quyết|tiếp\s+nhận|xử\s+lý|lập
        |nộp|gửi|trả(?:\s+kết\s+quả)?|nhận|
    thẩm\s+định|thẩm\s+tra|kiểm\s+tra|xem\s+xét|hồ\s+sơ|thủ\s+tục(?:\s+hành\s+chính)?|trình\s+tự|quy\s+trình|việc|các|đề\s+nghị
        |yêu\s+cầu|xin|đề\s+xuất|quyết\s+định|tổ\s+chức|thời\s+hạn|thẩm\s+quyền|
    cách\s+thức|phương\s+thức|điều\s+kiện|liên\s+quan\s+(?:đến|tới)|nội\s+dung|áp\s+dụng|khi|hình\s+thức|trách\s+nhiệm|quản\s+lý
        |sử\s+dụng\s+trong|cơ\s+quan|nguyên\s+tắc)(?=\s|,|;|$))""",
    re.X,
)


_LAST_VERB: Final = Loose(
    r"(?i)(?:\s|^)(?P<v>nộp|gửi|trả|nhận|giải\s+quyết|xử\s+lý|quản\s+lý|áp\s+dụng|xem\s+xét)"
    r"\s+(?:trường\s+hợp\s+|cho\s+)?$"
)
_NAMING_ROLE: Final = Loose(r"(?i)hồ\s+sơ|thủ\s+tục|trình\s+tự|quy\s+trình|biểu\s+mẫu")
_NOT_NAME: Final = Loose(
    r"(?i)(?:hành\s+chính|liên\s+quan|thông\s+báo\s+kết|kết\s+quả|hoàn\s+thiện|khác|chung|nhà\s+nước|này|nêu|quy\s+định|sau|và"
    r"|của|các|có\s|không\s|điện\s+tử|gồm|mời\s"
    r"|yêu\s+cầu|đề\s+xuất|dự\s+thầu|liên\s+thông|tố\s+tụng|phiên|địa\s+phương|cơ\s+quan|đơn\s+vị|tổ\s+chức|cá\s+nhân|người"
    r"|doanh\s+nghiệp|ủy\s+ban|bộ\s|sở\s|được|thực|về\s|kèm|một\s|trên\s|tthc|danh\s+mục|phương\s+án|kỹ\s+thuật|từng|cụ\s+thể|tiếp|trong\s)"
)
_DOING: Final = Loose(
    r"(?i)(?:tiếp\s+nhận|xử\s+lý|giải\s+quyết|nộp|lập|gửi|nhận|thẩm\s+định|kiểm\s+tra|trả\s+kết\s+quả)(?:(?:,"
    r"|\s+và)?\s+(?:tiếp\s+nhận|xử\s+lý|giải\s+quyết|nộp|gửi|kiểm\s+tra|thẩm\s+định|nhận))*\s+(?:hồ\s+sơ|thủ\s+tục)"
)
_PAUSE: Final = re.compile(r"\s*[,;]?\s*(?:và\s+)?")
_NOTE: Final = re.compile(r"\[\d{1,3}\]|\s*\(\d{1,3}\s+(?:TTHC|thủ\s+tục)[^)]*\)")


@dataclass(frozen=True)
class Heading:
    """What a heading says: the words it begins with ("hồ sơ, trình tự"), and the names it holds."""

    roles: str
    topics: tuple[Topic, ...]
    bare: bool


@lru_cache(maxsize=4096)
def read_heading(text: str) -> Heading:
    """The roles and names of a heading.

    >>> read_heading("Hồ sơ, trình tự đề nghị cấp lại Giấy phép lao động").topics[0].name
    'Cấp lại Giấy phép lao động'
    >>> read_heading("Trình tự thực hiện").topics
    ()
    """
    text = _NOTE.sub("", text)
    limit = len(text)
    at = 0
    role = _ROLE.match(text) or _DOING.match(text)
    if role:
        at = role.end()
        while True:
            if _names_here(text, at, limit):
                break
            link = _LINK.match(text, at) or _PAUSE.match(text, at)
            more = _ROLE.match(text, link.end()) if link and link.end() > at else None
            if more:
                at = more.end()
                continue
            if link is None or link.end() == at:
                break
            at = link.end()
    begin = at + (len(text[at:]) - len(text[at:].lstrip(" ,;-–:")))
    topics = _all_topics(text, begin, limit)
    if not topics and role and begin < limit and _NAMING_ROLE.search(text, 0, at) and not _NOT_NAME.match(text, begin):
        verb = _LAST_VERB.search(text, 0, begin)
        begin = verb.start("v") if verb else begin
        end = object_end(text, begin, limit, heading=True)
        rest = trimmed(text[begin:end]).split()
        if len(rest) >= 2:
            topics = (Topic(rest[0].lower(), " ".join(rest[1:]), begin, end),)
    return Heading(text[:at].lower().strip(" ,"), topics, bare=not topics and begin >= limit)


def _names_here(text: str, at: int, limit: int) -> bool:
    at += len(text[at:]) - len(text[at:].lstrip(" ,;"))
    found = action_list().match(text, at, limit)
    if not found or is_no_action(text, at, limit):
        return False
    return text[found.end() :].strip() != "" or strength(found["first"]) == "grant"


@lru_cache(maxsize=1)
def _next_action() -> re.Pattern[str]:
    one = lexicon().alternation(tuple(lexicon().actions))
    return re.compile(rf"(?:,|;|\bvà|\bhoặc)\s+(?:thủ\s+tục\s+)?(?=(?:{one})\s+(?:[{UPPER}]|lại|đổi))", re.I)


def _all_topics(text: str, begin: int, limit: int) -> tuple[Topic, ...]:
    """The topics from ``begin`` on; "cấp Giấy X, gia hạn Giấy X" gives both."""
    topics = list(read_topic(text, begin, limit, heading=True))
    if not topics:
        return ()
    cuts = [begin]
    for found in _next_action().finditer(text, begin, limit):
        if found.group().startswith(("và", "hoặc")) and family(text[found.end() : found.end() + 30]) == "first":
            continue
        more = read_topic(text, found.end(), limit, heading=True)
        head = read_topic(text[: found.start()], cuts[-1], found.start(), heading=True)
        if head and more and more[0].action == "cấp" and _DECISION_OF.search(head[0].object):
            continue
        if more and strength(more[0].action) in ("grant", "withdraw") and more[0].object and head and head[0].object:
            cuts.append(found.end())
    if len(cuts) > 1:
        topics = []
        for i, cut in enumerate(cuts):
            end = cuts[i + 1] if i + 1 < len(cuts) else limit
            piece = re.sub(r"(?:,|;|\s)*(?:và|hoặc)?\s*(?:thủ\s+tục\s+)?$", "", text[:end]) if i + 1 < len(cuts) else text
            topics.extend(read_topic(piece, cut, len(piece), heading=True))
        topics = _shared(topics)
    return tuple({t.name.lower(): t for t in topics}.values())


def _shared(topics: list[Topic]) -> list[Topic]:
    """Names of one heading, each with its whole object ("cấp Giấy phép, gia hạn Giấy phép mở bến")."""
    out: list[Topic] = []
    for i, topic in enumerate(topics):
        last = topics[-1]
        own, whole = topic.object.lower(), last.object
        if i + 1 < len(topics) and topic.listed and len(own.split()) <= 3:
            topic = replace(topic, object=whole, listed=False)
        elif i + 1 < len(topics) and result_noun().match(own) and whole.lower().startswith(own + " "):
            topic = topic if _TELLING.match(whole[len(own) :]) else replace(topic, object=whole)
        elif i + 1 < len(topics) and _VERB_PAIR.fullmatch(own):
            topic = replace(topic, object=f"{topic.object} {whole}")
        out.append(topic)
    return out


_DECISION_OF: Final = Loose(r"\bquyết\s+định\s+(?:chứng\s+nhận|công\s+nhận|xác\s+nhận|chỉ\s+định)$")
"""An object that goes on behind the comma ("quyết định chứng nhận, cấp thẻ …")."""
_TELLING: Final = re.compile(r"\s+(?:cho|đối với|của)\s")
_VERB_PAIR: Final = Loose(
    r"sử\s+dụng|tham\s+gia|khai\s+thác|lưu\s+hành|thực\s+hiện|hoạt\s+động|vận\s+hành|nhập\s+khẩu|xuất\s+khẩu|kinh\s+doanh"
)
