"""The figures that an evaluation prints of the label model."""

from pathlib import Path

from review.evaluation.labels import out_of_fold
from review.settings import data_dir


def test_figures_to_be_quoted_are_out_of_fold() -> None:
    figures = out_of_fold(data_dir("models") / "clauses")
    whole = [figure for figure in figures if figure.name == "labels (all)"]
    groups = {figure.group for figure in whole}
    assert {"gold/dev, labels out of fold", "corpora/gold, labels of a model that never saw it"} <= groups
    assert all(figure.low is not None and figure.low <= figure.value <= (figure.high or 0) for figure in whole)


def test_no_metrics_give_no_figures(tmp_path: Path) -> None:
    assert out_of_fold(tmp_path) == []
