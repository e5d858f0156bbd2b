"""Days in Vietnamese legal prose."""

import re
from datetime import date, timedelta

DAY = r"(?:ngày\s+)?\d{1,2}\s*(?:tháng\s*\d{1,2}\s*năm|[/.-]\s*\d{1,2}\s*[/.-])\s*(?:19|20)\d\d"
"""Pattern of a day: "ngày 01 tháng 3 năm 2026", "01/3/2026"."""

_NUMBERS = re.compile(r"\d+")


def day_of(text: str) -> str | None:
    """The day that a match of ``DAY`` names, ISO, or null where the calendar has none.

    >>> day_of("ngày 01 tháng 3 năm 2026"), day_of("28/02/2027"), day_of("31/02/2027")
    ('2026-03-01', '2027-02-28', None)
    """
    day, month, year = (int(number) for number in _NUMBERS.findall(text)[:3])
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def plus(day: str, days: int) -> str:
    """The day ``days`` later.

    >>> plus("2027-02-28", 1)
    '2027-03-01'
    """
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def years_after(day: str, years: int) -> str:
    """The same day of the calendar ``years`` later; the first of March for a day that year does not have.

    >>> years_after("2024-08-01", 5), years_after("2024-02-29", 1)
    ('2029-08-01', '2025-03-01')
    """
    start = date.fromisoformat(day)
    try:
        return start.replace(year=start.year + years).isoformat()
    except ValueError:
        return date(start.year + years, 3, 1).isoformat()
