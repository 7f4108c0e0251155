"""Things told by their order, or both of them: "The first Samoan boat arrived in May", "Both C-26 aircraft came"."""

from __future__ import annotations

from decimal import Decimal

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.statements.claim import QUANTITY

TWO = "2"
"""The code of words for both."""
_ARRIVING = frozenset(("delivered", "shipped", "provided", "completed"))
_PHRASE, _NEAR, _HALF = 4, 60, Decimal("0.5")


def told_by_order(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """One thing by "the first", and two by "both", where a verb by which things arrive stands beside them."""
    taken = {draft.anchor[0] for draft in drafts}
    found: list[Draft] = []
    for mark in scene.of("by_order"):
        sentence = scene.sentence_at(mark.start)
        end = _named(scene, sentence, mark.end, mark.code)
        if not end or sentence.is_heading or mark.start in taken or not _arrives(sentence, mark.start, end):
            continue
        draft = Draft(QUANTITY, (mark.start, end), sentence.clause(mark.start), "thing told by its order")
        draft.value, draft.half_unit, draft.unit = Decimal(mark.code), _HALF, "items"
        draft.item = scene.text[mark.end : end].strip()
        found.append(draft)
    return found


def _named(scene: Scene, sentence: Sentence, place: int, code: str) -> int:
    """Where the noun for a thing ends that follows within a few words, in the number that is told; 0 where none does."""
    kind = "counted" if code == TWO else "counted1"
    for word, start, end in scene.words_after(place, _PHRASE):
        if (
            start >= sentence.end
            or not word[0].isalnum()
            or (word in scene.words.local("phrase_end") and start > place + 1)
        ):
            break
        things = [mark for mark in scene.starting(kind, start, end) if mark.code == "items"]
        if things:
            return things[0].end
    return 0


def _arrives(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a verb by which things come or are handed over stands right before or behind."""
    return any(
        mark.code.split()[0] in _ARRIVING
        and not mark.code.endswith((" noun", " ing", " base"))
        and (0 < start - mark.end <= 2 or 0 <= mark.start - end <= _NEAR)
        for mark in sentence.of("stage")
    )
