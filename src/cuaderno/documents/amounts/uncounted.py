"""Deeds told without a figure which the next sentence goes on about: "donated equipment to Kenya in 2023. The donation includes 12 radars"."""

from __future__ import annotations

from itertools import groupby

from cuaderno.documents.draft import Draft
from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.statements.claim import PERSONNEL, QUANTITY

_TAKING_UP = frozenset(("funds", "topic", "people"))
_OPENING, _BACK, _WORDS, _HOLDS = 48, 3, 6, 3
"""Characters at the head of a sentence in which the noun stands that takes up, sentences back to its deed, words looked at there, and up to
the one that tells what it holds or is worth."""
_HEAD = 3
"""Words at the head of a sentence among which its noun is."""
_FRAMES = frozenset(("give", "sell", "buy", "get", "send", "ask", "settle", "deploy"))
"""The frames of deeds with goods or people."""
_MOVED = frozenset(("deployed", "delivered", "held", "active"))
"""The stages of words for deeds with people, whatever their frame: "a contingent arrived"."""
_RULE = "deed taken up in the next sentence"


def uncounted(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Deeds without a figure that a later figure takes up, each a draft without a value at the place where a figure would stand.

    They are dated and filled as the figures are, so that what takes them up finds in them what it finds in figures, and are no claims.
    """
    counted = [scene.sentence(number) for number, _ in groupby(scene.sentence_number(one.anchor[0]) for one in drafts)]
    told = {sentence.index for sentence in counted}
    found: list[Draft] = []
    first = {scene.sentence_number(one.anchor[0]): one for one in reversed(drafts)}
    for sentence in counted:
        noun = _taking_up(scene, sentence, first[sentence.index].anchor[0])
        if noun is None:
            continue
        place = _deed_before(scene, sentence, noun, told)
        if place is not None:
            told.add(scene.sentence_number(place))
            kind = PERSONNEL if first[sentence.index].kind == PERSONNEL else QUANTITY
            found.append(Draft(kind, (place, place), scene.sentence_at(place).clause(place), _RULE))
    return found


def is_uncounted(draft: Draft) -> bool:
    """Whether a draft is only a deed that others take up."""
    return draft.rules[0] == _RULE


def _taking_up(scene: Scene, sentence: Sentence, until: int) -> str | None:
    """The noun at the head of a sentence for what was told before, "" where a pronoun or nothing stands for it; None where nothing does."""
    place = min(until, sentence.opening + _OPENING)
    back = next((m for m in sentence.of("anaphor") if m.code in _TAKING_UP and m.end <= place), None)
    if back is not None:
        return scene.plain[back.start : back.end].rpartition(" ")[2]
    local = scene.words.local
    words = [word for word, _, _ in scene.words_after(sentence.opening, _WORDS)]
    words = [word for word in words if word not in local("also")]
    holding = words[1:_HOLDS] if words[:1] and words[0] in local("pronoun") else words[:1]
    held = any(word in local("consisting") or word in local("priced_first") for word in holding)
    return "" if held else None


def _deed_before(scene: Scene, sentence: Sentence, noun: str, told: set[int]) -> int | None:
    """Where a figure would stand in the last sentence before that tells of a deed, if it has none."""
    near: int | None = None
    for back in range(1, _BACK):
        index = sentence.index - back
        if index < 0 or index in told or scene.sentence(index).is_heading:
            break
        before = scene.sentence(index)
        if sentence.block - before.block >= _BACK:
            break
        if noun and (place := _named_in(scene, before, noun)) is not None:
            return place
        if back == 1 and not (_is_aid(scene, sentence) and _buys(before)):
            near = _behind_the_deed(scene, before)
    return near


def _is_aid(scene: Scene, sentence: Sentence) -> bool:
    """Whether it is aid or money that a sentence begins with: "Military aid fell to"."""
    words = scene.words_after(sentence.opening, _HEAD)
    return any(word in scene.words.local("money_noun") for word, _, _ in words)


def _buys(before: Sentence) -> bool:
    """Whether a sentence tells of a purchase, which no aid takes up that it does not name."""
    deeds = _deeds(before)
    return bool(deeds) and deeds[-1].code.split(" ")[1] == "buy"


def _named_in(scene: Scene, before: Sentence, noun: str) -> int | None:
    """Where a deed's sentence names the noun, or what is done with it behind it: "signed a deal to buy"."""
    at = scene.plain.find(f" {noun}", before.start, before.end)
    if at < 0 or not _deeds(before):
        return None
    behind = _behind_the_deed(scene, before)
    return behind if behind is not None and behind > at else at + 1


def _behind_the_deed(scene: Scene, before: Sentence) -> int | None:
    """Where a figure would stand behind the last word for a deed of a sentence."""
    deeds = _deeds(before)
    return scene.word_after(deeds[-1].end)[1] if deeds else None


def _deeds(before: Sentence) -> list[Mark]:
    """The words of a sentence for deeds with goods or people."""
    told = ((mark, mark.code.split(" ")) for mark in before.of("stage"))
    return [mark for mark, (stage, frame, _) in told if frame in _FRAMES or stage in _MOVED]
