"""The command ``soat``. Heavy imports are inside the commands, so that help comes at once."""

import json
import os
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from review import __version__, cli_acts, cli_compare, cli_consolidate, cli_evaluate, cli_registry, cli_rules
from review.cli_days import day_option
from review.cli_forms import form_of
from review.collector import search_seldom

if TYPE_CHECKING:
    from collections.abc import Iterable

    from review.batch import Outcome
    from review.contract.errors import ErrorReport

app = typer.Typer(
    name="soat",
    help="Soát dự thảo văn bản quy phạm pháp luật, ngoại tuyến. / Review draft normative acts, offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


class ReportFormat(StrEnum):
    """How a report is written."""

    text = "text"
    json = "json"
    html = "html"


class FailOn(StrEnum):
    """The lowest level of a finding, not preview, that makes the exit code 1."""

    error = "error"
    warning = "warning"
    note = "note"
    never = "never"


def _fail(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(2)


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[bool, typer.Option("--version", help="In phiên bản rồi thoát. / Print the version and exit.")] = False,
) -> None:
    """Soát dự thảo văn bản quy phạm pháp luật, ngoại tuyến. / Review draft normative acts, offline."""
    if version:
        typer.echo(f"soat {__version__}")
        raise typer.Exit


@app.command(short_help="Soát dự thảo, ghi báo cáo. / Review drafts, write reports.")
def review(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Dự thảo: DOCX, DOC, PDF, HTML, TXT, MD. / Drafts to review.")],
    with_: Annotated[
        list[Path] | None,
        typer.Option(
            "--with",
            metavar="FILE",
            help="Phụ lục, quy định kèm theo ở tệp riêng (lặp lại được). / Annex kept in a file of its own.",
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="Ngày xét hiệu lực của pháp luật. / Day on which the law is judged."),
    ] = None,
    submitted: Annotated[
        str | None,
        typer.Option("--submitted", metavar="DATE", help="Ngày gửi thẩm định hoặc trình. / Day the file went to appraisal."),
    ] = None,
    form: Annotated[ReportFormat | None, typer.Option("--format", help="Dạng báo cáo (mặc định: text). / Form of the report.")] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="Ghi vào tệp (một dự thảo); không nêu --format thì dạng theo đuôi tệp. / Write to a file; its suffix tells the form.",
        ),
    ] = None,
    out_dir: Annotated[
        Path | None,
        typer.Option("--out-dir", metavar="DIR", help="Ghi mỗi báo cáo một tệp vào thư mục. / One report a file into a folder."),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option("--against", metavar="BASE", help="Văn bản được sửa đổi, thay thế: tệp hoặc số hiệu. / Base act: file or number."),
    ] = None,
    fail_on: Annotated[
        FailOn,
        typer.Option("--fail-on", help="Mức phát hiện làm mã thoát bằng 1. / Level of a finding that makes the exit code 1."),
    ] = FailOn.error,
    no_text: Annotated[bool, typer.Option("--no-text", help="Không ghi toàn văn vào báo cáo. / Leave the text out of the report.")] = False,
) -> None:
    """Soát một hoặc nhiều dự thảo và ghi báo cáo. / Review drafts and write reports.

    Mã thoát: 0 không có phát hiện tới mức --fail-on; 1 có; 2 có tệp không soát được.
    Exit code: 0 no finding at the level of --fail-on; 1 there is; 2 a file could not be reviewed.
    """
    from review import batch
    from review.contract.errors import SoatError

    format = form_of(form, output, ReportFormat, ReportFormat.text)
    if with_ and len(files) > 1:
        raise typer.BadParameter("--with chỉ dùng khi soát một dự thảo. / --with goes with one draft only.")
    if output and len(files) > 1:
        raise typer.BadParameter("-o chỉ dùng khi soát một dự thảo; nhiều dự thảo dùng --out-dir. / -o takes one draft; use --out-dir.")
    if output and out_dir:
        raise typer.BadParameter("Chọn một trong hai: -o hoặc --out-dir. / Choose -o or --out-dir.")
    order = batch.Order(
        as_of=day_option(as_of), submitted=day_option(submitted), today=date.today().isoformat(), format=format.value,
        with_text=not no_text, lines=len(files) > 1 and out_dir is None, against=against,
    )  # fmt: skip
    try:
        targets = batch.targets(files, out_dir, format.value) if out_dir else None
        batch.spare(targets or ([output] if output else []), [*files, *(with_ or ()), *([Path(against)] if against else [])])
        if output:
            batch.prepare(output.parent)
        if out_dir:
            batch.prepare(out_dir)
    except SoatError as error:
        typer.echo(json.dumps(error.report().to_json(), ensure_ascii=False))
        _fail(f"{error.message} {error.hint}")
    outcomes: list[Outcome] = []
    unwritten = False
    jobs = [(path, tuple(with_ or ())) for path in files]
    for outcome in batch.run(jobs, order):
        outcomes.append(outcome)
        if targets is not None:
            unwritten |= not _written(targets[outcome.position], outcome.body)
            if outcome.error is not None:
                _tell(outcome.file, outcome.error)
    if targets is None:
        unwritten = not _print(outcomes, output)
    _table(outcomes, quiet=len(outcomes) < 2)
    raise typer.Exit(2 if unwritten else batch.exit_code(outcomes, fail_on.value))


