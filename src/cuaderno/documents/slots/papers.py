"""What a paper that is the subject makes of what it tells: a request asks for it, an accord agrees on it: "The accord envisages 200 instructors"."""

from __future__ import annotations

from itertools import pairwise

from cuaderno.documents.marks import Mark
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.signing import ACCORD, accord_taken_up
from cuaderno.documents.slots.stage_words import Verb
from cuaderno.documents.slots.surroundings import DURATIONS
from cuaderno.documents.times.tenses import is_to_come
from cuaderno.statements.claim import MONEY, PERSONNEL, QUANTITY

_SUBJECT, _HEAD, _OPENS, _HOLDER = 6, 3, 24, 64
"""Words of a subject, those of its head, and characters at the head of a sentence in which an accord stands, or a holder and its verb."""
_TELLS = frozenset(("fin", "base", "ed", "weak"))
_SUMS_UP = frozenset(("provided", "allocated"))
"""The stages of verbs by which a request is told in sums: "La solicitud asciende a 88 millones", "asigna 12 millones"."""
OF_AN_ACCORD = ("agreed", "what an accord holds")
"""The stage of what an accord is told to hold, and its rule."""


def by_its_paper(parsed: Parsed, verb: Verb) -> str:
    """The stage of what a request or an accord plans by its verb: "La propuesta contempla 413 millones", "Our budget request funds efforts to
    assist", "The accord envisages 200 instructors"; "" where neither is its subject."""
    if verb.stage != "intent" and verb.stage not in _SUMS_UP:
        return ""
    local = parsed.sentence.scene.words.local
    subject = parsed.gap(parsed.start, verb.start)[: _SUBJECT + 1]
    if verb.stage == "intent":
        if any(word in local("slot-asks") for word in subject[:_SUBJECT]):
            return "requested"
        return "agreed" if verb.form in _TELLS and _leading_accord(parsed, verb.start) is not None else ""
    if verb.stage == "provided" and verb.form in ("base", "weak"):
        plans = any(one in local("slot-asks") and two in local("slot-plans") for one, two in pairwise(subject))
        if plans:
            return "requested"
    sums_up = verb.form == "weak" or verb.stage == "allocated"
    told = sums_up and verb.form in _TELLS and verb.form != "ed"  # not "an increase over the $5 million allocated"
    return "requested" if told and _asks(parsed, subject) else ""


def sum_of_a_request(parsed: Parsed, number: int) -> bool:
    """Whether a request at the head of a sentence without a verb for it is told by its sum: "La solicitud es de 88 millones"."""
    here = parsed.anchors[number]
    if number or here.draft.kind != MONEY or here.draft.unit == "percent":
        return False
    if any(verb.end <= here.start for verb in parsed.verbs):
        return False
    words = parsed.gap(parsed.sentence.opening, here.start)
    return _asks(parsed, words) and not any(word in ",;:" or parsed.small.clause.get(word) == "cut" for word in words)


def held_by_an_accord(parsed: Parsed, number: int) -> bool:
    """Whether an accord at the head of a sentence, without a verb that tells more, holds a figure: "The deal is worth $300 million"."""
    here = parsed.anchors[number]
    if here.draft.kind == PERSONNEL or any(v.end <= here.start and v.form != "weak" for v in parsed.verbs):
        return False
    return _leading_accord(parsed, here.start) is not None


def of_what_holds_it(parsed: Parsed, number: int) -> tuple[str, str] | None:
    """The stage of what an accord, a shipment or a fleet at the head of a sentence is told to hold: "The shipment included 40 trucks"."""
    if held_by_an_accord(parsed, number):
        return OF_AN_ACCORD
    here, scene = parsed.anchors[number], parsed.sentence.scene
    if here.draft.kind != QUANTITY or here.draft.unit in DURATIONS:
        return None
    words = parsed.gap(parsed.sentence.opening, min(here.start, parsed.sentence.opening + _HOLDER))
    known = scene.words.local("slot-holder")
    stage = next((known[word] for word in words[:_HEAD] if word in known), "")
    told = any(verb.end <= here.start and verb.form not in ("weak", "noun") for verb in parsed.verbs)
    if not stage or told or is_to_come(scene, parsed.start, here.start):
        return None
    holds = any(word in scene.words.local("slot-holding") for word in words)
    holds = holds or any(m.code == "made_of" and m.end <= here.start for m in parsed.links)
    return (stage, "what something holds") if holds else None


def _asks(parsed: Parsed, subject: list[str]) -> bool:
    """Whether the head of a subject is a request: "La solicitud de presupuesto para 2015"."""
    asking = parsed.sentence.scene.words.local("slot-request-itself")
    return any(word in asking for word in subject[:_HEAD])


def _leading_accord(parsed: Parsed, until: int) -> Mark | None:
    """An accord at the head of a sentence, that is more than a draft or only thought of; None where none is the subject."""
    accord = next((m for m in parsed.links if m.code in ACCORD and m.end <= until), None)
    accord = accord or accord_taken_up(parsed)
    if accord is not None and accord.end <= parsed.start:
        return accord
    if accord is None or accord.start - parsed.sentence.opening > _OPENS:
        return None
    local, led = parsed.sentence.scene.words.local, parsed.gap(parsed.sentence.opening, accord.start)
    definite = any(word in local("definite_article") or word in local("demonstrative") for word in led[:1])
    behind = parsed.gap(accord.end, min(accord.end + _OPENS, until))[:1]
    thought = any(word in local("slot-only-thought") for word in (*led, *behind))
    return accord if definite and not thought and not any(word in parsed.small.role for word in led) else None
