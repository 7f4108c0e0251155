"""What the bundled edition says of a figure, in every reading that the words allow: each publisher, vintage, stage and universe.

The words are read here by a table of its own, not by the one that is being tested.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import product
from typing import NamedTuple

from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.store import Store, edition_directory
from cuaderno.ledger.yearly import Asked, Yearly, yearly

DAY = date(2022, 3, 14)
"""The day of the documents: some vintages had been published by then and some had not."""
PLACES = (
    "COL", "MEX", "PER", "ECU", "GTM", "HND", "SLV", "JOR", "EGY", "LBN", "TUN", "MAR", "KEN", "PAK", "PHL", "IDN", "UKR", "GEO", "BGR", "ROU",
)  # fmt: skip
PROGRAMMES = ("FMF", "IMET", "INCLE", "NADR")
ALL = "security assistance"
STAGES = {
    "obligated": ("obligated",),
    "disbursed": ("disbursed",),
    "allocated": ("allocated",),
    "provided": ("obligated", "allocated", "disbursed"),
}
"""What each word for a stage may mean."""
UNIVERSES = {ALL: ("D1", "D2", "D4"), "D1": ("D1",)}
SPANS = {"obligated": (2003, 2018), "disbursed": (2003, 2018), "provided": (2003, 2018), "allocated": (2008, 2013)}
"""Fiscal years whose figures are held."""
YEARS = range(2003, 2020)
LEAST = 500_000
SETTLED, UNSETTLED = Decimal("0.01"), Decimal("0.05")
"""What revisions may explain, by the rules of a verdict: of years that have settled, and the most of others."""


@dataclass(frozen=True)
class Key:
    """What a figure is the figure of. `programme` may be a universe too, or ALL, the words that may mean several."""

    recipient: str
    programme: str
    stage: str
    first: int
    last: int


@cache
def edition() -> Ledger:
    """The bundled edition alone."""
    return Ledger(Store([edition_directory()], warm=True))


class Reading(NamedTuple):
    """A sum, and how far off it a number without a hedge may lie and still be near."""

    value: Decimal
    near: Decimal


def readings(key: Key) -> tuple[Reading, ...]:
    """Every whole sum that the words may mean, the first reading of the first publisher before the others."""
    years = [f"FY{year}" for year in range(key.first, key.last + 1)]
    found = [_summed(line, years) for asked in _asked(key) for line in _held()[asked]]
    return tuple(dict.fromkeys(one for one in found if one is not None))


def figure(key: Key) -> Decimal | None:
    """One of them that can be claimed: large enough; None where there is none."""
    return next((one.value for one in readings(key) if one.value > LEAST), None)


def _summed(line: Yearly, years: Sequence[str]) -> Reading | None:
    """A publisher's sum; None where a year has no figure or is not covered. A printed zero is a figure."""
    figures = [line.figure(year) for year in years]
    known = [one.value or Decimal(0) for one in figures if one.value is not None or one.blank == "zero_reported"]
    if len(known) < len(years) or not set(years) <= line.periods:
        return None
    settled = all(one.maturity == "M3" for one in figures)
    return Reading(sum(known, Decimal(0)), SETTLED if settled else UNSETTLED)


def _asked(key: Key) -> Iterator[Asked]:
    for stage, known_on in product(STAGES[key.stage], ("", DAY.isoformat())):
        for universe in UNIVERSES.get(key.programme, ("",)):
            programme = "" if universe else key.programme
            yield Asked(stage, (key.recipient,), "USA", programme, universe, known_on=known_on)


@cache
def _held() -> dict[Asked, tuple[Yearly, ...]]:
    """All that is ever asked, in one go."""
    subjects = (*PROGRAMMES, ALL, "D1")
    keys = (Key(place, one, stage, 0, 0) for place, one, stage in product(PLACES, subjects, STAGES))
    asked = dict.fromkeys(one for key in keys for one in _asked(key))
    return yearly(edition().store, asked, [f"FY{year}" for year in YEARS])
