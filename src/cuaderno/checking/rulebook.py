"""What the words of a claim allow, as `tables/definitions.toml` says it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

NONE, UNNAMED = "none", "unnamed"

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Family:
    """Publishers that speak with one voice: their sources, the ends of their addresses, what their documents are signed with."""

    code: str
    sources: tuple[str, ...]
    hosts: tuple[str, ...]
    names: tuple[str, ...]
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Personnel:
    """A kind of uniformed personnel; "" is all of them."""

    code: str
    words: tuple[str, ...]
    lines: tuple[str, ...]


@cache
def tables() -> dict[str, Any]:
    """The file as it stands."""
    file = resources.files("cuaderno.checking").joinpath("tables", "definitions.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def stages_meant(word: str | None, programme: str) -> tuple[str, ...]:
    """The ledger's stages that a claim's stage may mean; none of a word that no data set records."""
    own: dict[str, list[str]] = tables()["stages_of"].get(programme, {})
    general: dict[str, list[str]] = tables()["stages"]
    name = word or NONE
    return tuple(own.get(name, general.get(name, [name])))


def universes_meant(word: str | None, *, share: bool = False) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The universes that words without a programme may mean, and those of which nothing is held."""
    held = tables()["shares" if share else "universes"]
    name = word if word in held else UNNAMED
    return tuple(held[name]), tuple(tables()["not_held"][name])


def half_unit(source: str, unit: str) -> Decimal:
    """Half of the last place that a source prints; nothing of what is counted."""
    if not unit.startswith("USD"):
        return Decimal(0)
    return Decimal(tables()["half_units"].get(source, "0.5"))


def one_sided(stage: str) -> bool:
    """Whether no amount at this stage is negative."""
    return stage in tables()["one_sided"]["stages"]


def resolver(subject: str, stage: str) -> str:
    """The code of the publication that would answer; "" where none is known."""
    known: dict[str, str] = tables()["resolvers"]
    found = [known[key] for key in (f"{subject} {stage}", f"{subject} *", f"* {stage}") if key in known]
    return found[0] if found else ""


@cache
def families() -> tuple[Family, ...]:
    """Every family of publishers."""
    return tuple(
        Family(
            one["code"], tuple(one["sources"]), tuple(one["hosts"]), tuple(one["names"]), tuple(one.get("flags", ()))
        )
        for one in tables()["family"]
    )


@cache
def credit_words() -> re.Pattern[str]:
    """The words before the name of a document's source, as at its end: Source, Fuente."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, tables()['credits']['words']))})\b", re.IGNORECASE)


@cache
def all_personnel() -> tuple[Personnel, ...]:
    """Every kind of uniformed personnel."""
    return tuple(Personnel(one["code"], tuple(one["words"]), tuple(one["lines"])) for one in tables()["personnel"])


def personnel_in(text: str) -> frozenset[str]:
    """The kinds of uniformed personnel that a text names; "" where it names people of no kind."""
    folded = f" {' '.join(_WORD.findall(text.casefold()))} "
    return frozenset(one.code for one in all_personnel() if any(f" {word} " in folded for word in one.words))
