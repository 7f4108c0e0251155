"""Designations: a status that one side gives (ally, terrorist, sponsor), a sanction, a certification, an appointment."""

from __future__ import annotations

import re

from cuaderno.documents.draft import Draft
from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.bonds import earlier, partner
from cuaderno.documents.relations.enlisting import PERSONS, enlisted, nationals
from cuaderno.documents.relations.looking import Look, look, organisations
from cuaderno.documents.scene import Scene
from cuaderno.statements.claim import DESIGNATION, EVENT

TRIGGERS = frozenset({"rel_status", "rel_sanction"})
ALLY, PARTNER = "MNNA", "MDP"
LISTED = frozenset({"FTO", "SPONSOR", "NARCOTICS", PERSONS})
GIVEN = LISTED | {ALLY, PARTNER, "ENVOY"}
"""What a status may be, sanctions apart."""
GIVER = "USA"
RELATION = {
    "MNNA": "MNNA",
    "FTO": "SANCTION",
    "SPONSOR": "SANCTION",
    "NARCOTICS": "CERTIFICATION",
    PERSONS: "SANCTION",
    "CERTIFIED": "CERTIFICATION",
}
_NEVER = frozenset({GIVER, *organisations()})
OF_COUNTRIES = frozenset({"SPONSOR", "NARCOTICS"})
LIST_REACH = 14
MOST_NAMES = 8
STRUCK_REACH, STRUCK_WORDS, LIFT_REACH, RANK_REACH = 50, 6, 20, 40
_NAME = re.compile(r"[A-ZÁÉÍÓÚÑÜ][\w’'.-]*(?:\s+(?:(?:de|del|la|los|las|al|el|bin|von)\s+)*[A-ZÁÉÍÓÚÑÜ][\w’'.-]*)*")


def designations(scene: Scene, trigger: Mark) -> list[Draft]:
    """The designations that a trigger tells of."""
    seen = look(scene, trigger.start)
    if trigger.kind == "rel_sanction":
        return {"sanction": _sanctions, "decertified": _decertified}[trigger.code](seen, trigger)
    if trigger.code in (ALLY, PARTNER):
        return _ally(seen, trigger)
    if trigger.code == "ENVOY":
        return _appointed(seen, trigger)
    if trigger.code == "INFORMAL":
        return _informal(seen, trigger)
    if trigger.code == "CERTIFIED":
        return _decertified(seen, trigger)
    return _listing(seen, trigger)


def _clause(seen: Look, trigger: Mark, act: Mark | None) -> tuple[int, int]:
    """From the verb or the beginning of the clause to its end."""
    start = seen.clause_start(min(trigger.start, act.start if act else trigger.start))
    return seen.trimmed(start, seen.clause_end(max(trigger.end, act.end if act else trigger.end)))


def _act(seen: Look, trigger: Mark) -> Mark | None:
    """The nearest word of giving a status before the status or, in a passive or a noun, behind it."""
    before = seen.within("rel_designate", max(seen.start, trigger.start - 110), trigger.start)
    near = before[-1] if before else None
    for codes in (("ended", "intended"), ("designated", "designating")):
        strong = [mark for mark in before if mark.code in codes]
        if strong:
            return strong[-1]
    after = seen.first("rel_designate", trigger.end, min(seen.end, trigger.end + 60))
    if after is not None and after.code != "status":
        return after
    return near


def _ally(seen: Look, trigger: Mark) -> list[Draft]:
    if _repeats(seen, trigger):
        return []
    act = _act(seen, trigger)
    receivers = _receivers(seen, trigger, act)
    if not receivers:
        return []
    drafts = []
    for receiver in receivers:
        draft = Draft(
            DESIGNATION, (trigger.start, trigger.end), _clause(seen, trigger, act), "designation: status named"
        )
        if trigger.code == ALLY:
            draft.filled("relation", ALLY, "type of relation by its name")
            draft.filled("programme", ALLY, "name of the status")
        draft.filled("provider", (GIVER,), "who alone gives this status")
        draft.filled("recipient", (receiver,), "who has the status")
        _stage(draft, seen, act, trigger)
        drafts.append(draft)
    return drafts


def _repeats(seen: Look, trigger: Mark) -> bool:
    """Whether the mark is the short form in brackets behind the long one."""
    before = seen.folded(trigger.start - 2, trigger.start)
    near = [m for m in seen.sentence.of("rel_status") if m.end <= trigger.start and m.code == trigger.code]
    return before == b" (" and bool(near) and near[-1].end >= trigger.start - 3


