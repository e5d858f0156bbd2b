"""Figures of a run, stored and compared."""

import json
from collections.abc import Sequence
from pathlib import Path

from review.contract.base import Model


class Figure(Model):
    """One measured value. ``low`` and ``high`` bound a 95 % interval where one was computed; ``count`` is what it rests on."""

    group: str
    name: str
    value: float
    precision: float | None = None
    recall: float | None = None
    low: float | None = None
    high: float | None = None
    count: int | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What identifies the figure between runs."""
        return self.group, self.name


class Change(Model):
    """A figure that moved between two runs; ``before`` or ``after`` is null where it is new or gone."""

    group: str
    name: str
    before: float | None
    after: float | None


def store_figures(path: Path, figures: Sequence[Figure]) -> None:
    """Write a run as JSON, one figure a line, so that a change shows in a diff."""
    rows = ",\n".join(figure.model_dump_json() for figure in figures)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"[\n{rows}\n]\n", encoding="utf-8")


def load_figures(path: Path) -> tuple[Figure, ...]:
    """The figures of a stored run, empty where there is none."""
    if not path.is_file():
        return ()
    return tuple(Figure.model_validate(row) for row in json.loads(path.read_text(encoding="utf-8")))


def compare(before: Sequence[Figure], after: Sequence[Figure], *, least: float = 0.0005) -> tuple[Change, ...]:
    """The figures that moved by at least ``least``, in the order of the new run, then those that are gone.

    >>> compare([Figure(group="g", name="a", value=0.5)], [Figure(group="g", name="a", value=0.75)])[0].after
    0.75
    """
    old, new = {f.key: f.value for f in before}, {f.key: f.value for f in after}
    out = []
    for key, value in new.items():
        was = old.get(key)
        if was is None or abs(was - value) >= least:
            out.append(Change(group=key[0], name=key[1], before=was, after=value))
    out += [Change(group=g, name=n, before=value, after=None) for (g, n), value in old.items() if (g, n) not in new]
    return tuple(out)
