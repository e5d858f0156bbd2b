"""The Vietnamese words of a comparison."""

from collections.abc import Sequence

from review.contract.comparison import Pair, PairKind, Passage
from review.report import wording

KINDS: dict[PairKind, str] = {
    "same": "giữ nguyên", "edited": "sửa đổi", "moved": "chuyển vị trí", "renumbered": "đánh số lại", "split": "tách", "merged": "gộp",
    "added": "bổ sung", "dropped": "bỏ",
}  # fmt: skip
ICONS: dict[PairKind, str] = {
    "same": "=", "edited": "✎", "moved": "⇄", "renumbered": "#", "split": "⇉", "merged": "⇇", "added": "+", "dropped": "−",
}  # fmt: skip
PROCEDURES = {
    "added": "thêm mới", "dropped": "không còn", "changed": "thay đổi", "same": "giữ nguyên", "known": "có ở cả hai, chưa so được bộ phận",
}  # fmt: skip
CHANGED_LINES = "Có dòng của thủ tục được sửa hoặc bỏ."
"""Said of a procedure whose lines changed though no part of it could be compared."""
REQUIREMENTS = {"added": "thêm", "dropped": "bỏ", "changed": "sửa"}
OPERATIONS = {
    "replace": "sửa đổi, bổ sung", "insert": "bổ sung", "repeal": "bãi bỏ", "replace_phrase": "thay, bỏ hoặc thêm cụm từ tại",
    "renumber": "đánh số lại", "move": "chuyển", "split": "tách", "retitle": "sửa tên",
}  # fmt: skip


def address(path: str) -> str:
    """An address in words; running text and tables are named by what holds them.

    >>> address("phu-luc-1/bang-2"), address("doan-1")
    ('Phụ lục 1', 'phần ngoài các điều')
    """
    steps = [step for step in path.split("/") if not step.startswith(("doan-", "bang-"))]
    return wording.address("/".join(steps)) if steps and steps[0] else "phần ngoài các điều"


def places(passages: Sequence[Passage]) -> str:
    """The addresses of passages in words, each once."""
    return ", ".join(dict.fromkeys(address(p.path) for p in passages))


def remarks(pairs: Sequence[Pair], *, most: int = 8) -> list[str]:
    """What became of the passages of a row, for the third column, in short sentences."""
    changed = [pair for pair in pairs if not pair.has("same")]
    if not changed:
        return []
    if len(changed) == len(pairs):
        if all(pair.has("added") for pair in pairs):
            return [f"Bổ sung {places([p.new[0] for p in pairs[:1]])}."]
        if all(pair.has("dropped") for pair in pairs):
            return [f"Bỏ {places([p.old[0] for p in pairs[:1]])}."]
        if all(pair.has("added", "dropped") for pair in pairs) and pairs[0].old and pairs[-1].new:
            was, now = pairs[0].old[0], next(pair.new[0] for pair in pairs if pair.new)
            if was.path == now.path:
                return [f"Thay nội dung {address(now.path)}."]
    out: dict[str, None] = {}
    for pair in changed:
        out[_remark(pair)] = None
    for text in [t for t in out if t.startswith("Bỏ ")]:
        place = text.removeprefix("Bỏ ")
        if f"Bổ sung {place}" in out:
            out = {(f"Thay nội dung {place}" if t == text else t): None for t in out if t != f"Bổ sung {place}"}
    told = list(out)
    return [*told[:most], f"… và {len(told) - most} thay đổi khác."] if len(told) > most else told


def _remark(pair: Pair) -> str:
    old, new = places(pair.old), places(pair.new)
    if pair.has("added"):
        return f"Bổ sung {new}." if pair.new[0].number else f"Bổ sung đoạn tại {new}."
    if pair.has("dropped"):
        return f"Bỏ {old}." if pair.old[0].number else f"Bỏ đoạn tại {old}."
    edited = " và sửa đổi" if pair.has("edited") else ""
    if pair.has("split") and old != new:
        return f"Tách {old} thành {new}{edited}."
    if pair.has("merged") and old != new:
        return f"Gộp {old} vào {new}{edited}."
    if pair.has("moved") and old != new:
        return f"Chuyển {old} thành {new}{edited}."
    if pair.has("moved"):
        return f"Đổi thứ tự tại {new}{edited}."
    if pair.has("renumbered") and old != new:
        return f"Đánh số lại {old} thành {new}{edited}."
    return f"Sửa đổi {new}."


def title(path: str) -> str:
    """An address with a capital at its beginning.

    >>> title("dieu-2/khoan-1")
    'Khoản 1 Điều 2'
    """
    words = address(path)
    return words[:1].upper() + words[1:]
