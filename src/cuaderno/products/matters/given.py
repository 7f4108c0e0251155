"""A provider's view: to whom, under which programme, in which year; notices, training, articles and arms by recipient."""

from __future__ import annotations

import json
from functools import partial

from cuaderno.ledger.answer import Figure
from cuaderno.ledger.gaps import Series
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.packed import Rows, packed
from cuaderno.ledger.store import Store
from cuaderno.products.groups import CITED, is_budget
from cuaderno.products.held import Held, Shelf, by
from cuaderno.products.leads import SETTLED, UNIVERSE_YEARS
from cuaderno.products.matters.rows import Column, column, place_mark, programme_mark, size, spanned
from cuaderno.products.shapes import Fig, Lead, Matter, MatterColumn, MatterRow, MatterTable
from cuaderno.reading.table import literal
from cuaderno.statements import universes as universe_table
from cuaderno.statements.programmes import programme as programme_of
from cuaderno.statements.statement import parse_citation

MOST = 30
"""So many recipients a ranking shows."""

FEW = 7
"""A place that provides goods to no more than so many has them in one table of partners."""

RANKINGS = (
    ("given_notices", (("notices", "notified", "notices", None),)),
    ("given_training", (("training_places", "trained", "sessions", None), ("training_value", "trained", "USD", None))),
    (
        "given_excess",
        (("acquisition_value", "delivered", "USD-acquisition", "EDA"), ("current_value", "delivered", "USD", "EDA")),
    ),
    ("given_commercial", (("authorised", "authorised", "USD", "DCS"), ("shipped", "shipped", "USD", "DCS"))),
    ("given_volumes", (("delivered", "delivered", "TIV", None),)),
)


def given(ledger: Ledger, shelf: Shelf) -> Matter | None:
    """What a provider gave, largest recipients first; None for a place that only sends people or looks after itself."""
    tables: list[MatterTable] = []
    leads: list[Lead] = []
    budget = _budget(shelf)
    if budget is not None:
        tables += [_recipients(ledger, shelf, *budget), _programmes(shelf, *budget)]
        top = tables[0].rows[0] if tables[0].rows else None
        if top is not None and top.cells[0] is not None:
            leads.append(Lead("given_money", (top.cells[0],), top.cells[0].period, (top.marks[0],)))
    for key, columns in RANKINGS:
        table = _ranking(shelf, key, columns)
        if table is not None:
            tables.append(table)
    if not tables or not gives(shelf):
        return None
    return Matter("given", tuple(leads), tuple(tables), ("given_words",))


def gives(shelf: Shelf) -> bool:
    """Whether a place is a provider to be looked at as such: of budget money, or of goods to more than a few."""
    return _budget(shelf) is not None or len({one.recipient for one in shelf.provided if one.unit != "persons"}) > FEW


def _budget(shelf: Shelf) -> tuple[Series, list[str]] | None:
    """The series that tells universes apart, and its last settled years, or those of the window."""
    fit = [
        one
        for one in shelf.desk.store.series()
        if is_budget(one)
        and one.grain == "programme"
        and shelf.place in one.providers
        and universe_table.members("D4", one.source)
    ]
    if not fit:
        return None
    series = min(fit, key=lambda one: (one.info.rank, one.source))
    years = sorted(series.periods("obligated"))
    if shelf.window is not None:
        asked = {one.code for one in shelf.window.periods()}
        return (series, [code for code in years if code in asked]) if asked & set(years) else None
    return series, [code for code in years if series.maturity(code, "obligated") >= SETTLED][-UNIVERSE_YEARS:]


def _recipients(ledger: Ledger, shelf: Shelf, series: Series, years: list[str]) -> MatterTable:
    """The largest recipients of what counts as military, beside all assistance: two definitions, the same file."""
    window = f"{years[0]}-{years[-1]}"
    found: list[dict[str, Figure]] = []
    for code in ("D4", "D6"):
        total = ledger.total(
            provider=shelf.place, stage="obligated", by="recipient", universe=code, source=series.source, years=window
        )
        found.append({one.group: one for one in total.figures if one.value is not None})
    largest = sorted(found[0], key=lambda code: -(found[0][code].value or 0))
    rows = tuple(
        MatterRow(
            (place_mark(code),),
            tuple(
                _cited(shelf, side[code], series, window, f"--provider {shelf.place} --recipient {code}", universe)
                if code in side
                else None
                for side, universe in zip(found, ("D4", "D6"), strict=True)
            ),
        )
        for code in largest[:MOST]
    )
    columns = tuple(MatterColumn(head, "USD", series.source, window) for head in ("military_head", "all_head"))
    rest = tuple(code for code in largest[MOST:] if (found[0][code].value or 0) > 0)
    return MatterTable("given_recipients", ("to_whom",), columns, rows, (), len(largest) - len(rows), rest)


