"""Family PART: the statutory parts of a procedure."""

import re
from collections.abc import Iterator

from review.contract.base import Level, Span
from review.contract.structure import Node
from review.rules.acts import cited
from review.rules.cases import GENERIC_BODY, NAMED_DECIDER, Case, cases, has_limit, leaves_details, object_head, sets_one_procedure
from review.rules.dossiers import dossiers, is_internal
from review.rules.engine import Flag, rule
from review.rules.facts import LawFacts
from review.rules.names import fold
from review.rules.view import Article, Covered, View

_VALID_FILE = re.compile(r"(?<!không có )(?<!không )\b(?:nhận đủ hồ sơ|đủ hồ sơ hợp lệ|hồ sơ (?:đầy đủ, )?hợp lệ|hồ sơ đầy đủ|đủ hồ sơ)\b")
_FILE_SOURCE = re.compile(
    r"\bhồ sơ\b[^.;\n]{0,80}?\b(?:quy định tại|theo quy định tại|nêu tại|tại|theo) (?:điểm|khoản|điều|mục|phụ lục|nghị định"
    r"|thông tư|luật)"
)
_GRANTED = re.compile(
    r"\b(?:cấp (?:lại |đổi |mới )?(?:giấy|phép|chứng|thẻ|quyết|văn bản)|xác nhận|chấp thuận|công nhận|phê duyệt|ra quyết định"
    r"|ban hành (?:quyết định|văn bản|giấy)|đăng ký|trả kết quả|hỗ trợ|cho phép|giải quyết)\b"
)
_GENERIC_ACTS = re.compile(
    r"(?<!được )(?<!của )(?<!do )(?<!bởi )(?<!gửi )\bcơ quan(?: nhà nước| quản lý nhà nước)? có thẩm quyền (?:tiếp nhận|cấp"
    r"|xác nhận|phê duyệt|chấp thuận"
    r"|quyết định|cho phép|giải quyết|thẩm định|xem xét|công nhận)"
    r"|\b(?:gửi|nộp)\b[^.;\n]{0,120}?\b(?:đến|tại|cho|tới) (?:cơ quan|người)(?: nhà nước| quản lý nhà nước)? có thẩm quyền\b"
    r"|\bthì đề nghị cơ quan có thẩm quyền(?=[.;\n]|$)"
)
_APPROVAL_BY_NOBODY = re.compile(
    r"\b(?:phải|mới) được (?:(?:cơ quan|người|cấp)(?: nhà nước| quản lý nhà nước)? có thẩm quyền )?"
    r"(?:chấp thuận|cho phép|công nhận|xác nhận)\b"
)
"""An approval that one must have and that no body gives, or only one "có thẩm quyền"."""
_STATE_BODY = re.compile(r"\b(?:ủy ban|ubnd|(?<!cơ )(?<!trụ )sở|bộ|cục|cơ quan|công chức|viên chức|cán bộ|hội đồng|ban quản lý)\b")
_TELLS_HOW = re.compile(r"\bbằng văn bản\b|\b(?:hồ sơ|đơn|đề nghị) (?:được )?(?:gửi|nộp)\b|\b(?:gửi|nộp) (?:đơn|hồ sơ|đề nghị)\b")
_NOT_FILED = re.compile(r"^(?:thẩm định|lập|quy hoạch|kế hoạch)\b|\b(?:trách nhiệm|nghĩa vụ|quan hệ công tác|vi phạm)\b")
_DEFINED_AFTER = re.compile(r"[^.;\n]{0,40}?\b(?:quy định|nêu) tại (?:các )?(?:điều|khoản|điểm)\b|\s*(?:của )?nước ngoài\b")
_STOP = frozenset(
    re.findall(
        r"\w+",
        "hồ sơ đề nghị trình tự thủ tục thành phần việc thực hiện và của các đối với số lượng cách thức thời hạn giải quyết quy định về "
        "cho theo khi bộ",
    )
)
_OWN_MOTION = re.compile(
    r"\b(?:đình chỉ|thu hồi(?! theo đề nghị)|xử lý|vi phạm|thanh tra|giải thể|phá sản|khiếu nại|tố cáo)\b|^(?:chế độ )?kiểm tra"
)


