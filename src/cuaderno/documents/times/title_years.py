"""The year of the money that a title tells of, or of the law it names: "Congress sets aid to Colombia for 2020", "Panel Approves Fiscal Year 2012 Bill"."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.framing import adds, dates_law, one_year
from cuaderno.documents.times.times import Time, Within
from cuaderno.reading.document import HEADING, Block
from cuaderno.statements.claim import MONEY

_TITLES, _LEAD = 5, 2
"""Blocks at the head of a text among which its title stands, and sentences behind it that tell of the same law."""
_OTHERWISE = ("intending", "conditional", "so_far", "stocking", "announcing")


def of_title(scene: Scene, within: Within, draft: Draft, sentence: Sentence) -> Time | None:
    """The year of the money that the title tells of, for a sum told of no time: "Congress sets aid to Colombia for 2020"."""
    first = _title_block(scene)
    if draft.kind != MONEY or first is None:
        return None
    if adds(scene, sentence, draft) or any(sentence.of(kind) for kind in _OTHERWISE):
        return None
    words = [word for word, _, _ in scene.words_between(first.start, first.end)]
    law = any(word in scene.words.local("law") for word in words)
    found = within(first.start, first.end)
    if not found:
        return _of_lead(scene, within, first) if law else None
    if len(found) != 1 or not one_year(found[0]):
        return None
    led, told = (
        scene.word_before(found[0].core)[0],
        law or any(word in scene.words.local("money_noun") for word in words),
    )
    own = found[0].fiscal or led in scene.words.local("meant_for") or _of_a_law(scene, found[0])
    return found[0] if told and own else None


def _of_lead(scene: Scene, within: Within, title: Block) -> Time | None:
    """The only fiscal year of a law in the sentences behind a title that names a law without one: "approved the fiscal year 2012 bill"."""
    first = scene.sentence_number(title.end) + 1
    if first >= len(scene.bounds):
        return None
    start, end = scene.bounds[first][0], scene.bounds[min(first + _LEAD, len(scene.bounds)) - 1][1]
    years = {time.first: time for time in within(start, end) if time.fiscal and one_year(time)}
    told = next(iter(years.values()), None)
    return told if told is not None and len(years) == 1 and dates_law(scene, told) else None


def _of_a_law(scene: Scene, time: Time) -> bool:
    """Whether a year says right beside it which law is meant: "the 2016 bill", "la ley de presupuesto de 2016"."""
    laws, of = scene.words.local("law"), scene.words.local("share_of")
    before = [word for word, _, _ in scene.words_before(time.core, 2)]
    if before and before[0] in of:
        before = before[1:]
    return any(word in laws for word in (*before[:1], scene.word_after(time.end)[0]))


def _title_block(scene: Scene) -> Block | None:
    """The heading that is the title: the one with which the document's title begins, under "For immediate release", else the first block."""
    headings = [block for block in scene.blocks[:_TITLES] if block.kind == HEADING]
    named = (block for block in headings if scene.title.startswith(scene.text[block.start : block.end]))
    return next(named, None) or next((block for block in headings if block is scene.blocks[0]), None)
