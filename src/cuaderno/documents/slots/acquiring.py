"""Who acquires by a clause, and of whom: what is received, attended, bought or paid for."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause, Codes
from cuaderno.documents.slots.fitting import are_teachers
from cuaderno.documents.slots.parsed import FIRM, USA
from cuaderno.documents.slots.payments import pays_itself
from cuaderno.documents.slots.people import whose_people
from cuaderno.documents.slots.pronouns import spoken_of
from cuaderno.documents.slots.roles import AGAINST, BARE, BY, FOR, FROM, IN, OF, SUPPORT, TO, WITH, Party
from cuaderno.documents.slots.sides import NOBODY, Sides
from cuaderno.documents.slots.sources import of_whom
from cuaderno.statements.claim import MONEY

_SHOP, _VISIT, _TOLD, _OF = 90, 24, 3, 6
"""Characters from a verb of buying to the place where it is done, and characters and words from a visit to the name of its place."""
_ELSEWHERE = frozenset((AGAINST, FOR, SUPPORT, TO, WITH))
"""Prepositions behind which a place tells something else than where a purchase was made."""
_GOODS, _TAKEN_UP, _SOURCE, _PAID, _TIED, _LENT, _BUYER, _BESIDE = 40, 2, 30, 14, 8, 24, 8, 12
"""Characters between goods and the name of their nation, between "the money" and its verb, between a verb and its source,
between a credit and its sum or its lender, from "purchase by" to the buyer,
and from a sum to for whom it is."""


def paying(clause: Clause) -> Sides | None:
    """Who pays for goods receives them, and its money is its own; who is paid gives them; None where the United States pay, or no goods are paid."""
    payer = clause.codes(clause.subject())
    if USA in payer or clause.passive:
        return None
    here, parsed, verb = clause.here, clause.parsed, clause.verb
    itself = verb is not None and clause.frame == "settle" and pays_itself(clause.context, parsed, verb)
    own = Sides(payer, payer, "who pays", "own spending") if itself else None
    if verb is not None and verb.form in ("ed", "fin") and not _for_goods(clause):
        return own
    if verb is not None and verb.form == "base" and not any(anchor.draft.unit == "items" for anchor in parsed.anchors):
        return own  # "is believed to pay Chad $20 million a year"
    since = parsed.anchors[clause.number - 1].end if clause.number else parsed.start
    close = [p for p in clause.near if p.role == TO and here is not None and since <= p.start < here.start]
    paid = clause.codes(close[-1:] or clause.first(clause.after, TO, but=payer))
    if own is not None and not paid and here is not None and here.draft.kind == MONEY:
        return own
    return Sides(paid, payer, "who is paid" if paid else "", "who pays" if payer else "")


def _for_goods(clause: Clause) -> bool:
    """Whether goods are paid and nobody: "paid $496 million for 12 aircraft"."""
    parsed, end = clause.parsed, clause.verb.end if clause.verb is not None else 0
    goods = next((anchor for anchor in parsed.anchors if anchor.start >= end and anchor.draft.unit == "items"), None)
    led = parsed.gap(max(end, goods.start - _PAID), goods.start)[-2:] if goods is not None else []
    nobody = not any(
        p.role in (TO, BARE) and p.start >= end and goods is not None and p.end <= goods.start for p in clause.after
    )
    return nobody and any(parsed.small.role.get(word) in (FOR, BY) for word in led)


def buying(clause: Clause) -> Sides:
    """Who buys receives; what countries buy or sell in number has no sides, nor what the money told before bought."""
    if clause.here is not None and clause.here.draft.unit == "countries":
        return Sides((), (), NOBODY, NOBODY)
    buyer = clause.codes(clause.subject())
    if lender := _lent_by(clause):
        return Sides(lender, tuple(c for c in buyer if c not in lender), "who lends", "who receives")
    if USA in buyer and not clause.passive and USA not in clause.context.own:
        return Sides(buyer, (), "who buys for others", "")
    return Sides() if _money_buys(clause) else getting(clause)


def _lent_by(clause: Clause) -> Codes:
    """Of whom the credit is by which something is bought: "compró 92 tanques con un crédito de 40 millones de euros de Turquía"."""
    here, parsed = clause.here, clause.parsed
    if here is None or here.draft.kind != MONEY:
        return ()
    credit = parsed.sentence.scene.words.local("slot-credit")
    if not any(word in credit for word in parsed.gap(max(parsed.start, here.start - _LENT), here.start)):
        return ()
    behind = [p for p in clause.after if here.end <= p.start < min(here.end + _LENT, parsed.next_anchor(clause.number))]
    return clause.codes(clause.first(behind, OF, FROM))


def getting(clause: Clause) -> Sides:
    """received, bought, attended: the subject is the recipient, the source gives."""
    buys = clause.frame == "buy"
    source = _source(clause, buys=buys)
    subject = _bought_by(clause) or _received_by(clause) or clause.subject()
    if source and set(clause.codes(source)) <= set(clause.codes(subject)):
        source = _makers(clause) if buys else []  # "Chile received …, according to a report submitted by Chile"
    if clause.frame == "get" and clause.here is not None and are_teachers(clause.parsed, clause.here.draft):
        source = source or whose_people(clause)
    aid = [p for p in clause.near if _teaches(clause, p)] if clause.verb is not None else []
    if clause.frame == "get":
        aid = [p for p in aid if p.code not in clause.codes(subject)]  # "received $2 million for Kenyan schools"
    provider = clause.codes(source or aid[:1])
    gave = "source" if source else "whose aid" if aid else ""
    if subject and subject[-1].kind == FIRM:
        return Sides(clause.codes(subject), provider, "whose firm", "of whom it gets the contract" if provider else "")
    meant = clause.first(clause.after, FOR, but=clause.codes(subject))
    wanted = clause.codes(meant or [p for p in clause.after if buys and for_delivery(clause, p)][:1])
    if wanted and not provider and subject and buys and not clause.passive:
        return Sides(clause.codes(subject), wanted, "who buys", "for whom")
    recipient = clause.codes(_told_beside(clause)) or _recipient(clause, subject, provider) or spoken_of(clause)
    if not provider and (buys or _paid_for(clause) or (clause.frame == "attend" and clause.near)):
        gave = NOBODY
    return Sides(provider, recipient, gave, "who receives" if recipient else "")


def _told_beside(clause: Clause) -> list[Party]:
    """For whom a later sum of a row is, of which the first is the subject's: "Jordan received $22 million, followed by $9 million for Tunisia"."""
    here, parsed = clause.here, clause.parsed
    if here is None or not clause.number or clause.frame != "get" or here.draft.kind != MONEY:
        return []
    before = parsed.anchors[clause.number - 1].draft
    beside = [p for p in clause.near if p.role == FOR and p.kind == "place" and 0 < p.start - here.end < _BESIDE]
    alike = before.kind == MONEY and before.unit == here.draft.unit
    return clause.chain(beside[0]) if beside and alike and beside[0].end <= parsed.next_anchor(clause.number) else []


