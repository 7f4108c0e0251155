"""Times: spans, open ends, relative ones counted from the document's day, those told by other times."""

from __future__ import annotations

from datetime import date

import pytest

from cuaderno.documents.amounts.numbers import Words
from cuaderno.documents.finding import find, find_in
from cuaderno.documents.times.times import Time, times
from cuaderno.reading.plain import text_document

from .scenes import paragraph

JULY = date(2012, 7, 12)


def _times(text: str, language: str = "en", day: date | None = None) -> list[Time]:
    scene = paragraph(text, language, day or (JULY if language == "es" else date(2012, 4, 24)))
    return times(scene, Words(scene))[0]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("From FY 2017 to FY 2023,", "FY2017", "FY2023"), ("FY2021–FY2023", "FY2021", "FY2023"), ("since FY 2017", "FY2017", None), ("FY17", "FY2017", "FY2017"),
        ("between fiscal years 2011 and 2021", "FY2011", "FY2021"), ("in FY 2014/2015", "FY2014", "FY2015"), ("from 2010-2016", "2010", "2016"),
        ("over the last decade", "2002", "2012"), ("in just the past week", "2012-04-17", "2012-04-24"), ("last month", "2012-03", "2012-03"),
        ("this week", "2012-04-23", "2012-04-24"), ("in January", "2012-01", "2012-01"), ("on Monday", "2012-04-23", "2012-04-23"), ("until 2014", None, "2014"),
        ("by the end of March 2024", None, "2024-03-31"), ("a few weeks ago", "2012-04", "2012-04"),
        ("March 11, 2021", "2021-03-11", "2021-03-11"), ("in the 1990s", "1990", "1999"), ("4/24/2012", "2012-04-24", "2012-04-24"), ("in December", "2011-12", "2011-12"),
        ("in the last five fiscal years", "FY2007", "FY2011"), ("three weeks ago", "2012-04-03", "2012-04-03"), ("in 2024/25", "2024", "2025"),
    ],
)  # fmt: skip
def test_a_time_in_english(text: str, first: str | None, last: str | None) -> None:
    assert [(time.first, time.last) for time in _times(text)] == [(first, last)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Del año fiscal 2020 al año fiscal 2024", "FY2020", "FY2024"), ("En los años fiscales 2021 a 2023", "FY2021", "FY2023"), ("de enero a junio de 2012", "2012-01", "2012-06"),
        ("el mes pasado", "2012-06", "2012-06"), ("desde 2009", "2009", None), ("a partir de 2009", "2009", None), ("hasta 2015", None, "2015"), ("el 3 de mayo", "2012-05-03", "2012-05-03"),
        ("este año", "2012", "2012"), ("hace tres semanas", "2012-06-21", "2012-06-21"), ("en la última década", "2002", "2012"), ("abril pasado", "2012-04", "2012-04"),
        ("en octubre", "2011-10", "2011-10"), ("visitará en octubre", "2012-10", "2012-10"), ("24/4/2012", "2012-04-24", "2012-04-24"),
    ],
)  # fmt: skip
def test_a_time_in_spanish(text: str, first: str | None, last: str | None) -> None:
    assert [(time.first, time.last) for time in _times(text, "es")] == [(first, last)]


@pytest.mark.parametrize(
    ("text", "language", "first", "last"),
    [
        ("Entre 2001 y 2008, mucho. En esos ocho años, más.", "es", "2001", "2008"), ("De 2005 a 2011; al cierre de ese periodo quedaban", "es", "2011", "2011"),
        ("In FY 2016 so much. The following year more.", "en", "FY2017", "FY2017"), ("In 2014 it began. Since then it goes on.", "en", "2014", None),
        ("From FY 2015 to FY 2017. In April 2024 x. Over the same three years", "en", "FY2015", "FY2017"), ("In FY2022, more than in the year before", "en", "FY2021", "FY2021"),
    ],
)  # fmt: skip
def test_a_time_told_by_another(text: str, language: str, first: str, last: str | None) -> None:
    time = _times(text, language)[-1]
    assert (time.first, time.last) == (first, last)


@pytest.mark.parametrize(
    "text", ["2000 soldiers", "$2012", "2,012", "C-2012", "Resolution 2012", "2012%", "2012.5", "3 may come"]
)
def test_what_is_no_time(text: str) -> None:
    assert _times(text) == []


def test_a_month_without_year_in_an_undated_text_is_no_time() -> None:
    scene = paragraph("in January and last week", day=None)
    assert times(scene, Words(scene))[0] == []


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("more than in 2011", True),
        ("less than in either of the previous two years", True),
        ("in 2011", False),
        ("the 41st since 2011", True),
    ],
)
def test_a_time_that_a_figure_is_held_against(text: str, compared: bool) -> None:
    assert _times(text)[-1].compared is compared


def test_as_of() -> None:
    assert _times("As of June 2024, it has")[0].as_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "En 2019 Estados Unidos entregó 75,2 millones de dólares a Colombia."),
        ("es", "Desde 2019 Estados Unidos ha entregado 75,2 millones de dólares a Colombia."),
        ("en", "In 2019 soldiers of the 4th Brigade received $75.2 million in equipment from the United States."),
    ],
)
def test_a_year_with_its_preposition_is_a_time_whatever_noun_comes_next(language: str, text: str) -> None:
    (found,) = [one for one in find_in(text, language=language) if one.kind == "money"]
    assert found.period_start == "2019"


@pytest.mark.parametrize(
    ("told", "text", "period"),
    [
        ("2019-12", "Colombia recibió hoy 448 millones de dólares de Estados Unidos.", ("2019-12", "2019-12")),
        ("2019-12", "Colombia recibirá el próximo año 448 millones de dólares.", ("2020", "2020")),
        ("2011", "México recibió ayer 20 millones de dólares de Estados Unidos.", ("2011", "2011")),
    ],
)
def test_a_date_without_a_day_makes_no_time_finer_than_itself(told: str, text: str, period: tuple[str, str]) -> None:
    (claim,) = find(text_document(f"SOURCE: Ayuda | {told} | es\n{text}\n"))
    assert (claim.period_start, claim.period_end) == period
