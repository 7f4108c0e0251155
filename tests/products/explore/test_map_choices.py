from __future__ import annotations

import pytest

from cuaderno.errors import CannotAdd, NoAnswer, UnknownName
from cuaderno.ledger.ledger import Ledger
from cuaderno.products.explore.asked import Asked
from cuaderno.products.explore.map_choices import USUAL, choices, chosen, stages_of


def test_what_is_left_open_is_the_usual_universe_stage_and_newest_settled_year(edition_ledger: Ledger) -> None:
    found = chosen(edition_ledger, Asked())
    assert (found.universe, found.stage, found.years, found.by) == (USUAL, "obligated", "2020", "recipient")


def test_what_was_asked_stays(edition_ledger: Ledger) -> None:
    found = chosen(edition_ledger, Asked(programme="imet", stage="allocated", years="2012-2014", prices="constant"))
    assert found.query() == "programme=IMET&stage=allocated&years=2012-2014&prices=constant&by=recipient"


def test_every_choice_has_a_map_or_a_reason(edition_ledger: Ledger) -> None:
    answered = 0
    for one in choices(edition_ledger):
        asked = Asked(**{one.kind: one.code})
        if one.refused:
            with pytest.raises(CannotAdd):
                chosen(edition_ledger, asked)
            continue
        found = chosen(edition_ledger, asked)
        assert found.answer(edition_ledger).value is not None, one
        answered += 1
    assert answered > 30


def test_every_stage_offered_answers_in_its_newest_year(edition_ledger: Ledger) -> None:
    for universe, programme in (("D1", ""), ("D6", ""), ("", "FMF"), ("", "EDA")):
        known = stages_of(edition_ledger, universe, programme)
        assert known.usual() in known.periods
        for stage in known.periods:
            years = known.years(stage)
            assert list(years) == sorted(years, reverse=True)
            asked = Asked(
                universe=universe, programme=programme, stage=stage, years=known.newest(stage), by="recipient"
            )
            assert asked.answer(edition_ledger).figures, (universe, programme, stage)


def test_a_year_that_is_still_revised_is_offered_and_not_shown_first(edition_ledger: Ledger) -> None:
    known = stages_of(edition_ledger, "D6", "")
    assert known.years("disbursed")[0] == "2023"
    assert known.newest("disbursed") < "2023"


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        (Asked(universe="D3"), CannotAdd), (Asked(universe="D5", stage="obligated", years="2020"), None),
        (Asked(universe="D9"), UnknownName), (Asked(programme="NOSUCH"), UnknownName), (Asked(programme="PLAN-COLOMBIA"), Exception),
        (Asked(programme="NADR-CWD"), NoAnswer),
    ],
)  # fmt: skip
def test_what_has_no_map_is_refused_with_its_reason(
    edition_ledger: Ledger, asked: Asked, error: type[Exception] | None
) -> None:
    with pytest.raises(error or CannotAdd):
        chosen(edition_ledger, asked).answer(edition_ledger)
