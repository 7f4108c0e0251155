"""What Cuaderno is and what it holds itself to; how to cite it, use it offline and add to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuaderno import __version__
from cuaderno.products.explore.home import holdings
from cuaderno.products.explore.plain_pages import code, item, led, plain_page, said, text
from cuaderno.products.explore.words import Voice
from cuaderno.products.page import Block, Item, Items, Page, Paragraph, Section, Span
from cuaderno.products.words import amount_digits

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger

LAWS = ("law_place", "law_add", "law_rows", "law_blank", "law_apart", "law_repair", "law_offline")
EXAMPLE = "e3c472087c261258@3dba11a5eda8"
"""A citation of the bundled edition: grants of Foreign Military Financing to Colombia in fiscal year 2017."""


def about_page(ledger: Ledger, lang: str, edition: str) -> Page:
    """The page about Cuaderno, for a ledger of an edition."""
    voice = Voice("about", lang)
    leads = {"law_add": {"measures": led(voice, "measures", "measures")}}
    leads["law_repair"] = {"corrections": led(voice, "corrections", "corrections")}
    laws = Items(tuple(item(voice, key, **leads.get(key, {})) for key in LAWS))
    parts: dict[str, tuple[Block, ...]] = {
        "what": (said(voice, "what_1"), said(voice, "what_2"), said(voice, "holds", **_held(ledger, voice))),
        "laws": (laws,),
        "cite": _cite(ledger, voice),
        "editions": (
            said(voice, "editions_1", edition=code(edition), version=__version__),
            said(voice, "editions_2", command=code("cuaderno add SOURCE FILE")),
        ),
        "offline": (
            said(voice, "offline_serve", command=code("cuaderno serve")),
            said(voice, "offline_brief", command=code("cuaderno brief colombia -o colombia.html")),
            said(voice, "offline_export", command=code("cuaderno export --to site -o site")),
            said(voice, "offline_check", command=code("cuaderno check FILE"), check=led(voice, "check", "check")),
            said(voice, "privacy"),
        ),
        "licence": (said(voice, "licence_1"), _licences(ledger, lang)),
        "add": (
            said(voice, "add_1"),
            said(voice, "add_2", guide=code("docs/add-a-source.md"), command=code("cuaderno add SOURCE FILE")),
        ),
    }
    return plain_page(voice, [Section(name, voice.word(name), blocks) for name, blocks in parts.items()])


def _held(ledger: Ledger, voice: Voice) -> dict[str, Span]:
    """How much the ledger holds; the ledger counts it and no publisher prints it."""
    held = holdings(ledger)
    counts = {"files": held.files, "sources": held.sources, "statements": held.statements, "relations": held.relations}
    told = {name: Span("count", amount_digits(voice.lang, str(count))) for name, count in counts.items()}
    return {**told, "list": led(voice, "list", "sources")}


def _cite(ledger: Ledger, voice: Voice) -> tuple[Block, ...]:
    held = any(one.snapshot == EXAMPLE.partition("@")[2] for one in ledger.store.manifest.snapshots)
    example = Span("code", EXAMPLE, names=f"statement/{EXAMPLE}" if held else "")
    return (
        said(voice, "cite_1"),
        Paragraph((example,), "citation"),
        said(voice, "cite_2", command=code("cuaderno cite KEY@SNAPSHOT")),
        said(voice, "cite_3"),
    )


def _licences(ledger: Ledger, lang: str) -> Items:
    """Under which terms each source that is held was published."""
    manifest = ledger.store.manifest
    held = sorted({one.source for one in manifest.snapshots}, key=lambda name: manifest.sources[name].title[lang])
    return Items(
        tuple(
            Item(
                (Span("text", manifest.sources[name].title[lang], names=f"source/{name}"),),
                text(f"{manifest.sources[name].publisher}. {manifest.sources[name].licence}"),
            )
            for name in held
        )
    )
