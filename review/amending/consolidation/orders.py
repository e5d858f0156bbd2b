"""What a command says beside its target: the part of a node, the new address, the side, the words. Read from its own line."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from review.amending.consolidation.tree import Piece, attached_piece, quoted_pieces
from review.amending.grammar import INSTEAD, QUOTE
from review.citations.grammar import CHAIN
from review.citations.provisions import addresses, items
from review.contract.citations import Amendment
from review.contract.document import Document
from review.contract.structure import Structure

Part = Literal["lead", "last", "title"] | int
"""A part of a node: its words before the numbered ones, its last paragraph, its title, or a paragraph by number (from 1)."""

_ORDINALS: Final = {
    "nhất": 1, "đầu": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_LEAD: Final = r"(?:câu|lời|đoạn|phần|nội dung)\s+(?:dẫn(?:\s+(?:đề|chiếu))?|mở đầu|đầu)"
_PART: Final = re.compile(
    rf"(?:(?P<lead>{_LEAD})|đoạn\s+(?:văn\s+)?(?:(?:thứ\s+)?(?P<nth>nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười|\d{{1,2}})|(?P<last>cuối(?:\s+cùng)?)))"
    r"\s*(?:của|tại|ở)?\s*$",
    re.IGNORECASE,
)
_TITLE: Final = re.compile(r"\b(?:tên|tiêu đề)\s+(?:của\s+)?$", re.IGNORECASE)
_TITLE_TOO: Final = re.compile(r"\b(?:tên|tiêu đề)\s+điều\s*(?:,|và)\s*(?:các\s+)?$", re.IGNORECASE)
_LEAD_TOO: Final = re.compile(rf"{_LEAD}\s*(?:và|,|;)\s*(?:các\s+)?$", re.IGNORECASE)
_TITLES: Final = re.compile(r"\b(?:tên|tiêu đề)\s+(?:của\s+)?(?:các\s+)?[Đđ]iều\b|^\W*(?:\w+[.)]\s*)?\S+(?: \S+){0,4} (?:tên|tiêu đề)\s*$")
_ASPECT: Final = re.compile(
    r"\bbỏ\s+(?:các\s+|một số\s+)?(?:quy định|nội dung|phần)\s+(?:quy định\s+)?(?:liên quan|về|đối với|có)\b[^;“”]*\b(?:tại|ở|trong|của)\b",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(r"\s*(?:vào\s+)?(?:ngay\s+)?(?:phía\s+)?trước\b")
_ATTACHED: Final = re.compile(r"kèm theo (?:Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư liên tịch|Thông tư) này")
_INSTEAD: Final = re.compile(r"\b(?:bằng|thành)\s+(?:các\s+)?(?=[ĐđMmPp])")
_APPENDS: Final = re.compile(r"\bvào\s+(?:phần\s+)?cuối\s+(?:của\s+)?$")
_TO: Final = re.compile(r"\s*(?:lại\s+)?(?:của\s+[^;]{0,80}?)?(?:thành|sang|về|xuống|lên|đến|tới)\b")
_ADDED: Final = re.compile(r"(?P<side>sau|trước)\s+(?:các\s+)?(?:cụm\s+từ|từ|chữ|số|dấu)?\s*$")


_LATER: Final = re.compile(r"[^;“”\"]*\b(?:bằng|thành)\s+(?:các\s+)?(?:cụm\s+từ|từ|chữ|số)?\s*[“\"](?P<new>[^“”\"]*)[”\"]")
"""New words behind the places: "Thay cụm từ “A” tại Điều 26 bằng cụm từ “B”"."""
_DROPS: Final = re.compile(r"\b(?:bãi|hủy|huỷ|lược)?\s*bỏ\b", re.IGNORECASE)
_VERBS: Final = re.compile(r"\s*\S{0,6}\s*(?:[Tt]hay|[Ss]ửa|[Bb]ổ sung|[Tt]hêm|[Đđ]ính|[Bb]ãi|[Hh][ủu][yỷ]|[Bb]ỏ|[Ll]ược)")
_SWAPS: Final = re.compile(r"\s*\S{0,6}\s*(?:[Tt]hay|[Ss]ửa|[Bb]ổ sung|[Tt]hêm|[Đđ]ính)")


@dataclass(frozen=True)
class Wording:
    """One change of words: ``new`` for ``old`` (empty: dropped), or put ``beside`` it."""

    old: str
    new: str
    beside: Literal["after", "before"] | None = None


@dataclass(frozen=True)
class Order:
    """An amendment with what its own line adds.

    ``part`` limits it to a part of the target, ``lead_too`` extends it to the words before the listed points, ``title_too`` to the
    title of the article; ``before`` puts an insertion in front, ``appends`` adds it to the end of the target itself,
    ``attached`` is the annex or form of the amending act that it is; ``to`` is the new
    address of what is moved or renumbered; ``wordings`` are the changes of a phrase command; ``title`` is a new title given in the line
    itself, ``titles`` tells that the line speaks of titles ("tên Điều 5, Điều 6"), ``aspect`` that only what a provision says on some
    matter is meant ("quy định về thuế tại khoản 2 Điều 4").
    """

    amendment: Amendment
    document: Document
    structure: Structure
    part: Part | None = None
    lead_too: bool = False
    title_too: bool = False
    before: bool = False
    appends: bool = False
    attached: str | None = None
    to: str | None = None
    wordings: tuple[Wording, ...] = ()
    title: str | None = None
    titles: bool = False
    aspect: bool = False

    def new_pieces(self) -> list[Piece]:
        """The quoted new text as pieces, made afresh: all that the command quotes, else what the lines listed below it quote."""
        if self.attached is not None:
            made = attached_piece(self.document, self.structure, self.attached)
            return [made] if made is not None else []
        text = self.amendment.new_text
        holder = re.sub(r"/doan-\d+$", "", self.amendment.path)
        mine = [node for node in self.structure.children.get(holder, ()) if node.kind == "quoted"]
        if text is not None and (len(mine) < 2 or all(node.span != text for node in mine)):
            return quoted_pieces(self.document, self.structure, text)
        if not mine:
            mine = [node for node in self.structure.walk(self.amendment.path) if node.kind == "quoted"]
        found = [piece for node in mine for piece in quoted_pieces(self.document, self.structure, node.span)]
        return [piece for piece in found if piece.number is not None]


def read_order(amendment: Amendment, document: Document, structure: Structure, place: int) -> Order:
    """What the line of a command adds to it. ``place`` counts the targets before this one in the same chain of provisions."""
    line = document.lines.span(document.lines.line_of(amendment.span[0]))
    head, tail = document.text[line[0] : amendment.span[0]], document.text[amendment.span[1] : line[1]]
    found = _PART.search(head[-60:])
    part: Part | None = None
    if found:
        nth = found["nth"]
        part = "lead" if found["lead"] else "last" if found["last"] else int(nth) if nth.isdigit() else _ORDINALS[nth.lower()]
    elif _TITLE.search(head[-20:]) and (
        amendment.operation == "replace_phrase" or not amendment.target.startswith("dieu-") or "/" in amendment.target
    ):
        part = "title" if amendment.operation == "replace_phrase" and "/" not in amendment.target else "lead"
    return Order(
        amendment=amendment,
        document=document,
        structure=structure,
        part=part,
        title_too=place == 0 and _TITLE_TOO.search(head[-40:]) is not None,
        lead_too=part is None and _LEAD_TOO.search(head[-60:]) is not None,
        before=amendment.operation == "insert" and _BEFORE.match(tail) is not None,
        attached=_attached(amendment, document, line[0], tail, place),
        appends=amendment.operation == "insert" and amendment.after is None and _APPENDS.search(head[-30:]) is not None,
        to=_destination(tail, place) if amendment.operation in ("renumber", "move") else None,
        wordings=_wordings(amendment, document, structure, head, tail) if amendment.operation == "replace_phrase" else (),
        aspect=_ASPECT.search(head) is not None
        or (amendment.operation == "repeal" and _ASPECT.search(_above(amendment, document, structure)) is not None),
        titles=_TITLES.search(head) is not None,
        title=_title(tail) if amendment.operation == "retitle" and amendment.new_text is None else None,
    )


def _above(amendment: Amendment, document: Document, structure: Structure) -> str:
    """The words that announce the list in which a command stands."""
    node = structure.by_path.get(amendment.path)
    holder = structure.by_path.get(node.parent or "") if node else None
    return document.cut(holder.heading_span) if holder and holder.heading_span else ""


def _attached(amendment: Amendment, document: Document, start: int, tail: str, place: int) -> str | None:
    """The annex or form "ban hành kèm theo Nghị định này" that a command puts in: the one named after "bằng", else of the same number."""
    if amendment.new_text is not None or not amendment.target.rpartition("/")[2].startswith(("mau", "phu-luc")):
        return None
    line = document.text[start : amendment.span[1]] + tail
    if amendment.operation not in ("replace", "insert", "replace_phrase") or not _ATTACHED.search(line):
        return None
    turn = _INSTEAD.search(tail)
    chain = CHAIN.search(tail, turn.end()) if turn else None
    if chain is None:
        return amendment.target
    named = addresses(items(chain[0]))
    return named[place] if place < len(named) else named[0] if len(named) == 1 else None


def _destination(tail: str, place: int) -> str | None:
    """The address after "thành" (or "sang", "về"): the one of several that answers to this target."""
    turn = _TO.match(tail)
    chain = CHAIN.search(tail, turn.end()) if turn else None
    if chain is None:
        return None
    named = addresses(items(chain[0]))
    return named[place] if place < len(named) else named[0] if len(named) == 1 else None


def _wordings(amendment: Amendment, document: Document, structure: Structure, head: str, tail: str) -> tuple[Wording, ...]:
    """The words changed at a target: those quoted since the last semicolon or place before it, else what the amendment itself says.

    "Bãi bỏ cụm từ “A” tại Điều 3; “B” tại Điều 4" drops other words in Điều 4 than in Điều 3.
    """
    if not QUOTE.search(head):
        head += document.cut(amendment.span)
    quotes = list(QUOTE.finditer(head))
    begin = 0
    for found in re.finditer(";", head):
        if not any(quote.start() < found.start() < quote.end() for quote in quotes):
            begin = found.end()
    blank = QUOTE.sub(lambda m: "\x00" * len(m[0]), head)
    for place in CHAIN.finditer(blank, begin):
        if any(q.end() <= place.start() for q in quotes) and any(q.start() >= place.end() for q in quotes):
            begin = place.end()
    near = [quote for quote in quotes if quote.start() >= begin]
    own = _own_wording(amendment, document, structure)
    if len(near) == 1 and (later := _LATER.match(tail)) is not None:
        return (Wording(near[0][0][1:-1], later["new"]),)
    if not near or (begin == 0 and len(near) < 3 and amendment.new_text is not None and own):
        return own
    out: list[Wording] = []
    at = 0
    while at < len(near):
        words = near[at][0][1:-1]
        between = head[near[at].end() : near[at + 1].start()] if at + 1 < len(near) else ""
        if INSTEAD.match(between):
            out.append(Wording(words, near[at + 1][0][1:-1]))
            at += 2
        elif added := _ADDED.search(between):
            out.append(Wording(near[at + 1][0][1:-1], words, "before" if added["side"] == "trước" else "after"))
            at += 2
        elif amendment.new_text is None and _DROPS.search(head[: near[0].start()]):
            out.append(Wording(words, ""))
            at += 1
        else:
            return own
    return tuple(out)


def _own_wording(amendment: Amendment, document: Document, structure: Structure) -> tuple[Wording, ...]:
    old = amendment.old_phrase
    if not old:
        return ()
    if amendment.new_text is None:
        line = document.cut(document.lines.span(document.lines.line_of(amendment.span[0])))
        says = line if _VERBS.match(line) else _above(amendment, document, structure)
        return (Wording(old, ""),) if _DROPS.search(QUOTE.sub("", says)) and not _SWAPS.match(says) else ()
    new, end = document.cut(amendment.new_text), amendment.new_text[1]
    line_end = document.lines.span(document.lines.line_of(end))[1]
    anchor = document.text.find(old, end, line_end)
    found = _ADDED.search(document.text[end:anchor].rstrip('“"«‘ ')) if anchor >= 0 else None
    return (Wording(old, new, ("before" if found["side"] == "trước" else "after") if found else None),)


def _title(tail: str) -> str | None:
    found = QUOTE.search(tail)
    return found[0][1:-1].strip() if found else None
