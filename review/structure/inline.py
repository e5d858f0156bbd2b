"""Marks lost inside lines: where a paragraph swallowed the next one, the numbering shows it and the line is cut."""

import re
from typing import Final

from review.structure.marks import Mark
from review.structure.scan import Line, cut_line
from review.structure.sequence import LETTERS, place, value

_MOST: Final = 4
"""Marks missing in a row that are still looked for: more is a gap of the text itself."""
_REACH: Final = 40
"""Lines searched for them."""


def cut_at_lost_marks(lines: list[Line]) -> list[Line]:
    """The lines, cut before marks that stand inside a line where the numbering misses them. Linear in the text.

    After "c)" comes a line with "đ)": if a line between holds "; d) ", it is cut there.
    """
    cuts: dict[int, list[int]] = {}
    last: dict[str, tuple[str | None, int]] = {}
    for at, line in enumerate(lines):
        mark = line.mark
        if mark is None or mark.kind not in ("dieu", "khoan", "diem") or not mark.closed:
            continue
        before = last.get(mark.kind)
        if before is not None:
            _look(lines, before, at, mark, cuts)
        last[mark.kind] = (mark.number, at)
        if mark.kind in ("dieu", "khoan"):
            last["diem"] = (None, at)
        if mark.kind == "dieu":
            last["khoan"] = (None, at)
    if not cuts:
        return lines
    out: list[Line] = []
    for at, line in enumerate(lines):
        ends = [*cuts.get(at, ()), len(line.text)]
        begin = 0
        for end in ends:
            part = line if not begin and end == len(line.text) else cut_line(line, begin, end)
            if part is not None:
                out.append(part)
            begin = end
    return out


def _look(lines: list[Line], before: tuple[str | None, int], at: int, mark: Mark, cuts: dict[int, list[int]]) -> None:
    number, start = before
    missing = _missing(number, mark.number, mark.kind)
    if not missing or at - start > _REACH:
        return
    found: list[tuple[int, int]] = []
    head = lines[start].mark
    line, offset = start, head.end if head else 0
    for name in missing:
        pattern = _pattern(mark.kind, name)
        while line < at:
            text = lines[line].text
            hit = None if lines[line].row else pattern.search(text, offset)
            if hit and not (mark.kind == "khoan" and text[hit.end() :].lstrip()[:1].islower()):
                found.append((line, hit.start()))
                offset = hit.end()
                break
            line, offset = line + 1, 0
        else:
            return
    for where, cut in found:
        if cut not in cuts.setdefault(where, []):
            cuts[where].append(cut)
            cuts[where].sort()


def _missing(before: str | None, after: str, kind: str) -> list[str]:
    if kind == "diem":
        here, there = place(before) if before else 0, place(after)
        if here < 0 or there < 0 or there != int(there) or there > len(LETTERS):
            return []
        names = [LETTERS[i] for i in range(int(here), int(there) - 1)]
    else:
        one, two = value(before) if before else (0, ""), value(after)
        if one is None or two is None:
            return []
        names = [str(n) for n in range(one[0] + 1, two[0] + bool(two[1]))]
    return names if len(names) <= _MOST else []


def _pattern(kind: str, name: str) -> re.Pattern[str]:
    if kind == "diem":
        return re.compile(rf"(?<!điểm\s)(?<!và\s)(?<!hoặc\s)(?<!các\s)(?<=\s){name}\)(?=[\s\[])")
    if kind == "khoan":
        return re.compile(rf"(?<=[;.:”\"]\s){name}\.(?=\s?\[|\s+[^\W\d_])")
    return re.compile(rf"(?<=[;.:/”\"]\s)Điều\s+{name}\.(?=[\s\[])")
