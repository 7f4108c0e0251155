"""A claim in the making: in the coordinates of the flow, filled slot by slot, each filling with the rule that did it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

GOING_ON = "sum of a row, scale and currency said before"
"""The rule of a sum that goes on from the one before it: "Colombia 9.5"."""
_UNSAID_MONEY = ("amount, currency said before", "sum left over, scale and currency said before")


class Draft:
    """The mutable twin of a `Claim`; the same slots, offsets in the flow's text.

    `anchor` is where the number or the trigger stands, `clause` the stretch of the sentence whose words speak about it (verb,
    parties, programme are looked for there first), `rules` the names of the rules that found and filled it. `governed` is the
    sentence before a list that speaks for its items, as characters of the flow, or None; `fleet` says that the things counted
    are those that somebody has.
    """

    __slots__ = (
        "anchor", "clause", "end", "fleet", "governed", "half_unit", "hedge", "item", "kind", "marks", "measure_kind", "period_end",
        "period_start", "price_base", "programme", "provider", "recipient", "relation", "rules", "stage", "start", "strict",
        "unit", "universe", "value", "value_high",
    )  # fmt: skip

    def __init__(self, kind: str, anchor: tuple[int, int], clause: tuple[int, int], rule: str) -> None:
        self.kind = kind
        self.fleet = False
        self.anchor = anchor
        self.clause = clause
        self.start, self.end = clause
        self.governed: tuple[int, int] | None = None
        self.programme: str | None = None
        self.stage: str | None = None
        self.provider: tuple[str, ...] = ()
        self.recipient: tuple[str, ...] = ()
        self.value: Decimal | None = None
        self.value_high: Decimal | None = None
        self.half_unit: Decimal | None = None
        self.unit: str | None = None
        self.item: str | None = None
        self.hedge: str | None = None
        self.strict = False
        self.measure_kind: str | None = None
        self.marks: list[str] = []
        self.period_start: str | None = None
        self.period_end: str | None = None
        self.universe: str | None = None
        self.price_base: int | None = None
        self.relation: str | None = None
        self.rules = [rule]

    @property
    def elided(self) -> bool:
        """Whether it counts what was counted before, which it does not name again: "About 200 are there"."""
        return self.rules[0] == "count, noun said before"

    @property
    def unsaid_money(self) -> bool:
        """Whether it is a sum that leaves out its money, as a part of the one before does: "of which 200 went to boats"."""
        return self.rules[0] in _UNSAID_MONEY

    @property
    def goes_on(self) -> bool:
        """Whether it is a sum of a row, which leaves out its verb and what the one before it told."""
        return self.rules[0] == GOING_ON

    def filled(self, slot: str, value: Any, rule: str) -> None:
        """Fill a slot and record the rule that filled it."""
        setattr(self, slot, value)
        self.rules.append(f"{slot}: {rule}")

    def mark(self, name: str, rule: str) -> None:
        """Add a mark of `claim.MARKS`, once, and record the rule that added it."""
        if name not in self.marks:
            self.marks.append(name)
            self.rules.append(f"{name}: {rule}")


def near(drafts: Sequence[Draft], start: int, end: int) -> Sequence[Draft]:
    """Of drafts in the order of the text, those whose number stands within a stretch."""
    return drafts[bisect_left(drafts, start, key=_place) : bisect_left(drafts, end, key=_place)]


def _place(draft: Draft) -> int:
    return draft.anchor[0]
