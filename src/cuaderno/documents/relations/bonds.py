"""The sides of a relation that is no visit: those named around it, and those that stand earlier in the document."""

from __future__ import annotations

from typing import cast

from cuaderno.documents.relations.looking import Look, Party, look, organisations
from cuaderno.documents.relations.visitors import Visitor, visitors
from cuaderno.documents.scene import Scene

PAIR, NEAR = 2, 8
FIRST = "USA"
"""The side that is written as provider where it takes part, as in the ledger's relations."""


def sides(seen: Look, start: int, end: int) -> list[str]:
    """The codes of the parties of a stretch, each once, with those that an official stands for."""
    parties = [party for party in seen.named(start, end) if not _is_seat(seen, party)]
    named = [(party.start, party.code) for party in parties]
    if len({code for _, code in named}) < PAIR:
        around = ((start, parties[0].start), (parties[-1].end, end)) if parties else ((start, end),)
        officials = [one for first, last in around for one in visitors(seen, first, last)]
        named += [(one.start, one.origins[0]) for one in officials if one.origins]
        named += _by_pronoun(seen, start, end) if not officials else []
    return list(dict.fromkeys(code for _, code in sorted(named)))


def _is_seat(seen: Look, party: Party) -> bool:
    """Whether the name of a town is where something is done, and not the organisation that sits there: "firmó en Bruselas"."""
    if party.kind != "government" or party.code not in organisations():
        return False
    link = seen.last("rel_to", party.start - NEAR, party.start)
    return link is not None and link.code == "to" and link.end == party.start - 1


def _by_pronoun(seen: Look, start: int, end: int) -> list[tuple[int, str]]:
    """The country of the visitor told last, for whom a pronoun stands: "Austin arrived in Nairobi. He signed a pact with Kenya"."""
    last = seen.scene.notes.get("last visitor")
    if not isinstance(last, Visitor) or not last.origins:
        return []
    pronoun = next((word for word in seen.words(start, end) if seen.code("is_det", word) == "pronoun"), None)
    return [(pronoun.start, last.origins[0])] if pronoun is not None else []


def sides_before(seen: Look) -> list[str]:
    """The codes of the parties of the sentence before."""
    before = seen.sentence.previous
    if before is None:
        return []
    there = look(seen.scene, before.start)
    return sides(there, there.start, there.end)


def ordered(codes: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Provider and recipients: the United States first, else an organisation, else in the order named."""
    if not codes:
        return (), ()
    if len(codes) == 1:
        return ((), tuple(codes)) if codes[0] != FIRST else ((FIRST,), ())
    first = FIRST if FIRST in codes else next((code for code in codes if code in organisations()), codes[0])
    return (first,), tuple(code for code in codes if code != first)


def seller_first(seen: Look, codes: list[str]) -> list[str]:
    """Two sides, the one by whose firm a contract is first: "Israel signed a contract with the German shipyard"."""
    if len(codes) != PAIR or FIRST in codes:
        return codes
    scene, firms = seen.scene, seen.scene.words.local("slot-firm")
    theirs = [p for p in seen.parties if p.code == codes[1]]
    beside = [scene.word_after(p.end)[0] for p in theirs] + [scene.word_before(p.start)[0] for p in theirs]
    return codes[::-1] if any(word in firms for word in beside) else codes


def main_sides(scene: Scene) -> list[str]:
    """The two countries a document is most about: those its title names, else those named most often; none where it is unclear."""
    kept = scene.notes.get("relation sides")
    if kept is None:
        kept = scene.notes["relation sides"] = _main_sides(scene)
    return list(cast("list[str]", kept))


def _main_sides(scene: Scene) -> list[str]:
    counts: dict[str, int] = {}
    without = organisations()
    for _, _, _, code in scene.named:
        if code != "-" and code not in without:
            counts[code] = counts.get(code, 0) + 1
    most = sorted(counts, key=lambda code: -counts[code])
    return most if len(most) == 2 else [code for code in most[:2] if counts[code] >= 2]


def two_named(seen: Look, without: frozenset[str]) -> list[str]:
    """The two countries that the sentences of a paragraph before name besides some: "the two neighbours and Fiji"; none where more do."""
    named: dict[str, None] = {}
    before = seen.sentence.previous
    while before is not None and before.block == seen.sentence.block:
        for party in look(seen.scene, before.start).parties:
            if party.code not in without and party.code not in organisations():
                named[party.code] = None
        before = before.previous
    return list(named)[::-1] if len(named) == PAIR else []


def partner(scene: Scene) -> str | None:
    """The country a document is about, the United States apart."""
    return next((code for code in main_sides(scene) if code != FIRST), None)


def earlier(seen: Look, at: int, without: frozenset[str]) -> str | None:
    """The country named last before a place, in its sentence or the two before it."""
    here: Look | None = seen
    for _ in range(3):
        if here is None:
            return None
        named = [p for p in here.parties if p.end <= at and p.code not in without and p.code not in organisations()]
        if named:
            return named[-1].code
        before = here.sentence.previous
        here = look(here.scene, before.start) if before is not None else None
    return None
