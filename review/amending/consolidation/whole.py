"""Commands on words of a whole act: they name no provision, so no list of targets holds them."""

import re
from collections.abc import Sequence
from typing import Final

from review.amending.grammar import MARKER, QUOTE
from review.contract.base import Span
from review.contract.citations import Amendment
from review.contract.document import Document
from review.contract.structure import Structure

_VERB: Final = re.compile(
    r"\s*(?:(?:Sửa đổi|Thay thế|Thay|Đính chính|Bãi bỏ|Hủy bỏ|Bỏ|Lược bỏ)\s+)(?:một số\s+|các\s+)?(?:cụm\s+từ|từ ngữ|từ)\b"
)
_SCOPE: Final = re.compile(
    r"[\s,;]*(?:tại|trong|ở|của)\s+(?:toàn bộ|toàn văn|các (?:điều|khoản|quy định)[^.;]{0,60}? của)?\s*"
    r"(?:các\s+)?(?:nội dung\s+)?(?:của\s+)?"
    r"(?P<act>(?:Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư liên tịch|Thông tư|Quyết định|văn bản)\b[^.;\n]*)"
)
_LESS: Final = re.compile(r"Phụ lục|phụ lục|[Mm]ẫu|[Đđ]iều\s+\d|khoản\s+\d|[Cc]hương\s+[IVX\d]")
_NUMBER: Final = re.compile(r"số\s+(\d[\w./]*/[\w–-]+)")
LIMITED: Final = re.compile(r"\btrừ\b")
"""A scope with exceptions, which is not carried out."""


def whole_act_commands(document: Document, structure: Structure, known: Sequence[Amendment]) -> list[Amendment]:
    """Phrase commands on a whole act ("trong toàn bộ Nghị định"), with the empty target; ``known`` are those found on provisions."""
    told = {document.lines.line_of(a.span[0]) for a in known}
    out: list[Amendment] = []
    for number in range(len(document.lines)):
        start, end = document.lines.span(number)
        line = document.text[start:end]
        marker = MARKER.match(line)
        verb = _VERB.match(line, marker.end() if marker else 0)
        if verb is None or number in told:
            continue
        quotes = list(QUOTE.finditer(line, verb.end()))
        scope = _SCOPE.match(line, quotes[-1].end()) if quotes else None
        node = structure.at(start)
        if scope is None or _LESS.search(scope["act"]) or node is None or node.quoted:
            continue
        named = _NUMBER.search(scope["act"])
        new: Span | None = (start + quotes[1].start() + 1, start + quotes[1].end() - 1) if len(quotes) == 2 else None
        out.append(
            Amendment(
                id=f"W{len(out) + 1}",
                span=(start + scope.start("act"), start + scope.end("act")),
                path=node.path,
                operation="replace_phrase",
                act=named[1] if named else None,
                target="",
                old_phrase=quotes[0][0][1:-1],
                new_text=new,
            )
        )
    return out
