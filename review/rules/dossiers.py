"""Lists of papers that an applicant hands in, read from the words of the draft."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from review.contract.base import Span
from review.contract.structure import Node
from review.rules.acts import is_normative
from review.rules.view import Article, View

_LEAD = re.compile(
    r"(?<!đủ )(?<!lưu )hồ sơ\b(?! hợp lệ)[^:;.]{0,200}?\b(?:gồm|bao gồm|(?:mỗi bộ|hồ sơ|bộ) có)\b[^:;]{0,120}:\s*$"
    r"|hồ sơ\b[^:;]{0,240}?\b(?:giấy tờ|tài liệu|văn bản|thành phần)\b[^:;]{0,80}\b(?:sau|sau đây)\s*:\s*$"
    r"|^(?:thành phần |bộ )?hồ sơ (?!chưa|không|đã|được|hợp lệ|đầy đủ)[^:;]{0,160}\b(?:như sau|sau đây)\s*:\s*$"
    r"|^(?:thành phần|số lượng|thành phần và số lượng|thành phần, số lượng"
    r"|số lượng và thành phần)(?: và số lượng)? (?:bộ )?hồ sơ[^:;.]{0,120}[:.]?\s*$"
    r"|^(?:bộ )?hồ sơ[^:;.]{0,160}:\s*$"
)
_INLINE = re.compile(r"(?<!đủ )(?<!lưu )\bhồ sơ\b(?! hợp lệ)[^:;.,]{0,120}?\b(?:gồm|bao gồm)\b(?: có)?[^:;.]{0,60}:\s*(?P<list>\S.{8,})$")
_OTHER_DOSSIER = re.compile(
    r"\bhồ sơ (?:bệnh án|công việc|lưu trữ|thiết kế|mời thầu|dự thầu|mời|yêu cầu|đề xuất|vụ việc|vụ án|thanh tra|địa chính"
    r"|nghiệp vụ|kỹ thuật|hoàn công|sức khỏe|lý lịch"
    r"|cán bộ|công chức|viên chức|đảng viên|quản lý|thanh toán|quyết toán|kiểm toán|khảo sát|địa giới|nghiệm thu|thi hành án"
    r"|xử phạt|xử lý|kỷ luật"
    r"|trình (?:chính phủ|thủ tướng|quốc hội|hội đồng|ủy ban thường vụ)|dự án luật|dự thảo|gửi thẩm định|thẩm tra|của dự thảo"
    r"|quy hoạch|đấu thầu|mẫu"
    r"|theo dõi|giám định|kiểm tra|bàn giao|khách hàng|học sinh|người bệnh|tuyển sinh|bảo hiểm|vay|tín dụng|dự toán|ngân sách)"
)
_STEPS = re.compile(r"\b(?:trình tự|cách thức|thời hạn|quy trình|các bước|trách nhiệm|thẩm quyền|phương thức|hình thức) [^:]{0,80}:\s*$")
_BETWEEN_BODIES = re.compile(
    r"\b(?:báo cáo|trình) (?:quốc hội|chính phủ|thủ tướng|chủ tịch|hội đồng|bộ trưởng|ủy ban|bộ|cấp có thẩm quyền)\b|\btrình phê duyệt"
    r"|\bchuẩn bị hồ sơ\b|\bhồ sơ (?:trình|thẩm tra|thẩm định|báo cáo|gửi lấy ý kiến|lấy ý kiến|dự án, dự thảo|xây dựng|khen thưởng"
    r"|nghiệm thu|giám sát|kiểm tra)\b|\b(?:chiến lược|kế hoạch sử dụng đất|quy hoạch|thi đua|khen thưởng|gìn giữ hòa bình"
    r"|tương trợ tư pháp|dẫn độ|dự toán|quyết toán)\b"
)
_FILES_FOR = re.compile(
    r"\b(?:thủ tục|đề nghị|đăng ký|cấp|cấp lại|gia hạn|xin|công nhận|hỗ trợ|hưởng|xác nhận|thông báo|khai báo|công bố|chấp thuận|cho phép"
    r"|điều chỉnh|nộp|thành phần hồ sơ|01 bộ|một bộ|miễn|giảm|vay|thuê|chuyển nhượng|thành lập)\b"
)
_OUTSIDER = re.compile(
    r"\b(?:cá nhân|doanh nghiệp|công dân|hộ gia đình|hộ kinh doanh|hợp tác xã|thương nhân|nhà đầu tư|nhà thầu|công ty|học sinh|sinh viên"
    r"|tổ chức (?:đề nghị|nộp|đăng ký|xin|kinh doanh|sản xuất|sử dụng|cung cấp)"
    r"|người (?:đề nghị|nộp|yêu cầu|có yêu cầu|dân|lao động|sử dụng|học|bệnh|tham gia|khuyết tật|có công|hưởng|được hỗ trợ"
    r"|kinh doanh|sản xuất|điều khiển|lái|hành nghề|mua|bán|khai thác|vay|thuê|nuôi|trồng|xin)"
    r"|(?<!trên )cơ sở|chủ (?!trì|tịch|trương|động|quản|dự án|đầu tư|thể|yếu|sở)\w+|hội viên|thân nhân"
    r"|cổng dịch vụ công|dịch vụ bưu chính|bộ phận tiếp nhận và trả kết quả|trung tâm phục vụ hành chính công)\b"
)
_BODY_FILES = re.compile(
    r"\b(?:cơ quan|bộ|sở|ủy ban nhân dân|ubnd|đơn vị|trại giam|viện kiểm sát|tòa án|thường trực|chủ dự án|chủ đầu tư|ban|cục"
    r"|hội đồng|thủ trưởng|người đứng đầu)\b[^.;\n]{0,100}?\b(?:lập|gửi|nộp|trình|chuẩn bị|hoàn thiện)\b[^.;\n]{0,60}?\bhồ sơ\b"
)
_REFERRED = re.compile(r"(?:quy định|nêu) tại (?:điểm|khoản|điều|mục|phụ lục)|theo quy định tại|thực hiện theo")
_BULLET = re.compile(r"\s*[“\"]?(?:[a-zđ]{1,2}(?:\.\d+)?[.)]|[-+•–]|\d+\.\d+\.?)\s*\S")


_CONFIRMED_BY = re.compile(
    r"\bxác nhận (?:của|do) (?P<body>(?:các )?(?:ủy ban|ubnd|công an|cơ quan|chính quyền|thủ trưởng|đơn vị|trưởng (?:thôn|ấp|bản"
    r"|khu)|tổ trưởng|nhà trường|trường|bệnh viện|cơ sở"
    r"|tổ chức|sở|phòng|người đứng đầu)[^;.,)|\n]{0,80})"
)
_BODY_CONFIRMS = re.compile(
    r"\b(?:có|được) (?P<body>(?:ủy ban nhân dân|ubnd|công an|cơ quan|chính quyền|trưởng (?:thôn|ấp|bản|khu)|tổ trưởng)[^;.,)|\n]{0,60}?)"
    r" (?:ký(?:, đóng dấu| tên, đóng dấu)? |đóng dấu )?(?:xác nhận|chứng nhận|chứng thực)\b[^;.,()|\n]*"
)
"""The same told by a verb: "được trưởng thôn ký, đóng dấu xác nhận về …"."""
_UNNAMED_BOX = re.compile(r"\b(?P<body>CƠ QUAN(?: NHÀ NƯỚC| QUẢN LÝ)? CÓ THẨM QUYỀN) XÁC NHẬN\b")
"""A box of a form for the confirmation of whoever is competent, in capitals."""
_IN_BOX = "CÓ THẨM QUYỀN XÁC NHẬN"
"""Words of every such box: finding them costs far less than the pattern."""
_BODIES_ON = re.compile(
    r"(?:, (?:đơn vị|tổ chức|doanh nghiệp|cơ quan|cơ sở|chính quyền|người)[^.;,)(|\n]{0,100}?"
    r"(?=\s(?:đối với|về|theo|trong|tại|khi|nếu)\b|[.;,)(|\n]|$))+"
)
"""How the list of bodies that confirm goes on behind the first: "cơ quan, đơn vị, doanh nghiệp có thẩm quyền"."""
NO_BODY = re.compile(
    r"^(?:các )?(?:cơ quan|cấp|tổ chức|người)(?:, (?:cơ quan|đơn vị|tổ chức|doanh nghiệp|cá nhân|người))*"
    r"(?: nhà nước| quản lý nhà nước)? (?:có thẩm quyền|chức năng|có liên quan|quản lý)"
)
_MATTER = re.compile(r"\b(?:về|là|rằng|việc|đối với)\b")
NOT_ASKED = re.compile(
    r"\b(?:không (?:được )?(?:phải |yêu cầu|đòi|nộp|cần|buộc)|bãi bỏ|bỏ |không phải|thay (?:cho|thế)|thu hồi|trước đây|miễn "
    r"|thu lại|đã được cấp)"
)


@dataclass(frozen=True)
class Dossier:
    """A list of papers: the line that opens it, its papers (without their letters), its article and its whole extent.

    ``article`` is null inside quoted new text. ``referred`` marks a lead that points to a list elsewhere; ``filed`` tells that
    an applicant hands the papers in, not one state body to another.
    """

    lead: Span
    items: tuple[Span, ...]
    article: Article | None
    span: Span
    referred: bool = False
    filed: bool = True


def dossiers(view: View) -> tuple[Dossier, ...]:
    """The dossiers of a draft in text order, those of annexes and forms left out."""
    return view.memo(_find)


def extent(view: View, dossier: Dossier) -> Span:
    """The words that may say more of a dossier: its article; in quoted new text the quoted article, else the quoted provision."""
    if view.zone(dossier.lead[0]) != "quoted":
        return dossier.article.span if dossier.article is not None else dossier.span
    node = view.node(view.content(dossier.lead)[0])
    quoted = [n for n in view.structure.ancestors(node) if n.quoted or n.kind == "quoted"] if node is not None else []
    whole = next((n for n in quoted if n.kind == "dieu"), None)
    return whole.span if whole is not None else quoted[-1].span if quoted else dossier.span


def _find(view: View) -> tuple[Dossier, ...]:
    out = []
    last_line = -1
    for at, _ in view.hits("hồ sơ"):
        n = view.lines.line_of(at)
        if n == last_line:
            continue
        last_line = n
        line = view.lines.span(n)
        if view.zone(line[0]) not in ("body", "quoted"):
            continue
        found = _read(view, line)
        if found is not None:
            out.append(found)
    return tuple(out)


def _read(view: View, line: Span) -> Dossier | None:
    content = view.content(line)
    words = view.lowcut(content)
    article = view.article(line[0])
    if _OTHER_DOSSIER.search(words) or _STEPS.search(words):
        return None
    inline = _INLINE.search(words)
    if inline:
        items = tuple(_pieces(view, (content[0] + inline.start("list"), content[1])))
        return Dossier(line, items, article, line, filed=_filed(view, line, article))
    if not _LEAD.search(words) or "được thay thế bằng" in words:
        return None
    node = view.node(content[0])
    items, end = _below(view, node, line)
    if not items:
        return Dossier(line, (), article, line, referred=True) if _REFERRED.search(words) else None
    return Dossier(line, items, article, (line[0], end), filed=_filed(view, line, article))


def _procedure_starts(view: View) -> list[int]:
    """Where the lines of all procedures begin, in order."""
    return sorted({span[0] for p in view.draft.procedures for span in p.spans})


def _filed(view: View, line: Span, article: Article | None) -> bool:
    """Whether an applicant files here: a procedure was found on this line, or its words or its article's heading say so."""
    words = view.lowcut(line)
    if _BETWEEN_BODIES.search(words) or (article is not None and _BETWEEN_BODIES.search(article.heading)):
        return False
    if not is_normative(view.meta) or (article is not None and is_internal(view.lowcut(article.span))):
        return False
    starts = view.memo(_procedure_starts)
    at = bisect_left(starts, line[0])
    if at < len(starts) and starts[at] <= line[1]:
        return True
    return _FILES_FOR.search(words) is not None or (article is not None and _FILES_FOR.search(article.heading) is not None)


