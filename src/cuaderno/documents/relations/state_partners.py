"""State partnerships: the National Guard of a state of the United States and the country it is paired with."""

from __future__ import annotations

from itertools import pairwise

from cuaderno.documents.draft import Draft
from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.bonds import FIRST, partner
from cuaderno.documents.relations.looking import Look, Party, look, organisations
from cuaderno.documents.scene import Scene
from cuaderno.statements.claim import MEMBERSHIP

TRIGGERS = frozenset({"rel_state_partner"})
PARTNER, PAIRED, PROGRAMME = "partner", "paired", "programme"
BEHIND, AROUND, DISTANCE = 60, 120, 30
BESIDE, OF, _SEVERAL = 2, 6, 2
"""Characters between a Guard and its state: "Iowa National Guard", "Guardia Nacional de Misuri"."""


def state_partners(scene: Scene, trigger: Mark) -> list[Draft]:
    """The partnership a trigger tells of; "partnered with" and the programme's name only with a state's Guard."""
    seen = look(scene, trigger.start)
    guard = _guard(seen, trigger)
    state = _state(seen, guard) if guard is not None else None
    if state is None and trigger.code != PAIRED:
        state = _alone(seen, trigger)
    if trigger.code != PARTNER and (state is None or not _lasts(seen, trigger)):
        return []
    if guard is None and (pairs := _pairs(seen)):
        return [_paired(seen, trigger, own, country) for own, country in pairs] if trigger.code == PROGRAMME else []
    country = _country(seen, trigger, state)
    if country is None:
        return []
    named = [mark for mark in (guard, state) if mark is not None]
    first, last = min([trigger.start, *(m.start for m in named)]), max([trigger.end, *(m.end for m in named)])
    last = max([last, *(m.end for m in seen.sentence.of("rel_state_partner") if 0 < m.start - last < DISTANCE)])
    start = seen.clause_start(first)
    anchor = (_bond(seen, trigger, first), last)
    draft = _draft(anchor, seen.trimmed(start, seen.clause_end(last)), country)
    if named:
        draft.filled("item", _name(seen, named), "name of the Guard")
    said = {mark.code for mark in seen.within("rel_aux", max(seen.start, trigger.start - 30), trigger.start)}
    if "future" in said:
        draft.filled("stage", "announced", "plan")
        draft.mark("intent", "plan")
    if "not" in said:
        draft.mark("negated", "denied")
    return [draft]


def _draft(anchor: tuple[int, int], clause: tuple[int, int], country: str) -> Draft:
    """The partnership of a state and a country."""
    draft = Draft(MEMBERSHIP, anchor, clause, "membership: state partners")
    draft.filled("provider", (FIRST,), "whose National Guard it is")
    draft.filled("recipient", (country,), "the country it is paired with")
    draft.filled("relation", "PARTNERSHIP", "type of relation")
    draft.filled("stage", "active", "named as it stands")
    return draft


def _pairs(seen: Look) -> list[tuple[Mark, Party]]:
    """States and countries told by turns: "Ohio is paired with Serbia, and Indiana with Slovakia"."""
    states = [mark for mark in seen.of("rel_state") if seen.text[mark.start].isupper()]
    countries = [p for p in seen.parties if p.code != FIRST and p.code not in organisations()]
    countries = [p for p in countries if all((p.start, p.end) != (s.start, s.end) for s in states)]
    if len(states) != len(countries) or len(states) < _SEVERAL:
        return []
    row = sorted([*states, *countries], key=lambda each: each[0])
    by_turns = all(isinstance(first, Mark) != isinstance(second, Mark) for first, second in pairwise(row))
    return list(zip(states, countries, strict=True)) if by_turns else []


def _paired(seen: Look, trigger: Mark, state: Mark, country: Party) -> Draft:
    """One of several such pairs, in the order of the text; what is said behind the last is said of all."""
    first, last = min(state.start, country.start), max(state.end, country.end)
    draft = _draft((first, last), seen.trimmed(seen.start, seen.clause_end(max(last, trigger.end))), country.code)
    draft.filled("item", seen.text[state.start : state.end], "name of the Guard")
    return draft


def _name(seen: Look, named: list[Mark]) -> str:
    """The Guard with its state where they stand together, else the state."""
    first, last = min(named), max(named)
    close = last.start - first.end <= OF
    return seen.text[first.start : last.end] if close else seen.text[named[-1].start : named[-1].end]


def _lasts(seen: Look, trigger: Mark) -> bool:
    """Whether a bond is told and no deed under the programme ("conducted 14 exchanges"): a time since when, or a word for partners."""
    if trigger.code != PROGRAMME:
        return True
    since, together = seen.scene.words.local("since"), seen.scene.words.local("is_together")
    around = [*seen.words(seen.start, trigger.start), *seen.words(trigger.end, seen.end)]
    return any(word.word.decode("ascii") in words for word in around for words in (since, together))


def _bond(seen: Look, trigger: Mark, first: int) -> int:
    """Where the words for a bond begin: with the Guard where the verb stands between it and the programme: "has partnered since 1993 under"."""
    together = seen.scene.words.local("is_together")
    told = any(word.word.decode("ascii") in together for word in seen.words(first, trigger.start))
    return first if told and trigger.code == PROGRAMME else trigger.start


def _alone(seen: Look, trigger: Mark) -> Mark | None:
    """A state that stands for its Guard: "Arkansas y Guatemala son socios del Programa de Alianza Estatal", "Under
    the State Partnership Program, Vermont and North Macedonia have been partners since 1993"."""
    named = {(p.start, p.end) for p in seen.parties}
    states = [mark for mark in seen.of("rel_state") if (mark.start, mark.end) not in named]
    if trigger.code != PROGRAMME or len(states) > 1:
        states = [mark for mark in states if mark.end <= trigger.start]
    return states[-1] if states and seen.text[states[-1].start].isupper() else None


def _guard(seen: Look, trigger: Mark) -> Mark | None:
    """The Guard: behind "partnered with", before or behind "state partner"."""
    behind = seen.first("rel_guard", trigger.end, min(seen.end, trigger.end + BEHIND))
    if behind is not None or trigger.code == PAIRED:
        return behind
    return seen.last("rel_guard", max(seen.start, trigger.start - AROUND), trigger.start)


def _country(seen: Look, trigger: Mark, state: Mark | None) -> str | None:
    """The nearest country of the sentence that is no state's name (Georgia, New Mexico), else the document's."""
    without = organisations()
    named = [p for p in seen.parties if p.code != FIRST and p.code not in without and not _within(p, state)]
    if not named:
        return partner(seen.scene)
    return min(named, key=lambda p: max(p.start - trigger.end, trigger.start - p.end)).code


def _within(party: Party, state: Mark | None) -> bool:
    return state is not None and state.start <= party.start < state.end


def _state(seen: Look, guard: Mark) -> Mark | None:
    """The state of a Guard, right before or behind its name."""
    before = seen.last("rel_state", max(seen.start, guard.start - DISTANCE), guard.start)
    if before is not None and guard.start - before.end <= BESIDE:
        return before
    behind = seen.first("rel_state", guard.end, min(seen.end, guard.end + DISTANCE))
    return behind if behind is not None and behind.start - guard.end <= OF else None
