"""Who gives where the sentence leaves it open: what the programme implies, the figures before, the heading, the text."""

from __future__ import annotations

from functools import partial

from cuaderno.documents.draft import Draft
from cuaderno.documents.slots.abroad import goes_abroad, senders_before, sends_all
from cuaderno.documents.slots.arms_exports import THERE, exporter_before, still_exports
from cuaderno.documents.slots.asked import (
    LEFT_OPEN,
    Asked,
    Given,
    before_the_list,
    gets,
    goes_on_with_spending,
    is_named_here,
    spends_its_own,
    taken_up,
)
from cuaderno.documents.slots.clause import Codes
from cuaderno.documents.slots.context import are_countries
from cuaderno.documents.slots.exercises import OF_AN_EXERCISE
from cuaderno.documents.slots.heads import LEAVE
from cuaderno.documents.slots.implied import IMPLIED, TAUGHT
from cuaderno.documents.slots.parsed import USA, Parsed
from cuaderno.documents.slots.payments import PAID
from cuaderno.documents.slots.programmes_of import MISSIONS, is_plan
from cuaderno.documents.slots.roles import BARE, FOR, IN, OF, TO
from cuaderno.documents.slots.sides import NOBODY, WEAK
from cuaderno.documents.slots.titles import in_title
from cuaderno.statements.claim import MONEY, PERSONNEL

_OFFERED = frozenset(("FMS", "DCS", "EDA"))
_OWED, _ENROLLED = 32, 28
"""Characters before a sum in which it is said that it is owed, and around a number of countries in which they are told to be in a programme."""
_REACHED = frozenset((TO, FOR, IN))
"""The roles of prepositions before countries that a sum reaches."""


def _implied(asked: Asked) -> str:
    """The provider that the figure's programme implies, or the programmes of a sentence with one figure."""
    programme = asked.draft.programme
    if programme:
        return IMPLIED.get(programme, (USA, ""))[0]
    givers = {IMPLIED.get(mark.code, (USA, ""))[0] for mark in asked.parsed.programmes} if not asked.number else set()
    return givers.pop() if len(givers) == 1 else ""


def _said_to_give(asked: Asked) -> Given:
    found = asked.found
    if found.provider:
        programme = asked.draft.programme
        offered = programme in _OFFERED and (
            is_named_here(asked.draft) or bool(asked.context.notice) or found.provider == asked.context.own
        )
        granted = _pays_with_a_grant(asked)
        offered = offered and found.gave != "who pays"
        lent = offered or granted or (programme in TAUGHT and found.gave == "whose aid")
        if lent and USA not in found.provider:
            return (USA,), "the programme's own"
        return found.provider, found.gave
    buys = asked.governing is not None and asked.governing.verb.frame == "buy" and asked.draft.unit != "countries"
    bought = buys and (asked.context.bilateral or _are_cleared(asked) or bool(exporter_before(asked.context)))
    return LEFT_OPEN if found.gave == NOBODY and not _implied(asked) and not bought else None


def _are_cleared(asked: Asked) -> bool:
    """Whether a purchase only has the leave of who sells: "has been cleared to purchase 48 helicopters"."""
    return asked.governing is not None and asked.governing.stage in LEAVE and bool(asked.context.donor)


def _pays_with_a_grant(asked: Asked) -> bool:
    """Whether a country pays with the money of a programme of grants: "Rabat will pay itself, except for $10 million of FMF"."""
    programme, found = asked.draft.programme, asked.found
    if asked.draft.kind != MONEY or programme is None or is_plan(programme) or not is_named_here(asked.draft):
        return False
    own = found.provider == found.recipient or (not found.recipient and found.provider == asked.context.own)
    return own and IMPLIED.get(programme, (USA, ""))[0] == USA


def _implied_to_give(asked: Asked) -> Given:
    code = _implied(asked)
    return ((code,), "the programme's own") if code else None


