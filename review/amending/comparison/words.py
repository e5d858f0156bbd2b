"""Which words changed between two runs of tokens."""

from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz.distance import Indel

from review.amending.comparison.units import Token
from review.contract.base import Span
from review.contract.comparison import WordChange

MOST_CELLS = 200_000_000
"""Product of the lengths of two runs up to which they are aligned word by word (a fraction of a second); beyond, what lies between
their common beginning and end is one change.
"""
_Block = tuple[int, int, int, int]


def changes(old: Sequence[Token], new: Sequence[Token]) -> tuple[list[_Block], float]:
    """The changed blocks ``(old from, old to, new from, new to)`` in token numbers, and the likeness of the runs (0 to 1)."""
    a, b = [t.key for t in old], [t.key for t in new]
    if a == b:
        return [], 1.0
    blocks = _joined(a, _blocks(a, b))
    lost = sum(block[1] - block[0] + block[3] - block[2] for block in blocks)
    return blocks, 1.0 - lost / max(1, len(a) + len(b))


def _blocks(a: list[str], b: list[str]) -> list[_Block]:
    if len(a) * len(b) > MOST_CELLS:
        head = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
        most = min(len(a), len(b)) - head
        tail = next((i for i in range(most) if a[-1 - i] != b[-1 - i]), most)
        return [(head, len(a) - tail, head, len(b) - tail)]
    out: list[_Block] = []
    for step in Indel.opcodes(a, b):
        if step.tag == "equal":
            continue
        if out and out[-1][1] == step.src_start and out[-1][3] == step.dest_start:
            out[-1] = (out[-1][0], step.src_end, out[-1][2], step.dest_end)
        else:
            out.append((step.src_start, step.src_end, step.dest_start, step.dest_end))
    return [_slid(a, b, block) for block in out]


def _slid(a: list[str], b: list[str], block: _Block) -> _Block:
    """A pure insertion or deletion moved to begin after a sign where it may as well stand there: "[, bến]" rather than "bến[, ]"."""
    i, j, k, m = block
    side, start, end = (b, k, m) if i == j else (a, i, j)
    if i != j and k != m:
        return block
    for back in range(1, min(i, k, 12) + 1):
        if side[start - back] != side[end - back]:
            break
        if side[start - back] in (",", ";", ".", ":"):
            return i - back, j - back, k - back, m - back
    return block


def _joined(a: list[str], blocks: list[_Block]) -> list[_Block]:
    """Blocks with at most one word or sign left between two larger changes become one: a reader sees phrases, not crumbs."""
    out: list[_Block] = []
    for block in blocks:
        if out:
            before = out[-1]
            kept = block[0] - before[1]
            weight = min(max(before[1] - before[0], before[3] - before[2]), max(block[1] - block[0], block[3] - block[2]))
            if kept <= 0 or (kept == 1 and weight >= 2) or (kept == 2 and weight >= 4):
                out[-1] = (before[0], block[1], before[2], block[3])
                continue
        out.append(block)
    return out


def spans(block: _Block, old: Sequence[Token], new: Sequence[Token], old_at: int, new_at: int) -> list[WordChange]:
    """A block as spans of both texts; ``old_at`` and ``new_at`` are where the runs begin, for a block at the edge of an empty side.

    Runs of several passages are parted: no span reaches over a gap of other words.
    """
    left, right = _runs(old, block[0], block[1], old_at), _runs(new, block[2], block[3], new_at)
    out = [WordChange(old=left[0], new=right[0])]
    out += [WordChange(old=span, new=(right[0][1], right[0][1])) for span in left[1:]]
    out += [WordChange(old=(left[-1][1], left[-1][1]), new=span) for span in right[1:]]
    return out


def _runs(side: Sequence[Token], start: int, end: int, first: int) -> list[Span]:
    if start == end:
        at = side[start - 1].end if start else first
        return [(at, at)]
    cuts = [start, *(i + 1 for i, (x, y) in enumerate(pairwise(side[start:end]), start) if y.start - x.end > 2 or y.start < x.start), end]
    return [(side[i].start, side[j - 1].end) for i, j in pairwise(cuts)]
