"""Evaluation as a product: run every measure, print it with intervals, compare it with the last stored run.

The measures and their gold stand in ``../shared`` beside a developer's checkout; without it only what travels with the
package (rows of reading by eye) can be measured.
"""

from review.evaluation.diff import Diff, diff_reports
from review.evaluation.figures import Figure, compare, load_figures, store_figures
from review.evaluation.markdown import to_markdown
from review.evaluation.run import evaluate
from review.evaluation.verdicts import precisions

__all__ = ["Diff", "Figure", "compare", "diff_reports", "evaluate", "load_figures", "precisions", "store_figures", "to_markdown"]
