"""Where what is said behind a figure begins and ends: past what is set in, and before the next figure, if that is no mere price."""

from __future__ import annotations

from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import BY, FOR, FROM, IN
from cuaderno.statements.claim import MONEY, QUANTITY

_ITEM, _SOME, _PRICED = 6, 2, 9
_INSERTION, _PARTS = 40, 8
"""Characters of an insertion before and behind its figure; parts of a whole that are set in behind it, at most."""


def stretch(parsed: Parsed, number: int) -> tuple[int, int, int]:
    """Where what is said behind a figure begins and ends, past what is set in, and the place between from which its length counts."""
    here = parsed.anchors[number]
    if (inner := inserted(parsed, number)) is not None:
        closing = parsed.plain.index(",", parsed.anchors[inner].end)
        return closing + 1, closing, parsed.next_anchor(inner)
    if closing := _past_dashes(parsed, number) or past_parts(parsed, number):
        later = (anchor.start for anchor in parsed.anchors[number:] if anchor.start > closing)
        return closing, closing, next(later, parsed.end)
    return here.end, here.end, _until(parsed, number)


def _past_dashes(parsed: Parsed, number: int) -> int:
    """Where the dashes close between which a figure's parts are counted: "Sixteen helicopters - ten new and six used - will be delivered"; else 0."""
    opening = parsed.plain.find(" - ", parsed.anchors[number].end, parsed.next_anchor(number))
    if opening < 0 or number + 1 >= len(parsed.anchors):
        return 0
    closing = parsed.plain.find(" - ", opening + 1, parsed.end)
    return closing + len(" -") if closing > parsed.anchors[number + 1].start else 0


def past_parts(parsed: Parsed, number: int) -> int:
    """Where the insertion closes in which the parts of a figure are counted: "The 140 vehicles, including 90 trucks, were presented"; else 0."""
    here, parts = parsed.anchors[number], 0
    if "part_of" in here.draft.marks:
        return 0
    for anchor in parsed.anchors[number + 1 : number + 1 + _PARTS]:
        if "part_of" not in anchor.draft.marks:
            break
        parts += 1
    if not parts:
        return 0
    last = parsed.anchors[number + parts].end
    led = parsed.gap(here.end, parsed.anchors[number + 1].start)
    if "," not in led:
        restricts = any(parsed.small.clause.get(word) == "rel" for word in led) and _resumes(parsed, last)
        return last if restricts and not any(here.end <= verb.start < last for verb in parsed.verbs) else 0
    closing = parsed.plain.find(", ", last, min(last + _INSERTION, parsed.end))
    if closing < 0 or any(here.end <= verb.start < closing for verb in parsed.verbs):
        return 0
    return closing + 1


def _resumes(parsed: Parsed, place: int) -> bool:
    """Whether a verb with its helper follows the last part of a whole: "… and two ferries will arrive"."""
    verb = parsed.verb_after(place)
    words = parsed.gap(place, verb.start) if verb is not None else []
    return parsed.small.aux.get(words[-1] if words else "") in ("future", "passive") and not any(
        word in ",;:" or parsed.small.clause.get(word) in ("and", "cut", "rel") for word in words
    )


def whole_in_front(parsed: Parsed, number: int) -> int | None:
    """The figure behind which a part is set in, with what is told of both behind the insertion."""
    for whole in range(number - 1, max(-1, number - 1 - _PARTS), -1):
        if "part_of" not in parsed.anchors[whole].draft.marks:
            return whole if past_parts(parsed, whole) >= parsed.anchors[number].end else None
    return None


def _until(parsed: Parsed, number: int) -> int:
    """Where what is said behind a figure ends: the next one, unless that only says whence or where, or its price: "300 guards from 11
    states have left", "three aircraft worth $200 million were transferred"."""
    until = parsed.next_anchor(number)
    if number + 1 >= len(parsed.anchors):
        return until
    words = parsed.gap(parsed.anchors[number].end, until)
    if _is_price(parsed, number, words):
        return parsed.next_anchor(number + 1)
    inside = (
        bool(words)
        and len(words) <= _ITEM
        and all(map(str.isalnum, words))
        and parsed.small.role.get(words[-1]) in (FROM, IN)
    )
    return parsed.next_anchor(number + 1) if inside and parsed.anchors[number + 1].start == until else until


def _is_price(parsed: Parsed, number: int, words: list[str]) -> bool:
    """Whether the next figure is only the price of things behind them: "three aircraft worth $200 million", "36 jets to Peru for $2 billion"."""
    if parsed.anchors[number].draft.kind != QUANTITY or parsed.anchors[number + 1].draft.kind != MONEY:
        return False
    local = parsed.sentence.scene.words.local
    if parsed.small.role.get(words[-1] if words else "") in (FOR, BY) and len(words) <= _PRICED:
        return not any(word in ",;:()" or word in parsed.small.clause for word in words)
    at = next((number for number, word in enumerate(words) if word in local("priced")), None)
    if not at or at > _ITEM or any(word in ",;:()" or word in parsed.small.role for word in words[:at]):
        return False
    return all(word in local("slot-worth") for word in words[at:])


def inserted(parsed: Parsed, number: int) -> int | None:
    """The figure in an insertion between commas behind this one: "Two dozen vehicles, worth $11 million, were turned over"."""
    if number + 1 >= len(parsed.anchors):
        return None
    here, inner, plain = parsed.anchors[number], parsed.anchors[number + 1], parsed.plain
    if inner.draft.kind != MONEY or here.draft.kind == MONEY:
        return None
    opening = plain.find(",", here.end, inner.start)
    closing = plain.find(", ", inner.end, parsed.end)
    if opening < 0 or closing < 0:
        return None
    if inner.start - opening > _INSERTION or closing - inner.end > _INSERTION:
        return None
    verbs = any(
        here.end <= verb.start < closing
        and verb.form not in ("part", "weak")
        and not (verb.form == "ed" and verb.start - opening < _SOME + 1)
        for verb in parsed.verbs
    )
    return None if verbs or any(a.start < closing for a in parsed.anchors[number + 2 :]) else number + 1
