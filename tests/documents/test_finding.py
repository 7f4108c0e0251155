"""The claims of a document: their places lead back to it, the same text gives the same claims, the public texts are read."""

from __future__ import annotations

import gc
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cuaderno.documents.finding import exactly, find, find_in
from cuaderno.documents.scene import Scene
from cuaderno.reading.plain import text_document
from cuaderno.statements.claim import HEDGES, KINDS, MARKS

TEXT = """Policy justification

The Government of Jordan has asked for radars of many kinds, for
generators and global positioning system receivers, for spare
and repair parts, for special tools and test equipment, for
technical manuals and for the training of the soldiers who will
use and repair them in the field. The estimated total cost is
$280 million. Implementation will require the temporary
assignment of thirteen U.S. Government and twenty-four
contractor representatives to Jordan for a duration of up to
five years to support fielding, training and sustainment.
"""


def test_quotes_are_the_documents_own_words_line_ends_included() -> None:
    claims = find_in(TEXT, "en")
    assert [claim.id for claim in claims] == ["c1", "c2", "c3", "c4"]
    assert claims[0].quote == "The estimated total cost is\n$280 million."
    assert all(TEXT[claim.start : claim.end] == claim.quote for claim in claims)
    assert [str(claim.value) for claim in claims] == ["280000000", "13", "24", "5"]


def test_every_claim_says_which_rules_found_it() -> None:
    assert all(claim.rules for claim in find_in(TEXT, "en"))


def test_language_and_day_given_go_before_what_the_text_says() -> None:
    assert find_in("Last month the U.S. gave $5 million.", "en", date(2022, 3, 16))[0].period_start == "2022-02"
    known = text_document("Slava Ukraini", language="es", day=date(2022, 3, 16))
    assert (known.language, known.day, known.notes) == ("es", date(2022, 3, 16), ())


def test_what_was_made_of_a_text_is_freed_at_once() -> None:
    gc.collect()
    before = sum(isinstance(one, Scene) for one in gc.get_objects())
    gc.disable()
    try:
        assert find_in(TEXT, "en")
        assert sum(isinstance(one, Scene) for one in gc.get_objects()) == before
    finally:
        gc.enable()


@pytest.mark.shared
def test_the_annotated_texts_are_read_alike_twice(shared: Path) -> None:
    for file in sorted((shared / "documents").glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        claims = find(text_document(text, file.name))
        assert claims == find(text_document(text, file.name))
        assert claims
        for claim in claims:
            assert text[claim.start : claim.end] == claim.quote
            assert claim.sentence[0] <= claim.start
            assert claim.kind in KINDS
            assert claim.hedge is None or claim.hedge in HEDGES
            assert set(claim.marks) <= set(MARKS)


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_without_a_crash(text: str) -> None:
    own = text_document(text).text
    for claim in find_in(text):
        assert own[claim.start : claim.end] == claim.quote


def test_a_value_keeps_its_digits_and_loses_its_exponent() -> None:
    from decimal import Decimal

    assert exactly(None) is None
    assert str(exactly(Decimal("7.00E+8"))) == "700000000"
