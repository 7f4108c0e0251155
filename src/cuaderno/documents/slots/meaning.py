"""What a word for a stage means where it stands: by its helpers, its negation, its head verb, and who its subject is."""

from __future__ import annotations

from typing import NamedTuple

from cuaderno.documents.insets import clause_around
from cuaderno.documents.slots.aid_used import with_aid
from cuaderno.documents.slots.done_deeds import deed_done, grants_request, leave_won
from cuaderno.documents.slots.finite import joined_as_finite
from cuaderno.documents.slots.heads import CONTROL, HEAD_REACH, LEAVE, head_of, helpers, is_passive
from cuaderno.documents.slots.interrupted import is_meant_before
from cuaderno.documents.slots.lawmaking import (
    given_by_law,
    granted_by_law,
    granted_by_parliament,
    made_by_law,
    would_let,
)
from cuaderno.documents.slots.only_thought import is_aimed_at, not_yet_done, whose_will
from cuaderno.documents.slots.papers import by_its_paper
from cuaderno.documents.slots.parsed import MINISTRY, USA, Parsed
from cuaderno.documents.slots.roles import BARE, FOR, IN, SUPPORT, TO, WITH
from cuaderno.documents.slots.stage_words import Verb
from cuaderno.documents.slots.teaching_now import goes_on
from cuaderno.documents.slots.under_a_head import leave_given, sends_itself, to_be_asked
from cuaderno.documents.times.tenses import past_before

_COMING = frozenset(
    (
        "provided",
        "delivered",
        "shipped",
        "disbursed",
        "deployed",
        "committed",
        "spent",
        "reprogrammed",
        "withdrawn",
        "allocated",
        "agreed",
        "held",
        "active",
        "signed",
    )
)
_GIVING = frozenset(("give", "send", "sell", "settle"))
"""The frames of what somebody refuses who will not do it."""
_MOVING = frozenset(("send", "deploy"))
_SALES = frozenset(("FMS", "DCS"))
_HEAD = 4
"""Characters at the head of a sentence in which its subject begins."""
_FAR, _DEBATE = 48, 14
"""Characters before a verb in which its "will" stands, and before leave in which it is debated."""
_SHORTLY = 3
"""Words before a noun among which the verb stands whose object it is."""
NO_STAGE = "none"
"""The stage of what only would be."""
OF_ITS_PART = "of its part"
"""The rule of a verb that tells nothing of a whole but of the part before it: "two of the eight boats arrived"."""


class Governing(NamedTuple):
    """The word that governs a figure: its stage as meant here, the verb, whether it is passive, and the rule's name."""

    stage: str
    verb: Verb
    passive: bool
    negated: bool
    rule: str


def meant(parsed: Parsed, verb: Verb, rule: str, said: bool = False) -> Governing:
    """What a word for a stage says of its figure; `said` that it is reported speech, whose "would" is a future."""
    verb = _by_its_object(parsed, verb)
    words = parsed.gap(max(parsed.start, verb.start - 40), verb.start)[-6:]
    helped = helpers(parsed, words)
    passive, negated = is_passive(verb, helped), "not" in helped
    will = whose_will(parsed, verb)
    coming = bool(will) or _coming(parsed, verb, helped, said=said)
    head = head_of(parsed, verb, words)
    if head is not None:
        led = parsed.gap(max(parsed.start, head.start - 40), head.start)[-6:]
        if not said and "cond" in helpers(parsed, led):
            stage = "authorised" if would_let(parsed, head) else NO_STAGE
            return Governing(stage, verb, passive, negated, f"{rule} under a condition")
        promised = head.stage == "committed" or (head.stage == "requested" and sends_itself(parsed, head, verb))
        leave = leave_given(parsed, head) or to_be_asked(head, verb) or by_its_paper(parsed, head)
        stage = leave or ("requested" if _is_debated(parsed, head) else "pledged" if promised else head.stage)
        return Governing(stage, verb, passive, negated, f"{rule} under {head.stage}")
    if verb.frame == "train" and words and parsed.small.aux.get(words[-1]) == "to" and not coming:
        stage = "provided" if with_aid(parsed, verb) else "active"
    elif (
        negated and (coming or "cond" in helped or _not_to(parsed, verb, words)) and verb.frame in _GIVING
    ) or will == "no":
        stage = "refused"
    elif not said and (verb.form == "cond" or "cond" in helped) and not _under_way(parsed, verb, words):
        stage = "intent" if verb.stage in _COMING else "authorised" if would_let(parsed, verb) else NO_STAGE
    else:
        stage = not_yet_done(parsed, verb) or _unheaded(parsed, verb, words, coming=coming)
    return Governing(stage, verb, passive, negated, rule)


