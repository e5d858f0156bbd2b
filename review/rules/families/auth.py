"""Family AUTH: authority."""

import re
from collections.abc import Iterator

from review.contract.base import Level, Span
from review.rules.acts import draft_kind, is_normative, issuer_level
from review.rules.cases import cases, grounded
from review.rules.dossiers import has_outsider, is_internal
from review.rules.engine import Flag, rule
from review.rules.facts import LawFacts
from review.rules.names import fold
from review.rules.view import View

_PAPER_TYPES = ("quyet_dinh", "cong_van", "ke_hoach", "huong_dan", "thong_bao", "chi_thi")
_PUBLISHES = re.compile(r"\b(?:công bố|phê duyệt|đơn giản hóa|rà soát|quy trình nội bộ|danh mục|quy chế (?:làm việc|nội bộ))\b")


@rule("AUTH-01", honours=("G1", "G8", "G10"))
def sets_procedure_without_ground(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A new procedure in a circular or local act that names no ground for it."""
    if not _below_decree(view):
        return
    for case in cases(view):
        if case.procedure.action == "create" and case.procedure.registry.verdict in ("new", "not_checked") and not grounded(view, case):
            if not is_normative(view.meta) or is_internal(case.words):
                continue
            new = case.is_new
            yield Flag(
                case.procedure.anchor,
                "warning",
                "" if new else "unchecked",
                {"name": case.name},
                0.8 if new else 0.6,
                procedure=case.procedure.id,
            )


@rule("AUTH-02", honours=("G1", "G8", "G10"))
def sets_procedure_in_paper(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A new procedure in a decision or paper that is no normative act."""
    if (
        view.meta.doc_type not in _PAPER_TYPES
        or view.meta.number is None
        or is_normative(view.meta)
        or re.search(r"/\d{4}/", view.meta.number)
    ):
        return
    if _PUBLISHES.search(fold(view.meta.title or "")):
        return
    for case in cases(view):
        if case.is_new and case.procedure.action == "create" and case.has_dossier and has_outsider(case.words):
            yield Flag(case.anchor, "error", slots={"name": case.name}, procedure=case.procedure.id, confidence=0.7)


def _below_decree(view: View) -> bool:
    """Whether the draft is a circular or an act of a province or commune."""
    kind = draft_kind(view.meta)
    return (
        view.meta.doc_type in ("thong_tu", "thong_tu_lien_tich")
        or kind in ("hdnd", "ubnd", "bo")
        or view.meta.level in ("province", "commune")
    )


_TRADE = re.compile(
    r"\b(?:tổ chức|cá nhân|doanh nghiệp|cơ sở|hộ|thương nhân|người)\b[^.;\n]{0,60}?\b(?:kinh doanh|hành nghề|cung cấp dịch vụ"
    r"|khai thác dịch vụ)\b[^.;\n]{0,120}?"
    r"\b(?:chỉ được|phải có|phải đáp ứng|phải được cấp|phải bảo đảm|phải đảm bảo|phải đăng ký|phải là)\b[^.;\n]*"
)
_NO_TRADE = re.compile(r"\b(?:hỗ trợ|đấu thầu|mua sắm|đặt hàng|quy chuẩn|tiêu chuẩn|niêm yết|giá|thuế)\b")
_PENALTY = re.compile(
    r"\b(?:phạt tiền|mức phạt|bị phạt|xử phạt|phạt)\b[^.;\n]{0,60}?\d[\d.]*\s*(?:đồng|triệu|%)|\bphạt tiền từ\b|\bmức phạt tiền\b"
    r"|\b(?:tịch thu tang vật|tịch thu phương tiện|bị tịch thu|tước quyền sử dụng (?:giấy phép|chứng chỉ))\b"
)
_NO_PENALTY = re.compile(r"\b(?:theo quy định|hợp đồng|nghị định|luật|khung tiền phạt|chậm nộp|lãi)\b")
_PASSED_ON = re.compile(r"\bphân cấp tiếp\b|\btiếp tục phân cấp\b|\bphân cấp lại cho\b|\bủy quyền lại\b")
_LOWER_GIVER = re.compile(
    r"\b(?:ủy ban nhân dân (?:cấp )?xã|chủ tịch ủy ban nhân dân (?:cấp )?xã|sở|giám đốc sở)\b[^.;\n]{0,40}?\bphân cấp (?:cho|việc)\b"
)
_TO_SERVICE_UNIT = re.compile(
    r"\b(?:phân cấp|giao)(?: cho)? (?:trung tâm|ban quản lý|đơn vị sự nghiệp|văn phòng đăng ký|quỹ|trường"
    r"|bệnh viện)\b[^.;\n]{0,60}?\b(?:cấp (?:giấy|phép|quyết|chứng)|quyết định|phê duyệt|thu hồi)\b[^.;\n]*"
)
_DELEGATES = re.compile(
    r"\bủy quyền (?:cho )?(?P<to>(?:giám đốc|chủ tịch|ủy ban nhân dân|sở|cục trưởng|thủ trưởng|bộ trưởng|trưởng ban|phó chủ tịch"
    r"|chánh văn phòng|cơ quan chuyên môn)\b[^.;\n]*)"
)
_NOT_DELEGATION = re.compile(r"\b(?:thừa ủy quyền|ký thay|thừa lệnh|người được ủy quyền|giấy ủy quyền|văn bản ủy quyền|được ủy quyền)\b")
_NO_DELEGATION = re.compile(
    r"\b(?:theo quy định|được phép|có thể|hoặc người|hoặc ủy quyền|trường hợp|người đại diện|doanh nghiệp|nhà đầu tư|công ty)\b"
)
_PERIOD = re.compile(
    r"\b(?:từ|đến|hết) (?:hết )?(?:ngày|tháng|năm)\b|\bthời hạn (?:ủy quyền )?(?:là )?\d|\btrong (?:thời hạn|thời gian) \d"
)
_SINGLE_TYPES = ("chỉ thị", "thông báo", "quy chế", "kế hoạch", "hướng dẫn")


@rule("AUTH-03", honours=("G1", "G3", "G5", "G8", "G9", "G10"))
def sets_business_condition_below_decree(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A condition to do business in a circular or a local act, not taken from a higher act."""
    if not _below_decree(view):
        return
    for match in view.scan(_TRADE, "kinh doanh", "hành nghề", "cung cấp dịch vụ", "khai thác dịch vụ"):
        at = match.start()
        article = view.article(at)
        sentence = view.sentence(at)
        if view.zone(at) != "body" or (article is not None and re.match(r"(?:phạm vi|đối tượng|giải thích)", article.heading)):
            continue
        if any(c.act for c in view.citations_in(sentence)) or _NO_TRADE.search(match.group()) or "theo quy định" in view.lowcut(sentence):
            continue
        yield Flag((at, _end(view, (at, match.end()))), "error", confidence=0.7)


def _end(view: View, span: Span) -> int:
    end = span[1]
    while end > span[0] and view.text[end - 1] in " .;":
        end -= 1
    return end


@rule("AUTH-04", honours=("G1", "G3", "G5", "G8", "G9", "G10"))
def sets_penalty_without_authority(view: View, facts: LawFacts) -> Iterator[Flag]:
    """Fines and sanctions in a circular or a local act."""
    if not _below_decree(view):
        return
    council = draft_kind(view.meta) == "hdnd"
    for match in view.scan(_PENALTY, "phạt", "tịch thu", "tước quyền"):
        sentence = view.sentence(match.start())
        words = view.lowcut(sentence)
        if (
            view.zone(match.start()) not in ("body", "quoted")
            or _NO_PENALTY.search(words)
            or any(c.act for c in view.citations_in(sentence))
        ):
            continue
        yield Flag((sentence[0], _end(view, sentence)), "warning" if council else "error", focus=match.span(), confidence=0.8)


@rule("AUTH-05", honours=("G1", "G3", "G5", "G8", "G9", "G10"))
def decentralises_wrongly(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A competence passed on, or given to a body that may not receive it."""
    for pattern, variant in ((_PASSED_ON, ""), (_LOWER_GIVER, "giver"), (_TO_SERVICE_UNIT, "receiver")):
        for match in view.scan(
            pattern, "phân cấp", "ủy quyền lại", "giao trung tâm", "giao cho", "giao ban quản lý", "giao đơn vị", "giao văn phòng"
        ):
            sentence = view.sentence(match.start())
            words = view.lowcut(sentence)
            if view.zone(match.start()) != "body" or re.search(
                r"\bkhông (?:được )?(?:phân cấp|ủy quyền)|\bkhông đúng\b|\bvi phạm\b", words
            ):
                continue
            if variant == "receiver" and view.meta.level == "central":
                continue
            level: Level = "error" if variant == "" else "warning"
            yield Flag((sentence[0], _end(view, sentence)), level, variant, focus=match.span(), confidence=0.8)


@rule("AUTH-06", honours=())
def takes_wrong_form(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A type of act that its issuer may not use for rules."""
    meta = view.meta
    if meta.doc_type == "chi_thi" and cases(view):
        yield Flag(view.title_span, "error", "type", {"type": "chỉ thị"}, confidence=0.85)
    elif meta.doc_type == "other" and cases(view) and (meta.sign or meta.number):
        name = next((t for t in _SINGLE_TYPES if re.search(rf"^{t}\b", view.low[: view.body_start], re.M)), None)
        if name is not None:
            yield Flag(view.title_span, "error", "type", {"type": name}, confidence=0.7)
    elif issuer_level(meta.issuer) == "district" and view.draft.as_of >= "2025-07-01":
        yield Flag(meta.spans.get("issuer", view.title_span), "error", "district", {"issuer": meta.issuer or ""}, confidence=0.85)


@rule("AUTH-07", honours=("G1", "G8", "G10"))
def oversteps_commune(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A commune act that sets a procedure and names neither an assignment nor an act of phân cấp."""
    if view.meta.level != "commune":
        return
    for case in cases(view):
        if case.procedure.action == "create" and not grounded(view, case):
            yield Flag(case.procedure.anchor, "warning", slots={"name": case.name}, procedure=case.procedure.id, confidence=0.7)


@rule("AUTH-10", honours=("G1", "G3", "G4", "G5", "G8", "G9"))
def delegates_without_period(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A delegation without a fixed period."""
    for match in view.scan(_DELEGATES, "ủy quyền"):
        sentence = view.sentence(match.start())
        words = view.lowcut(sentence)
        before = view.low[max(0, match.start() - 12) : match.start()]
        if view.zone(match.start()) != "body" or _NOT_DELEGATION.search(before + match.group()[:20]) or _PERIOD.search(words):
            continue
        article = view.article(match.start())
        if article is not None and _PERIOD.search(view.lowcut(article.span)) and "ủy quyền" in article.heading:
            continue
        if _NO_DELEGATION.search(words):
            continue
        yield Flag((sentence[0], _end(view, sentence)), "warning", focus=match.span(), confidence=0.75)
