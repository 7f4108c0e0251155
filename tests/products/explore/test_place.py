"""What can be asked about a place, what is asked where nothing is said, and what to ask instead."""

from __future__ import annotations

import pytest

from cuaderno.errors import CannotAdd, NoAnswer
from cuaderno.ledger.ledger import Ledger
from cuaderno.products.brief import make_brief
from cuaderno.products.explore.asked import Asked
from cuaderno.products.explore.cited import Citing
from cuaderno.products.explore.place import asked_page, question_section
from cuaderno.products.explore.place_choices import choices
from cuaderno.products.explore.places_held import places_held
from cuaderno.products.lately import Lately
from cuaderno.products.notes import found_in
from cuaderno.products.page import Span


@pytest.mark.parametrize("place", ["COL", "FRA", "MLI", "UKR"])
def test_whatever_is_offered_has_an_answer(edition_ledger: Ledger, place: str) -> None:
    offered = choices(edition_ledger, place)
    for one in offered.stages:
        for universe in one.universes:
            asked = Asked(recipient=place, stage=one.code, universe=universe)
            assert asked.answer(edition_ledger).value is not None
        for programme in one.programmes:
            asked = Asked(recipient=place, stage=one.code, programme=programme)
            assert asked.answer(edition_ledger).count


def test_the_usual_question_of_every_place_has_an_answer(edition_ledger: Ledger) -> None:
    for place in places_held(edition_ledger):
        offered = choices(edition_ledger, place)
        if offered.stages:
            citing = Citing(edition_ledger, place)
            question_section(citing, offered.usual(place, Asked()), offered, "en", lambda _: "")
            assert citing.figures[-1].value is not None, place


def test_what_is_to_be_asked_instead_has_an_answer(edition_ledger: Ledger) -> None:
    offered = choices(edition_ledger, "COL")
    asked = Asked(recipient="COL", stage="disbursed", universe="D4")
    with pytest.raises((CannotAdd, NoAnswer)):
        asked.answer(edition_ledger)
    near = offered.instead(asked)
    assert near
    assert all(one.answer(edition_ledger).value is not None for one in near)


def test_a_place_that_receives_nothing_is_asked_nothing(edition_ledger: Ledger) -> None:
    assert choices(edition_ledger, "USA").stages == ()


def test_the_figures_of_the_question_and_of_the_brief_are_told_apart(edition_ledger: Ledger) -> None:
    offered = choices(edition_ledger, "ECU")
    brief = make_brief(edition_ledger, "ECU")
    asked = offered.usual("ECU", Asked())
    page = asked_page(edition_ledger, brief, asked, offered, "en", lambda _: "", cells=True)
    refs = {span.ref for span in found_in(page.sections[0], Span) if span.ref}
    assert refs
    assert all(ref.startswith("q") for ref in refs)
    assert {note.id for note in page.notes} >= refs
    numbers = [line.number for file in page.files for line in file.said]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))


def test_the_things_used_last_are_kept() -> None:
    made: list[str] = []

    def make(name: str) -> str:
        made.append(name)
        return name

    kept: Lately[str] = Lately(2)
    for name in ("a", "b", "a", "c", "a", "b"):
        assert kept.of(name, lambda name=name: make(name)) == name  # type: ignore[misc]
    assert made == ["a", "b", "c", "b"]
