"""Family TERM: obsolete bodies, places and words."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from review.contract.base import Level, Span
from review.contract.report import Evidence
from review.rules.engine import Flag, rule
from review.rules.facts import Body, LawFacts
from review.rules.names import Hit, NameIndex, fold
from review.rules.view import View

_VERTICAL = (
    "công an", "tòa án", "viện kiểm sát", "ban chỉ huy quân sự", "bảo hiểm xã hội", "kho bạc", "chi nhánh văn phòng đăng ký",
    "chi cục", "thanh tra",
)  # fmt: skip
_UNITS = {"thị trấn", "xã, phường, thị trấn", "quận", "thị xã", "thành phố thuộc tỉnh", "huyện", "huyện đảo"}
_DUTY = re.compile(
    r"\b(?:tiếp nhận|giải quyết|quyết định|xác nhận|chỉ đạo|phê duyệt|cấp|thẩm định|tổ chức|lập|quản lý|chịu trách nhiệm|chủ trì"
    r"|có trách nhiệm|phối hợp|kiểm tra|hướng dẫn|báo cáo|ban hành|công bố|xem xét|thực hiện|chấp thuận|thông báo|thu hồi|bố trí"
    r"|theo dõi|giao|trình|nộp|gửi|tại)\b"
)
_OF_AN_ACT = re.compile(
    r"\b(?:quyết định|nghị quyết|chỉ thị|kế hoạch|công văn|văn bản)\b(?! này)(?:[^.;|\n]|\.(?!\s)){0,240}\bcủa\s(?:[^.;|\n]|\.(?!\s))*$"
)
_NEW_SUBJECT = re.compile(
    r",\s+(?:sở|ban|phòng|cục|chi cục|ủy ban|ubnd|tổ chức|cá nhân|chủ(?! tịch))\b(?! nhân dân (?:tỉnh|thành phố) [^,]*$)"
)
_POLICE = ("bộ công an", "bộ quốc phòng")
_PROPER = re.compile(r"\b(?:công ty|đường|dự án|quốc lộ|nhà máy|khu công nghiệp|bản án|quyết định số \S+)[^.;\n]{0,25}$")
_KEPT_INSPECTORATE = re.compile(r"\s+(?:quốc phòng|công an|trưởng)\b")
_DESK = re.compile(
    r"(?:bộ phận (?:tiếp nhận(?: hồ sơ)? và trả kết quả(?: giải quyết thủ tục hành chính)?|một cửa|hành chính công)"
    r"|trung tâm hành chính công)"
    r"(?: theo cơ chế một cửa)?(?P<owner>\s+(?:(?:của|thuộc|tại|ở)\s+)?(?:các )?(?:cấp (?:xã|huyện|tỉnh)"
    r"|ủy ban nhân dân(?:(?! hoặc )[^.;,\n()]){0,60}|ubnd(?:(?! hoặc )[^.;,\n()]){0,40}"
    r"|(?:xã|phường|huyện|quận|thị xã|tỉnh|sở|bộ|cục|tổng cục|đặc khu)\b(?:(?! hoặc )[^.;,\n()]){0,40}))?"
)
_UNITS_ON = re.compile(r"(?:, (?:xã|phường|đặc khu|thị trấn|huyện|quận|thị xã|thành phố)\b)+")
"""Units of one list behind the first: "xã, phường, đặc khu"."""
_MINISTRY_DESK = re.compile(r"^\s+(?:(?:của|thuộc|tại|ở)\s+)?(?:các )?(?:bộ|cục|tổng cục|sở)\b")
_CONTROL_UNIT = re.compile(r"\s*[(,]?\s*(?:qua )?cục kiểm soát thủ tục hành chính\)?")
_SENDS = re.compile(r"\b(?:gửi|báo cáo|trình|cung cấp|thông báo|tổng hợp|xin ý kiến|lấy ý kiến|phối hợp với)\b")
_EXPLAINED = re.compile(r"\s*[(,]?\s*(?:nay|hiện nay) (?:là|thuộc)\b")
_ACT_BY = re.compile(r"\b(?:thông tư|quyết định|quy chuẩn|văn bản|danh mục|quy định)\b[^.;|\n]{0,300}\bdo (?:bộ trưởng )?$")
_FIELD_OF_AN_ACT = re.compile(
    r"\b(?:thông tư|nghị định|quyết định|nghị quyết)\s+(?:số\s+)?\d+[^.;|\n]{0,300}\b(?:quy định|sửa đổi|hướng dẫn|ban hành)\b"
    r"[^.;|\n]{0,300}\bquản lý(?: nhà nước)? của (?:bộ trưởng )?$"
)
"""The end of the title of a cited act: "Thông tư số … quy định về …, thuộc phạm vi quản lý của"."""
_TITLE_REACH = 700
"""Characters before a name in which the act may stand whose title or issuer it belongs to."""
_ISSUED = re.compile(r"\s+(?:ban hành|cấp|phê duyệt|công bố|chấp thuận|công nhận)\b")
_PAST_STAFF = re.compile(r"\s+(?:đang hưởng|đã nghỉ|già yếu|quy định tại nghị định|theo quy định tại nghị định)\b")
_FOREIGN = re.compile(r"\s+(?:nhà nước )?(?:hàn quốc|trung quốc|lào|campuchia|nhật bản|thái lan|liên bang nga)\b")
_PAST_YEAR = re.compile(r"\bnăm (?:20[01]\d|202[0-4])(?: của)? $")
_JOINTS = ("/", "-", "&")
_OPERATIVE = re.compile(
    r"(?:điều \d+[.:]?\s*)?(?:(?:quyết định|nghị quyết|thông tư|nghị định|văn bản) này\b|(?:bãi bỏ|giao|phê duyệt|công bố|ban hành"
    r"|chánh văn phòng|giám đốc|thủ trưởng)\s)"
)
_CAPITALS = re.compile(r"(?<![\w/&.-])[A-ZĐƯ]{2,8}(?![\w/&-])")


def _named(view: View, facts: LawFacts) -> Iterator[tuple[Span, Body]]:
    """Old names in the draft whose change lies on or before the day of judgement."""
    for hit in view.memo(_name_hits, facts.names):
        body = facts.bodies[hit.payload]
        if _since(body) > view.draft.as_of or _EXPLAINED.match(view.low, hit.span[1]):
            continue
        if view.low.endswith(("đã được ", "đã do "), 0, hit.span[0]) and _ISSUED.match(view.low, hit.span[1]):
            continue
        before = view.low[max(view.line(hit.span[0])[0], hit.span[0] - _TITLE_REACH) : hit.span[0]]
        if (view.low.startswith(" ban hành", hit.span[1]) and _ACT_BY.search(before)) or _FIELD_OF_AN_ACT.search(before):
            continue
        yield hit.span, body


def _since(body: Body) -> str:
    """The day from which a name counts as old: a change of which only the year is known counts from the middle of that year."""
    return body.effective if len(body.effective) > 4 else f"{body.effective}-07-01"


def _name_hits(view: View, names: NameIndex) -> list[Hit]:
    return list(names.find(view.low))


def _slots(body: Body) -> dict[str, str]:
    now = body.new.removeprefix("đã kết thúc hoạt động; ")
    return {"old": body.old, "new": body.new, "day": _day(body.effective), "now": now if now != body.new else f"nay là: {now}"}


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
    """A duty or a place of filing given to the district level, which ended on 01/7/2025.

    A body in the title of a Điều whose text names it again is told once, at the text, with the title as evidence.
    """
    named = list(_named(view, facts))
    titles = _told_below(view, named)
    told = set(titles.values())
    for span, body in named:
        if span in told:
            continue
        title = titles.get(span)
        low = body.old.lower()
        if body.kind not in ("district_level", "title") or low in _UNITS or low.startswith(_VERTICAL):
            continue
        if body.kind == "title" and "ủy ban nhân dân" not in low and "phòng tư pháp" not in low:
            continue
        sentence = view.sentence(span[0])
        if low.startswith("phòng ") and view.text[span[0]].islower():
            continue
        if "quy hoạch sử dụng đất cấp xã" in view.lowcut(sentence) and view.low.endswith(
            ("sử dụng đất ", "sử dụng đất hằng năm ", "sử dụng đất hàng năm "), 0, span[0]
        ):
            continue
        rest = view.low[sentence[0] : span[0]] + " " + view.low[span[1] : sentence[1]]
        level: Level = "error" if body.verified and _DUTY.search(rest) else "warning"
        evidence = (Evidence(span=title, label="Nêu ở tên điều"),) if title else ()
        yield Flag(span, level, slots=_slots(body), confidence=0.9, evidence=evidence)


def _told_below(view: View, named: Sequence[tuple[Span, Body]]) -> dict[Span, Span]:
    """Names in titles of articles by the first place below where the article names the same body again."""
    out: dict[Span, Span] = {}
    for i, (span, body) in enumerate(named):
        article = view.article(span[0])
        if article is None or span[0] >= view.line(article.span[0])[1] or article.node.heading is None:
            continue
        end = view.line(article.span[0])[1]
        for j in range(i + 1, len(named)):
            again, other = named[j]
            if again[0] >= article.span[1]:
                break
            if other.old == body.old and again[0] > end and again not in out:
                out[again] = span
                break
    return out


@rule("TERM-02", honours=("G1", "G3", "G4", "G5", "G7", "G8"))
def names_merged_province(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A province that was merged into another."""
    for span, body in _named(view, facts):
        named = _PROPER.search(view.low, max(0, span[0] - 40), span[0]) is not None or _names_an_act(view, span)
        if body.kind == "province" and not named and not _among_projects(view, span[0]):
            yield Flag(span, "warning", slots=_slots(body), confidence=0.85)


