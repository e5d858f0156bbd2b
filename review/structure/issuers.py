"""Who issues an act: names in capitals become names as registers write them, signs name their body."""

import csv
import re
from functools import cache
from importlib.resources import files
from typing import Final, Literal, NamedTuple

from review.contract.numbers import normalise_number

_LOCAL = re.compile(
    r"(?i)(?P<body>ủy ban nhân dân|uỷ ban nhân dân|hội đồng nhân dân|ubnd|hđnd)\s+"
    r"(?P<unit>tỉnh|thành phố|tp\.?|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)\s+"
    r"(?P<place>[^\W\d_][^|,.;:\d\n_]*?)"
    r"(?=\s*(?:$|[|,.;:\d_\n]|[-–—=*]{2,}|\bsố\b|\bcộng\b|\bban hành\b|\bkhóa\b|\bkhoá\b|\bkỳ họp\b|\bquyết\b))"
)
_BODIES: Final = {
    "ủy ban nhân dân": "Ủy ban nhân dân", "uỷ ban nhân dân": "Ủy ban nhân dân", "ubnd": "Ủy ban nhân dân",
    "hội đồng nhân dân": "Hội đồng nhân dân", "hđnd": "Hội đồng nhân dân",
}  # fmt: skip
_COMMUNE: Final = ("xã", "phường", "đặc khu", "thị trấn")

Level = Literal["central", "province", "commune"]


class Issuer(NamedTuple):
    """A body that issues acts: its name as registered, and its level."""

    name: str
    level: Level


@cache
def _table() -> dict[str, Issuer]:
    text = (files(__package__) / "issuers.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t")
    return {row["sign"]: Issuer(row["name"], _level(row["level"])) for row in rows}


def _level(text: str) -> Level:
    return "central" if text == "central" else "commune" if text == "commune" else "province"


@cache
def _names() -> dict[str, Issuer]:
    return {_key(issuer.name): issuer for issuer in _table().values() if issuer.name not in _BODIES.values()}


def _key(name: str) -> str:
    folded = name.casefold().replace("uỷ", "ủy").replace("hoá", "hóa").replace("toà", "tòa").replace("–", "-")
    return re.sub(r"[\s,]+", " ", folded).strip()


def place_name(text: str) -> str:
    """A place name with the capitals that registers give it.

    >>> place_name("KHÁNH HÒA"), place_name("BÀ RỊA - VŨNG TÀU"), place_name("Hồ Chí Minh")
    ('Khánh Hòa', 'Bà Rịa - Vũng Tàu', 'Hồ Chí Minh')
    """
    text = re.sub(r"\s+", " ", text).strip(" -–—")
    return text.title() if text.upper() == text else text


def by_sign(sign: str) -> Issuer | None:
    """The body whose sign ends an act's number ("/2026/TT-BCT" → Bộ Công Thương); local bodies lack their place.

    A joint act is issued by all bodies of its sign.

    >>> by_sign("/2026/TT-BCT").name, by_sign("64/2025/QH15").name, by_sign("1/2020/QĐ-TTg").name
    ('Bộ Công Thương', 'Quốc hội', 'Thủ tướng Chính phủ')
    """
    last = normalise_number(sign).rpartition("/")[2]
    found = [issuer for part in last.split("-") if (issuer := _of_part(part)) is not None]
    if len(found) > 1 and last.startswith(("TTLT", "NQLT")):
        return Issuer(", ".join(issuer.name for issuer in found), "central")
    return found[-1] if found else None


def _of_part(part: str) -> Issuer | None:
    table = _table()
    part = "TTg" if part.upper() == "TTG" else part.upper()
    return table.get(part) or table.get(part.rstrip("0123456789")) or table.get(part.removeprefix("CT"))


def by_name(text: str) -> Issuer | None:
    """The body that a line of the title block or the enacting words name, local bodies with their place.

    >>> by_name("ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA | CỘNG HÒA"), by_name("BỘ CÔNG THƯƠNG -------")
    (Issuer(name='Ủy ban nhân dân tỉnh Khánh Hòa', level='province'), Issuer(name='Bộ Công Thương', level='central'))
    """
    found = _LOCAL.search(text)
    if found:
        unit = found["unit"].lower()
        unit = "thành phố" if unit.startswith("tp") else unit
        name = f"{_BODIES[found['body'].lower()]} {unit} {place_name(found['place'])}"
        return Issuer(name, "commune" if unit in _COMMUNE else "province")
    key = _key(text)
    best: Issuer | None = None
    where = len(key)
    for name, issuer in _names().items():
        at = key.find(name)
        if 0 <= at < where or (at == where and best and len(name) > len(_key(best.name))):
            best, where = issuer, at
    return best
