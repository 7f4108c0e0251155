"""People who go to a mission belong to its programme, however far behind it is named: "left for Lebanon, where they will serve with UNIFIL"."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.programmes_of import MISSIONS
from cuaderno.statements.claim import PERSONNEL


def join_its_programme(parsed: Parsed, draft: Draft) -> None:
    """Give people whom a mission of their sentence receives the programme of that mission, where they have none."""
    if draft.kind != PERSONNEL or draft.programme is not None or not draft.recipient or not parsed.programmes:
        return
    theirs = {p.start for p in parsed.parties if p.kind == "mission" and p.code in draft.recipient}
    codes = {mark.code for mark in parsed.programmes if mark.start in theirs}
    if len(codes) == 1 and codes <= MISSIONS.keys():
        draft.filled("programme", codes.pop(), "of the mission that receives them")
