"""Levels: which rank a mark has among the open nodes, and whether it is a mark at all where it stands."""

import re
from collections.abc import Sequence
from typing import Final

from review.structure.marks import Mark, read_mark
from review.structure.scan import Line
from review.structure.sequence import follows, roman, value
from review.structure.tree import Draft
from review.structure.zones import is_caps

_RANK: Final[dict[str, int]] = {
    "phan": 1, "chuong": 2, "muc": 3, "tieu_muc": 4, "dieu": 5, "khoan": 7, "diem": 9, "tiet": 10, "gach": 11,
}  # fmt: skip
_ROMAN_HEADING: Final = 6
_DECIMAL: Final = 8
_REFERS = re.compile(r"(?:\b(?:và|hoặc|đến|tại|từ|của|theo|với|các|(?<!tài )(?<!thanh )khoản|điểm|số|mục|chương|phần|phụ lục|bảng|mẫu))$")
_BREAKS = re.compile(r"(?:\b(?:và|hoặc|đến|tại|từ|theo|(?<!tài )(?<!thanh )khoản|điểm))$")
_CITES = re.compile(r"(?:khoản|điểm|tiết)\s[\da-zđ]{1,3}(?:(?:,| và| hoặc|;)?\s[\da-zđ]{1,3})*$")
_MAY_REFER = re.compile(r"(?:,|;|\b(?:ngày|tháng|năm|quý|lần|cột|dòng|Điều|điều))$")
_REFERENCE = re.compile(
    r"(?i)(?:của\b|này\b|nêu\b|bộ luật\b|luật\b|hiến pháp\b|pháp lệnh\b|nghị định\b|thông tư\b|quyết định\b|nghị quyết\b|quy chế\b"
    r"|phần\b|chương\b|phụ lục\b|và\b|đến\b|,|;|ban hành\b|kèm theo\b|quy định (?:tại|ở|của|này)\b)"
)


def rank_of(mark: Mark | None, stack: Sequence[Draft]) -> int:
    """The rank of a mark below the open nodes, or, without a mark, of the innermost open node: small is high."""
    if mark is None:
        return _rank(stack[-1].kind, stack[-1].number)
    return _rank(mark.kind, mark.number)


def _rank(kind: str, number: str | None) -> int:
    if kind == "tiet" and number:
        if number[0].isupper():
            return _ROMAN_HEADING
        if number[0].isdigit() and "." in number:
            return _DECIMAL
    return _RANK.get(kind, 0)


def reads_as(lines: Sequence[Line], at: int, stack: Sequence[Draft], context: str, articles: Sequence[str]) -> Mark | None:
    """The mark of line ``at`` as its surroundings let it be read; None where it is running text.

    ``context`` is ``quoted``, ``body``, ``bare`` (a body without Điều), ``annex`` or ``tail``; ``articles`` are the
    numbers of the Điều read so far.
    """
    line = lines[at]
    mark = line.mark
    if mark is None:
        return None
    before = lines[at - 1] if at else None
    if mark.kind == "dieu":
        known = articles if context in ("body", "bare", "tail") else ()
        return mark if _is_dieu(mark, lines, at, known, context) else None
    if mark.kind in ("phan", "chuong", "muc", "tieu_muc"):
        if context == "tail" and not _leads_on(lines, at, articles):
            return None
        return mark if _is_division(mark, line, before) else None
    holder = any(n.kind in ("dieu", "khoan") for n in stack)
    if not (holder or context in ("quoted", "bare")):
        return None
    if context == "annex" and not any(n.kind == "dieu" for n in stack):
        return None
    if before is not None and not before.row and mark.kind != "gach" and _breaks_off(mark, before, stack):
        return None
    if mark.kind == "tiet" and mark.number[0].isupper():
        return mark if _heads_list(mark, stack) else None
    if mark.kind == "khoan":
        return _khoan(mark, lines, at, stack)
    if mark.kind == "diem":
        return _diem(mark, lines, at, stack)
    return _lost_letter(mark, lines, at, stack) if mark.kind == "tiet" and mark.number == "1" else mark


