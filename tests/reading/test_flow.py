"""The flow: what is undone, what stays, and that every character of it leads back."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cuaderno.reading.blocks import blocks_of
from cuaderno.reading.document import PARAGRAPH, ROW, Block, Flow
from cuaderno.reading.flow import flow

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


def read(text: str) -> str:
    return flow(text, [Block(PARAGRAPH, 0, len(text))]).text


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("the sum of\n$280 million", "the sum of $280 million"),
        ("the sum of \n   $280  million", "the sum of $280 million"),
        ("Ku band multi-\nfunction radars", "Ku band multi-function radars"),
        ("peace opera-\ntions there", "peace operations there"),
        ("of Public Law 104-\n164 dated", "of Public Law 104-164 dated"),
        ("the U.S.-\nColombia pact", "the U.S.-Colombia pact"),
        ("drug-trade and the drug-\ntrade route", "drug-trade and the drug-trade route"),
        ("militares y mili-\ntares", "militares y militares"),
        ("opera\u00adtions and mili\u00ad\ntary", "operations and military"),
        ("a pact--\nsigned in Berlin", "a pact--signed in Berlin"),
        ("$\u00a0278\u202fmillion", "$ 278 million"),
        ("ﬁnance oﬃce ﬂeet", "finance office fleet"),
        ("Bogota\u0301, an\u0303o", "Bogotá, año"),
        ("mil\u200blion \u202e2019\u202c", "million 2019"),
        ("counter\u2010drug", "counter-drug"),
        ("gave assistance.3 The next", "gave assistance. The next"),
        ("gave assistance.”12 The next", "gave assistance.” The next"),
        ("gave assistance.3", "gave assistance."),
        ("see fig.3 The next", "see fig.3 The next"),
        ("a price of $9.0 The next", "a price of $9.0 The next"),
        ("on Sept.3 The next", "on Sept.3 The next"),
        ("in Colombia[12] and Peru [3].", "in Colombia and Peru."),
        ("defense agreements  [5 MB], including", "defense agreements [5 MB], including"),
        ("trained [12] officers", "trained [12] officers"),
        ("[1] The treaty", "[1] The treaty"),
        ("of aid¹² to", "of aid to"),
        ("20 m² and 5 km² at 10⁹", "20 m² and 5 km² at 10⁹"),
        ("related\n\n[[Page 20140]]\n\nelements of", "related elements of"),
        ("two pages\fof it", "two pages of it"),
    ],
)
def test_what_the_making_of_a_page_did_is_undone(written: str, read_as: str) -> None:
    assert read(written) == read_as


def test_a_text_with_nothing_to_undo_is_its_own_flow() -> None:
    text = "The United States gave $278 million.\n\nColombia thanked them."
    found = flow(text, blocks_of(text))
    assert found.text is text
    assert found.steps == ()


def test_cells_of_a_row_are_parted_by_a_tab() -> None:
    text = "Other...................................  $280 million"
    assert flow(text, [Block(ROW, 0, len(text))]).text == "Other\t$280 million"


def test_what_stands_in_no_block_is_not_read() -> None:
    text = "SOURCE: x\nThe sum.\n-----\nThe rest.\nend"
    found = flow(text, [Block(PARAGRAPH, 10, 18), Block(PARAGRAPH, 25, 34)])
    assert found.text == "The sum.\n\nThe rest."
    assert text[found.origin(found.text.index("rest")) :].startswith("rest")


def test_a_sentence_goes_on_over_what_is_skipped() -> None:
    text = "peace opera-\n\nPage 4 of 9\ftions in Mali"
    assert flow(text, [Block(PARAGRAPH, 0, len(text))], [(14, 25)]).text == "peace operations in Mali"


def test_no_block_no_flow() -> None:
    assert flow("-----", []) == Flow("", ((0, 5),))
    assert flow("", []) == Flow("")


def test_a_place_in_the_document_has_its_place_in_the_flow() -> None:
    text = "ﬁve  of\nthe opera-\ntions"
    found = flow(text, [Block(PARAGRAPH, 0, len(text))])
    assert found.text == "five of the operations"
    assert found.place(text.index("of")) == found.text.index("of")
    assert found.place(text.index("tions")) == found.text.index("tions")
    assert found.place(0) == 0
    assert found.place(len(text)) == len(found.text)
    assert found.span(0, 4) == (0, 3)
    assert found.span(2, 2) == (found.origin(2), found.origin(2))
    assert found.placed([Block(PARAGRAPH, 0, len(text))]) == (Block(PARAGRAPH, 0, len(found.text)),)


SAID = st.text(
    st.sampled_from("aéZñ0 \n\n\t.-,;[]12)”\f\u00a0\u00ad\u200bﬁﬃ¹²\u0301\u202e|$:•(")
    | st.characters(exclude_categories=["Cs"]),
    max_size=120,
)


def leads_back(said: str, source: str) -> bool:
    if said == source or (said.isspace() and (source.isspace() or source in ".")):
        return True
    if source in LIGATURES:
        return said in LIGATURES[source]
    if said == "-":
        return source in "\u2010\u2011-"
    return unicodedata.normalize("NFD", said)[0] == source or said == "\n"


@settings(deadline=None)
@given(SAID)
def test_every_character_of_the_flow_leads_back_to_its_own(text: str) -> None:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    blocks = blocks_of(text)
    found = flow(text, blocks)
    assert all(leads_back(said, text[found.origin(at)]) for at, said in enumerate(found.text))
    origins = [found.origin(at) for at in range(len(found.text))]
    assert origins == sorted(origins)
    assert list(found.steps) == sorted(found.steps)


@settings(deadline=None)
@given(SAID)
def test_blocks_lie_in_order_and_hold_all_that_is_written(text: str) -> None:
    blocks = blocks_of(text)
    assert all(one.start < one.end for one in blocks)
    assert all(one.end <= after.start for one, after in pairwise(blocks))
    inside = {at for one in blocks for at in range(one.start, one.end)}
    assert not [at for at, character in enumerate(text) if character.isalnum() and at not in inside]


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["ﬁve", "aid.3", "The", "opera-\ntions", "multi-\nrole", "$280", "x\u00ad", "a[1]", "b\u00a0", "of\n"]
        ),
        min_size=1,
    )
)
def test_a_quote_found_in_the_flow_is_the_quote_of_the_document(words: list[str]) -> None:
    text = " ".join([*words, "the quoted words", *words])
    found = flow(text, [Block(PARAGRAPH, 0, len(text))])
    at = found.text.index("the quoted words")
    start, end = found.span(at, at + len("the quoted words"))
    assert text[start:end] == "the quoted words"
    assert found.place(start) == at
