"""Comparisons: two uploaded documents, or a base act and amending drafts, to JSON, HTML or DOCX."""

from typing import Any, Literal, get_args

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException

from api.service import Service
from review.comparing import CompareOrder
from review.contract.comparison import Comparison
from review.contract.errors import BadInput, SoatError
from review.report.html import error_to_html

MAX_FILES = 20
"""The old document and the new one, or the base act and its amending drafts."""

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
                    "required": ["old"],
                    "properties": {
                        "old": _FILE | {"description": "Văn bản hiện hành, bản cũ"},
                        "new": _FILE | {"description": "Dự thảo, bản mới"},
                        "amending": {
                            "type": "array",
                            "items": _FILE,
                            "description": "Thay cho “new”: dự thảo sửa đổi, bổ sung văn bản ở “old”",
                        },
                        "format": {"type": "string", "enum": list(get_args(Form)), "default": "json"},
                        "full": {"type": "boolean", "default": False, "description": "Ghi cả các điều giữ nguyên"},
                        "procedures": {"type": "boolean", "default": True, "description": "So thủ tục hành chính, yêu cầu, điều kiện"},
                    },
                }
            }
        },
    },
}


def comparison_router(service: Service, *, headers: dict[str, str], responses: dict[int | str, dict[str, Any]]) -> APIRouter:
    """The routes of comparisons. ``headers`` go out with every answer; ``responses`` describe the coded errors."""
    router = APIRouter()
    content: dict[str, Any] = {media.partition(";")[0]: {} for media in _MEDIA.values()}

    async def answer(request: Request, *, page: bool) -> Response:
        try:
            async with request.form(max_files=MAX_FILES, max_fields=10) as form:
                files: dict[str, list[tuple[str, Any]]] = {"old": [], "new": [], "amending": []}
                for key, value in form.multi_items():
                    if isinstance(value, UploadFile) and value.filename and key in files:
                        files[key].append((value.filename, value.file))
                texts = {key: str(value)[:40] for key, value in form.multi_items() if not isinstance(value, UploadFile)}
                order = _order(texts, files)
                status, outcome = await service.compare([*files["old"], *files["new"], *files["amending"]], order)
        except MultiPartException as error:
            hint = "Gửi tệp bằng multipart/form-data, trường “old” và “new”."
            raise BadInput("unsupported", "Yêu cầu tải lên không đúng dạng.", hint) from error
        media = _MEDIA["json" if outcome.error and order.format == "docx" else order.format]
        more = {"Content-Disposition": 'attachment; filename="ban-so-sanh.docx"'} if media == _MEDIA["docx"] else {}
        if page and outcome.error:
            return HTMLResponse(error_to_html(outcome.error), status_code=status, headers=headers)
        return Response(outcome.body, status_code=status, media_type=media, headers=headers | more)

    @router.post(
        "/api/comparisons",
        summary="So sánh hai văn bản; lập bản so sánh, thuyết minh",
        openapi_extra=_BODY,
        responses={200: {"description": "soat.comparison/1", "content": content}, **responses},
    )
    async def create_comparison(request: Request) -> Response:
        """The comparison of ``old`` with ``new``, or of ``old`` with itself as the drafts of ``amending`` leave it."""
        return await answer(request, page=False)

    @router.post("/comparisons", include_in_schema=False)
    async def show(request: Request) -> Response:
        try:
            return await answer(request, page=True)
        except SoatError as error:
            return HTMLResponse(error_to_html(error.report()), status_code=error.status, headers=headers)

    @router.get("/api/schema/comparison", summary="JSON Schema của bản so sánh")
    async def schema() -> dict[str, Any]:
        """The JSON Schema of the comparison."""
        return Comparison.model_json_schema(by_alias=True, mode="serialization")

    return router


def _order(texts: dict[str, str], files: dict[str, list[tuple[str, Any]]]) -> CompareOrder:
    """What a request asks for. Raises ``BadInput`` where the files do not make a comparison or a field is not known."""
    if len(files["old"]) != 1 or len(files["new"]) + bool(files["amending"]) != 1:
        message = "Cần một văn bản cũ (“old”) và một văn bản mới (“new”), hoặc dự thảo sửa đổi (“amending”)."
        raise BadInput("empty", message, "Chọn đủ tệp rồi gửi lại.")
    form = texts.get("format") or "json"
    if form not in get_args(Form):
        raise BadInput("unsupported", f"Không có dạng “{form}”.", "Chọn json, html hoặc docx.")
    chosen: Form = "html" if form == "html" else "docx" if form == "docx" else "json"
    return CompareOrder(
        format=chosen,
        full=_flag(texts, "full", default=False),
        procedures=_flag(texts, "procedures", default=True),
        amending=bool(files["amending"]),
    )


def _flag(texts: dict[str, str], name: str, *, default: bool) -> bool:
    value = texts.get(name, "").lower()
    if value in ("", "true", "1", "on", "false", "0", "off"):
        return default if value == "" else value in ("true", "1", "on")
    raise BadInput("unsupported", f"Trường “{name}” chỉ nhận true hoặc false.", "Sửa lại rồi gửi.")
