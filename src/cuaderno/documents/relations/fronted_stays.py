"""Visits told by where an official was when something was done: "In Bucharest on Monday, U.S. Army Secretary Hall reviewed troops"."""

from __future__ import annotations

from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.going import Going
from cuaderno.documents.relations.light_words import TIMES, is_timed
from cuaderno.documents.relations.looking import Look, Party, look, organisations
from cuaderno.documents.relations.visitors import Visitor, visitors
from cuaderno.documents.scene import Scene

TRIGGER = "capital"
FEWEST, FIRST_WORDS, ENDS, NAME_REACH = 3, 36, 40, 90


def opens_its_sentence(scene: Scene, trigger: Mark) -> bool:
    """Whether a capital stands at the head of its sentence behind one small word: a cheap question."""
    start = scene.bounds[scene.sentence_number(trigger.start)][0]
    if trigger.start - start > FIRST_WORDS or trigger.start - start < FEWEST:
        return False
    lead = scene.plain[start : trigger.start].split()
    return bool(lead) and all(word in scene.words.local("is_there_lead") for word in lead)


def fronted(seen: Look, trigger: Mark) -> Going | None:
    """An official of another country right behind the comma that ends the place and its time."""
    comma = seen.scene.folded.find(b",", trigger.end, min(seen.end, trigger.end + ENDS))
    if comma < 0 or not _passing(seen, trigger, comma):
        return None
    end = min(seen.clause_end(comma + 1), comma + NAME_REACH)
    going = Going(seen, trigger, "visit: deed done abroad", [Party(*trigger)], "past")
    going.visitors = [one for one in visitors(seen, comma + 1, end)[:1] if _comes(seen, one, trigger, comma)]
    return going


def _passing(seen: Look, trigger: Mark, comma: int) -> bool:
    """Whether a time, and no more, stands behind the place, or a word for one passing says so before it."""
    words = seen.words(trigger.end, comma)
    if not all(is_timed(seen, word) for word in words):
        return False
    if any(trigger.end < mark.start < comma for kind in TIMES for mark in seen.sentence.of(kind)):
        return True
    lead = seen.words(seen.start, trigger.start)[:1]
    return not words and bool(lead) and seen.code("is_there_lead", lead[0]) == "passing"


def _comes(seen: Look, one: Visitor, trigger: Mark, comma: int) -> bool:
    """Whether an official of another country is named there as the subject."""
    if one.vague or not one.origins or trigger.code in one.origins or organisations().issuperset(one.origins):
        return False
    marks = [m for kind in ("rel_office", "rel_person") for m in seen.within(kind, comma, one.end)]
    first = min((m.start for m in marks), default=seen.end)
    return all(seen.text[word.start].isupper() or is_timed(seen, word) for word in seen.words(comma + 1, first))


def deeds_abroad(scene: Scene, trigger: Mark) -> Going | None:
    """The stay that a capital at the head of a sentence tells of."""
    return fronted(look(scene, trigger.start), trigger) if opens_its_sentence(scene, trigger) else None
