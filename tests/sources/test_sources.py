"""Every source folder, found by looking: its card, its tables, its samples, and how it meets what is no file of its own."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from openpyxl import load_workbook

from cuaderno.errors import CuadernoError, ReadingError, UnknownName
from cuaderno.ledger.layouts import open_published
from cuaderno.ledger.reopen import amount_in, cell_text
from cuaderno.ledger.store import Store
from cuaderno.sources.card import Layout, folder_table, load_card, source_names
from cuaderno.sources.snapshot import Snapshot
from cuaderno.statements.locator import SheetCell, TableCell, parse_locator
from cuaderno.statements.measures import stage
from cuaderno.statements.places import place
from cuaderno.statements.programmes import programme

from .hostile import WAYS, Sample, Spoilt
from .make_samples import budget_table, workbook
from .samples import (
    ALL_SAMPLES,
    SAMPLE_IDS,
    SOURCES,
    as_said,
    expected,
    expected_columns,
    open_alone,
    samples,
    small_card,
    statements_of,
    take,
)

every_source = pytest.mark.parametrize("source", source_names())
every_sample = pytest.mark.parametrize(("source", "sample"), ALL_SAMPLES, ids=SAMPLE_IDS)


def test_every_folder_is_a_source() -> None:
    folders = {entry.name for entry in SOURCES.iterdir() if entry.is_dir() and entry.name != "__pycache__"}
    assert folders == set(source_names())


@every_source
def test_a_card_says_everything_in_both_languages(source: str) -> None:
    card = load_card(source)
    assert card.name == source
    for words in (card.title, card.cadence, card.coverage, card.known_errors):
        assert set(words) == {"en", "es"}
        assert all(words.values())
    assert len(card.known_errors["en"]) == len(card.known_errors["es"])
    assert card.publisher
    assert card.licence
    assert card.homepage.startswith("https://")
    assert card.address.startswith("https://") or card.fetch_note
    assert not card.provider or place(card.provider).code == card.provider
    assert all(one.evidence for one in card.publications)
    assert not card.complete_through or card.complete_through_evidence


@every_source
def test_a_card_expects_rows_and_knows_every_stage(source: str) -> None:
    for layout in load_card(source).layouts:
        assert 0 < layout.expect.rows_min < layout.expect.rows_max
        assert layout.stages
        assert {stage(code).code for code in layout.stages.values()} == set(layout.stages.values())
        assert set(layout.final_stages) <= set(layout.stages.values())
        assert not (set(layout.ignored) & {text for printed in layout.columns.values() for text in printed})


@every_source
def test_names_lead_to_known_places_or_to_a_rule(source: str) -> None:
    rows = folder_table(source, "names.csv")
    assert rows
    for row in rows:
        assert row["published"]
        assert row["code"] or row["rule"], row
        if row["code"]:
            assert place(row["code"]).code == row["code"]
    told_apart = [tuple(row.get(name) or "" for name in ("published", "years", "occurrence")) for row in rows]
    assert len(set(told_apart)) == len(told_apart)


@every_source
def test_accounts_lead_to_known_programmes(source: str) -> None:
    rows = folder_table(source, "accounts.csv")
    assert rows or not (SOURCES / source / "accounts.csv").exists()
    published = [next(iter(row.values())) for row in rows]
    assert len(set(published)) == len(published)
    for row in rows:
        assert programme(row["programme"]).code == row["programme"]


@dataclass(frozen=True)
class Held:
    """A ledger that holds every sample, and the snapshot of each."""

    directory: Path
    snapshots: dict[Path, Snapshot]


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Held:
    directory = tmp_path_factory.mktemp("held")
    return Held(directory, {sample: take(source, sample, directory).snapshot for source, sample in ALL_SAMPLES})


@every_source
def test_every_layout_has_a_sample(source: str, held: Held) -> None:
    assert samples(source)
    found = {held.snapshots[sample].layout for sample in samples(source) if sample in held.snapshots}
    assert found == {layout.name for layout in load_card(source).layouts if layout.shape == "figures"}


@every_sample
def test_a_sample_gives_exactly_the_statements_expected(source: str, sample: Path, held: Held) -> None:
    said = statements_of(open_alone(held.directory), held.snapshots[sample].snapshot)
    assert in_order(as_said(said, expected_columns(sample))) == in_order(expected(sample))
    assert {one.source for one in said} == {source}


@every_sample
def test_every_row_and_value_cell_of_a_sample_is_accounted_for(source: str, sample: Path, held: Held) -> None:
    accounting, said = held.snapshots[sample].accounting, expected(sample)
    assert accounting.holds()
    assert accounting.statements == sum(one["blank"] == "" for one in said)
    assert accounting.blanks.get("zero_reported", 0) == sum(one["blank"] == "zero_reported" for one in said)
    layout = load_card(source).layout(held.snapshots[sample].layout)
    if sample.suffix in (".csv", ".xlsx") and layout.form != "read":
        assert accounting.rows_kept == len({place_of(one["locator"])[0] for one in said})
        assert accounting.rows_read == records_under_the_header(sample, layout)


@every_sample
def test_every_locator_of_a_sample_reopens_to_the_value(source: str, sample: Path, held: Held) -> None:
    snapshot, store, said = held.snapshots[sample], Store([held.directory]), expected(sample)
    assert snapshot.source == source
    for one in said[:: max(1, len(said) // 6)]:
        text = cell_text(store, snapshot, one["locator"], sample)
        assert text is not None
        here = [other for other in said if other["locator"] == one["locator"]]  # several where one amount is split
        assert amount_in(snapshot, text, one["unit"]) == sum(Decimal(other["value"] or 0) for other in here)


@every_sample
def test_a_locator_names_the_column_of_the_amount(source: str, sample: Path, held: Held) -> None:
    snapshot, store = held.snapshots[sample], Store([held.directory])
    if load_card(source).layout(snapshot.layout).form == "read":
        return
    row, column = place_of(expected(sample)[0]["locator"])
    header_row = load_card(source).layout(snapshot.layout).header_row

    def text(at_row: int, at_column: int) -> str | None:
        place = SheetCell(snapshot.sheet, at_row, at_column) if snapshot.sheet else TableCell(at_row, at_column)
        return cell_text(store, snapshot, str(place), sample)

    assert text(header_row, column) == snapshot.columns[str(column)]
    assert text(row, 200) is None
    assert text(9_000, column) is None


def in_order(said: list[dict[str, str]]) -> list[dict[str, str]]:
    """By place; of the parts of one amount, which share it, by what they say."""
    return sorted(said, key=lambda one: (parse_locator(one["locator"]).place(), sorted(one.items())))


def records_under_the_header(path: Path, layout: Layout) -> int:
    """Counted by other means than the product's own reader of the whole file."""
    if layout.form == "xlsx":
        return load_workbook(path)[layout.sheet].max_row - layout.header_row
    with path.open(encoding=layout.encodings[-1], newline="") as file:
        return sum(1 for record in csv.reader(file) if record) - layout.header_row


