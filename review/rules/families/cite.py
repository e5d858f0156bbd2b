"""Family CITE: citations and the status of cited acts."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from rapidfuzz import fuzz

from review.contract.base import Level, Span
from review.contract.citations import Citation, ParentEvent, Resolution
from review.contract.numbers import normalise_number
from review.rules.acts import cited, draft_kind, is_normative, issuer_kind, rank_of, sign_types, term_mismatch, year_of
from review.rules.dates import written
from review.rules.dossiers import paper_at
from review.rules.engine import Flag, rule
from review.rules.facts import LawFacts
from review.rules.names import fold
from review.rules.surroundings import (
    act_name,
    ends_list_of_title,
    is_ended_here,
    is_in_amending_name,
    is_in_chain,
    is_in_procedure_name,
    is_inside_title,
    is_misdated,
    is_of_the_past,
    is_undated,
    outermost,
)
from review.rules.view import View

_TITLE_LIKENESS = 55.0
"""Likeness (token set ratio, 0–100) under which a printed title is not that of the registered act."""

_SUCCESSION_DAYS = 365
"""Detailing acts of a new law appear within about a year before it starts, when the old one of that name ends."""

_NEAREST = 3
"""Registered numbers shown beside one that was misread."""

_TITLE_WORDS = ("về ", "quy định", "hướng dẫn", "ban hành", "phê duyệt", "công bố")
_DETAILS = re.compile(r"\bquy định chi tiết(?P<rest>[^.;\n]*)")
_GENERAL_DETAILS = re.compile(
    r"\s+(?:thi hành\s+)?(?:(?:một số|các) (?:điều"
    r"|nội dung)\s*(?:, khoản, điểm)?(?: và (?:các )?biện pháp (?:để tổ chức, hướng dẫn )?thi hành)?\s*)?(?:của\s+)?(?:bộ luật"
    r"|luật|pháp lệnh|nghị định|nghị quyết|thông tư|quyết định)\b"
)
_DETAILED_LAW = re.compile(r"\bquy định chi tiết\b[^.;\n]{0,160}?\b(?:luật|pháp lệnh) (?P<law>[^.,;()\n]+)")
_TITLE_REACH = 2_000
"""Characters after the begin of a citation among which the title of the act stands."""
_PLACE = re.compile(r"\b(?:điều|khoản|điểm)\s+(?:\d|[a-zđ]\b)")
_SUBJECT = re.compile(r"\b(?:về|việc|đối với|nội dung|liên quan đến)\b")
_LOW_PAPER = re.compile(
    r"căn cứ (?P<paper>(?:các )?(?:công văn|thông báo|kế hoạch|kết luận|tờ trình|báo cáo|biên bản|chương trình|đề án|dự thảo"
    r"|văn bản số|hướng dẫn|công điện"
    r"|phương án|ý kiến)\b[^;\n]*)"
)
_NUMBER_FOLLOWS = re.compile(r"\s*(?:này|số:? ?\d)")
_PARTY = re.compile(
    r"\b(?:bộ chính trị|ban bí thư|ban chấp hành|trung ương đảng|tỉnh ủy|thành ủy|đảng ủy|đảng bộ|quy định số \d+-qđ/tw|-tw\b)"
)
_VAGUE = re.compile(
    r"\btheo (?:đúng )?(?:các )?quy định(?: hiện hành| của (?:pháp luật|nhà nước)(?: hiện hành| (?:có )?liên quan| khác)*"
    r"| chung)?(?=\s*(?:[.;,:()…]|$|(?:và|hoặc|khi|để|trước|trong|thì|kèm|cho)\b))"
)
_IMPOSED = re.compile(
    r"\b(?:nộp|đóng|trả) (?:[^\s,.;]+ ){0,4}?(?:phí|lệ phí)(?: [^\s,.;]+){0,5} $"
    r"|\b(?:nộp|xuất trình|kèm theo|gửi kèm|bổ sung|cung cấp) (?:[^\s.;]+ ){0,6}?(?:giấy tờ|tài liệu|chứng từ|văn bản|chứng chỉ"
    r"|hồ sơ khác)(?: [^\s,.;]+){0,6} $"
    r"|\b(?<!không )(?<!vẫn )(?:đáp ứng|đủ|bảo đảm|đảm bảo) (?:[^\s.;]+ ){0,4}?(?:điều kiện|tiêu chuẩn)(?: [^\s,.;]+){0,6} $"
    r"|\b(?<!đúng )(?<!bảo đảm )thời hạn(?: (?!xử lý|sở hữu|sử dụng)[^\s,.;]+){0,3} $"
)
_STATE_ACTS = re.compile(
    r"(?:các )?(?:bộ|sở|ủy ban|ubnd|cơ quan|cấp có thẩm quyền|chính phủ|công an|hội đồng|chủ tịch|cục|thủ trưởng"
    r"|ngân hàng nhà nước|việc|căn cứ)\b"
)
_COMPLETE_FILE = re.compile(r"\b(?:đủ|đầy đủ|hợp lệ|nhận|thành phần) (?:hồ sơ|giấy tờ)\b|\bhồ sơ (?:đầy đủ|hợp lệ|đúng)\b|\bhồ sơ $")
_GENERAL_DUTY = re.compile(
    r"\b(?:trách nhiệm|nghĩa vụ|quyền|nhiệm vụ|hình thức|biện pháp|nội dung|hoạt động|quy định) khác\b|\bbị xử (?:lý|phạt)"
    r"|\bchịu trách nhiệm|\bkhiếu nại|\btố cáo"
    r"|\bkhen thưởng|\blưu trữ|\bquản lý, sử dụng|\bquyết toán|\bthanh toán|\bcông khai|\bbảo đảm kinh phí|\btập huấn"
)


@rule("CITE-01", honours=("G1", "G2", "G3", "G5", "G7"))
def cites_expired_act(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A cited act that is wholly out of force on the day of judgement."""
    for citation in outermost(view):
        known = citation.resolution
        if known is None or known.status not in ("expired", "replaced") or is_ended_here(citation) or is_inside_title(view, citation):
            continue
        if (known.ended_on and known.ended_on > view.draft.as_of) or is_undated(citation):
            continue
        if is_of_the_past(view, citation) or is_in_procedure_name(view, citation):
            continue
        by = known.successors[0] if known.successors else (known.ended_by or "")
        slots = {
            "act": act_name(citation),
            "ended": f" từ {written(known.ended_on)}" if known.ended_on else "",
            "ended_en": f" since {known.ended_on}" if known.ended_on else "",
            "new": f"“{by}”" if by else "văn bản thay thế",
        }
        level: Level = "error" if known.ended_on else "warning"
        yield Flag(citation.span, level, slots=slots, citation=citation.id, confidence=0.95 if known.source == "official" else 0.85)


