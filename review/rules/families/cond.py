"""Family COND: requirements and conditions."""

import re
from collections.abc import Iterator

from review.contract.base import Span
from review.rules.cases import cases
from review.rules.dossiers import dossiers
from review.rules.engine import Flag, rule
from review.rules.facts import LawFacts
from review.rules.names import fold
from review.rules.view import Article, View

_CONDITION_HEADING = re.compile(r"\b(?:điều kiện|tiêu chuẩn|tiêu chí|yêu cầu)\b")
_SETS_CONDITIONS = re.compile(
    r"(?:các )?(?:điều kiện|tiêu chuẩn|tiêu chí|yêu cầu, điều kiện)"
    r"|(?:các )?yêu cầu\b[^.;]{0,40}?\b(?:để|khi|được) (?:được )?"
    r"(?:cấp|công nhận|chấp thuận|xác nhận|cho phép|phê duyệt|đăng ký|hỗ trợ|chỉ định)\b"
)
"""Headings of articles that set the conditions of a procedure."""
_PRINCIPLE_HEADING = re.compile(
    r"\b(?:nguyên tắc|trách nhiệm|quyền|nghĩa vụ|phạm vi|đối tượng|giải thích|hiệu lực|thi hành|chính sách|mục tiêu|nội dung)\b"
)
_STAFF = re.compile(
    r"\b(?:công chức|cán bộ|viên chức|chức danh|lãnh đạo|bổ nhiệm|kiểm soát viên|người đại diện phần vốn|ứng xử"
    r"|văn hóa công vụ)\b"
)
_VAGUE = re.compile(
    r"\b(?:đủ năng lực(?! hành vi| pháp luật)|có năng lực(?! hành vi| pháp luật)|đủ uy tín|có uy tín|bảo đảm (?:các )?yêu cầu"
    r"|đảm bảo (?:các )?yêu cầu|phẩm chất (?:đạo đức )?tốt"
    r"|(?<!việc )đáp ứng (?:các |được )?yêu cầu(?! về)|phù hợp|đầy đủ|tương xứng|lành nghề|đủ (?:khả năng|kinh nghiệm))\b"
)
_MEASURED = re.compile(
    r"\d|\b(?:theo (?:quy định|mẫu|danh mục|phụ lục|tiêu chuẩn|quy chuẩn|định mức|hướng dẫn|yêu cầu tại)|quy chuẩn|tiêu chuẩn"
    r"|tcvn|qcvn|iso|luật|nghị định|thông tư|phụ lục"
    r"|quy hoạch|kế hoạch|chứng chỉ|chứng nhận|(?<!mặt )bằng |giấy phép"
    r"|trình độ(?! (?:phù hợp|tương xứng|cần thiết|đáp ứng))|quyết định|hợp đồng|danh mục|quy định (?:tại|của)"
    r"|khoản này|điều này|sau đây|sau:|pháp luật)\b"
)
_FITS_WHAT = re.compile(
    r"^\s+với (?:các )?(?:quy hoạch|kế hoạch|quy định|pháp luật|tiêu chuẩn|quy chuẩn|chiến lược|danh mục|giấy|nội dung|mục đích"
    r"|ngành, nghề đã)"
)


