"""A figure whose own verb is not known but tells of what is to come, which so is announced: "a further 28 officers will fly to Texas"."""

from __future__ import annotations

from cuaderno.documents.slots.interrupted import said_in_front
from cuaderno.documents.slots.meaning import Governing
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import FOR, WITH
from cuaderno.documents.slots.stage_words import Verb
from cuaderno.documents.times.tenses import is_to_come
from cuaderno.statements.claim import MONEY

_LISTED = 6
"""Figures of a list behind one, at most, that are looked at."""
_LED = 8
"""Characters before a verb in which its helper stands."""
_PARTING = frozenset((";", ":", "("))


def told_for_later(parsed: Parsed, number: int, governing: Governing | None) -> bool:
    """Whether a figure that no verb governs, or only one that an earlier figure has, stands with a future of its own, or with that of what it
    is counted with: "48 missiles and six launchers, taken from stocks, due late June"."""
    if _has_its_own(parsed, number, governing):
        return True
    if governing is not None and ";" not in parsed.plain[governing.verb.end : parsed.anchors[number].start]:
        return False
    last = _last_of_its_list(parsed, number)
    return last > number and _has_its_own(parsed, last, governing)


def _last_of_its_list(parsed: Parsed, number: int) -> int:
    """The last figure of those with which one is counted: "4,000 rifles, plus 100 guns and 60 radios"."""
    last, small = number, parsed.small
    while last + 1 < len(parsed.anchors) and last - number < _LISTED:
        words = parsed.gap(parsed.anchors[last].end, parsed.anchors[last + 1].start)
        tied = words and (small.clause.get(words[-1]) == "and" or words[-1] in small.adding or words[-1] == ",")
        things = parsed.anchors[last + 1].draft.kind == parsed.anchors[number].draft.kind != MONEY
        between = any(parsed.anchors[last].end <= v.start < parsed.anchors[last + 1].start for v in parsed.verbs)
        between = between or parsed.anchors[last + 1].draft.elided
        if not tied or not things or between or ";" in words or "part_of" in parsed.anchors[last + 1].draft.marks:
            break
        last += 1
    return last


def _has_its_own(parsed: Parsed, number: int, governing: Governing | None) -> bool:
    """Whether a figure stands with a future of its own."""
    if governing is not None and not number:
        return False
    start, end = _own_words(parsed, number)
    if governing is not None and _in_own_clause(parsed, governing, start, parsed.anchors[number].start):
        return False
    if any(start <= v.start < end and (v.stage, v.frame) == ("announced", "none") for v in parsed.verbs):
        return True
    here, scene = parsed.anchors[number], parsed.sentence.scene
    own = (v for v in parsed.verbs if start <= v.start < end and v.form not in ("noun", "weak") and not _arriving(v))
    own = (v for v in own if not _will_do(parsed, v))
    if any(not said_in_front(parsed, verb, here.start) for verb in own):
        return False
    if "conditional" in here.draft.marks or not is_to_come(scene, parsed.start, parsed.end):
        return False
    return any(
        is_to_come(scene, *part) for part in (_before(parsed, start, here.start), _behind(parsed, here.end, end))
    )


def _arriving(verb: Verb) -> bool:
    """Whether a gerund tells what those do of whom another verb tells: "the first phase will see 30 engineers arrive"."""
    return (verb.stage, verb.frame, verb.form) == ("delivered", "none", "ing")


def _will_do(parsed: Parsed, verb: Verb) -> bool:
    """Whether what somebody has or does is only what they will do: "500 troops will fly straight from Dakar"."""
    led = parsed.gap(max(parsed.start, verb.start - _LED), verb.start)[-1:]
    return verb.stage == "held" and any(parsed.small.aux.get(word) == "future" for word in led)


def _clause_ahead(parsed: Parsed, start: int, end: int, until: int) -> int:
    """Where a clause of its own begins that "and" adds behind a comma and that is still to come: "40 have graduated, and in May another 16 will"."""
    comma = parsed.plain.rfind(",", start, end)
    led = parsed.gap(comma + 1, end)[:1] if comma >= 0 else []
    adds = bool(led) and parsed.small.clause.get(led[0]) == "and"
    return comma + 1 if adds and is_to_come(parsed.sentence.scene, comma + 1, until) else start


def _in_own_clause(parsed: Parsed, governing: Governing, start: int, end: int) -> bool:
    """Whether what governs a figure is said of it alone, or in one clause with it: no semicolon, nor earlier figure, parts the two."""
    if governing.verb.end <= end and ";" in parsed.plain[governing.verb.end : end]:
        return False
    if governing.verb.end <= start <= end and start > parsed.start and parsed.plain[start - 1] == ",":
        return False
    told_apart = ";" in parsed.plain[start:end] or governing.verb.end <= parsed.anchors[0].start
    return governing.verb.end > start or not told_apart


def _own_words(parsed: Parsed, number: int) -> tuple[int, int]:
    """The stretch of a sentence that speaks of one figure alone."""
    start = parsed.anchors[number - 1].end if number else parsed.start
    until = parsed.next_anchor(number)
    return _clause_ahead(parsed, start, parsed.anchors[number].start, until), until


def _before(parsed: Parsed, start: int, end: int) -> tuple[int, int]:
    """What stands before a figure since the last sign that parts clauses."""
    plain, clause = parsed.plain, parsed.small.clause
    start = max(start, *(plain.rfind(sign, start, end) + 1 for sign in _PARTING))
    words = parsed.gap(start, end)
    if any(clause.get(word) in ("cut", "rel") for word in words):
        comma = plain.rfind(",", start, end)
        led = parsed.gap(comma + 1, end)[:1] if comma >= 0 else []
        if [parsed.small.role.get(word) for word in led] != [WITH]:  # "tendrá más fondos, con 30 millones"
            start = max(start, comma + 1)
    for word in words:
        if parsed.small.role.get(word) == FOR:  # "will meet to define", "se reunirán para definir"
            start = max(start, plain.rfind(f" {word} ", start, end))
    return start, end


def _behind(parsed: Parsed, start: int, end: int) -> tuple[int, int]:
    """What stands behind a figure up to a sign or a word that begins another clause, an insertion between commas apart."""
    plain, clause = parsed.plain, parsed.small.clause
    end = min((at for sign in _PARTING if (at := plain.find(sign, start, end)) >= 0), default=end)
    for word in parsed.gap(start, end):
        if clause.get(word) in ("cut", "rel"):
            return start, max(start, plain.find(f" {word} ", start, end))
    return start, end
