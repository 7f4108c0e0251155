"""The day of a notice of sale: what its form says, what the text tells of the notice, else the document's own."""

from __future__ import annotations

from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.times import Time, Within
from cuaderno.reading.document import ROW

_REACH, _HEAD = 60, 1_200
"""Characters from the name of a field to its day, and at the head of a text in which its own day stands."""
_FORM = 3
_DAYS = ("day", "relative")


def day_of_notice(scene: Scene, within: Within) -> str | None:
    """The day of a notice of sale: when the report was delivered, when the parliament was notified, else the document's own, if its text
    bears it.

    A form with a field for its day has no other: a gazette prints it weeks later.
    """
    for mark in scene.of("notified_on"):
        found = within(mark.end, mark.end + _REACH)
        if found:
            return found[0].first
    if (told := _told(scene, within)) is not None:
        return told
    if scene.of("notice_field"):
        return None
    return scene.today if bears_its_day(scene, within) else None


def bears_its_day(scene: Scene, within: Within) -> bool:
    """Whether the day of a document stands in its own text."""
    return any(time.first == scene.today for time in within(0, _HEAD))


def _told(scene: Scene, within: Within) -> str | None:
    """The day on which a text says that the parliament was notified: "notified Congress of the possible sale on Tuesday"."""
    parliament = scene.words.local("legislature")
    for mark in scene.of("notified_of"):
        said = scene.sentence_at(mark.start)
        days = [time for time in within(said.start, said.end) if time.shape in _DAYS]
        if days and any(word in parliament for word, _, _ in scene.words_between(said.start, said.end)):
            return days[0].first
    return None


def recalled(scene: Scene, within: Within, sentence: Sentence) -> Time | None:
    """The day of an earlier notice that the paragraph recalls before a sentence: "On 14 September 2020 Congress was notified …"."""
    before = sentence.previous
    while before is not None and before.block == sentence.block and sentence.index - before.index <= _FORM:
        if before.of("notifying") and not before.of("notified_of"):
            return None
        if before.of("notified_of"):
            days = [time for time in within(before.start, before.end) if time.shape == "day"]
            return days[0] if days and days[0].first != scene.today else None
        before = before.previous
    return None


def end_of_form(scene: Scene, start: int) -> int:
    """Where the fields of a notice that begins at a place end: at the day on which it was delivered; 0 without one."""
    return next((mark.start for mark in scene.of("notified_on") if mark.start > start), 0)


def in_form(scene: Scene, sentence: Sentence) -> bool:
    """Whether a row of a form stands under the words of a notice."""
    blocks, block = scene.blocks, sentence.block
    while block and blocks[block].kind == ROW:
        block -= 1
    if block == sentence.block:
        return False
    start = blocks[max(0, block - _FORM + 1)].start
    return any(start <= mark.start < blocks[block].end for mark in scene.of("notifying"))
