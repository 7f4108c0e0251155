"""What a warm ledger holds of the sides of pairs, and what it looks up later, is what a cold one answers."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.overlap import overlap
from cuaderno.ledger.sided import all_sides, sided
from cuaderno.ledger.store import Store, edition_directory


@pytest.fixture(scope="module")
def cold() -> Ledger:
    return Ledger(Store([edition_directory()]))


@pytest.mark.parametrize("place", ["COL", "GHA"])
def test_both_sides_of_every_pair_are_the_same_warm_and_cold(edition_ledger: Ledger, cold: Ledger, place: str) -> None:
    warm, asked = (overlap(one.store, place) for one in (edition_ledger, cold))
    assert warm.speaks
    assert warm == asked


def test_a_cold_ledger_holds_nothing_and_a_warm_one_only_what_it_has_sources_of(
    edition_ledger: Ledger, cold: Ledger
) -> None:
    assert sided(cold.store, "COL") is None
    held = sided(edition_ledger.store, "COL")
    assert held is not None
    assert any(held.sums(side) for side in all_sides())
    assert any(held.entries(side) for side in all_sides())
    nowhere = sided(edition_ledger.store, "no such place")
    assert nowhere is not None
    assert not nowhere.spoken


QUESTIONS: list[dict[str, str]] = [
    {"recipient": "COL"},
    {"recipient": "COL", "by": "programme,year", "years": "FY2001-FY2019"},
    {"recipient": "COL", "by": "account", "years": "FY2010-FY2019"},
    {"recipient": "COL", "universe": "D1", "years": "FY2010-FY2019"},
    {"recipient": "COL", "prices": "constant", "years": "FY1990-FY2019"},
    {"by": "recipient", "years": "FY2019"},
    {"by": "source", "recipient": "COL", "years": "FY2010-FY2019"},
]


@pytest.mark.parametrize("names", QUESTIONS, ids=str)
def test_a_total_is_the_same_warm_and_cold_with_all_its_citations(
    edition_ledger: Ledger, cold: Ledger, names: dict[str, str]
) -> None:
    warm, asked = (one.total(stage="obligated", **names) for one in (edition_ledger, cold))
    assert warm == asked
    assert any(figure.cites for figure in warm.figures)


@pytest.mark.parametrize("columns", [True, False], ids=["columns", "engine"])
def test_citations_are_looked_up_once_for_all_figures_and_go_with_a_copy(
    columns: bool, edition_ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition_ledger.total(recipient="COL", stage="obligated")  # holds what the next questions are asked of
    monkeypatch.setitem(edition_ledger.store.__dict__, "holds_columns", columns)
    if not columns:
        edition_ledger.total(recipient="COL", stage="obligated")
    asked: list[str] = []
    ask = Store.ask

    def counted(self: Store, sql: str, parameters: list[Any] | None = None) -> list[tuple[Any, ...]]:
        asked.append(sql)
        return ask(self, sql, parameters)

    monkeypatch.setattr(Store, "ask", counted)
    answer = edition_ledger.total(recipient="COL", programme="FMF", stage="obligated", years="FY2010-FY2019")
    assert len(asked) == (0 if columns else 1)
    copied = pickle.loads(pickle.dumps(answer))  # noqa: S301
    assert copied == answer
    assert all(isinstance(figure.cites, tuple) for figure in copied.figures)
    assert len(asked) == (0 if columns else 2)