def _paid_for(clause: Clause) -> bool:
    """Whether who receives has paid, of whomever it bought: "took delivery of 12 aircraft after paying $500 million"."""
    verb = clause.verb
    paid = verb is not None and any(
        v.frame == "spend" and v.stage == "spent" and v.start > verb.end for v in clause.parsed.verbs
    )
    return paid and clause.frame == "get"


def _end_of_whole(clause: Clause, end: int) -> int:
    """Where the number ends of which this one is a part, else the verb: "recibió tres de las ocho patrulleras de Corea"."""
    here, anchors = clause.here, clause.parsed.anchors
    if here is None or "part_of" not in here.draft.marks or clause.number + 1 == len(anchors):
        return end
    whole = anchors[clause.number + 1]
    return whole.end if whole.start - here.end < _SOURCE else end


def _of_a_later_share(clause: Clause, own: list[Party]) -> list[Party]:
    """Whence a further share comes: "importó el 64 % de sus armas de Estados Unidos y el 15 % de Francia"."""
    share = clause.number and clause.here is not None and clause.here.draft.unit == "percent"
    return [p for p in own if p.role == OF and not p.owns][:1] if share else []


def _source(clause: Clause, *, buys: bool) -> list[Party]:
    """From whom: by a preposition, else whose goods are bought."""
    here = clause.here
    until = clause.parsed.next_anchor(clause.number) if here is not None else 0
    own = [p for p in clause.after if here is not None and here.end <= p.start < until]
    if here is not None and here.draft.elided and own and own[0].role in (OF, FROM) and own[0].start - here.end < _OF:
        return own[:1]  # "12 camiones de España, 14 de Alemania"
    roles = (FROM,) if _bought_by(clause) or _received_by(clause) else (FROM, BY)
    learnt = clause.frame == "attend" and clause.number + 1 < len(clause.parsed.anchors)
    behind = [p for p in clause.after if not learnt or p.start < until]
    source = clause.first(own, *(roles if clause.number else (FROM,))) or _of_a_later_share(clause, own)
    source = source or clause.first(behind, *roles)
    if source or clause.verb is None:
        return source
    end = clause.verb.end
    if buys:
        own = [p for p in clause.after if not (_of_another_verb(clause, end, p) or for_delivery(clause, p))]
        source = clause.first(own, TO) or clause.first(clause.near, WITH) or _asked_of(clause)
    beside = of_whom(clause, _end_of_whole(clause, end))
    return source or beside or (_makers(clause) or _where_bought(clause, end) if buys else [])