def _names_an_act(view: View, span: Span) -> bool:
    """Whether a province stands in the issuer or title of an act named before it in its sentence or cell."""
    start = view.line(span[0])[0]
    match = _OF_AN_ACT.search(view.low, max(start, span[0] - _TITLE_REACH), span[0])
    return match is not None and _NEW_SUBJECT.search(match.group()) is None


def _among_projects(view: View, at: int) -> bool:
    """Whether a place stands in an annex that lists projects by their names."""
    node = view.structure.at(at)
    chain = list(view.structure.ancestors(node)) if node is not None else []
    annex = next((n for n in chain if n.kind == "annex"), None)
    return annex is not None and "danh mục dự án" in view.low[annex.span[0] : annex.span[0] + 600]


@rule("TERM-04", honours=("G1", "G3", "G4", "G5", "G7", "G8"))
def names_abolished_unit(view: View, facts: LawFacts) -> Iterator[Flag]:
    """Kinds of unit that are no longer set up: thị trấn, quận, thị xã, thành phố thuộc tỉnh."""
    for span, body in _named(view, facts):
        low = body.old.lower()
        if body.kind != "district_level" or low not in _UNITS or low in ("huyện", "huyện đảo"):
            continue
        before = view.low[max(0, span[0] - 30) : span[0]]
        if _among_projects(view, span[0]) or (before.endswith("cán bộ ") and _PAST_STAFF.match(view.low, span[1])):
            continue
        if before.endswith(("biện pháp giáo dục tại ", "giáo dục tại ")) or before.endswith(("trực thuộc ", "danh hiệu ", "dân chủ ở ")):
            continue
        yield Flag(span, "warning", slots=_slots(body), confidence=0.9)


