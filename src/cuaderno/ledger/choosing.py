"""Which source answers a question, in which unit, and for which periods.

One source answers a whole window; a window is never patched together from several. The source is the best-ranked one
that covers every year at this stage and grain; if none does, the best-covered one, and the total is partial.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from cuaderno.errors import NoAnswer, QuestionError, say
from cuaderno.ledger.gaps import Series
from cuaderno.ledger.question import Question
from cuaderno.ledger.rows import refuse_unknown_source
from cuaderno.ledger.store import Store
from cuaderno.statements.measures import stage as find_stage
from cuaderno.statements.periods import DAY, YEARLY, Window, calendar_of, last_day, parse_period
from cuaderno.statements.places import place
from cuaderno.statements.programmes import programme
from cuaderno.statements.universes import members


def stages_held(store: Store) -> list[str]:
    """The stages of which the ledger says anything."""
    return sorted({stage for one in store.manifest.snapshots if not one.relations for stage in one.coverage})


def candidates_for(store: Store, question: Question, stage: str) -> list[Series]:
    """The series that speak of this stage at this grain, of this provider, in these prices, in this universe."""
    refuse_unknown_source(store, question.source)
    series = store.series(known_on=question.known_on, snapshot=question.snapshot, source=question.source)
    fit = [
        one
        for one in series
        if one.periods(stage)
        and one.grain != "text"
        and (question.grain == "recipient" or one.grain == "programme")
        and (not question.provider or question.provider in one.spoken(stage, "provider"))
        and (not question.unit or question.unit in one.spoken(stage, "unit"))
        and (not question.universe or _in_universe(one, question.universe, stage))
    ]
    named = frozenset(question.programmes)
    if named:
        # Where no source speaks of the programme, one that has money of no named programme may hold it, untold apart.
        speaking = [one for one in fit if not named.isdisjoint(one.spoken(stage, "programme"))]
        fit, others = speaking or [one for one in fit if "" in one.spoken(stage, "programme")], fit
        if others and not fit:
            raise NoAnswer(_of_other_programmes(others, question, stage))
    if not fit:
        raise NoAnswer(_nothing(series, question, stage))
    if question.bases is None:
        return fit
    priced = [one for one in fit if (base := one.base(stage)) and question.bases[0] in (0, base)]
    if not priced:
        known = "; ".join(f"{one.source}: {one.base(stage) or '–'}" for one in fit)
        year = str(question.bases[0]) if question.bases[0] else say("any_year")
        raise NoAnswer(say("no_constant", stage=find_stage(stage).name, base=year, known=known))
    return priced


def _of_other_programmes(series: list[Series], question: Question, stage: str) -> str:
    def asked(lang: str) -> str:
        return ", ".join(f"{programme(code).name(lang)} ({code})" for code in question.programmes)

    held = "; ".join(f"{one.source}: {', '.join(sorted(one.spoken(stage, 'programme')))}" for one in series)
    return say("other_programmes", stage=find_stage(stage).name, asked=asked, held=held)


def in_their_years(question: Question, candidates: list[Series], stage: str) -> Question:
    """Bare years are fiscal years where a source counts in these, and calendar years where none does."""
    if question.window is None or not question.bare_years:
        return question
    if any(period.startswith("FY") for one in candidates for period in one.periods(stage)):
        return question
    return replace(question, window=question.window.in_calendar_years(), bare_years=False)


def unit_of(series: Series, question: Question, stage: str) -> str:
    """The unit of the answer. Raises QuestionError where the series tells the stage in several and none was named."""
    unit = series.unit(stage, constant=question.bases is not None, asked=question.unit)
    if not unit:
        held = ", ".join(sorted(series.spoken(stage, "unit")))
        raise QuestionError(say("name_a_unit", stage=find_stage(stage).name, source=series.source, held=held))
    return unit


def _in_universe(series: Series, universe: str, stage: str) -> bool:
    """Whether what it tells at a stage may belong to a universe: one of programmes holds nothing that it names none of."""
    if series.grain == "recipient":
        return universe == "D6"
    told = series.spoken(stage, "programme")
    return any(one.field != "programme" or one.value in told for one in members(universe, series.source))


def _nothing(series: tuple[Series, ...], question: Question, stage: str) -> str:
    day, called = question.known_on, find_stage(stage).name
    if question.provider and not any(question.provider in one.providers for one in series):
        return say("nothing_provided", place=place(question.provider).name)
    if not series:
        return say("no_snapshot_by", day=day) if day else say("no_snapshot_allowed")
    if question.provider and not any(question.provider in one.spoken(stage, "provider") for one in series):
        others = sorted({code for one in series for code in one.spoken(stage, "provider")})
        if others:
            listed = ", ".join(others[:12]) + (" …" if len(others) > 12 else "")
            return say("stage_of_others", place=place(question.provider).name, stage=called, others=listed)
    speaking = [one.source for one in series if one.periods(stage) and one.grain != "text"]
    texts = sorted({one.source for one in series if one.periods(stage) and one.grain == "text"})
    if texts and not speaking:
        return say("only_texts", stage=called, texts=", ".join(texts), text=texts[0], code=stage)
    if not speaking:
        held = "; ".join(
            f"{one.source}: {', '.join(sorted({s for p in one.snapshots for s in p.coverage}))}" for one in series
        )
        said = {"stage": called, "held": held}
        return say("stage_unsaid_by", day=day, **said) if day else say("stage_unsaid", **said)
    told = {"stage": called, "sources": ", ".join(sorted(set(speaking)))}
    units = sorted({unit for one in series if one.grain != "text" for unit in one.spoken(stage, "unit")})
    if question.unit and question.unit not in units:
        return say("other_units", unit=question.unit, units=", ".join(units), **told)
    universe, telling = question.universe, [one for one in series if one.periods(stage) and one.grain == "programme"]
    if universe and telling and not any(_in_universe(one, universe, stage) for one in telling):
        return say("not_of_accounts", universe=universe, **told)
    return say("only_without_programmes", **told)


def choose(candidates: list[Series], window: Window | None, stage: str) -> tuple[Series, tuple[str, ...]]:
    """The series that answers, and the periods it is asked for.

    Without a window the best-ranked answers for all it covers. An open end closes where the last of the candidates does, so that
    a source which ends early is not the whole answer. Raises NoAnswer where that leaves no period.
    """
    if window is None:
        best = min(candidates, key=lambda one: (one.info.rank, one.source, -_newest(one, stage), one.name))
        covered = _of_one_calendar(best.periods(stage))
        return best, _codes(Window(parse_period(min(covered)), parse_period(max(covered))), "", "")
    calendar = window.calendar
    known = [period for one in candidates for period in one.ends(stage, calendar)]
    days = (
        []
        if known
        else sorted({period for one in candidates for period in one.periods(stage) if calendar_of(period) == DAY})
    )
    if not known and days and calendar in YEARLY:
        raise NoAnswer(_as_of_days(days, window, stage))
    if not known and None in (window.first, window.last):
        held = ", ".join(sorted({calendar_of(period) for one in candidates for period in one.periods(stage)}))
        raise NoAnswer(say("other_calendar", stage=find_stage(stage).name, window=window.code, held=held))
    first, last = min(known, default=""), max(known, default="")
    periods = _codes(window, first, last)
    if not periods:
        raise NoAnswer(say("beyond_known", stage=find_stage(stage).name, window=window.code, last=last))
    asked = frozenset(periods)
    best = min(candidates, key=lambda one: (len(asked - one.periods(stage)), one.info.rank, one.source, one.name))
    return best, periods


def _as_of_days(days: list[str], window: Window, stage: str) -> str:
    """Which days may be asked for: the newest of the years asked for, and of all where these have none."""
    first, last = window.first and window.first.start.isoformat(), window.last and window.last.end.isoformat()
    asked = [day for day in days if (not first or day >= first) and (not last or day <= last)]
    listed = (asked or days)[-12:]
    key = "told_by_day" if asked else "told_by_other_days"
    said = {"stage": find_stage(stage).name, "days": ", ".join(listed), "day": listed[-1]}
    return say(key, window=window.code, **said)


def _newest(series: Series, stage: str) -> int:
    """The last day of which a series says anything, as a number."""
    return max(last_day(period).toordinal() for period in series.periods(stage))


def _of_one_calendar(periods: frozenset[str]) -> frozenset[str]:
    """Years where there are any; otherwise the newest day, for days are not added up, or the newest range."""
    yearly = frozenset(period for period in periods if calendar_of(period) in YEARLY)
    return yearly or frozenset({max(periods)})


def ranges_in(
    candidates: list[Series], periods: tuple[str, ...], stage: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ranges of days that lie within the periods asked for, and those that cross their edge: what these hold cannot be told
    apart by year, and is left out."""
    spoken = sorted({period for one in candidates for period in one.ranges(stage)} - set(periods))
    if not spoken:
        return (), ()
    first, last = parse_period(periods[0]).start, parse_period(periods[-1]).end
    touching = [(code, one) for code in spoken if (one := parse_period(code)).end >= first and one.start <= last]
    inside = tuple(code for code, one in touching if first <= one.start and one.end <= last)
    return inside, tuple(code for code, _ in touching if code not in inside)


@lru_cache(maxsize=1024)
def _codes(window: Window, first: str, last: str) -> tuple[str, ...]:
    """The codes of a window's periods; an open end closes at `first` or `last`."""
    if window.first is None or window.last is None:
        known, newest = parse_period(first), parse_period(last)
        begins, ends = window.first or known, window.last or newest
        if begins.calendar == ends.calendar and begins.start > ends.end:
            return ()
        return tuple(one.code for one in window.periods(newest, first=known))
    return tuple(one.code for one in window.periods())
