"""``soat acts``: what is known of an act on a day."""

from datetime import date
from typing import Annotated

import typer

app = typer.Typer(help="Hiệu lực của văn bản. / Acts and their status.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def _acts() -> None:
    """Hiệu lực của văn bản. / Acts and their status."""


@app.command("show", short_help="Hiệu lực của một văn bản tại một ngày. / Status of an act on a day.")
def show(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="Số, ký hiệu, ví dụ 63/2010/NĐ-CP. / Number.")],
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Ngày xét (mặc định: hôm nay). / Day.")] = None,
) -> None:
    """In hiệu lực, văn bản thay thế, sửa đổi, và nguồn của từng điều. / Print status, successors, amenders, and the source of each."""
    from review.registry.acts import ActsRegistry, describe
    from review.report import wording
    from review.settings import data_dir

    try:
        day = date.fromisoformat(as_of).isoformat() if as_of else date.today().isoformat()
    except ValueError:
        raise typer.BadParameter(f"“{as_of}” không phải là ngày YYYY-MM-DD. / Not a date.") from None
    registry = ActsRegistry.load(data_dir("corpora") / "acts")
    found = describe(number, registry, as_of=day)
    if not found:
        typer.echo(
            f"Không có {number} trong danh mục (bản {registry.snapshot}); không có nghĩa là văn bản không tồn tại. / Not in the registry."
        )
        raise typer.Exit(1)
    for act in found:
        record, state = act.record, act.standing
        typer.echo(f"{record.number} · {record.title or '(không có tên)'}")
        issuer = record.issuer or "chưa rõ cơ quan ban hành"
        typer.echo(f"    {issuer} · ban hành {wording.day(record.issued)} · hiệu lực {wording.day(record.effective)}")
        said = {"official": "theo cơ sở dữ liệu chính thức", "derived": "suy ra từ văn bản khác", "none": "không có nguồn"}[state.source]
        typer.echo(f"    Tại {wording.day(day)}: {wording.STATUS_ICONS[state.status]} {wording.STATUSES[state.status]} ({said})")
        if state.ended_on:
            typer.echo(f"    Hết hiệu lực từ {wording.day(state.ended_on)}" + (f", bởi {state.ended_by}" if state.ended_by else ""))
        if state.successors:
            typer.echo(f"    Văn bản đang thay thế: {', '.join(state.successors)}")
        if state.amended_by:
            typer.echo(f"    Được sửa đổi, bổ sung bởi: {', '.join(state.amended_by)}")
        if state.ended_provisions:
            typer.echo(f"    Phần đã hết hiệu lực: {', '.join(wording.address(p) for p in state.ended_provisions)}")
        if state.parents:
            typer.echo(f"    Quy định chi tiết: {', '.join(state.parents)}")
        if state.evidence:
            typer.echo(f"    Căn cứ: {state.evidence}")
    typer.echo(f"Danh mục bản {registry.snapshot}. Dữ liệu pháp luật đến 06/2026, chưa đầy đủ sau đó.")