@rule("TERM-05", honours=("G1", "G3", "G4", "G5", "G7", "G8"))
def names_old_vertical_agency(view: View, facts: LawFacts) -> Iterator[Flag]:
    """Old names of vertical agencies, departments and titles."""
    for span, body in _named(view, facts):
        low = body.old.lower()
        if body.kind == "agency":
            inspectorate = low == "thanh tra bộ" and (
                _KEPT_INSPECTORATE.match(view.low, span[1])
                or view.low.endswith("không có ", 0, span[0])
                or any(name in view.lowcut(view.sentence(span[0])) for name in _POLICE)
                or any(name in fold(view.meta.title or "") for name in (*_POLICE, "công an", "quân đội"))
            )
            elsewhere = _FOREIGN.match(view.low, span[1]) or _PAST_YEAR.search(view.low, max(0, span[0] - 20), span[0])
            kept = not view.text[span[0]].isupper() or inspectorate or elsewhere is not None
        elif body.kind == "title":
            kept = body.old.startswith("Bộ trưởng") or low.startswith("chủ tịch ủy ban") or low == "trưởng phòng tư pháp"
        else:
            kept = body.kind != "district_level" or not low.startswith(_VERTICAL)
        if not kept:
            yield Flag(span, "warning", slots=_slots(body), confidence=0.8)


@rule("TERM-06", honours=("G1", "G3", "G4", "G5", "G7", "G8"))
def names_old_one_stop_desk(view: View, facts: LawFacts) -> Iterator[Flag]:
    """The one-stop desk of a province or commune by its old name."""
    local = view.meta.level in ("province", "commune")
    for cue in ("bộ phận một cửa", "bộ phận tiếp nhận", "trung tâm hành chính công", "bộ phận hành chính công"):
        for at, _ in view.hits(cue):
            match = _DESK.match(view.low, at)
            if match is None:
                continue
            owner = match["owner"]
            elsewhere = view.low.startswith((" của ", " tại ", " nơi "), match.end())
            bare_reception = owner is None and cue == "bộ phận tiếp nhận" and local and not elsewhere
            if view.low.startswith((" trung tâm phục vụ hành chính công", " tại trung tâm phục vụ hành chính công"), match.end()):
                continue
            if (owner is not None and not _MINISTRY_DESK.search(owner)) or bare_reception:
                yield Flag(view.whole((at, match.end()), _UNITS_ON), "warning", confidence=0.85)


