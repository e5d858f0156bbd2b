"""Two documents side by side: what of the one stands where in the other, and which words changed."""

from functools import cached_property
from typing import Literal

from pydantic import ConfigDict, Field

from review.contract.base import Model, NodeKind, Notice, PartKind, Span
from review.contract.consolidation import Operation
from review.contract.procedures import Difference
from review.contract.structure import DocumentInfo

PairKind = Literal["same", "edited", "moved", "renumbered", "split", "merged", "added", "dropped"]
"""What became of a passage. ``same``, ``added`` and ``dropped`` stand alone, the others combine."""


class Passage(Model):
    """A piece of a text that is compared as one: a heading, the lead-in or text of a khoản or điểm, a paragraph, a table row.

    ``path`` is the address of the node that holds it, ``span`` its own words with the number (``number``) they begin with.
    """

    path: str
    kind: NodeKind
    number: str | None = None
    span: Span


class WordChange(Model):
    """Words of the old text and what stands for them in the new; either span may be empty (an insertion, a deletion).

    ``number`` marks a changed number of the provision itself, which is no change of its words.
    """

    old: Span
    new: Span
    number: bool = False


class Pair(Model):
    """Passages of the old text and of the new that are the same provision. ``likeness`` is 0 to 1; ``changes`` stand in text order."""

    id: str
    kinds: tuple[PairKind, ...]
    old: tuple[Passage, ...] = ()
    new: tuple[Passage, ...] = ()
    changes: tuple[WordChange, ...] = ()
    likeness: float = 1.0

    def has(self, *kinds: PairKind) -> bool:
        """Whether any of the kinds is among those of the pair."""
        return any(kind in self.kinds for kind in kinds)


class ArticlePair(Model):
    """What became of a whole Điều or annex: addresses on both sides, the kinds of its passages summed up."""

    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    kinds: tuple[PairKind, ...]


class ProcedureChange(Model):
    """A procedure before and after. ``old_span`` and ``new_span`` are where each text names it."""

    verdict: Literal["added", "dropped", "changed", "same", "known"]
    name: str
    old_name: str | None = None
    old_path: str | None = None
    new_path: str | None = None
    old_span: Span | None = None
    new_span: Span | None = None
    differences: tuple[Difference, ...] = ()
    compared: tuple[PartKind, ...] = ()


class RequirementChange(Model):
    """A requirement, condition, prohibition or reporting duty that one of the texts lacks, or has in other words."""

    verdict: Literal["added", "dropped", "changed"]
    kind: Literal["requirement", "condition", "prohibition", "reporting"]
    old_path: str | None = None
    new_path: str | None = None
    old_span: Span | None = None
    new_span: Span | None = None


class Comparison(Model):
    """What two documents have in common and where they differ: ``soat.comparison/1``.

    ``pairs`` stand in the order of the new text, what was dropped after what it followed in the old. ``procedures`` and
    ``requirements`` are null where they were not asked for. Where the new text is the old one as amending drafts leave it, ``amenders``
    are these drafts (without their texts) and ``operations`` their commands with what became of each.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    schema_: Literal["soat.comparison/1"] = Field(default="soat.comparison/1", alias="schema")
    old: DocumentInfo
    new: DocumentInfo
    pairs: tuple[Pair, ...] = ()
    articles: tuple[ArticlePair, ...] = ()
    counts: dict[PairKind, int] = {}
    procedures: tuple[ProcedureChange, ...] | None = None
    requirements: tuple[RequirementChange, ...] | None = None
    amenders: tuple[DocumentInfo, ...] = ()
    operations: tuple[Operation, ...] = ()
    notices: tuple[Notice, ...] = ()

    @cached_property
    def changed(self) -> tuple[Pair, ...]:
        """The pairs that are not the same."""
        return tuple(pair for pair in self.pairs if not pair.has("same"))

    def to_json(self) -> str:
        """The comparison as JSON, one line; byte-identical for equal comparisons."""
        return self.model_dump_json(by_alias=True)
