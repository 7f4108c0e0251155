"""The page of a statement: what one published cell says, where it stands, and what stands around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cuaderno.ledger import cite as citing
from cuaderno.ledger.cite import PART
from cuaderno.ledger.gaps import BLANKS
from cuaderno.ledger.surroundings import surroundings
from cuaderno.products.explore.around import Rows, held_rows, published_rows
from cuaderno.products.explore.words import Voice, table
from cuaderno.products.page import Span, Spans
from cuaderno.products.words import amount, amount_digits, day, period, plain, unit_words, vocabulary
from cuaderno.sources.card import load_card
from cuaderno.statements.locator import parse_locator
from cuaderno.statements.measures import stage
from cuaderno.statements.money import split_unit
from cuaderno.statements.places import place
from cuaderno.statements.programmes import programme

if TYPE_CHECKING:
    from cuaderno.ledger.cite import Citation, Reopened
    from cuaderno.ledger.ledger import Ledger
    from cuaderno.sources.snapshot import Snapshot
    from cuaderno.statements.statement import Statement

Links = Callable[[str], str]
"""The address of a page by its path."""

VERBATIM = ("label", "account", "agency", "executor", "sector", "category")
"""What a source says of a statement in its own words."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A term and what is to be said of it; `href` is the page that says more of it, `note` what stands below in small."""

    term: str
    text: Spans
    href: str = ""
    note: Spans = ()


@dataclass(frozen=True, slots=True)
class Said:
    """The same statement in one snapshot: the day it speaks for, the value, and its page ("" of this page)."""

    snapshot: str
    as_of: Spans
    value: Span
    href: str


@dataclass(frozen=True, slots=True)
class Told:
    """A statement as its page shows it. `value` is a figure or blank with `unit` in words; `newer` leads to a newer snapshot's."""

    citation: str
    title: str
    source: Fact
    value: Span
    unit: Spans
    subtitle: Spans
    facts: tuple[Fact, ...]
    place: tuple[Fact, ...]
    rows: Rows | None
    again: Spans
    same: bool
    file: tuple[Fact, ...]
    revisions: tuple[Said, ...]
    newer: str


def opened(ledger: Ledger, text: str, lang: str, links: Links) -> Told:
    """The statement behind a citation, with its surroundings. Raises QuestionError, NoAnswer."""
    found = citing.cite(ledger.store, text, reopen=False)
    one, snapshot = found.statement, found.snapshot
    voice = Voice("statement", lang)
    again, around = surroundings(ledger.store, one, snapshot)
    lettered = bool(snapshot.sheet)
    rows = published_rows(voice, around, lettered=lettered) if around and around.lines else None
    if rows is None:
        pages = links("/statement/")
        rows = held_rows(ledger, one, snapshot, voice, lambda other: pages + other.citation)
    where = Span("time", period(lang, one.period, "prose").text, value=one.period)
    what = plain(vocabulary(_what(one, lang))) or voice.word("no_programme")
    value = said_value(one, lang)
    called = value.text if one.value is None else amount(lang, one.value, one.unit, "full")
    receives = place(one.recipient).name(lang)
    return Told(
        citation=one.citation,
        title=voice.word("title", recipient=receives, what=what, period=where.text, value=called),
        source=_source(ledger, found, lang, links),
        value=value,
        unit=unit_words(lang, one.unit),
        subtitle=voice.say(
            "subtitle", provider=place(one.provider).name(lang), recipient=receives, what=vocabulary(what), period=where,
            stage=stage(one.stage).name(lang),
        ),
        facts=tuple(_facts(one, snapshot, again, voice, links)),
        place=tuple(_place(found, voice)),
        rows=rows,
        again=_again(again, voice),
        same=again.status == "unchanged",
        file=tuple(file_facts(ledger, snapshot, voice)),
        revisions=_revisions(ledger, found, lang, links),
        newer="" if found.newest else links(f"/statement/{found.others[-1].citation}"),
    )  # fmt: skip


def said_value(one: Statement, lang: str) -> Span:
    """What a statement says, as a figure or as the reason of its blank."""
    if one.value is None:
        reason = one.blank or "not_reported"
        return Span("blank", BLANKS.get(reason, BLANKS["not_reported"])[lang], value=reason)
    return Span("figure", amount(lang, one.value, one.unit), value=f"{one.value:f}", unit=one.unit)


def _what(one: Statement, lang: str) -> str:
    return programme(one.programme).name(lang) if one.programme else one.account or one.label or ""


def _source(ledger: Ledger, found: Citation, lang: str, links: Links) -> Fact:
    info = ledger.store.source(found.snapshot.source)
    return Fact(info.publisher, vocabulary(info.title[lang]), links(f"/source/{info.name}"))


