"""The new text of a command: which of the quoted pieces stands for which address."""

import re
from collections.abc import Sequence
from typing import Final

from review.amending.consolidation.tree import Piece
from review.contract.base import NodeKind

_NUMBERED_LINE: Final = re.compile(r"^\s*(?:\d{1,3}[a-zđ]?\.|[a-zđ]\d?\))\s", re.MULTILINE)


def _suffixes(path: str) -> list[str]:
    steps = path.split("/")
    return ["/".join(steps[i:]) for i in range(len(steps))]


def among(pieces: Sequence[Piece], path: str) -> Piece | None:
    """The new piece for an address: the one quoted under the longest end of it, outermost first."""
    found = {below.path: below for piece in reversed(pieces) for below in reversed(list(piece.walk()))}
    return next((found[end] for end in _suffixes(path) if end in found), None)


def plain(pieces: Sequence[Piece]) -> bool:
    """Whether the new text is running text without numbers."""
    return bool(pieces) and all(piece.number is None for piece in pieces) and pieces[0].kind in ("text", "table", "gach")


def whole_body(old: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether the clauses quoted for an article are all of it, its heading left out: they begin with the first."""
    return old.kind == "dieu" and bool(pieces) and pieces[0].number == "1" and all(p.kind == "khoan" for p in pieces)


def _begins_with(text: str, kind: NodeKind, number: str | None) -> bool:
    """Whether words begin with the number of a clause or point: "21. …", "d) …"."""
    head = text.lstrip()[: len(number or "") + 1]
    return number is not None and kind in ("khoan", "diem") and head[:-1].lower() == number.lower() and head[-1:] in (".", ")", "/")


def numbered(pieces: Sequence[Piece], path: str) -> Piece | None:
    """The new clause or point for an address where it was read as running text that begins with its number ("7. …")."""
    unit, _, number = path.rpartition("/")[2].partition("-")
    kind: NodeKind = "khoan" if unit == "khoan" else "diem"
    if unit not in ("khoan", "diem"):
        return None
    for piece in (below for top in pieces for below in top.walk() if below.kind == "text"):
        if _begins_with(piece.own, kind, number) and len(_NUMBERED_LINE.findall(piece.own)) == 1:
            made = Piece(kind, number, None, piece.own, "\n", path.rpartition("/")[2])
            at = next((i for i, top in enumerate(pieces) if top is piece), len(pieces))
            for behind in pieces[at + 1 :]:
                if behind.kind not in ("text", "table"):
                    break
                made.adopt(behind)
            return made
    return None


def labelled(target: Piece, pieces: list[Piece]) -> Piece:
    """A piece with the target's number and new words that were quoted without it."""
    made = Piece(target.kind, target.number, target.heading, "", target.sep, target.path)
    label = target.own[: target.label_end]
    if target.kind == "dieu":
        made.own = target.own
        children = pieces
    else:
        made.own = pieces[0].own if _begins_with(pieces[0].own, target.kind, target.number) else label + pieces[0].own
        children = [*pieces[0].children, *pieces[1:]]
    for child in children:
        made.adopt(child)
    return made


def inherit(new: Piece, old: Piece) -> None:
    """Give new pieces the base addresses of the old ones that stood under the same address."""
    origins = {piece.path: piece.origin for piece in old.walk()}
    for piece in new.walk():
        piece.origin = origins.get(piece.path)
