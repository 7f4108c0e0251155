"""A figure told again by "the same amount", "otro tanto": "received $4 million in 2019 and the same amount in 2020"."""

from __future__ import annotations

import copy

from cuaderno.documents.amounts.counting import Counter, Head
from cuaderno.documents.draft import Draft, near
from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import NAMES, Scene
from cuaderno.statements.claim import MONEY, PERSONNEL, QUANTITY

_HALF, _BESIDE, _YEARS = "half", 3, ("19", "20")
_KINDS = frozenset(("persons", "items"))


def said_again(scene: Scene, counter: Counter, drafts: list[Draft]) -> list[Draft]:
    """Copies of the figure before such words where a time of its own, another country or other things stand beside them."""
    found: list[Draft] = []
    for mark in scene.of("again"):
        sentence = scene.sentence_at(mark.start)
        before = [one for one in near(drafts, sentence.start, mark.start) if one.anchor[1] <= mark.start][-1:]
        if not before or not _repeatable(before[-1]):
            continue
        other = _of_others(scene, counter, mark, before[-1])
        if other is None and not _apart(scene, mark) and not _of_the_same(scene, mark, before[-1]):
            continue
        made = copy.copy(before[-1])
        made.marks, made.rules = list(made.marks), ["figure told again", *made.rules[1:]]
        made.anchor = (mark.start, mark.end)
        made.clause = sentence.clause(mark.start)
        made.start, made.end = made.clause
        if mark.code == _HALF and made.value is not None:
            made.value = made.value / 2
        if other is not None:
            made.kind, made.unit = (PERSONNEL if other.unit == "persons" else QUANTITY), other.unit
            made.item = counter.item(other) if other.unit == "items" else None
        found.append(made)
    return found


def _of_others(scene: Scene, counter: Counter, mark: Mark, draft: Draft) -> Head | None:
    """What so many more there are of, where persons or things are named at once: "doce radares y otros tantos camiones"."""
    word, _, end = scene.word_after(mark.end)
    place = end if word in scene.words.local("of_noun") else mark.end
    head = counter.head_behind(place) if draft.unit in _KINDS else None
    if head is None or head.unit not in _KINDS or len(scene.words_between(place, head.start)) > 1:
        return None
    return head


def _repeatable(draft: Draft) -> bool:
    sum_of_money = draft.kind == MONEY and draft.unit not in ("percent", "ratio")
    return (sum_of_money or draft.unit in _KINDS) and "change" not in draft.marks


def _of_the_same(scene: Scene, mark: Mark, draft: Draft) -> bool:
    """Whether as many more of the persons or things just counted are told: "cuatro patrulleros y otros tantos de litoral"."""
    if draft.unit not in _KINDS or mark.code == _HALF:
        return False
    word = scene.word_after(mark.end)[0]
    return not word[:1].isalnum() or word in scene.words.local("of_noun") or word in scene.words.local("phrase_end")


def _apart(scene: Scene, mark: Mark) -> bool:
    """Whether a year stands right behind, or a country right before, the words."""
    behind = [word for word, _, _ in scene.words_after(mark.end, _BESIDE)]
    if any(word[:2] in _YEARS and word.isdigit() and len(word) == len("2019") for word in behind):
        return True
    close = not behind or not behind[0][:1].isalnum()
    return close and any(
        one.kind in NAMES for one in scene.between(mark.start - 24, mark.start) if one.end == mark.start - 1
    )
