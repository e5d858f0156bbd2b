"""``soat evaluate`` and ``soat corpus diff``: for those who change the rules and grammars."""

import tempfile
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

corpus = typer.Typer(help="So hai bản dựng trên một tập văn bản. / Compare two builds.", no_args_is_help=True, rich_markup_mode=None)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(corpus, name="corpus", short_help="So hai bản dựng. / Compare two builds.")
    app.command("evaluate", short_help="Đo chất lượng. / Measure quality.")(evaluate)


@corpus.callback()
def _corpus() -> None:
    """So hai bản dựng trên một tập văn bản. / Compare two builds over a set of acts."""


@corpus.command("diff", short_help="Được và mất giữa hai thư mục báo cáo. / Gained and lost between two folders of reports.")
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="Báo cáo JSON của bản cũ. / JSON reports of the old build.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Báo cáo JSON của bản mới. / JSON reports of the new build.")],
    show: Annotated[int, typer.Option("--show", min=0, help="Số dòng in cho mỗi quy tắc. / Lines printed a rule.")] = 3,
) -> None:
    """In phát hiện, thủ tục, viện dẫn được và mất, theo quy tắc. / Print what was gained and lost, by rule."""
    from review.evaluation import diff_reports

    result = diff_reports(old, new)
    typer.echo(f"{result.files} văn bản có ở cả hai; chỉ bản cũ: {len(result.only_old)}; chỉ bản mới: {len(result.only_new)}")
    for (kind, rule), (gained, lost) in result.counts().items():
        typer.echo(f"{kind:10} {rule:10} +{gained} -{lost}")
        for sign, items in (("+", result.gained), ("-", result.lost)):
            for item in [i for i in items if (i.kind, i.rule) == (kind, rule)][:show]:
                typer.echo(f"    {sign} {item.file}: {' '.join(item.quote.split())[:100]}")


def evaluate(
    shared: Annotated[Path, typer.Option("--shared", help="Thư mục có gold/ và data/. / Folder with gold/ and data/.")] = Path("../shared"),
    store: Annotated[bool, typer.Option("--store", help="Lưu làm bản so sánh và ghi báo cáo. / Store the run, write the report.")] = False,
    report: Annotated[Path | None, typer.Option("--report", help="Ghi báo cáo Markdown vào tệp. / Write the report.")] = None,
) -> None:
    """Đo trên bộ văn bản đã đánh dấu, bố cục, cặp đối chiếu, bản gài lỗi; so với lần lưu trước.

    Measure on gold, structure, registry pairs and drafts; compare with the last stored run. Exit 1 where a figure fell by more than 0.01.
    """
    from review import evaluation
    from review.settings import data_dir

    corpora = data_dir("corpora")
    last = corpora / "evaluation" / "last.json"
    try:
        with tempfile.TemporaryDirectory(prefix="soat-evaluate-") as work:
            figures = evaluation.evaluate(shared, corpora, Path(work), progress=lambda step: typer.echo(f"… {step}", err=True))
    except FileNotFoundError:
        typer.echo(f"Không có {shared}/gold: không đo được. / Nothing to measure on.", err=True)
        raise typer.Exit(2) from None
    changes = evaluation.compare(evaluation.load_figures(last), figures)
    page = evaluation.to_markdown(figures, changes, day=date.today().isoformat())
    typer.echo(page)
    if report:
        report.write_text(page, encoding="utf-8")
    if store:
        evaluation.store_figures(last, figures)
    fell = [c for c in changes if c.before is not None and c.after is not None and c.name != "decoys taken" and c.before - c.after > 0.01]
    for change in fell:
        typer.echo(f"thấp hơn lần trước: {change.group} · {change.name}: {change.before:.3f} → {change.after:.3f}", err=True)
    raise typer.Exit(1 if fell and not store else 0)
