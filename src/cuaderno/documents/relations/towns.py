"""Places of a visit told by a town: one whose country is known, or an unknown one, which lies in the country the document is about."""

from __future__ import annotations

from itertools import dropwhile, takewhile

from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.bonds import FIRST, main_sides, partner
from cuaderno.documents.relations.destinations import gapped
from cuaderno.documents.relations.light_words import is_light
from cuaderno.documents.relations.looking import Look, Party, Token
from cuaderno.documents.relations.named_bodies import name_ends
from cuaderno.documents.scene import Scene

REACH, SEAT = 60, 90
_SOON = 32


def town_may_follow(scene: Scene, trigger: Mark) -> bool:
    """Whether a name stands soon behind a verb of visiting: a cheap question."""
    behind = scene.text[trigger.end : trigger.end + _SOON]
    return not behind.islower() and any(char.isupper() for char in behind)


def town(seen: Look, at: int, origins: tuple[str, ...]) -> list[Party]:
    """The country of the town behind a verb, if those who go there come from another."""
    known = _known(seen, at)
    code = known if known is not None else _unknown(seen, at)
    if code is None or code in origins:
        return []
    if not origins and (known is None or (code != FIRST and code not in main_sides(seen.scene))):
        return []
    return [Party(at, at, "place", code)]


def town_before(seen: Look, at: int, origins: tuple[str, ...], place: Party) -> list[Party]:
    """The country of a town right behind a verb, where the place found is the next stop: "stopped in Bouar on May 3 and in Accra"."""
    name = next((word for word in seen.words(at, place.start) if not _leads(seen, word)), None)
    if name is None or not gapped(seen, name.end, place):
        return []
    return [party for party in town(seen, at, origins) if party.code != place.code]


def meeting_town(seen: Look, at: int) -> list[Party]:
    """The country of a town in which somebody is told to meet: "met in Honolulu"."""
    code = _known(seen, at)
    return [Party(at, at, "place", code)] if code is not None else []


def _known(seen: Look, at: int) -> str | None:
    """The country of a town that a table has: the object of the verb, or led in by a preposition of place."""
    mark = seen.first("rel_town", at, min(seen.clause_end(at), at + SEAT))
    if mark is None or not seen.text[mark.start].isupper():
        return None
    link = seen.last("rel_to", at - REACH, mark.start)
    direct = mark.start - at <= 1
    led = link is not None and link.code == "to" and link.end == mark.start - 1
    return mark.code if direct or led else None


def _unknown(seen: Look, at: int) -> str | None:
    """The country a document is about, where a name that is nothing else stands right behind the verb, or behind a time and "to"."""
    said = seen.words(at, min(seen.end, at + REACH))
    words = _past_base(seen, list(dropwhile(lambda word: is_light(seen, word) or _leads(seen, word), said)))
    name = words[0] if words else None
    if name is None or len(main_sides(seen.scene)) < len((FIRST, "")) or not seen.text[name.start].isupper():
        return None
    if seen.text[name.start : name.end].isupper() or seen.text[at : name.start].count(",") or _house(seen, words):
        return None
    kinds = ("rel_office", "rel_person", "rel_state", "rel_topic", "rel_guard")
    if any(mark.start <= name.start < mark.end for kind in kinds for mark in seen.of(kind)):
        return None
    if any(mark.start <= name.start < mark.end for mark in seen.scene.between(name.start, name.end + 1)):
        return None
    return partner(seen.scene)


def _past_base(seen: Look, words: list[Token]) -> list[Token]:
    """The words from the name of a base on: "la base naval de Talara", "the air base at Manta"; all where no base is named."""
    behind = list(dropwhile(lambda word: seen.code("is_base", word) is not None, words))
    based = any(seen.code("is_base", word) == "base" for word in words[: len(words) - len(behind)])
    return behind if based else words


def _house(seen: Look, words: list[Token]) -> bool:
    """Whether a name is of a house and no town: "Parliament", "Walter Reed hospital"."""
    name = list(takewhile(lambda word: seen.text[word.start].isupper(), words))
    return any(seen.code("is_house", word) for word in name) or not name_ends(seen, name[-1].end)


def _leads(seen: Look, word: Token) -> bool:
    """Whether a word is a preposition of place."""
    link = seen.first("rel_to", word.start, word.end)
    return link is not None and link.code == "to"
