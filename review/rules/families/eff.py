"""Family EFF: effect and transition."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from review.contract.base import Level, Span
from review.contract.citations import Citation
from review.rules.acts import cited, draft_kind, is_normative, issuer_kind, issuer_level, rank_of
from review.rules.cases import cases
from review.rules.dates import days_in, earliest, latest, written
from review.rules.dossiers import dossiers
from review.rules.engine import Ask, Flag, rule
from review.rules.facts import LawFacts
from review.rules.names import fold
from review.rules.view import Article, View

_WAIT_DAYS_CENTRAL = 45
_WAIT_DAYS_LOCAL = 10
_SHORTENED = re.compile(r"\b(?:trình tự, )?thủ tục rút gọn|\btrình tự rút gọn")
_THIS = r"(?:luật|bộ luật|pháp lệnh|nghị quyết|nghị định|quyết định|thông tư|thông tư liên tịch|quy định|quy chế|chỉ thị|văn bản) này"
_EFFECT = re.compile(
    rf"\b(?:{_THIS}|các luật này)\b[^.\n]{{0,160}}?\bcó hiệu lực(?: thi hành)?\b(?! tiếp tục|,? (?:được )?tiếp tục)"
    rf"|\b(?:có )?hiệu lực(?: thi hành)? (?:kể )?từ\b"
    rf"|\bhiệu lực thi hành:"
    rf"|{_THIS} có hiệu lực"
)
_APPLIES = re.compile(
    r"\b(?:áp dụng|thực hiện|được tính|được hưởng|thi hành|có hiệu lực(?: thi hành)?|tính hưởng|chi trả)(?: kể)? từ (?=ngày \d)"
)
_PAST_ACTS = re.compile(
    r"\báp dụng (?:đối với|cho) (?:các )?(?:hành vi|vi phạm|trường hợp|sự việc)[^.;\n]{0,60}?\b(?:xảy ra|phát sinh"
    r"|thực hiện) trước (?:ngày|khi|thời điểm)"
)
_BUDGET = re.compile(r"\b(?:năm ngân sách|quyết toán|dự toán|ngân sách năm)\b")
_PENDING = re.compile(
    r"\bhồ sơ\b[^.;\n]{0,160}?\b(?:tiếp nhận|nộp|nhận|thụ lý|gửi|trình)\b[^.;\n]{0,200}?(?:\btrước (?:ngày|thời điểm|khi)"
    r"|\bchưa (?:giải quyết|được giải quyết|có kết quả"
    r"|hoàn thành|được cấp|ban hành|trả kết quả|được xem xét)|\bđang (?:giải quyết|được giải quyết|xem xét|thực hiện))"
    r"|\b(?:đang (?:giải quyết|được giải quyết|trong quá trình giải quyết|thực hiện dở)|chưa giải quyết xong)\b"
    r"|\b(?:thủ tục|đề nghị|yêu cầu|trường hợp|dự án|tổ chức, cá nhân|hộ [^.;\n]{0,20}"
    r"|người [^.;\n]{0,20})[^.;\n]{0,80}?\bđã (?:nộp|tiếp nhận|gửi|đề nghị|thực hiện)\b[^.;\n]{0,160}?\btrước (?:ngày|thời điểm"
    r"|khi)"
)
_HANDLES_PENDING = re.compile(
    r"\b(?:hồ sơ|thủ tục|đề nghị|trường hợp)\b[^.;\n]{0,200}?\b(?:đã|đang)\b[^.;\n]{0,60}?\b(?:nộp|tiếp nhận|giải quyết|xem xét"
    r"|thực hiện|tổ chức"
    r"|kê khai|thẩm định|gửi|nhận)\b|\b(?:nộp(?: đủ)? hồ sơ|đã (?:nộp|gửi|trình)\b[^.;\n]{0,40}?\b(?:hồ sơ|đề án|tờ trình|đơn|đề nghị))\b"
    r"[^.;\n]{0,200}?\btrước (?:ngày|thời điểm)\b"
)
_VAGUE_END = re.compile(
    r"(?:các |những |mọi )?(?:quy định|văn bản|nội dung)[^.;\n]{0,120}?\b(?:trái với|trái quy định|không phù hợp|mâu thuẫn)(?: với"
    r"| so với)?[^.;\n]{0,120}?\b(?:bãi bỏ|(?:hết|chấm dứt) hiệu lực|không còn hiệu lực|hủy bỏ|thay thế)\b"
    r"|\b(?:bãi bỏ|hủy bỏ|thay thế)\s+(?:các |những |mọi |tất cả )(?:quy định|văn bản|nội dung)[^.;\n]{0,100}?\b(?:trái"
    r"|không phù hợp|mâu thuẫn)\b[^.;\n]{0,80}"
    r"|(?:các |những )(?:quy định|văn bản) (?:trước đây|đã ban hành)[^.;:\n]{0,100}?\b(?:đều )?(?:bị )?(?:bãi bỏ|hết hiệu lực)\b"
    r"|\b(?:bãi bỏ|thay thế) (?:các |những )(?:quy định|văn bản) (?:trước đây|đã ban hành)\b[^.;:\n]{0,100}"
)
_COMPETENCE = re.compile(r"\b(?:đình chỉ|kiến nghị|đề nghị|thẩm quyền|xem xét|quyết định (?:việc )?bãi bỏ)\b")
_AREA = re.compile(
    r"\b(?:trên|trong|tại|thuộc) (?:phạm vi )?(?:địa bàn|tỉnh|thành phố|xã|phường|đặc khu|toàn tỉnh|toàn thành phố)"
    r"|\bphạm vi (?:toàn )?(?:tỉnh|thành phố|xã|phường)"
    r"|\b(?:của|do) (?:tỉnh|thành phố|xã|phường|đặc khu) "
    r"|\b(?:sở \w+(?: \w+){0,6}?|nhà nước|công vụ|ủy ban nhân dân|hội đồng nhân dân) (?:tỉnh|thành phố|xã|phường|đặc khu) "
)
_INTERNAL_SUBJECT = re.compile(
    r"\b(?:chức năng, nhiệm vụ|cơ cấu tổ chức|quy chế làm việc|thi đua|tổ chức bộ máy|biên chế|bãi bỏ"
    r"|(?:cán bộ, )?công chức, viên chức)\b"
)
_DROPPED_DISTRICT = re.compile(r"\bkhông áp dụng\b|\bthôi áp dụng\b|\bchấm dứt (?:việc )?áp dụng\b")


def _effect_span(view: View) -> Span:
    """The words that set the day of effect, else the closing article, else the title."""
    span = view.meta.spans.get("effective")
    if span is not None:
        return _sentence(view, span[0])
    article = _closing(view)
    return view.heading_span(article) if article else view.title_span


def _sentence(view: View, at: int) -> Span:
    start, end = view.sentence(at)
    while end > start and view.text[end - 1] in " .;":
        end -= 1
    return start, end


def _closing(view: View) -> Article | None:
    """The article on effect, else the one that ends or replaces acts, else the last of the main body."""
    main = [a for a in view.articles if not a.prefix]
    for wanted in (r"(?<!thời hạn )hiệu lực\b(?! của)", r"\bthi hành\b"):
        found = [a for a in main if re.search(wanted, a.heading)]
        if found:
            return found[0]
    ends = [a for a in main if re.search(r"\bthay thế\b|\bbãi bỏ\b", view.lowcut(a.span))]
    return ends[0] if ends else main[-1] if main else None


def _is_local(view: View) -> bool:
    return view.meta.level in ("province", "commune") or draft_kind(view.meta) in ("hdnd", "ubnd")


def _is_shortened(view: View) -> bool:
    return any(True for _ in view.scan(_SHORTENED, "rút gọn"))


_DAYS_AFTER = re.compile(r"\bhiệu lực(?: thi hành)? sau (?P<days>\d{1,3})\b")


@rule("EFF-01", honours=("G8",))
def takes_effect_too_early(view: View, facts: LawFacts) -> Iterator[Flag | Ask]:
    """The day of effect is closer to the day of signing than the law allows."""
    meta = view.meta
    if _is_shortened(view) or meta.doc_type in ("other", "quy_chuan", "vbhn") or not is_normative(meta):
        return
    wait = _WAIT_DAYS_LOCAL if _is_local(view) else _WAIT_DAYS_CENTRAL
    slots = {"wait": str(wait)}
    if meta.effective_text == "signing":
        after = _DAYS_AFTER.search(view.lowcut(_effect_span(view)))
        if after is None or int(after["days"]) < wait:
            yield Flag(_effect_span(view), "warning", "signing", slots, confidence=0.85)
    elif meta.effective is None:
        if meta.effective_text is None and _states_effect(view):
            yield Ask("blank_effective", _effect_span(view))
    elif meta.date is None:
        yield Ask("blank_date", meta.spans.get("date"), {"wait": str(wait)})
    else:
        first = earliest(meta.date) + timedelta(days=wait)
        if latest(meta.effective) < first:
            slots |= {"signed": written(meta.date), "effective": written(meta.effective), "first": written(first.isoformat())}
            yield Flag(_effect_span(view), "error", "", slots, confidence=0.95)
        elif len(meta.date) == 7 and earliest(meta.effective) < latest(meta.date) + timedelta(days=wait):
            last = earliest(meta.effective) - timedelta(days=wait)
            yield Ask("sign_by", _effect_span(view), {"last": written(last.isoformat()), "wait": str(wait)})


@rule("EFF-02", honours=())
def omits_day_of_effect(view: View, facts: LawFacts) -> Iterator[Flag]:
    """No clause sets the day of effect."""
    if view.meta.effective or view.meta.effective_text or not view.articles or view.meta.doc_type in ("other", "quy_chuan", "vbhn"):
        return
    if not is_normative(view.meta) or _states_effect(view):
        return
    closing = _closing(view)
    if closing is not None:
        yield Flag(view.heading_span(closing), "error", confidence=0.9)


_OWN_TYPE = {"luat": "luật này", "nghi_dinh": "nghị định này", "thong_tu": "thông tư này", "thong_tu_lien_tich": "thông tư liên tịch này"}
"""What acts that stand in no form call themselves: an article behind forms that says so is the act's own."""


