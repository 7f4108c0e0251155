from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from cuaderno.errors import LedgerError
from cuaderno.ledger.build import take_in
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.manifest import NAME, Manifest, read_manifest, write_manifest
from cuaderno.ledger.store import Store, edition_directory, user_directory

from .made_up import publication

FMF = {"recipient": "COL", "programme": "FMF", "stage": "obligated", "years": "FY2017-FY2020"}
FA = "foreign_assistance"


class TestDirectories:
    def test_the_variable_names_the_user_s_ledger(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("CUADERNO_LEDGER", str(tmp_path))
        assert user_directory() == tmp_path
        monkeypatch.setenv("CUADERNO_LEDGER", "")
        assert user_directory().parts[-2:] == ("cuaderno", "ledger")

    def test_the_edition_is_there(self) -> None:
        assert (edition_directory() / NAME).is_file()


class TestStore:
    def test_cold_and_warm_say_the_same(self, edition_ledger: Ledger) -> None:
        cold = Ledger(Store([edition_directory()]))
        for asked in (FMF, {**FMF, "programme": (), "by": "agency"}, {**FMF, "prices": "constant"}):
            a, b = cold.total(**asked), edition_ledger.total(**asked)
            assert (a.value, a.answered, [(f.group, f.value, set(f.cites)) for f in a.figures]) == (
                b.value,
                b.answered,
                [(f.group, f.value, set(f.cites)) for f in b.figures],
            )

    def test_nothing_held(self, tmp_path: Path) -> None:
        for directories in ([], [tmp_path], [tmp_path / "nowhere"]):
            with pytest.raises(LedgerError, match="cuaderno add SOURCE FILE"):
                Store(directories)

    def test_a_snapshot_in_both_ledgers_counts_once(self, edition_ledger: Ledger, tmp_path: Path) -> None:
        copy = tmp_path / "ledger"
        shutil.copytree(edition_directory(), copy)
        both = Ledger(Store([edition_directory(), copy]))
        assert len(both.snapshots) == len(edition_ledger.snapshots)
        assert both.total(**FMF).value == 216_151_787
        assert both.snapshots[0].entries.startswith(str(copy))

    def test_a_file_of_the_ledger_that_is_gone_or_damaged(self, tmp_path: Path) -> None:
        copy = tmp_path / "ledger"
        shutil.copytree(edition_directory(), copy)
        (damaged,) = (copy / "statements").glob("greenbook-*")
        damaged.write_bytes(b"PAR1" + b"\0" * 100)
        with pytest.raises(LedgerError, match=r"cannot be read.*Add the publication again") as gone:
            Ledger(Store([copy])).total(**FMF)
        assert "\n" not in str(gone.value)
        damaged.unlink()
        with pytest.raises(LedgerError, match="cannot be read"):
            list(Ledger(Store([copy])).rows(**FMF))

    def test_a_long_snapshot_with_lines_of_its_own(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("cuaderno.ledger.intake.LINES_FROM", 1000)
        file = publication(tmp_path / "long.csv", times=3)
        taken = take_in(FA, file, tmp_path / "ledger")
        assert taken.snapshot.lines
        asked = {"recipient": "COL", "stage": "obligated", "years": "FY2019-FY2020"}
        for warm in (True, False):
            answer = Ledger(Store([tmp_path / "ledger"], warm=warm)).total(**asked)
            assert answer.value == 3 * (119_000 + 120_000)
            assert [one.count for one in answer.figures] == [3, 3]
        rows = list(Ledger(Store([tmp_path / "ledger"])).rows(**asked))
        assert len({one.key for one in rows}) == 6


class TestManifest:
    def test_what_is_written_is_read(self, tmp_path: Path) -> None:
        copy = tmp_path / "ledger"
        shutil.copytree(edition_directory(), copy)
        held = read_manifest(copy)
        before = (copy / NAME).read_bytes()
        (copy / NAME).unlink()
        write_manifest(held, copy)
        assert read_manifest(copy) == held
        assert (copy / NAME).read_bytes() == before
        assert sorted(path.name for path in copy.iterdir()) == [NAME, "statements"]

    def test_none(self, tmp_path: Path) -> None:
        assert read_manifest(tmp_path) == Manifest({}, ())

    @pytest.mark.parametrize(
        "text", ["", "{", "[]", "{}", '{"format": 99}', '{"format": 1, "sources": {}, "snapshots": [{}]}', "\xff"]
    )
    def test_damaged(self, tmp_path: Path, text: str) -> None:
        (tmp_path / NAME).write_text(text, encoding="latin-1")
        with pytest.raises(LedgerError, match="manifest") as damaged:
            read_manifest(tmp_path)
        assert str(tmp_path) in str(damaged.value)

    def test_it_names_no_place_of_the_machine(self) -> None:
        text = (edition_directory() / NAME).read_text(encoding="utf-8")
        for one in json.loads(text)["snapshots"]:
            assert not one["held_at"]
            assert (one["entries"] or one["relations"]).startswith("statements/")

    def test_snapshots_by_the_beginning_of_their_hash(self) -> None:
        held = read_manifest(edition_directory())
        found = held.find("3DBA11")
        assert found is not None
        assert found.source == "greenbook"
        assert held.find("") is None
        assert held.find("ffffffff") is None

    def test_every_snapshot_accounts_for_its_rows(self) -> None:
        for one in read_manifest(edition_directory()).snapshots:
            assert one.accounting.holds(), one.file

    def test_a_series_is_in_order_of_time(self) -> None:
        series = read_manifest(edition_directory()).series(FA, "country_totals")
        assert [one.snapshot for one in series] == ["1e7e3e682a36", "fc9b074c1f61"]
