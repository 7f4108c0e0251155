from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cuaderno.errors import LedgerError
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.manifest import FORMAT, Manifest, SourceInfo, read_manifest, write_manifest
from cuaderno.ledger.store import Store, edition_directory
from cuaderno.sources.card import load_card, source_names

from ..sources.samples import SOURCES, take

GREENBOOK = SOURCES / "greenbook" / "sample.xlsx"
TOTALS = SOURCES / "foreign_assistance" / "sample.csv"
OLD_TOTALS = SOURCES / "foreign_assistance" / "sample_old_header.csv"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("ledger")
    for source, path in (("foreign_assistance", TOTALS), ("greenbook", GREENBOOK), ("foreign_assistance", OLD_TOTALS)):
        take(source, path, directory)
    return directory


def test_a_folder_without_a_manifest_is_an_empty_ledger(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) == Manifest({}, ())
    with pytest.raises(LedgerError, match="The ledger is empty"):
        Store([tmp_path])


def test_a_manifest_is_read_as_it_was_written(ledger: Path, tmp_path: Path) -> None:
    manifest = read_manifest(ledger)
    write_manifest(manifest, ledger)
    assert read_manifest(ledger) == manifest
    assert all(Path(one.entries).is_file() for one in manifest.snapshots)
    elsewhere = tmp_path / "elsewhere"
    ledger_copy = elsewhere / "ledger"
    ledger_copy.mkdir(parents=True)
    (ledger_copy / "manifest.json").write_bytes((ledger / "manifest.json").read_bytes())
    assert all(Path(one.entries).is_relative_to(ledger_copy) for one in read_manifest(ledger_copy).snapshots)


def test_a_manifest_names_no_place_outside_its_folder(ledger: Path) -> None:
    record = json.loads((ledger / "manifest.json").read_text(encoding="utf-8"))
    for one in record["snapshots"]:
        assert one["entries"].startswith("statements/")
        assert not one["lines"] or one["lines"].startswith("statements/")


def test_the_bundled_manifest_names_no_place_on_any_machine() -> None:
    text = (edition_directory() / "manifest.json").read_text(encoding="utf-8")
    for one in json.loads(text)["snapshots"]:
        assert one["held_at"] == ""
        assert one["retrieved"] == ""
        assert not one["entries"].startswith("/")


def test_snapshots_stand_by_source_series_and_age(ledger: Path) -> None:
    manifest = read_manifest(ledger)
    assert [one.file for one in manifest.snapshots] == [OLD_TOTALS.name, TOTALS.name, GREENBOOK.name]
    assert [one.file for one in manifest.series("foreign_assistance", "country_totals")] == [
        OLD_TOTALS.name,
        TOTALS.name,
    ]
    assert manifest.series("foreign_assistance", "complete") == ()


def test_a_snapshot_is_found_by_as_much_of_its_hash_as_tells_it_apart(ledger: Path) -> None:
    manifest = read_manifest(ledger)
    for one in manifest.snapshots:
        assert manifest.find(one.sha256[:8].upper()) == one
    assert manifest.find("") is None
    assert manifest.find("zz") is None


def test_a_snapshot_taken_again_stands_once(ledger: Path) -> None:
    manifest = read_manifest(ledger)
    info = SourceInfo.of(load_card("greenbook"))
    renewed = replace(manifest.snapshots[2], retrieved="2026-01-01")
    again = manifest.with_snapshot(info, renewed)
    assert again.snapshots == (*manifest.snapshots[:2], renewed)


def test_two_ledgers_with_one_snapshot_in_both_show_it_once(ledger: Path, tmp_path: Path) -> None:
    take("greenbook", GREENBOOK, tmp_path)
    both = read_manifest(ledger).joined(read_manifest(tmp_path))
    assert len(both.snapshots) == 3
    assert next(one for one in both.snapshots if one.source == "greenbook").entries.startswith(str(tmp_path))


@pytest.mark.parametrize("source", source_names())
def test_what_a_ledger_keeps_of_a_card_is_the_card_s(source: str) -> None:
    card, info = load_card(source), SourceInfo.of(load_card(source))
    assert (info.name, info.title, info.rank, info.licence) == (card.name, card.title, card.rank, card.licence)
    assert set(info.final_stages) == {stage for layout in card.layouts for stage in layout.final_stages}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '"format"',
        "{}",
        '{"format": FORMAT}',
        '{"format": FORMAT, "sources": {"x": {}}, "snapshots": []}',
        '{"format": FORMAT, "sources": {"x": {"nonsense": 1}}, "snapshots": []}',
        '{"format": FORMAT, "sources": {}, "snapshots": [{"accounting": {}}]}',
        '{"format": FORMAT, "sources": {}, "snapshots": [7]}',
        "\x00",
    ],
)
def test_a_broken_manifest_is_said_so(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text.replace("FORMAT", str(FORMAT)), encoding="utf-8")
    with pytest.raises(LedgerError, match=r"manifest\.json cannot be read as a ledger's manifest .*Restore it"):
        read_manifest(tmp_path)


def test_a_manifest_in_no_utf8_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(b'{"format": "\xff"}')
    with pytest.raises(LedgerError, match="cannot be read"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("form", ["0", str(FORMAT + 1), '"1.0"'])
def test_a_manifest_of_another_format_asks_for_a_new_build(tmp_path: Path, form: str) -> None:
    (tmp_path / "manifest.json").write_text(f'{{"format": {form}, "sources": {{}}, "snapshots": []}}', encoding="utf-8")
    with pytest.raises(LedgerError, match=r"is of format .*Build it again"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("harm", ["removed", "cut short", "overwritten"])
def test_a_missing_or_broken_file_of_the_ledger_is_said_so(tmp_path: Path, harm: str) -> None:
    take("greenbook", GREENBOOK, tmp_path)
    (entries,) = (tmp_path / "statements").iterdir()
    data = entries.read_bytes()
    if harm == "removed":
        entries.unlink()
    else:
        entries.write_bytes(data[: len(data) // 2] if harm == "cut short" else b"x" * len(data))
    with pytest.raises(LedgerError, match=r"A file of the ledger cannot be read.*Add the publication again"):
        Ledger(Store([tmp_path])).total(recipient="COL", programme="FMF", stage="obligated", years="FY2018")
