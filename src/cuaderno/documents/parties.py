"""Who gives and who receives: the parties of a figure's sentence, by the frame of the verb that governs it, and the text around."""

from __future__ import annotations

from cuaderno.documents.clause import Clause, Codes
from cuaderno.documents.context import Context
from cuaderno.documents.meaning import Governing
from cuaderno.documents.parsed import USA, Anchor, Parsed
from cuaderno.documents.people import admitted, contributes, contribution, deploying, holding, hosting, to_mission
from cuaderno.documents.receiving import giver, receiver
from cuaderno.documents.rows import in_row
from cuaderno.documents.roles import BARE, BETWEEN, BY, ELIDED, FOR, FROM, IN, OF, TO, WITH
from cuaderno.documents.sides import GETS, NOBODY, WEAK, Sides
from cuaderno.statements.claim import PERSONNEL

_LIST = 2
"""Words and signs between a count of countries and their names: "six countries—Senegal, …"."""


def sides(context: Context, parsed: Parsed, number: int, governing: Governing | None) -> Sides:
    """Provider and recipient of a figure, as far as its sentence says."""
    clause = Clause(context, parsed, number, governing)
    if (own := in_row(clause)) is not None:
        return own
    found = _by_frame(clause, governing)
    if number and clause.here is not None:
        elided = next((p for p in parsed.parties if p.role == ELIDED and 0 < clause.here.start - p.end <= 3), None)
        if elided is not None and clause.frame in GETS:
            return found._replace(recipient=(elided.code,), got="subject of the verb left out")
        if elided is not None:
            return found._replace(provider=(elided.code,), gave="subject of the verb left out")
    return _in_turn(clause, found)


def _in_turn(clause: Clause, found: Sides) -> Sides:
    """Each its own where as many parties as figures are listed "respectively"."""
    parsed = clause.parsed
    if len(parsed.anchors) > 1 and any(m.code == "respectively" for m in parsed.links):
        if len(found.recipient) == len(parsed.anchors):
            return found._replace(recipient=(found.recipient[clause.number],), got="in turn")
        if len(found.provider) == len(parsed.anchors):
            return found._replace(provider=(found.provider[clause.number],), gave="in turn")
    return found


def _by_frame(clause: Clause, governing: Governing | None) -> Sides:
    frame, passive = clause.frame, governing is not None and governing.passive
    if clause.here is not None and (found := _of_people(clause, clause.here, governing)) is not None:
        return found
    if frame in ("buy", "sell") and clause.here is not None and clause.here.draft.unit == "countries":
        return Sides((), (), NOBODY, NOBODY)
    if frame == "host":
        return hosting(clause)
    if frame == "leave":
        return _leaving(clause)
    if frame == "pay" and USA not in (payer := clause.codes(clause.subject())):
        return _paying(clause, payer)
    if frame in GETS and frame != "pay":
        return _getting(clause)
    if frame == "ask":
        return _asking(clause)
    if frame == "spend":
        return _spending(clause, passive=passive)
    return _giving(clause, passive=passive and frame != "pay")


def _of_people(clause: Clause, here: Anchor, governing: Governing | None) -> Sides | None:
    """The sides of people sent, let in or had, and of goods sent to a mission; None for every other figure."""
    frame, people = clause.frame, here.draft.kind == PERSONNEL
    if contributes(clause):
        return contribution(clause)
    if frame == "deploy" and governing is not None and governing.stage == "authorised":
        host = clause.codes(clause.subject())
        if len(host) == 1:
            return admitted(clause, host)
    if people and (frame == "deploy" or (clause.verb is not None and clause.verb.stage == "delivered")):
        return deploying(clause, _giving(clause, passive=governing is not None and governing.passive))
    if frame == "deploy" and (where := to_mission(clause)):
        return _giving(clause, passive=False)._replace(recipient=where, got="the mission")
    return holding(clause) if people and frame == "have" else None


def _giving(clause: Clause, *, passive: bool) -> Sides:
    provider, gave = giver(clause, passive=passive)
    recipient, got = receiver(clause, provider, passive=passive)
    if recipient == (USA,) and not provider:
        recipient, got = (), ""
    if not provider and (pair := clause.codes(clause.first(clause.near, BETWEEN))) and len(pair) == 2:
        first = USA if USA in pair else pair[0]
        return Sides((first,), tuple(code for code in pair if code != first), "together", "together")
    if not recipient and len(provider) > 1 and USA in provider:
        return _together(clause, provider)
    if clause.here is not None and clause.here.draft.unit == "countries":
        return _counted(clause, Sides(provider, recipient, gave, got))
    return Sides(provider, recipient, gave, got)


def _counted(clause: Clause, found: Sides) -> Sides:
    """A number of countries: those listed behind it by name, else nobody gives, and nobody receives where nothing is done."""
    here = clause.here.end if clause.here is not None else clause.parsed.start
    listed = clause.chain(next((p for p in clause.near if p.start >= here), None))
    words = clause.parsed.gap(here, listed[0].start) if len(listed) > 1 else []
    if words and not words[-1].isalnum() and len(words) <= _LIST:
        return found._replace(recipient=clause.codes(listed), got="the countries counted")
    idle = clause.verb is None or clause.frame == "attend"
    return Sides((), found.recipient, NOBODY, NOBODY if idle else found.got)


