"""Procedures that a draft tells by a registered name without describing them in an article of their own.

A name alone is no procedure of the draft: other acts' procedures are mentioned everywhere. The words around it must show that this
draft regulates it: a heading, the opening of its dossier or order, a step within a time limit, a list of who decides, or a form.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum

from review.contract.base import Model, Span
from review.contract.citations import Citation
from review.contract.document import Document
from review.contract.structure import Node, Structure
from review.procedures.shortnames import find_short_names
from review.registry.procedures.naming import NameFinder, Naming
from review.registry.procedures.text import fold, syllables


class Evidence(IntEnum):
    """How a draft shows that it regulates what it names, the strongest first; ``NAMED`` shows nothing."""

    HEADING = 1
    OPENING = 2
    STEP = 3
    CAPTION = 4
    COMPETENCE = 5
    FORM = 6
    NAMED = 7


class Told(Model):
    """A registered name in a line, by its key. ``span`` is the line, ``lines`` are all lines that set something of it, ``given`` are
    the words that name it (``whole``: the name as registered, without other words between) and ``base_path`` where they stand in
    an amended act. ``holds`` is the offset up to which a heading or opening stands over the text below it.
    """

    key: str
    evidence: Evidence
    span: Span
    path: str
    base_path: str | None = None
    lines: tuple[Span, ...]
    holds: int
    given: str
    whole: bool


_HEADED = frozenset(("dieu", "chuong", "muc", "tieu_muc", "phan"))
_LISTED = frozenset(("khoan", "diem", "tiet", "gach"))
_OUTSIDE = frozenset(("can_cu", "title", "enacting", "signature", "recipients"))
_TITLE_NUMBER = re.compile(r"\W*(?:(?:điều|chương|mục|tiểu mục|phần|khoản)\s+\w+\W*|\d+[a-zđ]?(?:\.\d+)*\W+|[a-zđ]\)\W*|[ivxlc]+\.\W*)?")
_MARK = re.compile(
    r"\s*[“\"]?(?:\d{1,3}[a-zđ]?(?:\.\d+)*[.)]|[a-zđ]{1,2}[.)]|[-–+•])\s*(?:(?:[Gg]iải\s+quyết|[Tt]hực\s+hiện|[Tt]hủ\s+tục|[Tt]rình\s+tự|[Vv]iệc)[\s,]+)*"
)
"""The number of a clause or point with words that name no procedure, whose other words are the name as the draft has it."""
_SETTING = re.compile(
    r"(?:(?:thành phần|số lượng|hồ sơ|trình tự|thủ tục|cách thức|thời hạn|thẩm quyền|quy trình|giải quyết|thực hiện|tiếp nhận|thẩm định"
    r"|xem xét|chấp thuận|phê duyệt|quyết định|quy định|đề nghị|đăng kí|xin|nộp|việc|về|và|của|cho|đối với|các|trường hợp)\b[\s,/]*)*"
)
"""Words that may stand between the number of a heading and the name."""
_OF_NAME = re.compile(
    r"\b(?:hồ sơ|trình tự|thủ tục|quy trình)"
    r"(?:[\s,/]+(?:hồ sơ|trình tự|thủ tục|và|thực hiện|giải quyết|đề nghị|việc|để|xin|xem xét))*[\s,/“]*$"
)
_OPENS = re.compile(r"(?:hồ sơ|trình tự|thủ tục|quy trình)\b(?:(?!\b(?:theo|quy định|thì|phải|nộp|được|này|gồm)\b)[^.;:]){0,120}$")
"""A line that begins with the dossier or order of several actions, of which the name is one."""
_SETS_OUT = re.compile(r"[^.;]{0,80}?(?:\b(?:gồm|bao gồm|như sau|được thực hiện như sau|lập thành)\b|:\s*$)")
_LIMIT = re.compile(
    r"\b(?:trong thời hạn|trong vòng|chậm nhất|thời hạn|không quá|tối đa)\b.*\b(?:hồ sơ|đơn|văn bản|đề nghị|yêu cầu)\b"
    r"|\bkể từ (?:ngày|khi) nhận\b.{0,30}\bhồ sơ\b"
)
_COMPETENT = re.compile(r"thẩm quyền|phân cấp|phân quyền|ủy quyền")
_DECIDER = re.compile(
    r"(?:(?:chủ tịch |bộ trưởng |giám đốc |thống đốc |cục trưởng )?(?:ủy ban|hội đồng nhân dân|bộ|sở|cục|tổng cục|chi cục"
    r"|ngân hàng nhà nước"
    r"|thủ tướng|cơ quan|ban quản lí|công an|phòng|trung tâm|văn phòng)\b[^.;:]{0,160}|)"
)
_CASES = re.compile(r"\b(?:giấy tờ|bản sao|theo yêu cầu|cho tổ chức|cho cá nhân|trường hợp|báo cáo|kèm)\b")
_FORM_OF = re.compile(
    r"(?:\W|\d|\b(?:mẫu|phụ lục|biểu)(?:\s+số)?\s+[\w/.-]+)*"
    r"(?:\b(?:đơn|văn bản|tờ|giấy(?! tờ)|phiếu|công văn|tờ trình|bản)(?:\s+(?:đề nghị|yêu cầu|đăng kí|xin|khai|về|việc|thông báo))*"
    r"|\b(?:mẫu|biểu)(?:\s+số)?\s+[\w/.-]+)[\s:.|“]*"
)
_FORMS = re.compile(r"\b(?:mẫu|biểu mẫu|phụ lục)\b")
_SHORTEST = 12
_SHORT = 240
"""Characters of a line that may be a heading, caption or title; a longer one is read only where it holds a cue."""
_TITLE_OF_FORM = re.compile(r"(?i)[\W\d]*(?:mẫu|biểu|phụ lục|đơn|văn bản|giấy|tờ|phiếu|công văn|bản|thông báo)\b")
_CUE = re.compile(r"(?i)\b(?:hồ sơ|trình tự|thủ tục|trong thời hạn|chậm nhất|không quá|kể từ)\b")
_FORM_WORDS = 45
"""Words of the longest line that is the title of a form."""
_HEADING_SHARE = 0.5
"""Part of a heading's words that the name must take."""
_HOLDING = frozenset((Evidence.HEADING, Evidence.OPENING, Evidence.CAPTION))
"""Evidence whose line stands over the lines that set the procedure."""
_LINES = 40
"""Most lines below such a line that count as the procedure's own."""
_CAPTION_SHARE = 0.7
"""The same for the line of a clause or point."""
_CAPTION_COVERED = 0.95
"""Share of the name's weight that such a line must tell."""
_ELSEWHERE = re.compile(
    r"[^.;:]{0,60}?\btheo (?:các )?(?:quy định|hướng dẫn)(?: hiện hành)?(?: (?:của|tại))? "
    r"(?:pháp luật|luật|bộ luật|nghị định|thông tư)(?! này)\b"
)
"""Words by which what is named follows other law."""
_BORROWED = re.compile(
    r"\b(?:như|tương tự)\b(?: (?:hồ sơ|trình tự|thủ tục|quy định|trường hợp|đối với|của|việc|tại|và))+\s*$"
    r"|\b(?:theo|tại) (?:các )?quy định (?:hiện hành )?(?:của|tại) (?:pháp luật|luật|chính phủ|thủ tướng|bộ|nghị định|thông tư)\b"
    r"(?! này)[^.;:]{0,80}$"
    r"|^\W*\w{1,3}[).]\s+quyết định\s*$"
)
"""Words by which what is named only lends its rules, is what another act rules, or is the paper that grants it."""
_AMENDS = re.compile(r"\b(?:thay đổi|bãi bỏ|thay thế)\b.*\b(?:một số|điều|khoản|nghị định|thông tư|quyết định|luật)\b")


