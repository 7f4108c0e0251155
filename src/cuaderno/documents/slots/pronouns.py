"""Who acts where the sentence only says "it", or leaves its subject out: the subject of the sentence before."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause, Codes
from cuaderno.documents.slots.roles import BARE

_ACTING = frozenset(("ed", "fin", "base", "fut", "part"))
_WORDS, _HEAD = 5, 40


def spoken_of(clause: Clause) -> Codes:
    """Who the pronoun at the head of a sentence is, where it acts by the clause's verb: "It also trained 900 recruits"."""
    parsed, verb = clause.parsed, clause.verb
    if verb is None or verb.form not in _ACTING or clause.passive:
        return ()
    first = parsed.verbs[0] if parsed.verbs and parsed.verbs[0].start < verb.start else verb
    if first.start - parsed.start > _HEAD or any(p.role == BARE and p.end <= verb.start for p in parsed.parties):
        return ()
    words = parsed.gap(parsed.start, first.start)
    if len(words) > _WORDS:
        return ()
    aux, it = parsed.small.aux, parsed.small.it
    led = any(word in it for word in words) or (bool(parsed.small.clitic) and verb is first)
    if not led or any(word not in aux and word not in it and word not in parsed.small.adding for word in words):
        return ()
    if words and verb is first and verb.form == "fin" and _is_passive(clause, words[-1]):
        return ()
    return clause.context.subject_before(parsed)


def _is_passive(clause: Clause, word: str) -> bool:
    """Whether a reflexive makes the thing behind a verb its subject: "ya se entregaron nueve laboratorios"."""
    reflexive = clause.parsed.sentence.scene.words.local("slot-reflexive")
    return (
        word in reflexive and clause.here is not None and clause.here.start >= (clause.verb.end if clause.verb else 0)
    )
