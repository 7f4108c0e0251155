"""What a document says against itself: pure arithmetic over its claims, without any ledger.

Only claims of the same parties and unit are held against each other, and a hedge gives way: "over 90 million" has no upper
end, "less than" no lower one. Nothing is reported that rounding could explain.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from cuaderno.checking.checked import Finding
from cuaderno.errors import CuadernoError
from cuaderno.statements.claim import APPROXIMATELY, AT_LEAST, AT_MOST, NEARLY, VISIT, Claim
from cuaderno.statements.periods import Period, parse_period

HUNDRED = Decimal(100)
NEAR = Decimal("0.05")
"""How far "about" may be off: 5 % (the hedge table of the verdict rules)."""
TOGETHER = 600
"""A total and its parts stand within so many characters: one form, one paragraph."""
MOST_ALIKE = 300
"""More figures of one flow than this are a table and no prose; they are not weighed against each other one by one."""
SET_APART = frozenset({"negated", "conditional", "intent", "restated", "change", "rank", "civil"})
NO_AMOUNT = ("percent", "ratio", "rank")


@dataclass(frozen=True, slots=True)
class _Amount:
    """A claim with the bounds that its digits and its hedge leave; None where it has no end."""

    claim: Claim
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    years: tuple[int, int] | None


def findings(claims: Sequence[Claim]) -> tuple[Finding, ...]:
    """Every finding, in the order of the claims it rests on."""
    amounts = [amount for claim in claims if (amount := _amount(claim)) is not None]
    pairs = list(_pairs(amounts))
    found = [*_parts(amounts), *_restated(pairs), *_nested(pairs), *_shares(claims, amounts), *_dates(claims)]
    place = {claim.id: at for at, claim in enumerate(claims)}
    return tuple(sorted(found, key=lambda one: ([place[name] for name in one.claims], one.reason)))


def _amount(claim: Claim) -> _Amount | None:
    if not claim.is_figure or claim.value is None or claim.unit in NO_AMOUNT or SET_APART & {*claim.marks}:
        return None
    loose = claim.hedge in (APPROXIMATELY, NEARLY)
    slack = abs(claim.value) * NEAR if loose else claim.half_unit or Decimal(0)
    low = None if claim.hedge == AT_MOST else claim.value - slack
    high = None if claim.hedge == AT_LEAST else (claim.value_high or claim.value) + slack
    return _Amount(claim, claim.value, low, high, _years(claim))


def _years(claim: Claim) -> tuple[int, int] | None:
    """First and last year of a closed window of whole years; None for days, months, open ranges and none."""
    first, last = _period(claim.period_start), _period(claim.period_end)
    if first is None or last is None or first.calendar != last.calendar:
        return None
    return (first.year, last.year) if first.year <= last.year else None


def _period(text: str | None) -> Period | None:
    try:
        return parse_period(f"CY{text}" if text and text.isdigit() else text or "")
    except CuadernoError:
        return None


def _pairs(amounts: Iterable[_Amount]) -> Iterator[tuple[_Amount, _Amount]]:
    """Every two amounts of one flow: programme, kind, unit, parties alike, and neither a stock beside a flow."""
    flows: dict[tuple[object, ...], list[_Amount]] = {}
    for one in amounts:
        said = one.claim
        if said.programme and said.period_start:
            flow = (said.programme, said.kind, said.unit, said.item, said.measure_kind, said.provider, said.recipient)
            flows.setdefault(flow, []).append(one)
    for alike in flows.values():
        if len(alike) <= MOST_ALIKE:
            yield from combinations(alike, 2)


def _below(high: Decimal | None, low: Decimal | None) -> bool:
    return high is not None and low is not None and high < low


def _parts(amounts: list[_Amount]) -> Iterator[Finding]:
    """Parts of a stated total, in its own paragraph or form: their sum against it."""
    parts_said = [one for one in amounts if "part_of" in one.claim.marks]
    places = [one.claim.start for one in parts_said]
    for total in (one for one in amounts if "total" in one.claim.marks):
        near = slice(
            bisect_left(places, total.claim.start - TOGETHER), bisect_left(places, total.claim.start + TOGETHER)
        )
        parts = [one for one in parts_said[near] if _is_part(one, total)]
        if not parts:
            continue
        summed = sum((one.value for one in parts), Decimal(0))
        low = sum((one.low or Decimal(0) for one in parts), Decimal(0))
        facts: dict[str, object] = {
            "total": total.value,
            "summed": summed,
            "unit": total.claim.unit,
            "count": len(parts),
        }
        named = (total.claim.id, *(one.claim.id for one in parts))
        if _below(total.high, low):
            yield Finding("parts_exceed_total", named, holds=False, facts=facts | {"difference": summed - total.value})
        elif summed == total.value:
            yield Finding("parts_make_total", named, holds=True, facts=facts)


def _is_part(one: _Amount, total: _Amount) -> bool:
    mine, its = one.claim, total.claim
    alike = (mine.kind, mine.unit, mine.recipient) == (its.kind, its.unit, its.recipient)
    return one is not total and alike and one.years == total.years


def _restated(pairs: Iterable[tuple[_Amount, _Amount]]) -> Iterator[Finding]:
    """One programme, one window, one stage, and two figures that exclude each other."""
    for one, other in pairs:
        a, b = one.claim, other.claim
        same = (a.stage, a.period_start, a.period_end) == (b.stage, b.period_start, b.period_end)
        parts = "part_of" in (*a.marks, *b.marks) or a.unit == "items"
        if same and not parts and (_below(one.high, other.low) or _below(other.high, one.low)):
            facts: dict[str, object] = {
                "one": one.value,
                "other": other.value,
                "unit": a.unit,
                "programme": a.programme,
            }
            yield Finding("restated_differently", (a.id, b.id), holds=False, facts=facts)


def _nested(pairs: Iterable[tuple[_Amount, _Amount]]) -> Iterator[Finding]:
    """A window inside another of the same programme cannot hold more; a whole that is n times its year is remarkable."""
    for one, other in pairs:
        inner, outer = (one, other) if _inside(one, other) else (other, one)
        if not _inside(inner, outer):
            continue
        named = (outer.claim.id, inner.claim.id)
        facts: dict[str, object] = {"part": inner.value, "whole": outer.value}
        facts |= {"unit": inner.claim.unit, "programme": inner.claim.programme}
        if _below(outer.high, inner.low):
            yield Finding("part_exceeds_whole", named, holds=False, facts=facts)
        elif count := _even(inner, outer):
            yield Finding("whole_is_even_multiple", named, holds=True, facts=facts | {"count": count})


def _inside(inner: _Amount, outer: _Amount) -> bool:
    """Whether the inner window lies in the outer one, which may be open ("since FY 2017"), and is shorter."""
    start = _period(outer.claim.period_start)
    if inner.years is None or start is None or (outer.claim.period_end is not None and outer.years is None):
        return False
    ends = outer.years is None or inner.years[1] <= outer.years[1]
    return start.year <= inner.years[0] and ends and inner.years != outer.years


def _even(inner: _Amount, outer: _Amount) -> int:
    """How often one year's figure makes the whole exactly, where that is three times or more and could be the years; or 0."""
    if inner.years is None or inner.years[0] != inner.years[1] or not inner.value:
        return 0
    count, rest = divmod(outer.value, inner.value)
    spanned = outer.years and outer.years[1] - outer.years[0] + 1
    return int(count) if rest == 0 and count > 2 and spanned in (None, count) else 0


