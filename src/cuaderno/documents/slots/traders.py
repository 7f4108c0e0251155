"""Shares of single suppliers and buyers: "India, with 38 percent, was the main recipient of Russian arms, followed by China (17 percent)"."""

from __future__ import annotations

from typing import NamedTuple, cast

from cuaderno.documents.slots.clause import Clause, Codes
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import BARE, ELIDED, FROM, OF, TO, WITH, Party
from cuaderno.documents.slots.sides import NOBODY, Sides

_BESIDE, _APPOSED, _OWNING, _OWNED = 6, 20, 30, 48
"""Characters between a trader and its share in brackets or behind "with", and between the noun and whose supplier or buyer it is."""
_LED = 6
"""Words before a share in which "with" stands."""
_SUPPLIES, _BUYS, _NEXT = "who supplies", "who buys", "as of whom it follows"
_SIGNS = frozenset((",", "(", "-"))
_TRADERS = frozenset((f"provider: {_SUPPLIES}", f"recipient: {_BUYS}", f"provider: {_NEXT}"))
_SELLING = frozenset(("supplier", "exporter"))
_WORLDWIDE = frozenset(("exporter", "importer"))
"""The nouns of traders that need nobody to trade with: "the world's second largest exporter"."""
_SPENDER = "spender"
_THEIRS = frozenset((OF, TO, FROM))


class Noun(NamedTuple):
    """A noun of trade or for who trades: its kind in the lexicon, its characters."""

    kind: str
    start: int
    end: int


def of_a_trader(clause: Clause) -> Sides | None:
    """Who supplies or buys a share that a sentence gives as that of a supplier or a buyer; None for all other figures."""
    here, parsed = clause.here, clause.parsed
    if here is None:
        return None
    beside = _beside(clause)
    noun = _noun(parsed, beside.start if beside is not None else here.start, here.end)
    if noun is None:
        return None
    party = beside or _subject(clause, noun)
    return _sides(clause, party, noun) if party is not None else None


def _beside(clause: Clause) -> Party | None:
    """The party right before a share in brackets or behind "with": "France (41 %)", "India, with 38 percent,"."""
    here, parsed = clause.here, clause.parsed
    if here is None:
        return None
    party = next((p for p in reversed(parsed.parties) if p.end <= here.start), None)
    if party is None or not party.code or here.start - party.end > _APPOSED:
        return None
    if here.depth:
        opened = here.start - party.end < _BESIDE and parsed.plain[party.end : here.start].strip() == "("
        return party if opened else None
    words = parsed.gap(party.end, here.start)
    words = words[1:] if words[:1] == [","] else words
    led = parsed.small.role.get(words[0]) == WITH if words else False
    return party if led and party.role == BARE and all(word in parsed.small.article for word in words[1:]) else None


def nouns(parsed: Parsed, table: str) -> list[Noun]:
    """The nouns of a table of the lexicon in a sentence, with their kinds."""
    scene = parsed.sentence.scene
    known = cast("dict[int, list[Noun]]", scene.notes.setdefault(f"nouns: {table}", {}))
    if parsed.start not in known:
        words = scene.words.local(table)
        told = scene.words_between(parsed.start, parsed.end)
        known[parsed.start] = [Noun(words[word], start, end) for word, start, end in told if word in words]
    return known[parsed.start]


def _noun(parsed: Parsed, before: int, behind: int) -> Noun | None:
    """The last noun for traders before a place, else the first behind another."""
    found = nouns(parsed, "traders")
    led = [noun for noun in found if noun.end <= before]
    return led[-1] if led else next((noun for noun in found if noun.start >= behind), None)


def _subject(clause: Clause, noun: Noun) -> Party | None:
    """Who is said to be the trader, where the share follows "with": "China was the fourth exporter, with 5.9 percent of the total"."""
    here, parsed = clause.here, clause.parsed
    if here is None or here.depth or noun.end > here.start:
        return None
    if any(noun.end <= anchor.start < here.start for anchor in parsed.anchors):
        return None
    led = parsed.gap(noun.end, here.start)[-_LED:]
    bearing = parsed.sentence.scene.words.local("bearing_share")
    if not any(parsed.small.role.get(word) == WITH or word in bearing for word in led):
        return None
    return next((p for p in reversed(parsed.parties) if p.role == BARE and p.end <= noun.start and not p.owns), None)


def _spends(clause: Clause, party: Party) -> bool:
    """Whether a country is told to spend on its own forces, and is not where others do."""
    return party.role in (BARE, OF, ELIDED) and any(verb.frame == "spend" for verb in clause.parsed.verbs)


