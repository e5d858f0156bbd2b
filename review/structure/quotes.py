"""Quotation marks: which open, which close, and where a block of quoted new text ends."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from review.structure.marks import Mark, read_mark
from review.structure.scan import Line
from review.structure.sequence import follows

_MARKS = re.compile(r"[“”„‟«»\"]|''|‘‘|’’")
_ANY = re.compile(r"[“”„‟«»\"'‘’]")
QUOTES: Final = '“”„‟«»"'
_BEFORE: Final = "([:“-/–"
_AFTER: Final = ".,;:)!?”]/"
_REACH: Final = 6000
_SHORT_REACH: Final = 12
"""Lines looked at for a closing mark: at first, and once many quotations of a text were found without one."""

_GO_ON: Final = 400
"""Lines over which a quotation that seems to close too early may go on."""

_PROVISIONS = r"(?:điều|khoản|điểm|tiết|đoạn|chương|mục|phần|phụ\s+lục|mẫu|biểu|cụm\s+từ|từ|tên|tiêu\s+đề|như\s+sau|số\s+thứ\s+tự|gạch)\b"
COMMAND = re.compile(
    r"(?i)\W{0,2}(?:(?:sửa\s+đổi|bổ\s+sung|bãi\s+bỏ|thay\s+thế|thay|bỏ|h[ủu]y\s+bỏ|huỷ\s+bỏ|đổi|chuyển|đính\s+chính|thay\s+đổi|sửa)\b"
    rf".{{0,90}}?\b{_PROVISIONS}|{_PROVISIONS}.{{0,80}}?\bđược\s+(?:sửa|bổ\s+sung|thay\s+thế|bãi\s+bỏ))"
)
"""Words that begin a command of an amending act."""


class Block(NamedTuple):
    """Where a quotation ends: the number of its last line, the offset in that line, and whether its mark is there."""

    last: int
    cut: int
    closed: bool


def tokens(text: str) -> list[tuple[int, int]]:
    """The quotation marks of a line as ``(offset, +1)`` for opening and ``(offset, -1)`` for closing ones.

    A mark of the wrong shape counts as what its place says; inch and foot marks after digits count as nothing. Of two
    apostrophes that stand for a mark the offset is that of the second.

    >>> tokens('cụm từ “A” bằng "B"'), tokens('ống 15" dài'), tokens('“2. Hồ sơ')
    ([(7, 1), (9, -1), (16, 1), (18, -1)], [], [(0, 1)])
    """
    out: list[tuple[int, int]] = []
    depth = 0
    for found in _MARKS.finditer(text):
        at, mark = found.end() - 1, found.group()
        before = text[found.start() - 1] if found.start() else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        starts, ends = before.isspace() or before in _BEFORE, after.isspace() or after in _AFTER
        if mark in ("“", "„", "‟", "«", "‘‘"):
            step = -1 if ends and not starts else 1
        elif mark in ("”", "»", "’’"):
            step = 1 if starts and not ends else -1
        elif mark == '"' and depth <= 0 and before.isdigit() and after in " x×" and at + 1 < len(text):
            continue
        elif starts != ends:
            step = 1 if starts else -1
        else:
            step = -1 if depth > 0 else 1
        depth += step
        out.append((at, step))
    return out


def has_quotes(text: str) -> bool:
    """Whether any quotation mark stands in a text."""
    return _ANY.search(text) is not None and _MARKS.search(text) is not None


class Quotes:
    """The quotation marks of a text, read line by line when asked for."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self._events: list[int] | None = None
        self._tokens: dict[int, list[tuple[int, int]]] = {}
        self._budget = 8 * len(lines) + 2000

    def _of(self, line: int) -> list[tuple[int, int]]:
        found = self._tokens.get(line)
        if found is None:
            text = self.lines[line].text
            found = self._tokens[line] = tokens(text) if has_quotes(text) else []
        return found

    def unmatched_close_after(self, line: int) -> int | None:
        """The next line after ``line`` in which a mark closes what no mark since has opened, if an opening one is not first."""
        if self._events is None:
            self._events = self._scan()
        at = self._events[line + 1] if line + 1 < len(self._events) else 0
        return at - 1 if at > 0 else None

    def _scan(self) -> list[int]:
        """For each line the next line (from 1) with an unmatched mark, negative where that mark opens; 0 for none."""
        out = [0] * (len(self.lines) + 1)
        for at in range(len(self.lines) - 1, -1, -1):
            out[at] = out[at + 1]
            depth, low = 0, 0
            for _, step in self._of(at):
                depth += step
                low = min(low, depth)
            if low < 0:
                out[at] = at + 1
            elif depth > 0:
                out[at] = -(at + 1)
        return out[:-1]

    def block(self, at: int, opened: int, outer: Sequence[Mark]) -> Block:
        """The end of the quotation that opens at offset ``opened`` of line ``at`` below open nodes ``outer``.

        A quotation without a closing mark ends before the next command. Each line is looked at a bounded number of times.
        """
        inner: dict[str, str] = {}
        depth, line, text = int(opened < 0), at, self.lines[at].text
        first = read_mark(text[opened + 1 :].lstrip())
        if first:
            _note(inner, first)
        reach = _REACH if self._budget > 0 else _SHORT_REACH
        stop: int | None = None
        while True:
            for offset, step in self._of(line):
                if line == at and offset < opened:
                    continue
                if opened < 0 and offset == 0 and step > 0 and depth == 1:
                    continue
                depth += 1 if line == at and offset == opened else step
                if depth <= 0:
                    later = self._goes_on(line, text[offset + 1 :], outer, inner)
                    if later is None:
                        return Block(line, offset + 1, True)
                    depth = 1
                    break
            line += 1
            if line >= len(self.lines) or line - at > reach:
                self._budget -= line - at
                break
            follow = self.lines[line]
            text = follow.text
            if follow.mark and follow.mark.closed:
                outside = goes_on(outer, follow.mark)
                inside = outside and _expected_inside(inner, follow.mark)
                if outside and self._ends_before(line, follow.mark, inside=inside):
                    return self._unclosed(line - 1)
                if outside and not inside and stop is None:
                    stop = line
                _note(inner, follow.mark)
        return self._unclosed((stop or at + 1) - 1)

    def _ends_before(self, line: int, mark: Mark, *, inside: bool) -> bool:
        """Whether a line that goes on with the numbering outside begins a command, so that the quotation must have ended."""
        text = self.lines[line].text
        if COMMAND.match(text[mark.end :]):
            return not inside or text.endswith(":")
        return not inside and (mark.kind == "dieu" or _ends_quoted(self.lines[line - 1].text))

    def _unclosed(self, last: int) -> Block:
        text = self.lines[last].text
        return Block(last, len(text), _ends_quoted(text))

    def _goes_on(self, line: int, rest: str, outer: Sequence[Mark], inner: dict[str, str]) -> int | None:
        """The line of a later closing mark to which the quotation in fact runs, where its own came too early."""
        if rest.strip(" .;,/”\"'"):
            return None
        later = self.unmatched_close_after(line)
        if later is None or later - line > _GO_ON or self._budget <= 0:
            return None
        self._budget -= later - line
        seen = dict(inner)
        for between in self.lines[line + 1 : later + 1]:
            if between.mark:
                if goes_on(outer, between.mark) and not _expected_inside(seen, between.mark):
                    return None
                if COMMAND.match(between.text[between.mark.end :]) and "“" not in between.text and between.text.endswith(":"):
                    return None
                _note(seen, between.mark)
        return later


def _ends_quoted(text: str) -> bool:
    return text.rstrip(" .;,/|").endswith(("”", '"', "»", "''", "’’"))


def goes_on(outer: Sequence[Mark], mark: Mark) -> bool:
    """Whether a mark goes on with the numbering of a node that is open outside the quotation."""
    return any(mark.kind == o.kind and follows(o.number, mark.number) for o in outer)


def _expected_inside(inner: dict[str, str], mark: Mark) -> bool:
    last = inner.get(mark.kind)
    if last is not None:
        return follows(last, mark.number)
    return (mark.kind == "diem" and mark.number == "a") or (mark.kind == "khoan" and mark.number == "1")


def _note(inner: dict[str, str], mark: Mark) -> None:
    inner[mark.kind] = mark.number
    if mark.kind == "dieu":
        inner.pop("khoan", None)
        inner.pop("diem", None)
    elif mark.kind == "khoan":
        inner.pop("diem", None)
