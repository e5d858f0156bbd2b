"""Family NUM: numbering, layout, technique."""

import re
from collections.abc import Iterator

from review.contract.base import Level, Span
from review.contract.structure import Node, OddityKind
from review.rules.acts import is_normative
from review.rules.engine import Flag, rule
from review.rules.facts import LawFacts
from review.rules.forms import annexed, foreign_form, number_of
from review.rules.names import fold
from review.rules.view import View

_OTHER_ACT = re.compile(
    r",?\s*(?:của |tại |trong )?(?:bộ luật|luật|pháp lệnh|nghị định|thông tư|nghị quyết|quyết định|hiến pháp|công ước|hiệp định"
    r"|quy chuẩn)\b(?! này)"
)
_ANY_ACT = re.compile(r"\b(?:bộ luật|luật|pháp lệnh|nghị định|thông tư|nghị quyết|hiến pháp|công ước|hiệp định)\b(?! này)")
_NUMBERED_ACT = re.compile(r"\s+(?:\w+ ){1,3}số \d+/\d{4}/")
_EXCEPTED = re.compile(
    r"\bđiều \d+[a-zđ]?(?: (?:nghị định|thông tư|quyết định|nghị quyết|luật|quy định|quy chế) này)?,? (?:ngoại )?trừ (?:các )?$"
)
_ONLY_POINTS = re.compile(r"(?:các )?điểm [a-zđ]\b[a-zđ, ]*(?: và (?:điểm )?[a-zđ])?")
_GOES_ON = re.compile(r"(?: \([^()\n]*\))?(?:,| và| hoặc)[^.;\n]{0,120}?\bkhoản \d")
_CUT_ARTICLE = re.compile(r"\bđiều\s*\n\s*\d+\.")
_BLANKS = re.compile(r"[.…_]{8,}")
_SUB_LABEL = re.compile(r"\n[a-zđ]\d\d+\)\s*\n")
_ARTICLE_NUMBER = re.compile(r"điều\s+(?P<n>\w+)(?P<end>)")
_ITEM_NUMBER = re.compile(r"(?<!\w)(?<!\d[.])(?P<n>\w+)[.)](?=(?P<end>\s*(?:\[\d+\]\s*)?\w))")
_MISREAD_NUMBER = re.compile(r"\n(?P<n>\d+)[^\W\d](?P<end>\s)")
_MISREAD_ONE = re.compile(r"[\n:]\s*l(?:ề|[.,)])(?P<end>\s)")
"""A number inside a line that may be the one left out; a letter read for its stop ("5, Nội dung" as "5l Nội dung"), "1." read as "l."."""
_NUMBER_LINE = re.compile(r"\bsố:?\s*(?:[.…_]*|\d{0,5})\s*(?P<sign>/(?:qđ-[a-zđ.]+|nq-hđnd|nđ-cp|tt-[a-zđ]+))(?![\w/-])")
_CHECKABLE = re.compile(r"(?:kem-\d+/)?dieu-\d+[a-z]?(?:/khoan-\d+[a-zđ]?)?(?:/diem-[a-zđ]{1,2})?")
_ATTACHED_BODY = re.compile(r"kem-\d+/")
_SAID_TWICE = re.compile(r"\b(\w+(?: \w+){2,7}) \1\b")
"""A title run together with the sentence that takes its words up again."""
_RULING = re.compile(r"\b(?:phải|được|là|này|có trách nhiệm|không|thì|chịu|chủ trì|quyết định)\b")
_COMMAND = re.compile(r"(?:sửa đổi|bổ sung|bãi bỏ|thay thế|thay|bỏ|ban hành|hiệu lực|điều khoản|tổ chức thực hiện|trách nhiệm)\b")
_RUN_TOGETHER = re.compile(
    r"[a-zà-ỹ,)] (?!Bộ|Sở|Ủy|Hội|Chính|Quốc|Thủ|Nhà|Việt|Nam|Ngân|Công|Cục|Tổng|Ban|Giám|Chủ|Luật|Nghị|Thông|Quyết|Điều|Phụ|Mẫu"
    r"|Trung|Cơ|Đảng|Mặt|Tòa"
    r"|Viện|Kiểm|Văn|Hà|Quy|Quỹ|Cổng|Hệ|Tập|Thanh|Trưởng|Giấy|Chương|Đề)[A-ZĐÀ-Ỹ][a-zà-ỹ]+ [a-zà-ỹ]"
)
_FORM_NAME = re.compile(
    r"(?P<kind>mẫu(?: đơn| biểu)? số|mẫu|phụ lục(?: số)?)\s+(?P<number>\d{1,2}(?:\.\d{1,2})*[a-zđ]?|[ivx]{1,6})\b(?!\s*(?:bản|kg"
    r"|lít|ml|g|m|cm)|-\d)"
)
_OWN_FORM = re.compile(r"[^.;\n]{0,60}?\b(?:kèm theo|của) (?:quy định|quy chế|nghị định|thông tư|quyết định|nghị quyết|luật) này\b")
_AMENDS = re.compile(r"(?:sửa đổi|bổ sung|bãi bỏ|thay thế|thay|bỏ)\b")
_INSERT = re.compile(
    r"bổ sung (?:thêm )?(?:(?:(?:một số|các|01|02|03)\s+)?(?:nội dung|cụm từ|đoạn|câu|ý)|(?P<own>(?:điều|khoản|điểm|tiết|mục"
    r"|chương)\s+\S*\d?[a-zđ]?)|(?:điều|khoản|điểm) \S+)[^“\"]*"
)
_INTO_ARTICLE = re.compile(r"bổ sung (?:thêm )?vào điều \S+ (?:các |một số )?(?:quy định|nội dung)(?: sau)?(?: đây)?\s*:")
"""Something is added to an article, and nothing says where in it."""
_PLACED = re.compile(
    r"\b(?:vào (?:sau|trước|cuối|đầu|giữa|trong|điểm|khoản|điều|danh mục|phụ lục|mục)|sau (?:tiêu đề|tên|cụm từ|khoản|điểm|điều"
    r"|đoạn|từ|mục"
    r"|chương)|trước (?:cụm từ|khoản|điểm|điều|đoạn|từ)"
    r"|(?:điều|khoản|điểm|mục|chương) (?:\d+[a-zđ]\d?|[a-zđ]\d)\b|tiếp theo|cuối (?:khoản|điểm|điều|đoạn))"
)
_PLACED_IN = re.compile(r"\btại (?:phụ lục|bảng|mẫu|biểu|mục)\b")
_REPLACE = re.compile(r"(?:sửa đổi|bổ sung|sửa đổi, bổ sung|thay thế)\b[^“\"]*\bnhư sau\s*:\s*$")
_REPLACE_INLINE = re.compile(
    r"(?:sửa đổi|bổ sung|sửa đổi, bổ sung|thay thế)\b(?![^:\n]{0,24}\btên\b)[^“\"\n:|]*\bnhư sau\s*:\s+"
    r"(?!(?:sửa|bổ sung|bãi bỏ|thay|bỏ|chuyển|đổi|đánh số|hủy|điều|khoản|điểm|các|từ|cụm từ|tại|phụ lục)\b)[^\s“\"«'‘|(\d][^“\"\n|]{15,}$"
)
"""New text on the line of its command, without quotation marks."""
_ASIDE = re.compile(r"\([^()\n]*\)")
_DEFINITION = re.compile(r"(?P<term>[^.;:]{2,120}?)\s+(?:là|được hiểu là|bao gồm|gồm)\b(?! theo)")
_LONG_TERM = 5
"""Words from which on a term is hardly ever repeated whole: its first three words count as its use."""
_TERM_JOINTS = re.compile(r",\s+|\s+(?:hoặc|hay|và)\s+")
_COMPLEMENT = re.compile(r"\s+(?:của|trong|đối với|tại|cho)\s+")
_SHORT_NAME = re.compile(r"(?:sau đây )?(?:gọi|được gọi|viết)(?: tắt| chung)? là[: ]*[“\"]?([^)”\",.;]{2,80})")
_RULER = (
    r"(?:bộ trưởng(?: bộ)?|(?<!cán )(?<!nội )(?<!toàn )bộ(?! phận)|chính phủ|thủ tướng|ủy ban nhân dân|ubnd|ngân hàng nhà nước"
    r"|(?<!cơ )(?<!trụ )sở|chủ tịch|hội đồng nhân dân|cục"
    r"|tổng cục|giám đốc|viện(?! trợ| phí| dẫn))"
)
_BY_BODY = re.compile(rf"\bdo (?:các )?{_RULER}\b[^.;:]{{0,80}}$")
_BODY_AT_START = re.compile(rf"(?:các )?{_RULER}\b[^.;:]{{0,80}}$")
_THIS_PLACE = re.compile(
    r"(?:hướng dẫn|quy định cụ thể)(?: thực hiện| thi hành| chi tiết| cụ thể| việc thực hiện)?\s+(?:điều|khoản|điểm"
    r"|nội dung) (?:này|\w+ (?:điều )?này|\d)"
)
_ENTRUSTS = re.compile(rf"\bgiao (?:cho )?(?:các )?{_RULER}\b[^.;:]{{0,80}}$")
_ISSUED_PAPER = re.compile(rf"\bdo (?:các )?{_RULER}\b[^.;:]{{0,60}}\b(?:ban hành|công bố|phê duyệt)\b")
_ORGANISES = re.compile(
    r"\b(?:chịu trách nhiệm|có trách nhiệm|chủ trì|phối hợp|kiểm tra|đôn đốc|theo dõi|tổ chức thực hiện|tập huấn|tuyên truyền"
    r"|giám sát|thanh tra|nghiệp vụ"
    r"|quy định chi tiết|theo hướng dẫn|hồ sơ|thành phần|trình tự|thủ tục)\b"
)


