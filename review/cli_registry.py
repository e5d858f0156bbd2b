"""``soat registry``: how far the registries reach, and newer exports taken in."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

app = typer.Typer(help="Cơ sở dữ liệu dùng để đối chiếu. / The registries.", no_args_is_help=True, rich_markup_mode=None)


@app.command("status", short_help="Bản dữ liệu, số lượng, phạm vi. / Snapshot, counts, coverage.")
def status() -> None:
    """In ngày của bản dữ liệu, số bản ghi và phạm vi theo bộ, ngành. / Print snapshot, counts and coverage by ministry."""
    from rich.console import Console
    from rich.table import Table

    from review.pipeline import Resources
    from review.registry.procedures import registry_status

    resources = Resources.load()
    state = registry_status(resources.procedures)
    typer.echo(
        f"Thủ tục hành chính: bản {state.snapshot}; {state.records} bản ghi, {state.listed} còn trong danh mục, {state.ended} không còn, "
        f"{state.with_parts} có các bộ phận, {state.special} đặc thù một tỉnh, {state.internal} nội bộ (không dùng để đối chiếu)."
    )
    table = Table("Bộ, ngành", "Bản ghi", "Còn trong danh mục", "Có các bộ phận")
    for row in state.ministries:
        table.add_row(row.ministry, str(row.records), str(row.listed), str(row.with_parts))
    Console(width=110).print(table)
    typer.echo(f"{state.by_field} bản ghi được xếp vào bộ, ngành theo lĩnh vực vì nguồn không nêu.")
    typer.echo(f"Văn bản: bản {resources.acts.snapshot}; {len(resources.acts)} văn bản.")
    typer.echo("Dữ liệu pháp luật đến 06/2026, chưa đầy đủ sau đó. Không tìm thấy không có nghĩa là không tồn tại.")


@app.command("import", short_help="Nạp bản xuất mới hơn. / Take in a newer export.")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Tệp JSONL, CSV hoặc XLSX. / JSONL, CSV or XLSX file.")],
    kind: Annotated[str, typer.Option("--kind", help="procedures (thủ tục) hoặc acts (văn bản). / Which registry.")] = "procedures",
    snapshot: Annotated[str | None, typer.Option("--snapshot", metavar="DATE", help="Ngày của bản xuất. / Day of the export.")] = None,
    whole: Annotated[
        bool, typer.Option("--whole", help="Bản xuất là toàn bộ danh mục quốc gia. / The export is the complete list.")
    ] = False,
) -> None:
    """Nạp bản xuất vào thư mục registry_folder nêu trong soat.toml. / Take an export into registry_folder.

    Kiểm tra từng dòng, nêu lý do các dòng bị loại, không bao giờ nạp dở dang. / Rows are validated; bad ones are told; never half-imported.
    """
    from review.contract.errors import SoatError
    from review.settings import settings

    folder = settings().registry_folder
    if folder is None:
        typer.echo("Chưa khai báo registry_folder trong soat.toml: không biết ghi vào đâu. / Set registry_folder in soat.toml.", err=True)
        raise typer.Exit(2)
    if kind not in ("procedures", "acts"):
        raise typer.BadParameter("--kind là procedures hoặc acts. / --kind is procedures or acts.")
    try:
        day = date.fromisoformat(snapshot).isoformat() if snapshot else date.today().isoformat()
    except ValueError:
        raise typer.BadParameter(f"“{snapshot}” không phải là ngày YYYY-MM-DD. / Not a date.") from None
    try:
        _import(file, folder, "acts" if kind == "acts" else "procedures", day, whole)
    except SoatError as error:
        typer.echo(f"{error.message} {error.hint}", err=True)
        raise typer.Exit(2) from None


def _import(file: Path, folder: Path, kind: Literal["procedures", "acts"], day: str, whole: bool) -> None:
    if kind == "acts":
        from review.registry.acts import import_acts

        result = import_acts(file, folder / "acts", snapshot=day)
    else:
        from review.registry.procedures import import_procedures

        result = import_procedures(file, folder / "procedures", snapshot=day, whole=whole)
    for row in result.rejected[:20]:
        typer.echo(f"Dòng {row.row}: {row.reason}", err=True)
    if len(result.rejected) > 20:
        typer.echo(f"… và {len(result.rejected) - 20} dòng khác bị loại.", err=True)
    typer.echo(
        f"Đã nạp {result.accepted} dòng, loại {len(result.rejected)} dòng." if result.replaced else "Không nạp được dòng nào; giữ bản cũ."
    )
    if not result.replaced:
        raise typer.Exit(2)
