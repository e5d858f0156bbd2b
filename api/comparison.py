"""Comparisons: two uploaded documents, or a base act and amending drafts, to JSON, HTML or DOCX."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.service import Service
from api.uploads import FILE, FORMAT, MEDIA, Upload, as_page, document, error_page, multipart, upload
from review.comparing import CompareOrder
from review.contract.comparison import Comparison
from review.contract.errors import BadInput

_BODY = multipart(
    ["old"],
    {
        "old": FILE | {"description": "Văn bản hiện hành, bản cũ"},
        "new": FILE | {"description": "Dự thảo, bản mới"},
        "amending": {
            "type": "array",
            "items": FILE,
            "description": "Thay cho “new”: dự thảo sửa đổi, bổ sung văn bản ở “old”",
        },
        "format": FORMAT,
        "full": {"type": "boolean", "default": False, "description": "Ghi cả các điều giữ nguyên"},
        "procedures": {"type": "boolean", "default": True, "description": "So thủ tục hành chính, yêu cầu, điều kiện"},
    },
)


def comparison_router(service: Service, *, headers: dict[str, str], responses: dict[int | str, dict[str, Any]]) -> APIRouter:
    """The routes of comparisons. ``headers`` go out with every answer; ``responses`` describe the coded errors."""
    router = APIRouter()
    content: dict[str, Any] = {media.partition(";")[0]: {} for media in MEDIA.values()}

    async def answer(request: Request, *, page: bool = True) -> Response:
        hint = "Gửi tệp bằng multipart/form-data, trường “old” và “new”."
        async with upload(request, "old", "new", "amending", hint=hint) as sent:
            order = _order(sent)
            files = sent.files
            status, outcome = await service.compare([*files["old"], *files["new"], *files["amending"]], order)
        if page and outcome.error:
            return error_page(outcome.error, status, headers)
        return document(outcome.body, outcome.error, sent.form(), "ban-so-sanh.docx", status=status, headers=headers)

    @router.post(
        "/api/comparisons",
        summary="So sánh hai văn bản; lập bản so sánh, thuyết minh",
        openapi_extra=_BODY,
        responses={200: {"description": "soat.comparison/1", "content": content}, **responses},
    )
    async def create_comparison(request: Request) -> Response:
        """The comparison of ``old`` with ``new``, or of ``old`` with itself as the drafts of ``amending`` leave it."""
        return await answer(request, page=False)

    router.post("/comparisons", include_in_schema=False)(as_page(answer, headers))

    @router.get("/api/schema/comparison", summary="JSON Schema của bản so sánh")
    async def schema() -> dict[str, Any]:
        """The JSON Schema of the comparison."""
        return Comparison.model_json_schema(by_alias=True, mode="serialization")

    return router


def _order(sent: Upload) -> CompareOrder:
    """What a request asks for. Raises ``BadInput`` where the files do not make a comparison or a field is not known."""
    files = sent.files
    if len(files["old"]) != 1 or len(files["new"]) + bool(files["amending"]) != 1:
        message = "Cần một văn bản cũ (“old”) và một văn bản mới (“new”), hoặc dự thảo sửa đổi (“amending”)."
        raise BadInput("empty", message, "Chọn đủ tệp rồi gửi lại.")
    return CompareOrder(
        format=sent.form(),
        full=_flag(sent.texts, "full", default=False),
        procedures=_flag(sent.texts, "procedures", default=True),
        amending=bool(files["amending"]),
    )


def _flag(texts: dict[str, str], name: str, *, default: bool) -> bool:
    value = texts.get(name, "").lower()
    if value in ("", "true", "1", "on", "false", "0", "off"):
        return default if value == "" else value in ("true", "1", "on")
    raise BadInput("unsupported", f"Trường “{name}” chỉ nhận true hoặc false.", "Sửa lại rồi gửi.")
