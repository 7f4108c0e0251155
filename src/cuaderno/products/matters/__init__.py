"""The parts of a brief beside budget money, each as data: what is held of arms, training, people, mines, spending and partners."""

from __future__ import annotations

from collections.abc import Callable

from cuaderno.ledger.ledger import Ledger
from cuaderno.products.held import Shelf
from cuaderno.products.matters.arms import arms
from cuaderno.products.matters.given import given
from cuaderno.products.matters.partners import partners, returned
from cuaderno.products.matters.people import people
from cuaderno.products.matters.spending import mines, spending
from cuaderno.products.matters.texts import texts
from cuaderno.products.matters.training import training
from cuaderno.products.shapes import Matter


def matters(ledger: Ledger, shelf: Shelf) -> tuple[Matter, ...]:
    """Every part of which the ledger holds anything, in the order of `shapes.MATTERS`.

    Between two places: what flows from one to the other and back. What a place does at home belongs to no relationship.
    """
    makers: tuple[Callable[[Shelf], Matter | None], ...]
    if shelf.partner:
        makers = (arms, training, people, returned, texts)
    else:
        makers = (arms, training, people, mines, spending, partners, texts)
    lead = None if shelf.partner else given(ledger, shelf)
    found = (lead, *(make(shelf) for make in makers))
    return tuple(one for one in found if one is not None)
