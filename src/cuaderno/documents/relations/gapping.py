"""A country whose verb is left out, with its own time: "Finland joined NATO in 2023, and Sweden in 2024"; so with a status given."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import cast

from cuaderno.documents.draft import Draft
from cuaderno.documents.relations.looking import Look, Party, look, organisations
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.times import Time
from cuaderno.statements.claim import DESIGNATION, MEMBERSHIP

_WORDS, _CLOSING = 3, b".,;)"
_SAID = "MNNA"
"""The status that countries are told to have been given one after another."""


def gapped(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Memberships, or the status, of those named with a time of their own right behind the time of another's."""
    joined = [one for one in drafts if one.kind == MEMBERSHIP or (one.kind == DESIGNATION and one.relation == _SAID)]
    if not joined or "times" not in scene.notes:
        return []
    times = cast("list[Time]", scene.notes["times"])
    starts = [time.start for time in times]
    found: list[Draft] = []
    for draft in joined:
        seen = look(scene, draft.anchor[0])
        here = times[bisect_left(starts, draft.anchor[1]) : bisect_left(starts, seen.end)]
        for before, own in pairwise(here):
            if (party := _between(seen, before, own)) is not None and (party.code,) not in (
                draft.provider,
                draft.recipient,
            ):
                found.append(_like(seen, draft, party, own))
    return found


def _between(seen: Look, before: Time, own: Time) -> Party | None:
    """The country that alone stands between two times, tied to the first and with nothing behind the second."""
    named = [p for p in seen.named(before.end, own.start) if p.kind == "place" and p.code not in organisations()]
    goes_on = seen.scene.word_after(own.end)[0] in seen.scene.words.local("and")
    if len(named) != 1 or not (goes_on or seen.folded(own.end, own.end + 1) in _CLOSING):
        return None
    party = named[0]
    tie = seen.folded(before.end, party.start).strip()
    tied = tie == b";" or (seen.joined("rel_and", before.end, party.start) and tie != b"")
    filled = seen.scene.words.local("gap_word")  # "Brasil lo fue en 2019"
    leads = [
        word.word.decode("ascii") in filled or seen.code("is_time_lead", word)
        for word in seen.words(party.end, own.start)
    ]
    return party if tied and len(leads) <= _WORDS and all(leads) else None


def _like(seen: Look, draft: Draft, party: Party, time: Time) -> Draft:
    """The same membership, or the same status, of another country."""
    span = seen.trimmed(party.start, time.end)
    made = Draft(draft.kind, (party.start, party.end), span, f"{draft.kind}: verb left out")
    own, other = ("provider", "recipient") if draft.kind == MEMBERSHIP else ("recipient", "provider")
    made.filled(own, (party.code,), "who belongs, or has the status")
    made.filled("period_start", time.first, "its own time")
    for slot in (other, "item", "programme", "relation", "stage"):
        value = getattr(draft, slot)
        if value:
            made.filled(slot, value, "that of the membership before")
    return made
