"""Sales of a fiscal year to other governments: they are the agreements that were signed in it, whoever tells their sum."""

from __future__ import annotations

from itertools import pairwise

from cuaderno.documents.slots.meaning import Governing
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.statements.claim import MONEY

_FMS = "FMS"
_LED = 24
"""Characters before a sum in which its copula stands: "were around $28.3 billion"."""


def signed_in_a_year(parsed: Parsed, number: int, governing: Governing | None) -> bool:
    """Whether a sum is what sales of a fiscal year came to: "FMS sales for fiscal year 2011 reached", "the top customers were India ($4.5 billion)"."""
    draft = parsed.anchors[number].draft
    if draft.kind != MONEY or draft.unit == "percent" or not (draft.period_start or "").startswith("FY"):
        return False
    if "intent" in draft.marks or not any(mark.code == _FMS for mark in parsed.programmes):
        return False
    sold = parsed.sentence.scene.words.local("slot-sold")
    told = parsed.gap(parsed.start, parsed.anchors[number].start)
    amounts = (
        governing is None or governing.verb.form in ("weak", "noun") or told_of_its_subject(parsed, number, governing)
    )
    local = parsed.sentence.scene.words.local
    of_a_programme = {*local("slot-account"), *local("slot-programmes")}
    named = any(one in sold and two not in of_a_programme for one, two in pairwise((*told, "")))
    return amounts and named


def told_of_its_subject(parsed: Parsed, number: int, governing: Governing | None) -> bool:
    """Whether a participle only tells of the subject of a sum's copula: "sales managed by it were $6 billion"."""
    here = parsed.anchors[number].start
    if governing is None or governing.verb.form not in ("ed", "part") or governing.verb.end > here:
        return False
    return any(parsed.small.aux.get(word) == "passive" for word in parsed.gap(max(parsed.start, here - _LED), here))
