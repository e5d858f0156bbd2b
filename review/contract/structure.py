"""The outline of a draft and what its title block says."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from review.contract.base import DocType, Format, Model, NodeKind, Notice, Span
from review.contract.document import Document


class Node(Model):
    """A node of the outline. ``span`` covers it with all its children, without the last line end.

    A node with children has a ``heading_span``, its own words before the first child (the lead-in of a khoản, too); a
    node without has none: so heading spans and the spans of leaves tile the text. Running text below a Điều is a leaf of
    kind ``text``. ``number`` is as printed ("8", "12a", "a", "IV"); ``heading`` is the title text of a Điều, Chương and so on, and
    for a khoản or điểm null. ``quoted`` is true for nodes inside quoted new text.
    """

    path: str
    kind: NodeKind
    number: str | None = None
    heading: str | None = None
    heading_span: Span | None = None
    span: Span
    parent: str | None = None
    quoted: bool = False


OddityKind = Literal[
    "gap", "duplicate", "order", "odd_letter", "unclosed_quote", "unopened_quote",
    "empty_dieu", "empty_khoan", "unreadable_numbers",
]  # fmt: skip


class Oddity(Model):
    """Something odd in the structure, to be made a finding by the rules of family NUM. ``detail`` is Vietnamese."""

    kind: OddityKind
    path: str
    span: Span
    detail: str
    expected: str | None = None


class Meta(Model):
    """What the title block, the effect clause and the signature say; what is blank is null.

    ``spans`` keeps where each field was read. ``effective_text`` is ``"signing"`` for "kể từ ngày ký".
    """

    doc_type: DocType = "other"
    number: str | None = None
    sign: str | None = None
    issuer: str | None = None
    level: Literal["central", "province", "commune"] | None = None
    place: str | None = None
    date: str | None = None
    title: str | None = None
    is_draft: bool = False
    draft_no: str | None = None
    effective: str | None = None
    effective_text: str | None = None
    amending: bool = False
    amends: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    signer_title: str | None = None
    language: str = "vi"
    spans: dict[str, Span] = {}


class DocumentInfo(Model):
    """``document`` of the report."""

    file: str
    format: Format
    sha256: str
    pages: int | None
    text: str | None
    doc_type: DocType
    number: str | None
    issuer: str | None
    level: Literal["central", "province", "commune"] | None
    place: str | None
    date: str | None
    title: str | None
    is_draft: bool
    draft_no: str | None
    effective: str | None
    amending: bool
    amends: tuple[str, ...]
    replaces: tuple[str, ...]
    signer_title: str | None
    language: str

    @classmethod
    def of(cls, document: Document, meta: Meta, *, with_text: bool = True) -> "DocumentInfo":
        """What a document is and what its title block says."""
        said = meta.model_dump(exclude={"sign", "effective_text", "spans"})
        text = document.text if with_text else None
        return cls(file=document.file, format=document.format, sha256=document.sha256, pages=document.pages, text=text, **said)


@dataclass(frozen=True)
class Structure:
    """The outline with its look-ups. ``nodes`` are in document order, parents before children."""

    nodes: tuple[Node, ...]
    meta: Meta
    oddities: tuple[Oddity, ...] = ()
    notices: tuple[Notice, ...] = ()

    @cached_property
    def by_path(self) -> dict[str, Node]:
        """Nodes by their address."""
        return {node.path: node for node in self.nodes}

    @cached_property
    def children(self) -> dict[str | None, tuple[Node, ...]]:
        """Children by the address of their parent, in order; ``None`` holds the top nodes."""
        out: dict[str | None, list[Node]] = {}
        for node in self.nodes:
            out.setdefault(node.parent, []).append(node)
        return {parent: tuple(nodes) for parent, nodes in out.items()}

    @cached_property
    def _starts(self) -> list[int]:
        return [node.span[0] for node in self.nodes]

    def at(self, offset: int) -> Node | None:
        """The deepest node that holds ``offset``."""
        i = bisect_right(self._starts, offset) - 1
        node: Node | None = self.nodes[i] if i >= 0 else None
        while node is not None and not node.span[0] <= offset < max(node.span[1], node.span[0] + 1):
            node = self.by_path.get(node.parent) if node.parent else None
        return node

    def path_at(self, offset: int) -> str:
        """The address of the deepest node that holds ``offset``, else ``""``.

        Running text and tables below a node have no address of their own in law: the node that holds them answers.
        """
        node = self.at(offset)
        while node is not None and node.parent and node.kind in ("text", "table"):
            node = self.by_path[node.parent]
        return node.path if node else ""

    def ancestors(self, node: Node) -> Iterator[Node]:
        """The node itself, its parent, and so on to the top."""
        current: Node | None = node
        while current is not None:
            yield current
            current = self.by_path.get(current.parent) if current.parent else None

    def enclosing(self, offset: int, kind: NodeKind) -> Node | None:
        """The nearest node of a kind that holds ``offset``."""
        node = self.at(offset)
        return next((n for n in self.ancestors(node) if n.kind == kind), None) if node else None

    def walk(self, path: str) -> Iterator[Node]:
        """The node at an address and all below it, in document order."""
        node = self.by_path.get(path)
        if node is not None:
            yield node
            for child in self.children.get(path, ()):
                yield from self.walk(child.path)