def _odd(view: View, kinds: tuple[OddityKind, ...], level_of: dict[str, str] | None = None) -> Iterator[tuple[OddityKind, Flag]]:
    for oddity in view.structure.oddities:
        if oddity.kind in kinds:
            slots = {"detail": oddity.detail, "expected": oddity.expected or ""}
            yield oddity.kind, Flag(oddity.span, slots=slots, confidence=0.95)


@rule("NUM-01", honours=("G8", "G9"))
def breaks_numbering(view: View, facts: LawFacts) -> Iterator[Flag]:
    """Gaps, repeats and odd letters in the numbering of điều, khoản, điểm."""
    for kind, flag in _odd(view, ("gap", "duplicate", "order", "odd_letter")):
        if view.zone(flag.span[0]) in ("quoted", "form") or _run_in(view, flag):
            continue
        if kind in ("duplicate", "order") and (_in_table(view, flag) or _laid_apart(view, flag)):
            continue
        level: Level = "warning" if kind == "odd_letter" else "error"
        yield Flag(flag.span, level, variant="letter" if kind == "odd_letter" else "", slots=flag.slots, confidence=0.95)


def _run_in(view: View, flag: Flag) -> bool:
    """Whether the number that seems left out stands inside a line before, run together with other text."""
    expected = flag.slots["expected"]
    node = view.structure.at(flag.span[0])
    if not expected or node is None:
        return False
    over, articles = _over(view, node), node.kind == "dieu"
    if not articles and not expected.isalnum():
        first = view.memo(_run_in_place, over, expected)
    else:
        first = view.memo(_run_in_numbers, over, articles).get(expected)
    return first is not None and first <= flag.span[0]


