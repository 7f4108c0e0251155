"""Who acts, or gets something, where the sentence only says "it": the subject of the sentence before, or its own."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause, Codes
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import BARE, FROM, IN, OF, TERRITORIES

_ACTING = frozenset(("ed", "fin", "base", "fut", "part"))
_LEADING = frozenset((IN, FROM, OF))
"""Prepositions of a time in front: "En marzo de 2022", "Desde 2007"."""
_TIMES = frozenset(("month", "relative", "season", "weekday"))
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
    start = _behind_a_time(parsed, first.start)
    if first.start - start > _HEAD or any(p.role == BARE and p.end <= verb.start for p in parsed.parties):
        return ()
    words = parsed.gap(start, first.start)
    if len(words) > _WORDS:
        return ()
    aux, it = parsed.small.aux, parsed.small.it
    led = any(word in it for word in words) or (bool(parsed.small.clitic) and verb is first)
    if not led or any(word not in aux and word not in it and word not in parsed.small.adding for word in words):
        return ()
    if words and verb is first and verb.form == "fin" and _is_passive(clause, words[-1]):
        return ()
    return clause.context.subject_before(parsed)


def _behind_a_time(parsed: Parsed, end: int) -> int:
    """Where a sentence goes on behind a time in front: "In 2022 it gave", "Desde 2007 ha adiestrado"."""
    scene, until, dated = parsed.sentence.scene, parsed.start, False
    for word, at, after in scene.words_between(parsed.start, end):
        if at < until:
            continue
        time = next((mark for mark in scene.at(at) if mark.kind in _TIMES), None)
        counted = word[0].isdigit()
        if time is None and not counted and not _leads_a_time(parsed, word, after):
            break
        dated = dated or time is not None or counted
        until = time.end if time is not None else after
    return until if dated else parsed.start


def _leads_a_time(parsed: Parsed, word: str, after: int) -> bool:
    """Whether a word only belongs to a time in front: its preposition or article, and the comma behind it, or before a pronoun."""
    if word == "," or parsed.small.role.get(word) in _LEADING:
        return True
    return parsed.small.skip.get(word) == "art" and parsed.sentence.scene.word_after(after)[0] not in parsed.small.it


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
    if not behind and _word_before(clause, clause.verb.start) not in scene.words.local("slot-dative"):
        return ()
    if clause.number and (told := clause.parsed.anchors[clause.number - 1].draft.recipient):
        return tuple(code for code in told if code not in provider)
    named = [p for p in clause.parsed.parties if p.end <= clause.verb.start and p.role == BARE and p.kind in _COUNTRIES]
    if not any(set(p.codes) & set(provider) for p in named):
        return _of_the_sentence_before(clause, provider)
    here = (p.codes for p in named if p.code and not set(p.codes) & set(provider))
    return next(here, ()) or _of_the_sentence_before(clause, provider)


def _word_before(clause: Clause, at: int) -> str:
    """The word before a verb, past the helper of a perfect: "le ha entregado"."""
    scene = clause.parsed.sentence.scene
    word, start, _ = scene.word_before(at)
    return scene.word_before(start)[0] if clause.parsed.small.aux.get(word) == "perfect" else word


def _of_the_sentence_before(clause: Clause, provider: Codes) -> Codes:
    """Who another takes up that gives it something: the subject of the sentence before, or the one country that this names beside the
    giver: "Germany is Kenya's main supplier. It has sold it 20 vehicles"."""
    if not provider:
        return ()
    before = clause.parsed.sentence.previous
    if before is None or before.block != clause.parsed.sentence.block:
        return ()
    subject = clause.context.subject_before(clause.parsed)
    if subject and not set(subject) & set(provider):
        return subject
    named = {p.code for p in clause.context.parsed(before).parties if p.code in TERRITORIES and p.kind in _COUNTRIES}
    others = named - set(provider)
    return tuple(others) if len(others) == 1 else ()


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
