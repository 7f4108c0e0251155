"""Lines: entries alike in everything a question may ask for, summed. Sums are taken over lines, citations come with them."""

from __future__ import annotations

KEYS = 12
"""So many keys of its entries a line carries; `count` says how many there are."""

ALIKE = (
    "source, snapshot, provider, recipient, programme, account, main_account, agency, category, stage, measure_kind, "
    "period, currency, base, blank, flags"
)

_CELLS = "STRUCT(row UINTEGER, col UTINYINT, col_constant UTINYINT, current DECIMAL(18, 2), constant DECIMAL(18, 2), label VARCHAR)[]"


def lines_of(relation: str) -> str:
    """The SQL that sums the entries of `relation` into lines.

    `keys` and `cells` list the first of its entries in the order of their keys, so that the same file gives the same lines;
    `count` says how many there are.
    """
    entry = (
        "'row': {0}row, 'col': {0}col, 'col_constant': {0}col_constant, 'current': {0}current, 'constant': {0}constant"
    )
    entry += ", 'label': {0}label"
    return (
        f"SELECT * EXCLUDE (entries), [entry.key FOR entry IN entries] AS keys, "
        f"[{{{entry.format('entry.')}}} FOR entry IN entries]::{_CELLS} AS cells FROM ("
        f"SELECT {ALIKE}, sum(current)::DECIMAL(18, 2) AS current, sum(constant)::DECIMAL(18, 2) AS constant, "
        f"count(*)::INTEGER AS count, list_sort(list({{'key': key, {entry.format('')}}}))[:{KEYS}] AS entries "
        f"FROM {relation} GROUP BY {ALIKE})"
    )
