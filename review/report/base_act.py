"""What became of the act that a draft amends or replaces, told as Notices: what was compared, what changes, what could not be applied."""

import re
from collections.abc import Sequence

from review.contract.base import Notice, Span
from review.contract.comparison import ProcedureChange
from review.contract.consolidation import Consolidation, Operation
from review.contract.procedures import Obligation
from review.contract.structure import Structure
from review.registry.against import CHANGED_LINE, Base
from review.registry.before_after import procedures_before_and_after
from review.registry.procedures.text import shingles
from review.registry.standing import LINE
from review.report.wording import DIFFERENCES, OPERATIONS, PARTS, address

_TOLD = 30
"""Procedures, commands or places named in full; what is beyond is counted."""
_ANNEXED = re.compile(r"(?:^|/)(?:phu-luc|mau)(?:-|$)")
_BECAME = {"added": "thêm mới", "dropped": "không còn"}
"""What became of a procedure whose parts could not be compared."""


def _name(base: Base) -> str:
    return base.act or base.document.file


def _joined(items: Sequence[str], unit: str) -> str:
    rest = f"; và {len(items) - _TOLD} {unit} khác" if len(items) > _TOLD else ""
    return "; ".join(items[:_TOLD]) + rest


def missing(tree: Structure, wanted: str | None) -> Notice:
    """That the draft was not compared with the act that it amends or replaces; ``wanted`` was asked for and not found."""
    acts = ", ".join(dict.fromkeys([*tree.meta.amends, *tree.meta.replaces]))
    if wanted:
        message = f"Không tìm thấy {wanted} trong thư mục văn bản (acts_folder): chưa so với văn bản được sửa đổi, thay thế."
    else:
        how = "cần có tệp văn bản đó (--against, hoặc thư mục acts_folder nêu trong soat.toml)"
        message = f"Chưa so với văn bản được sửa đổi, thay thế ({acts}): {how}."
    return Notice(code="base_act_missing", message=message)


def compared(tree: Structure, base: Base) -> Notice:
    """Which act the draft was compared with, and which of those it amends or replaces were not."""
    name = f"{base.act} (tệp {base.document.file})" if base.act else f"tệp {base.document.file}"
    left = [n for n in dict.fromkeys([*tree.meta.amends, *tree.meta.replaces]) if n != base.act]
    rest = f" Chưa so với: {', '.join(left)}." if left else ""
    message = f"Đã so thủ tục và nghĩa vụ của dự thảo với {name}, trong đó có {len(base.procedures)} thủ tục.{rest}"
    return Notice(code="base_act_compared", message=message)


def amended(base: Base, after: Base) -> list[Notice]:
    """Which procedures and duties of the base act an amending draft changes, and how, told from the text as it will stand."""
    changes = [c for c in procedures_before_and_after(base, after) if c.verdict in ("added", "dropped", "changed")]
    said = (
        f"{len(changes)} thủ tục của {_name(base)} thay đổi: {_joined([_told(c) for c in changes], 'thủ tục')}"
        if changes
        else f"không thủ tục nào của {_name(base)} thay đổi"
    )
    notices = [Notice(code="base_procedures_changed", message=f"Theo nội dung sau khi sửa đổi, {said}.")]
    return notices + _duties(base, after, "Theo nội dung sau khi sửa đổi, ")


def replaced(base: Base, draft: Base) -> list[Notice]:
    """Which procedures and duties of the base act a draft that takes its place no longer has."""
    gone = [c for c in procedures_before_and_after(base, draft) if c.verdict == "dropped"]
    notices = []
    if gone:
        named = _joined([f"{c.name} ({address(c.old_path or '')})" for c in gone], "thủ tục")
        message = f"{len(gone)} thủ tục của {_name(base)} không thấy trong dự thảo: {named}."
        notices.append(Notice(code="base_procedures_dropped", message=message))
    return notices + _duties(base, draft, "")


def _told(change: ProcedureChange) -> str:
    parts = ", ".join(dict.fromkeys(f"{PARTS[d.part].lower()}: {DIFFERENCES[d.kind]}" for d in change.differences))
    return f"{change.name} ({parts or _BECAME.get(change.verdict, 'có quy định được sửa hoặc bỏ')})"


