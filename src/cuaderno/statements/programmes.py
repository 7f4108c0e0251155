"""The programme catalogue: which channels there are, what their figures mean, which contain one another.

The facts stand in `tables/programmes.toml`; this module only loads and relates them. A programme is what a
record belongs to; an umbrella (Plan Colombia) is a political label and never a record's programme.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from cuaderno.errors import UnknownName, say

Lang = Literal["en", "es"]
ALIKE, SAME_WORDS, BEGUN = 60, 80, 3
"""How like a name must be, of 100, as a whole or in its words; and how many letters may stand for the word they begin."""

RelationKind = Literal["part_of", "funds", "executed_through"]


@dataclass(frozen=True, slots=True)
class Programme:
    """One entry of the catalogue.

    `account` is the four-digit Treasury main account that holds the money ("" if none is known), as text;
    `account_agency` the agency code OMB's public budget database prints before it. `figures_en`/`figures_es`
    say what a figure of this programme means. `first_year`/`last_year` are fiscal years. `unverified` names
    the fields that no document has confirmed yet: a product must not state them as fact.
    """

    code: str
    name_en: str
    name_es: str
    kind: str
    authority: str
    account: str
    account_agency: str
    run_by_en: str
    run_by_es: str
    figures_en: str
    figures_es: str
    evidence: str
    parent: str = ""
    funds: tuple[str, ...] = ()
    executed_through: tuple[str, ...] = ()
    assistance: bool = True
    unverified: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    authority_es: str = ""

    @property
    def authority_verified(self) -> bool:
        """Whether the statute named in `authority` was seen in a document."""
        return "authority" not in self.unverified

    @property
    def is_umbrella(self) -> bool:
        """Whether this is a political label, which no record may carry as its programme."""
        return self.kind == "umbrella"

    def name(self, lang: str = "en") -> str:
        """The full name in English or Spanish."""
        return self.name_es if lang == "es" else self.name_en

    def law(self, lang: str = "en") -> str:
        """Its authority; the name of a statute stays the one it has in law."""
        return (lang == "es" and self.authority_es) or self.authority

    def figures(self, lang: str = "en") -> str:
        """What this programme's figures mean, in English or Spanish."""
        return self.figures_es if lang == "es" else self.figures_en

    def run_by(self, lang: str = "en") -> str:
        """Who decides and who carries out, in English or Spanish."""
        return self.run_by_es if lang == "es" else self.run_by_en


@dataclass(frozen=True, slots=True)
class Relation:
    """How two programmes touch: `inner` is a part of, pays for, or is carried out through `outer`.

    In all three cases figures of the two overlap, so they are never added.
    """

    kind: RelationKind
    inner: str
    outer: str


def nearest(text: str, choices: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """The choices written most like `text`, best first; none that is not alike as a whole or in its words."""
    from rapidfuzz import fuzz, process, utils

    found = process.extract(
        text, list(choices), scorer=fuzz.WRatio, processor=utils.default_process, limit=4 * limit, score_cutoff=60
    )
    said = utils.default_process(text)
    alike = [
        choice
        for choice, _score, _index in found
        if (other := utils.default_process(choice))
        and (
            fuzz.ratio(said, other) >= ALIKE or fuzz.token_set_ratio(said, other) >= SAME_WORDS or _begins(said, other)
        )
    ]
    return tuple(alike[:limit])


def _begins(text: str, choice: str) -> bool:
    return len(text) >= BEGUN and any(word.startswith(text) for word in choice.split())


def unknown_name(text: str, near: tuple[str, ...], lang: str, what: str, **words: object) -> UnknownName:
    """The error for a name no table of this package knows, with the nearest codes and what to do next.

    `what` is the key of what it should be the name of, in `errors.toml`.
    """
    hint = say("nearest", near=", ".join(near)) if near else say("nothing_near")
    return UnknownName(say("unknown", lang, text=text, what=say(what, **words), hint=hint), near=near, text=text)


@cache
def _catalogue() -> dict[str, Programme]:
    file = resources.files("cuaderno.statements").joinpath("tables", "programmes.toml")
    entries = tomllib.loads(file.read_text(encoding="utf-8"))["programme"]
    return {entry["code"]: _programme(entry) for entry in entries}


def _programme(entry: dict[str, Any]) -> Programme:
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
    return Programme(first_year=fields.pop("from", None), last_year=fields.pop("to", None), **fields)


@cache
def _names() -> dict[str, str]:
    """Every way a programme is written, folded, and its code; codes win over names, names over the rest."""
    names: dict[str, str] = {}
    programmes = _catalogue().values()
    for code, spellings in (
        *((p.code, (p.code,)) for p in programmes),
        *((p.code, (p.name_en, p.name_es)) for p in programmes),
        *((p.code, p.also) for p in programmes),
    ):
        for spelling in spellings:
            names.setdefault(_fold(spelling), code)
    return names


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()


def all_programmes() -> tuple[Programme, ...]:
    """Every entry in the order of the catalogue, umbrellas included."""
    return tuple(_catalogue().values())


def programme(code: str) -> Programme:
    """The entry with exactly this code.

    Raises:
        UnknownName: no entry has it; `near` lists the nearest codes.
    """
    found = _catalogue().get(code)
    if found is None:
        raise unknown_name(code, _near_codes(code), "en", "a_programme")
    return found


def find_programme(text: str, lang: str = "en") -> Programme:
    """The entry a person means by a code, an abbreviation or an English or Spanish name, whatever its case.

    Raises:
        UnknownName: nothing is called that; `near` lists the codes of the nearest names. It is never guessed.
    """
    code = _names().get(_fold(text))
    if code is None:
        raise unknown_name(text, _near_codes(text), lang, "a_programme")
    return _catalogue()[code]


def _near_codes(text: str) -> tuple[str, ...]:
    names = _names()
    return tuple(dict.fromkeys(names[spelling] for spelling in nearest(text, names, limit=6)))[:3]


def related(a: str, b: str) -> Relation | None:
    """How the programmes with codes `a` and `b` overlap, in whichever order they are named, or None.

    Followed along whole chains: a part of a part is a part, and §333, carried out in partner-capacity cases,
    is carried out through the sales system they run in.

    Raises:
        UnknownName: a code is not in the catalogue.
    """
    for inner, outer in ((programme(a), programme(b)), (programme(b), programme(a))):
        if inner.code == outer.code:
            return None
        for kind in ("part_of", "funds", "executed_through"):
            if outer.code in _reached(inner.code, kind):
                return Relation(kind, inner.code, outer.code)
    return None


@cache
def _reached(code: str, kind: RelationKind) -> frozenset[str]:
    """Every code that one or more steps of one kind lead to, also from what `code` is a part of."""
    entry = _catalogue()[code]
    own = {"part_of": (), "funds": entry.funds, "executed_through": entry.executed_through}[kind]
    steps = (*own, entry.parent) if entry.parent and kind == "part_of" else own
    reached = set(steps)
    for step in steps:
        reached |= _reached(step, kind)
    if entry.parent and kind != "part_of":
        reached |= _reached(entry.parent, kind)
    return frozenset(reached)
