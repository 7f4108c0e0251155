"""Counts that only describe a thing, a place or a delay and claim nothing: frigates of 3,300 tons, rifles for two battalions."""

from __future__ import annotations

from cuaderno.documents.amounts.counting import Head, definite
from cuaderno.documents.amounts.numbers import Number
from cuaderno.documents.scene import Scene

SMALL = 12
_CLOSE = 3
_DELAY = 60
_ROOM, _HEDGE = 48, 24
"""Characters before people in which the room for them is told, and of a hedge between."""
_DESCENT = 3


def describes(scene: Scene, number: Number, head: Head) -> bool:
    """Whether a count says what something is like, for whom it is, or how long it was held up."""
    if head.unit == "persons":
        return _peoples(scene, number, head)
    if head.unit == "tons" or scene.plain[head.start : head.end] in scene.words.local("capacity"):
        return _tonnage(scene, number, head)
    if head.unit == "units":
        return number.value <= SMALL and _for_them(scene, number)
    if head.unit == "packages":
        return number.value <= SMALL and _named(scene, head)
    if head.unit == "doubtful":  # chambers or cameras, parties or parts
        return (number.value <= SMALL and definite(scene, number)) or _parliament(scene, head)
    return False


def _for_them(scene: Scene, number: Number) -> bool:
    """Whether units of troops are those for which things are: "rifles for two battalions", and not those taught, "entrenó a dos batallones"."""
    word, start, _ = scene.word_before(number.lead)
    if word not in scene.words.local("goal"):
        return False
    taught = (mark for mark in scene.starting("stage", start - _DELAY, start) if mark.code.split()[1] == "train")
    return not any(mark.end == start - 1 for mark in taught)


def _peoples(scene: Scene, number: Number, head: Head) -> bool:
    """Whether people are those of a country or of a descent: "a nation of some 930,000 people", "4 million Americans of Cuban origin",
    or those for whom a craft has room: "helicopters that can carry more than a dozen troops"; but not "the exit from the country of 44 soldiers"."""
    if _has_room(scene, number):
        return True
    if is_population(scene, number) and scene.word_before(head.end)[0] in scene.words.local("dwellers"):
        return True
    if not any(mark.kind == "demonym" for mark in scene.between(number.end, head.end)):
        return False
    return any(word in scene.words.local("descent") for word, _, _ in scene.words_after(head.end, _DESCENT))


def _has_room(scene: Scene, number: Number) -> bool:
    """Whether what a craft can carry stands before people, nothing but a hedge between."""
    room = next(iter(scene.starting("room_for", number.lead - _ROOM, number.lead)), None)
    return (
        room is not None and 0 < number.lead - room.end < _HEDGE and not scene.starting("stage", room.end, number.lead)
    )


def is_population(scene: Scene, number: Number) -> bool:
    """Whether a number tells how many live somewhere: "a country of 2.5 million"."""
    of, start, _ = scene.word_before(number.lead)
    return of in scene.words.local("of_noun") and scene.word_before(start)[0] in scene.words.local("peopled")


def _tonnage(scene: Scene, number: Number, head: Head) -> bool:
    """How heavy or large a thing is: "las naves, de unas 3.300 toneladas", "dos hospitales de 60 camas", and no tons of something."""
    of = scene.words.local("of_noun")
    word, start, _ = scene.word_before(number.lead)
    if word not in of or scene.word_after(head.end)[0] in of:
        return False
    place = scene.word_before(start)[1] if scene.word_before(start)[0] == "," else start
    nouns = (*scene.starting("counted", place - 40, place), *scene.starting("counted1", place - 40, place))
    return any(0 <= place - mark.end < _CLOSE for mark in nouns)


def _named(scene: Scene, head: Head) -> bool:
    """Whether what is counted is told by name behind a comma: two defense agreements, GSOMIA and ACSA."""
    sign, _, end = scene.word_after(head.end)
    return sign in (",", ":", "(") and scene.text[end + 1 : end + 2].isupper()


def _parliament(scene: Scene, head: Head) -> bool:
    """Whether the sentence speaks of a parliament, whose chambers are no cameras."""
    sentence = scene.sentence_at(head.start)
    houses = scene.words.local("legislature")
    return any(word in houses for word, _, _ in scene.words_between(sentence.start, sentence.end))


def held_up(scene: Scene, number: Number) -> bool:
    """Whether a time is how long something was late: "had held it back for about nine months"."""
    delays = scene.sentence_at(number.start).of("delaying")
    return any(0 <= number.lead - mark.end < _DELAY for mark in delays)
