"""Visits told by what an official of another country said or did in a capital: "Secretary Hall said in Oslo today", "firmó en Lima"."""

from __future__ import annotations

from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.going import Going
from cuaderno.documents.relations.light_words import is_timed
from cuaderno.documents.relations.looking import Look, Party, look, organisations
from cuaderno.documents.relations.staying import beside
from cuaderno.documents.scene import Scene

REACH, OBJECT = 100, 9
"""Characters from the verb to the capital, and words of what is signed or handed over."""
RULE = "visit: said or done abroad"
"""A visit that is only inferred: the one told in so many words makes it needless."""


def said_there(scene: Scene, trigger: Mark) -> Going | None:
    """The stay of who spoke, or did what is done on the spot, in a capital led in by "in"."""
    word, start, _ = scene.word_before(trigger.start)
    if word not in scene.words.local("is_in_town"):
        return None
    seen = look(scene, trigger.start)
    verb = _verb(seen, start)
    if verb is None or verb.start < seen.clause_start(start) or not beside(seen, verb):
        return None
    going = Going(seen, verb, RULE, [Party(*trigger)])
    going.find_subject()
    going.visitors = [one for one in going.from_abroad(going.visitors) if not _lives_there(seen, one.start, one.end)]
    return going


def _verb(seen: Look, end: int) -> Mark | None:
    """The verb that the place belongs to: right before it but for hearers and times, or with its object between."""
    start = max(seen.start, end - REACH)
    said, done = seen.last("rel_said", start, end), seen.last("rel_done", start, end)
    if said is not None and all(_light(seen, word.start) or is_timed(seen, word) for word in seen.words(said.end, end)):
        return said
    if done is None or b"," in seen.folded(done.end, end) or len(seen.words(done.end, end)) > OBJECT:
        return None
    seated = any(party.code in organisations() for party in seen.named(done.end, seen.end))
    return None if seated else done  # "signed a letter in Brussels with NATO" is rather done through a mission there


def _light(seen: Look, at: int) -> bool:
    """Whether a word belongs to those who are told: "told reporters", "dijo a la prensa"."""
    return any(mark.start <= at < mark.end for mark in seen.of("rel_hearers"))


def _lives_there(seen: Look, start: int, end: int) -> bool:
    """Whether the official is an ambassador or another who is sent to live abroad."""
    return any(seen.code("is_posted", word) for word in seen.words(start, end))
