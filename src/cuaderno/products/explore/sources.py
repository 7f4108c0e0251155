"""The sources as a list: those the ledger holds files of, and those it only knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cuaderno.ledger.manifest import SourceInfo
from cuaderno.products.explore.words import Voice
from cuaderno.products.page import Span, Spans
from cuaderno.products.words import amount_digits, vocabulary
from cuaderno.sources.card import load_card, source_names
from cuaderno.statements.periods import parse_period

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cuaderno.ledger.ledger import Ledger
    from cuaderno.sources.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Entry:
    """A source in the list; `held` says what the ledger holds of it."""

    name: str
    title: Spans
    publisher: Spans
    covers: Spans
    cadence: Spans
    licence: Spans
    held: Spans


def source_info(ledger: Ledger, name: str) -> SourceInfo:
    """What is known of a source: as the ledger keeps it, or else as its card has it. Raises UnknownName."""
    held = ledger.store.manifest.sources.get(name)
    return held or SourceInfo.of(load_card(name))


def listed(ledger: Ledger, lang: str) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """The sources of which something is held, by their rank, and those of which nothing is."""
    known = dict.fromkeys((*ledger.store.manifest.sources, *source_names()))
    held = {one.source for one in ledger.snapshots}
    entries = sorted((source_info(ledger, name) for name in known), key=lambda one: (one.rank, one.name))
    made = {one.name: _entry(ledger, one, Voice("source", lang)) for one in entries}
    return tuple(made[name] for name in made if name in held), tuple(made[name] for name in made if name not in held)


def _entry(ledger: Ledger, one: SourceInfo, voice: Voice) -> Entry:
    lang = voice.lang
    mine = [each for each in ledger.snapshots if each.source == one.name]
    return Entry(
        one.name,
        vocabulary(one.title[lang]),
        vocabulary(one.publisher),
        vocabulary(one.coverage[lang]),
        vocabulary(one.cadence[lang]),
        vocabulary(one.licence),
        held_of(mine, voice),
    )


def held_of(snapshots: Iterable[Snapshot], voice: Voice) -> Spans:
    """How many statements stand in how many files, of which years."""
    mine = list(snapshots)
    if not mine:
        return voice.say("nothing_held")
    files: Spans = voice.say("one_file")
    if len(mine) > 1:
        files = voice.say("many_files", count=counted(len(mine), voice.lang))
    return voice.say(
        "statements_count",
        statements=counted(sum(one.accounting.statements for one in mine), voice.lang),
        files=files,
        years=_years(mine),
    )


def _years(snapshots: Iterable[Snapshot]) -> Spans:
    told = {code for one in snapshots for periods in one.coverage.values() for code in periods if code}
    years = {parse_period(code).year for code in told}
    if not years:
        return ()
    first, last = str(min(years)), str(max(years))
    said = first if first == last else f"{first}–{last}"
    return (Span("time", said, value=said),)


def counted(number: int, lang: str) -> Span:
    """A number that the ledger counts."""
    return Span("count", amount_digits(lang, str(number)), value=str(number))
