"""The relations of a place as data: commitments as of a day, and the visits to and from it, in both languages and in no format.

`relating` fills these shapes; the brief holds one `RelationsView` and every rendering shows it (`ties` puts it into words). As JSON
they are objects of the same fields, `Words` being {"en", "es"}. Dates are as known: YYYY, YYYY-MM, YYYY-MM-DD or "".
"""

from __future__ import annotations

from dataclasses import dataclass

from cuaderno.products.shapes import PlaceRef, Words

MARKS = ("conflicting", "single-source", "unverified", "later", "not_held")
"""What may be said of a dated stage: another account of the same event excludes its date; one source only says it; no source of it was
seen; it lies after the day asked; the reference is cited and its file not held."""

RESTS = ("single-source", "unverified_status", "unverified_day", "no_party")
"""What may be said of a commitment: all its dates have one source only; without unverified dates its state would be another; only the
day is unverified; the place is no party of it and is what it is about."""


@dataclass(frozen=True, slots=True)
class Side:
    """A party: `published` is the name as the source writes it, `role` a code with its words ("" where none is told)."""

    code: str
    name: Words
    published: str
    role: str
    role_name: Words


@dataclass(frozen=True, slots=True)
class DatedLine:
    """One account of one event, and where it is said.

    `name` is the stage in words, with whose view it is. `reference` names publisher, title and page ("" where no source was seen),
    `seen_on` the day it was read, `marks` are codes of `MARKS`, `citation` is what `cuaderno cite` opens, `locator` the place in
    the table.
    """

    stage: str
    name: Words
    date: str
    date_end: str
    view: str
    evidence: str
    marks: tuple[str, ...]
    instrument: str
    place: str
    persons: str
    purpose: str
    note: Words
    reference: str
    seen_on: str
    citation: str
    locator: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """The dates that accounts of one event give, the verified and most exact first."""

    stage: str
    name: Words
    dates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment and what it is worth on the day.

    `status` is an effect of `relations.toml` (`uncertain` where dates cannot tell), `says` the same in words, `since` the dates of the event
    from which it has been so, `rests` codes of `RESTS`, `provides` whether the place is the one that gives training or people.
    """

    citation: str
    source: str
    type: str
    title: Words
    sides: tuple[Side, ...]
    provides: bool
    status: str
    in_force: bool
    says: Words
    since: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    rests: tuple[str, ...]
    stages: tuple[DatedLine, ...]


@dataclass(frozen=True, slots=True)
class OfType:
    """The commitments of one type: `count` of all begun by the day, `in_force` of those in force; `ask` lists those left out."""

    type: str
    name: Words
    binds: Words
    count: int
    in_force: int
    shown: tuple[Commitment, ...]
    ask: str


@dataclass(frozen=True, slots=True)
class Part:
    """Commitments that belong together: `code` is between (with the partner), others or provides."""

    code: str
    groups: tuple[OfType, ...]


@dataclass(frozen=True, slots=True)
class Later:
    """A commitment of which nothing had happened on the day."""

    citation: str
    type: str
    title: Words


@dataclass(frozen=True, slots=True)
class Event:
    """A visit, or a chief of mission's time in office, with its dated stages."""

    citation: str
    source: str
    type: str
    title: Words
    sides: tuple[Side, ...]
    lines: tuple[DatedLine, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Events of one kind, newest first: `code` is to, by or chiefs, `count` says how many are held, `ask` lists them all."""

    code: str
    count: int
    shown: tuple[Event, ...]
    ask: str


@dataclass(frozen=True, slots=True)
class RelationsView:
    """The relations of a place as of a day; `asked` tells a day that was asked from the ledger's own. `partner` is None for the default.

    `snapshots` are the ids of the tables cited, to be listed among the files.
    """

    place: PlaceRef
    partner: PlaceRef | None
    as_of: str
    asked: bool
    parts: tuple[Part, ...]
    later: tuple[Later, ...]
    visits: tuple[Listing, ...]
    snapshots: tuple[str, ...]
