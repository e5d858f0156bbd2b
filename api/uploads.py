"""What the routes that take files share: reading a form, the form of the answer, errors as a page."""

import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Literal, get_args

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException

from review.contract.errors import BadInput, ErrorReport, SoatError
from review.report.html import error_to_html

MAX_FILES = 20
"""Files of one request: a body and its annexes, or a base act and its amending drafts."""

Form = Literal["json", "html", "docx"]
MEDIA: dict[Form, str] = {
    "json": "application/json; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
FILE = {"type": "string", "format": "binary"}
FORMAT = {"type": "string", "enum": list(get_args(Form)), "default": "json"}


Answer = Callable[[Request], Coroutine[Any, Any, Response]]


@dataclass(frozen=True)
class Upload:
    """The files of each field as ``(name, readable)`` pairs, and the texts of the other fields, cut at 40 signs."""

    files: dict[str, list[tuple[str, Any]]]
    texts: dict[str, str]

    def form(self) -> Form:
        """The form asked for, JSON where none is. Raises ``BadInput`` for one that is not known."""
        asked = self.texts.get("format") or "json"
        for form in MEDIA:
            if form == asked:
                return form
        raise BadInput("unsupported", f"Không có dạng “{asked}”.", "Chọn json, html hoặc docx.")


@contextlib.asynccontextmanager
async def upload(request: Request, *fields: str, hint: str) -> AsyncIterator[Upload]:
    """The form of a request while its files are open; files of other fields than ``fields`` are left out.

    Raises ``BadInput`` with ``hint`` for a body that is no form.
    """
    try:
        async with request.form(max_files=MAX_FILES, max_fields=10) as form:
            files: dict[str, list[tuple[str, Any]]] = {name: [] for name in fields}
            texts = {}
            for key, value in form.multi_items():
                if not isinstance(value, UploadFile):
                    texts[key] = str(value)[:40]
                elif value.filename and key in files:
                    files[key].append((value.filename, value.file))
            yield Upload(files, texts)
    except MultiPartException as error:
        raise BadInput("unsupported", "Yêu cầu tải lên không đúng dạng.", hint) from error


def multipart(required: list[str], properties: dict[str, Any]) -> dict[str, Any]:
    """The part of the OpenAPI description that tells the fields of a form."""
    schema = {"type": "object", "required": required, "properties": properties}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}}


def document(body: bytes, error: ErrorReport | None, form: Form, name: str, *, status: int, headers: dict[str, str]) -> Response:
    """A made document as an answer, a DOCX as a file of that name; where there is an error, it is JSON in place of a DOCX."""
    media: Form = "json" if error and form == "docx" else form
    attached = {"Content-Disposition": f'attachment; filename="{name}"'} if media == "docx" else {}
    return Response(body, status_code=status, media_type=MEDIA[media], headers=headers | attached)


def error_page(error: ErrorReport, status: int, headers: dict[str, str]) -> Response:
    """The page that tells an error."""
    return HTMLResponse(error_to_html(error), status_code=status, headers=headers)


def as_page(answer: Answer, headers: dict[str, str]) -> Answer:
    """A route of the page: the answer, or the page that tells why there is none."""

    async def show(request: Request) -> Response:
        try:
            return await answer(request)
        except SoatError as error:
            return error_page(error.report(), error.status, headers)

    return show
