"""A word for an agreement looked at where it stands: what is done to it, whether it counts, and what its phrase is."""

from __future__ import annotations

import re

from cuaderno.documents.bonds import main_sides, sides
from cuaderno.documents.looking import Look
from cuaderno.documents.marks import Mark

LOOSE = frozenset({"HEAD", "MEMORANDUM", "LABEL"})
"""Instruments whose name says nothing of their matter."""
DOING = frozenset({"signed", "agreed", "in_force", "terminated", "announced", "intent", "refused", "future"})
CONCLUDING = frozenset({"signed", "agreed", "in_force"})
PLURALS = frozenset({"DEFENCE_COOPERATION", "MUTUAL_DEFENCE", "PEACE"})
"""Types of which a text may speak in general."""
BEFORE, AFTER = 130, 110
_YEAR = re.compile(rb"\((?:[a-z]+\.? )?(?:19|20)[0-9]{2}[)-]|\b(?:19|20)[0-9]{2} ")


def act(seen: Look, trigger: Mark) -> Mark | None:
    """What is done to the instrument: the nearest verb before it in its clause, else one that follows it."""
    start = max(seen.clause_start(trigger.start), trigger.start - BEFORE)
    before = seen.last("rel_sign", start, trigger.start)
    if before is not None and before.code not in DOING and _another(seen, before.end, trigger.start):
        before = None
    stative = _stative(seen, trigger)
    for verb in (before, stative):
        if verb is not None and verb.code in DOING:
            return verb
    if before is None:
        wide = seen.last("rel_sign", max(seen.start, trigger.start - BEFORE), start)
        before = wide if wide is not None and wide.code == "active" else None
    return before or stative


def _stative(seen: Look, trigger: Mark) -> Mark | None:
    found = seen.first("rel_stative", trigger.end, min(seen.end, trigger.end + AFTER))
    if found is None or found.code != "active":
        return found
    far = _another(seen, trigger.end, found.start) or b"," in seen.folded(trigger.end, found.start)
    return None if far else found


def _another(seen: Look, start: int, end: int) -> bool:
    return any(start <= mark.start and mark.end <= end for mark in seen.sentence.of("rel_instrument"))


def denied(seen: Look, trigger: Mark) -> bool:
    """Whether the words right before deny that there is one."""
    start = max(seen.clause_start(trigger.start), trigger.start - 40)
    return any(mark.code == "not" for mark in seen.within("rel_aux", start, trigger.start))


def supposed(seen: Look, trigger: Mark) -> bool:
    """Whether there need not be one ("any offset agreement will be defined")."""
    before = seen.last("rel_aux", max(seen.start, trigger.start - 8), trigger.start)
    return before is not None and before.code == "when"


def repeats(seen: Look, trigger: Mark) -> bool:
    """Whether it is the short name in brackets behind the long one."""
    near = [m for m in seen.sentence.of("rel_instrument") if trigger.start - 3 <= m.end < trigger.start]
    return bool(near) and b"(" in seen.folded(near[-1].end, trigger.start)


def counts(seen: Look, trigger: Mark, verb: Mark | None) -> bool:
    """Whether the word is a claim: its type is named, or something is done to it and it is about security."""
    if trigger.code in LOOSE:
        return verb is not None and not _compound(seen, trigger) and _loose(seen, trigger, verb)
    if verb is not None and verb.code in DOING:
        return True
    general = (
        verb is None
        and trigger.code in PLURALS
        and any(seen.code("is_many", word) for word in seen.words(trigger.start, trigger.end))
    )
    return not (general or seen.sentence.is_heading)


def _loose(seen: Look, trigger: Mark, verb: Mark) -> bool:
    if not (_security(seen, trigger) or _between_states(seen, trigger, verb) or _titled(seen, trigger)):
        return False
    if verb.code in DOING:
        return bool(sides(seen, seen.start, seen.end) or seen.of("rel_both") or main_sides(seen.scene))
    if seen.sentence.is_heading or _definite(seen, trigger):
        return False
    return verb.code == "has" or trigger.code == "MEMORANDUM" or _dated(seen, trigger)