def _breaks_off(mark: Mark, before: Line, stack: Sequence[Draft]) -> bool:
    """Whether the line above breaks off in a reference, of which the supposed mark is the rest."""
    if mark.number in ("1", "a") or not _REFERS.search(before.text[-24:]):
        return False
    last = _open_number(stack, mark.kind)
    return not (last and follows(last, mark.number)) or bool(_BREAKS.search(before.text[-24:]))


def _heads_list(mark: Mark, stack: Sequence[Draft]) -> bool:
    """Whether "II." heads a part of an article: the first is I, each goes on from the one before."""
    for node in reversed(stack):
        if node.kind == "tiet" and node.number and node.number[0].isupper():
            return roman(mark.number) == (roman(node.number) or 0) + 1
        if node.kind in ("dieu", "quoted", "attached"):
            break
    return mark.number == "I"


def _open_number(stack: Sequence[Draft], kind: str) -> str | None:
    """The number of the open node of a kind, or of the last one below the innermost open node that could hold it."""
    for node in reversed(stack):
        if node.kind == kind and not (kind == "tiet" and node.number and node.number[0].isupper()):
            return node.number
        if node.kind in ("dieu", "quoted", "attached"):
            break
    return None


def _ahead(lines: Sequence[Line], at: int, kind: str, reach: int = 40) -> str | None:
    """The number of the next mark of a kind, before the next Điều."""
    for line in lines[at + 1 : at + 1 + reach]:
        if line.mark and line.mark.kind == kind:
            return line.mark.number
        if line.mark and line.mark.kind in ("dieu", "chuong"):
            return None
    return None


def _khoan(mark: Mark, lines: Sequence[Line], at: int, stack: Sequence[Draft]) -> Mark | None:
    """A khoản, a spaced decimal ("5. 1." below khoản 5), or text whose number cannot stand here."""
    last = _open_number(stack, "khoan")
    words = lines[at].text[mark.end :]
    if words[:1].isdigit() and last is not None and mark.number == last:
        inner = read_mark(words)
        if inner and inner.kind == "khoan":
            return Mark("tiet", f"{mark.number}.{inner.number}", mark.end + inner.end)
    if _nested(mark, lines, at, stack):
        return Mark("tiet", mark.number, mark.end)
    here, before = value(mark.number), value(last) if last else (0, "")
    if here is None or before is None:
        return mark
    if here[0] in (1, before[0] + 1) or here[1]:
        return mark
    glued = mark.end < len(lines[at].text) and not lines[at].text[mark.end - 1].isspace() and lines[at].text[mark.end - 1] == "."
    above = lines[at - 1].text if at else "."
    ended = above.rstrip(' ”"').endswith((".", ";", ":")) and words[:1].isupper() and len(words) > 20
    if not glued and before[0] <= here[0] and (here[0] <= before[0] + 3 or ended):
        return mark
    follow = _ahead(lines, at, "khoan")
    return mark if follow is not None and follows(mark.number, follow) else None


def _nested(mark: Mark, lines: Sequence[Line], at: int, stack: Sequence[Draft]) -> bool:
    """Whether "1.", "2." number a list inside a điểm: the letters go on after it."""
    diem = _open_number(stack, "diem")
    if diem is None or _open_number(stack, "khoan") is None:
        return False
    tiet = _open_number(stack, "tiet")
    if mark.number != "1" and not (tiet and tiet.isdigit() and follows(tiet, mark.number)):
        return False
    follow = _ahead(lines, at, "diem")
    return follow is not None and follow != "a" and follows(diem, follow)


