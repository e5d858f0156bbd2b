"""Family TIME: time limits."""

import re
from collections.abc import Iterator
from functools import lru_cache

from review.contract.base import Level, Span
from review.rules.acts import is_normative
from review.rules.cases import DURATION, VAGUE_LIMIT, Case, cases, has_limit, leaves_details
from review.rules.dossiers import is_internal, paper_at
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
_HONOUR = re.compile(r"\b(?:khen thưởng|xét tặng|kỷ niệm chương|bằng khen|giấy khen|danh hiệu|thi đua)\b")
_DISASTER = re.compile(r"\b(?:thiên tai|sự cố|cứu hộ|cứu nạn|khẩn cấp|lệnh|tai nạn|dịch bệnh|bão|lũ|cháy|nguy hiểm)\b")
_COMPLEX = re.compile(
    r"\b(?:trừ|đối với|trong)? ?trường hợp (?:phức tạp|đặc biệt|cần thiết)[^.;\n]{0,60}?\b(?:kéo dài|gia hạn)\b(?![^.;\n]*\d)"
    r"|\btrừ trường hợp phức tạp\b"
)
_BY_RULE = re.compile(r"\b(?:trong )?thời (?:hạn|gian)(?: giải quyết)? theo quy định(?! (?:tại|của|trong|ở|về))")


_AT_ONCE = re.compile(
    r"\b(?:trả (?:kết quả|lời)|giải quyết|cấp (?:giấy|phép|chứng|lại)|xem xét|thẩm định|phê duyệt|xác nhận|thông báo kết quả"
    r"|quyết định)\b[^,.;]{0,30}\b(?:kịp thời|sớm nhất)"
    r"|(?:kịp thời|sớm nhất|khẩn trương)[^,.;]{0,12}"
    r"\b(?:trả|giải quyết|cấp|xem xét|thẩm định|phê duyệt|xác nhận|thông báo kết quả|quyết định)\b"
)
_VAGUE_LIMITS = (
    (VAGUE_LIMIT, "", ("kịp thời", "khẩn trương", "sớm nhất", "hợp lý", "ngắn nhất")),
    (_COMPLEX, "extension", ("phức tạp", "kéo dài", "gia hạn")),
    (_BY_RULE, "", ("thời hạn theo quy định", "thời gian theo quy định", "giải quyết theo quy định")),
)


