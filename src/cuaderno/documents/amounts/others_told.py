"""Bare numbers of others than those just counted: "another two will come", "otros 120 irán", "Sweden delivered ten tanks, and Finland three"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuaderno.documents.amounts.numbers import Number

if TYPE_CHECKING:
    from cuaderno.documents.amounts.drafting import Drafter


def subject_or_told_where(drafter: Drafter, index: int, number: Number, word: str) -> bool:
    """Whether "another" stands before a number with no noun, behind which its verb begins, or where they are: "another two will come",
    "otros 120 irán", "another 280 on short tours"; or "and" before one with an adjective alone: "20 cazas monoplaza y 4 biplaza"."""
    scene, local, stop = drafter.scene, drafter.local, drafter.counter.stop
    if drafter.phrase(index).head is not None or not word[:1].isalpha():
        return False
    before = scene.word_before(number.lead)[0]
    if before in local("another"):
        return word.endswith(scene.words.endings("plural")) or word in local("helping") or word in stop
    if before not in local("and") or word not in local("elided_adjective"):
        return False
    behind = scene.words_after(number.end, 2)[1:]
    return not behind or not behind[0][0][:1].isalnum() or behind[0][0] in stop


def of_another(drafter: Drafter, number: Number) -> bool:
    """Whether a country, or a service, stands directly before: "Sweden delivered ten tanks, and Finland three", "la Armada 59"."""
    sentence = drafter.sentence(number)
    if any(0 < number.lead - mark.end <= 2 for mark in sentence.of("place")):
        return True
    word, start, _ = drafter.scene.word_before(number.lead)
    word = drafter.scene.word_before(start)[0] if word in drafter.local("just_so_many") else word
    return word in drafter.local("service_branch")
