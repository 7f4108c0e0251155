"""Who acts, or gets something, where the sentence only says "it": the subject of the sentence before, or its own."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause, Codes
from cuaderno.documents.slots.roles import BARE

_ACTING = frozenset(("ed", "fin", "base", "fut", "part"))
_CLITIC = 5
"""Characters before a verb in which its pronoun stands."""
_COUNTRIES = frozenset(("place", "capital", "government"))
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


def by_a_pronoun(clause: Clause, provider: Codes) -> Codes:
    """Who a pronoun beside the verb takes up, the subject of the sentence: "Ukraine said Norway would give it 12 tanks", "Ucrania dijo que
    Noruega le dará 12 tanques"."""
    if clause.verb is None or clause.frame not in ("give", "send", "sell") or clause.verb.form == "noun":
        return ()
    scene = clause.parsed.sentence.scene
    behind = scene.word_after(clause.verb.end)[0] in scene.words.local("slot-object-pronoun")
    if not behind and scene.word_before(clause.verb.start)[0] not in scene.words.local("slot-dative"):
        return ()
    named = [p for p in clause.parsed.parties if p.end <= clause.verb.start and p.role == BARE and p.kind in _COUNTRIES]
    if not any(set(p.codes) & set(provider) for p in named):
        return ()
    return next((p.codes for p in named if p.code and not set(p.codes) & set(provider)), ())


def to_whom_it_is(clause: Clause, provider: Codes) -> Codes:
    """Who a pronoun before the verb of a clause about the figure is: "El Ejército guatemalteco estrenó 40 vehículos que le donó Taiwán",
    or who uses it: "La Policía de Ecuador usa 500 fusiles que facilitó Italia"."""
    here, verb, parsed = clause.here, clause.verb, clause.parsed
    if here is None or verb is None or verb.start < here.end:
        return ()
    led = parsed.gap(max(parsed.start, verb.start - _CLITIC), verb.start)[-1:]
    before = [p for p in parsed.parties if p.end <= here.start and p.role == BARE and not p.aid]
    using = parsed.sentence.scene.words.local("slot-using")
    used = bool(before) and any(word in using for word in parsed.gap(before[-1].end, here.start))
    if not used and (not led or led[0] not in parsed.small.clitic):
        return ()
    return tuple(code for code in clause.codes(before[-1:]) if code not in provider)
