"""Ends that an act gives to others: "thay thế", "bãi bỏ", "hết hiệu lực", "ngưng hiệu lực", as dated relations.

Which mentions an ending verb governs is told by the citation stage; here it is told whether the whole act ends or a part, and
from when.
"""

import re
from collections.abc import Iterator, Sequence

from review.contract.citations import Citation
from review.contract.numbers import normalise_number
from review.registry.acts.mining.dates import DAY, day_of, plus
from review.registry.acts.mining.passages import Passage
from review.registry.acts.mining.reading import ReadAct
from review.registry.acts.model import Relation, RelationKind

WORDS = 12
"""Words of evidence kept with a relation."""

_LABEL = r"[\s“\"]*(?:(?:Điều\s+\d+[a-zđ]?\s*[.:]|\d+[a-zđ]?(?:\.\d+)*[.)]|[a-zđ]{1,2}\d?\)|[-–+•*])\s*)*"
_VERB = r"(?:thay\s+thế|bãi\s+bỏ|hủy\s+bỏ|huỷ\s+bỏ)"
_TYPE = r"(?:Bộ\s+luật|Luật|Pháp\s+lệnh|Nghị\s+quyết(?:\s+liên\s+tịch)?|Nghị\s+định|Quyết\s+định|Thông\s+tư(?:\s+liên\s+tịch)?|Chỉ\s+thị)"
_OWN_TYPE = re.compile(rf"{_TYPE}\b[^,;.:()]{{0,160}}?(?::\s*)?(?:\bsố\s*)?$|\bsố\s*$")
_DAY_LEAD = rf"(?:(?:kể\s+)?từ\s+(?:{DAY}|ngày\s+{_TYPE}\s+này\s+có\s+hiệu\s+lực(?:\s+thi\s+hành)?)\s*,?\s*(?:thì\s+)?)?"
_FILL = (
    r"(?:[\s,:;]|và|các|những|toàn\s+bộ|tất\s+cả|văn\s+bản|quy\s+phạm\s+pháp\s+luật|sau(?:\s+đây)?|dưới\s+đây|gồm|hiệu\s+lực|của"
    r"|thi\s+hành|đối\s+với|cho|việc|ban\s+hành|số|là|bị|được|tại|trong|thuộc|quy\s+định\s+tại|riêng|" + _VERB + r")*"
)
_WHOLE_LEAD = re.compile(rf"{_LABEL}{_DAY_LEAD}{_FILL}", re.I)
_SEPARATED = re.compile(r"(?:^|[;,.:\n]|\bvà\b|\bcùng\b)\s*(?:các\s+)?(?:toàn\s+bộ\s+)?$", re.I)
_OPEN_CHAIN = re.compile(r"\((?:đã\s+)?được\s+(?:sửa|bổ)[^()]*$")
_TITLE_LIST = re.compile(r"(?:sửa\s+đổi|bổ\s+sung)[^;]*$", re.I)
_FROM_LAST = re.compile(rf"{_VERB}[^.;]*\s(?:kể\s+)?từ\s+(?P<day>{DAY})\s*:\s*$", re.I)
_SUSPENDING_TITLE = re.compile(r"ngưng\s+hiệu\s+lực[^;]*$", re.I)
_CONTENT = re.compile(r"\b(?:quy\s+định|nội\s+dung|danh\s+mục|quy\s+chế|phụ\s+lục|mẫu|biểu|mục|phần)\b", re.I)
_CONTENT_HEAD = re.compile(
    r"\b(?:nội\s+dung|cụm\s+từ|quy\s+định\s+(?:về|có\s+liên\s+quan|liên\s+quan)\b.*\b(?:tại|trong|của))\b", re.I | re.S
)
_CONTENT_OPENING = re.compile(r"\b(?:thủ\s+tục|nội\s+dung|quy\s+định)\b[^;]*\b(?:tại|trong)\b", re.I)
_INTRODUCES = re.compile(r"\b(?:gồm|sau|sau\s+đây|dưới\s+đây)\s*:\s*$", re.I)
_FROM = re.compile(rf"(?:hết|chấm\s+dứt|không\s+còn|ngưng)\s+hiệu\s+lực(?:\s+thi\s+hành)?,?\s*(?:kể\s+)?từ\s+(?P<day>{DAY})", re.I)
_FROM_FIRST = re.compile(rf"^{_LABEL}(?:kể\s+)?từ\s+(?P<day>{DAY})", re.I)
_SUSPENDS = re.compile(rf"{_LABEL}(?:(?:về\s+)?việc\s+)?(?:tạm\s+)?ngưng\s+hiệu\s+lực(?:\s+thi\s+hành)?(?:\s+của)?(?:\s+các)?\s*", re.I)
_EXTENDS = re.compile(
    rf"{_LABEL}(?:(?:về\s+)?việc\s+)?(?:tiếp\s+tục\s+)?(?:kéo\s+dài|gia\s+hạn)\s+(?:thời\s+(?:hạn|gian)\s+)?(?:áp\s+dụng|thực\s+hiện|hiệu\s+lực|thi\s+hành|có\s+hiệu\s+lực)(?:\s+của)?\s*",
    re.I,
)
_SUSPENDED = re.compile(
    rf"ngưng\s+hiệu\s+lực(?:\s+thi\s+hành)?\s+(?:kể\s+)?từ\s+(?P<day>{DAY})(?:\s*(?:cho\s+)?đến\s+(?P<how>hết\s+|trước\s+)?(?P<until>{DAY}))?",
    re.I,
)
_LAST_DAY = rf"\b(?:đến|tới)\s+(?P<how>hết|trước)?\s*(?P<until>{DAY})"
_UNTIL = re.compile(rf"[^.;:\n]{{0,300}}?{_LAST_DAY}", re.I)
_GOES_ON = re.compile(
    rf"(?:(?!\btrừ\b|\bhết\s+hiệu)[^.;:\n]){{0,300}}?\btiếp\s+tục\s+(?:được\s+)?(?:có\s+hiệu\s+lực|áp\s+dụng|thực\s+hiện)[^.;:\n]{{0,60}}?{_LAST_DAY}",
    re.I,
)
_NEAR_START = re.compile(rf"{_LABEL}(?:đối\s+với\s+|các\s+)?", re.I)
JOINT = re.compile(r"^\s*(?:,?\s*ngày\s[\d\s/thángnăm.-]+)?(?:\s*(?:của|do)\s+[^,;.()]{3,60})?\s*(?:,|\bvà\b|cùng)\s*(?:các\s+)?$")
"""What stands between two joined mentions of a list: the day and the issuer of the first, a comma or "và"."""