@rule("TIME-01", honours=("G1", "G6", "G8"))
def omits_time_limit(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A procedure with applicant, agency and result, and no duration."""
    for case in cases(view):
        if (
            leaves_details(view, case.anchor[0])
            or (case.is_quoted and not case.is_inserted)
            or case.has_limit
            or case.has_vague_limit
            or not case.names_decider
            or not case.names_applicant
        ):
            continue
        if is_internal(case.words) or _is_competence(case):
            continue
        if not _settles(case) or _HONOUR.search(case.name.lower()) or not is_normative(view.meta):
            continue
        level: Level = "error" if case.procedure.action == "create" else "warning"
        yield Flag(case.anchor, level, slots={"name": case.name}, procedure=case.procedure.id, confidence=0.75)


def _is_competence(case: Case) -> bool:
    """Whether it stands in a line or article that only gives out competence."""
    view = case.view
    article = view.article(case.anchor[0])
    content = view.content(case.anchor)
    listed = view.low.startswith(("tiếp nhận hồ sơ,", "tiếp nhận hồ sơ và", "tiếp nhận, "), content[0])
    return listed or (article is not None and re.search(r"\bphân (?:cấp|quyền|định)\b", article.heading) is not None)


def _settles(case: Case) -> bool:
    """Whether its own articles say that a body decides: a bare mention has no limit to lack."""
    return re.search(
        r"\b(?:cấp|phê duyệt|xác nhận|chấp thuận|công nhận|ban hành|quyết định|đăng ký|thẩm định|giải quyết|xem xét|trả lời|thu hồi)\b",
        case.words,
    ) is not None and ("hồ sơ" in case.words or "đơn" in case.words or "đề nghị" in case.words)


@rule("TIME-02", honours=("G1", "G3", "G5", "G6", "G8", "G9"))
def sets_vague_limit(view: View, facts: LawFacts) -> Iterator[Flag]:
    """Vague words in place of a number of days in a settling step."""
    for pattern, variant, cues in _VAGUE_LIMITS:
        for match in view.scan(pattern, *cues):
            if view.zone(match.start()) not in ("body", "quoted"):
                continue
            sentence = view.sentence(match.start())
            words = view.lowcut(sentence)
            case = next((c for c in cases(view) for home in c.homes if home[0] <= match.start() < home[1]), None)
            if not _SETTLING.search(words) or _BETWEEN_BODIES.search(words) or _DISASTER.search(words):
                continue
            around = view.low[max(sentence[0], match.start() - 40) : match.end() + 40]
            if match.group() in ("kịp thời", "sớm nhất", "khẩn trương") and (case is None or not _AT_ONCE.search(around)):
                continue
            if case is None and (pattern is _BY_RULE or "yêu cầu" in words):
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


_START = re.compile(r"\b(?:kể )?từ (?:ngày|khi|thời điểm|lúc)|\bsau (?:khi|ngày)|\btrước (?:ngày|khi)|\btính từ\b|\btrước thời điểm")
_SUPPLEMENT = re.compile(r"\b(?:bổ sung|hoàn thiện|chưa hợp lệ|không hợp lệ|chưa đầy đủ|không đầy đủ|hướng dẫn)\b")
_ASKS_SUPPLEMENT = re.compile(
    r"(?<!theo )\b(?:yêu cầu|thông báo|hướng dẫn|đề nghị|mời)\b(?! của)[^.;,\n]{0,60}?\b(?:bổ sung|hoàn thiện|hoàn chỉnh|nộp thêm"
    r"|chỉnh sửa)\b(?: (?:hồ sơ|giấy tờ"
    r"|tài liệu|nội dung|đầy đủ|thông tin)\b)?"
)
_REPEATS = re.compile(r"\b(?:cho đến khi|các lần bổ sung|nhiều lần|mỗi lần bổ sung|lần bổ sung tiếp theo|không giới hạn)\b")
_FILE = re.compile(r"\bhồ sơ\b")
_AHEAD = re.compile(r"\s*(?:,\s*)?trước (?:ngày|khi|thời điểm|giờ)\b")
"""Words behind a number of days by which the applicant must be ahead of something."""
_BARE_LIMIT = re.compile(r"(?:chậm nhất |không quá )?trong (?:thời hạn |thời gian |vòng )?\d{1,3} (?:\([^)]*\) )?ngày(?: làm việc)?,\s")
_APPLICANT_TIME = re.compile(
    r"\b(?:tổ chức|cá nhân|doanh nghiệp|người (?:nộp|đề nghị)|chủ [^,.;]{1,20}|cơ sở|đơn vị)\b[^,.;]{0,60}\b(?:bổ sung|nộp"
    r"|giải trình|hoàn thiện|thông báo|báo cáo|nhận)\b"
)
_TOTAL = re.compile(
    r"\b(?:tổng )?(?:thời hạn|thời gian) (?:giải quyết|thực hiện|cấp|thẩm định|phê duyệt|xử lý|xem xét)\b|\btổng (?:thời gian"
    r"|thời hạn)\b"
)
_BACK = 600
"""Characters of a sentence before a limit in which its kind is told."""
_TOTAL_LIMIT = re.compile(
    r"\b(?:tổng )?(?:thời hạn|thời gian)\b[^.;:\n]{0,60}?\b(?P<value>\d{1,3}) (?P<unit>ngày làm việc|giờ làm việc|ngày|giờ)\b"
)
_SEQUENCE = re.compile(r"\blần lượt\b|\btheo (?:thứ tự|trình tự)(?! quy định)|\bcác bước\b")
_PARALLEL = re.compile(r"\bđồng thời\b|\bsong song\b|\bcùng thời gian\b|\btrong đó\b")
_LONGER = re.compile(
    r"\b(?:tăng|kéo dài|dài hơn|thêm)\s+(?:thêm )?\d{1,3} (?:ngày|giờ)[^.;\n]{0,40}?\bso với\b[^.;\n]{0,60}?\b\d{1,3} (?:ngày|giờ)"
    r"|\b(?:dài hơn|nhiều hơn|lâu hơn|vượt)(?: so với)? (?:thời hạn|thời gian|mức)(?: là)? \d{1,3} (?:ngày làm việc|ngày|giờ)"
)
_STEP_VERBS = re.compile(
    r"\b(?:kiểm tra|thẩm định|khảo sát|xác minh|đối chiếu|lấy ý kiến|họp|trình(?! tự)|phê duyệt|vào sổ|lập (?:báo cáo|biên bản|tờ trình)"
    r"|cấp (?=giấy|phép|chứng|thẻ|quyết)|ban hành|ra quyết định)"
)
_NO_STEP = re.compile(r"\bkhông (?:qua|phải|cần|tổ chức)\b[^.;\n]*|\bnếu[^,.;\n]*|\btrường hợp[^,.;\n]*|\btừ chối[^.;\n]*")
_HEAD = (
    r"(?:Chủ tịch |Giám đốc |Bộ trưởng |Cục trưởng )?(?:Ủy ban nhân dân|UBND|Hội đồng|HĐND|Bộ|Sở|Cục|Tổng cục|Chi cục|Ban"
    r"|Công an|Ngân hàng|Thủ tướng|Chính phủ|Văn phòng|Phòng|Viện|Cảng vụ)"
)
_ACTS = (
    r"(?:có văn bản|có ý kiến|có trách nhiệm (?:có|cho|trả lời|thẩm định)|cho ý kiến|trả lời|tham gia ý kiến|thẩm định|thẩm tra"
    r"|phê duyệt|quyết định|ban hành|trình|xem xét"
    r"|(?<!đăng )(?<!chữ )ký (?=[Qq]uyết định|[Gg]iấy|văn bản|ban hành|cấp))"
)
_ACTING_BODY = re.compile(
    rf"(?<!đến )(?<!tới )(?<!tại )(?<!của )(?<!cho )(?<!với )\b"
    rf"(?P<body>{_HEAD}(?: Văn hóa, Thể thao)?(?: [^\s,;.()]+){{0,9}}?) (?:phải |sẽ )?{_ACTS}\b"
)
_LONG_STEP = re.compile(
    rf"^(?:[^,;.]{{0,60}}hồ sơ(?: hợp lệ)?, )?(?P<body>{_HEAD}(?: [^\s,;.()]+){{1,5}}?)"
    r" (?:khảo sát|kiểm tra|lập|tổng hợp|xem xét|rà soát)\b[^.;]{0,80}? và trình\b"
)
"""A body that does several things and then hands over ("Sở … khảo sát, lập báo cáo và trình …")."""
_ASKED_BODY = re.compile(
    rf"\b(?:lấy ý kiến|xin ý kiến|trình)(?: (?:hồ sơ|văn bản|tham vấn|thẩm định))?(?: của)? (?P<body>{_HEAD}(?: (?!trên|trong|về"
    rf"|để|bằng|theo|quyết|phê|xem|cho|ký|có)[^\s,;.()]+){{0,9}})"
)
_CASE_ONLY = re.compile(
    r"(?:trường hợp|nếu|căn cứ|sau khi|khi|đối với|trong quá trình|hồ sơ gồm)\b|[^,]{0,60}\b(?:được quyết định|có trách nhiệm chỉ đạo)\b"
)
_THEN_ACTS = re.compile(rf"(?:Sau khi|Khi) có [^,.;]{{3,60}}, (?={_HEAD}(?: [^\s;.()]+){{0,9}}? {_ACTS}\b)")
"""A step that only tells what it follows: the body acts then."""
_NAMED_BODY = re.compile(rf"\b{_HEAD}\b")
_ACTING_HEAD = re.compile(rf"{_HEAD}\b[^.,;]{{0,80}}? (?:cấp|xác nhận|chấp thuận|phê duyệt|ban hành|công nhận|ra quyết định)\b")


def _case_of(view: View, at: int) -> Case | None:
    return next((c for c in cases(view) for home in c.homes if home[0] <= at < home[1]), None)


def _is_settling(words: str) -> bool:
    """Whether a line sets a limit for the body that settles: not one for the applicant or for asking supplements."""
    return _APPLICANT_TIME.search(words) is None or re.search(r"\bnhận (?:được |đủ )?hồ sơ\b", words) is not None


@rule("TIME-03", honours=("G1", "G5", "G6", "G8"))
def omits_start_or_unit(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A limit without its start, or calendar and working days mixed in one procedure."""
    for case in cases(view):
        if case.is_quoted or leaves_details(view, case.anchor[0]):
            continue
        found = [(line, m) for line in case.limit_lines for m in DURATION.finditer(view.low, line[0], line[1])]
        working = any(m["unit"] == "ngày làm việc" for _, m in found)
        for _, match in found:
            sentence = view.sentence(match.start())
            words = view.lowcut(sentence)
            if match["unit"] == "ngày" and working and _is_settling(words) and int(match["value"]) < 30:
                span = (_limit_start(view, sentence, match.start()), match.end())
                yield Flag(span, "warning", "mixed", focus=match.span(), procedure=case.procedure.id, confidence=0.8)
            elif not _START.search(words) and not _SUPPLEMENT.search(words) and (_TOTAL.search(words) or _stands_alone(view, sentence)):
                span = (_limit_start(view, sentence, match.start()), match.end())
                yield Flag(span, "warning", "", focus=match.span(), procedure=case.procedure.id, confidence=0.8)


def _stands_alone(view: View, sentence: Span) -> bool:
    """Whether a step opens its line with a bare limit and a body that grants ("Trong 05 ngày làm việc, Sở cấp …")."""
    words = view.lowcut(sentence)
    bare = _BARE_LIMIT.match(words)
    opens = sentence[0] <= view.content(view.line(sentence[0]))[0] + 1
    return (
        bare is not None
        and opens
        and _ACTING_HEAD.match(view.text, sentence[0] + bare.end()) is not None
        and _SETTLING.search(words) is not None
    )


def _limit_start(view: View, sentence: Span, at: int) -> int:
    for cue in ("trong thời hạn", "thời hạn", "thời gian", "chậm nhất", "không quá", "trong"):
        start = view.low.rfind(cue, sentence[0], at)
        if start >= 0:
            return start
    return at


@rule("TIME-04", honours=("G1", "G6", "G8"))
def steps_exceed_total(view: View, facts: LawFacts) -> Iterator[Flag]:
    """Step limits that add up to more than the stated total."""
    told: set[Span] = set()
    for span, value, unit, limits in _listed_steps(view):
        if sum(limits) > value and not _PARALLEL.search(view.lowcut(view.line(span[0]))):
            told.add(view.line(span[0]))
            slots = {"sum": str(sum(limits)), "total": str(value), "unit": unit, "steps": " + ".join(map(str, limits))}
            yield Flag(span, "error", slots=slots, confidence=0.85)
    for case in cases(view):
        if case.is_quoted:
            continue
        total: tuple[Span, int, str] | None = None
        steps: list[int] = []
        for line in case.limit_lines:
            for match in DURATION.finditer(view.low, line[0], line[1]):
                sentence = view.sentence(match.start())
                words = view.lowcut(sentence)
                if total is None and _TOTAL.search(view.low, max(sentence[0], match.start() - _BACK), match.start()):
                    total = ((_limit_start(view, sentence, match.start()), match.end()), int(match["value"]), match["unit"])
                elif total is not None and match["unit"] == total[2] and _is_step(words, view.low[match.end() : match.end() + 60]):
                    steps.append(int(match["value"]))
        if total is None or len(steps) < 2 or sum(steps) <= total[1] or _PARALLEL.search(case.words) or view.line(total[0][0]) in told:
            continue
        in_order = _SEQUENCE.search(case.words) is not None
        if not in_order and not _one_list(view, case):
            continue
        level: Level = "error" if in_order else "warning"
        slots = {"sum": str(sum(steps)), "total": str(total[1]), "unit": total[2], "steps": " + ".join(map(str, steps))}
        yield Flag(total[0], level, slots=slots, procedure=case.procedure.id, confidence=0.8)


def _one_list(view: View, case: Case) -> bool:
    """Whether the limits stand in one khoản, so that its points are steps one after the other."""
    khoan = {view.structure.path_at(line[0]).partition("/diem-")[0] for line in case.limit_lines}
    return len(khoan) == 1 and "thẩm quyền của" not in case.words


@lru_cache(maxsize=8)
def _on_supplement(words: str) -> bool:
    """Whether a sentence speaks of files to be completed; remembered, as a sentence may hold many limits."""
    return _SUPPLEMENT.search(words) is not None


def _is_step(words: str, after: str) -> bool:
    return not _on_supplement(words) and re.match(r"\s*(?:kể )?từ (?:ngày|khi)", after) is not None and _is_settling(words)


def _listed_steps(view: View) -> Iterator[tuple[Span, int, str, list[int]]]:
    """Totals whose line opens a list of steps in order, each point with its own limit, wherever they stand."""
    for match in view.scan(_TOTAL_LIMIT, "thời hạn", "thời gian"):
        line = view.line(match.start())
        node = view.node(view.content(line)[0])
        if node is None or not view.lowcut(line).rstrip().endswith(":") or not _SEQUENCE.search(view.lowcut(line)):
            continue
        points = [view.line(c.span[0]) for c in view.structure.children.get(node.path, ()) if c.span[0] >= line[1]]
        limits = [list(DURATION.finditer(view.low, *point)) for point in points]
        if len(points) > 1 and all(len(found) == 1 and found[0]["unit"] == match["unit"] for found in limits):
            span = (_limit_start(view, view.sentence(match.start("value")), match.start("value")), match.end("unit"))
            yield span, int(match["value"]), match["unit"], [int(found[0]["value"]) for found in limits]


@rule("TIME-05", honours=("G1", "G5", "G8"))
def is_longer_than_before(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A limit longer than that of the higher act or of the registry; told once where the draft itself says so."""
    told: set[Span] = set()
    for match in view.scan(_LONGER, "so với", "dài hơn", "nhiều hơn", "lâu hơn", "vượt"):
        if view.zone(match.start()) == "body":
            line = view.line(match.start())
            limits = list(DURATION.finditer(view.low, line[0], match.start()))
            start = _limit_start(view, line, limits[0].start()) if limits else match.start()
            sourced = any(c.act for c in view.citations_in(line))
            told.add(line)
            yield Flag((start, match.end()), "error" if sourced else "warning", slots={"than": view.cut(match.span())}, confidence=0.85)
    for case in cases(view):
        for difference in case.procedure.registry.differences:
            if difference.part == "time_limit" and difference.kind == "longer" and difference.span is not None:
                if view.line(difference.span[0]) in told:
                    continue
                slots = {"than": f"{difference.draft} (cơ sở dữ liệu: {difference.registry})"}
                code = case.procedure.registry.best.code if case.procedure.registry.best else None
                yield Flag(difference.span, "warning", "registry", slots, procedure=case.procedure.id, registry_code=code, confidence=0.7)


@rule("TIME-06", honours=("G1", "G5", "G6", "G8"))
def omits_limit_for_supplements(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A request for supplements without a day limit, or that may be repeated."""
    seen: set[str] = set()
    for match in view.scan(_ASKS_SUPPLEMENT, "bổ sung", "hoàn thiện", "hoàn chỉnh", "nộp thêm", "chỉnh sửa"):
        case = _case_of(view, match.start())
        if case is None or view.zone(match.start()) not in ("body", "quoted") or case.procedure.id in seen:
            continue
        if paper_at(view, match.start()) is not None:
            continue
        line = view.line(match.start())
        words = view.lowcut(line)
        sentence = view.sentence(match.start())
        near = view.low[max(line[0], match.start() - 60) : match.end() + 40]
        named = view.low[max(0, match.start() - 8) : match.start()].endswith(("phiếu ", "mẫu ", "văn bản "))
        if named or not _FILE.search(near) or re.search(r"\bsửa đổi, bổ sung\b", view.lowcut(sentence)):
            continue
        repeats = _REPEATS.search(view.lowcut(sentence))
        if repeats or (not DURATION.search(words) and "ngay" not in words.split() and not _ON_SPOT.search(words)):
            seen.add(case.procedure.id)
            end = repeats.end() if repeats else match.end()
            yield Flag(
                (match.start(), max(end, match.end())),
                "warning",
                "repeats" if repeats else "",
                procedure=case.procedure.id,
                confidence=0.75,
            )


_ON_SPOT = re.compile(r"\b(?:trong ngày|tại chỗ|một lần)\b")


@rule("TIME-07", honours=("G1", "G3", "G5", "G6", "G8"))
def counts_plain_days(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A settling limit under 30 in calendar days, or of 30 and more in working days."""
    for match in view.scan(DURATION, "ngày"):
        value, unit = int(match["value"]), match["unit"]
        plain = unit == "ngày" and value < 30
        many = unit == "ngày làm việc" and value >= 30
        if not (plain or many) or view.zone(match.start()) not in ("body", "quoted"):
            continue
        sentence = view.sentence(match.start())
        words = view.lowcut(sentence)
        in_case = _case_of(view, match.start()) is not None
        file_named = re.search(r"\bnhận (?:được |đủ )?hồ sơ\b|\bhồ sơ (?:đầy đủ, )?hợp lệ\b|\bđủ hồ sơ\b", words) is not None
        if (
            not (file_named or (in_case and _SETTLING.search(words) and _START.search(words)))
            or not has_limit(words)
            or not _is_settling(words)
        ):
            continue
        if any(c.act for c in view.citations_in(sentence)) or (_SUPPLEMENT.search(words) and not file_named):
            continue
        if _AHEAD.match(view.low, match.end()):
            continue
        span = (_limit_start(view, sentence, match.start()), match.end())
        slots = {"value": match["value"]}
        yield Flag(span, "warning", "many" if many else "", slots, focus=match.span(), confidence=0.85)


@rule("TIME-08", honours=("G1", "G6", "G8"))
def leaves_agency_without_limit(view: View, facts: LawFacts) -> Iterator[Flag]:
    """Several agencies act and one of them has no limit."""
    for case in cases(view):
        if case.is_quoted or leaves_details(view, case.anchor[0]):
            continue
        acting: dict[str, list[Span]] = {}
        asked: dict[str, list[Span]] = {}
        for home in case.homes:
            for sentence in _sentences(view, home):
                if paper_at(view, sentence[0]) is not None:
                    continue
                if _CASE_ONLY.match(view.low, sentence[0], sentence[1]) and not _THEN_ACTS.match(view.text, *sentence):
                    continue
                for match in _ACTING_BODY.finditer(view.text, sentence[0], sentence[1]):
                    acting.setdefault(_same_body(match["body"]), []).append(sentence)
                for match in _LONG_STEP.finditer(view.cut(sentence)):
                    acting.setdefault(_same_body(match["body"]), []).append(sentence)
                for match in _ASKED_BODY.finditer(view.text, sentence[0], sentence[1]):
                    asked.setdefault(_same_body(match["body"]), []).append(sentence)
        if len(acting.keys() | asked.keys()) < 2:
            continue
        own = {body: acting.get(body) or asked[body] for body in [*acting, *asked]}
        bare = sorted(spans[0] for spans in own.values() if not any(_timed(view, span) for span in spans))
        if bare and any(_timed(view, span) for spans in own.values() for span in spans):
            level: Level = "error" if case.is_new else "warning"
            yield Flag((bare[0][0], _closed(view, bare[0])), level, procedure=case.procedure.id, confidence=0.7)


def _closed(view: View, span: Span) -> int:
    end = span[1]
    while end > span[0] and view.text[end - 1] in " .;":
        end -= 1
    return end


def _timed(view: View, sentence: Span) -> bool:
    words = view.lowcut(sentence)
    return DURATION.search(words) is not None or re.search(r"\btrong ngày\b|\bngay\b", words) is not None


def _same_body(name: str) -> str:
    return re.sub(r"^(?:Chủ tịch|Giám đốc|Bộ trưởng|Cục trưởng) ", "", name).replace("UBND", "Ủy ban nhân dân").lower()


def _sentences(view: View, span: Span) -> Iterator[Span]:
    at = span[0]
    while at < span[1]:
        at = max(at, min(view.content(view.line(at))[0], span[1]))
        sentence = view.sentence(at)
        if sentence[1] <= at:
            at += 1
            continue
        if sentence[1] > sentence[0]:
            yield sentence
        at = max(sentence[1], at) + 1


@rule("TIME-09", honours=("G1", "G6", "G8"))
def gives_total_without_steps(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A total limit over several steps, none of which has its own."""
    for case in cases(view):
        if case.is_quoted:
            continue
        limits = [
            (line, m)
            for line in case.limit_lines
            for m in DURATION.finditer(view.low, line[0], line[1])
            if not _on_supplement(view.lowcut(view.sentence(m.start())))
            and not _in_brackets(view, m.start(), line)
            and not _COMPARED.search(view.low, max(line[0], m.start() - _BACK), m.start())
        ]
        if len(limits) != 1:
            continue
        line, match = limits[0]
        sentence = view.sentence(match.start())
        if (
            not _is_settling(view.lowcut(sentence))
            or (match["unit"].startswith("ngày") and int(match["value"]) <= 3)
            or "giờ" in match["unit"]
        ):
            continue
        told = [(sentence[0], line[1]), *_steps_beside(view, case, line)]
        words = _NO_STEP.sub(" ", " ".join(view.lowcut(span) for span in told))
        verbs = {m.group() for m in _STEP_VERBS.finditer(words)}
        bodies = {m.group() for span in told for m in _NAMED_BODY.finditer(view.text, *span)}
        if len(verbs) < 2 or len(bodies) > 1:
            continue
        span = (_limit_start(view, sentence, match.start()), match.end())
        slots = {"steps": ", ".join(sorted(verbs))}
        yield Flag(span, "warning" if len(verbs) >= 3 else "note", slots=slots, procedure=case.procedure.id, confidence=0.7)


_COMPARED = re.compile(r"\b(?:dài hơn|nhiều hơn|lâu hơn|vượt|so với)\b[^.;\n]*$")
"""Before the limit of another act with which the draft's own is compared."""
_TELLS_STEPS = re.compile(r"(?:trình tự|các bước|quy trình)\b[^:\n]{0,60}:\s*\S")


def _steps_beside(view: View, case: Case, limit: Span) -> list[Span]:
    """A line of the same articles that tells all steps in one sentence ("Trình tự thực hiện: Sở … lần lượt kiểm tra, …, trả kết quả")."""
    lines = (line for home in case.homes for line in view.line_spans(home) if line != limit)
    return [line for line in lines if _TELLS_STEPS.match(view.low, view.content(line)[0], line[1])]


def _in_brackets(view: View, at: int, line: Span) -> bool:
    opened = view.low.rfind("(", line[0], at)
    return opened >= 0 and ")" not in view.low[opened:at]
