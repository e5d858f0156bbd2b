"""One draft as rules read it: its text folded, its articles, zones, sentences, dossiers and exempt spans, each computed once."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeVar, cast

from review.contract.base import Span
from review.contract.citations import Citation
from review.contract.draft import Draft
from review.contract.procedures import Clause
from review.contract.structure import Meta, Node, Structure
from review.rules.names import fold

T = TypeVar("T")
Zone = Literal["front", "title", "can_cu", "enacting", "body", "quoted", "annex", "form", "signature", "recipients"]

_KIND_ZONE: dict[str, Zone] = {
    "title": "title", "can_cu": "can_cu", "enacting": "enacting", "signature": "signature", "recipients": "recipients",
    "form": "form", "annex": "annex",
}  # fmt: skip
_RULED = frozenset(("dieu", "khoan", "diem", "tiet", "gach", "chuong", "phan", "muc", "tieu_muc", "attached"))
"""Kinds of nodes whose text is part of the body, wherever they stand."""
_SHORT_BRACKET = 60
"""Characters within which a bracket that a quote opens is closed to be quoted with it."""
_MARKER = re.compile(r"\s*[“\"«]?\s*(?:(?:điều|chương|mục|phần)\s+\w+[.:]?|\d+(?:\.\d+)*[a-zđ]?[.)]|[a-zđ]{1,2}(?:\.\d+)?[.)]|[-+•–])\s*")
_SENTENCE_END = re.compile(r"(?<!\btp)(?<!\bv\.v)[.;](?=\s|$|[”\"])|\n")


@dataclass(frozen=True)
class Article:
    """An unquoted Điều: its node, the address prefix of its body (``""`` or ``kem-1/``) and its heading in lower case."""

    node: Node
    prefix: str
    heading: str

    @property
    def span(self) -> Span:
        """The span of the whole article."""
        return self.node.span


class Covered:
    """What several spans cover together."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def overlap(self, span: Span) -> bool:
        """Whether one of the spans shares a character with another one."""
        at = bisect_right(self._ends, span[0])
        return at < len(self._starts) and self._starts[at] < span[1]


