"""What the buyer in a notice of a sale has asked for: the goods that a field of its form lists, and what is included besides."""

from __future__ import annotations

from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.reading.document import ITEM

_LINES, _OPENS = 12, 80
"""Blocks of a field above a line of it, and characters of a sentence before the first thing that is included."""


def is_sought(context: Context, parsed: Parsed) -> bool:
    """Whether goods stand in the field of a form that lists what is sought: "Articles under Consideration for Purchase: 40 radars"."""
    blocks, last = context.scene.blocks, parsed.sentence.block
    field = next((at for at in range(last, max(last - _LINES, -1), -1) if blocks[at].kind == ITEM), None)
    if field is None:
        return False
    return any(mark.code == "sought" for mark in context.scene.starting("link", blocks[field].start, blocks[field].end))


def is_included_too(parsed: Parsed) -> bool:
    """Whether a sentence opens by saying what is included besides: "Also included are 16 trailers", "También se incluyen 16"."""
    if not parsed.anchors:
        return False
    words = parsed.gap(parsed.start, min(parsed.anchors[0].start, parsed.start + _OPENS))
    included = parsed.sentence.scene.words.local("slot-included")
    return any(word in parsed.small.adding for word in words) and any(word in included for word in words)
