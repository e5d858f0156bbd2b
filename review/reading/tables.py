"""Rows of tables as lines."""

from collections.abc import Iterator, Sequence

from review.reading.assembly import Line, row_text
from review.reading.units import starts_running_text


def row_lines(cells: Sequence[Sequence[Line]], *, place: int) -> Iterator[Line]:
    """A row as one line, its cells parted by a bar; a cell that is only a frame around running text gives its own lines."""
    filled = [cell for cell in cells if any(line.text.strip() for line in cell)]
    if len(filled) == 1 and _is_frame(filled[0], alone=len(cells) == 1):
        yield from filled[0]
    elif filled:
        texts = (" ".join(line.text.replace(" | ", " ") for line in cell if line.text.strip()) for cell in cells)
        yield Line(row_text(texts), row=True, place=place)


def _is_frame(lines: Sequence[Line], *, alone: bool) -> bool:
    """Whether the only filled cell of a row holds running text or a table of its own."""
    if not alone and len(lines) < 2:
        return False
    return any(line.row or starts_running_text(line.text) for line in lines)