@rule("CITE-02", honours=("G2", "G3", "G5"))
def cites_repealed_provision(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A cited provision that was repealed or replaced while its act goes on."""
    for citation in view.draft.citations:
        if cited(citation) is None or not citation.provisions or is_ended_here(citation) or citation.role == "amends":
            continue
        ended = _ended_provisions(citation, facts, view.draft.as_of)
        for provision in citation.provisions:
            by = next((by for place, by in ended if provision == place or provision.startswith(place + "/")), None)
            if by is not None:
                slots = {"act": act_name(citation), "by": f" bởi {by}" if by else ""}
                yield Flag(citation.span, "error", slots=slots, citation=citation.id, confidence=0.9)
                break


def _ended_provisions(citation: Citation, facts: LawFacts, as_of: str) -> list[tuple[str, str]]:
    """Addresses in the cited act that are out of force, each with the act that ended it if known."""
    known = citation.resolution
    out = [(place, known.ended_by or "") for place in known.ended_provisions] if known else []
    number = citation.act.number if citation.act else None
    return out + [(e.provision, e.by) for e in facts.ended_provisions if e.act == number and e.ended_on <= as_of]


@rule("CITE-03", honours=("G1", "G2", "G3", "G5"))
def omits_amending_acts(view: View, facts: LawFacts) -> Iterator[Flag]:
    """The first citation of an amended act without its amending acts, or with a chain that stops before the newest."""
    if view.meta.date and view.meta.date < "2025-07-01":
        return
    own = {normalise_number(number) for number in view.meta.amends}
    own |= {c.act.number for c in view.draft.citations if c.role == "amends" and c.act and c.act.number}
    first: set[str] = set()
    after_title = max(view.title_span[1], 0)
    for citation in outermost(view):
        number = citation.act.number if citation.act else None
        known = citation.resolution
        if number is None or number in first or citation.span[0] < after_title:
            continue
        if is_ended_here(citation) or is_in_chain(view, citation) or is_inside_title(view, citation) or is_in_amending_name(view, citation):
            continue
        first.add(number)
        if known is None or not known.amended_at_large or number in own or known.status in ("expired", "replaced"):
            continue
        told = _told(view, citation) | (_in_recitals(view) if citation.span[0] < view.body_start else _told_in_cell(view, citation))
        chained = "được sửa đổi" in view.low[citation.span[0] : view.line(citation.span[0])[1]]
        newest = max((year_of(a) or 0 for a in told if a != number), default=0) if chained else 0
        due = [a for a in known.amended_at_large if _before(a, view.draft.as_of) and _amends_such(a, number)]
        due = [a for a in due if (year_of(a) or 9999) >= newest]
        said = {_TERM.sub("", a) for a in told}
        missing = [a for a in due if _TERM.sub("", a) not in said]
        if missing:
            slots = {"act": number, "missing": ", ".join(missing[:5]) + (" …" if len(missing) > 5 else "")}
            yield Flag(citation.span, "warning", slots=slots, citation=citation.id, confidence=0.8 if known.source == "official" else 0.7)


_TERM = re.compile(r"(?<=QH)\d+$")
"""The term in the sign of a law: one printed wrong is for CITE-05 to tell."""


def _amends_such(amender: str, number: str) -> bool:
    """Whether an act of that sign amends such acts: a ministry's decision that names errors of a circular only corrects them."""
    return "/QĐ-" not in amender or "/QĐ-" in number


def _before(number: str, as_of: str) -> bool:
    year = year_of(number)
    return year is None or year <= int(as_of[:4])


def _in_recitals(view: View) -> set[str]:
    """The numbers named before the first article, where an amending act may have a line of its own."""
    return {c.act.number for c in view.draft.citations if c.span[0] < view.body_start and c.act and c.act.number}


def _told_in_cell(view: View, citation: Citation) -> set[str]:
    """In a row of a table, the numbers named before a citation in its cell."""
    start = view.line(citation.span[0])[0]
    cell = view.low.rfind("|", start, citation.span[0])
    return {c.act.number for c in view.citations_in((cell, citation.span[0])) if c.act and c.act.number} if cell >= 0 else set()


def _told(view: View, citation: Citation) -> set[str]:
    """The numbers named after a citation up to the end of its clause: its chain of amendments."""
    line = view.line(citation.span[0])
    end = view.text.find(";", citation.span[0], line[1]) if view.zone(line[0]) != "can_cu" else -1
    stop = end if end >= 0 else line[1]
    return {c.act.number for c in view.citations_in((citation.span[0], stop)) if c.act and c.act.number} | {
        normalise_number(m.group()) for m in re.finditer(r"\d+(?:\.\d+)?/\d{4}/[A-ZĐa-zđ0-9-]+", view.text[citation.span[0] : stop])
    }


@rule("CITE-04", honours=("G1", "G2", "G3", "G8"))
def cites_incompletely(view: View, facts: LawFacts) -> Iterator[Flag]:
    """The first citation of a law by its bare name or year."""
    if view.meta.doc_type in ("luat", "phap_lenh"):
        return
    told: set[str] = set()
    party: dict[Span, bool] = {}
    for citation in outermost(view):
        act = citation.act
        if act is None or citation.span[0] < view.title_span[1]:
            continue
        name = _law_name(act.name or act.title or "")
        if act.number:
            told.update((act.number, name))
            if citation.resolution and citation.resolution.title_as_registered:
                told.add(_law_name(citation.resolution.title_as_registered))
            continue
        if act.doc_type not in ("luat", "phap_lenh") or not name or name in told:
            continue
        sentence = view.sentence(citation.span[0])
        if sentence not in party:
            party[sentence] = _PARTY.search(view.lowcut(sentence)) is not None
        if party[sentence]:
            continue
        tail = view.low[citation.span[1] : citation.span[1] + 12]
        if view.zone(citation.span[0]) not in ("body", "can_cu") or is_inside_title(view, citation) or _NUMBER_FOLLOWS.match(tail):
            continue
        before = view.low[max(0, citation.span[0] - 40) : citation.span[0]]
        if before.endswith(("dự án ", "dự thảo ", "sửa đổi, bổ sung một số điều của ")) or tail.lstrip().startswith("(sửa đổi)"):
            continue
        if re.search(r"\bdự án luật\b", view.low[sentence[0] : citation.span[0]]):
            continue
        told.add(name)
        yield Flag(citation.span, "warning", slots={"act": act.name or citation.quote}, citation=citation.id, confidence=0.8)


def _law_name(words: str) -> str:
    """The title of a law without its type word, folded."""
    return re.sub(r"^(?:bộ luật|luật|pháp lệnh)\s+|\s+(?:năm \d{4}|số .*)$", "", fold(words)).strip()


@rule("CITE-05", honours=("G1", "G8"))
def cites_mismatched_number(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A number whose sign, term or title does not belong with the words beside it."""
    for citation in view.draft.citations:
        act = cited(citation)
        if act is None or not act.number:
            continue
        allowed = sign_types(act.number)
        if _DETAILS.search(view.lowcut(citation.act_span or citation.span)):
            continue
        if act.number.endswith("/TT-LB") or view.low[citation.span[1] : citation.span[1] + 1] in ("-", "–"):
            continue
        if act.doc_type and allowed and act.doc_type not in allowed and act.doc_type not in ("other", "quy_chuan"):
            yield Flag(
                citation.span, "error", "sign", {"act": act.number}, law=("M", "N78 Điều 9 k1"), citation=citation.id, confidence=0.9
            )
        elif (right := term_mismatch(act.number)) is not None:
            yield Flag(citation.span, "warning", "term", {"act": act.number, "right": right}, citation=citation.id, confidence=0.95)
        elif citation.resolution is not None and citation.resolution.nearest:
            slots = {"act": view.cut(citation.act_span or citation.span), "nearest": ", ".join(citation.resolution.nearest[:_NEAREST])}
            yield Flag(citation.span, "warning", "misread", slots, citation=citation.id, confidence=0.9)
        elif citation.look_alike:
            yield Flag(citation.span, "warning", "look_alike", {"act": act.number}, citation=citation.id, confidence=0.95)
        elif (
            citation.resolution is not None
            and _wrong_title(citation, citation.resolution)
            and not ends_list_of_title(view, citation)
            and view.text[citation.span[1] : citation.span[1] + 1] != ","
        ):
            title = citation.resolution.title_as_registered or ""
            yield Flag(citation.span, "warning", "title", {"act": act.number, "title": title}, citation=citation.id, confidence=0.75)


_NUMBER_IN_TITLE = re.compile(r"\d+/\d{4}/\w+")
_NO_TITLE = re.compile(r"(?i)về (?:Bộ|Ủy ban|UBND|Sở|Cục)\b|quy định (?:tại|này|của|trong)\b")
"""Words behind an act that are no title: a place to send to, another reference."""


def _wrong_title(citation: Citation, known: Resolution) -> bool:
    printed = citation.act.title if citation.act else None
    registered = known.title_as_registered
    if not printed or not registered or known.status in ("not_found", "ambiguous", "unknown"):
        return False
    resolution = citation.act is not None and citation.act.doc_type == "nghi_quyet" and "/QH" in (citation.act.number or "")
    if resolution or _NO_TITLE.match(printed):  # laws and resolutions share numbers
        return False
    ours, theirs = _law_name(printed), _law_name(registered)
    if "sửa đổi" in ours or "sửa đổi" in theirs or set(_NUMBER_IN_TITLE.findall(ours)) & set(_NUMBER_IN_TITLE.findall(theirs)):
        return False
    if not ours.startswith(_TITLE_WORDS):
        return False
    return len(ours) > 8 and len(theirs) > 8 and fuzz.token_set_ratio(ours, theirs) < _TITLE_LIKENESS


@rule("CITE-06", honours=("G1",))
def rests_on_lower_act(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A recital that is not a higher act."""
    own = draft_kind(view.meta)
    rank = rank_of(view.meta.number or view.meta.sign, view.meta.issuer)
    for node in view.structure.nodes:
        if node.kind != "can_cu" or node.quoted:
            continue
        words = view.lowcut(node.span)
        paper = _LOW_PAPER.match(words)
        if _PARTY.search(words) or "/" in node.path or not is_normative(view.meta) or "quyết nghị" in words:
            continue
        if paper:
            start = node.span[0] + paper.start("paper")
            yield Flag((start, node.span[0] + len(words.rstrip(" ;.,"))), "warning", confidence=0.9)
        elif words.startswith("căn cứ"):
            citation = next((c for c in view.citations_in(node.span) if cited(c) is not None), None)
            if citation is None or citation.act is None or own == "khac" or not citation.act.number:
                continue
            kind = issuer_kind(citation.act.number, citation.act.issuer)
            theirs = rank_of(citation.act.number, citation.act.issuer)
            if kind != "khac" and theirs >= rank and not _same_level_allowed(own, kind, citation):
                yield Flag(citation.span, "warning", "rank", {"act": citation.act.number}, citation=citation.id, confidence=0.75)


def _same_level_allowed(own: str, kind: str, citation: Citation) -> bool:
    """Acts that stand higher although their body ranks alike: a law for a resolution, a resolution of the same council."""
    number = citation.act.number or "" if citation.act else ""
    return (own == "qh" and kind == "qh") or "VBHN" in number


@rule("CITE-07", honours=("G1", "G2", "G3", "G4", "G8"))
def details_without_delegation(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A scope article that says «quy định chi tiết» of an act and names no provision and no subject."""
    for article in view.articles:
        if "phạm vi" not in article.heading and (article.node.number != "1" or view.meta.amending):
            continue
        for match in _DETAILS.finditer(view.low, article.span[0], article.span[1]):
            rest = match["rest"]
            general = _GENERAL_DETAILS.match(rest)
            sentence = view.sentence(match.start())
            if view.zone(match.start()) == "quoted":
                continue
            if general is None or _PLACE.search(rest) or _SUBJECT.search(rest[general.end() :]) or "biện pháp" in rest:
                continue
            if not view.lowcut(sentence).rstrip().endswith(":"):
                yield Flag((sentence[0], _closed(view, sentence)), "warning", focus=match.span(), confidence=0.85)


def _closed(view: View, span: Span) -> int:
    end = span[1]
    while end > span[0] and view.text[end - 1] in " .;":
        end -= 1
    return end


@rule("CITE-08", honours=("G1", "G2", "G3", "G5"))
def cites_act_with_ended_parent(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A cited detailing act whose parent has ended."""
    seen: set[str] = set()
    newer = _numbered_laws(view)
    for citation in outermost(view):
        known = citation.resolution
        number = citation.act.number if citation.act else None
        if known is None or number is None or number in seen or known.status in ("expired", "replaced"):
            continue
        ended = [e for e in known.parent_events if e.event == "ended" and e.on is not None and e.on <= view.draft.as_of]
        ended = [e for e in ended if not _made_for_successor(known, e)]
        ended = ended or _ended_by_name(view, citation)
        if ended:
            event = max(ended, key=lambda e: e.on or "")
            on = event.on or ""
            variant = "" if on >= "2025-07-01" else "between" if on >= "2025-04-01" else "before"
            slots = {"act": number, "parent": event.parent, "on": written(on), "by": f" (do {event.by})" if event.by else ""}
        elif (law := _older_namesake(view, citation, newer)) is not None:
            variant, slots = "namesake", {"act": number, "parent": law}
        else:
            continue
        if is_ended_here(citation) or is_in_chain(view, citation) or is_inside_title(view, citation) or _continued(view, citation):
            continue
        if is_of_the_past(view, citation) or is_misdated(citation):
            continue
        seen.add(number)
        yield Flag(citation.span, "warning", variant, slots, citation=citation.id, confidence=0.75)


def _made_for_successor(known: Resolution, event: ParentEvent) -> bool:
    """Whether an act was issued within a year before its supposed parent ended: then it rather details the successor."""
    issued = known.date_as_registered
    if issued is None or len(issued) != 10 or event.on is None or len(event.on) != 10:
        return False
    return date.fromisoformat(issued) > date.fromisoformat(event.on) - timedelta(days=_SUCCESSION_DAYS)


def _numbered_laws(view: View) -> dict[str, str]:
    """Numbers of the laws that the draft cites with number, by folded title; the newest where a title occurs twice."""
    out: dict[str, str] = {}
    for citation in view.draft.citations:
        act = citation.act
        if act is None or act.number is None or act.doc_type not in ("luat", "phap_lenh") or not act.name:
            continue
        start = citation.resolution.in_force_from if citation.resolution else None
        if start is not None and start > view.draft.as_of:
            continue
        name, year = _law_name(act.name), year_of(act.number) or 0
        if name and (year_of(out.get(name, "")) or 0) < year:
            out[name] = act.number
    return out


def _detailed_law(view: View, citation: Citation) -> re.Match[str] | None:
    """The law that a cited act details by its title, within the words that may be its title."""
    start = citation.span[0]
    return _DETAILED_LAW.search(view.low, start, min(view.sentence(start)[1], start + _TITLE_REACH))


def _older_namesake(view: View, citation: Citation, newer: Mapping[str, str]) -> str | None:
    """The number of a law cited by the draft that is younger than an act which details a law of the same name.

    An act of 2022 that details "Luật X" details an older Luật X than the one of 2025 that the draft rests on.
    """
    year = year_of(citation.act.number or "") if citation.act else None
    match = _detailed_law(view, citation)
    if year is None or match is None:
        return None
    named = match["law"]
    for name, number in newer.items():
        if (named == name or named.startswith(name + " ")) and (year_of(number) or 0) > year:
            return number
    return None


def _ended_by_name(view: View, citation: Citation) -> list[ParentEvent]:
    """The end of a law that the draft itself cites with its number, where an act the registry does not hold names it as its parent.

    The law must not be younger than the act that details it.
    """
    if citation.resolution is None or citation.resolution.status != "not_found":
        return []
    year = year_of(citation.act.number or "") if citation.act else None
    match = _detailed_law(view, citation)
    if year is None or match is None:
        return []
    law = match["law"].strip()
    return [event for name, issued, event in view.memo(_ended_laws) if name == law and issued <= year]


def _ended_laws(view: View) -> list[tuple[str, int, ParentEvent]]:
    """The laws that the draft cites with number and that have ended: folded title, year and how they ended."""
    out = []
    for citation in view.draft.citations:
        act, known = citation.act, citation.resolution
        if act is None or act.number is None or act.doc_type not in ("luat", "phap_lenh") or not act.name or known is None:
            continue
        name, ended = _law_name(act.name), known.ended_on
        if name and ended is not None and ended <= view.draft.as_of:
            out.append((name, year_of(act.number) or 9999, ParentEvent(parent=act.number, event="ended", on=ended, by=known.ended_by)))
    return out


def _continued(view: View, citation: Citation) -> bool:
    """Whether the draft names the paper that published the continuation of the act."""
    sentence = view.sentence(citation.span[0])
    return "tiếp tục có hiệu lực" in view.lowcut(sentence)


_SANCTIONS = re.compile(r"\bxử phạt vi phạm hành chính\b")
"""Titles of acts on penalties (G6): their conditions are those of the acts broken."""
_SUPPOSES = re.compile(r"(?:^|[,;:)] )(?:trường hợp|nếu)\b")


def _supposed(words: str, end: int) -> bool:
    """Whether a reference that ends at ``end`` stands in the case supposed by a sentence ("Trường hợp … theo quy định thì …")."""
    last = next(reversed(list(_SUPPOSES.finditer(words, 0, end))), None)
    return last is not None and "thì" not in words[last.end() : end].split() and words[end:].lstrip(" ,").startswith("thì")


@rule("CITE-09", honours=("G1", "G3", "G5", "G6", "G8", "G9"))
def refers_vaguely(view: View, facts: LawFacts) -> Iterator[Flag]:
    """«Theo quy định» without an act, in a sentence that asks for a paper, a condition, a fee or a time limit."""
    for at, _ in view.hits("theo quy định", "theo đúng quy định", "theo các quy định"):
        match = _VAGUE.match(view.low, at)
        if match is None or view.zone(at) not in ("body", "quoted"):
            continue
        sentence = view.sentence(at)
        words = view.lowcut(sentence)
        paper = paper_at(view, at)
        if _GENERAL_DUTY.search(words) or any(cited(c) is not None for c in view.citations_in(sentence)):
            continue
        before = view.low[sentence[0] : at]
        imposed = _IMPOSED.search(before) is not None and not _COMPLETE_FILE.search(before) and not _STATE_ACTS.match(words)
        imposed = imposed and not _supposed(words, match.end() - sentence[0]) and not _SANCTIONS.search(view.lowcut(view.title_span))
        if (paper is not None and not _COMPLETE_FILE.search(before)) or imposed:
            start = paper[0] if paper is not None else sentence[0]
            yield Flag((start, match.end()), "warning", focus=(at, match.end()), confidence=0.75)


@rule("CITE-10", honours=("G3",))
def cites_time_limited_resolution(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A resolution with a built-in end, once in each article."""
    seen: set[tuple[str, str]] = set()
    for citation in outermost(view):
        known = citation.resolution
        if known is None or not known.time_limited or known.ends_on is None or is_ended_here(citation):
            continue
        if known.status in ("expired", "replaced"):
            continue
        article = view.article(citation.span[0])
        place = (act_name(citation), article.node.path if article is not None else view.zone(citation.span[0]))
        if place in seen:
            continue
        seen.add(place)
        late = view.meta.effective is not None and view.meta.effective >= known.ends_on
        slots = {"act": act_name(citation), "end": written(known.ends_on)}
        yield Flag(citation.span, "warning" if late else "note", "late" if late else "", slots, citation=citation.id, confidence=0.95)
