"""``soat compare``: two documents side by side, or a base act and what amending drafts make of it."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from review.cli_forms import form_of


class ComparisonFormat(StrEnum):
    """How a comparison is written."""

    text = "text"
    json = "json"
    html = "html"
    docx = "docx"


def register(app: typer.Typer) -> None:
    """Add ``compare`` to the command."""

    @app.command(short_help="So sánh hai văn bản; lập bản so sánh, thuyết minh. / Compare two documents.")
    def compare(
        old: Annotated[Path, typer.Argument(metavar="OLD", help="Văn bản hiện hành, bản cũ. / The old document.")],
        new: Annotated[Path | None, typer.Argument(metavar="[NEW]", help="Dự thảo, bản mới. / The new document.")] = None,
        amending: Annotated[
            list[Path] | None,
            typer.Option(
                "--amending",
                metavar="DRAFT",
                help="Dự thảo sửa đổi, bổ sung OLD (lặp lại được): so OLD với chính nó sau khi sửa. / Draft that amends OLD.",
            ),
        ] = None,
        form: Annotated[
            ComparisonFormat | None,
            typer.Option("--format", help="text, json, html, hoặc docx (bảng ba cột). / Form of the comparison."),
        ] = None,
        output: Annotated[
            Path | None,
            typer.Option(
                "-o",
                "--output",
                metavar="FILE",
                help="Ghi vào tệp; không nêu --format thì dạng theo đuôi tệp. / Write to a file; its suffix tells the form.",
            ),
        ] = None,
        full: Annotated[bool, typer.Option("--full", help="Ghi cả các điều giữ nguyên. / Print what stays as it is, too.")] = False,
        procedures: Annotated[
            bool | None,
            typer.Option(
                "--procedures/--no-procedures",
                help="So thủ tục hành chính, yêu cầu, điều kiện (mặc định: có, trừ text). / Compare procedures and requirements.",
            ),
        ] = None,
    ) -> None:
        """So sánh hai văn bản theo từng điều, khoản, điểm và từng chữ. / Compare two documents provision by provision.

        Mã thoát: 0 không khác nhau; 1 có khác; 2 có tệp không đọc được.
        Exit code: 0 no difference; 1 there is; 2 a file could not be read.
        """
        from review import batch, comparing
        from review.contract.errors import SoatError

        format = form_of(form, output, ComparisonFormat, ComparisonFormat.text)
        if (new is None) == (not amending):
            raise typer.BadParameter("Nêu một văn bản mới, hoặc dùng --amending. / Give a new document, or use --amending.")
        if format is ComparisonFormat.docx and output is None and sys.stdout.isatty():
            raise typer.BadParameter("Dạng docx cần -o TỆP. / The form docx needs -o FILE.")
        wanted = procedures if procedures is not None else format is not ComparisonFormat.text
        order = comparing.CompareOrder(format=format.value, full=full, procedures=wanted, amending=new is None)
        try:
            done = comparing.builder()(((old, *([new] if new else amending or [])), order))
        except Exception as error:
            if os.environ.get("SOAT_DEBUG"):
                raise
            done = comparing.defect(error, order)
        try:
            if output is not None and done.error is None:
                batch.write(output, done.body)
            else:
                sys.stdout.buffer.write(done.body if done.body.endswith(b"\n") or format is ComparisonFormat.docx else done.body + b"\n")
                sys.stdout.flush()
        except SoatError as error:
            typer.echo(f"{error.message} {error.hint}", err=True)
            raise typer.Exit(2) from None
        if done.error is not None:
            typer.echo(f"{done.error.file}: {done.error.message} {done.error.hint}", err=True)
            raise typer.Exit(2)
        raise typer.Exit(int(done.changed > 0))
