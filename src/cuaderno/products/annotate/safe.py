"""Texts of a document as they may be shown: nothing in them steers a page, a terminal or the order of what one reads."""

from __future__ import annotations

import re

_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Marks of places where a line may break: nobody sees them, and nothing is lost without them."""
_BREAKS = re.compile("\r\n?|[\v\f\u0085\u2028\u2029]")
_STEERING = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u180e\u200e\u200f\u202a-\u202e\u2061-\u206f\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
_HALVES = re.compile("[\ud800-\udfff]")


def visible(text: str) -> str:
    """A text whose controls can be read and do nothing: marks of direction, escapes and the like as ‹U+202E›.

    >>> visible("a\\u202eb\\x1b[2J")
    'a‹U+202E›b‹U+001B›[2J'
    """
    if text.isascii() and text.isprintable():
        return text
    text = _BREAKS.sub("\n", _UNSEEN.sub("", text))
    text = _STEERING.sub(lambda found: f"‹U+{ord(found[0]):04X}›", text)
    return _HALVES.sub("\ufffd", text)


def one_line(text: str) -> str:
    """A text made visible, on one line, blanks of any width as one space."""
    return " ".join(visible(text).split())
