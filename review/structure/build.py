"""The builder: lines with marks become a tree, one pass from top to bottom."""

import re
from dataclasses import dataclass, field
from typing import Final

from review.contract.base import NodeKind
from review.structure.marks import Mark, follows, read_mark
from review.structure.quotes import balance
from review.structure.scan import Line
from review.structure.tree import Draft
from review.structure.zones import (
    ADOPTED,
    ANNEX,
    ATTACHED,
    CAN_CU,
    ENACTING,
    FORM,
    ISSUED_WITH,
    RECIPIENTS,
    SIGNATURE,
    TitleBlock,
    is_caps,
)  # fmt: skip

_RANK: Final[dict[str, int]] = {
    "phan": 1, "chuong": 2, "muc": 3, "tieu_muc": 4, "dieu": 5, "khoan": 6, "diem": 8, "tiet": 9, "gach": 10,
}  # fmt: skip
_QUOTE_OPENS: Final = "“„«\""
_AMENDS = re.compile(r"(?i)\W{0,2}(?:sửa đổi|bổ sung|bãi bỏ|thay thế|thay cụm từ|bỏ|hủy bỏ|huỷ bỏ|thay|đổi|chuyển|đính chính)\b")
_SENTENCE_END = re.compile(r"[.;:,/]\W*$")


@dataclass
class Builder:
    """State of one pass. ``stack`` holds the open nodes, outermost first; ``top`` the finished ones."""

    lines: list[Line]
    top: list[Draft] = field(default_factory=list)
    stack: list[Draft] = field(default_factory=list)
    in_tail: bool = False
    seen_dieu: bool = False

    def place(self, draft: Draft) -> Draft:
        """Hang a node below the innermost open one, or at the top."""
        if self.stack:
            return self.stack[-1].add(draft)
        self.top.append(draft)
        return draft

    def leaf(self, kind: NodeKind, start: int, end: int, number: str | None = None) -> Draft:
        """Place a node that stays without children."""
        return self.place(Draft(kind, start, end, number))

    def open(self, draft: Draft) -> Draft:
        """Place a node and keep it open."""
        self.place(draft)
        self.stack.append(draft)
        return draft

    def floor(self) -> int:
        """Depth of the innermost container (attached regulation, annex, form, quotation): marks never close it."""
        for depth in range(len(self.stack), 0, -1):
            if self.stack[depth - 1].kind in ("attached", "annex", "form", "quoted"):
                return depth
        return 0


def build(lines: list[Line], block: TitleBlock | None) -> list[Draft]:
    """The top nodes of a file. Any lines give a tree."""
    builder = Builder(lines)
    at = _front(builder, block)
    while at < len(lines):
        at = _line(builder, at)
    return builder.top


def _front(b: Builder, block: TitleBlock | None) -> int:
    if block is None:
        return 0
    if block.header:
        b.leaf("text", b.lines[0].start, b.lines[block.header - 1].end)
    b.leaf("title", b.lines[block.header].start, b.lines[block.title_end - 1].end)
    at, recitals = block.title_end, 0
    while at < len(b.lines):
        line = b.lines[at]
        if line.mark is not None and line.mark.kind in ("dieu", "chuong", "phan", "muc"):
            break
        if line.row and at >= block.end:
            break
        if ENACTING.match(line.text):
            b.leaf("enacting", line.start, line.end)
        elif CAN_CU.match(line.text):
            b.leaf("can_cu", line.start, line.end)
            recitals += 1
        elif at < block.end or (not recitals and not line.mark):
            _text(b, line.start, line.end)
        elif line.mark:
            break
        else:
            b.top[-1].end = line.end
        at += 1
    return at


def _line(b: Builder, at: int) -> int:
    line = b.lines[at]
    if (b.stack or b.top) and not (b.stack and b.stack[0].quoted):
        tail = _tail(b, at)
        if tail:
            return tail
    if line.row:
        last = at
        while last + 1 < len(b.lines) and b.lines[last + 1].row and not _is_tail_row(b.lines[last + 1].text):
            last += 1
        b.leaf("table", line.start, b.lines[last].end)
        return last + 1
    mark = line.mark if line.mark and _fits(b, at, line.mark) else None
    if mark is None:
        if line.text[0] in _QUOTE_OPENS and not (b.stack and b.stack[-1].quoted) and _opening(line.text, 0) == 0:
            return _quoted_block(b, at, line, 0)
        _text(b, line.start, line.end)
        return _quote_jump(b, at, line, 0)
    return _node(b, at, line, mark)


