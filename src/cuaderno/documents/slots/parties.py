"""Who gives and who receives: the parties of a figure's sentence, by the frame of the verb that governs it, and the text around."""

from __future__ import annotations

from collections.abc import Callable

from cuaderno.documents.slots.abroad import abroad, on_duty
from cuaderno.documents.slots.acquiring import buying, getting, paying
from cuaderno.documents.slots.arms_exports import exported, to_each
from cuaderno.documents.slots.asking import asking, spending
from cuaderno.documents.slots.attending import attending
from cuaderno.documents.slots.awards import awarded
from cuaderno.documents.slots.bargains import by_its_purchase, for_its_purchases
from cuaderno.documents.slots.bracketed_places import place_of_brackets
from cuaderno.documents.slots.brought_in import let_in_before
from cuaderno.documents.slots.clause import Clause, Codes
from cuaderno.documents.slots.context import Context, are_countries
from cuaderno.documents.slots.contingents import in_contingent
from cuaderno.documents.slots.contracts import contracted
from cuaderno.documents.slots.contributors import contributes, contribution, elsewhere
from cuaderno.documents.slots.controlled import told_to_act
from cuaderno.documents.slots.exercises import CRAFT, host_of, hosts, hosts_before, is_hosted, is_of_exercise
from cuaderno.documents.slots.giving import giving, leaving, reached, teaching
from cuaderno.documents.slots.holders import having, holding, hosting
from cuaderno.documents.slots.imports import imported
from cuaderno.documents.slots.learners_abroad import learners_abroad
from cuaderno.documents.slots.leases import leased_out
from cuaderno.documents.slots.let_by_sums import let_by_a_sum
from cuaderno.documents.slots.meaning import Governing
from cuaderno.documents.slots.missions_strength import has_them
from cuaderno.documents.slots.own_funds import from_its_own
from cuaderno.documents.slots.parsed import ELIDING, Anchor, Parsed
from cuaderno.documents.slots.parts_of_a_force import part_of_a_force
from cuaderno.documents.slots.people import (
    admitted,
    at_home,
    deploying,
    to_mission,
    whose_people,
)
from cuaderno.documents.slots.permitted import may_be_there
from cuaderno.documents.slots.places_in_front import places_in_front
from cuaderno.documents.slots.programmes_of import MISSIONS
from cuaderno.documents.slots.roles import ELIDED, FOR, TO
from cuaderno.documents.slots.rows import in_row
from cuaderno.documents.slots.seizures import seizing
from cuaderno.documents.slots.sides import GETS, NOBODY, Sides
from cuaderno.documents.slots.spending_goals import goal_of_spending
from cuaderno.documents.slots.teachers import sent_to_learn, teachers
from cuaderno.documents.slots.thanked import thanked
from cuaderno.documents.slots.trade import traded
from cuaderno.documents.slots.trainees import taught_with_aid, trainees
from cuaderno.documents.slots.turned_away import declined, expelling
from cuaderno.documents.slots.whereabouts import with_others
from cuaderno.documents.slots.wishes import asked_for, wished
from cuaderno.documents.slots.with_their_own import with_their_own
from cuaderno.statements.claim import MONEY, PERSONNEL

_FRAMES: dict[str, Callable[[Clause], Sides | None]] = {
    "ask": asking, "attend": attending, "buy": buying, "expel": expelling, "get": getting, "have": having, "host": hosting, "leave": leaving, "pay": paying, "settle": paying,
    "seize": seizing, "spend": spending, "train": teaching,
}  # fmt: skip
"""What tells the sides of a verb by its frame; every other verb gives, and so does one of which its frame cannot tell."""
_LET_IN = frozenset(("authorised", "requested"))
"""The stages of people who are let in."""
_OF_THEM = 16
"""Characters in which "of them" stands between a number and whose people they are."""
_SENT = frozenset(("deploy", "need", "work"))
_BRINGING = frozenset(("give", "send", "deploy"))
_GOING = frozenset(("send", "deploy", "none", "travel"))


