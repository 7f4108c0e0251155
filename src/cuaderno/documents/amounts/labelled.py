"""Numbers behind a label: "Cameroonian troops and police in MINUSCA: 1,064", "Lanchas entregadas desde 2015: 14"."""

from __future__ import annotations

from cuaderno.documents.amounts.claimed import DURATIONS
from cuaderno.documents.amounts.counting import Head
from cuaderno.documents.amounts.numbers import Number
from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import NAMES, Scene
from cuaderno.documents.sentence import Sentence

_LONGEST, _FEWEST = 140, 2


def labelled(scene: Scene, sentence: Sentence, number: Number) -> Head | None:
    """What a number that ends its line, or its part of it, counts: the first noun of the label that opens the line."""
    sign, start, _ = scene.word_before(number.lead)
    label = scene.plain[sentence.start : start]
    if sign != ":" or len(label) > _LONGEST or len(label.split()) < _FEWEST or not _closes(scene, sentence, number):
        return None
    if scene.word_before(start)[0] in scene.words.local("identifier"):
        return None
    nouns = [mark for mark in sentence.of("counted") if mark.end <= start and not _in_a_name(sentence, mark)]
    if not nouns or nouns[0].code in DURATIONS or _is_told(sentence, start):
        return None
    return Head(nouns[0].code, nouns[0].start, nouns[0].end, "noun of its label")


def _in_a_name(sentence: Sentence, noun: Mark) -> bool:
    """Whether a noun is a word of a name: "bajo bandera de las Naciones Unidas", "the United States gave"."""
    return any(
        mark.kind in NAMES
        and mark.start <= noun.start
        and noun.end <= mark.end
        and mark.end - mark.start > noun.end - noun.start
        for mark in sentence.marks
    )


def _is_told(sentence: Sentence, end: int) -> bool:
    """Whether the words before the sign are a sentence and no label: they hold a finite verb of giving or going."""
    return any(
        mark.end <= end and mark.code.split()[-1] in ("base", "fin", "fut", "cond") for mark in sentence.of("stage")
    )


def _closes(scene: Scene, sentence: Sentence, number: Number) -> bool:
    """Whether no noun of its own follows."""
    word, start, _ = scene.word_after(number.end)
    return start >= sentence.end or not word[:1].isalnum() or word in scene.words.local("phrase_end")
