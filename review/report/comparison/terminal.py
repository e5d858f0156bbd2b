"""The comparison in lines of text for a terminal or a pipe."""

from collections.abc import Iterator, Sequence
from typing import Literal

from review.contract.comparison import Comparison, RequirementChange
from review.report import wording as report_wording
from review.report.comparison import wording as w
from review.report.comparison.rows import Paragraph, Remark, Row, rows
from review.report.comparison.titles import Titles, titles

_LIMIT = 400
"""Letters of a passage shown around what changed."""


def to_text(
    comparison: Comparison,
    *,
    by: Literal["old", "new"] = "new",
    full: bool = False,
    remarks: Sequence[Remark] = (),
    heads: Titles | None = None,
) -> str:
    """The comparison as text: counts, articles, then each change; deleted words in ``[-…-]``, inserted ones in ``{+…+}``."""
    found = rows(comparison, by=by, full=full, remarks=remarks)
    return "\n".join(_lines(comparison, found, heads or titles(comparison))) + "\n"


def _lines(comparison: Comparison, found: Sequence[Row], said: Titles) -> Iterator[str]:
    yield said.between
    yield ", ".join(f"{w.KINDS[kind]} {count}" for kind, count in comparison.counts.items()) or "không có nội dung"
    yield from (f"Lưu ý: {notice.message}" for notice in comparison.notices)
    if not comparison.changed:
        yield "Hai văn bản không khác nhau về câu chữ."
    for row in found:
        if row.kept or not row.reason:
            continue
        yield ""
        yield f"{row.place}: {' '.join(row.remarks)}".rstrip()
        yield from (f"  ▲ {text}" for text in row.failed)
        for sign, side in (("-", row.old), ("+", row.new)):
            for paragraph in side:
                yield f"  {sign} {paragraph.note}{_shown(paragraph)}"
    yield from _procedures(comparison)


def _shown(paragraph: Paragraph) -> str:
    out = []
    for piece in paragraph.pieces:
        text = " ".join(piece.text.split("\n"))
        if piece.mark:
            out.append(f"[-{text}-]" if piece.mark == "del" else f"{{+{text}+}}")
        else:
            out.append(text if len(text) <= _LIMIT else f"{text[: _LIMIT // 2]} … {text[-_LIMIT // 2 :]}")
    return "".join(out)


def _procedures(comparison: Comparison) -> Iterator[str]:
    if comparison.procedures is not None:
        yield ""
        yield f"Thủ tục hành chính trước và sau: {len(comparison.procedures)}"
        for change in comparison.procedures:
            place = " → ".join(w.address(p) if p else "—" for p in (change.old_path, change.new_path))
            yield f"  {w.PROCEDURES[change.verdict]}: {change.name} ({place})"
            if change.verdict == "changed" and not change.differences:
                yield f"      {w.CHANGED_LINES}"
            for difference in change.differences:
                parts = f"{report_wording.PARTS[difference.part]}, {report_wording.DIFFERENCES[difference.kind]}"
                yield f"      {parts}: {difference.registry or '—'} → {difference.draft or '—'}"
    if comparison.requirements is not None:
        yield ""
        yield f"Yêu cầu, điều kiện thêm, bỏ, sửa: {len(comparison.requirements)}"
        for requirement in comparison.requirements:
            yield f"  {_requirement(comparison, requirement)}"


def _requirement(comparison: Comparison, change: RequirementChange) -> str:
    """One line: what became of it, its kind and address, the beginning of its words in the new text, else in the old."""
    document, span, path = (
        (comparison.new, change.new_span, change.new_path) if change.new_span else (comparison.old, change.old_span, change.old_path)
    )
    words = " ".join((document.text or "")[slice(*span)].split()) if span else ""
    kind = report_wording.OBLIGATIONS[change.kind].lower()
    shown = words if len(words) <= 160 else f"{words[:157]}…"
    return f"{w.REQUIREMENTS[change.verdict]} ({kind}) {w.address(path or '')}: {shown}"
