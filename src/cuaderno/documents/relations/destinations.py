"""Where a visit goes: the places that a verb or a noun of visiting leads to."""

from __future__ import annotations

from cuaderno.documents.relations.light_words import TIMES, is_timed
from cuaderno.documents.relations.looking import Look, Party

REACH, CITY = 90, 3
_NAME = 2
"""Words at most between a preposition and the country of its town."""
_NO_STOPS = frozenset(("demonym", "government"))
"""Names that are no further place behind the time of the first: "a visit to Seoul in July, Polish officers"."""
DEEDS = ("rel_visit", "rel_go")


def objects(seen: Look, at: int) -> list[Party]:
    """The places a transitive verb takes: those right behind it, else the first that a preposition of place leads in."""
    named = seen.named(at, at + REACH)
    end = min(seen.clause_end(at), _next_deed(seen, at), at + REACH) if named else at
    named = [party for party in named if party.end <= end]
    if not named:
        return []
    gap = seen.folded(at, named[0].start)
    direct = (len(gap.split()) <= 2 and b"," not in gap) or _city_of(seen, at, named[0])
    if direct and named[0].kind != "demonym":
        return _with_next(seen, named[0], named[1:])
    comma = seen.scene.folded.find(b",", at, end)
    end = comma if comma >= 0 else end
    inside = located(seen, at, end)
    if inside:
        return listed(seen, inside[0], [p for p in named if p.start > inside[0].start])
    near = [p for p in named if p.end <= end and p.kind != "government" and len(seen.folded(at, p.start).split()) <= 6]
    return listed(seen, near[0], []) if near else []


def _next_deed(seen: Look, at: int) -> int:
    """Where the next verb of going stands, whose place is another: "visited Tampa and will travel to Brasilia"."""
    return min((m.start for kind in DEEDS for m in seen.sentence.of(kind) if m.start > at), default=seen.end)


def _city_of(seen: Look, at: int, party: Party) -> bool:
    """Whether only the name of a city stands between a verb and a country: "visited Gdansk, Poland"."""
    words = seen.words(at, party.start)
    comma = seen.folded(party.start - 2, party.start) == b", "
    return comma and 0 < len(words) <= CITY and all(seen.text[word.start].isupper() for word in words)


def towards(seen: Look, at: int, since: int | None = None) -> list[Party]:
    """The places that a verb of motion leads to; `since` is where the verb begins, if its preposition may be part of it."""
    if not seen.named(at, at + REACH):
        return []
    end = min(seen.clause_end(at), _next_deed(seen, at), at + REACH)
    inside = located(seen, at if since is None else since, end)
    return _with_next(seen, inside[0], [p for p in seen.named(at, end) if p.start > inside[0].start]) if inside else []


def _with_next(seen: Look, first: Party, rest: list[Party]) -> list[Party]:
    """A place, those coordinated with it, and those told with a time of their own: "Chile on Monday and Peru on Tuesday"."""
    places = listed(seen, first, rest)
    for party in rest:
        if party.start > places[-1].end and gapped(seen, places[-1].end, party):
            places.append(party)
    return places


def located(seen: Look, start: int, end: int) -> list[Party]:
    """The parties that a preposition of place leads in."""
    return [p for p in seen.named(start, end) if (p.kind != "demonym" or _ground(seen, p)) and _led_in(seen, p, start)]


def where_told(seen: Look, at: int) -> list[Party]:
    """The place before a "where" whose clause tells of a verb: "the summit in Oslo on Monday where the minister will attend a dinner"."""
    link = seen.last("rel_restrict", seen.start, at)
    if link is None or seen.folded(link.start, link.end).decode("latin-1") not in seen.scene.words.local("is_where"):
        return []
    places = located(seen, seen.start, link.start)[-1:]
    between = seen.words(places[0].end, link.start) if places else []
    return places if all(is_timed(seen, word) or seen.code("is_of", word) for word in between) else []


def _ground(seen: Look, party: Party) -> bool:
    """Whether a demonym stands by a word for a piece of land ("la capital estadounidense", "Colombian soil")."""
    if party.kind != "demonym":
        return False
    return any(mark.end == party.start - 1 or mark.start == party.end + 1 for mark in seen.of("rel_ground"))


def _led_in(seen: Look, party: Party, start: int) -> bool:
    link = seen.last("rel_to", start, party.start)
    if link is not None and link.code != "to" and (region := _region(seen, link.start)) > start:
        return _led_in(seen, party._replace(start=region), start)
    if link is None or link.code != "to":
        return False
    between = seen.folded(link.end, party.start).split()
    if seen.first("rel_and", link.end, party.start):
        return False
    if _city_of(seen, link.end, party):
        return True
    return len(between) <= 1 or (
        len(between) <= 4 and b"," not in seen.folded(link.end, party.start) and not seen.named(link.end, party.start)
    )


def _region(seen: Look, at: int) -> int:
    """Where the word for a part of a country stands right before a place: "in the south of Lebanon", "en el norte de Kenia"; -1 without."""
    word, start, _ = seen.scene.word_before(at)
    return start if word in seen.scene.words.local("is_region") else -1


def listed(seen: Look, first: Party, rest: list[Party]) -> list[Party]:
    """A place and those coordinated with it."""
    places, last = [first], first
    for party in rest:
        if party.kind == "demonym" or not _among(seen, last.end, party.start) or _is_official(seen, party):
            break
        places.append(party)
        last = party
    return places


def _among(seen: Look, start: int, end: int) -> bool:
    """Whether nothing but what coordinates stands between two places, also a semicolon between those told with their countries."""
    if seen.folded(start, start + 1) == b";":
        return seen.parts_places(start)
    return seen.joined("is_among", start, end)


def _is_official(seen: Look, party: Party) -> bool:
    """Whether a name is an official's, as "secretario de Estado" stands for its country."""
    return party.kind == "government" and any(
        seen.first(kind, party.start, party.end) for kind in ("rel_office", "rel_person")
    )


def gapped(seen: Look, start: int, party: Party) -> bool:
    """Whether only a time stands between two places, or "from there": "to Chile on Monday and, the day after, to Peru"."""
    link = seen.last("rel_to", start, party.start)
    joint = seen.first("rel_and", start, party.start)
    tie = joint.start if joint is not None and joint.end == party.start - 1 else party.start - len(", ")
    told = seen.words(start, tie) if joint is None or tie == joint.start else []
    if told and party.kind not in _NO_STOPS and all(is_timed(seen, word) for word in told):
        return joint is not None or seen.folded(tie, party.start) == b", "  # "visited Djibouti on Sunday and Kenya"
    if link is None or link.code != "to" or joint is None:
        return False
    words = [word for word in seen.words(start, link.start) if not seen.joined("rel_and", word.start, word.end)]
    timed = any(start <= mark.start < link.start for kind in TIMES for mark in seen.sentence.of(kind))
    thence = [word for word in words if seen.code("is_thence", word)]
    if not (timed or thence) or seen.words(link.end, party.start)[_NAME:]:
        return False
    return all(is_timed(seen, word) or word in thence or seen.first("rel_to", word.start, word.end) for word in words)


def stops(seen: Look) -> list[Party]:
    """Further countries of the same tour ("a regional tour that includes Brazil and Chile")."""
    found: list[Party] = []
    for tour in seen.of("rel_tour"):
        named = [p for p in seen.named(tour.end, min(seen.end, tour.end + REACH)) if p.kind in ("place", "capital")]
        if named and len(seen.folded(tour.end, named[0].start).split()) <= 2:
            found += listed(seen, named[0], named[1:])
    return found