def _by_its_object(parsed: Parsed, verb: Verb) -> Verb:
    """A verb as what is done by it makes it: done, invested, completed, spent."""
    verb = deed_done(parsed, verb) or leave_won(parsed, verb) or grants_request(parsed, verb) or verb
    if verb.frame == "invest":
        verb = verb._replace(stage="spent", frame="spend") if _at_home(parsed, verb) else verb._replace(frame="give")
    if verb.stage == "completed" and verb.frame == "spend" and _is_learnt(parsed, verb):
        verb = verb._replace(stage="provided", frame="attend")
    if verb.stage == "completed" and _is_of_a_sale(parsed, verb):
        verb = verb._replace(stage="approved", frame="give")
    if verb.form == "weak" and verb.stage == "spent" and (planned := _planned(parsed, verb)):
        verb = verb._replace(stage=planned)
    return verb


def _not_to(parsed: Parsed, verb: Verb, words: list[str]) -> bool:
    """Whether an infinitive is denied, as what somebody will not do: "decided not to deliver", but not "sin desembolsar"."""
    if verb.form == "base" and not any(parsed.small.aux.get(word) == "to" for word in words[-1:]):
        return False
    return verb.form in ("base", "inf") and parsed.small.role.get(words[-1] if words else "") != "without"


def _is_learnt(parsed: Parsed, verb: Verb) -> bool:
    """Whether what is completed are courses: "640 officers completed NADR-funded courses"."""
    courses = parsed.sentence.scene.words.local("slot-course")
    return any(word in courses for word in parsed.gap(verb.end, min(verb.end + HEAD_REACH, parsed.end)))


def _is_of_a_sale(parsed: Parsed, verb: Verb) -> bool:
    """Whether what is cleared is a sale and no ground: "cleared a $355 million sale of radars", "cleared an FMS case"."""
    sold = any(other.frame == "sell" for other in parsed.verbs if other is not verb)
    if not (sold or any(mark.code in _SALES and mark.start >= verb.end for mark in parsed.programmes)):
        return False
    return parsed.plain[verb.start : verb.end] in parsed.sentence.scene.words.local("slot-clears")


def _planned(parsed: Parsed, verb: Verb) -> str:
    """The stage of what something costs that only is planned: "Notifications to Congress included ten helicopters, at a cost of"."""
    before = next((v for v in reversed(parsed.verbs) if v.end <= verb.start), None)
    return before.stage if before is not None and before.stage in CONTROL - {"committed"} else ""


def _at_home(parsed: Parsed, verb: Verb) -> bool:
    """Whether who invests is no donor and names nobody else: "las Fuerzas Armadas han invertido 1.450 millones"."""
    subject = next((p for p in reversed(parsed.parties) if p.end <= verb.start and p.role == BARE), None)
    around = clause_around(parsed.sentence.scene, verb.start) or (parsed.start, parsed.end)
    near = (p for p in parsed.parties if around[0] <= p.start < around[1])
    others = any(p.role in (IN, TO, FOR, SUPPORT, WITH) and p is not subject and p.code for p in near)
    return (
        subject is not None
        and subject.code != USA
        and subject.kind in ("state", MINISTRY, "place", "country")
        and not others
    )


