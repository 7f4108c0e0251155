"""What an act of parliament gives or grants: it is approved, and not yet given."""

from __future__ import annotations

from itertools import takewhile

from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import BY
from cuaderno.documents.slots.stage_words import Verb

_TELLING = frozenset(("ed", "fin", "ing"))
"""The forms of a verb by which a parliament is told something."""
_AGENT = 80
"""Characters behind a participle in which its agent is named."""
_BESIDE = 3
"""Characters between the name of a nation and the verb of its legislators: "los legisladores estadounidenses asignaron"."""
_BEFORE, _SHORT = 44, 5
"""Characters before a verb in which a parliament is named, and words between, which say whose it is: "El Congreso de Estados Unidos"."""
_SUBJECT = 80
"""Characters before a verb in which the bill is named that is its subject."""
_ARTICLE = 5
"""Characters of an article at the head of a sentence, at most."""
_OPENING = 48
"""Characters at the head of a sentence in which its subject is looked for."""


def granted_by_law(parsed: Parsed, verb: Verb) -> str:
    """The stage of the law by which somebody will receive: "will get $448 million under the bill that Congress approved"."""
    behind = (v for v in parsed.verbs if v.start > verb.end and v.form in ("ed", "fin"))
    return next((v.stage for v in behind if v.stage in ("approved", "appropriated", "authorised")), "")


def made_by_law(parsed: Parsed, verb: Verb) -> bool:
    """Whether an act is said to have given: "$40 billion made available by the Supplemental Appropriations Act"."""
    words = parsed.gap(verb.end, min(verb.end + _AGENT, parsed.end))
    if verb.form not in ("ed", "part") or not words or parsed.small.role.get(words[0]) != BY:
        return False
    agent = takewhile(lambda word: word not in ",;:" and parsed.small.clause.get(word) is None, words[1:])
    return any(word in parsed.small.act for word in agent)


def given_by_law(parsed: Parsed, verb: Verb) -> bool:
    """Whether an act gives: what a law provides is approved, and not yet given."""
    words = parsed.gap(max(parsed.start, verb.start - 20), verb.start)
    subject = next((w for w in reversed(words) if parsed.small.aux.get(w) != "adverb"), "")
    if subject in parsed.small.it and (before := parsed.sentence.previous) is not None:
        words = parsed.gap(before.start, min(before.end, before.start + _OPENING))
        return any(word in parsed.small.act for word in words)
    nation = next((p for p in parsed.parties if p.kind == "demonym" and 0 < verb.start - p.end < _BESIDE), None)
    if nation is not None:
        subject = next(iter(parsed.gap(max(parsed.start, nation.start - _OPENING), nation.start)[-1:]), "")
    return subject in parsed.small.act


def notified_of(parsed: Parsed, verb: Verb) -> bool:
    """Whether a verb tells what a parliament is told somebody means to do: "has notified Congress it plans to sell jets to Israel and to equip
    Egypt's submarines"."""
    told = next((v for v in parsed.verbs if v.stage == "notified" and v.form in _TELLING and v.end <= verb.start), None)
    if told is None or verb.form not in ("base", "inf"):
        return False
    words = parsed.gap(told.start, verb.start)
    meant = any(parsed.small.aux.get(word) in ("intent", "future", "cond") for word in words)
    return (
        meant and ";" not in words and any(parsed.small.clause.get(w) == "rel" or w in parsed.small.it for w in words)
    )


def would_let(parsed: Parsed, verb: Verb) -> bool:
    """Whether a bill would give leave, which is what it is for: "The bill would authorize $50 million a year"."""
    if verb.stage != "authorised" or verb.frame != "give":
        return False
    words = parsed.gap(max(parsed.start, verb.start - _SUBJECT), verb.start)
    return any(word in parsed.small.act for word in words)


def opens_with_notice(parsed: Parsed) -> bool:
    """Whether a sentence is a notice by the noun at its head, behind no more than its number: "Certification of a proposed export of", "Transmittal
    No. 19-031, October 3, 2019--Certification of"."""
    head = parsed.verbs[0] if parsed.verbs else None
    if head is None or head.stage != "notified" or head.form != "noun":
        return False
    return head.start - parsed.start < _ARTICLE or parsed.plain[: head.start].rstrip(" \"'").endswith("--")


def granted_by_parliament(parsed: Parsed, verb: Verb) -> bool:
    """Whether a parliament or a council has given: what it grants is approved, and not yet given: "Congress had granted $200,000 for the training",
    "the Council has earmarked"."""
    words = parsed.gap(max(parsed.start, verb.start - _BEFORE), verb.start)
    has = verb.form == "part" and parsed.small.aux.get(words[-1] if words else "") == "perfect"
    if verb.form not in ("ed", "fin") and not has:
        return verb.form == "base" and _of_a_budget(parsed, verb)
    local = parsed.sentence.scene.words.local
    bodies = (local("legislature"), local("slot-granting-body"))
    behind = list(takewhile(lambda word: not any(word in body for body in bodies), reversed(words)))
    parliament = len(behind) < min(len(words), _SHORT) and all(word.isalpha() for word in behind)
    return parliament or _of_a_budget(parsed, verb)


def _of_a_budget(parsed: Parsed, verb: Verb) -> bool:
    """Whether a budget or a supplementary act is the subject, at the head of its clause, of what is set aside: "The budget reserves $40 million"."""
    start = max(parsed.plain.rfind(sign, parsed.start, verb.start) + 1 for sign in (":", ";"))
    head = parsed.gap(max(start, parsed.start), verb.start)[:_SHORT]
    first = not any(v.form != "noun" and start <= v.start < verb.start for v in parsed.verbs)
    return (
        verb.stage == "allocated" and first and any(w in parsed.sentence.scene.words.local("slot-budget") for w in head)
    )
