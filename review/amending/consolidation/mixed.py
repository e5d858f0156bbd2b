"""Repeals of provisions and of words in one command: "Bãi bỏ khoản 2 Điều 3; từ “a” tại khoản 5 Điều 7; các điều 9 và 10"."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from review.amending.grammar import MARKER, QUOTE, VERB
from review.citations.grammar import CHAIN
from review.citations.provisions import addresses, items
from review.contract.base import Span
from review.contract.citations import Amendment
from review.contract.document import Document

_WORDS: Final = re.compile(r"(?:các\s+)?(?:cụm\s+từ|từ\s+ngữ|từ|chữ)\s*(?=\x00)")
_PLACE: Final = re.compile(r"\x00+\s*(?:tại|ở|trong)\s+(?:các\s+)?")


def mixed_repeals(document: Document, known: Sequence[Amendment]) -> list[Amendment]:
    """What a repeal goes on with behind the first words it drops; ``known`` are the commands read, which stop there."""
    last: dict[int, Amendment] = {}
    for amendment in known:
        if amendment.operation == "repeal":
            last[document.lines.line_of(amendment.span[0])] = amendment
    out: list[Amendment] = []
    for number, amendment in last.items():
        start, end = document.lines.span(number)
        line = document.text[start:end]
        blank = QUOTE.sub(lambda m: "\x00" * len(m[0]), line)
        marker = MARKER.match(blank)
        verb = VERB.match(blank, marker.end() if marker else 0)
        at = amendment.span[1] - start
        if verb is None or not verb["repeal"] or not _WORDS.search(blank, at):
            continue
        if any(document.lines.line_of(a.span[0]) == number and a.span[0] > amendment.span[0] for a in known):
            continue
        for operation, span, path, old in _read(line, blank, at):
            out.append(
                amendment.model_copy(
                    update={
                        "id": f"M{len(out) + 1}",
                        "operation": operation,
                        "span": (start + span[0], start + span[1]),
                        "target": path,
                        "old_phrase": old,
                    }
                )
            )
    return out


def _read(line: str, blank: str, at: int) -> Iterator[tuple[str, Span, str, str | None]]:
    """Operation, place, address and dropped words of each item, up to the next verb."""
    for part in re.finditer(r"[^;.]+", blank[at:]):
        begin, end = at + part.start(), at + part.end()
        if VERB.match(blank, begin + len(blank[begin:end]) - len(blank[begin:end].lstrip())):
            return
        chains = list(CHAIN.finditer(blank, begin, end))
        article = next((p.split("/")[0] for c in reversed(chains) for p in addresses(items(c[0])) if p.startswith("dieu-")), None)
        for chain in chains:
            words = next((w for w in _PLACE.finditer(blank, begin, chain.start() + 1) if w.end() == chain.start()), None)
            if words is None and _WORDS.search(blank, begin, chain.start()):
                continue
            quote = QUOTE.match(line, words.start()) if words else None
            if words is not None and quote is None:
                continue
            old = quote[0][1:-1] if quote else None
            for path in addresses(items(chain[0])):
                whole = path if path.startswith(("dieu-", "chuong-", "phu-luc", "mau")) else f"{article}/{path}" if article else ""
                if whole:
                    yield "replace_phrase" if words else "repeal", chain.span(), whole, old