def _coming(parsed: Parsed, verb: Verb, helped: set[str], *, said: bool) -> bool:
    """Whether what a verb tells is still to come."""
    if verb.form == "base" and helped <= {"to"} and (_promised(parsed, verb) or _goes_on_coming(parsed, verb)):
        return True
    if (verb.form == "inf" and _let_come(parsed, verb)) or is_aimed_at(parsed, verb):
        return True
    if verb.form in ("base", "inf") and helped <= {"to"} and is_meant_before(parsed, verb):
        return True
    if (
        verb.form == "fut"
        or "future" in helped
        or "intent" in helped
        or {"to", "passive"} <= helped
        or {"yet", "to"} <= helped
    ):
        return True
    if "decision" in helped and verb.frame == "give":
        return True  # "decided to donate"
    if "to" in helped and verb.form == "base" and _headline(parsed, verb):
        return True
    return said and (verb.form == "cond" or "cond" in helped)


def _goes_on_coming(parsed: Parsed, verb: Verb) -> bool:
    """Whether "and" joins a verb to one with a "will" before it: "will train 300 marines and hand over two boats"."""
    before = next((v for v in reversed(parsed.verbs) if v.end <= verb.start), None)
    if before is None or before.form != "base":
        return False
    if not any(parsed.small.clause.get(word) == "and" for word in parsed.gap(before.end, verb.start)[-1:]):
        return False
    led = parsed.gap(max(parsed.start, before.start - _DEBATE), before.start)[-2:]
    return any(parsed.small.aux.get(word) == "future" for word in led)


def _let_come(parsed: Parsed, verb: Verb) -> bool:
    """Whether a verb depends on one that lets something happen later: "permitirán capacitar a 150 especialistas"."""
    before = next((v for v in reversed(parsed.verbs) if v.end <= verb.start), None)
    near = before is not None and verb.start - before.end < HEAD_REACH
    return near and before is not None and before.frame == "permit" and before.form == "fut"


def _promised(parsed: Parsed, verb: Verb) -> bool:
    """Whether "will" stands before a verb with an insertion between, or before one that "and" joins to it: "will before the year runs out take
    delivery of", "will support 20 aircraft and train 30 pilots"."""
    before = next((v.end for v in reversed(parsed.verbs) if v.end <= verb.start), parsed.start)
    words = parsed.gap(max(before, verb.start - _FAR), verb.start)
    if words and parsed.small.clause.get(words[-1]) == "and" and not joined_as_finite(parsed, verb, words):
        words.pop()
    last = next((at for at in range(len(words) - 1, -1, -1) if parsed.small.aux.get(words[at]) == "future"), None)
    if last is None:
        return False
    return not any(word in ";:" or parsed.small.clause.get(word) in ("and", "rel") for word in words[last:])


def _unheaded(parsed: Parsed, verb: Verb, words: list[str], *, coming: bool) -> str:
    """The stage of a verb that depends on none and is not denied."""
    stage = verb.stage
    if asked := _asked_or_agreed(parsed, verb):
        return asked
    if stage == "provided" and verb.frame in ("train", "attend") and goes_on(parsed, verb):
        return "active"
    if stage == "committed" and verb.form == "noun" and (_to_do(parsed, verb) or _told(parsed, verb)):
        return "pledged"
    if stage in _COMING and _under_way(parsed, verb, words):
        return "pledged" if stage == "committed" else "announced"
    to_come = verb.form == "noun" and any(parsed.small.aux.get(w) == "future" for w in words)
    if to_come and (verb.frame == "deploy" or (verb.frame == "buy" and _is_funded(parsed, words))):
        return "announced"
    if coming and verb.frame == "get" and (granted := granted_by_law(parsed, verb)):
        return granted
    if (coming or _looking_forward(parsed, verb)) and stage in _COMING and verb.frame != "pay":
        return "intent" if verb.frame in ("train", "attend", "get") else "pledged"
    if stage in ("announced", "provided") and _notice(parsed, verb):
        return "notified"
    by_law = verb.form in ("base", "fin") and given_by_law(parsed, verb)
    by_law = by_law or made_by_law(parsed, verb) or granted_by_parliament(parsed, verb)
    if stage in ("provided", "allocated") and by_law:
        return "approved"
    return "announced" if _brings(parsed, verb) else stage


def _is_funded(parsed: Parsed, words: list[str]) -> bool:
    """Whether what is bought is what money is for, by the verb right before: "will fund the purchase of 4 boats"."""
    funding = parsed.sentence.scene.words.local("slot-funding")
    return any(word in funding for word in words[-_SHORTLY:])


