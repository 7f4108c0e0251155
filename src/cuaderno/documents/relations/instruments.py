"""A word for an agreement looked at where it stands: what is done to it, whether it counts, and what its phrase is."""

from __future__ import annotations

import re

from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.bonds import main_sides, sides, sides_before
from cuaderno.documents.relations.grounds import is_bare, is_basis, is_price, with_somebody
from cuaderno.documents.relations.instrument_phrases import (
    HAS,
    dated,
    is_case,
    is_helper,
    of_term,
    of_year,
    phrase_start,
)
from cuaderno.documents.relations.looking import Look
from cuaderno.documents.relations.topics import about_security, is_civil

ADDED = "ANNEX"
"""What is added to another instrument, and counts only beside it."""
LOOSE = frozenset({"HEAD", "MEMORANDUM", "LABEL", ADDED})
"""Instruments whose name says nothing of their matter."""
PENDING = "pending"
DOING = frozenset({"signed", "agreed", "in_force", "terminated", "announced", "intent", "refused", "future", PENDING})
CONCLUDING = frozenset({"signed", "agreed", "in_force", "future"})
TRUCE, BROKERED = "TRUCE", frozenset({"signed", "agreed", "in_force", "terminated"})
"""A ceasefire, of which texts speak as of a time, and what makes it an agreement: "a ceasefire agreed in April"."""
ENDING = frozenset({"terminated", PENDING})
"""What a verb behind says of talks or plans told before it."""
SETTLED = frozenset({"signed", "agreed", "in_force", *ENDING})
OFFSET, GENERAL = "OFFSET", "OFFSETS"
"""Offsets in general, of which only is told that none are asked for or known."""
OFFERS = frozenset({"LOA"})
"""Contracts of which notices and handbooks speak in general: only what is done to them is told."""
PEACE = "PEACE"
PLURALS = frozenset({"DEFENCE_COOPERATION", "MUTUAL_DEFENCE", PEACE})
"""Types of which a text may speak in general."""
BEFORE, AFTER, NAMED_REACH, RELATIVE = 130, 110, 18, 40
SIGNERS = 110
"""Characters of those who signed, between a relative and its verb."""
_TITLE = re.compile(rb"[^.;:()]*( \((?:[a-z]+ )?(?:19|20)[0-9]{2}\))[. ]*\Z")


def act(seen: Look, trigger: Mark) -> Mark | None:
    """What is done to the instrument: the nearest verb before it in its clause, else one that follows it."""
    start = max(seen.clause_start(trigger.start), trigger.start - BEFORE)
    before = seen.last("rel_sign", start, trigger.start) or _opens_clause(seen, start)
    if before is not None and before.code == HAS and is_helper(seen, before):
        before = None
    if before is not None and before.code not in DOING and _another(seen, before.end, trigger.start):
        before = before if _tied(seen, trigger) else None
    stative = _stative(seen, trigger)
    if before is not None and before.code == "intent" and stative is not None and _overtaken(seen, trigger, stative):
        return stative
    for verb in (before, stative):
        if verb is not None and verb.code in DOING:
            return _signed_change(seen, verb, start) or verb
    if before is None:
        wide = seen.last("rel_sign", max(seen.start, trigger.start - BEFORE), start)
        before = wide if wide is not None and wide.code == "active" else None
    return before or stative


def _opens_clause(seen: Look, start: int) -> Mark | None:
    """The verb whose first word begins the clause: "tras firmar un acuerdo"."""
    return next((mark for mark in seen.of("rel_sign") if mark.start < start < mark.end), None)


def _signed_change(seen: Look, change: Mark, start: int) -> Mark | None:
    """The verb that tells the signing of a change to an agreement: "signed an amendment to", "suscribieron una prórroga del"."""
    led = seen.words(start, change.start)[-1:] if change.code == "in_force" else []
    if not led or not seen.code("is_det", led[0]):
        return None
    verb = seen.last("rel_sign", start, led[0].start)
    if verb is None or verb.code != "signed" or b"," in seen.folded(verb.end, change.start):
        return None
    return None if _another(seen, verb.end, change.start) else verb


def _overtaken(seen: Look, trigger: Mark, stative: Mark) -> bool:
    """Whether what is said behind goes beyond talks: they ended, or "began talks on a pact, which was signed in 2023"."""
    if stative.code in ENDING:
        return True
    link = seen.last("rel_restrict", trigger.end, stative.start)
    told = stative.code in ("signed", "in_force") and not _another(seen, trigger.end, stative.start)
    return told and link is not None and not seen.words(link.end, stative.start)


def _stative(seen: Look, trigger: Mark) -> Mark | None:
    found = seen.first("rel_stative", trigger.end, min(seen.end, trigger.end + AFTER))
    found = _of_relative(seen, trigger) or _participle(seen, trigger) or found
    if found is None or found.code != "active":
        return None if found is not None and _of_a_member(seen, trigger.end, found.start) else found
    far = _another(seen, trigger.end, found.start) or b"," in seen.folded(trigger.end, found.start)
    return None if far else found


