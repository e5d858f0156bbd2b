"""The evaluation as a page that the README quotes."""

from collections.abc import Sequence
from itertools import groupby

from review.evaluation.figures import Change, Figure


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.0f}" if value > 1 else f"{value:.3f}"


def to_markdown(figures: Sequence[Figure], changes: Sequence[Change] = (), *, day: str) -> str:
    """The figures as tables by group, with what moved since the last stored run."""
    lines = [
        "# Evaluation", "",
        f"Written by `soat evaluate` on {day}. F1 with precision, recall and a 95 % interval",
        "(bootstrap over acts; Wilson for shares read by eye).",
        "",
        "The label figures under gold/dev and corpora/gold are no measure of quality: the shipped label model was trained on these",
        "acts too. Those to be quoted are under “labels out of fold” (cross-validated by act: no act is labelled by a model that",
        "saw it) and “of a model that never saw it”; the training run measured them (`models/clauses/CARD.md`).",
        "",
    ]  # fmt: skip
    for group, rows in groupby(figures, key=lambda f: f.group):
        lines += [f"## {group}", "", "| measure | value | precision | recall | 95 % | count |", "| --- | --- | --- | --- | --- | --- |"]
        for f in rows:
            interval = f"{_number(f.low)}–{_number(f.high)}" if f.low is not None else ""
            cells = (
                f.name,
                _number(f.value),
                _number(f.precision),
                _number(f.recall),
                interval,
                f"{f.count}" if f.count is not None else "",
            )
            lines.append("| " + " | ".join(cells) + " |")
        lines.append("")
    if changes:
        lines += ["## Moved since the last stored run", "", "| group | measure | before | after |", "| --- | --- | --- | --- |"]
        lines += [f"| {c.group} | {c.name} | {_number(c.before)} | {_number(c.after)} |" for c in changes]
        lines.append("")
    return "\n".join(lines)
