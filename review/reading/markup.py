"""HTML pages: the part that holds the act, in lines and rows."""

import re
from dataclasses import dataclass, field

from lxml import etree, html

from review.reading import refusals
from review.reading.assembly import Line, clean
from review.reading.numbering import spell
from review.reading.tables import row_lines
from review.reading.units import is_ornament, split_breaks, starts_unit, with_mark

_BLOCKS = frozenset(
    ["address", "article", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "form", "h1", "h2",
     "h3", "h4", "h5", "h6", "hr", "html", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "ul"]
)  # fmt: skip
_DROPPED = frozenset(
    ["button", "del", "footer", "head", "iframe", "input", "link", "meta", "nav", "noscript", "option", "s", "script", "select", "strike",
     "style", "svg", "template", "textarea", "title"]
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ACT = re.compile(r"C[ỘO]NG\s+H(?:ÒA|OÀ|OA)\s+X[ÃA]\s+H[ỘO]I|Nơi nhận\s*:|Căn cứ\s+(?:Luật|Nghị|Hiến)|(?:TM|KT)\.\s")
_DIEU = re.compile(r"Điều\s+\d+[a-zđ]?\s*\.")
_MOST = 0.8
_UNIT = re.compile(r"(?:^|[\W\d])(?:[mkcd]?m|s|h)$")
_LIST_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class _Cell:
    """A cell being read, or the page itself: its lines, the text of the line being read, the label of a list item before it."""

    lines: list[Line] = field(default_factory=list)
    buffer: list[str] = field(default_factory=list)
    label: str = ""


@dataclass(slots=True)
class _List:
    """An ordered list being read: its format (None for bullets) and the number of its next item."""

    format: str | None
    next: int = 1


def html_lines(text: str) -> list[Line]:
    """The lines of a page: blocks, manual breaks, rows. What stands around the act (menus, contents, footers) is left out.

    Raises ``empty`` for a page without content.
    """
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(_DECLARATION.sub("", text).replace("\x00", ""), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise refusals.empty("Trang HTML không có nội dung.") from None
    for node in list(root.iter(*_DROPPED)):
        _drop(node)
    for node in list(root.iter(etree.Element)):
        if _HIDDEN.search(node.get("style", "")) or node.get("hidden") is not None:
            _drop(node)
    return _Walker().lines(_main(root))


def _drop(node: etree._Element) -> None:
    """Take an element out of the page, but not the text after it."""
    parent = node.getparent()
    if parent is None:
        return
    before = node.getprevious()
    if node.tail and before is not None:
        before.tail = (before.tail or "") + node.tail
    elif node.tail:
        parent.text = (parent.text or "") + node.tail
    parent.remove(node)


def _main(root: html.HtmlElement) -> html.HtmlElement:
    """The smallest part of a page that holds the act: the way down while one child has nearly all, and all of the act."""
    node = root
    while True:
        children = [child for child in node if isinstance(child.tag, str)]
        sizes = [len(child.text_content()) for child in children]
        if not children or max(sizes) < _MOST * sum(sizes):
            return node
        child = children[sizes.index(max(sizes))]
        others = " ".join(other.text_content() for other in children if other is not child)
        if _ACT.search(others) or child.tag in ("table", "tbody", "tr", "td", "p", "ol", "ul"):
            return node
        inside = child.text_content()
        if set(_DIEU.findall(others)) - set(_DIEU.findall(inside)):
            return node
        node = child


class _Walker:
    """Walks a page once, without recursion."""

    def __init__(self) -> None:
        self._cells = [_Cell()]
        self._rows: list[list[tuple[list[Line], int]]] = []
        self._spans: list[dict[int, int]] = []
        self._lists: list[_List] = []
        self._raised = self._verbatim = 0

    def lines(self, root: html.HtmlElement) -> list[Line]:
        """The lines of an element."""
        for event, node in etree.iterwalk(root, events=("start", "end")):
            if event == "start":
                self._open(node)
                self._add(node.text)
            else:
                self._close(node)
                if node is not root:
                    self._add(node.tail)
        self._flush()
        return self._cells[0].lines

    def _open(self, node: html.HtmlElement) -> None:
        tag = node.tag
        if tag == "br":
            self._cells[-1].buffer.append("\n")
        elif tag == "sup":
            self._raised += 1
        elif tag in ("td", "th"):
            self._cells.append(_Cell())
        elif tag == "tr":
            self._flush()
            self._rows.append([])
        elif tag in _BLOCKS:
            self._flush()
            if tag == "table":
                self._spans.append({})
            elif tag in ("ol", "ul"):
                kind = _LIST_FORMATS.get(node.get("type", "1"), "decimal") if tag == "ol" else None
                self._lists.append(_List(kind, _number(node.get("start"), 1)))
            elif tag == "li" and self._lists:
                self._item(node)
            elif tag == "pre":
                self._verbatim += 1

    def _item(self, node: html.HtmlElement) -> None:
        items = self._lists[-1]
        number = _number(node.get("value"), items.next)
        items.next = number + 1
        self._cells[-1].label = "- " if items.format is None else f"{spell(number, items.format)}. "

    def _close(self, node: html.HtmlElement) -> None:
        tag = node.tag
        if tag == "sup":
            self._raised -= 1
        elif tag in ("td", "th"):
            self._flush()
            cell = self._cells.pop()
            if self._rows:
                self._rows[-1].append((cell.lines, _number(node.get("rowspan"), 1)))
            else:
                self._cells[-1].lines += cell.lines
        elif tag == "tr":
            self._flush()
            self._cells[-1].lines += row_lines(self._filled(self._rows.pop()), place=0)
        elif tag in _BLOCKS:
            self._flush()
            if tag == "table":
                self._spans.pop()
            elif tag in ("ol", "ul"):
                self._lists.pop()
            elif tag == "pre":
                self._verbatim -= 1

    def _filled(self, row: list[tuple[list[Line], int]]) -> list[list[Line]]:
        """The cells of a row with empty ones where a cell from above reaches down."""
        spans = self._spans[-1] if self._spans else {}
        cells: list[list[Line]] = []
        rest = iter(row)
        while True:
            column = len(cells)
            if spans.get(column, 0) > 0:
                spans[column] -= 1
                cells.append([])
                continue
            cell = next(rest, None)
            if cell is None:
                return cells
            lines, down = cell
            if down > 1:
                spans[column] = min(down, 1000) - 1
            cells.append(lines)

    def _add(self, text: str | None) -> None:
        if not text:
            return
        buffer = self._cells[-1].buffer
        mark = text.strip()
        if self._raised and mark.isdigit() and len(mark) < 4:
            before = "".join(buffer[-3:]).rstrip()
            if before and not before[-1].isdigit() and not _UNIT.search(before):
                buffer[:] = [with_mark("".join(buffer).strip(), f"[{mark}]")]
                return
        buffer.append(text if self._verbatim else _SPACE.sub(" ", text))

    def _flush(self) -> None:
        cell = self._cells[-1]
        text = "".join(cell.buffer)
        cell.buffer.clear()
        if not text.strip():
            return
        label, cell.label = cell.label, ""
        for line in split_breaks(text):
            words = clean(line)
            if label and not starts_unit(words):
                words = label + words
            label = ""
            if not is_ornament(words):
                cell.lines.append(Line(words))


def _number(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.strip().lstrip("-").isdecimal() and len(text) < 7 else default
