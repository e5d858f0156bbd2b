"""Small files made for the tests: DOCX parts zipped, PDF pages drawn, OLE containers laid out. All bodies are invented."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from unicodedata import combining
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(*content: str, list_id: int | None = None, level: int = 0, style: str = "", properties: str = "") -> str:
    """A paragraph of runs (or plain text), numbered by a list or a style."""
    inner = "".join(part if part.startswith("<") else run(part) for part in content)
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>' if list_id is not None else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{number}{properties}</w:pPr>{inner}</w:p>"


def cell(*blocks: str, merge: str = "", span: int = 1) -> str:
    """A cell; ``merge`` is ``restart`` or ``continue``."""
    down = "" if not merge else '<w:vMerge w:val="restart"/>' if merge == "restart" else "<w:vMerge/>"
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    inner = "".join(block if block.startswith("<") else para(block) for block in blocks) or "<w:p/>"
    return f"<w:tc><w:tcPr>{across}{down}</w:tcPr>{inner}</w:tc>"


def table(*rows: Sequence[str]) -> str:
    """A table of rows of cells (or plain texts)."""
    made = ("".join(c if c.startswith("<w:tc") else cell(c) for c in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in made) + "</w:tbl>"


def text_box(*blocks: str) -> str:
    """A run with a text box as Word writes it: drawn twice, for new and for old readers."""
    inner = f"<w:txbxContent>{''.join(blocks)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>" + inner + "</wps:txbx></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><v:textbox>" + inner + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )  # fmt: skip


def level(number: int, text: str, format_: str = "decimal", *, start: int = 1, extra: str = "") -> str:
    """A level of a list."""
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{format_}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(abstract: dict[int, str], lists: dict[int, tuple[int, str]]) -> str:
    """A numbering part: abstract lists by id, and instances with their overrides."""
    made = "".join(f'<w:abstractNum w:abstractNumId="{key}">{levels}</w:abstractNum>' for key, levels in abstract.items())
    made += "".join(f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>' for key, (of, overrides) in lists.items())
    return f"{_DECLARATION}<w:numbering {_HEAD}>{made}</w:numbering>"


def styles(*made: str) -> str:
    """A styles part."""
    return f"{_DECLARATION}<w:styles {_HEAD}>{''.join(made)}</w:styles>"


def style(name: str, *, based_on: str = "", inner: str = "", default: bool = False, title: str = "") -> str:
    """A paragraph style."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    mark = ' w:default="1"' if default else ""
    return f'<w:style w:type="paragraph"{mark} w:styleId="{name}"><w:name w:val="{title or name}"/>{base}{inner}</w:style>'


def docx(*body: str, parts: dict[str, str | bytes] | None = None, strict: bool = False) -> bytes:
    """A DOCX of these blocks. ``parts`` maps numbering, styles, header, footnotes and so on to their XML, other names to files."""
    parts = parts or {}
    related = {kind: text for kind, text in parts.items() if "/" not in kind}
    relations = "".join(f'<Relationship Id="rId{i}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>' for i, kind in enumerate(related))
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    document = f"{_DECLARATION}<w:document {_HEAD}><w:body>{''.join(body)}</w:body></w:document>"
    if strict:
        document = document.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'{_DECLARATION}<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": document,
        "word/_rels/document.xml.rels": f'{_DECLARATION}<Relationships xmlns="{package}">{relations}</Relationships>',
        **{f"word/{kind}.xml": text for kind, text in related.items()},
        **{name: text for name, text in parts.items() if "/" in name},
    }
    return zipped(files)


def part(kind: str, *blocks: str) -> str:
    """Another part of a DOCX, ``hdr`` or ``ftr`` or ``footnotes``."""
    return f"{_DECLARATION}<w:{kind} {_HEAD}>{''.join(blocks)}</w:{kind}>"


