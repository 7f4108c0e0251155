"""Where words of the lexicon are found: whole words, capitals as the form has them, the longest of each kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuaderno.documents.marks import Mark, scan


def _found(text: str, kind: str, language: str = "en") -> list[tuple[str, str]]:
    return [(text[mark.start : mark.end], mark.code) for mark in scan(text, language) if mark.kind == kind]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("They gave us arms; the US sold them.", "place", [("US", "USA")]),
        ("THE US SOLD ARMS TO CHAD", "place", [("US", "USA"), ("CHAD", "TCD")]),
        ("We may go in May.", "month", [("May", "5")]),
        ("He jordaned in Jordan.", "place", [("Jordan", "JOR")]),
        ("South Korea and Guinea-Bissau", "place", [("South Korea", "KOR"), ("Guinea-Bissau", "GNB")]),
        ("Foreign Military Financing", "programme", [("Foreign Military Financing", "FMF")]),
        ("AN/PRC-158 radios from the PRC", "place", [("PRC", "CHN")]),
        ("over more than overt", "hedge", [("over", "over"), ("more than", "over")]),
    ],
)  # fmt: skip
def test_words_in_english(text: str, kind: str, found: list[tuple[str, str]]) -> None:
    assert _found(text, kind) == found


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("más de 20 y MAS DE 30", "hedge", [("más de", "over"), ("MAS DE", "over")]),
        ("mil millones de dólares", "scale", [("mil millones", "9")]),
        ("millones de dolares", "currency", [("de dolares", "USD")]),
        ("1,2 billones", "scale", [("billones", "12")]),
        ("en Perú", "place", [("Perú", "PER")]),
    ],
)
def test_words_in_spanish(text: str, kind: str, found: list[tuple[str, str]]) -> None:
    assert _found(text, kind, "es") == found


@given(st.text(alphabet="US $millones de dólaresmore than1234.,-’\n", max_size=200), st.sampled_from(["en", "es"]))
def test_marks_lie_in_the_text_in_order_and_do_not_overlap_within_a_kind(text: str, language: str) -> None:
    marks = scan(text, language)
    assert marks == sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.kind, mark.code))
    last: dict[str, Mark] = {}
    for mark in marks:
        assert 0 <= mark.start < mark.end <= len(text)
        before = last.get(mark.kind)
        assert before is None or mark.start >= before.end or mark[:2] == before[:2]
        last[mark.kind] = mark
