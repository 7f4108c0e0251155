"""What the ledger answers: figures with their statements, blanks with their reasons. Shapes only."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, or the reason why there is none.

    `group` is the year, programme, source, recipient … that it belongs to, `period` its year where the total is told apart
    by year too. `value` is None exactly where `blank` gives a
    reason (a code of `gaps`). `count` statements were added; `cites` are their citations, all of them up to a limit.
    """

    group: str
    value: Decimal | None
    unit: str
    blank: str = ""
    maturity: str = ""
    count: int = 0
    cites: tuple[str, ...] = ()
    period: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """Who answers: a source, its snapshots, and which periods of the window it covers at this stage and grain."""

    source: str
    series: str
    publisher: str
    title: str
    snapshots: tuple[str, ...]
    as_of: tuple[str, ...]
    rank: int
    covered: tuple[str, ...]
    missing: tuple[str, ...]
    other_snapshots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """The same question put to another source, which stands beside the answer and is never merged with it."""

    answered: Answered
    value: Decimal | None
    unit: str
    count: int


@dataclass(frozen=True, slots=True)
class Total:
    """The answer to `cuaderno total`.

    `value` is the sum of the figures; None where the ledger holds none. `partial` says that a period of the window is not
    covered by the source that answers. `maturity` is the least settled of the figures' classes (M0 … M3).
    """

    recipients: tuple[str, ...]
    programmes: tuple[str, ...]
    provider: str
    universe: str
    stage: str
    unit: str
    window: str
    by: str
    value: Decimal | None
    partial: bool
    maturity: str
    answered: Answered
    figures: tuple[Figure, ...]
    beside: tuple[Beside, ...]
    account: str = ""
    agency: str = ""
    category: str = ""

    @property
    def count(self) -> int:
        """How many statements were added; of figures by source, those of the source that answers."""
        name = f"{self.answered.source}/{self.answered.series}" if self.by.startswith("source") else ""
        return sum(figure.count for figure in self.figures if not name or figure.group == name)

    @property
    def blanks(self) -> dict[str, int]:
        """How many figures are blank, by reason."""
        reasons = [figure.blank for figure in self.figures if figure.blank]
        return {reason: reasons.count(reason) for reason in sorted(set(reasons))}
