"""Who is put on a list, and who is struck: terrorists, sponsors, traffickers, sanctions by an authority."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.designating import GIVEN, GIVER, NEVER, act_of, clause, fill_stage, names
from cuaderno.documents.relations.enlisting import PERSONS, enlisted, nationals
from cuaderno.documents.relations.looking import Look
from cuaderno.statements.claim import DESIGNATION

RELATION = {
    "FTO": "SANCTION",
    "SPONSOR": "SANCTION",
    "NARCOTICS": "CERTIFICATION",
    PERSONS: "SANCTION",
}
OF_COUNTRIES = frozenset({"SPONSOR", "NARCOTICS"})
LIST_REACH = 14
MOST_NAMES = 8
STRUCK_REACH, STRUCK_WORDS, LIFT_REACH = 50, 6, 20


def listings(seen: Look, trigger: Mark) -> list[Draft]:
    """A list of terrorists, sponsors or traffickers: only with a verb that puts somebody on it, or a country told to be on it."""
    act = act_of(seen, trigger) if trigger.code != PERSONS else enlisted(seen, trigger)
    told = act if act is not None and act.code != "status" else None
    if trigger.code in OF_COUNTRIES:
        return _countries(seen, trigger, told)
    if told is None:
        return []
    told_names = names(seen, told.end, trigger.start) if told.end < trigger.start else []
    told_names = told_names or names(seen, seen.clause_start(told.start), told.start)
    return [_listed(seen, trigger, told, name) for name in told_names[:MOST_NAMES] or [""]]


def _countries(seen: Look, trigger: Mark, act: Mark | None) -> list[Draft]:
    """Countries on a list, in one claim: those between verb and list, else those before it, else those told behind it."""
    on = seen.last("rel_network", max(seen.start, trigger.start - LIST_REACH), trigger.start)
    if act is None and on is None:
        return []
    stretches = [(seen.clause_start(trigger.start), trigger.start), (trigger.end, seen.end)]
    if act is not None:
        stretches.insert(0, (act.end, trigger.start))
    named: list[str] = []
    for start, end in stretches:
        named = named or [p.code for p in seen.named(start, end) if p.code not in NEVER and p.kind == "place"]
    if not named:
        return []
    draft = _listed(seen, trigger, act, "")
    draft.filled("recipient", tuple(dict.fromkeys(named)), "who is on it")
    return [draft]


def _listed(seen: Look, trigger: Mark, act: Mark | None, name: str) -> Draft:
    first = act.start if act is not None and trigger.code == PERSONS else trigger.start
    draft = Draft(DESIGNATION, (first, trigger.end), clause(seen, trigger, act), "designation: put on a list")
    draft.filled("relation", RELATION[trigger.code], "type of relation by its name")
    draft.filled("provider", (_giver(seen) or GIVER,), "who keeps the list")
    if name:
        draft.filled("item", name, "who is put on it")
    if trigger.code == PERSONS and act is not None:
        draft.filled("recipient", nationals(seen, trigger, act, GIVER), "whose nationals are on it")
    fill_stage(draft, seen, act, trigger)
    return draft


def _giver(seen: Look) -> str | None:
    authority = seen.of("rel_authority")
    return authority[0].code if authority else None


def sanctions(seen: Look, trigger: Mark) -> list[Draft]:
    """A sanction by an authority, one claim for each one it told_names."""
    if any(m.code in GIVEN for m in seen.sentence.of("rel_status")):
        return []
    begin = seen.clause_start(trigger.start)
    authority = seen.first("rel_authority", begin, trigger.start) or seen.first(
        "rel_authority", trigger.end, seen.clause_end(trigger.end)
    )
    if authority is None:
        return []
    end = seen.clause_end(trigger.end)
    end = _own_object(seen, trigger, end)
    grounds = seen.first("rel_grounds", trigger.end, end)
    told_names = names(seen, trigger.end, grounds.start if grounds else end) or names(seen, trigger.end, end)
    if not told_names and authority.start < trigger.start and _counted(seen, trigger):
        told_names = [""]
    if not told_names:
        return []
    return [_sanctioned(seen, trigger, authority.code, name) for name in told_names[:MOST_NAMES]]


def _sanctioned(seen: Look, trigger: Mark, authority: str, name: str) -> Draft:
    span = clause(seen, trigger, None)
    draft = Draft(DESIGNATION, (trigger.start, trigger.end), span, "designation: sanction by an authority")
    draft.filled("relation", "SANCTION", "type of relation")
    draft.filled("provider", (authority,), "the authority")
    if name:
        draft.filled("item", name, "who is sanctioned")
    lifted = seen.first("rel_lift", max(seen.start, trigger.start - LIFT_REACH), trigger.start)
    draft.filled("stage", "terminated" if lifted else "designated", "verb of designation")
    return draft


def _own_object(seen: Look, trigger: Mark, end: int) -> int:
    """Where the object of a sanction ends: before the "and" that leads to what another authority did."""
    for mark in seen.within("rel_authority", trigger.end, end):
        joint = seen.last("rel_and", trigger.end, mark.start)
        if joint is not None and not seen.folded(joint.end, mark.start).strip():
            return joint.start
        words = seen.words(joint.end, mark.start) if joint is not None else []
        if words and len(words) == 1 and seen.code("is_definite", words[0]):
            return joint.start if joint is not None else end
    return end


def _counted(seen: Look, trigger: Mark) -> bool:
    """Whether those struck are counted and not named: "sanctioned two gang leaders"."""
    words = seen.words(trigger.end, min(seen.end, trigger.end + STRUCK_REACH))[:STRUCK_WORDS]
    comma = seen.scene.folded.find(b",", trigger.end, trigger.end + STRUCK_REACH)
    return any(seen.code("is_struck", word) for word in words[1:] if comma < 0 or word.end <= comma)