def _run_in_place(view: View, span: Span, number: str) -> int | None:
    """The end of the first place inside the lines of a span where a number of several parts ("2.1") stands."""
    found = re.compile(rf"(?<!\w)(?<!\d[.]){number}[.)]\s*(?:\[\d+\]\s*)?\w").search(view.low, *span)
    return found.end() if found else None


def _over(view: View, node: Node) -> Span:
    """The span of what holds a node."""
    parent = view.structure.by_path.get(node.parent or "")
    return parent.span if parent is not None else (0, len(view.low))


def _run_in_numbers(view: View, span: Span, articles: bool) -> dict[str, int]:
    """The numbers that stand inside the lines of a span, with the end of the first place of each."""
    out: dict[str, int] = {}
    for pattern in (_ARTICLE_NUMBER,) if articles else (_ITEM_NUMBER, _MISREAD_NUMBER, _MISREAD_ONE):
        for found in pattern.finditer(view.low, *span):
            number = found["n"] if pattern is not _MISREAD_ONE else "1"
            out[number] = min(out.get(number, span[1]), found.end("end"))
    return out


def _laid_apart(view: View, flag: Flag) -> bool:
    """Whether a number stands in no list of the articles: a sub-label (b2), after a blank form, after "Điều" cut off by a line end."""
    node = view.structure.at(flag.span[0])
    if node is None:
        return False
    cut, label, blanks = (end <= flag.span[0] for end in view.memo(_odd_places, _over(view, node)))
    if node.kind == "khoan":
        return cut
    return node.kind == "diem" and (re.fullmatch(r"[a-zđ]\d+", node.number or "") is not None or label or blanks)


