"""Names that are nearly right: places and programmes by the beginning, a part or a misspelling of what they are called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from cuaderno.statements.places import SHARED, Place, all_places, name_key
from cuaderno.statements.programmes import all_programmes

ALIKE = 68.0
"""What is less like the text, of 100, is not found."""

EXACT, HELD = 100.0, 80.0
"""How like a text its own name is, and at least what begins with it or holds it."""

SHORT = 3
"""A text of fewer letters finds what begins with it: it is like too much."""


@dataclass(frozen=True, slots=True)
class Found:
    """A thing found: its code, the name that was found, and how like the text it is, of 100."""

    code: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Index:
    """Every name of some things, folded, in the order of the things."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    keys: tuple[str, ...]


def _index(named: Iterable[tuple[str, Iterable[str]]]) -> Index:
    rows = [(code, name, name_key(name)) for code, names in named for name in dict.fromkeys(names) if name]
    return Index(*(tuple(row[at] for row in rows) for at in range(3)))


@cache
def places_index() -> Index:
    """Of places: codes, both names, aliases."""
    return _index((one.code, (one.code, one.name_en, one.name_es, *_aliases(one))) for one in all_places())


def _aliases(one: Place) -> list[str]:
    return [alias.removeprefix(SHARED) for alias in one.aliases]


@cache
def programmes_index() -> Index:
    """Of programmes: codes, both names, other names."""
    return _index((one.code, (one.code, one.name_en, one.name_es, *one.also)) for one in all_programmes())


def search(text: str, index: Index, limit: int) -> tuple[Found, ...]:
    """The things whose names are most like a text, best first, each once; none that is not alike.

    The name itself comes before what begins with it, this before what holds it, this before what is written much like it.
    """
    wanted = name_key(text)
    if not wanted:
        return ()
    best: dict[str, Found] = {}
    for at, score in _scored(wanted, index):
        code = index.codes[at]
        if code not in best or score > best[code].score:
            best[code] = Found(code, index.names[at], round(score, 1))
    order = {code: at for at, code in reversed(list(enumerate(index.codes)))}
    ranked = sorted(best.values(), key=lambda one: (-one.score, len(one.name), order[one.code]))
    return tuple(ranked[:limit])


def _scored(wanted: str, index: Index) -> Iterable[tuple[int, float]]:
    for at, key in enumerate(index.keys):
        if wanted in key:
            share = len(wanted) / len(key)
            yield at, 100.0 if key == wanted else 90 + 9 * share if key.startswith(wanted) else 80 + 9 * share
    if len(wanted) < SHORT:
        return
    from rapidfuzz import fuzz, process

    for _, score, at in process.extract(wanted, index.keys, scorer=fuzz.ratio, limit=40, score_cutoff=ALIKE):
        yield at, min(score, 99.0) if index.keys[at] != wanted else 100.0
