from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuaderno.errors import CuadernoError, QuestionError, ReadingError
from cuaderno.statements.money import (
    can_be_written_as,
    format_money,
    half_unit,
    implied_deflator,
    parse_amount,
    price_unit,
    split_unit,
)

MINUS = "\N{MINUS SIGN}"
amounts = st.decimals(min_value=-(10**20), max_value=10**20, places=2)
wide_amounts = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**36), max_value=10**36)
cellish = st.text() | st.text("0123456789.,-()$ eENaif\N{MINUS SIGN}", max_size=20)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1,234", "1234"),
        ("$89,894,266.00", "89894266.00"),
        ("-400,000", "-400000"),
        ("(1,234)", "-1234"),
        ("($1,234.50)", "-1234.50"),
        ("-$5", "-5"),
        ("$-5", "-5"),
        (f"{MINUS}5", "-5"),
        (" $1,234 \n", "1234"),
        ("$ 1,234", "1234"),
        ("1234567", "1234567"),
        ("0", "0"),
        (".5", "0.5"),
        ("12345678901234567890123456789012345.678", "12345678901234567890123456789012345.678"),
    ],
)
def test_cells_as_publishers_write_them(cell: str, value: str) -> None:
    read = parse_amount(cell)
    assert read == Decimal(value)
    assert read.as_tuple().exponent == Decimal(value).as_tuple().exponent


@pytest.mark.parametrize(
    "cell",
    ["", " ", "-", "$", "1,23,4", "12,34", "1234,567", ",123", "1,234,", "0,123", "1.2.3", "1,234.5,6", "5.",
     "12a", "NaN", "Infinity", "1e5", "1E5", "(5", "5)", "(-5)", "--5", "-$-5", "5-", "+5", "$$5", "€5", "5%",
     "1 234", "1_000", "١٢٣", "1.234,50", "9" * 39],
)  # fmt: skip
def test_what_is_no_amount_is_refused_and_quoted(cell: str) -> None:
    with pytest.raises(ReadingError) as caught:
        parse_amount(cell)
    assert repr(cell) in caught.value.message


def test_a_long_cell_is_quoted_in_part() -> None:
    with pytest.raises(ReadingError) as caught:
        parse_amount("text " * 1000)
    assert len(caught.value.message) < 200


def test_number_marks_of_another_language() -> None:
    assert parse_amount("1.234.567,89", ".", ",") == Decimal("1234567.89")
    assert parse_amount("1 234,5", " ", ",") == Decimal("1234.5")
    assert parse_amount("1234.5", "") == Decimal("1234.5")
    with pytest.raises(ReadingError):
        parse_amount("1,234", "")
    for marks in ((".", "."), ("ab", "."), (",", ""), ("1", "."), ("-", ".")):
        with pytest.raises(ReadingError, match="card"):
            parse_amount("1", *marks)


@given(cellish)
def test_a_crooked_cell_is_refused_or_is_one_exact_number(cell: str) -> None:
    try:
        value = parse_amount(cell)
    except ReadingError:
        return
    assert value.is_finite()
    negative = cell.strip().startswith("(") or "-" in cell or MINUS in cell
    digits = "".join(sign for sign in cell if sign in "0123456789.")
    assert value == Decimal(f"-{digits}" if negative else digits)


@given(amounts)
def test_what_is_written_in_full_reads_back(value: Decimal) -> None:
    assert parse_amount(format_money(value)) == value
    spanish = format_money(value, "es").replace("US$ ", "")
    assert parse_amount(spanish, ".", ",") == value


@given(amounts, st.sampled_from(["{:,}", "${:,}", "{}", "{:,.2f}"]))
def test_grouped_and_plain_digits_are_the_same_amount(value: Decimal, pattern: str) -> None:
    assert parse_amount(pattern.format(value)) == value


@pytest.mark.parametrize(
    ("digits", "scale", "half"),
    [
        ("278", 10**6, "500000"),
        ("8.69", 10**6, "5000"),
        ("172.37", 1, "0.005"),
        ("172.37", 10**6, "5000"),
        ("70", 10**9, "500000000"),
        ("7", 10**9, "500000000"),
        ("8.60", 10**6, "5000"),
        ("1,200", 10**6, "500000"),
        ("38,525,000", 1, "0.5"),
        ("1.5", Decimal("1000"), "50"),
    ],
)
def test_the_half_of_the_last_place_written(digits: str, scale: int | Decimal, half: str) -> None:
    assert half_unit(digits, scale) == Decimal(half)


