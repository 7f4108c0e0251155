"""Relations asked of the ledger: the commitments of a place as of a day, and a citation of one opened."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cuaderno.errors import NoAnswer, QuestionError, say
from cuaderno.ledger.dated import OF_RELATION, OF_STAGE
from cuaderno.reading.table import literal
from cuaderno.sources.snapshot import Snapshot, sha256_of
from cuaderno.statements.places import find_place
from cuaderno.statements.relation import (
    COMMITMENT,
    DatedStage,
    Party,
    Relation,
    RelationType,
    all_types,
    find_type,
    relation_type,
)
from cuaderno.statements.standing import State, as_of_day, state_on
from cuaderno.statements.statement import citation

if TYPE_CHECKING:
    from cuaderno.ledger.store import Store


@dataclass(frozen=True, slots=True)
class Standing:
    """A relation and what it is worth on the day asked."""

    relation: Relation
    state: State
    citation: str


@dataclass(frozen=True, slots=True)
class Group:
    """The relations of one type. `beside` is the type they are shown beside and counted apart from, or empty."""

    type: RelationType
    relations: tuple[Standing, ...]
    beside: str = ""

    @property
    def binding(self) -> tuple[Standing, ...]:
        """Those in force on the day, in every view."""
        return tuple(one for one in self.relations if one.state.binds)

    @property
    def counts(self) -> dict[str, int]:
        """How many there are by status."""
        found: dict[str, int] = {}
        for one in self.relations:
            found[one.state.status] = found.get(one.state.status, 0) + 1
        return found


@dataclass(frozen=True, slots=True)
class Commitments:
    """The answer: the relations of a place by type, as of a day. `stated` tells a day that was asked from the ledger's own."""

    place: str
    partner: str
    types: tuple[str, ...]
    as_of: str
    stated: bool
    groups: tuple[Group, ...]


def commitments(
    store: Store,
    place: str,
    *,
    kind: str = "",
    partner: str = "",
    as_of: str = "",
    lang: str = "en",
) -> Commitments:
    """The commitments of a place, by type, and what each is worth on a day; without one, on the newest day the ledger speaks for.

    Events (visits) are no commitments and answer only where their type is named. Raises UnknownName (a place or type that no
    table knows), QuestionError (a day that is none) and NoAnswer (nothing is held).
    """
    code = find_place(place).code
    other = find_place(partner).code if partner else ""
    asked = [find_type(name, lang) for name in kind.split(",") if name.strip()]
    if kind and not asked:
        raise QuestionError(say("type_unnamed", text=kind[:40]))
    day = as_of_day(as_of) if as_of else None
    kinds = {one.code: one for one in asked} or {one.code: one for one in all_types() if one.kind == COMMITMENT}
    beside = {code: one.code for one in asked for code in one.beside if code not in kinds}
    snapshots = relation_snapshots(store)
    on = day or newest_day(snapshots)
    held = _ask(store, snapshots, code, other, (*kinds, *beside))
    groups = [
        Group(relation_type(name), tuple(_standing(one, on) for one in of_type), beside.get(name, ""))
        for name in (one.code for one in all_types())
        if (of_type := [one for one in held if one.type == name])
    ]
    if not any(group.type.code in kinds for group in groups):
        what = ", ".join(one.code for one in asked) or say("commitment")
        said = {"what": what, "place": code, "code": code}
        raise NoAnswer(say("no_commitment_with", other=other, **said) if other else say("no_commitment", **said))
    return Commitments(code, other, tuple(one.code for one in asked), on.isoformat(), day is not None, tuple(groups))


def _standing(relation: Relation, day: date) -> Standing:
    return Standing(relation, _state(relation.stages, relation.type, day), citation(relation.key, relation.snapshot))


@lru_cache(maxsize=1024)
def _state(stages: tuple[DatedStage, ...], kind: str, day: date) -> State:
    return state_on(stages, relation_type(kind), day)


def relation_snapshots(store: Store) -> tuple[Snapshot, ...]:
    """The newest snapshot of every series of relations."""
    newest: dict[tuple[str, str], Snapshot] = {}
    for one in store.manifest.snapshots:
        if one.relations:
            newest[one.source, one.series] = one
    return tuple(newest.values())


def all_relations(store: Store) -> list[Relation]:
    """Every relation of the newest tables, events too."""
    return list(_relations(store, relation_snapshots(store), "true", []))


def every_commitment(store: Store, day: str) -> list[Standing]:
    """Every commitment held and what it is worth on a day. Raises QuestionError (a day that is none)."""
    on = as_of_day(day)
    return [_standing(one, on) for one in _all_commitments(store)]


def newest_day(snapshots: Iterable[Snapshot]) -> date:
    """The newest day that tables of relations speak for; today where none names its day."""
    days = [one.as_of for one in snapshots if one.as_of]
    return as_of_day(max(days)) if days else datetime.now(UTC).date()


def relations_between(store: Store, codes: Collection[str], types: Collection[str]) -> list[Relation]:
    """The relations of some types of which both sides are among some places, events too, in one question."""
    if not codes or not types:
        return []
    places, kinds = sorted(codes), sorted(types)
    among = ", ".join("?" * len(places))
    where = f"type IN ({', '.join('?' * len(kinds))}) AND party IN ({among}) AND partner IN ({among})"
    return list(_relations(store, relation_snapshots(store), where, [*kinds, *places, *places]))