class View:
    """A draft with look-ups for rules.

    ``low`` is the text folded (lower case, one tone placement, plain dashes and spaces) with every offset in place, so a
    span found in it is a span of the text. All look-ups are lazy and kept.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.text: str = draft.document.text
        self.structure: Structure = draft.structure
        self.meta: Meta = draft.structure.meta
        self.lines = draft.document.lines
        self._zones: dict[str, Zone] = {}
        self._memo: dict[object, object] = {}
        self._sentence_ends: dict[int, list[int]] = {}

    def memo(self, build: Callable[..., T], *given: object) -> T:
        """What a function makes of this draft and other hashable things, made once."""
        key = (build, *given)
        if key not in self._memo:
            self._memo[key] = build(self, *given)
        return cast(T, self._memo[key])

    @cached_property
    def low(self) -> str:
        """The folded text."""
        return fold(self.text)

    def cut(self, span: Span) -> str:
        """The words of a span."""
        return self.text[span[0] : span[1]]

    def lowcut(self, span: Span) -> str:
        """The folded words of a span."""
        return self.low[span[0] : span[1]]

    def line(self, offset: int) -> Span:
        """The line that holds an offset."""
        return self.lines.span(self.lines.line_of(offset))

    def line_spans(self, span: Span) -> Iterator[Span]:
        """The lines that a span touches."""
        for n in range(self.lines.line_of(span[0]), self.lines.line_of(max(span[0], span[1] - 1)) + 1):
            yield self.lines.span(n)

    def whole(self, span: Span, list_on: re.Pattern[str] | None = None) -> Span:
        """A span that does not break off: a list that goes on behind it (``list_on``) is taken in, and so is a short bracket that it opens;
        before a longer one it ends.
        """
        start, end = span
        if list_on is not None and (more := list_on.match(self.low, end)):
            end = more.end()
        while end < len(self.text) and self.text[end - 1].isalnum() and self.text[end].isalnum():
            end += 1
        opened = self.text.rfind("(", start, end)
        if opened >= 0 and self.text.count("(", start, end) > self.text.count(")", start, end):
            close = self.text.find(")", opened, opened + _SHORT_BRACKET)
            end = close + 1 if 0 <= close < self.line(opened)[1] else opened
        while end > start + 1 and self.text[end - 1] in " .;,(:":
            end -= 1
        return start, end

    def content(self, line: Span) -> Span:
        """The line without its number, letter or dash."""
        match = _MARKER.match(self.low, line[0], line[1])
        return (match.end(), line[1]) if match else line

    def sentence(self, offset: int) -> Span:
        """The sentence (parted by full stop, semicolon or line end) that holds an offset."""
        line = self.line(offset)
        start = self.content(line)[0]
        if start > offset:
            start = line[0]
        stops = self._stops(line)
        after = bisect_right(stops, offset)
        start = max(start, stops[after - 1]) if after else start
        end = stops[after] if after < len(stops) else line[1]
        while start < end and self.text[start] in ' \t”“"':
            start += 1
        return start, end

    def _stops(self, line: Span) -> list[int]:
        """Where the sentences of a line end."""
        known = self._sentence_ends.get(line[0])
        if known is None:
            start = self.content(line)[0]
            known = self._sentence_ends[line[0]] = [m.end() for m in _SENTENCE_END.finditer(self.low, start, line[1])]
        return known

    def scan(self, pattern: re.Pattern[str], *cues: str) -> Iterator[re.Match[str]]:
        """Matches of a pattern within lines that hold one of the folded cues; faster than a search of the whole text.

        Every match must lie in one line and that line must hold a cue.
        """
        starts = self.lines.starts
        numbers = sorted({n for cue in cues for n in self._lines_with(cue)})
        for n in numbers:
            yield from pattern.finditer(self.low, starts[n], self.lines.span(n)[1])

    def _lines_with(self, cue: str) -> list[int]:
        return self.memo(_lines_of, cue)

    def hits(self, *needles: str) -> Iterator[Span]:
        """Where any of the folded words stand, as whole words, each needle in text order."""
        for needle in needles:
            at = self.low.find(needle)
            while at >= 0:
                end = at + len(needle)
                if not (at and self.low[at - 1].isalnum()) and not (end < len(self.low) and self.low[end].isalnum()):
                    yield at, end
                at = self.low.find(needle, end)

    def has(self, *needles: str) -> bool:
        """Whether any of the folded words stand anywhere, not necessarily as whole words."""
        return any(needle in self.low for needle in needles)

    def node(self, offset: int) -> Node | None:
        """The deepest node at an offset."""
        return self.structure.at(offset)

    def zone(self, offset: int) -> Zone:
        """The part of the draft an offset lies in."""
        node = self.structure.at(offset)
        if node is None:
            return "front"
        known = self._zones.get(node.path)
        if known is None:
            known = self._zones[node.path] = self._zone_of(node)
        return known

    def _zone_of(self, node: Node) -> Zone:
        zone: Zone | None = None
        ruled = False
        for n in self.structure.ancestors(node):
            if n.quoted or n.kind == "quoted":
                return "quoted"
            zone = zone or _KIND_ZONE.get(n.kind)
            ruled = ruled or n.kind in _RULED
        if zone is not None:
            return zone
        return "body" if ruled or node.span[0] >= self.body_start else "front"

    @cached_property
    def body_start(self) -> int:
        """Where the first Điều begins; the length of the text where there is none."""
        return next((n.span[0] for n in self.structure.nodes if n.kind == "dieu" and not n.quoted), len(self.text))

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """The unquoted Điều of all bodies, in document order."""
        out = []
        for node in self.structure.nodes:
            if node.kind == "dieu" and not node.quoted and "~" not in node.path:
                prefix = node.path[: node.path.rfind("dieu-")]
                out.append(Article(node, prefix, fold(node.heading or "")))
        return tuple(out)

    @cached_property
    def _article_starts(self) -> list[int]:
        return [a.span[0] for a in self.articles]

    def article(self, offset: int) -> Article | None:
        """The unquoted Điều that holds an offset."""
        i = bisect_right(self._article_starts, offset) - 1
        return self.articles[i] if i >= 0 and offset < self.articles[i].span[1] else None

    @cached_property
    def title_span(self) -> Span:
        """The anchor of what the draft as a whole lacks: its title, else its first line."""
        span = self.meta.spans.get("title")
        if span is not None:
            return span
        node = next((n for n in self.structure.nodes if n.kind == "title"), None)
        return node.span if node else self.lines.span(0)

    def heading_span(self, article: Article) -> Span:
        """The anchor of what an article lacks: its first line."""
        return self.line(article.span[0])

    @cached_property
    def _citation_starts(self) -> list[int]:
        return [c.span[0] for c in self.draft.citations]

    def citations_in(self, span: Span) -> Iterator[Citation]:
        """The citations that begin in a span."""
        i = bisect_right(self._citation_starts, span[0] - 1)
        while i < len(self.draft.citations) and self.draft.citations[i].span[0] < span[1]:
            yield self.draft.citations[i]
            i += 1

    @cached_property
    def clauses_by_line(self) -> dict[int, Clause]:
        """Labelled lines by the offset of their first character."""
        return {self.line(c.span[0])[0]: c for c in self.draft.clauses}

    @cached_property
    def _node_starts(self) -> list[int]:
        return [node.span[0] for node in self.structure.nodes]

    def nodes_in(self, span: Span) -> Iterator[Node]:
        """The nodes that begin in a span, in document order."""
        i = bisect_right(self._node_starts, span[0] - 1)
        while i < len(self.structure.nodes) and self.structure.nodes[i].span[0] < span[1]:
            yield self.structure.nodes[i]
            i += 1

    def own_words(self, node: Node) -> Span:
        """The node's own line or lines, before its first child."""
        children = self.structure.children.get(node.path, ())
        end = min((c.span[0] for c in children), default=node.span[1])
        start = node.span[0]
        while end > start and self.text[end - 1] in " \n\t":
            end -= 1
        return start, end


def _lines_of(view: View, cue: str) -> list[int]:
    """The numbers of the lines that hold a folded cue."""
    out: list[int] = []
    at = view.low.find(cue)
    while at >= 0:
        n = view.lines.line_of(at)
        out.append(n)
        at = view.low.find(cue, view.lines.span(n)[1])
    return out
