"""The sides of a sum that leaves out its verb: those of the sum it goes on from, its own country in the place of that one's.

"Brazil spent $23.6 billion, Colombia 9.5", "Brazil drew $23 million, ahead of Colombia with 9": what Brazil is to the first, Colombia is to the
second.
"""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.slots.context import Context, are_countries
from cuaderno.documents.slots.naming import POSSESSIVE
from cuaderno.documents.slots.parsed import Anchor, Parsed
from cuaderno.documents.slots.ranked import ranked
from cuaderno.documents.slots.roles import BARE, TO, Party
from cuaderno.documents.slots.sides import Sides

RULE = "as the sum it goes on from, for its own country"
_CLOSE = 18
"""Characters between a country and its figure at most: "a México apenas 6.020"."""


def by_analogy(context: Context, parsed: Parsed, number: int) -> Sides | None:
    """The sides of such a sum; None of another figure, and where it has no country of its own or the sum before none."""
    here = parsed.anchors[number]
    if not here.draft.goes_on and not (number and ranked(parsed)):
        return None
    own = _beside(parsed, here)
    second = number and own is not None and own in ranked(parsed)
    if own is None or not (here.draft.goes_on or second) or not are_countries((own.code,)):
        return None
    before = parsed.anchors[number - 1].draft if number else context.last
    if before is None:
        return None
    other = (_leader(parsed, number) if second else "") or _counterpart(parsed, number, before, own)
    if not other or other == own.code:
        return None
    return Sides(_replaced(before.provider, other, own), _replaced(before.recipient, other, own), RULE, RULE)


def _beside(parsed: Parsed, anchor: Anchor) -> Party | None:
    """The country right before a figure: "Colombia 9.5", "France (493)", "Uruguay, 973"."""
    near = (p for p in reversed(parsed.parties) if p.end <= anchor.start)
    party = next(near, None)
    if party is None or anchor.start - party.end > _CLOSE:
        return None
    local = parsed.sentence.scene.words.local
    between = parsed.gap(party.end, anchor.start)
    small = (local("row_tie"), local("just_so_many"))
    if party.owns:
        between = [word for word in between if word not in POSSESSIVE]  # "compared to Turkey's 20"
    return party if all(word == "," or any(word in some for some in small) for word in between) else None


def _leader(parsed: Parsed, number: int) -> str:
    """The subject of a sentence that ranks others behind it, where the figure before is the subject's."""
    before = parsed.anchors[number - 1]
    if (beside := _beside(parsed, before)) is not None and beside in ranked(parsed):
        return ""
    known = {*before.draft.provider, *before.draft.recipient}
    named = (p for p in parsed.parties if p.role == BARE and p.kind != "demonym" and p.end <= before.start)
    return next((party.code for party in named if party.code in known), "")


def _counterpart(parsed: Parsed, number: int, before: Draft, own: Party) -> str:
    """Whom the sum before has where this one has its own country: the one beside it, the only one, or by the preposition."""
    if number and (beside := _beside(parsed, parsed.anchors[number - 1])) is not None:
        return beside.code
    known = dict.fromkeys((*before.provider, *before.recipient))
    if len(known) > 1:
        known = dict.fromkeys(before.recipient if own.role == TO else before.provider)
    return next(iter(known)) if len(known) == 1 else ""


def _replaced(codes: tuple[str, ...], other: str, own: Party) -> tuple[str, ...]:
    return tuple(dict.fromkeys(own.code if code == other else code for code in codes))