def _ask(store: Store, snapshots: Iterable[Snapshot], code: str, other: str, types: tuple[str, ...]) -> list[Relation]:
    if store.warm and all(relation_type(one).kind == COMMITMENT for one in types):
        wanted = {code, other} - {""}
        kinds = frozenset(types)
        return [one for one in _commitments_of(store).get(code, ()) if one.type in kinds and wanted <= one.codes]
    where = f"type IN ({', '.join('?' * len(types))}) AND (party = ? OR partner = ?)"
    parameters: list[Any] = [*types, code, code]
    if other:
        where += " AND (party = ? OR partner = ?)"
        parameters += [other, other]
    return list(_relations(store, snapshots, where, parameters))


def _all_commitments(store: Store) -> list[Relation]:
    """Every commitment of the newest tables: they are few, and held by a warm ledger."""
    kinds = ", ".join(literal(one.code) for one in all_types() if one.kind == COMMITMENT)
    return store.once(
        "commitments", lambda: list(_relations(store, relation_snapshots(store), f"type IN ({kinds})", []))
    )


def _commitments_of(store: Store) -> dict[str, list[Relation]]:
    """The same by the code of either side."""

    def made() -> dict[str, list[Relation]]:
        found: dict[str, list[Relation]] = {}
        for one in _all_commitments(store):
            for code in one.codes:
                found.setdefault(code, []).append(one)
        return found

    return store.once("commitments by place", made)


def _keys(store: Store) -> frozenset[int]:
    """The keys of all relations of a warm ledger."""
    return store.once(
        "keys of relations",
        lambda: frozenset(key for (key,) in store.ask(f"SELECT DISTINCT key FROM {store.dated_stages}")),
    )


def _relations(store: Store, snapshots: Iterable[Snapshot], where: str, parameters: list[Any]) -> Iterator[Relation]:
    chosen = ", ".join(literal(one.snapshot) for one in snapshots)
    if not chosen:
        return
    rows = store.ask(
        f"SELECT source, snapshot, {', '.join((*OF_RELATION, *OF_STAGE))} FROM {store.dated_stages} "
        f"WHERE snapshot IN ({chosen}) AND {where} "
        "ORDER BY type, party, partner, source, snapshot, key, date, row",
        parameters,
    )
    grouped: dict[tuple[str, str, int], list[tuple[Any, ...]]] = {}
    for row in rows:
        grouped.setdefault(row[:3], []).append(row)
    first = 2 + len(OF_RELATION)
    for (source, snapshot, key), alike in grouped.items():
        kind, title_en, title_es, party, name, role, partner, its_name, its_role = alike[0][3:first]
        yield Relation(
            key=key,
            source=source,
            snapshot=snapshot,
            type=kind,
            title_en=title_en,
            title_es=title_es,
            party=Party(party, name, role),
            partner=Party(partner, its_name, its_role) if partner else None,
            stages=tuple(DatedStage(*row[first:]) for row in alike),
        )


@dataclass(frozen=True, slots=True)
class RelationCitation:
    """A citation of a relation opened. `held` says whether the file that was taken in is at hand and has the snapshot's hash."""

    relation: Relation
    snapshot: Snapshot
    publisher: str
    newest: bool
    others: tuple[str, ...]
    held: bool


def cite_relation(store: Store, key: int, wanted: str) -> RelationCitation | None:
    """The relation of a key, in the snapshot whose hash begins with `wanted` or in the newest; None if the ledger has none.

    Raises NoAnswer where it is held, and not in that snapshot.
    """
    by_id = {one.snapshot: one for one in store.manifest.snapshots if one.relations}
    if not by_id or (store.warm and key not in _keys(store)):
        return None
    found = sorted(_relations(store, by_id.values(), "key = ?", [key]), key=lambda one: by_id[one.snapshot].order)
    if not found:
        return None
    chosen = (
        next((one for one in found if by_id[one.snapshot].sha256.startswith(wanted)), None) if wanted else found[-1]
    )
    if chosen is None:
        held = ", ".join(one.snapshot for one in found)
        raise NoAnswer(say("relation_elsewhere", key=f"{key:016x}", wanted=wanted, held=held))
    snapshot = by_id[chosen.snapshot]
    path = Path(snapshot.held_at) if snapshot.held_at else None
    return RelationCitation(
        chosen,
        snapshot,
        store.source(snapshot.source).publisher,
        chosen is found[-1],
        tuple(citation(one.key, one.snapshot) for one in found if one is not chosen),
        bool(path and path.is_file() and sha256_of(path) == snapshot.sha256),
    )


def changed(store: Store, old: Snapshot, new: Snapshot) -> tuple[int, int, int]:
    """How many dated stages `new` adds to `old`, how many it withdraws, and how many are the same in both."""
    columns = ", ".join((*OF_RELATION, *(name for name in OF_STAGE if name != "locator")))
    one, other = (f"SELECT {columns} FROM read_parquet({literal(each.relations)})" for each in (old, new))
    counts = (f"({other}) EXCEPT ALL ({one})", f"({one}) EXCEPT ALL ({other})", f"({one}) INTERSECT ALL ({other})")
    added, withdrawn, same = (store.ask(f"SELECT count(*) FROM ({sql})")[0][0] for sql in counts)
    return added, withdrawn, same
