"""Commands to amendments: each names an operation and its targets, the act often only by what stands above it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from review.amending import grammar as g
from review.citations.grammar import CHAIN
from review.citations.provisions import addresses, items
from review.contract.base import Span
from review.contract.citations import Amendment, Citation
from review.contract.document import Document
from review.contract.structure import Node, Structure

Operation = Literal["replace", "insert", "repeal", "replace_phrase", "renumber", "move", "split", "retitle"]

_TOP = ("dieu", "phu-luc", "mau", "chuong", "phan", "muc", "tieu-muc")
_RANK = {"phu-luc": 0, "mau": 1, "phan": 2, "chuong": 3, "muc": 4, "tieu-muc": 5, "dieu": 6, "khoan": 7, "diem": 8, "tiet": 9}


@dataclass(frozen=True)
class _Context:
    """What the lines above say: the act under change, the provision that lower lines belong to, and the command they list for."""

    act: str | None = None
    within: str | None = None
    listing: Operation | None = None
    old: str | None = None
    new: Span | None = None


@dataclass(frozen=True)
class _Target:
    path: str
    span: Span
    after: str | None = None


def _blank(line: str) -> str:
    r"""The line with its quotations blanked to ``\x00`` so that offsets stay."""
    shown = g.QUOTE.sub(lambda m: "\x00" * len(m[0]), line)
    return g.OPEN.sub(lambda m: "\x00" * len(m[0]), shown)


def _unit(path: str) -> str:
    head = path.split("/")[0]
    return next((u for u in sorted(_RANK, key=len, reverse=True) if head == u or head.startswith(u + "-")), "dieu")


def _under(path: str, within: str | None) -> str:
    """A relative address below the provision that the lines above name.

    >>> _under("diem-a", "dieu-6/khoan-2"), _under("khoan-3", "dieu-6/khoan-2"), _under("dieu-7", "dieu-6")
    ('dieu-6/khoan-2/diem-a', 'dieu-6/khoan-3', 'dieu-7')
    """
    steps = path.split("/")
    if steps[0].startswith("@"):
        unit = steps[0][1:]
        held = within.split("/") if within else []
        kept = next((held[: i + 1] for i, s in enumerate(held) if s.startswith(unit + "-")), None)
        return "/".join([*(kept or []), *steps[1:]]) if kept else "/".join(steps[1:])
    if within is None or _unit(path) in _TOP:
        return path
    rank = _RANK[_unit(path)]
    head = [s for s in within.split("/") if _RANK[_unit(s)] < rank]
    return "/".join([*head, path])


def _common(paths: Sequence[str]) -> str | None:
    """The provision that holds all of several, which a lower line goes on from.

    >>> _common(["dieu-3/khoan-2", "dieu-3/khoan-3"]), _common(["dieu-3"]), _common(["dieu-3", "dieu-4"])
    ('dieu-3', 'dieu-3', None)
    """
    if not paths:
        return None
    split = [path.split("/") for path in paths]
    same = [steps[0] for steps in zip(*split, strict=False) if len(set(steps)) == 1]
    return "/".join(same) or None


def _parent(path: str) -> str | None:
    return path.rpartition("/")[0] or None


class _Reader:
    """Reads one document line by line, keeping the context of each node."""

    def __init__(self, document: Document, structure: Structure, citations: Sequence[Citation]) -> None:
        self.text, self.index, self.structure = document.text, document.lines, structure
        self.acts = [c for c in citations if c.act is not None]
        self.starts = [c.span[0] for c in self.acts]
        amends = structure.meta.amends
        default = amends[0] if structure.meta.amending and len(amends) == 1 else None
        self.contexts: dict[str | None, _Context] = {None: _Context(act=default)}
        self.quoted = {n.parent: n for n in structure.nodes if n.kind == "quoted"}

    def read(self) -> Iterator[tuple[Operation, str | None, _Target, str | None, Span | None, Node]]:
        """The commands in text order as (operation, act, target, old phrase, new text, node)."""
        for line in range(len(self.index)):
            start, end = self.index.span(line)
            if start == end:
                continue
            node = self.structure.at(start)
            if node is None or node.quoted or node.kind in ("quoted", "can_cu", "title", "enacting", "annex", "form", "table"):
                continue
            if any(a.kind in ("annex", "form", "signature", "recipients") for a in self.structure.ancestors(node)):
                continue
            yield from self._line(self.text[start:end], start, node)

    def _context(self, node: Node) -> _Context:
        for ancestor in self.structure.ancestors(node):
            if ancestor.path in self.contexts:
                return self.contexts[ancestor.path]
        return self.contexts[None]

    def _named(self, start: int, end: int) -> Citation | None:
        i = bisect_left(self.starts, start)
        return self.acts[i] if i < len(self.acts) and self.starts[i] < end else None

    def _act_of(self, citation: Citation) -> str | None:
        return (citation.act.number or citation.act.name) if citation.act else None

    def _line(self, line: str, start: int, node: Node) -> Iterator[tuple[Operation, str | None, _Target, str | None, Span | None, Node]]:
        blank = _blank(line)
        marker = g.MARKER.match(blank)
        at = marker.end() if marker else 0
        context = self._context(node)
        verbs = self._verbs(blank, at)
        if not verbs:
            yield from self._listed(line, blank, at, start, node, context)
            return
        if node.kind in ("dieu", "khoan") and node.span[0] == start:
            named = self._named(start, start + len(line))
            if named is not None and g.SOME.search(blank[: max(0, named.span[0] - start)].rstrip()):
                self.contexts[node.path] = replace(context, act=self._act_of(named), within=None, listing=None)
                return
        for i, verb in enumerate(verbs):
            stop = verbs[i + 1].start() if i + 1 < len(verbs) else len(blank)
            yield from self._command(line, blank, verb, stop, start, node, context)

    def _verbs(self, blank: str, at: int) -> list[re.Match[str]]:
        begins = g.BEGINS.match(blank, at)
        first = g.VERB.match(blank, begins.end() if begins else at)
        if first is None:
            return []
        out = [first]
        for split in g.NEXT.finditer(blank, first.end()):
            found = g.VERB.match(blank, split.end())
            if found is not None and (blank[split.start()] in ";." or self._reaches(blank, found)):
                out.append(found)
        return out

    def _reaches(self, blank: str, verb: re.Match[str]) -> bool:
        """Whether a verb in mid-sentence commands something of its own: words in quotation marks or a provision follow it."""
        if g.PHRASE.match(blank, verb.end()):
            return True
        chain = CHAIN.search(blank, verb.end(), verb.end() + g.WIDEST_GAP)
        return chain is not None and g.GAP.match(blank[verb.end() : chain.start()]) is not None

    def _command(
        self, line: str, blank: str, verb: re.Match[str], stop: int, start: int, node: Node, context: _Context
    ) -> Iterator[tuple[Operation, str | None, _Target, str | None, Span | None, Node]]:
        named = self._named(start + verb.start(), start + stop)
        act = self._act_of(named) if named else context.act
        edge = named.span[0] - start if named else stop
        if named and named.act_span:
            edge = named.act_span[0] - start
        operation, old, new = self._operation(line, blank, verb, stop, start)
        found = self._targets(blank, verb.end(), edge if edge > verb.end() else stop, start, operation, context.within)
        if not found and named and operation == "replace_phrase":
            found = self._targets(blank, named.span[1] - start, stop, start, operation, context.within)
        text = new if operation == "replace_phrase" else self._new_text(node)
        for target in found:
            yield operation, act, target, old, text, node
        if node.span[0] <= start + verb.start():
            within = _common([target.path for target in found])
            listing = operation if blank.rstrip().endswith(":") and (operation in ("repeal", "replace_phrase") or not found) else None
            self.contexts[node.path] = _Context(act=act, within=within or context.within, listing=listing, old=old, new=new)

    def _listed(
        self, line: str, blank: str, at: int, start: int, node: Node, context: _Context
    ) -> Iterator[tuple[Operation, str | None, _Target, str | None, Span | None, Node]]:
        """A line below "Bãi bỏ các điều, khoản sau:" that names its provision only."""
        if context.listing is None:
            return
        named = self._named(start + at, start + len(line))
        edge = (named.act_span or named.span)[0] - start if named else len(blank)
        act = self._act_of(named) if named else context.act
        begin = re.compile(r"\s*(?:Tại|tại|Các|các|Cụm từ\s*\x00+\s*tại)?\s*").match(blank, at)
        targets = self._chain(blank, begin.end() if begin else at, edge, start, context.within)
        for target in targets:
            yield context.listing, act, target, context.old, context.new, node

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
        if g.TITLE.match(rest):
            return "retitle", None, None
        for name in ("renumber", "move", "split", "repeal", "insert"):
            if verb[name]:
                return name, None, None
        return "replace", None, None

    def _targets(self, blank: str, begin: int, stop: int, start: int, operation: Operation, within: str | None) -> list[_Target]:
        if operation == "replace_phrase":
            place = begin
            while (at := g.AT.search(blank, place, stop)) is not None:
                found = self._chain(blank, at.end(), stop, start, within)
                if found:
                    return found
                place = at.end()
            return []
        first = CHAIN.search(blank, begin, stop)
        if first is None or not g.GAP.match(blank[begin : first.start()]):
            return []
        if operation == "insert":
            return self._inserted(blank, first, stop, start, within)
        return self._chain(blank, first.start(), stop, start, within)

    def _inserted(self, blank: str, first: re.Match[str], stop: int, start: int, within: str | None) -> list[_Target]:
        """New addresses: below the place named after "vào", beside the provision named after "vào sau"."""
        fresh = addresses(items(first[0]))
        span = (start + first.start(), start + first.end())
        place = CHAIN.search(blank, first.end(), stop)
        after = parent = None
        if place is not None:
            between = blank[first.end() : place.start()]
            there = addresses(items(place[0]))
            if there and g.AFTER.match(between):
                after = _under(there[-1], within)
                parent = _parent(after)
            elif there and g.INTO.match(between):
                parent = _under(there[-1], within)
        base = parent or within
        out = []
        for path in fresh:
            whole = path if _unit(path) in _TOP and not (parent and _unit(path) == "muc") else _under(path, base)
            out.append(_Target(whole, span, after))
        return out

    def _chain(self, blank: str, begin: int, stop: int, start: int, within: str | None) -> list[_Target]:
        """The provisions of the chain that begins here, spaces and small words aside, and of those joined to it."""
        out: list[_Target] = []
        place = begin
        while (chain := CHAIN.search(blank, place, stop)) is not None and g.GAP.match(blank[place : chain.start()]):
            span = (start + chain.start(), start + chain.end())
            out += [_Target(path, span) for path in self._whole(addresses(items(chain[0])), within)]
            place = chain.end()
        return out

    def _whole(self, paths: Sequence[str], within: str | None) -> list[str]:
        return [whole for path in paths if (whole := _under(path, within))]

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
    for operation, act, target, old, new, node in _Reader(document, structure, citations).read():
        if act is None and not structure.meta.amending:
            continue
        key = (target.span, target.path, operation)
        if key in seen:
            continue
        seen.add(key)
        out.append(
            Amendment(
                id=f"A{len(out) + 1}",
                span=target.span,
                path=node.path,
                operation=operation,
                act=act,
                target=target.path,
                after=target.after,
                old_phrase=old,
                new_text=new,
                resolved=act is not None and _unit(target.path) in _TOP,
            )
        )
    return tuple(out)
