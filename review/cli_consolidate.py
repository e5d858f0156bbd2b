"""``soat consolidate``: a base act as amending acts leave it."""

from pathlib import Path
from typing import Annotated

import typer

from review.cli_days import day_option
from review.cli_forms import DocumentForm, Output, document_form, hand_out


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
        form: Annotated[DocumentForm | None, typer.Option("--format", help="Dạng kết quả. / Form of the text.")] = None,
        output: Output = None,
        notes: Annotated[bool, typer.Option("--notes/--no-notes", help="Có chú thích nguồn sửa đổi. / Print footnotes.")] = True,
    ) -> None:
        """Áp dụng các lệnh sửa đổi vào văn bản gốc; lệnh không áp dụng được thì nêu lý do. / Apply amending commands to a base act.

        Mã thoát: 0 mọi lệnh đã áp dụng; 1 có lệnh chưa áp dụng được hoặc không tìm thấy lệnh; 2 có tệp không đọc được.
        Exit code: 0 all commands applied; 1 some were not, or there were none; 2 a file could not be read.
        """
        from review import consolidating

        format = document_form(form, output)
        order = consolidating.ConsolidateOrder(format=format.value, as_of=day_option(as_of), notes=notes)
        job = (base, *amending), order
        done = hand_out(lambda: consolidating.builder()(job), lambda error: consolidating.defect(error, order), format, output, job[0])
        typer.echo(f"Đã áp dụng {done.applied} lệnh; {done.refused} lệnh chưa áp dụng được hoặc chỉ áp dụng một phần.", err=True)
        raise typer.Exit(int(done.refused > 0 or done.applied == 0))