def _of_a_member(seen: Look, start: int, end: int) -> bool:
    """Whether what is said belongs to one named as a member: "none of the agreements, among them the pact signed in 1996"."""
    among = seen.first("rel_sign", start, end)
    return among is not None and among.code == "active" and _another(seen, among.end, end)


def _participle(seen: Look, trigger: Mark) -> Mark | None:
    """A bare participle with its day behind the comma that ends a title: "…, signed July 6, 2016"."""
    verb = seen.first("rel_sign", trigger.end, min(seen.end, trigger.end + AFTER))
    if verb is None or verb.code != "signed" or seen.folded(verb.start - 2, verb.start) != b", ":
        return None
    dated = (
        any(m.start == verb.end + 1 for m in seen.sentence.of("month"))
        or seen.folded(verb.end + 1, verb.end + 2).isdigit()
    )
    return verb if dated and not _another(seen, trigger.end, verb.start) else None


def _of_relative(seen: Look, trigger: Mark) -> Mark | None:
    """The verb of a relative clause behind its phrase: "the contract that Kenya signed", "el memorando de defensa que … firmaron", "cuyo
    contrato firmó el ministro"."""
    link = seen.first("rel_restrict", trigger.end, min(seen.end, trigger.end + RELATIVE))
    before = seen.words(max(seen.start, trigger.start - NAMED_REACH), trigger.start)[-1:]
    if before and seen.code("is_whose", before[0]):
        link = trigger  # "24 aircraft, whose contract the minister signed in May"
    if link is None or b"," in seen.folded(trigger.end, link.start) or _another(seen, trigger.end, link.start):
        return None
    if seen.first("rel_sign", trigger.end, link.start) is not None:
        return None
    verb = seen.first("rel_sign", link.end, min(seen.end, link.end + SIGNERS))
    return verb if verb is not None and verb.code == "signed" else None


def _another(seen: Look, start: int, end: int) -> bool:
    return any(start <= mark.start and mark.end <= end for mark in seen.sentence.of("rel_instrument"))


def _tied(seen: Look, trigger: Mark) -> bool:
    """Whether "and" ties it by its own year to the agreement right before: "under a 1954 agreement and a 1982 annex"."""
    before = [mark for mark in seen.sentence.of("rel_instrument") if mark.end <= trigger.start]
    joint = seen.last("rel_and", before[-1].end, trigger.start) if before else None
    if joint is None or b"," in seen.folded(before[-1].end, trigger.start) or not of_year(seen, trigger):
        return False
    return all(seen.code("is_det", word) or word.word.isdigit() for word in seen.words(joint.end, trigger.start))


def is_ranked(seen: Look, verb: Mark) -> bool:
    """Whether an infinitive tells a fact: "the first Arab state to sign"."""
    link = seen.words(verb.start, verb.end)[:1]
    before = seen.words(max(seen.start, verb.start - NAMED_REACH - RELATIVE), verb.start)
    return bool(link and seen.code("is_rank_link", link[0])) and any(seen.code("is_ranked", word) for word in before)


def denied(seen: Look, trigger: Mark) -> bool:
    """Whether the words right before deny that there is one; of offsets spoken of in general, also those behind."""
    if trigger.code == GENERAL:
        return any(mark.code == "not" for mark in seen.within("rel_aux", seen.start, seen.end))
    if trigger.code == OFFSET and unknown_of(seen, trigger):
        return True
    start = max(seen.clause_start(trigger.start), trigger.start - 40)
    verbs = seen.within("rel_sign", start, trigger.start)
    return any(
        mark.code == "not" and not any(verb.start <= mark.start < verb.end for verb in verbs)
        for mark in seen.within("rel_aux", start, trigger.start)
    )


def unknown_of(seen: Look, trigger: Mark) -> bool:
    """Whether nobody knows of one of which a sentence first speaks: "Of any offset agreement proposed …, the Government is unaware"."""
    behind = seen.folded(trigger.end, seen.end).decode("latin-1")
    return any(words in behind for words in seen.scene.words.local("is_unaware"))


def asked_for(seen: Look, trigger: Mark) -> bool:
    """Whether offsets are told to have been asked for, and not only mostly are: "The purchaser has requested offsets"."""
    before = seen.words(seen.start, trigger.start)
    if trigger.code != GENERAL or not before or any(seen.code("is_habit", word) for word in before):
        return False
    return any(seen.code("is_asking_for", word) for word in before[-2:])


def supposed(seen: Look, trigger: Mark) -> bool:
    """Whether there need not be one ("any offset agreement will be defined")."""
    before = seen.last("rel_aux", max(seen.start, trigger.start - 8), trigger.start)
    return before is not None and before.code == "when"