def zipped(files: dict[str, str | bytes]) -> bytes:
    """A zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


@dataclass(frozen=True)
class Word:
    """Text put on a page: left end, baseline from the top, size in points; ``spread`` stretches it to a width."""

    x: float
    y: float
    text: str
    size: float = 13.0
    spread: float | None = None


@dataclass(frozen=True)
class Sheet:
    """A page: its texts, its ruled lines (x0, y0, x1, y1 from the top), its turn in degrees, the image it shows."""

    words: Sequence[Word] = ()
    rules: Sequence[tuple[float, float, float, float]] = ()
    turn: int = 0
    image: tuple[float, float, float, float] | None = None
    boxed: bool = False


@dataclass
class _Pdf:
    objects: list[bytes] = field(default_factory=list)

    def add(self, body: bytes) -> int:
        self.objects.append(body)
        return len(self.objects)

    def stream(self, data: bytes, entries: str = "") -> int:
        packed = zlib.compress(data)
        return self.add(f"<< {entries} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode() + packed + b"\nendstream")

    def bytes(self, root: int) -> bytes:
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, body in enumerate(self.objects, 1):
            places.append(len(out))
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
        out += f"trailer\n<< /Size {len(places) + 1} /Root {root} 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
        return bytes(out)


def width(letter: str) -> int:
    """The width that the font of the tests gives a letter, in thousandths of its size."""
    if letter == " ":
        return 250
    return 0 if combining(letter) else 700 if letter.isupper() else 300 if letter in "iljtfr.,:;()" else 480


def measure(text: str, size: float = 13.0) -> float:
    """How wide a text is on the page."""
    return sum(map(width, text)) * size / 1000


def pdf(*sheets: Sheet, page: tuple[float, float] = (595.0, 842.0)) -> bytes:
    """A PDF whose font is not embedded but has a map to Unicode, so that any text can be drawn."""
    made = _Pdf()
    letters = sorted({letter for sheet in sheets for word in sheet.words for letter in word.text} | {" "})
    codes = {letter: number for number, letter in enumerate(letters, 1)}
    chars = "".join(f"<{code:04X}> <{letter.encode('utf-16-be').hex().upper()}>\n" for letter, code in codes.items())
    unicode_map = made.stream(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def "
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        + b"".join(
            f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n".encode() for block in _blocks(chars.splitlines(keepends=True), 100)
        )
        + b"endcmap end end"
    )
    widths = " ".join(f"{code} [{width(letter)}]" for letter, code in codes.items())
    descriptor = made.add(b"<< /Type /FontDescriptor /FontName /T /Flags 4 /FontBBox [0 -220 1000 900] /ItalicAngle 0 /Ascent 890 "
                          b"/Descent -220 /CapHeight 660 /StemV 80 >>")  # fmt: skip
    inner = made.add(
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /T /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        f"/FontDescriptor {descriptor} 0 R /DW 480 /W [{widths}] >>".encode()
    )
    font = made.add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /T /Encoding /Identity-H /DescendantFonts [{inner} 0 R] "
        f"/ToUnicode {unicode_map} 0 R >>".encode()
    )
    picture = made.stream(b"\x80", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8")
    tree = len(made.objects) + 2 * len(sheets) + 1
    kids = []
    for sheet in sheets:
        content = made.stream(_content(sheet, codes, page))
        kids.append(
            made.add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {page[0]} {page[1]}] /Rotate {sheet.turn} /Contents {content} 0 R "
                f"/Resources << /Font << /F {font} 0 R >> /XObject << /P {picture} 0 R >> >> >>".encode()
            )
        )
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    assert made.add(f"<< /Type /Pages /Count {len(kids)} /Kids [{listed}] >>".encode()) == tree
    return made.bytes(made.add(f"<< /Type /Catalog /Pages {tree} 0 R >>".encode()))


def _blocks(lines: list[str], size: int) -> Iterable[list[str]]:
    return (lines[at : at + size] for at in range(0, len(lines), size))


def _content(sheet: Sheet, codes: dict[str, int], page: tuple[float, float]) -> bytes:
    out: list[str] = []
    if sheet.turn == 90:
        out.append(f"0 1 -1 0 {page[0]} 0 cm")
        page = (page[1], page[0])
    if sheet.image:
        x0, y0, x1, y1 = sheet.image
        out.append(f"q {x1 - x0} 0 0 {y1 - y0} {x0} {page[1] - y1} cm /P Do Q")
    for x0, y0, x1, y1 in sheet.rules:
        if sheet.boxed:
            out.append(f"{x0} {page[1] - y1} {max(x1 - x0, 0.5)} {max(y1 - y0, 0.5)} re f")
        else:
            out.append(f"{x0} {page[1] - y0} m {x1} {page[1] - y1} l S")
    for word in sheet.words:
        code = "".join(f"{codes[letter]:04X}" for letter in word.text)
        stretch = 0.0 if word.spread is None else (word.spread - measure(word.text, word.size)) / max(len(word.text), 1)
        out.append(f"BT /F {word.size} Tf {stretch:.3f} Tc 1 0 0 1 {word.x} {page[1] - word.y} Tm <{code}> Tj ET")
    return "\n".join(out).encode()


def wrapped(text: str, *, top: float, left: float = 85.0, right: float = 540.0, indent: float = 28.0, size: float = 13.0) -> list[Word]:
    """A justified paragraph as a word processor sets it; its lines are 19 points apart."""
    lines: list[tuple[str, float]] = []
    line, start = "", left + indent
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and measure(longer, size) > right - start:
            lines.append((line, start))
            line, start = word, left
        else:
            line = longer
    lines.append((line, start))
    last = len(lines) - 1
    return [Word(x, top + 19 * number, words, size, right - x if number < last else None) for number, (words, x) in enumerate(lines)]


def ole(streams: dict[str, bytes]) -> bytes:
    """An OLE container with these streams, in sectors of 512 bytes."""
    sector = 512
    bodies = {name: data.ljust(-(-max(len(data), 1) // sector) * sector, b"\0") for name, data in streams.items()}
    fat = [0xFFFFFFFD, 0xFFFFFFFE]
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0)]
    payload = b""
    for name, data in bodies.items():
        first, count = len(fat), len(data) // sector
        fat += [*range(first + 1, first + count), 0xFFFFFFFE]
        entries.append(_entry(name, 2, first, len(streams[name])))
        payload += data
    directory = b"".join(entries).ljust(sector, b"\0")
    header = ole_header()
    table_ = struct.pack(f"<{len(fat)}I", *fat).ljust(sector, b"\xff")
    return header + table_ + directory + payload


def ole_header() -> bytes:
    """The header of an OLE container whose table is sector 0 and whose directory is sector 1."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    return head + struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)


def _entry(name: str, kind: int, first: int, size: int) -> bytes:
    coded = name.encode("utf-16-le") + b"\0\0"
    tail = struct.pack("<BBIII", kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF) + bytes(36) + struct.pack("<IQ", first, size)
    return coded.ljust(64, b"\0") + struct.pack("<H", len(coded)) + tail
