"""A sum asked for, of which a text goes on to tell what would be given: "asked for $90 million for 2025 … Kenya would receive $5 million"."""

from __future__ import annotations

from collections.abc import Sequence

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import NAMES, Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.to_come_too import asks_for, would_be
from cuaderno.statements.claim import MONEY

_BACK, _BLOCKS = 12, 6
"""Figures and paragraphs back to which the sum that is asked for is looked for."""
_SUBJECT, _VERB = 200, 24
"""Characters at the head of a sentence in which its subject is named, and from a name to its verb."""
_ASKING, _GIVING = "USA", frozenset({"give", "send", "spend"})
"""Whose government asks its parliament for money to give, and the frames of giving."""
_YEARS = (len("2025"), len("FY2025"))


def asked_for_then(scene: Scene, sentence: Sentence, draft: Draft, earlier: Sequence[Draft]) -> Draft | None:
    """The sum asked for before, for one year to come, where a sentence tells what would be given, or asks for more right behind it; of
    several that for the latest year, since the others were asked for before."""
    if draft.kind != MONEY or draft.unit == "percent":
        return None
    if would_be(scene, sentence) and not _is_of_an_act(scene, sentence, draft):
        blocks = _BLOCKS
    elif sentence.previous is not None and asks_for(scene, sentence):
        blocks = 0
    else:
        return None
    latest: Draft | None = None
    for one in earlier[: -_BACK - 1 : -1]:
        there = scene.sentence_at(one.anchor[0])
        if sentence.block - there.block > blocks or (not blocks and there.index < sentence.index - 1):
            break
        if there.index < sentence.index and one.unit == draft.unit and _is_asked_for(scene, there, one):
            latest = one if latest is None or _year(one) > _year(latest) else latest
    return None if latest is not None and _of_another_giver(scene, sentence, latest) else latest


def _year(draft: Draft) -> str:
    return (draft.period_start or "").removeprefix("FY")


def _is_asked_for(scene: Scene, sentence: Sentence, draft: Draft) -> bool:
    """Whether a sum is asked for, for one year that is not over yet."""
    year = draft.period_start or ""
    if draft.kind != MONEY or draft.unit == "percent" or "change" in draft.marks:
        return False
    if year != draft.period_end or len(year) not in _YEARS or year.removeprefix("FY") < (scene.today or "")[:4]:
        return False
    return asks_for(scene, sentence)


def _is_of_an_act(scene: Scene, sentence: Sentence, draft: Draft) -> bool:
    """Whether a law, and no request, would give: "The House bill would provide"."""
    local, end = scene.words.local, min(draft.anchor[0], sentence.start + _SUBJECT)
    words = scene.words_between(sentence.start, end)
    return any(word in local("slot-act") or word in local("legislature") for word, _, _ in words)


def _of_another_giver(scene: Scene, sentence: Sentence, asked: Draft) -> bool:
    """Whether a sentence begins with somebody else who would give: "France would deliver $4 million"."""
    named = next((m for m in scene.between(sentence.start, sentence.start + _SUBJECT) if m.kind in NAMES), None)
    if named is None or named.code == _ASKING:
        return False
    there = scene.sentence_at(asked.anchor[0])
    if any(mark.code == named.code for mark in there.marks if mark.kind in NAMES):
        return False
    behind = scene.starting("stage", named.end, named.end + _VERB)
    return bool(behind) and behind[0].code.split()[1] in _GIVING
