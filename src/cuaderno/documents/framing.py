"""The time that the sentence before lends: to what a definite noun takes up again, and what a time in front of it frames."""

from __future__ import annotations

from collections.abc import Callable

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times import Time
from cuaderno.reading.document import HEADING

_SUBJECT = 5
"""Words in which the noun of a sentence's subject is looked for."""
_FRONT = 2
_OTHERWISE = ("intending", "conditional", "so_far", "stocking", "announcing")
Within = Callable[[int, int], list[Time]]


def resumed(
    scene: Scene, within: Within, draft: Draft, sentence: Sentence, earlier: list[Draft]
) -> Draft | Time | None:
    """What dates a figure of a sentence that begins with a noun for what the sentence before told.

    "Sales were $9 billion in FY 2017. The total includes …", "the bill for fiscal 2026 … . The document allots …": the figures
    of the sentence before where all have one period, else its only fiscal year. With "also" the sentence adds, and lends none.
    """
    before = _before(scene, sentence)
    if before is None or not _resumes(scene, sentence) or adds(scene, sentence, draft):
        return None
    told = [one for one in reversed(earlier[-_SUBJECT:]) if one.anchor[0] >= before.start]
    dated = [one for one in told if one.period_start or one.period_end]
    if dated:
        spans = {(one.period_start, one.period_end) for one in dated}
        return dated[0] if len(spans) == 1 else None
    found = [time for time in within(before.start, before.end) if time.fiscal and not time.compared]
    return found[0] if len(found) == 1 and not told else None


def framed(scene: Scene, within: Within, draft: Draft, sentence: Sentence) -> Time | None:
    """The time that stands in front of the sentence before, where this one goes on telling what was done."""
    before = sentence.previous
    if before is None or before.block != sentence.block or not sentence.of("stage"):
        return None
    found = [time for time in within(before.start, before.end) if not time.compared]
    if len(found) != 1:
        return None
    perfect = scene.words.local("auxiliary")
    if any(word in perfect for word, _, _ in scene.words_between(sentence.start, draft.anchor[0])):
        return None
    if adds(scene, sentence, draft) or any(sentence.of(kind) for kind in _OTHERWISE):
        return None
    if found[0].first != found[0].last or found[0].start - before.start > _FRONT or found[0].shape != "year":
        return None
    return found[0] if scene.plain[found[0].end : found[0].end + 1] == "," else None


def _before(scene: Scene, sentence: Sentence) -> Sentence | None:
    before = sentence.previous
    if before is None or sentence.block - before.block > 1 or scene.blocks[before.block].kind == HEADING:
        return None
    return before


def _resumes(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence's subject is a definite noun for a sum, a law, a sale or a deed told before."""
    local = scene.words.local
    if scene.word_after(sentence.start)[0] not in local("definite_article"):
        return False
    for word, _, _ in scene.words_after(sentence.start, _SUBJECT)[1:]:
        if word in local("resuming"):
            return True
        if word in local("phrase_end") or not word[0].isalnum():
            return False
    return False


def adds(scene: Scene, sentence: Sentence, draft: Draft) -> bool:
    """Whether "also" makes what a sentence tells a thing more, told of no time before."""
    also, said = scene.words.local("also"), scene.plain[sentence.start : draft.anchor[0]]
    return any(word in said for word in also) and any(
        word in also for word, _, _ in scene.words_between(sentence.start, draft.anchor[0])
    )
