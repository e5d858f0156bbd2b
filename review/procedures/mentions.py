"""Names met in running words, with how strongly each speaks for a procedure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from review.procedures.actors import actor_before, agency_at
from review.procedures.fold import Loose
from review.procedures.topics import WRAPPERS, Topic, first_comma, object_end, read_topic, result_noun, strength

_TRIGGER: Final = Loose(
    r"""(?i)\b(?P<t>đề\s+nghị|yêu\s+cầu|xin|nhu\s+cầu|muốn\s+được|muốn|đề\s+xuất|đơn|tờ\s+khai|văn\s+bản(?=\s+đăng\s+ký\s)|hồ\s+sơ
        |thủ\s+tục(?:\s+hành\s+chính)?|trình\s+tự|quyết\s+định|xem\s+xét|xét|
    ban\s+hành|trách\s+nhiệm|ra|thẩm\s+quyền|tổ\s+chức\s+thẩm\s+định|thẩm\s+định|thực\s+hiện|tiến\s+hành|hoặc\s+từ\s+chối|từ\s+chối
        |không|để|phải|thì|,)
    \s+(?:(?:về\s+việc|việc|được|xem\s+xét,?|quyết\s+định|thủ\s+tục|thực\s+hiện|chấp\s+thuận\s+việc|về|xin)\s+)*""",
    re.X,
)
_CHANGED: Final = Loose(r"(?i)ghi\s+(?:nhận\s+)?nội\s+dung\s+thay\s+đổi\b[^.;]{0,40}?\s+(?:vào|trên|trong)\s+(?=giấy|chứng|thẻ|sổ)")
_SUPPORT: Final = Loose(
    r"(?:quyết\s+định|phê\s+duyệt|chi\s+trả)\s+(?:(?:phê\s+duyệt\s+)?(?:danh\s+sách|kinh\s+phí)\b[^.;,]{0,80}?\s)?(?=hỗ\s+trợ\s+\w)"
)
"""Support that an office decides on, by itself or by a list of those who get it."""
_WEAK: Final = frozenset(
    [
        "cập nhật",
        "cung cấp",
        "nhận",
        "tham gia",
        "khai thác",
        "thông báo",
        "báo cáo",
        "thay thế",
        "lựa chọn",
        "hủy",
        "trao tặng",
        "giảm",
        "tăng",
        "mở",
        "đóng",
        "rút",
        "miễn",
    ]
)
_REQUESTS: Final = frozenset(
    [
        "đề nghị",
        "yêu cầu",
        "xin",
        "nhu cầu",
        "muốn được",
        "muốn",
        "đề xuất",
        "đơn",
        "tờ khai",
        "văn bản",
        "hồ sơ",
        "thủ tục",
        "thủ tục hành chính",
        "trình tự",
    ]
)


@dataclass(frozen=True)
class Mention:
    """A name met in running words, with how strongly it speaks for a procedure."""

    topic: Topic
    weight: float
    request: bool
    line: int


def read_mentions(text: str, start: int, limit: int, line: int) -> Iterator[Mention]:
    """The names met in a line, with weights: 3 where something is asked for, 2 where it is granted, 1 else."""
    changed = _CHANGED.search(text, start, limit)
    if changed:
        end = first_comma(text, changed.end(), object_end(text, changed.end(), limit, heading=False))
        yield Mention(Topic("thay đổi", f"nội dung {text[changed.end() : end].strip()}", changed.start(), end), 3.0, True, line)
    for found in _SUPPORT.finditer(text, start, limit):
        for topic in read_topic(text, found.end(), limit):
            if len(topic.object_words) >= 2:
                yield Mention(topic, 4.0, True, line)
    for found in _TRIGGER.finditer(text, start, limit):
        trigger = re.sub(r"\s+", " ", found["t"].lower())
        topics = read_topic(text, found.end(), limit)
        if not topics and trigger == "đề nghị":
            topics = _asked_of_office(text, start, found, limit)
        for topic in topics:
            kind = strength(topic.action)
            if topic.action in WRAPPERS or topic.action in _WEAK:
                continue
            if not topic.object and kind != "grant":
                continue
            request = trigger in _REQUESTS
            if not request and kind not in ("grant", "withdraw"):
                continue
            if not request and not result_noun().match(topic.object):
                continue
            weight = 3.0 if request else 2.0 if trigger != "," else 1.0
            yield Mention(replace(topic), weight, request, line)


def _asked_of_office(text: str, start: int, request: re.Match[str], limit: int) -> tuple[Topic, ...]:
    """What somebody outside the state asks of an office that he names first ("đề nghị Sở Y tế chấp thuận …")."""
    office = agency_at(text, request.end(), min(limit, request.end() + 120))
    if office is None:
        return ()
    who = actor_before(text, start, request.start())
    if who is not None and who.side == "state":
        return ()
    return tuple(t for t in read_topic(text, office + 1, limit) if not t.listed and (len(t.object_words) >= 3 or t.object[:1].isupper()))


def does(action: str, body: str, topics: tuple[Topic, ...]) -> bool:
    """Whether a text speaks of an action, and not only of a longer one of the same list ("cấp" in "cấp lại")."""
    longer = [t.action[len(action) :].strip() for t in topics if t.action != action and t.action.startswith(action)]
    tail = rf"(?!\s+(?:{'|'.join(map(re.escape, [*longer, 'lại', 'đổi']))})\b)" if longer else ""
    return bool(re.search(rf"(?i)(?<!đã\s)\b{re.escape(action)}\b{tail}", body))
