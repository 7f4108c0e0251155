"""A check in every form: the same figures and claims in each, the contract of the JSON, and texts that try to be markup."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from markdown_it import MarkdownIt

from cuaderno.checking.checked import OUTCOMES, VERDICTS
from cuaderno.errors import QuestionError
from cuaderno.products.annotate import compose as composing
from cuaderno.products.annotate.data import plain_number
from cuaderno.products.annotate.linked import RATINGS
from cuaderno.products.annotate.proof import letter
from cuaderno.products.annotate.render import FORMS, render
from cuaderno.products.annotate.safe import visible
from cuaderno.products.annotate.texts import amount, claimed, counted, prices, stage, when
from cuaderno.products.annotate.view import OUTCOME_SIGNS, SIGNS
from cuaderno.reading.document import HEADING, ITEM
from cuaderno.statements.claim import HEDGES, KINDS, MARKS, Claim

from ..reading import read_page
from .made import HOSTILE, Builder, empty_check, proof, sample_check

LANGUAGES = ("en", "es")
CHECK = sample_check()


def shown(form: str, lang: str = "en", **more: Any) -> str:
    return render(CHECK, proof(), lang, form, **more).decode()


def data(lang: str = "en") -> Any:
    return json.loads(shown("json", lang))


class Figures(HTMLParser):
    """The figures of a page that stand in published cells: text, exact value and citations."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[tuple[str, Decimal, tuple[str, ...]]] = set()
        self.at: dict[str, str] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = {name: value or "" for name, value in attrs}
        self.at = had if tag == "data" and "input" in had["class"].split() else None

    def handle_data(self, text: str) -> None:
        if self.at:
            self.found.add((printed(text), Decimal(self.at["value"]), tuple(self.at["data-cites"].split())))
            self.at = None


def printed(text: str) -> str:
    return "".join(text.split())