def has_outsider(words: str) -> bool:
    """Whether folded words name somebody outside the state."""
    return _OUTSIDER.search(words) is not None


def is_internal(words: str) -> bool:
    """Whether folded words speak of files that one body makes for another, and of nobody outside the state.

    >>> is_internal("sở lập hồ sơ trình ủy ban nhân dân"), is_internal("cá nhân nộp hồ sơ, sở lập hồ sơ trình ủy ban nhân dân")
    (True, False)
    """
    return _BODY_FILES.search(words) is not None and _OUTSIDER.search(words) is None


def _below(view: View, node: Node | None, line: Span) -> tuple[tuple[Span, ...], int]:
    """The papers below a lead: the children of its node, else the lettered or dashed lines that follow."""
    children = [c for c in view.structure.children.get(node.path, ()) if c.span[0] >= line[1]] if node else []
    listed = [c for c in children if c.kind in ("khoan", "diem", "tiet", "gach")]
    if listed:
        return tuple(view.content(view.line(c.span[0])) for c in listed), listed[-1].span[1]
    items: list[Span] = []
    n = view.lines.line_of(line[0]) + 1
    while n < len(view.lines):
        following = view.lines.span(n)
        if not _BULLET.match(view.low, following[0], following[1]):
            break
        items.append(view.content(following))
        n += 1
    return tuple(items), items[-1][1] if items else line[1]


