"""The comparison as rows of the three columns: in force, draft, reason; texts cut into pieces with their marks."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from review.contract.base import Span
from review.contract.comparison import Comparison, Pair, Passage
from review.report.comparison import wording as w

Mark = Literal["", "ins", "del"]
_ELSEWHERE = "-"
"""Stands before the address of an article that only the other text has, where this text has another one of the same address."""
TABLE_ROWS = 30
"""Rows of a table that stand together in one row of the comparison."""
_FORMULA = re.compile(
    r"cộng\s+h(?:òa|oà)\s+xã\s+hội|độc\s+lập\s*[-–]\s*tự\s+do|^\W*(?:luật\s+)?số\s*:|ngày\s+(?:\d+|…|\.+|_+)?\s*tháng|^\W*dự\s+thảo\b",
    re.IGNORECASE,
)
_DEPTHS = {"khoan": 1, "diem": 2, "tiet": 3, "gach": 3}
_HEADS = frozenset({"phan", "chuong", "muc", "tieu_muc", "dieu", "annex", "form", "attached", "title"})


@dataclass(frozen=True)
class Piece:
    """Words of a paragraph that are the same, inserted or deleted."""

    text: str
    mark: Mark = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a cell. ``depth`` is 0 for a Điều or running text, 1 for a khoản, 2 for a điểm; ``note`` stands before it."""

    pieces: tuple[Piece, ...]
    depth: int = 0
    heading: bool = False
    note: str = ""

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Remark:
    """A line of the third column about the provision at ``old`` (address in the old text) or ``new``; ``failed`` where a command missed."""

    text: str
    old: str | None = None
    new: str | None = None
    failed: bool = False


@dataclass
class Row:
    """One row.

    ``place`` tells what it is about, ``article`` is the address of that in the order's text; ``kept`` rows only say what stays as it
    is; ``reason`` asks for the drafter's own.
    """

    id: str
    place: str
    old: list[Paragraph] = field(default_factory=list)
    new: list[Paragraph] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    kept: bool = False
    heading: bool = False
    reason: bool = True
    article: str = ""


@dataclass(frozen=True)
class _Group:
    key: tuple[str, str]
    pairs: tuple[Pair, ...]

    @property
    def changed(self) -> bool:
        return any(not pair.has("same") for pair in self.pairs)


def rows(comparison: Comparison, *, by: Literal["old", "new"] = "new", full: bool = False, remarks: Sequence[Remark] = ()) -> list[Row]:
    """The rows in the order of the new text or of the old one.

    Where not ``full``, what stays as it is becomes one short row; the heading of an article that holds a change is always shown.
    """
    groups = _groups(comparison, by)
    touched = {key[0] for key, changed in ((g.key, g.changed) for g in groups) if changed}
    said = _Remarks(remarks)
    whole = Counter(group.key[0] for group in groups)
    out: list[Row] = []
    for kept, run in groupby(groups, key=lambda g: not (full or g.changed or said.about(g) or (g.key[1] == "" and g.key[0] in touched))):
        members = list(run)
        if kept:
            out.append(_kept(f"r{len(out) + 1}", members, whole))
            continue
        for group in members:
            out.append(_row(f"r{len(out) + 1}", group, comparison, said))
    for text in said.left():
        out.append(Row(f"r{len(out) + 1}", "Lệnh chưa thể hiện", failed=[text]))
    return out


class _Remarks:
    """The remarks by the article they are about; those of failed commands are handed out once, to the first row they belong to."""

    def __init__(self, remarks: Sequence[Remark]) -> None:
        self._all = remarks
        self._told: set[int] = set()
        self._at: dict[tuple[str, str], list[int]] = {}
        for number, remark in enumerate(remarks):
            for side, path in (("old", remark.old), ("new", remark.new)):
                if path is not None:
                    self._at.setdefault((side, _article(path)), []).append(number)

    def _found(self, group: _Group) -> list[int]:
        found: dict[int, None] = {}
        for pair in group.pairs:
            for side, passages in (("old", pair.old), ("new", pair.new)):
                for passage in passages:
                    for number in self._at.get((side, _article(passage.path)), ()):
                        path = self._all[number].old if side == "old" else self._all[number].new
                        if passage.path == path or passage.path.startswith(f"{path}/"):
                            found[number] = None
        return [number for number in sorted(found) if number not in self._told]

    def about(self, group: _Group) -> bool:
        """Whether a failed command is about a group that would not be shown."""
        return any(self._all[number].failed for number in self._found(group))

    def take(self, group: _Group) -> list[Remark]:
        """The remarks about a group."""
        found = self._found(group)
        self._told |= {number for number in found if self._all[number].failed}
        return [self._all[number] for number in found]

    def left(self) -> list[str]:
        """Failed commands that no row is about."""
        return [r.text for number, r in enumerate(self._all) if r.failed and number not in self._told]


