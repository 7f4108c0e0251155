"""Numbers: their value, half of their last place, unit and range; what is only a name stays silent."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuaderno.documents.amounts.digits import comma_custom, read_digits
from cuaderno.documents.amounts.numbers import Words
from cuaderno.documents.amounts.ranges import numbers

from .scenes import paragraph


def _read(text: str, language: str) -> list[tuple[Decimal, str]]:
    scene = paragraph(text, language)
    return [(number.value, number.unit) for number in numbers(scene, Words(scene), set())]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("$278 million", "278e6", "USD"), ("US$ 1.2bn", "1.2e9", "USD"), ("USD 40m", "40e6", "USD"), ("$280,000", "280000", "USD"),
        ("8.69 million dollars", "8.69e6", "USD"), ("seven hundred thirty (730) missiles", "730", ""), ("$ 0", "0", "USD"),
        ("two thousand five hundred troops", "2500", ""), ("one hundred and five", "105", ""), ("a million dollars", "1e6", "USD"),
        ("twenty-four", "24", ""), ("two dozen tanks", "24", ""), ("15 percent", "15", "percent"), ("€40 million", "40e6", "EUR"),
        ("two hundred eighteen (218) tanks", "218", ""), ("half a million rounds", "500000", ""), ("$500-million", "500e6", "USD"),
    ],
)  # fmt: skip
def test_a_number_in_english(text: str, value: str, unit: str) -> None:
    assert _read(text, "en") == [(Decimal(value), unit)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("8,69 millones", "8.69e6", ""), ("mil 600 millones de dólares", "1600e6", "USD"), ("1,4 mil millones de dólares", "1.4e9", "USD"),
        ("65 mdd", "65e6", "USD"), ("65mdd", "65e6", "USD"), ("«$1.2 billion»", "1.2e9", "USD"), ("una docena de helicópteros", "12", ""),
        ("2,3 billones de pesos", "2.3e12", "PESO"), ("523.000 hectáreas", "523000", ""), ("treinta y dos militares", "32", ""),
        ("1 600 millones de euros", "1600e6", "EUR"), ("ciento veinte soldados", "120", ""), ("un millón de dólares", "1e6", "USD"),
        ("1,450 mdd", "1450e6", "USD"), ("el 60 % de", "60", "percent"), ("2 mil 881 millones", "2881e6", ""), ("medio millón", "500000", ""),
    ],
)  # fmt: skip
def test_a_number_in_spanish(text: str, value: str, unit: str) -> None:
    assert _read(text, "es") == [(Decimal(value), unit)]


@pytest.mark.parametrize(
    "text",
    [
        "506(a)(1)", "Section 36(b)(1)", "Public Law 104-164", "PAC-3", "C-130H", "F-16 Block 70", "82nd Airborne", "8:45 am", "Resolution 2366",
        "155mm guns", "a 10-year deal", "120 mm mortars", "M1A2", "10/11/12", "version 1.2.3", "No. 26", "millions of dollars", "dozens",
    ],
)  # fmt: skip
def test_what_is_no_number(text: str) -> None:
    assert [value for value, unit in _read(text, "en") if value != 1] == []


@pytest.mark.parametrize(
    ("text", "language", "low", "high"),
    [
        ("between $1 and $2 million", "en", "1e6", "2e6"), ("$5–7 million", "en", "5e6", "7e6"), ("10,000 to 12,000 troops", "en", "10000", "12000"),
        ("de 5 a 7 millones de dólares", "es", "5e6", "7e6"), ("entre 150 y 200 marines", "es", "150", "200"), ("$1.5-$2 billion", "en", "1.5e9", "2e9"),
    ],
)  # fmt: skip
def test_a_range(text: str, language: str, low: str, high: str) -> None:
    scene = paragraph(text, language)
    [number] = numbers(scene, Words(scene), set())
    assert (number.value, number.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    "text", ["rose from 120 to 310", "fell from $5 million to $4 million", "200 shotguns and 300 guns"]
)
def test_a_movement_and_a_list_are_no_range(text: str) -> None:
    scene = paragraph(text)
    assert [number.high for number in numbers(scene, Words(scene), set())] == [None, None]


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("278 million", "500000"),
        ("8.69 million", "5000"),
        ("$172.37 million", "5000"),
        ("$7 billion", "500000000"),
        ("275", "0.5"),
        ("two million", "500000"),
    ],
)
def test_half_of_the_last_place(text: str, half: str) -> None:
    scene = paragraph(text)
    assert [number.half for number in numbers(scene, Words(scene), set())] == [Decimal(half)]


def test_a_part_borrows_the_scale_of_its_whole() -> None:
    scene = paragraph("700 de los 1.600 millones de dólares (1,6 mil millones)", "es")
    part, whole, again = numbers(scene, Words(scene), set())
    assert (part.value, part.unit, part.whole) == (Decimal("700e6"), "USD", whole)
    assert again.restates is whole


@pytest.mark.parametrize(
    ("tokens", "custom"),
    [(["8,69"], 1), (["1.600", "523.000"], 2), (["172.37"], -1), (["1,234,567"], -1), (["1,450"], 0), ([], 0)],
)
def test_the_custom_of_the_comma(tokens: list[str], custom: int) -> None:
    assert comma_custom(tokens, by_point=True) == custom


@given(st.decimals(min_value=0, max_value=10**12, places=2), st.booleans())
def test_digits_are_read_as_they_were_written(value: Decimal, comma: bool) -> None:
    said = f"{value:,.2f}"
    written = said.translate(str.maketrans(",.", ".,")) if comma else said
    assert read_digits(written, comma, False) == (value, 2)


@given(st.text(alphabet="0123456789.,", min_size=1))
def test_any_run_of_digits_and_marks_is_a_number_or_none(token: str) -> None:
    token = token.strip(".,")
    read = (
        read_digits(token, True, False)
        if token and ".." not in token and ",," not in token and ".," not in token and ",." not in token
        else None
    )
    assert read is None or read[0] >= 0
