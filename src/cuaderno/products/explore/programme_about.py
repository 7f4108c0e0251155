"""What the catalogue says of a programme, who speaks of it, and which totals count it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from cuaderno.products.explore.programmes_held import memberships, parts_of, said_of, source_name
from cuaderno.products.page import Block, Item, Items, Paragraph, Section, Span, Spans, Table
from cuaderno.products.pieces import text
from cuaderno.products.words import amount_digits, unit_words, vocabulary
from cuaderno.statements.measures import stage as stage_of
from cuaderno.statements.periods import parse_period
from cuaderno.statements.programmes import Programme, all_programmes, programme
from cuaderno.statements.umbrellas import Reading, all_readings
from cuaderno.statements.universes import ANY_SOURCE, Member

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger
    from cuaderno.products.explore.words import Voice


def about_sections(one: Programme, voice: Voice) -> Iterator[Section]:
    """What it is, and what overlaps with it."""
    blocks: list[Block] = [Items(tuple(_facts(one, voice)))]
    if one.unverified:
        blocks.append(Paragraph(voice.say("unverified_note"), "note"))
    yield Section("about", voice.word("about"), tuple(blocks))
    edges = tuple(_edges(one, voice))
    if edges:
        said = Paragraph(voice.say("edges_sentence"))
        yield Section("overlaps", voice.word("edges"), (said, Items(edges)))


def _facts(one: Programme, voice: Voice) -> Iterator[Item]:
    lang = voice.lang

    def item(name: str, said: Spans, field: str = "") -> Item:
        mark = (Span("text", " "), *_mark(voice)) if (field or name) in one.unverified else ()
        return Item(voice.say(name), (*said, *mark))

    if "name" in one.unverified:
        yield item("name", vocabulary(one.name(lang)))
    if one.authority:
        yield item("authority", vocabulary(one.law(lang)))
    account = voice.say("no_account")
    if one.account:
        account = (Span("code", one.account),)
        if one.account_agency:
            agency = Span("code", one.account_agency)
            account = voice.say("account_text", account=account, agency=agency)
    yield item("account", account)
    yield item("run_by", vocabulary(one.run_by(lang)))
    if one.first_year or one.last_year:
        yield item("exists", _years(one, voice), "from" if "from" in one.unverified else "to")
    if "figures" in one.unverified:
        yield item("means", vocabulary(one.figures(lang)), "figures")
    if not one.assistance:
        yield Item((), voice.say("not_assistance"))
    if one.also:
        yield item("also", vocabulary(", ".join(one.also)))
    yield item("evidence", vocabulary(one.evidence))


def _mark(voice: Voice) -> Spans:
    return (Span("text", "("), Span("strong", voice.word("unverified")), Span("text", ")"))


def _years(one: Programme, voice: Voice) -> Spans:
    first, last = (Span("time", str(year or ""), value=str(year or "")) for year in (one.first_year, one.last_year))
    if one.first_year and one.last_year:
        return voice.say("between", first=first, last=last)
    return voice.say("since", first=first) if one.first_year else voice.say("until", last=last)


def _edges(one: Programme, voice: Voice) -> Iterator[Item]:
    """Each kind of overlap with the programmes on its other end, and what it does to figures."""
    known = all_programmes()
    kinds = (
        ("parent", (one.parent,) if one.parent else (), "parent"),
        ("parts", parts_of(one.code), ""),
        ("funds", one.funds, "funds"),
        ("funded_by", tuple(each.code for each in known if one.code in each.funds), ""),
        ("executed_through", one.executed_through, "executed_through"),
        ("carries_out", tuple(each.code for each in known if one.code in each.executed_through), ""),
    )
    for name, codes, field in kinds:
        if codes:
            doubtful = {code for code in codes if _doubtful(one, code, name, field)}
            note = voice.word(f"{name}_note") if name not in ("parent", "parts") else ""
            said = tuple(_listed(codes, doubtful, voice))
            yield Item(voice.say(name), (*said, Span("text", f". {note}")) if note else said)


def _doubtful(one: Programme, code: str, kind: str, own: str) -> bool:
    """Whether the edge is one of those that no document has confirmed: it is told by the entry that it goes out from."""
    if own:
        return own in one.unverified
    field = {"parts": "parent", "funded_by": "funds", "carries_out": "executed_through"}[kind]
    return field in programme(code).unverified


def _listed(codes: Iterable[str], doubtful: Collection[str], voice: Voice) -> Iterator[Span]:
    for number, code in enumerate(codes):
        if number:
            yield Span("text", ", ")
        yield Span("text", programme(code).name(voice.lang), names=f"programme/{code}")
        yield Span("text", " (")
        yield Span("code", code)
        yield Span("text", ")")
        if code in doubtful:
            yield from (Span("text", " "), *_mark(voice))


# ---- who speaks of it


def sources_section(ledger: Ledger, one: Programme, voice: Voice) -> Section:
    """Which sources speak of it at which stage, since when; of a label, its readings."""
    if one.is_umbrella:
        return _readings(one, voice)
    lang, said = voice.lang, said_of(ledger, one.code)
    if not said:
        return Section("spoken", voice.word("sources"), (Paragraph(voice.say("sources_none")),))
    named = sorted(said, key=lambda each: (ledger.store.source(each.source).rank, each.source))
    rows = tuple(
        (
            (Span("text", source_name(ledger, each.source, lang), names=f"source/{each.source}"),),
            text(stage_of(each.stage).name(lang)),
            unit_words(lang, each.unit),
            (_year(each.first),),
            (_year(each.last),),
            (Span("count", amount_digits(lang, str(each.count))),),
        )
        for each in named
    )
    heads = ("source", "stage", "unit", "first", "last", "statements")
    kinds = ("text", "text", "text", "period", "period", "money")
    caption = voice.say("sources_sentence")
    table = Table(caption, tuple(voice.say(head) for head in heads), (), kinds, rows)
    return Section("spoken", voice.word("sources"), (table,))


def _year(code: str) -> Span:
    year = str(parse_period(code).year)
    return Span("time", year, value=code)


def _readings(one: Programme, voice: Voice) -> Section:
    lang = voice.lang
    items = tuple(
        Item(
            (*vocabulary(f"{each.name(lang)} "), Span("text", "("), Span("code", each.code), Span("text", ")")),
            (*vocabulary(each.sentence(lang)), *_counted(each, voice)),
        )
        for each in all_readings()
        if each.umbrella == one.code
    )
    return Section("readings", voice.word("readings"), (Paragraph(voice.say("readings_sentence")), Items(items)))


def _counted(reading: Reading, voice: Voice) -> Spans:
    if not reading.programmes:
        return ()
    listed = tuple(_listed(reading.programmes, (), voice))
    return (Span("text", " "), *voice.say("counts", programmes=listed))


# ---- which totals count it


def universes_section(ledger: Ledger, one: Programme, voice: Voice) -> Section:
    """The universes that count it: by what, in which source, between which years."""
    found = memberships(ledger, one.code)
    if not found:
        return Section("universes", voice.word("universes"), (Paragraph(voice.say("universes_none")),))
    rows = []
    for each in found:
        for row in each.rows:
            name: Spans = (Span("code", each.universe.code), Span("text", f" {each.universe.name(voice.lang)}"))
            rows.append((name, _of(ledger, row, voice), _by(row, voice), _when(row, voice)))
    heads = ("universe", "source", "by_what", "exists")
    caption = voice.say("universes_sentence")
    heads_said = tuple(voice.say(head) for head in (*heads[:3], "held_term"))
    return Section("universes", voice.word("universes"), (Table(caption, heads_said, (), ("text",) * 4, tuple(rows)),))


def _of(ledger: Ledger, row: Member, voice: Voice) -> Spans:
    if row.source == ANY_SOURCE:
        return voice.say("every_source")
    if row.source not in ledger.store.manifest.sources:
        return (Span("code", row.source),)
    return (Span("text", source_name(ledger, row.source, voice.lang), names=f"source/{row.source}"),)


def _by(row: Member, voice: Voice) -> Spans:
    return voice.say(f"member_{row.field}", **({"value": Span("cite", row.value)} if row.value else {}))


def _when(row: Member, voice: Voice) -> Spans:
    if row.first_year is None and row.last_year is None:
        return voice.say("all_years")
    first, last = (Span("time", str(year or ""), value=str(year or "")) for year in (row.first_year, row.last_year))
    if row.last_year is None:
        return voice.say("since", first=first)
    return voice.say("until", last=last) if row.first_year is None else voice.say("between", first=first, last=last)
