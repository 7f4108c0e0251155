"""Sentences, clauses and the words around a place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuaderno.documents.scene import DIGITS, NEAR
from cuaderno.reading.document import ITEM

from .scenes import paragraph, read


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("The U.S. gave arms. It was late.", "en", 2),
        ("Gen. John A. Smith met Lt. Gen. Jones at No. 10.", "en", 1),
        ("See Transmittal No. 26-13. The sale is large.", "en", 2),
        ("It cost $1.5 million. Later 3 more came.", "en", 2),
        ("EE. UU. aportó 1.600 millones. ¿Cuánto más?", "es", 2),
        ("«Apenas es un paso», dijo. La fuente calló.", "es", 2),
    ],
)
def test_sentences(text: str, language: str, count: int) -> None:
    assert len(paragraph(text, language).sentences) == count


def test_sentences_end_with_their_block() -> None:
    scene = read("Arms Sales\n\nJordan buys radars for $280 million\n\n- 5 tanks;\n- 6 boats.\n")
    assert [sentence.text for sentence in scene.sentences] == [
        "Arms Sales",
        "Jordan buys radars for $280 million",
        "- 5 tanks;",
        "- 6 boats.",
    ]
    assert scene.blocks[scene.sentence_at(scene.text.index("boats")).block].kind == ITEM
    assert scene.sentences[0].previous is None
    assert scene.sentences[1].previous is scene.sentence(0)


def test_a_clause_lies_between_semicolons() -> None:
    scene = paragraph("It gave money; trained 35 members; and left.")
    start, end = scene.sentences[0].clause(scene.text.index("35"))
    assert scene.text[start:end] == "trained 35 members"


def test_words_around_a_place() -> None:
    scene = paragraph("See No. 26, in the U.S. budget of 2012.")
    place = scene.text.index("26")
    assert [word for word, _, _ in scene.words_before(place, 2)] == ["no.", "see"]
    assert [word for word, _, _ in scene.words_after(place, 3)] == ["26", ",", "in"]
    budget = scene.text.index("budget")
    assert [word for word, _, _ in scene.words_before(budget, 2)] == ["u.s.", "the"]
    assert [word for word, _, _ in scene.words_between(budget, len(scene.text))] == ["budget", "of", "2012", "."]


def test_marks_of_a_sentence_by_kind() -> None:
    scene = paragraph("Chad got $5 million. Mali got $6 million.")
    first, second = scene.sentences
    assert [mark.code for mark in first.of("place")] == ["TCD"]
    assert second.before("currency", len(scene.text)) == second.of("currency")[-1]
    assert second.after("scale", second.start) == second.of("scale")[0]
    assert second.before("place", second.start) is None
    assert len(scene.of("currency")) == 2


@given(st.text(st.sampled_from("aB1.,'-$ éñß()…’0\n"), max_size=60))
def test_digits_are_found_wherever_they_stand(text: str) -> None:
    scene = paragraph(text or " ")
    assert scene.digits == [found.span() for found in DIGITS.finditer(scene.plain)]


def test_words_before_a_place_come_one_by_one_as_they_come_together() -> None:
    scene = paragraph("In the U.S., about 1.5 million (men) left.")
    end = len(scene.text)
    assert list(scene.backward(end, 20)) == scene.words_before(end, 20)
    assert next(scene.backward(end, 1))[0] == "left."


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("|", ("", 0, 0), ("", 0, 0)),
        ("gave|  (", ("gave", 0, 4), ("(", 6, 7)),
        ("in the U.S.| Mali, Chad", ("u.s.", 7, 11), ("mali", 12, 16)),
        ("5,| 600; 7", (",", 1, 2), ("600", 3, 6)),
        ("and |1.5 million", ("and", 0, 3), ("1.5", 4, 7)),
    ],
)
def test_the_word_before_and_the_word_behind(
    text: str, before: tuple[str, int, int], after: tuple[str, int, int]
) -> None:
    scene, place = paragraph(text.replace("|", "") or " "), text.index("|")
    assert scene.word_before(place) == before
    assert scene.word_after(place) == after


@given(st.text(st.sampled_from("ab1.,'-$ é()\n"), max_size=40), st.integers(0, 40))
def test_the_word_behind_a_place_is_the_first_of_those_that_follow(text: str, place: int) -> None:
    place = min(place, len(text))
    scene = paragraph(text or " ")
    follow = [word for word in scene.words_between(place, len(scene.text)) if word[1] - place < NEAR]
    assert scene.word_after(place) == (follow[0] if follow else ("", place, place))


def test_parties_named_come_in_the_order_of_the_text() -> None:
    scene = paragraph("Bogotá and the Colombian army met Chad in New York; Chad left.")
    assert [mark.start for mark in scene.named] == sorted(mark.start for mark in scene.named)
    assert scene.named == [
        mark for mark in scene.marks if mark in scene.among(("place", "demonym", "capital", "government"))
    ]
    left = scene.text.index("left")
    assert scene.names(0, left)
    assert not scene.names(left, len(scene.text))


def test_marks_of_a_kind_that_start_in_a_stretch() -> None:
    scene = paragraph("Chad got $5 million. Mali got $6 million.")
    mali = scene.text.index("Mali")
    assert [mark.code for mark in scene.starting("place", mali, len(scene.text))] == ["MLI"]
    assert scene.starting("place", 1, mali) == []
    assert scene.starting("weekday", 0, mali) == []
