"""The builder: lines with marks become a tree, one pass from top to bottom."""

import re
from itertools import takewhile
from typing import Final

from review.contract.base import NodeKind
from review.structure.levels import rank_of, reads_as
from review.structure.marks import Mark, read_mark
from review.structure.quotes import COMMAND, QUOTES, Quotes, goes_on, has_quotes, tokens
from review.structure.scan import Line, cut_line
from review.structure.sequence import arabic, follows
from review.structure.tails import ADOPTED, Head, head, is_recipients, is_signature, is_tail_row, issued_with, unnamed
from review.structure.tree import Draft
from review.structure.zones import CAN_CU, ENACTING, TitleBlock, is_caps, is_enacting, title_block

_CONTAINERS: Final = ("attached", "annex", "form", "quoted")
_SENTENCE_END: Final = (".", ";", ":", "./.", "”")
_NUMBERED = re.compile(r"(?i)\bsố\s*:.*/")
_RULE = re.compile(r"[\s\-–_—=*.~]+")
_ENACTS = re.compile(
    r"[;,]\s+(?=(?:Quốc hội|Ủy ban Thường vụ Quốc hội|Chính phủ|Thủ tướng Chính phủ|Bộ trưởng|Thống đốc|Tổng|Chánh|Viện trưởng"
    r"|Hội đồng nhân dân|(?:Chủ tịch )?Ủy ban nhân dân)\b[^;]{0,200}\bban hành\s+(?:Bộ luật|Luật|Pháp lệnh|Nghị|Quyết định|Thông tư))"
)
_NEAR: Final = 300
"""Lines within which the next article is looked for."""

_LEAD_IN = re.compile(r"(?i)(?:như\s+sau|sau\s+đây|sau)\s*[:;.]?\s*$")


