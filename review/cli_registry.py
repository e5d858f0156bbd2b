"""``soat registry``: how far the registries reach, and newer exports taken in."""

from pathlib import Path
from typing import Annotated

import typer

from review.cli_days import day_or_today
from review.cli_errors import coded_errors
from review.cli_imports import take_in_acts, tell

app = typer.Typer(help="Cơ sở dữ liệu dùng để đối chiếu. / The registries.", no_args_is_help=True, rich_markup_mode=None)


@app.command("status", short_help="Bản dữ liệu, số lượng, phạm vi. / Snapshot, counts, coverage.")
def status() -> None:
    """In ngày của bản dữ liệu, số bản ghi và phạm vi theo bộ, ngành. / Print snapshot, counts and coverage by ministry."""
    from rich.console import Console
    from rich.table import Table

    from review.pipeline import Resources
    from review.registry.procedures import registry_status
    from review.report.wording import reach

    resources = Resources.load()
    state = registry_status(resources.procedures)
    typer.echo(
        f"Thủ tục hành chính: bản ngày {reach(state.snapshot, state.supplement)}; {state.records} bản ghi, "
        f"{state.listed} còn trong danh mục, {state.ended} không còn, "
        f"{state.with_parts} có các bộ phận, {state.special} đặc thù một tỉnh, {state.internal} nội bộ (không dùng để đối chiếu)."
    )
    table = Table("Bộ, ngành", "Bản ghi", "Còn trong danh mục", "Có các bộ phận")
    for row in state.ministries:
        table.add_row(row.ministry, str(row.records), str(row.listed), str(row.with_parts))
    Console(width=110).print(table)
    typer.echo(f"{state.by_field} bản ghi được xếp vào bộ, ngành theo lĩnh vực vì nguồn không nêu.")
    typer.echo(f"Văn bản: bản ngày {reach(resources.acts.snapshot, resources.acts.supplement)}; {len(resources.acts)} văn bản.")
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
    """Nạp bản xuất vào registry_folder (văn bản: vào registry_url nếu có) nêu trong soat.toml. / Take an export in.

    Kiểm tra từng dòng, nêu lý do các dòng bị loại, không bao giờ nạp dở dang. / Rows are validated; bad ones are told; never half-imported.
    """
    from review.settings import settings

    if kind not in ("procedures", "acts"):
        raise typer.BadParameter("--kind là procedures hoặc acts. / --kind is procedures or acts.")
    day = day_or_today(snapshot)
    with coded_errors():
        if kind == "acts":
            tell(take_in_acts(file, database=None, day=day))
            return
        from review.registry.procedures import import_procedures

        folder = settings().registry_folder
        if folder is None:
            typer.echo(
                "Chưa khai báo registry_folder trong soat.toml: không biết ghi vào đâu. / Set registry_folder in soat.toml.", err=True
            )
            raise typer.Exit(2)
        tell(import_procedures(file, folder / "procedures", snapshot=day, whole=whole))
