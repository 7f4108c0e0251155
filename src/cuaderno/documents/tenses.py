"""The tense in which a stretch of text tells: of what is past, of what has been, of what is to come."""

from __future__ import annotations

from cuaderno.documents.scene import Scene

PAST, PERFECT, FUTURE, OTHER = "past", "perfect", "future", "other"
_LONG = 4
"""Letters of a word too short to be told a verb by its ending."""


def tense(scene: Scene, start: int, end: int) -> str:
    """The tense in which a stretch tells: of what is past, has been, or is to come; other where no verb is known."""
    local = scene.words.local
    words = [word for word, _, _ in scene.words_between(start, end)]
    saying = local("saying")
    marks = scene.between(start, end)
    endings = tuple(local("future_ending").values())
    spelt = scene.text[start:end].lower().replace(",", " ").replace(".", " ").split()
    long = [word for word in spelt if len(word) > _LONG and word not in saying]
    if any(mark.kind == "intending" for mark in marks) or (endings and any(word.endswith(endings) for word in long)):
        return FUTURE
    if any(word in local("auxiliary") for word in words):
        return PERFECT
    past = tuple(local("past_ending").values())
    if any(word in local("past_verb") for word in words) or (past and any(word.endswith(past) for word in long)):
        return PAST
    return (
        PAST
        if any(_is_past(scene, mark.start, mark.end, mark.code) for mark in marks if mark.kind == "stage")
        else OTHER
    )


def _is_past(scene: Scene, start: int, end: int, code: str) -> bool:
    """Whether a word for a stage is a verb of the simple past: "delivered", behind no helper and no article."""
    form = code.rpartition(" ")[2]
    return form == "ed" and scene.word_before(start)[0] not in scene.words.local("article")
