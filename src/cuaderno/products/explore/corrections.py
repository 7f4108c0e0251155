"""What is repaired of the publications, what is known to be wrong in them, and how to tell of a fault."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cuaderno.products.explore.plain_pages import code, item, led, plain_page, said, text
from cuaderno.products.explore.words import Voice
from cuaderno.products.page import Block, Card, Heading, Item, Items, Page, Section, Span, Spans
from cuaderno.products.words import amount_digits, day
from cuaderno.sources.card import load_card, source_names
from cuaderno.sources.corrections import Correction, load_corrections

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger


def corrections_page(ledger: Ledger, lang: str) -> Page:
    """Named corrections, the known faults of the sources that are held, and how to report one."""
    voice = Voice("corrections", lang)
    parts: dict[str, tuple[Block, ...]] = {
        "named": _named(voice),
        "errors": (said(voice, "errors_says"), *_faults(ledger, voice)),
        "report": (
            said(voice, "report_says"),
            Items(
                (
                    item(
                        voice, "report_1", citation=code("KEY@SNAPSHOT"), command=code("cuaderno cite KEY@SNAPSHOT --file FILE")
                    ),
                    item(voice, "report_2"),
                    item(voice, "report_3", measures=led(voice, "measures", "measures")),
                )
            ),
            said(voice, "report_where"),
        ),
    }  # fmt: skip
    return plain_page(voice, [Section(name, voice.word(name), blocks) for name, blocks in parts.items()])


def every_correction() -> Iterator[tuple[str, Correction]]:
    """Every named correction with the source it belongs to."""
    for source in source_names():
        for layout in load_card(source).layouts:
            yield from ((source, one) for one in load_corrections(source, layout.name))


def _named(voice: Voice) -> tuple[Block, ...]:
    found = list(every_correction())
    if not found:
        return (said(voice, "none"),)
    count = Span("count", amount_digits(voice.lang, str(len(found))))
    return (said(voice, "named_says", count=count), *(_card(source, one, voice) for source, one in found))


def _card(source: str, one: Correction, voice: Voice) -> Card:
    title = load_card(source).title["es" if voice.lang == "es" else "en"]
    row: Spans = tuple(
        span
        for number, (column, value) in enumerate(one.where.items())
        for span in (
            Span("text", ", " if number else ""),
            Span("code", column),
            Span("text", " "),
            Span("cite", f"“{value}”"),
        )
        if span.text
    )
    return Card(
        (
            Heading((Span("text", title, names=f"source/{source}"),), (code(one.name),), one.name),
            Items(
                (
                    Item(voice.say("row"), row),
                    Item(voice.say("reads", column=code(one.column)), (Span("cite", f"“{one.expect}”"),)),
                    Item(voice.say("read_as"), (Span("cite", f"“{one.read_as}”"),)),
                    Item(voice.say("reason"), text(one.why(voice.lang))),
                    Item(voice.say("since"), (day(voice.lang, one.since),)),
                )
            ),
        )
    )


def _faults(ledger: Ledger, voice: Voice) -> Iterator[Block]:
    manifest = ledger.store.manifest
    held = {one.source for one in manifest.snapshots}
    for name in sorted(held, key=lambda one: manifest.sources[one].title[voice.lang]):
        info = manifest.sources[name]
        if lines := info.known_errors[voice.lang]:
            yield Heading((Span("text", info.title[voice.lang], names=f"source/{name}"),), anchor=f"errors-{name}")
            yield Items(tuple(Item(text(line), ()) for line in lines), "names")
