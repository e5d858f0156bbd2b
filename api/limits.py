"""Guards before any route: the size of a request, and who may call from a browser."""

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from review.contract.errors import STATUS, ErrorCode, ErrorReport

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class TooLarge(Exception):
    """The body of a request has grown past the limit."""


class TooSlow(Exception):
    """The body of a request has not arrived within its time."""


def too_slow(seconds: float) -> ErrorReport:
    """The coded error for an upload that took longer than ``seconds``."""
    return ErrorReport(
        file="",
        code="timeout",
        message=f"Tệp không tải lên xong trong {seconds:.0f} giây.",
        hint="Kiểm tra đường truyền rồi gửi lại, hoặc tăng upload_timeout_s trong soat.toml.",
    )


def too_large(limit: int) -> ErrorReport:
    """The coded error for a request over ``limit`` bytes."""
    return ErrorReport(
        file="",
        code="too_large",
        message=f"Tệp tải lên vượt giới hạn {limit / 1e6:.0f} MB.",
        hint="Bỏ ảnh, tách phụ lục thành tệp riêng hoặc tăng max_upload_bytes trong soat.toml.",
    )


async def _refuse(send: Send, error: ErrorReport, code: ErrorCode, status: int | None = None) -> None:
    body = json.dumps(error.to_json(), ensure_ascii=False).encode()
    headers = [
        (b"content-type", b"application/json; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status or STATUS[code], "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _address(url: str) -> tuple[str | None, str]:
    """Host name and net location; what cannot be parsed has none."""
    try:
        parts = urlsplit(url)
        return parts.hostname, parts.netloc
    except ValueError:
        return None, ""


class Guards:
    """Refuse bodies over ``limit`` bytes (declared or not) or slower than ``timeout_s``, and requests of another site's page."""

    def __init__(self, app: App, limit: int, timeout_s: float = 120.0) -> None:
        self.app, self.limit, self.timeout_s = app, limit, timeout_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request (ASGI)."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        host = headers.get("host", "")
        if _address(f"//{host}")[0] not in ("127.0.0.1", "localhost", "::1", "testserver"):
            error = ErrorReport(file="", code="unsupported", message="Chỉ phục vụ trên máy này.", hint="Mở http://127.0.0.1.")
            await _refuse(send, error, "unsupported", 421)
            return
        origin = headers.get("origin")
        if origin and _address(origin)[1] != host:
            error = ErrorReport(
                file="", code="unsupported", message="Yêu cầu đến từ một trang khác.", hint="Tải tệp lên từ trang của soat."
            )
            await _refuse(send, error, "unsupported", 403)
            return
        length = headers.get("content-length", "")
        if length.isdigit() and int(length) > self.limit:
            await _refuse(send, too_large(self.limit), "too_large")
            return
        seen = 0
        started = whole = False
        ends = asyncio.get_running_loop().time() + self.timeout_s

        async def counted() -> Message:
            nonlocal seen, whole
            if whole:
                return await receive()
            try:
                async with asyncio.timeout_at(ends):
                    message = await receive()
            except TimeoutError:
                raise TooSlow from None
            whole = not message.get("more_body", False)
            seen += len(message.get("body", b""))
            if seen > self.limit:
                raise TooLarge
            return message

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, counted, watched)
        except TooLarge:
            if not started:
                await _refuse(send, too_large(self.limit), "too_large")
        except TooSlow:
            if not started:
                await _refuse(send, too_slow(self.timeout_s), "timeout", 408)
