"""Dates in text, and which is the document's own."""

from __future__ import annotations

from datetime import date

import pytest

from cuaderno.reading.blocks import blocks_of
from cuaderno.reading.days import bears_day, days_in, first_day, own_day

REST = "\n\nThe first paragraph says what happened, at some length, and goes on as paragraphs do, to fill more than a line of the page."


@pytest.mark.parametrize(
    ("said", "language", "day"),
    [
        ("January 30, 2026", "en", date(2026, 1, 30)),
        ("Jan. 30, 2026", "en", date(2026, 1, 30)),
        ("30 January 2026", "en", date(2026, 1, 30)),
        ("June 3rd, 2021", "en", date(2021, 6, 3)),
        ("12 de julio de 2012", "es", date(2012, 7, 12)),
        ("1º de mayo del 2019", "es", date(2019, 5, 1)),
        ("4/12/2012", "en", date(2012, 4, 12)),
        ("4/12/2012", "es", date(2012, 12, 4)),
        ("4/24/2012", "es", date(2012, 4, 24)),
        ("24.4.2012", "en", date(2012, 4, 24)),
        ("2026-04-15", "", date(2026, 4, 15)),
    ],
)
def test_dates_as_they_are_written(said: str, language: str, day: date) -> None:
    assert [one.day for one in days_in(f"on {said}, they", language)] == [day]


@pytest.mark.parametrize(
    "said", ["February 31, 2020", "13/13/2012", "1/2/20123", "May 2020", "10 May 1812", "case 2026-07278"]
)
def test_what_is_no_date(said: str) -> None:
    assert list(days_in(said)) == []


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Title of it\nNazih Richani 4/24/2012", date(2012, 4, 24)),
        ("Title of it\n\nWednesday, April 15, 2026", date(2026, 4, 15)),
        ("[Federal Register Volume 91, Number 72 (Wednesday, April 15, 2026)]", date(2026, 4, 15)),
        (
            "WASHINGTON, Jan. 30, 2026 – The State Department has approved a sale of missiles to the Kingdom, an official said here.",
            date(2026, 1, 30),
        ),
        ("Published: 3 May 2020 | Updated: 5 May 2020", date(2020, 5, 3)),
        ("A Title\n\nBy Ana Ruiz\nGuatemala City, 18 March 2019 | 5:40 h", date(2019, 3, 18)),
        ("A Title\n\nPublished May 4, 2022 at 10:15 a.m. EDT", date(2022, 5, 4)),
        ("A Title\n\nBy John Smith | Accra, Ghana | 5 May 2013", date(2013, 5, 5)),
        ("A Title\n\nCountry | Year | May 5, 2013\nGhana | 3 | 4\nTogo | 5 | 6", None),
        ("A Title\n\n– Joint statement of the Kingdom,\n\nMarch 11, 2021", None),
        ("On March 11, 2021 the two signed a pact in the capital.", None),
        (
            "The parties met on the coast on March 11, 2021, and again in the capital two years later, as had been agreed by both sides.",
            None,
        ),
    ],
)
def test_the_day_a_document_bears(head: str, day: date | None) -> None:
    text = head + REST
    assert own_day(text, blocks_of(text), "en") == day


def test_the_day_at_the_end() -> None:
    text = "A Title" + REST * 14 + "\n\nBerlin, 4 June 2021"
    assert own_day(text, blocks_of(text), "en") == date(2021, 6, 4)


def test_dates_of_metadata() -> None:
    assert first_day(["", "soon", "2022-03-16T23:00:00-04:00"]) == date(2022, 3, 16)
    assert first_day(["nothing"]) is None
    assert bears_day("Bogotá, 12 de julio de 2012")
    assert not bears_day("In 2012 and 2019")


@pytest.mark.parametrize(
    "line", ["July 4, 2012", "4 de julio del 2012", "2012-07-04", "04.07.2012", "Wed., July 4th 2012"]
)
def test_a_line_that_bears_a_day(line: str) -> None:
    assert bears_day(line)
