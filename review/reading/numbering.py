"""Automatic numbers of a DOCX, as Word shows them.

Sources of the rules: ECMA-376-1 17.9 (numbering), 17.7.2 and 17.3.1.19 (numbers reached through styles), 17.18.59
(number formats).
"""

import re
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{W}val"
_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BULLETS = {"-": "-", "–": "-", "—": "-", "\uf02d": "-", "\uf0be": "-", "+": "+", "\uf02b": "+", "*": "*"}
_MAX_LEVEL = 9


@dataclass(slots=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    custom: str = ""
    text: str = ""
    suffix: str = "tab"
    style: str | None = None
    restart: int | None = None
    legal: bool = False
    hidden: bool = False


@dataclass(slots=True)
class _List:
    """A numbering instance: its abstract list, its own levels and the starts that it sets anew."""

    abstract: str
    own: dict[int, _Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Style:
    """A paragraph or character style: what it is based on, the list it brings, and how it shows text."""

    name: str
    based_on: str | None
    list_id: str | None
    level: int | None
    hidden: bool | None
    caps: bool | None
    strike: bool | None
    font: str | None


def is_on(node: etree._Element | None) -> bool | None:
    """The value of an on/off property; None where it is not set."""
    return None if node is None else node.get(_VAL, "1") not in ("0", "false", "off", "none")


class Styles:
    """The styles of ``styles.xml``, with what they inherit."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self.default: str | None = None
        for node in () if root is None else root.iterfind(f"{W}style"):
            name = node.get(f"{W}styleId", "")
            number = node.find(f"{W}pPr/{W}numPr")
            fonts = node.find(f"{W}rPr/{W}rFonts")
            based_on, title = node.find(f"{W}basedOn"), node.find(f"{W}name")
            self._styles[name] = Style(
                name="" if title is None else title.get(_VAL, "").lower(),
                based_on=None if based_on is None else based_on.get(_VAL),
                list_id=_text(number, "numId"),
                level=_int(_text(number, "ilvl")),
                hidden=is_on(node.find(f"{W}rPr/{W}vanish")),
                caps=is_on(node.find(f"{W}rPr/{W}caps")),
                strike=is_on(node.find(f"{W}rPr/{W}strike")),
                font=None if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi"),
            )
            if node.get(f"{W}type") == "paragraph" and node.get(f"{W}default") in ("1", "true"):
                self.default = name

    def chain(self, name: str | None) -> list[tuple[str, Style]]:
        """The style and those it is based on, nearest first."""
        found: list[tuple[str, Style]] = []
        seen: set[str] = set()
        while name is not None and name not in seen and (style := self._styles.get(name)) is not None:
            seen.add(name)
            found.append((name, style))
            name = style.based_on
        return found


class Numbering:
    """Counts the lists of ``numbering.xml`` through a document. One object a document, paragraphs in order.

    ``missing`` counts the paragraphs whose list is not defined, so that their numbers cannot be known.
    """

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._from_style: dict[str | None, tuple[str, int] | None] = {}
        self.missing = 0
        if root is not None:
            self._load(root)

    def label(self, properties: etree._Element | None) -> str | None:
        """The number that stands before a paragraph with these ``w:pPr``, counted on; None where it has none.

        A blank parts it from the text unless the list says ``nothing``. A bullet gives ``- ``, ``+ `` or ``• ``.
        """
        reference = self._reference(properties)
        if reference is None:
            return None
        list_id, level_number = reference
        item = self._lists[list_id]
        level = self._level(item, level_number)
        if level is None:
            return None
        counts = self._counts.setdefault(item.abstract, [None] * _MAX_LEVEL)
        self._count(list_id, item, level_number, level, counts)
        if level.hidden:
            return None
        return self._print(item, level_number, level, counts)

    def _load(self, root: etree._Element) -> None:
        links: dict[str, str] = {}
        homes: dict[str, str] = {}
        for node in root.iterfind(f"{W}abstractNum"):
            name = node.get(f"{W}abstractNumId", "")
            self._abstract[name] = _levels(node)
            link, home = _text(node, "numStyleLink"), _text(node, "styleLink")
            if link:
                links[name] = link
            if home:
                homes[home] = name
        for name, link in links.items():
            if link in homes:
                self._abstract[name] = self._abstract[homes[link]]
        for node in root.iterfind(f"{W}num"):
            abstract = _text(node, "abstractNumId") or ""
            item = _List(homes.get(links.get(abstract, ""), abstract))
            for override in node.iterfind(f"{W}lvlOverride"):
                number = _int(override.get(f"{W}ilvl")) or 0
                start = _int(_text(override, "startOverride"))
                item.own.update(_levels(override))
                if start is not None:
                    item.starts[number] = start
            self._lists[node.get(f"{W}numId", "")] = item

    def _reference(self, properties: etree._Element | None) -> tuple[str, int] | None:
        direct = None if properties is None else properties.find(f"{W}numPr")
        style = (_text(properties, "pStyle") if properties is not None else None) or self._styles.default
        if style not in self._from_style:
            self._from_style[style] = self._style_reference(style)
        inherited = self._from_style[style]
        if direct is None:
            return inherited
        list_id, level = _text(direct, "numId"), _int(_text(direct, "ilvl"))
        if list_id is None:
            return None if inherited is None else (inherited[0], inherited[1] if level is None else level)
        if list_id not in self._lists:
            self.missing += list_id != "0"
            return None
        return list_id, min(level or 0, _MAX_LEVEL - 1)

    def _style_reference(self, style: str | None) -> tuple[str, int] | None:
        chain = self._styles.chain(style)
        list_id = next((s.list_id for _, s in chain if s.list_id is not None), None)
        if list_id is None or list_id not in self._lists:
            return None
        item = self._lists[list_id]
        for name, _ in chain:
            for number in range(_MAX_LEVEL):
                level = self._level(item, number)
                if level is not None and level.style == name:
                    return list_id, number
        level_number = next((s.level for _, s in chain if s.level is not None), 0)
        return list_id, min(level_number, _MAX_LEVEL - 1)

    def _level(self, item: _List, number: int) -> _Level | None:
        return item.own.get(number) or self._abstract.get(item.abstract, {}).get(number)

    def _count(self, list_id: str, item: _List, number: int, level: _Level, counts: list[int | None]) -> None:
        if (list_id, number) not in self._begun:
            self._begun.add((list_id, number))
            if number in item.starts:
                counts[number] = item.starts[number] - 1
        current = counts[number]
        start = item.starts.get(number, level.start)
        counts[number] = start if current is None else current + 1
        for deeper in range(number + 1, _MAX_LEVEL):
            below = self._level(item, deeper)
            restart = None if below is None else below.restart
            if restart is None or (restart and number < restart):
                counts[deeper] = None

    def _print(self, item: _List, number: int, level: _Level, counts: list[int | None]) -> str | None:
        if level.format == "bullet":
            return _BULLETS.get(level.text.strip(), "•") + " " if level.text.strip() else None

        def number_of(match: re.Match[str]) -> str:
            wanted = int(match[1]) - 1
            source = self._level(item, wanted)
            if source is None or wanted > number:
                return ""
            count = counts[wanted]
            value = source.start if count is None else count
            return spell(value, "decimal" if level.legal else source.format, source.custom)

        text = _PLACEHOLDER.sub(number_of, level.text)
        if not text.strip():
            return None
        return text if level.suffix == "nothing" else text + " "


def spell(value: int, format_: str, custom: str = "") -> str:
    """A number in one of Word's formats; one that is not known is written in arabic digits, as Word does.

    >>> [spell(28, f) for f in ("decimal", "lowerLetter", "upperRoman")]
    ['28', 'bb', 'XXVIII']
    """
    match format_:
        case "none":
            return ""
        case "lowerLetter" | "upperLetter" if value > 0:
            letter = chr(97 + (value - 1) % 26) * min((value - 1) // 26 + 1, 40)
            return letter.upper() if format_ == "upperLetter" else letter
        case "lowerRoman" | "upperRoman" if 0 < value < 4000:
            roman = _roman(value)
            return roman.upper() if format_ == "upperRoman" else roman
        case "decimalZero":
            return f"{value:02d}"
        case "numberInDash":
            return f"- {value} -"
        case "vietnameseCounting" | "cardinalText" if 0 < value < 100:
            return _words(value)
        case "custom":
            return _custom(value, custom)
    return str(value)


def _custom(value: int, pattern: str) -> str:
    terms = [term.strip() for term in pattern.split(",") if term.strip(" .…")]
    if not terms:
        return str(value)
    if all(term.isdigit() for term in terms):
        return str(value).zfill(len(terms[0]))
    return terms[value - 1] if 0 < value <= len(terms) else str(value)


def _roman(value: int) -> str:
    out = []
    for size, letters in _ROMAN:
        count, value = divmod(value, size)
        out.append(letters * count)
    return "".join(out)


def _words(value: int) -> str:
    tens, ones = divmod(value, 10)
    if not tens:
        return _DIGITS[ones]
    head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if not ones:
        return head
    last = "lăm" if ones == 5 else "mốt" if ones == 1 and tens > 1 else _DIGITS[ones]
    return f"{head} {last}"


def _levels(node: etree._Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for child in node.iterfind(f"{W}lvl"):
        number = _int(child.get(f"{W}ilvl"))
        if number is None or not 0 <= number < _MAX_LEVEL:
            continue
        form = next(child.iter(f"{W}numFmt"), None)
        for candidate in child.iter(f"{W}numFmt"):
            if candidate.get(_VAL) == "custom":
                form = candidate
        levels[number] = _Level(
            start=_int(_text(child, "start")) or 0,
            format="decimal" if form is None else form.get(_VAL, "decimal"),
            custom="" if form is None else form.get(f"{W}format", ""),
            text=_text(child, "lvlText") or "",
            suffix=_text(child, "suff") or "tab",
            style=_text(child, "pStyle"),
            restart=_int(_text(child, "lvlRestart")),
            legal=bool(is_on(child.find(f"{W}isLgl"))),
            hidden=bool(is_on(child.find(f"{W}rPr/{W}vanish"))),
        )
    return levels


def _text(node: etree._Element | None, tag: str) -> str | None:
    child = None if node is None else node.find(f"{W}{tag}")
    return None if child is None else child.get(_VAL)


def _int(text: str | None) -> int | None:
    try:
        return None if text is None else max(min(int(text), 10**9), -(10**9))
    except ValueError:
        return None
