"""An act read for the mining: its outline, passages and the acts it mentions."""

from dataclasses import dataclass
from functools import cached_property

from review.citations import find_citations
from review.contract.citations import Citation
from review.contract.document import Document
from review.contract.structure import Structure
from review.registry.acts.mining.passages import Passage, passages
from review.registry.acts.mining.source import SourceAct
from review.structure import outline


@dataclass(frozen=True)
class ReadAct:
    """An act with its text read by the stages of a review."""

    act: SourceAct
    structure: Structure
    citations: tuple[Citation, ...]

    @cached_property
    def passages(self) -> dict[str, Passage]:
        """Passages by address."""
        return {passage.path: passage for passage in passages(self.structure, self.act.text)}

    @cached_property
    def body(self) -> tuple[Citation, ...]:
        """Mentions of other acts outside quoted new text, tables and forms, in order."""
        return tuple(
            citation
            for citation in self.citations
            if citation.act is not None
            and (passage := self.passages.get(citation.path)) is not None
            and not passage.quoted
            and passage.kind not in ("table", "form", "recipients", "signature")
        )

    def line(self, citation: Citation) -> tuple[str, int]:
        """The line that holds a mention, and where it begins in the text."""
        text = self.act.text
        start = text.rfind("\n", 0, citation.span[0]) + 1
        end = text.find("\n", citation.span[1])
        return text[start : end if end >= 0 else len(text)], start


def read_act(act: SourceAct) -> ReadAct:
    """The act with outline and mentions."""
    document = Document("act.txt", "txt", "", act.text)
    structure = outline(document)
    return ReadAct(act, structure, find_citations(document, structure))
