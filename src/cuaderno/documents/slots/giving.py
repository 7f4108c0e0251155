"""Who gives by a clause and to whom, for the verbs of giving and teaching, of leaving, and of what two do together."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause, Codes
from cuaderno.documents.slots.givers import bought_by, giver
from cuaderno.documents.slots.parsed import USA
from cuaderno.documents.slots.people import whose_people
from cuaderno.documents.slots.pronouns import to_whom_it_is
from cuaderno.documents.slots.receiving import receiver, taker_of
from cuaderno.documents.slots.roles import BETWEEN, FOR, FROM, IN, OF, TO
from cuaderno.documents.slots.sides import NOBODY, Sides
from cuaderno.statements.claim import MONEY, PERSONNEL

_LIST, _DEAL, _HEDGED = 2, 40, 24
"""Words and signs between a count of countries and their names: "six countries—Senegal, …"; characters between a deal and its sum, and
between a preposition and its number."""


def giving(clause: Clause, *, passive: bool) -> Sides:
    """Who gives and who receives, by the frame of a verb of giving or of none."""
    provider, gave = giver(clause, passive=passive)
    taker = taker_of(clause, provider)
    recipient, got = (taker, "who receives") if taker else receiver(clause, provider, passive=passive)
    if not recipient and provider and (taker := to_whom_it_is(clause, provider)):
        recipient, got = taker, "to whom, by a pronoun"
    if not recipient and (buyer := clause.codes([p for p in clause.near if bought_by(clause, p)][:1])):
        recipient, got = tuple(code for code in buyer if code not in provider), "who had bought it"
    if recipient == (USA,) and not provider:
        recipient, got = (), ""
    if not provider and (pair := clause.codes(clause.first(clause.near, BETWEEN))) and len(pair) == 2:
        first = USA if USA in pair else pair[0]
        return Sides((first,), tuple(code for code in pair if code != first), "together", "together")
    several = not recipient and len(provider) > 1 and clause.here is not None and clause.here.draft.kind != PERSONNEL
    one = clause.codes(clause.first(clause.after, TO, FOR)) if several else ()
    if one and set(one) < set(provider):  # "Turkey and Ghana reached a deal that includes the delivery to Ghana of"
        return Sides(tuple(code for code in provider if code not in one), one, gave, "to whom")
    if not recipient and len(provider) > 1 and (USA in provider or _bargain(clause, provider)):
        return together(clause, provider)
    if clause.here is not None and clause.here.draft.unit == "countries":
        return _counted(clause, Sides(provider, recipient, gave, got))
    return Sides(provider, recipient, gave, got)


def _bargain(clause: Clause, codes: Codes) -> bool:
    """Whether a sum is that of a deal between two of whom one is whom the text is about: "Israel and Honduras are close to a deal worth"."""
    here, parsed = clause.here, clause.parsed
    if here is None or here.draft.kind != MONEY or not set(codes) & set(clause.context.own):
        return False
    deals = parsed.sentence.scene.words.local("slot-deal")
    return any(word in deals for word in parsed.gap(max(parsed.start, here.start - _DEAL), here.start))


def _counted(clause: Clause, found: Sides) -> Sides:
    """A number of countries: those listed behind it by name, else nobody gives, and nobody receives where nothing is done."""
    here = clause.here.end if clause.here is not None else clause.parsed.start
    listed = clause.chain(next((p for p in clause.near if p.start >= here), None))
    words = clause.parsed.gap(here, listed[0].start) if len(listed) > 1 else []
    if words and not words[-1].isalnum() and len(words) <= _LIST:
        return found._replace(recipient=clause.codes(listed), got="the countries counted")
    if found.provider and reached(clause):
        return found._replace(got=NOBODY if not found.recipient else found.got)
    idle = clause.verb is None or clause.frame == "attend"
    at_home = bool(found.provider) and found.provider == clause.context.own
    return Sides((), found.recipient, NOBODY, NOBODY if idle or (at_home and not found.recipient) else found.got)


def reached(clause: Clause) -> bool:
    """Whether countries that are only counted are those to whom something goes, or where it is done: "gave 10 boats to three nations", "desplegó
    3.000 soldados en cinco países"; learners come from them: "trained 5,000 soldiers from 14 nations"."""
    here, verb, parsed = clause.here, clause.verb, clause.parsed
    if here is None or verb is None or verb.end > here.start or clause.passive:
        return False
    words = parsed.gap(max(verb.end, here.start - _HEDGED), here.start)
    role = next((parsed.small.role[word] for word in reversed(words) if word in parsed.small.role), "")
    taught = clause.frame == "train" and role in (FROM, OF)
    return taught or (role in (TO, FOR, IN) and clause.frame not in ("attend", "have", "host", "none"))


def together(clause: Clause, codes: Codes) -> Sides:
    """Parties of one subject in a bond of both: the United States, or whom the text is not about, give."""
    taking = (
        tuple(code for code in codes if code != USA)
        if USA in codes
        else tuple(c for c in codes if c in clause.context.own)
    )
    taking = taking if taking and len(taking) < len(codes) else codes[1:]
    return Sides(tuple(code for code in codes if code not in taking), taking, "together", "together")


def teaching(clause: Clause) -> Sides | None:
    """Who trains gives, and those whose people are trained receive: "prepared a Ghanaian battalion of 850 for its rotation to Lebanon"."""
    if clause.here is None or clause.here.draft.kind != PERSONNEL:
        return None
    found = _by_those_before(clause) or giving(clause, passive=clause.passive)
    theirs = clause.codes(p for p in whose_people(clause) if p.role != TO)
    if not theirs:
        return _for_a_mission(clause, found)
    theirs = tuple(code for code in theirs if code not in found.provider) or theirs  # "officers from both countries"
    taught = tuple(code for code in found.provider if code not in theirs)
    return Sides(taught, theirs, found.gave if taught else "", "whose people")


def _for_a_mission(clause: Clause, found: Sides) -> Sides:
    """The sides without the mission for which people are only taught: "has trained 2,000 soldiers for UNIFIL"."""
    missions = {p.code for p in clause.near if p.kind == "mission" and p.role == FOR}
    return found._replace(recipient=(), got="") if found.recipient and set(found.recipient) <= missions else found


def _by_those_before(clause: Clause) -> Sides | None:
    """Who teaches, where a clause about the people of the number before says so: "11 U.S. instructors, who will train 80 marines"."""
    parsed, verb = clause.parsed, clause.verb
    if verb is None or clause.passive or not clause.number:
        return None
    before = parsed.anchors[clause.number - 1]
    led = parsed.gap(before.end, verb.start)
    aux, rel = parsed.small.aux, parsed.small.clause
    while led and led[-1] in aux and rel.get(led[-1]) != "rel":
        led.pop()
    if before.draft.kind != PERSONNEL or not led or rel.get(led[-1]) != "rel" or not before.draft.provider:
        return None
    return Sides(before.draft.provider, before.draft.recipient, "those told before", "where they are")


def leaving(clause: Clause) -> Sides:
    """What leaves a country is its own: "salieron de España cuatro aviones con material para entregar a la resistencia ucraniana"."""
    home = clause.codes(clause.chain(next((p for p in clause.after if p.role in (OF, FROM)), None)))
    recipient, got = receiver(clause, home, passive=False)
    return Sides(home, tuple(code for code in recipient if code not in home), "whence it leaves", got)
