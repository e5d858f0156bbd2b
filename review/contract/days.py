"""Days as people and exports write them, read in one place."""

import re
from datetime import date

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def iso_day(text: str) -> str:
    """A day of the calendar as ISO, from ``2026-03-01`` (a time of day behind it does not count) or ``01/3/2026``.

    Raises ``ValueError`` for what is no day of the calendar.

    >>> iso_day("2026-03-01"), iso_day(" 1/3/2026 "), iso_day("01-03-2026"), iso_day("2026-03-01T08:00")
    ('2026-03-01', '2026-03-01', '2026-03-01', '2026-03-01')
    """
    plain = text.strip()
    if match := _DAY_FIRST.fullmatch(plain):
        day, month, year = (int(part) for part in match.groups())
        return date(year, month, day).isoformat()
    if not re.match(r"\d{4}-\d\d-\d\d(?:[T ]|$)", plain):
        raise ValueError(f"not a day: {plain[:20]!r}")
    return date.fromisoformat(plain[:10]).isoformat()
