"""Who pays a visit: the officials named in a stretch of a sentence, one by one, each with the country it comes from."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple, cast

from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.looking import CITY, Look, Party, organisations
from cuaderno.documents.scene import Scene

ANY, SHIP, WEAK, PEER = "any", "ship", "weak", "peer"
VAGUE = frozenset({ANY, WEAK, PEER})
"""Offices that say nothing of a country."""
NAMELESS = frozenset({WEAK, PEER})
"""Words for those who are of no rank, and for a counterpart, who is somebody only by name."""
SENDERS = frozenset({"NATO", "EU", "UN", "OAS", "AU"})
"""Organisations whose officials' visits are a matter of security."""
NAMED_BEHIND = "named"
"""The code of an "and" that ties two offices of one person only where the name follows."""
_DEEDS = ("stage", "announcing", "currency")
_PLURAL, _TITLE, _COUNT, _TENS = b"s", 8, 30, 2
_SEMICOLON = re.compile(rb"; ")
_BREAK = re.compile(rb"[,;:()]| - |--")
_NUMBER = re.compile(r"([0-9][0-9.,]*) (?:[^\W\d]+ )?\Z")
_NAME = re.compile(r"\b[A-ZÁÉÍÓÚÑÜ][\w’'-]+")


class Visitor(NamedTuple):
    """An official: the stretch that names it, the family name if there is one, and the countries it may come from.

    `vague` is one of no rank ("officials", "a team").
    """

    start: int
    end: int
    name: str
    origins: tuple[str, ...]
    vague: bool = False


def visitors(look: Look, start: int, end: int) -> list[Visitor]:
    """The officials in a stretch: those of a coordination each by itself."""
    found: list[Visitor] = []
    if not _official(look, start, end):
        return found
    for first, last in _pieces(look, start, end):
        offices = [
            mark for mark in look.within("rel_office", first, last) if mark.code != SHIP and not _force(look, mark)
        ]
        persons = _persons(look, first, last)
        known = None if offices or persons else _remembered(look, first, last)
        if not (offices or persons or known):
            continue
        origins = known[1] if known else _origins(look, first, last, offices, persons)
        name = known[0] if known else _name(look, first, last, offices, persons)
        vague = bool(offices) and not persons and _nameless({mark.code for mark in offices}, name)
        if vague and not origins:
            continue
        if organisations().issuperset(origins) and not SENDERS.issuperset(origins):
            continue
        if name and origins:
            memory(look.scene)[name] = origins
        found.append(Visitor(first, last, name, origins or memory(look.scene).get(name, ()), vague))
    of_country = any(one.origins for one in found)
    return [one for one in found if one.origins or one.name or not of_country]


def _force(look: Look, office: Mark) -> bool:
    """Whether people of no rank are as many as a force, and no delegation: "1,000 police officers", "200 Kenyan officers"."""
    if office.code != WEAK:
        return False
    people = [mark for mark in look.sentence.of("counted") if mark.start < office.end and office.start < mark.end]
    said = _NUMBER.search(look.text, max(look.start, office.start - _COUNT), people[0].start) if people else None
    return said is not None and len(said[1].replace(",", "").replace(".", "")) > _TENS


def _nameless(codes: set[str], name: str) -> bool:
    return NAMELESS.issuperset(codes) and (WEAK in codes or not name)


def memory(scene: Scene) -> dict[str, tuple[str, ...]]:
    """The family names met in a document, and where their bearers come from."""
    return cast("dict[str, tuple[str, ...]]", scene.notes.setdefault("relation names", {}))


def _pieces(look: Look, start: int, end: int) -> list[tuple[int, int]]:
    """The stretch cut at its coordinations where an official stands on both sides of the cut."""
    cuts = [start]
    for semicolon in _SEMICOLON.finditer(look.scene.folded, start, end):
        if _official(look, cuts[-1], semicolon.start()) and _official(look, semicolon.end(), end):
            cuts.append(semicolon.end())
    if len(cuts) > 1:
        return list(zip(cuts, [*cuts[1:], end], strict=True))
    for cut in look.within("rel_and", start, end):
        apart = _official(look, cuts[-1], cut.start) and _official(look, cut.end, end)
        if apart and not _one_person(look, cuts[-1], cut, end):
            cuts.append(cut.end)
    return list(zip(cuts, [*cuts[1:], end], strict=True))


def _one_person(look: Look, start: int, cut: Mark, end: int) -> bool:
    """Whether "and" ties two offices of one person: "General Secretary and President To Lam", "el vicepresidente y ministro"."""
    first, second = look.last("rel_office", start, cut.start), look.first("rel_office", cut.end, end)
    if first is None or second is None or first.end != cut.start - 1 or second.start != cut.end + 1:
        return False
    if second.code == WEAK or look.folded(second.end - 1, second.end) == _PLURAL:
        return False
    tie = look.scene.words.local("is_one_person").get(look.folded(cut.start, cut.end).decode("ascii"))
    if tie != NAMED_BEHIND:
        return tie is not None
    text, words = look.text, look.words(second.end, end)[:_TITLE]
    while words and look.code("is_of", words[0]):
        words = words[2:]
    return bool(words) and all(text[at].isupper() for at in (first.start, second.start, words[0].start))


