"""The verb of buying whose parties a figure has, where another verb tells how far it has come or sets the sum aside."""

from __future__ import annotations

from cuaderno.documents.slots.acquiring import for_delivery
from cuaderno.documents.slots.clause import Clause
from cuaderno.documents.slots.meaning import NO_STAGE, Governing
from cuaderno.documents.slots.parsed import USA, Parsed
from cuaderno.documents.slots.roles import BARE, BY, FOR, TO
from cuaderno.documents.slots.sides import Sides
from cuaderno.statements.claim import MONEY

_BARGAINS = frozenset(("buy", "sell"))
_PARTICIPLES, _INFINITIVES = frozenset(("ed", "part")), frozenset(("base", "inf"))
_PARTING = frozenset(("and", "cut", "rel"))
_ITEM = 6
"""Words of the name of a thing."""


def for_its_purchases(clause: Clause) -> Sides | None:
    """Who sets a sum aside to buy something spends it itself: "destinará 160 millones a la compra de 17 cazas suecos"; None for all else."""
    here, parsed, verb = clause.here, clause.parsed, clause.verb
    if here is None or here.draft.kind != MONEY or verb is None or verb.frame != "give" or verb.start > here.start:
        return None
    bought = parsed.verb_after(here.end)
    if bought is None or bought.frame != "buy" or bought.form not in ("noun", "inf", "base"):
        return None
    led = parsed.gap(here.end, bought.start)
    if not led or len(led) > _ITEM or parsed.small.role.get(led[0]) not in (TO, FOR):
        return None
    buyer = clause.codes(clause.subject())
    if not buyer or {USA, *clause.context.donor} & set(buyer):
        return None
    if any(p.code and p.role in (TO, BARE) and p.end <= here.start for p in clause.after):
        return None  # "prestó a Kenia 20 millones para comprar"
    behind = [p for p in clause.near if p.start >= here.end and p.code not in buyer]
    if any(p.role == FOR or (p.role == TO and p.start < bought.start) or for_delivery(clause, p) for p in behind):
        return None  # "destinará 40 millones para la compra de munición para Ucrania"
    return Sides(buyer, buyer, "who buys", "own spending")


def by_its_purchase(parsed: Parsed, number: int, governing: Governing | None) -> Governing | None:
    """What governs a figure, with the participle or the infinitive that tells who bought it for its verb: "Four jets bought by Croatia
    from France arrived", "the 24 jets that Croatia agreed to buy from France"."""
    verb = governing.verb if governing is not None else None
    here, until = parsed.anchors[number], parsed.next_anchor(number)
    bought = next((v for v in parsed.verbs if v.frame == "buy" and here.end <= v.start < until), None)
    if bought is None or (verb is not None and (verb.frame in _BARGAINS or verb.start < here.end)):
        return governing
    if bought.form in _PARTICIPLES and (verb is None or bought.end <= verb.start):
        words = parsed.gap(here.end, bought.start)
        own = len(words) <= _ITEM and not any(w in ",;:" or parsed.small.clause.get(w) in _PARTING for w in words)
        end = verb.start if verb is not None else until
        own = own and any(p.role == BY and bought.end <= p.start < end for p in parsed.parties)
    else:
        words = parsed.gap(verb.end, bought.start) if verb is not None else []
        own = verb is not None and bought.form in _INFINITIVES and all(parsed.small.aux.get(w) == "to" for w in words)
    if not own:
        return governing
    if governing is None:
        return Governing(NO_STAGE, bought, passive=False, negated=False, rule="by its purchase")
    return governing._replace(verb=bought, passive=False)
