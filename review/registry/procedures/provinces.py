"""Which province a name, an agency or an issuer belongs to, by its name of today or a former one."""

import csv
import re
from functools import lru_cache
from pathlib import Path

from review.registry.procedures.text import fold
from review.settings import data_dir

_HCM = {"tphcm": "Hồ Chí Minh", "tp hcm": "Hồ Chí Minh", "tp.hcm": "Hồ Chí Minh", "tpct": "Cần Thơ", "sài gòn": "Hồ Chí Minh"}


class Provinces:
    """The provinces since 1 July 2025 with the former ones merged into each.

    >>> Provinces.packaged().of("Sở Nông nghiệp và Môi trường - Tỉnh Đắk Lắk"), Provinces.packaged().of("tỉnh Hà Giang")
    ('Đắk Lắk', 'Tuyên Quang')
    """

    def __init__(self, rows: list[tuple[str, str]]) -> None:
        self._of: dict[str, str] = dict(_HCM)
        for name, former in rows:
            for alias in (name, *filter(None, former.split("|"))):
                self._of[fold(alias)] = name
        longest_first = sorted(self._of, key=lambda alias: (-len(alias), alias))
        alternatives = "|".join(re.escape(alias) for alias in longest_first)
        self._named = re.compile(rf"(?:\b(?:tỉnh|thành phố|tp)\b[.\s]*)({alternatives})\b")
        self._any = re.compile(rf"\b({alternatives})\b")
        self._prefix = re.compile(rf"^(?:(?:{alternatives})\s*(?:\([^)]*\))?\s*[-:]|\((?:{alternatives})\))\s*")
        self._suffix = re.compile(rf"\s*[-(]?\s*\((?:[^()]*\b)?(?:{alternatives})\b[^()]*\)\s*$")

    @classmethod
    @lru_cache(maxsize=1)
    def packaged(cls) -> "Provinces":
        """The table that travels with the package."""
        return cls.read(data_dir("corpora") / "procedures" / "provinces.tsv")

    @classmethod
    def read(cls, path: Path) -> "Provinces":
        """A table ``name, kind, former`` (former names parted by ``|``)."""
        with path.open(encoding="utf-8", newline="") as stream:
            return cls([(row["name"], row["former"] or "") for row in csv.DictReader(stream, delimiter="\t")])

    def of(self, text: str | None) -> str | None:
        """The province of today that the text names, one named with "tỉnh" or "thành phố" first; null when none is."""
        if not text:
            return None
        folded = fold(text)
        hit = self._named.search(folded) or self._any.search(folded)
        return self._of[hit.group(1)] if hit else None

    def trimmed(self, folded: str) -> str:
        """A folded name without the province it is prefixed or suffixed with.

        >>> Provinces.packaged().trimmed("thái nguyên (cấp tỉnh) - tách thửa"), Provinces.packaged().trimmed("(hà nội) tách thửa")
        ('tách thửa', 'tách thửa')
        >>> Provinces.packaged().trimmed("tách thửa (tpct)")
        'tách thửa'
        """
        return self._suffix.sub("", self._prefix.sub("", folded)) or folded