PART = re.compile(r"(?:kem-\d+/)?(?:dieu|chuong|muc|phan|tieu-muc|phu-luc|mau)\b")
_INNER_NUMBER = re.compile(r"\bsố\s+(\d+\S*/\S+)")
_NAMED = "~"


def mine_endings(read: ReadAct, effective: str | None) -> Iterator[Relation]:
    """The ends that an act gives to others, from its own words; ``effective`` is its day of effect.

    A mention with provisions ends these; one behind words such as "các quy định về … tại" changes the act and does not end it.
    """
    partial = False
    last: Citation | None = None
    before: Citation | None = None
    previous: Citation | None = None
    ended: set[str] = set()
    for citation in read.body:
        assert citation.act is not None
        if previous is None or citation.span[0] >= previous.span[1]:
            before, previous = previous, citation
        if citation.role not in ("replaces", "abolishes") or "dieu-" not in citation.path:
            continue
        passage = read.passages[citation.path]
        target = named_target(citation)
        line, start = read.line(citation)
        lead = _lead(read, citation, last, start)
        if (
            target is None
            or target == read.act.number
            or _OPEN_CHAIN.search(lead)
            or _excepted(passage)
            or _goes_on_from_contents(passage, line)
            or (citation.provisions and _INTRODUCES.search(line))
            or _replaced_words(citation, lead, line, start)
        ):
            continue
        if before is not None and before is not last and _in_title_list(read, before, citation, ended, start):
            continue
        joined = last is not None and last.span[1] > start and ";" not in read.act.text[last.span[1] : citation.span[0]]
        kind = _kind(citation, lead, passage, line[citation.span[1] - start :], partial=partial and joined)
        if kind is None or (kind == "amends" and target in ended) or not plausible_end(read.act.number, target):
            continue
        partial = kind == "amends"
        last = citation
        if kind != "amends":
            ended.add(target)
        yield Relation(
            kind=kind,
            act=read.act.number,
            act_issuer=read.act.issuer,
            path=citation.path,
            target=target,
            target_issuer=citation.act.issuer,
            target_date=citation.act.date,
            provisions=tuple(path for path in citation.provisions if PART.match(path)),
            on=_day(line, passage, citation.span[0] - start) or effective,
            words=evidence(line, citation.span[0] - start, citation.quote),
        )


