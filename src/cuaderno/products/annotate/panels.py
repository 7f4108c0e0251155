"""A claim and its verdict in words: the panel that a reader opens."""

from __future__ import annotations

from collections.abc import Iterator

from cuaderno.checking.checked import FLAGS, Checked, Definition, Evidence, Input
from cuaderno.errors import CuadernoError
from cuaderno.products.annotate import voice
from cuaderno.products.annotate.proof import Proof
from cuaderno.products.annotate.safe import one_line
from cuaderno.products.annotate.texts import (
    amount,
    claimed,
    counted,
    known,
    number,
    places,
    prices,
    stage,
    when,
    window,
    word,
)
from cuaderno.products.annotate.view import OUTCOME_SIGNS, SIGNS, Cell, Panel, Row, Stood, Try
from cuaderno.products.words import PROVISIONAL
from cuaderno.reading.document import Document
from cuaderno.sources.snapshot import SHORT
from cuaderno.statements.claim import FIGURES, Claim
from cuaderno.statements.locator import SheetCell, TableCell, parse_locator
from cuaderno.statements.relation import relation_type


def panel(one: Checked, position: int, document: Document, proof: Proof, lang: str) -> Panel:
    """Put a claim and its verdict into words; `position` counts from 1."""
    claim, verdict = one.claim, one.verdict
    tries = tuple(
        _try(definition, number == verdict.best, proof, lang) for number, definition in enumerate(verdict.definitions)
    )
    return Panel(
        id=claim.id,
        number=position,
        sign=SIGNS[verdict.verdict],
        verdict=verdict.verdict,
        verdict_name=voice.verdict_name(verdict.verdict, lang),
        quote=one_line(claim.quote),
        short=claimed(claim, lang) or word(f"kind_{claim.kind}", lang),
        sentence=voice.quotable(claim, verdict, lang),
        reason=voice.reason_text(verdict, lang),
        understood=tuple(_understood(claim, document, lang)),
        tries=tuple(sorted(tries, key=lambda tried: not tried.best)),
        missing=voice.missing_text(verdict, lang),
        flags=tuple((flag, voice.flag_text(flag, lang)) for flag in verdict.flags),
        stood=tuple(_stood(found, lang) for found in verdict.evidence),
        rules=tuple(map(one_line, claim.rules)),
    )


def _understood(claim: Claim, document: Document, lang: str) -> Iterator[tuple[str, str]]:
    """What was read out of the sentence, slot by slot; an empty slot is not listed."""
    said = {
        "kind": _kind(claim, lang),
        "amount": claimed(claim, lang),
        "programme": counted(claim.programme, lang) if claim.programme else "",
        "universe": counted(claim.universe, lang) if claim.universe else "",
        "stage": _stage(claim, lang),
        "provider": places(claim.provider, lang),
        "recipient": places(claim.recipient, lang),
        "period": when(claim.period_start, claim.period_end, lang),
        "stated_price": str(claim.price_base or ""),
        "marks": ", ".join(_heeded(claim, lang)),
        "place": document.origins.locate(claim.start, claim.end).describe(lang),
    }
    for key, text in said.items():
        if text:
            yield word(key, lang), text


def _kind(claim: Claim, lang: str) -> str:
    said = word(f"kind_{claim.kind}", lang)
    if not claim.relation:
        return said
    try:
        return f"{said}: {relation_type(claim.relation).name(lang)}"
    except CuadernoError:
        return f"{said}: {one_line(claim.relation)}"


def _stage(claim: Claim, lang: str) -> str:
    """The stage of a claim; of a relation in the words of relations, where the table has them."""
    if not claim.stage:
        return ""
    key = f"relation_{claim.stage}"
    return word(key, lang) if claim.kind not in FIGURES and known(key) else stage(claim.stage, lang)


def _heeded(claim: Claim, lang: str) -> Iterator[str]:
    if claim.measure_kind:
        key = f"measure_{claim.measure_kind}"
        yield word(key, lang) if known(key) else one_line(claim.measure_kind)
    for mark in claim.marks:
        yield word(f"mark_{mark}", lang) if known(f"mark_{mark}") else one_line(mark)


def _try(one: Definition, best: bool, proof: Proof, lang: str) -> Try:
    computed = word("nothing", lang) if one.computed is None else amount(one.computed, one.unit, lang)
    covered = word("covered", lang, covered=one.covered, asked=one.asked) if one.asked else ""
    held = proof.files.get(one.snapshot[:SHORT])
    about = (stage(one.stage, lang), window(one.window, lang), prices(one.price_basis, lang))
    return Try(
        outcome=one.outcome,
        outcome_name=voice.outcome_name(one.outcome, lang),
        sign=OUTCOME_SIGNS[one.outcome],
        counted=counted(one.universe, lang),
        about=", ".join(text for text in about if text),
        publisher=one_line(one.publisher),
        source=held.title.get(lang, one.source) if held else proof.title(one.source, lang),
        letter=held.letter if held else "",
        computed=one.computed,
        unit=one.unit,
        computed_said=computed,
        difference=_difference(one, lang),
        covered=covered,
        formula=voice.formula(one, lang) if one.computed is not None else "",
        reason=voice.definition_text(one, lang),
        flags=tuple(voice.flag_text(flag, lang) for flag in one.flags if flag in FLAGS),
        rows=tuple(_row(given, one.unit, proof, lang) for given in one.inputs),
        cites=one.cites,
        best=best,
    )


def _difference(one: Definition, lang: str) -> str:
    """Computed minus claimed with its sign, its size over the claim, and what the rounding allows.

    Nothing of a sum that is a part, or of a thing that is another: their difference would be read as a fault of the claim.
    """
    if one.difference is None or one.outcome in ("incomplete", "not_comparable"):
        return ""
    if not one.difference:
        return word("equal", lang)
    said = amount(one.difference, one.unit, lang, signed=True)
    if one.relative is not None:
        said += f" ({word('unit_percent', lang, number=number(round(100 * one.relative, 1), lang))})"
    if one.allowed is not None:
        said += f"; {word('allowed', lang, amount=amount(one.allowed, one.unit, lang))}"
    return said


def _row(one: Input, unit: str, proof: Proof, lang: str) -> Row:
    return Row(
        period=window(one.period, lang) if len(one.period) > 6 else one.period,
        value=one.value,
        said=voice.blank_text(one.blank, lang) if one.value is None else amount(one.value, unit, lang),
        provisional=one.maturity in PROVISIONAL,
        cells=tuple(_cell(cite, proof, lang) for cite in one.cites),
    )


def _cell(cite: str, proof: Proof, lang: str) -> Cell:
    held = proof.files.get(cite.partition("@")[2][:SHORT])
    return Cell(cite, held.letter if held else "", short_place(proof.cells.get(cite, ""), lang))


def short_place(text: str, lang: str) -> str:
    """A locator in words short enough for a table."""
    if not text:
        return ""
    try:
        place = parse_locator(text)
    except CuadernoError:
        return text
    if isinstance(place, SheetCell):
        return place.cell
    if isinstance(place, TableCell):
        return word("row_column", lang, row=place.row, column=place.column)
    return place.describe(lang)


def _stood(one: Evidence, lang: str) -> Stood:
    return Stood(
        title=one_line(one.title.get(lang, "")),
        stage=stage(one.stage, lang),
        date=window(one.date, lang) if len(one.date) == 10 else when(one.date, one.date, lang),
        reference=one_line(one.reference),
        mark=one_line(one.mark),
        citation=one.cite,
    )
