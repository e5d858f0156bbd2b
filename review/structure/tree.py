"""The tree under construction: drafts of nodes, and the addresses and spans they get in the end."""

from dataclasses import dataclass, field
from typing import Final

from review.contract.base import NodeKind
from review.contract.structure import Node
from review.structure.sequence import arabic

_SLUGS: Final[dict[str, str]] = {
    "phan": "phan", "chuong": "chuong", "muc": "muc", "tieu_muc": "tieu-muc", "dieu": "dieu", "khoan": "khoan",
    "diem": "diem", "tiet": "tiet", "gach": "gach", "can_cu": "can-cu", "title": "tieu-de", "enacting": "thong-qua",
    "signature": "chu-ky", "recipients": "noi-nhan", "attached": "kem", "annex": "phu-luc", "form": "mau",
    "table": "bang", "text": "doan", "quoted": "~",
}  # fmt: skip
_COUNTED: Final = {"gach", "can_cu", "attached", "table", "text"}
_CONTAINERS: Final = {"attached", "annex", "form", "quoted"}
_DIVISIONS: Final = {"phan", "chuong", "muc", "tieu_muc"}


@dataclass(slots=True)
class Draft:
    """A node under construction. ``head_end`` is where its own words before the first child end.

    ``label_end`` is the end of the printed label, ``flaw`` what is wrong with a quotation.
    """

    kind: NodeKind
    start: int
    end: int
    number: str | None = None
    heading: str | None = None
    head_end: int = 0
    children: list["Draft"] = field(default_factory=list)
    quoted: bool = False
    label_end: int = 0
    flaw: str | None = None

    def add(self, child: "Draft") -> "Draft":
        """Hang a child below, and return it."""
        self.children.append(child)
        return child


def _slug(node: Draft, counts: dict[str, int]) -> str:
    name = _SLUGS[node.kind]
    if node.kind == "quoted":
        return "~"
    if node.kind in _COUNTED:
        counts[node.kind] = counts.get(node.kind, 0) + 1
        return f"{name}-{counts[node.kind]}"
    if node.number is None:
        return name
    number = node.number
    if node.kind in _DIVISIONS or node.kind == "annex":
        number = arabic(number)
    elif node.kind in ("dieu", "khoan", "form") and number.isdigit():
        number = str(int(number))
    return f"{name}-{number.lower()}"


def finish(top: list[Draft]) -> tuple[Node, ...]:
    """The nodes in document order with unique addresses; the span of a parent covers its children."""
    nodes: list[Node] = []
    taken: dict[str, int] = {}
    counters: dict[str, dict[str, int]] = {}

    def emit(draft: Draft, parent: str | None, container: str, prefix: str) -> None:
        base = container if draft.kind == "dieu" else prefix
        path = base + _slug(draft, counters.setdefault(base, {}))
        below = path if draft.kind == "quoted" else f"{path}/"
        taken[path] = seen = taken.get(path, 0) + 1
        if seen > 1:
            path = f"{path}@{seen}"
            below = below if draft.kind == "quoted" else f"{path}/"
        nodes.append(
            Node(
                path=path,
                kind=draft.kind,
                number=draft.number,
                heading=draft.heading,
                heading_span=(draft.start, draft.head_end) if draft.children and draft.head_end > draft.start else None,
                span=(draft.start, draft.end),
                parent=parent,
                quoted=draft.quoted,
            )
        )
        inner = below if draft.kind in _CONTAINERS else container
        for child in draft.children:
            emit(child, path, inner, below)

    def close(draft: Draft) -> int:
        for child in draft.children:
            draft.end = max(draft.end, close(child))
        return draft.end

    for draft in top:
        close(draft)
        emit(draft, None, "", "")
    return tuple(nodes)
