"""Who sends people and where they go: sent, let in, hosted, held."""

from __future__ import annotations

from itertools import pairwise

from cuaderno.documents.slots.clause import Clause, Codes
from cuaderno.documents.slots.fitting import left_by
from cuaderno.documents.slots.parsed import FIRM, USA
from cuaderno.documents.slots.roles import BARE, BY, FOR, FROM, IN, OF, SUPPORT, TO, WITH, Party
from cuaderno.documents.slots.sides import NOBODY, Sides
from cuaderno.statements.claim import PERSONNEL

_MOVING = frozenset(("deploy", "send"))
_BESIDE, _STUDIED, _BODY, _WHOSE, _BOUNDS, _FEW = 40, 64, 24, 56, 48, 3
"""Characters between a number of people and the country where they learn, without and with a verb between."""


def deploying(clause: Clause, found: Sides) -> Sides:
    """People sent: their own country gives them where it is named with them, else the subject."""
    here = clause.parsed.anchors[clause.number]
    if (
        clause.frame == "leave"
        and clause.verb is not None
        and (left := left_by(clause.parsed, clause.verb, here.draft))
    ):
        theirs = clause.codes([p for p in whose_people(clause) if p.kind == "demonym"])
        return Sides(theirs, clause.codes([left]), "whose people", "whence they leave")
    if owner := clause.codes(_whose_contingent(clause)):
        where = clause.codes(clause.first(clause.near, IN, but=owner))
        return Sides(owner, where, "whose contingent", "where they are" if where else "")
    if _of_regions(clause):
        where = clause.codes(clause.first(clause.near, TO, FOR, IN))
        return Sides((), where, NOBODY, "where they are sent" if where else "")
    people = [p for p in whose_people(clause) if not _left(clause, p)]
    if people and _withdrawn_from(clause, people[0]):
        return found._replace(recipient=clause.codes(people[:1]), got="whence they are withdrawn")
    if not people or (people[0].role == TO and here.draft.hedge != "at_most"):
        own = clause.verb is not None and clause.verb.start >= here.end and clause.verb.form == "ing"
        return found._replace(provider=(), gave=NOBODY) if own else found
    sent = clause.codes(clause.chain(people[0]))
    if people[0].kind == "state" and clause.frame in _MOVING and not clause.passive:
        sent = clause.codes(clause.subject()) or sent  # "México desplegó 6.000 elementos de la Guardia Nacional"
    if clause.frame == "none" and people[0].kind == "state" and set(sent) <= set(clause.context.own):
        return found._replace(
            provider=(), gave=""
        )  # who arrives in a country from abroad is not of its own coast guard
    if people[0].kind == "vague":
        found = found._replace(provider=(), gave=NOBODY)
    back = clause.verb is not None and clause.verb.stage == "withdrawn"
    named = (back and clause.first(clause.near, FROM, but=sent)) or clause.first(clause.near, TO, FOR, IN, but=sent)
    where = tuple(c for c in clause.codes(named) if c not in sent)
    return Sides(
        sent, where or tuple(c for c in found.recipient if c not in sent), "whose people", "where they are sent"
    )


def _whose_contingent(clause: Clause) -> list[Party]:
    """The country right behind a noun for people sent: "El contingente de Alemania en Malí es de 300 soldados"."""
    verb = clause.verb
    if verb is None or verb.form != "noun":
        return []
    return [p for p in clause.after if p.kind == "place" and p.role == OF and 0 < p.start - verb.end <= _FEW][:1]


def _of_regions(clause: Clause) -> bool:
    """Whether people come from regions, whatever nations are named beside: "3,000 African, European and American troops"."""
    words = clause.parsed.gap(clause.parsed.anchors[clause.number].end, clause.parsed.end)[: _FEW + 1]
    regions, small = clause.parsed.sentence.scene.words.local("slot-region"), clause.parsed.small
    return any(one in regions and small.clause.get(two) in ("and", "comma") for one, two in pairwise(words))


def _left(clause: Clause, party: Party) -> bool:
    """Whether people only leave a place for another by who moves them: "Germany moved 250 troops from Turkey to Jordan"."""
    if party.role != FROM or clause.frame != "deploy" or clause.passive:
        return False
    return any(p.role == TO and p.start > party.end for p in clause.near) and bool(clause.subject())


def _withdrawn_from(clause: Clause, party: Party) -> bool:
    """Whether a country behind people is where another withdraws them from: "Francia retiró 400 soldados de Chad"."""
    verb = clause.verb
    if verb is None or verb.stage != "withdrawn" or clause.passive or party.kind != "place" or party.role == TO:
        return False
    return verb.end < party.start and any(p.code != party.code for p in clause.subject())