def _duties(base: Base, after: Base, lead: str) -> list[Notice]:
    """Duties whose words stand in one of the texts only: those of the base act that have nothing like them in the other are gone."""
    gone = [o for o in base.obligations if _alone(o, base, after)]
    fresh = [o for o in after.obligations if _alone(o, after, base)]
    if not gone and not fresh:
        return []
    parts = []
    if fresh:
        parts.append(f"thêm {len(fresh)} yêu cầu, điều kiện, điều cấm, nghĩa vụ báo cáo so với {_name(base)}")
    if gone:
        places = _joined(list(dict.fromkeys(address(o.path) for o in gone)), "chỗ")
        parts.append(f"không còn {len(gone)} quy định loại đó của {_name(base)} ({places})")
    message = lead + "; ".join(parts) + "."
    return [Notice(code="base_duties_changed", message=message[0].upper() + message[1:])]


def _alone(obligation: Obligation, here: Base, there: Base) -> bool:
    words = here.document.cut(obligation.span)
    if len(words.split()) < LINE or here.standing.all_in(there.standing, (obligation.span,)):
        return False
    runs = shingles(words)
    return len(runs) >= 3 and there.nearest(runs) < CHANGED_LINE


def not_applied(found: Consolidation, base: Base, tree: Structure) -> list[Notice]:
    """The commands to the base act that could not be carried out in its text, or in part, and lines that look like commands and gave none.

    ``tree`` is the outline of the draft: a Notice stands at the command, with every address that the command failed at for one cause.
    """
    bare = not any(node.kind in ("annex", "form") for node in base.structure.nodes)
    groups: dict[Span, list[Operation]] = {}
    for operation in found.operations:
        if operation.reason:
            groups.setdefault(_line(operation.span, tree), []).append(operation)
    notices = []
    for operations in groups.values():
        first = operations[0]
        targets = ", ".join(dict.fromkeys(address(o.target) if o.target else "toàn văn bản" for o in operations))
        reasons = _reasons(operations)
        if bare and all(_ANNEXED.search(o.target) for o in operations):
            reasons = "Tệp văn bản gốc không có phụ lục, biểu mẫu kèm theo."
        how = "chỉ thực hiện được một phần" if all(o.outcome == "applied" for o in operations) else "không thực hiện được"
        place = address(tree.path_at(first.span[0]))
        message = f"{place[0].upper()}{place[1:]}: lệnh {OPERATIONS[first.operation]} {targets} {how} trên {_name(base)}. {reasons}"
        notices.append(Notice(code="command_not_applied", message=message, span=first.span))
    above = {parent for line in found.unread for parent in _above(line.path)}
    for line in (x for x in found.unread if x.path not in above):
        place = address(line.path)
        message = (
            f"{place[0].upper()}{place[1:]}: có dạng lệnh sửa đổi {_name(base)} nhưng không đọc được; "
            "nội dung sau khi sửa đổi chưa tính lệnh này."
        )
        notices.append(Notice(code="command_not_read", message=message, span=line.span))
    if not found.operations and not found.unread:
        message = f"Không tìm thấy trong dự thảo lệnh sửa đổi, bổ sung, bãi bỏ nào đối với {_name(base)}."
        return [Notice(code="no_commands", message=message)]
    if len(notices) > _TOLD:
        message = f"Còn {len(notices) - _TOLD} lệnh khác không thực hiện được trên {_name(base)}; lệnh soat consolidate nêu đủ."
        notices[_TOLD:] = [Notice(code="command_not_applied", message=message)]
    return notices


_OF_SEVERAL = {"no_text": "Không xác định được nội dung mới của {}.", "no_target": "Văn bản gốc không có {}."}


def _reasons(operations: Sequence[Operation]) -> str:
    """Why commands of one line failed, a sentence for all that failed alike."""
    alike: dict[str | None, list[Operation]] = {}
    for operation in operations:
        alike.setdefault(operation.cause, []).append(operation)
    said = []
    for cause, failed in alike.items():
        if len(failed) > 1 and cause in _OF_SEVERAL:
            said.append(_OF_SEVERAL[cause].format(", ".join(dict.fromkeys(address(o.target) for o in failed))))
        else:
            said += [o.reason for o in failed if o.reason]
    return " ".join(dict.fromkeys(said))


def _above(path: str) -> list[str]:
    """The addresses that hold an address."""
    steps = path.split("/")
    return ["/".join(steps[:i]) for i in range(1, len(steps))]


def _line(span: Span, tree: Structure) -> Span:
    """What makes commands one to the reader: the smallest node of the draft that holds them."""
    node = tree.at(span[0])
    return node.heading_span or node.span if node is not None else span
