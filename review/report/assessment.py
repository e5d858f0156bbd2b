"""Whether an assessment of procedures is due, with which forms, and what the text answers.

Source: Thông tư 26/2025/TT-BTP Điều 14–20 and 28 (read in full; its annexed forms were not). It proposes, it does not decide.
"""

from collections.abc import Sequence

from review.contract.draft import Draft
from review.contract.report import Assessment, Finding, FormDue
from review.report.criteria import of_draft, of_procedures

ASSESSMENT_FROM = "2025-12-15"
"""First day of Thông tư 26/2025/TT-BTP; it is not applied to files sent before (Điều 28)."""

_NEW = "khoản 6 Điều 18 Thông tư số 26/2025/TT-BTP"
_AMENDED = "khoản 1 Điều 19 Thông tư số 26/2025/TT-BTP"
_COST = "khoản 6 Điều 18, khoản 2 Điều 19 Thông tư số 26/2025/TT-BTP"
_SUMMARY = "khoản 2 Điều 17 Thông tư số 26/2025/TT-BTP; Mẫu số 06 Phụ lục IV Nghị định số 78/2025/NĐ-CP"


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
    return Assessment(
        due="yes",
        reason=f"Dự thảo quy định {len(draft.procedures)} thủ tục hành chính ({counts}); phải đánh giá theo khoản 1 Điều 16 "
        "Thông tư số 26/2025/TT-BTP. Đây là đề xuất, không thay quyết định của người thẩm định; "
        "bố cục biểu mẫu chưa đối chiếu mẫu in.",
        forms=tuple(forms),
        criteria=(*of_procedures(draft, kept, findings), *of_draft(findings)),
    )
