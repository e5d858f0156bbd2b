"""Keys under which numbers, issuers, titles and names of laws are compared."""

import re
import unicodedata
from functools import lru_cache

from review.contract.base import DocType
from review.contract.numbers import normalise_number

LAW_TYPES: frozenset[DocType] = frozenset({"luat", "phap_lenh"})
"""Types that are cited by name; the code (Bộ luật) is a ``luat``."""

_TONES = str.maketrans({"à": "̀", "á": "́", "ả": "̉", "ã": "̃", "ạ": "̣", "ỳ": "̀", "ý": "́", "ỷ": "̉", "ỹ": "̃", "ỵ": "̣"})
_OPEN_OA = re.compile(r"([oO])([àáảãạ]|[èéẻẽẹ])(?!\w)")
_OPEN_UY = re.compile(r"(?<![qQ])([uU])([ỳýỷỹỵ])(?!\w)")
_E_TONES = {"è": "̀", "é": "́", "ẻ": "̉", "ẽ": "̃", "ẹ": "̣"}


def fold_tones(text: str) -> str:
    """The text with the tone mark on the first vowel of an open oa, oe, uy: "hoà" → "hòa", "uỷ" → "ủy".

    >>> fold_tones("Uỷ ban, hoà giải, thuỷ, quý, hoàn")
    'Ủy ban, hòa giải, thủy, quý, hoàn'
    """

    def moved(match: re.Match[str]) -> str:
        first, second = match.groups()
        tone = _E_TONES.get(second) or second.translate(_TONES)
        plain = unicodedata.normalize("NFD", second)[0]
        return unicodedata.normalize("NFC", first + tone) + plain

    return _OPEN_UY.sub(moved, _OPEN_OA.sub(moved, text))


@lru_cache(maxsize=4096)
def number_key(number: str) -> str:
    """The key of an act number: normalised, lower case, without leading zeros.

    >>> number_key("07/2026/TT-BNV") == number_key("7/2026/TT–BNV")
    True
    """
    return normalise_number(number).casefold().lstrip("0")


_WORD = re.compile(r"\w+")
_YEAR_TAIL = re.compile(r"\s*(?:\((?:sửa đổi|sđ)\)|(?:năm\s+)?(?:19|20)\d\d)\s*$", re.I)


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """The key of a law's name: tone marks, case, punctuation and a year at the end do not count.

    >>> name_key("Luật Cán bộ, công chức năm 2008")
    'luật cán bộ công chức'
    >>> name_key("Bộ luật Hoà giải (sửa đổi)")
    'bộ luật hòa giải'
    """
    text = unicodedata.normalize("NFC", name)
    while (shorter := _YEAR_TAIL.sub("", text)) != text:
        text = shorter
    return " ".join(_WORD.findall(fold_tones(text.casefold())))


_OFFICE = re.compile(
    r"^(?:bộ trưởng(?: chủ nhiệm)?|chủ nhiệm|thống đốc|tổng thanh tra(?= chính phủ)|chủ tịch|chánh án|viện trưởng"
    r"|tổng kiểm toán(?= nhà nước)|tổng giám đốc|chánh văn phòng) (?=\w)"
)
_SHORT = (
    (re.compile(r"\bubnd\b"), "ủy ban nhân dân"),
    (re.compile(r"\bhđnd\b"), "hội đồng nhân dân"),
    (re.compile(r"\btp\b"), "thành phố"),
)
_UNIT = re.compile(r"^((?:ủy ban|hội đồng) nhân dân) (?:tỉnh|thành phố) (?=\w)")
_SAME = {
    "tổng thanh tra": "thanh tra chính phủ", "ngân hàng nhà nước": "ngân hàng nhà nước việt nam",
    "tổng kiểm toán nhà nước": "kiểm toán nhà nước", "thanh tra nhà nước": "thanh tra nhà nước",
}  # fmt: skip


@lru_cache(maxsize=4096)
def issuer_key(issuer: str) -> str:
    """The key of an issuer: the office for its head, kinds of province left out.

    >>> issuer_key("Bộ trưởng Bộ Tài chính"), issuer_key("UBND thành phố Huế")
    ('bộ tài chính', 'ủy ban nhân dân huế')
    """
    text = " ".join(_WORD.findall(fold_tones(unicodedata.normalize("NFC", issuer).casefold())))
    for short, full in _SHORT:
        text = short.sub(full, text)
    text = _OFFICE.sub("", text)
    text = _SAME.get(text, text)
    return _UNIT.sub(r"\1 ", text)


@lru_cache(maxsize=4096)
def title_words(title: str) -> frozenset[str]:
    """The words of a title, for a likeness that does not depend on word order."""
    return frozenset(_WORD.findall(fold_tones(unicodedata.normalize("NFC", title).casefold()))) - _EMPTY


_EMPTY = frozenset({"về", "việc", "quy", "định", "của", "và", "các", "một", "số", "điều", "ban", "hành", "tỉnh", "thành", "phố"})


def likeness(left: str, right: str) -> float:
    """Share of the shorter title's words found in the other, 0 to 1; 0 where a title has no words of its own."""
    a, b = title_words(left), title_words(right)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
