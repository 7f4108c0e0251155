"""Which programme a figure belongs to: the one of its own phrase, never that of another figure of the sentence."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import NamedTuple

from cuaderno.documents.marks import Mark
from cuaderno.documents.slots.parsed import Anchor, Parsed
from cuaderno.documents.slots.roles import IN
from cuaderno.statements.claim import MONEY

_TOO_FAR, _LEADING = 9.0, 18.0
_NEVER = 99.0
_JOINED, _COMMA, _CUT, _VERB = 3.0, 3.0, 4.0, 1.0
_CHARS = 60.0
_SIGNS, _PARTING = {";": _NEVER, ",": _COMMA}, {"and": _JOINED, "cut": _CUT, "rel": _CUT}
"""How far a sign, or a word that joins or cuts clauses, parts what stands on both sides."""
_LISTED = 7
_SHORT = range(2, 7)
"""How many letters the short form of an account has."""
_NO_PLANS = frozenset(("MFO", "UN peacekeeping", "ILEA", "MNNA"))
TAUGHT = frozenset(("ILEA", "IMET"))
"""The programmes that teach."""
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
    return known.get(code, code not in _NO_PLANS)


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
    found: Found = [None] * len(anchors)
    if not anchors or not parsed.programmes:
        return found
    names = named(parsed)
    if _in_turn(parsed, names):
        return [(name.code, "in turn") for name in names]
    claims: list[list[tuple[float, Named]]] = [[] for _ in anchors]
    for name in names:
        _claim(parsed, name, claims, alone=len(names) == 1)
    for i, mine in enumerate(claims):
        if mine:
            found[i] = _best(parsed, mine)
    if len(anchors) > 1:
        _shared(parsed, found, names)
        _again(parsed, found)
    return found


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
    alone = alone and left is None and not parsed.universes
    if min(before, after) > (_LEADING if alone else _TOO_FAR):
        return
    differ = (
        left is not None and right is not None and parsed.anchors[left].draft.kind != parsed.anchors[right].draft.kind
    )
    both = differ and before < _COMMA and after < _COMMA
    both = both or (name.code in _NO_PLANS and before < _JOINED and left is not None and right is not None)
    if left is not None and (before <= after or both):
        claims[left].append((before, name))
    if right is not None and (after < before or both):
        claims[right].append((after, name))


def _cost(parsed: Parsed, start: int, end: int, *, leading: bool) -> float:
    """How loosely a figure and a programme are bound over the words between them."""
    small, cost, depth = parsed.small, (end - start) / _CHARS, 0
    words = parsed.gap(start, end)
    if leading and all(w in small.tie for w in words):
        return 0.0
    for word in words:
        if word == "(":
            depth += 1
        elif word == ")":
            depth -= 1
        elif depth <= 0:
            cost += _SIGNS.get(word) or _PARTING.get(small.clause.get(word, ""), 0.0)
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
        if len(words) <= 3 and any(parsed.small.clause.get(w) in ("and", "comma") for w in words):
            return None
    return best.code, "named with the figure"


def _shared(parsed: Parsed, found: Found, names: list[Named]) -> None:
    anchors = parsed.anchors
    for i, here in enumerate(anchors):
        if found[i] is None and i and here.depth > anchors[i - 1].depth and found[i - 1]:
            found[i] = found[i - 1]
    for i in range(len(anchors) - 2, -1, -1):
        if found[i] is None and (after := found[i + 1]) and _runs_on(parsed, anchors[i], anchors[i + 1], names):
            found[i] = (after[0], "shared with the next figure")
    for i in range(len(anchors) - 1):
        if found[i] is None and (after := found[i + 1]) and _priced(parsed, anchors[i], anchors[i + 1], names):
            found[i] = (after[0], "shared with its price")
    for i in range(1, len(anchors)):
        if (
            found[i] is None
            and (before := found[i - 1])
            and _carries(parsed, anchors[i - 1], anchors[i], before[0], names)
        ):
            found[i] = (before[0], "shared with the figure before")


def _priced(parsed: Parsed, here: Anchor, after: Anchor, names: list[Named]) -> bool:
    """Whether a sum is the price of the things before it, with their programme between: "5 boats, given under Section 333, for $3 million"."""
    if here.draft.kind == MONEY or after.draft.kind != MONEY or after.depth != here.depth:
        return False
    name = next((n for n in names if here.end <= n.start < after.start), None)
    if name is None or any(name.end <= v.start < after.start for v in parsed.verbs):
        return False
    words = parsed.gap(name.end, after.start)
    return len(words) <= _LISTED and not any(
        w == ";" or parsed.small.clause.get(w) in ("and", "cut", "rel") for w in words
    )


def _runs_on(parsed: Parsed, here: Anchor, after: Anchor, names: list[Named]) -> bool:
    """Whether two figures share what follows the second: "$20 million in 2012 and $30 million in 2013 in FMF"."""
    if after.depth != here.depth:
        return False
    if any(m.code == "total" and here.end <= m.start < after.start for m in parsed.links):
        return True
    if any(here.end <= n.start < after.start for n in names) or any(n.end <= here.start for n in names):
        return False
    between = parsed.plain[here.end : after.start]
    if any(here.end <= v.start < after.start and v.form != "noun" for v in parsed.verbs) or ";" in between:
        return False
    small = parsed.small
    words = parsed.gap(here.end, after.start)
    joined = any(small.clause.get(w) in ("and", "rel") for w in words)
    if here.draft.unit == after.draft.unit and not joined and any(small.role.get(w) == "of" for w in words[-3:]):
        return True
    if here.draft.kind == after.draft.kind != MONEY and not any(
        here.end <= p.start < after.start for p in parsed.parties
    ):
        return len(words) <= _LISTED
    if here.draft.kind != after.draft.kind:
        return not any(small.clause.get(w) == "and" for w in words)
    if here.draft.unit != after.draft.unit or any(small.clause.get(w) == "rel" for w in words):
        return False
    return all(
        w in small.own or small.clause.get(w) in ("and", "comma") or w[0].isdigit() or w in small.tie for w in words
    )


def _carries(parsed: Parsed, before: Anchor, here: Anchor, code: str, names: list[Named]) -> bool:
    """Whether a programme holds on for the next figure: its subject, the whole of which this is a part, a change, a price."""
    words = parsed.gap(before.end, here.start)
    clause = parsed.small.clause
    if _of_something_else(parsed, here, code):
        return False
    leads = any(n.end <= parsed.anchors[0].start and n.code == code for n in names)
    verbs = any(before.end <= v.start < here.start and v.form != "noun" for v in parsed.verbs)
    if here.draft.unit in ("percent", "ratio") or _at_a_price(parsed, before, here, names):
        return True
    if _bought_with(parsed, before, here) or _which_has(parsed, here, names):
        return True
    at = next((i for i, w in enumerate(words) if clause.get(w) == "rel"), None)
    if at and parsed.small.role.get(words[at - 1]) in ("with", "by"):
        return True
    if here.draft.kind == before.draft.kind == MONEY and _bare(parsed, here) and not _new_subject(parsed, before, here):
        return True
    if ";" in words or (verbs and not leads and here.draft.kind != MONEY):
        return False
    if any(clause.get(w) in ("rel", "cut") for w in words) and not any(clause.get(w) == "part" for w in words):
        return False
    if here.draft.kind != MONEY or here.draft.unit == "percent" or "part_of" in here.draft.marks:
        return True
    if any(clause.get(w) == "part" for w in words):
        return True
    return leads or (before.draft.kind != MONEY and not any(w in (",", ";") for w in words))


def _of_something_else(parsed: Parsed, here: Anchor, code: str) -> bool:
    """Whether a figure has a set of programmes, an account or, beside people of a mission, a country of its own."""
    until = parsed.next_anchor(parsed.anchors.index(here))
    if code in _NO_PLANS and any(p.role == IN and here.end <= p.start < until for p in parsed.parties):
        return True
    return any(here.end <= m.start < until for m in parsed.universes) or _named_else(parsed, here, until)


def _which_has(parsed: Parsed, here: Anchor, names: list[Named]) -> bool:
    """Whether a clause about the programme itself tells the figure: "$38 million in IMET, which has brought 900 officers"."""
    name = next((n for n in reversed(names) if n.end <= here.start), None)
    words = [w for w in parsed.gap(name.end, here.start)[:3] if w != ")"] if name is not None else []
    return len(words) > 1 and words[0] == "," and parsed.small.clause.get(words[1]) == "rel"


def _bought_with(parsed: Parsed, before: Anchor, here: Anchor) -> bool:
    """Whether goods are what a sum was used to buy: "$9.5 million in FMF, which it used to buy two boats"."""
    if not here.draft.kind != MONEY == before.draft.kind:
        return False
    between = [v for v in parsed.verbs if before.end <= v.start < here.start]
    return len(between) == 1 and between[0].frame == "buy" and between[0].form in ("base", "inf")


def _at_a_price(parsed: Parsed, before: Anchor, here: Anchor, names: list[Named]) -> bool:
    """Whether a sum is what things or courses cost, right behind their programme's clause: "…, at $1.8 million a year"."""
    if not before.draft.kind != MONEY == here.draft.kind:
        return False
    words = parsed.gap(max(parsed.start, here.start - 8), here.start)[-1:]
    name = next((n for n in reversed(names) if n.end <= here.start), None)
    told = name is not None and not any(name.end <= v.start < here.start for v in parsed.verbs)
    return told and bool(words) and parsed.small.role.get(words[0]) == IN


def _named_else(parsed: Parsed, here: Anchor, until: int) -> bool:
    """Whether a sum has an account of its own that is no programme known: "$2 million for Rural Roads Support (RRS)"."""
    text = parsed.sentence.scene.text
    start = text.find("(", here.end, until) + 1
    end = text.find(")", start, until) if start else -1
    return (
        here.draft.kind == MONEY and end - start in _SHORT and text[start:end].isalpha() and text[start:end].isupper()
    )


def _bare(parsed: Parsed, here: Anchor) -> bool:
    """Whether nothing says what a sum is of: it ends its clause."""
    words = [w for w in parsed.gap(here.end, min(here.end + 40, parsed.end)) if w not in parsed.small.skip]
    return len(words) < 2 or any(w in ".,;" for w in words[:3])


def _new_subject(parsed: Parsed, before: Anchor, here: Anchor) -> bool:
    return any(
        before.end <= p.start < here.start
        and p.role in ("bare", "from", "by")
        and not p.joined
        and p.code not in ("", "USA")
        for p in parsed.parties
    )
