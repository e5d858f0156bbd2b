"""Precision from the rows of reading by eye in ``corpora/verdicts``.

A row names what was read (rule or kind, hash of the act, span, fingerprint) and the answer, ``true`` or ``false`` (for some
files ``real``, ``partial``, ``false``); no words of the act.
"""

import csv
import math
from collections import defaultdict
from pathlib import Path

from review.evaluation.figures import Figure

RIGHT = frozenset({"true", "real", "partial"})
WRONG = frozenset({"false"})
_KINDS = ("rule", "kind", "operation")


def wilson(right: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share by Wilson's method (E. B. Wilson, 1927).

    >>> tuple(round(x, 3) for x in wilson(18, 20))
    (0.699, 0.972)
    """
    if not total:
        return 0.0, 1.0
    share = right / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return max(0.0, middle - half), min(1.0, middle + half)


def precisions(folder: Path) -> tuple[Figure, ...]:
    """The precision of each kind of each file of rows, with its interval.

    Raises ``ValueError`` for a row whose answer is none of the known words.
    """
    out = []
    for path in sorted(folder.glob("*.tsv")):
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        with path.open(encoding="utf-8", newline="") as stream:
            for number, row in enumerate(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE), 2):
                answer = next((str(v) for k, v in row.items() if k in ("verdict", "answer", "correct", "true")), "")
                if answer not in RIGHT | WRONG:
                    raise ValueError(f"{path.name}, line {number}: {answer!r} is no answer")
                kind = next((row[k] for k in _KINDS if row.get(k)), "all")
                counts[kind][0] += answer in RIGHT
                counts[kind][1] += 1
        for kind, (right, total) in sorted(counts.items()):
            low, high = wilson(right, total)
            out.append(Figure(group=f"read by eye: {path.stem}", name=kind, value=right / total, low=low, high=high, count=total))
    return tuple(out)
