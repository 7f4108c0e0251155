"""What a title tells in short and the text under it in full is told once: "Taiwan Gives Paraguay Four Helicopters" and, below, how it did."""

from __future__ import annotations

from decimal import Decimal

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.reading.document import HEADING
from cuaderno.statements.claim import FIGURES, MONEY

_ABOUT = Decimal("0.01")
"""How far from a sum a title's may be, of the title's."""


def without_the_title(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The drafts, in the order of the text, but those of its title that it tells again."""
    if not scene.blocks or scene.blocks[0].kind != HEADING:
        return drafts
    end = scene.blocks[0].end
    below = [draft for draft in drafts if draft.anchor[0] >= end]
    if not below or len(below) == len(drafts):
        return drafts
    return [draft for draft in drafts if draft.anchor[0] >= end or not any(_tells(draft, full) for full in below)]


def _tells(title: Draft, full: Draft) -> bool:
    """Whether a draft of the text tells what one of its title does: the same sum or count, as round as the title has it, or a relation
    of the same kind and parties."""
    if title.kind != full.kind:
        return False
    if title.kind in FIGURES:
        return title.unit == full.unit and _as_round(title, full.value)
    return {*title.provider, *title.recipient} <= {*full.provider, *full.recipient}


def _as_round(title: Draft, value: Decimal | None) -> bool:
    """Whether a number is the title's, which may have rounded it: 682 million of "680 million"."""
    if title.value is None or value is None:
        return title.value is value
    rounded = abs(title.value) * _ABOUT if title.kind == MONEY else Decimal(0)
    return abs(title.value - value) <= max(rounded, title.half_unit or Decimal(0))