def figures_of_markdown(text: str) -> set[tuple[str, tuple[str, ...]]]:
    """The figures of the tables that cite cells, as they are printed, with their citations."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    cells = [token for at, token in enumerate(tokens) if token.type == "inline" and tokens[at - 1].type == "td_open"]
    found = set()
    for before, cell in pairwise(cells):
        cites = tuple(
            part.content for part in cell.children or () if part.type == "code_inline" and "@" in part.content
        )
        if cites:
            found.add((printed(before.content.partition(" (")[0]), cites))
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_html_markdown_and_json_show_the_same_cited_figures(lang: str) -> None:
    stated = {
        (Decimal(str(one["value"])), tuple(one["cites"]), definition["unit"])
        for claim in data(lang)["claims"]
        for definition in claim["verdict"]["definitions"]
        for one in definition["inputs"]
        if one["value"] is not None
    }
    assert len(stated) >= 8
    page = Figures(shown("html", lang)).found
    assert {(value, cites) for _, value, cites in page} == {(value, cites) for value, cites, _ in stated}
    words = {(printed(amount(value, unit, lang)), cites) for value, cites, unit in stated}
    assert {(text, cites) for text, _, cites in page} == words
    assert figures_of_markdown(shown("md", lang)) == words


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_check_gives_the_same_bytes(form: str, lang: str) -> None:
    assert render(sample_check(), proof(), lang, form) == render(CHECK, proof(), lang, form)


def test_the_contract_of_the_json() -> None:
    said = data()
    assert said["format"] == 1
    assert [one["id"] for one in said["claims"]] == [one.claim.id for one in CHECK.claims]
    assert said["summary"]["verdicts"] == CHECK.counts
    assert sum(said["summary"]["verdicts"].values()) == said["summary"]["claims"] == len(CHECK.claims)
    assert said["summary"]["findings"] == {"hold": 1, "fail": 1}
    for one in said["claims"]:
        assert one["quote"] == CHECK.document.text[one["start"] : one["end"]]
        assert one["verdict"]["verdict"] in VERDICTS
        assert {definition["outcome"] for definition in one["verdict"]["definitions"]} <= set(OUTCOMES)
    second = said["claims"][1]
    keys = [
        "id",
        "quote",
        "start",
        "end",
        "kind",
        "programme",
        "stage",
        "provider",
        "recipient",
        "value",
        "value_high",
        "unit",
    ]
    assert [key for key in second if key in keys] == keys
    assert {key: second[key] for key in ("value", "unit", "programme", "provider", "recipient", "hedge", "strict", "marks")} == {
        "value": 216_000_000, "unit": "USD", "programme": "FMF", "provider": "USA", "recipient": "COL", "hedge": "approximately",
        "strict": False, "marks": ["cumulative"],
    }  # fmt: skip
    assert second["period"] == {"start": "FY2017", "end": "FY2020"}
    assert isinstance(second["value"], int)
    (tried,) = second["verdict"]["definitions"]
    assert tried["covered"] == "4 of 4 years"
    assert tried["by_year"] == {
        "FY2017": 38_525_000,
        "FY2018": 64_000_000,
        "FY2019": 75_000_000,
        "FY2020": 38_626_787.5,
    }
    assert (tried["computed"], tried["difference"]) == (216_151_787.5, 151_787.5)
    assert all(cite in said["cells"] for cite in tried["cites"])
    assert said["claims"][5]["recipient"] == "COL; NATO"
    assert said["claims"][5]["value"] is None
    assert said["claims"][8]["period"] == {"start": "FY2030", "end": None}


def test_the_same_numbers_in_both_languages() -> None:
    english, spanish = data("en"), data("es")
    for one, other in zip(english["claims"], spanish["claims"], strict=True):
        assert {key: one[key] for key in one if key != "verdict"} == {
            key: other[key] for key in other if key != "verdict"
        }
        assert [two["by_year"] for two in one["verdict"]["definitions"]] == [
            two["by_year"] for two in other["verdict"]["definitions"]
        ]


@pytest.mark.parametrize("value", ["278000000", "278000000.00", "0.125", "1e9", "-5", "12345678901234567890123"])
def test_a_number_of_the_json_is_the_amount(value: str) -> None:
    found = plain_number(Decimal(value))
    assert Decimal(str(found)) == Decimal(value)
    assert isinstance(found, int) == (Decimal(value) == Decimal(value).to_integral_value())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_verdict_and_outcome_has_a_sign_and_no_two_the_same(lang: str) -> None:
    assert set(SIGNS) == set(VERDICTS)
    assert len(set(SIGNS.values())) == len(VERDICTS)
    assert set(OUTCOME_SIGNS) == set(OUTCOMES)
    page = shown("html", lang)
    for number, one in enumerate(CHECK.claims, 1):
        sign = SIGNS[one.verdict.verdict]
        assert f"<b>{sign}</b>{number}</a>" in page
    text = shown("text", lang)
    for one in CHECK.claims:
        assert re.search(rf"^ +\d+ +{re.escape(SIGNS[one.verdict.verdict])}  ", text, re.MULTILINE)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_one_file_with_a_strict_policy(lang: str) -> None:
    page = render(CHECK, proof(), lang, "html")
    read = read_page(page)
    assert read.lang == lang
    assert read.hosts == []
    assert len(read.ids) == len(set(read.ids))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page.decode())
    assert policy is not None
    assert policy[1].startswith("default-src 'none'")
    assert "unsafe" not in policy[1]
    assert "style=" not in page.decode().partition("</style>")[2]
    targets = set(re.findall(r'href="#([^"]+)"', page.decode()))
    assert targets <= set(read.ids)
    assert {f"t-{one.claim.id}" for one in CHECK.claims} <= set(read.ids)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", ["html", "md", "text"])
def test_a_text_that_tries_to_be_markup_stays_a_text(form: str, lang: str) -> None:
    said = render(sample_check(HOSTILE), proof(), lang, form).decode()
    assert not set(said) & set("\x00\x1b\u202e\u2066")
    assert "‹U+202E›" in said
    if form == "html":
        assert len(re.findall(r"<script", said)) == 1
        assert "<img" not in said
    if form == "md":
        tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(said)
        inner = [child for token in tokens for child in token.children or ()]
        raw = {child.content for child in inner if child.type == "html_inline"}
        assert all(re.fullmatch(r'<a id="[\w-]+">|</a>', one) for one in raw)
        assert not [token for token in tokens if token.type == "html_block"]
        assert all(
            str(child.attrGet("href")).startswith(("#", "https://example.org/"))
            for child in inner
            if child.type == "link_open"
        )


def test_the_json_of_a_hostile_text_gives_it_back_as_it_is() -> None:
    found = json.loads(render(sample_check(HOSTILE), proof(), "en", "json"))
    assert found["claims"][-1]["quote"] == HOSTILE


def test_half_a_pair_can_be_written_in_every_form() -> None:
    for form in FORMS:
        assert render(sample_check("half \ud83d pair"), proof(), "en", form)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_document_without_a_claim(form: str, lang: str) -> None:
    said = render(empty_check(), proof(), lang, form).decode()
    if form in ("html", "md", "text"):
        assert {"en": "Nothing found to check", "es": "Nada que cotejar"}[lang] in said
    else:
        assert json.loads(said).get("claims", []) == []


def test_a_page_of_very_many_claims_shows_the_first_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(composing, "MOST_CLAIMS", 3)
    page = shown("html")
    assert len(re.findall(r'<article class="claim', page)) == 3
    assert "The first 3 of 9 claims" in page
    assert len(data()["claims"]) == 9
    assert len(re.findall(r"^### ", shown("md"), re.MULTILINE)) == 9


def test_an_unknown_form_and_language_are_refused_with_what_there_is() -> None:
    with pytest.raises(QuestionError, match="html, md, text, json, annotations"):
        render(CHECK, proof(), "en", "pdf")
    for form in FORMS:
        with pytest.raises(QuestionError, match="en or es"):
            render(CHECK, proof(), "fr", form)
    with pytest.raises(QuestionError, match="en or es"):
        render(CHECK, proof(), "fr", author="A")


def test_explain_tells_the_rules_and_every_definition() -> None:
    for form in ("text", "md"):
        assert "slot.programme" not in shown(form)
        assert "slot.programme" in shown(form, explain=True)
    assert "slot.programme" in shown("html")
    assert data()["claims"][0]["rules"] == ["amount.currency", "slot.programme"]


class TestAnnotations:
    """The Web Annotation Data Model."""

    def test_both_selectors_find_the_words_again(self) -> None:
        said = json.loads(shown("annotations"))
        assert said["@context"] == "http://www.w3.org/ns/anno.jsonld"
        assert (said["type"], said["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
        items = said["first"]["items"]
        assert said["total"] == len(items) == len(CHECK.claims)
        assert len({one["id"] for one in items}) == len(items)
        text = CHECK.document.text
        for one, checked in zip(items, CHECK.claims, strict=True):
            quote, position, fragment = one["target"]["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"] == checked.claim.quote
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
            assert (fragment["type"], fragment["value"]) == (
                "FragmentSelector",
                f"char={checked.claim.start},{checked.claim.end}",
            )
            assert one["motivation"] == "assessing"
            assert [body["value"] for body in one["body"] if body["purpose"] == "classifying"] == [
                checked.verdict.verdict
            ]

    def test_a_document_without_an_address_is_named_by_its_hash(self) -> None:
        said = json.loads(shown("annotations"))
        assert re.fullmatch(r"ni:///sha-256;[\w-]{43}", said["first"]["items"][0]["target"]["source"]["id"])


class TestDrafts:
    """ClaimReview, to be signed by a person."""

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_it_says_everywhere_that_it_is_a_draft(self, lang: str) -> None:
        said = json.loads(shown("json", lang, author=" Ana  Pérez "))
        assert said["creativeWorkStatus"] == "Draft"
        assert "Ana Pérez" in said["name"]
        assert {"en": "DRAFT", "es": "BORRADOR"}[lang] in said["name"]
        reviews = said["dataFeedElement"]
        decidable = [one for one in CHECK.claims if one.verdict.verdict in RATINGS]
        assert len(reviews) == len(decidable) == 6
        for one, checked in zip(reviews, decidable, strict=True):
            assert one["@type"] == "ClaimReview"
            assert one["creativeWorkStatus"] == "Draft"
            assert one["author"] == {"@type": "Person", "name": "Ana Pérez"}
            assert {"en": "draft", "es": "borrador"}[lang] in one["disambiguatingDescription"]
            assert one["reviewRating"]["ratingValue"] == RATINGS[checked.verdict.verdict]
            assert "datePublished" not in one
            assert "url" not in one

    def test_without_an_author_there_is_none(self) -> None:
        for nobody in ("", "  ", "\u200b"):
            with pytest.raises(QuestionError, match="--author"):
                render(CHECK, proof(), author=nobody)

    def test_what_cannot_be_decided_is_left_out(self) -> None:
        assert set(RATINGS) == set(VERDICTS) - {"no_data", "not_comparable"}


def test_every_code_a_claim_may_have_is_said_in_words() -> None:
    for lang in LANGUAGES:
        for hedge in HEDGES:
            for strict in (False, True):
                one = Claim(
                    id="c",
                    quote="",
                    start=0,
                    end=0,
                    kind="money",
                    value=Decimal(5),
                    unit="USD",
                    hedge=hedge,
                    strict=strict,
                )
                assert "{" not in claimed(one, lang) != ""
        for kind in KINDS:
            assert composing.word(f"kind_{kind}", lang)
        for mark in MARKS:
            assert composing.word(f"mark_{mark}", lang)


@pytest.mark.parametrize(
    ("start", "end", "lang", "words"),
    [
        ("FY2017", "FY2023", "en", "fiscal years 2017–2023"),
        ("FY2017", None, "es", "años fiscales desde 2017"),
        ("2012", "2012", "en", "calendar year 2012"),
        ("2001", "2008", "es", "años calendario 2001–2008"),
        ("2012-04", "2012-04", "en", "April 2012"),
        ("2012-04", "2012-04", "es", "abril de 2012"),
        ("2012-04-23", "2012-04-23", "en", "23 April 2012"),
        ("2012-01", "2012-06", "es", "enero de 2012 – junio de 2012"),
        ("2012-04-23", None, "en", "from 23 April 2012 on"),
        (None, None, "en", ""),
        (None, "FY2020", "en", "fiscal years up to 2020"),
        ("nonsense", "nonsense", "en", "nonsense"),
    ],
)
def test_periods(start: str | None, end: str | None, lang: str, words: str) -> None:
    assert when(start, end, lang) == words


@pytest.mark.parametrize(
    ("value", "unit", "lang", "words"),
    [
        ("38525000", "USD", "en", "$38,525,000"), ("38525000.5", "USD", "es", "US$ 38.525.000,50"), ("12.5", "percent", "es", "12,5 %"),
        ("50", "percent", "en", "50%"), ("2300000000000", "COP", "es", "2.300.000.000.000 COP"), ("1150", "persons", "en", "1,150 persons"),
        ("3", "rank", "en", "rank 3"), ("800", "items", "en", "800 Stinger systems"), ("9", "things", "en", "9 things"), ("7", None, "en", "7"),
    ],
)  # fmt: skip
def test_amounts(value: str, unit: str | None, lang: str, words: str) -> None:
    assert amount(Decimal(value), unit, lang, "Stinger systems").replace("\u00a0", " ") == words


def test_what_no_table_knows_stands_as_it_is() -> None:
    assert (counted("Plan X", "en"), stage("dreamt", "es"), stage("provided", "es")) == ("Plan X", "dreamt", "aportado")
    assert counted("FMF", "es").endswith("(FMF)")
    assert counted("MERIDA/CRS", "en") == "Mérida Initiative (Mexico, 2008-2010) (MERIDA/CRS)"


def test_a_relation_is_in_effect_and_no_case_is() -> None:
    assert "in effect" in shown("html")
    assert "vigente" in shown("md", "es")
    assert "active cases</dd>" not in shown("html").replace("31 active cases</dd>", "")


def test_lists_keep_their_own_marks_and_depth() -> None:
    made = Builder()
    for level, text in ((2, "- 800 Stingers"), (2, "- 25,000 helmets"), (4, "- of them green")):
        made.add(ITEM, text, level)
    made.add(HEADING, "Deep", 9)
    made.add(ITEM, "bare", 0)
    check = replace(empty_check(), document=made.document(""))
    page = render(check, proof(), "en", "html").decode()
    assert (
        '<ul class="own"><li>- 800 Stingers</li><li>- 25,000 helmets</li><li class="deep-2">- of them green</li></ul>'
        in page
    )
    assert "<h6>Deep</h6>" in page
    assert "<ul><li>bare</li></ul>" in page


def test_letters() -> None:
    assert [letter(at) for at in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_a_plain_text_is_itself() -> None:
    assert visible("año 2017, “$5”\n") == "año 2017, “$5”\n"


@pytest.mark.parametrize("lang", ["en", "es"])
def test_what_is_no_money_has_no_prices(lang: str) -> None:
    assert prices("", lang) == ""
    assert prices("current", lang) != prices("constant:2020", lang) != ""
