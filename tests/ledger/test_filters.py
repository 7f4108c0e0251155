from __future__ import annotations

import pytest

from cuaderno.ledger.filters import filters, universe_clause, universe_sql, within
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.question import Question, ask
from cuaderno.ledger.store import Store, edition_directory
from cuaderno.statements.periods import parse_window


def test_no_question_has_no_filter() -> None:
    assert filters(ask(), ()) == ("true", [])


def test_every_value_is_a_parameter() -> None:
    question = ask(
        recipient="COL,PER", programme="FMF", stage="obligated", provider="USA", text="x' OR 1=1 --",
        agency="State'", category="Military", account="1082",
    )  # fmt: skip
    where, parameters = filters(question, ["greenbook"])
    assert where.count("?") == len(parameters)
    assert "1=1" not in where
    assert "COL" not in where
    assert "1082" in parameters


def test_stages_may_be_narrowed_to_one() -> None:
    _, parameters = filters(ask(stage="obligated,disbursed"), (), stages=("disbursed",))
    assert parameters == ["disbursed"]


class TestUniverses:
    def test_any_row_of_a_source(self) -> None:
        assert universe_clause("D6", {"greenbook"}) == ("(source = ?)", ["greenbook"])

    def test_a_source_without_members_has_no_row(self) -> None:
        clause, parameters = universe_clause("D4", {"budget_justification"})
        assert (clause, parameters) == ("((source = 'budget_justification' AND (false)))", [])
        assert universe_clause("D1", ()) == ("(false)", [])

    def test_dated_members_carry_their_years(self, edition_ledger: Ledger) -> None:
        clause, parameters = universe_clause("D2", {"greenbook"})
        assert clause.count("?") == len(parameters)
        rows = edition_ledger.rows(recipient="COL", universe="D2", source="greenbook", stage="obligated")
        assert "Andean Counterdrug Initiative" in " ".join({one.account or "" for one in rows})

    def test_membership_that_begins_and_ends(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from cuaderno.ledger import filters as module
        from cuaderno.statements.universes import Member

        rows = (
            Member("D1", "s", "account", "a", 2001, None, ""),
            Member("D1", "s", "account", "b", 2001, None, ""),
            Member("D1", "s", "programme", "c", None, 1976, ""),
        )
        monkeypatch.setattr(module, "members", lambda *_: rows)
        clause, parameters = universe_clause("D1", {"s"})
        assert parameters == ["a", "b", "FY2001", "c", "FY1976TQ"]
        assert "account IN (?, ?) AND period >= ?" in clause
        assert "programme = ? AND period <= ?" in clause

    @pytest.mark.parametrize("universe", ["D1", "D2", "D4", "D6"])
    def test_without_parameters_it_says_the_same(self, edition_ledger: Ledger, universe: str) -> None:
        store = edition_ledger.store
        clause, parameters = universe_clause(universe, ["greenbook"])
        said = f"SELECT count(*), sum(current) FROM {store.entries} WHERE "
        counted = store.ask(said + clause, parameters)
        assert counted == store.ask(said + universe_sql(universe, ["greenbook"]))
        assert counted[0][0] > 1000


class TestWithin:
    def test_no_window(self) -> None:
        assert within(Question()) == ("", [])

    @pytest.mark.parametrize(
        ("years", "parameters"),
        [
            ("2017-2020", ["FY2017", "FY2020", "FY"]),
            ("2017-", ["FY2017", "FY"]),
            ("-CY2020", ["CY2020", "CY"]),
            ("2019-01-01", ["2019-01-01", "2019-01-01"]),
        ],
    )
    def test_ends(self, years: str, parameters: list[str]) -> None:
        clause, given = within(Question(window=parse_window(years)))
        assert given == parameters
        assert clause.count("?") == len(parameters)

    @pytest.mark.parametrize("years", ["CY2019-", "-CY2019", "CY1946-CY2023", "2019-01-01"])
    def test_no_other_calendar_is_let_in(self, edition_ledger: Ledger, years: str) -> None:
        assert not list(edition_ledger.rows(recipient="COL", stage="obligated", years=years))

    @pytest.mark.parametrize("held", [False, True])
    def test_a_range_of_days_lies_within_the_years_that_hold_it(self, held: bool) -> None:
        ledger = Ledger(Store([edition_directory()], warm=held))
        asked = {"recipient": "COL", "programme": "FMF", "stage": "stated"}
        (whole,) = ledger.rows(**asked)
        assert whole.period == "2016-10-01/2023-09-30"
        for years in ("2017-2023", "FY2017-FY2023", "FY2010-", "-2024"):
            assert [one.key for one in ledger.rows(**asked, years=years)] == [whole.key], years
        for years in ("2018-2023", "FY2017-FY2022", "CY2017-CY2023", "FY2018-", "-2022"):
            assert not list(ledger.rows(**asked, years=years)), years