def tell(document: Document, structure: Structure, citations: Sequence[Citation], finder: NameFinder) -> tuple[Told, ...]:
    """The registered names that the draft's lines tell, in order, with how each shows that the draft regulates it.

    Linear in the text; lines without a cue are passed over.
    """
    abroad = {document.lines.line_of(c.span[0]) for c in citations if not c.internal}
    foreign = {document.lines.line_of(c.span[0]) for c in citations if not c.internal and c.role == "refers"}
    reader = _Reader(document, structure)
    out: list[Told] = []
    for number, node, words in reader.lines():
        for naming in finder.find(words):
            evidence = reader.evidence(number, node, naming)
            if evidence >= Evidence.OPENING and number in foreign:
                continue
            if evidence is Evidence.NAMED and (number in abroad or _BORROWED.search(naming.before)):
                continue
            out.append(reader.told(number, node, naming, evidence))
    return tuple(out)


class _Reader:
    def __init__(self, document: Document, structure: Structure) -> None:
        self.document, self.structure = document, structure
        self._context: dict[str, str] = {}

    def lines(self) -> Iterator[tuple[int, Node, str]]:
        """The lines that may show a procedure: headings, titles of forms, short clauses, and those with a cue."""
        index, text = self.document.lines, self.document.text
        for number in range(len(index)):
            start, end = index.span(number)
            if end - start < _SHORTEST:
                continue
            words = text[start:end]
            cued = _CUE.search(words) is not None
            if not cued and end - start > _SHORT:
                continue
            node = self.structure.at(start)
            if node is None or any(a.kind in _OUTSIDE for a in self.structure.ancestors(node)):
                continue
            if cued or node.kind in _LISTED or _TITLE_OF_FORM.match(words) or self._is_heading(number, node):
                yield number, node, words

    def told(self, number: int, node: Node, naming: Naming, evidence: Evidence) -> Told:
        index = self.document.lines
        span = index.span(number)
        lines, holds = [span], span[1]
        if evidence in _HOLDING:
            holds = node.span[1]
            last = index.line_of(max(node.span[0], node.span[1] - 1))
            lines += [index.span(n) for n in range(number + 1, min(last, number + _LINES) + 1)]
        path = self.structure.path_at(span[0])
        base = path.partition("~")[2] if "~" in path else None
        given = _words_of(self.document.text[span[0] : span[1]], naming.piece)
        if evidence is Evidence.CAPTION:
            mark = _MARK.match(self.document.text, span[0], span[1])
            given = self.document.text[mark.end() if mark else span[0] : span[1]].strip(" .;:”")
        return Told(
            key=naming.key, evidence=evidence, span=span, path=path, base_path=base or None, lines=tuple(lines), holds=holds,
            given=given, whole=naming.whole,
        )  # fmt: skip

    def evidence(self, number: int, node: Node, naming: Naming) -> Evidence:
        before = naming.before
        number_end = _TITLE_NUMBER.match(before)
        lead = before[number_end.end() if number_end else 0 :]
        in_form = any(a.kind in ("annex", "form") for a in self.structure.ancestors(node))
        heads = self._is_heading(number, node)
        if heads and naming.share >= _HEADING_SHARE and _SETTING.fullmatch(lead) and not _AMENDS.match(lead + naming.piece):
            return Evidence.HEADING
        if _ELSEWHERE.match(naming.after) or _BORROWED.search(before):
            return Evidence.NAMED
        lead_in = _OPENS.match(lead)
        if (_OF_NAME.search(before) and _SETS_OUT.match(naming.after)) or lead_in:
            return Evidence.OPENING
        if in_form:
            return Evidence.FORM if self._is_form(node, naming) else Evidence.NAMED
        if _LIMIT.search(before):
            return Evidence.STEP
        if node.kind in _LISTED and naming.share >= _CAPTION_SHARE and naming.coverage >= _CAPTION_COVERED and _SETTING.fullmatch(lead):
            return Evidence.CAPTION
        if _COMPETENT.search(self._above(node)) and _DECIDER.fullmatch(lead) and not _CASES.search(lead):
            return Evidence.COMPETENCE
        if _FORMS.search(naming.after) or _FORMS.search(self._above(node)):
            return Evidence.FORM if self._is_form(node, naming) else Evidence.NAMED
        return Evidence.NAMED

    def _is_form(self, node: Node, naming: Naming) -> bool:
        words = sum(len(part.split()) for part in (naming.before, naming.piece, naming.after))
        return words <= _FORM_WORDS and _FORM_OF.fullmatch(naming.before) is not None

    def _is_heading(self, number: int, node: Node) -> bool:
        start = self.document.lines.span(number)[0]
        if node.kind in _HEADED:
            return node.span[0] == start or bool(node.heading_span and node.heading_span[0] <= start < node.heading_span[1])
        return node.kind == "quoted" and self.document.text[start : start + 8].lstrip('“" ').lower().startswith("điều")

    def _above(self, node: Node) -> str:
        """The folded headings and lead-ins of what holds the node."""
        held = self._context.get(node.path)
        if held is None:
            parts = []
            for above in self.structure.ancestors(node):
                if above.heading:
                    parts.append(above.heading)
                elif above.heading_span and above.path != node.path:
                    parts.append(self.document.text[above.heading_span[0] : above.heading_span[1]][:300])
            held = self._context[node.path] = fold(" | ".join(parts))
        return held