def place_of(locator: str) -> tuple[int, int]:
    where = parse_locator(locator)
    assert isinstance(where, SheetCell | TableCell)
    return where.row, where.column


def bytes_of(directory: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(directory)): path.read_bytes() for path in sorted(directory.rglob("*")) if path.is_file()
    }


def opened(source: str, path: Path) -> Sample:
    """The sample with its layout, and the cell of the first amount expected from it."""
    first = next(one for one in expected(path) if one["value"])
    with TemporaryDirectory() as scratch:
        layout = open_published(load_card(source), path, Path(scratch)).layout
    where = parse_locator(first["locator"])
    row, column = (where.row, where.column) if isinstance(where, SheetCell | TableCell) else (0, 0)
    return Sample(source, path, layout, row, column)


def spoilt() -> list[tuple[Sample, Spoilt]]:
    """Every way of spoiling, for one sample of each layout that it applies to."""
    one_of_each = {
        (sample.source, sample.layout.name): sample for sample in (opened(*one) for one in reversed(ALL_SAMPLES))
    }
    return [(sample, way) for sample in one_of_each.values() for way in WAYS if way.applies_to(sample)]


@pytest.mark.parametrize(
    ("sample", "way"),
    [pytest.param(*one, id=f"{one[0].source}/{one[0].layout.name}: {one[1].name}") for one in spoilt()],
)
def test_a_spoilt_file_is_refused_in_words_and_leaves_the_ledger_as_it_was(
    sample: Sample, way: Spoilt, held: Held, tmp_path: Path
) -> None:
    path = way.spoil(sample, tmp_path)
    before = bytes_of(held.directory)
    with pytest.raises(way.error, match=way.words) as caught:
        take(sample.source, path, held.directory)
    readable(caught.value)
    assert bytes_of(held.directory) == before


@every_source
def test_the_file_of_another_source_is_refused(source: str, tmp_path: Path) -> None:
    for sample in (sample for other, sample in ALL_SAMPLES if other != source):
        with pytest.raises(ReadingError, match=sample.name) as caught:
            take(source, sample, tmp_path)
        readable(caught.value)
        assert not (tmp_path / "manifest.json").exists()


def readable(error: CuadernoError) -> None:
    """One paragraph, of whole sentences, that shows nothing of the engine's own words."""
    assert "\n" not in error.message
    assert error.message.rstrip().endswith((".", ")", "?"))
    assert not any(word in error.message for word in ("Traceback", "Exception", "Parser Error", "read_csv", "duckdb"))


@every_source
def test_a_sample_is_too_small_for_the_card_itself(source: str, tmp_path: Path) -> None:
    sample = samples(source)[0]
    with pytest.raises(ReadingError, match=r"at least [\d,]+: it was probably cut short"):
        take(source, sample, tmp_path, expect=load_card(source).layouts[0].expect)
    assert small_card(source).publications == load_card(source).publications


def test_an_unknown_source_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownName, match=r"no source 'grenbook'.*greenbook") as caught:
        load_card("grenbook")
    assert set(caught.value.near) == set(source_names())


def test_the_samples_that_are_no_plain_text_are_those_the_script_makes(tmp_path: Path) -> None:
    made = tmp_path / "sample.xlsx"
    made.write_bytes(workbook())
    kept = SOURCES / "greenbook" / "sample.xlsx"
    one, other = (
        [[cell.value for cell in row] for row in load_workbook(path).active.iter_rows()] for path in (made, kept)
    )
    assert one == other
    assert (SOURCES / "budget_justification" / "sample_cp1252.csv").read_bytes() == budget_table()