def mine_suspensions(read: ReadAct, effective: str | None) -> Iterator[Relation]:
    """Suspensions of whole acts: by the act's title ("Ngưng hiệu lực Thông tư A và Thông tư B"), and by sentences with days
    ("Thông tư A ngưng hiệu lực thi hành từ ngày … đến ngày …").
    """
    dated = list(_dated_suspensions(read))
    yield from dated
    if not dated:
        for citation in _listed_in_title(read, _SUSPENDS):
            yield _relation("suspends", read, citation, effective)


def _dated_suspensions(read: ReadAct) -> Iterator[Relation]:
    for citation in read.body:
        line, start = read.line(citation)
        at = citation.span[0] - start
        match = _SUSPENDED.search(line, at)
        if match is None or citation.provisions or ";" in line[at : match.start()] or not _NEAR_START.fullmatch(line[:at]):
            continue
        until = day_of(match["until"]) if match["until"] else None
        last = plus(until, 1) if until and match["how"] != "trước" else until
        yield _relation("suspends", read, citation, day_of(match["day"])).model_copy(update={"until": last})


def mine_extensions(read: ReadAct, effective: str | None, ends_on: str | None) -> Iterator[Relation]:
    """Longer terms given to whole acts: by sentences with a day ("Kéo dài thời hạn áp dụng của Nghị định A đến hết ngày …", "Nghị
    định A tiếp tục được áp dụng đến hết ngày …"), else by the title of an act with an end of its own.
    """
    dated = list(_dated_extensions(read, effective))
    yield from dated
    if not dated and ends_on is not None:
        for citation in _listed_in_title(read, _EXTENDS):
            yield _relation("extends", read, citation, effective).model_copy(update={"until": ends_on})


def _dated_extensions(read: ReadAct, effective: str | None) -> Iterator[Relation]:
    for citation in read.body:
        line, start = read.line(citation)
        before, after = line[: citation.span[0] - start], line[citation.span[1] - start :]
        if citation.provisions or "dieu-" not in citation.path:
            continue
        until = _UNTIL.match(after) if _EXTENDS.fullmatch(before) else None
        if until is None and _NEAR_START.fullmatch(before):
            until = _GOES_ON.match(after)
        if until is not None and (day := day_of(until["until"])):
            last = plus(day, 1) if until["how"] != "trước" else day
            yield _relation("extends", read, citation, effective).model_copy(update={"until": last})


def _listed_in_title(read: ReadAct, cue: re.Pattern[str]) -> Iterator[Citation]:
    """The acts that a title's verb governs: the first mention, right behind the verb, and those joined to it."""
    text = read.act.text
    last: Citation | None = None
    for citation in read.citations:
        passage = read.passages.get(citation.path)
        if passage is None or passage.kind != "title" or citation.act is None or citation.provisions:
            continue
        line, start = read.line(citation)
        governed = cue.fullmatch(line[: citation.span[0] - start]) is not None
        if governed or (last is not None and JOINT.match(text[last.span[1] : citation.span[0]])):
            last = citation
            if citation.act.number is not None:
                yield citation


