"""What a publisher changed between two snapshots: counts, and the changes with both figures, the largest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuaderno.errors import NoAnswer, say
from cuaderno.ledger.history import pairs
from cuaderno.products.explore.sources import counted
from cuaderno.products.lately import Lately
from cuaderno.products.page import Block, Heading, Paragraph, Section, Span, Spans, Table
from cuaderno.products.pieces import spans_of, text
from cuaderno.products.words import day, figure, legend, period, unit_words, vocabulary
from cuaderno.statements.measures import stage as stage_of
from cuaderno.statements.places import place

if TYPE_CHECKING:
    from cuaderno.ledger.history import Change, History
    from cuaderno.ledger.ledger import Ledger
    from cuaderno.products.explore.cited import Citing
    from cuaderno.products.explore.source import Compared
    from cuaderno.products.explore.words import Voice
    from cuaderno.sources.snapshot import Snapshot

EACH = 50
"""So many changes stand on a page."""

KEPT = 4
"""So many comparisons are kept."""

LARGEST = 400_000
"""Snapshots of more rows than this together are not compared while somebody waits."""

KINDS = ("changed", "added", "withdrawn")


def too_large(ledger: Ledger, source: str, compared: Compared) -> bool:
    """Whether snapshots that were asked for are not compared here. Raises QuestionError, NoAnswer."""
    asked = pairs(ledger.store, source, compared.old, compared.new)
    return any(sum(one.accounting.rows_kept for one in pair) > LARGEST for pair in asked)


def histories(ledger: Ledger, source: str, compared: Compared) -> list[History]:
    """The comparisons of a source that were asked for. Raises QuestionError, NoAnswer."""
    if too_large(ledger, source, compared):
        raise NoAnswer(say("too_large_to_compare", source=source))
    kept: Lately[list[History]] = ledger.store.once("histories of sources", lambda: Lately(KEPT))
    name = (source, compared.old, compared.new)
    return kept.of(name, lambda: ledger.history(source, old=compared.old, new=compared.new))


def shown(found: History, compared: Compared) -> tuple[list[Change], int, int]:
    """The changes of the kind that was asked for, on the page that was asked for; how many there are, and how many pages."""
    listed = [one for one in found.changes if compared.kind in ("all", one.kind)]
    pages = max(1, -(-len(listed) // EACH))
    at = min(max(1, compared.page), pages)
    return listed[(at - 1) * EACH : at * EACH], len(listed), pages


def history_section(citing: Citing, source: str, compared: Compared, voice: Voice) -> Section:
    """What changed, or that there is nothing to compare."""
    try:
        if too_large(citing.ledger, source, compared):
            command = Span("code", f"cuaderno history --source {source}")
            return Section("history", voice.word("history"), (Paragraph(voice.say("history_large", command=command)),))
        found = histories(citing.ledger, source, compared)
    except NoAnswer:
        if compared.old or compared.new:
            raise
        return Section("history", voice.word("history"), (Paragraph(voice.say("history_none")),))
    blocks = [block for one in found for block in _compared(citing, one, compared, voice, several=len(found) > 1)]
    return Section("history", voice.word("history"), tuple(blocks))


def _compared(citing: Citing, found: History, compared: Compared, voice: Voice, *, several: bool) -> list[Block]:
    lang = voice.lang
    blocks: list[Block] = [Heading((Span("code", found.series),))] if several else []
    counts = {kind: counted(found.count(kind), lang) for kind in KINDS}
    same = counted(found.unchanged, lang)
    sentence = voice.say(
        "history_sentence", old=_named(found.old, voice), new=_named(found.new, voice), same=same, **counts
    )
    blocks.append(Paragraph(sentence))
    changes, count, _ = shown(found, compared)
    if not changes:
        return [*blocks, Paragraph(voice.say("history_empty"), "note")]
    first = (min(max(1, compared.page), -(-count // EACH)) - 1) * EACH + 1
    caption = voice.say(
        "history_caption",
        kind=voice.word(f"kind_{compared.kind}"),
        first=counted(first, lang),
        last=counted(first + len(changes) - 1, lang),
        count=counted(count, lang),
    )
    rows = tuple(_row(citing, one, found, voice) for one in changes)
    heads = tuple(voice.say(key) for key in ("recipient", "line", "stage", "period", "old", "new", "difference"))
    unit = unit_words(lang, changes[0].unit) if len({one.unit for one in changes}) == 1 else ()
    under: tuple[Spans, ...] = ((), (), (), (), _day(found.old, voice), _day(found.new, voice), unit)
    kinds = ("text", "text", "text", "period", "money", "money", "money")
    return [*blocks, Table(caption, heads, under, kinds, rows, legend=legend(lang, spans_of(rows)))]


def _named(one: Snapshot, voice: Voice) -> Spans:
    return (Span("code", one.snapshot), Span("text", " ("), *_day(one, voice), Span("text", ")"))


def _day(one: Snapshot, voice: Voice) -> Spans:
    return (day(voice.lang, one.as_of),) if one.as_of else (Span("code", one.file),)


def _row(citing: Citing, one: Change, found: History, voice: Voice) -> tuple[Spans, ...]:
    lang = voice.lang
    told = (one.unit, one.stage, one.period)
    old = citing.stated(one.old, *told, one.cite(found.old.snapshot)) if one.old_cell else None
    new = citing.stated(one.new, *told, one.cite(found.new.snapshot)) if one.new_cell else None
    change: Spans = ()
    if old and new and old.value is not None and new.value is not None:
        change = (figure(lang, citing.derived("difference", new.value - old.value, one.unit, (old, new))),)
    return (
        (Span("text", place(one.recipient).name(lang), names=f"place/{one.recipient}"),),
        _line(one),
        text(stage_of(one.stage).name(lang)),
        (period(lang, one.period),),
        (figure(lang, old),) if old else text(voice.word("absent")),
        (figure(lang, new),) if new else text(voice.word("absent")),
        change,
    )


def _line(one: Change) -> Spans:
    if one.programme:
        return (Span("code", one.programme, names=f"programme/{one.programme}"),)
    return vocabulary(one.account or one.label or "–")
