"""Who gives and who receives by a title or a heading: "Colombia's Assistance to Ukraine", "Japan hands Fiji two boats"."""

from __future__ import annotations

from cuaderno.documents.slots.parsed import USA, Parsed
from cuaderno.documents.slots.roles import AGAINST, BARE, FOR, IN, TERRITORIES, TO, WITH, Party

_VERB = 2
"""Words of a verb between its subject and to whom it hands something: "to send", "hands"."""


def titled(parsed: Parsed) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Giver and receiver by a title: "Colombia's Assistance to Ukraine", "U.S. Security Cooperation With Peru", "Poland – Javelin"."""
    named = [p for p in parsed.parties if p.code in TERRITORIES or p.code == "EU"]
    if (handing := _handing(parsed, named)) is not None:
        return handing
    toward = [p for p in named if p.code != USA and p.role in (TO, FOR, WITH, IN)]
    others = [p for p in named if p.code != USA and not (p.kind == "capital" and p.role == AGAINST)]
    own = (toward or others)[:1]
    donors = [p for p in named if p.role == BARE or p.aid or p.owns]
    donor = next(((p.code,) for p in donors if not own or p.code != own[0].code), ()) if own and toward else ()
    if not donor and any(p.code == USA for p in named):
        donor = (USA,)
    return donor, tuple(p.code for p in own)


def _handing(parsed: Parsed, named: list[Party]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Who hands something to whom, where the verb alone stands between the two: "Japan hands Fiji two boats"."""
    if len(named) < len(("Japan", "Fiji")) or named[0].start - parsed.start > _VERB:
        return None
    giver, taker = named[:2]
    words = parsed.gap(giver.end, taker.start)
    handing = parsed.sentence.scene.words.local("slot-handing")
    if not words or len(words) > _VERB or words[-1] not in handing or giver.code == taker.code or taker.owns:
        return None
    return ((giver.code,), (taker.code,)) if taker.kind in ("place", "capital") else None
