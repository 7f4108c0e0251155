from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from cuaderno.errors import LedgerError
from cuaderno.ledger import editions
from cuaderno.ledger.build import take_in
from cuaderno.ledger.editions import build_edition, bundled_publications, own_tables
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.manifest import read_manifest
from cuaderno.ledger.store import edition_directory
from cuaderno.sources.card import Publication, load_card
from cuaderno.sources.snapshot import sha256_of

from ..sources.samples import SOURCES, small_card

SAMPLES = (
    ("foreign_assistance", SOURCES / "foreign_assistance" / "sample.csv"),
    ("greenbook", SOURCES / "greenbook" / "sample.xlsx"),
)


@pytest.fixture
def two_publications(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of downloads in which two samples are the publications of an edition."""
    downloads = tmp_path / "downloads" / "deep"
    downloads.mkdir(parents=True)
    wanted = []
    for source, path in SAMPLES:
        shutil.copy(path, downloads / f"renamed-{path.name}")
        wanted.append(
            (source, Publication(sha256=sha256_of(path), file=path.name, as_of=date(2024, 1, 2), evidence="ours"))
        )
    (downloads / "copy.csv").write_bytes(SAMPLES[0][1].read_bytes())
    (downloads / "notes.txt").write_text("nothing to see")
    (downloads / "other.csv").write_text("a,b\n1,2\n")
    known = {source: small_card(source).model_copy(update={"publications": (one,)}) for source, one in wanted}
    monkeypatch.setattr(editions, "bundled_publications", lambda: wanted)
    monkeypatch.setattr(editions, "own_tables", list)
    monkeypatch.setattr(
        editions,
        "take_in",
        lambda source, path, target, facts: take_in(source, path, target, facts, card=known[source]),
    )
    return downloads.parent


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_an_edition_is_built_from_files_found_by_their_hashes(two_publications: Path, tmp_path: Path) -> None:
    target = tmp_path / "made" / "edition"
    taken = list(build_edition(two_publications, target))
    assert [one.snapshot.file for one in taken] == [path.name for _, path in SAMPLES]
    assert [(one.as_of, one.evidence, one.held_at) for one in read_manifest(target).snapshots] == [
        ("2024-01-02", "ours", "")
    ] * 2
    assert {path.name for path in target.parent.iterdir()} == {"edition"}
    assert {path.name for path in target.iterdir()} == {"manifest.json", "statements"}


def test_the_same_files_give_the_same_edition(two_publications: Path, tmp_path: Path) -> None:
    for name in ("one", "other"):
        list(build_edition(two_publications, tmp_path / name))
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "other")


def test_an_edition_that_stands_is_replaced_whole(two_publications: Path, tmp_path: Path) -> None:
    target = tmp_path / "edition"
    target.mkdir()
    (target / "old.parquet").write_text("old")
    (tmp_path / ".edition.new").mkdir()
    (tmp_path / ".edition.new" / "left").write_text("of a build that was killed")
    list(build_edition(two_publications, target))
    assert not (target / "old.parquet").exists()
    assert not (target / "left").exists()


def test_an_edition_stays_as_it_was_until_the_new_one_is_whole(two_publications: Path, tmp_path: Path) -> None:
    target = tmp_path / "edition"
    target.mkdir()
    (target / "old.parquet").write_text("old")
    building = build_edition(two_publications, target)
    next(building)
    building.close()
    assert bytes_of(target) == {"old.parquet": b"old"}


def test_a_publication_that_is_not_there_is_named(two_publications: Path, tmp_path: Path) -> None:
    for path in two_publications.rglob("*.xlsx"):
        path.unlink()
    with pytest.raises(LedgerError, match=r"missing by hash: greenbook: sample\.xlsx\. Download"):
        list(build_edition(two_publications, tmp_path / "edition"))
    assert not (tmp_path / "edition").exists()


def test_a_broken_file_of_no_source_beside_them_does_not_matter(two_publications: Path, tmp_path: Path) -> None:
    (two_publications / "a.csv").write_bytes("a,b\n".encode("utf-16"))
    assert len(list(build_edition(two_publications, tmp_path / "edition"))) == 2


def test_files_too_large_for_any_edition_are_not_looked_at(
    two_publications: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editions, "LARGEST", 10)
    with pytest.raises(LedgerError, match="missing by hash"):
        list(build_edition(two_publications, tmp_path / "edition"))


def test_every_bundled_publication_is_in_the_edition_and_nothing_else(edition_ledger: Ledger) -> None:
    wanted = bundled_publications()
    kept = {(source, sha256_of(path)) for source, path in own_tables()}
    assert {(source, one.sha256) for source, one in wanted} | kept == {
        (one.source, one.sha256) for one in edition_ledger.snapshots
    }
    assert all(one.bundled for _, one in wanted)


def test_the_edition_says_of_each_file_what_its_card_says(edition_ledger: Ledger) -> None:
    for one in edition_ledger.snapshots:
        known = load_card(one.source).publication(one.sha256) or load_card(one.source).own
        assert known is not None
        assert (one.file, one.evidence) == (known.file, known.evidence)
        assert one.as_of == (known.as_of.isoformat() if known.as_of else "")


def test_the_files_of_the_edition_bear_their_own_hashes() -> None:
    files = list((edition_directory() / "statements").iterdir())
    assert files
    for path in files:
        assert path.stem.endswith(sha256_of(path)[:8])
