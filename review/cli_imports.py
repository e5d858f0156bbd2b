"""What the commands that take in an export share: where acts go, and what is told of the rows."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from review.registry.importing import ImportResult

SHOWN_ROWS = 20
"""Rows left out that are told one by one."""


def take_in_acts(file: Path, *, database: str | None, day: str) -> "ImportResult":
    """Merge an export of acts into a database (the one given, else ``registry_url``), else into ``registry_folder``.

    Ends the command with code 2 where neither is configured; raises ``SoatError`` for what cannot be read or written.
    """
    from review.registry.acts import ActsRegistry, acts_tables, import_acts, import_acts_into
    from review.settings import settings

    chosen = settings()
    if (url := database if database is not None else chosen.registry_url) is not None:
        return import_acts_into(file, url, snapshot=day, base=ActsRegistry.load(acts_tables(chosen)))
    if chosen.registry_folder is None:
        typer.echo(
            "Chưa khai báo registry_url hoặc registry_folder trong soat.toml: không biết ghi vào đâu. "
            "/ Set registry_url or registry_folder in soat.toml.",
            err=True,
        )
        raise typer.Exit(2)
    return import_acts(file, chosen.registry_folder / "acts", snapshot=day)


def tell(result: "ImportResult") -> None:
    """Say how many rows were taken and why others were not; ends the command with code 2 where none was."""
    for row in result.rejected[:SHOWN_ROWS]:
        typer.echo(f"Dòng {row.row}: {row.reason}", err=True)
    if len(result.rejected) > SHOWN_ROWS:
        typer.echo(f"… và {len(result.rejected) - SHOWN_ROWS} dòng khác bị loại.", err=True)
    typer.echo(
        f"Đã nạp {result.accepted} dòng, loại {len(result.rejected)} dòng." if result.replaced else "Không nạp được dòng nào; giữ bản cũ."
    )
    if not result.replaced:
        raise typer.Exit(2)