def _relation(kind: RelationKind, read: ReadAct, citation: Citation, day: str | None) -> Relation:
    assert citation.act is not None
    line, start = read.line(citation)
    return Relation(
        kind=kind,
        act=read.act.number,
        act_issuer=read.act.issuer,
        path=citation.path,
        target=named_target(citation) or "",
        target_issuer=citation.act.issuer,
        target_date=citation.act.date,
        on=day,
        words=evidence(line, citation.span[0] - start, citation.quote),
    )


def named_target(citation: Citation, *, before: str | None = None) -> str | None:
    """The number of a cited act; of a law printed without number, its name and date or year behind ``~``, to be looked up later.

    The number that the act itself gives elsewhere to a law of that name counts as printed. Where neither date nor year is
    printed, ``before`` is a day before which the law was issued ("~Luật Chợ|<2026-03-01").
    """
    act = citation.act
    if act is None or (act.number is None and act.name is None):
        return None
    inner = _INNER_NUMBER.search(act.name) if act.name and act.number is None else None
    if number := act.number or (inner[1] if inner else citation.antecedent):
        return normalise_number(number)
    years = re.findall(r"\b(?:19|20)\d\d\b", citation.quote)
    when = act.date or (years[-1] if years else "")
    return f"{_NAMED}{act.name}|{when}" if when else law_by_name(act.name or "", before=before)


def law_by_name(name: str, *, before: str | None) -> str | None:
    """The target that stands for the last law of a name issued before a day, to be looked up later; null where no day is known."""
    return f"{_NAMED}{name}|<{before}" if before else None


def look_up_name(target: str) -> tuple[str, str] | None:
    """Name and date or year of a target made by ``named_target`` for a law without number; null for a number."""
    if not target.startswith(_NAMED):
        return None
    name, _, when = target[1:].rpartition("|")
    return name, when


def plausible_end(act: str, target: str) -> bool:
    """Whether an act could end or amend another: none does so to a higher act or to one of its own series issued later.

    >>> plausible_end("1/2026/TT-BTC", "2/2020/NĐ-CP"), plausible_end("1/2026/NĐ-CP", "2/2020/TT-BTC")
    (False, True)
    >>> plausible_end("10/2016/NĐ-CP", "123/2016/NĐ-CP"), plausible_end("9/2017/QH14", "97/2015/QH14")
    (False, False)
    """
    if rank(act) < rank(target) or not (term_fits(act) and term_fits(target)):
        return False
    later, earlier = year_of(act), year_of(target)
    if later is None or earlier is None:
        return True
    one_series = act.rsplit("/", 1)[-1] == target.rsplit("/", 1)[-1] and rank(act) in (1, 2, 3) and "." not in act + target
    return later > earlier or (later == earlier and (not one_series or serial(act) > serial(target)))


_TERMS = {10: (1997, 2002), 11: (2002, 2007), 12: (2007, 2011), 13: (2011, 2016), 14: (2016, 2021), 15: (2021, 2026), 16: (2026, 2031)}
"""Years of the terms of the National Assembly."""


def term_fits(number: str) -> bool:
    """Whether the year of a law's number lies in the term that its sign names; true for other numbers."""
    match = re.search(r"/((?:19|20)\d\d)/(?:PL-)?(?:UBTV)?QH(\d+)$", number)
    if match is None or int(match[2]) not in _TERMS:
        return True
    first, last = _TERMS[int(match[2])]
    return first <= int(match[1]) <= last


def serial(number: str) -> float:
    """The running number of an act ("66.7/2025/NQ-CP" → 66.7)."""
    match = re.match(r"\d+(?:\.\d+)?", number)
    return float(match[0]) if match else 0.0


