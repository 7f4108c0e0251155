"""The times of a sentence that tells several deeds: which of them is whose."""

from __future__ import annotations

from bisect import bisect_left

from cuaderno.documents.draft import Draft
from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.looking import Look
from cuaderno.documents.relations.taken_up import FORMER_ONE, TAKEN_UP
from cuaderno.documents.times.times import Time
from cuaderno.statements.claim import AGREEMENT, DESIGNATION, MEMBERSHIP, VISIT

AFTERWARDS = frozenset({TAKEN_UP, FORMER_ONE})
_TOLD, _DATED = frozenset({VISIT, MEMBERSHIP}), frozenset({VISIT, MEMBERSHIP, AGREEMENT})
_BESIDE, _SINCE, _CLAUSE = 16, 8, 40


class Apart:
    """The deeds of a document by their places: those that have a time of their own, and the instruments."""

    __slots__ = ("instruments", "statuses", "told")

    def __init__(self, drafts: list[Draft]) -> None:
        self.told = sorted({d.anchor for d in drafts if d.kind in _TOLD or not AFTERWARDS.isdisjoint(d.rules)})
        self.statuses = sorted({draft.anchor[1] for draft in drafts if draft.kind == DESIGNATION})
        self.instruments = sorted({draft.anchor[1] for draft in drafts if draft.kind == AGREEMENT})

    def times(self, draft: Draft, found: list[Time], seen: Look) -> list[Time]:
        """The times of a sentence that may be a deed's."""
        if draft.kind not in _DATED or not found:
            return found
        start, end = seen.start, seen.end
        found = [time for time in found if not self._of_a_status(time, start)]
        if draft.kind == AGREEMENT and len(found) > 1:
            ends = self.instruments[bisect_left(self.instruments, start) : bisect_left(self.instruments, end)]
            found = _of_the_instrument(draft, found, ends, seen)
        told = self.told[bisect_left(self.told, (start, 0)) : bisect_left(self.told, (end, 0))]
        return _its_own(draft, found, told) if told else found

    def _of_a_status(self, time: Time, start: int) -> bool:
        """Whether a time tells since when a status is held, right behind it: "Jordan, a major non-NATO ally since 1996, …"."""
        if time.last is not None:
            return False
        ends = self.statuses[bisect_left(self.statuses, start) : bisect_left(self.statuses, time.start)]
        return any(time.start - end <= _SINCE for end in ends)


def joint_before(seen: Look, time: Time, end: int) -> Mark | None:
    """The "and" right before a time, behind a word that ends at a place; None without one."""
    joint = seen.last("rel_and", end, time.start)
    return joint if joint is not None and joint.end >= time.start - 1 else None


def opens_next(seen: Look, time: Time, end: int) -> bool:
    """Whether "and" right before a time, behind a word, gives it to what is told next: "signed a pact, and in June the board met"."""
    joint = joint_before(seen, time, end)
    if joint is None:
        return False
    if seen.folded(joint.start - 2, joint.start) == b", ":
        return True
    return seen.first("rel_sign", time.end, min(seen.end, time.end + _CLAUSE)) is not None


def _of_the_instrument(draft: Draft, found: list[Time], ends: list[int], seen: Look) -> list[Time]:
    """Of a row of instruments the one's own time: "LEMOA in 2016, followed by COMCASA in 2018", "a 1954 pact and a 1982 annex"."""
    start, end = draft.anchor
    others = [other for other in ends if other != end]
    own = [
        time
        for time in found
        if 0 < start - time.end <= 1
        or not any(
            end < other <= time.start
            or (0 <= time.start - other <= _BESIDE and time.end <= end and not opens_next(seen, time, other))
            for other in others
        )
    ]
    return own or found


def _its_own(draft: Draft, found: list[Time], told: list[tuple[int, int]]) -> list[Time]:
    """The times between which and the deed no other one is told ("visited Lima in March and will go to Quito in May")."""
    start, end = draft.anchor
    others = [other for other in told if other != draft.anchor]
    near = [
        time
        for time in found
        if not any(
            end <= other[0] < time.start or time.end <= other[0] < start or other[0] <= time.start < other[1]
            for other in others
        )
    ]
    return near if near or draft.kind == AGREEMENT or "negated" in draft.marks else found
