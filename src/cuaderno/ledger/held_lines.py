"""The lines of a warm ledger in memory: the sums of a question, and the keys behind each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from cuaderno.ledger.answer import CITES
from cuaderno.ledger.columns import cents, check_amounts, load_numbers, load_texts
from cuaderno.ledger.held import Held

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from cuaderno.ledger.store import Store

TEXTS = (
    "source", "snapshot", "provider", "recipient", "programme", "account", "main_account", "agency", "category", "stage",
    "period", "unit", "blank",
)  # fmt: skip
NUMBERS = {
    "current": cents("current"),
    "constant": cents("constant"),
    "count": "count",
    "length": "len(keys)::UTINYINT",
}


class HeldLines(Held):
    """The lines, each with the first keys of its entries. Raises columns.TooLarge where its sums may not be counted exactly."""

    def __init__(self, store: Store) -> None:
        relation = store.lines
        texts, numbers = load_texts(store, relation, TEXTS), load_numbers(store, relation, NUMBERS)
        for name in ("current", "constant"):
            check_amounts(numbers[name])
        lengths = numbers["length"].astype(np.int64)
        numbers["start"] = np.cumsum(lengths) - lengths
        self._keys: NDArray[Any] = store.run(f"SELECT unnest(keys) AS key FROM {relation}").fetchnumpy()["key"]
        super().__init__(texts, numbers)

    def recipients_of(self, snapshots: Collection[str]) -> frozenset[str]:
        """The recipients in the lines of some snapshots."""
        column = self.texts["recipient"]
        codes = np.unique(column.codes[self._looked(slice(0, self.size), "snapshot", snapshots)])
        return frozenset(column.names[code] or "" for code in codes.tolist())

    def _counts(self, rows: NDArray[Any]) -> NDArray[Any]:
        return np.asarray(self.numbers["count"][rows], dtype=np.int64)

    def keys(self, rows: NDArray[Any], lines: int, each: int) -> list[int]:
        """The keys of so many of some lines, in the order of their first, so many of `each`; at most as many as are cited."""
        starts, lengths = self.numbers["start"][rows], self.numbers["length"][rows].tolist()
        order = np.argsort(self._keys[starts]).tolist()[:lines] if len(rows) > 1 else (0,)
        begins = starts.tolist()
        found: list[int] = []
        for at in order:
            begun = begins[at]
            found += self._keys[begun : begun + min(each, lengths[at])].tolist()
            if len(found) >= CITES:
                break
        return found[:CITES]
