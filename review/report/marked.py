"""The draft's text cut into pieces so that marks may overlap: what the page shows on its left side."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from review.contract.base import Span
from review.contract.document import LineIndex


@dataclass(frozen=True)
class Mark:
    """A mark over a span: ``css`` class, the element it leads to, and a short title shown on hover."""

    span: Span
    css: str
    target: str
    title: str
    rank: int


@dataclass(frozen=True)
class Line:
    """A line of the draft as HTML, with the kind of its outline node and whether it begins a heading."""

    html: Markup
    css: str
    anchors: tuple[str, ...] = ()


def _piece(text: str, marks: Sequence[Mark], opened: set[str]) -> Markup:
    shown = escape(text)
    if not marks:
        return shown
    first = min(marks, key=lambda m: m.rank)
    css = " ".join(dict.fromkeys(word for m in marks for word in m.css.split()))
    title = "; ".join(dict.fromkeys(m.title for m in sorted(marks, key=lambda m: m.rank) if m.title))
    begins = [m.target for m in marks if m.target not in opened]
    opened.update(begins)
    inner = Markup("").join(Markup('<i id="t-{}"></i>').format(t) for t in begins)
    return inner + Markup('<a class="{}" href="#{}" title="{}">{}</a>').format(css, first.target, title, shown)


def lines(text: str, marks: Sequence[Mark], css_of: dict[int, str], rows: frozenset[int]) -> list[Line]:
    """The lines of a text with their marks as links. ``rows`` are shown as cells; cost is linear in text and marks."""
    index = LineIndex(text)
    todo: list[list[Mark]] = [[] for _ in range(len(index))]
    for mark in marks:
        start, end = mark.span
        first, last = index.line_of(start), index.line_of(max(start, end - 1))
        for line in range(first, min(last + 1, len(todo))):
            todo[line].append(mark)
    opened: set[str] = set()
    out = []
    for number, here in enumerate(todo):
        start, end = index.span(number)
        cuts = {start, end}
        for mark in here:
            cuts.add(max(start, mark.span[0]))
            cuts.add(min(end, mark.span[1]))
        cell_ends: set[int] = set()
        if number in rows:
            at = text.find(" | ", start, end)
            while at >= 0:
                cuts |= {at, at + 3}
                cell_ends.add(at)
                at = text.find(" | ", at + 3, end)
        edges = sorted(c for c in cuts if start <= c <= end)
        waiting = sorted(here, key=lambda m: m.span[0])[::-1]
        over: list[Mark] = []
        pieces: list[Markup] = []
        for a, b in pairwise(edges):
            while waiting and waiting[-1].span[0] <= a:
                over.append(waiting.pop())
            over = [m for m in over if b <= m.span[1]]
            if a in cell_ends and b == a + 3:
                pieces.append(Markup('</span><span class="cell">'))
            else:
                pieces.append(_piece(text[a:b], over, opened))
        html = Markup("").join(pieces)
        if number in rows:
            html = Markup('<span class="cell">') + html + Markup("</span>")
        out.append(Line(html, css_of.get(number, "") + (" row" if number in rows else "")))
    return out
