"""The samples of every source, read as if they were whole publications: a card of its own expects a handful of rows."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from cuaderno.ledger.build import Facts, Taken, take_in
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.store import Store
from cuaderno.sources.card import Card, Expect, load_card, source_names
from cuaderno.statements.locator import parse_locator
from cuaderno.statements.statement import Statement

SOURCES = Path(__file__).parents[2] / "src" / "cuaderno" / "sources"
NOTHING = Facts()


def small_card(source: str, **changes: object) -> Card:
    """The source's card, which here expects one row at least, with other `changes` to each of its layouts."""
    card = load_card(source)
    layouts = tuple(
        layout.model_copy(update={"expect": Expect(rows_min=1, rows_max=layout.expect.rows_max), **changes})
        for layout in card.layouts
    )
    return card.model_copy(update={"layouts": layouts})


def samples(source: str) -> list[Path]:
    return sorted(path for path in (SOURCES / source).glob("sample*") if path.is_file())


def of_relations(source: str) -> bool:
    """Whether a source speaks of relations; its samples give dated stages and no figures."""
    return any(layout.shape == "relations" for layout in load_card(source).layouts)


ALL_SAMPLES = [(source, path) for source in source_names() if not of_relations(source) for path in samples(source)]
RELATION_SAMPLES = [(source, path) for source in source_names() if of_relations(source) for path in samples(source)]
SAMPLE_IDS = [f"{source}/{path.name}" for source, path in ALL_SAMPLES]


def expected_of(sample: Path) -> Path:
    return sample.with_name(f"{sample.stem.replace('sample', 'expected', 1)}.csv")


def take(source: str, path: Path, directory: Path, facts: Facts = NOTHING, **changes: object) -> Taken:
    return take_in(source, path, directory, facts, card=small_card(source, **changes))


def open_alone(directory: Path) -> Ledger:
    """A ledger directory without the bundled edition beside it."""
    return Ledger(Store([directory]))


def statements_of(ledger: Ledger, snapshot: str) -> list[Statement]:
    """Every statement of a snapshot, in current and in constant prices, in the order of their places."""
    said = [*ledger.rows(snapshot=snapshot), *ledger.rows(snapshot=snapshot, prices="constant")]
    return sorted(said, key=lambda one: parse_locator(one.locator).place())


def as_said(statements: Iterable[Statement], columns: list[str]) -> list[dict[str, str]]:
    """Statements as `expected.csv` writes them: the columns that the source's own file has."""
    return [{name: _written(getattr(one, name)) for name in columns} for one in statements]


def _written(value: object) -> str:
    return "" if value is None else "|".join(value) if isinstance(value, tuple) else str(value)


def expected_columns(sample: Path) -> list[str]:
    """What an `expected.csv` says of each statement; at least the first nine."""
    columns = expected_of(sample).read_text(encoding="utf-8").splitlines()[0].split(",")
    assert set(columns) >= {"recipient", "programme", "stage", "period", "unit", "value", "blank", "locator", "label"}
    return columns


def expected(sample: Path) -> list[dict[str, str]]:
    with expected_of(sample).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
