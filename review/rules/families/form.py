"""Family FORM: forms."""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from review.contract.base import Span
from review.contract.structure import Node
from review.rules.cases import Case, cases, leaves_details
from review.rules.dossiers import NO_BODY, NOT_ASKED, confirmations, dossiers, paper_at
from review.rules.engine import Flag, rule
from review.rules.facts import LawFacts
from review.rules.view import View

_FORM_PAPER = re.compile(r"(?:bản )?(?:đơn|tờ khai|giấy đề nghị|phiếu đăng ký|phiếu đề nghị|bản khai|giấy đăng ký)\b")
_SINGLE_PAPER = re.compile(
    r"(?<!đủ )\bhồ sơ\b(?:, mỗi bộ)?[^.;:,\n]{0,40}? (?:là|gồm|gồm có) (?:\d{1,2} )?(?:bản )?"
    r"(?P<name>(?:đơn|tờ khai|giấy) (?:đề nghị|đăng ký)[^.;:,(\n]*)"
)
"""A file that is told in a sentence, without a list: "Hồ sơ là 01 bản đơn đề nghị cấp lại, nộp tại …"."""
_HANDED_BACK = re.compile(r"\b(?:nộp lại|hư hỏng|bị mất|đã (?:được )?cấp)\b")
_HAS_FORM = re.compile(r"\b(?:mẫu|phụ lục|biểu|không theo mẫu|tự viết|ban hành kèm theo|quy định tại)\b")
_NEEDLESS = (
    "dân tộc",
    "tôn giáo",
    "hộ khẩu",
    "cmnd",
    "chứng minh nhân dân",
    "quê quán",
    "nguyên quán",
    "thành phần gia đình",
    "trình độ văn hóa",
)
_ETHNIC_BODY = re.compile(r"\b(?:hội đồng|ủy ban|bộ|sở|ban|phòng) dân tộc\b|\bdân tộc và tôn giáo\b")
"""Names of bodies, which use no field on ethnicity."""
_ADDRESSEE = re.compile(r"kính gửi:?\s*(?P<to>[^\n|]+)")
_BLANK = re.compile(r"…|\.{3,}|_{2,}|\(\d+\)")
_ENCLOSED = re.compile(
    r"(?:hồ sơ (?:gửi |đính )?(?:kèm|gồm|kèm theo)|tài liệu (?:gửi |đính )?kèm(?: theo)?|giấy tờ (?:gửi |đính )?kèm(?: theo)?"
    r"|xin gửi kèm(?: theo)?|kèm theo)[^:\n]{0,60}:\s*(?P<list>[^\n|]+)"
)
_ADDED_TO_LIST = re.compile(
    r"\b(?:giấy tờ|tài liệu|văn bản)[^;]*? quy định tại [^;]*? (?:này|thông tư|nghị định|quy định|quyết định|nghị quyết)(?:,| và)"
    r" (?P<more>[^;]+)$"
)
"""A paper named behind the list of the article ("các giấy tờ quy định tại khoản 1 Điều 8 Thông tư này và …")."""
_SAME_PAPER = 72.0
"""Likeness (token set ratio, 0–100) from which two names of papers count as one paper."""
_CERTIFIED_SIGNATURE = re.compile(r"\b(?:phải |được |có )*chứng thực chữ ký\b(?: (?:của|tại) [^.;,(|\n]{3,60})?")
_PAPER_ONLY = re.compile(r"\bdán ảnh\b|\bảnh (?:màu )?(?:cỡ )?\d ?[x×] ?\d\b|\bviết tay\b|\bgiáp lai\b|\bgạch chéo\b|\bđóng dấu nổi\b")


def _form_lines(view: View) -> Iterator[Span]:
    """The lines of all forms."""
    for node in view.structure.nodes:
        if node.kind == "form" and not node.quoted:
            yield from view.line_spans(node.span)


def _form_title(view: View, node: Node) -> str:
    """The folded title of a form: its first line in capitals after its number."""
    for line in view.line_spans(node.span):
        words = view.cut(line).strip()
        if words.isupper() and "CỘNG HÒA" not in words and not words.startswith("MẪU SỐ") and len(words) > 8:
            return view.lowcut(line)
    return (node.heading or "").lower()


