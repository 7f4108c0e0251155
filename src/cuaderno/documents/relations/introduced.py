"""Who was told before with office and country and is named now by the family name alone: "said Gen. Daniel Hall of U.S. Africa Command … Hall traveled to Tunis"."""

from __future__ import annotations

import re

from cuaderno.documents.relations.looking import Look, look
from cuaderno.documents.relations.visitors import Visitor, memory, visitors

_NAME = re.compile(r"\b[A-ZÁÉÍÓÚÑÜ][a-záéíóúñü’'-][\w’'-]+")
_BACK, _TIMES, _PHRASE, _APPOSED, _LEAD = 4_000, 3, 70, 110, 3


def introduced(seen: Look, start: int, end: int) -> list[Visitor]:
    """The person named last in a stretch, if an earlier sentence told the office and the country; remembered from then on."""
    for found in reversed(list(_NAME.finditer(seen.text, start, end))):
        if any(mark.start <= found.start() < mark.end for mark in seen.scene.between(found.start(), found.end() + 1)):
            continue
        origins = _told(seen, found[0])
        if origins:
            memory(seen.scene)[found[0]] = origins
            return [Visitor(found.start(), found.end(), found[0], origins)]
        return []
    return []


def _told(seen: Look, name: str) -> tuple[str, ...]:
    """The countries of the office with which a name was told before, () where it was not."""
    text, at = seen.text, seen.start
    for _ in range(_TIMES):
        at = text.rfind(name, max(0, seen.start - _BACK), at)
        if at < 0:
            return ()
        there = look(seen.scene, at)
        span = _with_office(there, at, at + len(name))
        if span is not None:
            for one in visitors(there, *span):
                if one.start <= at < one.end and one.origins and not one.vague:
                    return one.origins
    return ()


def _with_office(there: Look, start: int, end: int) -> tuple[int, int] | None:
    """The stretch of a name and its office, right before it or behind its comma."""
    comma = there.scene.plain.find(", ", end, there.end)
    last = min(there.end, end + _APPOSED)
    behind = there.first("rel_office", end, last)
    before = there.last("rel_office", max(there.start, start - _PHRASE), start)
    if before is not None and _one_name(there, before.end, start):
        first = before.start
    elif behind is not None and comma == end and len(there.words(end, behind.start)) < _LEAD:
        first = start
    else:
        return None
    adjoining = [party.start for party in there.named(max(there.start, first - _PHRASE), first)]
    return min([first, *adjoining[-1:]]), last if comma == end else end


def _one_name(there: Look, start: int, end: int) -> bool:
    """Whether nothing but capitals, names of parties and small words of belonging stand between an office and a name."""
    text, known = there.text, there.scene.words.local("is_of")
    if there.folded(start, end).count(b",") > 1:
        return False
    return all(
        text[word.start].isupper()
        or word.word.decode("ascii") in known
        or any(party.start <= word.start < party.end for party in there.parties)
        for word in there.words(start, end)
    )