def _odd_places(view: View, span: Span) -> tuple[int, int, int]:
    """Where the first "Điều" cut off by a line end, the first sub-label alone on its line and the first blank of a span end."""
    found = [pattern.search(view.low, *span) for pattern in (_CUT_ARTICLE, _SUB_LABEL, _BLANKS)]
    first, second, third = (match.end() if match else len(view.low) + 1 for match in found)
    return first, second, third


def _in_table(view: View, flag: Flag) -> bool:
    """Whether a khoản that comes again follows a line that ends without a stop: cells of a table that the file lost."""
    node = view.structure.at(flag.span[0])
    n = view.lines.line_of(flag.span[0]) - 1
    while n >= 0 and not view.cut(view.lines.span(n)).strip():
        n -= 1
    before = view.cut(view.lines.span(n)).rstrip() if n >= 0 else "."
    return node is not None and node.kind == "khoan" and before[-1].isalnum()


@rule("NUM-10", honours=("G8", "G9"))
def leaves_quotation_open(view: View, facts: LawFacts) -> Iterator[Flag]:
    """Quotation marks without their pair."""
    for kind, flag in _odd(view, ("unclosed_quote", "unopened_quote")):
        yield Flag(flag.span, "warning", variant="reverse" if kind == "unopened_quote" else "", slots=flag.slots)