def repeats(seen: Look, trigger: Mark) -> bool:
    """Whether its type is told by another mark: the long name before the short one in brackets, or the names behind "two agreements"."""
    marks = seen.sentence.of("rel_instrument")
    before = [m for m in marks if trigger.start - 3 <= m.end < trigger.start]
    if before and b"(" in seen.folded(before[-1].end, trigger.start):
        return before[-1].code not in LOOSE or trigger.code in LOOSE
    behind = [m for m in marks if trigger.end < m.start <= trigger.end + NAMED_REACH and m.code not in LOOSE]
    if not behind:
        return False
    gap = seen.folded(trigger.end, behind[0].start).strip()
    if trigger.code in LOOSE:
        return gap == b"(" or not any(sign in gap for sign in (b",", b"(", b";"))
    return gap in (b",", b":", b"-") and _many(seen, trigger)


def _many(seen: Look, trigger: Mark) -> bool:
    return any(seen.code("is_many", word) for word in seen.words(trigger.start, trigger.end))


def counts(seen: Look, trigger: Mark, verb: Mark | None) -> bool:
    """Whether the word is a claim: its type is named, or something is done to it and it is about security."""
    if trigger.code == ADDED and all(mark.code == ADDED for mark in seen.sentence.of("rel_instrument")):
        return False
    if _compound(seen, trigger) or _labels(seen, trigger) or _owns(seen, trigger):
        return False
    if trigger.code in LOOSE:
        return not _such(seen, trigger) and _loose_counts(seen, trigger, verb)
    if trigger.code == TRUCE:
        return verb is not None and verb.code in BROKERED
    if trigger.code == GENERAL:
        told = denied(seen, trigger) or asked_for(seen, trigger)
        return told and all(mark.code != OFFSET for mark in seen.sentence.of("rel_instrument"))
    if trigger.code in OFFERS:
        return is_case(seen, trigger) or (verb is not None and verb.code in SETTLED and not supposed(seen, trigger))
    if verb is not None and verb.code in DOING:
        return True
    general = (verb is None or trigger.code == PEACE) and trigger.code in PLURALS and _many(seen, trigger)
    return not (general or seen.sentence.is_heading or _unfinished(seen, trigger))


def _such(seen: Look, trigger: Mark) -> bool:
    """Whether several are only supposed: "and such agreements as may be signed"."""
    before = seen.words(max(seen.start, trigger.start - NAMED_REACH), trigger.start)[-1:]
    return bool(before) and seen.code("is_such", before[0]) is not None and _many(seen, trigger)


def _loose_counts(seen: Look, trigger: Mark, verb: Mark | None) -> bool:
    """The same of a word that says nothing of its matter: by its title, by what is done to it, by its term or its year."""
    if title_end(seen, trigger) is not None:
        return about_security(seen, trigger, known=False)
    if is_price(seen, trigger, verb) or (is_bare(seen, trigger) and not _many(seen, trigger)):
        return False
    if verb is not None:
        return _loose(seen, trigger, verb) or is_basis(seen, trigger, verb)
    if trigger.code == "MEMORANDUM" and of_term(seen, trigger) and not _definite(seen, trigger):
        return about_security(seen, trigger, known=False)
    return of_year(seen, trigger) and _titled(seen, trigger)


def _loose(seen: Look, trigger: Mark, verb: Mark) -> bool:
    if not (
        about_security(seen, trigger, known=_definite(seen, trigger) or denied(seen, trigger))
        or _between_states(seen, trigger, verb)
        or _titled(seen, trigger)
        or _replaces(seen, trigger, verb)
    ):
        return False
    if verb.code in DOING:
        return bool(
            sides(seen, seen.start, seen.end) or seen.of("rel_both") or main_sides(seen.scene) or sides_before(seen)
        )
    if seen.sentence.is_heading or (_definite(seen, trigger) and not of_year(seen, trigger)):
        return False
    return verb.code == HAS or trigger.code == "MEMORANDUM" or dated(seen, trigger)


def _replaces(seen: Look, trigger: Mark, verb: Mark) -> bool:
    """Whether it takes the place of a programme or a typed agreement told in the sentence before: "both countries replaced it with"."""
    if not any(seen.code("is_replacing", word) for word in seen.words(verb.start, verb.end)[:1]):
        return False
    before = seen.sentence.previous
    if before is None or not seen.of("rel_both") or _another(seen, verb.end, trigger.start):
        return False
    return bool(before.of("programme")) or any(mark.code not in LOOSE for mark in before.of("rel_instrument"))


def _compound(seen: Look, trigger: Mark) -> bool:
    """Whether the word is the adjective of the next ("treaty allies")."""
    following = seen.words(trigger.end, min(seen.end, trigger.end + 16))[:1]
    return (
        bool(following) and following[0].start == trigger.end + 1 and seen.code("is_compound", following[0]) is not None
    )


