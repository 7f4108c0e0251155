"""People and their gear that make up a country's contingent: "Some 200 soldiers and six helicopters are part of the Paraguayan contingent in Mali"."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import IN, Party
from cuaderno.documents.slots.sides import NOBODY, WEAK, Sides
from cuaderno.documents.slots.surroundings import Filling
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


def stage_of_contingent(parsed: Parsed, number: int) -> Filling | None:
    """How far people and things that are part of a contingent have come."""
    return ("deployed", "part of a contingent") if contingent_of(parsed, number) is not None else None


def in_contingent(clause: Clause) -> Sides | None:
    """Whose such people and things are, and where they are."""
    theirs = contingent_of(clause.parsed, clause.number) if clause.here is not None else None
    if theirs is None:
        return None
    behind = [p for p in clause.near if p.start > theirs.start]
    if mission := [p for p in behind if p.kind == "mission"]:
        return Sides((theirs.code,), clause.codes(mission[:1]), "whose contingent", "the mission")
    where = clause.codes([p for p in behind if p.role == IN][:1])
    return Sides((theirs.code,), where, "whose contingent", WEAK if where else NOBODY)
