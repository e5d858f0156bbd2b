"""What the text answers to the criteria of an assessment, with what the findings on the same procedure say against it.

Source: Thông tư 26/2025/TT-BTP Điều 18 khoản 1, 2, 3, 5. A finding speaks to the points of khoản 3 that its legal bases name, and to those
that the table below gives its family; it belongs to the procedure it names, else to every procedure whose lines or forms it stands in.
"""

import re
from collections.abc import Iterator, Sequence

from review.contract.base import PartKind, Span
from review.contract.draft import Draft
from review.contract.procedures import Procedure
from review.contract.report import Criterion, Finding

_PARTS: tuple[tuple[str, PartKind | None], ...] = (
    ("a", None), ("b", "applicant"), ("c", "agency"), ("d", "steps"), ("đ", "manner"), ("e", "dossier"), ("g", "time_limit"),
    ("h", "fee"), ("i", "form"), ("k", "conditions"), ("l", "result"),
)  # fmt: skip
"""Points of Điều 18 khoản 3 with the part of the contract that answers them."""

_FAMILIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("a", ("PART-01", "TERM-08")),
    ("c", ("AUTH-", "TERM-01", "TERM-02", "TERM-03", "TERM-04", "TERM-05", "TERM-06", "TERM-07")),
    ("d", ("PART-02",)),
    ("e", ("DOS-",)),
    ("g", ("TIME-",)),
    ("h", ("FEE-",)),
    ("i", ("FORM-",)),
    ("k", ("COND-",)),
)
"""Points that a family of rules speaks to whatever bases its cards name."""

_POINT = re.compile(r"^T26 Điều 18 k3 (\w)\b")
_FORM_NO = re.compile(r"(?i)mẫu(?:\s+số)?\s+0*(\w+)")
_FORM_STEP = re.compile(r"(?:^|/)mau-(\w+)")
_NAME_ONLY = frozenset({"TERM-08"})
"""Rules that speak to the name where they stand in the heading of the procedure, and to nothing elsewhere."""
_BY_PLACE = frozenset({"CITE-09"})
"""Rules that any part may meet: they speak to the part whose words they flag."""

_OPTIONAL = frozenset({"fee", "form", "conditions"})
"""Parts that only some procedures have (Nghị định 63/2010/NĐ-CP Điều 8 khoản 2 điểm h)."""
_ELSEWHERE: dict[PartKind, re.Pattern[str]] = {
    "fee": re.compile(r"(?i)\b(?:lệ )?phí\b"),
    "conditions": re.compile(r"(?i)\bđiều kiện\b|^yêu cầu\b"),
}
"""Parts that an article of their own, outside those of a procedure, often sets, by its heading."""


class _Places:
    """Findings by line and by form, and the lines that no procedure claims."""

    def __init__(self, draft: Draft, findings: Sequence[Finding]) -> None:
        self.index = draft.document.lines
        self.named: dict[str, list[Finding]] = {}
        self.by_line: dict[int, list[Finding]] = {}
        self.by_form: dict[str, list[Finding]] = {}
        for finding in findings:
            form = _FORM_STEP.search(finding.path)
            if finding.procedure is not None:
                self.named.setdefault(finding.procedure, []).append(finding)
            elif form:
                self.by_form.setdefault(form.group(1).lower(), []).append(finding)
            else:
                for line in self.lines((finding.span,)):
                    self.by_line.setdefault(line, []).append(finding)
        claimed = {line for p in draft.procedures for line in self.lines(p.spans)}
        self.free: dict[PartKind, Span] = {}
        for node in draft.structure.nodes:
            if node.kind == "dieu" and not node.quoted and node.heading and self.index.line_of(node.span[0]) not in claimed:
                for part, words in _ELSEWHERE.items():
                    if words.search(node.heading):
                        self.free.setdefault(part, node.heading_span or node.span)

    def lines(self, spans: Sequence[Span]) -> Iterator[int]:
        """The lines that spans touch."""
        for start, end in spans:
            yield from range(self.index.line_of(start), self.index.line_of(max(start, end - 1)) + 1)

    def of(self, procedure: Procedure) -> list[Finding]:
        """The findings of a procedure in the order of the text."""
        found = {id(f): f for f in self.named.get(procedure.id, ())}
        for line in dict.fromkeys(self.lines((procedure.anchor, *procedure.spans, *(p.span for p in procedure.parts)))):
            found.update((id(f), f) for f in self.by_line.get(line, ()))
        for part in procedure.parts:
            if part.part in ("form", "dossier"):
                for number in _FORM_NO.findall(part.form or part.quote):
                    found.update((id(f), f) for f in self.by_form.get(number.lower(), ()))
        return sorted(found.values(), key=lambda f: (f.span, f.rule))


