"""What is asked for: what is included besides, a sum that is called a request, and what would be given of one."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.meaning import NO_STAGE, Governing
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.programmes_of import is_plan
from cuaderno.documents.slots.roles import TO
from cuaderno.documents.slots.surroundings import Filling
from cuaderno.documents.times.pending_requests import asked_for_then

_OPENS, _NAME, _COMES = 80, 90, 20
"""Characters of a sentence before the first thing that is included, of a request's name, and of "request to" before its sum."""

_OPEN = frozenset(("requested", "pledged", "offered"))
"""The stages of what may be turned down."""
_HEAD, _SHORT, _LED = 4, 6, 16
"""Characters at the head of a sentence in which its verb begins, words of a short sentence, and characters before a verb."""
_TRADING = frozenset(("buy", "pay", "sell", "settle"))
"""The frames of what countries do with their own money."""
_WISHED = frozenset((NO_STAGE, "intent", "pledged", "announced"))
"""What a conditional makes of giving."""


def of_the_request(context: Context, parsed: Parsed, number: int) -> Draft | None:
    """The sum asked for before, of which a sentence tells what would be given: "asked for $90 million … Kenya would receive 5"."""
    asked = asked_for_then(context.scene, parsed.sentence, parsed.anchors[number].draft, context.all)
    return asked if asked is not None and asked.stage == "requested" else None


def would_be_given(context: Context, parsed: Parsed, number: int, governing: Governing | None) -> Filling | None:
    """How far a figure has come that a request would give, if it is approved."""
    if governing is not None and (
        governing.negated or governing.stage not in _WISHED or governing.verb.frame in _TRADING
    ):
        return None
    return ("requested", "what a request would give") if of_the_request(context, parsed, number) is not None else None


def plan_asked_for(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """What a request for a plan would give is of the plan: "asked for $90 million for Plan Cordillera … 5 would go to boats"."""
    asked = of_the_request(context, parsed, number)
    plan = asked.programme if asked is not None and not parsed.programmes else None
    return (plan, "the plan for which it is asked") if plan and is_plan(plan) else None


def is_included_too(parsed: Parsed) -> bool:
    """Whether a sentence opens by saying what is included besides: "Also included are 16 trailers", "También se incluyen 16"."""
    if not parsed.anchors:
        return False
    words = parsed.gap(parsed.start, min(parsed.anchors[0].start, parsed.start + _OPENS))
    included = parsed.sentence.scene.words.local("slot-included")
    return any(word in parsed.small.adding for word in words) and any(word in included for word in words)


def turned_down(parsed: Parsed, number: int, governing: Governing) -> bool:
    """Whether what was asked for or offered was refused, as the same clause or the short sentence before tells: "was asked for 72 tanks and said no",
    "Germany said no. Asked for 72 tanks, it replied"."""
    if governing.stage not in _OPEN:
        return False
    plain, refusals = parsed.plain, parsed.sentence.scene.words.local("slot-turned-down")
    start = max(parsed.anchors[number].end, governing.verb.end)
    until = parsed.next_anchor(number)
    led = max(parsed.start, governing.verb.start - _LED)
    if any(
        plain.find(f" {words}", since, to) >= 0
        for words in refusals
        for since, to in ((start, until), (led, governing.verb.start))
    ):
        return True
    before = parsed.sentence.previous
    if before is None or before.block != parsed.sentence.block or governing.verb.start - parsed.start >= _HEAD:
        return False
    short = len(parsed.gap(before.start, before.end)) <= _SHORT
    return short and any(plain.find(f" {words}", before.start, before.end) >= 0 for words in refusals)


def request_comes_to(parsed: Parsed, number: int) -> bool:
    """Whether a sum is what a request is raised or cut to: "agreed to reduce its request to $70 million"."""
    start, asks = parsed.anchors[number].start, parsed.sentence.scene.words.local("slot-asks")
    words = parsed.gap(max(parsed.start, start - _COMES), start)[-2:]
    return len(words) > 1 and words[0] in asks and parsed.small.role.get(words[1]) == TO


def is_called_a_request(parsed: Parsed, number: int) -> bool:
    """Whether a sum stands before the name of a request alone: "its updated $65.8 billion Overseas Contingency Operations request"."""
    start, small = parsed.anchors[number].end, parsed.small
    local = parsed.sentence.scene.words.local
    requests, definite = local("slot-request"), local("definite_article")
    for word in parsed.gap(start, min(start + _NAME, parsed.next_anchor(number))) if requests else ():
        if word in requests:
            return True
        if word in small.role or word in small.clause or word in definite or word in ",;:":
            return False
    return False
