"""What several years come to together is of all of them: "$12.5 million in FY 2012 and $14.5 million in FY 2013, a total of $27 million"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cuaderno.documents.draft import Draft
from cuaderno.statements.claim import MONEY

_NEAR = Decimal("0.9")
"""How near a sum comes to those it is made of, at least."""


def span_totals(group: list[Draft]) -> None:
    """Let the total of the sums before it in a sentence reach from the first of their years to the last."""
    for position, total in enumerate(group):
        if total.kind != MONEY or "total" not in total.marks or total.unit == "percent":
            continue
        parts = list(_parts(group[:position], total))
        if len(parts) > 1 and _makes_up(parts, total):
            years = sorted(one.period_start or "" for one in parts)
            total.filled("period_start", years[0], "the years that it is the total of")
            total.period_end = years[-1]


def _parts(before: list[Draft], total: Draft) -> Iterator[Draft]:
    """The sums right before a total that are of one year each, every one of another."""
    seen: set[str | None] = set()
    for one in reversed(before):
        alike = one.kind == MONEY and one.unit == total.unit and "change" not in one.marks
        if not alike or one.period_start != one.period_end or not one.period_start or one.period_start in seen:
            return
        seen.add(one.period_start)
        yield one


def _makes_up(parts: list[Draft], total: Draft) -> bool:
    """Whether a total is about what its parts come to."""
    known = [one.value for one in parts if one.value is not None]
    whole = total.value or Decimal(0)
    return len(known) == len(parts) and sum(known) * _NEAR <= whole <= sum(known) / _NEAR