def _key(pair: Pair, by: Literal["old", "new"], facing: Mapping[str, str], taken: Set[str]) -> tuple[str, str]:
    """The article a pair belongs to and the khoản (or kind of passage) inside it; the heading has the empty second part.

    What only the other side has belongs to the article that faces its own (``facing``), else to none of this side's (``taken``).
    """
    sides = (pair.new, pair.old) if by == "new" else (pair.old, pair.new)
    passage = (sides[0] or sides[1])[0]
    article = _article(passage.path)
    rest = passage.path.removeprefix(article).strip("/").split("/")[0]
    if not sides[0]:
        article = facing.get(article) or (f"{_ELSEWHERE}{article}" if article in taken else article)
    if not rest:
        return article, "" if passage.kind in _HEADS else passage.kind
    return article, rest


def _article(path: str) -> str:
    steps = path.split("/")
    top = next((i for i, step in enumerate(steps) if step.startswith(("dieu-", "phu-luc", "mau-"))), len(steps) - 1)
    return "/".join(steps[: top + 1])


def _groups(comparison: Comparison, by: Literal["old", "new"]) -> list[_Group]:
    pairs = [p for p in (comparison.pairs if by == "new" else _by_old(comparison.pairs)) if not _front(comparison, p)]
    facing: dict[str, str] = {}
    taken: set[str] = set()
    for article in comparison.articles:
        here, there = (article.new, article.old) if by == "new" else (article.old, article.new)
        if here and there:
            taken |= set(here)
            for path in there:
                facing.setdefault(path, here[0])
    found = [_Group(key, tuple(members)) for key, members in groupby(pairs, key=lambda pair: _key(pair, by, facing, taken))]
    out = []
    for group in _facing(found):
        size = TABLE_ROWS if any(p.kind in ("table", "text") for pair in group.pairs for p in (*pair.old, *pair.new)) else len(group.pairs)
        out += [_Group(group.key, group.pairs[i : i + size]) for i in range(0, len(group.pairs), size)]
    return out


def _facing(groups: Sequence[_Group]) -> list[_Group]:
    """What was written anew under one number stands side by side: a provision dropped whole faces the one added in its place."""
    out: list[_Group] = []
    gone: dict[tuple[str, str], int] = {}
    for group in groups:
        if all(pair.has("dropped") for pair in group.pairs):
            gone.setdefault(group.key, len(out))
        elif group.key in gone and all(pair.has("added") for pair in group.pairs):
            at = gone.pop(group.key)
            out[at] = _Group(group.key, (*out[at].pairs, *group.pairs))
            continue
        out.append(group)
    return out


def _front(comparison: Comparison, pair: Pair) -> bool:
    """Whether a pair is of the title block's formula, the signature or the recipients, which no bản so sánh lists."""
    passage, text = (pair.new[0], comparison.new.text or "") if pair.new else (pair.old[0], comparison.old.text or "")
    if passage.kind in ("signature", "recipients"):
        return True
    return passage.kind == "title" and _FORMULA.search(text[slice(*passage.span)]) is not None


