"""The report as one self-contained page: no network, no script needed to read it."""

from base64 import b64encode
from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from review.contract.base import PartKind
from review.contract.citations import Citation
from review.contract.document import LineIndex
from review.contract.errors import ErrorReport
from review.contract.procedures import Part
from review.contract.report import Criterion, Finding, Report
from review.contract.structure import Meta, Structure
from review.report import wording
from review.report.grouping import listed, told
from review.report.marked import Mark, lines


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("review.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals["w"] = wording
    script = environment.get_template("script.js").render()
    environment.globals["script_hash"] = f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"
    environment.filters["address"] = wording.address
    environment.filters["day"] = wording.day
    environment.filters["part"] = _part
    environment.filters["lower_first"] = lambda words: words[:1].lower() + words[1:]
    return environment


def _part(part: Part) -> str:
    """What was read from the words of a part, beside the words themselves."""
    said: list[str] = []
    if part.value is not None:
        upto = f"–{part.value_max:g}" if part.value_max is not None and part.value_max != part.value else ""
        said.append(f"{part.value:g}{upto} {wording.UNITS.get(part.unit or '', '')}".strip())
    if part.whole is not None and part.part == "time_limit":
        said.append("người nộp hồ sơ" if part.by == "applicant" else "toàn bộ thủ tục" if part.whole else "một bước")
    roles = {"receives": "tiếp nhận", "verifies": "thẩm định", "decides": "quyết định", "coordinates": "phối hợp"}
    if part.role:
        said.append(roles[part.role])
    if part.count is not None:
        said.append(f"{part.count} bộ")
    if part.amount is not None:
        said.append(f"{part.amount:,} {part.currency or 'đồng'}".replace(",", "."))
    if part.form and part.part == "dossier":
        said.append(part.form)
    kinds = {"original": "bản chính", "certified": "bản sao có chứng thực", "copy": "bản sao", "electronic": "bản điện tử"}
    said += [kinds[k] for k in part.kinds]
    channels = {"online": "trực tuyến", "in_person": "trực tiếp", "post": "bưu chính"}
    if part.channels:
        said.append(
            ("nộp " if part.direction == "submit" else "nhận " if part.direction else "") + ", ".join(channels[c] for c in part.channels)
        )
    if part.validity:
        said.append(part.validity)
    if part.case:
        said.append(f"trường hợp: {part.case}")
    return "; ".join(said)


def _distinct(parts: Sequence[Part], kind: PartKind) -> list[Part]:
    """The entries of one part; those that read the same in the same words are shown once."""
    first: dict[tuple[str, str, str | None], Part] = {}
    for part in parts:
        if part.part == kind:
            first.setdefault((" ".join(part.quote.lower().split()), _part(part), part.via), part)
    return list(first.values())


def _state(citation: Citation) -> str:
    return citation.resolution.status if citation.resolution else "unknown"


def _marks(report: Report) -> list[Mark]:
    marks = [
        Mark(
            f.span,
            f"f {f.level}" + (" preview" if f.preview else ""),
            f"f{i}",
            f"{wording.LEVELS[f.level]} {f.rule}: {f.title}",
            i % 1000,
        )
        for i, f in enumerate(report.findings, 1)
        if f.span[1] > f.span[0]
    ]
    for citation in report.citations:
        if citation.act is not None:
            state = _state(citation)
            title = f"{citation.act.number or citation.act.name or ''}: {wording.STATUSES[state]}"
            marks.append(Mark(citation.span, f"c {state}", citation.id, title, 2000))
    for procedure in report.procedures:
        marks.append(Mark(procedure.anchor, "p", procedure.id, f"Thủ tục: {procedure.name}", 3000))
        marks += [Mark(part.span, "part", procedure.id, f"{wording.PARTS[part.part]} — {procedure.name}", 4000) for part in procedure.parts]
    return marks


_CLASSES = {
    "phan",
    "chuong",
    "muc",
    "tieu_muc",
    "dieu",
    "khoan",
    "diem",
    "tiet",
    "gach",
    "title",
    "annex",
    "form",
    "attached",
    "can_cu",
}


def _line_classes(report: Report, text: str) -> dict[int, str]:
    index = LineIndex(text)
    out: dict[int, str] = {}
    for node in report.outline:
        if node.kind in _CLASSES:
            first = index.line_of(node.span[0])
            out[first] = f"n-{node.kind}" + (" quoted" if node.quoted else "")
            last = node.span if node.kind == "title" else node.heading_span
            if last is not None:
                for line in range(first + 1, index.line_of(max(last[0], last[1] - 1)) + 1):
                    out[line] = out[first]
    return out


def _rows(report: Report, text: str) -> frozenset[int]:
    return frozenset(i for i, line in enumerate(text.split("\n")) if " | " in line)


def to_html(report: Report, *, upload: bool = False) -> str:
    """The report as HTML. With ``upload`` the page has a link back to the upload form of the service."""
    text = report.document.text
    tree = Structure(nodes=report.outline, meta=Meta())
    context: dict[str, Any] = {
        "r": report,
        "upload": upload,
        "lines": lines(text, _marks(report), _line_classes(report, text), _rows(report, text)) if text is not None else None,
        "findings": told(report.findings),
        "distinct": _distinct,
        "procedures": listed(report.procedures),
        "state": _state,
        "place": lambda span: tree.path_at(span[0]),
        "acts": [c for c in report.citations if c.act is not None],
        "answers": _answers(report),
        "against": _against(report),
    }
    return _environment().get_template("report.html.j2").render(context)


def _against(report: Report) -> Callable[[Criterion], list[tuple[int, Finding]]]:
    """The numbered findings behind a criterion: of those with one fingerprint, one in the lines of the procedure where there is one."""
    numbered: dict[str, list[tuple[int, Finding]]] = {}
    for number, finding in enumerate(report.findings, 1):
        numbered.setdefault(finding.fingerprint, []).append((number, finding))
    lines = {p.id: (*p.spans, *(part.span for part in p.parts)) for p in report.procedures}

    def nearest(criterion: Criterion, fingerprint: str) -> tuple[int, Finding]:
        found = numbered[fingerprint]
        spans = lines.get(criterion.procedure or "", ())
        return next((x for x in found if any(s[0] <= x[1].span[0] < s[1] for s in spans)), found[0]) if len(found) > 1 else found[0]

    return lambda criterion: [nearest(criterion, fingerprint) for fingerprint in criterion.findings]


def _answers(report: Report) -> dict[str, int]:
    answers = [c.answer for c in report.summary.assessment.criteria]
    return {a: answers.count(a) for a in ("yes", "no", "open")}


def error_to_html(error: ErrorReport) -> str:
    """The page that stands where a report would."""
    return _environment().get_template("error.html.j2").render(error=error)
