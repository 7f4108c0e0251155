"""Visits told as a stay: who is received, who is expected somewhere, who spends days there, who was there before."""

from __future__ import annotations

from collections.abc import Callable

from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.destinations import located
from cuaderno.documents.relations.going import Going
from cuaderno.documents.relations.inverting import invert
from cuaderno.documents.relations.light_words import TIMES, is_light
from cuaderno.documents.relations.looking import Look, Party
from cuaderno.documents.relations.meant_places import country_meant, remembered
from cuaderno.documents.relations.visitors import Visitor, visitors

SPEND_REACH, DIRECT, ARTICLE, TODAY = 26, 24, 5, "today"


def _received(seen: Look, trigger: Mark) -> Going | None:
    """The guest is the subject; the place is named, or that of the host behind "by"."""
    end = seen.clause_end(trigger.end)
    at = located(seen, trigger.end, end)[:1] or _of_host(seen, trigger, end) or located(seen, trigger.start, end)[:1]
    return _abroad(seen, trigger, "visit: guest received", at, trigger.code)


def _of_host(seen: Look, trigger: Mark, end: int) -> list[Party]:
    codes = [code for host in visitors(seen, trigger.end, end) for code in host.origins]
    return [Party(trigger.start, trigger.start, "place", codes[0])] if codes else []


def _expected(seen: Look, trigger: Mark) -> Going | None:
    """Who is expected somewhere; the subject may stand behind the verb ("se espera al ministro en Quito")."""
    at = located(seen, trigger.start, seen.clause_end(trigger.end))[:1]
    going = _abroad(seen, trigger, "visit: expected at a place", at, trigger.code)
    if going is not None and not going.visitors:
        going.visitors = going.from_abroad(visitors(seen, trigger.end, going.places[0].start))
    return going


def _spent(seen: Look, trigger: Mark) -> Going | None:
    """Days spent in another country."""
    verb = seen.last("rel_spend", max(seen.start, trigger.start - SPEND_REACH), trigger.start)
    if verb is None:
        return None
    at = [p for p in located(seen, trigger.start, trigger.end + DIRECT + 16) if p.start - trigger.end <= DIRECT][:1]
    return _abroad(seen, verb, "visit: days spent abroad", at, verb.code, after=trigger.end)


def _stayed(seen: Look, trigger: Mark) -> Going | None:
    """Somebody told to be in another country, at a time or on an errand; the subject stands right before."""
    at = _where(seen, trigger) or country_meant(seen, trigger.end, ())
    if not at or at[0].kind == "demonym" or (trigger.code != TODAY and not _passing(seen, trigger, at[0].end)):
        return None
    form = "past" if trigger.code == TODAY else trigger.code
    if beside(seen, trigger):
        return _abroad(seen, trigger, "visit: stay at a time", at, form)
    going = Going(seen, trigger, "visit: stay at a time", at, form)
    invert(going)
    going.visitors = going.from_abroad(going.visitors)
    return going


def _where(seen: Look, trigger: Mark) -> list[Party]:
    """The place right behind, or behind a time and a preposition ("estará el jueves en Madrid")."""
    near = [p for p in seen.named(trigger.end, trigger.end + DIRECT + 16) if p.start - trigger.end <= ARTICLE][:1]
    if near and seen.first("rel_to", trigger.start, near[0].start):
        return near
    led = located(seen, trigger.end, min(seen.end, trigger.end + 2 * DIRECT))[:1]
    link = seen.last("rel_to", trigger.end, led[0].start) if led else None
    return led if link is not None and all(is_light(seen, w) for w in seen.words(trigger.end, link.start)) else []


def beside(seen: Look, trigger: Mark) -> bool:
    """Whether between the officials named before and the verb stand only names, their ties in a title, and no other verb."""
    marks = [m for kind in ("rel_office", "rel_person") for m in seen.within(kind, seen.start, trigger.start)]
    last = max([m.end for m in marks], default=0)
    if not last:
        return False
    words = seen.words(last, trigger.start)
    named = [
        seen.text[word.start].isupper() or any(p.start <= word.start < p.end for p in seen.parties) for word in words
    ]
    return all(
        is_name or is_light(seen, word) or (is_led and seen.code("is_tie", word) is not None)
        for word, is_name, is_led in zip(words, named, [*named, False][1:], strict=True)
    )


def _passing(seen: Look, trigger: Mark, at: int) -> bool:
    """Whether the words around say when, or what for."""
    start, end = seen.clause_start(trigger.start), seen.clause_end(at)
    if seen.first("rel_errand", at, end):
        return True
    return any(start <= mark.start < end for kind in TIMES for mark in seen.sentence.of(kind))


def _there(seen: Look, trigger: Mark) -> Going | None:
    """Who is told to have gone to the place named before: "He was last there in January"."""
    known = remembered(seen)
    if known is None or not _same_subject(seen, trigger, known[0]):
        return None
    going = Going(seen, trigger, "visit: verb with the place named before", [known[1]])
    going.visitors = [known[0]]
    return going


def _same_subject(seen: Look, trigger: Mark, last: Visitor) -> bool:
    begin = seen.clause_start(trigger.start)
    words = seen.words(begin, trigger.start)
    if any(seen.code("is_det", word) == "pronoun" for word in words) or last.name.lower().encode() in {
        word.word for word in words
    }:
        return True
    adverbs = seen.scene.words.local("is_adverb")
    return all(word.word.decode("ascii") in adverbs for word in words)


def _abroad(seen: Look, trigger: Mark, rule: str, at: list[Party], form: str, *, after: int = 0) -> Going | None:
    """The visit of those who come from elsewhere; "the country" is looked for behind `after`, else behind the verb."""
    going = Going(seen, trigger, rule, at, form)
    going.find_subject()
    if not at:
        origins = tuple(code for one in going.visitors for code in one.origins)
        going.places = at = country_meant(seen, after or trigger.end, origins)
    if not at:
        return None
    going.visitors = going.from_abroad(going.visitors)
    return going


FINDERS: dict[str, Callable[[Look, Mark], Going | None]] = {
    "rel_guest": _received,
    "rel_expected": _expected,
    "rel_spent": _spent,
    "rel_stay": _stayed,
    "rel_same_place": _there,
}
