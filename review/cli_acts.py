"""``soat acts``: what is known of an act on a day, and a register's export taken in."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from review.cli_days import day_or_today
from review.cli_errors import coded_errors
from review.cli_imports import take_in_acts, tell

if TYPE_CHECKING:
    from review.registry.acts import ActsSource

app = typer.Typer(help="Hiệu lực của văn bản. / Acts and their status.", no_args_is_help=True, rich_markup_mode=None)

Database = Annotated[
    str | None,
    typer.Option("--database", metavar="URL", help="sqlite:///TỆP hoặc postgresql://… (mặc định: registry_url). / Database."),
]


@app.command("show", short_help="Hiệu lực của một văn bản tại một ngày. / Status of an act on a day.")
def show(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="Số, ký hiệu, ví dụ 63/2010/NĐ-CP. / Number.")],
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Ngày xét (mặc định: hôm nay). / Day.")] = None,
    issuer: Annotated[str | None, typer.Option("--issuer", help="Cơ quan ban hành, khi nhiều văn bản cùng số. / Issuer.")] = None,
    database: Database = None,
    json_: Annotated[bool, typer.Option("--json", help="In dưới dạng JSON. / Print as JSON.")] = False,
) -> None:
    """In hiệu lực, văn bản thay thế, sửa đổi, và nguồn của từng điều. / Print status, successors, amenders, and the source of each."""
    from review.cli_acts_text import act_text
    from review.contract.base import shown_name
    from review.registry.acts import describe, of_issuer
    from review.report.wording import reach

    day, number = day_or_today(as_of), shown_name(number)
    with coded_errors():
        registry = _source(database)
        found = describe(number, registry, as_of=day)
        chosen = of_issuer(found, issuer) if issuer else found
        snapshot, size = reach(registry.snapshot, registry.supplement), len(registry)
    coverage = f"Danh mục bản {snapshot}, {size} văn bản. Dữ liệu pháp luật đến 06/2026, chưa đầy đủ sau đó."
    if not chosen:
        other = "; ".join(act.record.issuer or "chưa rõ cơ quan" for act in found)
        typer.echo(f"Không có {number}{f' của {issuer}' if issuer else ''} trong danh mục; không có nghĩa là văn bản không tồn tại.")
        typer.echo(f"Số này có ở văn bản của: {other}." if found else "/ Not in the registry.")
        typer.echo(coverage)
        raise typer.Exit(1)
    if json_:
        import json

        typer.echo(json.dumps([act.model_dump(mode="json") for act in chosen], ensure_ascii=False, indent=1))
        return
    if len(chosen) > 1:
        typer.echo(f"{len(chosen)} văn bản cùng số {number}; chọn bằng --issuer. / Several acts bear this number.")
    for act in chosen:
        typer.echo(act_text(act))
    typer.echo(coverage)


@app.command("import", short_help="Nạp danh mục vào cơ sở dữ liệu. / Fill a database, take in an export.")
def import_(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            help="Tệp JSONL, CSV hoặc XLSX, dòng đầu là tên cột: số hiệu (bắt buộc), loại văn bản, cơ quan ban hành, trích yếu, "
            "ngày ban hành, ngày có hiệu lực, tình trạng hiệu lực, ngày cập nhật, ngày hết hiệu lực, văn bản thay thế. "
            "/ JSONL, CSV or XLSX file with these columns.",
        ),
    ] = None,
    database: Database = None,
    snapshot: Annotated[str | None, typer.Option("--snapshot", metavar="DATE", help="Ngày của bản xuất. / Day of the export.")] = None,
    renew: Annotated[
        bool,
        typer.Option("--renew", help="Thay toàn bộ, kể cả các dòng đã nạp, bằng danh mục đang dùng. / Replace all it holds."),
    ] = False,
) -> None:
    """Nạp bản xuất; không nêu tệp thì chép danh mục đang dùng vào cơ sở dữ liệu. / Take in an export; without one, fill the database.

    Nạp trọn trong một giao dịch: hoặc xong hẳn, hoặc giữ nguyên bản cũ. / In one transaction: whole or not at all.
    """
    from review.settings import settings

    with coded_errors():
        if file is not None:
            tell(take_in_acts(file, database=database, day=day_or_today(snapshot)))
            return
        url = database if database is not None else settings().registry_url
        if url is None:
            raise typer.BadParameter("Nêu tệp, hoặc cơ sở dữ liệu cần chép vào (--database). / Give a file or a database.")
        acts, day = _fill(url, renew)
    typer.echo(f"Cơ sở dữ liệu có {acts} văn bản, bản {day}.")


def _fill(url: str, renew: bool) -> tuple[int, str]:
    from review.registry.acts import ActsRegistry, acts_tables
    from review.registry.acts.database import ActsDatabase
    from review.report.wording import reach
    from review.settings import settings

    database = ActsDatabase.prepare(url, ActsRegistry.load(acts_tables(settings())), renew=renew)
    held = len(database), reach(database.snapshot, database.supplement)
    database.close()
    return held


def _source(database: str | None) -> "ActsSource":
    from review.registry.acts import open_acts
    from review.settings import settings

    chosen = settings()
    return open_acts(chosen.model_copy(update={"registry_url": database}) if database is not None else chosen)