def _receivers(seen: Look, trigger: Mark, act: Mark | None) -> list[str]:
    without = frozenset({GIVER, *organisations()})
    start, end = seen.clause_start(trigger.start), _taken_up(seen, trigger, seen.clause_end(trigger.end))
    if act is not None and act.code in ("designated", "designating", "intended", "ended"):
        inner = [
            p.code
            for p in seen.named(min(act.end, trigger.end), max(trigger.start, act.start))
            if p.code not in without
        ]
        if inner:
            return list(dict.fromkeys(inner))
    before = [p.code for p in seen.named(start, trigger.start) if p.code not in without]
    if before:
        return (
            list(dict.fromkeys(before))
            if act is not None and act.code == "status" and _plural(seen, trigger)
            else before[-1:]
        )
    after = [p.code for p in seen.named(trigger.end, end) if p.code not in without]
    plain = seen.folded(trigger.end, trigger.end + 1)
    if after and plain in (b",", b" ", b")", b"("):
        return after[:1]
    wide = [p.code for p in seen.named(seen.start, _taken_up(seen, trigger, seen.end)) if p.code not in without]
    if wide:
        return wide[:1]
    if not seen.within("rel_whose", start, end) and not _unsaid(seen, act):
        return []
    found = earlier(seen, trigger.start, without) or partner(seen.scene)
    return [found] if found and found not in [p.code for p in seen.named(trigger.end, seen.end)] else []


def _taken_up(seen: Look, trigger: Mark, end: int) -> int:
    """Where the status is taken up again of another country ("…, a status that Tunisia received in 2015"), else the end."""
    return next((m.start for m in seen.sentence.of("rel_same_status") if trigger.end <= m.start < end), end)


def _unsaid(seen: Look, act: Mark | None) -> bool:
    """Whether the verb opens its sentence, its subject left unsaid: "Nunca ha sido designado aliado"."""
    if act is None or act.code not in ("designated", "designating", "intended", "ended"):
        return False
    adverbs = seen.scene.words.local("is_adverb")
    return all(
        word.word.decode("ascii") in adverbs
        or any(m.start <= word.start < m.end for m in seen.within("rel_aux", seen.start, act.start))
        for word in seen.words(seen.start, act.start)
    )


def _plural(seen: Look, trigger: Mark) -> bool:
    return any(seen.code("is_plural", word) for word in seen.words(trigger.start, trigger.end))


def _stage(draft: Draft, seen: Look, act: Mark | None, trigger: Mark) -> None:
    if act is None or act.code == "status":
        draft.filled("stage", "active", "named as it stands")
    elif act.code == "intended" and not _ranked(seen, act):
        draft.filled("stage", "announced", "plan")
        draft.mark("intent", "plan")
    elif act.code == "ended":
        draft.filled("stage", "terminated", "status taken away")
    else:
        draft.filled("stage", "designated", "verb of designation")
    denied = seen.last("rel_aux", max(seen.start, trigger.start - 60), trigger.start)
    if denied is not None and denied.code == "not":
        draft.mark("negated", "denied")


def _ranked(seen: Look, act: Mark) -> bool:
    """Whether an infinitive tells a fact: "the first state to be designated"."""
    link = seen.words(act.start, act.end)[:1]
    words = seen.words(max(seen.start, act.start - RANK_REACH), act.start)
    return bool(link and seen.code("is_rank_link", link[0])) and any(seen.code("is_ranked", word) for word in words)


def _listing(seen: Look, trigger: Mark) -> list[Draft]:
    """A list of terrorists, sponsors or traffickers: only with a verb that puts somebody on it, or a country told to be on it."""
    act = _act(seen, trigger) if trigger.code != PERSONS else enlisted(seen, trigger)
    told = act if act is not None and act.code != "status" else None
    if trigger.code in OF_COUNTRIES:
        return _countries(seen, trigger, told)
    if told is None:
        return []
    names = _names(seen, told.end, trigger.start) if told.end < trigger.start else []
    names = names or _names(seen, seen.clause_start(told.start), told.start)
    return [_listed(seen, trigger, told, name) for name in names[:MOST_NAMES] or [""]]


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
        named = named or [p.code for p in seen.named(start, end) if p.code not in _NEVER and p.kind == "place"]
    if not named:
        return []
    draft = _listed(seen, trigger, act, "")
    draft.filled("recipient", tuple(dict.fromkeys(named)), "who is on it")
    return [draft]


def _listed(seen: Look, trigger: Mark, act: Mark | None, name: str) -> Draft:
    first = act.start if act is not None and trigger.code == PERSONS else trigger.start
    draft = Draft(DESIGNATION, (first, trigger.end), _clause(seen, trigger, act), "designation: put on a list")
    draft.filled("relation", RELATION[trigger.code], "type of relation by its name")
    draft.filled("provider", (_giver(seen) or GIVER,), "who keeps the list")
    if name:
        draft.filled("item", name, "who is put on it")
    if trigger.code == PERSONS and act is not None:
        draft.filled("recipient", nationals(seen, trigger, act, GIVER), "whose nationals are on it")
    _stage(draft, seen, act, trigger)
    return draft