def _asked_or_agreed(parsed: Parsed, verb: Verb) -> str:
    """The stage of leave that is debated, or of what a request or an accord plans; "" for all else."""
    return "requested" if _is_debated(parsed, verb) else by_its_paper(parsed, verb)


def _is_debated(parsed: Parsed, verb: Verb) -> bool:
    """Whether leave is not given but debated: "whether to approve", "debate si autoriza"."""
    if verb.stage not in LEAVE or verb.frame == "permit":
        return False
    words = parsed.gap(max(parsed.start, verb.start - _DEBATE), verb.start)[-2:]
    return any(word in parsed.small.whether for word in words)


def _to_do(parsed: Parsed, verb: Verb) -> bool:
    """Whether a noun opens an infinitive: "a commitment to equip" is a promise."""
    return any(parsed.small.aux.get(word) == "to" for word in parsed.gap(verb.end, verb.end + 4)[:1])


def _told(parsed: Parsed, verb: Verb) -> bool:
    """Whether a commitment is what somebody announces, and so a promise: "announced an initial commitment of $32 million"."""
    before = next((v for v in reversed(parsed.verbs) if v.end <= verb.start), None)
    return before is not None and before.stage in ("announced", "pledged") and verb.start - before.end < HEAD_REACH


def _headline(parsed: Parsed, verb: Verb) -> bool:
    """Whether an infinitive follows its subject at once, as in headlines: "U.S. to send another $250 million"."""
    subjects = (p for p in parsed.parties if 0 < verb.start - p.end <= 5 and p.role == BARE)
    return any(not past_before(parsed.sentence.scene, p.start) for p in subjects)  # "visited Manila to deliver"


def _looking_forward(parsed: Parsed, verb: Verb) -> bool:
    return verb.form in ("base", "ing", "fin") and any(m.code == "future" and m.end <= verb.start for m in parsed.links)


def _notice(parsed: Parsed, verb: Verb) -> bool:
    """A notice that "announces" is a notification."""
    return any(v.stage == "notified" and v.form == "noun" and v.end <= verb.start for v in parsed.verbs)


def _under_way(parsed: Parsed, verb: Verb, words: list[str]) -> bool:
    """Whether somebody is giving a sum, and so has not given it yet: "is sending $90 million", "está enviando 12 tanques"."""
    local = parsed.sentence.scene.words.local
    moved = verb.frame in _MOVING and verb.stage != "withdrawn" and verb.form in ("ed", "part")
    if moved and any(word in local("slot-being") for word in words[-1:]):
        return True  # "a battalion being moved from Haiti"
    moving = parsed.plain[verb.start : verb.end] in local("slot-moving")
    if not (verb.frame in ("give", "send") or moving) or verb.form not in ("ing", "inf"):
        return False
    near = next((w for w in reversed(words) if parsed.small.aux.get(w) != "adverb"), "")
    return near in parsed.small.now or _in_brief(parsed, verb)


def _in_brief(parsed: Parsed, verb: Verb) -> bool:
    """Whether a telegram leaves out the "is" behind the subject at its head: "US providing five additional aircraft"."""
    subjects = (p for p in parsed.parties if p.start - parsed.start < _HEAD and p.role == BARE and not p.owns)
    return verb.form == "ing" and any(0 < verb.start - p.end <= 1 for p in subjects)


def _brings(parsed: Parsed, verb: Verb) -> bool:
    """A total that an announcement brings about: "announced $800 million, bringing the total committed to $1 billion"."""
    for link in parsed.links:
        if link.code == "total" and link.start <= verb.start:
            before = [v for v in parsed.verbs if v.end <= link.start]
            return any(v.stage in ("announced", "pledged") or _meant_to(parsed, v) for v in before)
    return False


def _meant_to(parsed: Parsed, verb: Verb) -> bool:
    """Whether a verb tells what somebody is going to do: "espera transferir"."""
    words = parsed.gap(max(parsed.start, verb.start - 16), verb.start)[-1:]
    return verb.form in ("inf", "base") and any(parsed.small.aux.get(w) in ("intent", "future") for w in words)
