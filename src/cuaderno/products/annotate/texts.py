"""The words of a checked document: the table `locale/annotate.toml`, amounts, periods, places and programmes as a reader says them."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files

from cuaderno.errors import CuadernoError, QuestionError
from cuaderno.products.annotate.safe import one_line
from cuaderno.products.words import LANGUAGES, amount_digits
from cuaderno.statements.claim import Claim
from cuaderno.statements.measures import Stage, all_stages
from cuaderno.statements.measures import unit as unit_of
from cuaderno.statements.money import format_money
from cuaderno.statements.periods import parse_window
from cuaderno.statements.places import Place, all_places
from cuaderno.statements.programmes import Programme, all_programmes
from cuaderno.statements.umbrellas import find_reading
from cuaderno.statements.universes import Universe, all_universes


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("cuaderno.products") / "locale" / "annotate.toml").read_text(encoding="utf-8"))


def word(key: str, lang: str, **parts: object) -> str:
    """A word or sentence, filled in."""
    return _words()[key][lang].format(**parts) if parts else _words()[key][lang]


def known(key: str) -> bool:
    """Whether the table has a word."""
    return key in _words()


@cache
def table(lang: str) -> dict[str, str]:
    """Every word of a language by its key, unfilled."""
    return {key: said[lang] for key, said in _words().items()}


def refuse_unknown_language(lang: str) -> None:
    """Raises QuestionError for a language there are no words of."""
    if lang not in LANGUAGES:
        raise QuestionError(f"{lang!r} is not a language Cuaderno writes: use en or es.")


def number(value: Decimal | int, lang: str) -> str:
    """A plain number as the language writes it."""
    text = f"{Decimal(value):f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return amount_digits(lang, text or "0")


def amount(value: Decimal, unit: str | None, lang: str, item: str | None = None, *, signed: bool = False) -> str:
    """A value with what it is counted in. Dollars in full; a currency by its code; things by the document's words for them."""
    sign = "+" if signed and value > 0 else ""
    if unit and unit.partition("@")[0] == "USD":
        return sign + format_money(value, lang)
    digits = sign + number(value, lang)
    if unit == "items" and item:
        return f"{digits} {one_line(item)}"
    if unit and known(f"unit_{unit}"):
        return word(f"unit_{unit}", lang, number=digits)
    return f"{digits} {_unit(unit, lang)}".strip()


@lru_cache(maxsize=256)
def _unit(unit: str | None, lang: str) -> str:
    if not unit:
        return ""
    try:
        return unit_of(unit).name(lang)
    except CuadernoError:
        return one_line(unit)


def claimed(claim: Claim, lang: str) -> str:
    """The figure of a claim with its hedge, "" where it has none."""
    if claim.value is None:
        return ""
    said = amount(claim.value, claim.unit, lang, claim.item, signed="change" in claim.marks)
    if claim.value_high is not None:
        return word("between", lang, amount=said, other=amount(claim.value_high, claim.unit, lang, claim.item))
    if claim.hedge is None:
        return said
    key = f"hedge_{claim.hedge}"
    strict = f"{key}_strict"
    return word(strict if claim.strict and known(strict) else key, lang, amount=said)


def when(start: str | None, end: str | None, lang: str) -> str:
    """A period of a claim in words: fiscal years 2017–2023, April 2012, from 2001 on; "" where there is none."""
    if not start and not end:
        return ""
    if _is_part(start) or _is_part(end):
        first, last = _day(start, lang), _day(end, lang)
        if first and last:
            return first if start == end else f"{first} – {last}"
        return word("since", lang, day=first) if first else word("until", lang, day=last)
    return window(f"{_code(start)}-{_code(end)}" if start != end else _code(start), lang)


def _is_part(period: str | None) -> bool:
    """Whether it is a month or a day."""
    return (period or "")[4:5] == "-"


def _day(period: str | None, lang: str) -> str:
    if period and len(period) == 7:
        return _month(period, lang)
    return window(_code(period), lang) if period else ""


def _code(period: str | None) -> str:
    if not period:
        return ""
    return f"CY{period}" if len(period) == 4 and period.isdigit() else period


@lru_cache(maxsize=512)
def window(code: str, lang: str) -> str:
    """A window in words, without its days; what is no window as it stands."""
    try:
        said = parse_window(code).echo(lang)
    except (CuadernoError, ValueError):
        return one_line(code)
    return said.partition(" (")[0]


def _month(code: str, lang: str) -> str:
    said = window(f"{code}-01", lang)
    return said.partition(" ")[2].removeprefix("de ") if said[:2] == "1 " else code


def place(code: str, lang: str) -> str:
    """A place by its name, or what is no place's code as it stands."""
    found = _places().get(code)
    return found.name(lang) if found else one_line(code)


@cache
def _places() -> dict[str, Place]:
    return {one.code: one for one in all_places()}


def places(codes: tuple[str, ...], lang: str) -> str:
    """Several places."""
    return ", ".join(place(code, lang) for code in codes)


def stage(code: str, lang: str) -> str:
    """A stage of the ledger by its name, or a word that only documents use."""
    if known(f"stage_{code}"):
        return word(f"stage_{code}", lang)
    found = _stages().get(code)
    return found.name(lang) if found else one_line(code)


@cache
def _stages() -> dict[str, Stage]:
    return {one.code: one for one in all_stages()}


@lru_cache(maxsize=512)
def counted(code: str, lang: str) -> str:
    """What a total counts: a programme or a universe by its name and code, one as a share of another, or a document's words for a set."""
    if known(f"universe_{code}"):
        return word(f"universe_{code}", lang)
    if found := _counted().get(code) or find_reading(code):
        return f"{found.name(lang)} ({code})"
    part, _, whole = code.partition("/")
    return word("share_of", lang, part=counted(part, lang), whole=counted(whole, lang)) if whole else one_line(code)


@cache
def _counted() -> dict[str, Programme | Universe]:
    found: dict[str, Programme | Universe] = {one.code: one for one in all_universes()}
    return found | {one.code: one for one in all_programmes()}


def prices(basis: str, lang: str) -> str:
    """A price basis: current, or constant:2020; nothing where what is counted is no money."""
    if not basis:
        return ""
    kind, _, base = basis.partition(":")
    return word("prices_constant", lang, base=base) if kind == "constant" and base else word("prices_current", lang)
