"""Family TERM: obsolete bodies, places and words."""

import re
from collections.abc import Iterator

from review.contract.base import Level, Span
from review.rules.engine import Flag, rule
from review.rules.facts import Body, LawFacts
from review.rules.view import View

_VERTICAL = ("công an", "tòa án", "viện kiểm sát", "ban chỉ huy quân sự", "bảo hiểm xã hội", "kho bạc", "chi nhánh văn phòng đăng ký", "chi cục", "thanh tra")
_UNITS = {"thị trấn", "xã, phường, thị trấn", "quận", "thị xã", "thành phố thuộc tỉnh", "huyện", "huyện đảo"}
_DUTY = re.compile(
    r"\b(?:tiếp nhận|giải quyết|quyết định|xác nhận|chỉ đạo|phê duyệt|cấp|thẩm định|tổ chức|lập|quản lý|chịu trách nhiệm|có trách nhiệm|chủ trì"
    r"|phối hợp|kiểm tra|hướng dẫn|báo cáo|ban hành|công bố|xem xét|thực hiện|chấp thuận|thông báo|thu hồi|bố trí|theo dõi|giao|trình|nộp|gửi|tại)\b"
)


def _named(view: View, facts: LawFacts) -> Iterator[tuple[Span, Body]]:
    """Old names in the draft whose change lies on or before the day of judgement."""
    for hit in facts.names.find(view.low):
        body = facts.bodies[hit.payload]
        if body.effective <= view.draft.as_of:
            yield hit.span, body


def _slots(body: Body) -> dict[str, str]:
    return {"old": body.old, "new": body.new, "day": _day(body.effective)}


def _day(iso: str) -> str:
    parts = iso.split("-")
    return "/".join(reversed(parts)) if len(parts) == 3 else iso


@rule("TERM-01", honours=("G1", "G3", "G4", "G5", "G7", "G8"))
def names_abolished_ministry(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A ministry or central body that no longer exists, by its whole name."""
    for span, body in _named(view, facts):
        ministry = body.kind == "ministry" or (body.kind == "title" and body.old.startswith("Bộ trưởng"))
        if ministry and view.text[span[0]].isupper():
            yield Flag(span, "error" if body.verified else "warning", slots=_slots(body), confidence=0.95)


@rule("TERM-03", honours=("G1", "G3", "G4", "G5", "G7", "G8"))
def gives_duty_to_district(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A duty or a place of filing given to the district level, which ended on 01/7/2025."""
    for span, body in _named(view, facts):
        low = body.old.lower()
        if body.kind not in ("district_level", "title") or low in _UNITS or low.startswith(_VERTICAL):
            continue
        if body.kind == "title" and "ủy ban nhân dân" not in low and "phòng tư pháp" not in low:
            continue
        sentence = view.sentence(span[0])
        rest = view.low[sentence[0] : span[0]] + " " + view.low[span[1] : sentence[1]]
        level: Level = "error" if body.verified and _DUTY.search(rest) else "warning"
        yield Flag(span, level, slots=_slots(body), confidence=0.9)
