"""The text of an act cut into passages: the own words of each node of its outline, with its address."""

from collections.abc import Iterator
from dataclasses import dataclass

from review.contract.base import NodeKind
from review.contract.document import Document
from review.contract.structure import Structure
from review.structure import outline


@dataclass(frozen=True)
class Passage:
    """The own words of a node, without those of its children. ``parents`` are the nodes above it, nearest first."""

    path: str
    kind: NodeKind
    text: str
    quoted: bool
    parents: tuple["Passage", ...] = ()


def structure_of(text: str) -> Structure:
    """The outline of an act's text."""
    return outline(Document("act.txt", "txt", "", text))


def passages(structure: Structure, text: str) -> Iterator[Passage]:
    """The passages of an act in order."""
    made: dict[str, Passage] = {}
    for node in structure.nodes:
        children = structure.children.get(node.path, ())
        end = min((child.span[0] for child in children), default=node.span[1])
        above = made.get(node.parent) if node.parent else None
        passage = Passage(
            path=node.path,
            kind=node.kind,
            text=text[node.span[0] : end].strip(),
            quoted=node.quoted or (above is not None and above.quoted),
            parents=(above, *above.parents) if above else (),
        )
        made[node.path] = passage
        yield passage
