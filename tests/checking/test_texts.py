"""Whole texts checked against the bundled edition: what a claim's own words say of its window, its prices and its programmes is heeded."""

from __future__ import annotations

import pytest

from cuaderno.checking.check import check
from cuaderno.documents.finding import find
from cuaderno.ledger.ledger import Ledger
from cuaderno.reading.plain import text_document

# Obligated to Colombia, FMF: FY2017 38,525,000, FY2018 38,525,000, FY2019 75,157,289, FY2020 63,944,498.
TEXTS = [
    ("In FY2019 the United States obligated $75.2 million in FMF for Colombia.", "supported"),
    ("In the first half of FY2019 the United States obligated $75.2 million in FMF for Colombia.", "not_comparable"),
    ("In calendar year 2019 the United States obligated $75.2 million in FMF for Colombia.", "not_comparable"),
    ("In 2019 the United States obligated $75.2 million in FMF for Colombia.", "supported"),
    ("The US has obligated $216 million of FMF to Colombia since 2017.", "supported"),
    ("The US has obligated $300 million of FMF to Colombia since 2017.", "no_data"),
    ("The average annual FMF obligated for Colombia in FY2017-FY2020 was $54 million.", "not_comparable"),
    ("The United States obligated $54 million a year in FMF for Colombia in FY2017-FY2020.", "not_comparable"),
    ("In constant 2020 dollars the United States obligated $179.8 million in FMF for Colombia in FY2018-FY2020.", "supported"),
    ("In constant 2020 dollars the United States obligated $177.6 million in FMF for Colombia in FY2018-FY2020.", "approximately"),
    ("In constant 2015 dollars the United States obligated $179.8 million in FMF for Colombia in FY2018-FY2020.", "not_comparable"),
    ("The United States obligated $1.08 billion in FMF and INCLE to Colombia in FY2017-FY2020.", "no_data"),
    ("Excluding INCLE, the United States obligated $263.7 million in security assistance to Colombia in FY2017-FY2020.", "depends_on_definition"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), TEXTS, ids=[text for text, _ in TEXTS])
def test_what_a_text_says_is_what_is_checked(text: str, verdict: str, edition_ledger: Ledger) -> None:
    document = text_document(text + "\n")
    found = check(document, find(document), edition_ledger.store)
    assert [one.verdict.verdict for one in found.claims] == [verdict]


def test_every_sum_of_a_row_is_of_its_programme(edition_ledger: Ledger) -> None:
    document = text_document(
        "In fiscal year 2019 the United States obligated $75.2 million in FMF for Colombia, $30.5 million for Georgia and "
        "$4.3 million for Kosovo.\n"
    )
    found = check(document, find(document), edition_ledger.store)
    assert [one.verdict.verdict for one in found.claims] == ["supported"] * 3
