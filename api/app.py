"""The application: routes of the API and the page."""

import contextlib
from collections.abc import AsyncIterator
from datetime import date
from importlib.resources import files as resources
from typing import Any, Literal

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from jinja2 import Environment, PackageLoader
from starlette.exceptions import HTTPException

from api.acts import acts_router
from api.comparison import comparison_router
from api.consolidation import consolidation_router
from api.limits import Guards, TooLarge, TooSlow
from api.service import Service
from api.uploads import FILE, MEDIA, as_page, multipart, upload
from review import __version__
from review.contract.errors import STATUS, BadInput, Defect, SoatError
from review.contract.report import json_schema
from review.settings import Settings
from review.settings import settings as default_settings

_EXAMPLE = {
    "schema": "soat.report/1",
    "as_of": "2026-12-01",
    "as_of_reason": "draft_effective",
    "document": {"file": "du-thao.docx", "format": "docx", "doc_type": "thong_tu", "is_draft": True},
    "summary": {"procedures": {"new": 1}, "findings": {"error": 2, "warning": 3, "note": 1, "preview": 0}},
}
_ERROR_EXAMPLE = {
    "schema": "soat.error/1", "file": "du-thao.docx", "code": "encrypted",
    "message": "Tệp được đặt mật khẩu.", "hint": "Lưu lại tệp không có mật khẩu rồi thử lại.",
}  # fmt: skip
_BODY = multipart(
    ["file"],
    {
        "file": FILE | {"description": "Dự thảo"},
        "with": {"type": "array", "items": FILE, "description": "Phụ lục, quy định kèm theo"},
        "against": FILE | {"description": "Văn bản được sửa đổi, thay thế, để so"},
        "as_of": {"type": "string", "format": "date", "description": "Ngày xét hiệu lực của pháp luật"},
        "submitted": {"type": "string", "format": "date", "description": "Ngày gửi thẩm định hoặc trình"},
    },
)


def _upload_page() -> str:
    environment = Environment(loader=PackageLoader("api"), autoescape=True)
    style = resources("review.report").joinpath("templates/style.css").read_text(encoding="utf-8")
    return environment.get_template("upload.html.j2").render(style=style, version=__version__)


_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}


async def _review(request: Request, service: Service, format: Literal["json", "html"]) -> Response:
    hint = "Gửi tệp bằng multipart/form-data, trường “file”."
    async with upload(request, "file", "with", "against", hint=hint) as sent:
        draft, annexes, bases = sent.files["file"], sent.files["with"], sent.files["against"]
        if not draft:
            raise BadInput("empty", "Chưa có tệp nào được gửi lên.", "Chọn một tệp dự thảo rồi gửi lại.")
        order = service.order(as_of=sent.texts.get("as_of"), submitted=sent.texts.get("submitted"), format=format)
        status, outcome = await service.review([*draft, *annexes], order, against=bases[0] if bases else None)
    return Response(outcome.body, status_code=status, media_type=MEDIA[format], headers=_HEADERS)


def create_app(settings: Settings | None = None, *, workers: int | None = None) -> FastAPI:
    """The FastAPI application. ``workers`` children review drafts side by side (default: settings, else 2)."""
    chosen = settings or default_settings()
    service = Service(chosen, count=workers)

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await service.start()
        try:
            yield
        finally:
            await service.stop()

    app = FastAPI(
        title="soat", version=__version__, description="Soát dự thảo văn bản quy phạm pháp luật", lifespan=lifespan,
        docs_url=None, redoc_url=None,
    )  # fmt: skip
    app.add_middleware(Guards, limit=chosen.max_upload_bytes, timeout_s=chosen.upload_timeout_s)

    @app.exception_handler(SoatError)
    async def coded(_: Request, error: SoatError) -> JSONResponse:
        return JSONResponse(error.report().to_json(), status_code=error.status, headers=_HEADERS)

    @app.exception_handler(HTTPException)
    async def plain(_: Request, error: HTTPException) -> JSONResponse:
        code = "not_found" if error.status_code == 404 else "unsupported"
        message = "Không có địa chỉ này." if error.status_code == 404 else "Yêu cầu không được hỗ trợ."
        body = {"schema": "soat.error/1", "file": "", "code": code, "message": message, "hint": "Xem /openapi.json."}
        return JSONResponse(body, status_code=error.status_code, headers=_HEADERS)

    @app.exception_handler(Exception)
    async def defect(_: Request, error: Exception) -> JSONResponse:
        if isinstance(error, TooLarge | TooSlow):
            raise error
        report = Defect.of(error).report()
        return JSONResponse(report.to_json(), status_code=STATUS["internal"], headers=_HEADERS)

    errors: dict[int | str, dict[str, Any]] = {
        status: {"description": "soat.error/1", "content": {"application/json": {"example": _ERROR_EXAMPLE}}}
        for status in sorted(set(STATUS.values()))
    }

    @app.post(
        "/api/reviews",
        summary="Soát một dự thảo",
        openapi_extra=_BODY,
        responses={200: {"description": "soat.report/1", "content": {"application/json": {"example": _EXAMPLE}}}, **errors},
    )
    async def create_review(request: Request) -> Response:
        """The report on an uploaded draft (``file``), its annexes (``with``) included."""
        return await _review(request, service, "json")

    @app.get("/api/health", summary="Tình trạng")
    async def health() -> dict[str, str]:
        """Whether the service answers, and its version."""
        return {"status": "ok", "version": __version__}

    @app.get("/api/schema/report", summary="JSON Schema của báo cáo")
    async def schema() -> dict[str, Any]:
        """The JSON Schema of the report."""
        return json_schema()

    app.include_router(comparison_router(service, headers=_HEADERS, responses=errors))
    app.include_router(consolidation_router(service, headers=_HEADERS, responses=errors))
    app.include_router(acts_router(chosen, today=lambda: date.today().isoformat(), responses=errors))
    page = _upload_page()

    @app.get("/", include_in_schema=False)
    async def index() -> HTMLResponse:
        return HTMLResponse(page, headers=_HEADERS)

    app.post("/reviews", include_in_schema=False)(as_page(lambda request: _review(request, service, "html"), _HEADERS))

    return app