def _gave_what_is_taken_up(asked: Asked) -> Given:
    """Who gave what a definite noun at the head of the sentence takes up: "El material está valuado en"."""
    told = taken_up(asked)
    return (told.provider, "taken up by its words") if told is not None and told.provider else None


def _gives_as_before(asked: Asked) -> Given:
    last, number = asked.last, asked.number
    if last is None or (not number and f"stage: {OF_AN_EXERCISE}" in last.rules):
        return None  # whose people train together gives nothing by that
    if asked.draft.kind != MONEY and f"stage: {PAID}" in last.rules:
        return LEFT_OPEN  # who paid is not of whom it bought
    before = asked.governing is not None and asked.governing.verb.end <= asked.draft.anchor[0]
    got = asked.found.recipient if before and asked.found.got == "who receives" else ()
    if last.provider and set(last.provider) <= set(got):
        return LEFT_OPEN  # "sent Ukraine 40 vehicles and received 40 in exchange"
    if (
        asked.governing is None
        and not number
        and asked.draft.kind != MONEY
        and _only_named(asked.parsed, last.recipient)
    ):
        return LEFT_OPEN
    if last.provider and (number or _goes_on(asked, last)):
        return last.provider, "as the figure before"
    alone = asked.draft.programme is not None and asked.draft.programme != last.programme
    return LEFT_OPEN if number and not last.provider and not alone else None


def _only_named(parsed: Parsed, codes: Codes) -> bool:
    """Whether the only party named is the subject, and it is the one that received before: "Ukraine says it needs …"."""
    return bool(parsed.parties) and all(p.code in codes for p in parsed.parties) and parsed.parties[0].role == BARE


def _goes_on(asked: Asked, last: Draft) -> bool:
    """Whether a sentence goes on about the parties of the figure before: the same paragraph, and nobody new in it."""
    if asked.context.scene.sentence_at(last.anchor[0]).block != asked.parsed.sentence.block:
        return False
    known = {*last.provider, *last.recipient}
    plain = asked.parsed.plain
    return all(
        not p.code or p.code in known or p.role == "in" or "-" in plain[p.start : p.end + 1]
        for p in asked.parsed.parties
    )


def _gives_by_the_sentence_before(asked: Asked) -> Given:
    """A sentence without any name goes on about the subject of the one before, unless that is whom the text is about; of those who learn,
    that is the organisation that teaches."""
    learns = asked.governing is not None and asked.governing.verb.frame == "attend"
    if asked.number or any(party.code for party in asked.parsed.parties) or (gets(asked) and not learns):
        return None
    subject = asked.context.subject_before(asked.parsed)
    if learns and are_countries(subject):
        return None
    taken = {*asked.context.own, *asked.found.recipient} if asked.found.got != NOBODY else set()
    last, before = asked.last, asked.parsed.sentence.previous
    if last is not None and before is not None and last.anchor[0] >= before.start:
        taken |= {*last.recipient} - {*last.provider}  # "Kenya received 20 vehicles. They cost $20 million"
    return (subject, "subject of the sentence before") if subject and not set(subject) & taken else None


def _sends_as_before(asked: Asked) -> Given:
    codes = senders_before(asked.context, asked.parsed, asked.number, asked.found.recipient)
    return (codes, "who sent those before") if codes else None


def _spends_too(asked: Asked) -> Given:
    """A country of which a text on spending goes on to tell: "Poland's military spending rose to $38 billion. Sweden's rose to $12 billion"."""
    found, last = asked.found, asked.last
    if found.provider or found.got != WEAK or last is None or last.stage != "spent":
        return None
    whose = [p for p in asked.parsed.parties if p.code]
    own = len({p.code for p in whose}) == 1 and (whose[0].owns or whose[0].role == OF)
    if not own or whose[0].end > asked.draft.anchor[0] or not are_countries(found.recipient):
        return None
    return (found.recipient, "who spends") if goes_on_with_spending(asked) else None


