"""Who is thanked for something gave it, and who thanks received it: "Fiji thanked Australia for 14 vehicles", "agradeció a Japón los camiones"."""

from __future__ import annotations

from cuaderno.documents.scene import Scene
from cuaderno.documents.slots.clause import Clause
from cuaderno.documents.slots.roles import BARE, TO, Party
from cuaderno.documents.slots.sides import Sides

_REACH = 3
"""Words between a word for thanks and whom they are given, at most."""


def thanked(clause: Clause) -> Sides | None:
    """Giver and receiver of what thanks are given for, where the sentence names who is thanked; None for all else."""
    parsed, here = clause.parsed, clause.here
    if here is None or not _says_thanks(parsed.sentence.scene):
        return None
    thanks = parsed.sentence.scene.words.local("slot-thanking")
    if not any(word in thanks for word in parsed.gap(parsed.start, here.start)):
        return None
    giver = next((p for p in parsed.parties if p.end <= here.start and _is_thanked(clause, p, thanks)), None)
    codes = clause.codes(clause.chain(giver))
    if giver is None or not codes:
        return None
    who = [p for p in parsed.parties if p.end <= giver.start and p.role == BARE and not p.aid]
    takers = tuple(code for code in clause.codes(who[-1:]) or clause.context.own if code not in codes)
    return Sides(codes, takers, "who is thanked", "who thanks" if takers else "")


def _says_thanks(scene: Scene) -> bool:
    """Whether the text has a word for thanks at all; asked once."""
    if "thanks" not in scene.notes:
        scene.notes["thanks"] = any(word in scene.plain for word in scene.words.local("slot-thanking"))
    return bool(scene.notes["thanks"])


def _is_thanked(clause: Clause, party: Party, thanks: dict[str, str]) -> bool:
    """Whether a word for thanks stands right before a party."""
    if party.role not in (BARE, TO):
        return False
    words = clause.parsed.gap(clause.parsed.start, party.start)
    return any(word in thanks for word in words[-_REACH:])
