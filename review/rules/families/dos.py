"""Family DOS: the dossier."""

import re
from collections.abc import Iterator

from review.contract.base import Span
from review.rules.dossiers import Dossier, dossiers, paper_at
from review.rules.engine import Flag, rule
from review.rules.facts import LawFacts
from review.rules.view import View

_NOT_ASKED = re.compile(
    r"\b(?:không (?:được )?(?:phải |yêu cầu|đòi|nộp|cần|buộc)|bãi bỏ|bỏ |không phải|thay (?:cho|thế)|thu hồi|trước đây|miễn "
    r"|thu lại|đã được cấp)"
)
_HANDED = re.compile(
    r"\b(?:nộp|xuất trình|kèm|bản sao|bản chụp|bản chính|photo|photocopy|mang theo|đối chiếu|giấy tờ|chứng minh bằng|gồm)\b"
)
_OPEN = re.compile(
    r"^(?:và |hoặc )?(?:các |những |một số )?(?:loại )?(?:giấy tờ|tài liệu|hồ sơ|văn bản|chứng từ|thông tin)(?:(?:,| và"
    r"| hoặc)? (?:các )?(?:giấy tờ|tài liệu|văn bản|hồ sơ|chứng từ))*"
    r" (?:(?:có )?liên quan )?khác(?: (?:có )?liên quan| nếu có| \(nếu có\)| theo (?:quy định|yêu cầu)| cần thiết| kèm theo| để "
    r"| phục vụ|\s*[;.,(]|\s*$)"
    r"|^(?:các |những )?(?:giấy tờ|tài liệu|hồ sơ|văn bản)(?:, (?:giấy tờ|tài liệu|văn bản))* (?:có )?liên quan\s*(?:khác"
    r"|\(nếu có\)|nếu có|[;.]|$)"
    r"|^(?:các |những )?(?:giấy tờ|tài liệu|hồ sơ|văn bản)[^;.]{0,60} theo yêu cầu (?:của )?(?:cơ quan|sở|bộ|ủy ban|ubnd|đơn vị"
    r"|cục|phòng)"
    r"|(?:…|\.\.\.|v\.v\.{0,3})\s*[;.]?\s*$"
)
_SETS = re.compile(
    r"(?:\b\d{1,2}|\bmột|\bhai|\bba)\s*(?:\([^)]{1,12}\)\s*)?bộ\b(?!\s+(?:phận|trưởng|ngành|quản|luật|tiêu|máy|chỉ|tài chính"
    r"|công|y tế|xây|nội|tư|quốc|giáo|khoa|văn|ngoại|nông|dân))"
    r"|\bsố lượng(?: bộ)? hồ sơ\b|\b(?:số lượng|lập thành):? *(?:\d{1,2}|một)\b"
)
_ONLINE_ONLY = re.compile(r"\b(?:chỉ (?:nộp|thực hiện|tiếp nhận)|nộp hồ sơ) trực tuyến\b(?![^.;]{0,200}\b(?:trực tiếp|bưu chính)\b)")
_OTHER_ACT = re.compile(
    r"theo (?:quy định (?:tại|của)|hướng dẫn)[^.;:]{0,160}?\b(?:luật|nghị định|thông tư|nghị quyết|quyết định)\b(?! này)"
)


def _refused(view: View, span: Span) -> bool:
    """Whether the sentence says that the paper is not asked for."""
    sentence = view.sentence(span[0])
    return _NOT_ASKED.search(view.low, sentence[0], span[0]) is not None


def _asked(view: View, span: Span) -> bool:
    """Whether a paper is to be handed in or shown: in a dossier, a form, or a sentence that says so."""
    if view.zone(span[0]) == "form" or paper_at(view, span[0]) is not None:
        return True
    sentence = view.sentence(span[0])
    return _HANDED.search(view.lowcut(sentence)) is not None


@rule("DOS-01", honours=("G1", "G2", "G3", "G4", "G5", "G7", "G8"))
def asks_household_book(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A paper household or temporary-residence book to hand in or show."""
    for span in view.hits("sổ hộ khẩu", "sổ tạm trú", "bản sao hộ khẩu", "hộ khẩu photo", "giấy hộ khẩu", "hộ khẩu gia đình"):
        if not _refused(view, span) and _asked(view, span):
            paper = paper_at(view, span[0])
            yield Flag(_words(view, span, paper), "error", slots={"paper": view.cut(span)}, focus=span, confidence=0.95)


@rule("DOS-02", honours=("G1", "G2", "G3", "G4", "G5", "G7", "G8"))
def asks_old_identity_card(view: View, facts: LawFacts) -> Iterator[Flag]:
    """The old identity card as a paper of a dossier or a form; beside thẻ căn cước only a note."""
    for span in view.hits("chứng minh nhân dân", "cmnd", "chứng minh thư nhân dân", "chứng minh thư"):
        if _refused(view, span) or not _asked(view, span):
            continue
        beside = "căn cước" in view.lowcut(view.sentence(span[0])) or "cccd" in view.lowcut(view.sentence(span[0]))
        paper = paper_at(view, span[0])
        yield Flag(
            _words(view, span, paper),
            "note" if beside else "error",
            variant="beside" if beside else "",
            slots={"paper": view.cut(span)},
            focus=span,
        )


def _words(view: View, span: Span, paper: Span | None) -> Span:
    """The flagged words: from the beginning of the paper to its old name, else the name alone."""
    return (paper[0], span[1]) if paper is not None and span[1] - paper[0] < 60 else span


@rule("DOS-05", honours=("G1", "G3", "G6", "G9"))
def leaves_dossier_open(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A dossier that ends in papers without a name."""
    for dossier in dossiers(view):
        for item in dossier.items:
            if _OPEN.search(view.lowcut(item)):
                yield Flag(_trimmed(view, item), "error", confidence=0.9)


def _trimmed(view: View, span: Span) -> Span:
    end = span[1]
    while end > span[0] and view.text[end - 1] in " ;.,":
        end -= 1
    return span[0], end


@rule("DOS-06", honours=("G1", "G3", "G6", "G9"))
def omits_number_of_sets(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A dossier whose article does not say how many sets."""
    if _common_sets(view):
        return
    seen: set[Span] = set()
    for dossier in dossiers(view):
        if dossier.article is None or not dossier.items or _internal(view, dossier):
            continue
        extent = dossier.article.span
        words = view.lowcut(extent)
        if extent in seen or _SETS.search(words) or _ONLINE_ONLY.search(words) or _OTHER_ACT.search(view.lowcut(dossier.lead)):
            continue
        seen.add(extent)
        yield Flag(view.content(dossier.lead), "warning", confidence=0.85)


def _internal(view: View, dossier: Dossier) -> bool:
    node = dossier.article
    return node is not None and bool(re.match(r"(?:trách nhiệm|tổ chức thực hiện|lưu trữ|quản lý hồ sơ)", node.heading))


def _common_sets(view: View) -> bool:
    """Whether a common article, one without a dossier of its own, fixes the number of sets for all."""
    own = {d.article.node.path for d in dossiers(view) if d.article is not None}
    for span in view.hits("số lượng hồ sơ", "bộ hồ sơ", "01 bộ", "một bộ"):
        article = view.article(span[0])
        if article is not None and article.node.path not in own and _SETS.search(view.lowcut(article.span)):
            return True
    return False
