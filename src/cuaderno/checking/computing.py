"""From a way to compute to definitions: which publisher and vintage answer, the sum, its inputs, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from cuaderno.checking.checked import Definition, Input
from cuaderno.checking.definitions import Way
from cuaderno.checking.rulebook import half_unit, one_sided
from cuaderno.checking.verdict import FAILS, INCOMPLETE, UNLIKE, Written, compare, refuted_from_below, tolerance
from cuaderno.checking.verdict import Way as Counted
from cuaderno.checking.windows import Spell
from cuaderno.ledger.answer import Figure
from cuaderno.ledger.yearly import Asked, Yearly
from cuaderno.sources.snapshot import Snapshot
from cuaderno.statements.claim import AT_LEAST, MONEY, Claim
from cuaderno.statements.money import split_unit
from cuaderno.statements.periods import Maturity

UNSETTLED, MISSING, UNTOLD, FROM_BELOW = "unsettled", "missing", "untold", "lower_bound"
NOT_HELD, NO_LINE, OTHER_PRICES = "not_held", "no_line", "other_prices"
ZERO = "zero_reported"
PROVISIONAL, INFERRED = "provisional", "window-inferred"
HALF = Decimal(50)

Told = Mapping[Asked, tuple[Yearly, ...]]


@dataclass
class Computed:
    """The definitions of a claim in the order of its ways; what each counts for, None where it is only shown; and which stages
    or publications the words allow and the ledger does not hold for these years."""

    definitions: list[Definition] = field(default_factory=list)
    counted: list[Counted | None] = field(default_factory=list)
    untested: list[str] = field(default_factory=list)

    def put(self, definition: Definition, counted: Counted | None) -> None:
        """One more."""
        self.definitions.append(definition)
        self.counted.append(counted)


def written(claim: Claim) -> Written:
    """The claim's number as it is written."""
    value = claim.value if claim.value is not None else Decimal(0)
    share = "share" in claim.marks or claim.unit == "percent"
    return Written(
        value=value,
        half_unit=claim.half_unit or Decimal(0),
        high=claim.value_high,
        hedge=claim.hedge,
        strict=claim.strict,
        exact=claim.kind != MONEY and not share,
        majority=share and claim.hedge == AT_LEAST and value == HALF,
    )


def compute(claim: Claim, ways: Iterable[Way], told: Told) -> Computed:
    """Every way of a claim held against what the ledger says."""
    found = Computed()
    number = written(claim)
    by_way: dict[tuple[object, ...], list[Way]] = {}
    for way in ways:
        by_way.setdefault((way.subject, way.asked.stage, way.asked.constant, way.asked.unit), []).append(way)
    for key, vintages in by_way.items():
        _compute_one(key, vintages, number, told, found)
    return found


def _compute_one(key: object, vintages: list[Way], number: Written, told: Told, found: Computed) -> None:
    """One subject at one stage, over each of its windows, by every publisher and vintage that covers the window."""
    held = speaks = False
    for spell in vintages[0].spells:
        answering = _answering(vintages, spell, told)
        held = held or any(covers for _, _, covers in answering)
        speaks = speaks or bool(answering)
        for way, sides, covers in answering:
            definition, settled = _define(way, sides, spell, number)
            reading = (key, spell.family)
            counted = Counted(definition.outcome, settled, reading, spell.closing) if covers else None
            found.put(definition, counted)
    if speaks and not held:
        found.untested.append(vintages[0].asked.stage)


_Sides = tuple[Yearly, ...]


def _answering(vintages: list[Way], spell: Spell, told: Told) -> list[tuple[Way, _Sides, bool]]:
    """Who answers in a window: all that cover it; where none does, the one that covers most of it, and whether it covers any."""
    asked = frozenset(spell.periods)
    lines: dict[tuple[str, ...], tuple[Way, _Sides]] = {}
    for way in vintages:
        for sides in _pairs(way, told):
            if _tells(way, sides):
                snapshots = tuple(one.snapshot for side in sides for one in side.series.snapshots)
                lines.setdefault(snapshots, (way, sides))
    full = [(way, sides, True) for way, sides in lines.values() if all(asked <= side.periods for side in sides)]
    if full or not lines:
        return full

    def gap(line: tuple[Way, _Sides]) -> tuple[int, int, str]:
        side = line[1][0]
        return len(asked - side.periods), side.series.info.rank, side.series.source

    way, sides = min(lines.values(), key=gap)
    return [(way, sides, any(asked & side.periods for side in sides))]


def _pairs(way: Way, told: Told) -> list[_Sides]:
    """What one publication says: of a sum; or of a part and its whole, both from the same publication."""
    parts = told.get(way.asked, ())
    if way.whole is None:
        return [(one,) for one in parts]
    wholes = {(one.series.source, one.series.name): one for one in told.get(way.whole, ())}
    return [
        (one, wholes[one.series.source, one.series.name])
        for one in parts
        if (one.series.source, one.series.name) in wholes
    ]


def _tells(way: Way, sides: _Sides) -> bool:
    """Whether a publication ever speaks of the programme; of a universe it speaks by its own membership."""
    return not (way.asked.programme and sides[0].untold)


