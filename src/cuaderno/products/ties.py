"""The relations of a place in words: the sections `commitments` and `visits` of the page, with the timeline.

Every dated stage stands in a folded table under its type, with the reference it was read in, its marks and the command that opens it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain
from urllib.parse import urlencode

from cuaderno.products import timeline
from cuaderno.products.bonds import Commitment, DatedLine, Event, Listing, OfType, Part, RelationsView, Side
from cuaderno.products.commitments import spoken
from cuaderno.products.drawing import Label, svg
from cuaderno.products.explore.words import Voice
from cuaderno.products.page import Block, Chart, Heading, Item, Items, Paragraph, Section, Span, Spans, Table
from cuaderno.products.pieces import in_figures, text
from cuaderno.products.words import cited, day, plain, vocabulary
from cuaderno.statements.measures import stage as stage_of

_PLACES = re.compile(r"\{(\w+)\}")
_HEADS = ("date", "lane", "what", "stage", "kind", "rests", "citation")
_NO_BREAK = "\N{NO-BREAK SPACE}"


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("cuaderno.products") / "locale" / "relating.toml").read_text(encoding="utf-8"))


def say(lang: str, key: str, **parts: str | Span | Spans) -> Spans:
    """A sentence of these sections with its places filled by text or spans."""
    spans: list[Span] = []
    for number, piece in enumerate(_PLACES.split(_words()[key][lang])):
        filling = parts[piece] if number % 2 else piece
        if isinstance(filling, str):
            spans += [Span("text", filling)] if filling else []
        else:
            spans += [filling] if isinstance(filling, Span) else filling
    return tuple(spans)


def relations_sections(view: RelationsView | None, lang: str) -> tuple[Section, ...]:
    """The sections `commitments` and `visits`; none where there is no view. One that has nothing to list says so."""
    if view is None:
        return ()
    provides = tuple(block for part in view.parts if part.code == "provides" for block in _groups(view, part, lang))
    sections = (
        Section("commitments", _word(lang, "commitments_title"), _commitments(view, lang)),
        Section("provides", plain(say(lang, "part_provides", **_named(view, lang))), provides),
        Section("visits", _word(lang, "visits_title"), _visits(view, lang)),
    )
    return tuple(section for section in sections if section.blocks)


def _word(lang: str, key: str) -> str:
    return plain(say(lang, key))


def _named(view: RelationsView, lang: str) -> dict[str, str]:
    partner = view.partner.name.in_(lang) if view.partner else ""
    return {"place": view.place.name.in_(lang), "partner": partner}


def _commitments(view: RelationsView, lang: str) -> tuple[Block, ...]:
    named = _named(view, lang)
    blocks: list[Block] = [*_chart(view, lang)]
    if view.parts:
        summary = _word(lang, "show_dates")
        blocks.append(Paragraph(say(lang, "hand_kept", summary=summary), "note"))
    elif not view.later:
        blocks.append(Paragraph(say(lang, "commitments_none", **named)))
    if view.asked:
        blocks.append(Paragraph(say(lang, "as_of_asked", day=day(lang, view.as_of)), "note"))
    if view.partner and not any(part.code == "between" for part in view.parts):
        blocks.append(Paragraph(say(lang, "between_none", **named)))
    for part in view.parts:
        blocks += _part(view, part, lang) if part.code != "provides" else []
    if view.later:
        count = Span("count", str(len(view.later)))
        blocks.append(Paragraph(say(lang, "later", day=day(lang, view.as_of), count=count)))
        blocks.append(Items(tuple(Item(vocabulary(one.title.in_(lang)), ()) for one in view.later), "names"))
    return tuple(blocks)


def _chart(view: RelationsView, lang: str) -> list[Block]:
    """The timeline of what is between the two where a partner is named, else of everything listed."""
    between = [part for part in view.parts if part.code == "between"]
    groups = [group for part in between or view.parts for group in part.groups]
    marks = timeline.marks(one for group in groups for one in group.shown)
    if not marks:
        return []
    drawing = timeline.timeline(marks)
    said = {letter: _label(lang, label) for letter, label in drawing.labels.items()}
    kinds = {colour: kind for kind, colour in timeline.COLOURS.items()}
    first, last = (Span("time", str(year), value=str(year)) for year in timeline.years(marks))
    sentence = say(
        lang,
        "chart_sentence_with" if between else "chart_sentence",
        **_named(view, lang),
        count=Span("count", str(sum(group.count for group in groups))),
        force=Span("count", str(sum(group.in_force for group in groups))),
        day=day(lang, view.as_of),
        first=first,
        last=last,
    )
    colours = tuple((colour, _word(lang, f"kind_{kinds[colour]}")) for colour in drawing.colours)
    drawn = svg(drawing, said, "chart-timeline")
    chart = Chart("chart-timeline", say(lang, "chart_title"), sentence, colours, drawn, _chart_note(marks, lang))
    return [in_figures(chart, lambda: _chart_table(marks, sentence, lang))]


def _chart_table(marks: Sequence[timeline.Mark], caption: Spans, lang: str) -> Table:
    """The marks of the drawing, a row each."""
    voice = Voice("place", lang)
    rows = tuple(
        (
            (Span("time", mark.date, value=mark.date),),
            text(_word(lang, f"lane_{mark.lane}")),
            vocabulary(mark.title.in_(lang)) if mark.title else (),
            text(stage_of(mark.stage).name(lang)),
            text(_word(lang, f"kind_{mark.kind}")),
            text(
                "; ".join(_word(lang, f"mark_{name}") for name in ("unverified", "conflicting") if getattr(mark, name))
            ),
            (Span("code", mark.citation),),
        )
        for mark in marks
    )
    heads = tuple(text(voice.word(f"head_{name}")) for name in _HEADS)
    return Table(caption, heads, (), ("text",) * len(heads), rows)


def _chart_note(marks: Sequence[timeline.Mark], lang: str) -> Spans:
    """What colours and places mean, and the shapes that occur."""
    shapes = {
        "chart_unverified": any(mark.unverified for mark in marks),
        "chart_conflicting": any(mark.conflicting for mark in marks),
    }
    return _joined((say(lang, key) for key in ("chart_note", *(key for key, there in shapes.items() if there))), "")


def _label(lang: str, label: Label) -> str:
    return _word(lang, f"lane_{label.text}") if label.kind == "lane" else label.text


def _part(view: RelationsView, part: Part, lang: str) -> list[Block]:
    """What belongs together under its name, which only a brief of two places needs."""
    named: list[Block] = []
    if view.partner:
        title = plain(say(lang, f"part_{part.code}", **_named(view, lang)))
        named.append(Paragraph((Span("strong", title),), "lead"))
    return [*named, *_groups(view, part, lang)]


def _groups(view: RelationsView, part: Part, lang: str) -> list[Block]:
    place = view.place.name.in_(lang)
    return [block for group in part.groups for block in _group(group, place, lang)]


def _group(group: OfType, place: str, lang: str) -> list[Block]:
    name = group.name.in_(lang)
    blocks: list[Block] = [
        Heading(vocabulary(_capital(name)), (Span("cite", group.type),)),
        Paragraph(vocabulary(group.binds.in_(lang)), "meaning"),
        Items(tuple(_item(one, place, lang) for one in group.shown)),
    ]
    if group.ask:
        left = Span("count", str(group.count - len(group.shown)))
        blocks.append(Paragraph(say(lang, "left_out", count=left, command=_asked(group.ask)), "note"))
    return [*blocks, _dates(group, lang)]


def _asked(command: str) -> Span:
    """A command that lists commitments or events, leading to the page that lists them."""
    place, *options = command.removeprefix("cuaderno commitments ").split(" --")
    state = urlencode(dict(option.split(" ", 1) for option in options))
    return Span("code", command, names=f"commitments/{place}?{state}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _item(one: Commitment, place: str, lang: str) -> Item:
    dates = {line.date for line in one.stages} | {date for line in one.stages for date in (line.date_end,)}
    said = _capital(one.says.in_(lang)).rstrip(".") + "."
    parts: list[Spans] = [dated(said, dates, lang), _sides(one.sides, lang)]
    parts += [
        say(lang, "conflict", stage=conflict.name.in_(lang), dates=_against([spoken_day(date, lang) for date in conflict.dates], lang))
        for conflict in one.conflicts
    ]  # fmt: skip
    parts += [say(lang, f"rests_{code}", place=place) for code in one.rests]
    return Item(vocabulary(one.title.in_(lang)), _joined(parts, " "))


def _sides(sides: Sequence[Side], lang: str) -> Spans:
    said = "; ".join(", ".join(filter(None, (side.name.in_(lang), side.role_name.in_(lang)))) for side in sides)
    return vocabulary(f"{said}.")


def _joined(parts: Iterable[Spans], by: str) -> Spans:
    """Spans one after the other with a text between them."""
    return tuple(chain.from_iterable((Span("text", by), *part) for part in parts))[1:]


def _against(dates: Sequence[Span], lang: str) -> Spans:
    return _joined(((date,) for date in dates), _words()["against"][lang])


def dated(said: str, dates: Iterable[str], lang: str) -> Spans:
    """A text as spans in which those of some dates that it names in words are times."""
    known = {spoken(date, lang): date for date in dates if date}
    pattern = "|".join(re.escape(one) for one in sorted(known, key=len, reverse=True))
    spans: list[Span] = []
    for piece in re.split(rf"\b({pattern})\b", said) if known else [said]:
        spans += [Span("time", piece, value=known[piece])] if piece in known else vocabulary(piece)
    return tuple(spans)


def spoken_day(date: str, lang: str) -> Span:
    """A date as known in words, or that it is not known."""
    return Span("time", spoken(date, lang), value=date) if date else Span("text", _word(lang, "no_date"))


def short_day(date: str, lang: str) -> Span:
    """A date as known, short enough for a column: 17 Aug 2010, Aug 2010, 2010."""
    if not date:
        return Span("text", _word(lang, "no_date"))
    year, month, number = (*date.split("-"), "", "")[:3]
    name = _words()["months"][lang].split()[int(month) - 1] if month else ""
    said = _NO_BREAK.join(filter(None, (number.lstrip("0"), name, year)))
    return Span("time", said, value=date)


def _dates(group: OfType, lang: str) -> Table:
    """Every dated stage of the commitments shown; where there are several, each row names its own."""
    several = len(group.shown) > 1
    lines = [(one, line) for one in group.shown for line in one.stages]
    kept_by_hand = all("not_held" in line.marks for _, line in lines)
    return Table(
        say(lang, "dates_caption_not_held" if kept_by_hand else "dates_caption", type=vocabulary(_capital(group.name.in_(lang)))),
        tuple(say(lang, head) for head in ("when", "what", "where_said")),
        (),
        ("period", "text", "text"),
        tuple(
            (_when(line, lang), _what(line, lang, one.title.in_(lang) if several else ""), _where(line, lang))
            for one, line in lines
        ),
        folded=True,
        summary=_word(lang, "show_dates"),
    )  # fmt: skip


def _when(line: DatedLine, lang: str) -> Spans:
    """The day or days of a stage; of two days of one month or year what they share is said once."""
    last = short_day(line.date_end, lang)
    if not line.date_end or len(line.date) != len(line.date_end):
        return (short_day(line.date, lang), *((Span("text", " – "), last) if line.date_end else ()))
    shared = 2 if line.date[:7] == line.date_end[:7] else 1 if line.date[:4] == line.date_end[:4] else 0
    first = short_day(line.date, lang).text.split(_NO_BREAK)
    begin = _NO_BREAK.join(first[: len(first) - shared])
    dash = "–" if shared == len(first) - 1 else f"{_NO_BREAK}–{_NO_BREAK}"
    return (Span("time", f"{begin}{dash}{last.text}", value=f"{line.date}/{line.date_end}"),)


def _what(line: DatedLine, lang: str, title: str = "") -> Spans:
    stage = Span("strong", _capital(line.name.in_(lang)))
    found: list[Spans] = [(stage, Span("text", ": "), *vocabulary(title)) if title else (stage,)]
    found += _marks(line, lang)
    found += [cited(text.rstrip(".")) for text in (line.instrument, line.place, line.persons, line.purpose) if text]
    found += [vocabulary(note.rstrip("."))] if (note := line.note.in_(lang)) else []
    return _joined(found, "; ")


def _marks(line: DatedLine, lang: str) -> list[Spans]:
    """What is to be said of a date; that the file is not held stands once, above all of them."""
    return [say(lang, f"mark_{mark}") for mark in line.marks if mark != "not_held"]


def _where(line: DatedLine, lang: str) -> Spans:
    seen = say(lang, "seen_on", day=short_day(line.seen_on, lang)) if line.seen_on else ()
    said = cited(line.reference) or (Span("text", _capital(_word(lang, "no_source"))),)
    return (
        *said,
        *seen,
        Span("text", ". "),
        Span("code", f"cuaderno cite {line.citation}", names=f"statement/{line.citation}"),
    )


def _visits(view: RelationsView, lang: str) -> tuple[Block, ...]:
    named = _named(view, lang)
    if not view.visits:
        return (Paragraph(say(lang, "visits_none_with" if view.partner else "visits_none", **named)),)
    blocks: list[Block] = [Paragraph(say(lang, "visits_event", day=day(lang, view.as_of)), "note")]
    blocks += [_listing(one, named["place"], lang) for one in view.visits]
    return tuple(blocks)


def _listing(listing: Listing, place: str, lang: str) -> Table:
    counts = {"count": Span("count", str(listing.count)), "shown": Span("count", str(len(listing.shown)))}
    caption = say(lang, f"visits_{listing.code}", place=place, **counts)
    if listing.count > len(listing.shown):
        caption += say(lang, "visits_all", command=_asked(listing.ask))
    chiefs = listing.code == "chiefs"
    row = _term if chiefs else _visit
    heads = tuple(say(lang, head) for head in ("when", "what", "where_said"))
    rows = tuple(row(one, lang) for one in listing.shown)
    summary = _word(lang, "show_chiefs") if chiefs else ""
    return Table(caption, heads, (), ("period", "text", "text"), rows, folded=chiefs, summary=summary)


def _visit(one: Event, lang: str) -> tuple[Spans, ...]:
    """A visit: its days, what it was, its place, persons and purpose, and where it is said."""
    line = one.lines[0]
    persons = "" if line.persons in one.title.en else line.persons
    found = [vocabulary(one.title.in_(lang)), *_marks(line, lang)]
    found += [cited(text.rstrip(".")) for text in (line.place, persons, line.purpose) if text]
    found += [vocabulary(note.rstrip("."))] if (note := line.note.in_(lang)) else []
    return _when(line, lang), _joined(found, "; "), _where(line, lang)


def _term(one: Event, lang: str) -> tuple[Spans, ...]:
    """A chief of mission: from the first to the last year known, and what each day was."""
    ends = dict.fromkeys(line.date[:4] for line in (one.lines[0], one.lines[-1]))
    days = [
        _joined((say(lang, f"chief_{line.stage}", day=short_day(line.date, lang)), *_marks(line, lang)), ", ")
        for line in one.lines
    ]
    when = (Span("time", "–".join(ends), value="/".join(ends)),)
    return when, _joined((vocabulary(one.title.in_(lang)), *days), "; "), _where(one.lines[-1], lang)
