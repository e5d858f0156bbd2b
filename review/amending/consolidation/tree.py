"""The text under change: a tree of pieces that remembers where each came from, and the document it prints."""

import hashlib
import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from review.contract.base import NodeKind, Span
from review.contract.document import Document
from review.contract.structure import Node, Structure
from review.structure.sequence import place, roman, value
from review.structure.tree import Draft, finish

_OPENING: Final = re.compile(r'^\s*["“”«‘]\s*')
_CLOSING: Final = re.compile(r'\s*["“”»’]\s*[.;,]*\s*$')
_CONTAINER: Final = re.compile(r"(?:kem|phu-luc|mau)(?:-[^/]*)?/")
_TWIN: Final = re.compile(r"(?P<path>(?:.*/)?(?:dieu|khoan|diem|chuong|muc|tieu-muc|phan|phu-luc|mau)-[^/@]*)@\d+")
_FIRST_MARK: Final = 0x100000
_MARKS: Final = 0xFF00
"""Marks that stand for words put aside: signs for private use that texts do not hold."""
_MARKED: Final = re.compile(f"[{chr(_FIRST_MARK)}-{chr(_FIRST_MARK + _MARKS)}]")
_DIVISIONS: Final = ("phan", "chuong", "muc", "tieu_muc")
_LABELS: Final[dict[str, re.Pattern[str]]] = {
    "dieu": re.compile(r"\s*Điều\s+\S+?[.:]?(?:\s+|$)", re.IGNORECASE),
    "khoan": re.compile(r"\s*\d[\w.]*?\s*[.)/]?(?:\s+|$)"),
    "diem": re.compile(r"\s*\w{1,3}\s*[.)/]\s*"),
    "tiet": re.compile(r"\s*[\w.]+?\s*[.)]?(?:\s+|$)"),
    "gach": re.compile(r"\s*[-–+•*]\s*"),
    **dict.fromkeys(_DIVISIONS, re.compile(r"\s*(?:Phần|Chương|Mục|Tiểu mục)\s+(?:thứ\s+)?\S+?[.:]?(?:\s+|$)", re.IGNORECASE)),
    **dict.fromkeys(("annex", "form"), re.compile(r"\s*(?:Phụ lục|(?:Mẫu|Biểu(?: mẫu)?)(?:\s+số)?)\s+\S+?[.:]?(?:\s+|$)", re.IGNORECASE)),
}  # fmt: skip


