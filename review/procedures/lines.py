"""The lines of a draft with their place in the outline and what they signal."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal

from review.contract.base import Span
from review.contract.document import Document
from review.contract.structure import Node, Structure
from review.procedures.actors import EXTERNAL, actor_before, agencies
from review.procedures.fold import Loose

Zone = Literal["body", "annex", "form", "front", "end"]

_ZONES: Final[dict[str, Zone]] = {
    "can_cu": "front", "title": "front", "enacting": "front", "signature": "end", "recipients": "end", "form": "form",
}  # fmt: skip
_MARK: Final = re.compile(
    r"""[“"]?\s*(?:Điều\s+\d+[a-zđ]{0,2}\s*[.:]\s*|(?:Mục|Phần|Chương)\s+[IVXLC\d]+[a-z]?\s*[.:]?\s*|[IVX]{1,6}\.\s*|[A-Z]\.\s+
        |\d{1,3}[a-zđ]?\.\s*(?=\D|$)|\d{1,3}(?:\.\d{1,3})+\.?\s*|[a-zđ]{1,2}\d?\)\s*
    |\(?[ivx]{1,6}\)\s*|[-–+•]\s*|la\.\s)""",
    re.X,
)
_SENTENCE: Final = re.compile(r"(?<=[.;])\s+(?=[A-ZĐÀ-Ỹ“\"])|(?<=;)\s+(?=\w)")


@dataclass(slots=True)
class Line:
    """A line: its number from 0, its span, its words after the mark and where they begin, its node, and its zone.

    ``place`` is the address of the node, and in an annex, whose lists have no nodes, the marks below it.
    """

    n: int
    start: int
    end: int
    body: int
    text: str
    words: str
    node: Node | None
    first: bool
    zone: Zone
    path: str
    place: str
    dieu: str | None
    sentences: list[Span] = field(default_factory=list)

    @property
    def listed(self) -> bool:
        """Whether it begins a member of a list: a khoản, a điểm, a dash."""
        if self.zone == "annex" and self.dieu is None:
            return self.first
        return self.first and self.node is not None and self.node.kind in ("khoan", "diem", "tiet", "gach")

    def below(self, other: "Line") -> bool:
        """Whether it stands in the list that another line opens."""
        return self.place.startswith(other.place + "/")

    @property
    def span(self) -> Span:
        """The span of the line."""
        return self.start, self.end


def read_lines(document: Document, structure: Structure) -> list[Line]:
    """One record a line, in order. Linear in lines and nodes."""
    text = document.text
    index = document.lines
    nodes = structure.nodes
    zones: dict[str, Zone] = {}
    dieus: dict[str, str | None] = {}
    for node in nodes:
        above = zones.get(node.parent or "")
        own = _ZONES.get(node.kind)
        if own is not None:
            zones[node.path] = own
        elif above in ("form", "end", "front"):
            zones[node.path] = above
        elif node.kind == "table":
            zones[node.path] = "body" if dieus.get(node.parent or "") and above == "body" else "form"
        elif node.kind == "annex":
            zones[node.path] = "annex"
        elif above is not None and node.kind != "attached":
            zones[node.path] = above
        elif node.kind in ("text",) and node.parent is None:
            zones[node.path] = "end"
        else:
            zones[node.path] = "body"
        dieus[node.path] = node.path if node.kind == "dieu" else dieus.get(node.parent or "")
    out: list[Line] = []
    cursor = 0
    stack: list[Node] = []
    marks: list[tuple[int, str]] = []
    for n in range(len(index)):
        start, end = index.span(n)
        first = False
        while cursor < len(nodes) and nodes[cursor].span[0] <= start + 2 and nodes[cursor].span[0] < max(end, start + 1):
            node = nodes[cursor]
            while stack and stack[-1].path != node.parent:
                stack.pop()
            stack.append(node)
            first = first or node.span[0] >= start
            cursor += 1
        while stack and stack[-1].span[1] <= start and len(stack) > 1:
            stack.pop()
        here = stack[-1] if stack and stack[-1].span[0] <= max(end, start) else None
        line_text = text[start:end]
        mark = _MARK.match(line_text)
        path = here.path if here else ""
        skip = mark.end() if mark else 0
        zone = zones.get(path, "front" if not out else out[-1].zone)
        place, dieu = path, dieus.get(path)
        if zone == "annex" and dieu is None:
            rank = mark_rank(line_text[:skip].strip(), line_text)
            if rank:
                marks = [*(m for m in marks if m[0] < rank), (rank, f"{line_text[:skip].strip()}{n}")]
                first = True
            place = "/".join([path.split("/")[0], *(m[1] for m in marks)])
        else:
            marks = []
        out.append(
            Line(n, start, end, start + skip, line_text, line_text[skip:], here, first, zone, path, place, dieu)
        )  # fmt: skip
    return out


def mark_rank(mark: str, text: str) -> int:
    """The level of a mark in an annex: 1 for Mục, 2 for A., 3 for I., 4 for 1., 5 for 1.1., 6 for a), 7 for a dash; 0 for none."""
    low = mark.lower()
    if re.match(r"(?:mục|phần|chương|phụ)", low) or re.match(r"(?i)phụ lục", text):
        return 1
    if re.fullmatch(r"[IVX]+\.", mark):
        return 3
    if re.fullmatch(r"[A-Z]\.", mark):
        return 2
    if re.fullmatch(r"\d+[a-zđ]?\.", mark):
        return 4
    if re.fullmatch(r"\d+(?:\.\d+)+\.?", mark):
        return 5
    if re.fullmatch(r"\(?[a-zđ]{1,5}\d?\)", low):
        return 6
    if mark in ("-", "–"):
        return 7
    return 8 if mark in ("+", "•") else 0


def sentences(line: Line) -> list[Span]:
    """The sentences of a line, as spans of the document (kept once computed)."""
    if not line.sentences and line.body < line.end:
        at = line.body
        base = line.start
        for found in _SENTENCE.finditer(line.text, line.body - line.start):
            line.sentences.append((at, base + found.start()))
            at = base + found.end()
        line.sentences.append((at, line.end))
    return line.sentences


PAPERS_FOLLOW: Final = Loose(
    r"""(?i)(?:hồ\s+sơ|giấy\s+tờ|tài\s+liệu|thành\s+phần)\b[^.;:]{0,260}?\b(?:gồm(?:\s+có)?|bao\s+gồm
        |gồm\s+các\s+giấy\s+tờ)\b[^.:;]{0,80}[:.]?\s*$
    |(?:hồ\s+sơ|giấy\s+tờ|tài\s+liệu|văn\s+bản|thành\s+phần)(?:\s+[^\s,.;:]+){0,7}\s+(?:như\s+sau|sau\s+đây|sau)\s*[:.]?\s*$
    |^(?:thành\s+phần\s+)?hồ\s+sơ(?:\s+(?:đề\s+nghị|gồm|bao\s+gồm|đăng\s+ký|cấp|yêu\s+cầu
        |xin)[^.:;]{0,160})?\s*(?:\([^)]{0,30}\)\s*)?(?:gồm(?:\s+có)?|bao\s+gồm)?\s*:\s*$
    |^(?:thành\s+phần|nội\s+dung)\s+hồ\s+sơ\b[^.]{0,100}:?\s*$""",
    re.X,
)
_PAPERS_CAPTION: Final = Loose(r"(?i)(?:thành\s+phần\s+)?hồ\s+sơ(?:\s+(?:đề\s+nghị|đăng\s+ký|yêu\s+cầu|xin|cấp)\s[^.;:]{2,200})?$")
_NOT_PAPERS: Final = Loose(
    r"(?i)(?:hình\s+thức|cách\s+thức|phương\s+thức|trường\s+hợp|quy\s+trình|trình\s+tự|nội\s+dung|yêu\s+cầu|quy\s+định"
    r"|các\s+bước|(?:xử\s+lý|giải\s+quyết|thẩm\s+định|xem\s+xét|trả\s+lời|thực\s+hiện)(?:\s+hồ\s+sơ)?)\s+(?:như\s+)?sau(?:\s+đây)?\s*[:.]?\s*$"
)


_WHOLE_FILING: Final = ("có", "đăng ký", "thông báo")
"""Verbs of filing that name what is filed themselves."""


def opens_papers(words: str) -> bool:
    """Whether a line opens a list of papers ("Hồ sơ đề nghị gồm:")."""
    if _PAPERS_CAPTION.match(words):
        return True
    return bool(PAPERS_FOLLOW.search(words)) and not _NOT_PAPERS.search(words)


PAPERS_INLINE: Final = Loose(r"(?i)\bhồ\s+sơ\b[^.;:]{0,200}?\b(?:gồm|bao\s+gồm)(?:\s+có)?\s*:?\s+(?=\w)")
SUBMIT: Final = Loose(
    r"""(?i)\b(?:nộp|gửi|(?:lập|làm)(?=\s+(?:\d+\s+|một\s+)?(?:\(\w+\)\s+)?(?:bộ\s+)?(?:hồ\s+sơ|đơn(?!\s+vị)))|chuẩn\s+bị(?=\s+(?:\d+\s+)?(?:bộ\s+)?hồ)
        |xuất\s+trình|trình(?=\s+(?:hồ|Ủy|bộ))|khai\s+báo|kê\s+khai|có\s+(?:văn\s+bản|đơn|công\s+văn|tờ\s+trình)\s+(?:đề|gửi|thông
            |thuyết|báo)
        |làm\s+đơn|đăng\s+ký(?=\s+(?:[^\s.;:]+\s+){0,20}với\s+(?:ủy|uỷ|ubnd|bộ|sở|cục|chi\s+cục|cơ\s+quan|công\s+an|ngân\s+hàng\s+nhà)\b)
        |thông\s+báo\s+bằng\s+văn\s+bản(?=\s+(?:cho|đến|tới|với)\s)|báo\s+cáo\s+với|thực\s+hiện\s+(?:đăng\s+ký|thủ\s+tục))\b""".strip(),
    re.X,
)
_FILE_GOES: Final = Loose(r"\s*(?:\d+\s+)?hồ\s+sơ\s(?:[^.;:]{0,160}\s)?(?:và\s+|được\s+)?(?:gửi|nộp)")
"""A sentence of which the file is the subject ("Hồ sơ được lập thành 02 bộ và gửi đến cơ quan")."""
_TO_OFFICE: Final = Loose(
    r"(?i)(?:hồ\s+sơ|đơn|tờ\s+khai|văn\s+bản\s+đề\s+nghị)\b[^.;]{0,120}?\b(?:đến|cho|tại|tới|về)\s+(?:cơ\s+quan|bộ|sở|ủy|cục"
    r"|chi|phòng|ban|trung\s+tâm)|^\s*(?:đến|cho)\s+cơ\s+quan"
)
FILING: Final = Loose(
    r"(?i)\b(?:hồ\s+sơ|đơn(?!\s+vị)|tờ\s+khai|văn\s+bản\s+(?:đề\s+nghị|đăng\s+ký|yêu\s+cầu|thông\s+báo)|giấy\s+(?:đề\s+nghị|tờ"
    r"|đăng\s+ký|chứng)|đề\s+nghị|báo\s+cáo|thông\s+báo|bản\s+sao|giấy|phiếu|bản)\b"
)
DECIDE: Final = Loose(
    r"""(?i)\b(?:(?:xem\s+xét,?\s+|ra\s+|ban\s+hành\s+)?quyết\s+định|cấp(?!\s+(?:tỉnh|xã|huyện|bộ|trung|có|trên|dưới|học|cơ))
        |chấp\s+thuận|phê\s+duyệt|công\s+nhận|xác\s+nhận|gia\s+hạn|trả\s+lời|ban\s+hành|chứng\s+nhận|bổ\s+nhiệm|thông\s+báo
        |trả\s+kết\s+quả|chứng\s+thực|đăng\s+ký|thu\s+hồi|ghi|tặng|cho\s+phép)\b""",
    re.X,
)
RECEIVE: Final = Loose(
    r"(?i)\b(?:tiếp\s+nhận|kiểm\s+tra\s+(?:tính|hồ\s+sơ|thành\s+phần)|yêu\s+cầu\b[^.;]{0,60}\bbổ\s+sung"
    r"|hướng\s+dẫn\b[^.;]{0,60}\b(?:bổ\s+sung|hoàn)|thẩm\s+định|thẩm\s+tra|xác\s+minh|tra\s+cứu|lấy\s+ý\s+kiến|kiểm\s+tra)\b"
)
_MUST_BE_ALLOWED: Final = Loose(
    r"(?i)\bphải\s+được\s+(?:(?!không|thì)\w+\s+){0,14}?(?:chấp\s+thuận|cho\s+phép|cấp\s+phép|đồng\s+ý\s+bằng\s+văn\s+bản)\b"
)
"""Who "must be allowed" by an office is outside it, by whatever name the draft calls him."""
LIMIT: Final = Loose(
    r"(?i)\b(?:trong\s+(?:thời\s+hạn|vòng|thời\s+gian)|thời\s+hạn|thời\s+gian|không\s+quá|chậm\s+nhất|tối\s+đa|sau\s+khi\s+hết"
    r"|sau\s+thời\s+hạn|tối\s+thiểu|ít\s+nhất|trước)\b[^.;]{0,50}?\b\d{1,3}\s*(?:\([^)]{1,24}\)\s*)?(?:ngày|giờ|tháng)"
)


class Signals:
    """What a line shows of a procedure; each sign is read when it is first asked for, and kept."""

    def __init__(self, line: Line, text: str) -> None:
        self._line = line
        self._text = text

    @cached_property
    def papers(self) -> bool:
        """It lists papers, or opens their list."""
        return opens_papers(self._line.words) or bool(PAPERS_INLINE.search(self._line.words))

    @cached_property
    def _filing(self) -> tuple[bool, bool]:
        submits = internal = False
        text = self._text
        for start, end in sentences(self._line):
            found = SUBMIT.search(text, start, end)
            if not found or not (
                found.group().startswith(_WHOLE_FILING)
                or FILING.search(text, found.end(), min(end, found.end() + 160))
                or _FILE_GOES.match(text, start, found.end())
            ):
                continue
            who = actor_before(text, start, found.start())
            if who is None:
                submits = submits or _impersonal(text, start, found.start(), end) or bool(_TO_OFFICE.search(text, found.end(), end))
            elif who.side == "external":
                submits = True
            else:
                internal = True
        return submits, internal

    @property
    def submits(self) -> bool:
        """Somebody outside the state files something."""
        return self._filing[0]

    @property
    def internal(self) -> bool:
        """A state body files something."""
        return self._filing[1]

    @cached_property
    def decides(self) -> bool:
        """A state body answers."""
        for start, end in sentences(self._line):
            for verb in DECIDE.finditer(self._text, start, end):
                who = actor_before(self._text, start, verb.start())
                if who and who.side == "state":
                    return True
        return False

    @cached_property
    def receives(self) -> bool:
        """A state body takes in, checks, asks for more."""
        for start, end in sentences(self._line):
            took = RECEIVE.search(self._text, start, end)
            if took:
                who = actor_before(self._text, start, took.start())
                if who.side == "state" if who else next(iter(agencies(self._text, start, end)), None) is not None:
                    return True
        return False

    @cached_property
    def limit(self) -> bool:
        """It sets a number of days, hours or months."""
        return bool(LIMIT.search(self._line.words))

    @cached_property
    def external(self) -> bool:
        """It names somebody outside the state."""
        return bool(EXTERNAL.search(self._line.words) or _MUST_BE_ALLOWED.search(self._line.words))


class Evidence:
    """The signs of several lines together: each is there where one of the lines has it."""

    def __init__(self, signs: list[Signals]) -> None:
        self._signs = signs

    @cached_property
    def papers(self) -> bool:
        """One of them lists papers."""
        return any(s.papers for s in self._signs)

    @cached_property
    def submits(self) -> bool:
        """One of them has somebody file something."""
        return any(s.submits for s in self._signs)

    @cached_property
    def internal(self) -> bool:
        """One of them has a state body file something."""
        return any(s.internal for s in self._signs)

    @cached_property
    def decides(self) -> bool:
        """One of them has a state body answer."""
        return any(s.decides for s in self._signs)

    @cached_property
    def receives(self) -> bool:
        """One of them has a state body check."""
        return any(s.receives for s in self._signs)

    @cached_property
    def limit(self) -> bool:
        """One of them sets a term."""
        return any(s.limit for s in self._signs)

    @cached_property
    def external(self) -> bool:
        """One of them names somebody outside the state."""
        return any(s.external for s in self._signs)


def _impersonal(text: str, start: int, verb: int, end: int) -> bool:
    """A filing without a named subject ("Hồ sơ được gửi qua bưu chính", "Nộp trực tiếp tại Bộ phận Một cửa")."""
    before = text[start:verb].strip()
    return before == "" or before.lower().lstrip("0123456789 ").startswith("hồ sơ") or "được" in before[-12:]
