"""The verb of buying whose parties a figure has, where another verb tells how far it has come."""

from __future__ import annotations

from cuaderno.documents.slots.meaning import NO_STAGE, Governing
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import BY

_BARGAINS = frozenset(("buy", "sell"))
_PARTICIPLES, _INFINITIVES = frozenset(("ed", "part")), frozenset(("base", "inf"))
_PARTING = frozenset(("and", "cut", "rel"))
_ITEM = 6
"""Words of the name of a thing."""


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
