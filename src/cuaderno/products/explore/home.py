"""The first page: the world map, a few telling figures, and what the ledger holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cuaderno.errors import CuadernoError
from cuaderno.ledger.rows import COLUMNS, as_statement
from cuaderno.ledger.store import Store
from cuaderno.products.explore.answered import answered
from cuaderno.products.explore.asked import Asked
from cuaderno.products.explore.cited import cited_page
from cuaderno.products.explore.map import Link, map_section
from cuaderno.products.explore.map_choices import stages_of
from cuaderno.products.explore.ranked import Ranked, ranked
from cuaderno.products.explore.words import Voice
from cuaderno.products.page import Item, Items, Page, Paragraph, Section, Span, Spans
from cuaderno.products.words import amount_digits, day, figure, period, unit_words, vocabulary, within
from cuaderno.statements.places import place

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger
    from cuaderno.products.explore.cited import Citing
    from cuaderno.products.shapes import Fig
    from cuaderno.statements.statement import Statement

RANKED = 10
NAMED = 3

CLAIM = Asked(recipient="COL", programme="FMF", stage="stated", source="published_figures")
CLAIMED_YEARS = "2017-2023"
"""The figure that Cuaderno began with: what a fact sheet says that Colombia received in Foreign Military Financing."""


@dataclass(frozen=True, slots=True)
class Newest:
    """A question whose newest settled year is told: `key` names its words."""

    key: str
    asked: Asked


NEWEST = (
    Newest("requested", Asked(universe="D6", stage="requested", by="recipient")),
    Newest("disbursed", Asked(universe="D6", stage="disbursed", by="recipient")),
    Newest("trained", Asked(stage="trained", unit="sessions", by="recipient")),
    Newest("notified", Asked(stage="notified", by="recipient")),
)


DEPLOYED = Asked(recipient="UN", stage="deployed", source="peacekeeping", by="provider")


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much a ledger holds: sources, files, figures' statements, dated stages of relations, first and last year."""

    sources: int
    files: int
    statements: int
    relations: int
    first: str
    last: str


def holdings(ledger: Ledger) -> Holdings:
    """Count what a ledger holds."""
    figures = [one for one in ledger.snapshots if not one.relations]
    years = sorted(
        code[2:6] for one in figures for some in one.coverage.values() for code in some if code[:2] in ("FY", "CY")
    )
    return Holdings(
        len({one.source for one in ledger.snapshots}),
        len(ledger.snapshots),
        sum(one.accounting.statements for one in figures),
        sum(one.accounting.statements for one in ledger.snapshots if one.relations),
        years[0] if years else "",
        years[-1] if years else "",
    )


def home_page(citing: Citing, found: Ranked | None, lang: str, link: Link, *, cells: bool) -> Page:
    """The first page with its figures; without a map where the ledger has none to show."""
    voice = Voice("home", lang)
    held = holdings(citing.ledger)
    items = tuple(entries(citing, lang, cells=cells))
    told = Section(
        "entries", voice.word("entries"), (Paragraph(voice.say("entries_lead"), "lead"), Items(items, "figures"))
    )
    world = (map_section(found, lang, link, title=voice.word("map"), most=RANKED),) if found else ()
    return cited_page(
        citing,
        lang,
        kicker=voice.word("kicker"),
        title=voice.word("title"),
        subtitle=voice.say(
            "sentence",
            statements=Span("count", amount_digits(lang, str(held.statements))),
            files=Span("count", amount_digits(lang, str(held.files))),
        ),
        sections=(*world, told) if items else world,
        cells=cells,
    )


def entries(citing: Citing, lang: str, *, cells: bool) -> Iterator[Item]:
    """The telling figures, those of them that this ledger can tell."""
    voice = Voice("home", lang)
    for made in (_claim(citing, voice, lang), *(_newest(citing, one, voice, lang, cells=cells) for one in NEWEST)):
        if made is not None:
            yield made
    if (made := _deployed(citing, voice, lang)) is not None:
        yield made


