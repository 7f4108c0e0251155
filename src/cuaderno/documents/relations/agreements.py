"""Agreements: treaties, pacts, memoranda and arrangements, signed, in force, negotiated, ended or denied."""

from __future__ import annotations

import re

from cuaderno.documents.draft import Draft
from cuaderno.documents.marks import Mark
from cuaderno.documents.relations import instruments
from cuaderno.documents.relations.bonds import PAIR, main_sides, ordered, seller_first, sides, sides_before
from cuaderno.documents.relations.decisions import is_decision
from cuaderno.documents.relations.instrument_phrases import name, phrase_end, phrase_start
from cuaderno.documents.relations.instruments import DOING, LOOSE, OFFERS, PENDING
from cuaderno.documents.relations.light_words import on_condition
from cuaderno.documents.relations.looking import PARTIES, Look, look
from cuaderno.documents.relations.of_several_years import of_each_span
from cuaderno.documents.relations.settling import KNOWN
from cuaderno.documents.relations.taken_up import remember_agreement
from cuaderno.documents.scene import Scene
from cuaderno.statements.claim import AGREEMENT

TRIGGERS = frozenset({"rel_instrument", "rel_agree", "rel_signing", "rel_another"})
INSIDE = frozenset({"CEASEFIRE", "PEACE", instruments.TRUCE})
"""Agreements within a country: its name is no side that gives."""
ASIDE = frozenset({"OFFSET", instruments.GENERAL})
"""Offsets, of which notices of sales speak."""
UNTYPED = frozenset({*LOOSE, *INSIDE, *OFFERS, *ASIDE, "ARMS_CONTROL"})
"""Codes of the lexicon that are no type of `relations`."""
SILENT = frozenset({"CIVIL", "NONE"})
"""Trade, tax and the like, which a ledger of arms and aid cannot check; and false friends ("a great deal")."""
SELLER = "USA"
"""Who sells where a notice speaks of offsets and names no seller."""
NOTIFIED = "FMS"
ADOPTS = "UN"
PLAN, ASSISTANCE_PLAN, PARTICIPLE, LABEL = "plan", "ASSISTANCE_PLAN", "participle", "label"
NEAR_LABELS = {"trade": 4, "papers": 2}
"""Words before a sale, or papers, that are signed: they are the verb's own object."""
LABEL_REACH, TOPIC_REACH, VERB_REACH = 80, 70, 24
_OF_A_YEAR = re.compile(rb" \((?:19|20)[0-9]{2}\)")
_NUMBER = re.compile(rb"[^a-z.;]{0,4}(?:[a-z]{2,3}\. ?)?[0-9]{3,4}")


def agreements(scene: Scene, trigger: Mark) -> list[Draft]:
    """The agreement that a trigger names, if it is one and a matter of security."""
    if trigger.code in SILENT:
        return []
    if trigger.code == "RESOLUTION":
        return _resolution(scene, trigger)
    if trigger.kind == "rel_signing" and any(
        m.kind == "rel_instrument" for m in scene.between(trigger.end, trigger.end + LABEL_REACH)
    ):
        return []
    seen = look(scene, trigger.start)
    if trigger.kind in ("rel_signing", "rel_another"):
        return _label(seen, trigger) if trigger.kind == "rel_signing" else _another(seen, trigger)
    return _agreed(seen, trigger) if trigger.kind == "rel_agree" else _instrument(seen, trigger)


def _instrument(seen: Look, trigger: Mark) -> list[Draft]:
    if instruments.repeats(seen, trigger) or is_decision(seen, trigger):
        return []
    verb = instruments.act(seen, trigger)
    if not instruments.counts(seen, trigger, verb) or _unsold(seen, trigger, verb) or _not_implied(seen, trigger, verb):
        return []
    return _drafted(seen, trigger, verb)


def _unsold(seen: Look, trigger: Mark, verb: Mark | None) -> bool:
    """Whether it is the contract that a sale told in its sentence has not led to: "a possible Foreign Military Sale …; no contract has followed"."""
    contracts = seen.scene.words.local("contract_word")
    if all(mark.code != NOTIFIED or mark.start > trigger.start for mark in seen.sentence.of("programme")):
        return False
    if not any(word.word.decode("ascii") in contracts for word in seen.words(trigger.start, trigger.end)):
        return False
    return (verb is not None and verb.code == PENDING) or instruments.denied(seen, trigger)


