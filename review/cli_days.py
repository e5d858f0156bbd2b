"""Days given to commands."""

from datetime import date

import typer

from review.contract.days import iso_day


def day_option(value: str | None) -> str | None:
    """The ISO day of an option, null where it is not given. Raises ``BadParameter``, in both languages, for what is no day."""
    if value is None:
        return None
    try:
        return iso_day(value)
    except ValueError:
        raise typer.BadParameter(
            f"“{value}” không phải là ngày; ghi YYYY-MM-DD hoặc DD/MM/YYYY. / Not a date; write YYYY-MM-DD or DD/MM/YYYY."
        ) from None


def day_or_today(value: str | None) -> str:
    """The ISO day of an option, today where it is not given."""
    return day_option(value) or date.today().isoformat()