def _cited(shelf: Shelf, figure: Figure, series: Series, window: str, whom: str, universe: str) -> Fig:
    """A figure of an answer as a figure of the brief."""
    by_snapshot: dict[str, list[int]] = {}
    for key, snapshot in map(parse_citation, figure.cites[:3]):
        by_snapshot.setdefault(snapshot, []).append(key)
    cents = int((figure.value or 0) * 100)
    sums = [
        Held(
            snapshot,
            "",
            "",
            "obligated",
            "USD",
            "flow",
            "",
            "",
            window,
            None,
            cents if not at else 0,
            None,
            figure.count if not at else 0,
            keys,
        )
        for at, (snapshot, keys) in enumerate(by_snapshot.items())
    ]
    periods = sorted(code for code in series.periods("obligated") if window[:6] <= code <= window[-6:])
    return shelf.desk.figure(
        sums, series, "obligated", window, periods=periods, options=f" --universe {universe}", unit="USD", whom=whom
    )


def _programmes(shelf: Shelf, series: Series, years: list[str]) -> MatterTable:
    """Security programmes by year; no sum of programmes, for one may be a part of another."""
    store, place = shelf.desk.store, shelf.place
    if store.warm:
        name = f"given_programmes {series.source} {series.name}"
        rows_of: Rows = packed(store, name, partial(_by_programme, series, "true")).get(place, [])
    else:
        rows_of = [row[1:] for row in store.ask(_by_programme(series, f"provider = {literal(place)}", store))]
    sums = [
        Held(snapshot, "", "", "obligated", "USD", "flow", code, "", period, None, cents, None, count, json.loads(keys))
        for snapshot, code, period, cents, count, keys in rows_of
        if programme_of(code).kind not in ("economic", "umbrella") and period in years and cents is not None
    ]
    rows = []
    for code, mine in by(sums, lambda one: one.programme).items():
        some = by(mine, lambda one: one.period)
        whom = f"--provider {shelf.place} --programme {code}"
        cells = tuple(shelf.figure(some.get(year, []), whom=whom) for year in years)
        rows.append(MatterRow((programme_mark(code),), (*cells, shelf.figure(mine, whom=whom))))
    rows.sort(key=lambda row: size(row.cells[-1]))
    heads = [MatterColumn("", "USD", series.source, year) for year in years]
    total = column(shelf, Column("total", sums))
    return MatterTable("given_programmes", ("programme",), (*heads, total), tuple(rows))


def _by_programme(series: Series, where: str, store: Store) -> str:
    """What a series says was obligated, by provider, programme and year, as SQL."""
    return (
        "SELECT provider, snapshot, programme, period, (sum(current) * 100)::BIGINT AS cents, sum(count)::BIGINT AS entries, "
        f"to_json({CITED})::VARCHAR AS keys FROM {store.lines_in(series.snapshots)} "
        f"WHERE {where} AND stage = 'obligated' AND programme <> '' GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"
    )


def _ranking(shelf: Shelf, key: str, wanted: tuple[tuple[str, str, str, str | None], ...]) -> MatterTable | None:
    columns = [
        Column(head, shelf.best(shelf.gave(stage=stage, unit=unit, programme=code)))
        for head, stage, unit, code in wanted
    ]
    sides = [
        by((one for one in some.some if isinstance(one, Held) and one.current), lambda one: one.recipient)
        for some in columns
    ]
    sums = {code: sum(one.current or 0 for one in mine) for code, mine in sides[0].items()}
    largest = sorted(sums, key=lambda code: (-sums[code], code))
    rows = [
        MatterRow(
            (place_mark(code),),
            tuple(
                shelf.figure(side.get(code, []), whom=f"--provider {shelf.place} --recipient {code}") for side in sides
            ),
        )
        for code in largest[:MOST]
    ]
    if not rows:
        return None
    heads = tuple(column(shelf, one, period=spanned(one.some)) for one in columns if one.some)
    shown = tuple(MatterRow(row.marks, row.cells[: len(heads)]) for row in rows)
    rest = tuple(code for code in largest[MOST:] if sums[code] > 0)
    return MatterTable(key, ("to_whom",), heads, shown, (), len(largest) - len(rows), rest)
