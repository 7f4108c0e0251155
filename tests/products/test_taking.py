from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cuaderno.errors import FetchError, NoAnswer, QuestionError, ReadingError
from cuaderno.ledger.ledger import open_ledger
from cuaderno.products import taking
from cuaderno.products.taking import fetched, take
from cuaderno.sources.card import load_card

from ..ledger.made_up import publication
from ..sources.publisher import Publisher, drops, gives, says, serving

FA = "foreign_assistance"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "ledger"


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with serving() as server:
        yield server


@pytest.fixture(scope="module")
def body(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return publication(tmp_path_factory.mktemp("body") / "us_foreign_aid_country.csv").read_bytes()


class TestTake:
    def test_accounting_and_what_changed_against_the_edition(self, tmp_path: Path, ledger: Path) -> None:
        text = take(FA, publication(tmp_path / "new.csv"), ledger, as_of="2025-01-01")
        first, second, third, fourth = text.splitlines()[:4]
        assert re.match(rf"{FA}: new\.csv is snapshot [0-9a-f]{{12}} \(2025-01-01; stated when", first)
        assert re.fullmatch(r"  rows read ([\d,]+) = kept \1 \+ set aside 0 \+ quarantined 0", second)
        assert "fc9b074c1f61 (2023-09-29) → " in third
        assert re.match(r"  added [1-9]\d*, changed [1-9]\d*, withdrawn [1-9]\d*, unchanged \d+", fourth)
        snapshot = re.findall(r"snapshot ([0-9a-f]{12})", first)[0]
        assert snapshot in {one.snapshot for one in open_ledger(ledger, warm=False).snapshots}

    def test_in_spanish(self, tmp_path: Path, ledger: Path) -> None:
        text = take(FA, publication(tmp_path / "new.csv"), ledger, lang="es")
        assert "new.csv es la copia" in text
        assert "(sin fecha impresa; " in text
        assert "filas leídas" in text
        again = take(FA, tmp_path / "new.csv", ledger, lang="es")
        assert again.endswith("que el cuaderno ya tiene. Nada ha cambiado.\n")

    def test_the_same_file_twice(self, tmp_path: Path, ledger: Path) -> None:
        file = publication(tmp_path / "new.csv")
        take(FA, file, ledger)
        before = (ledger / "manifest.json").read_bytes()
        assert take(FA, file, ledger).endswith("which the ledger holds already. Nothing has changed.\n")
        assert (ledger / "manifest.json").read_bytes() == before

    def test_an_older_edition_is_compared_with_the_newer_one(self, tmp_path: Path, ledger: Path) -> None:
        text = take(FA, publication(tmp_path / "old.csv", years=range(1950, 2020)), ledger, as_of="2001-01-01")
        assert re.search(r"[0-9a-f]{12} \(2001-01-01\) → 1e7e3e682a36", text)

    def test_a_file_longer_than_expected_is_warned_of(self, tmp_path: Path, ledger: Path) -> None:
        text = take(FA, publication(tmp_path / "long.csv", times=4), ledger)
        assert re.search(r"\n  warning: [\d,]+ rows are more than", text)

    def test_the_first_of_a_series_is_compared_with_nothing(
        self, tmp_path: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(taking, "edition_directory", lambda: tmp_path / "no-edition")
        text = take(FA, publication(tmp_path / "new.csv"), ledger)
        assert text.count("\n") == 2

    def test_corrections_are_told(self, tmp_path: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        from dataclasses import replace

        take_in = taking.take_in
        monkeypatch.setattr(taking, "take_in", lambda *given: replace(take_in(*given), corrections=("a slip of 2004",)))
        assert "  corrected: a slip of 2004\n" in take(FA, publication(tmp_path / "new.csv"), ledger)

    def test_no_day(self, tmp_path: Path, ledger: Path) -> None:
        with pytest.raises(QuestionError, match="is not a day"):
            take(FA, tmp_path / "any.csv", ledger, as_of="29/09/2023")

    def test_another_file_leaves_the_ledger_as_it_was(self, tmp_path: Path, ledger: Path) -> None:
        take(FA, publication(tmp_path / "new.csv"), ledger)
        before = sorted(path.relative_to(ledger) for path in ledger.rglob("*"))
        (tmp_path / "other.csv").write_text("a,b\n1,2\n")
        with pytest.raises(ReadingError):
            take(FA, tmp_path / "other.csv", ledger)
        assert sorted(path.relative_to(ledger) for path in ledger.rglob("*")) == before


class TestFetched:
    def test_the_file_is_kept_and_its_version_remembered(self, publisher: Publisher, ledger: Path, body: bytes) -> None:
        address = publisher.will("/us_foreign_aid_country.csv", gives(body))
        ((path, origin),) = fetched(FA, ledger, address)
        assert path.read_bytes() == body
        assert path.parent == ledger / "files"
        assert path.name.endswith("us_foreign_aid_country.csv")
        assert origin == address
        take(FA, path, ledger, address=origin)
        snapshot = open_ledger(ledger, warm=False).snapshots
        assert address in {one.address for one in snapshot}
        with pytest.raises(NoAnswer, match="has not changed"):
            list(fetched(FA, ledger, address))
        publisher.will("/us_foreign_aid_country.csv", gives(body + b"\n", etag='"v2"'))
        ((second, _),) = fetched(FA, ledger, address)
        assert second != path
        assert path.exists()

    def test_a_file_that_could_not_be_taken_in_is_got_again(self, publisher: Publisher, ledger: Path) -> None:
        address = publisher.will("/a.csv", gives(b"a,b\n1,2\n"))
        for _ in range(2):
            with pytest.raises(ReadingError):  # noqa: PT012
                for path, _origin in fetched(FA, ledger, address):
                    take(FA, path, ledger)
        assert [headers.get("If-None-Match") for _, headers in publisher.asked] == [None, None]

    @pytest.mark.parametrize("notes", ["", "[]", "{", '{"x": 1}', '{"x": {"unknown": 1}}', "\udcff"])
    def test_damaged_notes_do_no_harm(self, publisher: Publisher, ledger: Path, body: bytes, notes: str) -> None:
        (ledger / "files").mkdir(parents=True)
        (ledger / "files" / f"{FA}.fetched.json").write_bytes(notes.encode(errors="surrogateescape"))
        address = publisher.will("/a.csv", gives(body))
        assert list(fetched(FA, ledger, address))
        assert list(json.loads((ledger / "files" / f"{FA}.fetched.json").read_text())) == [address]

    def test_a_refusal_leaves_nothing(self, publisher: Publisher, ledger: Path) -> None:
        address = publisher.will("/a.csv", says(404))
        with pytest.raises(FetchError, match="no file at this address"):
            list(fetched(FA, ledger, address))
        assert not (ledger / "manifest.json").exists()
        assert not list((ledger / "files").glob("*.csv"))

    def test_a_broken_connection_is_gone_on_from(self, publisher: Publisher, ledger: Path, body: bytes) -> None:
        address = publisher.will("/a.csv", drops(body, 5000), gives(body))
        ((path, _),) = fetched(FA, ledger, address)
        assert path.read_bytes() == body
        assert publisher.headers("Range") == [None, "bytes=5000-"]

    def test_a_card_without_an_address(self, ledger: Path) -> None:
        assert not load_card("budget_justification").address
        with pytest.raises(NoAnswer, match="has no address on its card"):
            list(fetched("budget_justification", ledger, ""))
        assert not ledger.exists()

    def test_the_card_s_address_is_the_default(
        self, publisher: Publisher, ledger: Path, body: bytes, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        address = publisher.will("/card.csv", gives(body))
        card = load_card(FA).model_copy(update={"address": address})
        monkeypatch.setattr(taking, "load_card", lambda _: card)
        monkeypatch.setenv("CUADERNO_LEDGER", str(ledger))
        ((path, _),) = fetched(FA, None, "")
        assert path.parent == ledger / "files"

    def test_progress_is_shown_on_a_terminal_alone(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        taking._progress(5 << 20, 9 << 20)
        assert capsys.readouterr().err == ""
        monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
        taking._progress(5 << 20, 9 << 20)
        taking._progress(5 << 20, None)
        assert capsys.readouterr().err == "\r5 MB of 9 MB\r5 MB"
