"""Percentages of what countries trade in arms: whose exports or imports changed, and who the chief suppliers or buyers are."""

from __future__ import annotations

from typing import cast

from cuaderno.documents.draft import Draft
from cuaderno.documents.slots.clause import Clause, Codes
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import BARE, BY, ELIDED, OF, TO, Party
from cuaderno.documents.slots.sides import NOBODY, Sides
from cuaderno.documents.slots.traders import Noun, in_its_place, nouns, of_a_trader
from cuaderno.statements.claim import MONEY, PERSONNEL

_OWNING, _OWNED, _BESIDE, _BEHIND = 24, 36, 6, 56
"""Characters between a noun of trade and whose it is, before it and behind it, between a name and its share, and from a share to the noun."""
_OF_TRADE = frozenset(("whose exports", "whose imports", "whose buyer it is", "who buys", "who supplies"))
"""The rules by which somebody is who sells or buys."""
_ATTRIBUTES, _WHOLE = 2, 26
"""Words between a name that is the attribute of a noun of trade, and the noun; characters from a share to what it is of."""


def is_of_trade(draft: Draft) -> bool:
    """Whether a figure has a side by what countries sell or buy."""
    return any(rule.partition(": ")[2] in _OF_TRADE for rule in draft.rules)


def traded(clause: Clause) -> Sides | None:
    """Whose exports or imports a percentage in front of a figure tells of, or which trader it belongs to; None for all other figures."""
    here = clause.here
    if here is None or here.draft.kind == PERSONNEL:
        return None
    if here.draft.unit != "percent":
        return of_a_trader(clause) or in_its_place(clause) if here.draft.kind == MONEY else None
    return (
        of_a_trader(clause)
        or in_its_place(clause)
        or _each_in_brackets(clause)
        or _of_trade(clause)
        or _of_a_share(clause)
    )


def _each_in_brackets(clause: Clause) -> Sides | None:
    """Whose exports or imports changed by a percentage in brackets behind its name: "Both Italy (23 %) and Spain (29 %) have increased theirs"."""
    here, parsed = clause.here, clause.parsed
    if here is None or not here.depth:
        return None
    party = next((p for p in reversed(parsed.parties) if 0 < here.start - p.end < _BESIDE * 2), None)
    if party is None or not party.code:
        return None
    led = [word for word in parsed.gap(party.end, here.start) if word.isalnum()]
    if not all(word in parsed.sentence.scene.words.local("turned") for word in led):
        return None
    rising = _of_each(parsed)
    if rising == "exports":
        return Sides((party.code,), (), "whose exports", NOBODY)
    return Sides((), (party.code,), NOBODY, "whose imports") if rising else None


def _of_each(parsed: Parsed) -> str:
    """Whether a sentence tells by how much the exports, or the imports, of each one named have changed: "France (43 percent) and Germany (13
    percent) have increased their arms exports"; "" where it tells neither."""
    known = cast("dict[int, str]", parsed.sentence.scene.notes.setdefault("trade of each", {}))
    if parsed.start not in known:
        turning = parsed.sentence.scene.words.local("slot-turning")
        turned = any(word in turning for word in parsed.gap(parsed.start, parsed.end))
        found = _noun(parsed, parsed.start, parsed.end) if turned else None
        known[parsed.start] = found.kind if found is not None else ""
    return known[parsed.start]


def _of_trade(clause: Clause) -> Sides | None:
    """Whose trade rose or fell: "Russia's arms exports fell by 53 percent", "un descenso del 64 % en las exportaciones de armas de Rusia"."""
    here, parsed = clause.here, clause.parsed
    if here is None or "change" not in here.draft.marks:
        return None
    before = _noun(parsed, parsed.start, here.start)
    found = before or _noun(parsed, here.end, min(here.end + _BEHIND, parsed.next_anchor(clause.number)), first=True)
    if found is None:
        return _with_its_share(clause)
    kind, start, end = found
    if kind == "trade":
        return Sides((), (), NOBODY, NOBODY)
    theirs = _of_another(clause, end) if before else ()
    theirs = theirs or _owner(clause, start, end)
    if not theirs and _is_told_before(clause, start):
        return None
    if kind == "exports":
        to = clause.codes(clause.first([p for p in parsed.parties if end <= p.start < here.start], TO))
        return Sides(theirs, to, "whose exports" if theirs else "", "to whom" if to else NOBODY)
    return Sides((), theirs, NOBODY, "whose imports" if theirs else "")


