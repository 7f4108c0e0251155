"""The books of a source: what became of every row, which columns were taken, whether printed totals agree, which files there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from cuaderno.ledger.gaps import BLANKS
from cuaderno.products.explore.sources import counted
from cuaderno.products.page import Block, Heading, Item, Items, Paragraph, Section, Span, Spans, Table
from cuaderno.products.pieces import FOLDED_FROM, text
from cuaderno.products.words import day, vocabulary
from cuaderno.sources.card import load_card

if TYPE_CHECKING:
    from cuaderno.products.explore.words import Voice
    from cuaderno.sources.card import Layout
    from cuaderno.sources.snapshot import Accounting, Snapshot

OFF = 40
"""So many totals that differ are listed; `cuaderno sources NAME --checks` lists all that are kept."""

BOOKS: tuple[tuple[str, Callable[[Accounting], int]], ...] = (
    ("rows_read", lambda one: one.rows_read),
    ("rows_kept", lambda one: one.rows_kept),
    ("set_aside", lambda one: sum(one.set_aside.values())),
    ("quarantined", lambda one: sum(one.quarantined.values())),
    ("value_cells", lambda one: one.value_cells),
    ("statements", lambda one: one.statements),
    ("blanks", lambda one: sum(one.blanks.values())),
)
"""The two equations of the accounting, column by column: the sign stands in each head."""


def _table(
    caption: Spans, heads: Sequence[Spans], kinds: Sequence[str], rows: Sequence[tuple[Spans, ...]], voice: Voice,
    foot: tuple[tuple[Spans, ...], ...] = (),
) -> Table:  # fmt: skip
    folded = len(rows) > FOLDED_FROM
    summary = voice.word("rows_folded", count=len(rows))
    return Table(caption, tuple(heads), (), tuple(kinds), tuple(rows), foot, folded=folded, summary=summary)


# ---- what became of every row


def accounting_section(snapshots: Sequence[Snapshot], voice: Voice) -> Section:
    """Both equations for every file and for all of them, and the rules behind their terms."""
    lang = voice.lang
    rows = [
        ((Span("code", one.file),), *((counted(of(one.accounting), lang),) for _, of in BOOKS)) for one in snapshots
    ]
    sums = tuple((counted(sum(of(one.accounting) for one in snapshots), lang),) for _, of in BOOKS)
    foot = ((voice.say("all_files"), *sums),)
    heads = (voice.say("file"), *(voice.say(key) for key, _ in BOOKS))
    table = _table(
        voice.say("accounting"), heads, ("text", *("money" for _ in BOOKS)), rows, voice, foot if rows[1:] else ()
    )
    named: dict[str, str | Span | Spans] = {key: cell for (key, _), cell in zip(BOOKS, sums, strict=True)}
    blocks: list[Block] = [
        Paragraph(voice.say("accounting_sentence")),
        Paragraph(voice.say("equation_rows", **named), "equation"),
        Paragraph(voice.say("equation_cells", **named), "equation"),
    ]
    if table.folded:
        blocks.append(Table(table.caption, table.heads, (), table.kinds, foot))
    blocks.append(table)
    if rules := list(_rules(snapshots, voice)):
        kinds = ("text", "text", "money")
        heads = tuple(voice.say(head) for head in ("rule", "what", "count"))
        blocks.append(_table(voice.say("rules"), heads, kinds, rules, voice))
    return Section("accounting", voice.word("accounting"), tuple(blocks))


def _rules(snapshots: Sequence[Snapshot], voice: Voice) -> Iterator[tuple[Spans, ...]]:
    for key, of in (
        ("rule_aside", [one.accounting.set_aside for one in snapshots]),
        ("rule_quarantine", [one.accounting.quarantined for one in snapshots]),
        ("rule_blank", [one.accounting.blanks for one in snapshots]),
    ):
        for name, count in _added(of).most_common():
            said: Spans = (Span("code", name),)
            if name in BLANKS:
                said = (*said, Span("text", f" {BLANKS[name][voice.lang]}"))
            yield said, voice.say(key), (counted(count, voice.lang),)


def _added(parts: Iterable[dict[str, int]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for one in parts:
        found.update(one)
    return found


# ---- columns


def columns_section(source: str, snapshots: Sequence[Snapshot], voice: Voice) -> Section:
    """The columns of each form of the source: what each was taken as, or why it was not."""
    newest = {one.layout: one for one in sorted(snapshots, key=lambda one: one.order)}
    blocks: list[Block] = [Paragraph(voice.say("columns_sentence"))]
    for name, one in newest.items():
        if len(newest) > 1:
            blocks.append(Heading(voice.say("layout", name=Span("code", name))))
        rows = list(_columns(load_card(source).layout(name), one, voice))
        heads = tuple(voice.say(head) for head in ("column", "position", "taken"))
        blocks.append(_table(voice.say("columns"), heads, ("text", "period", "text"), rows, voice))
    return Section("columns", voice.word("columns"), tuple(blocks))


def _columns(layout: Layout, snapshot: Snapshot, voice: Voice) -> Iterator[tuple[Spans, ...]]:
    taken = {printed: name for name, texts in (*layout.columns.items(), *layout.optional.items()) for printed in texts}
    for position, printed in sorted(snapshot.columns.items(), key=lambda one: int(one[0])):
        if printed in taken:
            said: Spans = (Span("code", taken[printed]),)
        elif printed in layout.ignored:
            said = voice.say("ignored", reason=vocabulary(layout.ignored[printed]))
        else:
            said = voice.say("ignored_unsaid")
        yield (Span("cite", printed.strip() or "–"),), (Span("code", position),), said


# ---- checks


def checks_section(snapshots: Sequence[Snapshot], voice: Voice) -> Section:
    """Printed totals against the sums of their rows: how many agree, and those that do not."""
    lang = voice.lang
    names = dict.fromkeys(name for one in snapshots for name in one.checks)
    rows, off = [], []
    for name in names:
        found = [(one, one.checks[name]) for one in snapshots if name in one.checks]
        agree, differ = (sum(getattr(check, side) for _, check in found) for side in ("agree", "differ"))
        rows.append(((Span("code", name),), (counted(agree, lang),), (counted(differ, lang),)))
        off += [(one, each) for one, check in found for each in check.off]
    heads = tuple(voice.say(head) for head in ("check", "agree", "differ"))
    blocks: list[Block] = [
        Paragraph(voice.say("checks_sentence")),
        _table(voice.say("checks"), heads, ("text", "money", "money"), rows, voice),
    ]
    if off:
        told = [
            tuple((Span("cite", part or "–"),) for part in (what, one.file, place or "", printed or "", computed or ""))
            for one, (what, place, printed, computed) in off[:OFF]
        ]
        heads = tuple(voice.say(head) for head in ("off_what", "file", "place", "printed", "computed"))
        kinds = ("text", "text", "text", "money", "money")
        caption = voice.say("off", count=counted(len(told), lang))
        blocks.append(
            Table(caption, heads, (), kinds, tuple(told), folded=True, summary=voice.word("off", count=len(told)))
        )
    return Section("checks", voice.word("checks"), tuple(blocks))


# ---- files


def snapshots_section(snapshots: Sequence[Snapshot], voice: Voice) -> Section:
    """The files, newest first, and what is known of each."""
    lang = voice.lang
    ordered = sorted(snapshots, key=lambda one: one.order, reverse=True)
    rows: list[tuple[Spans, ...]] = [
        (
            (Span("code", one.snapshot),),
            (day(lang, one.as_of),) if one.as_of else voice.say("day_unknown"),
            (Span("code", one.file),),
            (counted(one.size, lang),),
            (day(lang, one.retrieved),) if one.retrieved else (),
        )
        for one in ordered
    ]
    if not any(one.retrieved for one in ordered):
        rows = [row[:-1] for row in rows]
    keys = ("snapshot", "as_of", "file", "bytes", "retrieved")[: len(rows[0])]
    kinds = ("text", "text", "text", "money", "text")[: len(rows[0])]
    table = _table(voice.say("snapshots"), [voice.say(key) for key in keys], kinds, rows, voice)
    more = [
        Item(
            (Span("code", one.sha256),),
            (*_named(one), *(span for note in one.notes for span in vocabulary(f" {note}"))),
        )
        for one in ordered
    ]
    blocks: tuple[Block, ...] = (Paragraph(voice.say("snapshots_sentence")), table)
    if len(more) <= FOLDED_FROM:
        return Section("snapshots", voice.word("snapshots"), (*blocks, Items(tuple(more))))
    rows = [(one.term, one.text) for one in more]
    heads = [text("SHA-256"), voice.say("file")]
    hashes = Table(
        voice.say("hashes"), tuple(heads), (), ("text", "text"), tuple(rows), folded=True, summary=voice.word("hashes")
    )
    return Section("snapshots", voice.word("snapshots"), (*blocks, hashes))


def _named(one: Snapshot) -> Spans:
    evidence: Spans = (Span("text", ": "), *vocabulary(one.evidence)) if one.evidence else ()
    return (Span("code", one.file), *evidence)
