"""Sums of the arms that a country exports: "Sweden's arms exports reached 821 million euros", "facturó 30 millones por la exportación de armas"."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import cast

from cuaderno.documents.draft import Draft
from cuaderno.documents.marks import Mark
from cuaderno.documents.slots.bracketed_places import place_listed
from cuaderno.documents.slots.clause import Clause, Codes
from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.meaning import Governing
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import BARE, OF, TO, Party
from cuaderno.documents.slots.sides import NOBODY, Sides
from cuaderno.documents.slots.surroundings import Filling
from cuaderno.documents.times.period_filling import copy_period
from cuaderno.documents.times.times import Time
from cuaderno.statements.claim import MONEY, PERSONNEL

EXPORTS, WHOSE, THERE = "arms_exports", "whose exports", "who exports in the text"
_start = attrgetter("start")
_OWNED, _BESIDE, _BACK = 32, 4, 24
"""Characters between the noun and whose exports they are, and between a buyer and the bracket of its sum; figures back to the last export."""
_LEAVE = frozenset(("approved", "authorised"))
_TELLING = _LEAVE | {"allocated"}
_OUT = frozenset(("delivered", "provided", "shipped", "agreed", None))
"""The stages of goods that are told in a report on exports."""
_PLACES = frozenset(("place", "capital", "group"))


def _named(parsed: Parsed, number: int) -> Mark | None:
    """The word for exports of arms by which a sum of a sentence is told, where no verb of buying or giving has it."""
    if not parsed.links or parsed.anchors[number].draft.kind != MONEY:
        return None
    return next((mark for mark in parsed.links if mark.code == EXPORTS), None)


def _told(governing: Governing | None, noun: Mark) -> bool:
    """Whether only a weak verb, leave, a word for where it goes, or the noun itself tells of a sum."""
    if governing is not None and noun.start <= governing.verb.start < noun.end:
        return True
    return governing is None or governing.verb.form == "weak" or governing.stage in _TELLING


def exported(clause: Clause, governing: Governing | None) -> Sides | None:
    """Who exports, and to whom the sum goes: told behind it, or right before its brackets; None for all other figures."""
    noun = _named(clause.parsed, clause.number) if clause.here is not None else None
    if noun is None or not _told(governing, noun):
        return None
    theirs = clause.codes(_owner(clause, noun)) or exporter_before(clause.context)
    if not theirs:
        return None
    buyer = tuple(code for code in clause.codes(_buyer(clause, noun)) if code not in theirs)
    return Sides(theirs, buyer, WHOSE, "to whom" if buyer else NOBODY)


def to_each(clause: Clause) -> Sides | None:
    """The buyers that a report on a country's exports lists, each with its sums and things in brackets: "Oman (196.8 million, with two aircraft) and
    Egypt (138.1)"."""
    here = clause.here
    if here is None or not here.depth or here.draft.kind == PERSONNEL or here.draft.unit == "percent":
        return None
    exporter, buyer = exporter_before(clause.context), place_listed(clause.parsed, clause.number)
    if not exporter or buyer is None or buyer.code in exporter:
        return None
    return Sides(exporter, (buyer.code,), THERE, "to whom")


def _owner(clause: Clause, noun: Mark) -> list[Party]:
    """Whose the exports are: by a possessor or a nation beside the noun, else the subject of the sentence."""
    parties = clause.parsed.parties
    before = [p for p in parties if (p.owns or p.kind == "demonym") and 0 <= noun.start - p.end < _BESIDE]
    behind = [
        p
        for p in parties
        if 0 <= p.start - noun.end < _OWNED and (p.role == OF or (p.kind == "demonym" and p.role != TO))
    ]
    subject = [p for p in parties if p.role == BARE and p.end <= noun.start and not p.aid]
    return before[-1:] or behind[:1] or subject[:1]


def _buyer(clause: Clause, noun: Mark) -> list[Party]:
    """To whom a sum of exports goes."""
    here, parsed = clause.here, clause.parsed
    if here is None:
        return []
    if here.depth:
        beside = [p for p in parsed.parties if p.kind in _PLACES and 0 < here.start - p.end <= _BESIDE]
        if beside or here.draft.unit != "percent":
            return beside[-1:]
    until, goals = parsed.next_anchor(clause.number), parsed.sentence.scene.words.local("slot-destination")
    near = [p for p in parsed.parties if (p.role == TO or p.head in goals) and p.kind in _PLACES and p.start < until]
    return clause.chain(next((p for p in near if p.start >= min(here.end, noun.end)), None))


def stage_of_exports(parsed: Parsed, number: int, governing: Governing | None) -> Filling | None:
    """How far arms have come of whose export a sum is told, where no leave is."""
    noun = _named(parsed, number)
    if noun is None or (governing is not None and governing.stage in _LEAVE):
        return None
    return ("delivered", "arms exported") if _told(governing, noun) else None


def exporter_before(context: Context) -> Codes:
    """Who exports, by the last figure that told it."""
    return next((draft.provider for draft in context.all[: -_BACK - 1 : -1] if is_export(draft)), ())


def still_exports(context: Context, parsed: Parsed, draft: Draft, got: Codes) -> Codes:
    """Who exports what a report on a country's exports goes on to tell, where it does not act or receive itself."""
    codes = exporter_before(context) if draft.kind != PERSONNEL else ()
    there = {party.code for party in parsed.parties if party.role == BARE} | set(got)
    return () if set(codes) & there else codes


def is_export(draft: Draft) -> bool:
    """Whether a figure has its giver as the one whose exports are told."""
    return f"provider: {WHOSE}" in draft.rules


def date_exports(context: Context, draft: Draft) -> None:
    """Date a sum or things by the first figure of the exports that a text reports on, where their own sentence has no time."""
    if draft.period_start or draft.period_end or draft.kind == PERSONNEL or draft.stage not in _OUT:
        return
    whole = next((told for told in context.all[:_BACK] if is_export(told) and _is_of_a_year(told)), None)
    sentence = context.scene.sentence_at(draft.anchor[0])
    if whole is None or draft.provider != whole.provider:
        return
    found = cast("list[Time]", context.scene.notes.get("times", []))
    at = bisect_left(found, sentence.start, key=_start)
    if at < len(found) and found[at].start < sentence.end:
        return
    copy_period(draft, whole, "as the exports reported on")


def _is_of_a_year(draft: Draft) -> bool:
    """Whether a sum is of one year or a part of it."""
    first, last = draft.period_start or "", draft.period_end or ""
    return bool(first) and first[:4] == last[:4]
