"""The tables by which acts are known: type words, signs of numbers, names of laws, issuers that hold a comma."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, cast, get_args

from review.contract.base import DocType
from review.settings import data_dir

_TONES: Final = {
    a[0] + a[1]: b[0] + b[1]
    for a, b in (
        ("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa"),
        ("oè", "òe"), ("oé", "óe"), ("oẻ", "ỏe"), ("oẽ", "õe"), ("oẹ", "ọe"),
        ("uỳ", "ùy"), ("uý", "úy"), ("uỷ", "ủy"), ("uỹ", "ũy"), ("uỵ", "ụy"),
    )
}  # fmt: skip
_TONE = re.compile("|".join(_TONES))
_TOKEN = re.compile(r"[^\S\n]*(\w+|[,/()–-])")
_WRAPPED = re.compile(r"[^\S\n]*\n?[^\S\n]*(\w+|[,/()–-])")
_END: Final = ""


@lru_cache(maxsize=20_000)
def fold_word(word: str) -> str:
    """A word in lower case with its tone mark where the old spelling has it (hoá → hóa, thuỷ → thủy).

    >>> fold_word("Thuỷ"), fold_word("hóa") == fold_word("Hoá")
    ('thủy', True)
    """
    return _TONE.sub(lambda found: _TONES[found.group()], word.lower())


@dataclass(frozen=True)
class ActType:
    """A type word, its document type and its height among the sources of law (9 is highest)."""

    word: str
    doc_type: DocType
    rank: int


@dataclass(frozen=True)
class Sign:
    """First part of a sign. ``use``: ``yes`` known without a type word, ``no`` only with one, ``never`` no act."""

    sign: str
    doc_type: DocType | None
    use: str


class Lexicon:
    """The tables, ready for look-up.

    ``types`` is keyed by the folded type word; ``names`` is a tree of folded words, one for each kind ("luật",
    "bộ luật", "pháp lệnh").
    """

    def __init__(
        self, *, types: tuple[ActType, ...], signs: tuple[Sign, ...], names: tuple[tuple[str, str], ...], issuers: tuple[str, ...]
    ) -> None:
        self.types = {fold_phrase(t.word): t for t in types}
        self.signs = {s.sign: s for s in signs}
        self.issuers = tuple(sorted(issuers, key=len, reverse=True))
        self._names: dict[str, dict[str, Any]] = {}
        for kind, name in names:
            _plant(self._names.setdefault(fold_phrase(kind), {}), name)

    def law_end(self, text: str, at: int, kind: str, end: int) -> int:
        """Where the longest known name of a law that begins at ``at`` ends, or -1. ``kind`` is the folded type word.

        A name may run over one line end.
        """
        return _longest(self._names.get(kind), text, at, end)


class ShortNames:
    """Names that a draft gives to laws itself ("sau đây gọi là Luật PPP")."""

    def __init__(self) -> None:
        self._names: dict[str, dict[str, Any]] = {}

    def add(self, kind: str, name: str) -> None:
        """Take in a name without its type word."""
        _plant(self._names.setdefault(kind, {}), name)

    def law_end(self, text: str, at: int, kind: str, end: int) -> int:
        """As :meth:`Lexicon.law_end`."""
        return _longest(self._names.get(kind), text, at, end)


def _plant(node: dict[str, Any], name: str) -> None:
    for found in _TOKEN.finditer(name):
        node = node.setdefault(fold_word(found[1]), {})
    node[_END] = True


def _longest(node: dict[str, Any] | None, text: str, at: int, end: int) -> int:
    last = -1
    token = _TOKEN
    while node:
        found = token.match(text, at, end)
        if found is None:
            break
        node = node.get(fold_word(found[1]))
        if node is None:
            break
        at, token = found.end(), _WRAPPED
        if _END in node:
            last = at
    return last


def fold_phrase(phrase: str) -> str:
    """Words folded and joined by single spaces.

    >>> fold_phrase("Bộ  Luật")
    'bộ luật'
    """
    return " ".join(map(fold_word, phrase.split()))


def _table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines if not line.startswith("#")]


@lru_cache(maxsize=1)
def packaged() -> Lexicon:
    """The tables of ``corpora/citations``, read once in a process."""
    folder = data_dir("corpora") / "citations"
    known = set(get_args(DocType))
    return Lexicon(
        types=tuple(ActType(w, cast("DocType", d), int(r)) for w, d, r in _table(folder / "act_types.tsv")),
        signs=tuple(Sign(s, cast("DocType", d) if d in known else None, use) for s, d, use in _table(folder / "signs.tsv")),
        names=tuple((row[0], row[1]) for row in _table(folder / "law_names.tsv")[1:]),
        issuers=tuple(row[0] for row in _table(folder / "issuers.tsv")),
    )
