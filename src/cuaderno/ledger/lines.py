"""Lines: entries alike in everything a question may ask for, summed. Sums are taken over lines, citations come with them."""

from __future__ import annotations

KEYS = 12
"""So many keys of its entries a line carries; `count` says how many there are."""

ALIKE = (
    "source, snapshot, provider, recipient, programme, account, main_account, agency, category, stage, measure_kind, "
    "period, unit, base, blank, flags"
)

_SUMS = "sum(current)::DECIMAL(18, 2) AS current, sum(constant)::DECIMAL(18, 2) AS constant, count(*)::INTEGER AS count"
_CELLS = "STRUCT(row UINTEGER, col UTINYINT, col_constant UTINYINT, current DECIMAL(18, 2), constant DECIMAL(18, 2), label VARCHAR, locator VARCHAR, locator_constant VARCHAR)[]"


def lines_of(relation: str, alike: str = ALIKE, *, located: bool = True) -> str:
    """The SQL that sums the entries of `relation` into lines, those `alike` in some columns.

    `keys` and `cells` list the first of its entries in the order of their keys, so that the same file gives the same lines;
    `count` says how many there are. Entries in the cells of a table are not `located` by a text of their own.
    """
    columns = ["row", "col", "col_constant", "current", "constant", "label"]
    places = ["locator", "locator_constant"]
    listed = ", ".join(f"'{name}': {name}" for name in ("key", *columns, *(places if located else ())))
    cell = ", ".join(f"'{name}': entry.{name}" for name in columns)
    cell += "".join(f", '{name}': {f'entry.{name}' if located else 'NULL'}" for name in places)
    return (
        f"SELECT * EXCLUDE (entries), [entry.key FOR entry IN entries] AS keys, [{{{cell}}} FOR entry IN entries]::{_CELLS} AS cells "
        f"FROM (SELECT {alike}, {_SUMS}, list_sort(list({{{listed}}}))[:{KEYS}] AS entries FROM {relation} GROUP BY {alike})"
    )


def lines_without_cells(relation: str) -> str:
    """The same lines where the entries themselves are at hand: `cells` is left out, which takes most of the time."""
    return f"SELECT {ALIKE}, {_SUMS}, min(key, {KEYS}) AS keys FROM {relation} GROUP BY {ALIKE}"
