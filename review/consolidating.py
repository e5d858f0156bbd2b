"""A base act and amending acts, as files, to the consolidated text in the form asked for: what the command and the service share."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from review.contract.base import Notice, shown_name
from review.contract.errors import Defect, ErrorReport, SoatError
from review.report.failure import failure
from review.settings import settings

Form = Literal["text", "json", "html", "docx"]


@dataclass(frozen=True)
class ConsolidateOrder:
    """What is wanted: the form, the day up to which amending acts count (null: all), footnotes or not."""

    format: Form
    as_of: str | None = None
    notes: bool = True


@dataclass(frozen=True)
class Consolidated:
    """The text as bytes in the form asked for, or an error in that form. ``refused`` counts commands that were not applied whole."""

    body: bytes
    error: ErrorReport | None = None
    applied: int = 0
    refused: int = 0


ConsolidateJob = tuple[tuple[Path, ...], ConsolidateOrder]
"""The files, the base act first."""


def builder() -> Callable[[ConsolidateJob], Consolidated]:
    """The function that does one job."""

    def work(job: ConsolidateJob) -> Consolidated:
        paths, order = job
        try:
            return _consolidated(paths, order)
        except SoatError as error:
            return failed(error, order, shown_name(paths[0].name))

    return work


def failed(error: SoatError, order: ConsolidateOrder, file: str = "") -> Consolidated:
    """The outcome where a file could not be read, in the form asked for; a DOCX gives place to the coded object."""
    report = error.report(file)
    return Consolidated(failure(report, order.format, "hợp nhất").encode(), report)


def defect(error: Exception, order: ConsolidateOrder) -> Consolidated:
    """The outcome of an unforeseen fault."""
    return failed(Defect.of(error), order)


def _consolidated(paths: tuple[Path, ...], order: ConsolidateOrder) -> Consolidated:
    from review import pipeline
    from review.amending.consolidation import amender_of, consolidate
    from review.contract.consolidation import ConsolidationReport
    from review.report import consolidation as report
    from review.structure import outline

    documents = [pipeline.read_files([path], settings()) for path in paths]
    found = consolidate((documents[0], outline(documents[0])), [amender_of(d) for d in documents[1:]], as_of=order.as_of)
    notices = () if found.operations else (Notice(code="no_commands", message=report.NOTHING),)
    made = ConsolidationReport.of(found, as_of=order.as_of, notices=notices)
    if order.format == "json":
        body = made.to_json().encode()
    elif order.format == "docx":
        body = report.to_docx(made, notes=order.notes)
    elif order.format == "html":
        body = report.to_html(made, notes=order.notes).encode()
    else:
        body = report.to_text(made, notes=order.notes).encode()
    applied = sum(o.outcome == "applied" for o in found.operations)
    return Consolidated(body, applied=applied, refused=sum(o.reason is not None for o in found.operations) + len(found.unread))