def sides(context: Context, parsed: Parsed, number: int, governing: Governing | None) -> Sides:
    """Provider and recipient of a figure, as far as its sentence says."""
    governing = by_its_purchase(parsed, number, governing) if parsed.anchors else governing
    clause = Clause(context, parsed, number, governing)
    own = traded(clause) or exported(clause, governing) or to_each(clause) or with_their_own(clause) or in_row(clause)
    if own is not None:
        return own
    found = _by_frame(clause, governing)
    if not found.recipient and (clause.parts_follow or _for_several(clause)):
        found = found._replace(got=NOBODY)
    if (there := place_of_brackets(parsed, number)) is not None:
        return found._replace(recipient=(there.code,), got="its own in brackets")
    if number and clause.here is not None:
        elided = next(
            (p for p in reversed(parsed.parties) if p.role == ELIDED and 0 < clause.here.start - p.end <= ELIDING),
            None,
        )
        if elided is not None and (clause.frame in GETS or found.got == "subject of the passive"):
            return found._replace(recipient=(elided.code,), got="subject of the verb left out")
        if elided is not None:
            return found._replace(provider=(elided.code,), gave="subject of the verb left out")
    return _in_turn(clause, _where_its_clause_opens(clause, found))


def _where_its_clause_opens(clause: Clause, found: Sides) -> Sides:
    """The sides of people with the place that opens their own clause, behind that of others: "…, and in Lebanon it keeps 1,200"."""
    here = clause.here
    front = places_in_front(clause.parsed).get(clause.number) if clause.number else None
    if here is None or front is None or here.draft.kind != PERSONNEL or found.got == "to whom":
        return found
    there = tuple(code for code in front.codes if code not in found.provider)
    return found._replace(recipient=there, got="where they are") if there else found


def _for_several(clause: Clause) -> bool:
    """Whether a sum is for countries that are only counted: "160 millones para siete naciones centroamericanas"."""
    here, parsed, number = clause.here, clause.parsed, clause.number + 1
    if here is None or here.draft.kind != MONEY or number >= len(parsed.anchors):
        return False
    following = parsed.anchors[number]
    led = parsed.gap(here.end, following.start)[-1:]
    return following.draft.unit == "countries" and bool(led) and parsed.small.role.get(led[0]) in (FOR, TO)


def _in_turn(clause: Clause, found: Sides) -> Sides:
    """Each its own where as many parties as figures are listed "respectively"."""
    parsed = clause.parsed
    if parsed.links and len(parsed.anchors) > 1 and any(m.code == "respectively" for m in parsed.links):
        if len(found.recipient) == len(parsed.anchors):
            return found._replace(recipient=(found.recipient[clause.number],), got="in turn")
        if len(found.provider) == len(parsed.anchors):
            return found._replace(provider=(found.provider[clause.number],), gave="in turn")
    return found


def _by_frame(clause: Clause, governing: Governing | None) -> Sides:
    if clause.here is not None and is_of_exercise(clause.context, clause.parsed, clause.number):
        return _taking_part(clause)
    if clause.here is not None and (found := _of_people(clause, clause.here, governing)) is not None:
        return found
    if (taught := trainees(clause) or taught_with_aid(clause)) is not None:
        return taught
    counted = clause.here is not None and clause.here.draft.unit == "countries"
    if counted and clause.frame in ("sell", "host") and not reached(clause):
        return Sides((), (), NOBODY, NOBODY)
    if (
        found := from_its_own(clause)
        or for_its_purchases(clause)
        or goal_of_spending(clause)
        or imported(clause)
        or contracted(clause)
        or awarded(clause)
        or thanked(clause)
        or wished(clause)
        or asked_for(clause)
        or declined(clause, governing)
        or let_by_a_sum(clause)
    ) is not None:
        return found
    by_frame = _FRAMES.get(clause.frame) if not leased_out(clause) else None
    found = by_frame(clause) if by_frame is not None else None
    found = found if found is not None else giving(clause, passive=clause.passive and clause.frame != "pay")
    return found if found.provider else _of_their_nation(clause, found)


