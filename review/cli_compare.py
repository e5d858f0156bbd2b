"""``soat compare``: two documents side by side, or a base act and what amending drafts make of it."""

from pathlib import Path
from typing import Annotated

import typer

from review.cli_forms import DocumentForm, Output, document_form, hand_out


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
            DocumentForm | None,
            typer.Option("--format", help="text, json, html, hoặc docx (bảng ba cột). / Form of the comparison."),
        ] = None,
        output: Output = None,
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
        from review import comparing

        if (new is None) == (not amending):
            raise typer.BadParameter("Nêu một văn bản mới, hoặc dùng --amending. / Give a new document, or use --amending.")
        format = document_form(form, output)
        wanted = procedures if procedures is not None else format is not DocumentForm.text
        order = comparing.CompareOrder(format=format.value, full=full, procedures=wanted, amending=new is None)
        job = (old, *([new] if new else amending or [])), order
        done = hand_out(lambda: comparing.builder()(job), lambda error: comparing.defect(error, order), format, output, job[0])
        raise typer.Exit(int(done.changed > 0))
