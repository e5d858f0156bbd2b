"""One draft kept in several files."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from review.contract.base import Location, Notice, Span
from review.contract.document import Document, Stream


@dataclass(frozen=True)
class _JoinedLocator:
    starts: tuple[int, ...]
    documents: tuple[Document, ...]

    def __call__(self, span: Span) -> tuple[Location, ...]:
        found: list[Location] = []
        first = max(bisect_right(self.starts, span[0]) - 1, 0)
        for start, document in zip(self.starts[first:], self.documents[first:], strict=True):
            if found and start >= span[1]:
                break
            inner = (max(span[0] - start, 0), min(span[1] - start, len(document.text)))
            located = document.locate(inner) or (Location(),)
            found.extend(place.model_copy(update={"file": document.file}) for place in located)
        return tuple(found)


def join(documents: Sequence[Document]) -> Document:
    """The documents as one: texts one after the other, each on lines of its own; locations carry ``file``.

    The first document gives name and format. ``sha256`` is that of the joined digests, pages are summed where all
    documents have them, and spans of notices and anchors of streams move with their text.
    """
    if not documents:
        raise ValueError("join needs at least one document")
    if len(documents) == 1:
        return documents[0]
    texts: list[str] = []
    starts: list[int] = []
    rows: set[int] = set()
    notices: list[Notice] = []
    streams: list[Stream] = []
    at = line = 0
    for document in documents:
        text = document.text.rstrip("\n")
        starts.append(at)
        rows.update(line + row for row in document.rows)
        notices += (n.model_copy(update={"span": (n.span[0] + at, n.span[1] + at)}) if n.span else n for n in document.notices)
        streams += (Stream(s.kind, s.text, None if s.at is None else s.at + at) for s in document.streams)
        texts.append(text)
        at += len(text) + 1
        line += text.count("\n") + 1
    pages = [document.pages for document in documents]
    return Document(
        file=documents[0].file,
        format=documents[0].format,
        sha256=sha256("\n".join(d.sha256 for d in documents).encode()).hexdigest(),
        text="\n".join(texts),
        pages=sum(p for p in pages if p is not None) if None not in pages else None,
        rows=frozenset(rows),
        streams=tuple(streams),
        notices=tuple(notices),
        tracked_changes=sum(document.tracked_changes for document in documents),
        locator=_JoinedLocator(tuple(starts), tuple(documents)),
    )
