"""What the ledger holds of each programme: which source speaks of it at which stage, since when, and in which accounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cuaderno.products.words import called
from cuaderno.statements.measures import all_stages
from cuaderno.statements.programmes import all_programmes, programme
from cuaderno.statements.universes import ANY_SOURCE, Member, Universe, all_members, all_universes

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one source says of a programme at a stage in one unit: its first and last period, and how many statements."""

    source: str
    stage: str
    unit: str
    first: str
    last: str
    count: int

    @property
    def yearly(self) -> bool:
        """Whether it tells years, and not days or ranges of days."""
        return self.first[:2] == self.last[:2] and self.first[:2] in ("FY", "CY")


@dataclass(frozen=True, slots=True)
class Membership:
    """A universe that counts a programme, by the rows of the membership table that do so."""

    universe: Universe
    rows: tuple[Member, ...]


def spoken(ledger: Ledger) -> Mapping[str, tuple[Spoken, ...]]:
    """What is said of each programme, money first, then by the order of stages and the rank of sources; its parts apart."""
    return ledger.store.once("programmes spoken of", lambda: _spoken(ledger))


def said_of(ledger: Ledger, code: str) -> tuple[Spoken, ...]:
    """What is said of a programme, under its own name."""
    return spoken(ledger).get(code, ())


def _spoken(ledger: Ledger) -> dict[str, tuple[Spoken, ...]]:
    store = ledger.store
    newest = [one for line in store.series() for one in line.snapshots]
    rows = store.ask(
        "SELECT programme::VARCHAR, source::VARCHAR, stage::VARCHAR, unit::VARCHAR, min(period::VARCHAR), max(period::VARCHAR), "
        f"sum(count)::BIGINT FROM {store.lines_in(newest)} WHERE programme <> '' GROUP BY ALL"
    )
    stages = [one.code for one in all_stages()]
    found: dict[str, list[Spoken]] = {}
    for code, *said in rows:
        found.setdefault(code, []).append(Spoken(*said))
    return {
        code: tuple(
            sorted(
                said,
                key=lambda one: (not one.unit.startswith("USD"), one.unit, stages.index(one.stage), store.source(one.source).rank),
            )
        )
        for code, said in found.items()
    }  # fmt: skip


def source_name(ledger: Ledger, source: str, lang: str) -> str:
    """What people call a source: what stands in parentheses in its title, else what stands before a comma or colon."""
    return called(ledger.store.source(source).title[lang])


def parts_of(code: str) -> tuple[str, ...]:
    """The programmes that are a part of one, as the catalogue lists them."""
    return tuple(one.code for one in all_programmes() if one.parent == code)


def memberships(ledger: Ledger, code: str) -> tuple[Membership, ...]:
    """The universes that count a programme, and by what."""
    accounts = ledger.store.once("accounts of programmes", lambda: _accounts(ledger))
    mine, names = accounts.get(code, frozenset()), _names(code)
    found = []
    for one in all_universes():
        rows = tuple(row for row in all_members() if row.universe == one.code and _counts(row, mine, names))
        if rows:
            found.append(Membership(one, rows))
    return tuple(found)


def _names(code: str) -> frozenset[str]:
    """The code of a programme and of all it is a part of."""
    parent = programme(code).parent
    return frozenset({code}) | (_names(parent) if parent else frozenset())


Account = tuple[str, str | None, str | None, str | None]
"""A source, and of its rows the account, the main account and the category."""


def _accounts(ledger: Ledger) -> dict[str, frozenset[Account]]:
    store = ledger.store
    newest = [one for line in store.series() for one in line.snapshots]
    rows = store.ask(
        f"SELECT DISTINCT programme::VARCHAR, source::VARCHAR, account, main_account, category FROM {store.lines_in(newest)} "
        "WHERE programme <> ''"
    )
    found: dict[str, set[Account]] = {}
    for code, *account in rows:
        found.setdefault(code, set()).add((account[0], account[1], account[2], account[3]))
    return {code: frozenset(told) for code, told in found.items()}


def _counts(row: Member, mine: frozenset[Account], names: frozenset[str]) -> bool:
    """Whether a row of the membership table speaks of a programme with these accounts and names."""
    if row.field == "programme":
        return row.value in names
    at = {"account": 1, "main_account": 2, "category": 3}
    told = [one for one in mine if row.source in (ANY_SOURCE, one[0])]
    return any(row.field == "any" or one[at[row.field]] == row.value for one in told)
