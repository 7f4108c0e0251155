"""A question as it was understood: names become codes, years become a window, and what cannot be meant is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import product

from cuaderno.errors import CannotAdd, QuestionError, say
from cuaderno.statements.measures import Addend, check_addable, check_named, find_stage
from cuaderno.statements.measures import unit as find_unit
from cuaderno.statements.money import price_unit
from cuaderno.statements.periods import Window, parse_window
from cuaderno.statements.places import all_places, find_place, index_names, name_key
from cuaderno.statements.programmes import find_programme
from cuaderno.statements.universes import universe as find_universe

GROUPS = ("year", "programme", "source", "recipient", "provider", "account", "agency", "category", "sector", "executor")
_PRICES = re.compile(r"constant(?::(\d{4}))?", re.ASCII)
_BARE = re.compile(r"(?:since |desde )?\d{4}\s*(?:[–—-]\s*(?:\d{4})?)?|[–—-]\s*\d{4}")
_SNAPSHOT = re.compile(r"[0-9a-f]{4,64}")
LONGEST = 200
"""Nothing that a question names is longer; what is was not meant as a name."""


@dataclass(frozen=True, slots=True)
class Question:
    """Filters, as codes. Empty means: not asked for.

    `bare_years` says that the window was given in years of no calendar: fiscal for U.S. money, calendar years otherwise.
    `bases` holds the base years of constant prices (0: the publisher's, whichever it is); None means current prices.
    """

    recipients: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    window: Window | None = None
    by: str = "year"
    provider: str = ""
    universe: str = ""
    source: str = ""
    snapshot: str = ""
    bases: tuple[int, ...] | None = None
    known_on: str = ""
    text: str = ""
    account: str = ""
    agency: str = ""
    category: str = ""
    unit: str = ""
    bare_years: bool = False

    @property
    def groups(self) -> tuple[str, ...]:
        """What the total is told apart by."""
        return tuple(self.by.split(","))

    @property
    def grain(self) -> str:
        """`programme` where the question tells programmes apart, else `recipient`."""
        told_apart = self.programmes or self.text or self.account or self.agency or self.category
        grouped = set(self.groups) - {"year", "source", "recipient", "provider"}
        return "programme" if told_apart or grouped or self.universe not in ("", "D6") else "recipient"


def ask(
    *,
    recipient: str | Iterable[str] = (),
    programme: str | Iterable[str] = (),
    stage: str | Iterable[str] = (),
    years: str | Window | None = None,
    by: str = "year",
    provider: str = "",
    universe: str = "",
    source: str = "",
    snapshot: str = "",
    prices: str = "current",
    known_on: str = "",
    text: str = "",
    account: str = "",
    agency: str = "",
    category: str = "",
    unit: str = "",
    lang: str = "en",
) -> Question:
    """Understand a question. Several values are given as a list or separated by commas.

    Raises UnknownName for a name no table knows (with near matches) and QuestionError for what cannot be meant.
    """
    groups = _several(by)
    if not groups or set(groups) - set(GROUPS) or len(groups) > 2 or (len(groups) == 2 and groups[1] != "year"):
        raise QuestionError(say("bad_group", by=by, groups=", ".join(GROUPS)))
    _refuse_garbage(
        provider,
        universe,
        source,
        snapshot,
        known_on,
        text,
        account,
        agency,
        category,
        unit,
        years if isinstance(years, str) else "",
    )
    if snapshot and not _SNAPSHOT.fullmatch(snapshot.lower()):
        raise QuestionError(say("not_a_snapshot", text=snapshot))
    code = find_universe(universe, lang).code if universe else ""
    if code and programme:
        raise QuestionError(say("programme_and_universe"))
    return Question(
        recipients=tuple(dict.fromkeys(_place(name) for name in _places(recipient))),
        programmes=tuple(dict.fromkeys(_programme(name, lang) for name in _several(programme))),
        stages=tuple(dict.fromkeys(_stage(name, lang) for name in _several(stage))),
        window=_window(years) if isinstance(years, str) and years else (years or None),
        by=",".join(groups),
        provider=_place(provider) if provider else "",
        universe=code,
        source=source,
        snapshot=snapshot.lower(),
        bases=_bases(prices),
        known_on=_day(known_on).isoformat() if known_on else "",
        text=text,
        account=account,
        agency=agency,
        category=category,
        unit=find_unit(unit).code if unit else "",
        bare_years=isinstance(years, str) and _BARE.fullmatch(years.strip()) is not None,
    )


def _several(given: str | Iterable[str]) -> list[str]:
    """The names given, each a text or a list in one text. Raises QuestionError where some are given and none is named."""
    parts = [given] if isinstance(given, str) else list(given)
    _refuse_garbage(*parts)
    names = [name.strip() for part in parts for name in part.split(",") if name.strip()]
    if parts and not names and given != "":
        raise QuestionError(say("names_nothing", text=", ".join(parts)))
    return names


def _places(given: str | Iterable[str]) -> list[str]:
    """As `_several`, where a comma may stand within one name: “Korea, South”."""
    parts = [given] if isinstance(given, str) else list(given)
    if given == "" or not any(_is_one_place(part) for part in parts):
        return _several(given)
    return [name for part in parts for name in ([part] if _is_one_place(part) else _several([part]))]


def _is_one_place(text: str) -> bool:
    before, comma, after = text.partition(",")
    return bool(comma) and not {name_key(text), name_key(after + before)}.isdisjoint(_inverted())


@cache
def _inverted() -> frozenset[str]:
    return frozenset(index_names(all_places()).sure)


@lru_cache(maxsize=4096)
def _place(name: str) -> str:
    return find_place(name).code


@lru_cache(maxsize=1024)
def _programme(name: str, lang: str) -> str:
    return find_programme(name, lang).code


@lru_cache(maxsize=1024)
def _stage(name: str, lang: str) -> str:
    return find_stage(name, lang).code


@lru_cache(maxsize=4096)
def _window(text: str) -> Window:
    return parse_window(text)


def _refuse_garbage(*texts: str) -> None:
    for text in texts:
        if len(text) > LONGEST * 10 or any(len(name) > LONGEST for name in text.split(",")):
            raise QuestionError(say("too_long", text=text[:40], count=len(text)))
        if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
            raise QuestionError(say("not_unicode", text=text))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise QuestionError(say("not_a_day", text=text, example="2023-09-29")) from None


def _bases(prices: str) -> tuple[int, ...] | None:
    parts = _several(prices)
    if parts == ["current"]:
        return None
    matches = [_PRICES.fullmatch(part) for part in parts]
    if not parts or not all(matches):
        raise QuestionError(say("no_prices", text=prices))
    return tuple(int(match[1] or 0) for match in matches if match)


def refuse_what_cannot_be_added(question: Question, lang: str = "en") -> None:
    """Refuse a sum that no ledger could answer: it mixes stages, bases, a parent with its part … Raises CannotAdd."""
    check_named(question.programmes, lang)
    said = (question.stages, question.unit, question.bases or (None,), question.programmes or ("",))
    periods = _two_periods(question.window)
    if not _may_be_added(*said, len(periods)):
        check_addable(_addends(*said, periods), lang)


@lru_cache(maxsize=1024)
def _may_be_added(
    stages: tuple[str, ...], unit: str, bases: tuple[int | None, ...], programmes: tuple[str, ...], count: int
) -> bool:
    """Whether the rules let it be added: they tell one period from another and ask no more of them, so any will do."""
    try:
        check_addable(_addends(stages, unit, bases, programmes, tuple(str(at) for at in range(count))))
    except CannotAdd:
        return False
    return True


def _addends(
    stages: tuple[str, ...],
    unit: str,
    bases: tuple[int | None, ...],
    programmes: tuple[str, ...],
    periods: tuple[str, ...],
) -> Iterator[Addend]:
    for stage, base, programme, period in product(stages, bases, programmes, periods):
        counted_in = price_unit(unit or "USD", base) if base else unit or "USD"
        # How many notices there are is no ceiling, as their amounts are.
        kind = "count" if find_unit(counted_in).family == "notices" else "flow"
        yield Addend(stage, counted_in, kind, programme, "", "", "US-FY", period)


def _two_periods(window: Window | None) -> tuple[str, ...]:
    if window is None:
        return ("",)
    ends = {end.code for end in (window.first, window.last) if end is not None}
    return tuple(sorted(ends)) or ("",)
