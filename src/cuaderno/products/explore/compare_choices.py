"""What can be chosen where a question is put together: programmes, definitions, stages and units that the ledger tells of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from cuaderno.errors import QuestionError, say
from cuaderno.products.explore.counting import FIRST_STAGES, first_stage, is_universe, programmes_told, stages_in
from cuaderno.statements.measures import all_stages, find_stage
from cuaderno.statements.measures import stage as stage_of
from cuaderno.statements.places import place as place_of
from cuaderno.statements.programmes import all_programmes, find_programme
from cuaderno.statements.universes import all_universes, members, universe

if TYPE_CHECKING:
    from cuaderno.ledger.gaps import Series
    from cuaderno.ledger.ledger import Ledger
    from cuaderno.products.explore.asked import Asked

MONEY = "USD"


def _speaking(ledger: Ledger, asked: Asked) -> Iterator[Series]:
    """The series that may answer, as far as programme, universe, provider and source tell; single texts answer no total."""
    for one in ledger.store.series(source=asked.source):
        wide = one.grain == "recipient"
        if one.grain == "text" or (wide and (asked.programme or asked.universe not in ("", "D6"))):
            continue
        if asked.universe and not wide and not members(asked.universe, one.source):
            continue
        yield one


def stages_told(ledger: Ledger, asked: Asked) -> tuple[str, ...]:
    """The stages that are told of a programme or universe, in the order of their lives."""
    named = set(filter(None, asked.programme.split(",")))
    told = {
        stage
        for one in _speaking(ledger, asked)
        for stage in stages_in(one)
        if one.periods(stage) and (not named or named & one.spoken(stage, "programme"))
    }
    return tuple(one.code for one in all_stages() if one.code in told and one.kind != "ceiling")


def universes_asked() -> tuple[str, ...]:
    """The definitions that a total can be asked in."""
    return tuple(one.code for one in all_universes() if one.answerable)


def of(asked: Asked, what: str, lang: str) -> Asked:
    """A question of a programme or of a definition, whichever `what` names. Raises UnknownName, QuestionError."""
    if not what:
        return asked
    if asked.programme or asked.universe:
        raise QuestionError(say("what_twice", lang))
    if is_universe(what):
        return replace(asked, universe=universe(what, lang).code)
    return replace(asked, programme=find_programme(what, lang).code)


def settled(ledger: Ledger, asked: Asked, lang: str) -> Asked:
    """The question with its stage and, where the stage is told in several units, its unit. Raises UnknownName."""
    programmes = ",".join(
        dict.fromkeys(find_programme(one.strip(), lang).code for one in asked.programme.split(",") if one.strip())
    )
    asked = replace(asked, programme=programmes, universe=universe(asked.universe, lang).code if asked.universe else "")
    told = stages_told(ledger, asked)
    chosen = asked.stage and find_stage(asked.stage, lang).code
    stage = chosen or first_stage(told) or next(iter(told), FIRST_STAGES[0])
    return replace(asked, stage=stage, unit=asked.unit or _unit(ledger, asked, stage))


def _unit(ledger: Ledger, asked: Asked, stage: str) -> str:
    named = set(filter(None, asked.programme.split(",")))
    speaking = [one for one in _speaking(ledger, asked) if one.periods(stage)]
    speaking = [one for one in speaking if not named or named & one.spoken(stage, "programme")] or speaking
    units = {unit for one in speaking for unit in one.spoken(stage, "unit")}
    if len(units) < 2:
        return ""
    return MONEY if MONEY in units else min(units)


def what_name(asked: Asked, lang: str) -> str:
    """What is counted, in words: the definition's name, the programmes' names, "" of a question that names neither."""
    if asked.universe:
        return f"{asked.universe}, {universe(asked.universe).name(lang)}"
    codes = [one for one in asked.programme.split(",") if one]
    return ", ".join(f"{find_programme(one).name(lang)} ({one})" for one in codes)


def stage_choices(codes: tuple[str, ...], lang: str) -> list[tuple[str, str]]:
    """Stages as a form offers them: code and name."""
    return [(one, stage_of(one).name(lang).capitalize()) for one in codes]


def what_choices(ledger: Ledger, lang: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Definitions and programmes as a form offers them, in two groups named `universes` and `programmes`."""
    named = {one.code: one.name(lang) for one in all_programmes()}
    return [
        ("universes", [(code, f"{code} · {universe(code).name(lang)}") for code in universes_asked()]),
        ("programmes", [(code, f"{code} · {named[code]}") for code in programmes_told(ledger)]),
    ]


def recipients_told(ledger: Ledger, lang: str) -> list[str]:
    """The names of the places that any figure is given to, for a form to suggest; made once of a warm ledger."""
    codes = ledger.store.once("recipients-told", lambda: _recipients(ledger))
    return sorted((place_of(code).name(lang) for code in codes), key=str.casefold)


def _recipients(ledger: Ledger) -> tuple[str, ...]:
    found = ledger.store.ask(f"SELECT DISTINCT recipient FROM {ledger.store.lines} WHERE recipient IS NOT NULL")
    return tuple(sorted(code for (code,) in found if code))
