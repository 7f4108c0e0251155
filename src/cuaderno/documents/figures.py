"""The figures of a text: sums of money, persons, things counted, shares; each with its hedge, period and marks."""

from __future__ import annotations

from cuaderno.documents.amounts.bearing import bear, cumulative
from cuaderno.documents.amounts.counting import Counter
from cuaderno.documents.amounts.drafting import Drafter
from cuaderno.documents.amounts.fleets import is_fleet
from cuaderno.documents.amounts.in_a_row import in_a_row
from cuaderno.documents.amounts.nothing import none_of
from cuaderno.documents.amounts.numbers import Words
from cuaderno.documents.amounts.ranges import numbers
from cuaderno.documents.amounts.retelling import retell
from cuaderno.documents.amounts.same_again import said_again
from cuaderno.documents.amounts.seconds import asked_for, funded
from cuaderno.documents.amounts.shares import spoken_shares
from cuaderno.documents.amounts.singles import singles
from cuaderno.documents.amounts.terms import TERM, terms
from cuaderno.documents.amounts.told_by_order import told_by_order
from cuaderno.documents.amounts.uncounted import uncounted
from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.dating import date_drafts
from cuaderno.documents.times.price_bases import tell_prices
from cuaderno.documents.times.rates import told_yearly
from cuaderno.documents.times.times import Time, times
from cuaderno.statements.claim import PERSONNEL

_CROWD = 100
"""People who come together as a unit, and no longer as a delegation."""


def figures(scene: Scene) -> list[Draft]:
    """Every figure of the scene, in the order of the text, and deeds without one; the times found are left in the scene's notes as `times`."""
    words = Words(scene)
    found, taken = times(scene, words)
    scene.notes["times"] = found
    counter = Counter(scene, words)
    drafts = Drafter(scene, words, counter, numbers(scene, words, taken)).read()
    drafts += [
        *singles(scene, drafts),
        *told_by_order(scene, drafts),
        *none_of(scene, counter, drafts),
        *spoken_shares(scene, words, counter, drafts),
    ]
    drafts += in_a_row(scene, drafts)
    drafts = _without_doubles(drafts)
    drafts += said_again(scene, counter, drafts)
    drafts += funded(scene, drafts)
    drafts.sort(key=_place)
    retell(scene, drafts)
    bear(scene, drafts)
    drafts = asked_for(scene, drafts)
    for draft in drafts:
        draft.fleet = is_fleet(scene, draft)
    scene.notes["crowds"] = [draft.anchor for draft in drafts if _is_crowd(draft)]
    drafts = sorted((*drafts, *uncounted(scene, drafts)), key=_place)
    date_drafts(scene, found, drafts)
    tell_prices(scene, drafts)
    drafts = _with_terms(scene, found, drafts)
    for draft in drafts:
        cumulative(draft)
        told_yearly(scene, draft)
    return drafts


def _with_terms(scene: Scene, found: list[Time], drafts: list[Draft]) -> list[Draft]:
    """The figures and the terms of agreements and exercises, which are adjectives and part no clauses."""
    lasting = terms(scene)
    if not lasting:
        return drafts
    scene.notes[TERM] = True
    lasting.sort(key=_place)
    bear(scene, lasting)
    date_drafts(scene, found, lasting)
    return sorted((*drafts, *lasting), key=_place)


def _place(draft: Draft) -> tuple[int, int]:
    return draft.anchor


def _is_crowd(draft: Draft) -> bool:
    """Whether so many people are counted that they are sent, and pay no visit."""
    return draft.kind == PERSONNEL and draft.value is not None and draft.value >= _CROWD


def _without_doubles(drafts: list[Draft]) -> list[Draft]:
    """A number inside a spoken share ("more than half") is not counted again."""
    drafts.sort(key=_place)
    kept: list[Draft] = []
    for draft in drafts:
        if not kept or draft.anchor[0] >= kept[-1].anchor[1]:
            kept.append(draft)
    return kept
