"""Provider and recipient as a sentence says them, and the words by which rules speak of them."""

from __future__ import annotations

from typing import NamedTuple

from cuaderno.documents.slots.clause import Codes

NOBODY, WEAK = "not named", "named in the sentence"
"""The rule where a slot is to stay empty whatever the text around says, and the one that yields to what a programme implies."""
GETS = frozenset(("get", "attend", "buy", "pay"))
"""The frames of verbs whose subject receives."""


class Sides(NamedTuple):
    """Provider and recipient with the rules that found them; empty where nothing says."""

    provider: Codes = ()
    recipient: Codes = ()
    gave: str = ""
    got: str = ""