def _level(view: View, article: Article | None) -> Level:
    """An error where the registry says that the draft introduces a procedure of this article."""
    new = article is not None and any(c.is_new and any(h == article.span for h in c.homes) for c in cases(view))
    return "error" if new else "warning"


@rule("PART-04", honours=("G1", "G3", "G5", "G6", "G8"))
def omits_dossier(view: View, facts: LawFacts) -> Iterator[Flag]:
    """«Đủ hồ sơ hợp lệ» in an article for which no list of papers is given."""
    seen: set[str] = set()
    for match in view.scan(_VALID_FILE, "đủ hồ sơ", "hồ sơ hợp lệ", "hồ sơ đầy đủ"):
        if view.zone(match.start()) != "body" or leaves_details(view, match.start()):
            continue
        article = view.article(match.start())
        if article is None or article.node.path in seen:
            continue
        sentence = view.sentence(match.start())
        if not _GRANTED.search(view.lowcut(sentence)) or _NOT_FILED.search(article.heading) or is_internal(view.lowcut(article.span)):
            continue
        seen.add(article.node.path)
        if _has_papers(view, article, match.start()):
            continue
        case = next((c for c in cases(view) if article.span in c.homes), None)
        yield Flag(
            (sentence[0], match.end()),
            _level(view, article),
            focus=match.span(),
            slots={"name": case.name if case else article.heading},
            procedure=case.procedure.id if case else None,
            confidence=0.75,
        )


def _has_papers(view: View, article: Article, at: int) -> bool:
    """Whether papers are listed in the article, in one that serves it, in a provision it cites, or found by an earlier stage."""
    if any(c.has_dossier and article.span in c.homes for c in cases(view)):
        return True
    words = view.lowcut(article.span)
    if _FILE_SOURCE.search(words) or re.search(r"\bhồ sơ\b[^.;\n]{0,60}\b(?:gồm|bao gồm)\b", words):
        return True
    if any(d.article is not None and d.article.node.path == article.node.path for d in dossiers(view)):
        return True
    heading = _content_words(article.heading)
    for other in {d.article.node.path: d.article for d in dossiers(view) if d.article is not None}.values():
        theirs = _content_words(other.heading)
        if not heading or (theirs and len(heading & theirs) >= 0.8 * len(heading)):
            return True
        if f"điều {other.node.number}" in words and re.search(rf"\bđiều {other.node.number}\b(?! \w+ (?:luật|nghị định))", words):
            return True
    refers = [c for c in view.citations_in(article.span) if cited(c) is not None or c.internal]
    return any(re.search(r"\b(?:hồ sơ|thủ tục|trình tự)\b", view.lowcut(view.sentence(c.span[0]))) and c.provisions for c in refers)


def _content_words(heading: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\wđ]+", heading)) - _STOP