def test_spanish_digits_have_the_same_precision() -> None:
    assert half_unit("38,5", 10**6, thousands_mark=".", decimal_mark=",") == 50_000
    assert can_be_written_as(38_525_000, "38,5", 10**6, thousands_mark=".", decimal_mark=",")


@pytest.mark.parametrize(
    ("value", "digits", "fits"),
    [("38.4", "38", True), ("38.5", "38", True), ("38.5", "39", True), ("38.51", "38", False),
     ("37.5", "38", True), ("37.49", "38", False), ("-38.4", "-38", True), ("38.4", "38.0", False)],
)  # fmt: skip
def test_what_a_value_can_be_written_as(value: str, digits: str, fits: bool) -> None:
    assert can_be_written_as(Decimal(value), digits) is fits


@given(st.integers(-(10**9), 10**9), st.integers(0, 4), st.sampled_from([1, 10**3, 10**6, 10**9]))
def test_exactly_the_values_within_half_a_unit_can_be_so_written(unscaled: int, places: int, scale: int) -> None:
    digits = f"{Decimal(unscaled).scaleb(-places):f}"
    written, half = Decimal(digits) * scale, half_unit(digits, scale)
    assert half * 2 == Decimal(1).scaleb(-places) * scale
    for value in (written, written - half, written + half):
        assert can_be_written_as(value, digits, scale)
    beyond = half + Decimal("1e-8")  # the sum below keeps 28 digits
    assert not can_be_written_as(written.copy_abs() + beyond, digits.lstrip("-"), scale)


@pytest.mark.parametrize("scale", [0, -1, Decimal("NaN"), Decimal("Infinity"), 10**40])
def test_a_scale_is_a_positive_number(scale: int | Decimal) -> None:
    with pytest.raises(ReadingError):
        half_unit("5", scale)


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("sNaN"), Decimal("-Infinity"), Decimal(10) ** 38])
def test_what_is_no_amount_is_neither_compared_nor_said(value: Decimal) -> None:
    with pytest.raises(ReadingError, match="not an amount"):
        can_be_written_as(value, "5")
    with pytest.raises(ReadingError, match="not an amount"):
        format_money(value)


@given(st.from_regex(r"[A-Z]{3}", fullmatch=True), st.none() | st.integers(1900, 2199))
def test_a_price_unit_splits_into_what_it_was_made_of(currency: str, base: int | None) -> None:
    if currency == "TIV":
        return
    assert split_unit(price_unit(currency, base)) == (currency, base)


def test_units_of_prices() -> None:
    assert price_unit("USD") == "USD"
    assert price_unit("USD", 2020) == "USD@2020"
    assert split_unit("TIV") == ("TIV", None)
    assert split_unit("m²") == ("m²", None)


@pytest.mark.parametrize("unit", ["", "USD@", "USD@20", "USD@2020@2021", "@2020", "TIV@2020", "persons@2020", "US D"])
def test_what_is_no_unit_is_refused(unit: str) -> None:
    with pytest.raises(QuestionError):
        split_unit(unit)


@pytest.mark.parametrize(("currency", "base"), [("usd", None), ("TIV", None), ("$", 2020), ("USD", 20), ("USD", -2020)])
def test_what_has_no_prices_is_refused(currency: str, base: int | None) -> None:
    with pytest.raises(QuestionError):
        price_unit(currency, base)


@given(st.text() | st.text("USD@0123456789", max_size=10))
def test_a_crooked_unit_is_refused_in_words_or_kept(unit: str) -> None:
    try:
        name, base = split_unit(unit)
    except CuadernoError:
        return
    assert unit == (f"{name}@{base}" if base else name)


