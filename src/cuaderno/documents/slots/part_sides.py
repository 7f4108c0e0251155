"""Who gives and receives a part, or the people told before: its own source, or those of the whole, of the people of whom a figure counts
some, or of the body that they make up: "152 to Mali, a contingent that will reach 292"."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import FROM
from cuaderno.documents.slots.sides import Sides
from cuaderno.documents.slots.stretches import whole_in_front
from cuaderno.statements.claim import PERSONNEL

_SOURCE, _APPOSED = 24, 2
"""Characters from a part to the name of whence it comes; words of an apposition before its relative: "a contingent"."""


def own_source(parsed: Parsed, number: int) -> Sides | None:
    """The giver of a part, each of which comes from another: "more than 300 tanks, including 31 from Canada, 14 from Britain"."""
    here = parsed.anchors[number]
    if not number or "part_of" not in here.draft.marks or here.draft.kind == PERSONNEL:
        return None
    before = parsed.anchors[number - 1].draft
    source = next((p for p in parsed.parties if p.start >= here.end and p.role == FROM and p.code), None)
    if source is None or source.start - here.end > _SOURCE or source.start >= parsed.next_anchor(number):
        return None
    if any(not word.isalnum() for word in parsed.gap(here.end, source.start)):
        return None
    taker = tuple(code for code in before.recipient if code != source.code)
    return Sides((source.code,), taker, "source of the part", "received with the whole" if taker else "")


def of_the_same(parsed: Parsed, number: int) -> Draft | None:
    """The whole behind which a part is set in, or the people of whom a figure counts some, or what they come to, where nobody is named for
    these: "72 Moldovan soldiers …, and 18 of them left with"."""
    if "part_of" in parsed.anchors[number].draft.marks and (front := whole_in_front(parsed, number)) is not None:
        return parsed.anchors[front].draft
    if not number:
        return None
    here, whole, start = parsed.anchors[number].draft, parsed.anchors[number - 1].draft, parsed.anchors[number - 1].end
    if whole.kind != here.kind or here.kind != PERSONNEL or not (whole.provider and whole.recipient):
        return None
    if "part_of: partitive" in here.rules:
        start = parsed.anchors[number].start
    elif not _makes_up(parsed, number):
        return None
    else:
        start = parsed.plain.rfind(",", start, parsed.anchors[number].start)
    known, until = {"", *whole.provider, *whole.recipient}, parsed.next_anchor(number)
    return whole if all(p.code in known for p in parsed.parties if start <= p.start < until) else None


def _makes_up(parsed: Parsed, number: int) -> bool:
    """Whether an apposition right before a figure says what body those of the one before make up: ", un contingente que ascenderá a"."""
    start, end = parsed.anchors[number - 1].end, parsed.anchors[number].start
    comma = parsed.plain.rfind(",", start, end)
    words = parsed.gap(comma + 1, end)[: _APPOSED + 1] if comma > 0 else []
    bodies, clause = parsed.sentence.scene.words.local("body"), parsed.small.clause
    rel = next((at for at, word in enumerate(words) if clause.get(word) == "rel"), 0)
    return bool(rel) and words[rel - 1] in bodies
