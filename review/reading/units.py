"""How lines of a Vietnamese legal text begin and end: what readers need to know to join or part lines."""

import re
from collections.abc import Iterable
from unicodedata import is_normalized, normalize

_NUMBER = r"(?:[IVXLC]+[a-z]?|\d+[a-zđ]?|thứ\s+\w+|THỨ\s+\w+|MỘT|HAI|BA|BỐN|NĂM|SÁU|BẢY|TÁM|CHÍN|MƯỜI|[A-ZĐ])"
_HIGHER = r"(?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục|TIỂU MỤC|Tiểu mục|PHỤ LỤC|Phụ lục|MẪU SỐ|Mẫu số|BIỂU SỐ|Biểu số)"
_KINDS = (
    r"(?:HIẾN PHÁP|BỘ LUẬT|LUẬT|PHÁP LỆNH|NGHỊ QUYẾT(?: LIÊN TỊCH)?|NGHỊ ĐỊNH|THÔNG TƯ(?: LIÊN TỊCH)?|QUYẾT ĐỊNH|CHỈ THỊ"
    r"|LỆNH|QUY ĐỊNH|QUY CHẾ|ĐIỀU LỆ|QUY CHUẨN(?: KỸ THUẬT QUỐC GIA)?|PHỤ LỤC|DỰ THẢO|VĂN BẢN HỢP NHẤT|TỜ TRÌNH|BÁO CÁO)"
)
_OPENING = r"[\[“”\"'«‘(]?"
_STARTS = re.compile(
    rf"{_OPENING}(?:"
    r"(?:Điều|ĐIỀU)\s+\d+[a-zđ]?\s*(?:[.:)–-]|$)"
    r"|\d{1,3}[a-zđ]?\s?[.)](?!\d)(?:\s|$)"
    r"|\d{1,3}(?:\.\d{1,3}){1,4}[.)]?\s+(?=[^\W\d_])"
    r"|[a-zđ]{1,2}\d?\)(?:\s|$)"
    r"|[a-zđ]\.(?:\d{1,2}[.)]?)?\s+(?=[^\W\d_])"
    r"|\(?[ivx]{1,5}\)\s"
    r"|\[\d{1,3}\]\s"
    r"|[-–—+•*]\s?(?=[^\W\d_…“\"(]|\d)"
    rf"|{_HIGHER}\s+{_NUMBER}\b"
    r"|Căn cứ\s|CĂN CỨ\s|Theo đề nghị|Xét\s+(?:đề nghị|Tờ trình)"
    r"|\((?:Ban hành )?[Kk]èm theo\s|Nơi nhận"
    r")"
)
_RUNNING = re.compile(
    rf"{_OPENING}(?:(?:Điều|ĐIỀU)\s+\d+[a-zđ]?\s*(?:[.:]|$)|\d{{1,3}}[a-zđ]?\.\s|[a-zđ]{{1,2}}\)\s|{_HIGHER}\s+{_NUMBER}\b)"
)
_LABEL = re.compile(rf"{_OPENING}(?:{_HIGHER}\s+{_NUMBER}\.?|{_KINDS})")
_MARKED_LABEL = re.compile(r"^(\s*[“”\"]?(?:(?:Điều|ĐIỀU)\s+)?(?:\d{1,3}[a-zđ]?\.?|[a-zđ]{1,2}\)))(\W?\[\d{1,3}\])")
_NUMBER_ONLY = re.compile(r"[\[“”\"]?(?:(?:Điều|ĐIỀU)\s+)?(?:\d{1,3}[a-zđ]?\.?|[a-zđ]{1,2}\))")
_WITHIN = re.compile(r"\w[-/]$")
_STROKES = frozenset("-–—―_=*~ ")
_LONG = 50
_STRONG_END = (".", ";", ":", "./.", "!", "?", "”", '"', "…")


def starts_unit(line: str) -> bool:
    """Whether a line begins a unit: a Phần … Điều, khoản, điểm, bullet, recital, annex or the list of recipients.

    >>> [starts_unit(s) for s in ("Điều 5. Hồ sơ", "Điều 5 Luật này", "a) Đơn", "đến 5. 000")]
    [True, False, True, False]
    """
    return _STARTS.match(line) is not None


