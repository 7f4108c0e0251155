"""What flows, out of the bundled edition: every node and ribbon is an answer, and the whole is its parts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cuaderno.errors import CannotAdd
from cuaderno.ledger.ledger import Ledger
from cuaderno.products.explore.asked import Asked
from cuaderno.products.explore.cited import Citing
from cuaderno.products.explore.compare_choices import settled
from cuaderno.products.explore.flows import LEFT_SHOWN, Flows, flows
from cuaderno.products.explore.flows_amounts import in_full, in_short
from cuaderno.products.explore.flows_story import flows_page
from cuaderno.products.notes import found_in
from cuaderno.products.page import Chart, Page, Span
from cuaderno.products.shapes import Fig
from cuaderno.products.words import plain

SEVERAL = [
    {"universe": "D2", "years": "FY2017-FY2020"},
    {"universe": "D4", "years": "FY2001-FY2020"},
    {"universe": "D6", "years": "FY2015-FY2020"},
    {"universe": "D1", "recipient": "COL,PER,MEX"},
    {"programme": "EDA", "stage": "delivered"},
    {"stage": "disbursed", "years": "FY2020-FY2023"},
    {"stage": "deployed"},
    {"stage": "trained", "unit": "sessions"},
    {"stage": "allocated"},
]


def asked(ledger: Ledger, **given: str) -> Asked:
    return settled(ledger, Asked(**given), "en")


def page(ledger: Ledger, lang: str = "en", shown: int = 12, **given: str) -> Page:
    return flows_page(ledger, lang, asked(ledger, **given), shown)


def chart(made: Page) -> Chart:
    (found,) = found_in(made.sections, Chart)
    return found


def value(fig: Fig | None) -> Decimal:
    return fig.value or Decimal(0) if fig else Decimal(0)


def added(found: Flows) -> None:
    whole = found.whole.total.value
    assert sum(value(side.figure) for side in found.left) == whole
    assert sum(value(side.figure) for side in found.right) == whole
    for side, row in zip(found.right, found.cells, strict=True):
        assert sum(map(value, row)) == value(side.figure)
    for at, left in enumerate(found.left):
        assert sum(value(row[at]) for row in found.cells) == value(left.figure)


@pytest.mark.parametrize("given", SEVERAL, ids=lambda given: "-".join(given.values()))
@pytest.mark.parametrize("shown", [3, 12])
def test_the_whole_is_its_parts_on_both_sides(edition_ledger: Ledger, given: dict[str, str], shown: int) -> None:
    found = flows(Citing(edition_ledger), asked(edition_ledger, **given), shown, "en")
    added(found)
    assert len({fig.unit for row in found.cells for fig in row if fig}) == 1
    assert len({fig.stage for row in found.cells for fig in row if fig}) == 1
    assert len([side for side in found.right if not side.rest]) <= shown + 1
    assert len(found.left) <= max(LEFT_SHOWN, shown) + 1
    assert [side.rest for side in found.right].count(True) == (1 if found.right[-1].rest else 0)


def test_the_questions_behind_it_give_the_same_cells(edition_ledger: Ledger) -> None:
    found = flows(Citing(edition_ledger), asked(edition_ledger, universe="D2", years="FY2017-FY2020"), 5, "en")
    for question, side, row in zip(found.asked[1:], found.right, found.cells, strict=True):
        answer = question.answer(edition_ledger)
        assert answer.value == side.figure.value
        told = {one.group: one.value for one in answer.figures}
        assert {left.codes[0]: value(fig) for left, fig in zip(found.left, row, strict=True) if fig} == told


def test_a_programme_and_what_it_pays_for_are_never_two_flows(edition_ledger: Ledger) -> None:
    with pytest.raises(CannotAdd, match="pays for"):
        flows(Citing(edition_ledger), asked(edition_ledger, programme="FMF,FMS", stage="obligated"), 5, "en")
    made = page(edition_ledger, programme="FMF,FMS", stage="obligated")
    assert "pays for" in "".join(span.text for span in found_in(made.sections, Span))
    assert not found_in(made.sections, Chart)


@pytest.mark.parametrize("given", [{"universe": "D5"}, {"universe": "D3"}, {"provider": "DEU"}])
def test_what_has_no_answer_says_why(edition_ledger: Ledger, given: dict[str, str]) -> None:
    made = page(edition_ledger, **given)
    assert [section.id for section in made.sections] == ["answer"]


def test_the_picture_says_its_total_period_unit_and_source(edition_ledger: Ledger) -> None:
    en = chart(page(edition_ledger, universe="D2", years="FY2017-FY2020"))
    es = chart(page(edition_ledger, "es", universe="D2", years="FY2017-FY2020"))
    for said in (
        "$35.9 billion, obligated, fiscal years",
        "Widths in current dollars",
        "Greenbook",
        "Other (160 recipients)",
        ">Israel<",
    ):
        assert said in en.svg.replace("\N{NO-BREAK SPACE}", " ")
    for said in (
        "35.904",
        "millones, obligado",
        "Anchos en dólares corrientes",
        "Otros (160 destinatarios)",
        ">Egipto<",
    ):
        assert said in es.svg.replace("\N{NO-BREAK SPACE}", " ")
    assert en.svg.count("<path") == es.svg.count("<path")


def test_money_taken_back_is_told_and_not_drawn(edition_ledger: Ledger) -> None:
    question = asked(edition_ledger, universe="D2", years="FY2017-FY2020")
    found = flows(Citing(edition_ledger), question, 12, "en")
    assert found.below is not None
    count, low = found.below
    below = [fig for row in found.cells for fig in row if fig and value(fig) < 0]
    assert (count, low.value) == (len(below), sum(map(value, below)))
    made = chart(page(edition_ledger, universe="D2", years="FY2017-FY2020"))
    assert "not drawn" in plain(made.note)
    assert "ACI" not in made.svg  # nothing but money taken back in these years
    assert made.table is not None
    assert "ACI" in [plain(head) for head in made.table.heads]


def test_what_is_named_and_told_nothing_of_is_said(edition_ledger: Ledger) -> None:
    made = page(edition_ledger, universe="D2", recipient="COL,REG-AFR")
    assert "Nothing is told here for" in "".join(span.text for span in found_in(made.sections, Span))


def test_amounts_say_their_unit_in_the_language() -> None:
    persons = Fig("f1", Decimal(6039), "persons", "deployed", "2025-07-31", "", "M3", 1, (1,), "", "")
    assert plain(in_full("es", persons)) == "6.039\N{NO-BREAK SPACE}personas"
    assert in_short("en", persons) == "6,039\N{NO-BREAK SPACE}persons"