@rule("COND-02", honours=("G1", "G3", "G5", "G8", "G9"))
def sets_vague_condition(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A condition whose only measure is a vague word."""
    for span in _condition_lines(view):
        words = view.lowcut(span)
        match = _VAGUE.search(words)
        if match is None or "năng lực hành vi" in words or _MEASURED.search(words) or len(words) > 160 or words.rstrip().endswith(":"):
            continue
        if match.group() == "phù hợp" and _FITS_WHAT.match(words[match.end() :]):
            continue
        if match.group() == "đầy đủ" and not words.startswith(("có ", "đủ ", "bảo đảm", "đảm bảo")):
            continue
        end = span[1]
        while view.text[end - 1] in " ;.":
            end -= 1
        yield Flag((span[0], end), "warning", slots={"word": match.group()}, confidence=0.75)


def _condition_lines(view: View) -> Iterator[Span]:
    """Leaf lines that state a condition: in an article or khoản headed as conditions, or labelled so."""
    for article in view.articles:
        heading = article.heading
        if _STAFF.search(heading) or (_PRINCIPLE_HEADING.search(heading) and not _CONDITION_HEADING.search(heading)):
            continue
        headed = _SETS_CONDITIONS.match(heading) is not None
        lists = [] if headed else _lists_of_conditions(view, article)
        for node in view.structure.walk(article.node.path):
            if node.kind not in ("khoan", "diem", "tiet", "gach") or view.structure.children.get(node.path):
                continue
            line = view.line(node.span[0])
            clause = view.clauses_by_line.get(line[0])
            labelled = clause is not None and any(x.label == "condition" for x in clause.labels)
            content = view.content(line)
            listed = headed or any(span[0] < node.span[0] < span[1] for span in lists)
            if (
                (
                    listed
                    and re.match(
                        r"(?:có|đủ|bảo đảm|đảm bảo|đáp ứng|phải|được|là|người|tổ chức|cơ sở|chủ|doanh nghiệp|cá nhân)\b",
                        view.lowcut(content),
                    )
                )
                or (labelled and headed)
                or (labelled and re.match(r"(?:có|đủ|bảo đảm|đảm bảo|đáp ứng)\b", view.lowcut(content)))
            ):
                yield content


_OPENS_CONDITIONS = re.compile(r"\b(?:điều kiện|tiêu chuẩn|tiêu chí|yêu cầu)\b[^:;.\n]{0,80}:\s*$")


def _lists_of_conditions(view: View, article: Article) -> list[Span]:
    """The khoản of an article on another matter whose opening line says that conditions follow ("2. Điều kiện hỗ trợ:")."""
    return view.memo(_lists_below, article.node.path)


def _lists_below(view: View, path: str) -> list[Span]:
    khoan = (n for n in view.structure.children.get(path, ()) if n.kind == "khoan")
    return [n.span for n in khoan if _OPENS_CONDITIONS.search(view.low, *view.line(n.span[0]))]


_RESIDENCE = re.compile(
    r"\b(?:phải|chỉ)\b[^.;\n]{0,80}?\b(?:thường trú|hộ khẩu|đăng ký cư trú|có trụ sở(?: chính)?"
    r"|đặt trụ sở)\b[^.;\n]{0,80}?\b(?:tại|trên|ở|trong) (?:địa bàn )?(?:tỉnh|thành phố|xã|phường|huyện)\b"
    r"|\bchỉ (?:tiếp nhận|xem xét|giải quyết|cấp|áp dụng)[^.;\n]{0,80}?\b(?:trụ sở|thường trú|cư trú|trong tỉnh|tại tỉnh)\b[^.;\n]{0,40}"
    r"|\bcó (?:hộ khẩu thường trú|hộ khẩu|trụ sở chính) (?:tại|trên địa bàn|ở) (?:tỉnh|thành phố|địa phương)\b"
    r"|\b(?:doanh nghiệp|nhà thầu|tổ chức|hợp tác xã) trong tỉnh\b"
    r"|\bchỉ (?:[^\W\d_]+ )?(?:tổ chức|cá nhân|doanh nghiệp|cơ sở)(?:, (?:tổ chức|cá nhân|doanh nghiệp|cơ sở))* trong nước (?:mới )?được\b"
)
_RESIDENT = re.compile(
    r"\b(?:(?:có |đã )?đăng ký thường trú|có (?:hộ khẩu )?thường trú|thường trú|có nơi thường trú|có hộ khẩu|(?:đặt|có) trụ sở(?: chính)?)"
    r"\b[^.;\n]{0,30}?\b(?:tại|trên|ở|trong|cùng)(?: chính)? (?:địa bàn )?(?:tỉnh|thành phố|xã|phường|đặc khu)\b"
)
"""Residence or seat in a line of a list of conditions, where no «phải» is needed."""
_PLACE_NAME = re.compile(r"(?: [A-ZÀ-ỸĐ]\w*)+(?: (?:từ đủ|ít nhất|tối thiểu|từ) \d+ \w+(?: trở lên)?)?")
"""The name of the place behind its kind, and how long one must have lived there."""
_SUPPORT = re.compile(r"\b(?:hỗ trợ|trợ cấp|trợ giúp|học bổng|ưu đãi|chính sách|hưởng|bầu cử|giao đất|đất ở|hộ nghèo|khen thưởng)\b")
_NEED_APPROVAL = re.compile(
    r"\b(?:tổ chức|cá nhân|doanh nghiệp|cơ sở|thương nhân|nhà đầu tư|hộ kinh doanh|hợp tác xã|đơn vị)\b[^.;\n]{0,120}?\bphải (?:được"
    r"|có) (?P<act>cấp|xác nhận|chấp thuận|cho phép|công nhận|giấy phép"
    r"|giấy chứng nhận|giấy xác nhận)\b[^.;\n]*"
)
_NAMED_CONFIRMER = re.compile(
    r"\b(?:(?<!cơ )(?<!trụ )sở|(?<!cán )(?<!nội )bộ(?! phận)|cục|ủy ban nhân dân|công an|ngân hàng nhà nước)\b[^.;\n]{0,60}"
    r"\b(?:cấp|xác nhận|chấp thuận|cho phép|công nhận)\b"
)
_FORM_PLEDGE = re.compile(r"\b(?:cam (?:kết|đoan)\b|(?:bảo đảm|đảm bảo)(?= (?:đã|có đủ)\b))(?P<what>[^;\n|]*)")
_PLEDGER = re.compile(
    r"\b(?:tôi|chúng tôi|doanh nghiệp|tổ chức|cơ sở(?: [^.,;]{1,20})?|chủ [^.;]{0,20}|đơn vị(?: [^.,;]{1,20})?|cá nhân|công ty|hợp tác xã"
    r"|người [^.;]{0,20}"
    r"|hộ [^.;]{0,15})(?: xin)? $"
)
_TRUTH = re.compile(
    r"\b(?:chịu (?:hoàn toàn )?trách nhiệm|trung thực|chính xác|đúng sự thật|chấp hành|tuân thủ|thực hiện (?:đúng|đầy đủ"
    r"|nghiêm))\b"
)
_DEMAND = re.compile(
    r"\d|\b(?:tối thiểu|ít nhất|vốn|ký quỹ|hợp đồng|bảo hiểm|diện tích|đã (?:ký|nộp|góp|hoàn thành|có)|có đủ|chưa từng"
    r"|không có nợ)\b"
)
_SHOWN = re.compile(
    r"\b(?:phải )?(?P<verb>nộp|xuất trình|kèm theo|chứng minh bằng|cung cấp|gửi kèm|mang theo) (?:bản sao "
    r"|bản chính )?(?P<paper>(?:hợp đồng|giấy|chứng chỉ|văn bản|bằng|cam kết|báo cáo|biên bản"
    r"|quyết định|hồ sơ|sơ đồ|phương án|bảo lãnh)[^,.;()\n]{0,80})"
)
_SHOWN_AFTER = re.compile(
    r"\bcó (?P<paper>(?:hợp đồng|giấy|chứng chỉ|văn bản|cam kết|báo cáo|biên bản|quyết định|phương án|bảo lãnh)[^,.;()\n]{0,80})[;,]"
    r"(?! (?:nếu|trường hợp))[^.;()\n]{0,40}(?<!không phải )(?<!không )\b(?P<verb>nộp|xuất trình|gửi|trình|cung cấp)"
    r"(?: kèm)?(?= (?:khi|cho|trước|cùng|theo)\b|[.;\n])"
)
"""A paper that one must have, and behind it that it is to be handed in ("có hợp đồng thuê kho; chủ kho nộp kèm khi đề nghị")."""
_STANDING = re.compile(r"^có (?:uy tín|năng lực tài chính|tình hình tài chính)\b[^:;,\d]{0,100}$")
"""A quality that no fact on a form shows: reputation, finances."""
_PAST_CONDITION = re.compile(
    r"\bkhông (?:bị|có|đang|thuộc|trong thời gian|đang bị|vi phạm)\b[^.;\n]{0,80}?\b(?:xử phạt|vi phạm|truy cứu|tiền án|án tích"
    r"|đình chỉ|thu hồi|nợ (?:thuế|đọng)|kỷ luật|cấm)\b"
    r"|\bchưa từng (?:bị|để|gây|có|vi phạm|xảy ra)\b"
    r"|\bkhông (?:để|gây)(?: ra| xảy ra)? [^.;\n]{3,60} trong (?:vòng |thời gian )?\d+ (?:năm|tháng)\b"
)
_PROOF = re.compile(
    r"\b(?:tra cứu|khai thác|kiểm tra|đối chiếu|chứng minh|cam kết|phiếu|giấy (?:xác nhận|chứng nhận|tờ)|xác nhận|cơ sở dữ liệu"
    r"|kê khai|tự khai)\b"
)


@rule("COND-03", honours=("G1", "G3", "G4", "G5", "G7", "G8", "G9"))
def limits_by_residence(view: View, facts: LawFacts) -> Iterator[Flag]:
    """Residence, territory or kind of subject as a condition, with no act cited for it."""
    told: set[int] = set()
    for match in view.scan(
        _RESIDENCE, "thường trú", "hộ khẩu", "trụ sở", "trong tỉnh", "chỉ tiếp nhận", "cư trú", "tại tỉnh", "trong nước"
    ):
        at = match.start()
        article = view.article(at)
        if view.zone(at) not in ("body", "quoted") or (
            article is not None and re.match(r"(?:phạm vi|đối tượng|giải thích)", article.heading)
        ):
            continue
        sentence = view.sentence(at)
        heading = article.heading if article is not None else ""
        if any(c.act for c in view.citations_in(sentence)) or _SUPPORT.search(view.lowcut(sentence)) or _SUPPORT.search(heading):
            continue
        named = _PLACE_NAME.match(view.text, match.end())
        span = view.whole((sentence[0], named.end() if named else match.end()))
        told.add(view.line(at)[0])
        yield Flag(span, "warning", focus=match.span(), confidence=0.8)
    for line in _condition_lines(view):
        found = _RESIDENT.search(view.low, *line)
        if found is None or view.line(line[0])[0] in told or any(c.act for c in view.citations_in(line)):
            continue
        article = view.article(line[0])
        if not _SUPPORT.search(view.lowcut(line)) and not _SUPPORT.search(article.heading if article is not None else ""):
            yield Flag(_closed(view, line), "warning", focus=found.span(), confidence=0.75)


@rule("COND-05", honours=("G1", "G3", "G5", "G8", "G9", "G10"))
def sets_incomplete_business_condition(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A business condition in a decree that needs a written confirmation and says neither form, file, body nor validity."""
    if view.meta.doc_type != "nghi_dinh":
        return
    for match in view.scan(_NEED_APPROVAL, "phải được", "phải có"):
        at = match.start()
        article = view.article(at)
        if (
            view.zone(at) != "body"
            or article is None
            or re.match(r"(?:trách nhiệm|nguyên tắc|quyền|phạm vi|giải thích|hiệu lực|tổ chức)", article.heading)
        ):
            continue
        line = view.line(at)
        if any(article.span in case.homes for case in cases(view)) or any(True for _ in view.citations_in(line)):
            continue
        words = view.lowcut(article.span)
        if _NAMED_CONFIRMER.search(words):
            continue
        yield Flag(_closed(view, match.span()), "warning", confidence=0.7)


def _closed(view: View, span: Span) -> Span:
    end = span[1]
    while end > span[0] and view.text[end - 1] in " .;":
        end -= 1
    return span[0], end


@rule("COND-07", honours=("G1", "G8"))
def hides_condition_in_form(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A pledge in a form that restricts who may apply and is not in the articles."""
    for match in view.scan(_FORM_PLEDGE, "cam kết", "cam đoan", "bảo đảm", "đảm bảo"):
        what = re.sub(r"\[\d+\]", "", match["what"])
        start = view.sentence(match.start())[0]
        if view.zone(match.start()) != "form" or not _PLEDGER.search(view.lowcut((start, match.start()))):
            continue
        if not _DEMAND.search(what) or (_TRUTH.search(what) and not re.search(r"\d", what)):
            continue
        figures = re.findall(r"\d[\d.,]*\s*\S+", what)
        body = view.low[view.body_start : view.articles[-1].span[1]] if view.articles else ""
        if figures and all(figure in body for figure in figures):
            continue
        yield Flag(_closed(view, (view.sentence(match.start())[0], match.end())), "warning", focus=match.span(), confidence=0.75)


@rule("COND-08", honours=("G1", "G3", "G5", "G8", "G9"))
def smuggles_in_paper(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A condition that says a paper must be handed in or shown which no dossier lists."""
    listed = " ; ".join(view.lowcut(item) for dossier in dossiers(view) for item in dossier.items)
    if not listed:
        return
    for span in _condition_spans(view):
        for pattern in (_SHOWN, _SHOWN_AFTER):
            for match in pattern.finditer(view.low, *span):
                paper = " ".join(match["paper"].split()[:4])
                if paper in listed or " ".join(paper.split()[:3]) in listed or paper.startswith("hồ sơ"):
                    continue
                begin = match.start("verb") if pattern is _SHOWN else match.start()
                end = max(view.sentence(match.start("verb"))[1], match.end())
                yield Flag(_closed(view, (begin, end)), "error", slots={"paper": match["paper"].strip()}, confidence=0.75)


def _condition_spans(view: View) -> Iterator[Span]:
    """Where conditions of procedures stand: articles headed by them and without papers, and khoản that list them elsewhere."""
    for article in view.articles:
        if _STAFF.search(article.heading):
            continue
        sets = _SETS_CONDITIONS.match(article.heading) or re.search(r"\bđiều kiện\b|\btiêu chuẩn\b", article.heading)
        if sets and "hồ sơ" not in article.heading and not any(d.article is article for d in dossiers(view)):
            yield article.span
        elif not sets:
            yield from _lists_of_conditions(view, article)
    for node in view.structure.nodes:
        if (
            node.kind == "dieu"
            and node.quoted
            and _SETS_CONDITIONS.match(fold(node.heading or ""))
            and "hồ sơ" not in fold(node.heading or "")
        ):
            yield node.span


@rule("COND-09", honours=("G1", "G3", "G5", "G8", "G9"))
def leaves_proof_open(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A condition on the past that nothing in the file and no look-up shows."""
    if not dossiers(view):
        return
    listed = " ; ".join(view.lowcut(item) for dossier in dossiers(view) for item in dossier.items)
    shows_record = "lý lịch tư pháp" in listed
    for article in view.articles:
        if _STAFF.search(article.heading):
            continue
        spans = [article.span] if _SETS_CONDITIONS.match(article.heading) else _lists_of_conditions(view, article)
        for node in view.structure.walk(article.node.path):
            if node.kind not in ("khoan", "diem") or view.structure.children.get(node.path):
                continue
            if not any(span[0] <= node.span[0] < span[1] for span in spans):
                continue
            content = view.content(view.line(node.span[0]))
            words = view.lowcut(content)
            match = _PAST_CONDITION.search(words) or _STANDING.match(words.rstrip(" .;"))
            if match is None or _PROOF.search(words) or (shows_record and re.search(r"án tích|tiền án|truy cứu", words)):
                continue
            yield Flag(_closed(view, content), "warning", confidence=0.75)
