"""Gathers the relations of a place for its brief: what it is bound by on a day, what it provides, who visited whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain

from cuaderno.errors import NoAnswer
from cuaderno.ledger.commitments import Commitments, Standing, commitments, every_commitment, relation_snapshots
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.store import Store
from cuaderno.products.bonds import (
    Commitment,
    Later,
    Listing,
    OfType,
    Part,
    RelationsView,
)
from cuaderno.products.commitments import SINGLE, status_words
from cuaderno.products.dating import both, conflicts_of, lines, side
from cuaderno.products.shapes import PlaceRef, Words
from cuaderno.products.ties import relations_sections
from cuaderno.products.visiting import events_of, visits_of
from cuaderno.statements.places import find_place
from cuaderno.statements.places import place as place_of
from cuaderno.statements.relation import (
    EVENT,
    DatedStage,
    Party,
    Relation,
    all_types,
    relation_type,
)
from cuaderno.statements.standing import NOT_YET, as_of_day

__all__ = ["every_type", "narrowed", "relations", "relations_sections"]

DEFAULT_PARTNER = "USA"
MOST_LISTED = 40
MOST_NARROWED = 400
"""So many of a type are listed where commitments are all that is asked for."""
_PROVIDED = ("TRAINING", "MISSION")
_PROVIDING = ("provider", "contributor")
_ABOUT_A_THIRD = "CONSENT"


def relations(ledger: Ledger, place: str, partner: str = DEFAULT_PARTNER, as_of: str = "") -> RelationsView | None:
    """The relations of a place on a day (without one, the newest day the ledger speaks for); None where nothing is held.

    With a partner other than the default those between the two come first, and visits are those between the two. Raises UnknownName and
    QuestionError (a day that is none).
    """
    store, here = ledger.store, find_place(place)
    other = find_place(partner) if partner else None
    with_ = other.code if other and other.code not in (DEFAULT_PARTNER, here.code) else ""
    day = _day(store, as_of)
    held = _held(store, here.code, with_ or DEFAULT_PARTNER, day)
    visits = visits_of(store, here.code, with_, day)
    return _viewed(store, here.code, with_, day, held, visits, asked=bool(as_of), most=MOST_LISTED)


def narrowed(
    ledger: Ledger, place: str, *, partner: str = "", types: Sequence[str] = (), as_of: str = ""
) -> RelationsView | None:
    """The relations of a place on a day, only those with a partner and of some types where these are named; None of none.

    Visits stand in it as events of their own, the newest where no type is named, all where theirs is. Raises UnknownName, QuestionError.
    """
    store, here = ledger.store, find_place(place)
    with_ = find_place(partner).code if partner else ""
    day = _day(store, as_of)
    held = [
        one
        for one in _held(store, here.code, with_ or DEFAULT_PARTNER, day)
        if (not types or one.relation.type in types) and (not with_ or with_ in one.relation.codes)
    ]
    kinds = [code for code in types if relation_type(code).kind == EVENT]
    if types:
        visits = events_of(store, here.code, with_, day, kinds) if kinds else ()
    else:
        visits = visits_of(store, here.code, with_, day)
    return _viewed(store, here.code, with_, day, held, visits, asked=bool(as_of), most=MOST_NARROWED)


def _viewed(
    store: Store, here: str, with_: str, day: str, held: Sequence[Standing], visits: tuple[Listing, ...], *,
    asked: bool, most: int,
) -> RelationsView | None:  # fmt: skip
    """What binds a place on a day and who visited whom, at most so many of a type listed; None of nothing."""
    if not held and not visits:
        return None
    begun = [one for one in held if one.state.status != NOT_YET]
    return RelationsView(
        place=_place_ref(here),
        partner=_place_ref(with_) if with_ else None,
        as_of=day,
        asked=asked,
        parts=_parts(store, begun, here, with_, day, most),
        later=tuple(
            Later(one.citation, one.relation.type, _title(one.relation)) for one in held if one.state.status == NOT_YET
        ),
        visits=visits,
        snapshots=tuple(dict.fromkeys(_snapshots(held, visits))),
    )


def every_type(store: Store, as_of: str = "") -> tuple[str, tuple[OfType, ...], tuple[str, ...]]:
    """Every commitment held, by type, on a day: the day, the types, and the tables cited. Raises QuestionError."""
    day = _day(store, as_of)
    standings = every_commitment(store, day)
    by_type = {one.code: [each for each in standings if each.relation.type == one.code] for one in all_types()}
    groups = (_of_type(store, code, some, "", "", day, MOST_NARROWED) for code, some in by_type.items() if some)
    return day, tuple(groups), tuple(dict.fromkeys(one.relation.snapshot for one in standings))


def _snapshots(held: Sequence[Standing], visits: Sequence[Listing]) -> Iterator[str]:
    yield from (one.relation.snapshot for one in held)
    yield from (event.citation.partition("@")[2] for listing in visits for event in listing.shown)


def _day(store: Store, as_of: str) -> str:
    newest = max((one.as_of for one in relation_snapshots(store) if one.as_of), default="")
    return as_of_day(as_of or newest or datetime.now(UTC).date().isoformat()).isoformat()


def _place_ref(code: str) -> PlaceRef:
    found = place_of(code)
    return PlaceRef(code, Words(found.name_en, found.name_es))


def _title(relation: Relation) -> Words:
    return Words(relation.title_en, relation.title_es)


def _parties(relation: Relation) -> list[Party]:
    return [party for party in (relation.party, relation.partner) if party]


def _asked(ask: Callable[[], Commitments]) -> list[Standing]:
    try:
        return [one for group in ask().groups for one in group.relations]
    except NoAnswer:
        return []


def _held(store: Store, here: str, partner: str, day: str) -> list[Standing]:
    """The commitments of a place, and the consents that its partner gives or needs and whose title names the place."""
    own = _asked(lambda: commitments(store, here, as_of=day))
    about = [] if partner == here else _asked(lambda: commitments(store, partner, kind=_ABOUT_A_THIRD, as_of=day))
    named = re.compile(rf"\b{re.escape(place_of(here).name_en)}\b")
    known = {one.citation for one in own}
    return own + [one for one in about if one.citation not in known and named.search(one.relation.title_en)]


def _parts(store: Store, begun: Sequence[Standing], here: str, with_: str, day: str, most: int) -> tuple[Part, ...]:
    sorted_out: dict[str, list[Standing]] = {"between": [], "others": [], "provides": []}
    for one in begun:
        if with_ and with_ in {party.code for party in _parties(one.relation)}:
            sorted_out["between"].append(one)
        else:
            sorted_out["provides" if _provides(one.relation, here) else "others"].append(one)
    parts = []
    for code, standings in sorted_out.items():
        whom = f"{here} --with {with_}" if code == "between" else here
        types = dict.fromkeys(one.relation.type for one in standings)
        groups = (
            _of_type(store, kind, [one for one in standings if one.relation.type == kind], here, whom, day, most)
            for kind in types
        )
        if standings:
            parts.append(Part(code, tuple(groups)))
    return tuple(parts)


def _provides(relation: Relation, here: str) -> bool:
    mine = [party.role for party in _parties(relation) if party.code == here]
    return relation.type in _PROVIDED and any(role in _PROVIDING for role in mine)


def _of_type(store: Store, code: str, standings: list[Standing], here: str, whom: str, day: str, most: int) -> OfType:
    kind = relation_type(code)
    ordered = sorted(standings, key=lambda one: (not one.state.binds, _first(one.state.since or one.relation.stages)))
    left = len(standings) > most
    return OfType(
        type=code,
        name=Words(kind.name_en, kind.name_es),
        binds=Words(kind.binds_en, kind.binds_es),
        count=len(standings),
        in_force=sum(one.state.binds for one in standings),
        shown=tuple(_commitment(store, one, here, day) for one in ordered[:most]),
        ask=f"cuaderno commitments {whom} --type {code} --as-of {day}" if left else "",
    )


def _first(rows: Sequence[DatedStage]) -> str:
    return min(row.date or "9999" for row in rows)


def _commitment(store: Store, one: Standing, here: str, day: str) -> Commitment:
    relation, state = one.relation, one.state
    sides = tuple(side(party) for party in _parties(relation))
    rests = {
        "single-source": all(row.evidence == SINGLE for row in relation.stages),
        "unverified_status": state.unverified,
        "unverified_day": state.day_unverified and not state.unverified,
        "no_party": bool(here) and here not in {party.code for party in sides},
    }
    return Commitment(
        citation=one.citation,
        source=relation.source,
        type=relation.type,
        title=_title(relation),
        sides=sides,
        provides=_provides(relation, here),
        status=state.status,
        in_force=state.binds,
        says=both(lambda lang: status_words(state, lang)),
        since=tuple(dict.fromkeys(row.date for row in state.since)),
        conflicts=tuple(chain.from_iterable(conflicts_of(relation.stages, stage) for stage in state.conflicts)),
        rests=tuple(code for code, holds in rests.items() if holds),
        stages=lines(store, relation.stages, relation.source, one.citation, day, state.conflicts),
    )
