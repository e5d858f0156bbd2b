"""Whether an assessment of procedures is due, with which forms, and what the text answers.

Source: Thông tư 26/2025/TT-BTP Điều 14–20 and 28 (read in full; its annexed forms were not). It proposes, it does not decide.
"""

from collections.abc import Sequence
from typing import Literal

from review.contract.base import PartKind
from review.contract.draft import Draft
from review.contract.procedures import Procedure
from review.contract.report import Assessment, Criterion, Finding, FormDue

ASSESSMENT_FROM = "2025-12-15"
"""First day of Thông tư 26/2025/TT-BTP; it is not applied to files sent before (Điều 28)."""

_NEW = "khoản 6 Điều 18 Thông tư số 26/2025/TT-BTP"
_AMENDED = "khoản 1 Điều 19 Thông tư số 26/2025/TT-BTP"
_COST = "khoản 6 Điều 18, khoản 2 Điều 19 Thông tư số 26/2025/TT-BTP"
_SUMMARY = "khoản 2 Điều 17 Thông tư số 26/2025/TT-BTP; Mẫu số 06 Phụ lục IV Nghị định số 78/2025/NĐ-CP"

_PART_CODES: tuple[tuple[str, PartKind | None, tuple[str, ...]], ...] = (
    ("a", None, ("PART-01", "TERM-08")),
    ("b", "applicant", ("PART-05", "COND-03")),
    ("c", "agency", ("PART-05", "TERM-03", "AUTH-05")),
    ("d", "steps", ("PART-02", "PART-10", "DOS-12")),
    ("đ", "manner", ("PART-03", "PART-09", "DOS-09")),
    ("e", "dossier", ("PART-04", "DOS-")),
    ("g", "time_limit", ("TIME-",)),
    ("h", "fee", ("FEE-",)),
    ("i", "form", ("FORM-",)),
    ("k", "conditions", ("COND-",)),
    ("l", "result", ("PART-06", "PART-08")),
)
"""Parts of Điều 18 khoản 3 with the part of the contract that answers them and the rules that speak against them."""

_OPTIONAL = frozenset({"fee", "form", "conditions"})
"""Parts that only some procedures have (Nghị định 63/2010/NĐ-CP Điều 8 khoản 2 điểm h)."""


def _answers(procedure: Procedure, findings: Sequence[Finding]) -> list[Criterion]:
    own = [f for f in findings if f.procedure == procedure.id]
    out = []
    for letter, part, rules in _PART_CODES:
        against = tuple(f.fingerprint for f in own if f.rule.startswith(rules))
        entries = procedure.of(part) if part else ()
        answer: Literal["yes", "no", "open"] = "open"
        if against:
            answer = "no"
        elif part and entries:
            answer = "yes"
        elif part in procedure.missing and part not in _OPTIONAL:
            answer = "no"
        elif part is None:
            answer = "yes"
        span = entries[0].span if entries else procedure.anchor if part is None else None
        out.append(Criterion(code=f"HL-{letter}", procedure=procedure.id, answer=answer, span=span, findings=against))
    return out


def _draft_criteria(findings: Sequence[Finding]) -> list[Criterion]:
    groups = (
        ("HP2", ("FORM-04", "TIME-04", "NUM-02")),
        ("HP3", ("COND-01", "TIME-05", "CITE-")),
        ("HP5", ("AUTH-", "FEE-01")),
    )
    out = [Criterion(code=code, procedure=None, answer="open") for code in ("CT1", "CT2", "CT3", "CT4", "CT5", "HP1")]
    for code, rules in groups:
        against = tuple(f.fingerprint for f in findings if f.rule.startswith(rules) and f.level != "note")
        out.append(Criterion(code=code, procedure=None, answer="no" if against else "open", findings=against))
    out.append(Criterion(code="HP4", procedure=None, answer="open"))
    out.extend(Criterion(code=code, procedure=None, answer="open") for code in ("CP1", "CP2", "CP3", "CP4", "CP5"))
    return out


def assess(draft: Draft, findings: Sequence[Finding]) -> Assessment:
    """The proposal for the assessment of procedures of this draft."""
    if draft.submitted is not None and draft.submitted < ASSESSMENT_FROM:
        return Assessment(
            due="not_known",
            reason="Hồ sơ gửi thẩm định hoặc trình trước ngày 15/12/2025: không áp dụng Thông tư số 26/2025/TT-BTP (Điều 28); "
            "thực hiện theo quy định tại thời điểm gửi.",
        )
    if not draft.procedures:
        doubtful = [n for n in draft.not_procedures if n.reason == "doubtful"]
        if doubtful:
            return Assessment(
                due="not_known",
                reason=f"Không nhận ra thủ tục hành chính nào; còn {len(doubtful)} đoạn nghi vấn cần người thẩm định xem xét.",
            )
        return Assessment(due="no", reason="Không nhận ra quy định về thủ tục hành chính trong dự thảo.")
    kept = [p for p in draft.procedures if p.action != "abolish"]
    new = tuple(p.id for p in kept if p.registry.verdict == "new" and not p.stood_before)
    changed = tuple(p.id for p in kept if p.registry.verdict in ("changed", "known", "same") or p.stood_before)
    unknown = tuple(p.id for p in kept if p.registry.verdict in ("not_checked", "abolished") and not p.stood_before)
    abolished = tuple(p.id for p in draft.procedures if p.action == "abolish")
    forms = []
    if new:
        forms.append(FormDue(code="01/ĐGTĐ-BHM", procedures=new, basis=_NEW))
    if changed:
        forms.append(FormDue(code="02/ĐGTĐ-SĐBS", procedures=changed, basis=_AMENDED))
    if new or changed:
        forms.append(FormDue(code="04/ĐGTĐ-SCM", procedures=new + changed, basis=_COST))
    everything = tuple(p.id for p in draft.procedures)
    forms.append(FormDue(code="Mẫu số 06", procedures=everything, basis=_SUMMARY))
    counts = f"{len(new)} mới, {len(changed)} đã có trong cơ sở dữ liệu, {len(abolished)} bãi bỏ, {len(unknown)} chưa đối chiếu được"
    criteria = [c for p in kept for c in _answers(p, findings)]
    return Assessment(
        due="yes",
        reason=f"Dự thảo quy định {len(draft.procedures)} thủ tục hành chính ({counts}); phải đánh giá theo khoản 1 Điều 16 "
        "Thông tư số 26/2025/TT-BTP. Đây là đề xuất, không thay quyết định của người thẩm định; "
        "bố cục biểu mẫu chưa đối chiếu mẫu in.",
        forms=tuple(forms),
        criteria=tuple(criteria + _draft_criteria(findings)),
    )
