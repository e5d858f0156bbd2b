"""Footnotes of a consolidated text: which command of which act gave a provision its words, and from which day."""

from collections.abc import Iterable, Sequence
from typing import Final

from review.amending.consolidation.apply import words_of
from review.amending.consolidation.tree import Piece
from review.contract.consolidation import ActIdentity, ConsolidationNote, Operation
from review.contract.structure import Node

_SUBJECTS: Final = {
    "dieu": "Điều này", "khoan": "Khoản này", "diem": "Điểm này", "chuong": "Chương này", "muc": "Mục này", "tieu_muc": "Tiểu mục này",
    "phan": "Phần này", "annex": "Phụ lục này", "form": "Mẫu này", "tiet": "Tiết này",
}  # fmt: skip
_DONE: Final = {
    "replace": "được sửa đổi, bổ sung", "insert": "được bổ sung", "repeal": "được bãi bỏ", "replace_phrase": "có từ ngữ được thay đổi",
    "renumber": "được đánh số lại", "move": "được chuyển", "split": "được tách", "retitle": "có tên được sửa đổi, bổ sung",
}  # fmt: skip
_KINDS: Final[dict[str, str]] = {
    "luat": "Luật", "phap_lenh": "Pháp lệnh", "nghi_quyet": "Nghị quyết", "nghi_dinh": "Nghị định", "quyet_dinh": "Quyết định",
    "thong_tu": "Thông tư", "thong_tu_lien_tich": "Thông tư liên tịch", "chi_thi": "Chỉ thị",
}  # fmt: skip


def make_notes(
    operations: Iterable[Operation],
    sources: dict[str, str],
    acts: Sequence[ActIdentity],
    nodes: Sequence[Node],
    pieces: Sequence[Piece],
) -> tuple[ConsolidationNote, ...]:
    """One note for each operation applied, numbered in the order of the text. ``sources`` are the commands' own addresses by id."""
    by_path: dict[str, list[Operation]] = {}
    for operation in operations:
        if operation.outcome == "applied" and operation.path is not None:
            by_path.setdefault(operation.path, []).append(operation)
    out: list[ConsolidationNote] = []
    for node, piece in zip(nodes, pieces, strict=True):
        for operation in by_path.get(node.path, ()):
            subject = _SUBJECTS.get(node.kind, "Nội dung này")
            source = words_of(sources[operation.id])
            act = acts[operation.act]
            since = f", có hiệu lực kể từ ngày {_day(act.effective)}" if act.effective else ""
            text = f"{subject} {_DONE[operation.operation]} theo quy định tại {source} {_named(act)}{since}."
            end = node.heading_span[1] if node.heading_span else node.span[1]
            at = end if node.kind == "dieu" and not piece.repealed else node.span[0] + len(piece.own[: piece.label_end].rstrip())
            out.append(ConsolidationNote(number=len(out) + 1, path=node.path, operation=operation.id, act=operation.act, at=at, text=text))
    return tuple(out)


def _named(act: ActIdentity) -> str:
    kind = _KINDS.get(act.doc_type or "other", "văn bản")
    if act.number:
        return f"{kind} số {act.number}"
    return f"{kind} sửa đổi, bổ sung"


def _day(iso: str) -> str:
    """A day as acts print it.

    >>> _day("2025-07-01"), _day("2025-12")
    ('01 tháng 7 năm 2025', '12/2025')
    """
    parts = iso.split("-")
    if len(parts) != 3:
        return "/".join(reversed(parts))
    year, month, day = parts
    return f"{day} tháng {month if month in ('01', '02') else month.lstrip('0')} năm {year}"
