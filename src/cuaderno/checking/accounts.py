"""An account of a dated stage: one row of a relation, what a sentence names of it, and the evidence it is shown as."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib import resources
from typing import Any

from cuaderno.checking.checked import Evidence
from cuaderno.statements.measures import stage
from cuaderno.statements.periods import spoken_date
from cuaderno.statements.relation import DatedStage, Relation
from cuaderno.statements.standing import Span, span_of
from cuaderno.statements.statement import citation

SURE = "seen"
"""The one mark of evidence that may support a claim or speak against it."""


@cache
def tables() -> dict[str, Any]:
    """What claims of relations are held against: `relations.toml`."""
    file = resources.files("cuaderno.checking") / "relations.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Account:
    """One row of a relation."""

    relation: Relation
    row: DatedStage

    @property
    def span(self) -> Span:
        """The days it speaks of."""
        first = span_of(self.row.date)
        return Span(first.earliest, span_of(self.row.date_end).latest) if self.row.date_end else first

    @property
    def sure(self) -> bool:
        """Whether it may support or contradict."""
        return self.row.evidence == SURE

    def within(self, days: Span) -> bool:
        """Whether it lies in these days for sure: a year that was read may be any of its days; a stay of several is all of them."""
        return self.span.meets(days) if self.row.date_end else days.holds(self.span)

    def same_event(self, other: Account) -> bool:
        """Whether both tell of one event of one relation."""
        return self.relation is other.relation and (self.row.stage, self.row.view) == (other.row.stage, other.row.view)


def shown(accounts: Iterable[Account]) -> tuple[Evidence, ...]:
    """The accounts as a verdict shows them."""
    return tuple(
        Evidence(
            relation=one.relation.type,
            title=both(one.relation.title),
            stage=one.row.stage,
            date=one.row.date,
            reference=one.row.reference,
            mark=one.row.evidence,
            cite=citation(one.relation.key, one.relation.snapshot),
            source=one.relation.source,
        )
        for one in accounts
    )


def told(accounts: Sequence[Account]) -> dict[str, object]:
    """What the sentence names: title, stage, date and reference of the account with the finest date."""
    if not accounts:
        return {}
    finest = max(accounts, key=lambda one: len(one.row.date))
    return {
        "relation": both(finest.relation.title),
        "stage": both(stage(finest.row.stage).verb),
        "said": both(partial(spoken_date, finest.row.date)),
        "reference": finest.row.reference,
    }


def weak(accounts: Iterable[Account]) -> tuple[str, ...]:
    """The flags of what rests on one source, or on none that was seen."""
    marks = {one.row.evidence for one in accounts}
    flags = (("single-source", "single-source"), ("unverified", "unverified-date"))
    return tuple(flag for mark, flag in flags if mark in marks)


def both(say: Callable[[str], str]) -> dict[str, str]:
    """A text in both languages."""
    return {"en": say("en"), "es": say("es")}
