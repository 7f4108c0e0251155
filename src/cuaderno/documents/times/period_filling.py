"""Filling the period of a draft: with a time of the text, or with the period of another."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.times.times import Time
from cuaderno.statements.claim import EVENT

AS_OF = ", as of it"
"""Ends the rule of a period that is a day or a month up to which something adds up, or on which it stood so."""
AS_THE_FIGURE = "as the figure"
"""Begins the rule of a period that is another figure's."""


def has_period(draft: Draft) -> bool:
    """Whether a draft has a beginning or an end."""
    return draft.period_start is not None or draft.period_end is not None


def give(draft: Draft, time: Time, rule: str) -> None:
    """Fill a draft's period with a time."""
    draft.filled("period_start", time.first, rule + AS_OF * time.as_of)
    draft.period_end = time.last
    if time.since and "change" not in draft.marks and draft.unit != "percent" and draft.kind != EVENT:
        draft.mark("cumulative", "open period")
    if time.as_of:
        draft.measure_kind = "stock"


def copy_period(draft: Draft, source: Draft, rule: str) -> None:
    """Fill a draft's period with that of another."""
    as_of = is_as_of(source)
    draft.filled("period_start", source.period_start, rule + AS_OF * as_of)
    draft.period_end = source.period_end
    if as_of:
        draft.measure_kind = "stock"


def is_as_of(draft: Draft) -> bool:
    """Whether the period of a draft is what it stood at, or had come to: "as of April 2018"."""
    return any(rule.endswith(AS_OF) for rule in draft.rules)