@pytest.mark.parametrize(
    ("value", "english", "spanish"),
    [
        ("38525000", "$38,525,000", "US$ 38.525.000"),
        ("0", "$0", "US$ 0"),
        ("-400000", f"{MINUS}$400,000", f"{MINUS}US$ 400.000"),
        ("1234.5", "$1,234.50", "US$ 1.234,50"),
        ("1234.00", "$1,234", "US$ 1.234"),
        ("0.005", "$0.01", "US$ 0,01"),
        ("-0.004", "$0", "US$ 0"),
        ("0.995", "$1", "US$ 1"),
        ("4.2E+7", "$42,000,000", "US$ 42.000.000"),
    ],
)
def test_money_in_full(value: str, english: str, spanish: str) -> None:
    assert format_money(Decimal(value), "en") == english
    assert format_money(Decimal(value), "es") == spanish


@pytest.mark.parametrize(
    ("value", "english", "spanish"),
    [
        ("38525000", "$38.5 million", "US$ 38,5 millones"),
        ("278000000", "$278 million", "US$ 278 millones"),
        ("1200000000", "$1.2 billion", "US$ 1.200 millones"),
        ("1234567890", "$1.2 billion", "US$ 1.235 millones"),
        ("66500000000", "$66.5 billion", "US$ 66.500 millones"),
        ("1500000000000", "$1.5 trillion", "US$ 1.500.000 millones"),
        ("2500000000000000", "$2,500 trillion", "US$ 2.500.000.000 millones"),
        ("1000000", "$1 million", "US$ 1 millón"),
        ("1049999", "$1 million", "US$ 1 millón"),
        ("1050000", "$1.1 million", "US$ 1,1 millones"),
        ("999999.50", "$1 million", "US$ 1 millón"),
        ("999999.49", "$999,999", "US$ 999.999"),
        ("999950000", "$1 billion", "US$ 1.000 millones"),
        ("999949999", "$999.9 million", "US$ 999,9 millones"),
        ("-38525000", f"{MINUS}$38.5 million", f"{MINUS}US$ 38,5 millones"),
        ("850000", "$850,000", "US$ 850.000"),
    ],
)
def test_money_in_short(value: str, english: str, spanish: str) -> None:
    assert format_money(Decimal(value), "en", "short") == english
    assert format_money(Decimal(value), "es", "short") == spanish


SCALES = {"million": 10**6, "billion": 10**9, "trillion": 10**12, "millón": 10**6, "millones": 10**6}


@given(wide_amounts, st.sampled_from(["en", "es"]))
def test_what_is_said_in_short_is_a_way_to_write_it(value: Decimal, lang: str) -> None:
    said = format_money(value, lang, "short").replace("US$ ", "").replace("$", "")
    digits, _, word = said.partition(" ")
    marks = (",", ".") if lang == "en" else (".", ",")
    assert can_be_written_as(value, digits, SCALES.get(word, 1), thousands_mark=marks[0], decimal_mark=marks[1])


@given(wide_amounts, st.sampled_from(["en", "es"]), st.sampled_from(["full", "short"]))
def test_a_loss_is_said_as_the_gain_with_a_minus(value: Decimal, lang: str, style: str) -> None:
    gain = format_money(value.copy_abs(), lang, style)
    loss = format_money(value.copy_abs().copy_negate(), lang, style)
    assert loss == (f"{MINUS}{gain}" if any(digit in gain for digit in "123456789") else gain)


@pytest.mark.parametrize(("lang", "style"), [("fr", "full"), ("en", "long"), ("", "")])
def test_no_other_language_or_style_is_pretended(lang: str, style: str) -> None:
    with pytest.raises(QuestionError, match="use en or es, full or short"):
        format_money(1, lang, style)


def test_the_deflator_a_publisher_used() -> None:
    deflator = implied_deflator(Decimal(49_204_000), Decimal(181_497_602))
    assert deflator is not None
    assert round(deflator, 4) == Decimal("0.2711")
    assert implied_deflator(Decimal(-5), Decimal(-10)) == Decimal("0.5")
    assert implied_deflator(Decimal(0), Decimal(0)) is None
    assert implied_deflator(Decimal(3), Decimal(0)) is None
    with pytest.raises(ReadingError, match="cannot be the same amount"):
        implied_deflator(Decimal(5), Decimal(-10))


@given(st.integers(1, 10**12), st.integers(1, 10**12))
def test_constant_prices_times_the_deflator_are_current_prices(current: int, constant: int) -> None:
    deflator = implied_deflator(Decimal(current), Decimal(constant))
    assert deflator is not None
    assert abs(deflator * constant - current) <= Decimal("1e-9")
