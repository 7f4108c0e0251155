"""A source's card: who publishes it, in which layouts, what its columns mean, what a good file must satisfy.

The card is `card.toml` in the source's folder. Everything a reader may ask of a source stands there in words,
and everything the intake checks stands there as data.
"""

from __future__ import annotations

import csv
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from cuaderno.errors import SourceError, UnknownName

Words = dict[Literal["en", "es"], str]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Publication(_Part):
    """A file known by its hash: what it is, which day it speaks for, and how that day is known."""

    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    file: str
    address: str = ""
    as_of: date | None = None
    evidence: str
    note: str = ""
    bundled: bool = True


class Own(_Part):
    """The table that a hand-kept source keeps in its own folder: it is in every edition, and no hash on the card follows its edits."""

    file: str
    as_of: date
    evidence: str


class Printed(_Part):
    """A fact the file prints about itself: the cell, the pattern around it, and a date's format."""

    row: int
    column: int = 1
    pattern: str
    format: str = ""


class Expect(_Part):
    """What a good file satisfies: fewer rows stop the intake, more rows warn."""

    rows_min: int
    rows_max: int


class Layout(_Part):
    """One form in which the source is published.

    `shared` names the columns whose texts come again from row to row in a large file: rows alike in all of them are
    read once. Each column that the layout's SQL gives is then made of shared columns or of the others, never of both.
    """

    name: str
    series: str
    series_by: str = ""
    form: Literal["csv", "xlsx", "read"]
    shape: Literal["figures", "relations"] = "figures"
    grain: Literal["programme", "recipient", "text"]
    sql: str = "statements.sql"
    sheet: str = ""
    header_row: int = 1
    encodings: tuple[str, ...] = ("utf-8",)
    delimiter: str = ","
    columns: dict[str, tuple[str, ...]]
    optional: dict[str, tuple[str, ...]] = {}
    ignored: dict[str, str] = {}
    key: tuple[str, ...]
    shared: tuple[str, ...] = ()
    stages: dict[str, str]
    calendar: Literal["US-FY", "CY"] = "US-FY"
    date_role: str
    measure_kind: Literal["flow", "stock", "ceiling", "count"] = "flow"
    unit: str = "USD"
    scale: int = 1
    scales: dict[str, int] = {}
    unpivoted: bool = False
    exclusive: bool = False
    grouped: bool = False
    prefix: str = ""
    rounded: bool = False
    nil: tuple[str, ...] = ()
    as_of: Printed | None = None
    constant_base: Printed | Literal["derived", "read", "none"] = "none"
    final_stages: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    expect: Expect

    @model_validator(mode="after")
    def _key_is_of_columns(self) -> Layout:
        if unknown := set(self.key) - set(self.columns) - set(self.optional) - {"place"}:
            raise ValueError(f"layout {self.name}: key columns {sorted(unknown)} are not among its columns")
        if unknown := set(self.shared) - set(self.columns):
            raise ValueError(f"layout {self.name}: shared columns {sorted(unknown)} are not among its columns")
        if self.shared and (self.unpivoted or self.series_by in self.shared):
            raise ValueError(
                f"layout {self.name}: a table of many columns of amounts, or a series by a shared column, shares none"
            )
        return self


class Card(_Part):
    """A source."""

    name: str
    title: Words
    publisher: str
    licence: str
    homepage: str
    address: str = ""
    fetch_note: str = ""
    cadence: Words
    coverage: Words
    known_errors: dict[Literal["en", "es"], tuple[str, ...]]
    terms: Words = {}
    provider: str = ""
    rank: int
    complete_through: str = ""
    complete_through_evidence: str = ""
    layouts: tuple[Layout, ...]
    publications: tuple[Publication, ...] = ()
    own: Own | None = None

    def publication(self, sha256: str) -> Publication | None:
        """The known publication of that hash."""
        return next((known for known in self.publications if known.sha256 == sha256), None)

    def layout(self, name: str) -> Layout:
        """The layout of that name."""
        return next(layout for layout in self.layouts if layout.name == name)


def folder(name: str) -> Traversable:
    """The folder of a source."""
    return files("cuaderno.sources") / name


@cache
def source_names() -> tuple[str, ...]:
    """Every source, found by looking for cards."""
    return tuple(
        sorted(
            entry.name
            for entry in files("cuaderno.sources").iterdir()
            if entry.is_dir() and (entry / "card.toml").is_file()
        )
    )


@cache
def load_card(name: str) -> Card:
    """The card of a source. Raises UnknownName, or SourceError if the card contradicts itself."""
    if name not in source_names():
        raise UnknownName(
            f"There is no source '{name}'. The sources are {', '.join(source_names())}.", near=source_names()
        )
    try:
        return Card(**tomllib.loads((folder(name) / "card.toml").read_text(encoding="utf-8")))
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise SourceError(f"The card of {name} is not a valid card: {error}", source=name) from None


def own_table(card: Card) -> Path:
    """The table that a hand-kept source keeps in its folder. Raises SourceError where the card names none."""
    if card.own is None:
        raise SourceError(f"The card of {card.name} names no table of its own.", source=card.name)
    return Path(str(folder(card.name) / card.own.file))


def folder_table(name: str, table: str) -> list[dict[str, str]]:
    """The rows of a CSV file in a source's folder; none if the source has no such table."""
    entry = folder(name) / table
    if not entry.is_file():
        return []
    return list(csv.DictReader(entry.read_text(encoding="utf-8").splitlines(keepends=True)))
