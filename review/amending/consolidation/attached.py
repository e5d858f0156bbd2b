"""Commands on a regulation issued with the base act ("Điều 5 Quy chế ban hành kèm theo Quyết định số …"): which one they mean."""

import re
from typing import Final

from review.amending.consolidation.phrases import fold_tones
from review.contract.document import Document
from review.contract.structure import Node, Structure

_ACTS: Final = r"(?:Quyết định|Nghị định|Thông tư|Nghị quyết|Chỉ thị)"
_KINDS: Final = (
    r"(?:Quy chế|Quy định|Quy trình|Quy tắc|Quy chuẩn|Điều lệ|Nội quy|Hướng dẫn|Chương trình|Đề án|Kế hoạch|Chiến lược|Bản quy định|Chế độ)"
)
_BEHIND: Final = re.compile(rf"\s*(?:của|thuộc|tại|trong|ở)?\s*(?:bản\s+)?(?P<words>{_KINDS}\b[^“”;\n]*)")
_ABOVE: Final = re.compile(
    rf"(?P<words>{_KINDS}\b[^“”;\n]{{0,400}}?)(?:được\s+)?(?:ban hành\s+)?kèm theo\s+{_ACTS}\b",
    re.IGNORECASE,
)
_ISSUED: Final = re.compile(r"\s*\(?(?:được\s+)?(?:ban hành|kèm theo).*$|\s+(?:như sau|được\s|số\s).*$|[.,:].*$", re.DOTALL | re.IGNORECASE)
_HEADS: Final = 6
"""Lines of a regulation's title block in which its name is looked for."""


def regulations(structure: Structure) -> list[Node]:
    """The regulations issued with an act, in order."""
    return [node for node in structure.nodes if node.kind == "attached" and node.parent is None]


def said_behind(line_tail: str) -> str | None:
    """The regulation that the words behind a provision name, null where they name none.

    >>> said_behind(" Quy chế về kho ban hành kèm theo Quyết định số 1"), said_behind(" như sau:")
    ('Quy chế về kho', None)
    """
    found = _BEHIND.match(line_tail)
    return _ISSUED.sub("", found["words"]).strip() if found else None


def said_above(words: str) -> str | None:
    """The regulation "ban hành kèm theo" an act that a heading or a title speaks of, the last one named."""
    found = [match["words"] for match in _ABOVE.finditer(words)]
    return found[-1].strip() if found else None


def meant(named: str, document: Document, held: list[Node]) -> Node | None:
    """The regulation of a name: the only one, else the only one whose title block holds the name; null where that does not tell."""
    if len(held) < 2:
        return held[0] if held else None
    wanted = _key(named)
    fitting = [node for node in held if wanted in _key(_head(document, node))]
    return fitting[0] if len(fitting) == 1 else None


def _head(document: Document, node: Node) -> str:
    return "\n".join(document.cut(node.span).split("\n", _HEADS)[:_HEADS])


def _key(words: str) -> str:
    return fold_tones(" ".join(words.split()).lower())