@rule("FORM-01", honours=("G1", "G3", "G5", "G8"))
def requires_form_without_model(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A request or declaration as a paper, with neither a form named nor one of that name in the file."""
    titles = [_form_title(view, node) for node in view.structure.nodes if node.kind == "form" and not node.quoted]
    for dossier in dossiers(view):
        for item in dossier.items:
            words = view.lowcut(item)
            match = _FORM_PAPER.match(words)
            if (
                match is None
                or leaves_details(view, item[0])
                or _HAS_FORM.search(words)
                or _HANDED_BACK.search(words)
                or any(c.act for c in view.citations_in(item))
            ):
                continue
            name = re.split(r"[;(,.]|\bcủa\b|\bcó\b", words)[0].strip()
            if any(fuzz.token_sort_ratio(name, title) >= 88 for title in titles):
                continue
            end = item[0] + len(name)
            yield Flag((item[0], end), "error", slots={"name": view.text[item[0] : end]}, confidence=0.8)
    for match in view.scan(_SINGLE_PAPER, "hồ sơ"):
        if view.zone(match.start()) not in ("body", "quoted") or paper_at(view, match.start("name")) is not None:
            continue
        if leaves_details(view, match.start()):
            continue
        sentence = view.sentence(match.start())
        if _HAS_FORM.search(view.low, match.start("name"), sentence[1]) or any(c.act for c in view.citations_in(sentence)):
            continue
        name = re.split(r"\bcủa\b|\bcó\b|\bvà\b", match["name"])[0].strip()
        if not any(fuzz.token_sort_ratio(name, title) >= 88 for title in titles):
            span = (match.start("name"), match.start("name") + len(name))
            yield Flag(span, "error", slots={"name": view.cut(span)}, confidence=0.75)


@rule("FORM-02", honours=("G1", "G8"))
def asks_needless_data(view: View, facts: LawFacts) -> Iterator[Flag]:
    """Fields on ethnicity, religion, household book and the like that no article uses."""
    body = _ETHNIC_BODY.sub(" ", view.low[view.body_start : view.articles[-1].span[1]]) if view.articles else ""
    for span in view.hits(*_NEEDLESS):
        if view.zone(span[0]) != "form" or view.lowcut(span) in body:
            continue
        line = view.line(span[0])
        words = view.lowcut(line)
        if "ủy ban dân tộc" in words or "dân tộc và tôn giáo" in words or "sở dân tộc" in words or "dân tộc thiểu số" in words:
            continue
        yield Flag(span, "warning", slots={"field": view.cut(span)}, confidence=0.8)


@rule("FORM-03", honours=("G1", "G3", "G5", "G8"))
def asks_unnamed_confirmation(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A confirmation box without a named body, or without the matter to confirm."""
    for span, body, matter in confirmations(view):
        unnamed = NO_BODY.match(body) is not None
        if unnamed:
            yield Flag(span, "error", confidence=0.85)
        elif not matter:
            yield Flag(span, "warning", "matter", {"body": body.strip()}, confidence=0.7)
    for match in view.scan(_CERTIFIED_SIGNATURE, "chứng thực chữ ký"):
        if view.zone(match.start()) == "form" or paper_at(view, match.start()) is not None:
            sentence = view.sentence(match.start())
            if not NOT_ASKED.search(view.lowcut(sentence)) and not any(c.act for c in view.citations_in(sentence)):
                yield Flag(match.span(), "warning", "signature", confidence=0.8)


@rule("FORM-04", honours=("G1", "G8"))
def addresses_wrong_body(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A form addressed to a body that the articles do not name."""
    if not view.articles:
        return
    lasting = [a for a in view.articles if not re.search(r"chuyển tiếp|hiệu lực|thi hành", a.heading)]
    body = "\n".join(view.lowcut(article.span) for article in lasting)
    for line in _form_lines(view):
        match = _ADDRESSEE.match(view.low, view.content(line)[0], line[1])
        if match is None or _BLANK.search(match["to"][:40]) or view.meta.amending:
            continue
        to = re.split(r"[,;(/]| - ", match["to"])[0].strip(" .")
        base = re.sub(r"\s+(?:tỉnh|thành phố|xã|phường|đặc khu)\b.*$", "", to)
        if len(base.split()) < 2 or base.startswith(("ủy ban nhân dân", "cơ quan", "ubnd", "ông", "bà")):
            continue
        if base in body and not _goes_to_another(view, line, base):
            continue
        start = match.start("to")
        yield Flag(
            (match.start(), start + len(match["to"].rstrip())), "error", slots={"to": view.text[start : start + len(to)]}, confidence=0.75
        )


def _goes_to_another(view: View, line: Span, base: str) -> bool:
    """Whether the procedure that uses this form is filed with and decided by named bodies, none of them the addressee."""
    node = view.structure.enclosing(line[0], "form")
    number = re.search(r"\d+", (node.number or "") if node is not None else "")
    if number is None:
        return False
    users = view.memo(_users_of, int(number.group()))
    if not users:
        return False
    takes_part = re.compile(
        rf"\b(?:nộp|gửi(?! (?:hồ sơ )?lấy ý kiến)|đề nghị)\b[^.;\n]{{0,120}}?"
        rf"\b(?:đến|tại|tới|cho|về) (?:[^.;\n]{{0,30}} )?{re.escape(base)}"
        rf"|(?<!ý kiến ){re.escape(base)}\b[^.;\n]{{0,100}}?\b(?:cấp|ban hành|quyết định|phê duyệt|xác nhận|công nhận|chấp thuận"
        r"|tiếp nhận|giải quyết|trả kết quả)\b"
    )
    for case in users:
        bodies = [p.quote.lower() for p in case.procedure.of("agency") if p.role in ("decides", "receives")]
        if not bodies or any(base in body or body in base for body in bodies) or takes_part.search(case.words):
            return False
    competent = (a for a in view.articles if re.search(r"thẩm quyền|cơ quan|tiếp nhận|cách thức|nộp hồ sơ", a.heading))
    return not any(base in view.lowcut(a.span) for a in competent)


def _users_of(view: View, number: int) -> list[Case]:
    """The procedures whose articles name the form of a number."""
    named = re.compile(rf"\bmẫu (?:số )?0*{number}\b")
    return [case for case in cases(view) if not case.is_quoted and named.search(case.words)]


@rule("FORM-05", honours=("G1", "G8"))
def asks_paper_outside_dossier(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A paper in the list of enclosures of a form that no dossier of the articles has."""
    papers = [view.lowcut(item) for dossier in dossiers(view) for item in dossier.items]
    if not papers:
        return
    for line in _form_lines(view):
        match = _ENCLOSED.search(view.low, line[0], line[1])
        if match is None:
            continue
        start = match.start("list")
        for piece in re.finditer(r"[^;]+", match["list"]):
            if _BLANK.search(piece.group()[:30]):
                break
            words = re.split(r"\.\s|…|\.{3}", piece.group())[0].strip(" .")
            added = _ADDED_TO_LIST.search(words)
            if added:
                words = added["more"].strip()
            if len(words) < 8 or "quy định tại" in words or re.search(r"\b(?:điều|khoản) \d", words):
                continue
            if max(fuzz.token_set_ratio(words, paper) for paper in papers) >= _SAME_PAPER:
                continue
            begin = start + piece.start() + piece.group().index(words)
            yield Flag((begin, begin + len(words)), "error", slots={"paper": view.text[begin : begin + len(words)]}, confidence=0.75)


@rule("FORM-06", honours=("G1", "G8"))
def form_is_for_paper_only(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A form with photographs to glue, seals over the edge, handwriting."""
    for match in view.scan(_PAPER_ONLY, "ảnh", "viết tay", "giáp lai", "gạch chéo", "đóng dấu nổi"):
        if view.zone(match.start()) == "form":
            line = view.line(match.start())
            content = view.content(line)
            yield Flag((content[0], min(content[1], content[0] + 200)), "note", focus=match.span(), confidence=0.85)