def _owns(seen: Look, trigger: Mark) -> bool:
    """Whether only of something of an agreement spoken of before is told: "in case of the deals' failure"."""
    behind = seen.folded(trigger.end, min(seen.end, trigger.end + len("'s ")))
    return trigger.code in LOOSE and _definite(seen, trigger) and behind.startswith((b"' ", b"'s "))


def _labels(seen: Look, trigger: Mark) -> bool:
    """Whether it is the label of a paragraph, which goes on to tell of it: "Defense Framework. The leaders welcomed …"."""
    sentence = seen.sentence
    if sentence.end - sentence.start > NAMED_REACH + trigger.end - trigger.start or sentence.is_heading:
        return False
    goes_on = seen.scene.blocks[sentence.block].end > sentence.end + 1
    return goes_on and all(seen.text[word.start].isupper() for word in seen.words(seen.start, seen.end))


def _unfinished(seen: Look, trigger: Mark) -> bool:
    """Whether only its text is spoken of, as what may become one: "an ACSA draft", "el borrador del acuerdo militar"."""
    beside = [*seen.words(max(seen.start, trigger.start - NAMED_REACH), trigger.start)[-2:]]
    beside += seen.words(trigger.end, min(seen.end, trigger.end + NAMED_REACH))[:1]
    return any(seen.code("is_unfinished", word) for word in beside)


def _between_states(seen: Look, trigger: Mark, verb: Mark) -> bool:
    """Whether two governments conclude it, or one a memorandum, and nothing says that it is a civil matter."""
    told = verb.code in CONCLUDING or (trigger.code, verb.code) in (("LABEL", "announced"), ("MEMORANDUM", "active"))
    if not told:
        return False
    start, end = max(seen.start, trigger.start - 100), min(seen.end, trigger.end + AFTER)
    both = seen.first("rel_both", start, end) is not None and bool(main_sides(seen.scene))
    several = both or len(sides(seen, seen.start, seen.end)) > (trigger.code != "MEMORANDUM")
    several = several or (with_somebody(seen, trigger) and bool(main_sides(seen.scene)))
    return several and not is_civil(seen, start, end)


def title_end(seen: Look, trigger: Mark) -> int | None:
    """Where the title of an instrument ends that makes up its sentence, its year in brackets: "Framework Arrangement on … (2010)"."""
    if not seen.text[trigger.start].isupper() or seen.folded(seen.end - 1, seen.end) not in (b")", b"."):
        return None
    found = _TITLE.match(seen.scene.folded, trigger.end, seen.end)
    lead = seen.words(seen.start, trigger.start) if found is not None else []
    return found.start(1) if found is not None and all(seen.text[word.start].isupper() for word in lead) else None


def _titled(seen: Look, trigger: Mark) -> bool:
    """Whether it is a memorandum by its own name and date ("the Memorandum of Understanding (FY 2023-2029)")."""
    named = trigger.code == "MEMORANDUM" and seen.text[trigger.start].isupper() and dated(seen, trigger)
    return named and not is_civil(seen, max(seen.start, trigger.start - 100), min(seen.end, trigger.end + AFTER))


def is_known(seen: Look, trigger: Mark) -> bool:
    """Whether it is one spoken of before by no name of its own: "the deal", "el convenio"."""
    named = _set_apart(seen, trigger) or _own_name(seen, trigger)
    return trigger.code in LOOSE and _definite(seen, trigger) and not named


def _own_name(seen: Look, trigger: Mark) -> bool:
    """Whether the word begins a name that goes on: "el Entendimiento Bicentenario"."""
    text, behind = seen.text, seen.words(trigger.end, min(seen.end, trigger.end + NAMED_REACH))[:1]
    if not text[trigger.start].isupper() or text[trigger.start : trigger.end].isupper() or not behind:
        return False
    return behind[0].start == trigger.end + 1 and text[behind[0].start].isupper()


def _set_apart(seen: Look, trigger: Mark) -> bool:
    """Whether it is told apart by its matter from another one of its sentence: "a letter of agreement …, and the patrol convention"."""
    if not any(mark.end <= trigger.start for mark in seen.sentence.of("rel_instrument")):
        return False
    start, end = phrase_start(seen, trigger.start), min(seen.end, trigger.end + RELATIVE)
    comma = seen.scene.folded.find(b",", trigger.end, end)
    return seen.first("rel_topic", start, comma if comma >= 0 else end) is not None


def _definite(seen: Look, trigger: Mark) -> bool:
    """Whether the phrase points back to something said before ("these deals")."""
    first = seen.words(phrase_start(seen, trigger.start), trigger.start)
    return any(seen.code("is_definite", token) for token in first[-3:])
