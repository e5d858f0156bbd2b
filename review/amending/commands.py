"""Commands to amendments: each names an operation and its targets, the act often only by what stands above it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from review.amending import grammar as g
from review.amending.targets import (
    Stretch,
    Target,
    common,
    passive,
    read_annex_rows,
    read_chain,
    read_cut,
    read_far,
    read_inserted,
    read_mixed,
    read_places,
    read_titled,
    unit,
)
from review.citations.grammar import CHAIN
from review.contract.base import Span
from review.contract.citations import Amendment, Citation
from review.contract.document import Document
from review.contract.structure import Node, Structure

Operation = Literal["replace", "insert", "repeal", "replace_phrase", "renumber", "move", "split", "retitle"]

_DIVISIONS = ("phan", "chuong", "muc", "tieu_muc")
_SKIPPED = ("quoted", "can_cu", "title", "enacting", "annex", "form", "table")
_MOST_CARRIED = 4
"""Lines that one broken paragraph goes on over."""


@dataclass(frozen=True)
class _Context:
    """What the lines above say: the act under change, the provision that lower lines belong to, and the command they list for."""

    act: str | None = None
    within: str | None = None
    listing: Operation | None = None
    old: str | None = None
    new: Span | None = None


@dataclass(frozen=True)
class _Command:
    """One target of one command, before it is numbered."""

    operation: Operation
    act: str | None
    target: Target
    begin: int
    old: str | None
    new: Span | None
    node: Node


def _blank(line: str) -> str:
    r"""The line with its quotations blanked to ``\x00`` so that offsets stay; a misread "khoản la" is mended."""
    shown = g.QUOTE.sub(lambda m: "\x00" * len(m[0]), line)
    shown = g.OPEN.sub(lambda m: "\x00" * len(m[0]), shown)
    return g.UNIT_COLON.sub(" ", g.MISREAD_CLAUSE.sub("1", shown))


def _act_of(citation: Citation) -> str | None:
    """The act by number, its own or the one the draft gives it elsewhere, else by name."""
    return (citation.act.number or citation.antecedent or citation.act.name) if citation.act else None


class _Reader:
    """Reads one document line by line, keeping the context of each node."""

    def __init__(self, document: Document, structure: Structure, citations: Sequence[Citation]) -> None:
        self.text, self.index, self.structure = document.text, document.lines, structure
        self.acts = [c for c in citations if c.act is not None]
        self.starts = [c.span[0] for c in self.acts]
        self.contexts: dict[str | None, _Context] = {None: _Context(act=self._default())}
        self.amended: set[str] = set()
        self.quoted = {n.parent: n for n in structure.nodes if n.kind == "quoted"}

    def _default(self) -> str | None:
        """The one act that the title amends, or the enacting words of a law do."""
        amends = self.structure.meta.amends
        if not self.structure.meta.amending:
            return None
        if amends:
            return amends[0] if len(amends) == 1 else None
        front = [n.span for n in self.structure.nodes if n.kind in ("title", "enacting")]
        named = [c for c in self.acts if c.role == "amends" and any(a <= c.span[0] < b for a, b in front)]
        numbers = {number for c in named if c.act and (number := c.act.number or c.antecedent)}
        names = {(c.act.name or "").casefold(): c.act.name for c in named if c.act and c.act.name}
        if len(names) > 1 or len(numbers) > 1:
            return None
        return next(iter(numbers), None) or next(iter(names.values()), None)

    def read(self) -> Iterator[_Command]:
        """The commands in text order."""
        line, last = 0, ""
        while line < len(self.index):
            start, end = self.index.span(line)
            line += 1
            if start == end:
                continue
            before, last = last, self.text[max(start, end - 40) : end]
            node = self.structure.at(start)
            if node is not None and node.quoted and (stray := g.STRAY.match(self.text, start, end)) and self._swaps(node):
                yield from self._line(self.text[stray.start("line") : end], stray.start("line"), node)
                self.contexts.pop(node.path, None)
                continue
            if node is None or node.quoted or node.kind in _SKIPPED or g.PROPOSED.search(before):
                continue
            if any(a.kind in ("annex", "form", "signature", "recipients") for a in self.structure.ancestors(node)):
                continue
            if self._division(node, start, end):
                continue
            carried = self._carried(start, end, line)
            yield from self._line(self.text[start : self.index.span(line + carried - 1)[1]].replace("\n", " "), start, node)
            line += carried

    def _swaps(self, node: Node) -> bool:
        """Whether quoted text stands below "Thay thế một số cụm từ như sau:": the marks are stray, its lines are commands."""
        return self._context(node).listing == "replace_phrase"

    def _carried(self, start: int, end: int, line: int) -> int:
        """How many lines from ``line`` on the paragraph of a command that ends at ``end`` goes on over."""
        count = 0
        while count < _MOST_CARRIED and line + count < len(self.index) and g.CARRIED.search(self.text, max(start, end - 8), end):
            start, stop = self.index.span(line + count)
            if start == stop or not self._goes_on(start, stop):
                break
            if not count and not self._verbs(_blank(self.text[self.index.span(line - 1)[0] : end]), None):
                break
            count, end = count + 1, stop
        return count

    def _goes_on(self, start: int, stop: int) -> bool:
        found = g.CARRY_ON.match(self.text, start, stop)
        if found is None:
            return False
        at = found.end() if found["address"] else start
        return (
            at >= stop
            or self.text[at].islower()
            or (found["address"] and g.MARKER.match(self.text, at, stop) is not None)
            or (not found["address"] and self.text[stop - 1 : stop] != ":" and "," in found[0])
        )

    def _division(self, node: Node, start: int, end: int) -> bool:
        """Whether a line is the heading of a Chương; one that says which act its articles amend sets their context."""
        holder = self.structure.by_path[node.parent] if node.kind == "text" and node.parent else node
        if holder.kind not in _DIVISIONS:
            return False
        if holder.path not in self.contexts:
            children = self.structure.children.get(holder.path, ())
            stop = next((n.span[0] for n in children if n.kind != "text"), holder.span[1])
            named = self._named(holder.span[0], min(stop, holder.span[0] + g.HEADING_LIMIT))
            words = self.text[holder.span[0] : named.span[0]].casefold() if named else ""
            if named and g.AMENDING_HEADING.search(words):
                self.contexts[holder.path] = _Context(act=_act_of(named))
        return True

    def _context(self, node: Node) -> _Context:
        for ancestor in self.structure.ancestors(node):
            if ancestor.path in self.contexts:
                return self.contexts[ancestor.path]
        root = self.contexts[None]
        return replace(root, act=next(iter(self.amended))) if root.act is None and len(self.amended) == 1 else root

    def _named(self, start: int, end: int, blank: str | None = None) -> Citation | None:
        """The first act named between two offsets; with ``blank``, the line from ``start`` on, none within quotation marks."""
        i = bisect_left(self.starts, start)
        while i < len(self.acts) and self.starts[i] < end:
            if blank is None or blank[self.starts[i] - start] != "\x00":
                return self.acts[i]
            i += 1
        return None

    def _line(self, line: str, start: int, node: Node) -> Iterator[_Command]:
        blank = _blank(line)
        marker = g.MARKER.match(blank)
        at = marker.end() if marker else 0
        context = self._context(node)
        verbs = self._verbs(blank, at)
        if not verbs:
            for verb, begin, stop in passive(blank, at):
                yield from self._command(line, blank, verb, (begin, stop), start, node, context)
                return
            yield from self._listed(line, blank, at, start, node, context)
            return
        holder = node.parent if node.kind == "text" and node.parent and node.path.endswith("doan-1") else node.path
        if (node.kind in ("dieu", "khoan") and node.span[0] == start) or holder != node.path:
            named = self._named(start, start + len(line), blank)
            if named is not None and g.SOME.search(blank[: max(0, named.span[0] - start)].rstrip()):
                self.contexts[holder] = replace(context, act=_act_of(named), within=None, listing=None)
                self.amended |= {_act_of(named) or ""} - {""}
                return
        if context.act is None and len(verbs) > 1 and (last := self._named_in(start, verbs[-1].end(), len(blank), blank)):
            context = replace(context, act=_act_of(last))
        for i, verb in enumerate(verbs):
            stop = verbs[i + 1].start() if i + 1 < len(verbs) else len(blank)
            yield from self._command(line, blank, verb, (verb.end(), stop), start, node, context)

    def _verbs(self, blank: str, at: int | None) -> list[re.Match[str]]:
        if at is None:
            marker = g.MARKER.match(blank)
            at = marker.end() if marker else 0
        begins = g.BEGINS.match(blank, at)
        first = g.VERB.match(blank, begins.end() if begins else at)
        if first is None or (first["cut"] and not g.AS_FOLLOWS.search(blank)):
            return []
        out = [first]
        for split in g.NEXT.finditer(blank, first.end()):
            if split.start() < out[-1].end() or g.TOLD_OF.search(blank, max(0, split.start() - 24), split.start()):
                continue
            found = g.VERB.match(blank, split.end())
            if found is not None and not found["cut"] and (blank[split.start()] in ";." or self._reaches(blank, found)):
                out.append(found)
        return out

    def _reaches(self, blank: str, verb: re.Match[str]) -> bool:
        """Whether a verb in mid-sentence commands something of its own: words in quotation marks or a provision follow it."""
        if g.PHRASE.match(blank, verb.end()):
            return True
        chain = CHAIN.search(blank, verb.end(), verb.end() + g.WIDEST_GAP)
        return chain is not None and g.GAP.match(blank[verb.end() : chain.start()]) is not None

    def _command(
        self, line: str, blank: str, verb: re.Match[str], about: tuple[int, int], start: int, node: Node, context: _Context
    ) -> Iterator[_Command]:
        """The targets of one command; ``about`` bounds the words that say what it changes."""
        begin, stop = about
        named = self._named(start, start + stop, blank) if begin < verb.start() else self._named_in(start, begin, stop, blank)
        act = _act_of(named) if named else context.act
        edge = (named.act_span or named.span)[0] - start if named else stop
        operation, old, new = self._operation(line, blank, verb, max(stop, verb.end()), start)
        part = Stretch(blank, begin, edge if edge > begin else stop, context.within)
        found = [(operation, read_cut(part))] if verb["cut"] else self._found(operation, part)
        if not any(targets for _, targets in found) and named and operation == "replace_phrase":
            found = self._found(operation, replace(part, begin=named.span[1] - start, stop=stop))
        text = new if operation == "replace_phrase" else self._new_text(node)
        targets = [(one, target) for one, some in found for target in some]
        for one, target in targets:
            yield _Command(one, act, target, start, old, text, node)
        if named and targets:
            yield from self._further(operation, named, start + stop, old, text, node)
        if node.span[0] <= start + verb.start():
            within = common([target.path for _, target in targets])
            heads = operation in ("repeal", "replace_phrase") or not targets
            listing = operation if blank.rstrip().endswith(":") and heads else None
            holder = node.path if node.kind != "text" or not node.parent else node.parent
            self.contexts[holder] = _Context(act=act, within=within or context.within, listing=listing, old=old, new=new)

    def _named_in(self, start: int, begin: int, stop: int, blank: str) -> Citation | None:
        return self._named(start + begin, start + stop, blank[begin:])

    def _found(self, operation: Operation, part: Stretch) -> list[tuple[Operation, list[Target]]]:
        if operation == "replace_phrase":
            return [(operation, read_places(part))]
        if operation == "retitle":
            titled, rest = read_titled(part)
            return [("retitle", titled), ("replace", rest)]
        if operation == "repeal" and g.WORDS_TOO.search(part.line, part.begin, part.stop):
            return [("replace_phrase" if words else "repeal", targets) for words, targets in read_mixed(part)]
        found = read_inserted(part) if operation == "insert" else read_chain(part)
        return [(operation, found or read_annex_rows(part) or read_far(part))]

    def _further(
        self, operation: Operation, first: Citation, stop: int, old: str | None, new: Span | None, node: Node
    ) -> Iterator[_Command]:
        """Provisions of other acts that the same command goes on with: "… Nghị định X và Phụ lục II Nghị định Y"."""
        i = bisect_left(self.starts, first.span[1])
        while i < len(self.acts) and self.starts[i] < stop:
            other = self.acts[i]
            i += 1
            if (
                not other.provisions
                or other.role not in ("amends", "abolishes", "replaces")
                or self.text[first.span[1] : other.span[0]].count("(")
            ):
                continue
            for path in other.provisions:
                yield _Command(operation, _act_of(other), Target(path, *other.span), 0, old, new, node)

    def _listed(self, line: str, blank: str, at: int, start: int, node: Node, context: _Context) -> Iterator[_Command]:
        """A line below "Bãi bỏ các điều, khoản sau:" that names its provision only, or below "Sửa đổi một số điểm tại Điều 16" over its
        new text.
        """
        listing = context.listing
        if listing is None and context.within and node.path in self.quoted and g.ADDRESS.fullmatch(blank, at):
            listing = "replace"
        if listing is None:
            return
        named = self._named_in(start, at, len(line), blank)
        edge = (named.act_span or named.span)[0] - start if named else len(blank)
        act = _act_of(named) if named else context.act
        begin = g.LISTED.match(blank, at)
        for target in read_chain(Stretch(blank, begin.end() if begin else at, edge, context.within)):
            text = self._new_text(node) if listing == "replace" else context.new
            yield _Command(listing, act, target, start, context.old, text, node)

    def _operation(self, line: str, blank: str, verb: re.Match[str], stop: int, start: int) -> tuple[Operation, str | None, Span | None]:
        rest = blank[verb.end() : stop]
        words = g.PHRASE.match(rest)
        quotes = list(g.QUOTE.finditer(line, verb.end(), stop))
        if words and (quotes or verb["swap"]):
            old: str | None = quotes[0][0][1:-1] if quotes else None
            new: Span | None = None
            if len(quotes) > 1:
                between = blank[quotes[0].end() : quotes[1].start()]
                inner = (start + quotes[1].start() + 1, start + quotes[1].end() - 1)
                if g.INSTEAD.match(between):
                    new = inner
                elif g.BEHIND.match(between):
                    old, new = quotes[1][0][1:-1], (start + quotes[0].start() + 1, start + quotes[0].end() - 1)
            elif quotes and verb["insert"]:
                old, new = None, (start + quotes[0].start() + 1, start + quotes[0].end() - 1)
            return "replace_phrase", old, new
        if g.TITLE.match(rest) or g.BARE_TITLE.match(rest):
            return "retitle", None, None
        for name in ("renumber", "move", "split", "repeal", "insert"):
            if verb[name]:
                return name, None, None
        return "replace", None, None

    def _new_text(self, node: Node) -> Span | None:
        quoted = self.quoted.get(node.path)
        return quoted.span if quoted else None


def find_amendments(document: Document, structure: Structure, citations: tuple[Citation, ...]) -> tuple[Amendment, ...]:
    """The amending commands of a draft in text order, one entry a target.

    A command that names no act changes the act that the heading above it names, else the one that the draft's title
    names. ``resolved`` is false where the act or the article is not known. Linear in the text.
    """
    out: list[Amendment] = []
    seen: set[tuple[Span, str, str]] = set()
    for command in _Reader(document, structure, citations).read():
        if command.act is None and not structure.meta.amending:
            continue
        target = command.target
        span = (command.begin + target.begin, command.begin + target.end)
        key = (span, target.path, command.operation)
        if key in seen:
            continue
        seen.add(key)
        out.append(
            Amendment(
                id=f"A{len(out) + 1}",
                span=span,
                path=command.node.path,
                operation=command.operation,
                act=command.act,
                target=target.path,
                after=target.after,
                old_phrase=command.old,
                new_text=command.new,
                resolved=command.act is not None and unit(target.path) not in ("khoan", "diem", "tiet"),
            )
        )
    return tuple(out)
