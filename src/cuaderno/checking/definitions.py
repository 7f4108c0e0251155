"""The admissible definitions of a claim: every way to compute what its words say, and none that they do not.

A way names what is summed (a programme, a universe, a reading of a political label), at which stage, over which windows, in which
prices. Which publisher and which vintage answer, the ledger tells (`computing`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from cuaderno.checking.rulebook import stages_meant, universes_meant
from cuaderno.checking.windows import UNLIKE_YEARS, Speaking, Spell, spells, year_of
from cuaderno.errors import UnknownName
from cuaderno.ledger.yearly import Asked
from cuaderno.statements.claim import PERSONNEL, Claim
from cuaderno.statements.measures import stage as find_stage
from cuaderno.statements.periods import CALENDAR_YEAR, US_FISCAL, Window, fiscal_year
from cuaderno.statements.programmes import programme as find_programme
from cuaderno.statements.umbrellas import Reading, Umbrella, find_umbrella

UNITED_STATES = "USA"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to compute a claim, before a publisher is chosen.

    `subject` is the code that a definition shows as its universe. `whole` is what the sum is a share of. `unlike` says why the
    result is only shown and held against nothing. `reading` is the label's reading where the subject is one, `prices` the year at
    whose prices the claim tells it.
    """

    subject: str
    asked: Asked
    spells: tuple[Spell, ...]
    whole: Asked | None = None
    unlike: str = ""
    reading: Reading | None = None
    prices: int | None = None

    @property
    def sums(self) -> tuple[Asked, ...]:
        """The sums that are asked of the ledger."""
        return (self.asked,) if self.whole is None else (self.asked, self.whole)


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be asked for a claim: its ways; or the reason why there are none, and whether that is a lack or a mismatch.

    `not_held` are universes or readings the words allow and of which nothing is held; `stages` the stages meant.
    """

    ways: tuple[Way, ...] = ()
    reason: str = ""
    comparable: bool = True
    not_held: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    unnamed: bool = False


def plan(claim: Claim, speaking: Speaking, published_by: str = "") -> Plan:
    """Every admissible way to compute a figure claim that no gate has stopped.

    `published_by` is the document's own day where it is known: what had been published by then is a vintage of its own.
    """
    making = _maker(claim)
    made = making(claim, speaking)
    if not published_by or not made.ways:
        return made
    return Plan(
        tuple(two for one in made.ways for two in (one, _by_then(one, published_by))),
        made.reason,
        made.comparable,
        made.not_held,
        made.stages,
        made.unnamed,
    )


def _maker(claim: Claim) -> Callable[[Claim, Speaking], Plan]:
    if claim.kind == PERSONNEL:
        return _trained
    if claim.provider and claim.provider == claim.recipient and not claim.programme and claim.universe is None:
        return _spending
    if "share" in claim.marks or claim.unit == "percent":
        return _shares
    return _label if _umbrella(claim) is not None else _sums


def _by_then(way: Way, day: str) -> Way:
    def dated(asked: Asked) -> Asked:
        return Asked(
            asked.stage, asked.recipients, asked.provider, asked.programme, asked.universe, asked.unit, asked.constant, day
        )  # fmt: skip

    return replace(way, asked=dated(way.asked), whole=way.whole and dated(way.whole))


def _refused(reason: str) -> Plan:
    return Plan(reason=reason, comparable=reason not in UNLIKE_YEARS)


def known_stages(claim: Claim) -> tuple[str, ...]:
    """The stages of `measures` that the claim's words may mean; none where they are no word of it."""
    found = []
    for code in stages_meant(claim.stage, claim.programme or ""):
        try:
            found.append(find_stage(code).code)
        except UnknownName:
            continue
    return tuple(found)


def _provider(claim: Claim) -> str:
    """Who gives: of the programmes of the United States nobody else."""
    return claim.provider[0] if claim.provider else UNITED_STATES


def _sums(claim: Claim, speaking: Speaking) -> Plan:
    """A programme, or the universes that words without one may mean, at each stage that they may mean."""
    if not claim.recipient:
        return _refused("no_recipient")
    subjects, not_held = _subjects(claim)
    if not subjects:
        return _refused("unknown_programme")
    when, reason = spells(claim, US_FISCAL, speaking)
    if reason:
        return _refused(reason)
    stages, base = known_stages(claim), claim.price_base
    constant = base is not None
    ways = tuple(
        Way(
            code,
            Asked(stage, claim.recipient, _provider(claim), programme, universe, constant=constant),
            when,
            prices=base,
        )
        for stage in stages
        for code, programme, universe in subjects
    )
    return Plan(ways, "" if ways else "unknown_stage", True, not_held, stages, len(subjects) + len(not_held) > 1)