def _asked_of(clause: Clause) -> list[Party]:
    """Of whom somebody asks that it may buy: "solicitó a Noruega la compra de 12 cañones"."""
    verb = clause.verb
    if verb is None or verb.form not in ("noun", "inf"):
        return []
    asked = next((v for v in reversed(clause.parsed.verbs) if v.end <= verb.start and v.frame == "ask"), None)
    between = [p for p in clause.near if asked is not None and asked.end <= p.start and p.end <= verb.start]
    return clause.first(between, TO)


def for_delivery(clause: Clause, party: Party) -> bool:
    """Whether a country is where things bought will be handed over: "bought ten vehicles for delivery to Ukraine"."""
    delivering = clause.parsed.sentence.scene.words.local("slot-delivering")
    words = clause.parsed.gap(max(clause.parsed.start, party.start - _VISIT), party.start)[-_TOLD:]
    return party.role == TO and any(word in delivering for word in words)


def _where_bought(clause: Clause, end: int) -> list[Party]:
    """Where things are bought, or whom the buyer visited when it signed for them: "bought 12 drones in Turkey", "during his visit to Turkey,
    signed contracts to buy 12 drones"."""
    buyer, parsed = clause.codes(_bought_by(clause) or clause.subject()), clause.parsed
    visits = parsed.sentence.scene.words.local("slot-visit")
    for party in clause.near:
        if party.kind not in ("place", "capital") or not party.code or party.code in buyer:
            continue
        if party.role == IN and 0 <= party.start - end < _SHOP and not _told_of_else(clause, end, party):
            return [party]
        led = parsed.gap(max(parsed.start, party.start - _VISIT), party.start)[-_TOLD:]
        if party.end <= end and party.role == TO and any(word in visits for word in led):
            return [party]
    return []


def _told_of_else(clause: Clause, start: int, party: Party) -> bool:
    """Whether a verb of its own, an aim or a meeting, or where things were made, stands between a verb of buying and a place: "ordered 46
    jets built in Italy", "bought 12 drones for operations in Mali"."""
    small, words = clause.parsed.small, clause.parsed.gap(start, party.start)
    during = clause.parsed.sentence.scene.words.local("throughout")
    made = any(small.aid.get(word) == "made" or word in small.meeting or word in during for word in words)
    aims = any(small.role.get(word) in _ELSEWHERE for word in words) or "," in words
    return made or aims or any(start <= verb.start < party.start for verb in clause.parsed.verbs)


def _of_another_verb(clause: Clause, start: int, party: Party) -> bool:
    """Whether a verb of its own stands before a party: "comprado por 90 millones, llegó a Beirut"."""
    return any(
        start <= v.start and v.end <= party.start and v.form not in ("noun", "part") for v in clause.parsed.verbs
    )


