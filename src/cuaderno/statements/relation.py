"""Relations: what two parties are to each other, by dated stages.

The types, their names and what binds are data in `tables/relations.toml`; the stages are those of `measures.toml`.
What a relation is worth on a day is told by `standing`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from cuaderno.errors import UnknownName, say
from cuaderno.statements.measures import stage as stage_of
from cuaderno.statements.places import place
from cuaderno.statements.programmes import nearest, unknown_name

UNVERIFIED = "unverified"
COMMITMENT, EVENT = "commitment", "event"


@dataclass(frozen=True, slots=True)
class RelationType:
    """A type of relation: `kind` is commitment or event, `beside` the types shown with it and counted apart."""

    code: str
    kind: str
    name_en: str
    name_es: str
    binds_en: str
    binds_es: str
    aliases: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    effects: dict[str, str] = field(default_factory=dict)

    def name(self, lang: str = "en") -> str:
        """Its name in English or Spanish."""
        return self.name_es if lang == "es" else self.name_en

    def binds(self, lang: str = "en") -> str:
        """What it binds to, and by what."""
        return self.binds_es if lang == "es" else self.binds_en


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the tables (an effect, a role, a mark of evidence); `binds` is true of an effect that counts as in force."""

    code: str
    name_en: str
    name_es: str
    binds: bool = False
    viewed_en: str = "{name} ({view})"
    viewed_es: str = "{name} ({view})"

    def name(self, lang: str = "en") -> str:
        """The word in English or Spanish."""
        return self.name_es if lang == "es" else self.name_en


@dataclass(frozen=True, slots=True)
class DatedStage:
    """One account of one event in the life of a relation, and where it is said.

    `date` is as known (YYYY, YYYY-MM, YYYY-MM-DD or empty); `view` the place whose view it is, empty for all; `reference` names
    publisher, title and page; `evidence` is seen, single-source or unverified; `locator` the place in the file.
    """

    stage: str
    date: str
    evidence: str
    reference: str
    date_end: str = ""
    view: str = ""
    instrument: str = ""
    place: str = ""
    persons: str = ""
    purpose: str = ""
    note_en: str = ""
    note_es: str = ""
    locator: str = ""

    def note(self, lang: str = "en") -> str:
        """The remark in a language; English where there is no Spanish one."""
        return (lang == "es" and self.note_es) or self.note_en


@dataclass(frozen=True, slots=True)
class Party:
    """A side of a relation: the place, the name as the source writes it, and its role."""

    code: str
    published: str
    role: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation with all its dated stages; `key` is the same in every snapshot. `partner` is None where there is one side."""

    key: int
    source: str
    snapshot: str
    type: str
    title_en: str
    title_es: str
    party: Party
    partner: Party | None
    stages: tuple[DatedStage, ...]

    @property
    def codes(self) -> frozenset[str]:
        """The codes of its sides."""
        return frozenset(party.code for party in (self.party, self.partner) if party)

    def title(self, lang: str = "en") -> str:
        """The title in English or Spanish."""
        return self.title_es if lang == "es" else self.title_en

    def other(self, code: str) -> Party | None:
        """The side that `code` is not."""
        return self.partner if self.party.code == code else self.party


@cache
def _tables() -> dict[str, list[dict[str, Any]]]:
    file = resources.files("cuaderno.statements").joinpath("tables", "relations.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def all_types() -> tuple[RelationType, ...]:
    """Every type, in the order in which an answer lists them."""
    return tuple(
        RelationType(**{**entry, "aliases": tuple(entry.get("aliases", ())), "beside": tuple(entry.get("beside", ()))})
        for entry in _tables()["types"]
    )


@cache
def relation_type(code: str) -> RelationType:
    """The type with exactly this code. Raises UnknownName."""
    for each in all_types():
        if each.code == code:
            return each
    raise unknown_name(code, nearest(code, (one.code for one in all_types())), "en", "a_relation")


def find_type(text: str, lang: str = "en") -> RelationType:
    """The type a person means by its code, name or alias, whatever its case. Raises UnknownName with the nearest."""
    names = _type_names()
    code = names.get(_plain(text))
    if code is None:
        near = tuple(dict.fromkeys(names[name] for name in nearest(text[:200], names, limit=6)))[:3]
        error = unknown_name(text[:200].strip(), near, lang, "a_commitment")
        all_of = ", ".join(one.code for one in all_types())
        raise UnknownName(say("types_are", lang, message=error.message, types=all_of), near=near, text=error.text)
    return relation_type(code)


def _plain(text: str) -> str:
    return " ".join(text.replace("_", " ").replace("-", " ").split()).casefold()


@cache
def _type_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for each in all_types():
        for name in (each.code, each.name_en, each.name_es, *each.aliases):
            names.setdefault(_plain(name), each.code)
    return names


@cache
def words(table: str) -> dict[str, Word]:
    """The words of a table of `relations.toml`: effects, roles or evidence."""
    return {entry["code"]: Word(**entry) for entry in _tables()[table]}


def word(table: str, code: str) -> Word:
    """One of them. Raises UnknownName."""
    found = words(table).get(code)
    if found is None:
        raise unknown_name(code, nearest(code, words(table)), "en", "a_word", table=table)
    return found


@cache
def stage_effects() -> dict[str, tuple[str, int, bool]]:
    """By stage: its effect, its place in the order of a life, and whether it may come again."""
    entries = _tables()["stages"]
    return {
        stage_of(one["code"]).code: (one["effect"], at, one.get("repeats", False)) for at, one in enumerate(entries)
    }


def relation_stages() -> tuple[str, ...]:
    """The stages a relation may have, in the order of a life."""
    return tuple(stage_effects())


def viewed(status: str, view: str, lang: str = "en") -> str:
    """A status in words, and whose view it is: "in force (U.S. view)", "no effect in Colombia"."""
    effect = word("effects", status)
    if not view:
        return effect.name(lang)
    known = {one["code"]: one for one in _tables()["views"]}
    party = place(view).name(lang)
    said = known[view][lang] if view in known else (f"según {party}" if lang == "es" else f"view of {party}")
    template = effect.viewed_es if lang == "es" else effect.viewed_en
    return template.format(name=effect.name(lang), view=said, party=party)
