"""What a sentence tells of a deed told right before it: what its contract covers, what its work has brought since.

"The Department notified Congress of the sale on July 27. It covers 28 engines": of that day. "Since 1994, it has given $230
million for clearance. This work has returned 31,000 hectares": since 1994 too.
"""

from __future__ import annotations

from itertools import pairwise

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.period_filling import has_period
from cuaderno.documents.times.times import Time, Within

_SUBJECT, _OCCASION, _CONTENTS = 3, 4, 6
"""Words at the head of a sentence in which a pronoun or a noun for work stands, and "on the same occasion"."""
_DEEDS = frozenset({"stage", "announcing", "notifying", "rel_instrument"})


def covered(scene: Scene, within: Within, sentence: Sentence, earlier: list[Draft]) -> Draft | Time | None:
    """What dates the contents of a deal told right before, in the same paragraph: its dated figures, else its only time."""
    before = sentence.previous
    if before is None or before.block != sentence.block:
        return None
    if under_its_terms(scene, sentence):
        spans = [time for time in within(before.start, before.end) if time.last and time.first != time.last]
        return spans[0] if len(spans) == 1 else None
    if not (covers(scene, sentence) or _on_same_occasion(scene, sentence)) or not before.has(_DEEDS):
        return None
    told = [one for one in earlier if before.start <= one.anchor[0] < before.end and has_period(one)]
    if told:
        return told[0] if len({(one.period_start, one.period_end) for one in told}) == 1 else None
    found = [time for time in within(before.start, before.end) if not (time.compared or time.said or time.bracketed)]
    return found[0] if len(found) == 1 and not found[0].since else None


def under_its_terms(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence tells what an agreement told of before provides: "Under the terms of the MOU", "En virtud del acuerdo"."""
    words = scene.words_after(sentence.start, _CONTENTS)
    if not words or not scene.plain.startswith(tuple(scene.words.local("under_terms")), sentence.start):
        return False
    instrument = sentence.of("rel_instrument")
    return bool(instrument) and instrument[0].start <= words[-1][2]


def covers(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence begins with "it covers", "it provides for", "abarca"."""
    local = scene.words.local
    words = [word for word, _, _ in scene.words_after(sentence.start, _CONTENTS)]
    words = [word for word in words if word.isalnum() and word not in local("also")]
    if words and words[0] in local("pronoun"):
        words = words[1:]
    if words and words[0] in local("covering"):
        return True
    if len(words) > 1 and words[0] in local("covering_for") and words[1] in local("meant_for"):
        return True
    return any(one in local("within_it") and two in local("it_itself") for one, two in pairwise(words))


def _on_same_occasion(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence begins with the occasion told of before: "At the same ceremony", "en esa ocasión"."""
    local = scene.words.local
    words = scene.words_after(sentence.start, _OCCASION)
    if not any(word in local("occasion") for word, _, _ in words):
        return False
    return any(word in local("same_one") for word, _, _ in words)


def tells_of_work(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence begins with a definite noun for the work that was told of before: "This work", "estos proyectos"."""
    words = scene.words_after(sentence.start, _SUBJECT)
    if not words or words[0][0] not in scene.words.local("definite_article"):
        return False
    return any(word in scene.words.local("work_noun") for word, _, _ in words[1:])
