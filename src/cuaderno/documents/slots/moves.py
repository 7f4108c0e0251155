"""Aid that rises or falls, told without a word for its stage; and where a planned change sets out."""

from __future__ import annotations

from cuaderno.documents.slots.meaning import Governing
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import FROM, OF, TO
from cuaderno.statements.claim import MONEY

SETS_OUT = "where a planned change sets out"
"""The rule that gives a sum from which a change sets out its stage."""
_REACH, _FEW, _BETWEEN = 90, 4, 8
_PLANNED = frozenset(("intent", "pledged", "announced", "requested"))


def moved_aid(parsed: Parsed, number: int) -> str | None:
    """The stage of a sum to which the aid of a programme or a country rises or falls: what it came to is provided, what it will, announced."""
    here = parsed.anchors[number]
    if here.draft.kind != MONEY or here.draft.unit == "percent":
        return None
    if any(before.draft.unit != "percent" for before in parsed.anchors[:number][-1:]):
        return None
    local = parsed.sentence.scene.words.local
    moving, levelling = local("moving"), local("levelling")
    words = parsed.gap(max(parsed.start, here.start - _REACH), here.start)
    at = next((n for n in range(len(words) - 1, -1, -1) if words[n] in moving or words[n] in levelling), None)
    if at is None or not _is_of_aid(parsed, words[:at], here.start):
        return None
    if begins_a_change(parsed, number):
        return "provided"
    coming = any(parsed.small.aux.get(word) in ("future", "cond", "intent") for word in words[max(at - _FEW, 0) : at])
    return "announced" if coming or words[at].endswith(parsed.sentence.scene.words.endings("future")) else "provided"


def _is_of_aid(parsed: Parsed, subject: list[str], until: int) -> bool:
    """Whether the subject is a programme or somebody's aid."""
    if any(mark.end <= until for mark in (*parsed.programmes, *parsed.universes)):
        return True
    return any(parsed.small.aid.get(word) == "aid" for word in subject)


def sets_out(parsed: Parsed, number: int, governing: Governing) -> bool:
    """Whether a figure is where a planned change begins: "to increase the program from $900,000 in FY 2023 to $1.6 million"."""
    return governing.stage in _PLANNED and begins_a_change(parsed, number)


def begins_a_change(parsed: Parsed, number: int) -> bool:
    """Whether a figure is what another one behind "to" grows or shrinks from: "from $900,000 in FY 2023 to $1.6 million"."""
    if number + 1 >= len(parsed.anchors):
        return False
    here = parsed.anchors[number]
    following, role = parsed.anchors[number + 1], parsed.small.role
    if following.draft.kind != here.draft.kind or following.draft.unit != here.draft.unit:
        return False
    led = parsed.gap(max(parsed.start, here.start - _BETWEEN), here.start)[-1:]
    between = parsed.gap(here.end, following.start)
    return (
        bool(led)
        and role.get(led[0]) in (FROM, OF)
        and bool(between)
        and role.get(between[-1]) == TO
        and len(between) <= _BETWEEN
        and not any(here.end <= verb.start < following.start for verb in parsed.verbs)
    )


def came_from(parsed: Parsed, number: int) -> bool:
    """Whether a figure is what there was before: "$40 million this year, up from $3 million in 2021"."""
    start = parsed.anchors[number].start
    words = parsed.gap(max(parsed.start, start - _BETWEEN - _BETWEEN), start)[-2:]
    before = parsed.sentence.scene.words.local("before_from")
    return len(words) > 1 and words[0] in before and parsed.small.role.get(words[1]) == FROM
