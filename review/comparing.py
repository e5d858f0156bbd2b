"""Two files to one comparison in the form asked for: what the command and the service share."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from review.contract.base import shown_name
from review.contract.errors import Defect, ErrorReport, SoatError
from review.report.failure import failure
from review.settings import settings

if TYPE_CHECKING:
    from review.contract.comparison import Comparison
    from review.contract.document import Document
    from review.contract.structure import Structure

Form = Literal["text", "json", "html", "docx"]


@dataclass(frozen=True)
class CompareOrder:
    """What is wanted: the form, all text or only what changed, procedures or not.

    ``amending`` says that the second file and those after it amend the first: it is compared with itself as they leave it.
    """

    format: Form
    full: bool = False
    procedures: bool = False
    amending: bool = False


@dataclass(frozen=True)
class Compared:
    """The comparison as bytes in the form asked for, or an error in that form. ``changed`` counts passages that are not the same."""

    body: bytes
    error: ErrorReport | None = None
    changed: int = 0


CompareJob = tuple[tuple[Path, ...], CompareOrder]
"""The files, the old one first."""


def builder(*, made: list[Any] | None = None) -> Callable[[CompareJob], Compared]:
    """The function that does one job; a pipeline for procedures is built at the first one that needs it, or taken from ``made``."""
    loaded: list[Any] = [] if made is None else made

    def work(job: CompareJob) -> Compared:
        paths, order = job
        try:
            return _compared(paths, order, loaded)
        except SoatError as error:
            return failed(error, order, shown_name(paths[0].name))

    return work


def failed(error: SoatError, order: CompareOrder, file: str = "") -> Compared:
    """The outcome where a file could not be read, in the form asked for; a DOCX gives place to the coded object."""
    report = error.report(file)
    return Compared(failure(report, order.format, "so sánh").encode(), report)


def defect(error: Exception, order: CompareOrder) -> Compared:
    """The outcome of an unforeseen fault."""
    return failed(Defect.of(error), order)


def _compared(paths: tuple[Path, ...], order: CompareOrder, loaded: list[Any]) -> Compared:
    from review import pipeline
    from review.amending.comparison import compare
    from review.structure import outline

    documents = [pipeline.read_files([path], settings()) for path in paths]
    if order.amending:
        return _as_amended(documents, order, loaded)
    old, new = ((document, outline(document)) for document in documents[:2])
    comparison = compare(old, new)
    if order.procedures:
        comparison = _with_procedures(comparison, (old, new), loaded)
    return Compared(_render(comparison, order), changed=len(comparison.changed))


def _with_procedures(
    comparison: "Comparison", sides: tuple[tuple["Document", "Structure"], tuple["Document", "Structure"]], loaded: list[Any]
) -> "Comparison":
    from review import pipeline
    from review.registry.before_after import before_and_after

    if not loaded:
        loaded.append(pipeline.Pipeline())
    old, new = (pipeline.base_of(document, loaded[0].resources, structure) for document, structure in sides)
    return before_and_after(comparison, old, new)


def _as_amended(documents: list["Document"], order: CompareOrder, loaded: list[Any]) -> Compared:
    """The first document against itself as the others leave it: the three columns with the commands in the third."""
    from review.amending.comparison import compare
    from review.amending.consolidation import amender_of, by_effect, consolidate
    from review.contract.base import Notice
    from review.contract.structure import DocumentInfo
    from review.report.comparison import amending_titles, command_remarks
    from review.structure import outline

    base = documents[0], outline(documents[0])
    amenders = by_effect([amender_of(document) for document in documents[1:]])
    found = consolidate(base, amenders)
    comparison = compare(base, (found.document, found.structure))
    if not found.operations:
        message = "Không tìm thấy trong dự thảo lệnh sửa đổi, bổ sung, bãi bỏ nào đối với văn bản gốc."
        comparison = comparison.model_copy(update={"notices": (*comparison.notices, Notice(code="no_commands", message=message))})
    if order.procedures:
        comparison = _with_procedures(comparison, (base, (found.document, found.structure)), loaded)
    infos = tuple(DocumentInfo.of(a.document, a.structure.meta, with_text=False) for a in amenders)
    comparison = comparison.model_copy(update={"amenders": infos, "operations": found.operations})
    remarks = command_remarks(found, [(info, a.structure) for info, a in zip(infos, amenders, strict=True)])
    body = _render(comparison, order, by="old", remarks=remarks, heads=amending_titles(comparison.old, infos))
    return Compared(body, changed=len(comparison.changed))


def _render(comparison: "Comparison", order: CompareOrder, **more: Any) -> bytes:
    if order.format == "json":
        return comparison.to_json().encode()
    from review.report import comparison as report

    if order.format == "docx":
        return report.to_docx(comparison, full=order.full, **more)
    if order.format == "html":
        return report.to_html(comparison, full=order.full, **more).encode()
    return report.to_text(comparison, full=order.full, **more).encode()
