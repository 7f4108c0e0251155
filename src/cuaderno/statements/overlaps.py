"""What is published about one thing by more than one, and how two such figures stand to each other.

The pairs, the reasons and the evidence are data in `tables/overlaps.toml`; this module reads them, and tells whether two
published lines name the same article. Two figures of a pair are shown side by side and never merged.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, Literal

from cuaderno.statements.programmes import nearest, unknown_name

By = Literal["words", "amount"]
_DESIGNATION = re.compile(r"(?<![A-Za-z0-9])([A-Z]{1,4})[- ]?(\d{1,4})([A-Z]{0,2}\d{0,2})(?![A-Za-z0-9])")
_NAME = re.compile(r"[a-z]{4,}")
_YEARS = frozenset({"FY", "CY"})


@dataclass(frozen=True, slots=True)
class Kinship:
    """How two figures may stand to each other; `difference` says whether one may be taken from the other."""

    code: str
    difference: bool
    name_en: str
    name_es: str
    plain_en: str
    plain_es: str

    def name(self, lang: str = "en") -> str:
        """The name in English or Spanish."""
        return self.name_es if lang == "es" else self.name_en

    def plain(self, lang: str = "en") -> str:
        """What it means, in English or Spanish."""
        return self.plain_es if lang == "es" else self.plain_en


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a pair: the source, and what is asked of it. Empty means: not asked for.

    `place` is the part that the place asked about plays in it, recipient or provider; `stages` are several only where lines are
    listed and nothing is added.
    """

    source: str
    stages: tuple[str, ...]
    unit: str
    programme: str = ""
    universe: str = ""
    account: str = ""
    category: str = ""
    provider: str = ""
    recipient: str = ""
    place: Literal["recipient", "provider"] = "recipient"

    @property
    def stage(self) -> str:
        """The stage that is asked for, or the first of several."""
        return self.stages[0]

    def of(self, code: str) -> tuple[str, str]:
        """Recipient and provider of what is asked for a place."""
        return (self.recipient, code) if self.place == "provider" else (code, self.provider)


@dataclass(frozen=True, slots=True)
class Overlap:
    """A pair of figures, or of lines where `by` says what must be alike in them.

    `rounding` is the half unit in which a side is printed; `years` how far the right line's year may lie from the left one's, from and
    to. `own_section` says that a brief shows the pair elsewhere.
    """

    code: str
    left: Side
    right: Side
    relation: Kinship
    name_en: str
    name_es: str
    reason_en: str
    reason_es: str
    evidence_en: str
    evidence_es: str
    rounding: Decimal = Decimal(0)
    own_section: bool = False
    by: By | None = None
    years: tuple[int, int] = (0, 0)

    @property
    def sides(self) -> tuple[Side, Side]:
        """Left and right."""
        return self.left, self.right

    def name(self, lang: str = "en") -> str:
        """What is beside what, in English or Spanish."""
        return self.name_es if lang == "es" else self.name_en

    def reason(self, lang: str = "en") -> str:
        """Why the two differ or may not be compared, in English or Spanish."""
        return self.reason_es if lang == "es" else self.reason_en

    def evidence(self, lang: str = "en") -> str:
        """Where the relation is seen, in English or Spanish."""
        return self.evidence_es if lang == "es" else self.evidence_en


@cache
def _table() -> dict[str, Any]:
    file = resources.files("cuaderno.statements").joinpath("tables", "overlaps.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def all_kinships() -> tuple[Kinship, ...]:
    """Every way in which two figures may stand to each other, in the order of the table."""
    return tuple(Kinship(**entry) for entry in _table()["relations"])


def kinship(code: str) -> Kinship:
    """The relation with exactly this code. Raises UnknownName if there is none."""
    found = {one.code: one for one in all_kinships()}
    if code not in found:
        raise unknown_name(code, nearest(code, found), "en", "a_kinship")
    return found[code]


@cache
def all_overlaps() -> tuple[Overlap, ...]:
    """Every pair of totals, in the order of the table; a row with several programmes gives a pair of each."""
    return tuple(one for entry in _table()["overlaps"] for one in _expanded(entry))


@cache
def all_itemised() -> tuple[Overlap, ...]:
    """Every pair of lines, in the order of the table."""
    return tuple(_overlap(entry) for entry in _table()["itemised"])


def _expanded(entry: dict[str, Any]) -> tuple[Overlap, ...]:
    one = _overlap({name: value for name, value in entry.items() if name != "programmes"})
    return tuple(
        replace(
            one,
            code=f"{one.code}/{programme}",
            left=replace(one.left, programme=programme),
            right=replace(one.right, programme=programme),
            name_en=f"{programme}: {one.name_en}",
            name_es=f"{programme}: {one.name_es}",
        )
        for programme in entry.get("programmes", ())
    ) or (one,)


def _overlap(entry: dict[str, Any]) -> Overlap:
    return Overlap(
        **{
            **entry,
            "left": _side(entry["left"]),
            "right": _side(entry["right"]),
            "relation": kinship(entry["relation"]),
            "rounding": Decimal(entry.get("rounding", 0)),
            "years": tuple(entry.get("years", (0, 0))),
        }
    )


def _side(entry: dict[str, Any]) -> Side:
    rest = {name: value for name, value in entry.items() if name not in ("stage", "stages")}
    return Side(stages=tuple(entry.get("stages", ())) or (entry["stage"],), **rest)


# ---- lines that may be of one article


def alike(one: str, other: str) -> tuple[str, ...]:
    """The designations and proper names that two published lines share, () if they share none or contradict each other.

    A designation is letters and a number (C-130, M1117); a variant on one side alone (T-37, T-37B) is no contradiction, two of them are.

    >>> alike("Aircraft, C-130H", "C-130H Hercules, transport aircraft")
    ('C-130H',)
    >>> alike("Armored Security Vehicle M1117", "M-1117 Guardian, APC")
    ('M-1117',)
    >>> alike("C-130H Aircraft", "C-130B Hercules, transport aircraft")
    ()
    """
    mine, theirs = _designations(one), _designations(other)
    shared = mine.keys() & theirs.keys()
    if any(mine[base] and theirs[base] and mine[base].isdisjoint(theirs[base]) for base in shared):
        return ()
    found = [
        f"{letters}-{number}{_variant(mine[base], theirs[base])}"
        for base in sorted(shared)
        for letters, number in (base,)
    ]
    return (*found, *sorted(_names(one) & _names(other)))


def _designations(text: str) -> dict[tuple[str, str], set[str]]:
    """Each designation of a line, with the variants of it that the line names."""
    found: dict[tuple[str, str], set[str]] = {}
    for letters, number, variant in _DESIGNATION.findall(text):
        if letters not in _YEARS:
            found.setdefault((letters, number), set()).update({variant} - {""})
    return found


def _variant(mine: set[str], theirs: set[str]) -> str:
    """The variant both name."""
    return min(mine & theirs, default="")


def _names(text: str) -> frozenset[str]:
    """The words of a line that are no common ones."""
    return frozenset(word for word in _NAME.findall(text.casefold()) if not {word, word.removesuffix("s")} & _common())


@cache
def _common() -> frozenset[str]:
    return frozenset(_table()["common"]["words"])
