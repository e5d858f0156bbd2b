"""The numbers that a misread number may stand for, of those that the registry holds."""

import re
from collections.abc import Iterator
from itertools import islice, product

from review.contract.citations import CitedAct
from review.contract.numbers import normalise_number
from review.registry.acts.model import ActsSource
from review.registry.acts.names import likeness

_DIGITS = {"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "|": "1", "Z": "2", "S": "5", "G": "6", "B": "8"}
"""Letters that a scan gives for digits, in capitals as normalised numbers are."""
_LETTERS = {"0": "OQDĐ", "O": "QDĐ", "1": "IL", "5": "S", "8": "B", "6": "G", "D": "Đ", "G": "C", "Ư": "U"}
"""Signs that a scan gives for letters, with the letters they may stand for."""
_NUMBER = re.compile(r"(?P<figure>[^/]+)/(?:(?P<year>[12LIZ][^/]{3})/)?(?P<sign>\D.*|[0O]H.*)$")
_TERM = re.compile(r"(?P<kind>(?:UBTV)?[QO0]H)(?P<term>\S{2})$")
_LIMIT = 64
"""Readings tried of one number; three doubtful signs give fewer."""


def nearest(act: CitedAct, number: str, source: ActsSource) -> tuple[str, ...]:
    """Numbers of the registry that differ from an unknown one only in signs that a scan confuses, the likeliest first.

    An act whose date or title is the printed one comes before others. Nothing is replaced by them: they are to be shown
    beside what is printed.
    """
    found = {record.number: record for reading in islice(readings(number), _LIMIT) for record in source.by_number(reading)}

    def unlike(held: str) -> tuple[bool, float]:
        record = found[held]
        return act.date is None or record.issued != act.date, -likeness(act.title or "", record.title or "")

    return tuple(sorted(found, key=unlike))


def readings(number: str) -> Iterator[str]:
    """What a number may be where letters stand for digits or digits for letters; not the number itself.

    >>> list(readings("57/2024/0H15")), list(readings("41/2024/QHI5")), list(readings("63/201O/NĐ-CP"))
    (['57/2024/QH15'], ['41/2024/QH15'], ['63/2010/NĐ-CP'])
    >>> list(readings("L18/2025/N0-CP")), list(readings("5/2020/NĐ-CP"))
    (['118/2025/N0-CP', '118/2025/NO-CP', '118/2025/NQ-CP', '118/2025/ND-CP', '118/2025/NĐ-CP'], [])
    """
    number = normalise_number(number)
    match = _NUMBER.match(number)
    if match is None:
        return
    figure, year = (re.sub(".", lambda sign: _DIGITS.get(sign[0], sign[0]), part or "") for part in match.group("figure", "year"))
    head = f"{figure}/{year}/" if year else f"{figure}/"
    for sign in _signs(match["sign"]):
        if head + sign != number:
            yield head + sign


def _signs(sign: str) -> Iterator[str]:
    term = _TERM.match(sign)
    if term is not None:
        figures = "".join(_DIGITS.get(letter, letter) for letter in term["term"])
        yield re.sub("[O0]H", "QH", term["kind"]) + figures
        return
    for letters in product(*(letter + _LETTERS.get(letter, "") for letter in sign)):
        yield "".join(letters)
