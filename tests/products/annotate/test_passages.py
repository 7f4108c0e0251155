"""A document's text cut at its claims: nothing is lost, and every claim is marked once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuaderno.products.annotate import passages as module
from cuaderno.products.annotate.passages import passages
from cuaderno.products.annotate.view import Part, Piece
from cuaderno.reading.document import HEADING, ITEM, PARAGRAPH, ROW, Block, Document
from cuaderno.statements.claim import Claim

from .made import Builder, build, claims_of


def pieces(parts: Sequence[Part]) -> list[Piece]:
    return [piece for part in parts for cell in part.cells for piece in cell]


def said(parts: Sequence[Part]) -> str:
    return "".join("".join(piece.text for piece in pieces(parts)).split())


def claim(name: str, start: int, end: int) -> Claim:
    return Claim(id=name, quote="", start=start, end=end, kind="money")


@st.composite
def documents(draw: st.DrawFn) -> tuple[Document, list[Claim]]:
    made = Builder()
    kinds = st.sampled_from([HEADING, PARAGRAPH, ITEM, ROW])
    for _ in range(draw(st.integers(1, 6))):
        made.add(draw(kinds), draw(st.text("ab \t|.", min_size=1, max_size=12)))
    document = made.document("")
    blocks = tuple(block for block in document.blocks if draw(st.booleans()))  # what is in no block must not fall away
    places = st.integers(0, len(document.text))
    spans = draw(st.lists(st.tuples(places, places), max_size=8))
    claims = sorted({(min(span), max(span)) for span in spans if span[0] != span[1]})
    return replace(document, blocks=blocks), [claim(f"c{at}", *span) for at, span in enumerate(claims)]


@given(documents())
def test_nothing_of_the_text_is_lost_and_every_claim_is_marked_once(made: tuple[Document, list[Claim]]) -> None:
    document, claims = made
    parts = passages(document, claims)
    marks = str.maketrans("", "", "|.")  # may part the cells of a row
    assert said(parts).translate(marks) == "".join(document.text.split()).translate(marks)
    ends = [name for piece in pieces(parts) for name in piece.ends]
    if document.text.strip():
        assert sorted(ends) == sorted(one.id for one in claims)
    for piece in pieces(parts):
        assert (piece.top in piece.claims) if piece.claims else piece.top == ""


def test_the_shortest_claim_is_on_top_and_each_mark_follows_its_last_word() -> None:
    document = build()
    found = pieces(passages(document, claims_of(document)))
    at = next(number for number, piece in enumerate(found) if piece.text == "of which nothing was IMET")
    assert (found[at].top, found[at].claims, found[at].ends) == ("c5", ("c4", "c5"), ("c5",))
    assert (found[at + 1].text, found[at + 1].top, found[at + 1].ends) == (".", "c4", ("c4",))
    (last,) = (piece for piece in found if "c8" in piece.ends)
    assert last.text == "FMF"


def test_of_claims_on_the_same_words_the_first_is_on_top() -> None:
    document = build()
    (one, *_) = claims_of(document)
    alike = [replace(one, id="later"), replace(one, id="first")]
    top = {piece.top for piece in pieces(passages(document, alike[::-1])) if piece.claims}
    assert top == {"first"}


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("a\tb\t\tc", ["a", "b", "c"]),
        ("FMF ........ 38.5", ["FMF ", " 38.5"]),
        ("one   two", ["one", "two"]),
        ("| a | b |", ["a", "b"]),
        ("a two-word cell", ["a two-word cell"]),
    ],
)
def test_the_cells_of_a_row(row: str, cells: list[str]) -> None:
    document = Builder()
    document.add(PARAGRAPH, "x")
    document.add(ROW, f"{row}")
    parts = passages(document.document(""), ())
    found = ["".join(piece.text for piece in cell) for cell in parts[-1].cells]
    assert [text for text in found if text] == [text for text in cells if text]


def test_of_a_very_long_text_only_the_passages_with_claims_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_TEXT", 100)
    made = Builder()
    for number in range(50):
        made.add(PARAGRAPH, f"paragraph {number}")
    document = made.document("")
    start = document.text.index("paragraph 20")
    parts = passages(document, [claim("c1", start, start + 12)])
    assert [part.kind for part in parts] == ["gap", *[PARAGRAPH] * 5, "gap"]
    assert [part.left_out for part in parts if part.kind == "gap"] == [18, 27]
    assert parts[3].cells == ((Piece("paragraph 20", ("c1",), "c1", ("c1",)),),)


def test_controls_are_shown_and_do_nothing() -> None:
    made = Builder()
    made.add(PARAGRAPH, "pay \u202e007 $\u202c\x1b[2J\x00 soft\u00adly \ud800")
    (piece,) = pieces(passages(made.document(""), ()))
    assert piece.text == "pay ‹U+202E›007 $‹U+202C›‹U+001B›[2J‹U+0000› softly \ufffd"


def test_a_claim_that_ends_in_an_empty_cell_keeps_its_mark() -> None:
    document = Builder()
    document.add(ROW, "a\t")
    made = document.document("")
    assert [piece.ends for piece in pieces(passages(made, [claim("c1", 0, 2)])) if piece.ends] == [("c1",)]
    alone = replace(made, blocks=(Block(ROW, 0, 2),))
    assert passages(alone, ())[0].kind == ROW
