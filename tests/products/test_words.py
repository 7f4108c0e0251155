"""The catalogues are whole, and numbers, years and dates are written as each language writes them."""

from __future__ import annotations

import re
from decimal import Decimal
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cuaderno.products
from cuaderno.ledger.gaps import BLANKS
from cuaderno.products import words
from cuaderno.products.page import Span
from cuaderno.products.phrases import PHRASES
from cuaderno.products.shapes import HEADLINES, REASONS
from cuaderno.statements.measures import all_stages
from cuaderno.statements.money import format_money


def places(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w+\}", text))


def test_spanish_has_every_phrase_with_the_same_places_and_nothing_stale() -> None:
    from babel.messages.pofile import read_po

    file = resources.files("cuaderno.products").joinpath("locale", "es", "LC_MESSAGES", "cuaderno.po")
    with file.open("rb") as opened:
        catalogue = {message.context: message for message in read_po(opened, locale="es") if message.id}
    assert set(catalogue) == set(PHRASES)
    for key, phrase in PHRASES.items():
        assert catalogue[key].id == phrase, f"{key}: the English was changed and the Spanish was not looked at again"
        assert catalogue[key].string, key
        assert places(str(catalogue[key].string)) == places(phrase), key


def test_no_phrase_holds_a_number() -> None:
    for lang in words.LANGUAGES:
        assert [key for key in PHRASES if re.search(r"\d", words.word(lang, key).replace("SHA-256", ""))] == []


def test_every_headline_reason_and_blank_has_its_words() -> None:
    wanted = {f"deck_{kind}{end}" for kind in HEADLINES for end in ("", "_alone")}
    wanted |= {f"reason_{reason}" for reason in REASONS} | {f"blank_{reason}" for reason in BLANKS}
    assert wanted <= set(PHRASES)


def test_every_phrase_is_used() -> None:
    folder = Path(cuaderno.products.__file__).parent
    code = "".join(
        one.read_text(encoding="utf-8")
        for one in folder.rglob("*")
        if one.suffix in {".py", ".html", ".md", ".typ"} and not one.name.endswith("phrases.py")
    )
    built = (
        "deck_",
        "reason_",
        "blank_",
        "kind_",
        "within_",
        "the_",
        "fiscal_",
        "calendar_",
        "computed_",
        "grain_",
        "axis_",
        "across_",
        "long_",
        "panel_",
        "matter_",
        "lead_",
        "remark_",
        "caption_",
        "chart_",
        "map_",
        "head_",
        "flag_",
    )
    assert [
        key for key in PHRASES if not key.startswith(built) and not re.search(rf"""\bw\.{key}\b|["']{key}["']""", code)
    ] == []


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=2), st.sampled_from(words.LANGUAGES))
def test_a_bare_amount_reads_as_money_does_without_its_sign(value: Decimal, lang: str) -> None:
    whole = format_money(value, lang).replace("US$ ", "").replace("$", "")
    assert words.amount(lang, value, "USD") == whole


@pytest.mark.parametrize(
    ("lang", "code", "style", "said"),
    [
        ("en", "FY2019", "table", "2019"),
        ("es", "FY1976TQ", "table", "Trimestre\u00a0de\u00a0transición"),
        ("en", "FY2008-FY2015", "span", "2008–2015"),
        ("en", "FY2019", "prose", "fiscal year 2019"),
        ("es", "FY1946-FY2020", "prose", "años fiscales 1946–2020"),
        ("es", "CY2020", "prose", "año calendario 2020"),
    ],
)
def test_a_period_is_said(lang: str, code: str, style: str, said: str) -> None:
    assert words.period(lang, code, style) == Span("time", said, value=code)


def test_a_sentence_begins_with_a_capital_even_where_its_first_words_are_filled_in() -> None:
    parts = words.sentence("es", "universes_sentence", within=words.within("es", "FY2019"))
    assert words.plain(parts).startswith("¿Cuánto se obligó en el año fiscal 2019?")
    lead = words.sentence("en", "deck_peak_year_alone", within=(), figure=Span("figure", "$1"), unit="current dollars")
    assert words.plain(lead)[0].isupper()


def test_digits_of_the_vocabulary_are_quoted_and_its_years_are_times() -> None:
    spans = words.vocabulary("Mostly in 2006 (10 USC 333), see D1.")
    assert [(one.kind, one.text) for one in spans if one.kind != "text"] == [
        ("time", "2006"), ("cite", "10"), ("cite", "333"), ("cite", "D1"),
    ]  # fmt: skip
    assert words.plain(spans) == "Mostly in 2006 (10 USC 333), see D1."


@given(st.text())
def test_no_letter_of_the_vocabulary_is_lost(text: str) -> None:
    assert words.plain(words.vocabulary(text)) == text


def test_every_stage_that_a_brief_can_show_has_a_colour_or_is_grey() -> None:
    from cuaderno.products.drawing import INK
    from cuaderno.products.groups import STAGES

    assert set(STAGES) <= set(INK)
    assert set(STAGES) <= {one.code for one in all_stages()}
