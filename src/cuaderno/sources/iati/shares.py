"""The rule `split-by-percentage`: how a transaction's value is shared among recipients and sectors.

Recipients: percentages that add up to 99 to 101 are taken as the whole (publishers round). Where they add up to less, the rest
has no recipient named; to more, or where one of several has no percentage, nobody can say, and the transaction is quarantined.
A single recipient without a percentage has the whole. Sectors: by the same limits, but where they do not hold, the sectors stay
together and nothing is quarantined, for the recipient is sure.

A part weighs the percentage of its recipient times that of its sector. `statements.sql` shares out the cents by these weights.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

RECORD, GROUP = "\x1e", "\x1d"
"""What parts the parts of a list, and the fields of a part: control characters, which XML forbids."""

NOT_STATED = "not stated"
UNKNOWN_CODE = "?"
"""Begins a code that is not in the codelist."""

SPLIT = "split-by-percentage"

_SCALE = 10**6
_WHOLE = 100 * _SCALE
_NEARLY = _SCALE
_PERCENTAGE = re.compile(r"\+?(?:[0-9]{1,6}(?:\.[0-9]*)?|\.[0-9]+)")


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector with its code, as it is shown, and the category it belongs to."""

    name: str
    category: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """The recipients, or the sectors, of a transaction: the text of each with its weight; flags; why they cannot be told."""

    weighed: tuple[tuple[str, int], ...]
    flags: tuple[str, ...] = ()
    quarantine: str = ""


def recipients(places: Sequence[tuple[str, str]]) -> Side:
    """Recipients by their names and percentages as published; an empty text is none."""
    if not places:
        return Side(((NOT_STATED, 1),), ("recipient-not-stated",))
    weights = [_percentage(text) for _, text in places]
    if len(places) == 1 and not places[0][1]:
        weights = [_WHOLE]
    known = [weight for weight in weights if weight is not None]
    rest = _WHOLE - sum(known)
    why = ""
    if any(name.startswith(UNKNOWN_CODE) for name, _ in places):
        why = "recipient-not-in-the-codelist"
    elif len(known) < len(weights):
        why = "percentage-not-stated"
    elif rest < -_NEARLY:
        why = "percentages-over-100"
    if why:
        return Side(((NOT_STATED, 1),), (), why)
    named = list(zip((name for name, _ in places), known, strict=True))
    if rest > _NEARLY:
        return Side(_together([*named, (NOT_STATED, rest)]), ("percentages-incomplete",))
    return Side(_together(named))


def purposes(sectors: Sequence[tuple[Sector, str]]) -> Side:
    """Sectors by their percentages as published; one of all together where these do not add up."""
    weights = [_percentage(text) for _, text in sectors]
    known = [weight for weight in weights if weight is not None]
    if len(sectors) > 1 and len(known) == len(weights) and abs(sum(known) - _WHOLE) <= _NEARLY:
        return Side(_together(list(zip((_said(sector) for sector, _ in sectors), known, strict=True))))
    categories = {sector.category for sector, _ in sectors}
    together = Sector("; ".join(sector.name for sector, _ in sectors), categories.pop() if len(categories) == 1 else "")
    return Side(((_said(together), 1),), ("sectors-not-split",) if len(sectors) > 1 else ())


def parts_of(places: Side, sectors: Side) -> tuple[str, str, str]:
    """The parts as `statements.sql` reads them (recipient, sector, category, weight), the flags, and the quarantine."""
    parts = [
        f"{place}{GROUP}{sector}{GROUP}{weight * share}"
        for place, weight in places.weighed
        for sector, share in sectors.weighed
    ]
    flags = (*places.flags, *sectors.flags, SPLIT) if len(parts) > 1 else (*places.flags, *sectors.flags)
    return RECORD.join(parts), "|".join(flags), places.quarantine


def _together(weighed: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Each text once, with all its weight; what weighs nothing has no part."""
    weights: dict[str, int] = {}
    for text, weight in weighed:
        weights[text] = weights.get(text, 0) + weight
    return tuple((text, weight) for text, weight in weights.items() if weight)


def _said(sector: Sector) -> str:
    return f"{sector.name}{GROUP}{sector.category}"


@lru_cache(maxsize=4096)
def _percentage(text: str) -> int | None:
    """Millionths of a percent; None for what is no percentage."""
    return int(Decimal(text) * _SCALE) if _PERCENTAGE.fullmatch(text) else None
