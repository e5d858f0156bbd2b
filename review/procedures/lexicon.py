"""Word lists of the stage, read once from ``corpora/procedures_lexicon``, and the patterns built from them."""

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from review.settings import data_dir

UPPER: Final = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"


@dataclass(frozen=True)
class Lexicon:
    """The word lists: actions that name a procedure, nouns of results, nouns of papers, names of agencies' fields."""

    actions: dict[str, str]
    results: tuple[str, ...]
    papers: tuple[str, ...]
    agency_names: tuple[str, ...]

    def alternation(self, words: tuple[str, ...]) -> str:
        """A pattern for any of the words, the longest first, with free white space."""
        return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=lambda w: (-len(w), w)))


def _column(path: Path, columns: int) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [row for row in rows[1:] if len(row) >= columns]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The packaged word lists, read once."""
    folder = data_dir("corpora") / "procedures_lexicon"
    return Lexicon(
        actions={row[0]: row[1] for row in _column(folder / "actions.tsv", 2)},
        results=tuple(row[0] for row in _column(folder / "results.tsv", 1)),
        papers=tuple(row[0] for row in _column(folder / "papers.tsv", 1)),
        agency_names=tuple(row[0] for row in _column(folder / "agency_names.tsv", 1)),
    )
