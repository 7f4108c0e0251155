"""The commitments of a place as of a day: the brief's timeline and lists, each relation leading to its own page.

The words and lists are those of the brief (`ties`), so both say the same; here a place may be narrowed to a partner and to types, the
drawing has a table of every dated stage, and every table cited is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from cuaderno.products.about import faults, snapshots
from cuaderno.products.commitments import spoken
from cuaderno.products.compose import COMMAND, template_words
from cuaderno.products.explore.words import Voice
from cuaderno.products.notes import files
from cuaderno.products.page import Block, Chart, Items, Page, Paragraph, Section, Span, Spans, Table
from cuaderno.products.relating import relations_sections
from cuaderno.products.ties import say as tie
from cuaderno.products.words import cited, day, plain, say, vocabulary

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger
    from cuaderno.products.bonds import Commitment, DatedLine, OfType, RelationsView

_CITE = "cuaderno cite "
_UNVERIFIED = ("unverified_status", "unverified_day")


@dataclass(frozen=True, slots=True)
class Ways:
    """The same question elsewhere: on the command line, and of the API ("" where there is none)."""

    command: str
    api: str


def commitments_page(ledger: Ledger, view: RelationsView, lang: str, ways: Ways, *, narrow: bool = False) -> Page:
    """The page of a place's commitments; `narrow` says that types were named, so that what is not there was not asked for."""
    voice = Voice("commitments", lang)
    groups = [group for part in view.parts for group in part.groups]
    title = view.place.name.in_(lang)
    if view.partner:
        title = voice.word("two", place=title, partner=view.partner.name.in_(lang))
    told = (one for one in relations_sections(view, lang) if _asked_for(one, view, narrow=narrow))
    sections = [_linked(one, view, lang) for one in told]
    sections.append(Section("elsewhere", voice.word("elsewhere_title"), _elsewhere(ways, voice)))
    return page_of(
        ledger,
        lang,
        view.snapshots,
        title=title,
        subtitle=voice.say("as_of", day=day(lang, view.as_of)),
        deck=(counted(groups, voice),) if groups else (),
        sections=tuple(sections),
    )


def page_of(
    ledger: Ledger, lang: str, cited_tables: Iterable[str], *, title: str, subtitle: Spans, deck: tuple[Spans, ...],
    sections: tuple[Section, ...],
) -> Page:  # fmt: skip
    """A page of relations with the tables it cites."""
    found = snapshots(ledger, frozenset(cited_tables))
    known = {one.source: faults(ledger.store.source(one.source)) for one in found}
    return Page(
        lang=lang,
        kicker=Voice("commitments", lang).word("kicker"),
        title=title,
        subtitle=subtitle,
        deck=deck,
        standing=(),
        sections=sections,
        files=files(found, (), known, lang),
        notes=(),
        sources=say(lang, "sources_sentence", command=Span("code", COMMAND)),
        words=template_words(lang),
    )


def counted(groups: Sequence[OfType], voice: Voice) -> Spans:
    """How many there are, how many in force, and how many rest on dates that differ or are unverified."""
    every = [one for group in groups for one in group.shown]
    numbers = {
        "count": sum(group.count for group in groups),
        "force": sum(group.in_force for group in groups),
        "differ": sum(bool(one.conflicts) for one in every),
        "unverified": sum(any(code in one.rests for code in _UNVERIFIED) for one in every),
    }
    return voice.say("counted", **{name: Span("count", str(number)) for name, number in numbers.items()})


def _asked_for(section: Section, view: RelationsView, *, narrow: bool) -> bool:
    """Whether a section belongs there: one that says that nothing is held does not where only other types were asked for."""
    there = view.visits if section.id == "visits" else view.parts or view.later
    return bool(there) or not narrow


def _elsewhere(ways: Ways, voice: Voice) -> tuple[Block, ...]:
    said = [Paragraph(voice.say("command", command=Span("code", ways.command)))]
    if ways.api:
        said.append(Paragraph(voice.say("api", address=Span("code", ways.api, href=ways.api))))
    return tuple(said)


