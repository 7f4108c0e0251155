"""Which time a figure belongs to: that of its clause, of its sentence, or what another figure lends it."""

from __future__ import annotations

from bisect import bisect_left
from itertools import groupby

from cuaderno.documents.draft import Draft
from cuaderno.documents.insets import parted
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.agreement_spans import LASTS, from_signing_to_end
from cuaderno.documents.times.agreements_dated import told_by_agreement
from cuaderno.documents.times.at_present import goes_on, runs
from cuaderno.documents.times.begun_behind import begun_behind
from cuaderno.documents.times.begun_with_whole import begin_with_whole
from cuaderno.documents.times.borrowing import BRACKETED, Borrower
from cuaderno.documents.times.coordinated import Coordination
from cuaderno.documents.times.durations import DURATIONS, date_term, extend_over_years, timeless
from cuaderno.documents.times.ended_plans import close_ended
from cuaderno.documents.times.exercise_days import close_exercises
from cuaderno.documents.times.glimpses import stands_within
from cuaderno.documents.times.held_against import contrasted, is_held_against, is_last_year, year_before
from cuaderno.documents.times.insertions import time_of_insertion, time_past_insertion
from cuaderno.documents.times.last_of_them import of_last, one_after_another
from cuaderno.documents.times.moved_since import begun_with_the_first, by_now, narrowed, of_the_start, told_by_change
from cuaderno.documents.times.others_times import in_front_of_parts
from cuaderno.documents.times.own_times import own_times
from cuaderno.documents.times.period_filling import copy_period, give, has_period
from cuaderno.documents.times.raised_totals import close_totals
from cuaderno.documents.times.rates import date_rate, is_rate
from cuaderno.documents.times.respective import date_in_order
from cuaderno.documents.times.span_ends import date_ends
from cuaderno.documents.times.times import Time
from cuaderno.documents.times.totals_of_years import span_totals
from cuaderno.documents.times.turned import beside_it, raised_between, reported_anew, turned_perfect
from cuaderno.documents.times.wholes import has_since_become, inserted_part, share_periods, undated_wholes
from cuaderno.documents.times.years_asked_for import year_asked_for
from cuaderno.statements.claim import MONEY, PERSONNEL

__all__ = ["Calendar", "date_drafts"]

NEAR, ROW, _NOWHERE = 30, 14, 1 << 60
_PLANS = ("intending", "conditional")
_BEHIND = "period_start: time behind it"


