"""Visits: who goes where, who receives whom, who meets where; one claim for each visitor and each country."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from cuaderno.documents.draft import Draft
from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.bonds import FIRST, main_sides, partner
from cuaderno.documents.relations.delegations import led
from cuaderno.documents.relations.destinations import located, objects, towards, where_told
from cuaderno.documents.relations.fronted_stays import TRIGGER as HEAD
from cuaderno.documents.relations.fronted_stays import deeds_abroad
from cuaderno.documents.relations.going import BASE, FOLLOWED, MOTION, NOUN, Going
from cuaderno.documents.relations.introduced import introduced
from cuaderno.documents.relations.inverting import invert
from cuaderno.documents.relations.looking import Look, Party, look
from cuaderno.documents.relations.meant_places import (
    addressed,
    any_country,
    country_meant,
    may_be_meant,
    remembered,
    written_home,
)
from cuaderno.documents.relations.port_calls import (
    CALL,
    foreign_ship,
    guest_ship,
    ship,
    ship_behind,
    told_before,
    visiting_ship,
)
from cuaderno.documents.relations.said_there import said_there
from cuaderno.documents.relations.staying import FINDERS as STAYS
from cuaderno.documents.relations.towns import meeting_town, town, town_before, town_may_follow
from cuaderno.documents.relations.visitors import Visitor, visitors
from cuaderno.documents.relations.whose_visit import at_whose_home, owner
from cuaderno.documents.scene import Scene

CALLED, DOCKED = "call", "docked"
"""The codes of the noun and of the verbs for the call of a ship."""
NAME_REACH, LABEL = 40, 3
_COUNTED = 3
"""Characters between a number and those whom it counts."""
PAST = "past"
OWN_PLACE = frozenset({"rel_host"})
"""Verbs whose place may be left out."""
_TOLD = ("attributing", "currency")
SAME_PLACE, PASSIVE = "rel_same_place", "rel_guest"
HERE, _DATED = "here", ("month", "weekday", "relative")


def visits(scene: Scene, trigger: Mark) -> list[Draft]:
    """The visits that a trigger tells of."""
    if trigger.kind == HEAD:
        going = deeds_abroad(scene, trigger) or said_there(scene, trigger)
        if going is None or not going.visitors:
            return []
        going.heed()
        return going.claims()
    if not (_capitals(scene, trigger) if trigger.kind in OWN_PLACE else _anywhere(scene, trigger)):
        return []
    going = _FINDERS[trigger.kind](look(scene, trigger.start), trigger)
    if going is not None and trigger.kind == MOTION:
        going.visitors = [visitor for visitor in going.visitors if not _are_sent(scene, visitor)]
    if going is None or not going.visitors or not going.places:
        return []
    going.heed()
    return going.claims()


def _are_sent(scene: Scene, visitor: Visitor) -> bool:
    """Whether they are a unit that comes to serve: "200 Kenyan police officers arrived in Haiti", "un contingente de 70 militares llegó a"."""
    troops = scene.words.local("is_troops")
    if visitor.vague and any(word in troops for word, _, _ in scene.words_between(visitor.start, visitor.end)):
        return True
    crowds = cast("list[tuple[int, int]]", scene.notes.get("crowds", []))
    return any(
        start < visitor.end and visitor.start - end < _COUNTED
        for start, end in crowds
        if end > visitor.start - NAME_REACH
    )


def _capitals(scene: Scene, trigger: Mark) -> bool:
    """Whether a name may follow soon: who is received is named, what is received seldom."""
    return not scene.text[trigger.end : trigger.end + NAME_REACH].islower()


def _anywhere(scene: Scene, trigger: Mark) -> bool:
    """Whether a place is named in the sentence, or may be meant."""
    if trigger.kind in (SAME_PLACE, "rel_followed"):
        return True
    start, end, _ = scene.bounds[scene.sentence_number(trigger.start)]
    return scene.names(start, end) or may_be_meant(scene, trigger) or town_may_follow(scene, trigger)


def _visited(seen: Look, trigger: Mark) -> Going | None:
    if trigger.code == DOCKED:
        vessels = ship(seen, trigger.start)
        return _called(seen, trigger, vessels, PAST) if vessels else None
    if trigger.code in (NOUN, CALLED) or (trigger.code in ("base", "present") and _is_noun(seen, trigger)):
        return _paid(seen, trigger)
    if trigger.code == "gerund" and _describes(seen, trigger):
        return _visiting(seen, trigger)
    if vessels := visiting_ship(seen, trigger.start):
        return _called(seen, trigger, vessels, trigger.code)
    going = Going(seen, trigger, "visit: verb with its place", objects(seen, trigger.end))
    going = _with_place_meant(going)
    if not going.visitors and (vessels := foreign_ship(seen, trigger.start)):
        return _called(seen, trigger, vessels, trigger.code)
    return going


def _describes(seen: Look, trigger: Mark) -> bool:
    """Whether the form describes the official behind it: "talks with visiting Nepali Defence Secretary Bahadur"."""
    adjective = next((p for p in seen.named(trigger.end, trigger.end + NAME_REACH) if p.start == trigger.end + 1), None)
    at = adjective.end if adjective is not None and adjective.kind == "demonym" else trigger.end
    return any(mark.start == at + 1 for mark in seen.of("rel_office"))


def _visiting(seen: Look, trigger: Mark) -> Going | None:
    end = seen.clause_end(trigger.end)
    at = located(seen, seen.start, trigger.start)[-1:] or located(seen, trigger.end, end)[:1]
    if not at:
        return None
    going = Going(seen, trigger, "visit: official called visiting", at)
    going.visitors = going.from_abroad(visitors(seen, trigger.end, end)[:1])
    return going


def _went(seen: Look, trigger: Mark) -> Going | None:
    if vessels := visiting_ship(seen, trigger.start):
        return _called(seen, trigger, vessels, trigger.code)
    places = towards(seen, trigger.end, trigger.start)
    if not places and trigger.code != BASE and not _meant_or_before(seen, trigger):
        return None
    going = Going(seen, trigger, "visit: verb of motion with its place", places)
    return _with_place_meant(going)


def _meant_or_before(seen: Look, trigger: Mark) -> bool:
    """Whether the place may be meant, or stand before the verb."""
    before = seen.named(seen.start, trigger.start)
    return bool(before) or may_be_meant(seen.scene, trigger) or town_may_follow(seen.scene, trigger)


def _with_place_meant(going: Going) -> Going:
    """The visit with its subject, and with the place that is meant where none is named."""
    going.find_subject()
    if not going.visitors or not going.places:
        invert(going)
    origins = tuple(code for one in going.visitors for code in one.origins)
    if going.places and going.visitors:
        going.places = town_before(going.look, going.verb.end, origins, going.places[0]) + going.places
    if going.places and origins and all(place.code in origins for place in going.places):
        # "travels to the country to renew U.S. support"
        going.places = country_meant(going.look, going.verb.end, origins) or going.places
    if not going.places and going.visitors:
        going.places = country_meant(going.look, going.verb.end, origins) or town(going.look, going.verb.end, origins)
        if not going.places and going.ranked() and going.form == BASE:
            going.places = any_country(going.look, going.verb, origins)
    return going


def _is_noun(seen: Look, trigger: Mark) -> bool:
    """Whether "visit", "visita" is the noun: by the article or possessive before it, in English also by the "to" behind it."""
    after = seen.first("rel_to", trigger.end, min(seen.end, trigger.end + 8))
    label = trigger.start - seen.start <= LABEL and after is not None and after.code == "from"
    several = seen.scene.plain[trigger.start : trigger.end] in seen.scene.words.local("is_visits")
    if after is not None and after.start <= trigger.end + 1 and (trigger.code == BASE or label or several):
        return True
    before = seen.words(max(seen.start, trigger.start - 16), trigger.start)[-1:]
    if not before or before[0].end < trigger.start - 1:
        return False
    if trigger.code == BASE and seen.code("is_rank_link", before[0]):
        return False
    return before[0].word.isdigit() or seen.code("is_det", before[0]) == "det" or bool(seen.code("is_pay", before[0]))


def _paid(seen: Look, trigger: Mark) -> Going | None:
    """The noun: "Barak's trip to Colombia", "la visita de X a Y", "a visit to Y by X", "during a visit to Y, X said"."""
    going = Going(seen, trigger, "visit: noun with its place", towards(seen, trigger.end), NOUN)
    if trigger.code == CALLED and (vessels := ship(seen, trigger.start)):
        return _called(seen, trigger, vessels)
    if vessels := ship_behind(seen, trigger.end):
        going = _called(seen, trigger, vessels)
        going.places = going.places or told_before(seen, trigger, vessels)
        return going
    if not going.places:
        return _unplaced(going)
    first, last = going.places[0], going.places[-1]
    end = seen.clause_end(trigger.end)
    going.visitors = visitors(seen, trigger.end, first.start) or introduced(seen, trigger.end, first.start)
    link = seen.first("rel_to", last.end, min(end, last.end + 6))
    if not going.visitors and link is not None and link.code == "from":
        going.visitors = visitors(seen, link.end, end)
    if not going.visitors:
        going.find_subject()
        going.visitors = owner(seen, trigger, going.visitors)
    if not going.visitors:
        going.visitors = [one for one in visitors(seen, last.end, seen.end) if not one.vague][:1]
    if not going.visitors:
        going.visitors = addressed(seen, trigger, going.places)[0]
    return going


def _called(seen: Look, trigger: Mark, vessels: list[Visitor], form: str = NOUN) -> Going:
    """The call of a ship: "the USS Carney made a port call in Mombasa", "el buque «Furor» hará escala en Abiyán"."""
    going = Going(seen, trigger, CALL, towards(seen, trigger.end, trigger.start), form)
    at, origins = trigger.end, vessels[0].origins
    going.places = going.places or objects(seen, at) or meeting_town(seen, at) or town(seen, at, origins)
    going.visitors = vessels
    return going


def _unplaced(going: Going) -> Going | None:
    """A visit without a named place: of somebody an embassy writes to, or to "the country"."""
    seen, verb = going.look, going.verb
    if (met := seen.sentence.before("rel_meet", verb.start)) is not None:
        going.visitors = visitors(seen, seen.start, met.start)  # those met are their hosts
        origins = tuple(code for one in going.visitors for code in one.origins)
        going.places = country_meant(seen, verb.end, origins) if origins else []
        if going.places:
            return going
    going.visitors, going.places = addressed(seen, verb, [])
    if not going.places and _dated_or_here(seen, verb):
        return _at_home_of_the_text(going)
    if not going.places and (guests := visitors(seen, verb.end, seen.clause_end(verb.end))):
        going.visitors = guests
        going.places = town(seen, verb.end, guests[0].origins) or at_whose_home(seen, verb, guests[0])
        if not going.places and _of_somebody_at_a_time(seen, verb, guests[0]):
            return _at_home_of_the_text(going)
    return going if going.places else _with_place_meant(going)


def _dated_or_here(seen: Look, trigger: Mark) -> bool:
    """Whether right behind the noun "here" stands, or when: "Admiral Hill's visit here last month", "the visit in May 2019 led to"."""
    behind = seen.words(trigger.end, min(seen.end, trigger.end + NAME_REACH))[:2]
    if not behind or seen.folded(trigger.end, behind[0].start) != b" ":
        return False
    here = seen.first("rel_land", behind[0].start, behind[0].end)
    lead = 1 if seen.code("is_time_lead", behind[0]) and len(behind) > 1 else 0
    dated = any(mark.start == behind[lead].start for kind in _DATED for mark in seen.sentence.of(kind))
    return dated or (here is not None and here.code == HERE)


def _of_somebody_at_a_time(seen: Look, trigger: Mark, guest: Visitor) -> bool:
    """Whether behind the noun stands whose visit it is, and when, and no place: "la visita de Estado del presidente Hill en mayo de 2019"."""
    end = seen.clause_end(trigger.end)
    led = seen.scene.word_after(trigger.end)[0] in seen.scene.words.local("share_of")
    dated = any(trigger.end < mark.start < end for kind in _DATED for mark in seen.sentence.of(kind))
    return led and dated and all(party.code in guest.origins for party in seen.named(trigger.end, end))


def _at_home_of_the_text(going: Going) -> Going | None:
    """The visit of the one whose it is, right before or behind, to the country that a text is about, or is sent from."""
    seen, verb = going.look, going.verb
    going.find_subject()
    going.visitors = owner(seen, verb, going.visitors)
    going.visitors = going.visitors or visitors(seen, verb.end, seen.clause_end(verb.end))[:1]
    origins = tuple(code for one in going.visitors for code in one.origins)
    home = partner(seen.scene)
    first = FIRST in main_sides(seen.scene) or written_home(seen.scene)
    if home is None or home in origins or not going.visitors or not first:
        return None
    going.places = [Party(verb.start, verb.end, "place", home)]
    if not origins:
        going.visitors = [one._replace(origins=(FIRST,)) for one in going.visitors]
    return going


def _followed(seen: Look, trigger: Mark) -> Going | None:
    """Who went where another did, told in the sentence before: "Secretary Hill followed in May 2019"."""
    known = remembered(seen)
    if known is None:
        return None
    going = Going(seen, trigger, FOLLOWED, [known[1]])
    going.find_subject()
    going.visitors = [one._replace(origins=one.origins or known[0].origins) for one in going.visitors if one.name]
    if known[0].name in {one.name for one in going.visitors}:
        return None
    joint = seen.first("rel_and", trigger.end, seen.end)
    second = visitors(seen, joint.end, seen.end)[:1] if joint is not None else []
    if second and second[0].name:
        going.visitors += [second[0]._replace(origins=second[0].origins or known[0].origins)]
    return going


def _hosted(seen: Look, trigger: Mark) -> Going | None:
    """The host receives: the visitor is the object, the place that of the clause or the host's country."""
    if any(guest.start <= trigger.start < guest.end for guest in seen.sentence.of(PASSIVE)) or _given(seen, trigger):
        return None
    begin, end = seen.clause_start(trigger.start), seen.clause_end(trigger.end)
    at = located(seen, trigger.end, end)
    guests = visitors(seen, trigger.end, at[0].start if at else end) or (visitors(seen, at[0].end, end) if at else [])
    guests = guests or guest_ship(seen, trigger.end)
    place = at[0] if at else _home(seen, begin, trigger) if guests else None
    if not guests or place is None or _tells(seen, trigger, guests[0]):
        return None
    going = Going(seen, trigger, "visit: host receives a visitor", [place])
    going.start = begin
    going.visitors = going.from_abroad(guests)
    return going