def _claim(citing: Citing, voice: Voice, lang: str) -> Item | None:
    """The founding case: what a text says, beside what the ledger can add up of the same years."""
    try:
        said = _claimed(citing.ledger)
        if said is None:
            return None
        known = answered(
            citing,
            Asked(recipient=CLAIM.recipient, programme=CLAIM.programme, stage="obligated", years=CLAIMED_YEARS),
            lang,
        )
    except CuadernoError:
        return None
    covered = known.total.answered.covered
    return Item(
        voice.say("claim_term", place=_place(CLAIM.recipient, lang)),
        voice.say(
            "claim",
            quote=Span("cite", said.label or ""),
            covered=period(lang, f"{covered[0]}-{covered[-1]}", "prose") if covered else "",
            sum=figure(lang, known.sum, "short"),
        ),
        (figure(lang, citing.said(said), "short"),),
    )


def _claimed(ledger: Ledger) -> Statement | None:
    """The statement of the claim, read where its file lies: the first page does not wait until all entries are in memory."""
    files = {one.snapshot: one for one in ledger.snapshots if one.source == CLAIM.source and not one.relations}
    if not files:
        return None
    rows = ledger.store.ask(
        f"SELECT {COLUMNS} FROM {Store.entries_of(ledger.store, files.values())} "
        "WHERE recipient = ? AND programme = ? AND stage = ? ORDER BY snapshot, row, col LIMIT 1",
        [CLAIM.recipient, CLAIM.programme, CLAIM.stage],
    )
    return as_statement(rows[0], files[rows[0][2]], constant=False) if rows else None


def _newest(citing: Citing, one: Newest, voice: Voice, lang: str, *, cells: bool) -> Item | None:
    known = stages_of(citing.ledger, one.asked.universe, one.asked.programme)
    years = known.newest(one.asked.stage)
    if not years:
        return None
    asked = Asked(universe=one.asked.universe, stage=one.asked.stage, unit=one.asked.unit, by=one.asked.by, years=years)
    found = _answer(citing, asked, lang, cells=cells)
    if found is None:
        return None
    said = voice.say(
        one.key,
        names=_largest(found, lang),
        source=vocabulary(found.source),
    )
    return Item(voice.say(f"{one.key}_term", within=within(lang, found.total.window)), said, _sum(found, lang))


def _deployed(citing: Citing, voice: Voice, lang: str) -> Item | None:
    found = _answer(citing, DEPLOYED, lang, cells=False)
    if found is None:
        return None
    said = voice.say(
        "deployed",
        names=_largest(found, lang),
        source=vocabulary(found.source),
    )
    return Item(voice.say("deployed_term", day=day(lang, found.total.window)), said, _sum(found, lang))


def _answer(citing: Citing, asked: Asked, lang: str, *, cells: bool) -> Ranked | None:
    """The answer with its largest countries; nothing more of it is shown, and so nothing more is cited."""
    try:
        total = asked.answer(citing.ledger, lang)
    except CuadernoError:
        return None
    countries = [one for one in total.figures if one.value and place(one.group).kind == "territory"]
    if not total.value or not countries:
        return None
    largest = sorted(countries, key=lambda one: -(one.value or 0))[:NAMED]
    return ranked(citing, asked, total, lang, cells=cells, chosen=tuple(one.group for one in largest))


def _sum(found: Ranked, lang: str) -> Spans:
    """The sum with what it counts, where the figure does not say it."""
    said = _short(found.sum, lang)
    return (said,) if found.sum.unit.startswith("USD") else (said, Span("text", " "), *unit_words(lang, found.sum.unit))


def _short(fig: Fig, lang: str) -> Span:
    return figure(lang, fig, "short" if fig.unit.startswith("USD") else "bare")


def _largest(found: Ranked, lang: str) -> Spans:
    """The countries with the most, each with its figure."""
    spans: list[Span] = []
    for code, fig in zip(found.codes, found.figures, strict=True):
        spans += [Span("text", ", ")] if spans else []
        spans += [_place(code, lang), Span("text", " ("), _short(fig, lang), Span("text", ")")]
    return tuple(spans)


def _place(code: str, lang: str) -> Span:
    return Span("text", place(code).name(lang), names=f"place/{code}")
