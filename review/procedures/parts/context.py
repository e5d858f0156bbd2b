"""What the readers of parts share: the lines of one procedure with the place each has in it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, TypeVar

from review.contract.base import PartKind, Span
from review.contract.procedures import Part
from review.procedures.blocks import Block
from review.procedures.fold import Loose, match, search
from review.procedures.grouping import Group, Reader
from review.procedures.lexicon import lexicon
from review.procedures.lines import Line, opens_papers

T = TypeVar("T")

_CONDITIONS: Final = Loose(
    r"(?:các\s+)?(?:điều\s+kiện|tiêu\s+chuẩn|(?:đối\s+tượng(?!\s+áp)|yêu\s+cầu\s+đối\s+với)\b[^.;]{0,160}?\bđược\s+(?:xem\s+xét|xét|cấp|chứng\s+nhận|công\s+nhận))"
)
"""How an article is headed that lists what must be met."""

_NOTE: Final = re.compile(r"\[\d{1,3}\]\s*")
"""The mark of a footnote of a consolidated text."""
_FORM_LIST: Final = Loose(r"(?i)biểu\s+mẫu|mẫu\s+(?:giấy\s+tờ|đơn|văn\s+bản)")


@lru_cache(maxsize=1)
def paper_start() -> Loose:
    """The first words of a paper ("bản sao", "Đơn", "01 bản chính")."""
    nouns = lexicon().alternation(lexicon().papers)
    return Loose(rf"(?i)(?:(?:\d{{1,2}}|một|hai)\s*(?:\([^)]*\)\s*)?)?(?:{nouns})\b")


@dataclass(slots=True)
class Context:
    """The lines of one procedure: ``items`` are lines that list a paper, ``leads`` the lines that open such a list."""

    reader: Reader
    group: Group
    blocks: list[Block]
    home: list[Line]
    shared: list[Line]
    items: set[int] = field(default_factory=set)
    leads: set[int] = field(default_factory=set)
    heads: set[int] = field(default_factory=set)
    kinds: dict[str, str] = field(default_factory=dict)

    @property
    def lines(self) -> list[Line]:
        """All lines of the procedure in order."""
        return sorted([*self.home, *self.shared], key=lambda line: line.n)

    @property
    def text(self) -> str:
        """The text of the draft."""
        return self.reader.text

    def of_line(self, name: str, line: Line, read: Callable[[str, Line], T]) -> T:
        """What a line tells by itself, whichever procedure it belongs to: read once for all procedures of a draft."""
        kept = self.reader.kept
        key = (name, line.n)
        if key not in kept:
            kept[key] = read(self.reader.text, line)
        told: T = kept[key]
        return told

    def parts_of_line(self, name: str, line: Line, read: Callable[["Context", Line], Iterable[Part]]) -> list[Part]:
        """The parts that a line tells by itself, with the address that referred to it from this procedure; read once as well."""
        kept = self.reader.kept
        key = (name, line.n)
        if key not in kept:
            kept[key] = list(read(self, line))
        parts: list[Part] = kept[key]
        via = self.via(line.n)
        return [part if part.via == via else part.model_copy(update={"via": via}) for part in parts]

    def via(self, n: int) -> str | None:
        """The address that referred to a line, if it was reached by reference."""
        return self.group.via.get(n)

    def part(self, kind: PartKind, span: Span, line: Line, confidence: float = 0.9, **values: Any) -> Part:
        """A part with its words."""
        start, end = span
        noted = _NOTE.match(self.text, start, end)
        start = noted.end() if noted else start
        while start < end and self.text[start] in ' ,;:“"':
            start += 1
        while end > start and self.text[end - 1] in ' ,;:.”"':
            end -= 1
        return Part(part=kind, span=(start, end), quote=self.text[start:end], via=self.via(line.n), confidence=confidence, **values)


def make_context(reader: Reader, group: Group, blocks: list[Block]) -> Context:
    """The context of one procedure: which of its lines list papers."""
    home = [reader.lines[n] for n in group.home]
    shared = [reader.lines[n] for n in group.shared]
    context = Context(reader, group, blocks, home, shared)
    context.kinds = once(reader, "kinds", lambda: {b.path: b.kind for b in blocks})
    context.heads = once(reader, "heads", lambda: {b.head for b in blocks if b.head is not None and _only_heading(reader.lines[b.head])})
    _mark_items(context)
    return context


def condition_articles(context: Context) -> set[str]:
    """The paths of articles headed by conditions ("Điều kiện cấp Thẻ"): they list what must be met, not what is done."""
    return once(context.reader, "condition articles", lambda: {b.path for b in context.blocks if _CONDITIONS.match(b.heading)})


def once(reader: Reader, name: str, read: Callable[[], T]) -> T:
    """What holds for the whole draft, read for its first procedure and kept."""
    key = (name, -1)
    if key not in reader.kept:
        reader.kept[key] = read()
    kept: T = reader.kept[key]
    return kept


def _only_heading(line: Line) -> bool:
    """Whether the first line of an article is a heading and not the text itself."""
    words = line.words.strip()
    return len(words) < 260 and not re.search(r"[.;:]\s+\S", words) and not re.search(r"[.”\"]$", words)


def _mark_items(context: Context) -> None:
    heads = context.heads
    dossier_heads = {b.path for b in context.group.blocks if match(r"(?:thành\s+phần\s+)?hồ\s+sơ(?![^.]{0,80}trình\s+tự)", b.heading)}
    lead: Line | None = None
    lead_form = bare = False
    for line in context.lines:
        words = line.words.strip()
        if not words or line.n in heads:
            lead = None
            continue
        if lead is not None and not _under(lead, line):
            lead = None
        opens = context.of_line("opens papers", line, _opens_papers)
        forms = words.endswith(":") and bool(_FORM_LIST.search(words))
        if opens or forms:
            if lead is None or not line.below(lead):
                lead, lead_form, bare = line, forms and not opens, words.endswith(":")
            context.leads.add(line.n)
            if lead is not line:
                context.items.add(line.n)
            continue
        if lead is not None:
            listed = line.first or (bare and words[-1] in ";." and bool(paper_start().match(words)))
            bare = bare and not line.first
            if not listed or _TELLS_STEP.match(words) or _HANDS_IN.search(words):
                continue
            if not lead_form or search(
                r"(?:văn\s+bản|đơn|tờ\s+khai|giấy|báo\s+cáo)\s+(?:đề\s+nghị|đăng\s+ký|tóm|xin|khai)|đơn\s|thông\s+tin\s+khai", words
            ):
                context.items.add(line.n)
            continue
        quoted_item = (
            context.group.act is not None and line.node is not None and line.node.quoted and line.first and line.node.kind != "dieu"
        )
        in_dossier = line.dieu in dossier_heads and line.first
        if (quoted_item and _reads_as_paper(words)) or (in_dossier and paper_start().match(words)):
            context.items.add(line.n)


def _opens_papers(_text: str, line: Line) -> bool:
    return opens_papers(line.words.strip())


_NOT_PAPER: Final = Loose(
    r"(?i)(?:các|những|nội\s+dung|thông\s+tin|kết\s+quả|hồ\s+sơ\s+(?:đề|đăng|được|gồm|yêu|xin|này)|quyết\s+định\s+(?:thu|này"
    r"|được)|giấy\s+tờ\s+quy|chương\s+trình|sản\s+phẩm|xác\s+nhận|thông\s+báo\s+(?:cho|về)|mã\s+số|số\s+định|giấy\s+(?:phép"
    r"|chứng\s+nhận|xác\s+nhận)[^.]{0,60}(?:được\s+sử|bị|sẽ|có\s+thời)|một\s+|hai\s+|bộ\b)"
)
_TELLS_STEP: Final = Loose(r"(?:trong\s+(?:thời\s+hạn|vòng)\s+[\w()\s]{1,30}kể\s+từ|(?:bộ\s+)?hồ\s+sơ\b[^.;:,]{0,60}\bđược\s+(?:gửi|nộp))")
"""How a member of a list of papers begins that tells a step instead."""
_HANDS_IN: Final = Loose(r"\b(?:lập|nộp|gửi)\s+\d+\s*(?:\([^)]{1,14}\)\s*)?bộ\s+hồ\s+sơ")
_STEPPING: Final = Loose(
    r"(?i)\b(?:thì|phải|có\s+trách\s+nhiệm|xem\s+xét|thẩm\s+định|(?<!điểm\s)(?<!ngày\s)(?:nộp|gửi)|trong\s+thời\s+hạn|được\s+(?:gửi|thực|lập))\b"
)


def _reads_as_paper(words: str) -> bool:
    found = paper_start().match(words)
    return bool(found) and not _NOT_PAPER.match(words) and not _STEPPING.search(re.split(r":\s", words)[0][:140])


def _under(lead: Line, line: Line) -> bool:
    """Whether a line stands in the list that a lead opens."""
    if line.below(lead):
        return True
    if line.place == lead.place:
        return not line.first and line.dieu == lead.dieu
    if lead.zone == "annex" and lead.dieu is None:
        return False
    kind = lead.node.kind if lead.node else ""
    parent = lead.path.rsplit("/", 1)[0] if "/" in lead.path else ""
    if kind == "text":
        return line.path.startswith(parent + "/") and line.dieu == lead.dieu
    return False