def rank(number: str) -> int:
    """The rank of an act by its sign: acts of the National Assembly 4, Government 3, Prime Minister 2, ministries 1, local 0."""
    sign = number.rsplit("/", 1)[-1]
    if number.startswith(_NAMED) or "QH" in sign or sign == "CTN":
        return 4
    if sign in ("NĐ-CP", "NQ-CP", "CP", "HĐBT"):
        return 3
    if sign.endswith("TTg"):
        return 2
    return 0 if sign.endswith(("UBND", "HĐND", "-UB")) else 1


def year_of(number: str) -> int | None:
    """The year in a number."""
    match = re.search(r"/((?:19|20)\d\d)/", number)
    return int(match[1]) if match else None


def evidence(line: str, at: int, quote: str) -> str:
    """A few words around a mention: the ending verb nearest to it and the mention itself, at most ``WORDS`` words."""
    before = re.findall(r"(?:thay\s+thế|bãi\s+bỏ(?:\s+toàn\s+bộ)?|hủy\s+bỏ|huỷ\s+bỏ|ngưng\s+hiệu\s+lực|kéo\s+dài)", line[:at], re.I)
    rest = line[at:]
    after = re.search(r"(?:hết|chấm\s+dứt)\s+hiệu\s+lực", rest, re.I) or re.search(r"ngưng\s+hiệu\s+lực", rest, re.I)
    words = quote.split()
    mention = " ".join(words) if len(words) < WORDS else " ".join([*words[: WORDS - 6], "…", *words[-4:]])
    if before:
        return " ".join(f"{before[-1]} {mention}".split())
    return " ".join(f"{mention} … {after[0]}".split()) if after else mention


def _replaced_words(citation: Citation, lead: str, line: str, start: int) -> bool:
    """Whether "thay thế" stands behind the mention ("… được thay thế bằng"): words are replaced there, not the act."""
    return (
        citation.role == "replaces"
        and not re.search(_VERB, line[: citation.span[0] - start], re.I)
        and (re.search(r"được\s+thay\s+thế", line[citation.span[1] - start :]) is not None)
    )


def _excepted(passage: Passage) -> bool:
    """Whether the list that a passage belongs to names exceptions ("Bãi bỏ Thông tư A, trừ các nội dung sau:")."""
    head = passage.parents[0].text.rstrip() if passage.parents else ""
    return re.search(r"\btrừ\b[^.;:]*\b(?:sau|sau\s+đây|dưới\s+đây|gồm)\s*:$", head) is not None


def _goes_on_from_contents(passage: Passage, line: str) -> bool:
    """Whether a line goes on a list broken over lines whose head ends contents ("Các thủ tục đã công bố tại Quyết định A;")."""
    before = passage.text[: max(passage.text.find(line.strip()), 0)].rstrip()
    opening = re.split(r"(?<=[^\d\s])\.\s", before)[-1]
    return opening.endswith((";", ",")) and re.search(_VERB, opening, re.I) is None and _CONTENT_OPENING.search(opening) is not None


def _in_title_list(read: ReadAct, before: Citation, citation: Citation, ended: set[str], start: int) -> bool:
    """Whether a mention goes on a list within the title of the act before it ("sửa đổi một số điều của A và B").

    It does when the mention before it is one in such a title and of the same type, unless that one names an act already ended
    and this one has a title of its own.
    """
    if before.span[0] < start or before.act is None or citation.act is None:
        return False
    text = read.act.text
    if ";" in text[before.span[1] : citation.span[0]] or (named_target(before) in ended and citation.act.title is not None):
        return False
    title = text[start : before.span[0]]
    same_type = before.act.doc_type == citation.act.doc_type
    return (same_type and _TITLE_LIST.search(title) is not None) or _SUSPENDING_TITLE.search(title) is not None


