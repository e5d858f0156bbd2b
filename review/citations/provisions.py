"""Provision chains ("điểm a, b khoản 2 và khoản 3 Điều 5") to addresses."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from review.citations.grammar import ASIDE, ITEM, RANGE, VALUE

RANGE_LIMIT: Final = 12
"""A range of more members keeps its two ends (gold guide: "written out when it has at most twelve members")."""

_LETTERS: Final = "abcdđeghiklmnopqrstuvxy"
_RANK: Final = {
    "phu-luc": 0, "mau": 1, "phan": 2, "chuong": 3, "muc": 4, "tieu-muc": 5, "dieu": 6, "khoan": 7, "diem": 8, "tiet": 9,
}  # fmt: skip
_LOWEST: Final = 10
_HOLDERS: Final = {"muc": ("diem", "khoan"), "mau": ("phan", "chuong", "muc")}
"""Units that hold one that mostly stands above them: "mục 5 điểm a", "Mẫu số 04 Phần I Phụ lục"."""
_DIVISIONS: Final = frozenset({"chuong", "phan", "muc", "tieu-muc"})
_APART: Final = _DIVISIONS | {"mau"}
"""Units that hold no article."""
_SLUGS: Final = {
    "điểm": "diem", "khoản": "khoan", "điều": "dieu", "tiết": "tiet", "tiểu": "tieu-muc", "mục": "muc", "chương": "chuong",
    "phần": "phan", "phụ": "phu-luc", "mẫu": "mau",
}  # fmt: skip
_ORDINALS: Final = {
    "nhất": "1", "hai": "2", "ba": "3", "tư": "4", "bốn": "4", "năm": "5", "sáu": "6", "bảy": "7", "tám": "8", "chín": "9", "mười": "10",
}  # fmt: skip
_ROMAN: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_HEAD = re.compile(r"([IVXLC]+)(.*)", re.DOTALL)
_NUMBERED = re.compile(r"(\d+)([a-zđ]*)")


@dataclass(frozen=True)
class Item:
    """One unit of a chain: its slug ("khoan"), its values, whether it is "này", where its words begin and end.

    ``ranged``: after "đến" of a range; ``joined``: nothing but spaces before it; ``parted``: "và", "hoặc" before it, or a comma
    between a Điều and an annex.
    """

    unit: str
    values: tuple[str, ...]
    this: bool
    start: int
    end: int
    ranged: bool = False
    joined: bool = False
    parted: bool = False


def roman(value: str) -> str:
    """A roman number with its suffix in arabic, lower case; anything else in lower case without leading zeros.

    >>> roman("IV"), roman("IIIa"), roman("02"), roman("A")
    ('4', '3a', '2', 'a')
    """
    found = _ROMAN_HEAD.fullmatch(value)
    if found is None:
        return value.lstrip("0").lower() or "0"
    digits, rest = found.groups()
    total = 0
    for here, after in zip(digits, digits[1:] + " ", strict=True):
        number = _ROMAN[here]
        total += -number if _ROMAN.get(after, 0) > number else number
    return f"{total}{rest.lower()}"


@lru_cache(maxsize=20_000)
def items(chain: str) -> tuple[Item, ...]:
    """The units of a chain, left to right, with offsets in it."""
    if "(" in chain:
        chain = ASIDE.sub(lambda aside: " " * len(aside.group()), chain)
    out: list[Item] = []
    at = 0
    while (found := ITEM.search(chain, at)) is not None:
        slug = _SLUGS[found["unit"].split()[0].lower()]
        between = chain[at : found.start()]
        ranged = bool(out) and out[-1].unit == slug and ("đến" in between or "tới" in between)
        joined = bool(out) and not between.strip()
        parted = bool(out) and ("và" in between or "hoặc" in between or (out[-1].unit == "dieu" and slug == "phu-luc" and "," in between))
        values = _values(slug, found["values"] or "")
        out.append(Item(slug, values, found["this"] is not None, found.start(), found.end(), ranged, joined, parted))
        at = found.end()
    return tuple(out)


def _values(slug: str, text: str) -> tuple[str, ...]:
    if not text:
        return ()
    out: list[str] = []
    at = 0
    for found in VALUE.finditer(text):
        word = found.group()
        if word in ("và", "hoặc", "đến", "tới", "số"):
            continue
        value = _value(slug, word)
        if out and RANGE.search(text, at, found.start() + 1):
            out.extend(spread(out.pop(), value))
        else:
            out.append(value)
        at = found.end()
    return tuple(out)


def _value(slug: str, word: str) -> str:
    if word.startswith("thứ"):
        return _ORDINALS.get(word.split()[-1], word.split()[-1])
    if slug in ("phu-luc", "phan", "chuong", "muc", "tieu-muc"):
        return roman(word)
    if slug in ("dieu", "khoan", "mau") and word.isdigit():
        return str(int(word))
    if slug == "mau":
        return word.lower().lstrip("0").replace("/", "-")
    return word.replace(" ", "").replace("(", f"/{'tiet' if slug == 'diem' else slug}-").rstrip(")") if "(" in word else word


def spread(first: str, last: str) -> list[str]:
    """The members of a range; its two ends where there are more than :data:`RANGE_LIMIT` or the order is unclear.

    >>> spread("5", "8"), spread("c", "e"), spread("12a", "12c"), spread("1", "40")
    (['5', '6', '7', '8'], ['c', 'd', 'đ', 'e'], ['12a', '12b', '12c'], ['1', '40'])
    """
    a, b = _NUMBERED.fullmatch(first), _NUMBERED.fullmatch(last)
    members: list[str] = []
    if a and b and not a[2] and not b[2]:
        members = [str(n) for n in range(int(a[1]), int(b[1]) + 1)] if int(b[1]) - int(a[1]) < RANGE_LIMIT else []
    elif a and b and a[1] == b[1] and len(a[2]) <= 1 and len(b[2]) == 1:
        begin = _LETTERS.find(a[2]) if a[2] else 0
        members = [a[1]] * (not a[2]) + [a[1] + c for c in _LETTERS[begin : _LETTERS.find(b[2]) + 1]]
    elif first in _LETTERS and last in _LETTERS:
        members = list(_LETTERS[_LETTERS.index(first) : _LETTERS.index(last) + 1])
    return members if 1 < len(members) <= RANGE_LIMIT else [first, last]


def _descends(item: Item, chain: tuple[Item, ...], later: tuple[Item, ...], above: int) -> bool:
    """Whether a lower unit belongs to the one before it: "Điều 8 khoản 2", "Điều 5, khoản 2, điểm a"."""
    if item.joined:
        return True
    return not item.parted and chain[0].unit == "dieu" and not any(_RANK[unit.unit] <= above for unit in later)


@lru_cache(maxsize=20_000)
def addresses(chain: tuple[Item, ...]) -> tuple[str, ...]:
    """The addresses of a chain in the order of the text. What is relative to a "này" begins with ``@unit``.

    A lower unit belongs to the next higher one on its right, so "điểm a khoản 1 và khoản 2 Điều 5" is
    ``dieu-5/khoan-1/diem-a`` and ``dieu-5/khoan-2``; "Điều 8 khoản 2" without a joint is read downwards.

    >>> addresses(items("điểm a, b khoản 2 và khoản 3 Điều 5"))
    ('dieu-5/khoan-2/diem-a', 'dieu-5/khoan-2/diem-b', 'dieu-5/khoan-3')
    >>> addresses(items("khoản 1, khoản 3 Điều này và Điều 8"))
    ('@dieu/khoan-1', '@dieu/khoan-3', 'dieu-8')
    >>> addresses(items("Điều 6 Chương II")), addresses(items("Điều 6 và Chương II"))
    (('dieu-6',), ('dieu-6', 'chuong-2'))
    >>> addresses(items("từ Điều 5 đến Điều 7")), addresses(items("Điều 8 khoản 2"))
    (('dieu-5', 'dieu-6', 'dieu-7'), ('dieu-8/khoan-2',))
    >>> addresses(items("Điều 12 và Mục 4 Phụ lục II")), addresses(items("điểm b (trừ bến nhỏ), d và e khoản 4"))
    (('dieu-12', 'phu-luc-2/muc-4'), ('khoan-4/diem-b', 'khoan-4/diem-d', 'khoan-4/diem-e'))
    """
    done: list[str] = []
    waiting: list[tuple[int, list[str]]] = []

    def attach(rank: int, head: str) -> list[str]:
        taken: list[str] = []
        while len(waiting) > apart and waiting[-1][0] > rank:
            taken[:0] = waiting.pop()[1]
        return [f"{head}/{path}" for path in taken]

    previous: Item | None = None
    above = apart = 0
    for place, item in enumerate(chain):
        rank = _RANK[item.unit]
        later = chain[place + 1 :]
        if later and later[0].joined and later[0].unit in _HOLDERS.get(item.unit, ()):
            rank = _LOWEST
        values = item.values
        if item.ranged and previous is not None and previous.values and values and waiting:
            waiting[-1][1].extend(f"{item.unit}-{v}" for v in (*spread(previous.values[-1], values[0])[1:], *values[1:]))
            previous = item
            continue
        if previous is not None and not previous.this and rank > above and values and waiting and _descends(item, chain, later, above):
            top, paths = waiting.pop()
            head = paths.pop()
            paths.extend(f"{head}/{item.unit}-{v}" for v in values)
            waiting.append((top, paths))
            above = rank
            continue
        if item.unit in _APART and waiting and waiting[-1][1][-1].startswith("dieu-"):
            if item.unit in _DIVISIONS and not item.parted:
                continue
            apart = len(waiting)
        heads = [f"@{item.unit}"] if item.this else [f"{item.unit}-{v}" if v else item.unit for v in values or ("",)]
        paths = [] if item.parted and rank <= _RANK["tieu-muc"] else attach(rank, heads[0])
        waiting.append((rank, (paths or heads[:1]) + heads[1:]))
        previous, above = item, rank
    for _, paths in waiting:
        done.extend(paths)
    return tuple(dict.fromkeys(done))
