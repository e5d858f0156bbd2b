"""The report for a terminal: what the draft needs first, then the flags, then the procedures and the acts cited."""

import re
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from review.contract.base import Status
from review.contract.report import Finding, Report
from review.report import wording
from review.report.grouping import listed, told

_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal would obey instead of showing it: control characters, direction overrides."""
_STYLES = {"error": "bold red", "warning": "yellow", "note": "blue"}


def _short(text: str, length: int = 220) -> str:
    plain = " ".join(_UNSEEN.sub("", text).split())
    return plain if len(plain) <= length else plain[: length - 1].rstrip() + "…"


def _text(text: str, style: str = "") -> Text:
    return Text(_UNSEEN.sub("", text), style=style)


def _head(report: Report, console: Console) -> None:
    document = report.document
    kind = wording.DOC_TYPES[document.doc_type]
    number = f" số {document.number}" if document.number else ""
    draft = "DỰ THẢO · " if document.is_draft else ""
    console.print(_text(f"{draft}{kind}{number}: {document.title or document.file}", style="bold"))
    reason = wording.AS_OF_REASONS[report.as_of_reason]
    console.print(
        _text(f"{document.issuer or 'chưa rõ cơ quan ban hành'} · tệp {document.file} · xét tại {wording.day(report.as_of)} ({reason})")
    )
    console.print()
    console.print(_text("Chưa kiểm tra hoặc được giả định", style="bold"))
    for notice in report.notices:
        console.print(Padding(_text(f"– {notice.message}"), (0, 0, 0, 2)))
    for row in report.coverage:
        name = wording.REGISTRIES.get(row.registry, row.registry)
        asked = (
            f"trả lời được {row.answered} trong {row.asked} {wording.ASKED.get(row.registry, row.registry)}"
            if row.asked
            else "dự thảo không có gì cần tra cứu"
        )
        console.print(Padding(_text(f"– {name} (bản ngày {wording.reach(row.snapshot, row.supplement)}): {asked}."), (0, 0, 0, 2)))


def _needs(report: Report, console: Console) -> None:
    summary = report.summary
    console.print()
    console.print(_text(f"Đánh giá thủ tục hành chính: {wording.DUE[summary.assessment.due]}", style="bold"))
    if summary.assessment.reason:
        console.print(Padding(_text(summary.assessment.reason), (0, 0, 0, 2)))
    for form in summary.assessment.forms:
        console.print(Padding(_text(f"– {form.code}: {len(form.procedures)} thủ tục ({form.basis})"), (0, 0, 0, 2)))
    counts = ", ".join(f"{getattr(summary.procedures, key)} {word}" for key, word in wording.VERDICTS.items())
    console.print(_text(f"Thủ tục: {counts}"))
    found = summary.findings
    console.print(
        _text(
            f"Phát hiện: {found.error} lỗi, {found.warning} cảnh báo, {found.note} lưu ý; {found.preview} thử nghiệm",
            style="bold",
        )
    )


def _quoted(words: str) -> str:
    """The words between quotation marks; an opening mark of the draft whose closing mark was not cut stands for ours."""
    return f"{words}”" if words.startswith("“") and "”" not in words else f"“{words}”"


def _finding(finding: Finding, console: Console) -> None:
    mark = f"{wording.LEVEL_ICONS[finding.level]} {wording.LEVELS[finding.level]}"
    trial = " (thử nghiệm)" if finding.preview else ""
    page = f", trang {finding.locations[0].page}" if finding.locations and finding.locations[0].page else ""
    head = Text()
    head.append(mark, style=_STYLES[finding.level])
    head.append(f" {finding.rule}{trial} · {_short(finding.title)}", style="bold")
    head.append(f" · {wording.address(finding.path)}{page}", style="dim")
    console.print(head)
    console.print(Padding(_text(_quoted(_short(finding.quote))), (0, 0, 0, 4)))
    console.print(Padding(_text(finding.message), (0, 0, 0, 4)))
    console.print(Padding(_text(f"Kiến nghị: {finding.remedy}"), (0, 0, 0, 4)))
    law = "; ".join(f"{x.provision} {x.act} [{x.mark}]" for x in finding.law)
    if law:
        console.print(Padding(_text(f"Căn cứ: {law}", style="dim"), (0, 0, 0, 4)))


def _findings(report: Report, console: Console) -> None:
    console.print()
    if not report.findings:
        console.print(_text("Trong phạm vi đã kiểm tra nêu ở trên, không có phát hiện nào."))
        return
    for _, finding, others in told(report.findings):
        _finding(finding, console)
        if others:
            places = ", ".join(dict.fromkeys(wording.address(other.path) for _, other in others))
            console.print(Padding(_text(f"Còn {len(others)} chỗ khác có cùng nội dung: {places}"), (0, 0, 0, 4)))


def _procedures(report: Report, console: Console) -> None:
    if not report.procedures:
        return
    console.print()
    table = Table("Thủ tục hành chính", "Kết luận", "Bản ghi gần nhất", "Không thấy", title=None, expand=True)
    for procedure, twins in listed(report.procedures):
        records = [x.registry.best for x in (procedure, *twins) if x.registry.best]
        table.add_row(
            _short(procedure.name, 160),
            wording.VERDICTS[procedure.registry.verdict],
            "; ".join(f"{best.code} {_short(best.name, 80)} ({best.score:.0%})" for best in records) or "—",
            ", ".join(wording.PARTS[m].lower() for m in procedure.missing) or "—",
        )
    console.print(table)


def _acts(report: Report, console: Console) -> None:
    seen: dict[str, tuple[Status, str]] = {}
    for citation in report.citations:
        if citation.act is None:
            continue
        name = citation.act.number or citation.act.name or citation.quote
        status: Status = citation.resolution.status if citation.resolution else "unknown"
        ended = f" từ {wording.day(citation.resolution.ended_on)}" if citation.resolution and citation.resolution.ended_on else ""
        seen.setdefault(name, (status, ended))
    if not seen:
        return
    console.print()
    table = Table("Văn bản viện dẫn", f"Hiệu lực tại {wording.day(report.as_of)}", expand=True)
    for name, (state, since) in seen.items():
        table.add_row(_short(name, 100), f"{wording.STATUS_ICONS[state]} {wording.STATUSES[state]}{since}")
    console.print(table)


def to_text(report: Report, *, width: int = 110, colour: bool = False) -> str:
    """The report as text of at most ``width`` columns; with ``colour``, terminal escapes are used."""
    out = StringIO()
    console = Console(file=out, width=width, force_terminal=colour, no_color=not colour, highlight=False, markup=False, emoji=False)
    _head(report, console)
    _needs(report, console)
    _findings(report, console)
    _procedures(report, console)
    _acts(report, console)
    return out.getvalue()
