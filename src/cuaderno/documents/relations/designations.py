"""Designations: a status that one side gives (ally, terrorist, sponsor), a sanction, a certification, an appointment."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.bonds import earlier, partner
from cuaderno.documents.relations.contrasting import contrasted, described, set_against
from cuaderno.documents.relations.designating import (
    ALLY,
    GIVER,
    NEVER,
    PARTNER,
    act_of,
    clause,
    fill_stage,
    in_a_row,
    names,
)
from cuaderno.documents.relations.listings import listings, sanctions
from cuaderno.documents.relations.looking import Look, look
from cuaderno.documents.scene import Scene
from cuaderno.statements.claim import DESIGNATION, EVENT, FAILING

TRIGGERS = frozenset({"rel_status", "rel_sanction"})
FAILED = "FAILED"
"""The code of words by which a country is found to have failed its duties; those of a certification alone leave that open."""
EPONYM = "eponym"
"""The code of words by which a thing gets somebody's name, and nobody an office."""
ANTECEDENT, WHOSE = 24, 30
"""Characters before a relative clause, and behind a partner, that hold whose it is: "a partner that has been …", "a partner of China"."""


def designations(scene: Scene, trigger: Mark) -> list[Draft]:
    """The designations that a trigger tells of."""
    seen = look(scene, trigger.start)
    if trigger.kind == "rel_sanction":
        return {"sanction": sanctions, "decertified": _decertified}[trigger.code](seen, trigger)
    if trigger.code in (ALLY, PARTNER):
        return _ally(seen, trigger)
    if trigger.code == "ENVOY":
        return _appointed(seen, trigger)
    if trigger.code == "INFORMAL":
        return _informal(seen, trigger)
    if trigger.code in ("CERTIFIED", FAILED):
        return _decertified(seen, trigger)
    return listings(seen, trigger)


def _ally(seen: Look, trigger: Mark) -> list[Draft]:
    if _repeats(seen, trigger):
        return []
    act = act_of(seen, trigger)
    told = described(seen, trigger)
    others = [] if told else contrasted(seen, trigger)
    receivers = told or _receivers(seen, trigger, act, others)
    if not receivers:
        return []
    drafts = []
    for receiver in [*receivers, *others]:
        draft = Draft(
            DESIGNATION, (trigger.start, trigger.end), clause(seen, trigger, act), "designation: status named"
        )
        if trigger.code == ALLY:
            draft.filled("relation", ALLY, "type of relation by its name")
            draft.filled("programme", ALLY, "name of the status")
        draft.filled("provider", (GIVER,), "who alone gives this status")
        draft.filled("recipient", (receiver,), "who has the status")
        fill_stage(draft, seen, act, trigger)
        if receiver in others:
            set_against(draft)
        drafts.append(draft)
    return drafts


def _repeats(seen: Look, trigger: Mark) -> bool:
    """Whether the mark is the short form in brackets behind the long one."""
    before = seen.folded(trigger.start - 2, trigger.start)
    near = [m for m in seen.sentence.of("rel_status") if m.end <= trigger.start and m.code == trigger.code]
    return before == b" (" and bool(near) and near[-1].end >= trigger.start - 3


def _receivers(seen: Look, trigger: Mark, act: Mark | None, others: list[str]) -> list[str]:
    """Who has the status, apart from those it is set against."""
    found = [code for code in _named_for(seen, trigger, act) if code not in others]
    if found or not others:
        return found
    known = earlier(seen, trigger.start, NEVER | set(others)) or partner(seen.scene)
    return [known] if known and known not in others else []


