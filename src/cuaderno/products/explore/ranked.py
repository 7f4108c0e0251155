"""The figures of a ranking, each with all its statements: an answer about everybody cites only the first few of each figure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cuaderno.ledger.answer import Figure, Total
    from cuaderno.products.explore.asked import Asked
    from cuaderno.products.explore.cited import Citing
    from cuaderno.products.shapes import Fig


@dataclass(frozen=True, slots=True)
class Ranked:
    """An answer by recipient or provider, from large to small: who each figure is about, the figures, and their sum.

    `source` is the title of the source that answers, in the reader's language.
    """

    asked: Asked
    total: Total
    codes: tuple[str, ...]
    figures: tuple[Fig, ...]
    sum: Fig
    source: str


def ranked(
    citing: Citing, asked: Asked, total: Total, lang: str, *, cells: bool, chosen: tuple[str, ...] = ()
) -> Ranked:
    """The answer to a question by recipient or provider, cited; with `cells` each figure has the statements it was added from.

    `chosen` are those whose figures are shown, in the order of the ranking; all of them where none is named. Without
    `cells` a figure has only as many statements as the answer brings.
    """
    order = [one.group for one in sorted(total.figures, key=_size) if not chosen or one.group in chosen]
    broad = asked.by == "recipient" and not asked.recipient
    whole = (
        replace(asked, recipient=",".join(order)).answer(citing.ledger, lang) if cells and broad and order else total
    )
    known = {one.group: one for one in total.figures}
    known |= {one.group: one for one in whole.figures if one.value == known[one.group].value}
    covered = total.answered.covered
    period = (f"{covered[0]}-{covered[-1]}" if len(covered) > 1 else covered[0]) if covered else total.window
    figures = tuple(
        citing.figure(known[code], total, replace(asked, **{asked.by: code}), period=period) for code in order
    )
    return Ranked(
        asked,
        total,
        tuple(order),
        figures,
        citing.total(total if chosen else replace(total, figures=tuple(known[code] for code in order)), asked),
        citing.ledger.store.source(total.answered.source).title[lang],
    )


def _size(one: Figure) -> tuple[bool, float]:
    return (one.value is None, -float(one.value or 0))
