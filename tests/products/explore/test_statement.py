"""The page of a statement: what the ledger holds of it and nothing else, in both languages."""

from __future__ import annotations

import pytest

from cuaderno.errors import NoAnswer, QuestionError
from cuaderno.ledger.ledger import Ledger
from cuaderno.products.explore.hand_kept import opened as opened_relation
from cuaderno.products.explore.statement import Told, opened
from cuaderno.products.words import plain


def told(ledger: Ledger, citation: str, lang: str = "en") -> Told:
    return opened(ledger, citation, lang, lambda path: f"/x{path}")


def one_of(ledger: Ledger, **asked: str) -> str:
    return next(iter(ledger.rows(**asked, limit=1))).citation  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", ["en", "es"])
def test_who_gave_whom_what_when(edition_ledger: Ledger, lang: str) -> None:
    citation = one_of(edition_ledger, recipient="COL", programme="FMF", stage="obligated", years="FY2019")
    made = told(edition_ledger, citation, lang)
    statement = edition_ledger.cite(citation).statement
    assert made.citation == citation
    assert made.value.value == f"{statement.value:f}"
    hrefs = {fact.href for fact in made.facts if fact.href}
    assert hrefs == {"/x/place/USA", "/x/place/COL", "/x/programme/FMF"}
    assert made.source.href == "/x/source/greenbook"
    assert made.place[-1].text[0].text == statement.locator
    assert not made.same
    assert made.newer == ""
    said = plain(made.subtitle)
    assert ("Estados Unidos a Colombia" if lang == "es" else "United States to Colombia") in said
    assert ("año fiscal 2019" if lang == "es" else "fiscal year 2019") in said


def test_the_rows_around_it_lead_to_their_own_statements(edition_ledger: Ledger) -> None:
    citation = one_of(edition_ledger, recipient="COL", programme="FMF", stage="obligated", years="FY2019")
    rows = told(edition_ledger, citation).rows
    assert rows is not None
    assert rows.held
    cited = [cell for row in rows.rows for cells in row.cells for cell in cells if cell.here]
    assert [cell.span.value for cell in cited] == [f"{edition_ledger.cite(citation).statement.value:f}"]
    assert sum(row.here for row in rows.rows) == 1
    values = [
        cell
        for row in rows.rows
        for cells in row.cells
        for cell in cells
        if cell.span.kind == "figure" and not cell.here
    ]
    assert len(values) == 13
    for cell in values:
        other = edition_ledger.cite(cell.href.removeprefix("/x/statement/")).statement
        assert f"{other.value:f}" == cell.span.value
    assert [head.mark for head in rows.heads if head.kind == "money"] == ["H", "I"]
    assert [head.text for head in rows.heads if head.here] == ["Obligations (Historical Dollars)"]


def test_every_snapshot_that_says_it_and_which_is_the_newest(edition_ledger: Ledger) -> None:
    key = one_of(
        edition_ledger, recipient="COL", source="foreign_assistance", stage="obligated", years="FY2021"
    ).partition("@")[0]
    made = told(edition_ledger, key)
    assert [one.snapshot for one in made.revisions] == ["1e7e3e682a36", "fc9b074c1f61"]
    assert [one.value.value for one in made.revisions] == ["73494702.00", "746118618.00"]
    assert [one.href for one in made.revisions] == [f"/x/statement/{key}@1e7e3e682a36", ""]
    older = told(edition_ledger, f"{key}@1e7e3e")
    assert older.newer == f"/x/statement/{key}@fc9b074c1f61"
    assert older.value.value == "73494702.00"


def test_what_was_done_to_the_value_as_published(edition_ledger: Ledger) -> None:
    citation = one_of(edition_ledger, recipient="COL", source="budget_justification", programme="FMF", years="FY2015")
    notes = [plain(fact.note) for fact in told(edition_ledger, citation).facts]
    assert any("1,000" in note for note in notes)
    assert not any(
        "1,000" in plain(fact.note)
        for fact in told(edition_ledger, one_of(edition_ledger, source="greenbook", recipient="COL")).facts
    )


def test_nil_is_told_as_the_publisher_prints_it(edition_ledger: Ledger) -> None:
    nil = next(
        one for one in edition_ledger.rows(source="budget_justification", years="FY2015", limit=60) if one.value is None
    )
    made = told(edition_ledger, nil.citation)
    assert (made.value.kind, made.value.value) == ("blank", "zero_reported")


@pytest.mark.parametrize(
    "source", ["peacekeeping", "military_training", "arms_sale_notices", "published_figures", "mine_action"]
)
def test_a_statement_of_every_form_of_source(edition_ledger: Ledger, source: str) -> None:
    for lang in ("en", "es"):
        made = told(edition_ledger, one_of(edition_ledger, source=source), lang)
        assert made.value.text
        assert made.place[0].text[0].text


def test_a_fact_kept_by_hand_has_its_dated_stages_each_with_its_reference(edition_ledger: Ledger) -> None:
    (group,) = edition_ledger.commitments("COL", kind="MNNA").groups[:1]
    made = opened_relation(edition_ledger, group.relations[0].citation, "es", lambda path: path)
    assert made is not None
    assert made.by_hand
    assert {fact.href for fact in made.facts if fact.href} == {"/place/USA", "/place/COL"}
    assert len(made.events) == len(group.relations[0].relation.stages)
    assert all(one.reference and one.exact for one in made.events)
    assert opened_relation(edition_ledger, one_of(edition_ledger, recipient="COL"), "en", str) is None


def test_what_is_no_citation_or_not_held(edition_ledger: Ledger) -> None:
    with pytest.raises(QuestionError):
        told(edition_ledger, "nonsense")
    with pytest.raises(NoAnswer):
        told(edition_ledger, "0123456789abcdef")
