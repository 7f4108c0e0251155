"""What a page was made of goes with it: nothing is left that refers to itself, for which the collector would hold up other answers."""

from __future__ import annotations

import gc
from collections import Counter

import pytest

from .opening import Ask, text
from .test_statement import FMF


@pytest.mark.parametrize(
    "address",
    [
        f"/en/statement/{FMF}",
        "/es/place/COL?years=2010-2015",
        "/en/place/COL/cells?years=2010-2015",
        "/en/source/greenbook",
        "/en/commitments?place=COL",
    ],
)
def test_a_page_leaves_nothing_to_the_collector(ask: Ask, address: str) -> None:
    text(ask, address)  # what is made once stays
    gc.collect()
    flags = gc.get_debug()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        text(ask, f"{address}{'&' if '?' in address else '?'}lang=")  # not the kept answer
        gc.collect()
        left = Counter(f"{type(one).__module__}.{type(one).__qualname__}" for one in gc.garbage)
    finally:
        gc.set_debug(flags)
        gc.garbage.clear()
    assert {name: count for name, count in left.items() if name.startswith(("jinja2.", "cuaderno."))} == {}
