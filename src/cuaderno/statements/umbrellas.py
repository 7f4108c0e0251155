"""Umbrella labels: what "Plan Colombia" or "Mérida" counts, author by author, each reading a dated member list.

The facts stand in `tables/umbrellas.toml`. A reading behaves like a universe: its code or name may be asked wherever a
universe may, and its members are rows of the same form as those of `universes.csv`. Two readings are never added.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from cuaderno.statements.places import name_key
from cuaderno.statements.programmes import nearest, unknown_name
from cuaderno.statements.universes import ANY_SOURCE, Member, Universe

RULE = "universe_not_collected"
"""The rule of `measures.toml` that refuses the total of a reading that cannot be computed."""

PROGRAMME = "programme"


@dataclass(frozen=True, slots=True)
class Said:
    """A sum that an author prints under the label: dollars, fiscal years, the words, and where they stand.

    It is a claim beside a total: it is neither added nor taken for a confirmation.
    """

    value: Decimal
    first_year: int
    last_year: int
    words: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One author's reading of a label.

    `first_year` and `last_year` are the fiscal years it counts, both within; None where no document shows the end. One that is
    not `answerable` has the reason. `notes_es` are the members' notes in Spanish, one for each. `unverified` names the fields
    (members, from, to, said) that no document seen confirms.
    """

    code: str
    author_en: str
    author_es: str
    name_en: str
    name_es: str
    sentence_en: str
    sentence_es: str
    first_year: int
    last_year: int | None
    evidence: str
    members: tuple[Member, ...] = ()
    notes_es: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
    answerable: bool = True
    reason_en: str = ""
    reason_es: str = ""
    unverified: tuple[str, ...] = ()

    @property
    def umbrella(self) -> str:
        """The code of the label that it is a reading of."""
        return self.code.partition("/")[0]

    @property
    def programmes(self) -> tuple[str, ...]:
        """The codes of the programmes it counts."""
        return tuple(row.value for row in self.members if row.field == PROGRAMME)

    def author(self, lang: str = "en") -> str:
        """Who counts so, in English or Spanish."""
        return self.author_es if lang == "es" else self.author_en

    def name(self, lang: str = "en") -> str:
        """The name in English or Spanish."""
        return self.name_es if lang == "es" else self.name_en

    def sentence(self, lang: str = "en") -> str:
        """What it counts, in English or Spanish."""
        return self.sentence_es if lang == "es" else self.sentence_en

    def reason(self, lang: str = "en") -> str:
        """Why no total can be made of it, in English or Spanish; "" if one can."""
        return self.reason_es if lang == "es" else self.reason_en

    def note(self, member: Member, lang: str = "en") -> str:
        """A member's note in English or Spanish; "" if it has none."""
        return self.notes_es[self.members.index(member)] if lang == "es" else member.note

    def as_universe(self) -> Universe:
        """The reading as something that a total may be asked in."""
        return Universe(
            code=self.code,
            name_en=self.name_en,
            name_es=self.name_es,
            sentence_en=self.sentence_en,
            sentence_es=self.sentence_es,
            answerable=self.answerable,
            rule="" if self.answerable else RULE,
            reason_en=self.reason_en,
            reason_es=self.reason_es,
        )


@dataclass(frozen=True, slots=True)
class Umbrella:
    """A label and its readings, in the table's order. `recipients` are the places it is about."""

    code: str
    name_en: str
    name_es: str
    recipients: tuple[str, ...]
    first_year: int
    last_year: int | None
    readings: tuple[Reading, ...]
    also: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()

    def name(self, lang: str = "en") -> str:
        """The name in English or Spanish."""
        return self.name_es if lang == "es" else self.name_en


@cache
def all_umbrellas() -> tuple[Umbrella, ...]:
    """Every label, in the order of the table."""
    file = resources.files("cuaderno.statements").joinpath("tables", "umbrellas.toml")
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    readings = [_reading(entry) for entry in tables["reading"]]
    return tuple(
        Umbrella(readings=tuple(one for one in readings if one.umbrella == entry["code"]), **_dated(entry))
        for entry in tables["umbrella"]
    )


def _dated(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry's fields as a dataclass takes them: lists as tuples, `from` and `to` as years."""
    fields = {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
    return {"first_year": fields.pop("from"), "last_year": fields.pop("to", None), **fields}


def _reading(entry: dict[str, Any]) -> Reading:
    fields = _dated(entry)
    fields["members"] = tuple(_member(entry, row) for row in entry.get("members", ()))
    fields["notes_es"] = tuple(row.get("note_es", "") for row in entry.get("members", ()))
    fields["said"] = tuple(_said(row) for row in entry.get("said", ()))
    return Reading(**fields)


def _member(entry: dict[str, Any], row: dict[str, Any]) -> Member:
    return Member(
        universe=entry["code"],
        source=row.get("source", ANY_SOURCE),
        field=row.get("field", PROGRAMME),
        value=row.get("value", row.get("programme", "")),
        first_year=row.get("from", entry["from"]),
        last_year=row.get("to", entry.get("to")),
        note=row.get("note", ""),
    )


def _said(row: dict[str, Any]) -> Said:
    return Said(Decimal(row["value"]), row["from"], row["to"], row["words"], row["evidence"])


def all_readings() -> tuple[Reading, ...]:
    """Every reading of every label."""
    return tuple(reading for umbrella in all_umbrellas() for reading in umbrella.readings)


def find_umbrella(text: str, lang: str = "en") -> Umbrella:
    """The label a person means by its code, its English or Spanish name or another name, whatever its case and accents.

    Raises:
        UnknownName: nothing is called that; `near` lists the codes of the nearest names. It is never guessed.
    """
    found = _umbrella_names().get(name_key(text))
    if found is None:
        near = _near(text, ((name, one.code) for one in all_umbrellas() for name in _spellings(one)))
        raise unknown_name(text, near, lang, "an_umbrella")
    return found


def find_reading(text: str) -> Reading | None:
    """The reading of that code or name, whatever its case and accents; None if there is none."""
    return _reading_names().get(name_key(text))


def near_readings(text: str) -> tuple[str, ...]:
    """The codes of the readings whose names are written most like `text`; none that is not alike."""
    return _near(text, ((name, one.code) for one in all_readings() for name in (one.code, one.name_en, one.name_es)))


def _near(text: str, named: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    codes = dict(named)
    return tuple(dict.fromkeys(codes[name] for name in nearest(text, codes, limit=6)))[:3]


def _spellings(umbrella: Umbrella) -> tuple[str, ...]:
    return umbrella.code, umbrella.name_en, umbrella.name_es, *umbrella.also


@cache
def _umbrella_names() -> dict[str, Umbrella]:
    return {name_key(name): one for one in all_umbrellas() for name in _spellings(one)}


@cache
def _reading_names() -> dict[str, Reading]:
    return {name_key(name): one for one in all_readings() for name in (one.code, one.name_en, one.name_es)}