def _tells(seen: Look, trigger: Mark, guest: Visitor) -> bool:
    """Whether money is received, or the one named behind is no guest but tells it: "recibió 200 chalecos, informó el ministro"."""
    return any(trigger.end <= mark.start < guest.end for kind in _TOLD for mark in seen.sentence.of(kind))


def _given(seen: Look, trigger: Mark) -> bool:
    """Whether something is received from somebody, who is no guest: "recibió del embajador la donación"."""
    link = seen.first("rel_to", trigger.end, min(seen.end, trigger.end + 6))
    return link is not None and link.code == "from" and link.start == trigger.end + 1


def _home(seen: Look, begin: int, trigger: Mark) -> Party | None:
    """The country of the host."""
    hosts = visitors(seen, begin, trigger.start)
    codes = [code for host in hosts for code in host.origins] or [p.code for p in seen.named(begin, trigger.start)]
    return Party(trigger.start, trigger.start, "place", codes[0]) if codes else None


def _met(seen: Look, trigger: Mark) -> Going | None:
    """Who meets in a country that is not the own one is on a visit there."""
    end = seen.clause_end(trigger.end)
    at = located(seen, trigger.end, end) or located(seen, seen.start, trigger.start) or meeting_town(seen, trigger.end)
    if not at:
        return None
    going = Going(seen, trigger, "visit: meeting abroad", at[:1])
    going.find_subject()
    if any(going.posted(one) for one in going.visitors):
        return None
    going.visitors = going.from_abroad(going.visitors)
    if not going.visitors:
        going.visitors = going.from_abroad(visitors(seen, trigger.end, max(at[0].start, trigger.end)))
    if not going.visitors and (link := seen.first("rel_to", at[0].end, end)) is not None and link.code == "from":
        going.visitors = going.from_abroad(visitors(seen, link.end, end)[:1])
    return going


