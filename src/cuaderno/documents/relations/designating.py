"""What designations have in common: who puts whom on what, the deed that does it, its clause, its stage, and the names told."""

from __future__ import annotations

import re
from itertools import pairwise

from cuaderno.documents.draft import Draft
from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.enlisting import PERSONS
from cuaderno.documents.relations.looking import Look, Party, organisations

ALLY, PARTNER = "MNNA", "MDP"
LISTED = frozenset({"FTO", "SPONSOR", "NARCOTICS", PERSONS})
GIVEN = LISTED | {ALLY, PARTNER, "ENVOY"}
"""What a status may be, sanctions apart."""
GIVER = "USA"
NEVER = frozenset({GIVER, *organisations()})
RANK_REACH = 40
_NAME = re.compile(r"[A-ZÁÉÍÓÚÑÜ][\w’'.-]*(?:\s+(?:(?:de|del|la|los|las|al|el|bin|von)\s+)*[A-ZÁÉÍÓÚÑÜ][\w’'.-]*)*")


def act_of(seen: Look, trigger: Mark) -> Mark | None:
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


def clause(seen: Look, trigger: Mark, act: Mark | None) -> tuple[int, int]:
    """From the verb or the beginning of the clause to its end."""
    start = seen.clause_start(min(trigger.start, act.start if act else trigger.start))
    return seen.trimmed(start, seen.clause_end(max(trigger.end, act.end if act else trigger.end)))


def fill_stage(draft: Draft, seen: Look, act: Mark | None, trigger: Mark) -> None:
    """Fill how far a status has gone by the deed that gives it."""
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
    elif denied is not None and denied.code == "maybe" and draft.stage == "designated":
        draft.filled("stage", "announced", "said to be possible")
        draft.mark("conditional", "said to be possible")


def _ranked(seen: Look, act: Mark) -> bool:
    """Whether an infinitive tells a fact: "the first state to be designated"."""
    link = seen.words(act.start, act.end)[:1]
    words = seen.words(max(seen.start, act.start - RANK_REACH), act.start)
    return bool(link and seen.code("is_rank_link", link[0])) and any(seen.code("is_ranked", word) for word in words)


def in_a_row(seen: Look, parties: list[Party], *, last: bool = False) -> list[str]:
    """The first of some parties, or the last, with those of the row that it stands in: "Australia, Bahrain and the Philippines"."""
    row = [*reversed(parties)] if last else parties
    found = [party.code for party in row[:1]]
    local = seen.scene.words.local
    joining = {*local("rel_and"), *local("definite_article")}
    for one, two in pairwise(row):
        start, end = min(one.end, two.end), max(one.start, two.start)
        between = {word.decode("ascii") for word in seen.spoken(start, end)}
        if b";" in seen.folded(start, end) or not between <= joining:
            break
        found.append(two.code)
    return list(dict.fromkeys(reversed(found) if last else found))


def names(seen: Look, start: int, end: int) -> list[str]:
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
