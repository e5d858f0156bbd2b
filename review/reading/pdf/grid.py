"""Ruled tables of a page: ruled lines to cells, words to cells, cells to rows."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from review.reading.pdf.glyphs import Piece, Rule
from review.reading.units import joined

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""

_NEAR = 2.5
"""Points within which two ruled lines are one, and a line reaches another."""
_LEAST = 7.0
"""Points that a row or column is high or wide at least: narrower ones are the two edges of one thick line."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: the places of its lines, and the lines themselves."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    upright: tuple[Rule, ...]
    level: tuple[Rule, ...]

    def holds(self, piece: Piece) -> bool:
        """Whether a piece of text lies inside."""
        return self.ys[0] - 1 <= piece.y - piece.size * 0.3 <= self.ys[-1] + 1 and self.xs[0] - 3 <= piece.middle <= self.xs[-1] + 3


def grids(rules: Sequence[Rule]) -> tuple[list[Grid], list[Box]]:
    """The ruled tables: connected sets of lines with at least two columns, top first.

    Then the frames of other sets whose lines cross: one upright line at least stands within, with lines on two heights.
    """
    upright = _merged([rule for rule in rules if rule.upright])
    level = _merged([rule for rule in rules if not rule.upright])
    lines = upright + level
    owner = list(range(len(lines)))

    def root(i: int) -> int:
        while owner[i] != i:
            owner[i] = owner[owner[i]]
            i = owner[i]
        return i

    for i, up in enumerate(upright):
        for j, flat in enumerate(level, start=len(upright)):
            if up.start - _NEAR <= flat.at <= up.end + _NEAR and flat.start - _NEAR <= up.at <= flat.end + _NEAR:
                owner[root(i)] = root(j)
    groups: dict[int, list[Rule]] = {}
    for i, line in enumerate(lines):
        groups.setdefault(root(i), []).append(line)
    found: list[Grid] = []
    frames: list[Box] = []
    for group in groups.values():
        grid = _grid(group)
        if grid is not None:
            found.append(grid)
        elif len(group) > 2 and (frame := _open(group)) is not None:
            frames.append(frame)
    return sorted(found, key=lambda grid: grid.ys[0]), sorted(frames, key=lambda frame: frame[1])


def rows(grid: Grid, words: Iterable[Piece]) -> list[tuple[list[str], list[Piece]]]:
    """The rows of a table: the texts of the cells that begin in each, a merged cell once, and the words of the row."""
    across, down = len(grid.xs) - 1, len(grid.ys) - 1
    owner = _cells(grid)
    cells: dict[int, list[Piece]] = {}
    for word in words:
        column = min(max(bisect_right(grid.xs, word.middle) - 1, 0), across - 1)
        row = min(max(bisect_right(grid.ys, word.y - word.size * 0.3) - 1, 0), down - 1)
        cells.setdefault(owner[row * across + column], []).append(word)
    begins: dict[int, int] = {}
    for place, cell in enumerate(owner):
        begins.setdefault(cell, place // across)
    found: list[tuple[list[str], list[Piece]]] = []
    for row in range(down):
        texts: list[str] = []
        inside: list[Piece] = []
        for cell in dict.fromkeys(owner[row * across : (row + 1) * across]):
            mine = cells.get(cell, []) if begins[cell] == row else []
            texts.append(joined(word.text for line in lines_of(mine, near=0.45) for word in line))
            inside += mine
        if inside:
            found.append((texts, inside))
    return found


def lines_of(pieces: Iterable[Piece], *, near: float = 0.3) -> list[list[Piece]]:
    """Pieces by their baselines, top first, each line from left to right.

    Baselines within ``near`` font sizes are one; a raised or lowered small piece stays with its line.
    """
    lines: list[list[Piece]] = []
    base = 0.0
    size = 0.0
    for piece in sorted(pieces, key=lambda p: (p.y, p.x0)):
        small = min(piece.size, size) < 0.8 * max(piece.size, size)
        if lines and piece.y - base < (0.55 if small else near) * max(piece.size, size):
            lines[-1].append(piece)
            if piece.size > size:
                base, size = piece.y, piece.size
        else:
            lines.append([piece])
            base, size = piece.y, piece.size
    return [sorted(line, key=lambda p: p.x0) for line in lines]


def _merged(rules: list[Rule]) -> list[Rule]:
    """Lines of one course as one; those that only touch the same place stay apart."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (r.at, r.start)):
        number = len(found) - 1
        while number >= 0 and rule.at - found[number].at <= _NEAR:
            other = found[number]
            if rule.start <= other.end + _NEAR and rule.end >= other.start - _NEAR:
                found[number] = Rule(other.upright, other.at, min(other.start, rule.start), max(other.end, rule.end))
                break
            number -= 1
        else:
            number = -1
        if number < 0 or rule.at - found[number].at > _NEAR:
            found.append(rule)
    return found


def _grid(lines: list[Rule]) -> Grid | None:
    upright = tuple(line for line in lines if line.upright)
    level = tuple(line for line in lines if not line.upright)
    if len(upright) < 3 or len(level) < 2:
        return None
    xs = _places([*(line.at for line in upright), *(end for line in level for end in (line.start, line.end))])
    ys = _places([*(line.at for line in level), *(end for line in upright for end in (line.start, line.end))])
    if len(xs) < 3 or len(ys) < 2:
        return None
    return Grid(xs, ys, upright, level)


def _open(lines: list[Rule]) -> Box | None:
    """The frame of lines that close to no grid, if an upright one stands within and level ones on two heights."""
    upright = [line for line in lines if line.upright]
    level = [line for line in lines if not line.upright]
    if len(_places(line.at for line in level)) < 2:
        return None
    left, right = min(line.start for line in level), max(line.end for line in level)
    top = min(line.at for line in level)
    bottom = max(line.at for line in level)
    within = [line for line in upright if left + _LEAST < line.at < right - _LEAST and line.end - line.start > _LEAST]
    if not within:
        return None
    return left, min(top, *(line.start for line in within)), right, max(bottom, *(line.end for line in within))


def _places(values: Iterable[float]) -> tuple[float, ...]:
    found: list[float] = []
    for at in sorted(values):
        if not found or at - found[-1] > _LEAST:
            found.append(at)
    return tuple(found)


def _cells(grid: Grid) -> list[int]:
    across, down = len(grid.xs) - 1, len(grid.ys) - 1
    owner = list(range(across * down))

    def root(i: int) -> int:
        while owner[i] != i:
            i = owner[i]
        return i

    for row in range(down):
        for column in range(across):
            place = row * across + column
            if column + 1 < across and not _walled(grid.upright, grid.xs[column + 1], grid.ys[row], grid.ys[row + 1]):
                owner[root(place + 1)] = root(place)
            if row + 1 < down and not _walled(grid.level, grid.ys[row + 1], grid.xs[column], grid.xs[column + 1]):
                owner[root(place + across)] = root(place)
    return [root(i) for i in range(across * down)]


def _walled(lines: Sequence[Rule], at: float, start: float, end: float) -> bool:
    middle = (start + end) / 2
    return any(abs(line.at - at) <= _LEAST and line.start - _NEAR <= middle <= line.end + _NEAR for line in lines)
