"""Whose people the parts of a force are: "Of the 2,000 soldiers, 800 are from Ghana and 500 from Senegal", "the force includes 800 Ghanaians"."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause, Codes
from cuaderno.documents.slots.context import are_countries
from cuaderno.documents.slots.contingents import NATIONALS
from cuaderno.documents.slots.parsed import Anchor, Parsed
from cuaderno.documents.slots.people import whose_people
from cuaderno.documents.slots.roles import FROM, IN, OF
from cuaderno.documents.slots.sides import NOBODY, Sides
from cuaderno.statements.claim import PERSONNEL

_SOURCE = 24
"""Characters from a part to the name of whence it comes."""


def part_of_a_force(clause: Clause) -> Sides | None:
    """The nation of a part of people who are on duty, and where the whole is; None where nobody is a part, or of those who are taught."""
    here, parsed, number = clause.here, clause.parsed, clause.number
    if here is None or clause.frame not in ("none", "deploy") or not _is_part(parsed, here):
        return None
    theirs = tuple(code for code in _nation(clause, here) if code)
    if not theirs or not are_countries(theirs):
        return None
    whole = _whole(parsed, number)
    if whole is None and not _of_a_body(parsed, here):
        return None
    if whole is not None and whole.draft.stage not in (None, "deployed", "active"):
        return None
    place = clause.codes(clause.first([p for p in clause.near if p.start < here.start], IN, but=theirs))
    where = whole.draft.recipient if whole is not None and whole.draft.recipient else place
    return Sides(
        theirs,
        tuple(code for code in where if code not in theirs),
        "whose people",
        "where the force is" if where else NOBODY,
    )


def _is_part(parsed: Parsed, here: Anchor) -> bool:
    """Whether people are some of others, or of a force that includes them."""
    if here.draft.kind != PERSONNEL:
        return False
    before = parsed.anchors[0].draft
    beside = before is not here.draft and "part_of" in before.marks and before.kind == PERSONNEL
    return "part_of" in here.draft.marks or beside or _is_included(parsed, here)


def _is_included(parsed: Parsed, here: Anchor) -> bool:
    """Whether a verb before people says of what they are a part."""
    included = parsed.sentence.scene.words.local("slot-included")
    return any(word in included for word in parsed.gap(parsed.start, here.start))


def _nation(clause: Clause, here: Anchor) -> Codes:
    """Of which nation a part is: by a demonym, or the name of whence it comes right behind it."""
    until = clause.parsed.next_anchor(clause.number)
    source = next((p for p in clause.near if p.role in (FROM, OF) and here.end <= p.start < until and p.code), None)
    if source is not None and source.start - here.end <= _SOURCE:
        return clause.codes(clause.chain(source))
    if here.draft.rules[0] == NATIONALS:
        return clause.codes([p for p in clause.near if p.kind == "demonym" and here.start <= p.start < until][:1])
    return clause.codes([p for p in whose_people(clause) if p.kind == "demonym" and p.start < until])


def _whole(parsed: Parsed, number: int) -> Anchor | None:
    """The people before of whom a figure counts some."""
    return next(
        (one for one in parsed.anchors[:number] if one.draft.kind == PERSONNEL and "part_of" not in one.draft.marks),
        None,
    )


def _of_a_body(parsed: Parsed, here: Anchor) -> bool:
    """Whether a force is said to include them: "The mission includes 800 Ghanaians"."""
    bodies = parsed.sentence.scene.words.local("slot-force")
    return any(word in bodies for word in parsed.gap(parsed.start, here.start))
