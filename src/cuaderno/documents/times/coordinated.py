"""Figures that commas or "and" tie together share the time behind the last of them."""

from __future__ import annotations

from itertools import pairwise

from cuaderno.documents.amounts.priced_things import PRICED
from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.held_against import counted_from
from cuaderno.documents.times.others_times import foretold
from cuaderno.documents.times.times import Time
from cuaderno.statements.claim import EVENT, MONEY

WHENCE = frozenset({"countries", "municipalities", "bases", "units", "missions"})
"""Units of what only tells whence those counted before come, or where they are."""
_PARTITIVE = "part_of: partitive"
_PARTING = ("contrasted", "raising_to", "adding_to")
"""Kinds of word behind which a figure is of another time: "against", "bringing the total to", "adds to"."""
_LONGEST_TIE = 14
_MOST_TIED, _FEW = 40, 5
_DIRECTLY, _PLAN, _HELPER = 3, 56, 14
"""Characters: at the head of a clause, behind a figure up to its plan, before one up to its helper."""


class Coordination:
    """A figure and those behind it in its sentence, among the times that are its own."""

    def __init__(self, scene: Scene, group: list[Draft], position: int, mine: list[Time]) -> None:
        self.scene, self.group, self.position, self.draft = scene, group, position, group[position]
        self.mine = mine

    def _new_clause(self, start: int, end: int) -> bool:
        """Whether another subject with its verb begins: ", and Poland has given"."""
        subject = False
        for mark in self.scene.between(start, end):
            if mark.kind == "stage" and subject:
                return True
            if mark.kind in ("place", "government", "capital"):
                near = self.scene.words_before(mark.start, 2)
                subject = subject or any(word in self.scene.words.local("and") for word, _, _ in near)
        return False

    def time_behind(self) -> Time | None:
        """A time behind the last of several figures that commas or "and" tie together, or goods and their price."""
        here = self.draft
        if self._whole_in_front() or self._is_base():
            return None
        for following in self.group[self.position + 1 : self.position + _MOST_TIED]:
            if not self._tied(here, following) or self._closed(here.anchor[1], following.anchor[0]):
                break
            here = following
        if here is self.draft:
            return None
        found = next((time for time in self.mine if time.start >= here.anchor[1]), None)
        if found is None or found.start >= self.draft.clause[1] or self._of_part(here, found):
            return None
        if self._of_event_before(found) or self.scene.starting("contrasted", here.anchor[1], found.start):
            return None
        if "change" in here.marks and counted_from(self.scene, here, found):
            return None  # "is funded at $80 million, an increase of $5 million from fiscal year 2012"
        return found

    def _of_event_before(self, time: Time) -> bool:
        """Whether a time is that of a figure which something came after: "fell a third, to $4 million, after a rise of 7 percent in 2021"."""
        last = next((one for one in reversed(self.group) if one.anchor[1] <= time.start), self.draft)
        if last is self.draft:
            return False
        after = self.scene.words.local("after_event")
        return any(word in after for word, _, _ in self.scene.words_between(self.draft.anchor[1], last.anchor[0]))

    def _of_part(self, part: Draft, time: Time) -> bool:
        """Whether a "since" is of a part alone, or a time beside its own participle: "$120 million since independence, including $62 million
        since 2022", "14 boats, including the three delivered in May"."""
        of_it = (mark.start for mark in self.scene.sentence_at(part.anchor[0]).of("partly"))
        told = "part_of" in part.marks or any(0 <= start - part.anchor[1] <= 1 for start in of_it)
        if not told or "," in self.scene.plain[part.anchor[1] : time.start]:
            return False
        done = self.scene.starting("stage", part.anchor[1], time.start)
        return time.since or any(mark.code.endswith(" ed") or mark.code.endswith(" part") for mark in done)

    def _is_base(self) -> bool:
        """Whether a figure is only what another grows or falls from, in one phrase: "from 20,000 to 40,000 soldiers in 2026"."""
        following = self.group[self.position + 1 : self.position + 2]
        if not following or self.scene.word_before(self.draft.anchor[0])[0] not in self.scene.words.local("from"):
            return False
        led, start, _ = self.scene.word_before(following[0].anchor[0])
        return led in self.scene.words.local("time_join") and start - self.draft.anchor[1] < _LONGEST_TIE

    def _plans(self, following: Draft) -> bool:
        """Whether the next figure has a plan of its own behind it: "gave eight boats, and two more are to come in June"."""
        start, end = self.draft.anchor
        if foretold(self.scene, self.draft.clause[0], start):
            return False
        behind = following.anchor[1] + _PLAN
        plans = self.scene.starting("intending", end, min(behind, following.clause[1]))
        perfect = self.scene.words.local("auxiliary")
        coming = bool(plans) or foretold(self.scene, following.anchor[1], min(behind, following.clause[1]))
        return coming and (
            any(mark.kind == "stage" for mark in self.scene.between(self.draft.clause[0], start))
            or any(
                word in perfect
                for word, _, _ in self.scene.words_between(max(self.draft.clause[0], start - _HELPER), end)
            )
            or glimpsed(self.scene, end, following.anchor[0], "has_been")
        )

    def _whole_in_front(self) -> bool:
        """Whether a sum opens its clause as the whole of what follows: "Of the $10 million for Peru, 3 were paid in May"."""
        words = self.scene.words_before(self.draft.anchor[0], 2)
        if len(words) < 2 or words[1][1] - self.draft.clause[0] > _DIRECTLY:
            return False
        local = self.scene.words.local
        return words[0][0] in local("definite_article") and words[1][0] in local("share_of")

    def _closed(self, start: int, end: int) -> bool:
        """Whether a time stands behind those tied so far, and does not open what follows: "… in 2010, and that of …"."""
        lists = self.scene.words.local("lists")
        inner = [time for time in self.mine if start <= time.start < end]
        return bool(inner) and self.scene.word_before(inner[0].start)[0] not in lists

    def _compares(self, following: Draft) -> bool:
        """Whether the hedge of the next figure only holds this one against it: "$100 million, more than the $70 million of 2023"."""
        words = [word for word, _, _ in self.scene.words_between(*following.anchor)]
        local = self.scene.words.local
        return any(one in local("comparing") and two in local("definite_article") for one, two in pairwise(words))

    def _tied(self, here: Draft, following: Draft) -> bool:
        if following.rules[0] == PRICED:
            return True
        if following.kind == EVENT or _PARTITIVE in following.rules:
            return False
        start, end = here.anchor[1], following.anchor[0]
        if self._new_clause(start, end) or self._plans(following):
            return False
        if any(self.scene.starting(kind, start, end) for kind in _PARTING):
            return False
        between = self.scene.words_between(here.anchor[1], following.anchor[0])
        if following.unit in WHENCE and here.kind != MONEY and len(between) <= _FEW:
            return True
        if any(word in self.scene.words.local("comparing") for word, _, _ in between) or self._compares(following):
            return False
        if between and between[0][0] in self.scene.words.local("accompanying") and len(between) <= _FEW:
            return True  # "a field hospital with 63 personnel"
        lists, priced = self.scene.words.local("lists"), self.scene.words.local("priced")
        return len(between) <= _LONGEST_TIE and any(word in lists or word in priced for word, _, _ in between)
