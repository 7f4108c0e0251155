"""A country's people abroad: they are deployed, they are its own, and nobody receives them where no place is told."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.slots.clause import Clause, Codes
from cuaderno.documents.slots.context import SENT, Context, are_countries
from cuaderno.documents.slots.meaning import Governing
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.people import whose_people
from cuaderno.documents.slots.people_in_a_row import end_of_row, is_nation
from cuaderno.documents.slots.roles import BARE, IN, Party
from cuaderno.documents.slots.sides import NOBODY, Sides
from cuaderno.documents.slots.surroundings import Filling
from cuaderno.documents.times.tenses import is_to_come
from cuaderno.statements.claim import PERSONNEL

_SUBJECT = 4
"""Words at the head of a sentence up to the place of the mission that is its subject."""
ON_DUTY = frozenset(("deployed", "active"))
"""The stages of people who are somewhere."""
_SEVERAL = 2
"""So many figures tell whose people a text is about."""
_NEAREST, _AWAY = 3, 2
"""Figures and paragraphs back to the people of whom others are told to take part too."""
_OPENING = 20
"""Characters at the head of a sentence in which it says that it counts most of those told before."""


def _are_abroad(parsed: Parsed, number: int, governing: Governing | None) -> bool:
    """Whether people are said to be abroad, and no verb tells more of them: "The 900 Kenyan soldiers overseas"."""
    if not parsed.links or parsed.anchors[number].draft.kind != PERSONNEL:
        return False
    if governing is not None and governing.verb.form != "weak":
        return False
    start = parsed.anchors[number - 1].end if number else parsed.start
    abroad = any(m.code == "abroad" and start <= m.start < parsed.next_anchor(number) for m in parsed.links)
    return abroad and not any(p.kind == "mission" for p in parsed.parties)


def goes_abroad(parsed: Parsed, number: int) -> bool:
    """Whether a sentence says before a number of people that it tells of those abroad: "announced more troops abroad: 30 soldiers to Georgia"."""
    here = parsed.anchors[number]
    return here.draft.kind == PERSONNEL and any(m.code == "abroad" and m.end <= here.start for m in parsed.links)


def _of_those_before(context: Context, parsed: Parsed, number: int) -> Draft | None:
    """The people told in the sentence before, whose services another one without a verb only lists, or whom others of their own country
    join: "Mostly soldiers: 400 of the army", "A ellos hay que sumar otros 20 de la Marina"."""
    if parsed.verbs or len(context.all) <= number or parsed.anchors[number].draft.kind != PERSONNEL:
        return None
    if not _goes_on(context, parsed) or any(p.code for p in parsed.parties):
        return None
    whole, before = context.all[-1 - number], parsed.sentence.previous
    told = before is not None and before.start <= whole.anchor[0] < parsed.start
    return whole if told and whole.kind == PERSONNEL else None


def _sums_up(context: Context, parsed: Parsed, number: int) -> bool:
    """Whether a sentence without a verb counts together the people told before it who are abroad: "En total, 242 militares españoles"."""
    last = context.last
    if parsed.verbs or last is None or last.stage != "deployed" or last.kind != PERSONNEL:
        return False
    here, before = parsed.anchors[number], parsed.sentence.previous
    told = before is not None and before.start <= last.anchor[0] < parsed.start
    return told and "total" in here.draft.marks and here.draft.kind == PERSONNEL


def _goes_on(context: Context, parsed: Parsed) -> bool:
    """Whether a sentence opens by saying what most of those told before are, or that others join them."""
    local = context.scene.words.local
    mostly = parsed.gap(parsed.start, parsed.start + _OPENING)[:1]
    joins = parsed.plain.startswith(tuple(local("joined_by")), parsed.start)
    return joins or any(word in local("slot-mostly") for word in mostly)


def _only_will_be(parsed: Parsed, number: int) -> bool:
    """Whether people are abroad by what is still to come: "will raise its missions abroad by 240 soldiers, so that the force overseas reaches 900"."""
    return is_to_come(parsed.sentence.scene, parsed.start, parsed.anchors[number].start)


def stage_abroad(context: Context, parsed: Parsed, number: int, governing: Governing | None) -> Filling | None:
    """How far people who are abroad, or those listed as some of them, have come."""
    if _are_abroad(parsed, number, governing):
        return (
            ("announced", "people who are to be abroad")
            if _only_will_be(parsed, number)
            else ("deployed", "people abroad")
        )
    if _sums_up(context, parsed, number):
        return "deployed", "all of those before"
    whole = _of_those_before(context, parsed, number)
    return (whole.stage, "some of those before") if whole is not None and whole.stage else None


def abroad(clause: Clause, governing: Governing | None) -> Sides | None:
    """The sides of people who are abroad, or of those listed as some of them; None for all else."""
    context, parsed, number = clause.context, clause.parsed, clause.number
    if (whole := _of_those_before(context, parsed, number)) is not None:
        got = "as those before" if whole.recipient else NOBODY
        return Sides(whole.provider, whole.recipient, "as those before", got)
    if not _are_abroad(parsed, number, governing):
        return None
    theirs = whose_people(clause) or [p for p in clause.near if p.kind in ("demonym", "state") and not p.aid]
    own = clause.codes(theirs[:1]) or context.home
    where = tuple(code for code in clause.codes(_place_of_mission(parsed)) if code not in own)
    return Sides(own, where, "whose people", "where the mission is" if where else NOBODY) if own else None


def _place_of_mission(parsed: Parsed) -> list[Party]:
    """Where the mission is that is the subject of a sentence: "The mission in Cyprus is one of five that the army has abroad, with 90 soldiers"."""
    missions = parsed.sentence.scene.words.local("slot-mission")
    first = next((p for p in parsed.parties if p.role == IN), None)
    led = parsed.gap(parsed.start, first.start) if first is not None else []
    return [first] if first is not None and len(led) <= _SUBJECT and any(word in missions for word in led) else []


def on_duty_before(context: Context) -> Draft | None:
    """The people told last, if they are somewhere on duty."""
    last = next((told for told in context.all[: -_NEAREST - 1 : -1] if told.kind == PERSONNEL), None)
    return last if last is not None and last.stage in ON_DUTY else None


def senders_before(context: Context, parsed: Parsed, number: int, there: Codes) -> Codes:
    """Who sent the people told just before, in this paragraph or one or two before, which goes on telling of others elsewhere: "y cuenta con otros 300 en Irak"."""
    draft, before = parsed.anchors[number].draft, on_duty_before(context)
    if draft.kind != PERSONNEL or draft.stage not in ON_DUTY or before is None:
        return ()
    near = parsed.sentence.block - context.scene.sentence_at(before.anchor[0]).block <= _AWAY
    return before.provider if near and are_countries(before.provider) and not set(before.provider) & set(there) else ()


def sends_all(context: Context, parsed: Parsed, number: int, there: Codes) -> Codes:
    """Whose people all those are whom the text has told of so far, where a sentence goes on telling of some and names no other country for
    them: "In 1958 four observers were sent to Lebanon"."""
    draft = parsed.anchors[number].draft
    if draft.kind != PERSONNEL or draft.stage not in SENT | {None}:
        return ()
    told = context.senders
    if len(told) != 1 or sum(told.values()) < _SEVERAL:
        return ()
    sent = next(iter(told))
    if len(sent) != 1 or not are_countries(sent):
        return ()
    code, here = sent[0], parsed.anchors[number].start
    others = any(p.code not in ("", code) and (_acts(p, here) or p.kind == "demonym") for p in parsed.parties)
    return () if others or code in there else sent


def _acts(party: Party, until: int) -> bool:
    """Whether a name stands in front of a figure without a preposition."""
    return party.role == BARE and party.end <= until


def on_duty(clause: Clause) -> Sides | None:
    """Whose people take part in something, or are counted together with those told before, and where: "284 militares kenianos participan en
    la operación", "En total, 242 militares españoles"; None for all else."""
    here, verb = clause.here, clause.verb
    if here is None or here.draft.kind != PERSONNEL:
        return None
    if verb is not None and (clause.frame, verb.stage) != ("none", "active"):
        return None
    last = on_duty_before(clause.context)
    theirs = clause.codes([p for p in whose_people(clause) if is_nation(p)])
    if not theirs and verb is not None and last is not None:
        theirs = last.provider
    until = end_of_row(clause)
    text = clause.parsed.sentence.scene.text  # "en Siria" is also what a Syrian is called
    near = [p for p in clause.near if p.start < until and (p.kind != "demonym" or text[p.start].isupper())]
    where = tuple(code for code in clause.codes(clause.first(near, IN, but=theirs)) if code not in theirs)
    with_them = last is not None and not set(theirs) & set(last.recipient)
    if not theirs or (verb is None and not with_them):
        return None
    return Sides(theirs, where, "whose people", "where they are" if where else NOBODY)
