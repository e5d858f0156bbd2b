"""Procedures of a draft as rules on parts read them: the procedure with its own articles and their words.

Parts found by earlier stages are used where they are there; each question is also asked of the articles' own words, so that
a part that was not extracted is not called missing.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from review.contract.base import Span
from review.contract.procedures import Procedure
from review.rules.acts import cited, draft_kind
from review.rules.view import Article, View

DURATION = re.compile(
    r"\b(?P<value>\d{1,3})\s*(?:\([^)]{1,24}\)\s*)?(?P<unit>ngày làm việc|giờ làm việc|ngày|giờ|tháng)\b(?!\s*(?:tháng|\d))"
)
VAGUE_LIMIT = re.compile(
    r"\b(?:trong thời (?:gian|hạn) (?:sớm nhất|ngắn nhất|nhanh nhất)|kịp thời|khẩn trương|sớm nhất|trong (?:khoảng )?(?:thời gian"
    r"|thời hạn) hợp lý|thời hạn hợp lý|trong thời gian ngắn nhất)\b"
)
_ON_THE_SPOT = re.compile(
    r"\b(?:ngay (?:khi|sau khi|trong ngày|tại chỗ|lập tức)|trong ngày(?: làm việc)?|giải quyết ngay|trả (?:kết quả )?ngay)\b"
)
_VALIDITY = re.compile(
    r"\b(?:có (?:giá trị|thời hạn|hiệu lực)|thời hạn (?:của )?(?:giấy|chứng chỉ|quyết định|thẻ|hiệu lực|sử dụng)|giá trị sử dụng"
    r"|lưu (?:trữ|giữ|nhật ký)"
    r"|thời hạn \d+ năm|hằng (?:năm|tháng|quý)|bảo hành)\b"
)
_LIMIT_CUE = re.compile(r"\b(?:thời hạn|trong|trong vòng|chậm nhất|không quá|kể từ|tối đa|sau)\b")
_LIMIT_REFERRED = re.compile(
    r"\b(?:trình tự|thủ tục|thời hạn|thời gian|hồ sơ|thực hiện|giải quyết)\b[^.;\n]{0,120}?\b(?:theo|tại"
    r"|như)\b[^.;\n]{0,60}?\b(?:điều|khoản|điểm|luật|nghị định"
    r"|thông tư|quyết định|quy trình)\b"
)
_BODY = (
    r"(?:ủy ban nhân dân|ubnd|chủ tịch|(?<!cơ )(?<!trụ )sở|(?<!cán )(?<!nội )(?<!toàn )bộ(?! phận| hồ sơ)|cục|ban(?! hành| đầu)"
    r"|công an|trung tâm|(?<!quốc )phòng(?!,| chống| ngừa)"
    r"|ngân hàng nhà nước|thủ tướng|chính phủ"
    r"|hội đồng|viện|tòa án|bảo hiểm xã hội|kho bạc|giám đốc|bộ trưởng|cục trưởng|trường (?:đại học|cao đẳng|trung cấp|mầm non"
    r"|tiểu học)|cơ sở (?:giáo dục|đào tạo|đăng kiểm|bảo hiểm)|cảng vụ|cơ quan (?:hải quan|thuế|công an|đăng ký|bảo hiểm)"
    r"|hiệp hội|bệnh viện|tổ chức đăng kiểm)"
)
_SETTLES = (
    r"(?:cấp|phê duyệt|quyết định|xác nhận|chấp thuận|ban hành|giải quyết|thẩm định|xem xét|tiếp nhận|trả|thực hiện|kiểm tra|lập"
    r"|trình|thông báo|công bố|công nhận"
    r"|đăng ký|chủ trì|tổ chức|có trách nhiệm|đối chiếu|vào sổ|gửi|có văn bản|ký)"
)
NAMED_DECIDER = re.compile(rf"\b{_BODY}\b[^.;\n]{{0,140}}?\b{_SETTLES}\b")
GENERIC_BODY = re.compile(
    r"\b(?:cơ quan|người|cấp)(?: nhà nước| quản lý nhà nước)?(?: có)? (?:có )?thẩm quyền\b(?! (?:theo|quy định|cấp phép theo))"
)
_APPLICANT = re.compile(
    r"\b(?:tổ chức|cá nhân|doanh nghiệp|người|hộ|cơ sở|chủ|hợp tác xã|công dân|nhà đầu tư|thương nhân|đơn vị|cơ quan, tổ chức"
    r"|học sinh|sinh viên|nhà thầu)\b"
)
_FILER = re.compile(
    r"(?:^|\n)(?:\d+\.|[a-zđ]\))?\s*(?!(?:hồ sơ|việc|khi|trường hợp|nếu|sau)\b)[^.,;:\n]{3,60}? (?:nộp|gửi)\b[^.;\n]{0,40}\bhồ sơ\b"
)
"""A subject of any name that files, at the beginning of a line."""
_MEASURE = re.compile(
    r"\bbiện pháp (?:phát triển|thực hiện chức năng|thi hành|để thi hành|có tính chất đặc thù|đặc thù|quản lý ngân sách"
    r"|bảo đảm quốc phòng)"
    r"|\bthí điểm\b"
)
_PROCEDURAL = re.compile(r"\b(?:hồ sơ|trình tự|thủ tục|thời hạn|cách thức|quy trình|giải quyết|tiếp nhận|thẩm định|điều kiện)\b")
_VERBS = (
    "cấp lại",
    "cấp đổi",
    "cấp mới",
    "cấp",
    "gia hạn",
    "điều chỉnh",
    "sửa đổi, bổ sung",
    "sửa đổi",
    "thu hồi",
    "đăng ký lại",
    "đăng ký",
    "xóa đăng ký",
    "phê duyệt",
    "chấp thuận",
    "công nhận",
    "công bố",
    "xác nhận",
    "thẩm định",
    "cho phép",
    "hỗ trợ",
    "thẩm tra",
    "miễn",
    "giao",
    "cho thuê",
    "chuyển",
)


@dataclass(frozen=True)
class Case:
    """A procedure with its own articles, in document order; the first holds its anchor."""

    view: View
    procedure: Procedure
    homes: tuple[Span, ...]

    @cached_property
    def words(self) -> str:
        """The folded words of its own articles."""
        return "\n".join(self.view.lowcut(home) for home in self.homes)

    @property
    def name(self) -> str:
        """Its name."""
        return self.procedure.name

    @cached_property
    def anchor(self) -> Span:
        """Where a finding on what it lacks is anchored: the line of its anchor."""
        return self.view.line(self.procedure.anchor[0])

    @cached_property
    def is_quoted(self) -> bool:
        """Whether it stands in new text of an amended act, of which the draft shows only the parts it touches."""
        at = self.procedure.anchor[0]
        if self.view.zone(at) == "quoted" or (self.view.meta.amending and self.procedure.action == "amend"):
            return True
        line = self.view.content(self.view.line(at))
        return self.view.low.startswith(("sửa đổi", "bổ sung ", "thay thế"), line[0])

    @cached_property
    def is_inserted(self) -> bool:
        """Whether it is a new procedure in a whole article that an amending act inserts, with its papers: it shows all its parts."""
        at = self.view.content(self.anchor)[0]
        node = self.view.node(at)
        whole = node is not None and node.kind == "dieu" and node.quoted
        return whole and self.procedure.action == "create" and self.has_dossier

    @property
    def is_new(self) -> bool:
        """Whether the registry says that the draft introduces it."""
        return self.procedure.action != "abolish" and self.procedure.registry.verdict == "new"

    @cached_property
    def has_dossier(self) -> bool:
        """Whether papers were found in its own articles; a single one may be a mention."""
        return sum(1 for part in self.procedure.of("dossier") if self._at_home(part.span)) > 1

    def _at_home(self, span: Span) -> bool:
        return any(_in(span, home) for home in self.homes)

    @cached_property
    def limit_lines(self) -> tuple[Span, ...]:
        """Lines of its own articles with a duration within which someone must act."""
        return tuple(line for home in self.homes for line in self.view.line_spans(home) if has_limit(self.view.lowcut(line)))

    @cached_property
    def has_limit(self) -> bool:
        """Whether a time limit with a number, a settlement on the spot, or a provision that fixes it is given."""
        if any(part.value is not None for part in self.procedure.of("time_limit")):
            return True
        anchor = None if self.is_inserted else self.view.article(self.procedure.anchor[0])
        around = list(self.view.line_spans(anchor.span)) if anchor is not None else []
        if any(has_limit(self.view.lowcut(self.view.line(span[0]))) for span in [*self.procedure.spans, *around]):
            return True
        return bool(self.limit_lines) or _ON_THE_SPOT.search(self.words) is not None or self.refers_elsewhere

    @cached_property
    def has_vague_limit(self) -> bool:
        """Whether vague words stand in place of a limit."""
        return VAGUE_LIMIT.search(self.words) is not None

    @cached_property
    def refers_elsewhere(self) -> bool:
        """Whether its own articles send the reader to a provision, of this draft or another act, for how it is done."""
        return self.refers_for(_VALIDITY)

    def refers_for(self, besides: re.Pattern[str]) -> bool:
        """The same, lines that open with certain words left out."""
        for home in self.homes:
            for line in self.view.line_spans(home):
                words = self.view.lowcut(self.view.content(line))
                if _VALIDITY.match(words) or besides.match(words):
                    continue
                if _LIMIT_REFERRED.search(words) and "mẫu số" not in words and any(c.span for c in self.view.citations_in(line)):
                    return True
        return False

    @cached_property
    def names_decider(self) -> bool:
        """Whether its own articles name a body that settles it."""
        named = (p for p in self.procedure.of("agency") if p.role == "decides" and self._at_home(p.span))
        if any(not GENERIC_BODY.search(part.quote.lower()) for part in named):
            return True
        return NAMED_DECIDER.search(GENERIC_BODY.sub(" ", self.words)) is not None

    @cached_property
    def names_applicant(self) -> bool:
        """Whether its own articles name who files."""
        return bool(self.procedure.of("applicant")) or _APPLICANT.search(self.words) is not None or _FILER.search(self.words) is not None


def has_limit(words: str) -> bool:
    """Whether a folded line sets a duration within which someone must act.

    >>> has_limit("trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ"), has_limit("giấy phép có thời hạn 12 tháng")
    (True, False)
    """
    for match in DURATION.finditer(words):
        around = words[max(0, match.start() - 60) : match.end() + 50]
        if _LIMIT_CUE.search(around) and not _VALIDITY.search(words[max(0, match.start() - 40) : match.end() + 10]):
            return True
    return False


_HANDS_ON = re.compile(
    r"\b(?:chính phủ|thủ tướng|bộ trưởng|bộ|thủ trưởng|chánh án|viện trưởng|tổng kiểm toán"
    r"|hội đồng nhân dân|ủy ban nhân dân|ủy ban thường vụ"
    r"|ngân hàng nhà nước|cơ quan có thẩm quyền|cơ quan nhà nước)\b[^.;\n]{0,120}?"
    r"\b(?:quy định|hướng dẫn|ban hành)\b(?! tại| của| trong)(?P<what>[^.;\n]*)"
    r"|\b(?:theo|do) (?:quy định|hướng dẫn) của (?:chính phủ|bộ|thủ tướng|pháp luật)\b|\btheo quy định của pháp luật\b"
)
"""An act of the National Assembly hands rule-making on."""
_OWN_KHOAN = re.compile(r"\bkhoản (?P<list>[\d, và]+?) điều này\b")
_PARTS_HANDED_ON = re.compile(r"\b(?:hồ sơ|trình tự|thủ tục|thi hành|các điều, khoản được giao)\b")


def leaves_details(view: View, at: int) -> bool:
    """Whether at an offset the draft, an act of the National Assembly, leaves parts of a procedure to a lower act.

    What it writes in full is judged as elsewhere (Thông tư 26/2025/TT-BTP, Điều 18 khoản 4): a law always counts as leaving details;
    another act does where its article, or a closing article on procedures, hands rule-making on. A clause that hands on
    other khoản than that of the offset does not count.
    """
    if view.meta.doc_type in ("luat", "phap_lenh"):
        return True
    if draft_kind(view.meta) not in ("qh", "ubtvqh"):
        return False
    article = view.article(at)
    if article is None:
        return True
    return view.memo(_hands_on_procedures) or any(_covers(view, match, at) for match in _HANDS_ON.finditer(view.low, *article.span))


def _hands_on_procedures(view: View) -> bool:
    """Whether an article hands on files, steps or the carrying out of the whole act."""
    return any(
        _PARTS_HANDED_ON.search(match["what"]) is not None
        for article in view.articles
        for match in _HANDS_ON.finditer(view.low, *article.span)
        if match["what"]
    )


def _covers(view: View, match: re.Match[str], at: int) -> bool:
    """Whether a clause that hands on is for the khoản of an offset: for all, where it names none."""
    listed = _OWN_KHOAN.search(match["what"] or "")
    if listed is None:
        return True
    node = view.structure.at(at)
    khoan = next((n for n in view.structure.ancestors(node) if n.kind == "khoan"), None) if node is not None else None
    numbers = re.findall(r"\d+", listed["list"])
    return khoan is None or khoan.number in numbers


def cases(view: View) -> tuple[Case, ...]:
    """The procedures that the draft creates or amends, with their articles."""
    return view.memo(_cases)


def _cases(view: View) -> tuple[Case, ...]:
    out = []
    for procedure in view.draft.procedures:
        if procedure.action == "abolish":
            continue
        out.append(Case(view, procedure, _homes(view, procedure)))
    return tuple(out)


def _homes(view: View, procedure: Procedure) -> tuple[Span, ...]:
    """The articles in which most of the procedure's lines stand; for one within an article, or in quoted text, its own lines."""
    anchor = view.article(procedure.anchor[0])
    node = view.node(procedure.anchor[0])
    if anchor is None or node is None or view.zone(procedure.anchor[0]) == "quoted":
        return tuple(procedure.spans) or (procedure.anchor,)
    if node.kind != "dieu":
        khoan = next((n for n in view.structure.ancestors(node) if n.kind == "khoan"), None)
        if khoan is not None and sum(1 for p in view.draft.procedures if _in(p.anchor, anchor.span)) > 1:
            own = [s for s in procedure.spans if _in(s, anchor.span)]
            return tuple(own) or (khoan.span,)
    shared = view.memo(_shared_lines)
    homes: list[Span] = []
    taken: dict[str, tuple[Article, int]] = {}
    for span in procedure.spans:
        article = view.article(span[0])
        if article is not None and view.line(span[0])[0] not in shared:
            known = taken.get(article.node.path, (article, 0))
            taken[article.node.path] = (article, known[1] + 1)
    for article, count in taken.values():
        lines = view.lines.line_of(max(article.span[0], article.span[1] - 1)) - view.lines.line_of(article.span[0]) + 1
        if article.node.path == anchor.node.path or (_PROCEDURAL.search(article.heading) and count * 2 >= lines):
            homes.append(article.span)
    return tuple(homes) or (anchor.span,)