@rule("PART-05", honours=("G1", "G3", "G5", "G6", "G8"))
def omits_limit_subject_or_agency(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A procedure settled by «cơ quan có thẩm quyền» that nothing defines, or without anyone who files."""
    yield from _approvals_by_nobody(view)
    seen: set[str] = set()
    for match in view.scan(_GENERIC_ACTS, "có thẩm quyền"):
        at = match.start()
        article = view.article(at)
        if article is None or view.zone(at) != "body" or _OWN_MOTION.search(article.heading) or article.heading.startswith("trách nhiệm"):
            continue
        case = _case_at(view, at)
        line = view.line(at)
        in_quotes = view.text.count("“", line[0], at) > view.text.count("”", line[0], at)
        if in_quotes or _DEFINED_AFTER.match(view.low, match.end()) or is_internal(view.lowcut(article.span)):
            continue
        if case is None and view.low.endswith(("đề nghị ", "yêu cầu ", "khi "), line[0], at):
            continue
        path = article.node.path
        if path in seen or not _is_filed(view, article, at, case) or _defined(view, article, at, case):
            continue
        seen.add(path)
        sentence = view.sentence(at)
        lacks = _lacking(view, article, case)
        yield Flag(
            (sentence[0], match.end()),
            _level(view, article),
            slots={"lacks": ", ".join(lacks), "name": case.name if case else article.heading},
            focus=match.span(),
            law=_bases(lacks),
            procedure=case.procedure.id if case else None,
            confidence=0.75,
        )


def _approvals_by_nobody(view: View) -> Iterator[Flag]:
    """Approvals outside any procedure found, of which the sentence tells how they are asked for or given, and nothing by whom."""
    for match in view.scan(_APPROVAL_BY_NOBODY, "được chấp thuận", "được cho phép", "được công nhận", "được xác nhận", "có thẩm quyền"):
        article = view.article(match.start())
        if article is None or view.zone(match.start()) != "body" or article.heading.startswith(("trách nhiệm", "nguyên tắc", "phạm vi")):
            continue
        line = view.line(match.start())
        words = view.lowcut(line)
        rest = GENERIC_BODY.sub(" ", words)
        if not _TELLS_HOW.search(words) or NAMED_DECIDER.search(rest) or any(True for _ in view.citations_in(line)):
            continue
        sentence = view.sentence(match.start())
        by_body = _STATE_BODY.search(rest[: match.start() - line[0]])
        if by_body or is_internal(words) or has_limit(words) or view.memo(_defined_in_front):
            continue
        lacks = ["cơ quan giải quyết", "thời hạn giải quyết"]
        yield Flag(
            (sentence[0], match.end()),
            "warning",
            slots={"lacks": ", ".join(lacks), "name": article.heading},
            focus=match.span(),
            law=_bases(lacks),
            confidence=0.7,
        )


_LACKS = {
    "cơ quan giải quyết": "T26 Điều 18 k3 c",
    "thời hạn giải quyết": "T26 Điều 18 k3 g đoạn 1",
    "đối tượng thực hiện": "T26 Điều 18 k3 b",
}
"""What a procedure may lack, with the basis that asks for it."""


def _bases(lacks: list[str]) -> tuple[str, ...]:
    return (*(_LACKS[x] for x in lacks), "T26 Điều 18 k4", "N63 Điều 8 k2", "N78 Điều 5 k2")


def _case_at(view: View, at: int) -> Case | None:
    return next((c for c in cases(view) for home in c.homes if home[0] <= at < home[1]), None)


def _is_filed(view: View, article: Article, at: int, case: Case | None) -> bool:
    """Whether an applicant files here: a procedure was found, or the sentence speaks of a file."""
    if case is not None:
        return not case.names_decider
    sentence = view.sentence(at)
    line = view.line(at)
    words = view.lowcut((min(sentence[0], line[0]), max(sentence[1], line[1])))
    return re.search(r"\bhồ sơ\b|\bđơn đề nghị\b|\bgửi đề nghị\b", words) is not None and not any(
        cited(c) is not None for c in view.citations_in(line)
    )


def _defined_in_front(view: View) -> bool:
    """Whether one of the first articles tells who the competent body is."""
    return any(_TELLS_COMPETENT.search(view.lowcut(a.span)) for a in view.articles if a.node.number in ("1", "2", "3", "4"))


def _on_competence(view: View) -> list[Article]:
    """The articles headed by competence."""
    return [article for article in view.articles if "thẩm quyền" in article.heading]


_TELLS_COMPETENT = re.compile(r"\bcơ quan[^.;\n]{0,40}có thẩm quyền[^.;\n]{0,80}\b(?:là|gồm|bao gồm)\b")


def _defined(view: View, article: Article, at: int, case: Case | None) -> bool:
    """Whether the competent body is defined: in the first articles, or in a competence article that names this result."""
    result = object_head(case.name) if case is not None else ""
    if view.memo(_defined_in_front):
        return True
    for other in view.memo(_on_competence):
        if other.node.path != article.node.path:
            words = view.lowcut(other.span)
            if result and result in words:
                return True
            if not result and any(verb in words for verb in _verbs_near(view, at)):
                return True
    return re.search(r"\b(?:cơ quan|người) có thẩm quyền (?:quy định|nêu) tại\b", view.lowcut(article.span)) is not None


def _verbs_near(view: View, at: int) -> list[str]:
    """The settling verb of a sentence with the two syllables after it, to be looked for in a competence article."""
    words = view.lowcut(view.sentence(at))
    return [m.group() for m in re.finditer(r"\b(?:cấp|xác nhận|phê duyệt|chấp thuận|công nhận) \w+ \w+", words)]


def _lacking(view: View, article: Article, case: Case | None) -> list[str]:
    lacks = []
    if case is not None:
        if not case.has_limit:
            lacks.append("thời hạn giải quyết")
        if not case.names_applicant:
            lacks.append("đối tượng thực hiện")
    elif not re.search(r"\d+ (?:\([^)]*\) )?(?:ngày|giờ|tháng)", view.lowcut(article.span)):
        lacks.append("thời hạn giải quyết")
    return ["cơ quan giải quyết", *lacks]


_CHANNEL = re.compile(
    r"\b(?:trực tiếp|trực tuyến|bưu chính|bưu điện|cổng dịch vụ công|vneid|ứng dụng định danh|qua mạng|môi trường mạng"
    r"|thư điện tử|một trong các (?:cách|hình) thức)\b"
)
_FILES = re.compile(
    r"\b(?:nộp(?! lại)|gửi)\b[^.;\n]{0,80}?\b(?:hồ sơ|đơn|đề nghị)\b|\bhồ sơ\b[^.;\n]{0,60}?\b(?:nộp|gửi)\b"
    r"|\b(?:tổ chức|cá nhân|doanh nghiệp|cơ sở|đơn vị|hộ|chủ|người)\b[^.;\n]{0,40}? chuyển hồ sơ (?:đến|về|tới|cho)\b"
)
_ONLINE = re.compile(
    r"\b(?:trực tuyến|cổng dịch vụ công|vneid|định danh quốc gia|môi trường (?:mạng|điện tử|số)|truyền điện tử|qua mạng"
    r"|thư điện tử|phương thức điện tử|hệ thống thông tin giải quyết|phần mềm|cổng thông tin)\b"
    r"|\b(?:nộp|gửi|trả)\b[^.;\n]{0,60}\bbản điện tử\b(?![^.;\n(]*\))"
)
_COUNTED = re.compile(r"\bsố (?:lượng )?hồ sơ[^,.;\n]*")
"""Files that are counted in reports, not filed."""
_NOT_ON_MANNER = re.compile(r"(?:tổng )?(?:thời hạn|thời gian)\b|kết quả\b|(?:mức )?phí\b|lệ phí\b")
"""Beginnings of lines on other parts: a provision named there fixes no manner."""
_ANY_CHANNEL, _ONLINE_CHANNEL = frozenset({"online", "in_person", "post"}), frozenset({"online"})
_OFFLINE_FILING = re.compile(
    r"\b(?:nộp|gửi)\b[^.;\n]{0,120}?\b(?:(?<!không phải )trực tiếp"
    r"(?! (?:quản lý|trình|chỉ đạo|phụ trách|sử dụng|liên quan|tham gia|thực hiện|cho)\b)"
    r"|(?:qua|bằng|đường|dịch vụ) (?:đường |hệ thống |dịch vụ )?(?:bưu chính|bưu điện))\b"
    r"(?:[^.;\n]{0,60}\b(?:bưu chính|bưu điện|trực tiếp)\b)?"
)
_VAGUE_HEADING = re.compile(r"^(?:(?:các |một số )?(?:quy định|nội dung|vấn đề) khác|quy định (?:chung|cụ thể)|nội dung)$")
_LONGEST_NAME = 30
_ONE_STOP_ACT = re.compile(r"\b(?:118/2025/nđ-cp|61/2018/nđ-cp|cơ chế một cửa)\b")
_SETTLED = re.compile(
    r"\bxem xét(?:,| và)? ?(?:giải quyết|xử lý)(?: theo (?:thẩm quyền|quy định))?"
    r"(?! (?:cấp|công nhận|cho|hỗ trợ|vi phạm|kỷ luật|kiến nghị))"
)
_RESULT = re.compile(
    r"\b(?:cấp|ban hành|trả|có|ra|ký|phê duyệt)\b[^.;\n]{0,40}?\b(?P<result>giấy [a-zđ]\w*|quyết định|văn bản(?! yêu cầu)"
    r"|chứng chỉ|thẻ|phép|thông báo kết quả)"
)
_LEFT_PARTS = re.compile(
    r"\b(?:thành phần hồ sơ|hồ sơ|giấy tờ|trình tự"
    r"|các bước|thủ tục|cách thức|thời hạn|mẫu đơn|biểu mẫu|điều kiện|yêu cầu|mức phí|lệ phí)\b[^.;\n]{0,160}?"
    r"(?:\b(?:theo|bằng) (?:văn bản )?(?:hướng dẫn|thông báo|công bố)(?: cụ thể| nghiệp vụ)? của (?P<by>sở|cục|chi cục|giám đốc|phòng"
    r"|ủy ban (?!nhân dân)|trung tâm|ban quản lý|cơ quan)\b"
    r"|\bdo (?P<by2>giám đốc sở|sở|cục|chi cục|phòng|trung tâm|ban quản lý|cơ quan tiếp nhận)\b[^.;\n]{0,60}?\b(?:hướng dẫn"
    r"|quy định|ban hành|thông báo)\b)[^.;\n]{0,60}"
)
_LEFT_CUES = (
    "hướng dẫn của",
    "thông báo của",
    "công bố của",
    "cụ thể của",
    "nghiệp vụ của",
    "do giám đốc sở",
    "do sở",
    "do cục",
    "do chi cục",
    "do phòng",
    "do trung tâm",
    "do ban quản lý",
    "do cơ quan tiếp nhận",
)
_INTERNAL_PROCESS = re.compile(r"\bquy trình (?:nội bộ|điện tử)\b|\bchuyên môn\b|\bkỹ thuật\b")
_LASTING = (
    r"(?P<result>giấy (?:phép|chứng nhận|xác nhận|chấp thuận)|chứng chỉ|thẻ|quyết định (?:công nhận|chấp thuận|cho phép)"
    r"|văn bản chấp thuận)"
)
_GRANTS = re.compile(
    r"(?<!đề nghị )(?<!lần )(?<!được )(?<!việc )(?<!từ chối )(?<!thủ tục )(?<!hồ sơ )(?<!khi )(?<!không )(?<!điều kiện )"
    rf"\b(?:cấp|ban hành|ký|ra)\b (?!lại|đổi)[^.;\n]{{0,12}}?{_LASTING}[^.;\n]{{0,160}}"
)
_MEDIUM = re.compile(r"\bbản (?:giấy|điện tử|in)\b|\bđiện tử\b|\btheo mẫu\b|\bmẫu số\b")
_VALIDITY = re.compile(
    r"(?<!trong )\bthời hạn (?:\d|của|sử dụng|hiệu lực|là)|\bkhông (?:có |xác định )?thời hạn\b|\bcó (?:giá trị|hiệu lực"
    r"|thời hạn)\b(?! (?:trên|trong) (?:toàn|phạm vi|cả nước|địa bàn))|\bgiữ nguyên thời hạn\b"
)
_BARE_STEP = re.compile(
    r"(?:tiến hành|kiểm tra|thẩm định|khảo sát|phỏng vấn|chấm điểm|đo"
    r"|trình(?! tự)|tiếp nhận|lập|tổ chức (?!,|cá nhân|có|đề|nộp)|đối chiếu|cấp (?:giấy|phép|chứng|thẻ"
    r"|quyết|lại|đổi)"
    r"|ký|chuyển|xác minh|lấy ý kiến|thông báo|trả kết quả|ra quyết định|phê duyệt|gửi|vào sổ)\b"
)
_ACTOR = re.compile(
    r"\b(?:ủy ban|ubnd|(?<!cơ )(?<!trụ )sở|bộ|cục|chi cục|cơ quan|(?<!quốc )phòng(?!,)|trung tâm|công an|ban(?! hành)|bộ phận"
    r"|công chức|cán bộ|người"
    r"|tổ chức(?! (?:thẩm|phỏng|khảo|kiểm|họp|lấy|đánh|đo|bốc|xét|thi|chấm|thử|niêm|lập))"
    r"|cá nhân|doanh nghiệp|chủ|hội đồng|đơn vị|chuyên viên|lãnh đạo"
    r"|giám đốc|chủ tịch|văn phòng|viện|trường|hộ|cơ sở(?! dữ liệu))\b"
)


@rule("PART-03", honours=("G1", "G5", "G6", "G8"))
def omits_manner(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A procedure that says where to file but not how: online, in person, by post."""
    if _common_manner(view):
        return
    for case in cases(view):
        if (
            leaves_details(view, case.anchor[0])
            or _CHANNEL.search(case.words)
            or _ONE_STOP_ACT.search(case.words)
            or _has_channel(case, _ANY_CHANNEL)
        ):
            continue
        if case.refers_for(_NOT_ON_MANNER):
            continue
        for home in case.homes:
            match = _FILES.search(view.low, home[0], home[1])
            if match:
                sentence = view.sentence(match.start())
                yield Flag(
                    (sentence[0], _end(view, sentence)),
                    "warning",
                    slots={"name": case.name},
                    focus=match.span(),
                    procedure=case.procedure.id,
                    confidence=0.75,
                )
                break


def _has_channel(case: Case, wanted: frozenset[str]) -> bool:
    """Whether the parts read for the procedure, wherever they stand, open one of these ways to file."""
    return any(not wanted.isdisjoint(part.channels) for part in case.procedure.of("manner") if part.direction != "return")


def _common_manner(view: View) -> bool:
    """Whether an article on filing, or one that cites the decree on one-stop service, fixes the manner for all procedures."""
    homes = {home for case in cases(view) for home in case.homes}
    homes |= {d.article.span for d in dossiers(view) if d.article is not None and d.filed}
    for article in view.articles:
        words = _COUNTED.sub(" ", view.lowcut(article.span))
        if article.span in homes or sets_one_procedure(view, article):
            continue
        if _CHANNEL.search(words) and "hồ sơ" in words and re.search(r"\b(?:nộp|gửi|tiếp nhận)\b", words):
            return True
    return False


def _end(view: View, span: Span) -> int:
    end = span[1]
    while end > span[0] and view.text[end - 1] in " .;":
        end -= 1
    return end


@rule("PART-09", honours=("G1", "G5", "G6", "G8"))
def leaves_out_online_filing(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A procedure filed in person or by post only, with no reason why not online."""
    for case in cases(view):
        if (
            leaves_details(view, case.anchor[0])
            or _common_online(view, view.article(case.anchor[0]) if case.is_quoted else None)
            or _ONLINE.search(case.words)
            or _ONE_STOP_ACT.search(case.words)
            or _has_channel(case, _ONLINE_CHANNEL)
        ):
            continue
        for home in case.homes:
            match = _OFFLINE_FILING.search(view.low, home[0], home[1])
            if match:
                yield Flag(match.span(), "warning", slots={"name": case.name}, procedure=case.procedure.id, confidence=0.8)
                break


def _common_online(view: View, amending: Article | None) -> bool:
    """Whether words for all procedures open online filing: an article without a procedure; of an amended act, lines beside its own."""
    return view.memo(_online_beside, amending.span if amending is not None else None)


def _online_beside(view: View, amending: Span | None) -> bool:
    places = (a.span for a in view.articles) if amending is None else view.line_spans(amending)
    homes = Covered(home for case in cases(view) for home in case.homes)
    return any(_opens_online(view, place) for place in places if not homes.overlap(place))


def _opens_online(view: View, span: Span) -> bool:
    words = view.lowcut(span)
    return _ONLINE.search(words) is not None and re.search(r"\b(?:nộp|gửi|tiếp nhận)\b[^.;\n]{0,60}\bhồ sơ\b", words) is not None


@rule("PART-01", honours=("G1", "G8"))
def names_procedure_badly(view: View, facts: LawFacts) -> Iterator[Flag]:
    """An article that sets a procedure under a heading that names nothing, or one of more than thirty syllables."""
    setting = {d.article.node.path: d.article for d in dossiers(view) if d.article is not None and d.filed}
    for case in cases(view):
        anchor = view.article(case.anchor[0])
        if anchor is not None and not case.is_quoted and "hồ sơ" in case.words and case.has_limit:
            setting.setdefault(anchor.node.path, anchor)
    for article in setting.values():
        if _VAGUE_HEADING.match(article.heading):
            yield Flag(view.heading_span(article), "warning", confidence=0.8)
    for article in view.articles:
        syllables = len(article.heading.split())
        if article.heading.startswith("thủ tục ") and syllables > _LONGEST_NAME:
            slots = {"count": str(syllables), "longest": str(_LONGEST_NAME)}
            yield Flag(view.heading_span(article), "warning", "long", slots, confidence=0.8)


@rule("PART-06", honours=("G1", "G5", "G6", "G8"))
def omits_result(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A procedure that ends in «xem xét, giải quyết» without a named result."""
    for case in cases(view):
        for home in case.homes:
            if case.is_quoted:
                break
            for match in _SETTLED.finditer(view.low, home[0], home[1]):
                sentence = view.sentence(match.start())
                if _RESULT.search(case.words) or _RESULT.search(view.lowcut(sentence)):
                    continue
                yield Flag(
                    (sentence[0], match.end()),
                    "warning",
                    slots={"name": case.name},
                    focus=match.span(),
                    procedure=case.procedure.id,
                    confidence=0.75,
                )


@rule("PART-07", honours=("G1", "G3", "G5", "G8"))
def leaves_part_to_paper(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A part of a procedure left to guidance or a notice of a body that issues no normative acts."""
    for match in view.scan(_LEFT_PARTS, *_LEFT_CUES):
        sentence = view.sentence(match.start())
        words = view.lowcut(sentence)
        if view.zone(match.start()) not in ("body", "quoted") or _INTERNAL_PROCESS.search(words):
            continue
        by = match["by"] or match["by2"] or ""
        if by == "cơ quan" and not re.search(r"cơ quan (?:tiếp nhận|giải quyết|chuyên môn|quản lý)", match.group()):
            continue
        yield Flag((sentence[0], _end(view, sentence)), "error", focus=match.span(), confidence=0.75)


@rule("PART-08", honours=("G1", "G5", "G6", "G8"))
def omits_form_of_result(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A lasting result without saying paper or electronic, nor how long it is valid."""
    for case in cases(view):
        if case.is_quoted or leaves_details(view, case.anchor[0]):
            continue
        for home in case.homes:
            match = _GRANTS.search(view.low, view.line(home[0])[1], home[1])
            if match is None:
                continue
            said = [view.lowcut(line) for line in view.line_spans(home) if _speaks_of_result(view, line, match["result"])]
            if any(_MEDIUM.search(words) or _VALIDITY.search(words) for words in said) or _elsewhere(view, _full_name(view, match), home):
                break
            sentence = view.sentence(match.start())
            yield Flag(
                (match.start(), min(match.end(), _end(view, sentence))),
                "warning",
                slots={"result": match["result"]},
                procedure=case.procedure.id,
                confidence=0.7,
            )
            break


def _speaks_of_result(view: View, line: Span, result: str) -> bool:
    """Whether a line grants the result or has it as its subject; lines of dossiers and of other bodies' look-ups do not count."""
    words = view.lowcut(view.content(line))
    return words.startswith(result) or re.search(rf"\b(?:cấp|ban hành|trả)\b[^.;\n]{{0,40}}{re.escape(result)}", words) is not None


def _full_name(view: View, match: re.Match[str]) -> str:
    """The result with the two syllables after it: "giấy phép nhập khẩu"."""
    more = re.match(r"(?:\s+\w+){0,2}", view.low[match.end("result") : match.end("result") + 24])
    return match["result"] + (more.group() if more else "")


def _elsewhere(view: View, result: str, home: Span) -> bool:
    """Whether another article is about this result's form or validity."""
    return any(
        article.span != home and result in article.heading and (_VALIDITY.search(view.lowcut(article.span)) or "mẫu" in article.heading)
        for article in view.articles
    )


_OPENS_STEPS = re.compile(r"\b(?:trình tự|các bước|quy trình)\b[^:]*:\s*$|^[^:]{0,60}\bđược (?:thực hiện|tiến hành) như sau\s*:\s*$")
_TIMED_STEP = re.compile(r"^[^.;,]{8,120}? trong (?:thời hạn |vòng )?\d{1,3} (?:ngày|giờ)[^.;]{0,24}?\bkể từ\b")
"""A khoản of a procedure that opens with what is done and gives it a limit of its own: a step, whatever the article's heading."""
_ON_STEPS = re.compile(r"(?:trình tự|quy trình)(?!, (?:thủ tục, )?hồ sơ)\b")
"""Headings of articles whose khoản are the steps."""


@rule("PART-10", honours=("G1", "G5", "G6", "G8"))
def omits_actor_of_step(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A step without an actor, in a list of steps."""
    for case in cases(view):
        if case.is_quoted or leaves_details(view, case.anchor[0]):
            continue
        for home in case.homes:
            for node in view.nodes_in(home):
                if node.kind not in ("diem", "gach", "khoan") or view.structure.children.get(node.path):
                    continue
                parent = view.structure.by_path.get(node.parent or "")
                opening = view.lowcut(view.line(parent.span[0])) if parent is not None else ""
                content = view.content(view.line(node.span[0]))
                words = view.lowcut(content)
                if parent is None or not (
                    _OPENS_STEPS.search(opening)
                    or (parent.kind == "dieu" and (_ON_STEPS.match(fold(parent.heading or "")) or _TIMED_STEP.search(words)))
                ):
                    continue
                if _named_in(view, parent):
                    continue
                first = re.split(r"[.;]\s", words)[0].replace("cơ sở dữ liệu", "")
                if _BARE_STEP.match(first) and not _ACTOR.search(first):
                    yield Flag((content[0], _end(view, content)), "warning", procedure=case.procedure.id, confidence=0.75)


def _named_in(view: View, node: Node) -> bool:
    """Whether the line that opens the steps names who takes them ("Ủy ban nhân dân cấp xã thực hiện theo trình tự sau:")."""
    return _ACTOR.search(view.lowcut(view.own_words(node)).split("trình tự")[0]) is not None and node.kind != "dieu"
