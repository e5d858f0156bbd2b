"""The day on which an act takes effect, and the end built into it, from its effect clause."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from review.contract.base import DocType
from review.registry.acts.mining.dates import DAY, day_of, plus, years_after
from review.registry.acts.mining.passages import Passage
from review.registry.acts.mining.reading import ReadAct
from review.registry.acts.model import Relation

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
_EXPIRES = re.compile(
    rf"{_THIS}\s+(?:có\s+hiệu\s*lực[^.;]{{0,90}}?\bvà\s+)?hết\s+hiệu\s*lực(?:\s+thi\s+hành)?,?\s*(?:kể\s*)?từ\s*(?P<day>{DAY})", re.I
)
_FOR_YEARS = re.compile(
    rf"{_THIS}[^.;]{{0,100}}?\b(?:có\s+hiệu\s*lực|được\s+(?:thực\s+hiện|áp\s+dụng))(?:\s+thi\s+hành)?\s+trong\s+"
    r"(?:thời\s+(?:hạn|gian)\s+)?(?P<years>\d{1,2})\s*(?:\([^)]*\)\s*)?năm\b",
    re.I,
)
_THIS_TYPE = re.compile(r"(luật|pháp lệnh|nghị quyết|nghị định|quyết định|thông tư|chỉ thị)(?: liên tịch)? này", re.I)
_OWN_WORD: Mapping[DocType, str] = {
    "luat": "luật", "phap_lenh": "pháp lệnh", "nghi_quyet": "nghị quyết", "nghi_dinh": "nghị định", "quyet_dinh": "quyết định",
    "thong_tu": "thông tư", "thong_tu_lien_tich": "thông tư", "chi_thi": "chỉ thị",
}  # fmt: skip
_MISFILED = 10
"""Times that a text must name itself as another type of act to count as filed under a wrong number."""
_IN_FORCE = re.compile(r"\bhiệu\s*lực\b", re.I)
_PART_STARTS = re.compile(rf"[^.;\n]{{0,200}}?\bcó\s+hiệu\s*lực(?:\s+thi\s+hành)?,?\s*(?:kể\s*)?từ\s*(?P<day>{DAY})", re.I)
_LABEL = re.compile(r"^[\s“\"]*(?:(?:Điều\s+\d+[a-zđ]?\s*[.:]|\d+[a-zđ]?(?:\.\d+)*[.)]|[a-zđ]{1,2}\d?\)|[-–+•*])\s*)*")
_SENTENCE = re.compile(r"(?<=[^\d\s])[.;]\s+")
_NOT_PROSE = ("table", "form", "recipients", "signature")


def effect_clause(found: Iterable[Passage], issued: str | None) -> tuple[str | None, str | None]:
    """The day of effect and the first day out of force that an act sets for itself, each null where it does not say.

    "đến ngày D" is read as including that day, "đến trước ngày D" as not.
    """
    passages_ = list(found)
    for passage in passages_:
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
        return start, _ends_on(passages_, start)
    return None, None


def _ends_on(found: Iterable[Passage], start: str | None) -> str | None:
    own = (passage for passage in found if not passage.quoted and "dieu-" in passage.path and passage.kind not in _NOT_PROSE)
    return next((end for passage in own if (end := own_end(passage.text, start))), None)


def own_days(read: ReadAct) -> dict[str, str]:
    """The days that an act sets for provisions of its own ("Khoản 4 Điều 3 của Luật này có hiệu lực từ ngày …"), by address."""
    days: dict[str, str] = {}
    for citation in read.citations:
        passage = read.passages.get(citation.path)
        if not citation.internal or not citation.provisions or passage is None or passage.quoted or "dieu-" not in citation.path:
            continue
        line, start = read.line(citation)
        before, after = line[: citation.span[0] - start], line[citation.span[1] - start :]
        match = _PART_STARTS.match(after)
        if match is None or _IN_FORCE.search(_SENTENCE.split(before)[-1]):
            continue
        if day := day_of(match["day"]):
            days |= {path: day for path in citation.provisions if path.startswith("dieu-")}
    return days


def on_its_day(relation: Relation, effective: str | None, days: Mapping[str, str]) -> Relation:
    """The relation with the day that the act sets for the provision it was read in, where that is not the act's own."""
    places = [path for path in days if relation.path == path or relation.path.startswith(f"{path}/")]
    if not places or relation.on != effective:
        return relation
    return relation.model_copy(update={"on": days[max(places, key=len)]})


def is_draft(found: Iterable[Passage]) -> bool:
    """Whether the effect clause leaves its day blank: the text is that of a draft, whatever number it is filed under."""
    return any(_BLANK.search(passage.text) for passage in found if not passage.quoted and passage.path.startswith("dieu-"))


def is_misfiled(text: str, doc_type: DocType) -> bool:
    """Whether a text speaks of itself as another type of act, and never as its own: it is filed under another act's number.

    >>> is_misfiled("theo Nghị định này; " * 12, "luat"), is_misfiled("theo Nghị định này và Luật này; " * 12, "luat")
    (True, False)
    """
    own = _OWN_WORD.get(doc_type)
    said = Counter(match[1].casefold() for match in _THIS_TYPE.finditer(text))
    return own is not None and own not in said and max(said.values(), default=0) >= _MISFILED


def own_end(text: str, start: str | None) -> str | None:
    """The first day out of force that a sentence sets for the act it stands in, null where none does.

    Only a sentence whose subject is the act itself counts. ``start`` is the act's day of effect, from which a term in years runs.

    >>> own_end("2. Nghị định này hết hiệu lực kể từ ngày 01 tháng 3 năm 2027.", None)
    '2027-03-01'
    >>> own_end("Nghị quyết này được thực hiện trong 05 năm.", "2024-08-01")
    '2029-08-01'
    >>> own_end("Khoản 2 Nghị định này hết hiệu lực từ ngày 01/3/2027.", None)
    """
    for line in text.split("\n"):
        for sentence in _SENTENCE.split(_LABEL.sub("", line)):
            if _THIS_RE.match(sentence) and (end := _end(sentence, start)):
                return end
    return None


def _end(sentence: str, start: str | None) -> str | None:
    if match := _EXPIRES.match(sentence):
        return day_of(match["day"])
    if match := _UNTIL.search(sentence):
        if match["year"]:
            return f"{int(match['year']) + 1}-01-01" if match["how"] != "trước" else f"{match['year']}-01-01"
        day = day_of(match["day"])
        return plus(day, 1) if day and match["how"] != "trước" else day
    if start and (match := _FOR_YEARS.match(sentence)):
        return years_after(start, int(match["years"]))
    return None
