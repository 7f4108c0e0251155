"""A text about a meeting: which country hosts it, and of which mission its title is, to which so belongs what is told without another name."""

from __future__ import annotations

from typing import cast

from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.programmes_of import MISSIONS
from cuaderno.documents.slots.programmes_shared import NO_PLANS
from cuaderno.documents.slots.roles import FOR, IN, SUPPORT, TERRITORIES, TO
from cuaderno.documents.slots.surroundings import DURATIONS, Filling
from cuaderno.reading.document import HEADING
from cuaderno.statements.claim import PERSONNEL

OF_THE_TITLE = "the mission that the title is about"
_TOWARD, _GIVING = frozenset((TO, FOR, SUPPORT)), frozenset(("give", "send", "train"))
_PHRASE, _NOUN = 40, 3
"""Characters, and words, behind a number in which those it counts are named."""
_HEADED, _UN = 6, "UN"
"""Blocks at the head of a text of which its headings tell whose mission it is about."""
_LEAD = 4
"""Sentences at the head of a text in which it is told where a meeting is held."""


def host_of_meeting(context: Context) -> tuple[str, ...]:
    """The country where the meeting is held of which a text tells at its head: "at a meeting that closed in Geneva on Friday"."""
    notes = context.scene.notes
    if "host of the meeting" not in notes:
        sentences = map(context.scene.sentence, range(min(_LEAD, len(context.scene.bounds))))
        notes["host of the meeting"] = next(
            ((code,) for sentence in sentences if (code := _held_in(context.parsed(sentence)))), ()
        )
    return cast("tuple[str, ...]", notes["host of the meeting"])


def _held_in(parsed: Parsed) -> str:
    """The country of the place that a sentence names behind a meeting."""
    meetings = parsed.small.meeting
    places = (p for p in parsed.parties if p.role == IN and p.code in TERRITORIES)
    return next((p.code for p in places if any(word in meetings for word in parsed.gap(parsed.start, p.start))), "")


def of_the_mission(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """What is told in a text whose title is about one mission, and which names no other programme, belongs to it."""
    mission = _mission_of_title(context)
    if not mission or parsed.anchors[number].draft.unit in DURATIONS or parsed.universes or parsed.civil:
        return None
    others = any(p.code != MISSIONS[mission] and p.code and p.code not in TERRITORIES for p in parsed.parties)
    return None if others or _given_to_a_country(parsed) else (mission, OF_THE_TITLE)


def peacekeepers(_: Context, parsed: Parsed, number: int) -> Filling | None:
    """Peacekeepers whom the United Nations send, by their name: "The Security Council decided to send 2,500 peacekeepers"."""
    here = parsed.anchors[number]
    bodies = {party.code for party in parsed.parties if party.code and party.code not in TERRITORIES}
    if here.draft.kind != PERSONNEL or bodies != {"UN"}:
        return None
    named = parsed.sentence.scene.words.local("slot-peacekeeper")
    words = parsed.gap(here.end, min(here.end + _PHRASE, parsed.next_anchor(number)))[:_NOUN]
    return ("UN peacekeeping", "peacekeepers of the United Nations") if any(word in named for word in words) else None


def _given_to_a_country(parsed: Parsed) -> bool:
    """Whether a sentence names a country to which something goes: "France gave Mali 20 vehicles"."""
    for party in parsed.parties:
        if party.code in TERRITORIES and party.kind == "place":
            verb = next((v for v in reversed(parsed.verbs) if v.end <= party.start), None)
            behind = verb is not None and parsed.only(parsed.small.skip, verb.end, party.start)
            if party.role in _TOWARD or (behind and verb is not None and verb.frame in _GIVING):
                return True
    return False


def _mission_of_title(context: Context) -> str:
    """The one mission that a title names, unless only goods for it are given to a country: "donó a Uruguay vehículos para misiones de paz"."""
    known = cast("str | None", context.scene.notes.get("mission of the title"))
    if known is None:
        codes = (
            {mark.code for mark in context.titled.programmes}
            or _mission_of_those_let_go(context)
            or _of_the_un(context)
            or _of_the_headings(context)
        )
        gives = any(verb.frame == "give" for verb in context.titled.verbs) and _given_to_a_country(context.titled)
        alone = len(codes) == 1 and codes <= NO_PLANS and codes <= MISSIONS.keys() and not gives
        others = {mark.code for mark in context.scene.of("programme")} - codes
        known = context.scene.notes["mission of the title"] = codes.pop() if alone and not others else ""
    return known


def _of_the_un(context: Context) -> set[str]:
    """The peacekeeping of which a title speaks as a mission of the United Nations: "the U.N.'s most dangerous mission"."""
    title, missions = context.titled, context.scene.words.local("slot-mission")
    told = any(word in missions for word in title.gap(title.start, title.end))
    return {"UN peacekeeping"} if told and any(party.code == "UN" for party in title.parties) else set()


def _of_the_headings(context: Context) -> set[str]:
    """The peacekeeping of the mission that a text is about and its letterhead or first heading names, if its title does not."""
    scene = context.scene
    headings = [b for b in scene.blocks[:_HEADED] if b.kind == HEADING] if context.own_mission else []
    return {mark.code for block in headings for mark in scene.starting("programme", block.start, block.end)}


def organisation_of(context: Context, mission: str) -> str:
    """To whom the people of a mission go: the one that the text names by a name of its own, else the organisation that runs it."""
    own = context.own_mission
    return own[0] if own and MISSIONS[mission] == _UN else MISSIONS[mission]


def _mission_of_those_let_go(context: Context) -> set[str]:
    """The mission of a text whose title lets people leave: "Autorización de la salida del país de funcionarios militares"."""
    leaving = context.scene.words.local("slot-leaving")
    title = context.titled
    if not any(word in leaving for word in title.gap(title.start, title.end)):
        return set()
    return {mark.code for mark in context.scene.of("programme")}
