"""The consolidated text as one self-contained page: no script, no network."""

from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from review import __version__
from review.contract.consolidation import ConsolidationReport
from review.report import wording
from review.report.consolidation.lines import marked_lines, named, not_applied


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("review.report.consolidation"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"version": __version__, "w": wording}
    return environment


def to_html(report: ConsolidationReport, *, notes: bool = True) -> str:
    """The consolidated text as HTML: what could not be applied, the text with what changed set off, the notes."""
    context = {
        "lines": [line for line in marked_lines(report, notes=notes) if line.parts],
        "acts": [named(act, i) for i, act in enumerate(report.acts)],
        "base": report.base.number or report.base.title or "văn bản gốc",
        "applied": sum(o.outcome == "applied" for o in report.operations),
        "failed": not_applied(report),
        "notes": report.notes if notes else (),
        "notices": report.notices,
        "as_of": report.as_of,
    }
    return _environment().get_template("consolidation.html.j2").render(context)
