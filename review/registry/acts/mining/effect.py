"""The day on which an act takes effect, and the end built into it, from its effect clause."""

import re
from collections.abc import Iterable

from review.registry.acts.mining.dates import DAY, day_of, plus
from review.registry.acts.mining.passages import Passage

_THIS = (
    r"(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết(?: liên tịch)?|Nghị định|Quyết định|Thông tư(?: liên tịch)?|Chỉ thị"
    r"|Quy chuẩn(?: kỹ thuật(?: quốc gia)?)?) này"
)
_START = re.compile(
    rf"{_THIS}\s+(?:có|bắt đầu có)?\s*hiệu\s*lực(?:\s+thi\s+hành)?,?\s*(?:bắt đầu\s+)?(?:kể\s*)?(?:từ|sau)\s*"
    rf"(?:(?P<day>{DAY})|(?P<signed>(?:ngày\s+)?(?:được\s+)?(?:ký|thông qua|ban hành))|năm ngân sách (?P<budget>20\d\d)"
    r"|(?P<later>\d+)\s*(?:\([^)]*\)\s*)?ngày,?\s*kể từ ngày ký)",
    re.I,
)
_BLANK = re.compile(rf"{_THIS}\s+có\s+hiệu\s*lực[^.;\n]{{0,40}}?ngày\s*(?:[….]{{1,}}|_{{2,}})", re.I)
_UNTIL = re.compile(
    rf"(?:có\s+hiệu\s+lực|được\s+(?:thực\s+hiện|áp\s+dụng)|thời\s+hạn\s+áp\s+dụng)[^.;]{{0,100}}?\b(?:đến|tới)\s+"
    rf"(?P<how>hết|trước)?\s*(?:(?P<day>{DAY})|năm\s+(?P<year>20\d\d))",
    re.I,
)
_THIS_RE = re.compile(_THIS, re.I)


def effect_clause(found: Iterable[Passage], issued: str | None) -> tuple[str | None, str | None]:
    """The day of effect and the first day out of force that an act sets for itself, each null where it does not say.

    "đến ngày D" is read as including that day, "đến trước ngày D" as not.
    """
    for passage in found:
        if passage.quoted or passage.kind in ("can_cu", "title"):
            continue
        match = _START.search(passage.text)
        if match is None:
            continue
        start: str | None
        if match["day"]:
            start = day_of(match["day"])
        elif match["budget"]:
            start = f"{match['budget']}-01-01"
        elif match["later"]:
            start = plus(issued, int(match["later"])) if issued else None
        else:
            start = issued
        return start, _end(passage.text[match.start() :].partition("\n")[0])
    return None, None


def is_draft(found: Iterable[Passage]) -> bool:
    """Whether the effect clause leaves its day blank: the text is that of a draft, whatever number it is filed under."""
    return any(_BLANK.search(passage.text) for passage in found if not passage.quoted and passage.path.startswith("dieu-"))


def _end(clause: str) -> str | None:
    sentence = re.split(r"(?<=[^\d\s])[.;]\s", clause)[0]
    match = _UNTIL.search(sentence)
    if match is None or not _THIS_RE.match(sentence):
        return None
    if match["year"]:
        return f"{int(match['year']) + 1}-01-01" if match["how"] != "trước" else f"{match['year']}-01-01"
    day = day_of(match["day"])
    return plus(day, 1) if day and match["how"] != "trước" else day