def _compound(seen: Look, trigger: Mark) -> bool:
    """Whether the word is the adjective of the next ("treaty allies")."""
    following = seen.words(trigger.end, min(seen.end, trigger.end + 16))[:1]
    return (
        bool(following) and following[0].start == trigger.end + 1 and seen.code("is_compound", following[0]) is not None
    )


def _between_states(seen: Look, trigger: Mark, verb: Mark) -> bool:
    """Whether two governments conclude it and nothing says that it is a civil matter."""
    if verb.code not in CONCLUDING:
        return False
    start, end = max(seen.start, trigger.start - 100), min(seen.end, trigger.end + AFTER)
    several = seen.first("rel_both", start, trigger.start) is not None or len(sides(seen, seen.start, seen.end)) > 1
    return several and all(mark.code != "civil" for mark in seen.within("rel_topic", start, end))


def _titled(seen: Look, trigger: Mark) -> bool:
    """Whether it is a memorandum by its own name and date ("the Memorandum of Understanding (FY 2023-2029)")."""
    named = trigger.code == "MEMORANDUM" and seen.text[trigger.start].isupper() and _dated(seen, trigger)
    around = seen.within("rel_topic", max(seen.start, trigger.start - 100), min(seen.end, trigger.end + AFTER))
    return named and all(mark.code != "civil" for mark in around)


def _definite(seen: Look, trigger: Mark) -> bool:
    """Whether the phrase points back to something said before ("these deals")."""
    first = seen.words(phrase_start(seen, trigger.start), trigger.start)
    return any(seen.code("is_definite", token) for token in first[-3:])


def _dated(seen: Look, trigger: Mark) -> bool:
    stretch = seen.folded(max(seen.start, trigger.start - 12), min(seen.end, trigger.end + 40))
    return _YEAR.search(stretch) is not None


def _security(seen: Look, trigger: Mark) -> bool:
    """Whether the words around it are of security: the nearest topic decides, on a tie security."""
    nearest: dict[str, int] = {}
    for mark in seen.within("rel_topic", max(seen.start, trigger.start - 100), min(seen.end, trigger.end + AFTER)):
        distance = trigger.start - mark.end if mark.end <= trigger.start else mark.start - trigger.end
        if distance >= 0:
            nearest[mark.code] = min(nearest.get(mark.code, 999), distance)
    security = nearest.get("security", 1000)
    return security < 1000 and (security <= nearest.get("civil", 999) or security < 40)


def name(seen: Look, trigger: Mark) -> str:
    """The name of the instrument, with the capitals before it ("Special Measures Agreement")."""
    text, start = seen.text, trigger.start
    if not text[start].isupper() or text[start : trigger.end].isupper():
        return text[start : trigger.end]
    for token in reversed(seen.words(max(seen.start, start - 60), start)):
        other = seen.code("is_definite", token) or seen.named(token.start, token.end)
        if other or not text[token.start].isupper() or seen.folded(token.end, start).strip(b"- "):
            break
        start = token.start
    return text[start : trigger.end]


def phrase_start(seen: Look, at: int) -> int:
    """Where the noun phrase of the instrument begins: back to the verb, the comma or the bracket before it."""
    start = at
    for token in reversed(seen.words(max(seen.start, at - 70), at)):
        between = seen.folded(token.end, start)
        verb = any(m.start <= token.start < m.end for kind in ("rel_sign", "rel_restrict") for m in seen.of(kind))
        if verb or any(sign in between for sign in (b",", b";", b"(", b")")):
            break
        start = token.start
    return start


def phrase_end(seen: Look, at: int) -> int:
    """Where it ends: with its clause, or before another in the series."""
    end = seen.clause_end(at)
    for cut in seen.within("rel_cut", at, end):
        if seen.folded(cut.start - 2, cut.start) == b", " or b" " in seen.folded(cut.start, cut.end):
            return cut.start
    return end