@dataclass(slots=True, eq=False)
class Piece:
    """A node under change. ``own`` are its words before its first child, ``sep`` what parts it from the words before it.

    ``origin`` is its address in the base, null for new text; ``path`` the address under which commands find it. ``rewritten`` is the
    rank of effect of the act that gave it its words, ``repealed`` whether only its number is left.
    """

    kind: NodeKind
    number: str | None
    heading: str | None
    own: str
    sep: str
    path: str
    origin: str | None = None
    quoted: bool = False
    rows: frozenset[int] = frozenset()
    children: list["Piece"] = field(default_factory=list)
    parent: "Piece | None" = None
    rewritten: int | None = None
    repealed: bool = False

    @property
    def label_end(self) -> int:
        """Where the printed number ends in ``own``; 0 where there is none."""
        pattern = _LABELS.get(self.kind)
        found = pattern.match(self.own) if pattern and self.number is not None else None
        return found.end() if found else 0

    def retell(self) -> None:
        """Read the title from the words again."""
        if self.heading is not None and self.label_end:
            self.heading = " ".join(self.own[self.label_end :].split())

    def walk(self) -> Iterator["Piece"]:
        """The piece and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def adopt(self, child: "Piece", at: int | None = None) -> None:
        """Hang a child below, at the end or at a position."""
        child.parent = self
        self.children.insert(len(self.children) if at is None else at, child)


@lru_cache(maxsize=20_000)
def order(number: str | None) -> tuple[float, float]:
    """A key that sorts printed numbers: 7 < 7a < 8, c < d < đ, IV < IVa < V.

    >>> sorted(["8", "7a", "7", "10"], key=order), sorted(["đ", "d", "e"], key=order), sorted(["V", "IVa", "IV"], key=order)
    (['7', '7a', '8', '10'], ['d', 'đ', 'e'], ['IV', 'IVa', 'V'])
    """
    if not number:
        return (0, 0)
    plain = number.lower().removeprefix("thứ").strip()
    if (found := value(plain)) is not None:
        return (found[0], place(found[1]) if found[1] else 0)
    head = re.fullmatch(r"([ivxlc]+)([a-zđ]?)", plain)
    if head and (rank := roman(head[1])) is not None and number[0].isupper():
        return (rank, place(head[2]) if head[2] else 0)
    return (place(plain), 0)


class Tree:
    """A document as pieces with their addresses."""

    def __init__(self, document: Document, structure: Structure) -> None:
        self.root = Piece("text", None, None, "", "", "")
        self.index: dict[str, Piece] = {}
        end = _hang(self.root, document, structure, structure.nodes, 0)
        self.tail = document.text[end:]
        for piece in self.root.walk():
            piece.origin = piece.path or None
            if piece.path:
                self.index.setdefault(piece.path, piece)
        self._shelf: list[str] | None = None
        self._numbers: dict[tuple[NodeKind, str], list[tuple[tuple[float, float], str]]] = {}
        self._twins = {found["path"] for path in self.index if (found := _TWIN.fullmatch(path))}
        self._by_end: dict[str, list[str]] = {}
        for path in self.index:
            self._by_end.setdefault(path.rpartition("/")[2], []).append(path)

    def find(self, path: str) -> Piece | None:
        """The piece at an address; a division or an article may be named without the higher ones where only one fits."""
        found = self.index.get(path)
        if found is not None:
            return found
        head, _, rest = path.partition("/")
        candidates = [p for p in self._by_end.get(head, ()) if p != head and p in self.index]
        if head.startswith(("chuong-", "muc-", "tieu-muc-", "dieu-", "phan-")) and len(candidates) == 1:
            return self.index.get(f"{candidates[0]}/{rest}" if rest else candidates[0])
        last = path.rpartition("/")[2]
        forms = [p for p in dict.fromkeys(self._by_end.get(last, ())) if p in self.index] if last.startswith(("mau-", "phu-luc-")) else []
        return self.index[forms[0]] if len(forms) == 1 else None

    @contextmanager
    def shelved(self, wanted: bool) -> Iterator[None]:
        """Within it new words are put aside, where ``wanted``, so that no command on words meets those of another."""
        if not wanted or any(_MARKED.search(piece.own) for piece in self.root.walk()):
            yield
            return
        put = self._shelf = []
        yield
        self._shelf = None
        for piece in self.root.walk():
            if _MARKED.search(piece.own):
                piece.own = _MARKED.sub(lambda mark: put[ord(mark[0]) - _FIRST_MARK], piece.own)
                piece.retell()

    def aside(self, words: str) -> str:
        """A mark in the place of new words, or the words themselves where none are put aside."""
        if self._shelf is None or not words or len(self._shelf) > _MARKS:
            return words
        self._shelf.append(words)
        return chr(_FIRST_MARK + len(self._shelf) - 1)

    def doubled(self, path: str) -> bool:
        """Whether an address, or one above it, is that of several provisions: the act has given a number twice."""
        while path and self._twins:
            if path in self._twins:
                return True
            path = path.rpartition("/")[0]
        return False

    def last_before(self, new: Piece, above: str) -> Piece | None:
        """The piece of the same kind with the highest number below a new one's, of those addressed directly below ``above``."""
        group = new.kind, above
        if group not in self._numbers:
            found = [p for p in self.index.values() if p.kind == new.kind and p.path.rpartition("/")[0] == above]
            self._numbers[group] = sorted((order(p.number), p.path) for p in found)
        kin = self._numbers[group]
        at = bisect_left(kin, (order(new.number), ""))
        while at > 0 and kin[at - 1][1] not in self.index:
            at -= 1
            del kin[at]
        return self.index[kin[at - 1][1]] if at > 0 else None

    def drop(self, piece: Piece) -> int:
        """Take a piece out of its parent; its position there."""
        parent = piece.parent or self.root
        at = next(i for i, child in enumerate(parent.children) if child is piece)
        del parent.children[at]
        self.forget(piece)
        return at

    def forget(self, piece: Piece) -> None:
        """Take the addresses of a piece and all below it off the index."""
        for below in piece.walk():
            if self.index.get(below.path) is below:
                del self.index[below.path]

    def put(self, piece: Piece, parent: Piece, at: int, path: str) -> None:
        """Hang a piece with all below it at a position, under the address ``path``."""
        old = piece.path
        held = _CONTAINER.match(path)
        container = held[0] if held else ""
        for below in piece.walk():
            inside = below is piece or below.path.startswith(f"{old}/")
            below.path = path + below.path[len(old) :] if inside else container + below.path
            self.index[below.path] = below
            above, _, last = below.path.rpartition("/")
            self._by_end.setdefault(last, []).append(below.path)
            if (below.kind, above) in self._numbers:
                insort(self._numbers[below.kind, above], (order(below.number), below.path))
        parent.adopt(piece, at)

    def print(self, document: Document) -> tuple[Document, tuple[Node, ...], list[Piece]]:
        """The document that the pieces make, its nodes, and the pieces in the order of the nodes."""
        parts: list[str] = []
        pieces: list[Piece] = []
        rows: set[int] = set()
        at = lines = 0

        def draft(piece: Piece) -> Draft:
            nonlocal at, lines
            if piece.own:
                sep = piece.sep if parts else piece.sep.lstrip("\n")
                parts.extend((sep, piece.own))
                at += len(sep)
                lines += sep.count("\n")
                rows.update(lines + row for row in piece.rows)
                lines += piece.own.count("\n")
            start = at
            at += len(piece.own)
            pieces.append(piece)
            made = Draft(piece.kind, start, at, piece.number, piece.heading, at, quoted=piece.quoted)
            for child in piece.children:
                made.add(draft(child))
            if not piece.own and made.children:
                made.start = made.head_end = made.children[0].start
            return made

        top = [draft(child) for child in self.root.children]
        text = "".join(parts) + self.tail
        nodes = finish(top)
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return Document(document.file, document.format, digest, text, rows=frozenset(rows)), nodes, pieces


