"""``soat consolidate``: a base act as amending acts leave it."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from review.cli_days import day_option
from review.cli_forms import form_of


class ConsolidationFormat(StrEnum):
    """How a consolidated text is written."""

    text = "text"
    json = "json"
    html = "html"
    docx = "docx"


def register(app: typer.Typer) -> None:
    """Add ``consolidate`` to the command."""

    @app.command(short_help="Văn bản sau khi sửa đổi, bổ sung. / The text as it will stand.")
    def consolidate(
        base: Annotated[Path, typer.Argument(metavar="BASE", help="Văn bản được sửa đổi. / The base act.")],
        amending: Annotated[
            list[Path], typer.Argument(metavar="AMENDING...", help="Văn bản, dự thảo sửa đổi, bổ sung. / Amending acts or drafts.")
        ],
        as_of: Annotated[
            str | None,
            typer.Option("--as-of", metavar="DATE", help="Chỉ áp dụng văn bản có hiệu lực tới ngày này. / Only acts in effect by then."),
        ] = None,
        form: Annotated[ConsolidationFormat | None, typer.Option("--format", help="Dạng kết quả. / Form of the text.")] = None,
        output: Annotated[
            Path | None,
            typer.Option(
                "-o",
                "--output",
                metavar="FILE",
                help="Ghi vào tệp; không nêu --format thì dạng theo đuôi tệp. / Write to a file; its suffix tells the form.",
            ),
        ] = None,
        notes: Annotated[bool, typer.Option("--notes/--no-notes", help="Có chú thích nguồn sửa đổi. / Print footnotes.")] = True,
    ) -> None:
        """Áp dụng các lệnh sửa đổi vào văn bản gốc; lệnh không áp dụng được thì nêu lý do. / Apply amending commands to a base act.

        Mã thoát: 0 mọi lệnh đã áp dụng; 1 có lệnh chưa áp dụng được hoặc không tìm thấy lệnh; 2 có tệp không đọc được.
        Exit code: 0 all commands applied; 1 some were not, or there were none; 2 a file could not be read.
        """
        from review import batch, consolidating
        from review.contract.errors import SoatError

        format = form_of(form, output, ConsolidationFormat, ConsolidationFormat.text)
        if format is ConsolidationFormat.docx and output is None and sys.stdout.isatty():
            raise typer.BadParameter("Dạng docx cần -o TỆP. / The form docx needs -o FILE.")
        order = consolidating.ConsolidateOrder(format=format.value, as_of=day_option(as_of), notes=notes)
        try:
            done = consolidating.builder()(((base, *amending), order))
        except Exception as error:
            if os.environ.get("SOAT_DEBUG"):
                raise
            done = consolidating.defect(error, order)
        try:
            if output is not None and done.error is None:
                batch.write(output, done.body)
            else:
                sys.stdout.buffer.write(done.body if done.body.endswith(b"\n") or format is ConsolidationFormat.docx else done.body + b"\n")
                sys.stdout.flush()
        except SoatError as error:
            typer.echo(f"{error.message} {error.hint}", err=True)
            raise typer.Exit(2) from None
        if done.error is not None:
            typer.echo(f"{done.error.file}: {done.error.message} {done.error.hint}", err=True)
            raise typer.Exit(2)
        typer.echo(f"Đã áp dụng {done.applied} lệnh; {done.refused} lệnh chưa áp dụng được hoặc chỉ áp dụng một phần.", err=True)
        raise typer.Exit(int(done.refused > 0 or done.applied == 0))
