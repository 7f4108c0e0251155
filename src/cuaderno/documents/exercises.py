"""People of an exercise: they take part in what was held together, and nobody gives them to anybody."""

from __future__ import annotations

from cuaderno.documents.parsed import Parsed
from cuaderno.statements.claim import PERSONNEL

_GIVING = frozenset(("give", "train", "send", "get", "attend"))


def takes_part(parsed: Parsed, number: int) -> bool:
    """Whether a number of people is that of an exercise the sentence tells of, and no other deed: "UNITAS, with 1,700 participants"."""
    if parsed.anchors[number].draft.kind != PERSONNEL or not any(m.code == "exercise" for m in parsed.links):
        return False
    here = parsed.anchors[number]
    near = (v for v in parsed.verbs if v.frame in _GIVING and v.form != "noun")
    return not any(v.end <= here.start and v.stage != "delivered" for v in near)
