"""Marks: the numbers and letters that begin a line of an act ("Điều 5.", "2.", "a)", "a.1", "ii)", "-")."""

import re
from typing import Final, NamedTuple

from review.contract.base import NodeKind


class Mark(NamedTuple):
    """What a line begins with. ``number`` is as printed, ``end`` the offset in the line where its words begin.

    ``closed`` is true when the label ends as a label does ("Điều 5." and not "Điều 5 Nghị định").
    """

    kind: NodeKind
    number: str
    end: int
    closed: bool = True


LETTERS: Final = "abcdđeghiklmnopqrstuvxy"
"""The letters of điểm in their order (Nghị định 78/2025/NĐ-CP, annex I); after y comes aa."""

ODD_LETTERS: Final = "fjwz"
"""Letters outside the Vietnamese alphabet: read where a draft has them, and reported."""

_DIEU = re.compile(r"[ĐÐ](?:iều|IỀU|iÒu)\s*(?P<n>\d{1,4})\s?(?P<s>[a-zđA-ZĐ]{0,2}\d?)(?P<c>\s*[.:]|\s*$|\s+(?=[-–]))\s*")
_DIEU_OPEN = re.compile(r"[ĐÐ](?:iều|IỀU)\s*(?P<n>\d{1,4})(?P<s>[a-zđ]{0,2}\d?)\s+")
_CHUONG = re.compile(
    r"(?i)(?P<k>phần|chương|tiểu\s+mục|mục)\s+(?:thứ\s+)?(?P<n>[ivxlc]+|\d{1,3}|nhất|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười)"
    r"(?P<s>[a-eđ]?)(?P<c>\s*[.:]|\s*$|\s+(?=\S))\s*"
)
_KHOAN = re.compile(r"(?P<n>\d{1,3})(?P<s>[a-zđ]{0,2}\d?)\s?\.(?:\s+|(?=[^\W\d_“\"(])|(?=[“\"(])|$)")
_TIET_DECIMAL = re.compile(r"(?P<n>[1-9]\d?[a-zđ]?(?:\.[1-9]\d?[a-zđ]?)+)(?:\.(?!\d)\s*|\)\s*|\s+)(?=\D|$)")
_DIEM = re.compile(r"(?P<n>[a-zđ]{1,2}\d?)\s?\)\s*")
_TIET_LETTER = re.compile(r"(?P<n>[a-zđ]{1,2}\.\d{1,2}(?:\.\d{1,2})*)[.)]?\s+")
_ROMAN = re.compile(r"\(?(?P<n>[ivx]{1,5})[.)]\s*")
_GACH = re.compile(r"(?P<n>[-–—+•●○*▪■·→])\s*(?=[^\s\d\-–—_=*.]|\d{1,4}[^\d,.])")

_SPLIT = re.compile(r"(\d+)([a-zđ]{0,2})")
_LEVELS: Final[dict[str, NodeKind]] = {"phần": "phan", "chương": "chuong", "mục": "muc", "tiểu mục": "tieu_muc"}
_ORDINALS: Final = {
    "nhất": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_ROMAN_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def arabic(number: str) -> str:
    """A printed number of a higher level in arabic, its letter kept.

    >>> arabic("IV"), arabic("thứ hai"), arabic("IIIa"), arabic("02")
    ('4', '2', '3a', '2')
    """
    number = number.lower().removeprefix("thứ").strip()
    if number in _ORDINALS:
        return str(_ORDINALS[number])
    found = re.fullmatch(r"(\d+|[ivxlc]+)([a-zđ]*\d?)", number)
    if not found:
        return number
    digits, suffix = found.groups()
    if digits.isdigit():
        return f"{int(digits)}{suffix}"
    total = 0
    for here, after in zip(digits, digits[1:] + " ", strict=True):
        value = _ROMAN_VALUES[here]
        total += -value if _ROMAN_VALUES.get(after, 0) > value else value
    return f"{total}{suffix}"


def follows(before: str, after: str) -> bool:
    """Whether a printed number comes next after another: 5 → 6, 5 → 5a, 5a → 5b, 5a → 6, d → đ, y → aa.

    >>> follows("5", "6"), follows("5a", "6"), follows("d", "đ"), follows("y", "aa"), follows("5", "7")
    (True, True, True, True, False)
    """
    one, two = _SPLIT.fullmatch(before), _SPLIT.fullmatch(after)
    if one and two:
        n, m = int(one[1]), int(two[1])
        if m == n + 1 and not two[2]:
            return True
        return m == n and (_letter(two[2]) == _letter(one[2]) + 1 if two[2] else False)
    if one or two:
        return False
    return _letter(after) == _letter(before) + 1


def _letter(text: str) -> int:
    """Place of a điểm letter in its order: a 1, b 2 … y 23, aa 24; 0 for none, -9 for what is no such letter."""
    if not text:
        return 0
    if len(text) == 1:
        return LETTERS.find(text) + 1 or -9
    if text[0] in LETTERS and text[1] in LETTERS:
        return len(LETTERS) * (LETTERS.index(text[0]) + 1) + LETTERS.index(text[1]) + 1
    return -9


def read_mark(text: str) -> Mark | None:
    """The mark that a line begins with, by its shape alone; whether it stands in sequence is judged by the builder.

    >>> read_mark("Điều 12a. Hồ sơ")
    Mark(kind='dieu', number='12a', end=10, closed=True)
    >>> read_mark("1.000 đồng"), read_mark("01.01.2026")
    (None, None)
    """
    if not text:
        return None
    first = text[0]
    if first.isdigit():
        found = _KHOAN.match(text)
        if found:
            return Mark("khoan", found["n"] + found["s"], found.end())
        found = _TIET_DECIMAL.match(text)
        if found and found["n"].count(".") < 5:
            return Mark("tiet", found["n"], found.end())
        return None
    if first in "ĐÐ":
        found = _DIEU.match(text)
        if found:
            return Mark("dieu", found["n"] + found["s"].lower(), found.end())
        found = _DIEU_OPEN.match(text)
        if found:
            return Mark("dieu", found["n"] + found["s"], found.end(), closed=False)
        return None
    if first in "PpCcMmTt":
        found = _CHUONG.match(text)
        if found:
            kind = _LEVELS[re.sub(r"\s+", " ", found["k"].lower())]
            closed = found["c"].strip() != "" or found.end() == len(text)
            return Mark(kind, found["n"] + found["s"].lower(), found.end(), closed)
    if first.islower() or first == "(":
        found = _DIEM.match(text) if first != "(" else None
        if found:
            return Mark("diem", found["n"], found.end())
        found = _TIET_LETTER.match(text)
        if found:
            return Mark("tiet", found["n"], found.end())
        found = _ROMAN.match(text)
        if found:
            return Mark("tiet", found["n"], found.end())
        return None
    found = _GACH.match(text)
    return Mark("gach", found["n"], found.end()) if found else None