def _define(way: Way, sides: _Sides, spell: Spell, number: Written) -> tuple[Definition, Maturity]:
    """One definition, and how settled its inputs are."""
    periods = spell.periods
    inputs = [[_input(side.figure(period)) for period in periods] for side in sides]
    usable = [one for some in inputs for one in some if _usable(one)]
    settled = min((Maturity[one.maturity] for one in usable), default=Maturity.M3)
    covered = sum(all(_usable(some[at]) for some in inputs) for at in range(len(periods)))
    computed = _computed(inputs)
    rounding = Decimal(0) if way.whole else sum((_half_units(side, periods) for side in sides), Decimal(0))
    held = _Held(
        [one for some in inputs for one in some],
        computed,
        covered == len(periods) and not spell.beyond,
        number.half_unit + rounding,
        tolerance((one.value or Decimal(0), Maturity[one.maturity]) for one in usable),
        settled,
    )
    outcome, flags, reason = _outcome(way, sides, held, number)
    flags += (PROVISIONAL,) if any(one.maturity == Maturity.M1.name for one in usable) else ()
    flags += (INFERRED,) if spell.inferred else ()
    difference = None if computed is None else computed - number.value
    shown = Definition(
        **_who(way, sides[0], periods),
        window=spell.window.code,
        unit="percent" if way.whole else sides[0].unit,
        outcome=outcome,
        computed=computed,
        difference=difference,
        relative=abs(difference / number.value) if difference is not None and number.value else None,
        allowed=held.allowed,
        covered=covered,
        asked=len(periods) + spell.beyond,
        inputs=tuple(_labelled(way, inputs)),
        flags=flags,
        reason=reason,
    )
    return shown, settled


class _Held(NamedTuple):
    """The inputs of a definition and what follows from them: the sum, whether it is whole, R, what revisions explain, how settled."""

    inputs: list[Input]
    computed: Decimal | None
    whole: bool
    allowed: Decimal
    near: Decimal
    settled: Maturity


def _who(way: Way, side: Yearly, periods: tuple[str, ...]) -> dict[str, str]:
    """What is summed and who publishes it."""
    speaking = _speaking(side, periods)
    return {
        "universe": way.subject,
        "stage": way.asked.stage,
        "publisher": side.series.info.publisher,
        "source": side.series.source,
        "snapshot": "+".join(dict.fromkeys(one.snapshot for one in speaking)),
        "as_of": "+".join(dict.fromkeys(one.as_of for one in speaking if one.as_of)),
        "price_basis": _basis(side.unit),
    }


def _input(figure: Figure) -> Input:
    period = figure.period or figure.group
    if figure.value is None:
        nil = Decimal(0) if figure.blank == ZERO else None
        return Input(period, nil, figure.blank, figure.maturity, tuple(figure.cites))
    blank = UNSETTLED if figure.maturity == Maturity.M0.name else ""
    return Input(period, figure.value, blank, figure.maturity, tuple(figure.cites))


def _usable(one: Input) -> bool:
    return one.value is not None and one.maturity != Maturity.M0.name


def _computed(inputs: list[list[Input]]) -> Decimal | None:
    """The sum of what may be used; of a part and its whole, the part's share in per cent, over the years that both tell."""
    both = [at for at in range(len(inputs[0])) if all(_usable(some[at]) for some in inputs)]
    if not both:
        return None
    sums = [sum((some[at].value or Decimal(0) for at in both), Decimal(0)) for some in inputs]
    if len(sums) == 1:
        return sums[0]
    return (100 * sums[0] / sums[1]).quantize(Decimal("0.01")) if sums[1] > 0 else None


def _half_units(side: Yearly, periods: tuple[str, ...]) -> Decimal:
    count = sum(side.found[period].count for period in periods if period in side.found)
    return count * half_unit(side.series.source, side.unit)


def _outcome(way: Way, sides: _Sides, held: _Held, number: Written) -> tuple[str, tuple[str, ...], str]:
    """What comes of it, its flags, and the reason where the numbers are not the reason."""
    computed, periods = held.computed, [one.period for one in held.inputs]
    refusal = next((rule for side in sides if (rule := side.refusal(periods))), "") or way.unlike
    if way.prices is not None and _basis(sides[0].unit) != _constant(way.prices):
        refusal = refusal or OTHER_PRICES
    if refusal:
        return UNLIKE, (), refusal
    if way.reading is not None and sides[0].untold:
        return INCOMPLETE, (), UNTOLD if computed is not None else NOT_HELD
    if computed is not None and held.whole:
        tested = compare(computed, number, held.allowed, held.near)
        unsettled = held.settled == Maturity.M1 and tested.outcome == FAILS
        return tested.outcome, tested.flags, UNSETTLED if unsettled else ""
    growing = not way.whole and one_sided(way.asked.stage) and held.settled >= Maturity.M2
    if growing and computed is not None and refuted_from_below(computed, number, held.allowed, held.near):
        return FAILS, (), FROM_BELOW
    return INCOMPLETE, (), _lacking(held.inputs)


def _lacking(inputs: list[Input]) -> str:
    """What keeps a sum from being whole."""
    if any(one.blank == UNSETTLED for one in inputs):
        return UNSETTLED
    if any(_usable(one) for one in inputs):
        return MISSING
    return NO_LINE if any(one.blank == "not_reported" for one in inputs) else NOT_HELD


def _speaking(side: Yearly, periods: tuple[str, ...]) -> list[Snapshot]:
    asked = set(periods)
    speaking = [one for one in side.series.snapshots if asked & set(one.coverage.get(side.stage, ()))]
    return speaking or [max(side.series.snapshots, key=lambda one: one.order)]


def _basis(unit: str) -> str:
    if not unit.startswith("USD") or "-" in unit:
        return ""
    base = split_unit(unit)[1]
    return _constant(base) if base else "current"


def _constant(base: object) -> str:
    return f"constant:{base}"


def _labelled(way: Way, inputs: list[list[Input]]) -> Iterable[Input]:
    """The inputs of a sum; of a share those of the part and then those of the whole, each under its name."""
    if way.whole is None:
        return inputs[0]
    return [
        Input(f"{name} {one.period}", one.value, one.blank, one.maturity, one.cites)
        for name, some in zip((way.asked.programme, way.whole.universe), inputs, strict=True)
        for one in some
    ]
