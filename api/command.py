"""The command ``soat serve``, joined to the command line through the entry-point group ``soat.commands``."""

import socket
from typing import Annotated

import typer

LOOPBACK = ("127.0.0.1", "localhost", "::1")
GRACE_S = 5
"""Seconds that reviews under way are given when the service is told to stop; then their children are ended."""


def _free(address: str, port: int) -> bool:
    """Whether a service can listen there now."""
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True


def register(app: typer.Typer) -> None:
    """Add ``serve`` to the command."""

    @app.command(short_help="Mở trang web trên máy này. / Serve the page on this machine.")
    def serve(
        host: Annotated[str | None, typer.Option("--host", help="Địa chỉ lắng nghe, chỉ máy này. / Address, this machine only.")] = None,
        port: Annotated[int | None, typer.Option("--port", min=1, max=65535, help="Cổng. / Port.")] = None,
    ) -> None:
        """Mở trang web trên máy này. / Serve the page on this machine."""
        from review.settings import settings

        chosen = settings()
        address = host or chosen.host
        if address not in LOOPBACK:
            typer.echo(
                f"Không mở trên địa chỉ {address}: khi chưa có tài khoản người dùng, trang chỉ phục vụ máy này (127.0.0.1). "
                "/ Refused: without accounts the page serves this machine only.",
                err=True,
            )
            raise typer.Exit(2)
        where = port or chosen.port
        if not _free(address, where):
            typer.echo(
                f"Không mở được cổng {where} trên {address}: cổng đang được dùng (có thể soat serve đã chạy) hoặc không được phép. "
                "Chọn cổng khác bằng --port. / Port in use or refused; choose another with --port.",
                err=True,
            )
            raise typer.Exit(2)
        import uvicorn

        from api.app import create_app

        typer.echo(f"Mở trình duyệt tại http://{'[::1]' if address == '::1' else address}:{where}/ (Ctrl+C để dừng)", err=True)
        uvicorn.run(create_app(chosen), host=address, port=where, log_level="warning", access_log=False, timeout_graceful_shutdown=GRACE_S)