def _of_their_nation(clause: Clause, found: Sides) -> Sides:
    """The sides with the nation of people for who sends them, where nobody named does: "autorizó el envío de 300 soldados españoles a Malí"."""
    if clause.frame != "send" or clause.here is None or clause.here.draft.kind != PERSONNEL or not found.recipient:
        return found
    theirs = clause.codes([p for p in whose_people(clause) if p.kind == "demonym"])
    return found._replace(provider=theirs, gave="whose people") if not set(theirs) & set(found.recipient) else found


def _of_a_mission(clause: Clause, here: Anchor) -> Sides | None:
    """Of whom some people of a mission are, where no verb tells: "the force includes 2,400 Italians"; None for all else."""
    if here.draft.programme not in MISSIONS or clause.verb is not None:
        return None
    theirs, mission = clause.codes(whose_people(clause)), [p for p in clause.near if p.kind == "mission"]
    if not theirs or not are_countries(theirs) or not mission:
        return None
    return Sides(theirs, clause.codes(mission[:1]), "whose people", "the mission")


def _let(clause: Clause, doing: str) -> bool:
    """Whether leave is given for people to come in or stay, or to go: "autorizó el ingreso al territorio nacional de hasta 1.172 militares",
    "authorized the departure from the country of 44 soldiers"; `doing` names the words for it."""
    if clause.frame != "give" or clause.verb is None or clause.here is None:
        return False
    words = clause.parsed.sentence.scene.words.local(doing)
    return any(word in words for word in clause.parsed.gap(clause.verb.end, clause.here.start))


def _let_move(clause: Clause, here: Anchor) -> Sides | None:
    """Who lets others in with their ships, or its own people go; None where leave is given for neither."""
    moving = here.draft.kind != MONEY
    entering = moving and _let(clause, "slot-entering")
    told = clause.verb is not None and told_to_act(clause.parsed, clause.verb) is not None
    if entering or (clause.frame == "deploy" and not told):
        host = clause.codes(clause.subject())
        if host and not are_countries(host) and whose_people(clause):
            return deploying(clause, giving(clause, passive=clause.passive))  # whom a council lets go
        if (len(host) == 1 or (entering and not host and whose_people(clause))) and not _is_let(clause):
            return admitted(clause, host)
    leaving = moving and _let(clause, "slot-leaving")
    return deploying(clause, giving(clause, passive=clause.passive)) if leaving else None


def _is_let(clause: Clause) -> bool:
    """Whether the subject gets the leave: "Kenya received authorization to deploy 1,000 officers"."""
    start = clause.verb.start if clause.verb is not None else clause.parsed.start
    return any(v.frame == "get" and v.form != "noun" and v.end <= start for v in clause.parsed.verbs)


def _taking_part(clause: Clause) -> Sides:
    """Whose people take part in an exercise, where it says so, and who hosts it."""
    host = host_of(clause.parsed, clause.number)
    there = clause.codes(clause.chain(host))
    if host is None and is_hosted(clause.parsed, clause.number):
        there = clause.context.subject_before(clause.parsed) or clause.context.own
    there = there or hosts(clause.context, clause.parsed)
    unit = clause.here.draft.unit if clause.here is not None else None
    counted = clause.here is not None and unit not in CRAFT and clause.here.draft.kind != PERSONNEL
    theirs = () if counted else clause.codes(clause.chain(next(iter(whose_people(clause)), None)))
    if not theirs and not counted:
        brought = clause.frame in _BRINGING or (clause.verb is None and host is None)
        theirs = _some_of_them(clause) or (clause.codes(clause.subject()) if brought else ())
    if not theirs and unit in CRAFT and clause.number:
        theirs = clause.parsed.anchors[clause.number - 1].draft.provider  # "four Indian fighters and two tankers"
    people = tuple(code for code in theirs if code not in there) or theirs
    before = hosts_before(clause.context)
    there = there or (before if not set(before) & set(theirs) else ()) or _beside_its_own(clause, people)
    if not there and people and not set(people) & set(clause.context.home):
        there = clause.context.home
    if not (people or there) and not counted and (let := let_in_before(clause.context, clause.parsed)) is not None:
        return _as_let_in(clause, clause.context.parsed(let))
    return Sides(people, there, "whose people" if people else NOBODY, "who hosts" if there else NOBODY)


