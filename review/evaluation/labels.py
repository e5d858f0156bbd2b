"""What the label model does on acts it did not learn from, as its training measured it (``models/clauses/metrics.json``)."""

import json
from pathlib import Path
from typing import Final

from review.evaluation.figures import Figure

_CROSSED: Final = "model, cross-validated by act"
_TABLES: Final = (
    ("dev", _CROSSED, "gold/dev, labels out of fold"),
    ("own gold", _CROSSED, "corpora/gold, labels out of fold"),
    ("opened gold", _CROSSED, "corpora/gold/opened, labels out of fold"),
    ("dev and own gold", _CROSSED, "gold/dev + corpora/gold, labels out of fold"),
    ("own gold, never trained on", "model", "corpora/gold, labels of a model that never saw it"),
    ("dev and own gold", "grammar", "gold/dev + corpora/gold, labels by the grammar alone"),
)
"""Set of acts and table in the metrics, and the group under which they are printed."""


def out_of_fold(folder: Path) -> list[Figure]:
    """The figures of the label model out of fold; none where the folder holds no metrics.

    The shipped model learned from gold/dev and corpora/gold too, so what it says of these acts is no measure of it.
    """
    path = folder / "metrics.json"
    if not path.is_file():
        return []
    metrics = json.loads(path.read_text(encoding="utf-8"))
    out = []
    for acts, table, group in _TABLES:
        for label, row in metrics.get(acts, {}).get(table, {}).items():
            if row["f1"] is not None:
                name = "labels (all)" if label == "all" else f"label {label}"
                spread = {key: row[key] for key in ("precision", "recall", "low", "high")}
                out.append(Figure(group=group, name=name, value=row["f1"], count=row["marks"], **spread))
    return out
