"""Draft and findings to one report."""

from collections.abc import Sequence

from review.contract.base import Notice
from review.contract.draft import Draft
from review.contract.report import Finding, FindingCounts, ProcedureCounts, Report, Summary, Tool
from review.contract.structure import DocumentInfo
from review.report.assessment import assess


def _summary(draft: Draft, findings: Sequence[Finding]) -> Summary:
    verdicts = [p.registry.verdict if p.action != "abolish" else "abolished" for p in draft.procedures]
    levels = [f.level for f in findings if not f.preview]
    return Summary(
        procedures=ProcedureCounts(
            new=verdicts.count("new"),
            changed=verdicts.count("changed"),
            same=verdicts.count("same"),
            known=verdicts.count("known"),
            abolished=verdicts.count("abolished"),
            not_checked=verdicts.count("not_checked"),
        ),
        findings=FindingCounts(
            error=levels.count("error"),
            warning=levels.count("warning"),
            note=levels.count("note"),
            preview=sum(f.preview for f in findings),
        ),
        assessment=assess(draft, findings),
    )


def assemble(
    draft: Draft,
    findings: Sequence[Finding],
    notices: Sequence[Notice],
    *,
    tool: Tool,
    with_text: bool = True,
) -> Report:
    """The report on a draft. ``with_text=False`` leaves ``document.text`` null; spans keep their meaning."""
    located = tuple(f if f.locations else f.model_copy(update={"locations": draft.document.locate(f.span)}) for f in findings)
    return Report(
        tool=tool,
        as_of=draft.as_of,
        as_of_reason=draft.as_of_reason,
        submitted=draft.submitted,
        document=DocumentInfo.of(draft.document, draft.meta, with_text=with_text),
        outline=draft.structure.nodes,
        citations=draft.citations,
        amendments=draft.amendments,
        clauses=draft.clauses,
        procedures=draft.procedures,
        not_procedures=draft.not_procedures,
        obligations=draft.obligations,
        findings=located,
        notices=tuple(notices),
        coverage=draft.coverage,
        summary=_summary(draft, findings),
    )
