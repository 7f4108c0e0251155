"""Percentages of what countries trade in arms: whose exports or imports changed, and who the chief suppliers or buyers are."""

from __future__ import annotations

from typing import cast

from cuaderno.documents.slots.clause import Clause, Codes
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import BARE, OF, TO, Party
from cuaderno.documents.slots.sides import NOBODY, Sides

_OWNING, _OWNED, _BESIDE = 24, 24, 6
"""Characters between a noun of trade and whose it is, before it and behind it, and between a trader and its share."""


def traded(clause: Clause) -> Sides | None:
    """Whose exports or imports a percentage in front of a figure tells of, or which trader it belongs to; None for all other figures."""
    here = clause.here
    if here is None or here.draft.unit != "percent":
        return None
    return _of_a_trader(clause) or _of_trade(clause)


def _of_a_trader(clause: Clause) -> Sides | None:
    """A share in brackets behind the name of a supplier or a buyer: "Its chief suppliers were France (41 %) and Italy (12 %)"."""
    here, parsed = clause.here, clause.parsed
    if here is None or not here.depth:
        return None
    party = next((p for p in reversed(parsed.parties) if 0 < here.start - p.end < _BESIDE), None)
    if party is None or parsed.plain[party.end : here.start].strip() != "(" or not party.code:
        return None
    words = parsed.sentence.scene.words.local("traders")
    kinds = [words[word] for word in parsed.gap(parsed.start, party.start) if word in words]
    if not kinds and (rising := _of_each(parsed)):
        return (
            Sides((party.code,), (), "whose exports", NOBODY)
            if rising == "exports"
            else Sides((), (party.code,), NOBODY, "whose imports")
        )
    if not kinds:
        return None
    last = clause.context.last
    before = [p for p in parsed.parties if p.role == OF and p.end <= parsed.anchors[0].start and p is not party]
    others = clause.codes(before[:1])
    if kinds[-1] == "supplier":
        theirs = others or (last.recipient if last is not None and last.unit == "percent" else ())
        return Sides((party.code,), theirs, "who supplies", "whose supplier it is" if theirs else NOBODY)
    theirs = others or (last.provider if last is not None and last.unit == "percent" else ())
    return Sides(theirs, (party.code,), "whose buyer it is" if theirs else NOBODY, "who buys")


def _of_each(parsed: Parsed) -> str:
    """Whether a sentence tells by how much the exports, or the imports, of each one named have changed: "France (43 percent) and Germany (13
    percent) have increased their arms exports"; "" where it tells neither."""
    known = cast("dict[int, str]", parsed.sentence.scene.notes.setdefault("trade of each", {}))
    if parsed.start not in known:
        turning = parsed.sentence.scene.words.local("slot-turning")
        turned = any(word in turning for word in parsed.gap(parsed.start, parsed.end))
        found = _noun(parsed, parsed.end) if turned else None
        known[parsed.start] = found[0] if found is not None else ""
    return known[parsed.start]


def _of_trade(clause: Clause) -> Sides | None:
    """Whose trade rose or fell: "Russia's arms exports fell by 53 percent", "las importaciones de armas de Brasil crecieron un 31 %"."""
    here, parsed = clause.here, clause.parsed
    if here is None or "change" not in here.draft.marks:
        return None
    found = _noun(parsed, here.start)
    if found is None:
        return None
    kind, start, end = found
    theirs = _owner(clause, start, end)
    if not theirs and _is_told_before(clause, start):
        return None
    if kind == "exports":
        to = clause.codes(clause.first([p for p in parsed.parties if end <= p.start < here.start], TO))
        return Sides(theirs, to, "whose exports" if theirs else "", "to whom" if to else NOBODY)
    return Sides((), theirs, NOBODY, "whose imports" if theirs else "")


def _is_told_before(clause: Clause, at: int) -> bool:
    """Whether the trade is that of whom the text spoke of before: "its imports"."""
    word = clause.parsed.sentence.scene.word_before(at)[0]
    return word in clause.parsed.small.its or word in clause.parsed.sentence.scene.words.local("possessive")


def _noun(parsed: Parsed, at: int) -> tuple[str, int, int] | None:
    """The last noun of trade before a figure: what it tells of, and its characters."""
    scene = parsed.sentence.scene
    words = scene.words.local("trade_noun")
    return next(
        (
            (words[word], start, end)
            for word, start, end in reversed(scene.words_between(parsed.start, at))
            if word in words
        ),
        None,
    )


def _owner(clause: Clause, start: int, end: int) -> Codes:
    """Whose a noun of trade is: a possessor before it, "of" behind it, or the subject that has it."""
    parties = clause.parsed.parties
    before = [p for p in parties if p.end <= start]
    owning = [p for p in before if (p.owns or p.kind == "demonym") and start - p.end < _OWNING]
    behind = [p for p in parties if p.start >= end and _owns_behind(p, end)]
    subject = [p for p in before if p.role == BARE]
    return clause.codes(owning[-1:] or behind[:1] or subject[-1:])


def _owns_behind(party: Party, end: int) -> bool:
    return (party.role == OF or party.kind == "demonym") and party.start - end < _OWNED
