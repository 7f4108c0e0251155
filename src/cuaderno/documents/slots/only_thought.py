"""Deeds that have not been done: only thought of by an adjective ("the possible sale of 12 jets"), still to come by their own verb ("the
delivery of 12 tanks will begin in June"), or what somebody's plan or decision is about ("la decisión de Chile de donar")."""

from __future__ import annotations

from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import OF, TOKEN, Party
from cuaderno.documents.slots.stage_words import Verb
from cuaderno.documents.times.coming import would_come
from cuaderno.documents.times.tenses import is_supposed, is_to_come

_DEEDS = frozenset(("give", "send", "sell", "buy", "deploy"))
"""The frames of the nouns for what is done with goods, sums and people."""
_BEFORE, _WORDS = 48, 5
"""Characters before a noun in which its adjective stands, and words between the two at most."""
_PREDICATED = frozenset(("send", "deploy", "train"))
"""The frames of the nouns whose deed a verb of the future puts off, as it does a delivery; but a sale that will cost so much may be agreed."""
_WILLED = _DEEDS | {"train", "get"}
"""The frames of what somebody decides or plans to do for others; what it promises to spend, it spends itself."""
_TO = 8
"""Characters between a name and the infinitive of what it is to do."""


_GOAL, _LINKS = 48, 7
"""Characters and words from a goal to the verb that tells it."""


def not_yet_done(parsed: Parsed, noun: Verb) -> str:
    """The stage of a deed that its noun only tells of as possible, planned or still to come; empty where it has been done."""
    if noun.form != "noun":
        return ""
    if (noun.frame in _DEEDS or noun.stage == "delivered") and _only_thought_of(parsed, noun):
        return "intent"
    put_off = noun.frame in _PREDICATED or noun.stage == "delivered"
    return "announced" if put_off and _still_to_be_done(parsed, noun) else ""


def is_aimed_at(parsed: Parsed, verb: Verb) -> bool:
    """Whether a verb tells what a goal is: "the goal of training 3,000 men", "La meta es entrenar a 3.000 soldados"."""
    if verb.form not in ("base", "inf", "ing"):
        return False
    small, aims = parsed.small, parsed.sentence.scene.words.local("slot-aim")
    ending = parsed.plain[verb.end - 1]
    for word in reversed(parsed.gap(max(parsed.start, verb.start - _GOAL), verb.start)[-_LINKS:]):
        if word in aims:
            return True
        listed = word == "," or small.clause.get(word) == "and" or word[-1] == ending  # "of recruiting, training and"
        if not listed and word not in small.role and small.aux.get(word) not in ("passive", "to"):
            return False
    return False


def whose_will(parsed: Parsed, verb: Verb) -> str:
    """What the noun says on which an infinitive depends, past the name of who acts: "x" in "la decisión de Chile de donar", "no" in "la negativa de
    Chile a vender"; else empty."""
    if verb.form not in ("base", "inf") or verb.frame not in _WILLED:
        return ""
    party = next((p for p in reversed(parsed.parties) if p.end <= verb.start), None)
    if party is None or not 0 < verb.start - party.end <= _TO:
        return ""
    if not all(parsed.small.aux.get(word) == "to" for word in parsed.gap(party.end, verb.start)):
        return ""
    return parsed.sentence.scene.words.local("slot-will").get(_noun_of(party), "")


def _noun_of(party: Party) -> str:
    """The noun to which a name belongs: "la oferta de Chile", "la oferta chilena"."""
    return party.head if party.role == OF or party.kind == "demonym" else ""


def _only_thought_of(parsed: Parsed, noun: Verb) -> bool:
    """Whether an adjective in the phrase of a noun says that the deed may or is to be: "a possible $1.2 billion sale of", "the planned delivery of"."""
    thought, small = parsed.sentence.scene.words.local("slot-only-thought"), parsed.small
    words = parsed.gap(max(parsed.start, noun.start - _BEFORE), noun.start)[-_WORDS:]
    at = next((at for at in range(len(words) - 1, -1, -1) if words[at] in thought), None)
    return at is not None and not any(word in ",;:" or word in small.clause or word in small.aux for word in words[at:])


def _still_to_be_done(parsed: Parsed, noun: Verb) -> bool:
    """Whether a noun is the subject of a verb of the future: "the training of 300 soldiers is to begin", "la entrega de 12 tanques comenzará"."""
    if any(verb.end <= noun.start and verb.form != "noun" for verb in parsed.verbs):
        return False
    scene, end = parsed.sentence.scene, _end_of_clause(parsed, noun)
    said = parsed.plain[noun.end : end]
    if any(words in said for words in scene.words.local("slot-in-preparation")):
        return True  # "A second shipment of 30 vehicles is being readied", "Deliveries of 24 jets begin in 2026"
    return is_to_come(scene, noun.end, end) or would_come(scene, noun.end, end) or _would_be(parsed, noun.end, end)


def _would_be(parsed: Parsed, start: int, end: int) -> bool:
    """Whether a word of a stretch is a verb by the ending of a conditional, and no noun behind its preposition: "empezaría", not "de ingeniería"."""
    led, small, scene = "", parsed.small, parsed.sentence.scene
    for found in TOKEN.finditer(parsed.plain, start, end):
        noun = led in small.role or led in small.article or scene.text[found.start()].isupper()
        if led and not noun and is_supposed(scene, *found.span()):
            return True
        led = found[0]
    return False


def _end_of_clause(parsed: Parsed, noun: Verb) -> int:
    """Where the clause ends whose subject a noun is: before a sign that parts, or a word that begins another clause."""
    small = parsed.small
    for found in TOKEN.finditer(parsed.plain, noun.end, parsed.end):
        if found[0] in ",;:(" or small.clause.get(found[0]) in ("cut", "rel"):
            return found.start()
    return parsed.end