def starts_running_text(line: str) -> bool:
    """Whether a line begins a heading, Điều, khoản or điểm (a bullet or a recital is not enough)."""
    return _RUNNING.match(line) is not None


def is_label(line: str) -> bool:
    """Whether a line is no more than the label of a heading or the kind of an act, whose title stands on the next.

    >>> [is_label(s) for s in ("Chương II", "NGHỊ ĐỊNH", "Chương II QUY ĐỊNH CHUNG")]
    [True, True, False]
    """
    return _LABEL.fullmatch(line.strip()) is not None


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a paragraph may end."""
    return line.rstrip().endswith(_STRONG_END)


def is_capitals(line: str) -> bool:
    """Whether a line has at least three letters, all of them capitals."""
    return line.isupper() and sum(map(str.isalpha, line)) >= 3


def is_ornament(text: str) -> bool:
    """Whether a line is a drawn one: strokes only, at least three (dots are blanks to fill in)."""
    strokes = text.strip()
    return len(strokes) >= 3 and set(strokes) <= _STROKES


def with_mark(text: str, mark: str) -> str:
    """Text with the mark of a note after it; a blank parts the mark from a number that labels the line.

    >>> with_mark("8.", "[5]"), with_mark("Quân đội", "[5]")
    ('8. [5]', 'Quân đội[5]')
    """
    return f"{text} {mark}" if _NUMBER_ONLY.fullmatch(text) else text + mark


def composed(text: str) -> str:
    """The text in NFC, as all rules of this module expect it."""
    return text if is_normalized("NFC", text) else normalize("NFC", text)


def spaced_label(line: str) -> str:
    """A line whose number or letter has the mark of a note straight after it, parted by a blank.

    >>> spaced_label("c)[43] Gói thầu")
    'c) [43] Gói thầu'
    """
    return _MARKED_LABEL.sub(r"\1 \2", line) if "[" in line else line


def joined(texts: Iterable[str]) -> str:
    """Pieces of broken lines in one: parted by a blank, but not after a hyphen or stroke within a word or number.

    >>> joined(["Số: 01/2022/TTLT-BCA-", "BQP", "ngày"])
    'Số: 01/2022/TTLT-BCA-BQP ngày'
    """
    out: list[str] = []
    for text in texts:
        if out and text:
            out.append("" if holds_together(out[-1], text) else " ")
        out.append(text)
    return "".join(out)


def holds_together(before: str, after: str) -> bool:
    """Whether a line end falls within a word or number, after its hyphen or stroke."""
    return after[:1].isalnum() and _WITHIN.search(before) is not None


def goes_on(before: str, line: str) -> bool:
    """Whether a line is the rest of the paragraph before: that is long and has no end, and the line begins small or with a number.

    >>> goes_on("3. Phương tiện tham gia giao thông đường bộ là phương tiện giao thông đường", "bộ tham gia giao thông.")
    True
    """
    if len(before) < _LONG or not (line[:1].islower() or line[:1].isdigit()) or starts_unit(line):
        return False
    return not ends_sentence(before) and not is_label(before)


def split_breaks(text: str) -> list[str]:
    r"""The lines of a paragraph with manual breaks: a break parts where a unit, a title or a new sentence begins.

    >>> split_breaks("Chương I\nNHỮNG QUY ĐỊNH\nCHUNG")
    ['Chương I', 'NHỮNG QUY ĐỊNH CHUNG']
    """
    if "\n" not in text:
        return [text]
    lines: list[str] = []
    for piece in text.split("\n"):
        piece = piece.strip()
        if not piece:
            continue
        if not lines or _parts(lines[-1], piece):
            lines.append(piece)
        else:
            lines[-1] = f"{lines[-1]} {piece}"
    return lines


def _parts(before: str, after: str) -> bool:
    return (
        starts_unit(after)
        or is_label(before)
        or is_label(after)
        or is_ornament(before)
        or is_ornament(after)
        or ends_sentence(before)
        or is_capitals(before) != is_capitals(after)
    )
