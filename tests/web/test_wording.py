from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuaderno.web.wording import Wordings, words_of

TEXTS = (
    "International Military Education and Training",
    "Helicopter Crew Chief",
    "UH-60 Helicopter Repairer Spanish",
    "TUMACO, NARIÑO, Rural",
    "Operación «Ocean Shield», 2015",
)


def found(text: str) -> list[str]:
    return [TEXTS[one.at] for one in Wordings(TEXTS).find(text, 10)[0]]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("helicopter", TEXTS[1]), ("helicoptr", TEXTS[1]), ("helicópteros", TEXTS[1]), ("spanish helicopter", TEXTS[2]),
        ("heli uh", TEXTS[2]), ("narino", TEXTS[3]), ("NARIÑO rural", TEXTS[3]), ("operacion", TEXTS[4]), ("miltary educat", TEXTS[0]),
        ("the education of", TEXTS[0]),
    ],
)  # fmt: skip
def test_words_are_found_begun_misspelt_in_any_order_and_without_accents(text: str, first: str) -> None:
    assert found(text)[0] == first


@pytest.mark.parametrize("text", ["", "  ", "…", "helicopter tumaco", "xqzwvk", "2014"])
def test_a_text_that_does_not_hold_every_word_is_not_found(text: str) -> None:
    assert found(text) == []


def test_a_year_is_never_a_misspelling_of_another() -> None:
    assert found("2015") == [TEXTS[4]]
    assert found("2016") == []


def test_what_holds_the_words_as_written_comes_first_and_all_are_counted() -> None:
    texts = ("trainings elsewhere", "the training itself", "training")
    matches, count = Wordings(texts).find("training", 2)
    assert [one.at for one in matches] == [1, 2]
    assert [one.share for one in matches] == [1.0, 1.0]
    assert count == 3


def test_a_misspelling_that_another_word_begins_with_is_still_one() -> None:
    texts = ("HelicopterOperations", "Helicopter crew")
    assert [one.at for one in Wordings(texts).find("helicoptero", 5)[0]] == [0, 1]


def test_words_that_tell_nothing_are_sought_where_there_are_no_others() -> None:
    assert Wordings(("of the", "training")).find("of the", 5)[1] == 1


@given(st.lists(st.text(max_size=30), max_size=8))
def test_every_text_is_found_by_its_own_words(texts: list[str]) -> None:
    index = Wordings(texts)
    for at, text in enumerate(texts):
        if words_of(text) and len(set(words_of(text))) <= 10:
            assert at in [one.at for one in index.find(text, 20)[0]]


@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=6))
def test_no_text_is_too_strange_to_be_sought(text: str, texts: list[str]) -> None:
    matches, count = Wordings(texts).find(text, 3)
    assert len(matches) <= min(3, count)
