"""Operations on the tree: each changes it and tells what it touched, or tells in Vietnamese why it could not."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from review.amending.consolidation.matching import among, inherit, labelled, numbered, plain, whole_body
from review.amending.consolidation.orders import Order, Wording
from review.amending.consolidation.phrases import add_words, replace_words
from review.amending.consolidation.tree import Piece, Tree, order
from review.amending.consolidation.whole import LIMITED
from review.contract.consolidation import Cause

_REASONS: Final[dict[Cause, str]] = {
    "no_target": "Văn bản gốc không có {target}.",
    "no_phrase": "Không tìm thấy “{phrase}” tại {target}.",
    "no_text": "Không xác định được nội dung mới của {target}.",
    "no_place": "Không xác định được vị trí của {target} trong văn bản gốc.",
    "unsupported": "Chưa áp dụng được lệnh này đối với {target}.",
    "same_node": "{target} đã được một lệnh khác có cùng thời điểm hiệu lực sửa đổi.",
    "repealed": "{target} đã được bãi bỏ trước đó.",
    "taken": "Văn bản đã có {target}; không bổ sung trùng.",
    "not_yet": "Lệnh chưa có hiệu lực tại ngày xét.",
    "no_act": "Lệnh không nêu văn bản được sửa đổi.",
    "ambiguous": "Văn bản gốc có nhiều {target}; không rõ lệnh nói về phần nào.",
}  # fmt: skip
_UNITS: Final = {
    "kem": "văn bản kèm theo", "phu-luc": "phụ lục", "mau": "mẫu", "phan": "phần", "chuong": "chương", "tieu-muc": "tiểu mục",
    "muc": "mục", "dieu": "Điều", "khoan": "khoản", "diem": "điểm", "tiet": "tiết", "gach": "gạch đầu dòng", "doan": "đoạn",
}  # fmt: skip
REPEALED: Final = "(được bãi bỏ)"
"""What a consolidated text prints behind the number of a repealed provision (văn bản hợp nhất của Văn phòng Quốc hội)."""


class Refused(Exception):
    """A command that was not carried out, and why."""

    def __init__(self, cause: Cause) -> None:
        super().__init__(cause)
        self.cause: Cause = cause


@dataclass(frozen=True)
class Touched:
    """What a command changed: the piece as it now stands, the base address of what was there, and in how many places.

    ``lost`` are the phrases of a command on several that were not found.
    """

    piece: Piece
    base_path: str | None
    count: int = 0
    lost: tuple[str, ...] = ()


def words_of(path: str) -> str:
    """An address in words, from the smallest unit up.

    >>> words_of("dieu-8/khoan-2/diem-a")
    'điểm a khoản 2 Điều 8'
    """
    words = []
    for step in reversed(path.split("/")):
        plain = step.split("@")[0]
        name = next((n for n in _UNITS if plain == n or plain.startswith(n + "-")), None)
        words.append(f"{_UNITS[name]} {plain[len(name) + 1 :]}".strip() if name else plain)
    return " ".join(words)


def reason(cause: Cause, command: Order) -> str:
    """Why a command was not applied, in Vietnamese."""
    target = words_of(command.amendment.target) if command.amendment.target else "toàn văn bản"
    phrase = "”, “".join(wording.old for wording in command.wordings)
    text = _REASONS[cause].format(target=target, phrase=phrase)
    return text[0].upper() + text[1:]


def carry_out(tree: Tree, command: Order, rank: int) -> Touched:
    """Apply one command. ``rank`` is that of the act's day of effect: what one day rewrote, the same day can't rewrite again.

    Raises :class:`Refused` where the command cannot be applied; the tree is then unchanged.
    """
    if tree.doubled(command.amendment.target):
        raise Refused("ambiguous")
    return _HOW[command.amendment.operation](tree, command, rank)


def stands(tree: Tree, touched: Touched) -> Cause | None:
    """Null where what a command changed is still in the text, else what another command of the same act did to it."""
    if _gone(touched.piece):
        return "repealed"
    held = all(tree.index.get(above.path) is above for above in _upwards(touched.piece) if above is not tree.root)
    return None if held else "same_node"


def _target(tree: Tree, path: str) -> Piece:
    found = tree.find(path)
    if found is None:
        above = path
        while "/" in above:
            above = above.rpartition("/")[0]
            holder = tree.find(above)
            if holder is not None:
                raise Refused("repealed" if holder.repealed else "no_target")
        raise Refused("no_target")
    if _gone(found):
        raise Refused("repealed")
    return found


def _gone(piece: Piece | None) -> bool:
    return piece is not None and any(above.repealed for above in _upwards(piece))


def _upwards(piece: Piece) -> Iterator[Piece]:
    above: Piece | None = piece
    while above is not None:
        yield above
        above = above.parent


def _clash(piece: Piece, rank: int) -> bool:
    """Whether an act of the same day has already rewritten the piece, what holds it or what it holds."""
    return any(above.rewritten == rank for above in _upwards(piece)) or any(below.rewritten == rank for below in piece.walk())


def _swap(tree: Tree, old: Piece, new: Piece, rank: int) -> Piece:
    parent, path = old.parent or tree.root, old.path
    at = tree.drop(old)
    new.sep = old.sep or "\n"
    tree.put(new, parent, at, path)
    inherit(new, old)
    new.rewritten = rank
    return new


def _replace(tree: Tree, command: Order, rank: int) -> Touched:
    amendment = command.amendment
    pieces = command.new_pieces()
    old = tree.find(amendment.target)
    if old is None:
        if not pieces or (among(pieces, amendment.target) or numbered(pieces, amendment.target)) is None:
            _target(tree, amendment.target)
        return _insert(tree, command, rank)
    if _gone(old):
        raise Refused("repealed")
    if not _worded(pieces):
        raise Refused("no_text")
    if command.part is not None:
        return _replace_part(old, command, pieces, rank)
    if _clash(old, rank):
        raise Refused("same_node")
    found = pieces[0] if command.attached else among(pieces, amendment.target) or numbered(pieces, amendment.target)
    if found is None:
        if not plain(pieces) and not whole_body(old, pieces):
            raise Refused("no_text")
        found = labelled(old, pieces)
        pieces = []
    if found.kind == "dieu" and command.titles:
        return _retitle(tree, command, rank)
    if found.kind == "dieu" and not found.children and old.children and not _beside(found, pieces):
        raise Refused("no_text")
    if command.lead_too and found.parent is not None and found.parent.own and old.parent is not None:
        old.parent.own = found.parent.own
    base = old.origin
    beside = _beside(found, pieces)
    new = _swap(tree, old, found, rank)
    _add_beside(tree, new, beside, rank)
    return Touched(new, base)


def _worded(pieces: Sequence[Piece]) -> bool:
    """Whether the new text has words beside the numbers of its pieces."""
    return any(below.own[below.label_end :].strip(" \n.…") for piece in pieces for below in piece.walk())


def _beside(found: Piece, pieces: Sequence[Piece]) -> list[Piece]:
    """Running text quoted behind a new piece belongs to it."""
    if not any(piece is found for piece in pieces):
        return []
    at = next(i for i, piece in enumerate(pieces) if piece is found)
    out = []
    for piece in pieces[at + 1 :]:
        if piece.kind not in ("text", "table"):
            break
        out.append(piece)
    return out


def _add_beside(tree: Tree, new: Piece, beside: Sequence[Piece], rank: int) -> None:
    for piece in beside:
        tree.put(piece, new, len(new.children), f"{new.path}/{piece.path}")
        piece.rewritten = rank


def _paragraphs(piece: Piece) -> list[Piece]:
    """The running paragraphs of a node: its own words where they are more than a heading, and the text below it."""
    own = [piece] if piece.kind not in ("dieu", "chuong", "muc", "phan", "tieu_muc") and piece.own else []
    return [*own, *(child for child in piece.children if child.kind == "text")]


def _lead(piece: Piece) -> Piece | None:
    """The piece whose words stand before the numbered ones."""
    if piece.kind != "dieu":
        return piece
    first = piece.children[0] if piece.children else None
    return first if first is not None and first.kind == "text" else None


def _part(piece: Piece, command: Order) -> tuple[Piece, int, int]:
    """The piece, begin and end of the words that a part names."""
    if command.part == "title":
        return piece, piece.label_end, len(piece.own)
    if command.part == "lead":
        lead = _lead(piece)
        if lead is None:
            raise Refused("no_target")
        return lead, lead.label_end, len(lead.own)
    places = [(paragraph, start, start + len(line)) for paragraph in _paragraphs(piece) for start, line in _lines(paragraph.own)]
    number = len(places) if command.part == "last" else command.part
    if not isinstance(number, int) or not 0 < number <= len(places):
        raise Refused("no_target")
    paragraph, start, end = places[number - 1]
    return paragraph, max(start, paragraph.label_end if start == 0 else start), end


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, line
        at += len(line) + 1


def _replace_part(old: Piece, command: Order, pieces: list[Piece], rank: int) -> Touched:
    piece, start, end = _part(old, command)
    found = among(pieces, command.amendment.target) or pieces[0]
    lead = _lead(found) or found
    words = lead.own[lead.label_end :] if found.kind == old.kind and found.number else lead.own
    if not words.strip():
        raise Refused("no_text")
    piece.own = piece.own[:start] + words + piece.own[end:]
    return Touched(old, old.origin)


def _place(tree: Tree, command: Order, new: Piece) -> tuple[Piece, int]:
    """Parent and position of an inserted piece: beside the one named, else by its number under the parent."""
    amendment = command.amendment
    if amendment.after is not None:
        above = amendment.target.rpartition("/")[0]
        beside = tree.find(amendment.after) or (tree.find(f"{above}/{amendment.after}") if above else None)
        if beside is None:
            raise Refused("no_place")
        parent = beside.parent or tree.root
        at = next(i for i, child in enumerate(parent.children) if child is beside)
        if command.before:
            return parent, at
        at += 1
        while at < len(parent.children) and _comes_before(parent.children[at], new, beside):
            at += 1
        return parent, at
    above = amendment.target.rpartition("/")[0]
    if above and (new.kind != "dieu" or _target(tree, above).kind != "attached"):
        parent = _target(tree, above)
        return parent, _by_number(parent, new)
    last = tree.last_before(new, above)
    if last is None:
        raise Refused("no_place")
    parent = last.parent or tree.root
    return parent, next(i for i, child in enumerate(parent.children) if child is last) + 1


def _before(one: Piece, two: Piece) -> bool:
    return order(one.number) < order(two.number)


def _comes_before(sibling: Piece, new: Piece, beside: Piece) -> bool:
    """Whether a later sibling stays in front of the new piece: of its kind, numbered between the one named and the new one."""
    return sibling.kind == new.kind and beside.kind == new.kind and _before(beside, sibling) and _before(sibling, new)


def _by_number(parent: Piece, new: Piece) -> int:
    """Behind the last child of its kind with a lower number, else before the first of its kind, else at the end."""
    limit = order(new.number)
    kin = [i for i, child in enumerate(parent.children) if child.kind == new.kind]
    lower = [i for i in kin if order(parent.children[i].number) < limit]
    if lower:
        return lower[-1] + 1
    return kin[0] if kin else len(parent.children)


def _insert(tree: Tree, command: Order, rank: int) -> Touched:
    amendment = command.amendment
    if command.appends:
        return _append(tree, command)
    vacant = tree.find(amendment.target)
    if vacant is not None and not (vacant.repealed and not _gone(vacant.parent)):
        raise Refused("taken")
    pieces = command.new_pieces()
    if not _worded(pieces):
        raise Refused("no_text")
    new = pieces[0] if command.attached else among(pieces, amendment.target)
    if new is None:
        new, pieces = numbered(pieces, amendment.target), []
    if new is None:
        raise Refused("no_text")
    if amendment.after and _gone(tree.find(amendment.after)) and amendment.after.count("/") > amendment.target.count("/"):
        raise Refused("repealed")
    if vacant is not None:
        beside = _beside(new, pieces)
        new = _swap(tree, vacant, new, rank)
        _add_beside(tree, new, beside, rank)
        return Touched(new, new.origin)
    parent, at = _place(tree, command, new)
    if new.kind == "diem" and any(child.kind == "khoan" for child in parent.children):
        raise Refused("no_place")
    beside = _beside(new, pieces)
    tree.put(new, parent, at, amendment.target)
    new.sep = "\n"
    new.rewritten = rank
    _add_beside(tree, new, beside, rank)
    return Touched(new, None)


def _append(tree: Tree, command: Order) -> Touched:
    """New words at the end of a node: a paragraph of its own, quoted with or without the number and dots of what stands before."""
    piece = _target(tree, command.amendment.target)
    pieces = command.new_pieces()
    found = among(pieces, command.amendment.target) or (pieces[0] if pieces else None)
    words = found.own[found.label_end :].lstrip(" .…") if found is not None else ""
    if not words or (found is not None and found.children):
        raise Refused("no_text")
    last = list(piece.walk())[-1]
    last.own = f"{last.own}\n{words}"
    return Touched(piece, piece.origin)


def _repeal(tree: Tree, command: Order, rank: int) -> Touched:
    piece = _target(tree, command.amendment.target)
    if _clash(piece, rank):
        raise Refused("same_node")
    if command.part is not None:
        holder, start, end = _part(piece, command)
        holder.own = (holder.own[:start].rstrip() + holder.own[end:]).strip("\n")
        return Touched(piece, piece.origin)
    if piece.number is None or command.aspect:
        raise Refused("unsupported")
    for child in piece.children:
        tree.forget(child)
    piece.children = []
    label = piece.own[: piece.label_end].rstrip() if piece.label_end else piece.own.split("\n")[0]
    piece.own = f"{label} {REPEALED}"
    piece.heading = None
    piece.rows = frozenset()
    piece.repealed = True
    return Touched(piece, piece.origin)


def _phrase(tree: Tree, command: Order, rank: int) -> Touched:
    amendment = command.amendment
    if not command.wordings:
        raise Refused("no_text")
    if not amendment.target and LIMITED.search(command.document.cut(amendment.span)):
        raise Refused("unsupported")
    scope = _target(tree, amendment.target) if amendment.target else tree.root
    held = _part(scope, command) if command.part is not None else None
    counts = [
        _reword(tree, scope, held, wording, any_case=False) or _reword(tree, scope, held, wording, any_case=True)
        for wording in command.wordings
    ]
    article = next((above for above in _upwards(scope) if above.kind == "dieu"), None) if command.title_too else None
    if article is not None:
        title = (article, article.label_end, len(article.own))
        counts = [
            count + _reword(tree, article, title, wording, any_case=False) for count, wording in zip(counts, command.wordings, strict=True)
        ]
    if not any(counts):
        raise Refused("no_phrase")
    lost = tuple(wording.old for wording, count in zip(command.wordings, counts, strict=True) if not count)
    return Touched(scope, scope.origin, sum(counts), lost)


def _reword(tree: Tree, scope: Piece, held: tuple[Piece, int, int] | None, wording: Wording, *, any_case: bool) -> int:
    """Change words in a piece and all below it, or in a part of one piece; in how many places."""
    if held is not None:
        piece, start, end = held
        words, count = _changed(tree, piece.own[start:end], wording, any_case)
        piece.own = piece.own[:start] + words + piece.own[end:]
        piece.retell()
        return count
    total = 0
    for piece in scope.walk():
        words, count = _changed(tree, piece.own, wording, any_case)
        if count:
            piece.own = words
            total += count
            piece.retell()
    return total


def _changed(tree: Tree, text: str, wording: Wording, any_case: bool) -> tuple[str, int]:
    if wording.beside:
        return add_words(text, wording.old, wording.new, before=wording.beside == "before", any_case=any_case, put=tree.aside)
    return replace_words(text, wording.old, wording.new, any_case=any_case, put=tree.aside)


def _retitle(tree: Tree, command: Order, rank: int) -> Touched:
    piece = _target(tree, command.amendment.target)
    pieces = command.new_pieces()
    found = among(pieces, command.amendment.target)
    label = piece.own[: piece.label_end]
    if found is not None:
        title = " ".join([found.own[found.label_end :], *(child.own for child in found.children if child.kind == "text")])
    elif plain(pieces):
        title = "\n".join(p.own for p in pieces)
    elif command.title:
        title = command.title
    else:
        raise Refused("no_text")
    if not label or not title.strip():
        raise Refused("no_text")
    piece.own = label + title.strip()
    piece.heading = " ".join(title.split())
    return Touched(piece, piece.origin)


def _relabel(piece: Piece, number: str) -> None:
    label = piece.own[: piece.label_end]
    if piece.number is not None and piece.number in label:
        piece.own = label.replace(piece.number, number, 1) + piece.own[piece.label_end :]
    piece.number = number


def _move(tree: Tree, command: Order, rank: int) -> Touched:
    piece = _target(tree, command.amendment.target)
    if command.to is None:
        raise Refused("no_place")
    to = command.to
    if "/" not in to and "/" in command.amendment.target and to.split("-")[0] == piece.path.rpartition("/")[2].split("-")[0]:
        to = f"{command.amendment.target.rpartition('/')[0]}/{to}"
    base = piece.origin
    holder = tree.find(to)
    same_unit = to.rpartition("/")[2].rpartition("-")[0] == piece.path.rpartition("/")[2].rpartition("-")[0]
    if not same_unit:
        if holder is None:
            raise Refused("no_place")
        tree.drop(piece)
        path = piece.path if piece.kind == "dieu" else f"{holder.path}/{piece.path.rpartition('/')[2]}"
        tree.put(piece, holder, _by_number(holder, piece), path)
        return Touched(piece, base)
    if holder is not None and holder is not piece:
        raise Refused("taken")
    above = to.rpartition("/")[0]
    parent = tree.find(above) if above else piece.parent
    if parent is None:
        raise Refused("no_place")
    tree.drop(piece)
    _relabel(piece, to.rpartition("-")[2])
    tree.put(piece, parent, _by_number(parent, piece), to)
    return Touched(piece, base)


def _split(tree: Tree, command: Order, rank: int) -> Touched:
    old = _target(tree, command.amendment.target)
    pieces = [piece for piece in command.new_pieces() if piece.kind == old.kind]
    if len(pieces) < 2:
        raise Refused("no_text")
    if _clash(old, rank):
        raise Refused("same_node")
    base, parent = old.origin, old.parent or tree.root
    above = old.path.rpartition("/")[0]
    paths = [f"{above}/{piece.path}" if above else piece.path for piece in pieces]
    if any(tree.find(path) not in (None, old) for path in paths):
        raise Refused("taken")
    at = tree.drop(old)
    for i, (piece, path) in enumerate(zip(pieces, paths, strict=True)):
        tree.put(piece, parent, at + i, path)
        piece.sep, piece.rewritten = "\n", rank
    pieces[0].origin = base
    return Touched(pieces[0], base)


_HOW: Final[dict[str, Callable[[Tree, Order, int], Touched]]] = {
    "replace": _replace, "insert": _insert, "repeal": _repeal, "replace_phrase": _phrase, "renumber": _move, "move": _move,
    "split": _split, "retitle": _retitle,
}  # fmt: skip
