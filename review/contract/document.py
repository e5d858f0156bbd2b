"""What a reader returns: one text with a map back to the input."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from review.contract.base import Format, Location, Notice, Span


class LineIndex:
    r"""Line numbers of a text. Lines are counted from 0 and end with ``\n``.

    >>> index = LineIndex("a\nbc\n")
    >>> index.line_of(2), index.span(1)
    (1, (2, 4))
    """

    def __init__(self, text: str) -> None:
        starts = [0]
        at = text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = text.find("\n", at + 1)
        if len(starts) > 1 and starts[-1] == len(text):
            starts.pop()
        self.starts: list[int] = starts
        self._length = len(text)
        self._text = text

    def __len__(self) -> int:
        return len(self.starts)

    def line_of(self, offset: int) -> int:
        """The number of the line that holds ``offset``."""
        return bisect_right(self.starts, offset) - 1

    def span(self, line: int) -> Span:
        """``[start, end)`` of a line without its line end."""
        start = self.starts[line]
        end = self.starts[line + 1] - 1 if line + 1 < len(self.starts) else self._length
        if end > start and end == self._length and self._text[end - 1] == "\n":
            end -= 1
        return start, end


@dataclass(frozen=True)
class Stream:
    """Text beside the body: ``footnote``, ``endnote``, ``comment``, ``header`` or ``footer``; not part of ``text``.

    ``at`` is the offset in ``Document.text`` where the note or comment is anchored, if it is.
    """

    kind: str
    text: str
    at: int | None = None


@dataclass(frozen=True)
class Document:
    r"""A draft as read: NFC text, ``\n`` line ends, one paragraph or table row (cells parted by `` | ``) a line.

    ``locate`` answers where a span lies in the input; ``locator`` is the reader's own function for it.
    ``rows`` holds the numbers (from 0) of lines that are table rows in the input (empty for plain text).
    ``tracked_changes`` counts insertions and deletions met.
    """

    file: str
    format: Format
    sha256: str
    text: str
    pages: int | None = None
    rows: frozenset[int] = frozenset()
    streams: tuple[Stream, ...] = ()
    notices: tuple[Notice, ...] = ()
    tracked_changes: int = 0
    locator: Callable[[Span], tuple[Location, ...]] | None = field(default=None, compare=False, repr=False)

    @cached_property
    def lines(self) -> LineIndex:
        """The line index of the text (built once)."""
        return LineIndex(self.text)

    def locate(self, span: Span) -> tuple[Location, ...]:
        """Where the span lies in the input; empty for formats without pages or paragraphs."""
        return self.locator(span) if self.locator else ()

    def cut(self, span: Span) -> str:
        """The words of a span."""
        return self.text[span[0] : span[1]]