def _hang(root: Piece, document: Document, structure: Structure, nodes: Iterable[Node], at: int, cut: int = 0) -> int:
    """Hang nodes (in document order) below a piece; where their words end. Addresses lose their first ``cut`` characters."""
    made: dict[str, Piece] = {}
    text = document.text
    for node in nodes:
        span = node.heading_span or (None if structure.children.get(node.path) else node.span)
        piece = Piece(node.kind, node.number, node.heading, "", "", node.path[cut:], quoted=node.quoted)
        if span is not None:
            piece.own, piece.sep, at = text[span[0] : span[1]], text[at : span[0]], span[1]
            if document.rows:
                first, last = document.lines.line_of(span[0]), document.lines.line_of(max(span[0], span[1] - 1))
                piece.rows = frozenset(row - first for row in range(first, last + 1) if row in document.rows)
        made[node.path] = piece
        made.get(node.parent or "", root).adopt(piece)
    return at


def quoted_pieces(document: Document, structure: Structure, span: Span) -> list[Piece]:
    """The new text that a command quotes, as pieces without the quotation marks; addresses are those inside the quotation.

    Where the outline has no node for the quotation, its words are one piece of running text.
    """
    inner = structure.at(span[0])
    node = next((n for n in structure.ancestors(inner) if n.kind == "quoted" and n.span == span), None) if inner else None
    root = Piece("text", None, None, "", "", "")
    if node is None:
        root.adopt(Piece("text", None, None, document.cut(span), "\n", ""))
    elif not structure.children.get(node.path):
        root.adopt(Piece("text", None, None, document.cut(node.span), "\n", ""))
    else:
        below = list(structure.walk(node.path))[1:]
        lead = document.cut(node.heading_span) if node.heading_span else ""
        words = _OPENING.sub("", lead, count=1)
        if words.strip():
            root.adopt(Piece("text", None, None, words, "\n", ""))
        _hang(root, document, structure, below, node.heading_span[1] if node.heading_span else node.span[0], node.path.index("~") + 1)
    pieces = [piece for piece in root.walk() if piece.own]
    if pieces:
        pieces[0].own = _OPENING.sub("", pieces[0].own, count=1)
        pieces[0].sep = "\n"
        pieces[-1].own = _CLOSING.sub("", pieces[-1].own)
    for piece in root.walk():
        piece.quoted = False
    return root.children


def attached_piece(document: Document, structure: Structure, path: str) -> Piece | None:
    """An annex or form of an amending act as a piece: at its address, or the only one that ends in its last step."""
    last = path.rpartition("/")[2]
    found = [n for n in structure.nodes if n.kind in ("annex", "form") and (n.path == path or n.path.rpartition("/")[2] == last)]
    node = next((n for n in found if n.path == path), found[0] if len(found) == 1 else None)
    if node is None:
        return None
    root = Piece("text", None, None, "", "", "")
    cut = len(node.path) - len(last)
    _hang(root, document, structure, structure.walk(node.path), node.span[0], cut)
    return root.children[0]
