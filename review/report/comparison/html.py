"""The comparison as one self-contained page: no script, no network; it reads and prints as it is."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from jinja2 import Environment, PackageLoader, StrictUndefined

from review import __version__
from review.contract.comparison import Comparison
from review.report import wording as report_wording
from review.report.comparison import wording
from review.report.comparison.rows import Remark, rows
from review.report.comparison.titles import Titles, titles


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("review.report.comparison"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals |= {"w": wording, "rw": report_wording, "version": __version__}
    environment.filters["address"] = wording.address
    return environment


def to_html(
    comparison: Comparison,
    *,
    by: Literal["old", "new"] = "new",
    full: bool = False,
    remarks: Sequence[Remark] = (),
    heads: Titles | None = None,
) -> str:
    """The comparison as HTML: a summary, the three columns (:func:`review.report.comparison.rows.rows`), procedures and requirements."""
    found = rows(comparison, by=by, full=full, remarks=remarks)
    context = {
        "c": comparison,
        "rows": found,
        "titles": heads or titles(comparison),
        "anchors": {row.article: row.id for row in reversed(found) if not row.kept},
        "changed": [row for row in found if row.reason],
        "articles": [a for a in comparison.articles if a.kinds != ("same",)],
    }
    return _environment().get_template("comparison.html.j2").render(context)
