"""The programme that is named after a figure: "a package of $68 million. … The package is funded under Section 333"."""

from __future__ import annotations

from itertools import pairwise

from cuaderno.documents.marks import Mark
from cuaderno.documents.slots.accompanied import is_accompanied
from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.statements.claim import PERSONNEL

_HEAD, _NAMED, _AHEAD, _ASIDE = 4, 3, 2, 60
_OPENS, _FIRST = 32, 4
"""Characters before the words that take up, between them and a name of their own, sentences in which they are looked for, and
characters of an insertion behind them."""
_TAKING = frozenset(("funds", "topic"))
_PLANNING = frozenset(("requested", "intent", "announced"))


def told_next(context: Context, parsed: Parsed, number: int) -> tuple[str, str] | None:
    """The one programme of a sentence behind that takes up the first figure of this one, and the rule; else None.

    The next sentence takes it up by "The assistance …", by "it", or by "these funds" anywhere where it has no sum; the one after
    by "The assistance …" alone.
    """
    draft = parsed.anchors[number].draft
    if number or draft.kind == PERSONNEL or "total" in draft.marks:
        return None
    first, bounds = parsed.sentence.index + 1, context.scene.bounds
    last = min(first + _AHEAD, len(bounds))
    if first == last or not context.scene.starting("programme", bounds[first][0], bounds[last - 1][1]):
        return None
    for following in range(first, last):
        start, end, block = bounds[following]
        if not (
            context.scene.starting("anaphor", start, end) or (following == first and begins_with_it(parsed, start))
        ):
            continue
        start = context.scene.sentence(following).opening
        marks = context.scene.between(start, end)
        aside = _insertion(context.plain, marks, start, end)
        sums = [m.start for m in marks if m.kind in ("currency", "scale") and not aside[0] <= m.start < aside[1]]
        taken = _takes_up(marks, start, near=following == first and not sums)
        by_it = following == first and not sums and block == parsed.sentence.block and begins_with_it(parsed, start)
        if not taken and (not by_it or _plans(context, following)):
            continue
        names = [mark for mark in marks if mark.kind == "programme" and (not sums or mark.start < sums[0])]
        if len({mark.code for mark in names}) == 1 and _alone(context, following, names[-1]):
            return names[-1].code, "named in the next sentence"
    return None


def _alone(context: Context, sentence: int, name: Mark) -> bool:
    """Whether a programme is the only source that a sentence names: not "through INL and Southern Command"."""
    return not is_accompanied(context.parsed(context.scene.sentence(sentence)), name.start, name.end)


def _plans(context: Context, sentence: int) -> bool:
    """Whether "it" is somebody who plans: "It proposes to cut INL aid"."""
    verbs = context.parsed(context.scene.sentence(sentence)).verbs
    return any(v.stage in _PLANNING and v.form not in ("noun", "part") for v in verbs[:1])


def _insertion(plain: str, marks: list[Mark], start: int, end: int) -> tuple[int, int]:
    """Where something is told between commas of what the head of a sentence takes up: "The equipment, valued at $52.7 million, was"."""
    head = next((m for m in marks if m.kind == "anaphor" and m.code in _TAKING and m.start - start < _HEAD), None)
    if head is None or not plain.startswith(",", head.end):
        return end, end
    closing = plain.find(", ", head.end + 1, end)
    return (head.end, closing) if 0 < closing - head.end < _ASIDE else (end, end)


def _takes_up(marks: list[Mark], start: int, *, near: bool) -> bool:
    """Whether words at the head of a sentence take up what was told, or "these funds" within it where it is `near`."""
    names = [mark.start for mark in marks if mark.kind == "programme"]
    return any(
        mark.kind == "anaphor"
        and (
            (mark.code in _TAKING and mark.start - start < _HEAD)
            or (near and mark.code == "funds")
            or mark.code == "award"
        )
        and not any(0 <= name - mark.end < _NAMED for name in names)
        for mark in marks
    )


def begins_with_it(parsed: Parsed, start: int) -> bool:
    """Whether a pronoun is the first word from a place: "it", "this", "ese"."""
    return any(w in parsed.small.it for w in parsed.gap(start, start + 12)[:1])


def lists_within_it(parsed: Parsed) -> bool:
    """Whether a sentence begins by saying what is in, or with, what was told before: "Also in it are 40 trucks", "con ellos llegan"."""
    if not parsed.anchors:
        return False
    words = parsed.gap(parsed.start, min(parsed.anchors[0].start, parsed.start + _OPENS))[:_FIRST]
    small = parsed.small
    return any(a in small.role and b in small.it for a, b in pairwise(words)) and not any(
        verb.end <= parsed.anchors[0].start for verb in parsed.verbs
    )
