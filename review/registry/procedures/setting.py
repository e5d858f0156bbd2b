"""What a draft says around a procedure: the headings it stands under and the articles on scope, which name what names leave out.

"Chấp thuận thay đổi tên" in a chapter on co-operative banks is the change of a co-operative bank's name. The draft's own title is
never read for this.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from review.contract.base import Model, Span
from review.contract.document import Document
from review.contract.structure import Structure
from review.registry.procedures.index import terms
from review.registry.procedures.text import folded_words

_SCOPE = re.compile(r"(?i)\W*(?:phạm vi điều chỉnh|phạm vi áp dụng|đối tượng áp dụng|đối tượng và phạm vi)\b")
_HEADED = frozenset(("phan", "chuong", "muc", "tieu_muc", "dieu"))
_MOST = 1200
"""Characters read of an article on scope and of a heading."""
_SCOPES = 4
"""Articles on scope that are read: the draft's own and those of the regulations attached to it."""


class Setting(Model):
    """Words that stand over all of ``span``."""

    span: Span
    words: str


def settings_of(document: Document, structure: Structure) -> tuple[Setting, ...]:
    """The settings of a draft: what its articles on scope say, which stands over the whole text, and its headings."""
    text = document.text
    scope, headed = [], []
    for node in structure.nodes:
        if node.kind not in _HEADED:
            continue
        heading = node.heading or (text[slice(*node.heading_span)] if node.heading_span else "")
        if node.kind == "dieu" and not node.quoted and _SCOPE.match(heading):
            begin = node.heading_span[1] if node.heading_span else node.span[0]
            scope.append(text[begin : node.span[1]][:_MOST])
        elif heading:
            headed.append(Setting(span=node.span, words=heading[:_MOST]))
    return (Setting(span=(0, len(text)), words="\n".join(scope[:_SCOPES])), *headed)


@dataclass(frozen=True, eq=False)
class Around:
    """The settings of a draft, found by offset: a look-up costs the depth of the outline, not the number of headings."""

    settings: Sequence[Setting] = ()

    @cached_property
    def _order(self) -> list[Setting]:
        return sorted(self.settings, key=lambda s: (s.span[0], -s.span[1]))

    @cached_property
    def _starts(self) -> list[int]:
        return [setting.span[0] for setting in self._order]

    @cached_property
    def _parents(self) -> list[int]:
        open_: list[int] = []
        parents = []
        for number, setting in enumerate(self._order):
            while open_ and self._order[open_[-1]].span[1] <= setting.span[0]:
                open_.pop()
            parents.append(open_[-1] if open_ else -1)
            open_.append(number)
        return parents

    @cached_property
    def _layers(self) -> dict[int, tuple[frozenset[str], ...]]:
        return {-1: ()}

    def over(self, offset: int) -> tuple[frozenset[str], ...]:
        """The syllables and pairs of syllables that stand over an offset of the draft's text, the innermost heading last; each setting
        only with what those around it do not say.
        """
        number = bisect_right(self._starts, offset) - 1
        while number >= 0 and offset >= self._order[number].span[1]:
            number = self._parents[number]
        return self._down_to(number)

    def _down_to(self, number: int) -> tuple[frozenset[str], ...]:
        layers = self._layers.get(number)
        if layers is None:
            above = self._down_to(self._parents[number])
            said = frozenset(terms(folded_words(self._order[number].words)))
            layers = self._layers[number] = (*above, said.difference(*above))
        return layers
