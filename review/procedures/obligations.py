"""Obligations: every requirement, condition, prohibition and reporting duty, with the procedure it belongs to."""

import re
from typing import Final, Literal

from review.contract.procedures import Clause, Obligation, Procedure

Kind = Literal["requirement", "condition", "prohibition", "reporting"]

_RELEASED: Final = re.compile(
    r"(?i)\b(?:không|chưa)\s+(?:phải(?!\s+là\b)|bắt\s+buộc(?:\s+phải)?|cần(?:\s+phải)?|có\s+nghĩa\s+vụ)\s+\w+|\bđược\s+miễn\s+\w+"
)
_BOUND: Final = re.compile(
    r"(?i)\b(?:phải|trách\s+nhiệm|nghĩa\s+vụ|bắt\s+buộc|không\s+được|chỉ\s+được|cấm|cần|yêu\s+cầu|bảo\s+đảm|đảm\s+bảo|tuân\s+thủ|chấp\s+hành"
    r"|chịu|tự|gửi|thông\s+báo|lưu)\b"
)
"""Words that free from a duty, and words that lay one, by which a line that frees may still bind."""

_KINDS: Final[tuple[Kind, ...]] = ("requirement", "condition", "prohibition", "reporting")


def find_obligations(text: str, clauses: tuple[Clause, ...], procedures: tuple[Procedure, ...]) -> tuple[Obligation, ...]:
    """One obligation for each such label of a line that does not bind state bodies alone; a line that only frees from a duty is none.

    ``procedure`` is set where the line belongs to one procedure only. Verdicts are filled by a later stage.
    """
    owners: dict[int, list[str]] = {}
    for procedure in procedures:
        for span in procedure.spans:
            owners.setdefault(span[0], []).append(procedure.id)
    out: list[Obligation] = []
    for clause in clauses:
        if clause.binds == ("state",):
            continue
        if clause.labels and _frees(text[slice(*clause.span)]):
            continue
        owner = owners.get(clause.span[0], [])
        for kind in _KINDS:
            if clause.has(kind):
                out.append(
                    Obligation(
                        id=f"O{len(out) + 1}",
                        path=clause.path,
                        span=clause.span,
                        kind=kind,
                        binds=clause.binds,
                        procedure=owner[0] if len(owner) == 1 else None,
                    )
                )
    return tuple(out)


def _frees(words: str) -> bool:
    """Whether a line only frees from a duty ("không phải báo cáo", "được miễn nộp báo cáo") and lays none besides."""
    rest, freed = _RELEASED.subn(" ", words)
    return freed > 0 and _BOUND.search(rest) is None