def _sends_all(asked: Asked) -> Given:
    if asked.context.exercised:
        return None  # people of many nations take part
    codes = sends_all(asked.context, asked.parsed, asked.number, asked.found.recipient)
    return (codes, "who sends all of them") if codes else None


def _exports_as_before(asked: Asked) -> Given:
    codes = still_exports(asked.context, asked.parsed, asked.draft, asked.found.recipient)
    return (codes, THERE) if codes else None


def _gives_by_the_text(asked: Asked) -> Given:
    if asked.parsed.worldwide and asked.context.exercised and asked.draft.kind != MONEY:
        return None  # forces of many countries that take part in an exercise are not the donor's
    run_in = asked.context.run_in(asked.parsed.sentence)
    if run_in and not set(run_in) & {*asked.context.own, *asked.found.recipient}:
        return run_in, "named at the head of the paragraph"
    if given := asked.context.heading_sides(asked.parsed.sentence)[0]:
        return given, "named in the heading"
    donor, own = asked.context.donor, asked.context.own
    if goes_abroad(asked.parsed, asked.number) and not set(home := asked.context.home or own) & set(
        asked.found.recipient
    ):
        return home, "whose people"
    if asked.context.notice and own and asked.found.recipient and not set(own) & set(asked.found.recipient):
        return None  # of whom another country than the buyer has its goods, the notice does not say
    if asked.draft.kind == PERSONNEL and asked.draft.programme in MISSIONS and donor != (USA,):
        there = tuple(p.code for p in (*asked.parsed.parties, *asked.context.titled.parties) if p.role == IN)
        return asked.context.sender((*asked.found.recipient, *there)), "who sends"
    if (
        asked.draft.kind == PERSONNEL
        and asked.draft.programme in MISSIONS
        and not in_title(asked.context.titled, donor)
    ):
        return None  # who is only named in a report on a mission sends it no people
    return (donor, "the text's donor") if donor and not set(donor) & set(asked.found.recipient) else None


def _owed(asked: Asked) -> Given:
    """What has not been paid is given by nobody yet: "arrears stood at $2 billion"."""
    start = asked.parsed.anchors[asked.number].start
    owed = asked.context.scene.words.local("slot-owed")
    begin = max(asked.parsed.start, asked.parsed.plain.find(" ", start - _OWED, start))  # no part of a word: "Za|mora"
    words = asked.parsed.gap(begin, start)
    return LEFT_OPEN if not asked.found.provider and any(word in owed for word in words) else None


def _gives_to_those_counted(asked: Asked) -> Given:
    """Who gives the sum that is for countries only counted, or has the programme in which they are: "programs worth $160 million, intended for 10
    countries", "the 27 countries enrolled"."""
    parsed, number = asked.parsed, asked.number
    if asked.draft.unit != "countries" or asked.found.provider or asked.context.exercised:
        return None
    here = parsed.anchors[number]
    before = parsed.anchors[number - 1] if number else None
    if before is not None and before.draft.kind == MONEY and before.draft.provider:
        led = parsed.gap(before.end, here.start)
        if any(parsed.small.role.get(word) in _REACHED or parsed.small.clause.get(word) == "rel" for word in led):
            return before.draft.provider, "who gives to those counted"
    words = parsed.gap(max(parsed.start, here.start - _ENROLLED), min(parsed.end, here.end + _ENROLLED))
    enrolled = asked.context.scene.words.local("slot-enrolled")
    donor = asked.context.donor if any(word in enrolled for word in words) else ()
    return (donor, "the text's donor") if donor else None


PROVIDER = (
    _owed,
    _gives_to_those_counted,
    _said_to_give,
    partial(before_the_list, slot="provider"),
    _implied_to_give,
    spends_its_own,
    _spends_too,
    _gave_what_is_taken_up,
    _gives_as_before,
    _gives_by_the_sentence_before,
    _sends_as_before,
    _sends_all,
    _exports_as_before,
    _gives_by_the_text,
)
"""The rules that may fill a provider, the first that answers."""