@rule("NUM-11", honours=("G8", "G9"))
def has_empty_article(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A Điều or numbered line with nothing in it."""
    for _, flag in _odd(view, ("empty_dieu", "empty_khoan")):
        line = view.cut(view.content(view.line(flag.span[0]))).rstrip()
        misread = re.match(r"[a-zđ]\d\d", view.low[flag.span[0] : flag.span[0] + 3]) is not None
        if view.zone(flag.span[0]) not in ("form", "annex") and not (line.endswith(".") and " " in line) and not misread:
            yield flag


@rule("NUM-02", honours=("G1",))
def refers_to_missing_place(view: View, facts: LawFacts) -> Iterator[Flag]:
    """An internal reference to a điều, khoản or điểm that the draft does not have."""
    for citation in view.draft.citations:
        if not citation.internal:
            continue
        checked = [target for target in citation.provisions if _CHECKABLE.fullmatch(target)]
        if _is_excepted(view, citation.span) or _AMENDS.match(view.lowcut(view.content(view.line(citation.span[0])))):
            continue
        if view.article(citation.span[0]) is None or (
            "kèm theo" in view.lowcut(citation.span) and not any(a.prefix for a in view.articles)
        ):
            continue
        missing = [t for t in checked if not _exists(view, citation.path, t) and not _runs_in(view, t)]
        if missing and view.zone(citation.span[0]) == "body" and not _points_elsewhere(view, citation.span):
            yield Flag(citation.span, "error", slots={"target": ", ".join(map(_named, missing))}, citation=citation.id, confidence=0.9)


def _is_excepted(view: View, span: Span) -> bool:
    """Whether a place is excepted from the article named before it: "Điều 16 trừ điểm h khoản 1" speaks of Điều 16."""
    return "điều " not in view.lowcut(span) and _EXCEPTED.search(view.low, view.line(span[0])[0], span[0]) is not None


def _runs_in(view: View, target: str) -> bool:
    """Whether a missing khoản or point stands inside a line, run together with the text before, or inside a table row."""
    place, _, step = target.rpartition("/")
    kind, _, number = step.partition("-")
    host = view.structure.by_path.get(place)
    sign = r"\)" if kind == "diem" else r"\."
    return host is not None and re.search(rf"[.;|]\s+{number}{sign}\s", view.low[host.span[0] : host.span[1]]) is not None


def _exists(view: View, path: str, target: str) -> bool:
    """Whether an address exists in the body that the reference stands in, in the main body, or in any attached one."""
    known = view.structure.by_path
    if target in known:
        return True
    prefix = path.split("/", 1)[0] + "/" if path.startswith(("kem-", "phu-luc")) else ""
    bodies = {prefix, ""} | {a.prefix for a in view.articles}
    named = _ATTACHED_BODY.match(target)
    if named:
        bodies, target = {named.group()}, target[named.end() :]
    if any(body + target in known for body in bodies):
        return True
    steps = target.split("/")
    again = ["/".join([f"{steps[0]}@2", *steps[1:]]), "/".join([steps[0], "~" + steps[1], *steps[2:]]) if len(steps) > 1 else ""]
    if any(body + path in known for body in bodies for path in again):
        return True
    first = target.split("/")[0]
    return not first.startswith("dieu-") or "~" in target or re.search(r"khoan-\d{3}", target) is not None


def _points_elsewhere(view: View, span: Span) -> bool:
    """Whether the words after a reference name another act ("khoản 1, dịch vụ tại khoản 2 Điều 5 của Luật …")."""
    if _OTHER_ACT.match(view.low, span[1]) is not None or _NUMBERED_ACT.match(view.low, span[1]) is not None:
        return True
    if _ONLY_POINTS.fullmatch(view.lowcut(span)) and _GOES_ON.match(view.low, span[1]):
        return True
    line = view.line(span[0])
    opened = view.text[line[0] : span[0]]
    if view.text[span[1] : span[1] + 1] in (")", "[") or re.search(r"\d,\d", view.cut(span)) or opened.count("“") > opened.count("”"):
        return True
    if opened.count('"') % 2:
        return True
    words = view.lowcut(span)
    if "này" in words or view.low.startswith((" này", " điều này"), span[1]):
        return False
    lead = view.structure.at(span[0])
    above = view.structure.by_path.get(lead.parent or "") if lead is not None else None
    context = view.lowcut(line) + (view.lowcut(view.own_words(above)) if above is not None else "")
    article = view.article(span[0])
    scope = article is not None and article.node.number == "1"
    return scope or _ANY_ACT.search(context) is not None


def _named(path: str) -> str:
    """An address in words: ``dieu-4/khoan-5`` → "khoản 5 Điều 4"."""
    names = {"dieu": "Điều", "khoan": "khoản", "diem": "điểm", "chuong": "Chương", "muc": "Mục", "tiet": "tiết"}
    parts = [step.partition("-") for step in path.split("/") if not step.startswith("kem-")]
    return " ".join(f"{names.get(kind, kind)} {number}" for kind, _, number in reversed(parts))


@rule("NUM-03", honours=("G1", "G8"))
def omits_heading(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A chương or mục without a title, or a điều without one where the others of its body have theirs."""
    for node in view.structure.nodes:
        if node.kind not in ("chuong", "muc", "phan") or node.quoted or node.heading or view.zone(node.span[0]) in ("form", "annex"):
            continue
        if not _named_below(view, node):
            yield Flag(view.line(node.span[0]), "warning", confidence=0.85)
    bodies: dict[str, list[Node]] = {}
    for article in view.articles:
        if article.prefix == "" or article.prefix.startswith("kem-"):
            bodies.setdefault(article.prefix, []).append(article.node)
    if view.meta.doc_type == "nghi_quyet":
        bodies.pop("", None)
    for nodes in bodies.values():
        bare = [n for n in nodes if not _has_heading(view, n)]
        if len(nodes) > 4 and len(bare) <= max(1, len(nodes) // 10) and not view.meta.amending:
            for node in bare:
                first = view.line(node.span[0])
                yield Flag((first[0], min(first[1], first[0] + len(view.cut(first).rstrip()))), "warning", confidence=0.85)


def _named_below(view: View, node: Node) -> bool:
    """Whether the line below a chapter's number is in capitals, as its title would be."""
    n = view.lines.line_of(node.span[0]) + 1
    return n < len(view.lines) and view.cut(view.lines.span(n)).strip().isupper()


def _has_heading(view: View, node: Node) -> bool:
    """A title is a heading of its own that is no sentence; a line that runs title and text together has one."""
    words = node.heading or view.cut(view.content(view.line(node.span[0])))
    if not words.strip(" ."):
        return False
    if words.rstrip().endswith(".") and _phrase(view, node, words):
        return True
    sentence = words.rstrip().endswith((".", ":", ";")) or not node.heading
    if _SAID_TWICE.search(fold(words)):
        return True
    return not sentence or _COMMAND.match(fold(words)) is not None or _RUN_TOGETHER.search(words[:200]) is not None


def _phrase(view: View, node: Node, words: str) -> bool:
    """Whether a line that ends in a full stop is a title all the same: text follows below it, and it has no verb of a rule."""
    below = view.line(node.span[0])[1] < node.span[1] - 1
    return below and _RULING.search(fold(words)) is None


@rule("NUM-04", honours=("G1", "G8", "G9"))
def bullets_in_text(view: View, facts: LawFacts) -> Iterator[Flag]:
    """Dashes or plus signs instead of lettered points in the main text."""
    if not is_normative(view.meta):
        return
    for node in view.structure.nodes:
        if node.kind == "gach" and not node.quoted and view.zone(node.span[0]) == "body":
            line = view.line(node.span[0])
            if "|" not in view.cut(line):
                yield Flag(line, "note", confidence=0.95)


@rule("NUM-05", honours=("G1",))
def lacks_year_or_formal_part(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A number without a year on a normative draft, or a missing Quốc hiệu."""
    spans = view.meta.spans
    number = _NUMBER_LINE.search(view.low, 0, min(view.title_span[0], 6000))
    if number is not None and (is_normative(view.meta) or (view.meta.is_draft and _attaches_rules(view))):
        end = number.end()
        yield Flag((number.start(), end), "warning", slots={"sign": view.text[number.start("sign") : end]}, confidence=0.9)
    opening = view.low[: min(view.body_start, 6000)]
    whole = "issuer" in spans and ("number" in spans or "sign" in spans)
    if whole and "cộng hòa xã hội chủ nghĩa việt nam" not in opening and view.draft.document.format in ("docx", "doc"):
        yield Flag(view.title_span, "warning", "motto", confidence=0.7)


def _attaches_rules(view: View) -> bool:
    """Whether a decision without a year in its number carries a regulation (quy định, quy chế) and is no publication."""
    title = fold(view.meta.title or "")
    attached = any(a.prefix.startswith("kem-") for a in view.articles)
    return attached and re.match(r"(?:về việc )?ban hành (?:quy định|quy chế)\b", title) is not None


@rule("NUM-06", honours=("G1", "G2", "G3", "G8"))
def names_missing_form(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A form or annex that is named but not in the file."""
    have = annexed(view)
    if view.meta.amending:
        yield from _missing_new_forms(view, have)
        return
    noted = False
    seen: set[tuple[str, str]] = set()
    for match in view.scan(_FORM_NAME, "mẫu", "phụ lục"):
        at = match.start()
        if view.zone(at) not in ("body",) or view.article(at) is None or foreign_form(view, match.span()):
            continue
        line = view.line(at)
        if view.text.count("“", line[0], at) > view.text.count("”", line[0], at):
            continue
        if view.low.startswith((" cites", " công ước", " hiệp định"), match.end()):
            continue
        if _AMENDS.match(view.lowcut(view.content(view.line(at)))):
            continue
        kind = "mau" if match["kind"].startswith("mẫu") else "phu-luc"
        number = number_of(match["number"])
        if number is None or (kind, number) in have or (kind, number) in seen:
            continue
        seen.add((kind, number))
        span = (at, match.end())
        if any(found == kind for found, _ in have):
            yield Flag(span, "error", slots={"name": view.cut(span)}, confidence=0.85)
        elif not noted and not have and _OWN_FORM.match(view.low, match.end()):
            noted = True
            yield Flag(span, "note", "none", {"name": view.cut(span)}, law=("M",), confidence=0.7)


_NEW_FORM = re.compile(
    r"\b(?:bằng|bổ sung) (?P<name>(?P<kind>mẫu số|mẫu|phụ lục) (?P<number>\d{1,2}[a-zđ]?|[ivx]+)\b)[^.;\n“]{0,40}?"
    r"\bkèm theo (?:thông tư|nghị định|quyết định|nghị quyết|luật) này\b"
)
"""A form or annex of the amending act itself, with which one of the amended act is replaced or to which it is added."""


def _missing_new_forms(view: View, have: set[tuple[str, str]]) -> Iterator[Flag]:
    """New forms that an amending act names as its own and does not have, where it has others."""
    for match in view.scan(_NEW_FORM, "kèm theo"):
        kind = "mau" if match["kind"].startswith("mẫu") else "phu-luc"
        number = number_of(match["number"])
        if view.zone(match.start()) == "body" and (kind, number) not in have and any(found == kind for found, _ in have):
            span = match.span("name")
            yield Flag(span, "error", slots={"name": view.cut(span)}, confidence=0.8)


@rule("NUM-07", honours=("G8",))
def amends_without_place(view: View, facts: LawFacts) -> Iterator[Flag]:
    """An amending command that names no place for its insertion, or gives new text without quotation marks."""
    if not (view.meta.amending or view.meta.amends or view.draft.amendments):
        return
    for node in view.structure.nodes:
        if node.quoted or node.kind not in ("dieu", "khoan", "diem") or view.zone(node.span[0]) == "quoted":
            continue
        words = view.own_words(node)
        start = view.content(words)[0]
        first = view.line(words[0])
        command = view.low[start : first[1]]
        into = _INTO_ARTICLE.match(command)
        match = _INSERT.match(command) or into
        placed = match and ((_PLACED.search(command) and not into) or _placed_below(view, node, first) or _placed_above(view, node))
        if match and not placed:
            end = start + (command.find(":") if ":" in command else len(command.rstrip()))
            level: Level = "warning" if match.groupdict().get("own") and "nội dung" not in command else "error"
            yield Flag((start, end), level, confidence=0.85)
        elif (_REPLACE.match(command) and _unquoted(view, first)) or _REPLACE_INLINE.match(command.rstrip()):
            yield Flag((start, first[1]), "error", "unquoted", confidence=0.8)


def _placed_above(view: View, node: Node) -> bool:
    """Whether the heading command above ("Bổ sung khoản 8, khoản 9 vào sau khoản 7 Điều 28") names the place of its parts."""
    above = view.structure.by_path.get(node.parent or "")
    if above is None or above.kind not in ("dieu", "khoan"):
        return False
    words = view.lowcut(view.line(above.span[0]))
    return "bổ sung" in words and re.search(r"\bvào (?:sau|trước|cuối|đầu)\b", words) is not None


def _placed_below(view: View, node: Node, first: Span) -> bool:
    """Whether a heading command ("Bổ sung Điều 2a") is spelled out in the lines below it."""
    below = view.low[first[1] : min(node.span[1], first[1] + 400)]
    return "bổ sung" in below and (_PLACED.search(below) is not None or _PLACED_IN.search(below) is not None)


def _unquoted(view: View, line: Span) -> bool:
    """Whether a command that announces new text is followed by neither a quotation nor further commands."""
    words = view.low[line[0] : line[1]].rstrip()
    if not words.endswith(":") or line[1] + 1 >= len(view.low):
        return False
    following = view.low[line[1] : line[1] + 200].strip()
    if not following or following[0] in "“\"«'‘":
        return False
    n = view.lines.line_of(line[1] + 1)
    if "|" in view.cut(view.lines.span(n)) or view.cut(view.lines.span(n)).lstrip().startswith("<table"):
        return False
    after = re.sub(r"^(?:[a-zđ]\d[.)]\s*|(?:cụm )?từ\s*[“\"])", "sửa ", view.lowcut(view.content(view.lines.span(n))))
    if after[:1] in ("“", '"', "«"):
        return False
    return not re.match(r"(?:sửa|bổ sung|bãi bỏ|thay|bỏ|chuyển|đổi|đánh số|hủy|điều chỉnh|tại|điều|khoản|điểm|các|phụ lục|\()", after)


@rule("NUM-08", honours=("G1", "G8"))
def defines_unused_term(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A defined term that is used at most once elsewhere."""
    for article in view.articles:
        if "giải thích từ ngữ" not in article.heading:
            continue
        for node in view.structure.children.get(article.node.path, ()):
            if node.kind != "khoan":
                continue
            content = view.content(view.line(node.span[0]))
            bare = _ASIDE.sub(lambda m: " " * len(m[0]), view.low[content[0] : content[1]])
            match = _DEFINITION.match(bare)
            if match is None:
                continue
            term = re.sub(r"\s*\([^)]*\)|,? (?:được )?gọi (?:tắt|chung)$|,? viết tắt$", "", match["term"]).strip()
            if "từ ngữ" in term or "viết tắt" in term or term.endswith(("được xác định", "được hiểu")):
                continue
            names = [*_spoken(term), *(m[1] for m in _SHORT_NAME.finditer(view.low, content[0], content[1]))]
            uses = len({at for name in names for at in _uses(view, name.strip(' “”"*'), node.span)})
            if uses <= 1:
                yield Flag(
                    content, "note", slots={"term": view.text[content[0] : content[0] + len(match["term"])].strip()}, confidence=0.85
                )


def _spoken(term: str) -> list[str]:
    """The ways in which a defined term may be used: whole, its parts where it joins several, its head without the complement.

    >>> _spoken("chủ bến của tỉnh")
    ['chủ bến của tỉnh', 'chủ bến']
    """
    parts = [part for part in _TERM_JOINTS.split(term) if part]
    names = [term, *(parts if len(parts) > 1 else ())]
    if term.startswith("hoạt động ") and term.count(" ") >= 3:
        names.append(term.removeprefix("hoạt động "))
    words = term.split()
    if len(words) >= _LONG_TERM:
        names.append(" ".join(words[:3]))
    names += [head for name in list(names) if (head := _COMPLEMENT.split(name)[0]) != name]
    return [name for name in dict.fromkeys(names) if name == term or name.count(" ") >= 1]


def _uses(view: View, term: str, own: Span) -> list[int]:
    """Where a term begins outside its own definition."""
    return [span[0] for span in view.hits(term) if not own[0] <= span[0] < own[1]]


@rule("NUM-09", honours=("G1", "G3", "G5", "G8"))
def delegates_by_guidance(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A clause that hands rule-making to a body in words other than «quy định chi tiết» or «thực hiện theo quy định của»."""
    for cue in ("hướng dẫn", "quy định cụ thể"):
        for at, end in view.hits(cue):
            if view.zone(at) not in ("body", "quoted"):
                continue
            sentence = view.sentence(at)
            words = view.lowcut(sentence)
            rest = view.low[at : sentence[1]]
            before = view.low[sentence[0] : at]
            if (
                _ORGANISES.search(words)
                or before.rstrip().endswith("cung cấp và")
                or (view.text[at].isupper() and at > sentence[0])
                or _ISSUED_PAPER.search(before)
            ):
                continue
            if _BY_BODY.search(before) or (_BODY_AT_START.match(before) and _THIS_PLACE.match(rest)) or _ENTRUSTS.search(before):
                yield Flag((sentence[0], _closed(view, sentence)), "warning", focus=(at, end), confidence=0.8)


def _closed(view: View, span: Span) -> int:
    end = span[1]
    while end > span[0] and view.text[end - 1] in " .;":
        end -= 1
    return end
