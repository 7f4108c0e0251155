"""Figures: what is counted and what is not, hedges, which time they take, what a reader must heed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cuaderno.documents.draft import Draft
from cuaderno.documents.figures import figures
from cuaderno.documents.finding import find_in

from .scenes import paragraph, read


def _figures(text: str, language: str = "en") -> list[Draft]:
    return figures(paragraph(text, language, date(2023, 6, 27)))


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("2,000 Javelin, 1,000 light weapons, and 6,000 AT-4 systems", "en", ["2000 items", "1000 items", "6000 items"]),
        ("assignment of two U.S. Government and up to six contractor representatives", "en", ["2 persons", "6 persons"]),
        ("Over 20 million rounds of small arms ammunition", "en", ["20000000 items"]), ("14 Challenger 2 tanks", "en", ["14 items"]),
        ("four experts (three of whom are female) and one male staff officer", "en", ["4 persons", "3 persons", "1 persons"]),
        ("grew from 150 men in 2014 to 1,500 in 2021", "en", ["150 persons", "1500 persons"]), ("over two centuries", "en", []), ("for over two centuries", "en", ["200 years"]),
        ("ties between the two countries", "en", []), ("more than 14 countries", "en", ["14 countries"]), ("The attack killed 14 soldiers.", "en", []),
        ("committed to delivering a C-130H military plane", "en", ["1 items"]), ("will not require the assignment of any additional representatives", "en", ["0 persons"]),
        ("más de una docena de helicópteros, de los que cinco aterrizaron", "es", ["12 items", "5 items"]), ("523.000 hectáreas y quedaban 62.000", "es", ["523000 hectares", "62000 hectares"]),
        ("dio 20 millones de dólares y formó a 1.150 oficiales; otros 8,69 millones para radios", "es", ["20000000 USD", "1150 persons", "8690000 USD"]),
        ("dos de los nueve helicópteros", "es", ["2 items", "9 items"]), ("el senador de 54 años", "es", []), ("One in five pilots was trained", "en", ["20 percent"]),
        ("un paquete de «$1.2 billion» y no 1,2 billones de dólares", "es", ["1200000000 USD"]), ("not one dollar should go", "en", []),
    ],
)  # fmt: skip
def test_what_is_a_figure(text: str, language: str, found: list[str]) -> None:
    assert [f"{draft.value:f} {draft.unit}".replace(".0 ", " ") for draft in _figures(text, language)] == found


@pytest.mark.parametrize(
    ("text", "language", "hedge", "strict"),
    [
        ("over $90 million", "en", "at_least", True), ("at least $90 million", "en", "at_least", False), ("nearly $269 million", "en", "nearly", False), ("$5 million or more", "en", "at_least", False),
        ("an estimated cost of $9.0 billion", "en", "approximately", False), ("less than $200,000", "en", "at_most", True), ("as much as $2 billion", "en", "at_most", False),
        ("up to an estimated $5 million", "en", "at_most", False), ("no more than $3 million", "en", "at_most", False), ("spread over $3 million", "en", None, False), ("$3 million", "en", None, False),
        ("superó los 90 millones de dólares", "es", "at_least", True), ("casi 500 millones de dólares", "es", "nearly", False), ("unos 1.280 millones de dólares", "es", "approximately", False),
        ("hasta 600 contratistas", "es", "at_most", False), ("menos de 200.000 dólares", "es", "at_most", True), ("The estimated total cost is $280 million", "en", "approximately", False),
    ],
)  # fmt: skip
def test_hedges(text: str, language: str, hedge: str | None, strict: bool) -> None:
    [draft] = _figures(text, language)
    assert (draft.hedge, draft.strict) == (hedge, strict)


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("It gave $5 million in 2012, and in 2013 $7 million.", [("2012", "2012"), ("2013", "2013")]),
        ("Since 2011, it invested over $850 million, including $605 million in arms.", [("2011", None), ("2011", None)]),
        ("The $7 billion plan alongside close to $70 billion spent over the last decade", [(None, None), ("2013", "2023")]),
        ("delivery of 20,000 vests and more than $1 million worth of equipment, announced in January", [("2023-01", "2023-01")] * 2),
        ("Canada trains 200 soldiers under an agreement renewed in 2017.", [(None, None)]),
        ("The sale of 24 drones for $4 billion was approved in 2020.", [("2020", "2020")] * 2),
        ("In FY 2022 it gave $150 million, 5 percent more than in the year before.", [("FY2022", "FY2022")] * 2),
    ],
)  # fmt: skip
def test_which_time_a_figure_takes(text: str, periods: list[tuple[str | None, str | None]]) -> None:
    assert [(draft.period_start, draft.period_end) for draft in _figures(text)] == periods


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("It gave $850 million, including $605 million in arms.", [[], ["part_of"]]), ("In total, it gave $5 million.", [["total"]]), ("Aid fell by 20 percent.", [["change"]]),
        ("The majority of U.S. assistance was FMF.", [["share"]]), ("It will not deliver the four aircraft that the Navy asked for in 2010.", [["negated", "intent"], []]),
        ("It costs $4.5 billion ($4,500,000,000).", [[], ["restated"]]), ("It gave $5 million if they agree.", [["conditional"]]), ("According to the embassy, it gave $5 million.", [["attributed"]]),
        ("It has given $5 million since 2014.", [["cumulative"]]), ("Turkey is the third largest recipient of aid.", [["rank"]]),
    ],
)  # fmt: skip
def test_what_a_reader_must_heed(text: str, marks: list[list[str]]) -> None:
    assert [draft.marks for draft in _figures(text)] == marks


def test_a_decrease_is_negative() -> None:
    assert [draft.value for draft in _figures("un 12 % menos de ayuda que en 2012; la ayuda cayó un 5 %", "es")] == [
        -12,
        -5,
    ]


def test_the_sentence_before_a_list_governs_its_items() -> None:
    scene = read(
        "Today it announced $800 million. The new $800 million package includes:\n\n- 800 Stinger systems;\n- 25 helmets.\n"
    )
    drafts = figures(scene)
    assert [scene.text[draft.governed[0] : draft.governed[1]] for draft in drafts if draft.governed] == [
        "The new $800 million package includes:"
    ] * 2
    assert "restated" in drafts[1].marks


def test_a_funding_source_has_the_total_above_it() -> None:
    drafts = figures(
        read(
            "TOTAL.................................  $280 million\n\n    Funding Source: Foreign Military Financing (FMF)\n"
        )
    )
    assert [draft.value for draft in drafts] == [Decimal(280_000_000)] * 2


WORDS = ["$5", "million", "millones", "de", "los", "1.600", "8,69", "(730)", "two", "dos", "hundred", "mil", "2012", "FY", "since", "of", "which", "tanks", "oficiales", "60 %", "a third", "-", ",", ".", ";", "C-130H", "12-13", "los que", "\n\n", "- ", "más"]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from(["en", "es"]))
@settings(max_examples=150, deadline=None)
def test_no_jumble_of_words_breaks_a_rule(words: list[str], language: str) -> None:
    text = " ".join(words)
    for draft in _figures(text, language):
        assert 0 <= draft.start <= draft.anchor[0] < draft.anchor[1] <= len(text)
        assert draft.value is not None
        assert draft.value.is_finite()


@pytest.mark.parametrize(
    ("language", "text", "counts"),
    [
        ("es", "En 2019 Estados Unidos donó 12 camiones a Honduras.", [12]),
        ("es", "Desde 2018 soldados colombianos operan 30 radios donados.", [30]),
        ("en", "In 2019 soldiers from Kenya received 40 radios.", [40]),
        ("en", "A force of 2000 soldiers was deployed to Haiti.", [2000]),
        ("es", "Una fuerza de 2000 soldados fue desplegada en Haití.", [2000]),
    ],
)
def test_a_year_before_a_noun_counts_nothing(language: str, text: str, counts: list[int]) -> None:
    assert [int(one.value or 0) for one in find_in(text, language=language) if one.value is not None] == counts
