"""The page of a source: its card, what it covers, its books, and what its publisher changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cuaderno.ledger.gaps import base_of
from cuaderno.products.explore.cited import Citing, cited_page
from cuaderno.products.explore.source_books import (
    accounting_section,
    checks_section,
    columns_section,
    snapshots_section,
)
from cuaderno.products.explore.source_history import history_section
from cuaderno.products.explore.sources import counted, held_of, source_info
from cuaderno.products.explore.words import Voice
from cuaderno.products.page import Block, Heading, Item, Items, Page, Section, Span, Spans, Table
from cuaderno.products.pieces import FOLDED_FROM, text
from cuaderno.products.words import period, plain, vocabulary
from cuaderno.sources.card import load_card
from cuaderno.statements.measures import stage as stage_of
from cuaderno.statements.periods import last_day
from cuaderno.statements.places import place

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger
    from cuaderno.ledger.manifest import SourceInfo
    from cuaderno.sources.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Compared:
    """Which snapshots are compared, which differences are shown, and from which one on; the newest two by themselves."""

    old: str = ""
    new: str = ""
    kind: str = "changed"
    page: int = 1


def source_page(ledger: Ledger, name: str, compared: Compared, lang: str, *, cells: bool) -> Page:
    """The page of a source. Raises UnknownName; QuestionError, NoAnswer for snapshots that cannot be compared."""
    info, voice, citing = source_info(ledger, name), Voice("source", lang), Citing(ledger)
    mine = tuple(one for one in ledger.snapshots if one.source == name)
    sections = [_card(info, voice)]
    if mine:
        sections += [_coverage(mine, voice), accounting_section(mine, voice), columns_section(name, mine, voice)]
        if any(one.checks for one in mine):
            sections.append(checks_section(mine, voice))
        sections.append(snapshots_section(mine, voice))
        if any(not one.relations for one in mine):
            sections.append(history_section(citing, name, compared, voice))
    return cited_page(
        citing,
        lang,
        kicker=voice.word("kicker"),
        title=plain(vocabulary(info.title[lang])),
        subtitle=(*vocabulary(info.publisher), Span("text", " · "), Span("code", info.name)),
        deck=(held_of(mine, voice),),
        sections=tuple(sections),
        cells=cells,
    )


def _card(info: SourceInfo, voice: Voice) -> Section:
    blocks: list[Block] = [Items(tuple(_facts(info, voice)))]
    if info.known_errors[voice.lang]:
        blocks.append(Heading(voice.say("known_errors"), anchor="known-errors"))
        blocks.append(Items(tuple(Item(vocabulary(one), ()) for one in info.known_errors[voice.lang]), "names"))
    return Section("card", voice.word("card"), tuple(blocks))


def _facts(info: SourceInfo, voice: Voice) -> Iterator[Item]:
    lang, card = voice.lang, load_card(info.name)
    told: list[tuple[str, Spans]] = [
        ("publisher", vocabulary(info.publisher)),
        ("covers", vocabulary(info.coverage[lang])),
        ("cadence", vocabulary(info.cadence[lang])),
        ("complete", _complete(info, voice)),
        ("licence", vocabulary(info.licence)),
        ("terms", vocabulary(info.terms.get(lang, ""))),
        ("provider", text(place(info.provider).name(lang)) if info.provider else ()),
        ("homepage", (Span("code", info.homepage, href=info.homepage),) if info.homepage else ()),
        ("address", (Span("code", info.address, href=info.address),) if info.address else ()),
        ("fetch_note", vocabulary(card.fetch_note)),
        ("final_stages", text(", ".join(stage_of(code).name(lang) for code in info.final_stages))),
        ("rank", voice.say("rank_text", rank=counted(info.rank, lang))),
    ]
    yield from (Item(voice.say(key), said) for key, said in told if plain(said))


def _complete(info: SourceInfo, voice: Voice) -> Spans:
    if not info.complete_through:
        return voice.say("complete_unknown")
    evidence = vocabulary(f" ({info.complete_through_evidence})") if info.complete_through_evidence else ()
    return (period(voice.lang, info.complete_through, "prose"), *evidence)


def _coverage(snapshots: tuple[Snapshot, ...], voice: Voice) -> Section:
    """By line of publications and stage: the first and last period of which anything is said, and how many there are."""
    lang = voice.lang
    told: dict[tuple[str, str], set[str]] = {}
    for one in snapshots:
        for code, periods in one.coverage.items():
            told.setdefault((base_of(one.series), code), set()).update(periods)
    rows = []
    for (series, code), spoken in told.items():
        ordered = sorted(filter(None, spoken), key=last_day)
        if ordered:
            ends = ((period(lang, ordered[0]),), (period(lang, ordered[-1]),))
            rows.append(
                ((Span("code", series),), text(stage_of(code).name(lang)), *ends, (counted(len(ordered), lang),))
            )
    heads = tuple(voice.say(head) for head in ("series", "stage", "first", "last", "periods"))
    kinds = ("text", "text", "period", "period", "money")
    folded = len(rows) > FOLDED_FROM
    summary = voice.word("rows_folded", count=len(rows))
    table = Table(voice.say("coverage_sentence"), heads, (), kinds, tuple(rows), folded=folded, summary=summary)
    return Section("coverage", voice.word("coverage"), (table,))
