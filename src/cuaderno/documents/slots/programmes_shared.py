"""A programme that one figure has and others of the sentence share: its price, its part, what was bought with it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from cuaderno.documents.slots.implied import TAUGHT
from cuaderno.documents.slots.means import by_its_means
from cuaderno.documents.slots.parsed import Anchor, Parsed
from cuaderno.documents.slots.roles import BY, FOR, IN, TO
from cuaderno.documents.times.held_against import is_held_against
from cuaderno.statements.claim import MONEY, PERSONNEL

if TYPE_CHECKING:
    from cuaderno.documents.slots.programmes_of import Found, Named

_LISTED, _DATED, _BESIDE, _PARTS, _RECEIVER = 7, 12, 2, 8, 24
_NONE = -1
NO_PLANS = frozenset(("MFO", "UN peacekeeping", "ILEA", "MNNA"))
"""Programmes that are missions, schools or ranks, and no plans."""

_PRICING = frozenset((BY, FOR, IN))
"""The roles of prepositions before a price."""
_SHORT = range(2, 7)
"""How many letters the short form of an account has."""


def share(parsed: Parsed, found: Found, names: list[Named]) -> None:
    """Give the figures of a sentence that have no programme yet the one they share with another figure of it."""
    anchors = parsed.anchors
    for i, here in enumerate(anchors):
        if found[i] is None and i and here.depth > anchors[i - 1].depth and found[i - 1]:
            found[i] = found[i - 1]
    for i in range(len(anchors) - 2, -1, -1):
        here, following = anchors[i], anchors[i + 1]
        if (
            found[i] is None
            and (after := found[i + 1])
            and (_serves_in(here, following, after[0]) or _runs_on(parsed, here, following, names))
        ):
            found[i] = (after[0], "shared with the next figure")
    for i in range(len(anchors) - 1):
        if found[i] is None and (after := found[i + 1]):
            found[i] = _as_the_next(parsed, anchors[i], anchors[i + 1], names, after[0])
    for i in range(1, len(anchors)):
        if (
            found[i] is None
            and (before := found[i - 1])
            and (
                _let(parsed, anchors[i - 1], anchors[i], before[0])
                or _so_helped(parsed, anchors[i], before[0], names)
                or _carries(parsed, anchors[i - 1], anchors[i], before[0], names)
                or _spelt_out(parsed, i)
            )
        ):
            found[i] = (before[0], "shared with the figure before")


def _serves_in(here: Anchor, after: Anchor, code: str) -> bool:
    """Whether people, or the countries they are of, serve in the missions counted next: "9,000 troops from 40 countries in 12 UN missions"."""
    people = here.draft.kind == PERSONNEL or here.draft.unit == "countries"
    return people and code in NO_PLANS and after.draft.unit in ("missions", "countries")


def _as_the_next(parsed: Parsed, here: Anchor, after: Anchor, names: list[Named], code: str) -> tuple[str, str] | None:
    """The programme of the next figure, where that is the price of this one, a part of it, or tells of the programme alone."""
    if _priced(parsed, here, after, names):
        return code, "shared with its price"
    name = next((n for n in names if here.end <= n.start < after.start), None)
    if name is not None and here is parsed.anchors[0] and by_its_means(parsed, name.start):
        return code, "shared with what it paid for"
    return (code, "shared with what is told of it") if _of_both(parsed, here, after, names) else None


def _priced(parsed: Parsed, here: Anchor, after: Anchor, names: list[Named]) -> bool:
    """Whether a sum is the price of the things before it, with their programme between: "5 boats, given under Section 333, for $3 million"."""
    if here.draft.kind == MONEY or after.draft.kind != MONEY or after.depth != here.depth:
        return False
    name = next((n for n in names if here.end <= n.start < after.start), None)
    if name is None or any(name.end <= v.start < after.start for v in parsed.verbs):
        return False
    words = parsed.gap(name.end, after.start)
    if len(words) > 1 and parsed.small.clause.get(words[0]) == "and" and parsed.small.role.get(words[1]) in _PRICING:
        words = words[1:]  # "with INCLE funds and at a cost of", "con cargo a la cuenta INCLE y por valor de"
    return len(words) <= _LISTED and not any(
        w == ";" or parsed.small.clause.get(w) in ("and", "cut", "rel") for w in words
    )


def _of_both(parsed: Parsed, here: Anchor, after: Anchor, names: list[Named]) -> bool:
    """Whether a programme between two figures is that of the first, and the second a part of it or told in a clause about the
    programme: "420 officers took courses that INL paid for, among them 65 women"; "… under IMET, which cost $320,000"."""
    name = next((n for n in names if here.end <= n.start < after.start), None)
    if (
        name is None
        or here.draft.kind == MONEY
        or after.depth != here.depth
        or ";" in parsed.plain[here.end : name.start]
    ):
        return False
    return "part_of" in after.draft.marks or (after.draft.kind == MONEY and _which_has(parsed, after, names))


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
        here.end + _BESIDE <= p.start < after.start for p in parsed.parties
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
    if _of_something_else(parsed, here, code) or _said_apart(parsed, words) or _of_another_scheme(parsed, before, here):
        return False
    leads = any(n.end <= parsed.anchors[0].start and n.code == code for n in names)
    verbs = any(before.end <= v.start < here.start and v.form != "noun" for v in parsed.verbs)
    if (
        here.draft.unit in ("percent", "ratio")
        or _was_before(parsed, before, here)
        or _at_a_price(parsed, before, here, names)
    ):
        return True
    if _bought_with(parsed, before, here) or _which_has(parsed, here, names) or _for_the_next(parsed, before, here):
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


def _for_the_next(parsed: Parsed, before: Anchor, here: Anchor) -> bool:
    """Whether a row of sums goes from one receiver to the next: "$7 million in FMF for Peru, $3 million for Chile and $1 million for Belize"."""
    if not here.draft.kind == before.draft.kind == MONEY or here.draft.unit != before.draft.unit:
        return False
    if any(before.end <= v.start < here.start for v in parsed.verbs) or ";" in parsed.plain[before.end : here.start]:
        return False
    until = parsed.next_anchor(parsed.anchors.index(here))
    first, second = (
        next((p for p in parsed.parties if p.code and p.role in (FOR, TO) and start <= p.start < end), None)
        for start, end in ((before.end, here.start), (here.end, min(until, here.end + _RECEIVER)))
    )
    return first is not None and second is not None and first.code != second.code


def _of_another_scheme(parsed: Parsed, before: Anchor, here: Anchor) -> bool:
    """Whether a scheme by its own name, that no table has, does what is told next: "and the Border Security Program has received"."""
    if not any(before.end <= verb.start < here.start and verb.form != "noun" for verb in parsed.verbs):
        return False
    scene = parsed.sentence.scene
    schemes = scene.words.local("slot-scheme")
    between = [word for word in scene.words_between(before.end, here.start) if word[0] in schemes]
    known = [mark for mark in parsed.programmes if before.end <= mark.start < here.start]
    return any(
        scene.text[start].isupper() and not any(m.start <= start < m.end for m in known) for _, start, _ in between
    )


def _was_before(parsed: Parsed, before: Anchor, here: Anchor) -> bool:
    """Whether a figure is only what the one before is held against: "$27 million in FMF, down from the $28 million enacted for 2012"."""
    return here.draft.kind == before.draft.kind and is_held_against(parsed.sentence, here.draft)


def _said_apart(parsed: Parsed, words: list[str]) -> bool:
    """Whether another statement begins between two figures: "… in 2020, and that 6,000 rifles", "y de que al menos 6.000 fusiles"."""
    clause = [parsed.small.clause.get(word) for word in words]
    return any(kind == "and" and "rel" in clause[at + 1 : at + 3] for at, kind in enumerate(clause))


def _let(parsed: Parsed, before: Anchor, here: Anchor, code: str) -> bool:
    """Whether what is said next is what a sum let happen: "$4.1 million and allowed 215 soldiers to study", "IMET, which brought 64 officers"."""
    if not here.draft.kind != MONEY == before.draft.kind:
        return False
    between = [v for v in parsed.verbs if before.end <= v.start < here.start]
    if len(between) != 1:
        return False
    return between[0].frame == "permit" or (between[0].frame == "send" and code in TAUGHT)


def _spelt_out(parsed: Parsed, number: int) -> bool:
    """Whether a sum is a part of one before a colon, which those behind it spell out: "$320 million in FMF: $85 million … and $235 million"."""
    here, before = parsed.anchors[number], parsed.anchors[number - 1]
    if not here.draft.kind == before.draft.kind == MONEY or here.draft.unit != before.draft.unit:
        return False
    colon = parsed.plain.rfind(": ", parsed.start, here.start)
    parts = parsed.anchors[max(0, number - _PARTS) : number]
    whole = next((a for a in reversed(parts) if a.end <= colon), None)
    if whole is None or whole.draft.value is None or here.draft.value is None or here.draft.value >= whole.draft.value:
        return False
    return not _of_something_else(parsed, here, "")


def _of_something_else(parsed: Parsed, here: Anchor, code: str) -> bool:
    """Whether a figure has a set of programmes, an account or, beside people of a mission, a country of its own."""
    until = parsed.next_anchor(parsed.anchors.index(here))
    if code in NO_PLANS and any(p.role == IN and here.end <= p.start < until for p in parsed.parties):
        return True
    comma = parsed.plain.find(",", here.end, until) if here.draft.kind != MONEY else _NONE
    own = until if comma == _NONE else comma  # "8 radars, spare parts and technical assistance"
    return any(here.end <= m.start < own for m in parsed.universes) or _named_else(parsed, here, until)


def _which_has(parsed: Parsed, here: Anchor, names: list[Named]) -> bool:
    """Whether a clause about the programme itself tells the figure: "$38 million in IMET, which has brought 900 officers"."""
    name = next((n for n in reversed(names) if n.end <= here.start), None)
    words = [w for w in parsed.gap(name.end, here.start)[:4] if w != ")"] if name is not None else []
    words = words[1:] if words and words[0] in parsed.small.own else words
    return len(words) > 1 and words[0] == "," and parsed.small.clause.get(words[1]) == "rel"


def _so_helped(parsed: Parsed, here: Anchor, code: str, names: list[Named]) -> bool:
    """Whether a participle behind a programme tells what it helped to do: "$41 million in CWD funds, helping its army dispose of 11,700 tons"."""
    name = next((n for n in reversed(names) if n.end <= here.start and n.code == code), None)
    if name is None or here.draft.kind == MONEY:
        return False
    helping = parsed.sentence.scene.words.local("slot-helping")
    words = parsed.gap(name.end, here.start)
    return ";" not in words and any(a == "," and b in helping for a, b in pairwise(words))


def _bought_with(parsed: Parsed, before: Anchor, here: Anchor) -> bool:
    """Whether goods are what a sum was used to buy: "$9.5 million in FMF, which it used to buy two boats"."""
    if not here.draft.kind != MONEY == before.draft.kind:
        return False
    between = [v for v in parsed.verbs if before.end <= v.start < here.start and v.frame != "permit"]
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
    cut = text.find(";", here.end, until)
    start = text.find("(", here.end, until if cut < 0 else cut) + 1
    end = text.find(")", start, until) if start else -1
    return (
        here.draft.kind == MONEY and end - start in _SHORT and text[start:end].isalpha() and text[start:end].isupper()
    )


def _bare(parsed: Parsed, here: Anchor) -> bool:
    """Whether nothing says what a sum is of: it ends its clause."""
    until = min(here.end + 40, parsed.end)
    start = next((m.end for m in parsed.sentence.of("fiscal") if here.end <= m.start < here.end + _DATED), here.end)
    words = [w for w in parsed.gap(start, until) if w not in parsed.small.skip]
    return len(words) < 2 or any(w in ".,;" for w in words[:3])


def _new_subject(parsed: Parsed, before: Anchor, here: Anchor) -> bool:
    return any(
        before.end <= p.start < here.start
        and p.role in ("bare", "from", "by")
        and not p.joined
        and p.code not in ("", "USA")
        for p in parsed.parties
    )
