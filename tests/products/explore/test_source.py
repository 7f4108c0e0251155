"""The page of a source: its card, its books as the equations they are, and what its publisher changed, both figures cited."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cuaderno.errors import QuestionError
from cuaderno.ledger.ledger import Ledger
from cuaderno.products.explore import source_history
from cuaderno.products.explore.source import Compared, source_page
from cuaderno.products.explore.source_history import EACH
from cuaderno.products.explore.sources import listed
from cuaderno.products.notes import found_in
from cuaderno.products.page import Page, Section, Span, Table
from cuaderno.products.words import plain
from cuaderno.sources.card import source_names


def page(ledger: Ledger, name: str, lang: str = "en", *, cells: bool = False, **compared: object) -> Page:
    return source_page(ledger, name, Compared(**compared), lang, cells=cells)  # type: ignore[arg-type]


def section(made: Page, name: str) -> Section:
    return next(one for one in made.sections if one.id == name)


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("name", source_names())
def test_every_source_has_its_page(edition_ledger: Ledger, name: str, lang: str) -> None:
    made = page(edition_ledger, name, lang)
    held = any(one.source == name for one in edition_ledger.snapshots)
    assert ("accounting" in {one.id for one in made.sections}) == held
    assert plain(section(made, "card").blocks[0].items[0].text)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "name", ["greenbook", "budget_justification", "peacekeeping", "travels_visits", "military_training"]
)
def test_the_books_balance_in_every_line(edition_ledger: Ledger, name: str) -> None:
    tables = found_in(section(page(edition_ledger, name), "accounting"), Table)
    lines = [line for table in tables if len(table.heads) == 8 for line in (*table.rows, *table.foot)]
    assert lines
    for _, *counts in lines:
        read, kept, aside, quarantined, cells, statements, blanks = (int(cell[0].value) for cell in counts)
        assert read == kept + aside + quarantined
        assert cells == statements + blanks


def test_columns_are_taken_or_ignored_with_the_reason(edition_ledger: Ledger) -> None:
    (table,) = found_in(section(page(edition_ledger, "foreign_assistance"), "columns"), Table)
    told = {plain(row[0]): plain(row[2]) for row in table.rows}
    assert told["Fiscal Year"] == "fiscal_year"
    assert told["Region ID"].startswith("ignored: ")
    assert len(told) == 11


def test_what_changed_between_the_two_vintages(edition_ledger: Ledger) -> None:
    made = page(edition_ledger, "foreign_assistance", cells=True)
    history = edition_ledger.history("foreign_assistance")[0]
    (table,) = found_in(section(made, "history"), Table)
    changed = [one for one in history.changes if one.kind == "changed"]
    assert len(table.rows) == EACH
    numbered = {line.number: line.citation for file in made.files for line in file.said}
    runs = {note.id: note.runs for note in made.notes}
    for row, one in zip(table.rows, changed, strict=False):
        old, new, difference = (cell[0] for cell in row[4:])
        assert (Decimal(old.value), Decimal(new.value)) == (one.old, one.new)
        assert Decimal(difference.value) == Decimal(new.value) - Decimal(old.value)
        assert numbered[int(runs[old.ref])] == one.cite(history.old.snapshot)
        assert numbered[int(runs[new.ref])] == one.cite(history.new.snapshot)
    said = plain(span for span in found_in(section(made, "history").blocks[0], Span))
    assert f"{history.count('added'):,}" in said
    assert f"{history.unchanged:,}" in said


def test_pages_and_kinds_of_differences(edition_ledger: Ledger) -> None:
    history = edition_ledger.history("foreign_assistance")[0]
    (withdrawn,) = found_in(section(page(edition_ledger, "foreign_assistance", kind="withdrawn"), "history"), Table)
    assert len(withdrawn.rows) == history.count("withdrawn")
    assert {plain(row[5]) for row in withdrawn.rows} == {"not there"}
    (second,) = found_in(section(page(edition_ledger, "foreign_assistance", kind="all", page=2), "history"), Table)
    fifty_first = history.changes[EACH]
    values = [cell[0].value for cell in second.rows[0][4:6] if cell[0].kind == "figure"]
    assert values == [f"{one:f}".removesuffix(".00") for one in (fifty_first.old, fifty_first.new) if one is not None]
    (last,) = found_in(section(page(edition_ledger, "foreign_assistance", page=99_999), "history"), Table)
    assert 0 < len(last.rows) <= EACH


def test_snapshots_that_cannot_be_compared(edition_ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not found_in(section(page(edition_ledger, "greenbook"), "history"), Table)
    with pytest.raises(QuestionError):
        page(edition_ledger, "foreign_assistance", old="1e7e3e682a36")
    monkeypatch.setattr(source_history, "LARGEST", 10)
    assert not found_in(section(page(edition_ledger, "foreign_assistance"), "history"), Table)


def test_printed_totals_that_differ_are_told_with_both_figures(edition_ledger: Ledger) -> None:
    checks = section(page(edition_ledger, "peacekeeping"), "checks")
    first = found_in(checks, Table)[0]
    held = [one.checks for one in edition_ledger.snapshots_of("peacekeeping")]
    for row in first.rows:
        name = plain(row[0])
        assert int(row[1][0].value) == sum(one[name].agree for one in held if name in one)
        assert int(row[2][0].value) == sum(one[name].differ for one in held if name in one)


def test_the_list_names_every_source_once(edition_ledger: Ledger) -> None:
    held, others = listed(edition_ledger, "es")
    assert sorted(one.name for one in (*held, *others)) == sorted(source_names())
    assert {one.name for one in held} == {one.source for one in edition_ledger.snapshots}
