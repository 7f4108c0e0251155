"""Universes: what a total counts. D1–D6 are definitions; which accounts belong to each is a dated table.

`tables/universes.toml` says what each one is, `tables/universes.csv` what it holds. Military and economic are
the publisher's own classes (ForeignAssistance.gov data dictionary, 2021); the rest is by account.
"""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from cuaderno.statements.measures import refusal
from cuaderno.statements.programmes import nearest, unknown_name

ANY_SOURCE = "*"


@dataclass(frozen=True, slots=True)
class Universe:
    """One definition of what is counted.

    `sentence_en`/`sentence_es` say in one sentence what it is and why it differs. One that is not
    `answerable` has the reason, and in `rule` the id of the rule of `measures.toml` that refuses its total.
    """

    code: str
    name_en: str
    name_es: str
    sentence_en: str
    sentence_es: str
    answerable: bool
    rule: str = ""
    reason_en: str = ""
    reason_es: str = ""

    def name(self, lang: str = "en") -> str:
        """The name in English or Spanish."""
        return self.name_es if lang == "es" else self.name_en

    def sentence(self, lang: str = "en") -> str:
        """What it counts and why it differs, in English or Spanish."""
        return self.sentence_es if lang == "es" else self.sentence_en

    def reason(self, lang: str = "en") -> str:
        """Why no total can be asked in it, in English or Spanish; "" if one can."""
        return self.reason_es if lang == "es" else self.reason_en


@dataclass(frozen=True, slots=True)
class Member:
    """One row of the membership table: rows of `source` whose `field` reads `value` belong to `universe`.

    `field` is account (the source's own account text), main_account (four digits), category (the publisher's
    Military or Economic), programme (a catalogue code; its parts are in it) or any (every row, no `value`).
    `first_year` and `last_year` are fiscal years, both within; None where the membership has no such end.
    """

    universe: str
    source: str
    field: str
    value: str
    first_year: int | None
    last_year: int | None
    note: str


@cache
def _universes() -> dict[str, Universe]:
    file = resources.files("cuaderno.statements").joinpath("tables", "universes.toml")
    entries = tomllib.loads(file.read_text(encoding="utf-8"))["universe"]
    return {entry["code"]: Universe(**entry) for entry in entries}


@cache
def all_members() -> tuple[Member, ...]:
    """The whole membership table, in its order."""
    file = resources.files("cuaderno.statements").joinpath("tables", "universes.csv")
    return tuple(
        Member(
            universe=row["universe"],
            source=row["source"],
            field=row["field"],
            value=row["value"],
            first_year=int(row["from"]) if row["from"] else None,
            last_year=int(row["to"]) if row["to"] else None,
            note=row["note"],
        )
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    )


def all_universes() -> tuple[Universe, ...]:
    """D1 to D6 in order."""
    return tuple(_universes().values())


def universe(code: str, lang: str = "en") -> Universe:
    """The universe with this code, in either case; or the reading of an umbrella label with this code or name.

    Raises:
        UnknownName: there is none; `near` lists the nearest codes.
    """
    from cuaderno.statements.umbrellas import find_reading, near_readings

    if found := _universes().get(code.strip().upper()):
        return found
    if reading := find_reading(code):
        return reading.as_universe()
    near = nearest(code, _universes()) or near_readings(code) or tuple(_universes())
    raise unknown_name(code, near, lang, "a_universe")


def members(code: str, source: str) -> tuple[Member, ...]:
    """The membership rows of one universe that speak of `source`.

    The source's own rows where it has any, and otherwise the rows for every source (`*`); never both, so that
    nothing is counted twice. An empty result means that the source cannot answer in this universe.

    Raises:
        UnknownName: there is no such universe.
    """
    from cuaderno.statements.umbrellas import find_reading

    reading = find_reading(code)
    known = reading.members if reading else all_members()
    rows = [member for member in known if member.universe == universe(code).code]
    own = tuple(member for member in rows if member.source == source)
    return own or tuple(member for member in rows if member.source == ANY_SOURCE)


def check_answerable(code: str, lang: str = "en") -> Universe:
    """The universe with this code, if a total may be asked in it.

    Raises:
        CannotAdd: it is not collected here, or is never one total; `rule` says which.
        UnknownName: there is no such universe.
    """
    found = universe(code, lang)
    if not found.answerable:
        raise refusal(found.rule, lang, universe=f"{found.code} ({found.name(lang)})")
    return found
