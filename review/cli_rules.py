"""``soat rules``: list the rules, show a card, begin a new rule."""

from typing import Annotated

import typer

from review import __version__

app = typer.Typer(help="Các quy tắc rà soát. / The rules.", no_args_is_help=True, rich_markup_mode=None)

_STATUS = {"stable": "ổn định", "preview": "thử nghiệm"}


@app.command("list", short_help="Liệt kê các quy tắc. / List the rules.")
def list_rules() -> None:
    """Liệt kê các quy tắc với tình trạng và tên. / List the rules with status and title."""
    from review.rules import all_cards

    for card in all_cards():
        typer.echo(f"{card.code:8} {_STATUS[card.status]:10} {card.title} / {card.title_en}")


@app.command("show", short_help="In thẻ của một quy tắc. / Print a rule's card.")
def show(code: Annotated[str, typer.Argument(metavar="CODE", help="Mã, ví dụ CITE-01. / Code.")]) -> None:
    """In thẻ của một quy tắc: tìm gì, mức, vì sao, không tính gì, ví dụ, độ chắc chắn. / Print a rule's card."""
    from review.rules import card as find
    from review.rules import load_facts
    from review.settings import data_dir

    try:
        card = find(code.upper())
    except KeyError:
        typer.echo(f"Không có quy tắc {code}. Xem: soat rules list. / No such rule.", err=True)
        raise typer.Exit(2) from None
    facts = load_facts(data_dir("corpora") / "law")
    lines = [
        f"{card.code} · {card.title} · {card.name} ({_STATUS[card.status]}, từ {card.since})",
        f"    {card.title_en}",
        "",
        f"Tìm gì: {card.finds}",
        f"Mức: {card.level}",
        f"Vì sao: {card.why}",
        "Căn cứ:",
    ]
    for key in card.law:
        ref = facts.basis.get(key)
        lines.append(f"    {ref.provision} {ref.act} [{ref.mark}]" if ref else "    lỗi máy móc, thấy ngay trong văn bản [M]")
    lines += ["Không tính:"] + [f"    – {x}" for x in card.ignores]
    for word, examples in (("Ví dụ bị nêu", card.bad), ("Ví dụ không bị nêu", card.good)):
        lines += [f"{word}:"] + [f"    {x.text.strip()}" for x in examples]
    lines.append(f"Kiến nghị: {card.remedy}")
    if card.options:
        lines.append(f"Tùy chọn: {card.options}")
    sure = card.sure
    measured = f"độ chính xác {sure.precision:.2f} trên {sure.read} phát hiện đọc bằng mắt" if sure.precision is not None else "chưa đo"
    lines.append(f"Độ chắc chắn: {measured}{f'; {sure.set}, {sure.date}' if sure.set else ''}")
    lines += [f"Tham khảo: {x}" for x in card.references]
    typer.echo("\n".join(lines))


@app.command("new", short_help="Bắt đầu một quy tắc mới. / Begin a new rule.")
def new(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Mã, ví dụ DOS-14. / Code.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="Tên nêu lỗi, ví dụ asks-for-photo. / Kebab name of the fault.")],
    title: Annotated[str, typer.Option("--title", help="Tên tiếng Việt. / Vietnamese title.")],
    title_en: Annotated[str, typer.Option("--title-en", help="Tên tiếng Anh. / English title.")],
) -> None:
    """Ghi thẻ và khung hàm của một quy tắc mới (trong bản mã nguồn). / Write the card and the function of a new rule."""
    from review.rules import new_rule

    try:
        card, module = new_rule(code, name, title, title_en, since=__version__)
    except ValueError as error:
        typer.echo(f"Không tạo được quy tắc: {error}", err=True)
        raise typer.Exit(2) from None
    typer.echo(f"Điền thẻ {card.name}, viết hàm trong {module.name}, rồi chạy: ./dev test tests/rules")
