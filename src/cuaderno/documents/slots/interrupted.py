"""Where a sentence goes on behind what is inserted between commas: "The newest tranche, $30 million, was notified"."""

from __future__ import annotations

from cuaderno.documents.insets import inset
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.set_aside import is_one_of_them
from cuaderno.documents.slots.stage_words import Verb

_BESIDE, _PHRASE, _INSERTED, _HELPERS, _LED, _TOLD, _HEAD = 2, 64, 110, 4, 7, 5, 16
_CLOSING = ("- ", "-,", "-;")
"""How dashes end around what is set in."""
_SAYING = frozenset(("ed", "part", "fin", "fut", "weak"))
_ARRIVED = frozenset(("ed", "fin", "fut"))
_COME = frozenset(("provided", "delivered", "deployed"))
"""The stages of what has come, of which its arrival tells nothing more."""


def verb_resumed(parsed: Parsed, number: int) -> Verb | None:
    """The verb right behind an insertion between commas, of a figure that is the subject or only says how much the subject is."""
    here, until = parsed.anchors[number], parsed.next_anchor(number)
    opening = parsed.plain.find(",", here.end, min(here.end + _PHRASE, until))
    if opening < 0 or any(here.end <= verb.start < opening for verb in parsed.verbs):
        return None
    closing = opening if _apposed(parsed, number, opening) else _end_of_clause(parsed, opening, until)
    if closing < 0:
        return None
    for verb in parsed.verbs:
        if verb.start > closing:
            words = parsed.gap(closing + 1, verb.start)
            plain = (
                verb.form in _SAYING
                and verb.stage != "held"
                and verb.frame != "get"
                and verb.start < until
                and len(words) <= _HELPERS
            )
            return (
                verb
                if plain and (words or verb.form != "part") and all(word in parsed.small.aux for word in words)
                else None
            )
    return None


def past_inset(parsed: Parsed, number: int) -> Verb | None:
    """The verb behind an apposition with figures of its own, for the figure of its subject: "The 38 tanks, the first of 108, arrived"."""
    found, start = inset(parsed.sentence), parsed.anchors[number].start
    if found is None or start > found[0] or any(verb.end <= start for verb in parsed.verbs):
        return None
    verb = parsed.verb_after(found[1])
    words = parsed.gap(found[1] + 1, verb.start) if verb is not None else []
    helped = all(word in parsed.small.aux for word in words) and len(words) <= _HELPERS
    return verb if verb is not None and helped and verb.form in _SAYING else None


def _apposed(parsed: Parsed, number: int, comma: int) -> bool:
    """Whether a figure stands between two commas and says how much the subject before it is: ", $30 million,", ", de 25 millones,"."""
    here = parsed.anchors[number]
    opening = parsed.plain.rfind(",", parsed.start, here.start)
    if opening < 0 or number or any(verb.end <= here.start for verb in parsed.verbs):
        return False
    head = parsed.gap(parsed.start, opening)[:1]
    named = bool(head) and head[0] not in parsed.small.role
    return named and len(parsed.gap(opening + 1, here.start)) <= _LED and len(parsed.gap(here.end, comma)) <= _TOLD


def is_meant_before(parsed: Parsed, verb: Verb) -> bool:
    """Whether an infinitive depends on a word of intent before an insertion: "intends, working with Congress, to provide"."""
    closing = parsed.plain.rfind(",", parsed.start, verb.start)
    if closing < 0 or any(parsed.small.aux.get(word) != "to" for word in parsed.gap(closing + 1, verb.start)):
        return False
    opening = parsed.plain.rfind(",", parsed.start, closing)
    if opening < 0 or closing - opening > _INSERTED or any(opening < a.start < closing for a in parsed.anchors):
        return False
    head = parsed.gap(max(parsed.start, opening - _HEAD), opening)[-1:]
    return any(parsed.small.aux.get(word) == "intent" for word in head)


def said_aside(parsed: Parsed, noun: Verb, at: int) -> bool:
    """Whether a noun stands in an insertion that only says whence something is known: ", según un pedido de informes,"."""
    if noun.form != "noun" or parsed.plain.find(",", noun.end, at) < 0:
        return False
    opening = parsed.plain.rfind(",", parsed.start, noun.start)
    return opening >= 0 and any(opening < m.start <= opening + _BESIDE for m in parsed.sentence.of("attributing"))


def set_off(parsed: Parsed, verb: Verb, at: int) -> bool:
    """Whether a verb stands between dashes that close before a place: "for the jets -bought this year by Peru-, at a cost of"."""
    plain, until = parsed.plain, min(at, verb.end + _INSERTED)
    opening = plain.rfind(" -", max(parsed.start, verb.start - _INSERTED), verb.start)
    closing = min((end for sign in _CLOSING if (end := plain.find(sign, verb.end, until)) >= 0), default=-1)
    return 0 <= opening < closing and plain.find(" -", verb.end, closing) < 0


