"""Names to places: territories, former states, organisations, regions, worldwide.

The vocabulary is `tables/places.csv`. Territories carry ISO 3166-1 alpha-3 codes, former ones that of
ISO 3166-3; a place without either has a code of the range that ISO 3166-1 leaves to its users (XKX …).
Organisations go by their acronym, armed groups and unrecognised governments by `NSA-…`, regional money by
`REG-…`, worldwide money by `WORLD`; `UNKNOWN` is a party that the publisher does not know. English and Spanish
names are those of the Unicode CLDR (Unicode License v3), shortened to the field's usage. An alias that begins
with `?` is a short name that several places share: it finds none of them, and the error lists them all.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, reduce
from importlib import resources

from cuaderno.errors import SourceError, UnknownName, say

SHARED = "?"
NEAR_ENOUGH = 70.0
NEAREST = 4


@dataclass(frozen=True, slots=True)
class Place:
    """One recipient or provider.

    `kind` is territory, former, organisation, regional or worldwide; `iso2` is empty where there is none. `now` are the
    codes of the territories that stand where a former one stood.
    """

    code: str
    kind: str
    iso2: str
    name_en: str
    name_es: str
    aliases: tuple[str, ...]
    now: tuple[str, ...] = ()

    def name(self, lang: str = "en") -> str:
        """The name in a language: Spanish for `es` (and `es-CO` …), English for every other."""
        return self.name_es if lang.lower().startswith("es") else self.name_en


@dataclass(frozen=True, slots=True)
class Names:
    """What the names of a table lead to, by `name_key`: one place, or the several that share a short name."""

    sure: dict[str, Place]
    shared: dict[str, tuple[Place, ...]]


def name_key(text: str) -> str:
    """The letters and digits of a name without case, accents, punctuation and spaces; `&` reads as `and`."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
    return "".join(char for char in plain if char.isalnum())


def index_names(places: Iterable[Place]) -> Names:
    """Index every code, name and alias.

    Raises SourceError where two places claim one name and it is not marked as shared in every row.
    """
    sure: dict[str, Place] = {}
    shared: dict[str, list[Place]] = {}
    for each in places:
        for name in (each.code, each.name_en, each.name_es, *each.aliases):
            key = name_key(name)
            if name.startswith(SHARED):
                shared.setdefault(key, []).append(each)
            elif sure.setdefault(key, each) is not each:
                raise SourceError(
                    f"“{name}” stands for both {sure[key].code} and {each.code} in tables/places.csv. "
                    f"Give it to one of them, or write “{SHARED}{name}” in both rows if they share it."
                )
    for key in shared.keys() & sure.keys():
        raise SourceError(
            f"“{key}” is marked in tables/places.csv as shared ({', '.join(p.code for p in shared[key])}) "
            f"and is also a sure name of {sure[key].code}. Mark it in that row too, or in none."
        )
    return Names(sure, {key: tuple(several) for key, several in shared.items()})


@cache
def all_places() -> tuple[Place, ...]:
    """Every place, in the order of the table."""
    table = resources.files("cuaderno.statements").joinpath("tables/places.csv")
    with table.open(encoding="utf-8") as lines:
        return tuple(
            Place(row[0], row[1], row[2], row[3], row[4], _several(row[5]), _several(row[7]))
            for row in csv.reader(lines)
            if row[0] != "code"
        )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


@cache
def place(code: str) -> Place:
    """The place of a code, in either case. Raises UnknownName for anything else, names included."""
    wanted = code.strip().upper()
    for each in all_places():
        if each.code == wanted:
            return each
    raise _unknown(code)


def find_place(text: str) -> Place:
    """The place of a code, a name or an alias, in English or Spanish.

    Case, accents and punctuation do not matter, and “Korea, South” is read as “South Korea” too.
    Raises UnknownName with near names for a name that no place has, or that several share.
    """
    names = _names()
    forms = _forms(text)
    for form in forms:
        if found := names.sure.get(form):
            return found
    for form in forms:
        if several := names.shared.get(form):
            raise _ambiguous(text, several)
    raise _unknown(text)


@cache
def _names() -> Names:
    return index_names(all_places())


def _forms(text: str) -> tuple[str, ...]:
    before, comma, after = text.partition(",")
    return (name_key(text), name_key(after + before)) if comma else (name_key(text),)


def _ambiguous(text: str, several: tuple[Place, ...]) -> UnknownName:
    name, near = text.strip(), tuple(each.name_en for each in several)
    called = [f"{each.name_en} / {each.name_es} ({each.code})" for each in several]
    listed: str = reduce(lambda one, other: say("either", one=one, other=other), called)
    return UnknownName(say("place_ambiguous", text=name, listed=listed), near=near, text=name)


def _unknown(text: str) -> UnknownName:
    how = say("place_how")
    if not name_key(text):
        return UnknownName(say("place_unnamed", how=how))
    near = _nearest(text)
    listed = ", ".join(f"{name} ({find_place(name).code})" for name in near)
    hint = say("place_near", listed=listed) if near else how
    return UnknownName(say("place_unknown", text=text.strip(), hint=hint), near=near, text=text.strip())


def _nearest(text: str) -> tuple[str, ...]:
    """Up to NEAREST names of different places that look like `text`, best first."""
    from rapidfuzz import fuzz, process

    names = [(p, name) for p in all_places() for name in (p.name_en, p.name_es, *p.aliases)]
    found = process.extract(
        name_key(text),
        [name_key(name) for _, name in names],
        scorer=fuzz.ratio,
        limit=5 * NEAREST,
        score_cutoff=NEAR_ENOUGH,
    )
    best: dict[str, str] = {}
    for _, _, position in found:
        near, name = names[position]
        # An alias may be a misspelling itself: it is answered with the place's own name.
        best.setdefault(near.code, name if name == near.name_es else near.name_en)
    return tuple(best.values())[:NEAREST]
