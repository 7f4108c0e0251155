from __future__ import annotations

from pathlib import Path

import pytest

from cuaderno.errors import NoAnswer, QuestionError, UnknownName
from cuaderno.ledger.build import Facts, take_in
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.store import Store, edition_directory

from .made_up import publication

FA = "foreign_assistance"
COL_2021 = {"recipient": "COL", "years": "FY2021", "stage": "obligated"}


class TestTheEdition:
    def test_a_revision_with_both_cells_and_both_citations(self, edition_ledger: Ledger) -> None:
        (found,) = edition_ledger.history(FA, **COL_2021)
        assert (found.source, found.series, found.unchanged) == (FA, "country_totals", 0)
        assert (found.old.snapshot, found.new.snapshot) == ("1e7e3e682a36", "fc9b074c1f61")
        (change,) = found.changes
        assert (change.kind, change.old, change.new, change.unit) == ("changed", 73_494_702, 746_118_618, "USD")
        for snapshot, value, cell in (
            (found.old, change.old, change.old_cell),
            (found.new, change.new, change.new_cell),
        ):
            statement = edition_ledger.cite(change.cite(snapshot.snapshot)).statement
            assert (statement.value, statement.locator, statement.snapshot) == (value, cell, snapshot.snapshot)

    def test_backwards(self, edition_ledger: Ledger) -> None:
        (found,) = edition_ledger.history(FA, old="fc9b", new="1E7E", **COL_2021)
        assert (found.changes[0].old, found.changes[0].new) == (746_118_618, 73_494_702)

    def test_every_statement_is_in_one_column_of_the_books(self, edition_ledger: Ledger) -> None:
        (found,) = edition_ledger.history(FA)
        counts = {kind: found.count(kind) for kind in ("added", "changed", "withdrawn")}
        old, new = found.old.accounting.rows_kept, found.new.accounting.rows_kept
        assert counts["changed"] + counts["withdrawn"] + found.unchanged == old
        assert counts["changed"] + counts["added"] + found.unchanged == new
        sizes = [abs((one.new or 0) - (one.old or 0)) for one in found.changes]
        assert sizes == sorted(sizes, reverse=True)

    @pytest.mark.parametrize(
        ("years", "first", "last"),
        [("FY2021-", "FY2021", "FY2023"), ("-FY2010", "FY1946", "FY2010"), ("2020", "FY2020", "FY2020")],
    )
    def test_windows(self, edition_ledger: Ledger, years: str, first: str, last: str) -> None:
        (found,) = edition_ledger.history(FA, years=years, stage="obligated")
        assert found.changes
        assert all(first <= one.period <= last for one in found.changes)

    def test_a_question_that_selects_nothing(self, edition_ledger: Ledger) -> None:
        (found,) = edition_ledger.history(FA, recipient="VAT")
        assert (found.changes, found.unchanged) == ((), 0)


class TestRefused:
    def test_one_snapshot_alone(self, edition_ledger: Ledger) -> None:
        with pytest.raises(NoAnswer, match="cuaderno add greenbook FILE"):
            edition_ledger.history("greenbook")
        with pytest.raises(QuestionError, match="Name both"):
            edition_ledger.history(FA, old="1e7e")

    def test_an_unknown_source(self, edition_ledger: Ledger) -> None:
        with pytest.raises(UnknownName, match="greenbok"):
            edition_ledger.history("greenbok")

    @pytest.mark.parametrize(("old", "new", "named"), [("1e7e", "abcd", "abcd"), ("zz", "1e7e", "zz")])
    def test_unknown_snapshots(self, edition_ledger: Ledger, old: str, new: str, named: str) -> None:
        with pytest.raises(QuestionError, match=f"no single snapshot '{named}'"):
            edition_ledger.history(FA, old=old, new=new)

    def test_two_series(self, edition_ledger: Ledger) -> None:
        with pytest.raises(QuestionError, match="not two publications of one series"):
            edition_ledger.history(FA, old="1e7e", new="3dba")
        with pytest.raises(QuestionError, match="one series"):
            edition_ledger.history("budget_justification", old="f829", new="d115")

    def test_snapshots_of_another_source(self, edition_ledger: Ledger) -> None:
        with pytest.raises(QuestionError, match="publications of foreign_assistance, not of greenbook"):
            edition_ledger.history("greenbook", old="1e7e", new="fc9b")


def test_added_changed_and_withdrawn_and_the_old_stays_citable(tmp_path: Path) -> None:
    first = publication(tmp_path / "first.csv")
    second = publication(
        tmp_path / "second.csv",
        years=range(1950, 2025),
        changed={("Colombia", 2019): 7},
        without=(("Peru", 1999), *((name, 2024) for name in ("Chile",))),
    )
    ledger_of = tmp_path / "ledger"
    take_in(FA, first, ledger_of, Facts(as_of="2024-01-01"))
    one_only = Ledger(Store([ledger_of]))
    with pytest.raises(NoAnswer):
        one_only.history(FA)
    (before,) = one_only.rows(recipient="COL", years="2019")
    take_in(FA, second, ledger_of, Facts(as_of="2025-01-01"))
    ledger = Ledger(Store([ledger_of]))
    (found,) = ledger.history(FA, recipient="COL,PER,CHL")
    said = {(one.kind, one.recipient, one.period): (one.old, one.new) for one in found.changes}
    assert said == {
        ("changed", "COL", "FY2019"): (119_000, 7),
        ("withdrawn", "PER", "FY1999"): (99_000, None),
        ("added", "COL", "FY2024"): (None, 124_000),
        ("added", "PER", "FY2024"): (None, 124_000),
    }
    withdrawn = next(one for one in found.changes if one.kind == "withdrawn")
    assert withdrawn.new_cell is None
    assert ledger.cite(f"{withdrawn.key:016x}").statement.value == 99_000
    after = ledger.cite(f"{before.key:016x}")
    assert (after.statement.value, after.newest) == (7, True)
    assert ledger.cite(before.citation).statement == before
    (answer,) = ledger.total(recipient="COL", stage="obligated", years="2019").figures
    assert answer.value == 7


def test_the_user_s_ledger_stands_beside_the_edition(tmp_path: Path) -> None:
    take_in(FA, publication(tmp_path / "new.csv"), tmp_path / "ledger", Facts(as_of="2025-01-01"))
    ledger = Ledger(Store([edition_directory(), tmp_path / "ledger"]))
    answer = ledger.total(recipient="COL", stage="obligated", years="FY2022", source=FA)
    assert answer.value == 122_000
    assert answer.answered.other_snapshots == ("1e7e3e682a36", "fc9b074c1f61")
    assert ledger.total(recipient="COL", stage="obligated", years="FY2022", snapshot="fc9b").value == 620_707_162
    (found,) = ledger.history(FA, **COL_2021)
    assert (found.old.snapshot, found.changes[0].old) == ("fc9b074c1f61", 746_118_618)


def test_of_two_undated_editions_the_one_retrieved_later_answers(tmp_path: Path) -> None:
    for first, second in ((7, 8), (8, 7)):
        ledger_of = tmp_path / f"ledger-{first}"
        for day, amount in (("2025-11-01", first), ("2026-02-01", second)):
            file = publication(tmp_path / f"{amount}.csv", changed={("Colombia", 2019): amount})
            take_in(FA, file, ledger_of, Facts(retrieved=day))
        answer = Ledger(Store([ledger_of])).total(recipient="COL", stage="obligated", years="2019")
        assert answer.value == second