class Builder:
    """State of one pass. ``stack`` holds the open nodes, outermost first; ``top`` the finished ones."""

    def __init__(self, lines: list[Line], root: Draft | None = None) -> None:
        self.lines = lines
        self.top: list[Draft] = []
        self.stack: list[Draft] = [root] if root else []
        self.quoted = root is not None
        self.quotes = Quotes(lines)
        self.has_dieu = any(x.mark and x.mark.kind == "dieu" for x in lines)
        self.next_articles = _next_articles(lines)
        self.articles: list[str] = []
        self.started = False
        self.part_at = 0
        self.in_tail = False
        self.second_act: tuple[int, int] | None = None

    def run(self, block: TitleBlock | None) -> None:
        """Read all lines."""
        self.started = block is None
        at = self._front(block)
        while at < len(self.lines):
            at = self._line(at)

    def _place(self, draft: Draft) -> Draft:
        if self.stack:
            return self.stack[-1].add(draft)
        self.top.append(draft)
        return draft

    def _open(self, draft: Draft) -> Draft:
        self._place(draft)
        self.stack.append(draft)
        return draft

    def _leaf(self, kind: NodeKind, start: int, end: int) -> None:
        self._place(Draft(kind, start, end, quoted=self.quoted))

    def _floor(self) -> int:
        """Depth of the innermost container: marks never close it."""
        for depth in range(len(self.stack), 0, -1):
            if self.stack[depth - 1].kind in _CONTAINERS:
                return depth
        return 0

    def _container(self) -> Draft | None:
        floor = self._floor()
        return self.stack[floor - 1] if floor else None

    def _front(self, block: TitleBlock | None) -> int:
        if block is None:
            return 0
        lines = self.lines
        if block.header:
            self._leaf("text", lines[0].start, lines[block.header - 1].end)
        return self._title(block)

    def _title(self, block: TitleBlock) -> int:
        lines = self.lines
        self._leaf("title", lines[block.header].start, lines[block.title_end - 1].end)
        siblings = self.stack[-1].children if self.stack else self.top
        at, recitals = block.title_end, 0
        while at < len(lines):
            line = lines[at]
            if line.mark is not None and line.mark.kind in ("dieu", "chuong", "phan", "muc"):
                break
            if at >= block.end and (line.row or head(lines, at, after_body=False)):
                break
            if ENACTING.match(line.text):
                self._leaf("enacting", line.start, line.end)
            elif CAN_CU.match(line.text):
                cut = _ENACTS.search(line.text)
                self._leaf("can_cu", line.start, line.start + cut.start() + 1 if cut else line.end)
                if cut:
                    self._leaf("enacting", line.start + cut.end(), line.end)
                recitals += 1
            elif at < block.end or (not recitals and not line.mark):
                self._text(line.start, line.end)
            elif line.mark or siblings[-1].kind == "enacting":
                break
            else:
                siblings[-1].end = line.end
            at += 1
        return at

    def _line(self, at: int) -> int:
        line = self.lines[at]
        after = self._quoted_part(at) if self.quoted else self._tail(at)
        if after:
            return after
        if line.row:
            last = at
            while last + 1 < len(self.lines) and self.lines[last + 1].row and not is_tail_row(self.lines[last + 1].text):
                last += 1
            self._leaf("table", line.start, self.lines[last].end)
            return last + 1
        if not self.quoted and self._unopened(at):
            return self._quotation(at, line, -1)
        mark = reads_as(self.lines, at, self.stack, self._context(), self.articles) if line.mark else None
        if mark is not None:
            if not self.quoted:
                self._restart(at, mark)
            return self._node(at, line, mark)
        if not self.quoted and self.stack and has_quotes(line.text[:2]):
            opened = self._opening(line.text, 0)
            if opened >= 0 and not line.text[:opened].strip("'‘’"):
                return self._quotation(at, line, opened)
        self._text(line.start, line.end)
        return self._after(at, line, 0)

    def _restart(self, at: int, mark: Mark) -> None:
        """Open a container where articles begin again at 1 below no heading that announced it."""
        container = self._container()
        if (container is not None and container.kind != "attached") or arabic(mark.number) != "1":
            return
        if mark.kind not in ("dieu", "chuong", "phan") or (mark.kind != "dieu" and not self._heads_first_article(at)):
            return
        above = takewhile(lambda x: x.mark is None or x.mark.kind != "dieu", reversed(self.lines[max(self.part_at, at - 14) : at]))
        form = any(CAN_CU.match(x.text) or is_enacting(x.text) for x in above)
        if not self.articles and not (container is not None and form):
            return
        self.stack.clear()
        start = self.lines[at].start
        self._open(Draft("form" if form else "attached", start, start))
        self.articles.clear()

    def _heads_first_article(self, at: int) -> bool:
        follow = self.next_articles[at]
        mark = self.lines[follow].mark if follow is not None and follow - at < _NEAR else None
        return mark is not None and mark.number == "1"

    def _context(self) -> str:
        """Where marks are read: ``quoted``, ``body``, ``bare`` (a body without Điều), ``annex`` or ``tail``."""
        container = self._container()
        if container is not None and container.kind in ("annex", "form"):
            return "annex"
        if self.quoted:
            return "quoted"
        if container is None and self.in_tail:
            return "tail"
        return "body" if self.has_dieu else "bare"

    def _node(self, at: int, line: Line, mark: Mark, *, start: int | None = None) -> int:
        floor = self._floor()
        rank = rank_of(mark, self.stack)
        while len(self.stack) > floor and rank_of(None, self.stack) >= rank:
            self.stack.pop()
        begin = line.start if start is None else start
        if start is not None and self.stack:
            self.stack[-1].head_end = self.stack[-1].end = begin - (begin - len(self._before(line, begin)) - line.start)
        number = mark.number if mark.kind != "gach" else None
        label_end = line.start + len(line.text[: mark.end].rstrip())
        draft = self._open(Draft(mark.kind, begin, line.end, number, head_end=line.end, quoted=self.quoted, label_end=label_end))
        if mark.kind == "dieu" and not self.quoted:
            self.in_tail = False if self._container() is None else self.in_tail
            self.articles.append(mark.number)
            self.started = True
        if mark.kind in ("phan", "chuong", "muc", "tieu_muc", "dieu"):
            return self._heading(at, line, mark, draft)
        return self._inline(at, line, mark)

    def _before(self, line: Line, begin: int) -> str:
        return line.text[: begin - line.start].rstrip()

    def _inline(self, at: int, line: Line, mark: Mark) -> int:
        """A second mark on the line of a first ("Điều 5. 1. …", "1. a) …"), else what a placed line opens."""
        rest = line.text[mark.end :]
        inner = read_mark(rest) if rest[:1].isdigit() or rest[1:2] == ")" else None
        starts = (
            (mark.kind == "dieu" and inner and inner.kind == "khoan" and inner.number == "1")
            or (mark.kind in ("dieu", "khoan") and inner and inner.kind == "diem" and inner.number == "a")
        )  # fmt: skip
        if inner and starts:
            shifted = Mark(inner.kind, inner.number, mark.end + inner.end)
            return self._node(at, line, shifted, start=line.start + mark.end)
        return self._after(at, line, mark.end)

    def _heading(self, at: int, line: Line, mark: Mark, draft: Draft) -> int:
        words = line.text[mark.end :].strip()
        after = at + 1
        if mark.kind != "dieu":
            return self._division_heading(after, words, draft)
        if not self._is_heading(words, line, mark):
            return self._inline(at, line, mark)
        parts = [words] if words else []
        while after < len(self.lines) and len(parts) < 4:
            follow = self.lines[after]
            text = follow.text
            if follow.row or follow.mark is not None or len(text) > 250 or text[0] in QUOTES:
                break
            if parts and (not text[0].islower() or text.endswith(_SENTENCE_END) or parts[-1].endswith(_SENTENCE_END)):
                break
            if not parts and (text.endswith(_SENTENCE_END) or head(self.lines, after, after_body=True)):
                break
            parts.append(text)
            draft.head_end = draft.end = follow.end
            after += 1
        draft.heading = " ".join(parts) or None
        return after

    def _is_heading(self, words: str, line: Line, mark: Mark) -> bool:
        """Whether the words after "Điều 5." are its title and not its text."""
        if (words[:1].isdigit() and read_mark(words)) or words.endswith((":", ";", "./.")):
            return False
        if has_quotes(words) and self._opening(line.text, mark.end) >= 0:
            return False
        return not words.endswith(".") or not _is_sentence(words)

    def _division_heading(self, after: int, words: str, draft: Draft) -> int:
        parts = [words] if words else []
        while after < len(self.lines) and len(parts) < 8:
            follow = self.lines[after]
            joins = follow.mark is None or (not follow.mark.closed and is_caps(follow.text))
            if follow.row or not joins or len(follow.text) > 300 or _RULE.fullmatch(follow.text) or follow.text[0] in QUOTES:
                break
            if parts and not is_caps(follow.text) and not follow.text[0].islower():
                break
            if head(self.lines, after, after_body=False) or (parts and follow.text.endswith((".", ";", ":"))):
                break
            parts.append(follow.text)
            draft.head_end = draft.end = follow.end
            after += 1
        draft.heading = " ".join(parts) or None
        return after

    def _text(self, start: int, end: int) -> None:
        """Running text: a paragraph of the innermost node, or a text node below a Điều, a division or at the top."""
        holder = self.stack[-1] if self.stack else None
        inside = holder is not None and holder.kind in ("khoan", "diem", "tiet", "gach", "quoted")
        siblings = holder.children if holder else self.top
        if siblings and siblings[-1].kind == "text":
            siblings[-1].end = end
        elif holder is not None and inside and not siblings:
            holder.end = holder.head_end = end
        else:
            self._leaf("text", start, end)

    def _opening(self, text: str, offset: int) -> int:
        """Offset of the mark that opens a block of quoted new text after a label that ends at ``offset``; -1 for none."""
        marks = [t for t in tokens(text) if t[0] >= offset]
        depth, opened = 0, -1
        for place, step in marks:
            if depth == 0:
                opened = place
            depth = max(0, depth + step) if depth else 1
        if not marks or (depth == 0 and text[marks[-1][0] + 1 :].strip(" .;,/")):
            return -1
        if depth == 0:
            opened = marks[0][0]
        before = text[offset:opened].rstrip(" '‘’")
        if before and not before.endswith(":"):
            return -1
        inner = text[opened + 1 :].lstrip()
        long = len(inner) > 60 or read_mark(inner) is not None or _LEAD_IN.search(before[-30:]) is not None
        return opened if depth > 0 or not before or long else -1

    def _after(self, at: int, line: Line, offset: int) -> int:
        """Read the quotation that a placed line opens, if it does; the number of the line to go on with."""
        if self.quoted or not self.stack or not has_quotes(line.text):
            return at + 1
        opened = self._opening(line.text, offset)
        if opened < 0:
            return at + 1
        holder = self.stack[-1]
        target = holder.children[-1] if holder.children and holder.children[-1].kind == "text" else holder
        cut = line.start + len(line.text[:opened].rstrip(" '‘’"))
        if target.start >= cut:
            holder.children.pop()
        else:
            target.end, target.head_end = min(target.end, cut), min(target.head_end, cut)
        return self._quotation(at, line, opened)

    def _unopened(self, at: int) -> bool:
        """Whether a line begins quoted new text whose opening mark is missing: the command above ends in "như sau:"."""
        before = self.lines[at - 1] if at and self.stack else None
        if before is None or before.row or not _LEAD_IN.search(before.text[-30:]):
            return False
        line = self.lines[at]
        words, here = (x.text[x.mark.end if x.mark else 0 :] for x in (before, line))
        marks = tokens(line.text)
        if not COMMAND.match(words) or COMMAND.match(here) or (marks and marks[0][1] > 0):
            return False
        if not self._is_target(line.mark, words) and self.quotes.unmatched_close_after(at - 1) is None:
            return False
        return self.quotes.block(at, -1, self._outer()).closed

    def _is_target(self, mark: Mark | None, command: str) -> bool:
        """Whether a line bears the very number that a command amends, and one that cannot go on with the numbering outside."""
        if mark is None or mark.kind not in ("dieu", "khoan", "diem") or goes_on(self._outer(), mark):
            return False
        name = {"dieu": "Điều", "khoan": "khoản", "diem": "điểm"}[mark.kind]
        return re.search(rf"\b{name}\s+{re.escape(mark.number)}\b", command) is not None

    def _outer(self) -> list[Mark]:
        return [Mark(n.kind, n.number, 0) for n in self.stack if n.number]

    def _quotation(self, at: int, line: Line, opened: int) -> int:
        """Build the quotation that opens in a line (at its start without a mark where ``opened`` is -1)."""
        block = self.quotes.block(at, opened, self._outer())
        doubled = opened > 0 and line.text[opened] == line.text[opened - 1] and line.text[opened] in "'‘’"
        begin = line.start + max(opened, 0) - doubled
        inner: list[Line] = []
        for number in range(at, block.last + 1):
            source = self.lines[number]
            first = opened + 1 if number == at else 0
            last = block.cut - (1 if block.closed else 0) if number == block.last else len(source.text)
            if number in (at, block.last):
                part = cut_line(source, first, last)
                if part is not None:
                    inner.append(part)
            else:
                inner.append(source)
        closing = self.lines[block.last]
        rest = closing.text[block.cut :]
        tail = len(rest) - len(rest.lstrip(" .;,/”\"'’"))
        end = closing.start + len(closing.text[: block.cut + tail].rstrip())
        root = Draft("quoted", begin, end, head_end=line.start + opened + 1, quoted=True, flaw=_flaw(opened, block.closed))
        self._open(root)
        sub = Builder(inner, root)
        sub.run(None)
        deepest = root
        while deepest.children:
            deepest = deepest.children[-1]
        deepest.end = end
        self.stack.pop()
        if rest[tail:].strip():
            left = cut_line(closing, block.cut + tail, len(closing.text))
            if left is not None:
                self._text(left.start, left.end)
        return block.last + 1

    def _tail(self, at: int) -> int:
        """Read signature, recipients, annexes, forms, attached regulations; 0 where the line begins none of them."""
        line = self.lines[at]
        text = line.text
        started = self.started or self._container() is not None or not self.has_dieu
        in_annex = self._context() == "annex"
        if started and not in_annex and not self._body_goes_on(at):
            if not line.row and ADOPTED.match(text):
                self._close()
                self._leaf("text", line.start, line.end)
                return at + 1
            if line.row and is_tail_row(text):
                self._close()
                self._tail_row(line)
                return at + 1
            if not line.row and line.mark is None and (is_recipients(text) or is_signature(text)):
                return self._closing_lines(at)
        found = head(self.lines, at, after_body=self.in_tail) if started else None
        if found is None and self.in_tail and not self.stack and not line.row and not self._body_goes_on(at):
            found = unnamed(self.lines, at)
        listed = found is not None and found.kind in ("annex", "form") and not self.in_tail and self._container() is None
        if found is not None and not (listed and self._body_goes_on(at)):
            return self._part(at, found)
        return self._second(at) if started and not in_annex else 0

    def _quoted_part(self, at: int) -> int:
        """Read an annex or a form that is quoted new text."""
        found = head(self.lines, at, after_body=False)
        return self._part(at, found) if found is not None and found.kind != "attached" else 0

    def _body_goes_on(self, at: int) -> bool:
        """Whether the next article carries on from the last one read, so that nothing here can end the body."""
        follow = self.next_articles[at]
        if not self.articles or follow is None or follow - at > _NEAR:
            return False
        mark = self.lines[follow].mark
        return mark is not None and follows(self.articles[-1], mark.number)

    def _close(self) -> None:
        del self.stack[self._floor() :]
        self.in_tail = True

    def _tail_row(self, line: Line) -> None:
        cut = line.text.find(" | ")
        if is_recipients(line.text) and cut > 0 and line.text[cut:].strip(" |"):
            self._leaf("recipients", line.start, line.start + cut + 2)
            self._leaf("signature", line.start + cut + 3, line.end)
        else:
            self._leaf("recipients" if is_recipients(line.text) else "signature", line.start, line.end)

    def _closing_lines(self, at: int) -> int:
        self._close()
        kind: NodeKind = "recipients" if is_recipients(self.lines[at].text) else "signature"
        last = at
        while last + 1 < len(self.lines) and last - at < 60:
            follow = self.lines[last + 1]
            other = is_signature(follow.text) if kind == "recipients" else is_recipients(follow.text)
            if follow.row or other or head(self.lines, last + 1, after_body=True) or self._resumes(follow):
                break
            if kind == "signature" and last - at >= 8:
                break
            last += 1
        self._leaf(kind, self.lines[at].start, self.lines[last].end)
        return last + 1

    def _resumes(self, line: Line) -> bool:
        mark = line.mark
        return mark is not None and mark.kind in ("dieu", "chuong", "phan", "muc") and mark.closed

    def _part(self, at: int, found: Head) -> int:
        del self.stack[int(self.quoted) :]
        self.in_tail = True
        line = self.lines[at]
        draft = self._open(Draft(found.kind, line.start, line.end, found.number, head_end=line.end, quoted=self.quoted))
        self.articles.clear()
        words = line.text[found.end :].strip(" .:-–") if found.kind != "attached" else line.text
        parts = [words] if words and not issued_with(words) else []
        last = at
        while last + 1 < len(self.lines) and last - at < 8:
            follow = self.lines[last + 1]
            if follow.row or follow.mark or not (is_caps(follow.text) or issued_with(follow.text)):
                break
            if follow.text[0] in "PpMmBb" and head(self.lines, last + 1, after_body=True):
                break
            last += 1
            if is_caps(follow.text) and not _RULE.fullmatch(follow.text):
                parts.append(follow.text)
            draft.end = draft.head_end = follow.end
        draft.heading = " ".join(parts) or None
        self.part_at = last + 1
        return last + 1

    def _second(self, at: int) -> int:
        """Read the title block of a second act in the same file; its nodes stand below a node of kind ``attached``."""
        text = self.lines[at].text
        if "ỘNG H" not in text and "ộng h" not in text:
            return 0
        block = title_block(self.lines, at, 14)
        if block is None or block.header != at:
            return 0
        if not self.in_tail and not any(_NUMBERED.search(x.text) for x in self.lines[at : block.kind]):
            return 0
        self.stack.clear()
        line = self.lines[at]
        self._open(Draft("attached", line.start, line.end, head_end=line.start))
        self.second_act = self.second_act or (line.start, self.lines[block.title_end - 1].end)
        self.in_tail = False
        self.articles.clear()
        self.part_at = self._title(block)
        return self.part_at


def _next_articles(lines: list[Line]) -> list[int | None]:
    """For each line the number of the next line that heads an article."""
    out: list[int | None] = [None] * len(lines)
    last: int | None = None
    for at in range(len(lines) - 1, -1, -1):
        out[at] = last
        mark = lines[at].mark
        if mark is not None and mark.kind == "dieu" and mark.closed:
            last = at
    return out


def _flaw(opened: int, closed: bool) -> str | None:
    if opened < 0:
        return "unopened_quote"
    return None if closed else "unclosed_quote"


def _is_sentence(words: str) -> bool:
    return len(words) > 60 or bool(re.search(r"(?i)\b(?:này|có hiệu lực|chịu trách nhiệm|phải|được|là|ban hành)\b", words))