def _states_effect(view: View) -> bool:
    """Whether a clause of the draft's own says when it takes effect, be the day blank.

    In the last article a quotation that holds such a clause was hardly closed where it ends: the clause counts.
    """
    own = _OWN_TYPE.get(view.meta.doc_type)
    last = max((a.span[0] for a in view.articles if not a.prefix), default=0)
    for match in view.scan(_EFFECT, "hiệu lực"):
        before = view.low[max(0, match.start() - 14) : match.start()]
        zone = view.zone(match.start())
        if re.search(r"(?:trước|từ) (?:ngày|khi|thời điểm) $", before):
            continue
        named = own is not None and match.group().startswith(own)
        if zone not in ("quoted", "form") or (named and (zone == "form" or match.start() > last)):
            return True
    return False


_REACH_DAYS = 3 * 365
"""Days longer ago than this are facts of the past that a clause counts from (land used since 1993), not a day of application."""


@rule("EFF-03", honours=("G1", "G3", "G8", "G9"))
def reaches_back(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A day of effect or application before the day of signing, or application to acts done before."""
    strict = _is_commune(view) or (view.meta.issuer or "").lower().startswith("chủ tịch")
    for match in view.scan(_PAST_ACTS, "áp dụng"):
        if view.zone(match.start()) in ("body", "quoted"):
            yield Flag(match.span(), "error" if strict else "warning", "acts", confidence=0.8)
    signed = view.meta.date
    if signed is None:
        return
    for match in view.scan(_APPLIES, "từ ngày"):
        if view.zone(match.start()) != "body":
            continue
        day = next(iter(days_in(view.low, (match.end(), min(match.end() + 40, len(view.low))))), None)
        sentence = view.sentence(match.start())
        words = view.lowcut(sentence)
        if day is None or day[0][0] != match.end() or date.fromisoformat(day[1]) >= earliest(signed):
            continue
        if any(cited(c) is not None for c in view.citations_in(sentence)) or "đã" in words.split():
            continue
        if date.fromisoformat(day[1]) < earliest(signed) - timedelta(days=_REACH_DAYS):
            continue
        level: Level = "note" if _BUDGET.search(words) else "error" if strict else "warning"
        slots = {"day": written(day[1]), "signed": written(signed)}
        yield Flag((sentence[0], day[0][1]), level, "", slots, focus=match.span(), confidence=0.8)


def _is_commune(view: View) -> bool:
    return view.meta.level == "commune"


@rule("EFF-04", honours=("G8",))
def is_out_of_step_with_parent(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A detailing act whose day of effect is not that of its parent."""
    effective = view.meta.effective
    if effective is None or len(effective) != 10:
        return
    parent = _parent(view)
    if parent is None or parent.resolution is None or parent.resolution.in_force_from is None:
        return
    start = parent.resolution.in_force_from
    slots = {
        "act": (parent.act.number or parent.act.name or "") if parent.act else "",
        "start": written(start),
        "effective": written(effective),
    }
    signed = view.meta.date
    if start == effective:
        return
    if signed and earliest(start) > latest(signed):
        yield Flag(_effect_span(view), "warning", "", slots, citation=parent.id, confidence=0.85)
    elif start < effective and signed and earliest(start) > latest(signed) - timedelta(days=_RECENT_DAYS):
        yield Flag(_effect_span(view), "note", "later", slots, citation=parent.id, confidence=0.8)


_RECENT_DAYS = 365
"""A parent in force for longer than this counts as long in force: newly delegated content, no finding."""


def _parent(view: View) -> Citation | None:
    """The act that the draft details: named after «quy định chi tiết» in the title or the scope article, with its number if any."""
    named: list[Citation] = []
    for span in [view.title_span] + [a.span for a in view.articles if a.node.number == "1"]:
        at = view.low.find("quy định chi tiết", span[0], span[1])
        if at >= 0:
            named += [c for c in view.citations_in((at, view.sentence(at)[1])) if cited(c) is not None][:1]
    numbered = next((c for c in named if c.act and c.act.number), None)
    if numbered is not None or not named:
        return numbered
    name = fold(named[0].act.name or "") if named[0].act else ""
    return next((c for c in view.draft.citations if name and c.act and c.act.number and name in fold(c.quote)), named[0])


_SURE_PROCEDURE = 0.75
"""Confidence (a calibrated chance) from which a procedure of the draft counts: below lie refinancing between banks, cards of staff and
the like. Of the findings read for this rule (``corpora/verdicts``, 36 acts) 15 of 24 stand and are true at 0.75, 13 of 22 at 0.8, 16 of 27
at 0.6; without this way of telling a procedure 12 of 20."""


@rule("EFF-05", honours=())
def leaves_pending_files(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A draft that changes existing procedures and has no rule for files already received."""
    if not _changes_law(view) or not is_normative(view.meta) or not _touches_procedures(view):
        return
    closing = [a for a in view.articles if re.search(r"chuyển tiếp|hiệu lực|thi hành", a.heading)]
    if any(_HANDLES_PENDING.search(view.lowcut(article.span)) for article in closing):
        return
    for match in view.scan(_PENDING, "trước ngày", "trước thời điểm", "trước khi", "chưa", "đang"):
        if view.zone(match.start()) in ("body", "quoted"):
            return
    article = next((a for a in view.articles if "chuyển tiếp" in a.heading), None) or _closing(view)
    if article is not None:
        yield Flag(view.heading_span(article), "warning", confidence=0.75)


def _changes_law(view: View) -> bool:
    if view.meta.amending or view.meta.replaces:
        return True
    return any(c.role in ("replaces", "abolishes") and cited(c) is not None and not c.provisions for c in view.draft.citations)


def _touches_procedures(view: View) -> bool:
    """Whether the draft sets or changes a dossier, or a time limit of what is surely a procedure."""
    if any(d.items and d.filed for d in dossiers(view)):
        return True
    sure = any(p.action != "abolish" and p.confidence >= _SURE_PROCEDURE for p in view.draft.procedures)
    return sure and any(case.limit_lines for case in cases(view))


@rule("EFF-06", honours=("G1", "G8", "G9"))
def ends_acts_vaguely(view: View, facts: LawFacts) -> Iterator[Flag]:
    """An ending clause that names neither an act nor a list."""
    for match in view.scan(_VAGUE_END, "bãi bỏ", "hết hiệu lực", "hủy bỏ", "thay thế", "không còn hiệu lực", "chấm dứt hiệu lực"):
        if view.zone(match.start()) not in ("body", "quoted"):
            continue
        sentence = view.sentence(match.start())
        words = view.lowcut(sentence)
        listed = words.rstrip().endswith(":") or "danh mục" in words or "phụ lục" in words or "sau đây" in words
        named = any(cited(c) is not None and c.role in ("replaces", "abolishes") for c in view.citations_in(match.span()))
        if not listed and not named and not _COMPETENCE.search(words):
            yield Flag((match.start(), max(match.end(), match.start() + 1)), "warning", confidence=0.9)


@rule("EFF-07", honours=("G1", "G5"))
def ends_act_of_another_body(view: View, facts: LawFacts) -> Iterator[Flag]:
    """An ending clause for an act of another body."""
    own = draft_kind(view.meta)
    rank = rank_of(view.meta.number or view.meta.sign, view.meta.issuer)
    if own == "khac":
        return
    for citation in view.draft.citations:
        act = cited(citation)
        if act is None or citation.role not in ("replaces", "abolishes") or not act.number or view.zone(citation.span[0]) == "quoted":
            continue
        kind = issuer_kind(act.number, act.issuer)
        if kind == "khac" or issuer_level(act.issuer) in ("district", "commune") or _named_in_title(view, citation, own):
            continue
        if view.article(citation.span[0]) is None or not is_normative(view.meta):
            continue
        slots = {"act": act.number, "issuer": act.issuer or ""}
        if own == "ubnd" and kind == "hdnd":
            yield Flag(citation.span, "error", "", slots, citation=citation.id, confidence=0.9)
        elif rank_of(act.number, act.issuer) < rank:
            yield Flag(citation.span, "error", "higher", slots, citation=citation.id, confidence=0.85)


def _named_in_title(view: View, citation: Citation, own: str) -> bool:
    """Whether an act of the draft's own issuer stands before it in the sentence: then it is named in the title of that act."""
    start = view.sentence(citation.span[0])[0]
    before = (c for c in view.citations_in((start, citation.span[0])) if c.act and c.act.number)
    return any(issuer_kind(c.act.number, c.act.issuer) == own for c in before if c.act)


_MERGED_ON = "2025-07-01"
"""Day from which the provinces joined by Nghị quyết 202/2025/QH15 work as one."""
_PROVINCE = re.compile(r"\b(?:tỉnh|thành phố|tp\.?) (.+)$", re.I)


@rule("EFF-08", honours=("G8",))
def leaves_acts_of_merged_provinces(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A draft of a merged province that ends the act of one former unit and names none of another.

    That an act of one former unit is ended shows that the subject is not new; whether the other had one is for the reader to see.
    """
    own = _province(view.meta.issuer)
    if own is None or view.meta.level != "province" or view.draft.as_of < _MERGED_ON or not is_normative(view.meta):
        return
    if "bãi bỏ" in view.lowcut(view.title_span):
        return
    joined = (body for body in facts.bodies if body.kind == "province" and body.effective == _MERGED_ON)
    former = {_province(body.old): body.old for body in joined if own in fold(body.new)}
    if not former:
        return
    kept = _PROVINCE.search(view.meta.issuer or "")
    units = {own: kept[0] if kept else own, **former}
    ended: dict[str, Citation] = {}
    for citation in view.draft.citations:
        act = cited(citation)
        if act is None or citation.role not in ("replaces", "abolishes") or citation.provisions or not act.number:
            continue
        unit = _province(act.issuer)
        if unit in units and _before_merger(act.number, act.date) and view.zone(citation.span[0]) != "quoted":
            ended.setdefault(unit or "", citation)
    if not ended:
        return
    first = next(iter(ended.values()))
    article = view.article(first.span[0])
    said = fold(view.cut(article.span)) if article else ""
    missing = [name for unit, name in units.items() if unit not in ended and (unit or "") not in said]
    if (
        missing
        and article is not None
        and not re.search(r"\b(?:danh mục|phụ lục)\b|\b(?:trước|sau) (?:khi )?(?:sắp xếp|sáp nhập|hợp nhất)\b", said)
    ):
        slots = {"ended": ", ".join(units[unit] for unit in ended), "missing": ", ".join(missing)}
        yield Flag(first.span, "note", "", slots, citation=first.id, confidence=0.7)


def _province(issuer: str | None) -> str | None:
    """The folded name of the province in the name of a body or unit, without its kind; null where it names none."""
    match = _PROVINCE.search(fold(issuer or ""))
    return match[1].strip() if match else None


def _before_merger(number: str, day: str | None) -> bool:
    """Whether an act was issued before the merger, by its day, else by the year in its number."""
    year = re.search(r"/((?:19|20)\d\d)/", number)
    return day < _MERGED_ON if day else year is not None and year[1] < _MERGED_ON[:4]


@rule("EFF-09", honours=("G1", "G5"))
def keeps_district_act_open(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A commune act that names an act of the former district without saying from when it is no longer applied."""
    if not _is_commune(view) or view.draft.as_of >= "2027-03-01":
        return
    for citation in view.draft.citations:
        act = cited(citation)
        if act is None or citation.role not in ("replaces", "abolishes"):
            continue
        sentence = view.sentence(citation.span[0])
        words = view.lowcut(sentence)
        district = issuer_level(act.issuer) == "district" or re.search(
            r"\b(?:huyện|quận|thị xã)\b", view.low[citation.span[0] : sentence[1]]
        )
        if district and not (_DROPPED_DISTRICT.search(words) and re.search(r"\btừ (?:ngày|khi)\b", words)):
            yield Flag(citation.span, "warning", slots={"act": act.number or citation.quote}, citation=citation.id, confidence=0.8)


@rule("EFF-10", honours=("G8",))
def omits_area(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A local act whose scope article does not say where it applies."""
    if not _is_local(view) or _INTERNAL_SUBJECT.search(view.lowcut(view.title_span)):
        return
    scope = next((a for a in reversed(view.articles) if "phạm vi" in a.heading and "điều chỉnh" in a.heading), None)
    first = [a for a in view.articles if a.node.number == "1"]
    if scope is None or any(_AREA.search(view.lowcut(a.span)) for a in [scope, *first]):
        return
    yield Flag(view.heading_span(scope), "note", confidence=0.8)
