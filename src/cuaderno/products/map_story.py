"""The maps of a brief in words: to whom a provider gives, and where the partners of a place lie.

A map holds no figure of its own: it shades by those of the table below it, and marks places that other parts of the brief name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cuaderno.products import world
from cuaderno.products.bonds import Commitment
from cuaderno.products.explore.words import Voice
from cuaderno.products.matter_charts import only
from cuaderno.products.page import Chart, Section, Span, Spans, Table
from cuaderno.products.pieces import draw, in_figures, naming, provider, source_note, text
from cuaderno.products.shapes import Brief, Mark, Matter, MatterTable
from cuaderno.products.words import say, sentence, unit_words, word
from cuaderno.statements.places import place as place_of

MAPPED = ("given_recipients", "given_volumes")
"""Tables of recipients that are drawn as a map, of which a brief shows the first it has."""
KINDS = {"provides": "flow", "receives": "initial_allocation", "both": "obligated", "bound": "planned"}
"""What a partner is to a place, and the colour that tells it."""
SELF = "ink"
FEWEST = 2
_LARGEST = 3
_PROVIDERS = frozenset({"providers", "suppliers"})
_RECIPIENTS = frozenset({"recipients", "missions", "days", "last_days"})
_RECEIVING = frozenset({"recipient", "lead"})
"""Roles of those to whom training is given, or who lead the mission that people are sent to; who pays receives nothing."""
_KEYS = {1: "map_key_ones", 1_000: "map_key_thousands", 1_000_000: "map_key_millions", 10**9: "map_key_billions"}


def mapped_table(matter: Matter) -> str:
    """The name of the table of a part that a map stands above, "" for none."""
    return next((name for name in MAPPED if any(table.name == name for table in matter.tables)), "")


def mapped_rows(table: MatterTable) -> MatterTable:
    """The figures that shade the map of a table."""
    rows = [row for row in table.rows if (fig := row.cells[0]) is not None and fig.value is not None and fig.value > 0]
    return only(table, 0, rows)


def recipients_map(brief: Brief, table: MatterTable, lang: str) -> list[Chart]:
    """The recipients of a table shaded by its first column; nothing where none of them can be drawn."""
    found = world.shaded(table)
    if found is None:
        return []
    column = table.columns[0]
    said = sentence(
        lang,
        f"map_{table.name}",
        place=provider(lang, brief.place),
        count=Span("count", str(len(found.shown))),
        names=_names((row.marks[0].code for row in table.rows[:_LARGEST]), lang),
    )
    parts = [text(word(lang, "map_plain"))]
    if found.drawing.labels:
        parts.insert(0, say(lang, _KEYS[found.drawing.scale], unit=unit_words(lang, column.unit)))
    if table.rest:
        parts.append(say(lang, "map_rest", count=Span("count", str(len(table.rest)))))
    note = (*_note(parts, found.left_out, lang), *source_note(brief, lang, column.source))
    return [draw(lang, f"map-{table.name.replace('_', '-')}", found.drawing, "map_title", said, note, key=False)]


def partners_map(brief: Brief, lang: str, *, money: bool) -> Section:
    """Where the partners lie that the brief names, and the place itself; no block for a relationship, or for fewer than two partners.

    `money` says whether the brief shows budget money of the main provider.
    """
    title = word(lang, "map_title")
    kinds = {} if brief.partner is not None else _partners(brief, money=money)
    inks = {brief.place.code: SELF}
    for kind, ink in KINDS.items():
        inks |= {code: ink for code in sorted(kinds) if kinds[code] == kind}
    found = world.marked(inks)
    if found is None or len([code for code in found.shown if code in kinds]) < FEWEST:
        return Section("map", title, ())
    words = {SELF: brief.place.name.in_(lang)} | {ink: word(lang, f"map_{kind}") for kind, ink in KINDS.items()}
    counts = (len(kinds), len([code for code in found.shown if code in kinds]))
    every, drawn = (Span("count", str(number)) for number in counts)
    said = sentence(lang, "map_partners", place=provider(lang, brief.place), count=every, shown=drawn)
    parts = [
        (Span("text", f"{words[ink][:1].upper()}{words[ink][1:]}: "), *_names(codes, lang), Span("text", "."))
        for kind, ink in KINDS.items()
        if (codes := [code for code in found.shown if kinds.get(code) == kind])
    ]
    chart = draw(lang, "map-partners", found.drawing, "map_title", said, _note(parts, found.left_out, lang), key=False)
    colours = tuple((ink, words[ink]) for ink in found.drawing.colours)
    shown = [(code, words[ink]) for kind, ink in KINDS.items() for code in found.shown if kinds.get(code) == kind]
    drawn_chart = Chart(chart.id, chart.title, said, colours, chart.svg, chart.note)
    return Section("map", title, (in_figures(drawn_chart, lambda: _partner_table(shown, said, lang)),))


def _partner_table(shown: Iterable[tuple[str, str]], caption: Spans, lang: str) -> Table:
    """The places of the drawing, and what each is to the place."""
    rows = tuple(
        (naming(f"place/{code}", place_of(code).name(lang)), (Span("code", code),), text(kind)) for code, kind in shown
    )
    voice = Voice("place", lang)
    heads = tuple(text(voice.word(f"head_{name}")) for name in ("place", "code", "partner_kind"))
    return Table(caption, heads, (), ("text", "text", "text"), rows)


def _partners(brief: Brief, *, money: bool) -> dict[str, str]:
    """What every place that the brief names as a partner is to its place; a commitment binds while it is in force."""
    gives = {brief.provider.code} if money else set()
    bound = _commitments(brief)
    takes = {side.code for one in bound if one.provides for side in one.sides if side.role in _RECEIVING}
    for matter in brief.matters:
        takes |= {
            mark.code for lead in matter.leads if lead.kind == "people" for mark in lead.names if mark.kind == "place"
        }
        for table in matter.tables:
            codes = {mark.code for mark in _marks(table)}
            if table.name in _PROVIDERS:
                gives |= codes
            elif table.name in _RECIPIENTS or matter.id == "given":
                takes |= codes
    kinds = (
        dict.fromkeys((side.code for one in bound if one.in_force for side in one.sides), "bound")
        | dict.fromkeys(gives, "provides")
        | dict.fromkeys(takes, "receives")
    )
    kinds |= dict.fromkeys(gives & takes, "both")
    kinds.pop(brief.place.code, None)
    return kinds


def _marks(table: MatterTable) -> Iterator[Mark]:
    return (mark for row in table.rows for mark in row.marks if mark.kind == "place")


def _commitments(brief: Brief) -> list[Commitment]:
    """Every commitment shown, in force or not."""
    parts = brief.relations.parts if brief.relations is not None else ()
    return [one for part in parts for group in part.groups for one in group.shown]


def _names(codes: Iterable[str], lang: str) -> Spans:
    """Names of places one after the other, in the order given."""
    spans: list[Span] = []
    for code in codes:
        spans += [Span("text", ", ")] if spans else []
        spans += naming(f"place/{code}", place_of(code).name(lang))
    return tuple(spans)


def _note(parts: Iterable[Spans], left_out: Iterable[str], lang: str) -> Spans:
    """The parts, what is not on the map, and what its dots and borders mean."""
    said = [*parts]
    if names := _names(left_out, lang):
        said.append(say(lang, "map_left_out", names=names))
    said.append(text(word(lang, "map_borders")))
    return tuple(span for number, part in enumerate(said) for span in ((Span("text", " "), *part) if number else part))
