"""The tense in which a stretch of text tells: of what is past, of what has been, of what is to come."""

from __future__ import annotations

from cuaderno.documents.scene import Scene

PAST, PERFECT, FUTURE, OTHER = "past", "perfect", "future", "other"
_LONG = 4
"""Letters of a word too short to be told a verb by its ending."""


def tense(scene: Scene, start: int, end: int) -> str:
    """The tense in which a stretch tells: of what is past, has been, or is to come; other where no verb is known."""
    local, marks = scene.words.local, scene.between(start, end)
    saying = local("saying")
    words = [word for word in scene.words_between(start, end) if word[0] not in saying]
    spelt = [scene.text[first:last].lower() for _, first, last in words if last - first > _LONG]
    if any(mark.kind == "intending" for mark in marks) or _ends(spelt, local("future_ending")):
        return FUTURE
    if any(word in local("auxiliary") for word, _, _ in words):
        return PERFECT
    if any(word in local("past_verb") for word, _, _ in words) or _ends(spelt, local("past_ending")):
        return PAST
    stages = [mark for mark in marks if mark.kind == "stage"]
    return PAST if any(_is_past(scene, mark.start, mark.code) for mark in stages) else OTHER


def _ends(words: list[str], endings: dict[str, str]) -> bool:
    """Whether one of some words has one of the endings, which are told by their accents."""
    forms = tuple(endings.values())
    return bool(forms) and any(word.endswith(forms) for word in words)


def _is_past(scene: Scene, start: int, code: str) -> bool:
    """Whether a word for a stage is a verb of the simple past: "delivered", behind no helper and no article."""
    form = code.rpartition(" ")[2]
    return form == "ed" and scene.word_before(start)[0] not in scene.words.local("article")
