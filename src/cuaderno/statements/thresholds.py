"""From what value on Congress must be told of a transfer, and how long before: dated parameters, never constants.

The facts stand in `tables/thresholds.csv`. A notice gives a ceiling, and below the threshold there is none: that no notice
is found does not show that nothing was sold. Bills that would change the amounts are not law and not in the table.
"""

from __future__ import annotations

import csv
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources

EVERY, OTHER, NATO_PLUS = "every", "other", "nato-plus"

PLUS = ("AUS", "ISR", "JPN", "KOR", "NZL")
"""The countries that stand beside NATO and its members in the group of shorter notice and higher amounts (CRS RL31675, 28 March
2025). Being a Major Non-NATO Ally does not by itself put a country there."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """One threshold: of a channel (a programme's code), for a group of recipients, over a span of days.

    `amount` is in `unit`, 0 for any value; `days` of notice before the transfer may go on. `last_day` is None where no end is known, and
    `seen_on` the last day for which a document confirms it. `unverified` names the fields that none confirms.
    """

    code: str
    channel: str
    group: str
    law: str
    what_en: str
    what_es: str
    amount: Decimal
    unit: str
    days: int
    first_day: date
    last_day: date | None
    seen_on: date | None
    evidence: str
    unverified: tuple[str, ...]
    note: str

    def what(self, lang: str = "en") -> str:
        """What it applies to, in English or Spanish."""
        return self.what_es if lang == "es" else self.what_en

    def holds_on(self, day: date) -> bool:
        """Whether it is known to be law on that day, as far as its dates are right."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    def is_confirmed_on(self, day: date) -> bool:
        """Whether a document that was seen says so for that day: not after it was seen, and no field unverified."""
        return self.holds_on(day) and self.seen_on is not None and day <= self.seen_on and not self.unverified


@cache
def all_thresholds() -> tuple[Threshold, ...]:
    """Every threshold, in the order of the table."""
    file = resources.files("cuaderno.statements").joinpath("tables", "thresholds.csv")
    return tuple(_threshold(row) for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


def _threshold(row: dict[str, str]) -> Threshold:
    def day(name: str) -> date | None:
        return date.fromisoformat(row[name]) if row[name] else None

    return Threshold(
        code=row["code"],
        channel=row["channel"],
        group=row["group"],
        law=row["law"],
        what_en=row["what_en"],
        what_es=row["what_es"],
        amount=Decimal(row["amount"]),
        unit=row["unit"],
        days=int(row["days"]),
        first_day=date.fromisoformat(row["from"]),
        last_day=day("to"),
        seen_on=day("seen_on"),
        evidence=row["evidence"],
        unverified=tuple(filter(None, row["unverified"].split("|"))),
        note=row["note"],
    )


def group_of(place: str, nato: Collection[str]) -> str:
    """The group of a place by its code: `nato` holds the members of NATO on the day that is asked about."""
    return NATO_PLUS if place == "NATO" or place in PLUS or place in nato else OTHER


def thresholds_on(day: date, *, channel: str = "", group: str = "") -> tuple[Threshold, ...]:
    """The thresholds that hold on a day; of one channel, and of one group with what is for every recipient, where named."""
    return tuple(
        one
        for one in all_thresholds()
        if one.holds_on(day) and (not channel or one.channel == channel) and (not group or one.group in (group, EVERY))
    )