def _points(finding: Finding, procedure: Procedure) -> set[str]:
    """The points of khoản 3 that a finding speaks to in a procedure."""
    if finding.rule in _BY_PLACE:
        kinds = {p.part for p in procedure.parts if p.span[0] < finding.span[1] and finding.span[0] < p.span[1]}
        return {letter for letter, part in _PARTS if part in kinds}
    if finding.rule in _NAME_ONLY and not (procedure.anchor[0] <= finding.span[0] < procedure.anchor[1]):
        return set()
    points = {m.group(1) for ref in finding.law if (m := _POINT.match(ref.key))}
    return points | {letter for letter, rules in _FAMILIES if finding.rule.startswith(rules)}


def _answer(procedure: Procedure, letter: str, part: PartKind | None, against: Sequence[Finding], free: dict[PartKind, Span]) -> Criterion:
    entries = procedure.of(part) if part else ()
    stated = part is None or bool(entries)
    span = entries[0].span if entries else procedure.anchor if part is None else None
    grave = any(f.level != "note" for f in against)
    changes_some = procedure.action == "amend" or procedure.base_path is not None
    answer, reason = "open", "để ngỏ: dự thảo không nêu"
    if grave:
        answer, reason = "no", "có nêu nhưng có phát hiện" if stated else "chưa nêu đủ: có phát hiện"
        span = span or against[0].span
    elif against:
        reason = "để ngỏ: có nêu, có lưu ý cần xem" if stated else "để ngỏ: có lưu ý cần xem"
        span = span or against[0].span
    elif part == "dossier" and stated and "sets" in procedure.missing:
        reason = "để ngỏ: có nêu giấy tờ, chưa thấy số lượng bộ hồ sơ"
    elif stated:
        answer, reason = "yes", "có nêu"
    elif part in procedure.missing and part not in _OPTIONAL:
        answer, reason = "no", "dự thảo không nêu"
    elif part in free:
        span = free[part]
        reason = "để ngỏ: không nêu trong các điều của thủ tục; dự thảo có quy định chung ở điều khác, cần xem có áp dụng không"
    elif changes_some:
        reason = "để ngỏ: dự thảo không sửa bộ phận này"
    elif part in _OPTIONAL:
        reason = "để ngỏ: dự thảo không nêu (bộ phận chỉ có ở một số thủ tục)"
    return Criterion.model_validate(
        {
            "code": f"HL-{letter}",
            "procedure": procedure.id,
            "answer": answer,
            "reason": reason,
            "span": span,
            "findings": tuple(dict.fromkeys(f.fingerprint for f in against)),
        }
    )


def of_procedures(draft: Draft, procedures: Sequence[Procedure], findings: Sequence[Finding]) -> list[Criterion]:
    """The criteria of reasonableness (Điều 18 khoản 3), part by part, of each procedure. Linear in lines, parts and findings."""
    places = _Places(draft, findings)
    out = []
    for procedure in procedures:
        own = [(f, _points(f, procedure)) for f in places.of(procedure)]
        out += [_answer(procedure, letter, part, [f for f, points in own if letter in points], places.free) for letter, part in _PARTS]
    return out


def of_draft(findings: Sequence[Finding]) -> list[Criterion]:
    """The criteria of the draft as a whole: necessity, legality, cost. What only the file of the draft can answer stays open."""
    groups = {
        "HP2": ("FORM-04", "TIME-04", "NUM-02"),
        "HP3": ("COND-01", "TIME-05", "CITE-"),
        "HP5": ("AUTH-", "FEE-01"),
    }
    out = []
    for code in ("CT1", "CT2", "CT3", "CT4", "CT5", "HP1", "HP2", "HP3", "HP4", "HP5", "CP1", "CP2", "CP3", "CP4", "CP5"):
        against = [f for f in findings if code in groups and f.rule.startswith(groups[code]) and f.level != "note"]
        reason = "có phát hiện" if against else "để ngỏ: chưa thấy phát hiện" if code in groups else "để ngỏ: cần hồ sơ dự thảo"
        out.append(
            Criterion(
                code=code,
                procedure=None,
                answer="no" if against else "open",
                reason=reason,
                span=against[0].span if against else None,
                findings=tuple(dict.fromkeys(f.fingerprint for f in against)),
            )
        )
    return out
