"""What a warm ledger answers out of columns in memory is what the engine answers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cuaderno.errors import CuadernoError
from cuaderno.ledger import columns
from cuaderno.ledger.held import Held
from cuaderno.ledger.held_entries import After, HeldEntries
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.store import Store, edition_directory
from cuaderno.statements.statement import CONSTANT_BIT, citation


@pytest.fixture(scope="module")
def engine() -> Iterator[Ledger]:
    """A warm ledger that holds no columns."""
    store = Store([edition_directory()], warm=True)
    store.__dict__["holds_columns"] = False
    yield Ledger(store)
    store.connection.close()


PLACES = st.sampled_from(["", "COL", "JOR", "UKR", "COL,MEX", "Peru", "WLD", "USA"])
QUESTIONS = st.fixed_dictionaries(
    {
        "recipient": PLACES,
        "stage": st.sampled_from(["obligated", "disbursed", "requested", "allocated", "delivered"]),
        "years": st.sampled_from(
            [None, "FY2001-FY2012", "1990-2020", "CY2010-CY2012", "since 2015", "FY2019", "-1975"]
        ),
        "prices": st.sampled_from(["current", "current", "current", "constant", "constant:2020"]),
        "source": st.sampled_from(["", "", "", "greenbook", "foreign_assistance", "nobody"]),
    },
    optional={
        "programme": st.sampled_from(["FMF", "IMET", "INCLE", "SECTION-1004"]),
        "universe": st.sampled_from(["D1", "D2", "D6"]),
        "account": st.sampled_from(["1082", "foreign military financing program", "Cuentas de año"]),
        "agency": st.sampled_from(["department of defense", "DEPARTMENT OF STATE"]),
        "category": st.sampled_from(["military", "Economic", "Económica"]),
        "provider": st.sampled_from(["USA", "EUU"]),
        "unit": st.sampled_from(["USD", "persons"]),
        "known_on": st.just("2023-09-29"),
    },
)
GROUPS = st.sampled_from(
    ["year", "programme", "source", "recipient", "account", "agency", "category", "sector", "executor", "programme,year", "recipient,year"]
)  # fmt: skip
MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def said(ask: Any) -> Any:
    """An answer, or the refusal in its own words."""
    try:
        return ask()
    except CuadernoError as error:
        return type(error), error.message


@MANY
@given(question=QUESTIONS, by=GROUPS)
def test_totals_are_the_same(question: dict[str, Any], by: str, edition_ledger: Ledger, engine: Ledger) -> None:
    held, asked = (said(lambda ledger=ledger: ledger.total(**question, by=by)) for ledger in (edition_ledger, engine))
    assert held == asked  # figures with all their citations


@MANY
@given(
    question=QUESTIONS,
    text=st.sampled_from(["", "", "helicopter", "TRAIN", "año", "a", "\0"]),
    limit=st.sampled_from([None, 1, 7, 500]),
)
def test_statements_are_the_same(
    question: dict[str, Any], text: str, limit: int | None, edition_ledger: Ledger, engine: Ledger
) -> None:
    if not question["recipient"] and limit is None:
        limit = 100
    held, asked = (
        said(lambda ledger=ledger: list(ledger.rows(**question, text=text, limit=limit)))
        for ledger in (edition_ledger, engine)
    )
    if isinstance(held, tuple):
        assert held == asked
        return
    places = [
        [(one.source, one.stage, one.period, one.snapshot, one.locator) for one in some] for some in (held, asked)
    ]
    assert places[0] == places[1]
    if limit is None:  # of those at one place, which are within a limit is not said
        assert sorted(held, key=lambda one: one.citation) == sorted(asked, key=lambda one: one.citation)


def test_citations_and_their_cells_are_the_same(edition_ledger: Ledger, engine: Ledger) -> None:
    found = engine.store.ask(
        f"SELECT key, snapshot, col_constant IS NOT NULL FROM {engine.store.entries} USING SAMPLE reservoir(300 ROWS) REPEATABLE (3)"
    )
    cited = [citation(key | (CONSTANT_BIT if other else 0), snapshot) for key, snapshot, other in found]
    cited += [citation(found[0][0], "000000000000"), "0000000000000002@" + found[0][1], f"{found[1][0]:016x}"]
    assert edition_ledger.cells(cited) == engine.cells(cited)
    assert len(edition_ledger.cells(cited)) == 300
    for one in cited[:40]:
        assert edition_ledger.cite(one) == engine.cite(one)
    for one in cited[-3:-1]:
        assert said(lambda one=one: edition_ledger.cite(one)) == said(lambda one=one: engine.cite(one))


def test_what_stands_after_a_place(edition_ledger: Ledger) -> None:
    held = edition_ledger.store.held_entries
    assert held is not None
    first = list(edition_ledger.rows(recipient="COL", stage="obligated", source="greenbook", limit=30))
    place, beside = held.place(first[9].snapshot, first[9].key) or ((), set())
    assert beside == {first[9].key}
    assert place[:4] == ("greenbook", "obligated", first[9].period, first[9].snapshot)
    assert held.place(first[9].snapshot, 2) is None
    assert held.place("000000000000", first[9].key) is None

    from cuaderno.ledger.question import ask

    asked = ask(recipient="COL", stage="obligated", source="greenbook")
    for keys, begins in (([first[9].key], 10), ([], 9)):
        after = held.listed(asked, {first[9].snapshot}, {"greenbook"}, 5, After(place, keys))
        assert [row[0] for row in held.tuples(after)] == [one.key for one in first[begins : begins + 5]]


def texts(*names: str | None) -> columns.Texts:
    known = sorted({name for name in names if name is not None})
    return columns.Texts([*known, None], np.array([known.index(name) if name is not None else -1 for name in names]))


def test_what_has_no_recipient_and_what_has_no_amount() -> None:
    rows = {
        "recipient": texts("B", None, "A", "B"),
        "snapshot": texts("s", "s", "s", "s"),
        "period": texts("FY2001", "FY2002", "FY2001", "FY2002"),
        "blank": texts(None, None, "withheld", None),
    }
    held = Held(rows, {"current": np.array([150, 7, columns.NOTHING, -50])})
    assert [held.of([code]) for code in ("A", "B", "C")] == [[slice(1, 2)], [slice(2, 4)], []]
    every = held.sums(np.arange(4), "recipient", "current", yearly=False)
    assert sorted(every.rows, key=str) == [
        ("s", "FY2001", "A", "withheld", None, 1),
        ("s", "FY2002", "B", None, Decimal("1.00"), 2),
        ("s", "FY2002", None, None, Decimal("0.07"), 1),
    ]
    assert held.sums(np.arange(0), "recipient", "current", yearly=True).rows == []


def test_amounts_that_cannot_be_counted_here_are_left_to_the_engine(
    edition_ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns.check_amounts(np.array([columns.NOTHING, columns.NOTHING, 2**61]))
    with pytest.raises(columns.TooLarge):
        columns.check_amounts(np.array([2**62, -(2**62)]))

    def refused(_: HeldEntries, __: Store) -> None:
        raise columns.TooLarge

    for kind in ("held_lines.HeldLines", "held_entries.HeldEntries"):
        monkeypatch.setattr(f"cuaderno.ledger.{kind}.__init__", refused)
    store = Store([edition_directory()], warm=True)
    assert store.held_lines is None
    assert store.held_entries is None
    asked = {"recipient": "COL", "programme": "FMF", "stage": "obligated", "years": "FY2017-FY2020"}
    assert Ledger(store).total(**asked).value == edition_ledger.total(**asked).value


def test_a_store_that_rested_answers_as_before() -> None:
    store = Store([edition_directory()], warm=True)
    ledger = Ledger(store)
    before = ledger.total(recipient="COL", stage="obligated"), ledger.commitments("COL")
    lines, connection = store.held_lines, store.connection
    store.rest()
    assert store.held_lines is lines
    assert store.connection is not connection
    assert (ledger.total(recipient="COL", stage="obligated"), ledger.commitments("COL")) == before
    assert store.ask(f"SELECT count(*) > 1000 FROM {store.lines}") == [(True,)]
