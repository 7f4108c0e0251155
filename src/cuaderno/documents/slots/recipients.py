"""The rules by which a figure's recipient is filled, in the order in which they are asked."""

from __future__ import annotations

from functools import partial

from cuaderno.documents.draft import Draft
from cuaderno.documents.slots.asked import (
    AS_BEFORE,
    BUDGETED,
    LEFT_OPEN,
    Asked,
    Given,
    before_the_list,
    gets,
    goes_on_with_spending,
    spends_its_own,
    taken_up,
)
from cuaderno.documents.slots.context import are_countries
from cuaderno.documents.slots.implied import IMPLIED
from cuaderno.documents.slots.item_topics import headed_by_a_country, headed_by_a_programme
from cuaderno.documents.slots.meetings import OF_THE_TITLE, organisation_of
from cuaderno.documents.slots.parsed import USA
from cuaderno.documents.slots.resuming import of_the_people
from cuaderno.documents.slots.roles import FOR, IN, TO
from cuaderno.documents.slots.sides import NOBODY, WEAK
from cuaderno.statements.claim import MONEY, PERSONNEL

_PLANNED = frozenset(("pledged", "announced", "approved", "intent"))
"""The stages of what a country means to spend."""
_FOR_IT, _LED = (TO, FOR, IN), 4
"""The roles of what leads to defence, and words from there to it at most."""
_LABEL = 8
"""Characters at the head of a paragraph in which its label begins, behind the sign of an item."""


def _said_to_receive(asked: Asked) -> Given:
    found = asked.found
    if found.got == NOBODY and not IMPLIED.get(asked.draft.programme or "", ("", ""))[1]:
        return LEFT_OPEN
    if _gives_already(asked) or _of_its_own_programme(asked):
        return None
    told = AS_BEFORE in asked.draft.rules or (
        found.got == WEAK and "provider: taken up by its words" in asked.draft.rules
    )
    if set(found.recipient) == set(asked.draft.provider) and told:
        return None  # whom the figure before names as giver does not receive the price
    if found.recipient and not (found.got == WEAK and IMPLIED.get(asked.draft.programme or "", ("", ""))[1]):
        return found.recipient, found.got
    return None


def _gives_already(asked: Asked) -> bool:
    """Whether the organisation that a sentence names as receiving gives already: "90 % of it will go to the Union's fund"."""
    found = asked.found
    own = found.got not in ("to whom", WEAK) or are_countries(found.recipient)
    return not own and set(found.recipient) <= set(asked.draft.provider)


def _of_its_own_programme(asked: Asked) -> bool:
    """Whether the United States would receive under a programme by which they give: "U.S. firms received licenses for DCS"."""
    programme, own = asked.draft.programme, asked.context.own
    if asked.found.recipient != (USA,) or programme is None or not own or USA in own:
        return False
    return IMPLIED.get(programme, (USA, ""))[0] == USA


def _spent_under_its_name(asked: Asked) -> Given:
    """What a country whose name is the label of a paragraph spends is its own: "México: cayó un tercio, a 13.600 millones"."""
    draft, parsed = asked.draft, asked.parsed
    if draft.kind != MONEY or draft.stage != "spent" or not parsed.parties or len(draft.provider) != 1:
        return None
    label = parsed.parties[0]
    block = asked.context.scene.blocks[parsed.sentence.block]
    if label.kind != "place" or label.start > block.start + _LABEL or not headed_by_a_country(asked.context, block):
        return None
    return (draft.provider, "own spending") if (label.code,) == draft.provider else None


def _goes_to_the_mission(asked: Asked) -> Given:
    """To the mission of the title goes what is given for it and to nobody else: "Chile promised three helicopters"."""
    if asked.draft.elided and asked.last is not None and f"recipient: {OF_THE_TITLE}" in asked.last.rules:
        return asked.last.recipient, OF_THE_TITLE
    if f"programme: {OF_THE_TITLE}" not in asked.draft.rules or (asked.found.recipient and asked.found.got != WEAK):
        return None
    code = organisation_of(asked.context, asked.draft.programme or "")
    return None if code in asked.draft.provider else ((code,), OF_THE_TITLE)


def _spends_too(asked: Asked) -> Given:
    """A country of which a text on spending goes on to tell, of what it spends."""
    provider, found = asked.draft.provider, asked.found
    if len(provider) != 1 or provider == (USA,) or (found.recipient and found.got != WEAK):
        return None
    return (provider, "own spending") if are_countries(provider) and goes_on_with_spending(asked) else None


def _received_what_is_taken_up(asked: Asked) -> Given:
    told = taken_up(asked)
    return (told.recipient, "taken up by its words") if told is not None and told.recipient else None


def _receives_as_before(asked: Asked) -> Given:
    last = asked.last
    goes_on = asked.number or of_the_people(asked.draft)
    return (last.recipient, "as the figure before") if goes_on and last is not None and last.recipient else None


