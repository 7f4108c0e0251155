"""People and their gear that make up a country's contingent: "Some 200 soldiers and six helicopters are part of the Paraguayan contingent in
Mali", "La delegación argentina, que llegó el domingo, está compuesta por 81 aviadores"."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import IN, TO, Party
from cuaderno.documents.slots.sides import NOBODY, WEAK, Sides
from cuaderno.documents.slots.surroundings import Filling
from cuaderno.documents.times.tenses import is_to_come
from cuaderno.statements.claim import MONEY

_BESIDE, _FAR = 4, 320
"""Words between the verb of being part and the contingent, and characters from a figure to the nation."""


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
    bodies = parsed.sentence.scene.words.local("slot-delegation")
    for party in reversed([p for p in parsed.parties if p.end <= made.start and p.kind in ("demonym", "place")]):
        if party.head in bodies or parsed.sentence.scene.word_before(party.start)[0] in bodies:
            return party
    return None


def stage_of_contingent(parsed: Parsed, number: int) -> Filling | None:
    """How far people and things that are part of a contingent have come."""
    there = contingent_of(parsed, number) or composed_before(parsed, number)
    return ("deployed", "part of a contingent") if there is not None else None


def in_contingent(clause: Clause) -> Sides | None:
    """Whose such people and things are, and where they are."""
    if clause.here is None:
        return None
    if (made := composed_before(clause.parsed, clause.number)) is not None:
        place = clause.codes(clause.first(clause.parsed.parties, IN, TO, but=(made.code,)))
        where = tuple(code for code in place or clause.context.home if code != made.code)
        return Sides((made.code,), where, "whose contingent", WEAK if where else NOBODY)
    theirs = contingent_of(clause.parsed, clause.number)
    if theirs is None:
        return None
    behind = [p for p in clause.near if p.start > theirs.start]
    if mission := [p for p in behind if p.kind == "mission"]:
        return Sides((theirs.code,), clause.codes(mission[:1]), "whose contingent", "the mission")
    where = clause.codes([p for p in behind if p.role == IN][:1])
    return Sides((theirs.code,), where, "whose contingent", WEAK if where else NOBODY)
