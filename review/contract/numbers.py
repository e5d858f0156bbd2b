"""One spelling for act numbers, whatever keyboard they were typed on."""

import re
import unicodedata

_FOLD = {
    # Cyrillic capitals and small letters that look like Latin ones
    "А": "A", "В": "B", "С": "C", "Е": "E", "Н": "H", "І": "I", "Ј": "J", "К": "K", "М": "M", "О": "O", "Р": "P",
    "Ѕ": "S", "Т": "T", "Х": "X", "У": "Y", "а": "a", "с": "c", "е": "e", "і": "i", "о": "o", "р": "p", "х": "x", "у": "y",
    # Greek
    "Α": "A", "Β": "B", "Ε": "E", "Ζ": "Z", "Η": "H", "Ι": "I", "Κ": "K", "Μ": "M", "Ν": "N", "Ο": "O", "Ρ": "P",
    "Τ": "T", "Υ": "Y", "Χ": "X", "ο": "o",
    # Eth and African D stand for Đ
    "Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ",
    # dashes and slashes
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "⁄": "/", "∕": "/", "／": "/",
}  # fmt: skip
_DROPPED = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_TABLE = str.maketrans(_FOLD | dict.fromkeys(_DROPPED, ""))
LOOK_ALIKES = frozenset(c for c in _FOLD if c.isalpha())
"""Letters that stand where another letter is meant: Cyrillic, Greek, eth."""


def fold_look_alikes(text: str) -> str:
    """The text with look-alike letters, dashes and slashes replaced one by one; its length does not change.

    >>> fold_look_alikes("66.7/2025/NQ–CР")
    '66.7/2025/NQ-CP'
    """
    return _ALIKE.sub(lambda m: _FOLD[m.group()], text)


_ALIKE = re.compile(f"[{re.escape(''.join(_FOLD))}]")
"""Most texts have few of them or none: a search is several times as fast as ``str.translate``."""


def has_look_alike(number: str) -> bool:
    """Whether a printed number holds a letter that only looks like the one meant.

    >>> has_look_alike("63/2010/NÐ-CP"), has_look_alike("63/2010/NĐ-CP")
    (True, False)
    """
    return not LOOK_ALIKES.isdisjoint(number)


def normalise_number(number: str) -> str:
    """An act's number as officially written: NFC, no spaces, plain hyphens, upper-case sign (but "TTg"), Đ kept.

    A technical standard keeps one space after its prefix ("TCVN ISO/IEC 27001:2019" keeps the space inside, too).

    >>> normalise_number("63 / 2010 / nđ – cp")
    '63/2010/NĐ-CP'
    >>> normalise_number("66.7/2025/NQ-CР"), normalise_number("12/2012/NÐ-CP")
    ('66.7/2025/NQ-CP', '12/2012/NĐ-CP')
    >>> normalise_number("QCVN 32 : 2026/BXD"), normalise_number("tcvn  1234-1:2019")
    ('QCVN 32:2026/BXD', 'TCVN 1234-1:2019')
    >>> normalise_number("TCVN ISO/IEC 27001:2019"), normalise_number("88/CP"), normalise_number("1/2020/QĐ-TTg")
    ('TCVN ISO/IEC 27001:2019', '88/CP', '1/2020/QĐ-TTg')
    >>> normalise_number("01/2026/TT-BDTTG"), normalise_number("5/ttg")
    ('01/2026/TT-BDTTG', '5/TTg')
    >>> normalise_number("5/2030/ND-CP"), normalise_number("5/2030/NQ-HDND"), normalise_number("5/QD-UBND")
    ('5/2030/NĐ-CP', '5/2030/NQ-HĐND', '5/QĐ-UBND')
    >>> normalise_number("5/2030NĐ-CP")
    '5/2030/NĐ-CP'
    """
    plain = unicodedata.normalize("NFC", number).translate(_TABLE).upper()
    words = _PRIME_MINISTER.sub("TTg", plain).split()
    if not words or not words[0].startswith(_STANDARDS):
        whole = _WITHOUT_SLASH.sub(r"\1/", "".join(words))
        return _WITHOUT_BAR.sub(lambda found: found.group().replace("D", "Đ", 1), whole)
    out = words[0]
    for word in words[1:]:
        joined = out[-1] in ":-/." or word[0] in ":-/."
        out += word if joined else " " + word
    return out


_PRIME_MINISTER = re.compile(r"\bTTG\b")
_WITHOUT_SLASH = re.compile(r"^(\d{1,5}[A-Z]?(?:\.\d{1,3})?/(?:19|20)\d\d)(?=[A-ZĐ]{2,}\d*(?:-|$))")
_WITHOUT_BAR = re.compile(r"(?<=/)[NQ]D(?=-)|(?<=-)HDND\b")
"""Signs typed without the bar of Đ that mean nothing else: ND-CP, QD-TTg, NQ-HDND."""
_STANDARDS = ("QCVN", "TCVN", "QCĐP", "TCĐP", "QCKTĐP")