def _shares(claims: Sequence[Claim], amounts: list[_Amount]) -> Iterator[Finding]:
    """A share of a total, against the programme's own amount and the total in the same document."""
    shares = [one for one in claims if "share" in one.marks and one.unit == "percent" and one.value and one.programme]
    for share in shares[:MOST_ALIKE]:
        totals = [one for one in amounts if _is_whole(one.claim, share)]
        parts = [one for one in amounts if one.claim.programme == share.programme and _is_flow(one.claim, share)]
        if len(totals) * len(parts) <= MOST_ALIKE:
            yield from (found for total in totals for part in parts if (found := _share(share, part, total)))


def _is_flow(claim: Claim, share: Claim) -> bool:
    return (claim.kind, claim.recipient) == (share.kind, share.recipient) and claim.measure_kind != "stock"


def _is_whole(claim: Claim, share: Claim) -> bool:
    """Whether a claim is the whole that the share may be of: it names no programme and means a set of them, or is a total."""
    whole = not claim.programme and (claim.universe is not None or "total" in claim.marks)
    return whole and _is_flow(claim, share)


def _share(share: Claim, part: _Amount, total: _Amount) -> Finding | None:
    """The share computed, where the part's window is the total's, or holds the total's one year: then an average year's."""
    if part.years is None or total.years is None or not total.value or share.value is None:
        return None
    exact = part.years == total.years
    span = part.years[1] - part.years[0] + 1
    one_year = total.years[0] == total.years[1]
    if not exact and not (one_year and part.years[0] <= total.years[0] and total.years[1] <= part.years[1]):
        return None
    yearly = part.value if exact else part.value / span
    computed = yearly / total.value * HUNDRED
    excluded = _excluded(share, computed)
    reason = ("share_excluded" if exact else "share_excluded_on_average") if excluded else "share_fits"
    facts: dict[str, object] = {
        "share": share.value,
        "computed": computed.quantize(Decimal("0.1")),
        "part": part.value,
        "yearly": yearly.quantize(Decimal(1)),
        "years": span,
        "total": total.value,
        "needed": (total.value * share.value / HUNDRED).quantize(Decimal(1)),
        "unit": total.claim.unit,
        "programme": share.programme,
        "window": total.claim.period_start,
    }
    return Finding(reason, (share.id, part.claim.id, total.claim.id), holds=not excluded, facts=facts)


def _excluded(share: Claim, computed: Decimal) -> bool:
    claimed = share.value or Decimal(0)
    if share.hedge == AT_LEAST:
        return computed < claimed
    if share.hedge == AT_MOST:
        return computed > claimed
    return abs(computed - claimed) > max(Decimal(1), claimed * NEAR)


def _dates(claims: Iterable[Claim]) -> Iterator[Finding]:
    """Dates that cannot both hold: an end before its beginning; one event of the same parties on two dates."""
    events: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        first, last = _period(claim.period_start), _period(claim.period_end)
        if first and last and first.calendar == last.calendar and last.end < first.start:
            facts: dict[str, object] = {"start": claim.period_start, "end": claim.period_end}
            yield Finding("ends_before_it_begins", (claim.id,), holds=False, facts=facts)
        if not _is_dated_event(claim):
            continue
        key = (claim.relation, claim.stage, frozenset((*claim.provider, *claim.recipient)))
        earlier = events.setdefault(key, claim)
        if _other_date(earlier, claim):
            dates: dict[str, object] = {"one": earlier.period_start, "other": claim.period_start}
            facts = dates | {"relation": claim.relation}
            yield Finding("dates_differ", (earlier.id, claim.id), holds=False, facts=facts)


def _is_dated_event(claim: Claim) -> bool:
    named = claim.relation is not None and claim.stage is not None and claim.period_start is not None
    return named and claim.kind != VISIT and not SET_APART & {*claim.marks}


def _other_date(one: Claim, other: Claim) -> bool:
    a, b = one.period_start or "", other.period_start or ""
    return not a.startswith(b) and not b.startswith(a)
