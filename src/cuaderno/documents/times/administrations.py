"""When the President took office under whom a document was written: "since the beginning of this Administration"."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

IN_OFFICE = "administration"
"""The code of words that date a "since" by the document's own President."""
_TOOK_OFFICE = (
    "1945-04-12", "1953-01-20", "1961-01-20", "1963-11-22", "1969-01-20", "1974-08-09", "1977-01-20", "1981-01-20", "1989-01-20",
    "1993-01-20", "2001-01-20", "2009-01-20", "2017-01-20", "2021-01-20", "2025-01-20",
)  # fmt: skip
"""The days on which the Presidents of the United States took office."""


def took_office(day: date | None) -> str | None:
    """The last such day up to a document's; None for a document without a day.

    >>> took_office(date(2004, 5, 14))
    '2001-01-20'
    """
    at = bisect_right(_TOOK_OFFICE, day.isoformat()) if day is not None else 0
    return _TOOK_OFFICE[at - 1] if at else None
