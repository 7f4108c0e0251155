"""The verb on which another depends, and what the words beside a verb say of it."""

from __future__ import annotations

from cuaderno.documents.slots.controlled import told_to_act
from cuaderno.documents.slots.finite import joined_as_finite
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.stage_words import Verb
from cuaderno.documents.slots.subjunctives import asked_that

CONTROL = frozenset(
    ("requested", "pledged", "announced", "agreed", "approved", "authorised", "committed", "refused", "intent", "offered",
     "appropriated", "notified", "signed", "cancelled", "inactive", "rescinded")
)  # fmt: skip
LEAVE = frozenset(("approved", "authorised"))
"""What is asked for rather than had, where it stands behind "requested": "requested approval of"."""
_ASKED_FOR = LEAVE | {"appropriated"}
"""The same of nouns: "requested an appropriation of"."""
HEAD_REACH = 42
"""Characters between a verb and the one it depends on."""
_BESIDE = 6
"""Characters between "as well as" and a noun set beside another."""


def helpers(parsed: Parsed, words: list[str]) -> set[str]:
    """What the words right before a verb say of it, read backwards until one that does not help; a "may" in front of the subject is the month:
    "In May the ministry received"."""
    found: set[str] = set()
    aux, skip, subject = parsed.small.aux, parsed.small.skip, False
    for word in reversed(words):
        if word in aux:
            if aux[word] != "cond" or not subject:
                found.add(aux[word])
        elif word in skip:
            subject = True
        else:
            break
    return found


def is_passive(verb: Verb, helped: set[str]) -> bool:
    """Whether the helpers of a participle make it a passive: "were delivered", "serán entregados", but not "habrá entregado"."""
    if verb.form == "part" and "perfect" not in helped and not helped.isdisjoint(("future", "cond")):
        return True
    return "passive" in helped and verb.form in ("ed", "part")


def head_of(parsed: Parsed, verb: Verb, words: list[str]) -> Verb | None:
    """The verb that an infinitive, a gerund or a noun depends on: requested to buy, committed to delivering, authorised the export of."""
    return asked_that(parsed, verb) or _head_of(parsed, verb, words)


def _head_of(parsed: Parsed, verb: Verb, words: list[str]) -> Verb | None:
    leave = verb.form == "noun" and verb.stage in _ASKED_FOR
    if (
        joined_as_finite(parsed, verb, words)
        or verb.form in ("fin", "fut", "cond", "weak")
        or (verb.form == "noun" and verb.stage in CONTROL and verb.frame not in ("sell", "buy") and not leave)
    ):
        return None
    if verb.form in ("ed", "part") and not _to_be(parsed, words):
        return None
    beside = _is_another(parsed, verb)
    for head in reversed(parsed.verbs):
        if head.start >= verb.start:
            continue
        sale = verb.form == "noun" and verb.frame in ("sell", "buy")
        if verb.start - head.end > (3 * HEAD_REACH if sale or beside else HEAD_REACH):
            return None
        if not beside and any(w in ",;:" for w in parsed.gap(head.end, verb.start)):
            return None
        if not (sale or beside) and any(head.end <= a.start < verb.start for a in parsed.anchors):
            return None
        if leave:
            return head if head.stage == "requested" else _asked_to(parsed, head)
        if _controls(parsed, head, verb, words) and (
            head.frame != "permit" or verb.frame == "deploy" or told_to_act(parsed, verb)
        ):
            # "signed an agreement that allows up to 30 advisers"
            return None if verb.frame == "permit" and head.stage == "signed" else _asked_to(parsed, head) or head
    return None


def _controls(parsed: Parsed, head: Verb, verb: Verb, words: list[str]) -> bool:
    """Whether a verb governs one that depends on it; what was bought governs no verb with a "will" ("Two of the 12 jets bought by Kenya will
    arrive"), and an arrival that is announced has taken place."""
    if head.stage == "announced" and (verb.stage, verb.form) == ("delivered", "noun") and verb.frame in ("none", "get"):
        return False
    coming = bool(words) and parsed.small.aux.get(words[-1]) == "future"
    return head.stage in CONTROL and not (coming and head.frame in ("buy", "sell"))


def _to_be(parsed: Parsed, words: list[str]) -> bool:
    """Whether a participle is that of a passive infinitive: "authorised to be exported", "debe ser entregado"; not "were delivered", nor "will be
    delivered"."""
    aux = [parsed.small.aux.get(word) for word in words[-2:]]
    return aux[-1:] == ["passive"] and aux[0] not in ("perfect", "future") and helpers(parsed, words) != {"passive"}


def _is_another(parsed: Parsed, verb: Verb) -> bool:
    """Whether a noun is set beside another that depends on the same verb: "authorized the entry of A, as well as the exit of B"."""
    return verb.form == "noun" and any(m.code == "beside" and 0 < verb.start - m.end < _BESIDE for m in parsed.links)


def _asked_to(parsed: Parsed, verb: Verb) -> Verb | None:
    """The verb of asking on which an infinitive depends in its turn: "asked Congress to authorise the entry of"."""
    if verb.stage not in LEAVE or verb.form not in ("base", "inf"):
        return None
    if (asked := asked_that(parsed, verb)) is not None:
        return asked
    head = next((each for each in reversed(parsed.verbs) if each.end <= verb.start), None)
    if head is None or head.stage not in ("requested", "refused") or verb.start - head.end > HEAD_REACH:
        return None
    words = parsed.gap(head.end, verb.start)
    return None if any(w in ",;:" or parsed.small.clause.get(w) in ("and", "cut") for w in words) else head