def _node(b: Builder, at: int, line: Line, mark: Mark) -> int:
    floor = b.floor()
    rank = _rank(b, mark)
    while len(b.stack) > floor and _RANK.get(b.stack[-1].kind, 0) >= rank:
        b.stack.pop()
    quoted = bool(b.stack) and b.stack[-1].quoted
    draft = Draft(mark.kind, line.start, line.end, mark.number if mark.kind != "gach" else None, head_end=line.end, quoted=quoted)
    b.open(draft)
    if mark.kind == "dieu" and not quoted:
        b.seen_dieu = True
    if mark.kind in ("phan", "chuong", "muc", "tieu_muc", "dieu"):
        return _heading(b, at, line, mark, draft)
    return _quote_jump(b, at, line, mark.end)


def _heading(b: Builder, at: int, line: Line, mark: Mark, draft: Draft) -> int:
    words = line.text[mark.end :].strip()
    after = at + 1
    if mark.kind == "dieu":
        if words and not words.endswith((".", ";", ":", "./")) and '“' not in words:
            draft.heading = words
            return after
        if words:
            return _quote_jump(b, at, line, mark.end)
        follow = b.lines[after] if after < len(b.lines) else None
        if follow and not follow.row and follow.mark is None and len(follow.text) < 250 and not _SENTENCE_END.search(follow.text):
            draft.heading, draft.head_end = follow.text, follow.end
            draft.end = follow.end
            return after + 1
        return after
    parts = [words] if words else []
    while after < len(b.lines):
        follow = b.lines[after]
        if follow.row or follow.mark is not None or not (is_caps(follow.text) or not parts) or len(follow.text) > 300:
            break
        parts.append(follow.text)
        draft.head_end = draft.end = follow.end
        after += 1
    draft.heading = " ".join(parts) or None
    return after


def _text(b: Builder, start: int, end: int) -> None:
    """Running text: a paragraph of the innermost node, or a text node below a Điều, a division or at the top."""
    holder = b.stack[-1] if b.stack else None
    if holder is None or holder.kind in ("phan", "chuong", "muc", "tieu_muc", "dieu", "attached", "annex", "form"):
        siblings = holder.children if holder else b.top
        if siblings and siblings[-1].kind == "text":
            siblings[-1].end = end
        else:
            quoted = holder.quoted if holder else False
            b.place(Draft("text", start, end, quoted=quoted))
        return
    if holder.children:
        siblings = holder.children
        if siblings[-1].kind == "text":
            siblings[-1].end = end
        else:
            b.place(Draft("text", start, end, quoted=holder.quoted))
    else:
        holder.end = holder.head_end = end


def _rank(b: Builder, mark: Mark) -> int:
    if mark.kind == "tiet" and mark.number[0].isdigit():
        return 7
    return _RANK[mark.kind]


def _fits(b: Builder, at: int, mark: Mark) -> bool:
    if mark.kind == "dieu":
        return mark.closed
    if mark.kind in ("khoan", "diem", "tiet", "gach"):
        return bool(b.stack) and any(n.kind in ("dieu", "khoan") or n.kind == "quoted" for n in b.stack)
    line = b.lines[at]
    return mark.closed or is_caps(line.text) or (line.text[0].isupper() and len(line.text) < 120)


def _opening(text: str, offset: int) -> int:
    """Offset of the mark that opens a block of quoted new text in a line whose label ends at ``offset``; -1 where none does."""
    depth, opened, closed = balance(text, 0)
    if depth and opened >= offset:
        before = text[offset:opened].rstrip()
        return opened if not before or before.endswith(":") else -1
    if not depth and closed >= 0 and not text[closed:].strip(" .;,/”\""):
        opened = min((p for p in (text.find(q, offset) for q in _QUOTE_OPENS) if p >= 0), default=-1)
        before = text[offset:opened].rstrip()
        if opened >= 0 and (not before or before.endswith(":")) and (opened == 0 or read_mark(text[opened + 1 :].lstrip())):
            return opened
    return -1


def _successor(outer: list[Mark], mark: Mark) -> bool:
    """Whether a mark goes on with the numbering of an open node outside the quotation."""
    return any(mark.kind == o.kind and follows(o.number, mark.number) for o in outer)


def _quoted_block(b: Builder, at: int, line: Line, opened: int) -> int:
    """Build the quotation that opens in a line; the number of the line after its end."""
    outer = [Mark(n.kind, n.number, 0) for n in b.stack if n.number]
    inner: list[Line] = []
    depth, last, rest = 0, at, None
    begin = line.text[opened:]
    current = begin
    end = line.end
    while True:
        depth, _, closed = balance(current, depth)
        source = line if last == at else b.lines[last]
        base = source.start + (opened if last == at else 0)
        if depth == 0:
            cut = closed if closed >= 0 else len(current)
            tail = len(current[cut:]) - len(current[cut:].lstrip(" .;,/”\""))
            end = base + cut + tail
            inner.append(_part(base, current[:cut], source.row))
            if current[cut + tail :].strip():
                rest = _part(end, current[cut + tail :], False)
            break
        inner.append(_part(base, current, source.row) if last == at else source)
        end = source.end
        if last + 1 >= len(b.lines):
            break
        follow = b.lines[last + 1]
        if follow.mark and _successor(outer, follow.mark) and _AMENDS.match(follow.text[follow.mark.end :]):
            break
        last += 1
        current = follow.text
    root = b.open(Draft("quoted", line.start + opened, end, head_end=line.start + opened + 1, quoted=True))
    first = inner[0]
    inner[0] = _part(first.start + 1, first.text[1:], first.row)
    sub = Builder([x for x in inner if x.text], stack=[root], seen_dieu=True)
    step = 0
    while step < len(sub.lines):
        step = _line(sub, step)
    deepest = root
    while deepest.children:
        deepest = deepest.children[-1]
    deepest.end = end
    b.stack.pop()
    if rest is not None:
        _text(b, rest.start, rest.end)
        return _quote_jump(b, last, rest, 0)
    return last + 1