def _subjects(claim: Claim) -> tuple[tuple[tuple[str, str, str], ...], tuple[str, ...]]:
    """What is summed, as (code, programme, universe), and the universes of which nothing is held."""
    if claim.programme:
        code = _programme(claim.programme)
        return (((code, code, ""),) if code else ()), ()
    held, not_held = universes_meant(claim.universe)
    return tuple((code, "", code) for code in held), not_held


def _programme(code: str) -> str:
    try:
        return find_programme(code).code
    except UnknownName:
        return ""


def _shares(claim: Claim, speaking: Speaking) -> Plan:
    """A programme's part of each universe that the whole may be."""
    code = _programme(claim.programme) if claim.programme else ""
    if not claim.recipient or not code or "relation" in claim.marks:
        return _refused("share_of_what")
    when, reason = spells(claim, US_FISCAL, speaking)
    if reason:
        return _refused(reason)
    wholes, not_held = universes_meant(claim.universe, share=True)
    giver, stages = _provider(claim), known_stages(claim)
    ways = tuple(
        Way(
            f"{code}/{whole}",
            Asked(stage, claim.recipient, giver, programme=code),
            when,
            Asked(stage, claim.recipient, giver, universe=whole),
        )
        for stage in stages
        for whole in wholes
    )
    return Plan(ways, "" if ways else "unknown_stage", True, not_held, stages, len(wholes) + len(not_held) > 1)


def _spending(claim: Claim, speaking: Speaking) -> Plan:
    """What a country spends on its own forces, by calendar year, in current and in the publisher's constant prices."""
    when, reason = spells(claim, CALENDAR_YEAR, speaking)
    if reason:
        return _refused(reason)
    bases = (False, True) if claim.price_base is None else (True,)
    ways = tuple(
        Way(
            "military_spending",
            Asked("spent", claim.recipient, claim.provider[0], constant=constant),
            when,
            prices=claim.price_base,
        )
        for constant in bases
    )
    return Plan(ways, stages=("spent",))


def _trained(claim: Claim, speaking: Speaking) -> Plan:
    """Courses are counted by places: of persons that is another measure, and it is only shown."""
    if not claim.recipient:
        return _refused("no_recipient")
    when, reason = spells(claim, US_FISCAL, speaking)
    if reason:
        return _refused(reason)
    code = _programme(claim.programme) if claim.programme else ""
    asked = Asked("trained", claim.recipient, _provider(claim), programme=code, unit="sessions")
    unlike = "" if claim.unit == "sessions" else "persons_sessions"
    return Plan((Way(code or "military_training", asked, when, unlike=unlike),), stages=("trained",))


def _umbrella(claim: Claim) -> Umbrella | None:
    return _label_of(claim.programme) if claim.programme else None


@lru_cache(maxsize=1024)
def _label_of(code: str) -> Umbrella | None:
    try:
        return find_umbrella(code)
    except UnknownName:
        return None


def _label(claim: Claim, speaking: Speaking) -> Plan:
    """A political label in each of its readings that an author of that day can have meant."""
    label = _umbrella(claim)
    if label is None:  # the maker asked
        return _refused("unknown_programme")
    recipients = claim.recipient or label.recipients
    if len(recipients) > 1:
        return _refused("several_parties")
    when, reason = spells(claim, US_FISCAL, speaking)
    if reason in UNLIKE_YEARS:
        return _refused(reason)
    published = year_of(speaking.day, US_FISCAL) if speaking.day else None
    known = [one for one in label.readings if published is None or (one.last_year or one.first_year) <= published]
    stages = known_stages(claim)
    ways = tuple(
        Way(one.code, Asked(stage, recipients, _provider(claim), universe=one.code), within, reading=one)
        for stage in stages
        for one in known
        if one.answerable and (within := _narrowed(one, when, published))
    )
    not_held = tuple(one.code for one in known if not one.answerable)
    return Plan(ways, "" if ways else reason or "reading_elsewhere", True, not_held, stages, unnamed=True)


def _narrowed(reading: Reading, when: tuple[Spell, ...], published: int | None) -> tuple[Spell, ...]:
    """The reading's own years within those of the claim, and how many of these it leaves out; all of them where the claim gives none."""
    last = reading.last_year or published
    if last is None or last < reading.first_year:
        return ()
    if not when:
        return (Spell(_years(reading.first_year, last), inferred=True),)
    found = []
    for one in when:
        begin = max(one.window.first.year if one.window.first else reading.first_year, reading.first_year)
        end = min(one.window.last.year if one.window.last else last, last)
        if begin <= end:
            within = Spell(_years(begin, end), one.family, one.closing, one.inferred)
            found.append(replace(within, beyond=len(one.periods) - len(within.periods)))
    return tuple(found)


def _years(first: int, last: int) -> Window:
    return Window(fiscal_year(first), fiscal_year(last))
