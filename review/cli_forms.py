"""What the commands that make a document share: its form, where it goes, and how it is handed out."""

import os
import sys
from collections.abc import Callable, Sequence
from enum import Enum, StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol, TypeVar

import typer

from review.cli_errors import coded_errors

if TYPE_CHECKING:
    from review.contract.errors import ErrorReport

Form = TypeVar("Form", bound=Enum)
_SUFFIXES = {".htm": "html", ".txt": "text"}


def form_of(chosen: Form | None, output: Path | None, forms: type[Form], otherwise: Form) -> Form:
    """The form chosen, else the one that the suffix of the output tells, else ``otherwise``.

    >>> Two = Enum("Two", {"text": "text", "html": "html"})
    >>> form_of(None, Path("bang.HTML"), Two, Two.text), form_of(None, Path("bang.pdf"), Two, Two.text)
    (<Two.html: 'html'>, <Two.text: 'text'>)
    """
    if chosen is not None:
        return chosen
    suffix = output.suffix.lower() if output else ""
    told = _SUFFIXES.get(suffix, suffix.removeprefix("."))
    return next((form for form in forms if form.value == told), otherwise)


class DocumentForm(StrEnum):
    """How a comparison or a consolidated text is written."""

    text = "text"
    json = "json"
    html = "html"
    docx = "docx"


Output = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Ghi vào tệp; không nêu --format thì dạng theo đuôi tệp. / Write to a file; its suffix tells the form.",
    ),
]


class Made(Protocol):
    """A document as bytes, or an error in the form asked for."""

    @property
    def body(self) -> bytes:
        """The document, or the error in its form."""

    @property
    def error(self) -> "ErrorReport | None":
        """Why there is no document."""


Outcome = TypeVar("Outcome", bound=Made)


def document_form(chosen: DocumentForm | None, output: Path | None) -> DocumentForm:
    """The form of a document. Raises ``BadParameter`` for a DOCX that would go to a terminal."""
    form = form_of(chosen, output, DocumentForm, DocumentForm.text)
    if form is DocumentForm.docx and output is None and sys.stdout.isatty():
        raise typer.BadParameter("Dạng docx cần -o TỆP. / The form docx needs -o FILE.")
    return form


def hand_out(
    make: Callable[[], Outcome], defect: Callable[[Exception], Outcome], form: DocumentForm, output: Path | None, inputs: Sequence[Path]
) -> Outcome:
    """Make a document and write it to the output or print it; ``defect`` turns an unforeseen fault into an outcome.

    Exits with 2 where there is none, it cannot be written, or it would be written over one of the inputs.
    """
    from review import batch

    with coded_errors():
        batch.spare([output] if output else [], inputs)
    try:
        done = make()
    except Exception as error:
        if os.environ.get("SOAT_DEBUG"):
            raise
        done = defect(error)
    with coded_errors():
        if output is not None and done.error is None:
            batch.write(output, done.body)
        else:
            sys.stdout.buffer.write(done.body if done.body.endswith(b"\n") or form is DocumentForm.docx else done.body + b"\n")
            sys.stdout.flush()
    if done.error is not None:
        typer.echo(f"{done.error.file}: {done.error.message} {done.error.hint}", err=True)
        raise typer.Exit(2)
    return done