def _facts(one: Statement, snapshot: Snapshot, again: Reopened, voice: Voice, links: Links) -> Iterator[Fact]:
    lang = voice.lang
    gives, receives = place(one.provider), place(one.recipient)
    yield Fact(voice.word("provider"), _text(gives.name(lang)), links(f"/place/{gives.code}"))
    named = one.recipient_name
    known: Spans = (
        (Span("text", f"{voice.word('published_name')} "), Span("cite", named))
        if named not in ("", receives.name_en, receives.name_es)
        else ()
    )
    yield Fact(voice.word("recipient"), _text(receives.name(lang)), links(f"/place/{receives.code}"), known)
    if one.programme:
        called = vocabulary(f"{programme(one.programme).name(lang)} ({one.programme})")
        yield Fact(voice.word("programme"), called, links(f"/programme/{one.programme}"))
    told: set[str] = {named}
    for name in VERBATIM:
        words = getattr(one, name)
        if words and words not in told:
            told.add(words)
            yield Fact(voice.word(name), (Span("cite", words),))
    at = stage(one.stage)
    yield Fact(voice.word("stage"), _text(at.name(lang)), note=vocabulary(at.plain(lang)))
    role = vocabulary(_date_role(one.date_role, lang))
    yield Fact(voice.word("period"), (period(lang, one.period, "prose"),), note=role)
    yield from _values(one, snapshot, again, voice)
    for name in ("funded_by", "executed_through", "authority", "details"):
        if words := getattr(one, name):
            yield Fact(voice.word(name), (Span("cite", words),))
    if one.flags:
        yield Fact(voice.word("flags"), tuple(_listed(one.flags)))


def _values(one: Statement, snapshot: Snapshot, again: Reopened, voice: Voice) -> Iterator[Fact]:
    """The value as it was read and, where the file is at hand, as it is published; and what was done to it between."""
    lang = voice.lang
    unit = (Span("text", " "), *unit_words(lang, one.unit)) if one.value is not None else ()
    layout = load_card(snapshot.source).layout(snapshot.layout)
    scale = layout.scales.get(split_unit(one.unit)[0], layout.scale)
    factor = Span("count", amount_digits(lang, str(scale)))
    note: Spans = voice.say("scaled", scale=factor) if scale != 1 and one.value is not None else ()
    if PART in one.flags:
        note = voice.say("part")
    yield Fact(voice.word("read"), (said_value(one, lang), *unit), note=note)
    if again.text is not None:
        yield Fact(voice.word("published"), (Span("cite", again.text),))


def _listed(words: tuple[str, ...]) -> Iterator[Span]:
    for number, one in enumerate(words):
        yield from (Span("text", ", "),) if number else ()
        yield Span("code", one)


def _text(words: str) -> Spans:
    return (Span("text", words),)


def _place(found: Citation, voice: Voice) -> Iterator[Fact]:
    where = parse_locator(found.statement.locator)
    yield Fact(voice.word("place"), (Span("cite", where.describe(voice.lang)),))
    if found.column:
        yield Fact(voice.word("column"), (Span("cite", found.column),))
    yield Fact(voice.word("exact"), (Span("code", found.statement.locator),))


def _again(again: Reopened, voice: Voice) -> Spans:
    key = "unchanged_other_file" if again.status == "unchanged" and not again.same_file else again.status
    if again.text is None:
        return voice.say(key)
    return voice.say(key, text=Span("cite", f"“{again.text}”" if voice.lang == "en" else f"«{again.text}»"))


def file_facts(ledger: Ledger, snapshot: Snapshot, voice: Voice) -> Iterator[Fact]:
    """What is known of the published file."""
    lang, info = voice.lang, ledger.store.source(snapshot.source)
    size = voice.say("bytes", size=Span("count", amount_digits(lang, str(snapshot.size))))
    sheet = voice.say("sheet", name=Span("cite", snapshot.sheet)) if snapshot.sheet else ()
    yield Fact(voice.word("publisher"), vocabulary(info.publisher))
    yield Fact(voice.word("file_name"), (Span("code", snapshot.file),), note=(*size, *_then(sheet)))
    yield Fact("SHA-256", (Span("code", snapshot.sha256),))
    spoken: Spans = (day(lang, snapshot.as_of),) if snapshot.as_of else voice.say("day_unknown")
    yield Fact(voice.word("as_of"), spoken, note=(Span("cite", snapshot.evidence),) if snapshot.evidence else ())
    if snapshot.retrieved:
        yield Fact(voice.word("retrieved"), (day(lang, snapshot.retrieved),))
    for key, address in (("address", snapshot.address or info.address), ("homepage", info.homepage)):
        if address:
            yield Fact(voice.word(key), (Span("code", address),), address)
    yield Fact(voice.word("licence"), vocabulary(info.licence))


def _then(more: Spans) -> Spans:
    return (Span("text", ", "), *more) if more else ()


def _revisions(ledger: Ledger, found: Citation, lang: str, links: Links) -> tuple[Said, ...]:
    """The statement in every snapshot that has it, oldest first; none where there is one."""
    if not found.others:
        return ()
    snapshots = {one.snapshot: one for one in ledger.snapshots}
    every = sorted((*found.others, found.statement), key=lambda one: snapshots[one.snapshot].order)
    return tuple(
        Said(
            one.snapshot,
            (day(lang, snapshots[one.snapshot].as_of),)
            if snapshots[one.snapshot].as_of
            else (Span("code", snapshots[one.snapshot].file),),
            said_value(one, lang),
            "" if one is found.statement else links(f"/statement/{one.citation}"),
        )
        for one in every
    )


def _date_role(role: str, lang: str) -> str:
    """What its date is the date of; as the card says it where the card is a reader's own."""
    said = table("date_roles").get(role)
    return said[lang] if said else role
