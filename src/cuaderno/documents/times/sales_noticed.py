"""What a notice of a sale offers bears the day of the notice, whatever its verb; what it recalls of an earlier one bears that one's.

"Tunisia wishes to procure twelve (12) radios. … Also in the package: …": a text that has the set phrases of such a notice tells
of one offer. "On June 2, 2020, Transmittal 20-0H reported 200 missiles. The total rose to $470 million": what is told in the
past behind an earlier day is of that day. People to be sent, durations, what there is already, and grants that pay have no day.
"""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.durations import DURATIONS
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.tenses import PAST, tense
from cuaderno.documents.times.times import Time, Within
from cuaderno.documents.times.to_come_too import asks_for
from cuaderno.statements.claim import MONEY, PERSONNEL

_FEWEST = 2
"""Set phrases, each its own, by which a text is told to be a notice and no article on one."""
_FURTHEST, _OPENING = 3, 4
"""Sentences back to which an earlier notice is looked for, and words at the head of one that lists what is asked for."""
_OTHERWISE = ("so_far", "rate")
_GRANTS = frozenset({"FMF", "EDA", "IMET"})


def is_notice_of_sale(scene: Scene) -> bool:
    """Whether a text is itself the notice of a sale: it has at least two of its set phrases."""
    said = scene.of("notice_form")
    return len(said) >= _FEWEST and len({mark.code for mark in said}) >= _FEWEST


def offered(scene: Scene, within: Within, sentence: Sentence, draft: Draft) -> bool:
    """Whether a figure of a notice, in a sentence that tells no time, is of what is offered or reported there."""
    if draft.kind == PERSONNEL or draft.unit in DURATIONS or draft.value == 0 or not is_notice_of_sale(scene):
        return False
    until = draft.anchor[0] if _asked(sentence, draft) else sentence.end
    if any(sentence.of(kind) for kind in _OTHERWISE) or glimpsed(scene, sentence.start, until, "not_offered"):
        return False
    if scene.word_after(sentence.start)[0] in scene.words.local("on_condition"):
        return False
    if tense(scene, sentence.start, until) == PAST and told_of_earlier(scene, within, sentence) is None:
        return False  # "The original case, valued at $63.4 million, included four launchers"
    if any(not time.compared for time in within(sentence.start, sentence.end)):
        return False
    return not (draft.kind == MONEY and any(mark.code in _GRANTS for mark in sentence.of("programme")))


def spells_out_request(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence lists what the one before says that a buyer has asked for: "has requested to buy equipment. These items include:"."""
    before, local = sentence.previous, scene.words.local
    if before is None or before.block != sentence.block or not before.of("notifying"):
        return False
    if not asks_for(scene, before):
        return False
    words = [word for word, _, _ in scene.words_after(sentence.start, _OPENING)]
    pointing = bool(words) and (words[0] in local("demonstrative") or words[0] in local("definite_article"))
    return pointing and any(word in local("slot-included") for word in words[1:])


def _asked(sentence: Sentence, draft: Draft) -> bool:
    """Whether a verb of asking stands before a figure, so that what follows it tells of something else: "asks to buy five, to be added to"."""
    asked = [mark for mark in sentence.of("stage") if mark.end <= draft.anchor[0]]
    return any(mark.code.startswith("requested") and not mark.code.endswith((" ed", "noun")) for mark in asked)


def told_of_earlier(scene: Scene, within: Within, sentence: Sentence) -> Time | None:
    """The last day told before in the paragraph, for a sentence that goes on telling in the past."""
    if tense(scene, sentence.start, sentence.end) != PAST:
        return None
    before = sentence.previous
    while before is not None and before.block == sentence.block and sentence.index - before.index <= _FURTHEST:
        days = [time for time in within(before.start, before.end) if time.shape == "day" and not time.compared]
        if days:
            return days[-1] if days[-1].first == days[-1].last else None
        before = before.previous
    return None