def said_in_front(parsed: Parsed, verb: Verb, at: int) -> bool:
    """Whether a participle only says of an agreement in front when it was signed: "Under the pact signed in 2019, it is to grow by 40"."""
    if verb.stage != "signed" or verb.form not in ("ed", "part") or parsed.plain.find(",", verb.end, at) < 0:
        return False
    opening = parsed.gap(parsed.start, verb.start)
    if not opening or opening[0] not in parsed.small.role or "," in opening:
        return False
    return opening[-1] not in parsed.small.aux and not any(v.end <= verb.start for v in parsed.verbs)


def _end_of_clause(parsed: Parsed, comma: int, until: int) -> int:
    """Where a relative clause that a comma opens ends by another, or -1."""
    words = parsed.gap(comma + 1, min(comma + _PHRASE, until))[:1]
    if not words or parsed.small.clause.get(words[0]) != "rel":
        return -1
    return parsed.plain.find(",", comma + 1, min(comma + _INSERTED, until))


def _past_participle(parsed: Parsed, aside: Verb, number: int) -> Verb | None:
    """The passive behind a participle that only tells which things are meant: "Three helicopters destined for Spain will be delivered";
    or the arrival of what was bought: "Four jets bought from France arrived"."""
    verb = parsed.verb_after(aside.end)
    if verb is None or verb.start >= parsed.next_anchor(number):
        return None
    arrived = aside.frame == "buy" and verb.frame == "none" and verb.stage == "delivered" and verb.form in _ARRIVED
    if not arrived and verb.form not in ("ed", "part"):
        return None
    words, small = parsed.gap(aside.end, verb.start), parsed.small
    helped = {small.aux.get(word) for word in words[-_TOLD:]}
    if (
        (not arrived and helped.isdisjoint(("passive", "future")))
        or "not" in helped
        or any(word in ",;" or small.clause.get(word) in ("and", "cut", "rel") for word in words)
    ):
        return None
    led = parsed.gap(parsed.anchors[number].end, aside.start)
    apart = any(small.aux.get(word) in ("passive", "perfect") or small.clause.get(word) == "rel" for word in led)
    return None if apart else verb


def main_verb(parsed: Parsed, aside: Verb, number: int) -> Verb | None:
    """The passive or future verb of a sentence, or one of arriving, behind a participle between commas: "A cutter, donated by the navy,
    will arrive in May"."""
    if (told := _past_relative(parsed, aside, number)) is not None:
        return told
    if aside.form not in ("ed", "part", "weak") or parsed.anchors[number].end > aside.start:
        return None
    opening = parsed.plain.rfind(",", parsed.anchors[number].end, aside.start)
    closing = parsed.plain.find(",", aside.end, min(aside.end + _INSERTED, parsed.next_anchor(number)))
    if closing < 0 and opening < 0:
        return _past_participle(parsed, aside, number)
    if closing < 0 or opening < 0 or parsed.gap(opening + 1, aside.start):
        return None
    verb = parsed.verb_after(closing)
    words = parsed.gap(closing + 1, verb.start) if verb is not None else []
    if verb is None or verb.start >= parsed.next_anchor(number) or len(words) > _HELPERS:
        return None
    helpers = {parsed.small.aux.get(word) for word in words}
    main = verb.form == "fut" or "future" in helpers or ("passive" in helpers and verb.form in ("ed", "part"))
    main = main or (not words and verb.frame == "none" and verb.form in ("ed", "fin"))
    return verb if main and all(word in parsed.small.aux for word in words) else None


def _past_relative(parsed: Parsed, aside: Verb, number: int) -> Verb | None:
    """The main verb behind a relative clause that only says which are meant: "the 300 soldiers that are based in Germany will move to", "the 12
    boats that Kenya ordered were delivered"."""
    here, clause, aux = parsed.anchors[number], parsed.small.clause, parsed.small.aux
    if (
        here.end > aside.start
        or is_one_of_them(parsed, number)
        or not any(clause.get(word) == "rel" for word in parsed.gap(here.end, aside.start))
    ):
        return None
    verb = parsed.verb_after(aside.end)
    if verb is None or verb.start >= parsed.next_anchor(number):
        return None
    words = parsed.gap(aside.end, verb.start)
    helped = [aux.get(word) for word in words[-_TOLD:]]
    told = verb.form == "fut" or (verb.form in ("base", "weak") and helped[-1:] == ["future"])
    if not told and aside.stage not in _COME:
        passive = verb.form in ("ed", "part") and not {"passive", "future"}.isdisjoint(helped)
        told = passive and "not" not in helped
        told = told or (verb.form in ("ed", "fin") and verb.frame == "none" and verb.stage == "delivered")
    parted = any(word in ",;:" or clause.get(word) in ("and", "cut", "rel") for word in words)
    return verb if told and not parted else None
