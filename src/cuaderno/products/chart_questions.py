"""The questions of `/api/v1/total` that give the figures of a brief's charts, each as its query."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cuaderno.products.explore.asked import Asked
from cuaderno.statements.periods import parse_window

if TYPE_CHECKING:
    from cuaderno.products.shapes import Brief, StageTable


def _asked(
    brief: Brief,
    *,
    stage: str,
    source: str,
    years: str,
    programme: str = "",
    universe: str = "",
    prices: str = "current",
) -> str:
    asked = Asked(
        recipient=brief.place.code, provider=brief.provider.code, stage=stage, source=source, years=years,
        programme=programme, universe=universe, prices=prices,
    )  # fmt: skip
    return asked.query()


def long_view(brief: Brief) -> tuple[str, ...]:
    """Military and all assistance, in current and in constant dollars."""
    view = brief.long_view
    if view is None:
        return ()
    return tuple(
        _asked(
            brief, stage=view.stage, source=view.source, years=_span([row.period for row in view.rows]), universe=code, prices=prices
        )
        for prices in ("constant", "current")
        for code in ("D6", "D4")
    )  # fmt: skip


def universes(brief: Brief) -> tuple[str, ...]:
    """Each definition that has a total."""
    found = brief.universes
    rows = found.rows if found else ()
    return tuple(
        _asked(brief, stage=found.stage, source=found.source, years=found.window, universe=row.code)
        for row in rows
        if found and row.figure is not None and row.figure.value is not None
    )


def programmes(brief: Brief, shown: Sequence[StageTable]) -> tuple[str, ...]:
    """Each programme at each stage."""
    return tuple(
        _asked(
            brief,
            stage=stage,
            source=source,
            years=_span([row.period for row in table.rows]),
            programme=table.programme,
        )
        for table in shown
        for stage, source in zip(table.stages, table.sources, strict=True)
    )


def stages(brief: Brief, table: StageTable) -> tuple[str, ...]:
    """All assistance at each stage."""
    return tuple(
        _asked(brief, stage=stage, source=source, years=_span([row.period for row in table.rows]), universe="D6")
        for stage, source in zip(table.stages, table.sources, strict=True)
    )


def _span(periods: Sequence[str]) -> str:
    """The window from the first period to the last."""
    first, last = periods[0], periods[-1]
    return parse_window(first if first == last else f"{first}-{last}").code