def _sides(clause: Clause, party: Party, noun: Noun) -> Sides | None:
    """The sides of a trader and of whom it trades with."""
    mine = clause.codes([party])
    if noun.kind == _SPENDER:
        return Sides(mine, mine, "who spends", "own spending") if _spends(clause, party) else None
    theirs = tuple(code for code in _others(clause, party, noun) if code not in mine)
    nobody = NOBODY if clause.here is not None and clause.here.draft.unit == "percent" else ""
    if noun.kind in _SELLING:
        return Sides(mine, theirs, _SUPPLIES, "whose supplier it is" if theirs else nobody)
    return Sides(theirs, mine, "whose buyer it is" if theirs else nobody, _BUYS)


def _others(clause: Clause, party: Party, noun: Noun) -> Codes:
    """Whose supplier or buyer somebody is: named beside the noun, or told just before."""
    parsed = clause.parsed
    known = [p for p in parsed.parties if p is not party and not parsed.plain.startswith(" (", p.end)]
    behind = [p for p in known if 0 <= p.start - noun.end < _OWNED and _trades_with(parsed, p, noun)]
    owning = [p for p in known if (p.owns or p.kind == "demonym") and 0 <= noun.start - p.end < _OWNING]
    before = [p for p in known if p.role == OF and p.end <= parsed.anchors[0].start]
    if theirs := clause.codes(behind[:1] or owning[-1:] or before[:1]):
        return theirs
    last = clause.context.last
    if last is None or last.unit != "percent" or noun.kind in _WORLDWIDE or not _is_theirs(clause, noun):
        return ()
    return last.recipient if noun.kind in _SELLING else last.provider


def _is_theirs(clause: Clause, noun: Noun) -> bool:
    """Whether a trader is that of whom the text spoke of before, as "its" says, or a list of them in brackets does."""
    words = clause.parsed.sentence.scene.words_before(noun.start)
    its = clause.parsed.sentence.scene.words.local("possessive")
    return (clause.here is not None and clause.here.depth > 0) or any(word in its for word, _, _ in words)


def _trades_with(parsed: Parsed, party: Party, noun: Noun) -> bool:
    """Whether a name behind a noun for traders says with whom they trade: "importers of Spanish arms", "suppliers to Ukraine"."""
    led = any(word in parsed.small.role for word in parsed.gap(noun.end, party.start))
    named = parsed.sentence.scene.text[party.end + 1 : party.end + 2].isupper()  # "were the Iraqi Security Forces"
    return led and (party.role in _THEIRS or (party.kind == "demonym" and not named))


def in_its_place(clause: Clause) -> Sides | None:
    """The sides of whom a sentence goes on with without a verb, in the place of whom the percentage before is of: "followed by China (17 percent)",
    "France for 9.6 percent", "y las chinas, un 5 %"; None for all other figures."""
    here, parsed, number = clause.here, clause.parsed, clause.number
    if here is None or not number:
        return None
    before = parsed.anchors[number - 1]
    last, party = before.draft, _gapped(parsed, before.end, here.start)
    if last.unit != here.draft.unit or party is None or not (last.provider or last.recipient):
        return None
    if last.unit != "percent" and _TRADERS.isdisjoint(last.rules):
        return None
    mine = clause.codes([party])
    first = next((p for p in parsed.parties if p.role == BARE and p.code), None)
    gives = not last.recipient or f"recipient: {_NEXT}" in last.rules or f"provider: {_SUPPLIES}" in last.rules
    if gives or (first is not None and last.provider and first.code in last.provider):
        theirs = tuple(code for code in last.recipient if code not in mine)
        return Sides(mine, theirs, _NEXT, _NEXT if theirs else NOBODY)
    theirs = tuple(code for code in last.provider if code not in mine)
    return Sides(theirs, mine, _NEXT if theirs else NOBODY, _BUYS)


def _gapped(parsed: Parsed, start: int, end: int) -> Party | None:
    """The party between two figures that is all but alone there: nothing is done, and only small words lead to the second."""
    party = next((p for p in reversed(parsed.parties) if start <= p.start and p.end <= end), None)
    if party is None or not party.code:
        return None
    small = parsed.small
    leading = all(
        word in _SIGNS or word in small.role or word in small.article or word in small.its
        for word in parsed.gap(party.end, end)
    )
    scene = parsed.sentence.scene
    joining, definite = scene.words.local("joining_traders"), scene.words.local("definite_article")
    words = parsed.gap(start, party.start)
    at = max((at for at, word in enumerate(words) if word in joining), default=len(words))
    small_ones = all(word in joining or word in small.role or word in definite for word in words[at:])
    return party if leading and at < len(words) and small_ones else None
