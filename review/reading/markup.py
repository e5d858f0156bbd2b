"""HTML pages."""

from collections.abc import Iterator

from lxml import html

from review.reading import refusals
from review.reading.assembly import Line, row_text

_BLOCKS = frozenset(["p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "section", "article", "table",
                     "body", "center", "blockquote", "dd", "dt", "dl", "main", "br", "hr", "pre", "form", "html"])  # fmt: skip
_DROPPED = frozenset(["script", "style", "nav", "head", "noscript", "template", "button", "select", "textarea", "svg"])


def html_lines(data: bytes) -> Iterator[Line]:
    """The lines of a page: blocks and table rows."""
    root = html.document_fromstring(data)
    if root is None:
        raise refusals.empty()
    yield from (Line(text, row=row) for text, row in _walk(root))


def _walk(root: html.HtmlElement) -> Iterator[tuple[str, bool]]:
    buffer: list[str] = []
    for node in _events(root):
        if isinstance(node, str):
            buffer.append(node)
        elif node is not None:
            if buffer:
                yield "".join(buffer), False
                buffer = []
            yield row_text(" ".join(c.itertext()) for c in node if c.tag in ("td", "th")), True
        elif buffer:
            yield "".join(buffer), False
            buffer = []
    if buffer:
        yield "".join(buffer), False


def _events(node: html.HtmlElement) -> "Iterator[str | html.HtmlElement | None]":
    if not isinstance(node.tag, str) or node.tag in _DROPPED:
        return
    if node.tag == "tr":
        yield node
        return
    if node.tag in _BLOCKS:
        yield None
    if node.text:
        yield node.text
    for child in node:
        yield from _events(child)
        if child.tail:
            yield child.tail
    if node.tag in _BLOCKS:
        yield None
