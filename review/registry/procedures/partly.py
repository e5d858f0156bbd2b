"""Names that say a record's name in part: those that leave words to the text around them, and lists of which the record is one item."""

import re
from collections.abc import Iterable

from rapidfuzz.distance import Indel

from review.registry.procedures.scoring import Query
from review.registry.procedures.text import syllables, word_list

SAID_LEAST = 0.1
"""Score from which the only name that the text around a procedure completes is taken."""
ITEM_LEAST = 0.03
"""Score from which the record of an item is taken besides the list's own; where the list holds all its words none is asked."""
_GENERIC = word_list("generic")
_FILLER = word_list("filler")
_BRACKETS = re.compile(r"\([^()]*\)?")
_TOKEN = re.compile(r"\w+|[,;/]")
_SEPARATORS = frozenset((",", ";", "/", "và", "hoặc", "hay"))
_KEPT = 3
"""Fewest words that an item's name has in common with the list."""


def completed(query: Query, keys: Iterable[str]) -> str | None:
    """The one of the names drawn that the text around the procedure completes: it leaves out no telling word of the procedure's name, and
    its further words, filler aside, stand in its parts, in headings above it or in the articles on scope. Null where none or several do.
    """
    said = query.context.union(query.words, _FILLER, *query.setting)
    telling = query.words - _GENERIC
    found = [key for key in keys if telling.issubset(words := frozenset(syllables(key))) and words - query.words and words <= said]
    return found[0] if len(found) == 1 else None


def item_of(query: Query, key: str) -> bool | None:
    """Whether a record's name is that of one item of the procedure's name, a list: what it lacks begins or ends at a separator.

    True where the procedure's name holds all its words, false where its further words stand in the text around, null where it is no item.
    Cost: the product of the two lengths in words over the word size of the machine.
    """
    listed, name = _tokens(query.key), [token for token in _tokens(key) if token not in _SEPARATORS]
    held = set(listed)
    kept = [token for token in name if token in held]
    if len(kept) < _KEPT or not _left_out_whole(listed, kept):
        return None
    lacking = set(name) - held - _FILLER
    return not lacking if lacking <= query.context.union(*query.setting) else None


def _left_out_whole(listed: list[str], kept: list[str]) -> bool:
    items = False
    for step in Indel.opcodes(listed, kept):
        if step.tag == "insert":
            return False
        begin, end = step.src_start, step.src_end
        if step.tag == "equal" or _SEPARATORS.issuperset(listed[begin:end]) or (not begin and _GENERIC.issuperset(listed[:end])):
            continue
        while listed[begin] not in _SEPARATORS and listed[end - 1] not in _SEPARATORS:
            if not begin or listed[begin - 1] != listed[end - 1]:
                return False
            begin, end = begin - 1, end - 1
        items = True
    return items


def _tokens(key: str) -> list[str]:
    return _TOKEN.findall(_BRACKETS.sub(" ", key))
