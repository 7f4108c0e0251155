"""What the buyer in a notice of a sale has asked for besides: "Also included are 16 trailers"."""

from __future__ import annotations

from cuaderno.documents.slots.parsed import Parsed

_OPENS = 80
"""Characters of a sentence before the first thing that is included."""


def is_included_too(parsed: Parsed) -> bool:
    """Whether a sentence opens by saying what is included besides: "Also included are 16 trailers", "También se incluyen 16"."""
    if not parsed.anchors:
        return False
    words = parsed.gap(parsed.start, min(parsed.anchors[0].start, parsed.start + _OPENS))
    included = parsed.sentence.scene.words.local("slot-included")
    return any(word in parsed.small.adding for word in words) and any(word in included for word in words)