def _not_implied(seen: Look, trigger: Mark, verb: Mark | None) -> bool:
    """Whether it is only said that nothing implies one: "El visto bueno no implica que se vaya a cerrar el contrato"."""
    if trigger.code not in LOOSE:
        return False
    at = min(verb.start, trigger.start) if verb is not None else trigger.start
    near = seen.words(max(seen.start, at - TOPIC_REACH), at)
    implying = next((word for word in near if seen.code("is_implying", word)), None)
    denied = seen.last("rel_aux", seen.start, implying.start) if implying is not None else None
    return denied is not None and implying is not None and denied.code == "not" and implying.start - denied.end <= 1


def _drafted(seen: Look, trigger: Mark, verb: Mark | None) -> list[Draft]:
    draft = Draft(AGREEMENT, (trigger.start, trigger.end), _span(seen, trigger, verb), "agreement: instrument named")
    draft.filled("item", name(seen, trigger), "name of the instrument")
    if instruments.is_known(seen, trigger):
        draft.rules.append(KNOWN)
    if verb is not None and verb.code in DOING:
        draft.anchor = (min(verb.start, trigger.start), max(verb.end, trigger.end))
    elif (title := instruments.title_end(seen, trigger)) is not None:
        draft.anchor, draft.item = (trigger.start, title), seen.text[trigger.start : title]
    if trigger.code in ASIDE and any(m.kind == "programme" and m.code == NOTIFIED for m in seen.scene.marks):
        draft.filled("programme", NOTIFIED, "programme of the notice")
    if trigger.code not in UNTYPED:
        draft.filled("relation", trigger.code, "type of relation by its name")
    if instruments.denied(seen, trigger):
        draft.mark("negated", "denied")
    elif trigger.code == "OFFSET" and instruments.supposed(seen, trigger):
        return []  # "Any offset agreement will be defined in negotiations" tells of none
    elif instruments.asked_for(seen, trigger):
        draft.filled("stage", "requested", "offsets asked for")
    else:
        _stage(draft, seen, verb)
    _parties(draft, seen, trigger)
    if trigger.code in INSIDE and not draft.recipient and (verb is None or verb.code not in DOING):
        return []  # of "the peace agreement" nothing is told, not even where it holds
    remember_agreement(seen.scene, trigger, draft)
    return of_each_span(seen, trigger, draft)


def _span(seen: Look, trigger: Mark, verb: Mark | None) -> tuple[int, int]:
    start, end = phrase_start(seen, trigger.start), phrase_end(seen, trigger.end)
    if verb is not None and verb.code in DOING and verb.start < trigger.start:
        start = min(start, _clause_start(seen, verb.start))
    return seen.trimmed(start, max(end, verb.end if verb is not None else end))


def _clause_start(seen: Look, at: int) -> int:
    """Where the clause of a verb begins, also behind the "and" that follows another agreement."""
    start = seen.clause_start(at)
    others = [m for m in seen.sentence.of("rel_instrument") if start <= m.start and m.end <= at]
    joint = seen.last("rel_and", others[-1].end, at) if others else None
    return joint.end if joint is not None and seen.folded(joint.start - 2, joint.start) == b", " else start


def _stage(draft: Draft, seen: Look, verb: Mark | None) -> None:
    if verb is None:
        draft.filled("stage", "active", "named as it stands")
        return
    if verb.code == PENDING:
        draft.mark("negated", "not concluded")
        return
    if verb.code == "intent" and instruments.is_ranked(seen, verb):
        draft.filled("stage", "signed", "first to sign")
        return
    code = "intent" if verb.code in instruments.SETTLED and on_condition(seen, verb.start) else verb.code
    draft.filled("stage", {"has": "active", "future": "announced"}.get(code, code), "verb of the instrument")
    if code in ("intent", "future"):
        draft.mark("intent", "not concluded")
    elif code == "refused":
        draft.mark("negated", "not concluded")
    since = draft.anchor[0] if draft.anchor[0] < verb.start else seen.start
    before = seen.last("rel_aux", max(since, verb.start - 30), verb.start)
    if before is not None and before.code == "future":
        draft.filled("stage", "announced", "future")
        draft.mark("intent", "future")
    elif before is not None and before.code == "not":
        draft.mark("negated", "denied")


