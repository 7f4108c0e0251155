"""Totals: what the source that answers adds up to, what is missing, and who stands beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from cuaderno.errors import CannotAdd, QuestionError, say
from cuaderno.ledger.answer import Answered, Beside, Cites, Figure, Total
from cuaderno.ledger.choosing import candidates_for, choose, in_their_years, ranges_in, stages_held, unit_of
from cuaderno.ledger.collector import uncollected
from cuaderno.ledger.gaps import Series
from cuaderno.ledger.question import Question, refuse_what_cannot_be_added
from cuaderno.ledger.store import Store
from cuaderno.ledger.summing import Held, Sum, summed, sums_of
from cuaderno.ledger.telling import Untold, recipients_of, untold
from cuaderno.statements.measures import Addend, check_addable
from cuaderno.statements.money import split_unit
from cuaderno.statements.periods import Maturity, calendar_of, parse_period
from cuaderno.statements.places import place
from cuaderno.statements.universes import check_answerable


@uncollected()
def total(store: Store, question: Question, lang: str = "en", held: Held | None = None) -> Total:
    """Answer a question for a sum; out of what is `held` ready for it, if anything is.

    Raises CannotAdd (must not be added), QuestionError (no stage named, no such source), NoAnswer (nothing held).
    """
    if question.universe:
        check_answerable(question.universe, lang)
    refuse_what_cannot_be_added(question, lang)
    if not question.stages:
        raise QuestionError(say("total_needs_stage", held=", ".join(stages_held(store))))
    stage = question.stages[0]
    candidates = candidates_for(store, question, stage)
    question = in_their_years(question, candidates, stage)
    answering, periods = choose(candidates, question.window, stage)
    unit = unit_of(answering, question, stage)
    counted_in = split_unit(unit)[0]
    candidates = [one for one in candidates if counted_in in one.spoken(stage, "unit")]
    mixed = any(len(one.spoken(stage, "unit")) > 1 for one in candidates)
    question = replace(question, unit=counted_in if mixed else "")
    inside, crossing = ranges_in(candidates, periods, stage)
    if held is None:
        sums = summed(store, candidates, question, stage, periods, inside)
    else:
        sums = sums_of(candidates, [one for one in held if periods[0] <= one[1] <= periods[-1] or one[1] in inside])
    within = frozenset((*periods, *(set(inside) & set(answering.ranges(stage)))))
    mine = [one for one in sums if one.series == (answering.source, answering.name) and one.period in within]
    _check(question, unit, answering, stage, periods, mine, lang)
    answer = _total(
        question,
        stage,
        unit,
        answering,
        periods,
        mine,
        _beside(candidates, answering, periods, sums, question, stage),
        tuple(period for period in crossing if period in answering.ranges(stage)),
        untold(store, question, answering, stage),
    )
    if not question.recipients and len(alone := recipients_of(store, answering)) == 1:
        answer = replace(answer, recipients=tuple(alone))
    if question.groups[0] != "source":
        return answer
    return replace(answer, figures=_by_source(question, candidates, periods, sums, stage))


def _check(
    question: Question,
    unit: str,
    series: Series,
    stage: str,
    periods: tuple[str, ...],
    sums: list[Sum],
    lang: str,
) -> None:
    """Law 2 on what is held: everything that may go into the total may be added.

    What the answering snapshots speak of at this stage is known beforehand; where a question names its programmes, only those.
    """
    counted_in = split_unit(unit)[0]
    kinds, programmes = series.spoken(stage, "measure_kind", counted_in), series.spoken(stage, "programme", counted_in)
    chosen = programmes & frozenset(question.programmes) if question.programmes else programmes
    if series.snapshots[0].exclusive:
        chosen = frozenset({""})
    calendar = calendar_of(periods[0])
    two = (periods[0], periods[-1]) if len(periods) > 1 else periods
    times = 2 if any(one.entries > 1 for one in sums) else 1
    said = (kinds, chosen, stage, unit, series.source, series.name, calendar, lang)
    if not _may_be_added(*said, len(two), times):
        check_addable(_addends(*said[:-1], two * times), lang)


@lru_cache(maxsize=1024)
def _may_be_added(
    kinds: frozenset[str],
    programmes: frozenset[str],
    stage: str,
    unit: str,
    source: str,
    series: str,
    calendar: str,
    lang: str,
    count: int,
    times: int,
) -> bool:
    """Whether the rules let it be added: they tell one period from another and ask no more of them, so any two will do."""
    periods = tuple(str(at) for at in range(count)) * times
    try:
        check_addable(_addends(kinds, programmes, stage, unit, source, series, calendar, periods), lang)
    except CannotAdd:
        return False
    return True


def _addends(
    kinds: frozenset[str],
    programmes: frozenset[str],
    stage: str,
    unit: str,
    source: str,
    series: str,
    calendar: str,
    periods: tuple[str, ...],
) -> Iterator[Addend]:
    for kind in sorted(kinds):
        for programme in sorted(programmes):
            for period in periods:
                yield Addend(stage, unit, kind, programme, source, series, calendar, period)


def _total(
    question: Question,
    stage: str,
    unit: str,
    series: Series,
    periods: tuple[str, ...],
    sums: list[Sum],
    beside: tuple[Beside, ...],
    crossing: tuple[str, ...],
    unsaid: Untold,
) -> Total:
    covered = tuple(period for period in periods if period in series.periods(stage))
    missing = tuple(period for period in periods if period not in series.periods(stage))
    figures = tuple(
        replace(one, blank=unsaid.blank) if one.blank == "not_reported" and unsaid.blank else one
        for one in _figures(question, periods, sums, unit, series, stage)
    )
    values = [figure.value for figure in figures if figure.value is not None]
    return Total(
        recipients=question.recipients,
        programmes=question.programmes,
        provider=question.provider or _only(series.spoken(stage, "provider")),
        universe=question.universe,
        stage=stage,
        unit=unit,
        window=f"{periods[0]}-{periods[-1]}" if len(periods) > 1 else "".join(periods),
        by=question.by,
        value=sum(values, Decimal(0)) if values else None,
        partial=bool(missing or crossing or unsaid.codes),
        maturity=min((series.maturity(period, stage) for period in covered), default=Maturity.M0).name,
        answered=_answered(series, covered, missing),
        figures=figures,
        beside=beside,
        account=question.account,
        agency=question.agency,
        category=question.category,
        crossing=crossing,
        untold=unsaid.codes,
        under=unsaid.under,
        regions_alone=tuple(code for code in question.recipients if place(code).kind in ("regional", "worldwide")),
    )


def _only(values: frozenset[str]) -> str:
    return next(iter(values)) if len(values) == 1 else ""


def _figures(
    question: Question, periods: tuple[str, ...], sums: list[Sum], unit: str, series: Series, stage: str
) -> tuple[Figure, ...]:
    """A figure for every year of the window, or for every group that was found, largest first; or for both."""
    constant = question.bases is not None
    by_group: dict[tuple[str, str], list[Sum]] = defaultdict(list)
    if question.by == "year":
        for one in sums:
            by_group[one.period, one.period].append(one)
        ranges = {one.period for one in sums if "/" in one.period}
        codes = sorted((*periods, *ranges), key=lambda code: parse_period(code)) if ranges else periods
        return tuple(
            _figure(code, code, by_group[code, code], unit, series, stage, constant=constant) for code in codes
        )
    yearly = question.groups[-1] == "year"
    for one in sums:
        by_group[one.group, one.period if yearly else ""].append(one)
    figures = [
        _figure(group, period, some, unit, series, stage, constant=constant)
        for (group, period), some in by_group.items()
    ]
    if yearly:
        return tuple(sorted(figures, key=lambda one: (one.group, one.period)))
    return tuple(sorted(figures, key=lambda one: (-(one.value or Decimal(0)), one.group)))


def _by_source(
    question: Question, candidates: list[Series], periods: tuple[str, ...], sums: list[Sum], stage: str
) -> tuple[Figure, ...]:
    """A figure for every source that speaks of it, the best-ranked first. They stand side by side and are never added."""
    constant = question.bases is not None
    figures = []
    for series in sorted(candidates, key=lambda one: (one.info.rank, one.source, one.name)):
        mine = [one for one in sums if one.series == (series.source, series.name)]
        unit, name = series.unit(stage, constant=constant, asked=question.unit), f"{series.source}/{series.name}"
        for period in periods if "year" in question.groups else ("",):
            some = [one for one in mine if not period or one.period == period]
            figures.append(_figure(name, period, some, unit, series, stage, constant=constant))
    return tuple(figures)


def _figure(
    group: str, period: str, sums: list[Sum], unit: str, series: Series, stage: str, *, constant: bool
) -> Figure:
    if len(sums) == 1 and (only := sums[0]).value is not None:
        maturity = series.maturity_name(stage, (only.period,))
        cites = Cites(((only.keys, only.snapshot),), constant=constant)
        return Figure(group, only.value, unit, "", maturity, only.entries, cites, period)
    chosen = [one for one in sums if one.value is not None] or sums
    periods = tuple({one.period for one in sums}) or (period or max(series.periods(stage)),)
    maturity = series.maturity_name(stage, periods)
    cites = Cites([(one.keys, one.snapshot) for one in chosen], constant=constant)
    count = sum([one.entries for one in chosen])
    if chosen and chosen[0].value is not None:
        value = chosen[0].value if len(chosen) == 1 else sum([one.value or Decimal(0) for one in chosen], Decimal(0))
        return Figure(group, value, unit, "", maturity, count, cites, period)
    blank = sums[0].blank if sums and sums[0].blank else series.blank(period, stage) if period else "not_reported"
    return Figure(group, None, unit, blank, maturity, count, cites, period)


def _answered(series: Series, covered: tuple[str, ...], missing: tuple[str, ...]) -> Answered:
    speaking = series.speaking(covered) or [max(series.snapshots, key=lambda one: one.order)]
    return Answered(
        source=series.source,
        series=series.name,
        publisher=series.info.publisher,
        title=series.info.title["en"],
        snapshots=tuple(one.snapshot for one in speaking),
        as_of=tuple(dict.fromkeys(one.as_of for one in speaking)),
        rank=series.info.rank,
        covered=covered,
        missing=missing,
        other_snapshots=tuple(one.snapshot for one in series.superseded),
    )


def _beside(
    candidates: list[Series],
    answering: Series,
    periods: tuple[str, ...],
    sums: list[Sum],
    question: Question,
    stage: str,
) -> tuple[Beside, ...]:
    """What the other sources say of the same window, each with what it covers of it."""
    beside = []
    for series in candidates:
        if (series.source, series.name) == (answering.source, answering.name):
            continue
        mine = [one for one in sums if one.series == (series.source, series.name) and one.period in periods]
        values = [one.value for one in mine if one.value is not None]
        held = series.periods(stage)
        covered = tuple(period for period in periods if period in held)
        missing = tuple(period for period in periods if period not in held)
        beside.append(
            Beside(
                _answered(series, covered, missing),
                sum(values, Decimal(0)) if values else None,
                series.unit(stage, constant=question.bases is not None, asked=question.unit),
                sum(one.entries for one in mine),
            )
        )
    return tuple(beside)
