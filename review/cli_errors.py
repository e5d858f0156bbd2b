"""How a command says that it met a coded error."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer


@contextmanager
def coded_errors() -> Iterator[None]:
    """Within it a coded error is told in its own words, and the command exits with 2."""
    from review.contract.errors import SoatError

    try:
        yield
    except SoatError as error:
        typer.echo(f"{error.message} {error.hint}", err=True)
        raise typer.Exit(2) from None