@rule("TERM-07", honours=("G1", "G2", "G3", "G4", "G5", "G8"))
def reports_to_former_control_body(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A duty to send opinions, data or reports on procedures to the Office of the Government."""
    for at, end in view.hits("văn phòng chính phủ"):
        sentence = view.sentence(at)
        words = view.lowcut(sentence)
        tail = _CONTROL_UNIT.match(view.low, end)
        about = "thủ tục hành chính" in words and _SENDS.search(words)
        if tail or about:
            level: Level = "warning" if view.meta.level in (None, "central") else "note"
            yield Flag((at, tail.end() if tail else end), level, confidence=0.85)


@rule("TERM-08", honours=("G1", "G3", "G4", "G8", "G9"))
def uses_unexplained_abbreviation(view: View, facts: LawFacts) -> Iterator[Flag]:
    """An abbreviation in a heading, or in the text before its full form is given."""
    for node in view.structure.nodes:
        if node.heading_span is None or node.quoted or node.kind not in ("dieu", "chuong", "muc", "tieu_muc", "phan"):
            continue
        words = view.cut(node.heading_span)
        if words.isupper() or len(words) > 300 or _sentence_for_title(view, node.heading_span):
            continue
        for match in _CAPITALS.finditer(words):
            if match.group() in facts.abbreviations or view.memo(_is_own_short_form, match.group()):
                yield Flag(node.heading_span, "error", "heading", {"word": match.group()}, confidence=0.9)
                break
    yield from _unexplained(view, facts)


_OWN_LETTERS = 3
"""Letters from which on a short form that no table has is looked for in the words of the draft."""
_OWN_USES = 2
"""Times that the full form must stand in the draft."""


_FUNCTION_WORD = re.compile(r"\b(?:của|các|và|có|trong|theo|số|được|cho|với|từ|là|tại|này|về|bị|hoặc|những|đã|khi|thì)\b")
"""Words that no name is made of: a run of syllables with one has the initials by chance."""


def _is_own_short_form(view: View, word: str) -> bool:
    """Whether a word in capitals is made of the initials of syllables that the draft uses in a row, more than once."""
    if len(word) < _OWN_LETTERS:
        return False
    full = re.compile(r"\b" + " ".join(rf"{initial}[a-zà-ỹ]+" for initial in word.lower()) + r"\b")
    uses = Counter(found.group() for found in full.finditer(view.low) if not _FUNCTION_WORD.search(found.group()))
    return any(count >= _OWN_USES for count in uses.values())


def _sentence_for_title(view: View, heading: Span) -> bool:
    """Whether what stands at a Điều's number is a sentence of a short decision: it speaks as one or runs on in the next line."""
    words = view.lowcut(view.content(heading)).rstrip()
    return words.endswith((".", ":", ";", " số")) or _OPERATIVE.match(words) is not None


def _unexplained(view: View, facts: LawFacts) -> Iterator[Flag]:
    words = list(facts.abbreviations)
    known: set[int] = set()
    for hit in facts.short_forms.find(view.text):
        at, end = hit.span
        if hit.payload in known or at < view.title_span[0] or view.text[at - 1 : at] in _JOINTS or view.text[end : end + 1] in _JOINTS:
            continue
        line = view.line(at)
        if view.zone(at) != "body" or _mostly_capitals(view.cut(line)) or "|" in view.cut(line) or "lưu:" in view.lowcut(line):
            continue
        known.add(hit.payload)
        if view.low.endswith("mã ", 0, at):
            continue
        word = words[hit.payload]
        whole = re.escape(facts.abbreviations[word])
        defined = re.search(
            rf"(?:viết tắt là|gọi (?:tắt |chung )?là|sau đây là)\s*[“\"(]?{word}\b|\({word}\)|(?i:{whole})\s*[:|=]\s*{word}\b", view.text
        )
        node = view.structure.at(at)
        in_heading = node is not None and node.heading_span is not None and node.heading_span[0] <= at < node.heading_span[1]
        if not in_heading and (defined is None or defined.start() > at):
            yield Flag((at, end), "warning", slots={"word": word, "full": facts.abbreviations[word]}, confidence=0.8)


def _mostly_capitals(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) > 0.6 * len(letters)