def _parties(draft: Draft, seen: Look, trigger: Mark) -> None:
    if trigger.code in INSIDE:
        inner = sides(seen, draft.start, draft.end) or sides(seen, seen.start, seen.end)[-1:]
        draft.filled("recipient", tuple(inner), "where it holds")
        return
    codes, rule = sides(seen, seen.clause_start(trigger.start), seen.clause_end(trigger.end)), "parties of the sentence"
    wide = sides(seen, seen.start, seen.end)
    if len(codes) < 2 and len(wide) == 2:
        codes = wide
    itself = {p.code for p in seen.parties if trigger.start <= p.start < trigger.end}
    codes = [code for code in codes if code not in itself]
    if trigger.code in ASIDE and any(mark.code == SELLER and mark.kind in PARTIES for mark in seen.scene.marks):
        codes = list(dict.fromkeys([SELLER, *codes]))
    codes = seller_first(seen, codes)
    if len(codes) < 2:
        missing = [code for code in main_sides(seen.scene) if code not in codes]
        codes, rule = (codes + missing)[:2], "the two countries of the document"
    if not codes:
        codes, rule = sides_before(seen)[:2], "parties of the sentence before"
    bought = len(codes) == PAIR and trigger.code in UNTYPED and _is_purchase(seen, trigger)
    provider, recipient = ((codes[1],), (codes[0],)) if bought else ordered(codes[:4])
    if provider:
        draft.filled("provider", provider, rule)
    if recipient:
        draft.filled("recipient", recipient, rule)


def _is_purchase(seen: Look, trigger: Mark) -> bool:
    """Whether what is signed is a purchase, whose seller gives: "Argentina firmó con Dinamarca la compra de 24 aviones"."""
    buying = seen.scene.words.local("is_buying")
    return any(word.word.decode("ascii") in buying for word in seen.words(trigger.start, trigger.end))


def _label(seen: Look, trigger: Mark) -> list[Draft]:
    """What is an agreement only because it is signed ("signed a strategic partnership")."""
    end = min(seen.clause_end(trigger.end), trigger.end + LABEL_REACH)
    label = _plan_before(seen, trigger) or _apposed(seen, trigger)
    if label is None and trigger.code != PARTICIPLE:
        label = seen.first("rel_label", trigger.end, end)
    if label is None or _words_between(seen, trigger.end, label.start) > NEAR_LABELS.get(label.code, LABEL_REACH):
        return []
    if label.code != PLAN and any(m.start <= label.start < m.end for m in seen.sentence.of("programme")):
        return []
    code = ASSISTANCE_PLAN if label.code == PLAN else "LABEL"
    return _instrument(seen, Mark(label.start, label.end, label.kind, code))


def _words_between(seen: Look, start: int, end: int) -> int:
    """How many words part a verb from its object, apart from names, times and numbers: "firmó en mayo de 2024 con Dinamarca la compra"."""
    passed = [(mark.start, mark.end) for kind in ("month", "weekday") for mark in seen.sentence.of(kind)]
    passed += [(party.start, party.end) for party in seen.named(start, end)]
    return sum(
        not (
            word.word.isdigit()
            or seen.text[word.start].isupper()
            or any(first <= word.start < last for first, last in passed)
        )
        for word in seen.words(start, end)
    )


def _plan_before(seen: Look, trigger: Mark) -> Mark | None:
    """A plan that is told to be signed behind its name: "la Iniciativa Mérida, firmada por ambos países en 2008"."""
    label = seen.last("rel_label", max(seen.start, trigger.start - LABEL_REACH), trigger.start)
    beside = label is not None and seen.folded(label.end, trigger.start).strip() == b","
    return label if label is not None and label.code == PLAN and beside else None


