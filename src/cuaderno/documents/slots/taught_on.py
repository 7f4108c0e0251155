"""People taught right after a sum or other people of a programme that teaches: "IMET … $4 million. 350 officers attended schools"."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.implied import TAUGHT
from cuaderno.documents.slots.item_topics import learn_elsewhere
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import BARE, BY
from cuaderno.documents.slots.surroundings import Filling
from cuaderno.statements.claim import PERSONNEL

_LEARNT = frozenset(("train", "attend"))
_TEACHING = TAUGHT | {"GPOI"}


def taught_on(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """People taught right after a sum or other people of a programme that teaches: "IMET … $4 million. 350 officers attended schools"."""
    last = context.last
    if parsed.anchors[number].draft.kind != PERSONNEL or last is None or last.programme not in _TEACHING:
        return None
    if not _taught(parsed, number, last.programme or "") or _taught_by_others(parsed, number):
        return None
    if of_other_learners(parsed, number) or learn_elsewhere(parsed) or _among_accounts(context, parsed, last):
        return None
    same = context.scene.sentence_at(last.anchor[0]).block == parsed.sentence.block
    return (last.programme or "", "taught under the programme told before") if same else None


def _among_accounts(context: Context, parsed: Parsed, last: Draft) -> bool:
    """Whether the sum before was one of several accounts of a total: "$47 million through INCLE and $10 million through IMET. In the same period …"."""
    there = context.scene.sentence_at(last.anchor[0])
    told = {mark.code for mark in there.of("programme") if mark.code not in _TEACHING}
    return there.index != parsed.sentence.index and bool(told) and "part_of" in last.marks


def _taught(parsed: Parsed, number: int, of: str) -> bool:
    """Whether the verb before a number of people is one of teaching or learning, or the one behind where the programme only teaches."""
    start = parsed.anchors[number].start
    before = next((v for v in reversed(parsed.verbs) if v.end <= start), None)
    behind = next((v for v in parsed.verbs if v.start >= start), None) if of in TAUGHT else None
    return any(verb is not None and verb.frame in _LEARNT for verb in (before, behind))


def of_other_learners(parsed: Parsed, number: int) -> bool:
    """Whether people are part of those of whom a clause before says where they learn: "officers attend the school: 84 of them graduated"."""
    here = parsed.anchors[number]
    part = "part_of" in here.draft.marks and not number
    return part and any(v.frame == "attend" and v.end <= here.start for v in parsed.verbs)


def _taught_by_others(parsed: Parsed, number: int) -> bool:
    """Whether somebody is named by whom people are taught: "fueron capacitados por el Comando Norte", "el Comando Norte entrenó"."""
    start = parsed.anchors[number].end
    if any(p.role == BY and start <= p.start < parsed.next_anchor(number) for p in parsed.parties):
        return True
    first = parsed.parties[0] if parsed.parties else None
    return (
        first is not None and first.kind == "government" and first.role == BARE and not first.aid and first.end < start
    )