def _as_let_in(clause: Clause, parsed: Parsed) -> Sides:
    """Whose people a sentence lets in, and who does: "The Government authorised the entry of U.S. troops … . The exercise will involve 42"."""
    leave = next((verb.start for verb in parsed.verbs if verb.stage in ("authorised", "approved")), parsed.end)
    host = clause.codes([p for p in parsed.parties if p.end <= leave][:1]) or clause.context.own
    behind = [p for p in parsed.parties if p.code and p.start > leave]
    sent = [p for p in behind if p.code not in host and are_countries((p.code,))]
    return Sides(clause.codes(sent[:1]), host, "whose people" if sent else NOBODY, "who lets them in")


def _some_of_them(clause: Clause) -> Codes:
    """Of what nation some of those counted before are: "16,700 participants, about 11,000 of them American"."""
    if clause.here is None or "part_of" not in clause.here.draft.marks:
        return ()
    until = min(clause.parsed.next_anchor(clause.number), clause.here.end + _OF_THEM)
    return clause.codes([p for p in clause.near if p.kind == "demonym" and clause.here.end <= p.start < until][:1])


def _beside_its_own(clause: Clause, people: Codes) -> Codes:
    """Whom the text is about, where its own people take part beside others: "60 U.S. soldiers and 150 Armenian soldiers"."""
    own = clause.context.own
    named = bool(people) and not set(own) & set(people) and any(p.code in own for p in clause.parsed.parties)
    return own if named or (bool(people) and set(people) <= set(clause.context.donor) - set(own)) else ()


def _set_out(clause: Clause) -> Sides | None:
    """Whose people set out for a place, where nobody sends them: "230 soldados kenianos partieron hacia Haití"."""
    if clause.frame not in ("none", "travel") or clause.verb is None or clause.verb.stage != "deployed":
        return None
    if clause.frame == "travel" and clause.here is not None and clause.verb.start < clause.here.start:
        return Sides((), clause.codes(whose_people(clause)), NOBODY, "who travels")  # "viajaron a Texas 20 pilotos"
    found = giving(clause, passive=clause.passive)
    theirs = () if found.provider else clause.codes(whose_people(clause))
    return found._replace(provider=theirs, gave="whose people") if theirs else found


def _there(clause: Clause) -> Sides | None:
    """The sides of people whom somebody has, who set out by themselves, or who are in another country; None for all others."""
    return holding(clause) if clause.frame == "have" else _set_out(clause) or with_others(clause)


def _are_sent(clause: Clause, here: Anchor) -> bool:
    """Whether people, or units of a nation's people, are sent or arrive: "Two Ethiopian battalions were deployed to Somalia"."""
    if here.draft.kind == PERSONNEL:
        return clause.frame in _SENT or (clause.verb is not None and clause.verb.stage == "delivered")
    return here.draft.unit == "units" and clause.frame == "deploy" and bool(whose_people(clause))


def _of_people(clause: Clause, here: Anchor, governing: Governing | None) -> Sides | None:
    """The sides of people sent, let in or had, and of goods sent to a mission; None for every other figure."""
    frame, people = clause.frame, here.draft.kind == PERSONNEL
    if people and (away := learners_abroad(clause) or abroad(clause, governing)) is not None:
        return away
    if people and may_be_there(clause.parsed, clause.number):
        return deploying(clause, giving(clause, passive=clause.passive))
    if (
        there := in_contingent(clause)
        or _of_a_mission(clause, here)
        or part_of_a_force(clause)
        or has_them(clause)
        or elsewhere(clause)
        or at_home(clause)
    ) is not None:
        return there
    if contributes(clause):
        return contribution(clause)
    if (found := on_duty(clause) if frame != "train" else teachers(clause)) is not None:
        return found
    if frame in _GOING and people and (found := sent_to_learn(clause)) is not None:
        return found
    if governing is not None and governing.stage in _LET_IN and (let := _let_move(clause, here)) is not None:
        return let
    if _are_sent(clause, here):
        return deploying(clause, giving(clause, passive=clause.passive))
    if frame == "deploy" and (where := to_mission(clause)):
        return giving(clause, passive=False)._replace(recipient=where, got="the mission")
    return _there(clause) if people else None