def _with_its_share(clause: Clause) -> Sides | None:
    """The sides of the share that a change without a noun of its own follows: "China, with 5.9 percent of the total, down 5 percent"."""
    here, parsed, number = clause.here, clause.parsed, clause.number
    if here is None or not number:
        return None
    before = parsed.anchors[number - 1]
    if before.draft.unit != "percent" or not is_of_trade(before.draft):
        return None
    if any(before.end <= p.start < here.start for p in parsed.parties):
        return None
    giver, taker = before.draft.provider, before.draft.recipient
    return Sides(giver, taker, "whose exports" if giver else NOBODY, "whose imports" if taker else NOBODY)


def _of_another(clause: Clause, end: int) -> Codes:
    """Whose trade a further change is of, the noun not said again: "Dutch exports rose 12 percent and Spain's fell by 8"."""
    here, parsed, number = clause.here, clause.parsed, clause.number
    if here is None or not number or parsed.anchors[number - 1].start < end:
        return ()
    since = parsed.anchors[number - 1].end
    named = [p for p in parsed.parties if since <= p.start < here.start and (p.owns or p.role in (OF, BARE, ELIDED))]
    return clause.codes(named[-1:])


def _of_a_share(clause: Clause) -> Sides | None:
    """Whose share of what all countries sell or buy, or of a country's sales, a percentage is: "France accounted for 9.6 percent of global arms
    exports", "La cuota de Rusia en las exportaciones mundiales de armas cayó al 7,8 %", "India recibió el 28 % de las exportaciones francesas"."""
    here, parsed = clause.here, clause.parsed
    if here is None or "share" not in here.draft.marks:
        return None
    noun = _noun(parsed, here.end, min(here.end + _BEHIND, parsed.next_anchor(clause.number)), first=True)
    if noun is None:
        return _of_its_share(clause)
    owner = clause.codes(_owning(clause, noun.start, noun.end))
    subject = [p for p in parsed.parties if p.end <= here.start and (p.role == BARE or p.owns)]
    bearer = tuple(code for code in clause.codes(clause.chain(subject[-1] if subject else None)) if code not in owner)
    if not owner and _is_told_before(clause, noun.start):
        owner, bearer = bearer or (clause.context.last.provider if clause.context.last is not None else ()), ()
    if noun.kind == "imports":
        return None if owner or not bearer else Sides((), bearer, NOBODY, "whose imports")
    if not owner and not bearer:
        whole = any(
            word in parsed.sentence.scene.words.local("trade_of_all") for word in parsed.gap(here.end, noun.start)
        )
        return Sides((), (), NOBODY, NOBODY) if whole else None
    if not owner:
        return Sides(bearer, (), "whose exports", NOBODY)
    to = bearer or tuple(code for code in _goal(clause, noun.end) if code not in owner)
    return Sides(owner, to, "whose exports", "to whom" if to else NOBODY)


def _goal(clause: Clause, end: int) -> Codes:
    """To whom a share of exports goes, told before it or behind the noun."""
    parsed, until = clause.parsed, clause.parsed.next_anchor(clause.number)
    start = clause.here.start if clause.here is not None else parsed.start
    goals = parsed.sentence.scene.words.local("slot-destination")
    near = (p for p in parsed.parties if end <= p.start < until or p.end <= start)
    return clause.codes(clause.chain(next((p for p in near if p.role == TO or p.head in goals), None)))


def _of_its_share(clause: Clause) -> Sides | None:
    """Whose share of the trade of all came to a percentage: "Russia's share of global arms exports fell to 7.8 percent"."""
    here, parsed = clause.here, clause.parsed
    noun = _noun(parsed, parsed.start, here.start) if here is not None else None
    if noun is None:
        return None
    if owned := _of_a_whole(clause, noun):
        return owned
    scene = parsed.sentence.scene
    if bearer := clause.codes(_bearing(clause)):
        exports = noun.kind == "exports"
        return Sides(bearer, (), "whose exports", NOBODY) if exports else Sides((), bearer, NOBODY, "whose imports")
    shares = scene.words.local("their_number")
    share = next(
        (at for word, *at in scene.words_between(parsed.start, noun.start) if shares.get(word) == "share"), None
    )
    if share is None:
        return None
    before = [p for p in parsed.parties if p.end <= share[0] and (p.owns or p.kind in ("demonym", "place"))]
    behind = [p for p in parsed.parties if 0 <= p.start - share[1] < _BESIDE * 2 and p.role == OF and p.kind == "place"]
    owner = clause.codes(before[-1:] or [p for p in behind if not p.owns][:1])
    if not owner:
        return None
    exports = noun.kind == "exports"
    return Sides(owner, (), "whose exports", NOBODY) if exports else Sides((), owner, NOBODY, "whose imports")


