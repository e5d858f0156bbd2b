"""What stands inside a paragraph of a DOCX: runs and all that may wrap them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from review.reading.assembly import ANCHOR
from review.reading.legacy import Legacy, from_tcvn3, from_vni
from review.reading.numbering import Styles, W, is_on

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_VAL = f"{W}val"
_T, _R, _RPR, _PPR = (f"{W}{tag}" for tag in ("t", "r", "rPr", "pPr"))
WRAPPERS = frozenset(
    f"{W}{tag}" for tag in ("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo")
)
DELETED = frozenset(f"{W}{tag}" for tag in ("del", "moveFrom"))
INSERTED = frozenset(f"{W}{tag}" for tag in ("ins", "moveTo"))
_DRAWN = frozenset(f"{W}{tag}" for tag in ("drawing", "pict", "object"))
_BOX = f"{W}txbxContent"
_BREAKS = frozenset(f"{W}{tag}" for tag in ("br", "cr"))
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote", f"{W}commentReference": "comment"}
_LOOKS = {f"{W}{tag}": tag for tag in ("vanish", "caps", "strike", "dstrike", "vertAlign", "rStyle", "rFonts")}
_SYMBOLS = {
    0x2D: "-", 0xBE: "-", 0x2B: "+", 0x6F: "□", 0xA8: "□", 0xFE: "☑", 0xFC: "✓", 0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB0: "°",
    0xB4: "×", 0xB9: "≠", 0xAE: "→", 0x61: "α", 0x62: "β", 0x6D: "μ", 0x57: "Ω", 0x44: "Δ",
}  # fmt: skip
_ARTICLE = re.compile(r"\s*Điều\s+\d+")
_UNIT = re.compile(r"(?:^|[\s\d/(.])(?:[mkcd]?m|s|h|g)$")


class Look(NamedTuple):
    """How a run is shown: whether it is seen at all, capitalised, struck or raised, and the legacy set of its font."""

    hidden: bool = False
    caps: bool = False
    struck: bool = False
    raised: bool = False
    legacy: str = ""


class Anchor(NamedTuple):
    """A mark in the text to which a note or comment belongs."""

    kind: str
    id: str


class Inline:
    """Reads paragraphs; keeps the state of fields and what was met: tracked changes, struck runs, anchors of notes."""

    def __init__(self, styles: Styles, *, legacy_fonts: bool) -> None:
        self._styles = styles
        self._legacy_fonts = legacy_fonts
        self._looks: dict[tuple[str, str | None], Look] = {}
        self._fields: list[bool] = []
        self._numbers = {"footnote": 0, "endnote": 0}
        self.anchors: list[Anchor] = []
        self.tracked = 0
        self.struck = 0
        self.legacy: Legacy | None = None

    def read(self, paragraph: etree._Element) -> tuple[str, list[etree._Element]]:
        """The text of a paragraph, manual breaks as line ends, and the contents of the text boxes anchored in it."""
        style = style_of(paragraph)
        base = self._style_look(style)
        boxes: list[etree._Element] = []
        pieces: list[tuple[str, str]] = []
        self._collect(paragraph, base, pieces, boxes, toc=self._is_toc(style))
        self._fields = [shown for shown in self._fields if shown]
        return self._joined(pieces), boxes

    def _collect(
        self, parent: etree._Element, base: Look, pieces: list[tuple[str, str]], boxes: list[etree._Element], *, toc: bool
    ) -> None:
        for child in parent:
            tag = child.tag
            if tag == _R:
                self._run(child, base, pieces, boxes, toc=toc)
            elif tag in WRAPPERS:
                self.tracked += tag in INSERTED
                self._collect(child, base, pieces, boxes, toc=toc)
            elif tag in DELETED:
                self.tracked += 1
            elif tag == f"{MC}AlternateContent":
                for choice in first_choice(child):
                    self._collect(choice, base, pieces, boxes, toc=toc)
            elif isinstance(tag, str) and tag.startswith(_M):
                pieces.append(("".join(map(str, child.itertext(f"{_M}t"))), ""))

    def _run(self, run: etree._Element, base: Look, pieces: list[tuple[str, str]], boxes: list[etree._Element], *, toc: bool) -> None:
        properties = run.find(_RPR)
        look = base if properties is None else self._look(properties, base)
        for child in run:
            tag = child.tag
            if tag == _T:
                text = child.text
                if text and not look.hidden and all(self._fields):
                    self._put(text, look, pieces)
            elif tag == f"{W}tab":
                if not look.hidden and all(self._fields):
                    pieces.append((" ..... " if toc else " ", ""))
            elif tag in _BREAKS:
                if not look.hidden and all(self._fields):
                    pieces.append(("\n", ""))
            elif tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType"))
            elif tag in _NOTES:
                self._note(child, _NOTES[tag], pieces)
            elif tag in _DRAWN:
                boxes.extend(text_boxes(child))
            elif tag == f"{MC}AlternateContent":
                for choice in first_choice(child):
                    self._run(choice, look, pieces, boxes, toc=toc)
            elif tag == f"{W}noBreakHyphen":
                pieces.append(("-", look.legacy))
            elif tag == f"{W}sym":
                pieces.append((symbol(child.get(f"{W}char", "")), ""))
            elif tag == f"{W}ptab":
                pieces.append((" ", ""))
            elif tag == f"{W}ruby":
                for inner in child.iterfind(f"{W}rubyBase/{_R}"):
                    self._run(inner, look, pieces, boxes, toc=toc)

    def _put(self, text: str, look: Look, pieces: list[tuple[str, str]]) -> None:
        if look.struck:
            self.struck += bool(text.strip())
            return
        text = text.replace("\n", " ").replace(ANCHOR, "")
        if look.raised and text.strip().isdigit() and len(text.strip()) < 4:
            before = "".join(piece for piece, _ in pieces[-4:])
            if before[-1:].isalpha() or before[-1:] in ',.;:)”"…' or _ARTICLE.fullmatch(before):
                text = text if _UNIT.search(before) else f"[{text.strip()}]"
        if look.caps:
            text = text.upper()
        pieces.append((text, look.legacy))

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _note(self, node: etree._Element, kind: str, pieces: list[tuple[str, str]]) -> None:
        text = ANCHOR
        if kind != "comment" and not is_on_attribute(node.get(f"{W}customMarkFollows")):
            self._numbers[kind] += 1
            text += f"[{self._numbers[kind]}]"
        self.anchors.append(Anchor(kind, node.get(f"{W}id", "")))
        pieces.append((text, ""))

    def _look(self, properties: etree._Element, base: Look) -> Look:
        found: dict[str, etree._Element] = {}
        for child in properties:
            name = _LOOKS.get(child.tag)
            if name:
                found[name] = child
        if not found:
            return base
        style = found.get("rStyle")
        look = base if style is None else self._style_look(style.get(_VAL), base)
        hidden, caps, strike, double = (is_on(found.get(name)) for name in ("vanish", "caps", "strike", "dstrike"))
        raised = found.get("vertAlign")
        return Look(
            hidden=look.hidden if hidden is None else hidden,
            caps=look.caps if caps is None else caps,
            struck=look.struck if strike is None and double is None else bool(strike or double),
            raised=look.raised if raised is None else raised.get(_VAL) == "superscript",
            legacy=legacy_set(found["rFonts"]) if self._legacy_fonts and "rFonts" in found else look.legacy,
        )

    def _style_look(self, style: str | None, base: Look = Look()) -> Look:  # noqa: B008
        key = (style or self._styles.default or "", "" if base == Look() else repr(base))
        if key not in self._looks:
            chain = [style for _, style in self._styles.chain(key[0])]
            hidden = next((s.hidden for s in chain if s.hidden is not None), base.hidden)
            caps = next((s.caps for s in chain if s.caps is not None), base.caps)
            strike = next((s.strike for s in chain if s.strike is not None), base.struck)
            font = next((s.font for s in chain if s.font is not None), None)
            legacy = legacy_name(font) if self._legacy_fonts and font is not None else base.legacy
            self._looks[key] = base._replace(hidden=hidden, caps=caps, struck=strike, legacy=legacy)
        return self._looks[key]

    def _is_toc(self, style: str | None) -> bool:
        return any(item.name.startswith("toc ") for _, item in self._styles.chain(style)) if style else False

    def _joined(self, pieces: list[tuple[str, str]]) -> str:
        if not any(legacy for _, legacy in pieces):
            return "".join(text for text, _ in pieces)
        out: list[str] = []
        for legacy, text in _grouped(pieces):
            if legacy and any("\xa1" <= c <= "\xff" for c in text):
                self.legacy = "vni" if legacy == "vni" else "tcvn3"
            out.append(from_vni(text) if legacy == "vni" else from_tcvn3(text, capitals=legacy == "tcvn3h") if legacy else text)
        return "".join(out)


def _grouped(pieces: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    kind, texts = pieces[0][1], [pieces[0][0]]
    for text, legacy in pieces[1:]:
        if legacy == kind or not text.strip():
            texts.append(text)
        else:
            yield kind, "".join(texts)
            kind, texts = legacy, [text]
    yield kind, "".join(texts)


def style_of(paragraph: etree._Element) -> str | None:
    """The style that a paragraph names."""
    node = paragraph.find(f"{_PPR}/{W}pStyle")
    return None if node is None else node.get(_VAL)


def is_on_attribute(value: str | None) -> bool:
    """Whether an on/off attribute is set."""
    return value is not None and value not in ("0", "false", "off")


def first_choice(node: etree._Element) -> Iterator[etree._Element]:
    """The branch of an ``mc:AlternateContent`` that is read: the first choice, else the fallback, never both."""
    branch = node.find(f"{MC}Choice")
    if branch is None:
        branch = node.find(f"{MC}Fallback")
    if branch is not None:
        yield branch


def text_boxes(node: etree._Element) -> Iterator[etree._Element]:
    """The contents of the text boxes of a drawing, each once; boxes inside boxes are left to their own."""
    stack = [node]
    while stack:
        current = stack.pop()
        if current.tag == _BOX:
            yield current
        elif current.tag == f"{MC}AlternateContent":
            stack.extend(first_choice(current))
        else:
            stack.extend(reversed(current))


def symbol(code: str) -> str:
    """A character of a symbol font as one of Unicode; one that is not known as a bullet."""
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    if value >= 0xF000:
        return _SYMBOLS.get(value - 0xF000, "•")
    return chr(value) if 0x20 <= value < 0xD800 else ""


def legacy_name(font: str) -> str:
    """The legacy set that a font name stands for: ``tcvn3``, ``tcvn3h`` (capitals), ``vni`` or nothing."""
    name = font.lower()
    if name.startswith(".vn"):
        return "tcvn3h" if name.endswith("h") else "tcvn3"
    return "vni" if name.startswith("vni") else ""


def legacy_set(fonts: etree._Element) -> str:
    """The legacy set of an ``w:rFonts``."""
    return legacy_name(fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "")


def has_legacy_font(data: bytes) -> bool:
    """Whether a part names a font of a legacy set."""
    return b'".Vn' in data or b'".VN' in data or b'"VNI-' in data or b'"VNI ' in data