def _official(look: Look, start: int, end: int) -> bool:
    return bool(look.first("rel_office", start, end) or _persons(look, start, end) or _remembered(look, start, end))


def _persons(look: Look, start: int, end: int) -> list[Mark]:
    marks = look.within("rel_person", start, end)
    return [mark for mark in marks if look.text[mark.start].isupper()] if marks else marks


def _remembered(look: Look, start: int, end: int) -> tuple[str, tuple[str, ...]] | None:
    if "relation names" not in look.scene.notes:
        return None
    known = memory(look.scene)
    for name in _NAME.findall(look.text, start, end)[::-1]:
        if name in known:
            return name, known[name]
    return None


def _origins(look: Look, start: int, end: int, offices: list[Mark], persons: list[Mark]) -> tuple[str, ...]:
    named = look.named(start, end)
    office = offices[0] if offices else None
    before = [party for party in named if office is None or party.end <= office.start]
    if before and office and _adjoins(look, before[-1].end, office.start):
        return _joined(look, before)
    fixed = next((mark for mark in offices if mark.code not in VAGUE), None)
    if fixed:
        return (next((p.code for p in named if _belongs(look, fixed, p)), fixed.code),)
    until = _told_of(look, office) if office else end
    after = [p for p in named if office and office.start <= p.start < until and not _directed(look, p.start)]
    if persons and not (after and _owned(look, after[0])):
        return (persons[-1].code,)
    if after:
        return _series(look, after) if offices[-1].code in VAGUE else (after[0].code,)
    return (before[-1].code,) if before else ()


def _told_of(look: Look, office: Mark) -> int:
    """Where it is told what an official gave or announced, and to whom: no country behind it is the official's own."""
    deeds = [mark for kind in _DEEDS for mark in look.sentence.of(kind) if mark.start > office.end]
    return min((mark.start for mark in deeds), default=look.end)


def _belongs(look: Look, office: Mark, party: Party) -> bool:
    """Whether an office is told to be another country's: "delegación del Congreso peruano", "… de Colombia"."""
    if party.start <= office.end or b"," in look.folded(office.end, party.start):
        return False
    words = look.words(office.end, party.start)
    return party.kind == "demonym" if not words else len(words) == 1 and bool(look.code("is_of", words[0]))


def _owned(look: Look, party: Party) -> bool:
    """Whether a country is led in as somebody's own: "Defence Minister Simon Harris of Ireland"."""
    before = look.words(max(look.start, party.start - _TITLE), party.start)[-1:]
    return bool(before) and look.code("is_of", before[0]) is not None


def _adjoins(look: Look, start: int, end: int) -> bool:
    """Whether a country stands before an office as its epithet, and is no dateline or other phrase."""
    between = look.folded(start, end)
    return len(between.split()) <= 4 and not _BREAK.search(between)


def _joined(look: Look, parties: list[Party]) -> tuple[str, ...]:
    """The last party before an office, with those coordinated with it ("Israeli and U.S. Defense Chiefs")."""
    codes: list[str] = []
    for party, following in zip(reversed(parties), [None, *reversed(parties)], strict=False):
        if following is not None and (
            not look.joined("rel_and", party.end, following.start) or (party.kind == CITY and following.kind != CITY)
        ):
            break  # "After talks in Ankara, the Dutch minister"
        codes.insert(0, party.code)
    return tuple(dict.fromkeys(codes))


def _series(look: Look, parties: list[Party]) -> tuple[str, ...]:
    """The first party behind an office, with those coordinated with it ("ministers from Denmark and Sweden")."""
    codes = [parties[0].code]
    for before, party in pairwise(parties):
        if before.kind == "demonym" or not look.joined("rel_and", before.end, party.start):
            break
        codes.append(party.code)
    return tuple(dict.fromkeys(codes))


def _directed(look: Look, at: int) -> bool:
    """Whether a place is where an office is turned to ("ambassador to Colombia") and not what it belongs to."""
    before = look.last("rel_to", max(look.start, at - 12), at)
    return before is not None and before.code == "to" and before.end >= at - 5


def _apposed(look: Look, start: int, end: int) -> bool:
    """Whether an office told behind a name and its comma stands between ("Peter Hallam, director for the Middle East")."""
    office = look.first("rel_office", start, end)
    return office is not None and look.folded(start, office.start).strip() == b","


def _name(look: Look, start: int, end: int, offices: list[Mark], persons: list[Mark]) -> str:
    if persons:
        return look.text[persons[-1].start : persons[-1].end].split()[-1]
    office = offices[0] if offices else None
    begin = office.end if office else start
    best, until = "", start
    for found in _NAME.finditer(look.text, begin, end):
        if any(party.start <= found.start() < party.end for party in look.parties):
            continue
        if any(
            m.start <= found.start() < m.end for kind in ("rel_office", "rel_topic", "rel_town") for m in look.of(kind)
        ):
            continue
        if any(m.start == found.start() for kind in ("month", "weekday") for m in look.sentence.of(kind)):
            continue
        if best and _apposed(look, until, found.start()):
            break
        if len(found[0]) > 2 or not found[0].isupper():
            best, until = found[0], found.end()
    return best.removesuffix("’s").removesuffix("'s")
