"""Lines: entries alike in everything a question may ask for, summed. Sums are taken over lines, citations come with them."""

from __future__ import annotations

KEYS = 12
"""So many keys of its entries a line carries; `count` says how many there are."""

ALIKE = (
    "source, snapshot, provider, recipient, programme, account, main_account, agency, category, stage, measure_kind, "
    "period, unit, base, blank, flags"
)

_SUMS = "sum(current)::DECIMAL(18, 2) AS current, sum(constant)::DECIMAL(18, 2) AS constant, count(*)::INTEGER AS count"
KEPT = f"{ALIKE}, current, constant, count, keys"


def lines_of(relation: str, alike: str = ALIKE) -> str:
    """The SQL that sums the entries of `relation` into lines, those `alike` in some columns.

    `keys` lists the first keys of its entries in their order, so that the same file gives the same lines; `count` says how many there
    are.
    """
    return f"SELECT {alike}, {_SUMS}, min(key, {KEYS}) AS keys FROM {relation} GROUP BY {alike}"
