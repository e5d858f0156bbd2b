"""Family COND: requirements and conditions."""

import re
from collections.abc import Iterator

from review.contract.base import Span
from review.rules.engine import Flag, rule
from review.rules.facts import LawFacts
from review.rules.view import View

_CONDITION_HEADING = re.compile(r"\b(?:điều kiện|tiêu chuẩn|tiêu chí|yêu cầu)\b")
_PRINCIPLE_HEADING = re.compile(
    r"\b(?:nguyên tắc|trách nhiệm|quyền|nghĩa vụ|phạm vi|đối tượng|giải thích|hiệu lực|thi hành|chính sách|mục tiêu|nội dung)\b"
)
_VAGUE = re.compile(
    r"\b(?:đủ năng lực(?! hành vi| pháp luật)|có năng lực(?! hành vi| pháp luật)|đủ uy tín|có uy tín|bảo đảm (?:các )?yêu cầu"
    r"|đảm bảo (?:các )?yêu cầu|phẩm chất (?:đạo đức )?tốt"
    r"|đáp ứng (?:các |được )?yêu cầu|phù hợp|đầy đủ|đủ điều kiện cần thiết|đủ khả năng|có khả năng|hợp lý|cần thiết)\b"
)
_MEASURED = re.compile(
    r"\d|\b(?:theo (?:quy định|mẫu|danh mục|phụ lục|tiêu chuẩn|quy chuẩn|định mức|hướng dẫn|yêu cầu tại)|quy chuẩn|tiêu chuẩn"
    r"|tcvn|qcvn|iso|luật|nghị định|thông tư|phụ lục"
    r"|quy hoạch|kế hoạch|chứng chỉ|chứng nhận|bằng |giấy phép|trình độ|quyết định|hợp đồng|danh mục|quy định (?:tại|của)"
    r"|khoản này|điều này|sau đây|sau:|pháp luật)\b"
)
_FITS_WHAT = re.compile(
    r"^\s+với (?:quy hoạch|kế hoạch|quy định|pháp luật|tiêu chuẩn|quy chuẩn|chiến lược|danh mục|giấy|nội dung|mục đích"
    r"|ngành, nghề đã)"
)


@rule("COND-02", honours=("G1", "G3", "G5", "G8", "G9"))
def sets_vague_condition(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A condition whose only measure is a vague word."""
    for span in _condition_lines(view):
        words = view.lowcut(span)
        match = _VAGUE.search(words)
        if match is None or _MEASURED.search(words) or len(words) > 220 or words.rstrip().endswith(":"):
            continue
        if match.group() == "phù hợp" and _FITS_WHAT.match(words[match.end() :]):
            continue
        if match.group() in ("đầy đủ", "hợp lý", "cần thiết") and not words.startswith(("có ", "đủ ", "bảo đảm", "đảm bảo")):
            continue
        end = span[1]
        while view.text[end - 1] in " ;.":
            end -= 1
        yield Flag((span[0], end), "warning", slots={"word": match.group()}, confidence=0.75)


def _condition_lines(view: View) -> Iterator[Span]:
    """Leaf lines that state a condition: in an article or khoản headed as conditions, or labelled so."""
    for article in view.articles:
        if _PRINCIPLE_HEADING.search(article.heading) and not _CONDITION_HEADING.search(article.heading):
            continue
        headed = bool(re.match(r"(?:các )?(?:điều kiện|tiêu chuẩn|tiêu chí|yêu cầu, điều kiện)", article.heading))
        for node in view.structure.walk(article.node.path):
            if node.kind not in ("khoan", "diem", "tiet", "gach") or view.structure.children.get(node.path):
                continue
            line = view.line(node.span[0])
            clause = view.clauses_by_line.get(line[0])
            labelled = clause is not None and any(x.label == "condition" for x in clause.labels)
            content = view.content(line)
            if (
                (headed and re.match(r"(?:có|đủ|bảo đảm|đảm bảo|đáp ứng|phải|được|là|người|tổ chức|cơ sở)\b", view.lowcut(content)))
                or (labelled and headed)
                or (labelled and re.match(r"(?:có|đủ|bảo đảm|đảm bảo|đáp ứng)\b", view.lowcut(content)))
            ):
                yield content
