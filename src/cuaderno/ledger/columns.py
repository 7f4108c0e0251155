"""Columns of a relation in memory, texts as numbers: a warm ledger answers out of them without planning a query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from cuaderno.ledger.store import Store

NOTHING = -(2**63)
"""Stands for an amount where there is none; amounts are whole cents."""

SMALL = 2**15
AT_ONCE = 6
"""So many columns are read in one go: all at once would need twice the memory of what is held."""

TOO_MUCH = 2.0**62
"""Amounts that add up to more cents than this are left to the engine, which counts further."""


class TooLarge(Exception):  # noqa: N818
    """The amounts of a relation could add up to more than is counted here."""


@dataclass(frozen=True)
class Texts:
    """A column of texts: `codes` into `names`; -1 where there is none, and so the last of `names` is None."""

    names: list[str | None]
    codes: NDArray[Any]
    numbers: dict[str | None, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.numbers.update((name, at) for at, name in enumerate(self.names[:-1]))

    def code(self, text: str) -> int:
        """The number of a text; -2, which stands nowhere, of one that does not occur."""
        return self.numbers.get(text, -2)

    def table(self, texts: Iterable[str]) -> NDArray[Any]:
        """Which codes stand for one of some texts: an array to be looked into by code."""
        wanted = np.zeros(len(self.names), dtype=bool)
        for text in texts:
            if (code := self.numbers.get(text)) is not None:
                wanted[code] = True
        return wanted

    def read(self, at: NDArray[Any]) -> list[str | None]:
        """The texts at some places."""
        names = self.names
        return [names[code] for code in self.codes[at].tolist()]


def load_texts(store: Store, relation: str, names: Iterable[str], unsorted: Iterable[str] = ()) -> dict[str, Texts]:
    """Columns of texts, in the order of the relation. The names of each are sorted, but for those of which nobody asks the order."""
    found: dict[str, Texts] = {}
    for few in _few(list(names)):
        found |= _texts(store, relation, {name: name not in unsorted for name in few})
    return found


def _texts(store: Store, relation: str, ordered: Mapping[str, bool]) -> dict[str, Texts]:
    """A few columns; an enumeration of the engine's numbers their texts. Where all are alike, nothing has to be numbered."""
    counts = store.ask(f"SELECT count(*), {', '.join(f'count({name})' for name in ordered)} FROM {relation}")[0]
    known: dict[str, list[str | None]] = {}
    codes: dict[str, NDArray[Any]] = {}
    said = []
    for (name, sort), count in zip(ordered.items(), counts[1:], strict=True):
        texts = f"SELECT DISTINCT {name}::VARCHAR FROM {relation} WHERE {name} IS NOT NULL"
        store.run(f"DROP TYPE IF EXISTS coded_{name}")  # of a question that was stopped halfway
        store.run(f"CREATE TYPE coded_{name} AS ENUM ({texts}{' ORDER BY 1' if sort else ''})")
        known[name] = [text for (text,) in store.ask(f"SELECT unnest(enum_range(NULL::coded_{name}))::VARCHAR")]
        if count == 0 or (count == counts[0] and len(known[name]) == 1):
            codes[name] = np.full(counts[0], 0 if count else -1, dtype=np.int16)
            continue
        kind = "SMALLINT" if len(known[name]) < SMALL else "INTEGER"
        said.append(f"coalesce(enum_code({name}::VARCHAR::coded_{name})::INTEGER, -1)::{kind} AS {name}")
    if said:
        codes |= _arrays(store, f"SELECT {', '.join(said)} FROM {relation}")
    for name in ordered:
        store.run(f"DROP TYPE coded_{name}")
    return {name: Texts([*known[name], None], codes[name]) for name in ordered}


def load_numbers(store: Store, relation: str, columns: Mapping[str, str]) -> dict[str, NDArray[Any]]:
    """Columns of numbers, each as an SQL expression that is never NULL, in the order of the relation."""
    found: dict[str, NDArray[Any]] = {}
    for few in _few(list(columns)):
        found |= _arrays(store, f"SELECT {', '.join(f'{columns[name]} AS {name}' for name in few)} FROM {relation}")
    return found


def cents(column: str) -> str:
    """An amount as SQL in whole cents."""
    return f"coalesce(({column} * 100)::BIGINT, {NOTHING})"


def check_amounts(amounts: NDArray[Any]) -> None:
    """Raise TooLarge where a sum of the amounts might not be counted exactly."""
    given = amounts[amounts != NOTHING]
    if float(np.abs(given.astype(np.float64)).sum()) > TOO_MUCH:
        raise TooLarge


def amount(value: int) -> Decimal:
    """Cents as an exact amount."""
    return Decimal(value).scaleb(-2)


def _arrays(store: Store, sql: str) -> dict[str, NDArray[Any]]:
    found: dict[str, NDArray[Any]] = store.run(sql).fetchnumpy()
    return {name: np.asarray(column) for name, column in found.items()}


def _few(names: list[str]) -> list[list[str]]:
    return [names[at : at + AT_ONCE] for at in range(0, len(names), AT_ONCE)]