def _shared_lines(view: View) -> frozenset[int]:
    """First offsets of lines that serve several procedures."""
    seen: Counter[int] = Counter()
    for procedure in view.draft.procedures:
        seen.update({view.line(span[0])[0] for span in procedure.spans})
    return frozenset(start for start, count in seen.items() if count > 1)


def _in(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] < outer[1]


def sets_one_procedure(view: View, article: Article) -> bool:
    """Whether an article is about one procedure, found or not: its heading opens with what is done, and it sets a limit."""
    heading = re.sub(r"^(?:thủ tục|việc|trình tự(?:, thủ tục)?)\s+", "", article.heading)
    return heading.startswith(tuple(f"{verb} " for verb in _VERBS)) and has_limit(view.lowcut(article.span))


def action_and_object(name: str) -> tuple[str, str]:
    """The verb of a procedure's name and what follows, folded.

    >>> action_and_object("cấp lại giấy phép nhập khẩu")
    ('cấp lại', 'giấy phép nhập khẩu')
    """
    words = re.sub(r"^thủ tục\s+", "", name.lower())
    for verb in _VERBS:
        if words.startswith(verb + " "):
            return verb, words[len(verb) + 1 :]
    first, _, rest = words.partition(" ")
    second, _, more = rest.partition(" ")
    return f"{first} {second}".strip(), more


