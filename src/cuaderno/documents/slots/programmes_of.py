"""Which programme a figure belongs to: the one of its own phrase, never that of another figure of the sentence."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import NamedTuple

from cuaderno.documents.marks import Mark
from cuaderno.documents.slots.accompanied import is_accompanied
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.programmes_shared import NO_PLANS, share
from cuaderno.documents.slots.roles import FOR, IN
from cuaderno.statements.claim import PERSONNEL

_TOO_FAR, _LEADING = 9.0, 18.0
_NEVER = 99.0
_JOINED, _COMMA, _CUT, _VERB = 3.0, 3.0, 4.0, 1.0
_CHARS = 60.0
_SIGNS, _PARTING = {";": _NEVER, ",": _COMMA}, {"and": _JOINED, "cut": _CUT, "rel": _CUT}
"""How far a sign, or a word that joins or cuts clauses, parts what stands on both sides."""
_TIED, _FRONT = 8, 40
MISSIONS = {"UN peacekeeping": "UN", "MFO": "MFO"}
"""The programmes that are missions of people, and the organisation to which their people, goods and money go."""
Found = list[tuple[str, str] | None]
"""For each figure of a sentence its programme and the rule that says so."""


class Named(NamedTuple):
    """A programme named: its place with all its names ("Foreign Military Financing (FMF)") and its code."""

    start: int
    end: int
    code: str


@cache
def ancestors(code: str) -> frozenset[str]:
    """The programmes that contain one, by the catalogue."""
    from cuaderno.statements.programmes import all_programmes

    parents = {each.code: each.parent for each in all_programmes()}
    found: list[str] = []
    while code := parents.get(code, ""):
        found.append(code)
    return frozenset(found)


@cache
def is_plan(code: str) -> bool:
    """Whether a programme is a political label: an umbrella of the catalogue, or a plan that it does not know."""
    from cuaderno.statements.programmes import all_programmes

    known = {each.code: each.is_umbrella for each in all_programmes()}
    return known.get(code, code not in NO_PLANS)


def named(parsed: Parsed) -> list[Named]:
    """The programmes of a sentence; a name with its short form is one, and of parent and child side by side the child stands."""
    found: list[Named] = []
    for mark in parsed.programmes:
        if found and (one := _one(parsed, found[-1], mark)):
            found[-1] = Named(found[-1].start, mark.end, one)
        else:
            found.append(Named(mark.start, mark.end, mark.code))
    return found


def _one(parsed: Parsed, before: Named, mark: Mark) -> str | None:
    if mark.start - before.end > 24:
        return None
    words = parsed.gap(before.end, mark.start)
    kin = mark.code == before.code or before.code in ancestors(mark.code) or mark.code in ancestors(before.code)
    if not kin or any(
        w not in parsed.small.own
        and w not in parsed.small.aid
        and w not in "()/-"
        and w not in parsed.small.skip
        and parsed.small.clause.get(w) != "and"
        for w in words
    ):
        return None
    return before.code if mark.code in ancestors(before.code) else mark.code


def assign(parsed: Parsed) -> Found:
    """The programme of each figure of a sentence, as far as the sentence says it."""
    anchors = parsed.anchors
    found: Found = [None for _ in anchors]
    if not anchors or not parsed.programmes:
        return found
    names = [n for n in named(parsed) if not (is_accompanied(parsed, n.start, n.end) or _set_apart(parsed, n))]
    if not names:
        return found
    if _in_turn(parsed, names):
        return [(name.code, "in turn") for name in names]
    claims: list[list[tuple[float, Named]]] = [[] for _ in anchors]
    for name in names:
        _claim(parsed, name, claims, alone=len(names) == 1)
    for i, mine in enumerate(claims):
        if mine and (best := _best(parsed, mine)) is not None:
            found[i] = best
        elif mine:
            parsed.several.add(i)
    if len(anchors) > 1:
        share(parsed, found, names)
        _again(parsed, found)
    return found


def _set_apart(parsed: Parsed, name: Named) -> bool:
    """Whether a programme in front is only what is not meant: "In addition to FMF, the Department of Defense has provided"."""
    if not parsed.plain.startswith(",", name.end) or name.start - parsed.start > _FRONT:
        return False
    return any(mark.code == "of" and 0 < name.start - mark.end < _TIED for mark in parsed.links)


def _again(parsed: Parsed, found: Found) -> None:
    """ "requested A in FMF and B in IMET and received C and D, respectively": the last figures take the programmes in turn."""
    if not any(m.code == "respectively" for m in parsed.links):
        return
    told = next((i for i in range(len(found) - 1, -1, -1) if found[i]), -1) + 1
    if told and len(found) == 2 * told and all(found[:told]):
        found[told:] = [(each[0], "in turn") for each in found[:told] if each]


def _in_turn(parsed: Parsed, names: list[Named]) -> bool:
    """Whether as many programmes as figures are listed first and then the figures: "FMF and IMET totalled A and B"."""
    anchors = parsed.anchors
    if len(names) != len(anchors) or len(names) < 2:
        return False
    if not (names[-1].end <= anchors[0].start or anchors[-1].end <= names[0].start):
        return False
    joins = ("and", "comma")
    clause, skip = parsed.small.clause, parsed.small.skip
    return all(
        all(clause.get(w) in joins or w in skip or w in parsed.small.own for w in parsed.gap(a.end, b.start))
        for a, b in pairwise(names)
    )


def _claim(parsed: Parsed, name: Named, claims: list[list[tuple[float, Named]]], *, alone: bool) -> None:
    """Give a programme to the figure it is bound to most closely, or to both where nothing parts them."""
    depth = parsed.depth(name.start)
    left = right = None
    for i, a in enumerate(parsed.anchors):
        if a.end <= name.start:
            if a.depth <= depth and not parsed.closed(a, name.start):
                left = i
        elif right is None and a.start >= name.end and a.depth <= max(depth, 1):
            right = i
    before = _cost(parsed, parsed.anchors[left].end, name.start, leading=False) if left is not None else _NEVER
    after = _cost(parsed, name.end, parsed.anchors[right].start, leading=True) if right is not None else _NEVER
    if left is not None and right is not None and ":" in parsed.gap(name.end, parsed.anchors[right].start):
        after += _COMMA  # "$320 million in FMF: $85 million for pay"
    alone = alone and left is None and not parsed.universes
    if left is not None and _is_taught_for(parsed, name, left):
        people = right is not None and parsed.anchors[right].draft.kind == PERSONNEL
        before, after = _NEVER, min(after, _TOO_FAR) if people else after
    if min(before, after) > (_LEADING if alone else _TOO_FAR):
        return
    differ = (
        left is not None and right is not None and parsed.anchors[left].draft.kind != parsed.anchors[right].draft.kind
    )
    both = differ and before < _COMMA and after < _COMMA
    both = both or (
        name.code in NO_PLANS
        and before < _JOINED
        and left is not None
        and right is not None
        and not _apart(parsed, name, right)
    )
    if left is not None and (before <= after or both):
        claims[left].append((before, name))
    if right is not None and (after < before or both):
        claims[right].append((after, name))


def _is_taught_for(parsed: Parsed, name: Named, number: int) -> bool:
    """Whether people are only taught for a mission, by another programme: "GPOI has trained 2,000 soldiers for UNIFIL"."""
    here = parsed.anchors[number]
    mission = any(p.kind == "mission" and p.role == FOR and here.end <= p.start <= name.start for p in parsed.parties)
    if not mission or name.code not in MISSIONS or all(mark.end > here.start for mark in parsed.programmes):
        return False
    verb = next((v for v in reversed(parsed.verbs) if v.end <= here.start), None)
    return verb is not None and verb.frame == "train"


def _apart(parsed: Parsed, name: Named, number: int) -> bool:
    """Whether a figure behind a mission has a verb of its own, or a place of its own where it is joined by "and", or a comma."""
    here, until = parsed.anchors[number], parsed.next_anchor(number)
    if any(name.end <= verb.start < here.start and verb.form != "noun" for verb in parsed.verbs):
        return True
    led = parsed.gap(max(parsed.start, here.start - _TIED), here.start)[-1:]
    placed = any(p.role == IN and here.end <= p.start < until for p in parsed.parties)
    kinds = (
        ("and", "comma")
        if any(p.kind == "mission" and p.code != "UN" and p.start == name.start for p in parsed.parties)
        else ("and",)
    )
    return placed and any(parsed.small.clause.get(word) in kinds for word in led)


def _inserted(parsed: Parsed, start: int, end: int) -> tuple[int, int] | None:
    """Where a clause between two commas that only tells more of a noun begins and ends: ", which began in May,"; else None."""
    first = parsed.plain.find(",", start, end)
    second = parsed.plain.find(",", first + 1, end) if first >= 0 else -1
    if second < 0 or any(first < anchor.start < second for anchor in parsed.anchors):
        return None
    opening, behind = parsed.gap(first + 1, second)[:1], parsed.gap(second + 1, end)[:1]
    if not opening or parsed.small.clause.get(opening[0]) != "rel":
        return None
    return None if behind and parsed.small.clause.get(behind[0]) == "and" else (first, second + 1)


def _cost(parsed: Parsed, start: int, end: int, *, leading: bool) -> float:
    """How loosely a figure and a programme are bound over the words between them."""
    if not leading and (inner := _inserted(parsed, start, end)) is not None:
        before, after = inner
        return _cost(parsed, start, before, leading=False) + _cost(parsed, after, end, leading=False)
    small, cost, depth = parsed.small, (end - start) / _CHARS, 0
    words, clause = parsed.gap(start, end), small.clause
    if leading and all(w in small.tie for w in words):
        return 0.0
    for word in words:
        if word == "(":
            depth += 1
        elif word == ")":
            depth -= 1
        elif depth <= 0:
            if word in _SIGNS:
                cost += _SIGNS[word]
            elif word in clause:
                cost += _PARTING.get(clause[word], 0.0)
    if leading or not parsed.verbs:
        return cost
    return cost + _VERB * sum([start <= verb.start < end for verb in parsed.verbs])


def _best(parsed: Parsed, mine: list[tuple[float, Named]]) -> tuple[str, str] | None:
    """The closest; none where two that are no kin are joined by "and" ("$40 million in FMF and IMET")."""
    cost, best = min(mine)
    for other_cost, other in mine:
        if other is best or other.code == best.code:
            continue
        if best.code in ancestors(other.code) and abs(other_cost - cost) < _COMMA + 1:
            return other.code, "part named beside its whole"
        first, second = sorted((best, other))
        words = parsed.gap(first.end, second.start)
        rest = parsed.sentence.scene.words.local("slot-rest")
        if (
            len(words) <= 3
            and not any(word in rest for word in words)
            and any(parsed.small.clause.get(w) in ("and", "comma") for w in words)
        ):
            return None
    return best.code, "named with the figure"
