"""Consolidated texts: an uploaded base act and amending acts to JSON, HTML or DOCX."""

from typing import Any, Literal, get_args

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException

from api.service import Service, given_day
from review.consolidating import ConsolidateOrder
from review.contract.consolidation import ConsolidationReport
from review.contract.errors import BadInput, SoatError
from review.report.html import error_to_html

MAX_FILES = 20
"""The base act and its amending acts."""

Form = Literal["json", "html", "docx"]
_MEDIA: dict[str, str] = {
    "json": "application/json; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_FILE = {"type": "string", "format": "binary"}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["base", "amending"],
                    "properties": {
                        "base": _FILE | {"description": "Văn bản được sửa đổi"},
                        "amending": {"type": "array", "items": _FILE, "description": "Văn bản, dự thảo sửa đổi, bổ sung"},
                        "as_of": {"type": "string", "format": "date", "description": "Chỉ áp dụng văn bản có hiệu lực tới ngày này"},
                        "format": {"type": "string", "enum": list(get_args(Form)), "default": "json"},
                    },
                }
            }
        },
    },
}


def consolidation_router(service: Service, *, headers: dict[str, str], responses: dict[int | str, dict[str, Any]]) -> APIRouter:
    """The routes of consolidated texts. ``headers`` go out with every answer; ``responses`` describe the coded errors."""
    router = APIRouter()
    content: dict[str, Any] = {media.partition(";")[0]: {} for media in _MEDIA.values()}

    async def answer(request: Request, *, page: bool) -> Response:
        try:
            async with request.form(max_files=MAX_FILES, max_fields=10) as form:
                files: dict[str, list[tuple[str, Any]]] = {"base": [], "amending": []}
                for key, value in form.multi_items():
                    if isinstance(value, UploadFile) and value.filename and key in files:
                        files[key].append((value.filename, value.file))
                texts = {key: str(value)[:40] for key, value in form.multi_items() if not isinstance(value, UploadFile)}
                if len(files["base"]) != 1 or not files["amending"]:
                    message = "Cần một văn bản gốc (“base”) và ít nhất một văn bản sửa đổi (“amending”)."
                    raise BadInput("empty", message, "Chọn đủ tệp rồi gửi lại.")
                order = _order(texts)
                status, outcome = await service.consolidate([*files["base"], *files["amending"]], order)
        except MultiPartException as error:
            hint = "Gửi tệp bằng multipart/form-data, trường “base” và “amending”."
            raise BadInput("unsupported", "Yêu cầu tải lên không đúng dạng.", hint) from error
        media = _MEDIA["json" if outcome.error and order.format == "docx" else order.format]
        more = {"Content-Disposition": 'attachment; filename="van-ban-sau-sua-doi.docx"'} if media == _MEDIA["docx"] else {}
        if page and outcome.error:
            return HTMLResponse(error_to_html(outcome.error), status_code=status, headers=headers)
        return Response(outcome.body, status_code=status, media_type=media, headers=headers | more)

    @router.post(
        "/api/consolidations",
        summary="Văn bản sau khi sửa đổi, bổ sung",
        openapi_extra=_BODY,
        responses={200: {"description": "soat.consolidation/1", "content": content}, **responses},
    )
    async def create_consolidation(request: Request) -> Response:
        """``base`` as the acts of ``amending`` leave it, with what became of each command."""
        return await answer(request, page=False)

    @router.post("/consolidations", include_in_schema=False)
    async def show(request: Request) -> Response:
        try:
            return await answer(request, page=True)
        except SoatError as error:
            return HTMLResponse(error_to_html(error.report()), status_code=error.status, headers=headers)

    @router.get("/api/schema/consolidation", summary="JSON Schema của văn bản sau khi sửa đổi")
    async def schema() -> dict[str, Any]:
        """The JSON Schema of the consolidated text."""
        return ConsolidationReport.model_json_schema(by_alias=True, mode="serialization")

    return router


def _order(texts: dict[str, str]) -> ConsolidateOrder:
    """What a request asks for. Raises ``BadInput`` where a field is not known."""
    form = texts.get("format") or "json"
    if form not in get_args(Form):
        raise BadInput("unsupported", f"Không có dạng “{form}”.", "Chọn json, html hoặc docx.")
    chosen: Form = "html" if form == "html" else "docx" if form == "docx" else "json"
    return ConsolidateOrder(format=chosen, as_of=given_day(texts.get("as_of")))
