"""Articles that tell one order of steps for sister procedures, each of which has an article of its own for its papers.

"Trình tự, thủ tục xét hỗ trợ" after a row of supports says by number which lines hold for which ("đối với các loại hình quy định tại các
Điều 7, 8 và 9 của Thông tư này"): it is no procedure itself.
"""

import re
from collections.abc import Iterator
from typing import Final

from review.procedures.blocks import Block
from review.procedures.fold import Loose, search
from review.procedures.grouping import Group, Reader

_TELLS_ORDER: Final = Loose(r"trình\s+tự|thủ\s+tục|quy\s+trình")
_ARTICLES: Final = Loose(
    r"\b(?:các\s+)?điều\s+(?P<n>\d+[a-zđ]?(?:(?:\s*,\s*(?:và\s+)?|\s+và\s+|\s+hoặc\s+|\s+đến\s+)(?:điều\s+)?\d+[a-zđ]?)*)\s*(?:của\s+)?"
    r"(?:thông\s+tư|nghị\s+định|quy\s+định|quyết\s+định|nghị\s+quyết|luật|quy\s+chế|quy\s+trình)\s+này"
)
_RANGE: Final = re.compile(r"(?i)(\d+)([a-zđ]?)(?:\s+đến\s+(?:điều\s+)?(\d+))?")
_SISTERS: Final = 3
"""Least number of articles with papers of their own that such an article speaks of."""


def mark_sequences(reader: Reader, blocks: list[Block]) -> frozenset[str]:
    """Mark the articles that tell the order of sister procedures (kind ``sequence``); the paths of the sisters' articles."""
    by_number = {number: block for block in blocks if block.act is None and (number := _number(block))}
    sisters: set[str] = set()
    for block in blocks:
        if (
            block.act is not None
            or block.annex
            or block.kind not in ("topic", "bare", "other", "common")
            or not _TELLS_ORDER.search(block.heading)
        ):
            continue
        if any(reader.signal(n).papers for n in block.lines):
            continue
        told = {number for n in block.lines for number in _articles(reader.lines[n].words)} - {_number(block)}
        theirs = [by_number[number] for number in told if number in by_number]
        theirs = [b for b in theirs if b.kind == "topic" and any(reader.signal(n).papers for n in b.lines)]
        if len(theirs) >= _SISTERS:
            block.kind = "sequence"
            sisters.update(b.path for b in theirs)
    return frozenset(sisters)


def share_sequence(reader: Reader, block: Block, groups: list[Group]) -> None:
    """Give each line of a sequence to the procedures it speaks of: those of its own articles, else of the line above it, else all."""
    owners: dict[str, list[Group]] = {}
    for group in groups:
        for own in group.blocks:
            owners.setdefault(_number(own), []).append(group)
    told = {n: [g for number in dict.fromkeys(_articles(reader.lines[n].words)) for g in owners.get(number, ())] for n in block.lines}
    everyone = list({id(g): g for found in told.values() for g in found}.values())
    above: list[int] = []
    for n in block.lines:
        line = reader.lines[n]
        while above and not (line.below(reader.lines[above[-1]]) or line.place == reader.lines[above[-1]].place):
            above.pop()
        for group in told[n] or (told[above[-1]] if above else everyone):
            if n not in group.home and n not in group.shared:
                group.shared.append(n)
        if told[n]:
            above.append(n)


def _articles(words: str) -> Iterator[str]:
    """The numbers of the draft's own articles that a line names, ranges written out."""
    for found in _ARTICLES.finditer(words):
        for first, letter, last in _RANGE.findall(found["n"]):
            yield f"{first}{letter.lower()}"
            if last:
                yield from map(str, range(int(first) + 1, min(int(last), int(first) + 20) + 1))


def _number(block: Block) -> str:
    found = search(r"(?:^|/)~?dieu-(\w+)$", block.path)
    return found[1] if found else ""
