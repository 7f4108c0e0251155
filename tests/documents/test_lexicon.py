"""The words: how they fold, how capitals bind them, what the tables of both languages promise each other."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuaderno.documents.lexicon import LANGUAGES, fold, lexicon
from cuaderno.statements.places import all_places


@given(st.text())
def test_folding_gives_one_byte_for_each_character(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Pentágono", b"pentagono"), ("AÑO", b"ano"), ("Panetta’s", b"panetta's"), ("2017–2023", b"2017-2023"),
        ("«1,2»", b'"1,2"'), ("a\nb\tc", b"a b c"), ("1\u202f600", b"1 600"), ("non\u2011NATO", b"non-nato"),
    ],
)  # fmt: skip
def test_folding(text: str, folded: bytes) -> None:
    assert fold(text) == folded


def test_an_unknown_language_is_read_with_english_words() -> None:
    assert lexicon("pt").language == "en"


@pytest.mark.parametrize("language", LANGUAGES)
def test_codes_of_places_are_those_of_the_statements(language: str) -> None:
    known = {each.code for each in all_places()} | {"-"}  # "-" is what looks like a place and is none
    assert {entry.code for entries in lexicon(language).entries for entry in entries if entry.kind == "place"} <= known


@pytest.mark.parametrize("name", ["amounts.toml", "times.toml"])
def test_both_languages_have_the_same_tables(name: str) -> None:
    tables = []
    for language in LANGUAGES:
        folder = resources.files("cuaderno.documents.lexicon").joinpath(language)
        tables.append(tomllib.loads(folder.joinpath(name).read_text(encoding="utf-8")))
    english, spanish = tables
    own = {
        "lone_scale",
        "point_parts_thousands",
        "grouped_by_blanks",
        "adjective",
        "day_first",
        "future_ending",
        "conditional_ending",
        "decade_end",
        "degree",
    }
    assert set(english) == set(spanish)
    assert set(english["local"]) ^ set(spanish["local"]) <= own