def _named_for(seen: Look, trigger: Mark, act: Mark | None) -> list[str]:
    start, end = seen.clause_start(trigger.start), _taken_up(seen, trigger, seen.clause_end(trigger.end))
    if act is not None and act.code in ("designated", "designating", "intended", "ended"):
        inner = [
            p.code for p in seen.named(min(act.end, trigger.end), max(trigger.start, act.start)) if p.code not in NEVER
        ]
        if inner:
            return list(dict.fromkeys(inner))
    before = [p for p in seen.named(start, trigger.start) if p.code not in NEVER]
    if before:
        every = act is not None and act.code == "status" and _plural(seen, trigger)
        return list(dict.fromkeys(p.code for p in before)) if every else in_a_row(seen, before, last=True)
    after = [p for p in seen.named(trigger.end, end) if p.code not in NEVER]
    plain = seen.folded(trigger.end, trigger.end + 1)
    if after and plain in (b",", b" ", b")", b"("):
        return in_a_row(seen, after)
    wide = [p for p in seen.named(seen.start, _taken_up(seen, trigger, seen.end)) if p.code not in NEVER]
    if wide:
        return in_a_row(seen, wide)
    told = seen.within("rel_whose", max(seen.start, start - ANTECEDENT), end)
    related = seen.scene.word_after(trigger.end)[0] in seen.scene.words.local("relative")
    if not told and not related and not _unsaid(seen, act):
        return []
    found = earlier(seen, trigger.start, NEVER) or partner(seen.scene)
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


def _decertified(seen: Look, trigger: Mark) -> list[Draft]:
    act = seen.last("rel_designate", seen.start, trigger.start)
    start = act.end if act is not None and act.code in ("designated", "designating") else seen.start
    receivers = [p.code for p in seen.named(start, trigger.start) if p.code not in NEVER]
    receivers = receivers or [p.code for p in seen.parties if p.code not in NEVER][:1] or [partner(seen.scene) or ""]
    if not receivers[0]:
        return []
    draft = Draft(DESIGNATION, (trigger.start, trigger.end), clause(seen, trigger, None), "designation: certification")
    draft.filled("relation", "CERTIFICATION", "type of relation by its name")
    draft.filled("provider", (GIVER,), "who certifies")
    draft.filled("recipient", tuple(dict.fromkeys(receivers)), "who is judged")
    failed = trigger.code in ("decertified", FAILED)
    draft.filled("stage", "determination", FAILING.partition(": ")[2] if failed else "verb of certification")
    return [draft]


def _appointed(seen: Look, trigger: Mark) -> list[Draft]:
    """An office given to a person: by a verb of appointing, or "X as the Special Envoy for Y" behind a name."""
    near = seen.within("rel_appoint", max(seen.start, trigger.start - 90), trigger.start)
    act = next((m for m in reversed(near) if m.code == "appointed"), near[-1] if near else None)
    if any(mark.code == EPONYM for mark in near):
        return []  # "the boat is named after the first Commander"
    if act is None or (act.code == "as" and len(seen.folded(act.end, trigger.start).split()) > 3):
        return []
    told = names(seen, max(seen.start, act.start - 60), act.start) or names(seen, act.end, trigger.start)
    if not told:
        return []
    named = [p.code for p in seen.named(trigger.start, min(seen.end, trigger.end + 50))]
    giver = [p.code for p in seen.named(max(seen.start, act.start), trigger.start)] or [GIVER]
    draft = Draft(DESIGNATION, (trigger.start, trigger.end), clause(seen, trigger, act), "designation: office given")
    draft.start = max(draft.start, seen.text.rfind(told[-1], seen.start, trigger.start))
    draft.filled("item", told[-1], "who is appointed")
    draft.filled("provider", (giver[0],), "who appoints")
    if named:
        draft.filled("recipient", (named[0],), "where to")
    draft.filled("stage", "active", "office held")
    return [draft]


def _of_another(seen: Look, trigger: Mark) -> bool:
    """Whether somebody is the partner of another than who gives statuses: "a strategic partner of China"."""
    whose = next(iter(seen.named(trigger.end, min(seen.end, trigger.end + WHOSE))), None)
    return whose is not None and whose.code != GIVER and seen.joined("is_of", trigger.end, whose.start)


def _informal(seen: Look, trigger: Mark) -> list[Draft]:
    country = next((p.code for p in reversed(seen.named(seen.start, trigger.start)) if p.code != GIVER), None)
    if country is None or _of_another(seen, trigger):
        return []
    span = seen.trimmed(seen.start, seen.end)
    draft = Draft(EVENT, (trigger.start, trigger.end), span, "event: informal status")
    draft.filled("provider", (GIVER,), "whose partner")
    draft.filled("recipient", (country,), "who is called a partner")
    draft.filled("stage", "active", "named as it stands")
    return [draft]
