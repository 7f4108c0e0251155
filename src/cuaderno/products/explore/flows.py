"""What flows from a provider through its programmes to recipients: one question, one source, one stage, one unit.

The whole is asked by its left side (programmes; providers, where no programme is told) and by recipient; then every recipient shown is
asked by the left side, and all others together. Each figure so is an answer of the ledger, which never adds a programme to its part nor
to what it pays for; what is gathered as "other" of the left side is a sum of figures of one answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from cuaderno.errors import NoAnswer, say
from cuaderno.products.explore.answered import Answered, answered

if TYPE_CHECKING:
    from cuaderno.products.explore.asked import Asked
    from cuaderno.products.explore.cited import Citing
    from cuaderno.products.shapes import Fig

TELLING_WHAT, TELLING_YEARS = "D2", "FY2017-FY2020"
"""What is drawn where nothing is asked: the State Department's security accounts in the last years that are told by programme."""
SHOWN, MOST_SHOWN = 12, 24
LEFT_SHOWN = 7
"""So many programmes are shown; of providers, as many as of recipients."""
OTHER = "*"


@dataclass(frozen=True, slots=True)
class Side:
    """A node of the left or right side: the codes it gathers (one, or all that are not shown), and its figure."""

    codes: tuple[str, ...]
    figure: Fig

    @property
    def rest(self) -> bool:
        """Whether it gathers what is not shown."""
        return self.codes[0] == OTHER

    @property
    def count(self) -> int:
        """How many it gathers."""
        return len(self.codes) - self.rest


@dataclass(frozen=True, slots=True)
class Flows:
    """What flows. `by` says what the left side is, `cells` holds for each of the right side what comes to it from each of the left."""

    by: str
    whole: Answered
    left: tuple[Side, ...]
    right: tuple[Side, ...]
    cells: tuple[tuple[Fig | None, ...], ...]
    asked: tuple[Asked, ...]
    below: tuple[int, Fig] | None = None
    """How many cells are below nothing and so have no width, and what they come to."""


def flows(citing: Citing, question: Asked, shown: int, lang: str) -> Flows:
    """Ask what flows. `question` is settled. Raises CannotAdd, UnknownName, QuestionError, NoAnswer."""
    whole = _left_side(citing, question, lang)
    by = whole.asked.by
    question = replace(question, source=whole.total.answered.source)
    everybody = replace(question, by="recipient").answer(citing.ledger, lang)
    codes = [one.group for one in everybody.figures if one.group]
    chosen = codes if len(codes) <= shown + 1 else codes[:shown]
    rest = codes[len(chosen) :]
    asked = [replace(question, recipient=one, by=by) for one in (*chosen, ",".join(rest)) if one]
    answers = [answered(citing, one, lang) for one in asked]
    if sum((one.total.value or Decimal(0) for one in answers), Decimal(0)) != (whole.total.value or Decimal(0)):
        raise NoAnswer(say("parts_differ", lang))
    left = _left(citing, whole, shown if by == "provider" else LEFT_SHOWN)
    names = [(code,) for code in chosen] + ([(OTHER, *rest)] if rest else [])
    rows = tuple(_row(citing, left, answer) for answer in answers)
    below = [fig for row in rows for fig in row if fig is not None and fig.value is not None and fig.value < 0]
    return Flows(
        by,
        whole,
        left,
        tuple(Side(codes, answer.sum) for codes, answer in zip(names, answers, strict=True)),
        rows,
        (whole.asked, *asked),
        (len(below), _summed(citing, below)) if below else None,
    )


def _left_side(citing: Citing, question: Asked, lang: str) -> Answered:
    """The whole by programme; by provider where the source tells no programmes."""
    try:
        found = answered(citing, replace(question, by="programme"), lang)
        if any(one.group for one in found.total.figures):
            return found
    except NoAnswer:
        if question.universe not in ("", "D6") or question.programme:
            raise
    return answered(citing, replace(question, by="provider"), lang)


def _left(citing: Citing, whole: Answered, shown: int) -> tuple[Side, ...]:
    pairs = list(zip(whole.total.figures, whole.figures, strict=True))
    chosen = pairs if len(pairs) <= shown + 1 else pairs[:shown]
    sides = [Side((one.group,), fig) for one, fig in chosen]
    rest = pairs[len(chosen) :]
    if rest:
        codes = tuple(one.group for one, _ in rest)
        sides.append(Side((OTHER, *codes), _summed(citing, [fig for _, fig in rest])))
    return tuple(sides)


def _row(citing: Citing, left: Sequence[Side], answer: Answered) -> tuple[Fig | None, ...]:
    """What comes to one of the right side from each of the left; None where nothing is told."""
    told = {one.group: fig for one, fig in zip(answer.total.figures, answer.figures, strict=True)}
    row: list[Fig | None] = []
    for side in left:
        if side.rest:
            parts = [told[code] for code in side.codes if code in told and told[code].value is not None]
            row.append(_summed(citing, parts) if parts else None)
        else:
            row.append(told.get(side.codes[0]))
    return tuple(row)


def _summed(citing: Citing, parts: Sequence[Fig]) -> Fig:
    values = [one.value for one in parts if one.value is not None]
    return citing.derived("sum", sum(values, Decimal(0)), parts[0].unit, parts) if len(parts) > 1 else parts[0]