class Calendar:
    """The times of a scene, looked up by place."""

    __slots__ = ("all", "starts")

    def __init__(self, found: list[Time]) -> None:
        self.all = found
        self.starts = [time.start for time in found]

    def within(self, start: int, end: int) -> list[Time]:
        """The times that begin within a stretch."""
        return self.all[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def date_drafts(scene: Scene, found: list[Time], drafts: list[Draft]) -> None:
    """Fill the periods of the drafts, which lie in the order of the text."""
    calendar = Calendar(found)
    borrower = Borrower(scene, calendar.within)
    for index, members in groupby(drafts, lambda draft: scene.sentence_number(draft.anchor[0])):
        group, sentence = list(members), scene.sentence(index)
        near = calendar.within(sentence.start, sentence.end)
        chain = [draft for draft in group if BRACKETED not in draft.rules] if near else group
        wholes = undated_wholes(scene, chain, near)
        if near:
            _date_chain(scene, sentence, chain, near, wholes)
        for position, draft in enumerate(group):
            if not (has_period(draft) or draft in wholes or timeless(scene, draft)):
                borrower.borrow(sentence, group, position)
        year_before(scene, sentence, group)
        close_totals(scene, sentence, group)
        span_totals(group)
        begin_with_whole(scene, sentence, group, borrower.earlier)
        close_exercises(scene, calendar.within, group)
        close_ended(scene, calendar.within, sentence, group)
        borrower.earlier += group


def _date_chain(scene: Scene, sentence: Sentence, chain: list[Draft], near: list[Time], wholes: set[Draft]) -> None:
    """Date the figures of a sentence by its own times, but those that have none."""
    ordered = date_in_order(scene, sentence, chain, near)
    for position, draft in enumerate(chain):
        if not (draft in wholes or draft in ordered or timeless(scene, draft)):
            dated = _Sentenced(scene, chain, position, near, wholes)
            if is_rate(scene, draft):
                date_rate(scene, draft, dated.mine, dated.ahead, alone=len(chain) == 1)
            else:
                dated.date()
    share_periods(scene, sentence, chain)
    date_ends(scene, sentence, chain, near)
    for draft in chain:
        if draft.unit in DURATIONS:
            date_term(scene, sentence, draft, near)
        elif draft.kind == MONEY:
            extend_over_years(scene, sentence, draft)


class _Sentenced:
    """One figure among the figures and times of its sentence."""

    def __init__(self, scene: Scene, group: list[Draft], position: int, found: list[Time], wholes: set[Draft]) -> None:
        self.scene, self.group, self.position, self.draft = scene, group, position, group[position]
        self.found = found
        self.ahead = self._next(wholes)
        self.mine = own_times(scene, self.draft, found, self.ahead)

    def _next(self, wholes: set[Draft]) -> int:
        """Where the next figure stands that can have the times behind it: none in brackets, no part set in, no whole only planned."""
        for index in range(self.position + 1, len(self.group)):
            draft = self.group[index]
            if parted(self.scene.sentence_at(self.draft.anchor[0]), self.draft.anchor[0], draft.anchor[0]):
                continue
            if not (self._aside(draft) or draft in wholes or inserted_part(self.scene, draft, self.found)):
                return draft.anchor[0]
        return _NOWHERE

    def _aside(self, draft: Draft) -> bool:
        """Whether a figure stands in brackets behind this one: the same in another measure, or what it consists of."""
        start, place, plain = self.draft.anchor[1], draft.anchor[0], self.scene.plain
        if plain.rfind("(", start, place) >= 0 and plain.find(")", start, place) < 0:
            return True
        dashes = plain.count(" - ", start, place)
        return dashes == 1 and plain.find(" - ", draft.anchor[1], self.draft.clause[1]) >= 0

    def date(self) -> None:
        """Give the figure the year it is for, else the time behind it, one before it, or one behind those it is tied to."""
        if (told := told_by_agreement(self.scene, self.draft, self.found)) is not None:
            return give(self.draft, *told)
        if (whole := from_signing_to_end(self.scene, self.draft, self.found)) is not None:
            return give(self.draft, whole, LASTS)
        if (begun := begun_behind(self.scene, self.draft, self.found)) is not None:
            return give(self.draft, begun, "since it began")
        if (asked := year_asked_for(self.scene, self.draft, self.mine)) is not None:
            return give(self.draft, asked, "year it is asked for")
        if (own := self._in_turn()) is not None:
            return give(self.draft, own, "time before it, in turn")
        if (main := time_past_insertion(self.scene, self.draft, self.mine)) is not None:
            return give(self.draft, main, "time of the main verb, past an insertion")
        return self._behind_or_before()

    def _behind_or_before(self) -> None:
        start, end = self.draft.anchor
        until = min(self.ahead, self.draft.clause[1])
        for time in self.mine:
            if end <= time.start < until and not self._belongs_ahead(time):
                if (beside := self._beside(start)) is not None and self._parted(end, time.start):
                    return give(self.draft, beside, "time right before it")
                if (within := time_of_insertion(self.scene, self.draft, self.mine, time.start)) is not None:
                    return give(self.draft, within, "time of its insertion")
                time = one_after_another(self.scene, self.draft, time, self.mine)
                return give(self.draft, of_last(self.scene, self.draft, time), "time behind it")
        if self._as_figure_before():
            return None
        before = [time for time in self.mine if time.end <= start and self._leads(time)]
        late = Coordination(self.scene, self.group, self.position, self.mine).time_behind()
        if before and not (late and before[-1].start < self.draft.clause[0]):
            nearest = self._nearest([time for time in before if time.start >= self.draft.clause[0]] or before)
            return give(self.draft, narrowed(self.scene, self.group, self.position, nearest), "time before it")
        if late:
            give(self.draft, late, "time behind the coordination")
        elif (now := by_now(self.scene, self.group, self.position)) is not None:
            give(self.draft, now, "what it has come to now")
        elif "change" in self.draft.marks and any(is_last_year(self.scene, time) for time in self.found):
            self.draft.filled(
                "period_start", f"{self.scene.day.year}" if self.scene.day else None, "against the year before"
            )
            self.draft.period_end = self.draft.period_start
        return None

    def _as_figure_before(self) -> bool:
        """Whether only the figure before can date this one: the whole of a part, the sum of a change; none where it tells what has become."""
        if has_since_become(self.scene, self.group, self.position):
            return True
        if (whole := self._of_whole()) is not None:
            copy_period(self.draft, whole, "as the figure it is part of")
        elif (changed := told_by_change(self.scene, self.group, self.position)) is not None:
            copy_period(self.draft, changed, "as the figure that tells the change")
            if begun := begun_with_the_first(self.scene, self.group, self.position):
                self.draft.period_start = begun
        return has_period(self.draft)

    def _leads(self, time: Time) -> bool:
        """Whether a time before the figure goes on to it, over all that stands between."""
        if self._turns(time) or self._apart(time) or self._of_whole_in_front(time):
            return False
        of_start = of_the_start(self.scene, self.group, self.position, time)
        if of_start or raised_between(self.scene, time, self.draft.anchor[0]):
            return False
        people = self.draft.kind == PERSONNEL and (time.since or not runs(self.scene, time))
        return not (people and goes_on(self.scene, time.end, self.draft))

    def _of_whole_in_front(self, time: Time) -> bool:
        """Whether a "since" is only of the whole in front: "Of the $5 million a year given since 1987, $2 million is held"."""
        if not (time.since and self.position):
            return False
        whole = self.group[self.position - 1]
        return whole.anchor[1] <= time.start and in_front_of_parts(self.scene, whole)

    def _of_whole(self) -> Draft | None:
        """The figure before, if this is part of it and no time stands between: "$1.3 billion for 2019, of which 300 million"."""
        if not self.position or not ("part_of" in self.draft.marks or "share" in self.draft.marks):
            return None
        whole, start = self.group[self.position - 1], self.draft.anchor[0]
        between = any(whole.anchor[1] <= time.start < start for time in self.mine)
        own = "part_of" in whole.marks or has_period(whole)
        return whole if own and has_period(whole) and not between else None

    def _in_turn(self) -> Time | None:
        """The time just before, where the one behind stands just before the next figure: a row of years and sums."""
        start, end = self.draft.anchor
        if self.ahead == _NOWHERE and not self.position:
            return None
        behind = self.group[self.position - 1].anchor[1] if self.position else self.draft.clause[0]
        before = [
            time
            for time in self.mine
            if time.end <= start <= time.end + ROW and behind <= time.start and not time.since
        ]
        if not before or not any(end <= time.start and time.end <= self.ahead <= time.end + ROW for time in self.mine):
            return None
        if self.position and any(rule == _BEHIND for rule in self.group[self.position - 1].rules):
            return None  # "from $400,000 in FY 2023 to $1.2 million in FY 2024, enough for 40"
        local = self.scene.words.local
        tied = any(word in local("lists") for word, _, _ in self.scene.words_between(before[0].end, start))
        again = self.ahead != _NOWHERE and self.scene.word_before(self.ahead)[0] in local("restates_by")
        return None if tied or again else before[-1]  # "$90 million in 2023, or 2 percent of its budget"

    def _beside(self, start: int) -> Time | None:
        """The time that stands right before the figure, behind its verb: "received at the end of 2018 a dozen howitzers"."""
        if not any(0 <= start - time.end <= NEAR for time in self.mine):
            return None
        word, place, _ = self.scene.word_before(start)
        start = place if word in self.scene.words.local("article") else start
        return next((time for time in self.mine if 0 <= start - time.end <= 1 and not time.since), None)

    def _parted(self, start: int, end: int) -> bool:
        """Whether a comma or an "and" stands within a stretch."""
        return self.scene.plain.find(",", start, end) >= 0 or stands_within(self.scene, start, end, "and")

    def _nearest(self, before: list[Time]) -> Time:
        """The last time since the figure before, else the one in front of all figures, else the last."""
        behind = self.group[self.position - 1].anchor[1] if self.position else 0
        if self.position and is_held_against(self.scene.sentence_at(behind), self.group[self.position - 1]):
            before = [time for time in before if time.start < behind] or before
        if before[-1].start >= behind:
            return before[-1]
        fronted = [time for time in before if time.end <= self.group[0].anchor[0]]
        return (fronted or before)[-1]

    def _apart(self, time: Time) -> bool:
        """Whether a time before the figure belongs elsewhere: behind a closed quotation, what is exchanged or contrasted."""
        start, plain = self.draft.anchor[0], self.scene.plain
        quote = plain.find('"', time.end, start)
        if quote >= 0 and plain[quote - 1] != " ":
            return True
        closed = plain.find(")", time.end, start)
        labels = plain[closed + 1 : closed + 2] == ":"
        if closed >= 0 and not (labels or time.bracketed) and "(" not in plain[time.end : closed]:
            return True
        if reported_anew(self.scene, time.end, start) or beside_it(self.scene, time, start):
            return True
        if not time.since and turned_perfect(self.scene, time.end, start):
            return True
        exchanging = self.scene.sentence_at(start).of("exchanging")
        if exchanging and any(time.end <= mark.start < start for mark in exchanging):
            return True
        return contrasted(self.scene, self.draft, time)

    def _turns(self, time: Time) -> bool:
        """Whether a new predicate with a plan begins after a past time: "since 2016 and is considering 20 more"."""
        today = self.scene.today or ""
        to_come = (time.first or "").removeprefix("FY") > today > ""  # "Next week Norway will deliver"
        ends = (time.last or "9").removeprefix("FY")[:4]
        over = (time.first != time.last and not to_come and ends <= today[:4]) or ends < today[:4]
        past = time.shape == "relative" and time.first is not None and over and not time.spans
        if time.since and to_come:
            return False  # "From 2030 on, Norway will deliver"
        if not past and not time.since and (self.position == 0 or time.shape not in ("year", "month")):
            return False
        behind = self.group[self.position - 1] if self.position else None
        goes_on = behind is not None and behind.period_start == time.first and time.end <= behind.anchor[0]
        start = behind.anchor[1] if behind is not None and goes_on else time.end
        marks = self.scene.between(start, self.draft.anchor[0])
        said = {mark.start for mark in marks if mark.kind == "attributing"}  # "habría desplegado" tells a rumour
        plans = [mark.start for mark in marks if mark.kind in _PLANS and mark.start not in said]
        if plans and (time.since or self._contrasts(time)) and self.scene.plain[time.end : plans[0]] == " ":
            return behind is not None and time.since  # "total aid since FY 2017 will exceed", "but in 2019 would be"
        return bool(plans)

    def _contrasts(self, time: Time) -> bool:
        """Whether a time opens a clause behind "but"."""
        return self.scene.word_before(time.start)[0] in self.scene.words.local("adversative")

    def _belongs_ahead(self, time: Time) -> bool:
        """Whether a time between two figures opens the clause of the later: "$5 million, and in 2013 $7 million"."""
        if self.ahead == _NOWHERE:
            return False
        end = self.draft.anchor[1]
        if self.ahead - time.end >= time.start - end + NEAR:
            return False
        word, start, _ = self.scene.word_before(time.start)
        if word in self.scene.words.local("definite_article"):
            word, start, _ = self.scene.word_before(start)
        local = self.scene.words.local
        return start >= end and any(word in local(kind) for kind in ("lists", "when", "adversative"))
