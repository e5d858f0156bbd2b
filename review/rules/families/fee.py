"""Family FEE: fees and charges."""

import re
from collections.abc import Iterator

from review.contract.base import Span
from review.rules.acts import draft_kind, is_normative
from review.rules.cases import cases, leaves_details
from review.rules.engine import Flag, rule
from review.rules.facts import LawFacts
from review.rules.view import View

_AMOUNT = re.compile(
    r"\b(?:phí|lệ phí)\b(?! hội viên)[^.;\n|]{0,80}?(?P<amount>\d{1,3}(?:\.\d{3})+|\d+)\s*(?:đồng|đ)\b(?:/[\wÀ-ỹ]+)?"
    r"|\b(?:mức thu|thu)\b[^.;\n|]{0,60}?\d{1,3}(?:\.\d{3})+ ?đồng(?:/[\wÀ-ỹ]+)?"
)
_NOT_FEE = re.compile(
    r"\b(?:kinh phí|chi phí|học phí|viện phí|giá dịch vụ|thuế|hội phí|miễn phí|án phí|lãi phí|bảo hiểm|hỗ trợ|mức chi|định mức"
    r"|thù lao|phí bảo hiểm|nguyên liệu|giá)\b"
)
_BARE_FEE = re.compile(
    r"\b(?:nộp|trả|đóng) (?:đủ |các |khoản |tiền )*(?:phí|lệ phí)\b(?P<what>[^.;\n]{0,80}?)\b(?:theo quy định(?: hiện hành"
    r"| của pháp luật(?: về phí và lệ phí| hiện hành)?)?|theo mức (?:hiện hành|quy định|chung|đang thu))"
    r"(?=\s*(?:[.;,]|$)|\s(?:khi|trước khi|sau khi|cùng|tại thời điểm)\b)"
)
_DISGUISED = re.compile(
    r"\b(?:(?:doanh nghiệp|tổ chức|cá nhân|đơn vị)(?: (?!có thẩm quyền|sử dụng)[^,.;\n]{1,24}?)?"
    r"|người (?!sử dụng lao động|lao động|có thẩm quyền)[^,.;\n]{1,20}?"
    r"|chủ [^,.;\n]{1,30}?|cơ sở(?: [^,.;\n]{1,24}?)?|nhà đầu tư|phòng (?:thử nghiệm|khám|thí nghiệm)"
    r"|hộ [^,.;\n]{1,20}?)\b(?: phải| có trách nhiệm| tự)?"
    r" (?:chi trả|trả|thanh toán|chịu|đóng góp|góp|nộp|hoàn trả|lo|gánh)(?: toàn bộ| mọi)? (?:các )?(?:khoản )?(?P<what>kinh phí|chi phí"
    r"|thù lao|tiền (?:hồ sơ|họp|ăn|ở|đi lại|tàu xe|xe|lưu trú|bồi dưỡng|công|vé)|phụ cấp|công tác phí|khoản đóng góp)\b[^.;\n]*"
)
_AGENCY_WORK = re.compile(
    r"\b(?:thẩm định|kiểm tra|họp|hội đồng|đoàn|đi lại|chuyên gia|hồ sơ|giám sát|khảo sát|xác minh|đánh giá|tổ công tác"
    r"|xét duyệt|tổ thẩm định)\b"
)
_OWN_COST = re.compile(
    r"\b(?:ký quỹ|tự nguyện|lưu kho|khắc phục|xử lý chất thải|bồi thường|tiêu hủy|giám định lại|theo hợp đồng|đào tạo"
    r"|thử nghiệm)\b"
)


def _end(view: View, span: Span) -> int:
    end = span[1]
    while end > span[0] and view.text[end - 1] in " .;":
        end -= 1
    return end


_PER = re.compile(r"(?:\s?/\s?(?:01 )?[^\W\d_]+(?: [^\W\d_]+){0,2}(?=[\s.,;/)]))+")
"""What an amount is for: "/lượt", "/hồ sơ"."""


def _amounts(view: View) -> Iterator[Span]:
    """Amounts of phí or lệ phí set in the body."""
    for match in view.scan(_AMOUNT, "phí"):
        if view.zone(match.start()) not in ("body", "quoted", "annex"):
            continue
        sentence = view.sentence(match.start())
        words = view.lowcut(sentence)
        if _NOT_FEE.search(words) or "phí" not in words or any(c.act for c in view.citations_in(sentence)):
            continue
        per = _PER.match(view.low, match.end())
        yield match.start(), per.end() if per else match.end()


@rule("FEE-01", honours=("G1", "G3", "G5", "G8", "G9", "G10"))
def sets_fee_without_authority(view: View, facts: LawFacts) -> Iterator[Flag]:
    """An amount of phí or lệ phí in an act whose issuer may not set it."""
    kind = draft_kind(view.meta)
    finance = "tài chính" in (view.meta.issuer or "").lower() or (view.meta.number or view.meta.sign or "").endswith("-BTC")
    council = kind == "hdnd" and view.meta.level != "commune"
    if kind in ("qh", "ubtvqh", "cp", "khac", "ctn") or finance or council or not is_normative(view.meta):
        return
    variant = "central" if view.meta.level == "central" else ""
    for span in _amounts(view):
        yield Flag(span, "error", variant, confidence=0.85)


@rule("FEE-02", honours=("G1", "G3", "G5", "G8"))
def omits_amount_of_fee(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A fee to be paid «theo quy định», without amount or source."""
    for match in view.scan(_BARE_FEE, "phí"):
        sentence = view.sentence(match.start())
        words = view.lowcut(sentence)
        if (
            view.zone(match.start()) not in ("body", "quoted")
            or leaves_details(view, match.start())
            or re.search(r"\bkhông (?:phải )?(?:nộp|thu|trả)\b|\bkinh phí\b|\bchi phí\b|\bhọc phí\b|\bnghĩa vụ tài chính|\bthuế\b", words)
        ):
            continue
        if not any(c.act for c in view.citations_in(sentence)) and not re.search(r"\d{2}", match["what"]):
            yield Flag((match.start(), match.end()), "warning", confidence=0.85)


@rule("FEE-03", honours=("G1", "G3", "G5", "G8", "G9"))
def disguises_charge(view: View, facts: LawFacts) -> Iterator[Flag]:
    """Costs of the deciding agency laid on the applicant."""
    homes = [home for case in cases(view) for home in case.homes]
    for match in view.scan(_DISGUISED, "kinh phí", "chi phí", "thù lao", "phụ cấp", "công tác phí", "khoản đóng góp", " tiền "):
        at = match.start()
        words = match.group()
        in_case = any(home[0] <= at < home[1] for home in homes)
        if (
            view.zone(at) not in ("body", "quoted")
            or not _AGENCY_WORK.search(words)
            or _OWN_COST.search(view.low, match.start("what"), match.end())
        ):
            continue
        if in_case or re.search(r"\b(?:đoàn kiểm tra|hội đồng|thẩm định|họp|tổ công tác)\b", words):
            yield Flag((at, _end(view, match.span())), "warning", confidence=0.75)


@rule("FEE-04", honours=("G1", "G3", "G5", "G8", "G9"))
def sets_fee_without_basis(view: View, facts: LawFacts) -> Iterator[Flag]:
    """An amount set by the draft, whose calculation only the file can show."""
    for span in _amounts(view):
        yield Flag(span, "note", confidence=0.8)
