"""Consolidated texts: an uploaded base act and amending acts to JSON, HTML or DOCX."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.service import Service, given_day
from api.uploads import FILE, FORMAT, MEDIA, as_page, document, error_page, multipart, upload
from review.consolidating import ConsolidateOrder
from review.contract.consolidation import ConsolidationReport
from review.contract.errors import BadInput

_BODY = multipart(
    ["base", "amending"],
    {
        "base": FILE | {"description": "Văn bản được sửa đổi"},
        "amending": {"type": "array", "items": FILE, "description": "Văn bản, dự thảo sửa đổi, bổ sung"},
        "as_of": {"type": "string", "format": "date", "description": "Chỉ áp dụng văn bản có hiệu lực tới ngày này"},
        "format": FORMAT,
    },
)


def consolidation_router(service: Service, *, headers: dict[str, str], responses: dict[int | str, dict[str, Any]]) -> APIRouter:
    """The routes of consolidated texts. ``headers`` go out with every answer; ``responses`` describe the coded errors."""
    router = APIRouter()
    content: dict[str, Any] = {media.partition(";")[0]: {} for media in MEDIA.values()}

    async def answer(request: Request, *, page: bool = True) -> Response:
        hint = "Gửi tệp bằng multipart/form-data, trường “base” và “amending”."
        async with upload(request, "base", "amending", hint=hint) as sent:
            files = sent.files
            if len(files["base"]) != 1 or not files["amending"]:
                message = "Cần một văn bản gốc (“base”) và ít nhất một văn bản sửa đổi (“amending”)."
                raise BadInput("empty", message, "Chọn đủ tệp rồi gửi lại.")
            order = ConsolidateOrder(format=sent.form(), as_of=given_day(sent.texts.get("as_of")))
            status, outcome = await service.consolidate([*files["base"], *files["amending"]], order)
        if page and outcome.error:
            return error_page(outcome.error, status, headers)
        return document(outcome.body, outcome.error, sent.form(), "van-ban-sau-sua-doi.docx", status=status, headers=headers)

    @router.post(
        "/api/consolidations",
        summary="Văn bản sau khi sửa đổi, bổ sung",
        openapi_extra=_BODY,
        responses={200: {"description": "soat.consolidation/1", "content": content}, **responses},
    )
    async def create_consolidation(request: Request) -> Response:
        """``base`` as the acts of ``amending`` leave it, with what became of each command."""
        return await answer(request, page=False)

    router.post("/consolidations", include_in_schema=False)(as_page(answer, headers))

    @router.get("/api/schema/consolidation", summary="JSON Schema của văn bản sau khi sửa đổi")
    async def schema() -> dict[str, Any]:
        """The JSON Schema of the consolidated text."""
        return ConsolidationReport.model_json_schema(by_alias=True, mode="serialization")

    return router
