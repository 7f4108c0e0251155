"""A definition that is one line, or the lines of one day: a headcount, a notice, what a single text prints."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from cuaderno.checking.checked import Definition, Input
from cuaderno.ledger.store import Store
from cuaderno.statements.claim import Claim
from cuaderno.statements.statement import Statement

SETTLED = "M3"


def of_lines(
    claim: Claim,
    store: Store,
    lines: Sequence[Statement],
    value: Decimal | None,
    outcome: str,
    *,
    universe: str,
    like: Statement,
    flags: tuple[str, ...] = (),
    reason: str = "",
) -> Definition:
    """A definition of some lines that come to `value`; `like` is one of the same day, source and stage, used or not."""
    held = store.manifest.find(like.snapshot)
    difference = value - claim.value if value is not None and claim.value is not None else None
    blank = "" if value is not None else "not_reported"
    return Definition(
        universe=universe,
        stage=like.stage,
        publisher=store.source(like.source).publisher,
        source=like.source,
        snapshot=like.snapshot,
        as_of=held.as_of if held else "",
        price_basis="current" if like.unit == "USD" else "",
        window=like.period,
        unit=like.unit,
        outcome=outcome,
        computed=value,
        difference=difference,
        relative=abs(difference / claim.value) if difference is not None and claim.value else None,
        allowed=claim.half_unit,
        covered=int(value is not None),
        asked=1,
        inputs=(Input(like.period, value, blank, SETTLED, tuple(one.citation for one in lines)),),
        flags=flags,
        reason=reason,
    )