def _implied_to_receive(asked: Asked) -> Given:
    code = IMPLIED.get(asked.draft.programme or "", ("", ""))[1]
    return ((code,), "the programme's own") if code else None


def _goes_on_receiving(asked: Asked) -> Given:
    """ "It received …": the subject of the sentence before."""
    if not gets(asked) or asked.parsed.parties:
        return None
    subject = asked.context.subject_before(asked.parsed)
    learns = asked.governing is not None and asked.governing.verb.frame == "attend"
    if learns and not are_countries(subject):
        return None  # the organisation that teaches: "NATO opened a school. Some 30 officers are attending"
    return (subject, "subject of the sentence before") if subject and USA not in subject else None


def _own_budget(asked: Asked) -> Given:
    """A country itself, of what its government sets aside so that its own spending grows: "aprobó 90 millones para que el gasto alcance",
    or of what its parliament lets it borrow."""
    draft, parsed = asked.draft, asked.parsed
    if draft.kind != MONEY or len(draft.provider) != 1 or USA in draft.provider or asked.found.recipient:
        return None
    spends = draft.stage in BUDGETED and any(
        draft.anchor[1] <= v.start and v.frame == "spend" and v.form == "noun" for v in parsed.verbs
    )
    borrowing = asked.context.scene.words.local("slot-borrowing")
    spends = spends or any(word in borrowing for word in parsed.gap(parsed.start, draft.anchor[0]))
    alone = all(party.code in ("", *draft.provider) for party in parsed.parties)
    return (draft.provider, "own spending") if spends and alone else None


def _for_its_own_defence(asked: Asked) -> Given:
    """A country itself, of what it promises for defence and for nobody: "destinará 30.000 millones a defensa", "2 percent of GDP to defense"."""
    draft, parsed = asked.draft, asked.parsed
    if draft.kind != MONEY or len(draft.provider) != 1 or asked.found.recipient or draft.stage not in _PLANNED:
        return None
    if not are_countries(draft.provider) or any(party.code not in ("", *draft.provider) for party in parsed.parties):
        return None
    words, role = parsed.gap(parsed.start, parsed.end), parsed.small.role
    defence = asked.context.scene.words.local("slot-own-defence")
    for at, word in enumerate(words):
        if word in defence and any(role.get(led) in _FOR_IT for led in words[max(at - _LED, 0) : at]):
            return draft.provider, "own spending"
    return None


def _receives_by_the_text(asked: Asked) -> Given:
    if asked.parsed.worldwide or any(mark.code == "world" for mark in asked.parsed.anaphors):
        return None
    given = _around(asked)
    if given is None or not set(given[0]) & set(asked.draft.provider):
        return given
    own = asked.draft.kind == MONEY and asked.draft.stage in BUDGETED and given[0] == asked.draft.provider
    return (given[0], "own spending") if own else None


def _around(asked: Asked) -> Given:
    context, last, sentence = asked.context, asked.last, asked.parsed.sentence
    if last is not None and _serves_there(last) and asked.draft.kind == MONEY:
        last = None  # the missions in which people serve get no sum by that
    if asked.draft.kind == PERSONNEL and any(mark.code == "abroad" for mark in asked.parsed.links):
        return None  # people abroad are where a sentence says, and nowhere else
    near_by = last is not None and context.scene.sentence_at(last.anchor[0]).block == sentence.block
    if near_by and last is not None and last.recipient and (are_countries(last.recipient) or not context.own):
        return last.recipient, "as the figure before"
    if told := context.heading_sides(sentence)[1]:
        return told, "named in the heading"
    if context.own:
        return context.own, "whom the text is about"
    if context.home and context.donor and not set(context.home) & set(context.donor):
        return context.home, "where the text is written"
    if headed_by_a_programme(context, context.scene.blocks[sentence.block]):
        return None  # what a programme heads as its label goes on about no other item's country
    if (
        last is None
        or not last.recipient
        or context.heading(context.scene.sentence_at(last.anchor[0])) != context.heading(sentence)
    ):
        return None
    return last.recipient, "as the figure before"


def _serves_there(last: Draft) -> bool:
    """Whether a figure counts people on missions of organisations: "67,000 peacekeepers serving with the African Union"."""
    return last.kind == PERSONNEL and bool(last.recipient) and not are_countries(last.recipient)


RECIPIENT = (
    _spent_under_its_name,
    _goes_to_the_mission,
    _said_to_receive,
    partial(before_the_list, slot="recipient"),
    spends_its_own,
    _spends_too,
    _received_what_is_taken_up,
    _receives_as_before,
    _implied_to_receive,
    _goes_on_receiving,
    _own_budget,
    _for_its_own_defence,
    _receives_by_the_text,
)
