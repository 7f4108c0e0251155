"""The page of a fact that is told by dated stages: a commitment that is kept by hand, or an event of a published list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cuaderno.products.commitments import spoken, viewed_stage
from cuaderno.products.explore.statement import Fact, Links, file_facts
from cuaderno.products.explore.words import Voice
from cuaderno.products.page import Span, Spans
from cuaderno.products.words import vocabulary
from cuaderno.sources.card import load_card
from cuaderno.statements.locator import parse_locator
from cuaderno.statements.places import place
from cuaderno.statements.relation import relation_type, word
from cuaderno.statements.statement import citation

if TYPE_CHECKING:
    from cuaderno.ledger.commitments import RelationCitation
    from cuaderno.ledger.ledger import Ledger
    from cuaderno.statements.relation import DatedStage, Party


@dataclass(frozen=True, slots=True)
class Event:
    """A dated stage: when, what is told of it, how well it is known, by which document, and where it stands in the table."""

    date: Spans
    stage: str
    told: tuple[Spans, ...]
    evidence: str
    unverified: bool
    reference: Spans
    place: str
    exact: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation as its page shows it."""

    citation: str
    title: str
    source: Fact
    subtitle: Spans
    facts: tuple[Fact, ...]
    events: tuple[Event, ...]
    by_hand: bool
    held: bool
    file: tuple[Fact, ...]
    others: tuple[tuple[str, str], ...]


def opened(ledger: Ledger, text: str, lang: str, links: Links) -> Relation | None:
    """The relation behind a citation; None where it cites none. Raises QuestionError, NoAnswer."""
    found = ledger.cite_relation(text)
    if found is None:
        return None
    voice, one = Voice("statement", lang), found.relation
    kind = relation_type(one.type)
    sides = [side for side in (one.party, one.partner) if side]
    info = ledger.store.source(found.snapshot.source)
    return Relation(
        citation=citation(one.key, one.snapshot),
        title=one.title(lang),
        source=Fact(info.publisher, vocabulary(info.title[lang]), links(f"/source/{info.name}")),
        subtitle=voice.say(
            "relation_subtitle", kind=_capital(kind.name(lang)), parties=", ".join(place(side.code).name(lang) for side in sides)
        ),
        facts=(
            Fact(voice.word("kind"), vocabulary(_capital(kind.name(lang))), note=vocabulary(kind.binds(lang))),
            *(_side(side, voice, links) for side in sides),
        ),
        events=tuple(_events(found, lang)),
        by_hand=load_card(found.snapshot.source).own is not None,
        held=found.held,
        file=tuple(file_facts(ledger, found.snapshot, voice)),
        others=tuple((other, links(f"/statement/{other}")) for other in found.others),
    )  # fmt: skip


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _side(side: Party, voice: Voice, links: Links) -> Fact:
    found = place(side.code)
    role = word("roles", side.role).name(voice.lang) if side.role else ""
    told: Spans = (
        (Span("text", f"{voice.word('published_name')} "), Span("cite", side.published))
        if side.published not in ("", found.name_en, found.name_es)
        else ()
    )
    term = _capital(role) or voice.word("parties")
    return Fact(term, (Span("text", found.name(voice.lang)),), links(f"/place/{side.code}"), told)


def _events(found: RelationCitation, lang: str) -> Iterator[Event]:
    for one in found.relation.stages:
        yield Event(
            date=_when(one, lang),
            stage=_capital(viewed_stage(one, lang)),
            told=tuple(
                vocabulary(part)
                for part in (one.instrument, one.place, one.persons, one.purpose, one.note(lang))
                if part
            ),
            evidence="" if one.evidence == "seen" else word("evidence", one.evidence).name(lang),
            unverified=one.evidence == "unverified",
            reference=(Span("cite", one.reference),) if one.reference else (),
            place=parse_locator(one.locator).describe(lang) if one.locator else "",
            exact=one.locator,
        )


def _when(one: DatedStage, lang: str) -> Spans:
    first = Span("time", spoken(one.date, lang), value=one.date)
    return (
        (first, Span("text", " – "), Span("time", spoken(one.date_end, lang), value=one.date_end))
        if one.date_end
        else (first,)
    )