def _diem(mark: Mark, lines: Sequence[Line], at: int, stack: Sequence[Draft]) -> Mark | None:
    """A điểm, or a tiết: "a1)" below "a)", a roman number that goes on with none of the letters.

    Two letters that follow no others are the end of a word in brackets.
    """
    number = mark.number
    last = _open_number(stack, "diem")
    tiet = _open_number(stack, "tiet")
    as_tiet = Mark("tiet", number, mark.end)
    if number[1:].isdigit():
        if tiet and tiet[0] == number[0] and tiet[1:].isdigit():
            return as_tiet
        if last == number[0] and not lines[at - 1].text.rstrip(' "”').endswith(";"):
            return as_tiet
        return mark
    if len(number) == 2 and number[1] == "l" and last == number[0]:
        return Mark("tiet", f"{number[0]}1", mark.end)
    inside = stack[0].kind == "quoted" if stack else False
    if len(number) == 2 and number.isalpha() and roman(number) is None and not (last is None and inside):
        before = last or ""
        if before != "y" and len(before) < 2 and not follows(before, number):
            return None
    if roman(number) is None:
        return mark
    if tiet and roman(tiet) and roman(number) == (roman(tiet) or 0) + 1:
        return as_tiet
    if last is None:
        return as_tiet if number == "i" and _ahead(lines, at, "diem", 12) == "ii" else mark
    if follows(last, number):
        return as_tiet if number == "i" and _ahead(lines, at, "diem", 12) == "ii" else mark
    return as_tiet if number == "i" or len(number) > 1 else mark


def _lost_letter(mark: Mark, lines: Sequence[Line], at: int, stack: Sequence[Draft]) -> Mark:
    """A point l where "1)" after "k)" stands for it, else the mark itself."""
    if _open_number(stack, "diem") == "k" and "." not in mark.number and _ahead(lines, at, "tiet") != "2":
        return Mark("diem", "l", mark.end)
    return mark


def _is_dieu(mark: Mark, lines: Sequence[Line], at: int, articles: Sequence[str], context: str) -> bool:
    """Whether "Điều 5." heads an article: not where the line above breaks off in a reference.

    Nor where an earlier number comes again while the numbering then goes on as before: that is a footnote or a quotation.
    After the signature only the next article or a first one counts.
    """
    last = articles[-1] if articles else None
    expected = follows(last, mark.number) if last else mark.number == "1"
    if context == "tail" and not expected and mark.number != "1":
        return False
    before = lines[at - 1] if at else None
    words = lines[at].text[mark.end :]
    if not mark.closed:
        heads = words[:1].isupper() and len(words) < 200 and not words.endswith((".", ";", ",")) and not _REFERENCE.match(words)
        return expected and heads and (before is None or before.row or not before.text[-1].isalnum() or is_caps(before.text))
    one, two = value(last) if last else None, value(mark.number)
    if last and one and two and two[0] < one[0] and two[0] > 1 and mark.number in articles:
        follow = _ahead_dieu(lines, at)
        if follow is not None and follows(last, follow):
            return False
    if before is None or before.row or (before.mark and before.mark.kind in ("chuong", "muc")):
        return True
    if context == "body" and not articles and mark.number == "1" and words[:1].isupper() and not _REFERENCE.match(words):
        return True
    end = before.text[-24:]
    if _REFERS.search(end):
        return False
    if _CITES.search(end) and (not expected or words[:1].isdigit() or not words):
        return False
    return expected or not _MAY_REFER.search(end)


def _leads_on(lines: Sequence[Line], at: int, articles: Sequence[str]) -> bool:
    """Whether a division after the signature leads to the next article or to a first one."""
    follow = _ahead_dieu(lines, at)
    return follow is not None and (follow == "1" or (bool(articles) and follows(articles[-1], follow)))


def _ahead_dieu(lines: Sequence[Line], at: int) -> str | None:
    for line in lines[at + 1 : at + 41]:
        if line.mark and line.mark.kind == "dieu" and line.mark.closed:
            return line.mark.number
    return None


def _is_division(mark: Mark, line: Line, before: Line | None) -> bool:
    """Whether "Chương II" heads a division: not where it goes on as a reference ("Chương II của Luật này")."""
    words = line.text[mark.end :]
    if not words or is_caps(words) or words.startswith("("):
        return not (before and not before.row and _REFERS.search(before.text[-24:]))
    if mark.closed:
        return not _REFERENCE.match(words)
    return words[0].isupper() and not _REFERENCE.match(words) and len(words) < 160 and not words.endswith((".", ";", ","))
