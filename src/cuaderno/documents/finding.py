"""The claims of a document: figures and relations, in the order of the text."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from decimal import Decimal
from functools import lru_cache

from cuaderno.documents.amounts.each_of_them import each_of_them
from cuaderno.documents.amounts.uncounted import is_uncounted
from cuaderno.documents.draft import Draft
from cuaderno.documents.figures import figures
from cuaderno.documents.relations.relations import relations
from cuaderno.documents.scene import Scene
from cuaderno.documents.slots.slots import fill_all
from cuaderno.documents.slots.tables import tabled
from cuaderno.documents.times.calendar_years import calendar_years
from cuaderno.reading.document import Block, Document
from cuaderno.statements.claim import Claim


def find(document: Document) -> tuple[Claim, ...]:
    """Every claim of a document, ids c1, c2 … in the order of their places; the same document gives the same claims."""
    scene = scene_of(document)
    around: dict[int, tuple[int, int]] = {}
    drafts = enumerate(_drafts(scene), 1)
    found = tuple([_claim(document, scene, draft, f"c{index}", around) for index, draft in drafts])
    scene.forget()
    return found


def find_in(text: str, language: str = "", day: date | None = None) -> tuple[Claim, ...]:
    """The claims of a bare text; language and day are found in it where they are not given."""
    from cuaderno.reading.plain import text_document

    return find(text_document(text, language=language, day=day))


def scene_of(document: Document) -> Scene:
    """The document's flow, its words marked."""
    blocks = document.blocks
    if document.flow.steps:
        inward = _Inward(document.flow.steps)
        blocks = tuple(Block(block.kind, inward(block.start), inward(block.end), block.level) for block in blocks)
    return Scene(
        document.flow.text, document.language, blocks, day=document.day, title=document.title, about=document.about
    )


class _Inward:
    """The place in the flow of a place in the document."""

    __slots__ = ("starts", "steps")

    def __init__(self, steps: tuple[tuple[int, int], ...]) -> None:
        self.steps = steps
        self.starts = [there for _, there in steps]

    def __call__(self, at: int) -> int:
        index = bisect_right(self.starts, at) - 1
        if index < 0:
            return min(at, self.steps[0][0]) if self.steps else at
        here, there = self.steps[index]
        place = here + at - there
        return min(place, self.steps[index + 1][0]) if index + 1 < len(self.steps) else place


def _drafts(scene: Scene) -> list[Draft]:
    found = figures(scene)
    fill_all(scene, found)
    found = [draft for draft in found if not is_uncounted(draft)]
    found = tabled(scene, each_of_them(scene, found))
    calendar_years(scene, found)
    found += relations(scene)
    found.sort(key=lambda draft: (draft.start, draft.anchor, draft.kind, str(draft.value)))
    return found


def _claim(document: Document, scene: Scene, draft: Draft, name: str, around: dict[int, tuple[int, int]]) -> Claim:
    """The claim of a draft; `around` keeps where the sentences stand in the document."""
    start, end = draft.start, draft.end
    sentence = scene.sentence_at(draft.anchor[0])
    if sentence.index not in around:
        around[sentence.index] = document.flow.span(sentence.start, sentence.end)
    if document.flow.steps:
        origin = document.flow.origin
        start, end = origin(start), origin(end - 1) + 1
    return Claim(
        id=name, quote=document.text[start:end], start=start, end=end, kind=draft.kind, programme=draft.programme,
        stage=draft.stage, provider=tuple(draft.provider), recipient=tuple(draft.recipient), value=exactly(draft.value),
        value_high=exactly(draft.value_high), half_unit=exactly(draft.half_unit), unit=draft.unit, item=draft.item,
        hedge=draft.hedge, strict=draft.strict, measure_kind=draft.measure_kind, marks=tuple(draft.marks),
        period_start=draft.period_start, period_end=draft.period_end, universe=draft.universe, price_base=draft.price_base,
        relation=draft.relation, sentence=around[sentence.index], rules=tuple(draft.rules),
    )  # fmt: skip


@lru_cache(maxsize=1 << 12)
def exactly(value: Decimal | None) -> Decimal | None:
    """A number without exponent and without zeros behind the point, exactly.

    >>> exactly(Decimal("7.00E+8")), exactly(Decimal("8690000.00")), exactly(Decimal("0.50"))
    (Decimal('700000000'), Decimal('8690000'), Decimal('0.5'))
    """
    if value is None:
        return None
    said = format(value, "f")
    return Decimal(said.rstrip("0").rstrip(".") if "." in said else said)