def whose_people(clause: Clause) -> list[Party]:
    """Who says of which country the people of a figure are: 850 Malian troops, 1,200 soldiers from Chile, 60 Malian and Chilean officers."""
    parsed, here = clause.parsed, clause.parsed.anchors[clause.number]
    skip = parsed.small.skip
    if (
        bodied := [
            p for p in clause.near if p.kind == "demonym" and 0 < here.start - p.end < _BODY and _of_a_body(clause, p)
        ]
        or numbered(clause)
        or _coming_to(clause)
    ):
        return bodied[-1:]
    if owner := _whose_own(clause):
        return [owner]
    leaving = clause.verb is not None and clause.verb.stage == "withdrawn"
    roles = (BARE, BY, OF, TO, WITH) if leaving else (BARE, BY, OF, FROM, TO, SUPPORT, WITH)
    noun = _counted_noun(clause)
    found = [p for p in clause.near if p.start >= here.start and p.role in roles and p.start - here.end < _WHOSE]
    found = [
        p for p in found if p.kind != FIRM and not (p.kind == "mission" and p.end <= noun)
    ]  # "300 cascos azules chinos"
    text, local = parsed.sentence.scene.text, parsed.sentence.scene.words.local
    another, fresh = local("another"), local("slot-fresh")
    theirs = next(
        (
            p
            for p in found
            if parsed.sentence.scene.word_before(p.start)[0] in local("slot-being")
            or sum(
                w not in skip and not (p.kind == "demonym" and (w in another or w in fresh))
                for w in parsed.gap(here.end, p.start)
            )
            - len(parsed.gap(here.end, noun)[1:])
            <= (p.role in (OF, FROM) or (p.kind == "demonym" and text[p.start].islower()))
        ),
        None,
    )
    if theirs is None or theirs.kind != "demonym":
        return [theirs] if theirs is not None else []
    return [p for p in clause.chain(theirs) if p.kind == "demonym" and p in found]


def _counted_noun(clause: Clause) -> int:
    """Where the noun right behind a number of people ends, of however many words: "300 cascos azules"; the number's own end without one."""
    here, sentence = clause.parsed.anchors[clause.number], clause.parsed.sentence
    noun = next((m for m in sentence.of("counted") if 0 <= m.start - here.end <= 1), None)
    return noun.end if noun is not None else here.end


def _whose_own(clause: Clause) -> Party | None:
    """Who stands before people that are said to be some of its own: "Turkey said 2,000 of its soldiers were coming home"."""
    parsed, here = clause.parsed, clause.parsed.anchors[clause.number]
    words = parsed.gap(here.end, here.end + _FEW + _FEW + _FEW)
    if len(words) < len(("of", "its")) or parsed.small.role.get(words[0]) != OF:
        return None
    if words[1] not in parsed.sentence.scene.words.local("slot-its"):
        return None
    before = (p for p in reversed(parsed.parties) if p.end <= here.start and p.role == BARE and p.code and not p.aid)
    return next(before, None)


def numbered(clause: Clause) -> list[Party]:
    """The nation of people whose number is said behind them: "The number of Spanish troops deployed to the region is now 340"."""
    parsed, here = clause.parsed, clause.parsed.anchors[clause.number]
    number = parsed.sentence.before("numbering", here.start) if here.draft.kind == PERSONNEL else None
    if number is None or "number of" not in here.draft.rules[0]:
        return []
    named = (p for p in clause.near if number.end <= p.start < min(number.end + _BODY, here.start) and p.role != IN)
    theirs = next(named, None)
    return [theirs] if theirs is not None and theirs.kind in ("demonym", "place") else []


def _coming_to(clause: Clause) -> list[Party]:
    """The nation of people who are the subject and come to a number: "Los soldados nepaleses son 2.009"."""
    here = clause.parsed.anchors[clause.number]
    if clause.number or not here.draft.rules[0].endswith("subject that comes to a number"):
        return []
    named = [p for p in clause.near if 0 < here.start - p.end < _BOUNDS]
    return [p for p in named if p.kind == "demonym" or (p.kind == "place" and p.role == OF)][-1:]


def _of_a_body(clause: Clause, party: Party) -> bool:
    """Whether the name of a nation says whose body of people it is whose number follows: "a Ghanaian battalion of 850"."""
    words = clause.parsed.gap(party.end, clause.parsed.anchors[clause.number].start)
    return len(words) == len(("battalion", "of")) and clause.parsed.small.role.get(words[-1]) == OF


