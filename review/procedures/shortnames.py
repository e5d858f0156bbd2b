"""Short names that a draft defines ("sau đây gọi tắt là …"), and what they stand for."""

import re
from dataclasses import dataclass
from typing import Final

from review.procedures.fold import Loose

_DEFINED: Final = Loose(r"(?i)\b(?:gọi|viết)\s+(?:tắt\s+|chung\s+)*là:?\s+[\"“]?(?P<short>[^)“”\"\n]{2,140}?)[\"”]?\)")
_BEFORE: Final = re.compile(r"(?P<before>[^.;:()\n]{4,320}?)\s*\([^()\n]{0,80}$")
_HEAD: Final = Loose(
    r"(?i)\b(?:giấy\s+(?:phép|chứng\s+nhận|xác\s+nhận|đăng\s+ký|chứng\s+thực)|chứng\s+chỉ|thẻ|quyết\s+định|văn\s+bản"
    r"|danh\s+hiệu|mã\s+số|số\s+lưu\s+hành)\b"
)


@dataclass(frozen=True)
class ShortName:
    """A short name and its long form as printed."""

    short: str
    long: str

    @property
    def acronym(self) -> bool:
        """Whether the short name is written in capitals, as COA or VNeID."""
        return len(self.short) <= 16 and " " not in self.short and self.short.upper() == self.short


def find_short_names(text: str) -> dict[str, ShortName]:
    """The short names of a draft by their lower-case form; the first definition wins."""
    out: dict[str, ShortName] = {}
    for found in _DEFINED.finditer(text):
        opening = _BEFORE.search(text, max(0, found.start() - 420), found.start())
        if opening is None:
            continue
        short = text[found.start("short") : found.end("short")].strip(' “”".,;')
        before = re.sub(r"^[“\"]?\s*(?:Điều\s+\d+\w*\.|\d+\.|[a-zđ]\))\s*", "", opening["before"].strip())
        if len(short) >= len(before):
            continue
        at = before.lower().rfind(short.lower())
        if at >= 0 and at + len(short) < len(before):
            long = before[at:]
        elif short.upper() == short:
            heads = list(_HEAD.finditer(before))
            fits = [h for h in heads if _initials(before[h.start() :]) == short.upper()]
            long = before[(fits or heads)[0].start() :] if heads else before
            long = re.split(r"\s+[-–]\s+(?=[A-Z][a-z]+ [a-z])", long)[0]
        else:
            long = before
        if len(long) > len(short) + 2:
            out.setdefault(short.lower(), ShortName(short, long.strip(" ,")))
    return out


def _initials(words: str) -> str:
    """The first letters of words.

    >>> _initials("Giấy chứng nhận lưu hành")
    'GCNLH'
    """
    return "".join(w[0] for w in words.split()).upper()