def _apposed(seen: Look, trigger: Mark) -> Mark | None:
    """A label whose phrase ends with the comma before the participle: "a roadmap for defense cooperation, signed in 2020"."""
    if seen.folded(trigger.start - 2, trigger.start) != b", ":
        return None
    start = max(seen.start, trigger.start - LABEL_REACH)
    label = seen.last("rel_label", start, trigger.start)
    if label is None or any(start <= mark.start < trigger.start for mark in seen.sentence.of("rel_instrument")):
        return None
    if label.code != LABEL or b"," in seen.folded(label.end, trigger.start - 2):
        return None
    return label


def _another(seen: Look, trigger: Mark) -> list[Draft]:
    """A second agreement told by "one", behind talks on it: "talks on a new one had stalled"."""
    before = seen.sentence.previous
    named = [m for m in seen.sentence.of("rel_instrument") if m.end <= trigger.start]
    named = named or (before.of("rel_instrument") if before is not None else [])
    verb = instruments.act(seen, trigger)
    if not named or named[-1].code in SILENT or verb is None or verb.code not in DOING:
        return []
    return _drafted(seen, Mark(trigger.start, trigger.end, trigger.kind, "LABEL"), verb)


def _resolution(scene: Scene, trigger: Mark) -> list[Draft]:
    """A numbered resolution of the Security Council."""
    folded = scene.folded
    before = max(0, trigger.start - 12)
    number = _NUMBER.match(folded, trigger.end) or _NUMBER.search(folded, before, trigger.start)
    if number is None:
        return []
    seen = look(scene, trigger.start)
    named = b" " in seen.folded(trigger.start, trigger.end) or bool(seen.sentence.of("rel_body"))
    named = named or _OF_A_YEAR.match(folded, number.end()) is not None  # "resolution 2100 (2013)"
    if not (named or any(party.code == ADOPTS for party in seen.parties)):
        return []
    end = max(trigger.end, number.end())
    tail = folded.find(b")", end, min(seen.end, end + 40))
    span = seen.trimmed(trigger.start, tail + 1 if tail > 0 else end)
    draft = Draft(AGREEMENT, (trigger.start, trigger.end), span, "agreement: resolution with its number")
    draft.filled("item", scene.text[trigger.start : end], "name of the instrument")
    draft.filled("stage", "active", "named as it stands")
    draft.filled("provider", (ADOPTS,), "who adopts resolutions")
    here = [code for code in sides(seen, seen.start, seen.end) if code not in (ADOPTS, SELLER)]
    if len(here) == 1:
        draft.filled("recipient", tuple(here), "country of the sentence")
    return [draft]


def _agreed(seen: Look, trigger: Mark) -> list[Draft]:
    """Parties that agree on something without a word for an instrument: "agreed to expand military cooperation"."""
    begin, end = seen.clause_start(trigger.start), seen.clause_end(trigger.end)
    if any(trigger.start <= m.start < end for m in seen.sentence.of("rel_instrument")):
        return []
    topic = seen.first("rel_topic", trigger.end, min(end, trigger.end + TOPIC_REACH))
    if topic is None or topic.code != "security" or not _several(seen, trigger, begin, end):
        return []
    joint = seen.first("rel_coop", trigger.end, min(end, trigger.end + VERB_REACH)) is not None
    if not joint and _deed(seen, trigger):
        return []
    draft = Draft(AGREEMENT, (trigger.start, trigger.end), seen.trimmed(begin, end), "agreement: parties agree")
    draft.filled("stage", "agreed", "verb")
    _parties(draft, seen, trigger)
    return [draft]


def _several(seen: Look, trigger: Mark, begin: int, end: int) -> bool:
    if seen.first("rel_both", begin, trigger.start):
        return True
    subject = sides(seen, begin, trigger.start)
    return len(subject) > 1 or (bool(subject) and len(sides(seen, begin, end)) > 1)


def _deed(seen: Look, trigger: Mark) -> bool:
    """Whether a deed follows and no matter ("agreed to buy"): a word without article right behind the preposition."""
    following = seen.words(trigger.end, min(seen.end, trigger.end + VERB_REACH))[:1]
    open_ended = seen.scene.words.local("is_open").get(
        seen.folded(trigger.start, trigger.end).rsplit(b" ", 1)[-1].decode("latin-1")
    )
    determined = bool(following) and seen.code("is_det", following[0]) is not None
    return open_ended is not None and not determined
