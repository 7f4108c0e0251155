"""Printed totals against the sum of the rows they stand for, by the source's own `verify.sql`.

A total that a publication prints is no statement of its own: it would be counted twice. It tells whether its rows were read
as they were meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuaderno.ledger.saying import key_text
from cuaderno.sources.card import Card, folder
from cuaderno.sources.snapshot import Check

if TYPE_CHECKING:
    import duckdb

    from cuaderno.ledger.layouts import Opened

SHOWN = 400
"""So many disagreements a check keeps with both figures; `differ` counts all of them."""


def check_printed(connection: duckdb.DuckDBPyConnection, card: Card, opened: Opened) -> dict[str, Check]:
    """The checks of a file by name; none where its source prints no totals.

    `verify.sql` (or `verify_LAYOUT.sql`) gives, for each printed total, the `check` it belongs to, `what` it totals, `place` (its row or
    locator), and the `printed` and the `computed` figure.
    """
    home = folder(card.name)
    entry = next(
        (one for name in (f"verify_{opened.layout.name}.sql", "verify.sql") if (one := home / name).is_file()), None
    )
    if entry is None:
        return {}
    published = f"SELECT *, {key_text(opened.layout.key)} AS key_text FROM raw"
    with opened.readable():
        found = connection.execute(
            f"WITH published AS ({published}) "
            'SELECT "check", what, place::VARCHAR, printed::VARCHAR, computed::VARCHAR, '
            "coalesce(printed::DECIMAL(38, 4) = computed::DECIMAL(38, 4), false) AS agrees "
            f"FROM (\n{entry.read_text(encoding='utf-8')}\n) ORDER BY ALL"
        ).fetchall()
    checks: dict[str, Check] = {}
    for name in dict.fromkeys(one[0] for one in found):
        mine = [one for one in found if one[0] == name]
        off = [(what, place, printed, computed) for _, what, place, printed, computed, agrees in mine if not agrees]
        checks[name] = Check(len(mine) - len(off), len(off), off[:SHOWN])
    return checks
