"""A check in one language, ready to be laid out."""

from __future__ import annotations

from collections.abc import Sequence

from cuaderno.checking.checked import (
    APPROXIMATELY,
    CONTRADICTED,
    DEPENDS,
    NO_DATA,
    NOT_COMPARABLE,
    SUPPORTED,
    VERDICTS,
    WITHIN_ROUNDING,
    Check,
    Checked,
    Finding,
)
from cuaderno.products.annotate import voice
from cuaderno.products.annotate.panels import panel
from cuaderno.products.annotate.passages import passages
from cuaderno.products.annotate.proof import Proof, Published
from cuaderno.products.annotate.run import decided
from cuaderno.products.annotate.safe import one_line
from cuaderno.products.annotate.texts import known, number, refuse_unknown_language, window, word
from cuaderno.products.annotate.view import SIGNS, Found, Panel, Source, Tally, View
from cuaderno.reading.document import Document
from cuaderno.reading.words import note_said
from cuaderno.statements.claim import Claim

MOST_CLAIMS = 1_000
"""A page shows so many claims; JSON lists them all."""
_WEIGHT = (CONTRADICTED, DEPENDS, APPROXIMATELY, WITHIN_ROUNDING, SUPPORTED, NOT_COMPARABLE, NO_DATA)


def compose(check: Check, proof: Proof, lang: str, *, whole: bool = False) -> View:
    """Put a check into words; `whole` tells every claim, however many, and leaves the text out. Raises QuestionError for a language there are no words of."""
    refuse_unknown_language(lang)
    shown = check.claims if whole else check.claims[:MOST_CLAIMS]
    document = check.document
    panels = tuple(panel(one, at, document, proof, lang) for at, one in enumerate(shown, 1))
    numbers = {one.claim.id: at for at, one in enumerate(check.claims, 1)}
    return View(
        lang=lang,
        title=one_line(document.title) or one_line(document.name) or word("title", lang),
        about=about(document, lang),
        lead=lead(check, lang),
        as_of=voice.as_of_text(check, lang),
        against=", ".join(proof.title(name, lang) for name in check.sources) or word("held_against_none", lang),
        notes=(*(one_line(note_said(note, lang)) for note in document.notes), *_cut(check, shown, lang)),
        tallies=_tallies(check, panels, lang),
        findings=tuple(_found(one, numbers, lang) for one in check.findings),
        parts=() if whole else passages(document, _by_weight(shown)),
        panels=panels,
        told=len(check.claims),
        files=tuple(_source(one, lang) for one in proof.files.values()),
        language=document.language,
    )


def _by_weight(shown: Sequence[Checked]) -> list[Claim]:
    """The claims by place; of those that cover the same words, the one whose verdict weighs most comes first and gives them its colour."""
    ordered = sorted(shown, key=lambda one: (one.claim.start, -one.claim.end, _WEIGHT.index(one.verdict.verdict)))
    return [one.claim for one in ordered]


def _cut(check: Check, shown: Sequence[object], lang: str) -> tuple[str, ...]:
    if len(shown) == len(check.claims):
        return ()
    return (word("claims_cut", lang, count=number(len(shown), lang), all=number(len(check.claims), lang)),)


def about(document: Document, lang: str) -> str:
    """The document in a line: its name, kind, language, day and length."""
    form, language = f"form_{document.form}", f"language_{document.language}"
    dated = word("dated", lang, day=window(document.day.isoformat(), lang)) if document.day else word("undated", lang)
    said = (
        one_line(document.address or document.name),
        word(form, lang) if known(form) else document.form,
        word(language if known(language) else "language_other", lang),
        dated,
        word("characters", lang, count=number(len(document.text), lang)),
    )
    return ", ".join(text for text in said if text)


def lead(check: Check, lang: str) -> str:
    """How many claims were found and how many of them the ledger can decide."""
    count, sure = len(check.claims), decided(check)
    if not count:
        return word("lead_none", lang)
    key = "decided_none" if not sure else "decided_all" if sure == count else "decided"
    said = word(key, lang, count=number(sure, lang))
    return word("lead_one" if count == 1 else "lead", lang, count=number(count, lang), decided=said)


def _tallies(check: Check, panels: Sequence[Panel], lang: str) -> tuple[Tally, ...]:
    counts = check.counts
    return tuple(
        Tally(
            verdict=code,
            sign=SIGNS[code],
            name=voice.verdict_name(code, lang),
            means=word(f"means_{code}", lang),
            count=counts[code],
            claims=tuple((one.id, one.number) for one in panels if one.verdict == code),
        )
        for code in VERDICTS
    )


def _found(one: Finding, numbers: dict[str, int], lang: str) -> Found:
    return Found(
        text=voice.finding_text(one, lang),
        holds=one.holds,
        word=word("holds" if one.holds else "fails", lang),
        claims=tuple((name, numbers[name]) for name in one.claims if name in numbers),
    )


def _source(one: Published, lang: str) -> Source:
    return Source(
        letter=one.letter,
        sha256=one.sha256,
        title=one.title.get(lang, one.source),
        publisher=one.publisher,
        file=one_line(one.file),
        dated=f"{word('speaks_for', lang)} {window(one.as_of[:10], lang)}" if one.as_of else word("day_unknown", lang),
        evidence=one.evidence,
        address=one.address,
        licence=one.licence,
    )
