"""What a relation is worth on a day: stages, coarse dates, rival accounts, views, unverified dates; whatever the order of rows."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuaderno.errors import QuestionError
from cuaderno.statements.relation import DatedStage, relation_stages, relation_type, words
from cuaderno.statements.standing import UNCERTAIN, as_of_day, conflicts, span_of, state_on

TREATY = relation_type("COLLECTIVE_SECURITY")
MNNA = relation_type("MNNA")


def row(stage: str, day: str, evidence: str = "seen", view: str = "") -> DatedStage:
    return DatedStage(stage, day, evidence, "a gazette", view=view)


def on(day: str, *rows: DatedStage) -> str:
    return state_on(rows, TREATY, date.fromisoformat(day)).status


LIFE = (
    row("announced", "1999-12"),
    row("signed", "2000-01-02"),
    row("in_force", "2001-03-04"),
    row("denounced", "2010"),
)
LIFE += (row("terminated", "2012-05-06"),)


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("1999-11-30", "not_yet"),
        ("2000-01-01", "pending"),
        ("2001-03-03", "pending"),
        ("2001-03-04", "in_force"),
        ("2009-12-31", "in_force"),
        ("2010-12-31", "leaving"),
        ("2012-05-05", "leaving"),
        ("2012-05-06", "ended"),
        ("2150-01-01", "ended"),
    ],
)
def test_a_whole_life(day: str, status: str) -> None:
    assert on(day, *LIFE) == status


def test_within_a_coarse_date_nothing_is_claimed() -> None:
    state = state_on(LIFE, TREATY, date(2010, 6, 1))
    assert (state.status, set(state.possible), state.why) == (UNCERTAIN, {"in_force", "leaving"}, "partial")
    assert state.binds  # whichever it is, it is in force
    state = state_on([row("in_force", "2004")], TREATY, date(2004, 6, 1))
    assert set(state.possible) == {"in_force", "not_yet"}
    assert not state.binds


def test_the_finer_of_two_accounts_that_agree_decides() -> None:
    rows = [row("designated", "2015"), row("designated", "2015-07-10")]
    assert state_on(rows, MNNA, date(2015, 7, 9)).status == "not_yet"
    assert state_on(rows, MNNA, date(2015, 7, 10)).status == "in_force"
    assert conflicts(rows, MNNA) == ()


def test_an_unverified_day_narrows_a_year_and_is_told() -> None:
    rows = [row("designated", "2004"), row("designated", "2004-04-01", "unverified")]
    within = state_on(rows, MNNA, date(2004, 6, 1))
    assert (within.status, within.unverified) == ("in_force", True)
    after = state_on(rows, MNNA, date(2015, 1, 1))
    assert (after.status, after.unverified, after.day_unverified) == ("in_force", False, True)


def test_unverified_dates_alone_are_told() -> None:
    state = state_on([row("in_force", "1990-01-01", "unverified")], TREATY, date(2000, 1, 1))
    assert (state.status, state.unverified, state.day_unverified) == ("in_force", True, True)


def test_a_verified_date_is_not_outvoted_by_an_unverified_one() -> None:
    rows = [row("in_force", "1990"), row("terminated", "1962"), row("terminated", "2005", "unverified")]
    state = state_on([rows[0], row("terminated", "2010"), rows[2]], TREATY, date(2007, 1, 1))
    assert (state.status, state.conflicts) == ("in_force", ("terminated",))


def test_nothing_ends_that_has_not_begun() -> None:
    rows = [row("announced", "2025-01-20"), row("in_force", "2025-01-24"), row("terminated", "2025")]
    assert [on(f"2025-01-{day}", *rows) for day in (22, 24)] == ["pending", "uncertain"]
    assert on("2026-01-01", *rows) == "ended"


def test_two_accounts_of_one_exit_are_both_kept_and_conflict() -> None:
    rows = [row("in_force", "1948"), row("denounced", "2013"), row("terminated", "2015"), row("terminated", "2013")]
    between = state_on(rows, TREATY, date(2014, 6, 1))
    assert (between.status, set(between.possible), between.why) == (UNCERTAIN, {"leaving", "ended"}, "conflict")
    assert not between.binds
    after = state_on(rows, TREATY, date(2016, 1, 1))
    assert (after.status, after.conflicts) == ("ended", ("terminated",))
    assert {one.date for one in after.since} == {"2015", "2013"}


def test_what_is_pending_never_takes_back_what_is_in_force() -> None:
    assert on("2005-01-01", row("in_force", "2001-01-01"), row("announced", "2003-01-01")) == "in_force"


def test_a_suspension_lifted_counts_from_the_lifting() -> None:
    rows = [row("in_force", "1990-01-01"), row("suspended", "2009-07-05"), row("resumed", "2011-06-01")]
    assert state_on(rows, TREATY, date(2010, 1, 1)).status == "suspended"
    lifted = state_on(rows, TREATY, date(2012, 1, 1))
    assert (lifted.status, [one.date for one in lifted.since]) == ("in_force", ["2011-06-01"])


def test_parties_may_see_it_differently() -> None:
    rows = [
        row("signed", "2009-10-30"),
        row("in_force", "2009-10-30", view="USA"),
        row("no_effect", "2010-08-17", view="COL"),
    ]
    kind = relation_type("DEFENCE_COOPERATION")
    first = state_on(rows, kind, date(2009, 10, 30))
    assert (first.status, first.view, first.binds) == ("in_force", "USA", False)
    second = state_on(rows, kind, date(2010, 8, 18))
    assert (second.status, second.view, dict(second.views)["USA"]) == ("no_effect", "COL", "in_force")
    assert not second.binds


def test_attestations_of_several_days_are_no_conflict() -> None:
    rows = [row("attested", "2013"), row("attested", "2018-05-01")]
    state = state_on(rows, TREATY, date(2020, 1, 1))
    assert (state.status, state.conflicts, state.since[0].date) == ("in_force", (), "2013")


def test_without_stages_there_is_nothing_yet() -> None:
    assert on("2020-01-01") == "not_yet"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2012", date(2012, 1, 1), date(2012, 12, 31)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2012-02-29", date(2012, 2, 29), date(2012, 2, 29)),
        ("", date.min, date.max),
    ],
)
def test_a_date_as_known_is_a_span_of_days(text: str, first: date, last: date) -> None:
    assert (span_of(text).earliest, span_of(text).latest) == (first, last)


@pytest.mark.parametrize(
    "text", ["0000", "2012-13", "2012-02-30", "12", "2012-2", "about 2012", "2012-02-29T00", "２０１２", "-1"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(QuestionError, match="no date as known"):
        span_of(text)


@pytest.mark.parametrize(
    "text", ["2015", "2015-1-1", "20150101", "2015-02-30", "tomorrow", "2015-W01-1", "２０１５-01-01", "x" * 999]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(QuestionError, match="not a day"):
        as_of_day(text)


def dates() -> st.SearchStrategy[str]:
    days = st.dates(date(1990, 1, 1), date(1994, 12, 31)).map(date.isoformat)
    return st.one_of(days, days.map(lambda text: text[:7]), days.map(lambda text: text[:4]), st.just(""))


def stages() -> st.SearchStrategy[list[DatedStage]]:
    return st.lists(
        st.builds(
            row,
            st.sampled_from(relation_stages()),
            dates(),
            st.sampled_from(sorted(words("evidence"))),
            st.sampled_from(["", "", "USA", "COL"]),
        ),
        max_size=7,
    )


DAYS = st.dates(date(1989, 1, 1), date(1996, 12, 31))


@given(stages(), DAYS, st.randoms())
def test_the_order_of_the_rows_does_not_matter(rows: list[DatedStage], day: date, chance: Random) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert state_on(shuffled, TREATY, day) == state_on(rows, TREATY, day)


@given(stages(), DAYS)
def test_a_state_is_whole(rows: list[DatedStage], day: date) -> None:
    state = state_on(rows, TREATY, day)
    assert state.status in words("effects")
    assert (state.status == UNCERTAIN) == (len(state.possible) > 1) == bool(state.why)
    assert set(state.since) <= set(rows)
    if not any(one.evidence == "unverified" for one in rows):
        assert not state.unverified


@given(stages().map(lambda rows: [one for one in rows if len(one.date) == 10 and not one.view]), DAYS)
def test_what_has_happened_by_exact_and_agreed_dates_is_certain(rows: list[DatedStage], day: date) -> None:
    exact = list({one.stage: one for one in rows}.values())
    state = state_on(exact, TREATY, day)
    assert state.status != UNCERTAIN
    assert (state.status == "not_yet") == all(date.fromisoformat(one.date) > day for one in exact)


@given(stages())
def test_nothing_has_happened_before_the_earliest_date(rows: list[DatedStage]) -> None:
    dated = [one for one in rows if one.date]
    first = min((span_of(one.date).earliest for one in dated), default=date(2000, 1, 1))
    assert state_on(dated, TREATY, first - timedelta(days=1)).status == "not_yet"
