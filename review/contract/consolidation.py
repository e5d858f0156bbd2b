"""The text as it will stand: a base act with amending commands applied, and what became of every command."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from pydantic import ConfigDict, Field

from review.contract.base import DocType, Model, Notice, Span
from review.contract.document import Document
from review.contract.structure import Node, Structure

Outcome = Literal["applied", "missed", "conflict"]
"""``applied``: the text is changed. ``missed``: target, phrase or new text not found. ``conflict``: it clashes with an earlier command."""

Cause = Literal[
    "no_target", "no_phrase", "no_text", "no_place", "unsupported", "same_node", "repealed", "taken", "not_yet", "no_act", "ambiguous",
]  # fmt: skip
"""Why a command was not applied; ``not_yet``: it takes effect after the day asked for; ``no_act``: it doesn't say which act it changes;
``ambiguous``: the base has several provisions of that address."""


class ActIdentity(Model):
    """An act as the notes of a consolidated text name it. Dates are ISO days; ``effective`` is the first day in force, if known."""

    number: str | None = None
    title: str | None = None
    issued: str | None = None
    effective: str | None = None
    doc_type: DocType | None = None


class Operation(Model):
    """One amending command met while consolidating.

    ``amendment`` is the id of the command in its own act, ``act`` the position (from 0) of that act among those given, in order of
    effect; ``span`` is where the command stands in that act's text and ``new_text`` where its new words stand. ``target`` is the
    address as commanded. ``base_path`` is the touched node in the base (null for what is inserted), ``path`` its address in the
    consolidated text; both are null where the target wasn't found. ``cause`` and ``reason`` (Vietnamese) are set where the
    outcome is not ``applied``; ``reason`` also where only some of several phrases were found. ``count`` is the number of places
    changed, for words replaced.
    """

    id: str
    act: int
    amendment: str
    operation: Literal["replace", "insert", "repeal", "replace_phrase", "renumber", "move", "split", "retitle"]
    target: str
    span: Span
    new_text: Span | None = None
    base_path: str | None = None
    path: str | None = None
    outcome: Outcome
    cause: Cause | None = None
    reason: str | None = None
    count: int = 0


class UnreadCommand(Model):
    """A line of an amending act that begins like a command to the base, and of which none was read; ``path`` is its node there."""

    act: int
    path: str
    span: Span


class ConsolidationNote(Model):
    """A footnote: which act changed the node at ``path`` of the consolidated text, by which operation; ``at`` is where its mark stands."""

    number: int
    path: str
    operation: str
    act: int
    at: int
    text: str


@dataclass(frozen=True)
class Consolidation:
    """A base act with its amendments applied.

    ``document`` and ``structure`` are the consolidated text and its outline, like those of a document that was read; ``acts`` the
    amending acts in the order of their effect. ``operations`` stand in the order in which they were applied. ``origins`` gives, for
    each address of ``structure``, the address of the same node in the base, or null for a new node. ``unread`` are lines that look
    like commands and gave none.
    """

    document: Document
    structure: Structure
    base: ActIdentity
    acts: tuple[ActIdentity, ...]
    operations: tuple[Operation, ...]
    notes: tuple[ConsolidationNote, ...] = ()
    unread: tuple[UnreadCommand, ...] = ()
    origins: dict[str, str | None] = field(default_factory=dict)

    @cached_property
    def touched(self) -> dict[str, tuple[Operation, ...]]:
        """The operations applied, by the address they touched in the consolidated text."""
        out: dict[str, list[Operation]] = {}
        for operation in self.operations:
            if operation.outcome == "applied" and operation.path is not None:
                out.setdefault(operation.path, []).append(operation)
        return {path: tuple(found) for path, found in out.items()}


class ConsolidationReport(Model):
    """What ``soat consolidate`` writes as JSON: ``soat.consolidation/1``.

    ``text`` is the consolidated text without note marks; spans and addresses of ``outline`` and ``notes`` are in it, those of
    ``operations`` in the text of their act and, for ``base_path``, in the base.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    schema_: Literal["soat.consolidation/1"] = Field(default="soat.consolidation/1", alias="schema")
    base: ActIdentity
    acts: tuple[ActIdentity, ...]
    as_of: str | None = None
    text: str
    outline: tuple[Node, ...]
    operations: tuple[Operation, ...]
    notes: tuple[ConsolidationNote, ...] = ()
    unread: tuple[UnreadCommand, ...] = ()
    notices: tuple[Notice, ...] = ()

    @classmethod
    def of(cls, found: Consolidation, *, as_of: str | None, notices: tuple[Notice, ...] = ()) -> "ConsolidationReport":
        """The report on a consolidation."""
        return cls(
            base=found.base,
            acts=found.acts,
            as_of=as_of,
            text=found.document.text,
            outline=found.structure.nodes,
            operations=found.operations,
            notes=found.notes,
            unread=found.unread,
            notices=notices,
        )

    def to_json(self) -> str:
        """The report as JSON, one line; byte-identical for equal reports."""
        return self.model_dump_json(by_alias=True)