def _tell(file: str, error: "ErrorReport") -> None:
    """Say why a draft was not reviewed, naming the file at fault where it is another one: its annex or its base act."""
    at_fault = f"{file}: {error.file}" if error.file and error.file != file else file
    typer.echo(f"{at_fault}: {error.message} {error.hint}", err=True)


def _written(path: Path, body: str) -> bool:
    """Whether the report could be written; if not, why is said."""
    from review import batch
    from review.contract.errors import SoatError

    try:
        batch.write(path, body)
    except SoatError as error:
        typer.echo(f"{error.message} {error.hint}", err=True)
        return False
    return True


def _print(outcomes: "Iterable[Outcome]", output: Path | None) -> bool:
    written = True
    for outcome in sorted(outcomes, key=lambda o: o.position):
        if output is not None:
            written = _written(output, outcome.body)
        else:
            sys.stdout.write(outcome.body if outcome.body.endswith("\n") else outcome.body + "\n")
        if outcome.error is not None:
            _tell(outcome.file, outcome.error)
    sys.stdout.flush()
    return written


def _table(outcomes: "list[Outcome]", *, quiet: bool) -> None:
    if quiet or not sys.stderr.isatty():
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("Tệp", "Lỗi", "Cảnh báo", "Lưu ý", "TTHC", "TTHC mới", "Kết quả")
    for outcome in sorted(outcomes, key=lambda o: o.position):
        if outcome.error is not None:
            table.add_row(outcome.file, "", "", "", "", "", f"không soát được ({outcome.error.code})")
        else:
            table.add_row(outcome.file, *map(str, outcome.counts), "đã soát")
    Console(stderr=True).print(table)


app.add_typer(cli_registry.app, name="registry", short_help="Cơ sở dữ liệu dùng để đối chiếu. / The registries.")
app.add_typer(cli_acts.app, name="acts", short_help="Hiệu lực của văn bản. / Status of acts.")
app.add_typer(cli_rules.app, name="rules", short_help="Các quy tắc rà soát. / The rules.")
cli_evaluate.register(app)
cli_compare.register(app)
cli_consolidate.register(app)


def _commands() -> Any:
    """Add the commands of other packages (entry-point group ``soat.commands``): each gets the Typer app."""
    from importlib.metadata import entry_points

    for point in sorted(entry_points(group="soat.commands"), key=lambda p: p.name):
        point.load()(app)
    return app


def main() -> None:
    """Run the command; a closed pipe ends it quietly, a coded error that no command met (settings) with a sentence and 2."""
    search_seldom()
    try:
        _commands()()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except Exception as error:
        from review.contract.errors import SoatError

        if not isinstance(error, SoatError):
            raise
        typer.echo(f"{error.message} {error.hint}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
