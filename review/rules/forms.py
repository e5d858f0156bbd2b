"""Forms and annexes: those that a draft has, and whose a form is that its text names."""

import re

from review.contract.base import Span
from review.rules.names import fold
from review.rules.view import View

_FORM_HEADING = re.compile(
    r"^\s*(?P<kind>mẫu(?: đơn| biểu)?(?: số)?|biểu mẫu(?: số)?|phụ lục(?: số)?)\s*:?\s+(?P<number>\d{1,2}(?:\.\d{1,2})*[a-zđ]?"
    r"|[ivx]{1,6})\b",
    re.M,
)
_HEADING_IN_ROW = re.compile(
    r"\b(?P<kind>(?i:mẫu(?: đơn| biểu)?(?: số)?|biểu mẫu(?: số)?|phụ lục(?: số)?))\s+"
    r"(?P<number>\d{1,2}(?:\.\d{1,2})*[a-zđA-ZĐ]?|[IVX]{1,6})"
    r"[.:]?(?: \|)*\s+(?=[A-ZĐÀ-Ỹ]{2,}\s+[A-ZĐÀ-Ỹ]{2,})"
    r"|\| Mẫu số (?P<cell>\d{1,2}[a-zđ]?)\s+Ký hiệu"
)
"""A heading in capitals after a form's number, also inside a table row, where the form was laid out as one."""


def annexed(view: View) -> set[tuple[str, str]]:
    """Kinds and numbers of the annexes and forms of the file; headings that the outline did not take count too."""
    out: set[tuple[str, str]] = set()
    for node in view.structure.nodes:
        if node.kind in ("form", "annex") and not node.quoted:
            number = number_of(fold(node.number or "")) if node.number else ""
            out.add(("mau" if node.kind == "form" else "phu-luc", number or ""))
    for match in _HEADING_IN_ROW.finditer(view.text):
        number = number_of(match["number"] or match["cell"])
        if number is not None:
            out.add(("mau" if match["cell"] or match["kind"].lower().startswith(("mẫu", "biểu")) else "phu-luc", number))
    for match in view.scan(_FORM_HEADING, "mẫu", "phụ lục"):
        if view.zone(match.start()) not in ("body", "can_cu", "quoted"):
            number = number_of(match["number"])
            if number is not None:
                out.add(("mau" if match["kind"].startswith(("mẫu", "biểu")) else "phu-luc", number))
    return out


def number_of(words: str) -> str | None:
    """A form or annex number without its zeros; roman numbers as arabic.

    >>> number_of("01a"), number_of("ii"), number_of("1.2")
    ('1a', '2', '1.2')
    """
    words = words.strip(" .:").lower()
    if re.fullmatch(r"[ivxlc]+", words):
        values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
        figures = [values[c] for c in words]
        return str(sum(-f if f < max(figures[i:]) else f for i, f in enumerate(figures)))
    match = re.match(r"0*(\d+)((?:\.\d+)*[a-zđ]?)", words)
    return match[1] + match[2] if match else None


def foreign_form(view: View, span: Span) -> bool:
    """Whether a form belongs to another act named after it in the same sentence."""
    sentence_end = view.sentence(span[0])[1]
    tail = view.low[span[1] : min(sentence_end, span[1] + 260)]
    if re.match(
        r"(?:[^.;]{0,80})\b(?:này|kèm theo (?:quy định|quy chế|nghị định|thông tư|quyết định|nghị quyết) (?:này|số /))", tail[:110]
    ):
        return False
    return (
        re.search(
            r"\b(?:luật|nghị định|thông tư|nghị quyết|quyết định|quy chuẩn|văn bản|hiệp định|công ước|điều ước|hợp đồng)\b(?! này)", tail
        )
        is not None
    )