def _pieces(view: View, span: Span) -> Iterator[Span]:
    start = span[0]
    for match in re.finditer(r"[;.]", view.text[span[0] : span[1]]):
        end = span[0] + match.start()
        if view.text[start:end].strip():
            yield _stripped(view, (start, end))
        start = end + 1
    if view.text[start : span[1]].strip():
        yield _stripped(view, (start, span[1]))


def _stripped(view: View, span: Span) -> Span:
    words = view.cut(span)
    return span[0] + len(words) - len(words.lstrip()), span[1] - (len(words) - len(words.rstrip()))


def paper_at(view: View, offset: int) -> Span | None:
    """The dossier paper whose line holds an offset."""
    return next((item for d in dossiers(view) for item in d.items if item[0] <= offset < item[1]), None)


def confirmations(view: View) -> Iterator[tuple[Span, str, bool]]:
    """Confirmations asked for in dossier papers and forms: the words, the folded body, and whether the matter is stated.

    In a dossier the paper itself is the matter ("đơn có xác nhận của …" confirms what the form says).
    """
    for match in view.scan(_CONFIRMED_BY, "xác nhận của", "xác nhận do"):
        in_form = view.zone(match.start()) == "form"
        paper = paper_at(view, match.start())
        if not in_form and paper is None:
            continue
        sentence = view.sentence(match.start())
        if NOT_ASKED.search(view.low, sentence[0], match.start()) or any(c.act for c in view.citations_in(sentence)):
            continue
        span = view.whole(match.span(), _BODIES_ON)
        tail = view.low[match.start("body") : min(sentence[1], match.end() + 80)]
        matter = _MATTER.search(tail) is not None or paper is not None
        named = view.low[match.start("body") : max(span[1], match.end("body"))]
        body = re.split(r"\s*\(|\b(?:về|là|rằng|việc|đối với|xác nhận)\b", named)[0]
        yield span, body, matter
    for match in view.scan(_BODY_CONFIRMS, "xác nhận", "chứng nhận", "chứng thực"):
        if paper_at(view, match.start()) is None or any(c.act for c in view.citations_in(view.sentence(match.start()))):
            continue
        if not NOT_ASKED.search(view.low, view.sentence(match.start())[0], match.start()):
            yield view.whole(match.span()), match["body"], True
    for box in _UNNAMED_BOX.finditer(view.text) if _IN_BOX in view.text else ():
        if view.zone(box.start()) == "form":
            yield box.span(), box["body"].lower(), False