def admitted(clause: Clause, host: Codes) -> Sides:
    """Who lets foreign people in receives them; whose they are is said behind their number or nowhere."""
    theirs = clause.codes(whose_people(clause))
    if host == (USA,) and not theirs and clause.context.own:
        return Sides(host, clause.context.own, "who signs", "whom the text is about")
    if set(host) <= set(theirs):
        host = clause.codes(clause.first(clause.near, TO, IN, but=theirs)) or clause.context.home
    sent = tuple(code for code in theirs if code not in host)
    return Sides(sent, host, "whose people" if sent else NOBODY, "who lets them in")


def to_mission(clause: Clause) -> Codes:
    """The mission in brackets behind a place that goods are sent to: "one aircraft to Mali (MINUSMA)"."""
    here = clause.here.end if clause.here is not None else clause.parsed.start
    until = clause.parsed.next_anchor(clause.number) if clause.here is not None else clause.parsed.end
    return tuple(p.code for p in clause.near if p.kind == "mission" and p.code != "UN" and here <= p.start < until)[:1]


def learning(clause: Clause) -> Sides | None:
    """Who learns and who teaches, where the number says whose people they are, or names the country beside each part of them.

    "61 oficiales paraguayos", "51 of them in the United States, 20 in Spain"; None where it says neither.
    """
    here = clause.here
    if here is None or here.draft.kind != PERSONNEL:
        return None
    until = clause.parsed.next_anchor(clause.number)
    theirs = clause.codes(p for p in whose_people(clause) if p.role != TO)
    studied = clause.verb is not None and clause.verb.start >= here.end and not any(p.aid for p in clause.near)
    reach = here.end + (_STUDIED if studied else _BESIDE)
    beside = [p for p in clause.near if p.role == IN and here.end <= p.start < min(reach, until)]
    teaching = tuple(code for code in clause.codes(beside[:1]) if code not in theirs)
    if not theirs and not (clause.number and teaching):
        return None
    own = [p for p in clause.near if here.end <= p.start < until] if clause.number else []
    source = clause.first(own, FROM, BY) or clause.first(clause.near, FROM, BY)
    source = source or clause.chain(next((p for p in clause.near if p.aid), None))
    taught = teaching or tuple(code for code in clause.codes(source) if code not in theirs)
    whole = clause.parsed.anchors[0].draft
    learners = theirs or (whole.recipient if clause.number else ())
    gave = "where they learn" if teaching else "source" if taught else NOBODY if _in_parts(clause) else ""
    return Sides(taught, learners, gave, "who learns" if learners else "")


def _in_parts(clause: Clause) -> bool:
    """Whether parts of the people learn in countries of their own, so that nobody teaches them all."""
    later = clause.parsed.anchors[clause.number + 1 :]
    places = {p.code for p in clause.near if p.role == IN and any(0 <= p.start - a.end < _BESIDE for a in later)}
    return len(places) > 1


def _within_its_bounds(clause: Clause) -> Sides | None:
    """The sides of people whom a country sends to its own border, coast or regions; None for all others."""
    here, parsed, local = clause.here, clause.parsed, clause.parsed.sentence.scene.words.local
    if here is None or clause.frame not in _MOVING or clause.passive:
        return None
    words = parsed.gap(here.end, min(here.end + _BOUNDS, parsed.next_anchor(clause.number)))
    its = next((at for at, word in enumerate(words) if word in local("slot-its")), None)
    if its is None or any(word in ",;:" for word in words[:its]):
        return None
    if not any(word in local("slot-bounds") for word in words[its + 1 : its + 1 + _FEW]):
        return None
    theirs = clause.codes(clause.subject())
    return Sides(theirs, theirs, "own strength", "own strength") if len(theirs) == 1 else None


def at_home(clause: Clause) -> Sides | None:
    """People of a country's own services of whom no verb tells that they are given: "son ya 25.000 elementos de la Guardia Nacional"; or
    whom it sends within its own bounds: "has deployed 9,000 troops along its eastern border"."""
    if clause.here is None or clause.here.draft.kind != PERSONNEL:
        return None
    if (own := _within_its_bounds(clause)) is not None:
        return own
    if clause.frame != "none":
        return None
    body = next((p for p in whose_people(clause) if p.kind == "state" and p.role == OF), None)
    if body is None or clause.first(clause.near, TO, FROM):
        return None
    theirs = clause.codes([body])
    return Sides(theirs, theirs, "own strength", "own strength") if theirs else None