def _part(start: int, text: str, row: bool) -> Line:
    body = text.strip()
    shift = len(text) - len(text.lstrip())
    return Line(start + shift, start + shift + len(body), body, row, None if row else read_mark(body))


def _quote_jump(b: Builder, at: int, line: Line, offset: int) -> int:
    """Read the quotation that a placed line opens, if it does; the number of the line to go on with."""
    if line.row or (b.stack and b.stack[-1].quoted):
        return at + 1
    opened = _opening(line.text, offset)
    if opened < 0:
        return at + 1
    holder = b.stack[-1] if b.stack else None
    if holder is not None:
        target = holder.children[-1] if holder.children and holder.children[-1].kind == "text" else holder
        cut = line.start + len(line.text[:opened].rstrip())
        if target.start >= cut:
            holder.children.pop()
        else:
            target.end = min(target.end, cut)
            target.head_end = min(target.head_end, cut)
    return _quoted_block(b, at, line, opened)


def _is_tail_row(text: str) -> bool:
    return bool(RECIPIENTS.match(text.lstrip("| "))) or bool(SIGNATURE.search(text))


def _tail(b: Builder, at: int) -> int:
    """Signature, recipients, annexes, forms, attached regulations; 0 where the line begins none of them."""
    line = b.lines[at]
    text = line.text
    if not b.seen_dieu:
        return 0
    if ADOPTED.match(text) and not line.row:
        b.stack.clear()
        b.in_tail = True
        b.leaf("text", line.start, line.end)
        return at + 1
    if line.row and _is_tail_row(text):
        b.stack.clear()
        b.in_tail = True
        cut = text.find(" | ")
        if RECIPIENTS.match(text.lstrip("| ")) and cut > 0:
            b.leaf("recipients", line.start, line.start + cut + 3)
            b.leaf("signature", line.start + cut + 3, line.end)
        else:
            b.leaf("signature", line.start, line.end)
        return at + 1
    if not line.row and (RECIPIENTS.match(text) or (SIGNATURE.match(text) and len(text) < 120)):
        b.stack.clear()
        b.in_tail = True
        kind: NodeKind = "recipients" if RECIPIENTS.match(text) else "signature"
        last = at
        while last + 1 < len(b.lines) and last - at < 40:
            follow = b.lines[last + 1]
            if follow.row or _starts_annex(b, last + 1) or (RECIPIENTS.match(follow.text) or SIGNATURE.match(follow.text)):
                break
            last += 1
        b.leaf(kind, line.start, b.lines[last].end)
        return last + 1
    kind_of = _starts_annex(b, at)
    if kind_of is None:
        return 0
    kind, number = kind_of
    b.stack.clear()
    draft = b.open(Draft(kind, line.start, line.end, number, head_end=line.end))
    parts = []
    last = at
    while last + 1 < len(b.lines) and last - at < 6:
        follow = b.lines[last + 1]
        if follow.row or follow.mark or not (is_caps(follow.text) or ISSUED_WITH.match(follow.text)):
            break
        last += 1
        if is_caps(follow.text):
            parts.append(follow.text)
        draft.end = draft.head_end = follow.end
    draft.heading = " ".join(parts) or None
    return last + 1


def _starts_annex(b: Builder, at: int) -> tuple[NodeKind, str | None] | None:
    line = b.lines[at]
    if line.row or len(line.text) > 200:
        return None
    first = line.text[0]
    if first in "Pp":
        found = ANNEX.match(line.text)
        if found and (is_caps(line.text.partition(" ")[0]) or not found["rest"].strip(" .:-")):
            return "annex", found["n"]
    if first in "MmBb":
        found = FORM.match(line.text)
        if found and not _SENTENCE_END.search(line.text) and (not found["rest"].strip(" .:-") or is_caps(found["rest"])):
            return "form", found["n"]
    if first in "QĐNHDCK" and is_caps(line.text) and ATTACHED.match(line.text):
        for follow in b.lines[at + 1 : at + 7]:
            if ISSUED_WITH.match(follow.text):
                return "attached", None
            if follow.mark or follow.row:
                break
    return None