def _attended(seen: Look, trigger: Mark) -> Going | None:
    end = seen.clause_end(trigger.end)
    comma = seen.scene.folded.find(b",", trigger.end, end)
    at = located(seen, trigger.end, comma)[-1:] or located(seen, trigger.end, end)[:1]
    at = at or where_told(seen, trigger.start) or meeting_town(seen, trigger.end)
    at = at or located(seen, trigger.start, end)[:1]  # "asistió en Asunción a la ceremonia"
    if not at:
        return None
    going = Going(seen, trigger, "visit: gathering abroad", at)
    going.find_subject()
    going.visitors = going.from_abroad(going.visitors)
    return going


def _there(seen: Look, trigger: Mark) -> Going | None:
    """Where somebody is said to be staying: "in Washington, where the minister is holding talks"."""
    at = located(seen, max(seen.start, trigger.start - NAME_REACH), trigger.start)[-1:]
    if not at or seen.words(at[0].end, trigger.start):
        return None
    going = Going(seen, trigger, "visit: stay abroad", at)
    going.visitors = going.from_abroad(visitors(seen, seen.start, at[0].start)[-1:])
    return going


_FINDERS: dict[str, Callable[[Look, Mark], Going | None]] = {
    "rel_visit": _visited,
    "rel_go": _went,
    "rel_delegation": led,
    "rel_host": _hosted,
    "rel_meet": _met,
    "rel_attend": _attended,
    "rel_there": _there,
    "rel_followed": _followed,
    **STAYS,
}
TRIGGERS = frozenset((*_FINDERS, HEAD))
