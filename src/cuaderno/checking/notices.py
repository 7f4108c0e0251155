"""Sales notified to Congress: a claim of one is held against the notices themselves, each by itself, for ceilings have no sum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from cuaderno.checking.checked import Definition
from cuaderno.checking.computing import written
from cuaderno.checking.lines import of_lines
from cuaderno.checking.origin import VALUE_ONLY
from cuaderno.checking.verdict import FAILS, INCOMPLETE, Way, compare
from cuaderno.checking.windows import days_of
from cuaderno.errors import NoAnswer
from cuaderno.ledger.question import Question
from cuaderno.ledger.rows import rows
from cuaderno.ledger.store import Store
from cuaderno.statements.claim import Claim
from cuaderno.statements.periods import DAY, calendar_of
from cuaderno.statements.statement import Statement

APART = timedelta(days=7)
"""A release, the letter and the printed notice of one sale bear dates some days apart."""
PARTS = "part-of-total"


@dataclass(frozen=True, slots=True)
class Notices:
    """The notices a claim can mean, with what each counts for; `reason` where it cannot be told which."""

    definitions: tuple[Definition, ...] = ()
    ways: tuple[Way, ...] = ()
    reason: str = ""
    flags: tuple[str, ...] = ()


def notified(claim: Claim, store: Store, as_of: date | None) -> Notices:
    """Hold a claimed ceiling against every notice of the same buyer within some days of the claim's day.

    Without a day, a notice of the same amount is a coincidence of numbers and decides nothing.
    """
    if not claim.recipient:
        return Notices(reason="no_recipient")
    found = _held(claim, store)
    spoken = days_of(claim) or ((as_of, as_of) if as_of else None)
    if spoken is None or (spoken[1] - spoken[0]) > timedelta(days=31):
        alike = any(_define(claim, store, row).outcome != FAILS for row in found)
        return Notices(reason="which_notice", flags=(VALUE_ONLY,) if alike else ())
    near = [row for row in found if _near(row, spoken)]
    if not near:
        return Notices(reason="no_notice")
    definitions = tuple(_define(claim, store, row) for row in near)
    # A claim means one notice: others of the same days do not speak against it, and one alone may.
    ways = tuple(Way(one.outcome if one.outcome != FAILS or len(near) == 1 else INCOMPLETE, reading="notice", closing=at)
                 for at, one in enumerate(definitions))  # fmt: skip
    return Notices(definitions, ways)


def _held(claim: Claim, store: Store) -> list[Statement]:
    """What the ledger holds of notices to sell to the claim's buyer, in dollars and whole."""
    question = Question(recipients=claim.recipient, programmes=("FMS",), stages=("notified",), unit="USD")
    try:
        return [row for row in rows(store, question) if row.value is not None and PARTS not in row.flags]
    except NoAnswer:
        return []


def _near(row: Statement, spoken: tuple[date, date]) -> bool:
    if calendar_of(row.period) != DAY:
        return False
    return spoken[0] - APART <= date.fromisoformat(row.period) <= spoken[1] + APART


def _define(claim: Claim, store: Store, row: Statement) -> Definition:
    value = row.value or Decimal(0)
    tested = compare(value, written(claim), claim.half_unit or Decimal(0))
    return of_lines(claim, store, [row], value, tested.outcome, universe="FMS", like=row, flags=tested.flags)
