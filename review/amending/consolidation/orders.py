"""What a command says beside its target: the part of a node, the new address, the side, the words. Read from its own line."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from review.amending.consolidation.tree import Piece, quoted_pieces
from review.amending.grammar import QUOTE
from review.citations.grammar import CHAIN
from review.citations.provisions import addresses, items
from review.contract.base import Span
from review.contract.citations import Amendment
from review.contract.document import Document
from review.contract.structure import Structure

Part = Literal["lead", "last"] | int
"""A part of a node: its words before the numbered ones, its last paragraph, or a paragraph by number (from 1)."""

_ORDINALS: Final = {
    "nhất": 1, "đầu": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_LEAD: Final = r"(?:câu|lời|đoạn|phần|nội dung)\s+(?:dẫn(?:\s+(?:đề|chiếu))?|mở đầu|đầu)"
_PART: Final = re.compile(
    rf"(?:(?P<lead>{_LEAD})|đoạn\s+(?:văn\s+)?(?:(?:thứ\s+)?(?P<nth>nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười|\d{{1,2}})|(?P<last>cuối(?:\s+cùng)?)))"
    r"\s*(?:của|tại|ở)?\s*$",
    re.IGNORECASE,
)
_LEAD_TOO: Final = re.compile(rf"{_LEAD}\s*(?:và|,|;)\s*(?:các\s+)?$", re.IGNORECASE)
_BEFORE: Final = re.compile(r"\s*(?:vào\s+)?(?:ngay\s+)?(?:phía\s+)?trước\b")
_TO: Final = re.compile(r"\s*(?:lại\s+)?(?:của\s+[^;]{0,80}?)?(?:thành|sang|về|xuống|lên|đến|tới)\b")
_ADDED: Final = re.compile(r"(?P<side>sau|trước)\s+(?:các\s+)?(?:cụm\s+từ|từ|chữ|số|dấu)\s*$")


@dataclass(frozen=True)
class Order:
    """An amendment with what its own line adds.

    ``part`` limits it to a part of the target, ``lead_too`` extends it to the words before the listed points; ``before`` puts an
    insertion in front; ``to`` is the new address of what is moved or renumbered; ``adds`` tells on which side of ``old_phrase`` the
    new words go, null where they replace it; ``words`` are the new words of a phrase command or an inline title.
    """

    amendment: Amendment
    document: Document
    structure: Structure
    part: Part | None = None
    lead_too: bool = False
    before: bool = False
    to: str | None = None
    adds: Literal["after", "before"] | None = None
    words: str | None = None

    def new_pieces(self) -> list[Piece]:
        """The quoted new text as pieces, made afresh."""
        return quoted_pieces(self.document, self.structure, self.amendment.new_text) if self.amendment.new_text else []


def read_order(amendment: Amendment, document: Document, structure: Structure, place: int) -> Order:
    """What the line of a command adds to it. ``place`` counts the targets before this one in the same chain of provisions."""
    line = document.lines.span(document.lines.line_of(amendment.span[0]))
    head, tail = document.text[line[0] : amendment.span[0]], document.text[amendment.span[1] : line[1]]
    found = _PART.search(head[-60:])
    part: Part | None = None
    if found:
        nth = found["nth"]
        part = "lead" if found["lead"] else "last" if found["last"] else int(nth) if nth.isdigit() else _ORDINALS[nth.lower()]
    to = None
    if amendment.operation in ("renumber", "move"):
        to = _destination(tail, place)
    return Order(
        amendment=amendment,
        document=document,
        structure=structure,
        part=part,
        lead_too=part is None and _LEAD_TOO.search(head[-60:]) is not None,
        before=amendment.operation == "insert" and _BEFORE.match(tail) is not None,
        to=to,
        adds=_side(amendment, document, line),
        words=_words(amendment, document, tail),
    )


def _destination(tail: str, place: int) -> str | None:
    """The address after "thành" (or "sang", "về"): the one of several that answers to this target."""
    turn = _TO.match(tail)
    chain = CHAIN.search(tail, turn.end()) if turn else None
    if chain is None:
        return None
    named = addresses(items(chain[0]))
    return named[place] if place < len(named) else named[0] if len(named) == 1 else None


def _side(amendment: Amendment, document: Document, line: Span) -> Literal["after", "before"] | None:
    """Whether a phrase command adds words beside others: "Bổ sung cụm từ “A” vào sau cụm từ “B”"."""
    if amendment.operation != "replace_phrase" or amendment.new_text is None or not amendment.old_phrase:
        return None
    end = amendment.new_text[1]
    old = document.text.find(amendment.old_phrase, end, line[1])
    if old < 0:
        return None
    found = _ADDED.search(document.text[end:old].rstrip('“"«‘ '))
    if found is None:
        return None
    return "before" if found["side"] == "trước" else "after"


def _words(amendment: Amendment, document: Document, tail: str) -> str | None:
    if amendment.operation == "replace_phrase":
        return document.cut(amendment.new_text) if amendment.new_text else None
    if amendment.operation == "retitle" and amendment.new_text is None:
        found = QUOTE.search(tail)
        return found[0][1:-1].strip() if found else None
    return None