def short_names(document: Document) -> dict[str, str]:
    """What the short names that a draft defines ("sau đây gọi là …") stand for, by the short name as written."""
    return {name.short: name.long for name in find_short_names(document.text).values()}


def strongest(told: Iterable[Told]) -> dict[str, list[Told]]:
    """The lines of each name, strongest evidence first, then in order."""
    out: dict[str, list[Told]] = {}
    for one in told:
        out.setdefault(one.key, []).append(one)
    for lines in out.values():
        lines.sort(key=lambda t: (t.evidence, t.span))
    return out


def _words_of(line: str, piece: str) -> str:
    """The words of a line of which ``piece`` is the folded form: the run that shares most syllables with it, and before a run that
    begins within an action ("sửa đổi", which the folded form may tell by another word) the action's other words.

    >>> _words_of("3. Cấp sửa đổi thẻ thả diều", "thay đổi thẻ thả diều")
    'Cấp sửa đổi thẻ thả diều'
    """
    tokens = [(fold(m.group()), m.start(), m.end()) for m in re.finditer(r"\w+", line)]
    wanted = syllables(piece)
    width = len(wanted) + 2
    need = set(wanted)
    shared = [token[0] in need for token in tokens]
    best = max(range(len(tokens)), key=lambda i: (sum(shared[i : i + width]), shared[i], -i))
    run = [i for i in range(best, min(best + width, len(tokens))) if shared[i]]
    if not run:
        return line.strip()
    first = run[0]
    if tokens[first][0] == "đổi":
        for action in ("sửa", "cấp"):
            first -= first > 0 and tokens[first - 1][0] == action
    return line[tokens[first][1] : tokens[run[-1]][2]]