def _giver(seen: Look) -> str | None:
    authority = seen.of("rel_authority")
    return authority[0].code if authority else None


def _sanctions(seen: Look, trigger: Mark) -> list[Draft]:
    """A sanction by an authority, one claim for each one it names."""
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
    names = _names(seen, trigger.end, grounds.start if grounds else end) or _names(seen, trigger.end, end)
    if not names and authority.start < trigger.start and _counted(seen, trigger):
        names = [""]
    if not names:
        return []
    return [_sanctioned(seen, trigger, authority.code, name) for name in names[:MOST_NAMES]]


def _sanctioned(seen: Look, trigger: Mark, authority: str, name: str) -> Draft:
    clause = _clause(seen, trigger, None)
    draft = Draft(DESIGNATION, (trigger.start, trigger.end), clause, "designation: sanction by an authority")
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


def _names(seen: Look, start: int, end: int) -> list[str]:
    """Proper names in a stretch, without countries, authorities and programmes."""
    found: list[str] = []
    for match in _NAME.finditer(seen.text, start, end):
        first = match.start()
        if any(m.start <= first < m.end and m.code in LISTED for m in seen.sentence.of("rel_status")):
            continue
        known = any(p.start <= first < p.end or (p.start < match.end() and p.end >= match.end()) for p in seen.parties)
        if (
            known
            or any(m.start <= first < m.end for m in seen.of("rel_authority"))
            or not any(c.isupper() for c in match[0])
        ):
            continue
        if (len(match[0]) > 3 or match[0].isupper()) and not _is_time(seen, match.start()):
            found.append(match[0].rstrip("."))
    return list(dict.fromkeys(found))


def _is_time(seen: Look, at: int) -> bool:
    return any(mark.start == at for kind in ("month", "weekday") for mark in seen.sentence.of(kind))


def _decertified(seen: Look, trigger: Mark) -> list[Draft]:
    act = seen.last("rel_designate", seen.start, trigger.start)
    start = act.end if act is not None and act.code in ("designated", "designating") else seen.start
    receivers = [p.code for p in seen.named(start, trigger.start) if p.code not in _NEVER]
    receivers = receivers or [p.code for p in seen.parties if p.code not in _NEVER][:1] or [partner(seen.scene) or ""]
    if not receivers[0]:
        return []
    draft = Draft(DESIGNATION, (trigger.start, trigger.end), _clause(seen, trigger, None), "designation: certification")
    draft.filled("relation", "CERTIFICATION", "type of relation by its name")
    draft.filled("provider", (GIVER,), "who certifies")
    draft.filled("recipient", tuple(dict.fromkeys(receivers)), "who is judged")
    draft.filled("stage", "determination", "verb of certification")
    return [draft]


def _appointed(seen: Look, trigger: Mark) -> list[Draft]:
    """An office given to a person: by a verb of appointing, or "X as the Special Envoy for Y" behind a name."""
    near = seen.within("rel_appoint", max(seen.start, trigger.start - 90), trigger.start)
    act = next((m for m in reversed(near) if m.code == "appointed"), near[-1] if near else None)
    if act is None or (act.code == "as" and len(seen.folded(act.end, trigger.start).split()) > 3):
        return []
    names = _names(seen, max(seen.start, act.start - 60), act.start) or _names(seen, act.end, trigger.start)
    if not names:
        return []
    named = [p.code for p in seen.named(trigger.start, min(seen.end, trigger.end + 50))]
    giver = [p.code for p in seen.named(max(seen.start, act.start), trigger.start)] or [GIVER]
    draft = Draft(DESIGNATION, (trigger.start, trigger.end), _clause(seen, trigger, act), "designation: office given")
    draft.start = max(draft.start, seen.text.rfind(names[-1], seen.start, trigger.start))
    draft.filled("item", names[-1], "who is appointed")
    draft.filled("provider", (giver[0],), "who appoints")
    if named:
        draft.filled("recipient", (named[0],), "where to")
    draft.filled("stage", "active", "office held")
    return [draft]


def _informal(seen: Look, trigger: Mark) -> list[Draft]:
    country = next((p.code for p in reversed(seen.named(seen.start, trigger.start)) if p.code != GIVER), None)
    if country is None:
        return []
    span = seen.trimmed(seen.start, seen.end)
    draft = Draft(EVENT, (trigger.start, trigger.end), span, "event: informal status")
    draft.filled("provider", (GIVER,), "whose partner")
    draft.filled("recipient", (country,), "who is called a partner")
    draft.filled("stage", "active", "named as it stands")
    return [draft]
