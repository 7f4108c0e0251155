"""The catalogue of programmes as a readable list: by kind, parts under what they are parts of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cuaderno.products.explore.programmes_held import parts_of, said_of
from cuaderno.products.explore.words import Voice
from cuaderno.products.page import Span, Spans
from cuaderno.products.words import vocabulary
from cuaderno.statements.periods import parse_period
from cuaderno.statements.programmes import Programme, all_programmes

if TYPE_CHECKING:
    from collections.abc import Callable

    from cuaderno.ledger.ledger import Ledger

MARKED = {"authority", "run_by", "account", "name", "figures"}
"""The fields of an entry that are marked where they stand; other unverified facts are marked on its own page."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A programme in the list. `doubtful` are the fields that no document has confirmed yet."""

    code: str
    href: str
    name: Spans
    run_by: Spans
    authority: Spans
    means: Spans
    years: Spans
    doubtful: frozenset[str]
    parts: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The programmes of one kind."""

    id: str
    title: str
    note: str
    entries: tuple[Entry, ...]


def listed(ledger: Ledger, lang: str, link: Callable[[str], str]) -> tuple[Group, ...]:
    """Every programme of the catalogue by kind, in its order; `link` is the address of a page by its path."""
    voice = Voice("programme", lang)
    return tuple(_groups(ledger, voice, link))


def _groups(ledger: Ledger, voice: Voice, link: Callable[[str], str]) -> Iterator[Group]:
    known = all_programmes()
    for kind in dict.fromkeys(one.kind for one in known):
        entries = tuple(_entry(ledger, one, voice, link) for one in known if one.kind == kind and not one.parent)
        if entries:
            note = voice.word("umbrella_sentence") if kind == "umbrella" else ""
            yield Group(kind, voice.word(f"kind_{kind}"), note, entries)


def _entry(ledger: Ledger, one: Programme, voice: Voice, link: Callable[[str], str]) -> Entry:
    lang = voice.lang
    known = {each.code: each for each in all_programmes()}
    return Entry(
        one.code,
        link(f"/programme/{one.code}"),
        vocabulary(one.name(lang)),
        vocabulary(one.run_by(lang)),
        vocabulary(one.authority),
        vocabulary(one.figures(lang)),
        years_held(ledger, one.code, voice),
        frozenset(one.unverified) & MARKED,
        tuple(_entry(ledger, known[code], voice, link) for code in parts_of(one.code)),
    )


def years_held(ledger: Ledger, code: str, voice: Voice) -> Spans:
    """The first and the last year of which the ledger holds a statement of a programme, by its year or the year of its day."""
    said = said_of(ledger, code)
    if not said:
        return voice.say("nothing_held")
    first = str(min(parse_period(one.first).year for one in said))
    last = str(max(parse_period(one.last).year for one in said))
    if first == last:
        return voice.say("held_one", first=Span("time", first, value=first))
    return voice.say("held", first=Span("time", first, value=first), last=Span("time", last, value=last))
