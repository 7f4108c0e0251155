"""People and their gear that make up a country's contingent: "Some 200 soldiers and six helicopters are part of the Paraguayan contingent in
Mali", "La delegación argentina, que llegó el domingo, está compuesta por 81 aviadores"."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause, Codes
from cuaderno.documents.slots.context import are_countries
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import IN, TO, Party
from cuaderno.documents.slots.sides import NOBODY, WEAK, Sides
from cuaderno.documents.slots.surroundings import Filling
from cuaderno.documents.times.tenses import is_to_come
from cuaderno.statements.claim import MONEY

NATIONALS = "count, people of a nation"
_LISTED = 80
"""Characters from "made up of" to a figure of its list."""
_BESIDE, _FAR, _BACK = 4, 320, 4
"""Words between the verb of being part and the contingent, characters from a figure to the nation, and sentences back to the arrival."""


def contingent_of(parsed: Parsed, number: int) -> Party | None:
    """The nation whose contingent a figure is said, behind it, to be part of; None where none is."""
    here, local = parsed.anchors[number], parsed.sentence.scene.words.local
    contingents = local("slot-contingent")
    if here.draft.kind == MONEY or not contingents:
        return None
    for party in parsed.parties:
        if party.start > here.end + _FAR:
            break
        if party.kind != "demonym" or party.start < here.end:
            continue
        before, behind, _ = parsed.sentence.scene.word_before(party.start)
        after = parsed.sentence.scene.word_after(party.end)[0]
        start = behind if before in contingents else party.start
        if before not in contingents and after not in contingents:
            continue
        led = parsed.gap(max(here.end, start - len("integran parte de un ")), start)[-_BESIDE:]
        return party if any(word in local("slot-belonging") for word in led) else None
    return None


def composed_before(parsed: Parsed, number: int) -> Party | None:
    """The nation whose delegation has come and is said, before a figure, to be made up of it; None where none is."""
    here = parsed.anchors[number]
    if here.draft.kind == MONEY:
        return None
    made = next((m for m in reversed(parsed.links) if m.code == "made_of" and m.end <= here.start), None)
    if made is None or here.start - made.end > _FAR or is_to_come(parsed.sentence.scene, parsed.start, made.end):
        return None
    if here.draft.rules[0] == NATIONALS:
        return next((p for p in parsed.parties if p.kind == "demonym" and here.start <= p.start <= here.end + 1), None)
    bodies = parsed.sentence.scene.words.local("slot-delegation")
    for party in reversed(parsed.parties):
        if party.end > made.start or party.kind not in ("demonym", "place"):
            continue
        if made.start - party.end > _FAR:
            return None
        if party.head in bodies or parsed.sentence.scene.word_before(party.start)[0] in bodies:
            return party
    return None


def stage_of_contingent(parsed: Parsed, number: int) -> Filling | None:
    """How far people and things that are part of a contingent have come."""
    there = contingent_of(parsed, number) or composed_before(parsed, number)
    return ("deployed", "part of a contingent") if there is not None or _makes_up(parsed, number) else None


def _makes_up(parsed: Parsed, number: int) -> bool:
    """Whether a contingent or a mission is said to be made up of a figure: "The mission is made up of 1,200 soldiers from 14 countries"."""
    here = parsed.anchors[number]
    if here.draft.kind == MONEY or not parsed.links:
        return False
    made = next((m for m in reversed(parsed.links) if m.code == "made_of" and m.end <= here.start), None)
    if made is None or here.start - made.end > _LISTED or ";" in parsed.plain[made.end : here.start]:
        return False
    if any(verb.end <= made.start and verb.form != "noun" for verb in parsed.verbs):
        return False  # "authorises the exit of a contingent made up of"
    local, first = parsed.sentence.scene.words.local, parsed.gap(parsed.start, made.start)
    body = any(word in local("slot-contingent") or word in local("slot-duty") for word in first)
    return body and not is_to_come(parsed.sentence.scene, parsed.start, made.end)


def in_contingent(clause: Clause) -> Sides | None:
    """Whose such people and things are, and where they are."""
    if clause.here is None:
        return None
    if (made := composed_before(clause.parsed, clause.number)) is not None:
        place = clause.codes(clause.first(clause.parsed.parties, IN, TO, but=(made.code,)))
        there = place or _where_they_came(clause) or clause.context.home
        where = tuple(code for code in there if code != made.code)
        return Sides((made.code,), where, "whose contingent", WEAK if where else NOBODY)
    theirs = contingent_of(clause.parsed, clause.number)
    if theirs is None:
        return None
    behind = [p for p in clause.near if p.start > theirs.start]
    if mission := [p for p in behind if p.kind == "mission"]:
        return Sides((theirs.code,), clause.codes(mission[:1]), "whose contingent", "the mission")
    where = clause.codes([p for p in behind if p.role == IN][:1])
    return Sides((theirs.code,), where, "whose contingent", WEAK if where else NOBODY)


def _where_they_came(clause: Clause) -> Codes:
    """Where people arrived of whom the sentences before tell: "arribaron a la base de Antofagasta, en Chile"."""
    before = clause.parsed.sentence.previous
    for _ in range(_BACK):
        if before is None:
            return ()
        parsed = clause.context.parsed(before)
        came = next((v for v in parsed.verbs if (v.frame, v.stage) == ("none", "delivered")), None)
        place = [p for p in parsed.parties if came is not None and p.start >= came.end and are_countries((p.code,))]
        if place:
            return clause.codes(place[:1])
        before = before.previous
    return ()
