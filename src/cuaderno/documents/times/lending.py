"""What the text before lends a figure its time by what it takes up: a promise, a request, people who come, a change, a noun, a law."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.announced_today import promised_of_it
from cuaderno.documents.times.changes_spelt_out import change_spelt_out
from cuaderno.documents.times.comings import coming_next, of_first_group
from cuaderno.documents.times.framing import enacted, resumed, taken_up
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.pending_requests import asked_for_then
from cuaderno.documents.times.period_filling import has_period
from cuaderno.documents.times.times import Time, Within
from cuaderno.documents.times.worth_told import worth_told


def lender(scene: Scene, within: Within, sentence: Sentence, draft: Draft, earlier: list[Draft]) -> Draft | Time | None:
    """The figure or the time that a figure of a sentence without a time takes up; None where it takes up nothing that is dated."""
    if glimpsed(scene, sentence.start, draft.anchor[0], "leaving_out"):
        return None  # "The figure does not include what INL spends, with which 18 advisers work"
    return (
        promised_of_it(scene, sentence, draft, earlier)
        or _joined(scene, sentence, draft, earlier)
        or asked_for_then(scene, sentence, draft, earlier)
        or coming_next(scene, within, sentence, draft)
        or of_first_group(scene, sentence, draft, earlier)
        or worth_told(scene, within, sentence, draft)
        or change_spelt_out(scene, draft, sentence, earlier)
        or resumed(scene, within, draft, sentence, earlier)
        or taken_up(scene, within, draft, sentence, earlier)
        or enacted(scene, within, sentence)
    )


def _joined(scene: Scene, sentence: Sentence, draft: Draft, earlier: list[Draft]) -> Draft | None:
    """The people told just before, whom others join who so are there at the same time: "A ellos se agregan 41 efectivos"."""
    last = earlier[-1] if earlier else None
    before = sentence.previous
    if last is None or before is None or last.anchor[0] < before.start or before.block != sentence.block:
        return None
    joins = scene.plain.startswith(tuple(scene.words.local("joined_by")), sentence.start)
    return last if joins and last.kind == draft.kind and has_period(last) and last.period_end else None