def _linked(section: Section, view: RelationsView, lang: str) -> Section:
    """A section of the brief whose relations lead to their pages, and whose drawing has its table."""
    groups = iter(
        [
            group
            for part in view.parts
            for group in part.groups
            if (part.code == "provides") == (section.id == "provides")
        ]
    )
    untrue = _none_between(view, lang) if view.later else None
    kept = (one for one in section.blocks if one != untrue)
    return replace(section, blocks=tuple(_block(one, groups, view, lang) for one in kept))


def _none_between(view: RelationsView, lang: str) -> Paragraph:
    """What the brief says where nothing is between two on the day, though the ledger may hold what came later."""
    partner = view.partner.name.in_(lang) if view.partner else ""
    return Paragraph(tie(lang, "between_none", place=view.place.name.in_(lang), partner=partner))


def _block(one: Block, groups: Iterator[OfType], view: RelationsView, lang: str) -> Block:
    if isinstance(one, Items) and one.style == "plain" and (group := next(groups, None)):
        pairs = zip(one.items, group.shown, strict=True)
        return replace(one, items=tuple(replace(item, term=_to(item.term, held.citation)) for item, held in pairs))
    if isinstance(one, Table):
        return replace(one, rows=tuple(tuple(_cell(cell) for cell in row) for row in one.rows))
    if isinstance(one, Chart):
        shown = [held for part in view.parts for group in part.groups for held in group.shown]
        return replace(one, table=stages_table(shown, view.as_of, lang), beside=None)
    return one


def _to(spans: Spans, citation: str) -> Spans:
    """One link, however many pieces its words are made of."""
    return (Span("cite", plain(spans), names=_page(citation)),)


def _page(citation: str) -> str:
    """The page of a relation, by its citation."""
    return f"statement/{citation}"


def _cell(spans: Spans) -> Spans:
    """A cell whose command that opens a citation is the citation, leading to its page."""
    return tuple(_opened(span) if span.kind == "code" and span.text.startswith(_CITE) else span for span in spans)


def _opened(span: Span) -> Span:
    citation = span.text.removeprefix(_CITE)
    return Span("code", citation, names=_page(citation))


def stages_table(shown: Iterable[Commitment], as_of: str, lang: str) -> Table:
    """Every dated stage in time, what the commitment is worth on the day, and where the date is said: what the drawing shows."""
    voice = Voice("commitments", lang)
    pairs = sorted(
        ((line, one) for one in shown for line in one.stages),
        key=lambda pair: (pair[0].date or "9999", pair[1].citation),
    )
    return Table(
        voice.say("stages_caption", day=day(lang, as_of)),
        tuple(voice.say(f"head_{name}") for name in ("date", "stage", "commitment", "worth", "marks", "said", "citation")),
        (),
        ("period", "text", "text", "text", "text", "text", "text"),
        tuple(_stage(line, one, voice) for line, one in pairs),
    )  # fmt: skip


def _stage(line: DatedLine, one: Commitment, voice: Voice) -> tuple[Spans, ...]:
    lang = voice.lang
    dates = [date for date in (line.date, line.date_end) if date]
    when = chain.from_iterable((Span("text", " – "), Span("time", spoken(date, lang), value=date)) for date in dates)
    marks = "; ".join(voice.word(f"mark_{mark}") for mark in line.marks)
    seen = voice.say("seen", day=Span("time", spoken(line.seen_on, lang), value=line.seen_on)) if line.seen_on else ()
    return (
        tuple(when)[1:] or voice.say("no_date"),
        vocabulary(line.name.in_(lang)),
        _to(vocabulary(one.title.in_(lang)), line.citation),
        vocabulary(one.says.in_(lang)),
        vocabulary(marks),
        (*(cited(line.reference) or voice.say("no_source")), *seen),
        (Span("code", line.citation, names=_page(line.citation)),),
    )
