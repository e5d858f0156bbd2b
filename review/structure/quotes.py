"""Quotation marks: where a block of quoted new text opens and closes."""

import re
from typing import Final

_MARKS = re.compile(r"[“”„«»\"]")
_OPENS: Final = "“„«"
_CLOSES: Final = "”»"


def balance(text: str, depth: int) -> tuple[int, int, int]:
    """Depth of quotation after a line, offset of the last opening left open (-1), offset after the last return to 0 (-1).

    Straight marks open after a space or an opening bracket and close elsewhere.

    >>> balance('như sau: “2. Hồ sơ', 0), balance('theo mẫu.”.', 1)
    ((1, 9, -1), (0, -1, 10))
    """
    opened, closed = -1, -1
    if '"' not in text and "“" not in text and "”" not in text and "«" not in text and "»" not in text and "„" not in text:
        return depth, opened, closed
    for found in _MARKS.finditer(text):
        mark, at = found.group(), found.start()
        if mark == '"':
            before = text[at - 1] if at else " "
            after = text[at + 1] if at + 1 < len(text) else " "
            opening = (before.isspace() or before in "(:[-/“") and not after.isspace() and after not in ".;,)"
        else:
            opening = mark in _OPENS
        if opening:
            if depth == 0:
                opened = at
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                closed = at + 1
                opened = -1
    return depth, opened if depth else -1, closed
