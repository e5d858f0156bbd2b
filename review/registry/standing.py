"""Which words of one text stand in another whatever their number: what stands in both has not changed."""

import re
from collections.abc import Iterable

from review.contract.base import Span
from review.contract.document import Document
from review.contract.procedures import Difference, Procedure
from review.registry.procedures.facts import head
from review.registry.procedures.text import fold

LINE = 5
"""Words from which a line is told from others by its words alone."""
_NUMBER = re.compile(r"^\W*(?:(?:điều|mục|chương|phụ lục)\s+\w+|\d+[a-zđ]?(?:\.\d+)*|[a-zđ]{1,2})\s*[.):]\s*", re.IGNORECASE)


class Standing:
    """A text with its lines as keys, without their numbers and with spelling folded. Linear in the text."""

    def __init__(self, document: Document) -> None:
        self.index, text = document.lines, document.text
        self.keys = [fold(_NUMBER.sub("", text[slice(*self.index.span(i))])) for i in range(len(self.index))]
        self.first: dict[str, int] = {}
        for number, key in enumerate(self.keys):
            self.first.setdefault(key, number)

    def _lines(self, span: Span) -> range:
        return range(self.index.line_of(span[0]), self.index.line_of(max(span[0], span[1] - 1)) + 1)

    def all_in(self, other: "Standing", spans: Iterable[Span]) -> bool:
        """Whether all lines of the spans stand in another text, too."""
        return all(self.keys[line] in other.first for span in spans for line in self._lines(span))

    def standing_in(self, other: "Standing", span: Span) -> Span | None:
        """Where the line of a span stands in another text, if it does and is long enough to be told from others."""
        key = self.keys[self.index.line_of(span[0])]
        line = other.first.get(key) if len(key.split()) >= LINE else None
        return other.index.span(line) if line is not None else None


def stood(difference: Difference, before: Procedure, old: Standing, new: Standing) -> bool:
    """Whether the words of a difference stand in both texts: then the stages read one of them otherwise, and nothing changed."""
    if difference.span is not None:
        return new.all_in(old, (difference.span,))
    parts = [p for p in before.of(difference.part) if head(p.paper or p.quote) == (difference.registry or "").removesuffix("…")]
    return bool(parts) and all(old.all_in(new, (p.span,)) for p in parts)
