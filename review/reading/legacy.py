"""TCVN3 (ABC) and VNI text to Unicode.

Sources of the tables: TCVN 5712:1993, third set (one byte a letter; toned capitals have no code of their own, fonts whose
name ends in H draw the small codes as capitals), and the published VNI-Windows layout (base letter, then mark).
Both are given as the characters that their bytes stand for in Windows-1252.
"""

import re
from collections.abc import Callable
from typing import Literal

from review.reading.syllables import is_syllable, share_possible

Legacy = Literal["tcvn3", "vni"]

_TCVN3 = dict(
    zip(
        bytes([*range(0xA1, 0xAF), *range(0xB5, 0xBA), *range(0xBB, 0xBF), *range(0xC6, 0xCD), *range(0xCE, 0xD9),
               *range(0xDC, 0xE0), *range(0xE1, 0xF0), *range(0xF1, 0xFF)]).decode("latin-1"),
        "ĂÂÊÔƠƯĐăâêôơưđ" "àảãáạ" "ằẳẵắ" "ặầẩẫấậè" "ẻẽéẹềểễếệìỉ" "ĩíịò" "ỏõóọồổỗốộờởỡớợù" "ủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)  # fmt: skip
_VNI_PLAIN = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ", "ñ": "đ"}
_VNI_TONES = "ùøûõï"
_VNI_PAIRS = {
    "a": ("áàảãạ", {"ê": "ă", "é": "ắ", "è": "ằ", "ú": "ẳ", "ü": "ẵ", "ë": "ặ", "â": "â",
                   "á": "ấ", "à": "ầ", "å": "ẩ", "ã": "ẫ", "ä": "ậ"}),
    "e": ("éèẻẽẹ", {"â": "ê", "á": "ế", "à": "ề", "å": "ể", "ã": "ễ", "ä": "ệ"}),
    "o": ("óòỏõọ", {"â": "ô", "á": "ố", "à": "ồ", "å": "ổ", "ã": "ỗ", "ä": "ộ"}),
    "ô": ("ớờởỡợ", {}),
    "u": ("úùủũụ", {}),
    "ö": ("ứừửữự", {}),
    "y": ("ýỳỷỹ", {}),
}  # fmt: skip


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_PLAIN)
    for base, (toned, others) in _VNI_PAIRS.items():
        table.update({base + mark: letter for mark, letter in zip(_VNI_TONES, toned, strict=False)})
        table.update({base + mark: letter for mark, letter in others.items()})
    capitals = {code.upper(): letter.upper() for code, letter in table.items()}
    mixed = {code[0].upper() + code[1:]: letter.upper() for code, letter in table.items() if len(code) == 2}
    return table | mixed | capitals


_VNI = _vni_table()
_VNI_CODES = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_UNICODE_ONLY = re.compile("[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_MARKED = re.compile("[\u00a1-\u00ff]")
_FEW = 3
_MOST = 0.85
_GAIN = 0.25


def from_tcvn3(text: str, *, capitals: bool = False) -> str:
    r"""TCVN3 text as Unicode; ``capitals`` for text set in a font of capitals (.VnTimeH).

    >>> from_tcvn3("®\xadîc"), from_tcvn3("céng hßa", capitals=True)
    ('được', 'CỘNG HÒA')
    """
    converted = text.translate(_TCVN3_TABLE)
    return converted.upper() if capitals else converted


_TCVN3_TABLE = str.maketrans(_TCVN3)


def to_tcvn3(text: str) -> str:
    """Unicode as TCVN3; toned capitals become small codes, as the set has no others."""
    codes = {letter: code for code, letter in _TCVN3.items()}
    return "".join(codes.get(c) or codes.get(c.lower()) or c for c in text)


def from_vni(text: str) -> str:
    """VNI text as Unicode, longest match first.

    >>> from_vni("ñöôïc höôûng")
    'được hưởng'
    """
    return _VNI_CODES.sub(lambda match: _VNI[match[0]], text)


def to_vni(text: str) -> str:
    """Unicode as VNI."""
    codes: dict[str, str] = {}
    for code, letter in _VNI.items():
        if letter not in codes or code[0].isupper() == code[-1].isupper():
            codes[letter] = code
    return "".join(codes.get(c, c) for c in text)


def detect(text: str) -> Legacy | None:
    """The legacy encoding in which most marked words of a text become possible syllables, if they are none as they stand."""
    sample = "\n".join(line for line in text[:200_000].split("\n") if _MARKED.search(line) and not _UNICODE_ONLY.search(line))
    now, count = share_possible(sample)
    if count < _FEW or now > _MOST - _GAIN:
        return None
    scores: dict[Legacy, float] = {"tcvn3": share_possible(from_tcvn3(sample))[0], "vni": share_possible(from_vni(sample))[0]}
    best: Legacy = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= _MOST and scores[best] >= now + _GAIN else None


def converter(encoding: Legacy) -> Callable[[str], str]:
    """A function that converts a line, unless it is Unicode already: nothing is converted twice."""
    change = from_tcvn3 if encoding == "tcvn3" else from_vni

    def convert(line: str) -> str:
        if not _MARKED.search(line) or _UNICODE_ONLY.search(line):
            return line
        changed = change(line)
        return changed if _possible(changed) >= _possible(line) else line

    return convert


def _possible(line: str) -> int:
    return sum(is_syllable(token) for token in re.findall(r"[^\W\d_]+", line))
