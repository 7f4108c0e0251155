"""Persons counted by the name of their nation: 24 Jamaicans and 2 Belizeans, 150 kenianos."""

from __future__ import annotations

from cuaderno.documents.amounts.counting import Head
from cuaderno.documents.amounts.numbers import Number
from cuaderno.documents.scene import Scene

_FEW = 2
_NOUNS = frozenset(("counted", "counted1", "fund"))


def nationals(scene: Scene, number: Number) -> Head | None:
    """The plural of a demonym behind a number where no noun follows that it describes, and that are no residents: "50,000 Kenyans live
    in"; None otherwise."""
    if number.value < _FEW or number.unit:
        return None
    word, start, _ = scene.word_after(number.end)
    if not word[:1].isalpha():
        return None
    demonym = next((mark for mark in scene.at(start) if mark.kind == "demonym"), None)
    if demonym is None:
        return None
    after, behind, _ = scene.word_after(demonym.end)
    if scene.plain[demonym.end - 1] not in scene.words.local("plural_ending"):  # 12 Sudanese
        ends = (scene.words.local("phrase_end"), scene.words.local("helping"), scene.words.local("lists"))
        if after[:1].isalnum() and not any(after in words for words in ends):
            return None
    if any(mark.kind in _NOUNS for mark in scene.at(behind)) or after in scene.words.local("residing"):
        return None
    if after in scene.words.local("ones"):
        return None  # "ten European countries and five African ones"
    return Head("persons", start, demonym.end, "people of a nation")
