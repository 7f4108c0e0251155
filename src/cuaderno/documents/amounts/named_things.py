"""One thing told by its own name, or as a part of what is given: "transferred the cutter Munro", "the package includes a flight simulator"."""

from __future__ import annotations

from cuaderno.documents.amounts.objects import only_to_whom
from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import Scene

_REACH, _PHRASE, _SUBJECT, _NAME = 60, 3, 90, 4
_FRAMES = frozenset(("give", "send", "sell", "buy", "get", "deploy"))


def named_and_given(scene: Scene, mark: Mark) -> int:
    """Where the definite article stands of a thing with its name behind it, the object of a verb of giving or sending; -1 without."""
    _, first, _ = scene.word_after(mark.end)
    if first - mark.end != 1 or not scene.text[first].isupper():
        return -1
    articles = scene.words.local("definite_article")
    start = next((start for word, start, _ in scene.words_before(mark.start, _PHRASE) if word in articles), -1)
    if start < 0:
        return -1
    given = [
        stage.end
        for stage in scene.sentence_at(start).of("stage")
        if 0 < start - stage.end <= _REACH and stage.code.split()[1] in _FRAMES and not stage.code.endswith(" noun")
    ]
    return start if any(start - end <= 2 or only_to_whom(scene, end, start) for end in given) else -1


def included(scene: Scene, start: int) -> bool:
    """Whether the article is behind a verb of containing whose subject is what is given or sold: "The package includes a flight simulator"."""
    local = scene.words.local
    word, verb, _ = scene.word_before(start)
    if word not in local("containing"):
        return False
    since = max(scene.sentence_at(start).start, verb - _SUBJECT)
    words = [word for word, _, _ in scene.words_between(since, verb)]
    return any(word in local("given_noun") or word in local("sold_noun") for word in words)


def behind_its_name(scene: Scene, start: int, end: int) -> bool:
    """Whether nothing but a name and a comma stand within a stretch: "gifted RFNS Veke, a Guardian-class patrol boat"."""
    words = scene.words_between(start, end)
    if not 1 < len(words) <= _NAME + 1 or words[-1][0] != ",":
        return False
    return all(scene.text[first].isupper() for _, first, _ in words[:-1])