def _bearing(clause: Clause) -> list[Party]:
    """Who is said to account for a share right before it: "with Poland accounting for 31 percent"."""
    here, parsed = clause.here, clause.parsed
    party = next((p for p in reversed(parsed.parties) if here is not None and p.end <= here.start), None)
    words = parsed.gap(party.end, here.start)[:1] if party is not None and here is not None else []
    bearing = parsed.sentence.scene.words.local("bearing_share")
    return [party] if party is not None and any(word in bearing for word in words) else []


def _of_a_whole(clause: Clause, noun: Noun) -> Sides | None:
    """Whose exports are a share of all: "Las exportaciones españolas de armas supusieron el 3 % del total mundial"."""
    here, parsed = clause.here, clause.parsed
    words = parsed.gap(here.end, min(here.end + _WHOLE, parsed.end)) if here is not None and not here.depth else []
    wholes = parsed.sentence.scene.words.local("whole_trade")
    if noun.kind != "exports" or not any(word in wholes for word in words):
        return None
    owner = clause.codes(_owning(clause, noun.start, noun.end))
    return Sides(owner, (), "whose exports", NOBODY) if owner else None


def _is_told_before(clause: Clause, at: int) -> bool:
    """Whether the trade is that of whom the text spoke of before: "its imports"."""
    word = clause.parsed.sentence.scene.word_before(at)[0]
    return word in clause.parsed.small.its or word in clause.parsed.sentence.scene.words.local("possessive")


def _noun(parsed: Parsed, start: int, end: int, *, first: bool = False) -> Noun | None:
    """The last noun of trade within a stretch, or the first."""
    found = [noun for noun in nouns(parsed, "trade_noun") if start <= noun.start and noun.end <= end]
    return found[0 if first else -1] if found else None


def _owner(clause: Clause, start: int, end: int) -> Codes:
    """Whose a noun of trade is: a possessor before it, "of" behind it, or the subject that has it."""
    before = [p for p in clause.parsed.parties if p.end <= start]
    subject = [p for p in before if p.role in (BARE, BY) or _is_told_more_of(clause.parsed, p)]
    return clause.codes(_owning(clause, start, end) or subject[-1:])


def _is_told_more_of(parsed: Parsed, party: Party) -> bool:
    """Whether a relative clause behind a comma follows a name: "thanks to Italy, which increased its sales by 138 percent"."""
    words = parsed.gap(party.end, min(party.end + _BESIDE * 2, parsed.end))[:2]
    return len(words) > 1 and words[0] == "," and parsed.small.clause.get(words[1]) == "rel"


def _owning(clause: Clause, start: int, end: int) -> list[Party]:
    """Whose a noun of trade is by a possessor before it or by "of" or "by" behind it."""
    parties = clause.parsed.parties
    before = [p for p in parties if p.end <= start and start - p.end < _OWNING]
    owning = [p for p in before if p.owns or p.kind == "demonym" or _is_attribute(clause.parsed, p, start)]
    behind = [p for p in parties if p.start >= end and p.start - end < _OWNED and _owns_behind(clause.parsed, p, end)]
    return owning[-1:] or behind[:1]


def _is_attribute(parsed: Parsed, party: Party, start: int) -> bool:
    """Whether a name stands before a noun of trade as its attribute: "9 percent of US arms exports"."""
    words = parsed.gap(party.end, start)
    plain = all(word.isalpha() and word not in parsed.small.role and word not in parsed.small.clause for word in words)
    return party.role == OF and len(words) <= _ATTRIBUTES and plain


def _owns_behind(parsed: Parsed, party: Party, end: int) -> bool:
    """Whether a name behind a noun of trade says whose it is, with no comma between."""
    named = party.role in (OF, BY) or (party.kind == "demonym" and party.role != TO)
    return named and "," not in parsed.plain[end : party.start]
