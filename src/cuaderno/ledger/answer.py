"""What the ledger answers: figures with their statements, blanks with their reasons. Shapes only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, overload

from cuaderno.statements.statement import CONSTANT_BIT, citation

CITES = 60
"""A figure carries at most so many citations; `cuaderno rows` lists all of them."""


class Cites(Sequence[str]):
    """Citations, written out when they are first looked at: of thousands of figures, few are asked for theirs.

    `keyed` gives the keys of entries in each snapshot, in current prices; `constant` cites the same in constant prices.
    """

    __slots__ = ("_constant", "_keyed", "_written")

    def __init__(self, keyed: Iterable[tuple[Iterable[int], str]], *, constant: bool = False) -> None:
        self._keyed = keyed
        self._constant = constant
        self._written: tuple[str, ...] | None = None

    def written(self) -> tuple[str, ...]:
        """As texts."""
        if self._written is None:
            bit = CONSTANT_BIT if self._constant else 0
            found: list[str] = []
            for keys, snapshot in self._keyed:
                found += [citation(key | bit, snapshot) for key in sorted(keys)]
                if len(found) >= CITES:
                    break
            self._written = tuple(found[:CITES])
        return self._written

    def __iter__(self) -> Iterator[str]:
        return iter(self.written())

    def __len__(self) -> int:
        return len(self.written())

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...
    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        return self.written()[at]

    def __eq__(self, other: object) -> bool:
        return self.written() == (other.written() if isinstance(other, Cites) else other)

    def __hash__(self) -> int:
        return hash(self.written())

    def __repr__(self) -> str:
        return repr(self.written())

    def __reduce__(self) -> tuple[type[tuple[str, ...]], tuple[tuple[str, ...]]]:
        return tuple, (self.written(),)


class Keyring:
    """The keys behind all sums of an answer, asked for when those of one are first read: of many answers only the sums are."""

    __slots__ = ("_ask", "_found")

    def __init__(self, ask: Callable[[], Iterable[tuple[Any, ...]]]) -> None:
        self._ask = ask
        self._found: dict[tuple[Any, ...], list[int]] | None = None

    def of(self, name: tuple[Any, ...]) -> list[int]:
        """The keys of a sum, by what tells it apart."""
        if self._found is None:
            self._found = {row[:-1]: row[-1] for row in self._ask()}
        return self._found[name]


class LaterKeys:
    """The keys of one sum on a keyring."""

    __slots__ = ("_name", "_ring")

    def __init__(self, ring: Keyring, name: tuple[Any, ...]) -> None:
        self._ring, self._name = ring, name

    def __iter__(self) -> Iterator[int]:
        return iter(self._ring.of(self._name))


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, or the reason why there is none.

    `group` is the year, programme, source, recipient … that it belongs to, `period` its year where the total is told apart
    by year too. `value` is None exactly where `blank` gives a reason (a code of `gaps`). `count` statements were added;
    `cites` are their citations, all of them up to a limit.
    """

    group: str
    value: Decimal | None
    unit: str
    blank: str = ""
    maturity: str = ""
    count: int = 0
    cites: Sequence[str] = ()
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
    covered by the source that answers, or that it tells some of it in ranges of days `crossing` the window's edge, or that it cannot
    tell what is `untold` of the places and programmes asked for, which may stand `under` others that it names. `maturity`
    is the least settled of the figures' classes (M0 … M3). `recipients` names the one place a publication is of, where none
    was asked for, and `regions_alone` those of them that are parts of the world: what is booked to such a part as a whole, its
    countries not named, and nothing of what is booked to the countries.
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
    crossing: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    regions_alone: tuple[str, ...] = ()

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