def _lead(read: ReadAct, citation: Citation, last: Citation | None, start: int) -> str:
    """The words before a mention: from the ended mention before it in its line, else from the head of the list or the line."""
    text = read.act.text
    if last is not None and start <= last.span[1] <= citation.span[0]:
        return text[last.span[1] : citation.span[0]]
    return text[start : citation.span[0]]


def _kind(citation: Citation, lead: str, passage: Passage, tail: str, *, partial: bool) -> RelationKind | None:
    whole: RelationKind = "replaces" if citation.role == "replaces" else "abolishes"
    verbs = list(re.finditer(_VERB, lead, re.I))
    own = lead[verbs[-1].start() :] if verbs else lead
    if citation.quote[:1].isdigit():
        own = _OWN_TYPE.sub("", own)
    clear = _WHOLE_LEAD.fullmatch(own) is not None
    governed = clear or (not verbs and _SEPARATED.search(own) is not None)
    heads = [parent.text for parent in passage.parents[:3]] if clear else []
    if partial or not governed:
        return "amends" if partial or verbs or _CONTENT.search(_after_title(own)) else None
    if citation.provisions:
        replaced = whole == "replaces" and re.match(r"[^.;]*\sbằng\s", tail) is not None
        listed = any(PART.match(path) for path in citation.provisions)
        return "amends" if replaced or not listed or _content_head(heads, own) else "ends_part"
    return "amends" if _names_parts(citation) or _partial_head(heads, own) or _content_head(heads, own) else whole


def _names_parts(citation: Citation) -> bool:
    """Whether parts without an address stand before the act ("Các Phụ lục của Nghị định A")."""
    return citation.act_span is not None and citation.act_span[0] > citation.span[0]


def _after_title(own: str) -> str:
    """The words of an item of a list that are not the title of the item before it: all of a line's first, else those behind ";"."""
    if not own.startswith((" ", ",", "(")):
        return own
    return own.rpartition(";")[2] if ";" in own else ""


def _partial_head(heads: Sequence[str], own: str) -> bool:
    """Whether the head of the list above speaks of parts ("Bãi bỏ một số điều của các văn bản sau:") and not of acts."""
    said = _said_by_head(heads, own)
    return said is not None and re.search(r"\bmột\s+(?:phần|số\s+(?!văn|nghị|thông|quyết|luật|chỉ))", said, re.I) is not None


def _content_head(heads: Sequence[str], own: str) -> bool:
    """Whether the head of the list above ends contents of provisions ("các quy định về … tại:") and not the provisions."""
    said = _said_by_head(heads, own)
    return said is not None and _CONTENT_HEAD.search(said) is not None


def _said_by_head(heads: Sequence[str], own: str) -> str | None:
    """What the head of a list says ends, from its ending verb on, or before "hết hiệu lực"; null where the line has its own verb."""
    if re.search(_VERB, own, re.I):
        return None
    for head in heads:
        tail = re.split(r"(?<=[^\d\s])[.;]\s", head.strip())[-1]
        if verbs := list(re.finditer(_VERB, tail, re.I)):
            return tail[verbs[-1].end() :]
        if expiry := re.search(r"hết\s+hiệu\s+lực", tail, re.I):
            return tail[: expiry.start()]
    return None


def _day(line: str, passage: Passage, at: int) -> str | None:
    """The day that the words themselves name: behind the mention, at the head of its line, or in the head of the list."""
    clause = re.split(r"(?<=[^\d\s])[.;]\s", line[at:])[0]
    for text in (clause, line if at < 400 and "hiệu lực" not in clause else ""):
        if match := _FROM.search(text):
            return day_of(match["day"])
    if match := _FROM_FIRST.search(line):
        return day_of(match["day"])
    for parent in passage.parents[:2]:
        if match := _FROM.search(parent.text) or _FROM_FIRST.search(parent.text) or _FROM_LAST.search(parent.text):
            return day_of(match["day"])
    return None
