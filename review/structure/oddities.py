"""What is odd in a structure: gaps, repeats and wrong order in numbering, empty nodes, quotations left open."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from typing import Final

from review.contract.base import Span
from review.contract.structure import Node, Oddity, OddityKind
from review.structure.quotes import has_quotes, tokens
from review.structure.scan import Line
from review.structure.sequence import LETTERS, ODD_LETTERS, follows, place, value
from review.structure.tree import Draft

_SEVERAL: Final = 3
"""Lists without their first number from which on lost automatic numbers are the likelier reason."""

_LONG_HEADING: Final = 150
"""Characters from which on a heading without text below is taken for the text itself."""

_SENTENCE = re.compile(r"(?i)\bnày\s+(?:có|thay|được)\b|\bchịu\s+trách\s+nhiệm\b|\bban\s+hành\s+kèm\s+theo\b|^bãi\s+bỏ\b")
_FIRST: Final = "đầu tiên mang số"
_NAMES: Final = {"dieu": "Điều", "khoan": "khoản", "diem": "điểm"}
_REPEALED = re.compile(r"(?i)\(\s*(?:được|đã|bị)?\s*(?:được\s+)?(?:bãi bỏ|hết hiệu lực|hủy bỏ|huỷ bỏ)|\bbãi bỏ\b|\[\d+\]|\(\s*\d+\s*\)\s*$")
_PHRASE = re.compile(r"(?i)\b(?:cụm\s+từ|từ|chữ|như\s+sau\s*:?)\s*[“\"”]")
_THIS_ARTICLE = re.compile(r"(?i)\b(?:khoản|các khoản)\s+\d[\d,và\s]*(?:Điều này|của Điều này)")


def next_number(number: str) -> str:
    """The number that should come after a printed one, letters of insertions left out.

    >>> next_number("5"), next_number("5a"), next_number("d"), next_number("y"), next_number("f")
    ('6', '6', 'đ', 'aa', 'g')
    """
    digits = value(number)
    if digits:
        return str(digits[0] + 1)
    at = place(number)
    if at < 0:
        return number
    at = int(at) + 1
    if at <= len(LETTERS):
        return LETTERS[at - 1]
    return LETTERS[(at - 1) // len(LETTERS) - 1] + LETTERS[(at - 1) % len(LETTERS)]


def find_oddities(
    top: Sequence[Draft], nodes: Sequence[Node], body: Sequence[Line], text: str, *, consolidated: bool
) -> tuple[Oddity, ...]:
    """All oddities of a tree in the order of the text. ``nodes`` are those of ``top`` in document order.

    Annexes and forms have none. In a consolidated text quotation marks are not looked at, nor articles that come again:
    they stand in its notes.
    """
    drafts = list(_walk(top, False))
    path = {id(draft): node.path for (draft, _), node in zip(drafts, nodes, strict=True)}
    out: list[Oddity] = []
    articles: dict[str, list[Draft]] = {}
    for draft, exempt in drafts:
        here = path[id(draft)]
        if draft.kind == "quoted" and draft.flaw and not (exempt or consolidated):
            out.append(_quotation(draft, here))
        if exempt or draft.quoted:
            continue
        if draft.kind == "dieu":
            articles.setdefault(here.rpartition("dieu-")[0], []).append(draft)
            out += _empty_dieu(draft, here, text)
            out += _unreadable(draft, here, text)
        if draft.kind in ("dieu", "khoan"):
            for kind in ("khoan", "diem"):
                out += _run([child for child in draft.children if child.kind == kind], path)
        if draft.kind in ("khoan", "diem"):
            out += _empty(draft, here, text)
            if draft.kind == "diem" and draft.number and draft.number in ODD_LETTERS:
                detail = f"Điểm {draft.number}): chữ cái này không dùng để đánh thứ tự điểm."
                out.append(Oddity(kind="odd_letter", path=here, span=_label(draft), detail=detail))
    repealed = [d.start for d, _ in drafts if d.kind in ("phan", "chuong", "muc") and _REPEALED.search(text[d.start : d.head_end])]
    for run in articles.values():
        gone = {id(d) for d in run if _REPEALED.search(text[d.start : d.head_end])} if consolidated else set()
        found = _run(run, path, repealed, gone)
        out += [o for o in found if o.kind == "gap"] if consolidated else found
    if not consolidated:
        out += _phrases(body, nodes)
    out = _lost_numbers(out)
    return tuple(sorted(out, key=lambda oddity: (oddity.span, oddity.kind)))


def _lost_numbers(found: list[Oddity]) -> list[Oddity]:
    """The oddities with gaps at the head of lists told as unreadable numbers, where a text has several such."""
    heads = [o for o in found if o.kind == "unreadable_numbers" or (o.kind == "gap" and _FIRST in o.detail and "/khoan-" in o.path)]
    if len(heads) < _SEVERAL:
        return found
    lost = set(map(id, heads))
    out: list[Oddity] = []
    for oddity in found:
        if id(oddity) in lost and oddity.kind == "gap":
            detail = f"{oddity.detail} Nhiều nơi thiếu số như vậy; có thể số thứ tự tự động đã bị mất."
            oddity = oddity.model_copy(update={"kind": "unreadable_numbers", "detail": detail})
        out.append(oddity)
    return out


def _walk(drafts: Sequence[Draft], exempt: bool) -> Iterator[tuple[Draft, bool]]:
    for draft in drafts:
        outside = exempt or draft.kind in ("annex", "form")
        yield draft, outside
        yield from _walk(draft.children, outside)


def _label(draft: Draft) -> Span:
    return draft.start, max(draft.label_end, draft.start + 1)


def _run(run: Sequence[Draft], path: dict[int, str], repealed: Sequence[int] = (), gone: Set[int] = frozenset()) -> list[Oddity]:
    """What is odd in numbers that should follow each other. A misprint among numbers that go on is one oddity.

    ``repealed`` are the offsets, in order, of divisions whose articles a consolidated text leaves out, ``gone`` are repealed articles.
    """
    out: list[Oddity] = []
    last: str | None = None
    at = 0
    for i, draft in enumerate(run):
        number = draft.number or ""
        quiet = id(draft) in gone or bisect_right(repealed, at) < bisect_left(repealed, draft.start)
        found = None if quiet else _odd(last, draft, path[id(draft)])
        at = draft.start
        if found is None:
            last = number
            continue
        out.append(found)
        expected = found.expected or number
        following = run[i + 1].number if i + 1 < len(run) else None
        if following and follows(expected, following) and not follows(number, following):
            last = expected
        elif found.kind == "gap" or number in ("1", "a") or last is None:
            last = number
    return out


def _odd(last: str | None, draft: Draft, path: str) -> Oddity | None:
    number = draft.number or ""
    name = _NAMES[draft.kind]
    title = f"{name[0].upper()}{name[1:]}"
    if last is None:
        first = "a" if draft.kind == "diem" else "1"
        if number.lstrip("0") == first or (draft.kind == "diem" and place(number) < 0):
            return None
        detail = f"{title} {_FIRST} {number}; lẽ ra là {name} {first}."
        return Oddity(kind="gap", path=path, span=_label(draft), detail=detail, expected=first)
    if follows(last, number) or number in ODD_LETTERS or _inserted(last, number):
        return None
    expected = next_number(last)
    kind: OddityKind
    if number == last:
        kind, detail = "duplicate", f"{title} {number} xuất hiện hai lần liền nhau; lẽ ra là {name} {expected}."
    elif _key(number) < _key(last):
        kind, detail = "order", f"Sau {name} {last} là {name} {number}; lẽ ra là {name} {expected}."
    else:
        kind, detail = "gap", f"Sau {name} {last} là {name} {number}; thiếu {name} {expected}."
    return Oddity(kind=kind, path=path, span=_label(draft), detail=detail, expected=expected)


def _key(number: str) -> tuple[float, float]:
    digits = value(number)
    return (digits[0], place(digits[1]) if digits[1] else 0) if digits else (place(number), 0)


def _inserted(last: str, number: str) -> bool:
    """Whether a number is one of an insertion that need not follow: 5a after 5 and after 5đ, b1 after b."""
    one, two = value(last), value(number)
    if one and two:
        return two[0] == one[0] and bool(two[1]) and _key(number) > _key(last)
    return number[1:].isdigit() and last[:1] == number[:1] and place(number) > place(last)


def _words(draft: Draft, text: str) -> str:
    return text[max(draft.label_end, draft.start) : draft.end].strip(" .:;\n\xa0")


def _empty_dieu(draft: Draft, path: str, text: str) -> list[Oddity]:
    if draft.children or _REPEALED.search(text[draft.start : draft.end]):
        return []
    words = _words(draft, text)
    if words and (draft.heading is None or len(words) > _LONG_HEADING or _SENTENCE.search(words)):
        return []
    detail = f"Điều {draft.number} chỉ có tiêu đề, không có nội dung." if words else f"Điều {draft.number} không có tiêu đề và nội dung."
    return [Oddity(kind="empty_dieu", path=path, span=_label(draft), detail=detail)]


def _empty(draft: Draft, path: str, text: str) -> list[Oddity]:
    if draft.children or _words(draft, text):
        return []
    detail = f"{'Khoản' if draft.kind == 'khoan' else 'Điểm'} {draft.number} không có nội dung."
    return [Oddity(kind="empty_khoan", path=path, span=_label(draft), detail=detail)]


def _unreadable(draft: Draft, path: str, text: str) -> list[Oddity]:
    """An article that speaks of its own khoản though none of its lines bears a number: automatic numbers were lost."""
    if any(child.kind in ("khoan", "quoted") for child in draft.children):
        return []
    body = text[draft.start : draft.end]
    if body.count("\n") < 2 or not _THIS_ARTICLE.search(body):
        return []
    detail = f"Điều {draft.number} dẫn khoản của chính mình nhưng không dòng nào mang số; có thể số thứ tự tự động đã bị mất."
    return [Oddity(kind="unreadable_numbers", path=path, span=_label(draft), detail=detail)]


def _quotation(draft: Draft, path: str) -> Oddity:
    if draft.flaw == "unopened_quote":
        detail = "Nội dung trích dẫn thiếu dấu mở ngoặc kép."
        return Oddity(kind="unopened_quote", path=path, span=(draft.start, draft.start + 1), detail=detail)
    detail = "Dấu mở ngoặc kép không có dấu đóng trước lệnh sửa đổi tiếp theo."
    return Oddity(kind="unclosed_quote", path=path, span=(draft.start, draft.start + 1), detail=detail)


def _phrases(body: Sequence[Line], nodes: Sequence[Node]) -> list[Oddity]:
    """Replaced phrases whose quotation marks do not pair within their line."""
    out: list[Oddity] = []
    at = 0
    for i, line in enumerate(body):
        if line.row or not has_quotes(line.text) or not _PHRASE.search(line.text):
            continue
        depth, opened, nested, where = int(i > 0 and _left_open(body[i - 1])), -1, -1, 0
        flaw: OddityKind | None = None
        for offset, step in tokens(line.text):
            if step > 0 and depth and nested < 0:
                nested = opened
            depth += step
            if depth < 0:
                flaw, where, depth = flaw or "unopened_quote", where or offset, 0
            if step > 0:
                opened = offset
        if depth > 0 and flaw is None and not _goes_on(body, i):
            flaw, where = "unclosed_quote", max(nested if nested >= 0 else opened, 0)
        if flaw is None:
            continue
        span = (line.start + where, line.start + where + 1)
        while at + 1 < len(nodes) and nodes[at + 1].span[0] <= span[0]:
            at += 1
        path = nodes[at].path if nodes else ""
        if "dieu-" not in path and "khoan-" not in path:
            continue
        detail = "Dấu mở ngoặc kép không có dấu đóng." if flaw == "unclosed_quote" else "Dấu đóng ngoặc kép không có dấu mở."
        out.append(Oddity(kind=flaw, path=path, span=span, detail=detail))
    return out


def _left_open(line: Line) -> bool:
    return not line.row and has_quotes(line.text) and sum(step for _, step in tokens(line.text)) > 0


def _goes_on(body: Sequence[Line], i: int) -> bool:
    """Whether the next line closes what a line leaves open."""
    follow = body[i + 1] if i + 1 < len(body) else None
    if follow is None or (follow.mark is not None and follow.mark.kind != "gach"):
        return False
    depth = 0
    for _, step in tokens(follow.text):
        depth += step
        if depth < 0:
            return True
    return False
