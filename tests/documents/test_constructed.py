"""The rules for finding claims, held against the table of constructed sentences: a row a test, every slot compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from cuaderno.documents.finding import find
from cuaderno.reading.document import Document
from cuaderno.statements.claim import HEDGES, KINDS, MARKS, Claim

from .sentences import LANGUAGES, Sentence, differences, gaps, sentences

GAPS = gaps()
SLOTS = {
    "quote", "kind", "value", "value_high", "unit", "item", "hedge", "strict", "programme", "stage", "provider", "recipient", "period",
    "marks",
}  # fmt: skip


def _row(sentence: Sentence) -> Any:
    known = GAPS.get(sentence.key)
    marks = [pytest.mark.xfail(reason=known, strict=True)] if known else []
    return pytest.param(sentence, id=sentence.key, marks=marks)


@pytest.mark.parametrize("sentence", [_row(sentence) for sentence in sentences()])
def test_claims_of_a_sentence(sentence: Sentence) -> None:
    wrong = differences(sentence, find(sentence.document()))
    assert not wrong, sentence.text + "\n" + "\n".join(wrong)


NEUTRAL = {
    "en": ("The room was full and the weather mild.", "Nobody asked a question afterwards."),
    "es": ("La sala estaba llena y hacía buen tiempo.", "Nadie hizo preguntas después."),
}
DRESSES: dict[str, Callable[[str, str], str]] = {
    "a paragraph before": lambda text, language: f"{NEUTRAL[language][0]}\n\n{text}",
    "a paragraph after": lambda text, language: f"{text}\n{NEUTRAL[language][1]}\n",
    "no-break spaces": lambda text, _: re.sub(r"(?<=\d) (?=[^\W\d])", "\u00a0", text),
    "Windows line ends": lambda text, _: text.replace("\n", "\r\n"),
    "a footnote mark": lambda text, _: re.sub(r"\.\n\Z", "[3].\n", text),
}


@pytest.mark.usefixtures("untraced")
@pytest.mark.parametrize("dress", DRESSES)
def test_what_stands_around_a_sentence_changes_nothing_of_its_claims(dress: str) -> None:
    changed = [
        sentence.key
        for sentence in sentences()
        if not (dress == "a paragraph before" and sentence.title)
        and _undressed()[sentence.key] != _said(sentence.document(DRESSES[dress](sentence.around, sentence.language)))
    ]
    assert not changed


@cache
def _undressed() -> dict[str, list[tuple[object, ...]]]:
    return {sentence.key: _said(sentence.document()) for sentence in sentences()}


def _said(document: Document) -> list[tuple[object, ...]]:
    return [_of(claim) for claim in find(document)]


def _of(claim: Claim) -> tuple[object, ...]:
    figure = (claim.kind, claim.value, claim.value_high, claim.unit, claim.hedge, claim.strict, claim.relation)
    slots = (claim.programme, claim.stage, claim.provider, claim.recipient, claim.period_start, claim.period_end)
    return (*figure, *slots, *sorted(claim.marks))


def test_the_table_is_large_enough_in_both_languages() -> None:
    counts = Counter(sentence.language for sentence in sentences())
    assert counts["en"] >= 260
    assert counts["es"] >= 200


def test_every_phenomenon_stands_in_both_languages() -> None:
    phenomena = [
        {sentence.phenomenon for sentence in sentences() if sentence.language == language} for language in LANGUAGES
    ]
    assert phenomena[0] == phenomena[1]


def test_no_row_stands_twice() -> None:
    assert not [key for key, count in Counter(sentence.key for sentence in sentences()).items() if count > 1]
    texts = Counter((sentence.language, sentence.around, sentence.title, sentence.day) for sentence in sentences())
    assert not [text for text, count in texts.items() if count > 1]


def test_a_row_speaks_of_its_own_sentence() -> None:
    assert not [
        f"{sentence.key}: {claim}"
        for sentence in sentences()
        for claim in sentence.claims
        if not _well_written(sentence, claim)
    ]


def _well_written(sentence: Sentence, claim: dict[str, Any]) -> bool:
    return (
        claim["quote"] in sentence.text
        and claim.keys() <= SLOTS
        and claim["kind"] in KINDS
        and claim.get("hedge") in (None, *HEDGES)
        and set(claim.get("marks", ())) <= set(MARKS)
    )


def test_a_known_gap_is_a_row_of_the_table() -> None:
    assert GAPS.keys() <= {sentence.key for sentence in sentences()}
