"""A document cut into the passages that are compared, each with the keys of its words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from review.citations.lexicon import fold_word
from review.contract.base import NodeKind, Span
from review.contract.comparison import Passage
from review.contract.document import Document
from review.contract.numbers import fold_look_alikes
from review.contract.structure import Node, Structure

CHAPTERS: frozenset[NodeKind] = frozenset({"phan", "chuong", "muc", "tieu_muc"})
"""Kinds that only gather articles: they stand where their articles stand."""
TITLES: frozenset[NodeKind] = CHAPTERS | frozenset({"title", "annex", "form", "attached", "signature"})
"""Kinds whose words are printed now in capitals, now not: their case is no change."""
LINES: frozenset[NodeKind] = frozenset({"text", "table", "title", "signature", "recipients", "annex", "form", "attached", "quoted"})
"""Kinds of leaves that hold one paragraph or table row a line."""
ARTICLES: frozenset[NodeKind] = frozenset({"dieu", "annex", "form"})
"""Kinds that hold provisions together: what leaves one of them for another has moved."""

_TOKEN = re.compile(r"\[\d{1,3}\]|\w+|[-–—_*=.…]{3,}|[^\w\s]")
_RULE = re.compile(r"[-–—_*=|]+$")
LAST_SIGNS = frozenset(".;,/")
"""Signs at the end of a passage that depend on its place in a list."""
_NOTE_MARK = re.compile(r"\[\d{1,3}\]$")
_NOTE_MARKS = re.compile(r"(?<=\S)\[[123]\]")
_MARKED = re.compile(r"(?:phần|chương|mục|tiểu mục|điều|phụ lục|mẫu(?: số)?|biểu mẫu(?: số)?|phụ lục số)\s+", re.IGNORECASE)
_SIGNS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "…": ".", "+": "-", "•": "-", "●": "-"})


@dataclass(frozen=True)
class Token:
    """A syllable, number or sign with its place in the text. ``key`` is equal for spellings of the same word."""

    start: int
    end: int
    key: str


@dataclass(frozen=True)
class Unit:
    """A passage ready for comparison. ``tokens`` leave out the number it begins with, ``words`` are their keys without case or signs.

    ``article`` is the address of the Điều or annex around it, ``owner`` that of the node right above.
    """

    at: int
    passage: Passage
    owner: str
    article: str
    mark: Span
    tokens: list[Token]
    words: tuple[str, ...]

    @property
    def path(self) -> str:
        """The address of the node that holds it."""
        return self.passage.path

    @property
    def number(self) -> str | None:
        """Its number in small letters."""
        return self.passage.number.lower() if self.passage.number else None

    @property
    def heads(self) -> bool:
        """Whether it is the heading of a Điều or annex."""
        return self.path == self.article and self.passage.kind in ARTICLES


@lru_cache(maxsize=50_000)
def _key(word: str, cased: bool) -> str:
    plain = fold_look_alikes(word).translate(_SIGNS)
    key = fold_word(plain)
    return f"{key}^" if cased and plain[:1].isupper() else key


def tokens(text: str, span: Span, *, cased: bool = True, notes: bool = False) -> list[Token]:
    """The tokens of a span. White space, the place of tone marks and kinds of dashes and quotes do not show in their keys.

    Borders of cells, ruled lines and the sign that ends the passage are left out; with ``notes`` the marks of footnotes ("[3]") of a
    consolidated text, too.
    """
    out: list[Token] = []
    for found in _TOKEN.finditer(text, *span):
        word = found.group()
        if (notes and _NOTE_MARK.match(word)) or (_RULE.match(word) and (word == "|" or len(word) > 2)):
            continue
        out.append(Token(found.start(), found.end(), _key(word, cased)))
    while out and out[-1].key in LAST_SIGNS:
        out.pop()
    return out


def _mark(text: str, node: Node, span: Span) -> Span:
    """Where the number of a node stands at the beginning of its words, with the sign after it."""
    start, end = span
    at = start
    while at < end and not (text[at].isalnum()):
        at += 1
    if node.number is None:
        return start, at if node.kind == "gach" else start
    named = _MARKED.match(text, at, end)
    at = named.end() if named else at
    if text[at : at + len(node.number)].lower() != node.number.lower():
        return start, start
    at += len(node.number)
    note = re.compile(r"\[\d+\]").match(text, at, end)
    at = note.end() if note else at
    while at < end and (text[at].isspace() or text[at] in ".:)/-–"):
        at += 1
    return start, at


def _pieces(document: Document, node: Node, span: Span) -> Iterator[tuple[Span, bool]]:
    """The passages of a tile with whether each is its first."""
    if node.kind not in LINES or "\n" not in document.text[span[0] : span[1]]:
        yield span, True
        return
    lines = document.lines
    first, last = lines.line_of(span[0]), lines.line_of(max(span[0], span[1] - 1))
    for line in range(first, last + 1):
        start, end = lines.span(line)
        yield (max(start, span[0]), min(end, span[1])), line == first


def units(document: Document, structure: Structure) -> list[Unit]:
    """The passages of a document in text order; what holds no word is left out. Linear in the text."""
    text = document.text
    notes = structure.meta.doc_type == "vbhn" or {"[1]", "[2]", "[3]"} <= set(_NOTE_MARKS.findall(text))
    articles: dict[str | None, str] = {None: ""}
    out: list[Unit] = []
    for node in structure.nodes:
        articles[node.path] = node.path if node.kind in ARTICLES else articles.get(node.parent, "")
        leaf = node.path not in structure.children
        span = node.span if leaf else node.heading_span
        if span is None:
            continue
        holder = node
        while holder.parent and holder.kind in ("text", "table"):
            holder = structure.by_path[holder.parent]
        for piece, first in _pieces(document, node, span):
            start, end = piece
            while start < end and text[start].isspace():
                start += 1
            while end > start and text[end - 1].isspace():
                end -= 1
            mark = _mark(text, node, (start, end)) if first else (start, start)
            found = tokens(text, (mark[1], end), cased=node.kind not in TITLES, notes=notes)
            if not found and mark[0] == mark[1]:
                continue
            words = tuple(key.rstrip("^") for token in found if (key := token.key)[0].isalnum())
            out.append(
                Unit(
                    at=len(out),
                    passage=Passage(
                        path=holder.path, kind=node.kind, number=node.number if first and holder is node else None, span=(start, end)
                    ),
                    owner=(holder.parent or "") if holder is node else holder.path,
                    article=articles[node.path],
                    mark=mark,
                    tokens=found,
                    words=words,
                )
            )
    return out
