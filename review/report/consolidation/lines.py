"""The lines of a consolidated text with its note marks, and the commands that were not applied, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from review.contract.consolidation import ActIdentity, ConsolidationReport, Operation
from review.report.comparison.wording import OPERATIONS
from review.report.wording import DOC_TYPES, address

LATE = "LỆNH CHƯA ÁP DỤNG ĐƯỢC"
NOTES = "CHÚ THÍCH"
NOTHING = "Không tìm thấy trong văn bản sửa đổi lệnh nào đối với văn bản gốc."


@dataclass(frozen=True)
class MarkedLine:
    """A line of the text in pieces: words, or the number of a note. ``kind`` is that of the node it begins, ``changed`` a command's."""

    parts: tuple[str | int, ...]
    kind: str
    changed: bool

    @property
    def text(self) -> str:
        """The line with its marks in square brackets."""
        return "".join(part if isinstance(part, str) else f"[{part}]" for part in self.parts)


def marked_lines(report: ConsolidationReport, *, notes: bool = True) -> Iterator[MarkedLine]:
    """The lines of the consolidated text in order. Linear in the text."""
    marks = sorted((note.at, note.number) for note in report.notes) if notes else []
    touched = {operation.path for operation in report.operations if operation.outcome == "applied"}
    spans = sorted(node.span for node in report.outline if node.path in touched)
    kinds = {node.span[0]: node.kind for node in reversed(report.outline)}
    at = mark = span = 0
    for line in report.text.split("\n"):
        end = at + len(line)
        parts: list[str | int] = []
        here = at
        while mark < len(marks) and marks[mark][0] <= end:
            place, number = marks[mark]
            if place > here:
                parts.append(report.text[here:place])
                here = place
            parts.append(number)
            mark += 1
        if here < end:
            parts.append(report.text[here:end])
        while span < len(spans) and spans[span][1] <= at:
            span += 1
        changed = span < len(spans) and spans[span][0] <= end and bool(line.strip())
        yield MarkedLine(tuple(parts), kinds.get(at, "text"), changed)
        at = end + 1


def named(act: ActIdentity, position: int) -> str:
    """An act as the lists name it."""
    kind = DOC_TYPES[act.doc_type] if act.doc_type and act.doc_type != "other" else "văn bản"
    if act.number:
        return f"{kind} số {act.number}"
    return f"{kind} “{act.title}”" if act.title else f"{kind} sửa đổi thứ {position + 1}"


def not_applied(report: ConsolidationReport) -> list[str]:
    """The commands that were not applied, or only in part, and the lines that look like commands and gave none, a sentence each."""
    told = [_told(report, operation) for operation in report.operations if operation.reason]
    for line in report.unread:
        place = address(line.path)
        told.append(f"{place[0].upper()}{place[1:]} {named(report.acts[line.act], line.act)}: có dạng lệnh sửa đổi nhưng không đọc được.")
    return told


def _told(report: ConsolidationReport, operation: Operation) -> str:
    target = address(operation.target) if operation.target else "toàn văn bản"
    act = named(report.acts[operation.act], operation.act)
    kind = {"applied": "áp dụng một phần", "missed": "không áp dụng", "conflict": "mâu thuẫn"}[operation.outcome]
    return f"{act[0].upper()}{act[1:]}: {OPERATIONS[operation.operation]} {target} — {kind}. {operation.reason}"


def to_text(report: ConsolidationReport, *, notes: bool = True) -> str:
    """The consolidated text with note marks, its notes, and the commands that were not applied."""
    out = [line.text for line in marked_lines(report, notes=notes)]
    if notes and report.notes:
        out += ["", NOTES, *(f"[{note.number}] {note.text}" for note in report.notes)]
    failed = not_applied(report)
    if failed:
        out += ["", LATE, *(f"– {text}" for text in failed)]
    out += [notice.message for notice in report.notices]
    return "\n".join(out) + "\n"
