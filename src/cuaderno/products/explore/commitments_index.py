"""Every commitment the ledger holds: by type with what each binds to, all of them on one line of years, and the places they concern."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from cuaderno.products import timeline
from cuaderno.products.drawing import svg
from cuaderno.products.explore.commitments import counted, page_of, stages_table
from cuaderno.products.explore.words import Voice
from cuaderno.products.page import Block, Chart, Item, Items, Page, Paragraph, Section, Span, Spans, Table
from cuaderno.products.relating import every_type
from cuaderno.products.ties import say as tie
from cuaderno.products.words import day, plain, vocabulary
from cuaderno.statements.places import place as place_of

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger
    from cuaderno.products.bonds import Commitment, OfType

CHART = "all-commitments"
JOINED = ("MEMBERSHIP", "COLLECTIVE_SECURITY")
"""Types whose parties joined on the same days: a drawing of them would be a few towers, so the one of all types leaves them out."""


OfOneType = Callable[[str, str], str]
"""The address of a place's commitments of one type, by the codes of both; "" where a state has no address."""


def index_page(ledger: Ledger, lang: str, link: OfOneType, as_of: str = "") -> Page:
    """The page of all commitments on a day. Raises QuestionError (a day that is none)."""
    voice = Voice("commitments", lang)
    on, groups, tables = every_type(ledger.store, as_of)
    shown = [one for group in groups for one in group.shown]
    sections = [
        Section("types", voice.word("types_title"), (_types(groups, voice, link),)),
        Section("timeline", voice.word("timeline_title"), _chart(groups, on, voice)),
        Section("places", voice.word("places_title"), _places(ledger, shown, voice)),
    ]
    return page_of(
        ledger,
        lang,
        tables,
        title=voice.word("all_title"),
        subtitle=voice.say("as_of", day=day(lang, on)),
        deck=(counted(groups, voice),) if groups else (),
        sections=tuple(section for section in sections if section.blocks),
    )


def _types(groups: Sequence[OfType], voice: Voice, link: OfOneType) -> Table:
    """A row for each type; one whose commitments all concern one place leads to them."""
    rows = []
    for group in groups:
        name = group.name.in_(voice.lang)
        centre = _centre(group)
        address = link(centre, group.type) if centre else ""
        rows.append(
            (
                (
                    Span("strong", name[:1].upper() + name[1:], href=address),
                    Span("text", " "),
                    Span("cite", group.type),
                ),
                (Span("count", str(group.count)),),
                (Span("count", str(group.in_force)),),
                vocabulary(group.binds.in_(voice.lang)),
            )
        )
    heads = tuple(voice.say(f"head_{name}") for name in ("type", "held", "in_force", "binds"))
    return Table(voice.say("types_caption"), heads, (), ("text", "money", "money", "text"), tuple(rows))


def _centre(group: OfType) -> str:
    """The place that all of a type concern, the one that is a party of most things first; "" where there is none."""
    common = set.intersection(*({side.code for side in one.sides} for one in group.shown)) if group.shown else set()
    return "USA" if "USA" in common and len(group.shown) > 1 else next(iter(sorted(common)), "")


def _chart(groups: Sequence[OfType], on: str, voice: Voice) -> tuple[Block, ...]:
    groups = [group for group in groups if group.type not in JOINED]
    shown = [one for group in groups for one in group.shown]
    marks = timeline.marks(shown)
    if not marks:
        return ()
    lang = voice.lang
    drawing = timeline.timeline(marks)
    said = {
        letter: plain(tie(lang, f"lane_{label.text}")) if label.kind == "lane" else label.text
        for letter, label in drawing.labels.items()
    }
    kinds = {colour: kind for kind, colour in timeline.COLOURS.items()}
    first, last = (Span("time", str(year), value=str(year)) for year in timeline.years(marks))
    count = Span("count", str(sum(group.count for group in groups)))
    sentence = voice.say("all_sentence", count=count, first=first, last=last, day=day(lang, on))
    colours = tuple((colour, plain(tie(lang, f"kind_{kinds[colour]}"))) for colour in drawing.colours)
    note: Spans = (*tie(lang, "chart_note"), *tie(lang, "chart_unverified"), *tie(lang, "chart_conflicting"))
    table = stages_table(shown, on, lang)
    return (Chart(CHART, tie(lang, "chart_title"), sentence, colours, svg(drawing, said, CHART), note, table=table),)


def _places(ledger: Ledger, shown: Sequence[Commitment], voice: Voice) -> tuple[Block, ...]:
    """The places by name with how many commitments and events concern each."""
    bound = Counter(code for one in shown for code in {side.code for side in one.sides})
    visited = Counter(dict(_events(ledger)))
    names = sorted(
        ((place_of(code).name(voice.lang), code) for code in bound | visited), key=lambda one: one[0].casefold()
    )
    items = tuple(
        Item(
            (
                Span("text", name, names=f"commitments/{code}"),
                *voice.say("of_place", bound=Span("count", str(bound[code])), visits=Span("count", str(visited[code]))),
            ),
            (),
        )
        for name, code in names
    )
    return (Paragraph(voice.say("places_sentence", count=Span("count", str(len(names))))), Items(items, "names"))


def _events(ledger: Ledger) -> Iterator[tuple[str, int]]:
    """How many visits and terms of office concern each place."""
    from cuaderno.products.visiting import counted_events

    yield from counted_events(ledger.store)