def object_head(name: str, syllables: int = 4) -> str:
    """The first syllables of the object of a procedure's name.

    >>> object_head("cấp giấy phép nhập khẩu sản phẩm mật mã")
    'giấy phép nhập khẩu'
    """
    return " ".join(action_and_object(name)[1].split()[:syllables])


_LISTS_PROCEDURES = re.compile(
    rf"\b(?:điều|khoản|điểm) [\wđ]+(?: (?:điều|khoản) [\wđ]+)* \((?:thủ tục |việc |về )?(?:{'|'.join(_VERBS)})\b[^)]*\)"
)
"""A scope that says behind each provision it details which procedures that is for: others have no ground there."""


def grounded(view: View, case: Case) -> bool:
    """Whether the draft names a ground for a procedure: in its own articles, or where scope or competence articles list it."""
    for home in case.homes:
        for citation in view.citations_in(home):
            if cited(citation) is not None and not _is_form_reference(view, citation.span):
                return True
    action, thing = action_and_object(case.name)
    syllables = thing.split()
    pairs = [" ".join(pair) for pair in pairwise(syllables)] or syllables
    for article in view.articles:
        scope = "phạm vi" in article.heading or "thẩm quyền" in article.heading or "phân cấp" in article.heading
        if not scope:
            continue
        if _MEASURE.search(view.lowcut(article.span)):
            return True
        for line in view.line_spans(article.span):
            words = view.lowcut(line)
            if "quy định chi tiết" in words and re.search(r"\b(?:điều|khoản|điểm) ", words) and not _LISTS_PROCEDURES.search(words):
                return True
            listed = action in words and (not pairs or any(pair in words for pair in pairs))
            if listed and any(cited(c) is not None for c in view.citations_in(line)):
                return True
    return False


def _is_form_reference(view: View, span: Span) -> bool:
    before = view.low[max(0, span[0] - 80) : span[0]]
    return re.search(r"\b(?:mẫu|phụ lục|biểu)\b[^.;]*$", before) is not None