def _by_old(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs in the order of the old text, what was added after what it follows in the new."""
    after: dict[str, list[Pair]] = {}
    last = ""
    for pair in pairs:
        if pair.old:
            last = pair.id
        else:
            after.setdefault(last, []).append(pair)
    out = list(after.get("", []))
    for pair in sorted((p for p in pairs if p.old), key=lambda p: p.old[0].span):
        out.append(pair)
        out += after.get(pair.id, [])
    return out


def _kept(id: str, groups: Sequence[_Group], whole: Mapping[str, int]) -> Row:
    """A short row: "Điều 4 đến Điều 9 | Giữ nguyên". ``whole`` holds the number of groups of each article."""
    named, now = _labels(groups, "old", whole), _labels(groups, "new", whole)
    told = named[:1].upper() + named[1:]
    right = "Giữ nguyên." if now == named else f"Giữ nguyên, nay là {now}."
    return Row(id, told, [Paragraph((Piece(f"{told}."),))], [Paragraph((Piece(right),))], kept=True, reason=False)


def _labels(groups: Sequence[_Group], side: Literal["old", "new"], whole: Mapping[str, int]) -> str:
    """What stays, article by article; running articles and clauses as "… đến …"; names of chapters only where there is nothing else."""
    runs: list[list[str]] = [[]]
    chapters: list[str] = []
    for article, members in groupby(groups, key=lambda g: g.key[0]):
        held = list(members)
        passages = [(g.pairs[0].old if side == "old" else g.pairs[0].new)[0] for g in held]
        here = _article(passages[0].path)
        if not here.split("/")[-1].startswith(("dieu", "phu-luc", "mau")):
            chapters.append(w.address(here))
        elif len(held) == whole[article]:
            runs[-1].append(w.address(here))
        else:
            parts = list(dict.fromkeys(_part(passage.path, here) for passage in passages))
            parts = ["đoạn mở đầu", *parts[1:]] if parts[0] == "nội dung" and len(parts) > 1 else parts
            runs += [[f"{_run(parts)} {w.address(here)}"], []]
    named = [_run(list(dict.fromkeys(run))) for run in runs if run]
    return "; ".join(named) or _run(list(dict.fromkeys(chapters)))


def _part(path: str, article: str) -> str:
    steps = path.removeprefix(article).strip("/").split("/")
    return w.address(steps[0]) if steps[0].startswith(("khoan", "diem", "tiet", "gach")) else "nội dung"


def _run(labels: Sequence[str]) -> str:
    return ", ".join(labels) if len(labels) <= 3 else f"{labels[0]} đến {labels[-1]}"


def _row(id: str, group: _Group, comparison: Comparison, said: _Remarks) -> Row:
    old_text, new_text = comparison.old.text or "", comparison.new.text or ""
    row = Row(id, w.title(_place(group)), heading=group.key[1] == "", article=group.key[0])
    for pair in group.pairs:
        elsewhere = pair.has("moved") and pair.old[0].path != pair.new[0].path
        for passage in pair.old:
            note = f"({w.address(passage.path)}) " if elsewhere else ""
            row.old.extend(_paragraphs(old_text, passage, [c.old for c in pair.changes], "del", whole=not pair.new, note=note))
        for passage in pair.new:
            row.new.extend(_paragraphs(new_text, passage, [c.new for c in pair.changes], "ins", whole=not pair.old, note=""))
    row.remarks = w.remarks(group.pairs)
    if group.changed or said.about(group):
        found = said.take(group)
        row.remarks = [r.text for r in found if not r.failed] or row.remarks
        row.failed = [r.text for r in found if r.failed]
    row.reason = group.changed or bool(row.failed)
    return row


def _place(group: _Group) -> str:
    """The address a group is about: in the text whose order the rows follow, or in the only one that has it."""
    path, step = group.key
    lone = [pair.old or pair.new for pair in group.pairs if not (pair.old and pair.new)]
    if len(lone) == len(group.pairs) and not all(pair.new for pair in group.pairs):
        path = _article(lone[0][0].path)
    return f"{path}/{step}" if "-" in step else path


def _paragraphs(text: str, passage: Passage, changes: Sequence[Span], mark: Mark, *, whole: bool, note: str) -> Iterator[Paragraph]:
    """The paragraphs of a passage, one a line."""
    depth = max((_DEPTHS.get(step.split("-")[0], 0) for step in passage.path.split("/")), default=0)
    heading = passage.kind in _HEADS
    at = passage.span[0]
    for line in text[slice(*passage.span)].split("\n"):
        span = at, at + len(line)
        at = span[1] + 1
        if line.strip():
            pieces = (Piece(line, mark),) if whole else tuple(_pieces(text, span, changes, mark))
            yield Paragraph(pieces, depth=depth, heading=heading, note=note)
            note = ""


def _pieces(text: str, span: Span, changes: Sequence[Span], mark: Mark) -> Iterator[Piece]:
    at = span[0]
    for start, end in changes:
        start, end = max(start, at), min(end, span[1])
        if start >= end:
            continue
        if at < start:
            yield Piece(text[at:start])
        yield Piece(text[start:end], mark)
        at = end
    if at < span[1]:
        yield Piece(text[at : span[1]])
