"""What is asked for: what is included besides, and a sum that is called a request."""

from __future__ import annotations

from cuaderno.documents.slots.parsed import Parsed

_OPENS, _NAME = 80, 90
"""Characters of a sentence before the first thing that is included, and of a request's name."""


def is_included_too(parsed: Parsed) -> bool:
    """Whether a sentence opens by saying what is included besides: "Also included are 16 trailers", "También se incluyen 16"."""
    if not parsed.anchors:
        return False
    words = parsed.gap(parsed.start, min(parsed.anchors[0].start, parsed.start + _OPENS))
    included = parsed.sentence.scene.words.local("slot-included")
    return any(word in parsed.small.adding for word in words) and any(word in included for word in words)


def is_called_a_request(parsed: Parsed, number: int) -> bool:
    """Whether a sum stands before the name of a request alone: "its updated $65.8 billion Overseas Contingency Operations request"."""
    start, small = parsed.anchors[number].end, parsed.small
    local = parsed.sentence.scene.words.local
    requests, definite = local("slot-request"), local("definite_article")
    for word in parsed.gap(start, min(start + _NAME, parsed.next_anchor(number))) if requests else ():
        if word in requests:
            return True
        if word in small.role or word in small.clause or word in definite or word in ",;:":
            return False
    return False
