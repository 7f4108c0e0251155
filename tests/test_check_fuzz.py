"""Any text, through finding, checking and every way of showing: no crash, and what is shown is true to the text.

Real sentences (the constructed ones) are cut, shuffled and spoilt, so that the rules are at work and not only refusing.
"""

from __future__ import annotations

import json
import os
import unicodedata
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cuaderno.checking.check import check
from cuaderno.checking.checked import VERDICTS, Check
from cuaderno.documents.finding import find, find_in
from cuaderno.ledger.ledger import Ledger
from cuaderno.products.annotate.proof import gather
from cuaderno.products.annotate.render import FORMS, render
from cuaderno.reading.document import Document
from cuaderno.reading.plain import text_document
from cuaderno.statements.claim import HEDGES, KINDS, MARKS, Claim

from .documents.sentences import sentences

LANGUAGES = ("en", "es")
MARKUP = '<fuzz onload="fuzz()">&</fuzz></script><!--'
UNSEEN = (
    "\u00ad",
    "\u200b",
    "\u202e",
    "\u2066",
    "\u00a0",
    "\t",
    "\n",
    "\r\n",
    "\f",
    "\0",
    "\x1b[2J",
    "e\u0301",
    "²",
    "[3]",
    MARKUP,
)
HEDGING = (
    "about",
    "over",
    "up to",
    "nearly",
    "less than",
    "between",
    "not",
    "unos",
    "más de",
    "hasta",
    "casi",
    "menos de",
    "entre",
    "no",
)
NUMBERS = ("0", "1", "00", "9" * 40, "1.600", "1,600", "8,69", "½", "-5", "$", "%", "FY 2099", "FY 1", "0001", "31 February 2012", "2020-2010", "billion", "millones", "twenty")  # fmt: skip


def fuzz(times: int) -> settings:
    """So many examples, or as often as many as FUZZ says."""
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(max_examples=times * int(os.environ.get("FUZZ", "1")), deadline=None, suppress_health_check=slow)


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """Sentences of the table in any order, each perhaps cut, in capitals or without accents, with odd things put into it."""
    pieces = [
        _spoil(draw, sentence.around)
        for sentence in draw(st.lists(st.sampled_from(sentences()), min_size=1, max_size=5))
    ]
    return draw(st.sampled_from(("\n\n", "\n", " ", "; ", "\n- ", ", and ", ""))).join(pieces)


def _spoil(draw: st.DrawFn, text: str) -> str:
    text = draw(st.sampled_from(_CHANGES))(text)
    if draw(st.booleans()):
        first = draw(st.integers(0, len(text)))
        text = text[first : draw(st.integers(first, len(text)))]
    for put in draw(st.lists(st.sampled_from((*UNSEEN, *HEDGING, *NUMBERS)), max_size=3)):
        words = text.split(" ")
        at = draw(st.integers(0, len(words)))
        text = " ".join([*words[:at], put, *words[at + draw(st.integers(0, 1)) :]])
    return text


_CHANGES = (
    str, str.upper, str.lower, str.title, str.swapcase, lambda text: unicodedata.normalize("NFD", text),
    lambda text: unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode(), lambda text: text[::-1],
    lambda text: text.replace(" ", "  "), lambda text: text.replace(" ", ""), lambda text: text.replace(".", ""),
    lambda text: text.translate(str.maketrans("0123456789", "9081726354")), lambda text: text.replace(" ", "\n"),
)  # fmt: skip

TEXTS = st.one_of(
    spoilt(), st.text(), st.lists(st.sampled_from((*UNSEEN, *HEDGING, *NUMBERS)), max_size=30).map(" ".join)
)


@pytest.fixture(scope="module")
def ledger(edition_ledger: Ledger) -> Ledger:
    return edition_ledger


def _is_sound(claim: Claim, document: Document) -> None:
    """What every claim keeps, whatever the text."""
    assert 0 <= claim.start < claim.end <= len(document.text)
    assert claim.quote == document.text[claim.start : claim.end]
    assert claim.sentence[0] < claim.sentence[1] <= len(document.text)
    assert claim.kind in KINDS
    assert claim.hedge is None or claim.hedge in HEDGES
    assert set(claim.marks) <= set(MARKS)
    assert claim.value is None or claim.value.is_finite()
    assert claim.rules


@fuzz(200)
@given(TEXTS)
def test_finding_in_any_text(text: str) -> None:
    document = text_document(text)
    claims = find(document)
    assert [one.id for one in claims] == [f"c{number}" for number in range(1, len(claims) + 1)]
    assert [one.start for one in claims] == sorted(one.start for one in claims)
    for claim in claims:
        _is_sound(claim, document)
    assert find_in(text) == claims


@fuzz(60)
@given(TEXTS, st.sampled_from(("", *LANGUAGES)), st.none() | st.dates(date(1950, 1, 1), date(2040, 1, 1)))
def test_checking_any_text(ledger: Ledger, text: str, language: str, day: date | None) -> None:
    document = replace(text_document(text), language=language, day=day)
    found = check(document, find(document), ledger.store)
    assert sum(found.counts.values()) == len(found.claims)
    for one in found.claims:
        verdict = one.verdict
        assert verdict.verdict in VERDICTS
        assert verdict.reason
        assert -1 <= verdict.best < len(verdict.definitions)
        assert verdict.best >= 0 or verdict.verdict not in VERDICTS[:2] or verdict.evidence


@fuzz(25)
@given(TEXTS)
def test_showing_any_text(ledger: Ledger, text: str) -> None:
    document = text_document(text)
    found = check(document, find(document), ledger.store)
    proof = gather(found, ledger)
    for lang in LANGUAGES:
        shown = {form: render(found, proof, lang, form, explain=True).decode() for form in FORMS}
        _is_the_contract(json.loads(shown["json"]), found)
        _are_annotations(json.loads(shown["annotations"]), found)
        _is_escaped(shown["html"])
        assert "\x1b" not in shown["text"] + shown["md"]
        assert MARKUP not in shown["md"]


def _is_the_contract(said: dict[str, object], found: Check) -> None:
    claims = said["claims"]
    assert isinstance(claims, list)
    assert [one["quote"] for one in claims] == [one.claim.quote for one in found.claims]
    assert [(one["start"], one["end"]) for one in claims] == [(one.claim.start, one.claim.end) for one in found.claims]


def _are_annotations(said: dict[str, object], found: Check) -> None:
    quotes = [
        str(selector["exact"]) for selector in _within(said) if selector.get("type") == "TextQuoteSelector"
    ]  # fmt: skip
    assert sorted(quotes) == sorted(one.claim.quote for one in found.claims)


def _within(said: object) -> list[dict[str, object]]:
    """Every object within a piece of JSON."""
    if isinstance(said, list):
        return [found for one in said for found in _within(one)]
    return [said, *_within(list(said.values()))] if isinstance(said, dict) else []


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.handlers: list[str] = []
        self.comments = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]

    def handle_comment(self, data: str) -> None:
        self.comments += "fuzz" in data


def _is_escaped(page: str) -> None:
    """Nothing of the document is markup in its page."""
    tags = _Tags()
    tags.feed(page)
    tags.close()
    assert "fuzz" not in tags.names
    assert tags.handlers == []
    assert tags.names.count("script") == 1
    assert tags.comments == 0
