"""The same question for several places, out of the bundled edition."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cuaderno.errors import QuestionError, UnknownName
from cuaderno.ledger.ledger import Ledger
from cuaderno.products.explore.asked import Asked
from cuaderno.products.explore.compare import MOST, TELLING, TELLING_WHAT, TELLING_YEARS, compare_page
from cuaderno.products.explore.compare_choices import of, settled, stages_told, what_choices
from cuaderno.products.explore.counting import programmes_told
from cuaderno.products.notes import found_in
from cuaderno.products.page import Chart, Page, Span, Table
from cuaderno.products.plain import decimal_text
from cuaderno.products.words import plain


def page(ledger: Ledger, codes: tuple[str, ...], lang: str = "en", **asked: str) -> Page:
    return compare_page(ledger, lang, codes, settled(ledger, Asked(**asked), lang))


def chart(made: Page) -> Chart:
    (found,) = found_in(made.sections, Chart)
    return found


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_column_is_the_answer_of_its_place(edition_ledger: Ledger, lang: str) -> None:
    made = page(edition_ledger, TELLING, lang, universe=TELLING_WHAT, years=TELLING_YEARS)
    table = chart(made).table
    assert table is not None
    for column, code in enumerate(TELLING, 1):
        answer = edition_ledger.total(recipient=code, universe="D2", stage="obligated", years=TELLING_YEARS)
        told = [one.blank or decimal_text(one.value or Decimal(0)) for one in answer.figures]
        assert [row[column][0].value for row in table.rows] == told
        assert Decimal(table.foot[0][column][0].value) == answer.value
    assert len(chart(made).asked) == len(TELLING)


def test_the_ranking_is_by_the_sums_and_names_who_has_none_last(edition_ledger: Ledger) -> None:
    made = page(edition_ledger, ("ABW", "PER", "COL"), universe="D1", years="FY2017-FY2020")
    (ranking,) = found_in(made.sections[1], Table)
    assert [plain(row[0]) for row in ranking.rows] == ["1. Colombia", "2. Peru", "Aruba"]
    assert [span.names for row in ranking.rows for span in row[0] if span.names] == [
        "place/COL",
        "place/PER",
        "place/ABW",
    ]
    sums = [row[1][0] for row in ranking.rows]
    assert Decimal(sums[0].value) > Decimal(sums[1].value)
    assert sums[2].kind == "blank"
    assert sums[2].value == "not_reported"
    assert "no such line reported" in chart(made).svg
    assert chart(made).svg.count(">Aruba</text>") == 1  # it keeps its panel


def test_places_are_never_added(edition_ledger: Ledger) -> None:
    made = page(edition_ledger, ("COL", "PER"), universe="D1", years="FY2017-FY2020")
    together = edition_ledger.total(recipient="COL,PER", universe="D1", stage="obligated", years="FY2017-FY2020").value
    assert together is not None
    assert f"{together:.0f}" not in {span.value for span in found_in(made, Span)}


def test_more_than_six_are_refused(edition_ledger: Ledger) -> None:
    with pytest.raises(QuestionError, match="7 places are too many"):
        page(edition_ledger, (*TELLING, "HND"), universe="D1")
    with pytest.raises(QuestionError, match="7 lugares son demasiados"):
        page(edition_ledger, (*TELLING, "HND"), "es", universe="D1")
    assert len(TELLING) == MOST


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"universe": "D5"}, "never one total"),
        ({"universe": "D3"}, "not collected here"),
        ({"programme": "FMF,FMS", "stage": "obligated"}, "pays for"),
        ({"universe": "D1", "stage": "disbursed"}, "only without programmes"),
    ],
)
def test_what_has_no_answer_says_why(edition_ledger: Ledger, asked: dict[str, str], reason: str) -> None:
    made = page(edition_ledger, ("COL", "PER"), **asked)
    assert not found_in(made.sections, Chart)
    assert reason in "".join(span.text for span in found_in(made.sections, Span))


def test_a_stage_and_a_unit_are_chosen_where_none_is_named(edition_ledger: Ledger) -> None:
    assert settled(edition_ledger, Asked(universe="d2"), "en") == Asked(universe="D2", stage="obligated")
    chosen = settled(edition_ledger, Asked(programme="Combating Terrorism Fellowship Program"), "en")
    assert (chosen.programme, chosen.stage, chosen.unit) == ("CTFP", "trained", "USD")
    asked = settled(edition_ledger, Asked(programme="DCS", stage="autorizado"), "es")
    assert (asked.stage, asked.unit) == ("authorised", "USD")
    assert "disbursed" not in stages_told(edition_ledger, Asked(universe="D1"))
    assert "disbursed" in stages_told(edition_ledger, Asked(universe="D6"))


def test_one_name_is_a_definition_or_a_programme(edition_ledger: Ledger) -> None:
    assert of(Asked(), "D4", "en").universe == "D4"
    assert of(Asked(), "fmf", "en").programme == "FMF"
    with pytest.raises(UnknownName):
        of(Asked(), "FFM", "en")
    with pytest.raises(QuestionError, match="Leave one"):
        of(Asked(programme="FMF"), "D4", "en")
    offered = dict(what_choices(edition_ledger, "es"))
    assert [code for code, _ in offered["universes"]] == ["D1", "D2", "D4", "D6"]
    assert [code for code, _ in offered["programmes"]] == list(programmes_told(edition_ledger))
