"""The form of an output where the command does not name it."""

from enum import Enum
from pathlib import Path
from typing import TypeVar

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