def _leaving(clause: Clause) -> Sides:
    """What leaves a country is its own: "salieron de España cuatro aviones con material para entregar a la resistencia ucraniana"."""
    home = clause.codes(clause.chain(next((p for p in clause.after if p.role == OF), None)))
    recipient, got = receiver(clause, home, passive=False)
    return Sides(home, tuple(code for code in recipient if code not in home), "whence it leaves", got)


def _together(clause: Clause, codes: Codes) -> Sides:
    """Parties of one subject in a bond of both: the United States, or whom the text is not about, give."""
    taking = (
        tuple(code for code in codes if code != USA)
        if USA in codes
        else tuple(c for c in codes if c in clause.context.own)
    )
    taking = taking if taking and len(taking) < len(codes) else codes[1:]
    return Sides(tuple(code for code in codes if code not in taking), taking, "together", "together")


def _paying(clause: Clause, payer: Codes) -> Sides:
    """Who pays for goods receives them; who is paid, with each sum its own, gives them."""
    here, parsed = clause.here, clause.parsed
    since = parsed.anchors[clause.number - 1].end if clause.number else parsed.start
    close = [p for p in clause.near if p.role == TO and here is not None and since <= p.start < here.start]
    paid = clause.codes(close[-1:] or clause.first(clause.after, TO, but=payer))
    return Sides(paid, payer, "who is paid" if paid else "", "who pays" if payer else "")


def _getting(clause: Clause) -> Sides:
    """received, bought, attended: the subject is the recipient, the source gives."""
    source = clause.first(clause.after, FROM, BY)
    if not source and clause.verb is not None:
        source = clause.first(clause.after, TO) or clause.first(clause.near, WITH) if clause.frame == "buy" else []
        source = (
            source
            or [
                p
                for p in clause.after
                if p.role == OF and not p.head.isdigit() and p.start - clause.verb.end < 30 and not p.owns
            ][:1]
        )
    aid = (
        [p for p in clause.near if p.aid or (clause.frame == "attend" and p.start >= clause.verb.end)]
        if clause.verb
        else []
    )
    provider = clause.codes(source or aid[:1])
    gave = "source" if source else "whose aid" if aid else ""
    subject = clause.subject()
    wanted = clause.codes(clause.first(clause.after, FOR, but=clause.codes(subject)))
    if wanted and not provider and subject and clause.frame == "buy":
        return Sides(clause.codes(subject), wanted, "who buys", "for whom")
    recipient = tuple(c for c in clause.codes(subject) if c not in provider)
    if (
        clause.here is not None
        and clause.frame == "attend"
        and clause.verb is not None
        and clause.verb.start >= clause.here.end
    ):
        recipient = ()
    if not recipient and clause.here is not None and clause.frame == "attend":
        trainees = [
            p for p in clause.near if p.start >= clause.here.end and (clause.verb is None or p.end <= clause.verb.start)
        ]
        recipient = clause.codes(trainees[:1])
    if not recipient:
        others = [
            p
            for p in clause.near
            if p.role in (TO, FOR, IN, WITH, BARE, OF) and not set(clause.codes((p,))) & set(provider)
        ]
        recipient = tuple(c for c in clause.codes(others[:1]) if c != USA)
    if not provider and (clause.frame == "buy" or (clause.frame == "attend" and clause.near)):
        gave = NOBODY
    return Sides(provider, recipient, gave, "who receives" if recipient else "")


def _asking(clause: Clause) -> Sides:
    """Asked of a donor by a country, or asked of its parliament by a donor for a country."""
    subject = clause.codes(clause.subject())
    beside = clause.near if clause.verb is not None and clause.verb.stage == "active" else clause.after
    source = clause.codes(clause.first(clause.near, FROM) or clause.first(beside, WITH, but=subject))
    wanted = clause.codes(clause.first(clause.near, FOR, but=subject or (USA,)))
    asked = clause.codes(clause.first(clause.after, TO, but=subject))
    if USA in subject or (not subject and not source):
        wanted = wanted or tuple(code for code in asked if code != USA)
    else:
        source = source or asked
    if len(subject) > 1 and not source and not wanted:
        return _together(clause, subject)
    if source and wanted and set(wanted) == set(source) and subject:
        return Sides(subject, source, "who signs", "for whom")
    if source and USA in subject and USA not in source:
        return Sides(subject, source, "who asks", "with whom")
    if source:
        return Sides(source, subject or wanted, "of whom it is asked", "who asks")
    if wanted:
        return Sides(subject or (), wanted, "who asks" if subject else "", "for whom it is asked")
    if USA in subject:
        got, how = receiver(clause, subject, passive=False)
        return Sides(subject, got, "who asks", how if how == NOBODY else WEAK)
    if subject:
        return Sides((), subject, "", "who asks")
    return _giving(clause, passive=True)


def _spending(clause: Clause, *, passive: bool) -> Sides:
    spender = clause.codes(clause.first(clause.after, BY) or clause.subject())
    if not spender:
        spender = clause.codes([p for p in clause.near if p.owns or p.role in (OF, BARE)][:1])
    if not spender and passive:
        return Sides()
    if not spender:
        spender = clause.context.subject_before(clause.parsed) or clause.context.own
    target = tuple(c for c in clause.codes(clause.first(clause.near, IN, TO, FOR, but=spender)) if c != USA)
    if USA in spender and not target:
        target = (
            tuple(c for c in clause.codes([p for p in clause.near if p.role != BY]) if c != USA)[:1]
            or clause.context.own
        )
    if spender and target and USA in spender:
        return Sides(spender, target, "who spends", "where it is spent")
    return Sides(spender, spender, "who spends", "own spending") if spender else Sides()
