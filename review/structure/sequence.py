"""The order of printed numbers and letters."""

import re
from typing import Final

LETTERS: Final = "abcdđeghiklmnopqrstuvxy"
"""The letters of điểm in their order (Nghị định 78/2025/NĐ-CP, annex I); after y comes aa."""

ODD_LETTERS: Final = "fjwzăâêôơư"
"""Letters that number no điểm: read where a draft has them, and reported."""

_SPLIT = re.compile(r"(\d+)([a-zđ]{0,2})")
_ORDINALS: Final = {
    "nhất": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_ROMAN_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ODD_PLACES: Final = {"f": 6.5, "j": 9.5, "w": 21.5, "z": 23.5, "ă": 1.3, "â": 1.6, "ê": 6.2, "ô": 14.3, "ơ": 14.6, "ư": 20.5}


def roman(number: str) -> int | None:
    """The value of a roman number, None for what is none.

    >>> roman("iv"), roman("XII"), roman("abc")
    (4, 12, None)
    """
    number = number.lower()
    if not number or any(c not in _ROMAN_VALUES for c in number):
        return None
    total = 0
    for here, after in zip(number, number[1:] + " ", strict=True):
        value = _ROMAN_VALUES[here]
        total += -value if _ROMAN_VALUES.get(after, 0) > value else value
    return total


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
    return f"{int(digits) if digits.isdigit() else roman(digits)}{suffix}"


def place(letter: str) -> float:
    """Place of a điểm letter in the order: a 1, b 2 … y 23, aa 24, ab 25; odd letters lie between; -9 for anything else.

    >>> place("a"), place("đ"), place("y"), place("aa"), place("f"), place("b1")
    (1, 5, 23, 24, 6.5, 2.01)
    """
    if letter[1:].isdigit():
        return place(letter[0]) + int(letter[1:]) / 100
    if len(letter) == 1:
        at = LETTERS.find(letter)
        return at + 1 if at >= 0 else _ODD_PLACES.get(letter, -9)
    if len(letter) == 2 and letter[0] in LETTERS and letter[1] in LETTERS:
        return len(LETTERS) * (LETTERS.index(letter[0]) + 1) + LETTERS.index(letter[1]) + 1
    return -9


def value(number: str) -> tuple[int, str] | None:
    """The digits and the letters of a printed number such as "12a"; None for what has no digits in front.

    >>> value("12a"), value("07"), value("đ")
    ((12, 'a'), (7, ''), None)
    """
    found = _SPLIT.fullmatch(number)
    return (int(found[1]), found[2]) if found else None


def follows(before: str, after: str) -> bool:
    """Whether a printed number comes next after another: 5 → 6, 5 → 5a, 5a → 5b, 5a → 6, d → đ, y → aa or a1, a1 → b1.

    >>> follows("5", "6"), follows("5a", "6"), follows("d", "đ"), follows("y", "aa"), follows("y", "a1"), follows("5", "7")
    (True, True, True, True, True, False)
    """
    one, two = value(before), value(after)
    if one and two:
        if two[0] == one[0] + 1 and not two[1]:
            return True
        return two[0] == one[0] and two[1] != "" and int(place(two[1])) == (int(place(one[1])) if one[1] else 0) + 1
    if one or two or not before or not after:
        return False
    if after[1:].isdigit() and ((before == "y" and after == "a1") or before[1:] == after[1:]):
        return before == "y" or follows(before[0], after[0])
    here, there = place(before), place(after)
    return there in (int(here) + 1, round(here + 0.01, 2)) or (here % 1 == 0.5 and there == int(here + 0.5))
