"""What a question may count, and at which stages: the definitions and programmes that the ledger tells of, however a page asks."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from cuaderno.errors import UnknownName
from cuaderno.statements.programmes import all_programmes
from cuaderno.statements.universes import universe

if TYPE_CHECKING:
    from cuaderno.ledger.gaps import Series
    from cuaderno.ledger.ledger import Ledger

FIRST_STAGES = ("obligated", "allocated", "disbursed", "delivered", "authorised", "trained")
"""Of several stages, the first of these is shown where none is asked for."""


def is_universe(name: str) -> bool:
    """Whether a name, which may be a definition's or a programme's, is that of a definition, or of a reading of an umbrella label."""
    try:
        universe(name)
    except UnknownName:
        return False
    return True


def stages_in(line: Series) -> frozenset[str]:
    """The stages that a series tells of."""
    return frozenset(stage for one in line.snapshots for stage in one.coverage)


def first_stage(told: Container[str]) -> str:
    """The stage that is shown where none is asked for, of those that are told; "" where it is none of the usual ones."""
    return next((one for one in FIRST_STAGES if one in told), "")


def programmes_told(ledger: Ledger) -> tuple[str, ...]:
    """The programmes that any figure by recipient is of, in the order of the catalogue; what a text says once is no figure of them."""
    lines = [one for one in ledger.store.series() if one.grain != "text"]
    told = {code for one in lines for stage in stages_in(one) for code in one.spoken(stage, "programme")}
    return tuple(one.code for one in all_programmes() if one.code in told)
