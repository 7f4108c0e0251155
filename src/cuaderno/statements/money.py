"""How much: amounts read exactly, how precisely a number is written, and money said in two languages.

Everything is a `Decimal`; no float is taken or given. Results are rounded with ROUND_HALF_UP (a half goes
away from zero): it is what a reader with a pencil or a pocket calculator gets, it is the same for gains and
losses, and so the printed figure can be checked by hand. Rounding halves to even protects sums of many
rounded numbers, and no such sum is made here: totals are exact and only the printed result is rounded.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from cuaderno.errors import QuestionError, ReadingError

MOST_DIGITS = 38  # what a DECIMAL column of the ledger holds

# Wide enough that no difference, product or shift below loses a digit.
_WIDE = Context(prec=200, rounding=ROUND_HALF_UP)
_MINUS = "\N{MINUS SIGN}"


@lru_cache(maxsize=16)
def _grammar(thousands_mark: str, decimal_mark: str) -> re.Pattern[str]:
    for mark, least in ((thousands_mark, 0), (decimal_mark, 1)):
        if not least <= len(mark) <= 1 or mark.isalnum() or mark in {"-", "+", "(", ")", "$", _MINUS}:
            raise ReadingError(f"{mark!r} cannot stand between digits. Correct the number marks on the card.")
    if thousands_mark == decimal_mark:
        raise ReadingError(f"{decimal_mark!r} cannot mark both thousands and decimals. Correct the card.")
    point = re.escape(decimal_mark)
    grouped = rf"[1-9][0-9]{{0,2}}(?:{re.escape(thousands_mark)}[0-9]{{3}})+|" if thousands_mark else ""
    number = rf"(?P<whole>{grouped}[0-9]+|(?={point}))(?:{point}(?P<part>[0-9]+))?"
    return re.compile(rf"(?P<open>\()?(?P<sign>[-{_MINUS}])?(?:\$ ?)?(?P<after>[-{_MINUS}])?{number}(?P<close>\))?")


def parse_amount(text: str, thousands_mark: str = ",", decimal_mark: str = ".") -> Decimal:
    """Read one published cell: `1,234`, `$89,894,266.00`, `-400,000`, `(1,234)`; the digits stay as written.

    Marks of thousands stand at every third digit or nowhere; parentheses or a minus sign make a number
    negative. Words for nothing, such as `-` or a blank, are the card's affair. Raises `ReadingError`, quoting
    the cell, for anything that is not one number, exponents, NaN and more than 38 digits included.

    >>> parse_amount("$89,894,266.00"), parse_amount("(1,234)")
    (Decimal('89894266.00'), Decimal('-1234'))
    """
    match = _grammar(thousands_mark, decimal_mark).fullmatch(text.strip())
    if match is None:
        raise ReadingError(f"The cell {_quoted(text)} is not an amount: a number such as 1,234.50 was expected.")
    signs = [sign for sign in ("open", "sign", "after") if match[sign]]
    if len(signs) > 1 or bool(match["open"]) != bool(match["close"]):
        raise ReadingError(f"The cell {_quoted(text)} is not an amount: its signs or parentheses do not pair.")
    whole = match["whole"].replace(thousands_mark, "") if thousands_mark else match["whole"]
    part = match["part"] or ""
    if len(whole) + len(part) > MOST_DIGITS:
        raise ReadingError(f"The cell {_quoted(text)} has more than the {MOST_DIGITS} digits an amount may have.")
    return Decimal(f"{'-' if signs else ''}{whole or '0'}{'.' if part else ''}{part}")


def _quoted(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:59] + "…")


def _finite(value: Decimal | int) -> Decimal:
    exact = Decimal(value)
    if not exact.is_finite() or (exact and exact.adjusted() >= MOST_DIGITS):
        raise ReadingError(f"{exact:.5} is not an amount: a number of at most {MOST_DIGITS} digits was expected.")
    return exact


def _scale(scale: Decimal | int) -> Decimal:
    exact = _finite(scale)
    if exact <= 0:
        raise ReadingError(f"{exact} is not a scale: thousand is 1000, million 1000000.")
    return exact


def half_unit(digits: str, scale: Decimal | int = 1, *, thousands_mark: str = ",", decimal_mark: str = ".") -> Decimal:
    """Half of the last place written, in single units: how far off a number so written may be.

    `digits` are the digits as they stand and `scale` what the word behind them means (million: 1000000).
    Trailing zeros count as written: "70 billion" is 70 billions, give or take half a billion.

    >>> half_unit("278", 1_000_000), half_unit("8.69", 1_000_000), half_unit("172.37")
    (Decimal('500000.0'), Decimal('5000.000'), Decimal('0.005'))
    """
    last_place = int(parse_amount(digits, thousands_mark, decimal_mark).as_tuple().exponent)
    return _WIDE.multiply(Decimal(5).scaleb(last_place - 1), _scale(scale))


def can_be_written_as(
    value: Decimal | int,
    digits: str,
    scale: Decimal | int = 1,
    *,
    thousands_mark: str = ",",
    decimal_mark: str = ".",
) -> bool:
    """Tell whether `value`, in single units, lies within half a unit of the number written.

    The half belongs to it, so 38.5 can be written 38 as well as 39 (|value - written| <= half unit).

    >>> can_be_written_as(Decimal("38.4"), "38"), can_be_written_as(Decimal("38.6"), "38")
    (True, False)
    """
    written = _WIDE.multiply(parse_amount(digits, thousands_mark, decimal_mark), _scale(scale))
    distance = _WIDE.subtract(_finite(value), written).copy_abs()
    return distance <= half_unit(digits, scale, thousands_mark=thousands_mark, decimal_mark=decimal_mark)


_CURRENCY = re.compile(r"[A-Z]{3}")
_BASE = re.compile(r"(?:19|20|21)[0-9]{2}")
_UNIT = re.compile(r"[^\s@]+")
_NO_CURRENCY = frozenset({"TIV"})  # SIPRI, "Sources and methods": not to be compared with prices of any kind


@lru_cache(maxsize=1024)
def price_unit(currency: str, base: int | None = None) -> str:
    """The unit of an amount of money: `USD` in current prices, `USD@2020` in prices of 2020.

    Raises `QuestionError` when the currency is no three-letter code (ISO 4217), or the base is no year.
    """
    if not _CURRENCY.fullmatch(currency) or currency in _NO_CURRENCY:
        raise QuestionError(f"{currency!r} is not a currency with prices: use a three-letter code such as USD or COP.")
    if base is None:
        return currency
    if not _BASE.fullmatch(str(base)):
        raise QuestionError(f"{base} is not the base year of a price: write a year such as 2020.")
    return f"{currency}@{base}"


def split_unit(unit: str) -> tuple[str, int | None]:
    """A unit and the base year of its prices: None for current prices, and for what has no price.

    Raises `QuestionError` for a base year on anything that is not a currency.

    >>> split_unit("USD@2020"), split_unit("persons")
    (('USD', 2020), ('persons', None))
    """
    name, mark, base = unit.partition("@")
    if not _UNIT.fullmatch(name) or (mark and not _BASE.fullmatch(base)):
        raise QuestionError(f"{unit!r} is not a unit: write USD, or USD@2020 for constant prices of 2020.")
    if mark:
        price_unit(name, int(base))
    return name, int(base) if mark else None


def implied_deflator(current: Decimal, constant: Decimal) -> Decimal | None:
    """The price level (base year: 1) that a publisher used: current divided by constant, to 28 digits.

    None when either amount is zero, which implies nothing. Amounts published in whole dollars give a rough
    ratio where they are small. Raises `ReadingError` when the two signs differ: one of the cells is wrong.
    """
    current, constant = _finite(current), _finite(constant)
    if not current or not constant:
        return None
    if current.is_signed() != constant.is_signed():
        raise ReadingError(f"{current} in current and {constant} in constant prices cannot be the same amount.")
    return Context(prec=28, rounding=ROUND_HALF_UP).divide(current, constant)


# Spanish of the Latin American data desks: point for thousands, comma for decimals, and no `billón`, which is
# 10^12 in Spanish and is taken for 10^9 by readers of English; a thousand millions is said so.
_SHORT = {
    "en": ((6, "million", "million"), (9, "billion", "billion"), (12, "trillion", "trillion")),
    "es": ((6, "millón", "millones"),),
}
_SIGN = {"en": "$", "es": "US$ "}
_MARKS = {"en": {}, "es": str.maketrans(",.", ".,")}


def format_money(value: Decimal | int, lang: str = "en", style: str = "full") -> str:
    """Say an amount of U.S. dollars in English (`en`) or Spanish (`es`).

    `full` gives whole dollars, and cents where there are any; `short` gives millions and more with one
    decimal where it is not zero, and smaller amounts in whole dollars. The minus sign is U+2212. Raises
    `QuestionError` for another language or style.

    >>> format_money(Decimal(38_525_000)), format_money(Decimal(38_525_000), "es", "short")
    ('$38,525,000', 'US$ 38,5 millones')
    """
    if lang not in _SHORT or style not in {"full", "short"}:
        raise QuestionError(f"Money is not written in {lang!r}, {style!r}: use en or es, full or short.")
    amount = _finite(value)
    digits = _short(amount.copy_abs(), lang) if style == "short" else _full(amount.copy_abs(), lang)
    minus = _MINUS if amount.is_signed() and any(digit in digits for digit in "123456789") else ""
    return f"{minus}{_SIGN[lang]}{digits}"


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), context=_WIDE)


def _spoken(value: Decimal, lang: str) -> str:
    return f"{value:,f}".translate(_MARKS[lang])


def _full(value: Decimal, lang: str) -> str:
    cents = _rounded(value, 2)
    return _spoken(_rounded(cents, 0) if cents == cents.to_integral_value() else cents, lang)


def _short(value: Decimal, lang: str) -> str:
    whole = _rounded(value, 0)
    if whole < 1_000_000:
        return _spoken(whole, lang)
    scales = _SHORT[lang]
    power, one, many = next((scale for scale in scales if _at(value, scale[0], 1) < 1000), scales[-1])
    scaled = _at(value, power, 1)
    if scaled >= 1000 or scaled == scaled.to_integral_value():
        scaled = _at(value, power, 0)
    return f"{_spoken(scaled, lang)} {one if scaled == 1 else many}"


def _at(value: Decimal, power: int, places: int) -> Decimal:
    return _rounded(value.scaleb(-power, _WIDE), places)
