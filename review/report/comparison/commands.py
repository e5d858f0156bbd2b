"""The commands of amending drafts as remarks of the third column: where each stands, what it does, and what it failed to do."""

from collections.abc import Sequence

from review.contract.consolidation import Consolidation
from review.contract.structure import DocumentInfo, Structure
from review.report.comparison import wording as w
from review.report.comparison.rows import Remark
from review.report.wording import DOC_TYPES


def command_remarks(found: Consolidation, drafts: Sequence[tuple[DocumentInfo, Structure]]) -> list[Remark]:
    """One remark a command, in the order in which they were applied; ``drafts`` in the order of ``found.acts``."""
    out = []
    for operation in found.operations:
        info, structure = drafts[operation.act]
        place = w.title(structure.path_at(operation.span[0]))
        kind = DOC_TYPES[info.doc_type] if info.doc_type != "other" else "văn bản"
        act = f"dự thảo {kind}" if info.is_draft or info.number is None else f"{kind} số {info.number}"
        said = f"{place} {act}: {w.OPERATIONS[operation.operation]} {w.address(operation.target)}"
        if operation.outcome == "applied":
            out.append(Remark(f"{said}.", old=operation.base_path, new=operation.path))
        else:
            why = "mâu thuẫn với lệnh khác" if operation.outcome == "conflict" else "chưa thể hiện được"
            reason = f": {operation.reason}" if operation.reason else ""
            target = operation.base_path or operation.target
            out.append(Remark(f"{said} — {why}{reason}".rstrip(".") + ".", old=target, new=operation.path, failed=True))
    return out
