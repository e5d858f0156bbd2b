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


_NOTE: Final = r"\s*(?:\[\d{1,3}\]\.?)?\s*"
"""The number of a footnote that a consolidated text sets between a label and its words."""

_DIEU = re.compile(
    r"[ĐÐ](?:i[ềêè]u|I[ỀÊÈ]U)\s*(?P<n>\d{1,4})(?P<s>\s?[a-zđA-ZĐ]{1,2}\d?(?=\s*[.:]|\s*$)|[a-zđ]{0,2}\d?)"
    r"(?P<c>\s*[.:]+|\s*$|\s+(?=[-–]\s)|(?=\[\d+\]))" + _NOTE
)
_DIEU_OPEN = re.compile(r"[ĐÐ](?:iều|IỀU)\s*(?P<n>\d{1,4})(?P<s>[a-zđ]{0,2}\d?)\s+")
_DIVISION = re.compile(
    r"(?i)(?P<k>phần|chương|tiểu\s+mục|mục)\s+(?P<o>thứ\s+)?(?P<n>[ivxlc]{1,7}|\d{1,3}|nhất|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười)"
    r"(?P<s>[a-eđ]?)(?P<c>\s*[.:]|\s*$|\s+(?=\S)|(?=\[\d+\]))" + _NOTE
)
_KHOAN = re.compile(r"(?P<n>\d{1,3})(?P<s>[a-zđ]{0,2}\d?)(?:\[\d{1,3}\])?\s?\.(?:\s*[,.]\s+|\s+|[.,]?(?=[^\W\d_])|(?=[“‟\"(\[])|$)" + _NOTE)
_KHOAN_OLD = re.compile(r"(?P<n>\d{1,2})(?:[-–]|/(?=\s))\s*(?=[^\W\d_])")
_TIET_DECIMAL = re.compile(r"(?P<n>[1-9]\d?[a-zđ]?(?:\.[1-9]\d?[a-zđ]?)+)(?:\.(?!\d)\s*|\)\s*|\s+)(?=\D|\d+\s+[^\W\d]|$)")
_DIEM = re.compile(r"(?P<n>[a-zăâđêôơư]\d{0,2}|[a-zđ]{2})(?:\[\d{1,3}\])?\s?\)" + _NOTE)
_TIET_LETTER = re.compile(r"(?P<n>[a-zđ]{1,2}\.\d{1,2}(?:\.\d{1,2})*)[.)]?\s+")
_TIET_BRACKET = re.compile(r"\((?P<n>[ivx]{1,5}|[a-zđ]|\d{1,2})\)\s*")
_TIET_NUMBER = re.compile(r"(?P<n>\d{1,2})\s?\)\s*")
_ROMAN = re.compile(r"(?P<n>[ivx]{1,5})[.)]\s+")
_ROMAN_HEADING = re.compile(r"(?P<n>[IVX]{1,6})\.\s*(?=[^\W\d_])")
_GACH = re.compile(r"(?P<n>[-–—+•●○▪■·→])\s*(?=[^\s\d\-–—_=*.]|\d{1,4}[^\d,.])")

_LEVELS: Final[dict[str, NodeKind]] = {"phần": "phan", "chương": "chuong", "mục": "muc", "tiểu mục": "tieu_muc"}
_ORDINAL_WORDS: Final = frozenset(("nhất", "hai", "ba", "bốn", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"))


def read_mark(text: str) -> Mark | None:
    """The mark that a line begins with, by its shape alone; whether it stands in sequence is judged by the builder.

    >>> read_mark("Điều 12a. Hồ sơ")
    Mark(kind='dieu', number='12a', end=10, closed=True)
    >>> read_mark("1.000 đồng"), read_mark("01.01.2026"), read_mark("2.5 lần")
    (None, None, Mark(kind='tiet', number='2.5', end=4, closed=True))
    """
    if not text:
        return None
    first = text[0]
    if first.isdigit():
        return _digits(text)
    if first in "ĐÐ":
        found = _DIEU.match(text)
        if found:
            return Mark("dieu", found["n"] + found["s"].strip().lower(), found.end())
        found = _DIEU_OPEN.match(text)
        return Mark("dieu", found["n"] + found["s"], found.end(), False) if found else None
    if first in "IVX":
        found = _ROMAN_HEADING.match(text)
        return Mark("tiet", found["n"], found.end()) if found and text[found.end()].isupper() else None
    if first in "PpCcMmTt":
        found = _DIVISION.match(text)
        if found and (found["o"] or found["n"].lower() not in _ORDINAL_WORDS):
            kind = _LEVELS[re.sub(r"\s+", " ", found["k"].lower())]
            closed = found["c"].strip() != "" or found.end() == len(text)
            return Mark(kind, (found["o"] or "") + found["n"] + found["s"].lower(), found.end(), closed)
    if first.islower():
        found = _DIEM.match(text)
        if found:
            return Mark("diem", found["n"], found.end())
        found = _TIET_LETTER.match(text) or _ROMAN.match(text)
        return Mark("tiet", found["n"], found.end()) if found else None
    if first == "(":
        found = _TIET_BRACKET.match(text)
        return Mark("tiet", found["n"], found.end()) if found else None
    found = _GACH.match(text)
    return Mark("gach", found["n"], found.end()) if found else None


def _digits(text: str) -> Mark | None:
    found = _KHOAN.match(text)
    if found:
        return Mark("khoan", found["n"] + found["s"], found.end())
    found = _KHOAN_OLD.match(text)
    if found and text[found.end()].isupper():
        return Mark("khoan", found["n"], found.end())
    found = _TIET_DECIMAL.match(text) or _TIET_NUMBER.match(text)
    return Mark("tiet", found["n"], found.end()) if found else None
