"""People of a nation who learn in another country, of whom no verb of teaching tells: "Sixty Kenyan officers are now at U.S. schools"."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.slots.clause import Clause
from cuaderno.documents.slots.context import are_countries
from cuaderno.documents.slots.people import whose_people
from cuaderno.documents.slots.people_in_a_row import is_nation
from cuaderno.documents.slots.roles import BARE, IN, OF, TO, Party
from cuaderno.documents.slots.sides import Sides
from cuaderno.statements.claim import PERSONNEL

THERE = "where they learn"
_FRAMES = frozenset(("", "none", "have", "deploy", "travel", "attend"))
"""The frames of verbs that do not tell who teaches."""
_ROLES = frozenset((IN, TO, BARE, OF))
_NEAR, _WORDS, _REACH = 64, 3, 160
"""Characters around a word for learning in which the country is named where it is done, words between them at most, and characters behind a
number in which it is told that people learn."""


def learners_abroad(clause: Clause) -> Sides | None:
    """The country where people learn, as who teaches them, and their own; None for all others."""
    here, parsed = clause.here, clause.parsed
    frame = clause.frame if clause.verb is not None else ""
    if here is None or here.draft.kind != PERSONNEL or frame not in _FRAMES:
        return None
    local = parsed.sentence.scene.words.local
    until = min(parsed.next_anchor(clause.number), here.end + _REACH)
    study = next((w for w in parsed.sentence.scene.words_between(here.end, until) if w[0] in local("slot-study")), None)
    if study is None or any(word in local("slot-teacher") for word in parsed.gap(here.end, study[1])):
        return None
    theirs = [p for p in whose_people(clause) if is_nation(p) and p.end <= study[1]]
    own = clause.codes(theirs)
    if not own:
        return None
    place = next((p for p in clause.near if _is_there(clause, p, study, own)), None)
    there = clause.codes([place]) if place is not None else ()
    return Sides(there, own, THERE, "who learns") if there else None


def _is_there(clause: Clause, party: Party, study: tuple[str, int, int], own: tuple[str, ...]) -> bool:
    """Whether a party is the country of a school, before or behind its word: "U.S. schools", "aulas danesas", "study in the United States"."""
    here, parsed = clause.here, clause.parsed
    if here is None or party.start < here.end or party.role not in _ROLES or not party.code or party.code in own:
        return False
    if not are_countries(party.codes) or party.kind == "mission":
        return False
    _, start, end = study
    between = parsed.gap(party.end, start) if party.end <= start else parsed.gap(end, party.start)
    if max(start - party.end, party.start - end) > _NEAR or any(word in ",;:()." for word in between):
        return False
    return party.role == IN or len(between) <= _WORDS


def learn_there(draft: Draft) -> bool:
    """Whether a figure counts people who learn in another country."""
    return draft.kind == PERSONNEL and f"provider: {THERE}" in draft.rules
