"""People of an exercise: they take part in what was held together, and nobody gives them to anybody."""

from __future__ import annotations

from cuaderno.documents.slots.parsed import Parsed
from cuaderno.statements.claim import PERSONNEL

_GIVING = frozenset(("give", "train", "send", "get", "attend"))


def takes_part(parsed: Parsed, number: int) -> bool:
    """Whether a number of people is that of an exercise the sentence tells of, and no other deed: "UNITAS, with 1,700 participants"."""
    here = parsed.anchors[number]
    if here.draft.kind != PERSONNEL or not parsed.links:
        return False
    since, until = parsed.anchors[number - 1].end if number else parsed.start, parsed.next_anchor(number)
    own = (m for m in parsed.links if m.code == "exercise" and since <= m.start < until)
    if next(own, None) is None:
        return False
    near = (v for v in parsed.verbs if v.frame in _GIVING and v.form != "noun")
    return not any(v.end <= here.start and v.stage != "delivered" for v in near)
