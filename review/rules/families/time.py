"""Family TIME: time limits."""

import re
from collections.abc import Iterator

from review.contract.base import Level, Span
from review.rules.cases import VAGUE_LIMIT, Case, cases
from review.rules.engine import Flag, rule
from review.rules.facts import LawFacts
from review.rules.view import View

_SETTLING = re.compile(
    r"\b(?:trả kết quả|cấp|giải quyết|thông báo kết quả|ban hành|quyết định|xác nhận|phê duyệt|thẩm định|chấp thuận|thu hồi"
    r"|trả lời|công nhận|hoàn trả|chi trả)\b"
)
_BETWEEN_BODIES = re.compile(
    r"\b(?:báo cáo|thông báo cho|gửi|phối hợp)\s+(?:cho |về |với )?(?:các )?(?:bộ|sở|ủy ban|ubnd|chính phủ|thủ tướng|cơ quan|công an)\b"
)
_DISASTER = re.compile(r"\b(?:thiên tai|sự cố|cứu hộ|cứu nạn|khẩn cấp|lệnh|tai nạn|dịch bệnh|bão|lũ|cháy|nguy hiểm)\b")
_COMPLEX = re.compile(
    r"\b(?:trừ|đối với|trong)? ?trường hợp (?:phức tạp|đặc biệt|cần thiết)[^.;\n]{0,60}?\b(?:kéo dài|gia hạn)\b(?![^.;\n]*\d)"
    r"|\btrừ trường hợp phức tạp\b"
)
_BY_RULE = re.compile(r"\b(?:trong )?thời (?:hạn|gian)(?: giải quyết)? theo quy định(?! (?:tại|của|trong|ở|về))")


@rule("TIME-01", honours=("G1", "G6", "G8"))
def omits_time_limit(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A procedure with applicant, agency and result, and no duration."""
    for case in cases(view):
        if case.has_limit or case.has_vague_limit or not case.names_decider or not case.names_applicant or not _settles(case):
            continue
        level: Level = "error" if case.procedure.action == "create" else "warning"
        yield Flag(case.anchor, level, slots={"name": case.name}, procedure=case.procedure.id, confidence=0.75)


def _settles(case: Case) -> bool:
    """Whether its own articles say that a body decides: a bare mention has no limit to lack."""
    return re.search(
        r"\b(?:cấp|phê duyệt|xác nhận|chấp thuận|công nhận|ban hành|quyết định|đăng ký|thẩm định|giải quyết|xem xét|trả lời|thu hồi)\b",
        case.words,
    ) is not None and ("hồ sơ" in case.words or "đơn" in case.words or "đề nghị" in case.words)


@rule("TIME-02", honours=("G1", "G3", "G5", "G6", "G8", "G9"))
def sets_vague_limit(view: View, facts: LawFacts) -> Iterator[Flag]:
    """Vague words in place of a number of days in a settling step."""
    for pattern, variant in ((VAGUE_LIMIT, ""), (_COMPLEX, "extension"), (_BY_RULE, "")):
        for match in pattern.finditer(view.low):
            if view.zone(match.start()) not in ("body", "quoted"):
                continue
            sentence = view.sentence(match.start())
            words = view.lowcut(sentence)
            case = next((c for c in cases(view) for home in c.homes if home[0] <= match.start() < home[1]), None)
            if not _SETTLING.search(words) or _BETWEEN_BODIES.search(words) or _DISASTER.search(words):
                continue
            if case is None and not re.search(r"\b(?:hồ sơ|trả kết quả|giấy phép|giấy chứng nhận|đơn)\b", words):
                continue
            only = variant == "" and case is not None and not case.limit_lines
            yield Flag(_clause(view, sentence, match.span()), "error" if only else "warning", variant, focus=match.span(), confidence=0.8)


def _clause(view: View, sentence: Span, words: Span) -> Span:
    """From the last comma before the words to their end, at most the sentence."""
    comma = view.low.rfind(",", sentence[0], words[0])
    start = comma + 1 if comma >= 0 else sentence[0]
    while view.text[start] == " ":
        start += 1
    return start, words[1]
