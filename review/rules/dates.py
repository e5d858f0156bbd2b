"""Days in Vietnamese text and arithmetic on ISO dates whose day may be blank."""

import re
from datetime import date, timedelta

from review.contract.base import Span

_DAY = re.compile(r"ngày (\d{1,2})(?: tháng |[/.-])(\d{1,2})(?:,? năm |[/.-])(\d{4})")


def days_in(low: str, span: Span) -> list[tuple[Span, str]]:
    """Full dates in folded text, with their spans, as ISO dates; impossible ones are left out.

    >>> days_in("từ ngày 01 tháng 6 năm 2026", (0, 27))
    [((3, 27), '2026-06-01')]
    """
    out = []
    for match in _DAY.finditer(low, span[0], span[1]):
        try:
            out.append((match.span(), date(int(match[3]), int(match[2]), int(match[1])).isoformat()))
        except ValueError:
            continue
    return out


def earliest(iso: str) -> date:
    """The first day that an ISO date or month can be.

    >>> earliest("2026-12").isoformat()
    '2026-12-01'
    """
    return date.fromisoformat(iso if len(iso) == 10 else f"{iso}-01")


def latest(iso: str) -> date:
    """The last day that an ISO date or month can be.

    >>> latest("2026-12").isoformat()
    '2026-12-31'
    """
    if len(iso) == 10:
        return date.fromisoformat(iso)
    year, month = int(iso[:4]), int(iso[5:7])
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def written(iso: str) -> str:
    """A date as Vietnamese readers write it.

    >>> written("2026-12-01"), written("2026-12")
    ('01/12/2026', '12/2026')
    """
    return "/".join(reversed(iso.split("-")))