def _bought_by(clause: Clause) -> list[Party]:
    """Who buys by a participle behind the goods: "six planes purchased by Mali from Brazil", and the sum behind it; or right behind a noun:
    "la compra por parte de Malí de seis aviones"."""
    verb, here = clause.verb, clause.here
    if clause.frame == "buy" and verb is not None and verb.form == "noun":
        behind = here.end if here is not None and here.start > verb.end else verb.end
        return [
            p for p in clause.near if p.role == BY and (0 < p.start - verb.end < _BUYER or _follows(clause, behind, p))
        ][:1]
    if (
        clause.frame != "buy"
        or verb is None
        or here is None
        or (verb.start < here.end and here.draft.kind != MONEY)
        or verb.form not in ("ed", "part")
    ):
        return []
    return clause.first(clause.after, BY, but=(USA,))  # what the United States buy they give


def _follows(clause: Clause, end: int, party: Party) -> bool:
    """Whether a party stands behind a place with no sign or verb between: "la compra de seis aviones a Brasil por parte de Malí"."""
    parsed = clause.parsed
    if party.start < end or any(end <= verb.start < party.start for verb in parsed.verbs):
        return False
    return not any(word in ",;:(" for word in parsed.gap(end, party.start))


def _received_by(clause: Clause) -> list[Party]:
    """Who received by a participle: "what was received by Panama", "lo recibido en ese periodo por Panamá"."""
    verb, parsed = clause.verb, clause.parsed
    if clause.frame != "get" or verb is None or verb.form not in ("ed", "part") or clause.perfect:
        return []
    led = parsed.gap(verb.end, min(verb.end + _TIED, parsed.end))[:1]
    said = verb.form == "part" or clause.passive or any(parsed.small.role.get(word) == BY for word in led)
    return clause.first(clause.after, BY, but=(USA,)) if said else []


def _teaches(clause: Clause, party: Party) -> bool:
    """Whether a party says whose aid or whose courses are meant."""
    return party.aid or (clause.frame == "attend" and clause.verb is not None and party.start >= clause.verb.end)


def _recipient(clause: Clause, subject: list[Party], provider: Codes) -> Codes:
    """The subject; of people who attend those named behind their number; else another party that does not give."""
    attends, here = clause.frame == "attend" and clause.here is not None, clause.here
    behind = attends and here is not None and clause.verb is not None and clause.verb.start >= here.end
    found = () if behind else tuple(code for code in clause.codes(subject) if code not in provider)
    if not found and attends and here is not None:
        until = clause.verb.start if clause.verb is not None else clause.parsed.end
        named = next((p for p in clause.near if p.start >= here.end and p.end <= until), None)
        found = clause.codes(p for p in clause.chain(named) if p.end <= until)
    if found:
        return found
    roles = (TO, FOR, IN, WITH, BARE, OF)
    others = [p for p in clause.near if p.role in roles and not set(clause.codes((p,))) & set(provider)]
    if (
        clause.frame == "buy"
    ):  # whom the text is about is rather the buyer: "The Swede's visit to Peru may lead to the purchase of"
        others = [p for p in others if set(clause.codes((p,))) & set(clause.context.own)] or others
    return tuple(code for code in clause.codes(others[:1]) if code != USA)


def _makers(clause: Clause) -> list[Party]:
    """Whose goods are bought, by the name of the nation right beside them: "24 aviones F-16 daneses", "Danish F-16s"."""
    here = clause.here
    if here is None:
        return []
    until = clause.parsed.next_anchor(clause.number)
    beside = (p for p in clause.near if p.kind == "demonym" and p.role == BARE and here.end <= p.start < until)
    return [p for p in beside if p.start - here.end < _GOODS and p.code not in clause.codes(clause.subject())][:1]


def _money_buys(clause: Clause) -> bool:
    """Whether the money told before is what buys, or will help to: "The money bought 1,130 tanks", "Funds will help train two battalions and
    purchase 12 boats"."""
    verb, parsed = clause.verb, clause.parsed
    if verb is None or any(0 < verb.start - m.end < _TAKEN_UP for m in parsed.anaphors):
        return verb is not None
    money = (*parsed.sentence.of("fund"), *parsed.anaphors)
    opens = verb.form in ("base", "inf") and any(m.start - parsed.start < _TOLD + 1 for m in money)
    return opens and not any(p.end <= verb.start and p.role == BARE for p in parsed.parties)
