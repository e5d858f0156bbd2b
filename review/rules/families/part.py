"""Family PART: the statutory parts of a procedure."""

import re
from collections.abc import Iterator

from review.contract.base import Level
from review.rules.acts import cited
from review.rules.cases import Case, cases, object_head
from review.rules.dossiers import dossiers
from review.rules.engine import Flag, rule
from review.rules.facts import LawFacts
from review.rules.view import Article, View

_VALID_FILE = re.compile(r"\b(?:nhận đủ hồ sơ|đủ hồ sơ hợp lệ|hồ sơ (?:đầy đủ, )?hợp lệ|hồ sơ đầy đủ|đủ hồ sơ)\b")
_FILE_SOURCE = re.compile(
    r"\bhồ sơ\b[^.;\n]{0,80}?\b(?:quy định tại|theo quy định tại|nêu tại|tại|theo) (?:điểm|khoản|điều|mục|phụ lục|nghị định"
    r"|thông tư|luật)"
)
_GENERIC_ACTS = re.compile(
    r"\b(?:cơ quan|người)(?: nhà nước| quản lý nhà nước)? có thẩm quyền (?:tiếp nhận|cấp|xác nhận|phê duyệt|chấp thuận"
    r"|quyết định|cho phép|giải quyết|thẩm định|xem xét|công nhận)"
    r"|\b(?:gửi|nộp)\b[^.;\n]{0,120}?\b(?:đến|tại|cho|tới) (?:cơ quan|người)(?: nhà nước| quản lý nhà nước)? có thẩm quyền\b"
)
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
    for match in _VALID_FILE.finditer(view.low):
        if view.zone(match.start()) != "body":
            continue
        article = view.article(match.start())
        if article is None or article.node.path in seen:
            continue
        seen.add(article.node.path)
        if _has_papers(view, article, match.start()):
            continue
        sentence = view.sentence(match.start())
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
    seen: set[tuple[str, str]] = set()
    for match in _GENERIC_ACTS.finditer(view.low):
        at = match.start()
        article = view.article(at)
        if article is None or view.zone(at) != "body" or _OWN_MOTION.search(article.heading):
            continue
        case = _case_at(view, at)
        khoan = next((n.path for n in view.structure.ancestors(node) if n.kind == "khoan"), "") if (node := view.node(at)) else ""
        key = (article.node.path, "" if case is not None else khoan)
        if key in seen or not _is_filed(view, article, at, case) or _defined(view, article, at, case):
            continue
        seen.add(key)
        sentence = view.sentence(at)
        lacks = _lacking(view, article, case)
        yield Flag(
            (sentence[0], match.end()),
            _level(view, article),
            slots={"lacks": lacks, "name": case.name if case else article.heading},
            focus=match.span(),
            procedure=case.procedure.id if case else None,
            confidence=0.75,
        )


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


def _defined(view: View, article: Article, at: int, case: Case | None) -> bool:
    """Whether the competent body is defined: in the first articles, or in a competence article that names this result."""
    result = object_head(case.name) if case is not None else ""
    for other in view.articles:
        words = view.lowcut(other.span)
        if other.node.number in ("1", "2", "3", "4") and re.search(
            r"\bcơ quan[^.;\n]{0,40}có thẩm quyền[^.;\n]{0,80}\b(?:là|gồm|bao gồm)\b", words
        ):
            return True
        if "thẩm quyền" in other.heading and other.node.path != article.node.path:
            if result and result in words:
                return True
            if not result and any(verb in words for verb in _verbs_near(view, at)):
                return True
    return re.search(r"\b(?:cơ quan|người) có thẩm quyền (?:quy định|nêu) tại\b", view.lowcut(article.span)) is not None


def _verbs_near(view: View, at: int) -> list[str]:
    """The settling verb of a sentence with the two syllables after it, to be looked for in a competence article."""
    words = view.lowcut(view.sentence(at))
    return [m.group() for m in re.finditer(r"\b(?:cấp|xác nhận|phê duyệt|chấp thuận|công nhận) \w+ \w+", words)]


def _lacking(view: View, article: Article, case: Case | None) -> str:
    lacks = []
    if case is not None:
        if not case.has_limit:
            lacks.append("thời hạn giải quyết")
        if not case.names_applicant:
            lacks.append("đối tượng thực hiện")
    elif not re.search(r"\d+ (?:\([^)]*\) )?(?:ngày|giờ|tháng)", view.lowcut(article.span)):
        lacks.append("thời hạn giải quyết")
    return ", ".join(["cơ quan giải quyết", *lacks])
