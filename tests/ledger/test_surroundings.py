"""A cell in its surroundings as published: tables, records, elements and texts, and files that change or are gone."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuaderno.ledger import surroundings as module
from cuaderno.ledger.build import take_in
from cuaderno.ledger.cite import cite
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.opened_files import _OPEN, KEPT_BYTES, kept
from cuaderno.ledger.published_rows import Table, in_json
from cuaderno.ledger.published_text import in_text, in_xml
from cuaderno.ledger.store import Store
from cuaderno.ledger.surroundings import surroundings
from cuaderno.statements.locator import CharSpan

from .made_up import publication

texts = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\r"), max_size=8)


@given(
    st.lists(st.lists(texts, min_size=2, max_size=3), min_size=1, max_size=90), st.integers(1, 90), st.integers(0, 7)
)
def test_records_are_found_by_their_number(rows: list[list[str]], first: int, more: int) -> None:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    table = Table(written.getvalue().encode(), "utf-8", ",")
    assert table.size == len(rows)
    assert table.records(first, first + more) == [tuple(row) for row in rows[first - 1 : first + more]]


def test_blank_lines_are_no_records() -> None:
    table = Table(b"a,b\n\n1,2\n\n\n3,4\n", "utf-8", ",")
    assert table.records(1, 9) == [("a", "b"), ("1", "2"), ("3", "4")]


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ledger, Path]:
    folder = tmp_path_factory.mktemp("taken")
    file = publication(folder / "us_foreign_aid_country_2030.csv", changed={("Colombia", 2010): 4_321})
    take_in("foreign_assistance", file, folder / "ledger")
    return Ledger(Store([folder / "ledger"])), file


class TestAFileThatWasTakenIn:
    def opened(self, ledger: Ledger) -> tuple[object, object, str]:
        one = next(iter(ledger.rows(recipient="COL", years="FY2010", limit=1)))
        found = cite(ledger.store, one.citation, reopen=False)
        return found.statement, found.snapshot, one.citation

    def test_the_row_with_its_header_and_neighbours(self, taken: tuple[Ledger, Path]) -> None:
        ledger, _ = taken
        statement, snapshot, citation = self.opened(ledger)
        again, around = surroundings(ledger.store, statement, snapshot)  # type: ignore[arg-type]
        assert again == ledger.cite(citation).reopened
        assert again.status == "unchanged"
        assert around is not None
        assert around.kind == "table"
        assert around.head[around.column - 1] == "current_amount"
        assert around.text == "4321"
        assert len(around.lines) == 7
        (mine,) = [line for line in around.lines if line.here]
        assert mine.cells[1] == "Colombia"
        assert mine.cells[around.column - 1] == "4321"
        assert [line.number for line in around.lines] == list(range(mine.number - 3, mine.number + 4))

    def test_a_file_written_anew_is_read_anew(self, taken: tuple[Ledger, Path]) -> None:
        ledger, file = taken
        statement, snapshot, _ = self.opened(ledger)
        before = file.read_text(encoding="utf-8")
        file.write_text(before.replace("4321", "9999999"), encoding="utf-8")
        again, around = surroundings(ledger.store, statement, snapshot)  # type: ignore[arg-type]
        assert again.status == "reads_otherwise"
        assert not again.same_file
        assert around is not None
        assert around.text == "9999999"
        file.write_text("\n".join(before.splitlines()[:50]) + "\n", encoding="utf-8")
        again, around = surroundings(ledger.store, statement, snapshot)  # type: ignore[arg-type]
        assert again.status == "not_there"
        file.write_bytes(b'"a quotation mark that is never closed\xff')
        assert surroundings(ledger.store, statement, snapshot)[0].status == "unreadable"  # type: ignore[arg-type]
        file.write_text(before, encoding="utf-8")

    def test_too_large_or_not_at_hand(self, taken: tuple[Ledger, Path], monkeypatch: pytest.MonkeyPatch) -> None:
        ledger, file = taken
        statement, snapshot, _ = self.opened(ledger)
        monkeypatch.setattr(module, "MOST_BYTES", 1000)
        assert surroundings(ledger.store, statement, snapshot) == (module_status("too_large", file), None)  # type: ignore[arg-type]
        away = file.rename(file.with_suffix(".away"))
        assert surroundings(ledger.store, statement, snapshot)[0].status == "not_at_hand"  # type: ignore[arg-type]
        away.rename(file)


def module_status(status: str, file: Path) -> object:
    from cuaderno.ledger.cite import Reopened

    return Reopened(status, str(file))


def test_no_more_is_kept_than_fits(tmp_path: Path) -> None:
    for number in range(4):
        file = tmp_path / f"{number}.bin"
        with file.open("wb") as written:
            written.truncate(KEPT_BYTES // 2)
        kept(file, "test", lambda number=number: number)
    assert [name for name in _OPEN if name[1] == "test"][-1][0].endswith("3.bin")
    assert sum(name[3] for name in _OPEN if name[1] != "hash") <= KEPT_BYTES


class TestRecords:
    def test_a_value_among_the_records_of_its_array(self, tmp_path: Path) -> None:
        file = tmp_path / "list.json"
        file.write_text(json.dumps([{"name": f"n{at}", "a/b": at * 10} for at in range(9)]), encoding="utf-8")
        around = in_json(file, "/4/a~1b")
        assert around.head == ("name", "a/b")
        assert around.column == 2
        assert around.text == "40"
        assert [(line.number, line.cells[1], line.here) for line in around.lines] == [
            (at, str(at * 10), at == 4) for at in range(1, 8)
        ]

    def test_a_feature_of_a_collection(self, tmp_path: Path) -> None:
        file = tmp_path / "map.json"
        features = [{"properties": {"kind": "mine", "year": at}} for at in range(3)]
        file.write_text(json.dumps({"features": features}), encoding="utf-8")
        around = in_json(file, "/features/0/properties/year")
        assert [line.cells for line in around.lines] == [("mine", "0"), ("mine", "1"), ("mine", "2")]
        assert around.lines[0].here

    def test_a_value_that_is_not_there_any_more(self, tmp_path: Path) -> None:
        file = tmp_path / "short.json"
        file.write_text("[]", encoding="utf-8")
        assert in_json(file, "/4/name").text is None

    def test_an_element_among_its_neighbours(self, tmp_path: Path) -> None:
        file = tmp_path / "visits.xml"
        file.write_text("<visits><visit><who>A</who><when>1999</when></visit></visits>", encoding="utf-8")
        around = in_xml(file, "/visits/visit[1]/when")
        assert around is not None
        assert [(line.cells, line.here) for line in around.lines] == [(("who", "A"), False), (("when", "1999"), True)]
        assert around.text == "1999"
        missing = in_xml(file, "/visits/visit[2]/when")
        assert missing is not None
        assert missing.text is None

    def test_words_in_a_text(self, tmp_path: Path) -> None:
        file = tmp_path / "sheet.txt"
        said = "First line.\n\nIt gave $5 million to Peru.\nLast line.\n"
        file.write_text(said, encoding="utf-8")
        start = said.index("$5")
        around = in_text(file, CharSpan(start, start + 10))
        assert around.text == "$5 million"
        assert [(line.number, line.cells) for line in around.lines] == [
            (1, ("First line.",)),
            (3, ("It gave ", "$5 million", " to Peru.")),
            (4, ("Last line.",)),
        ]
        assert in_text(file, CharSpan(900, 901)).text is None


@pytest.mark.shared
def test_a_cell_of_a_report_and_of_a_workbook_read_as_the_citation_does(shared: Path, tmp_path: Path) -> None:
    report = shared / "data" / "un_peacekeeping" / "UN_country_contributions_2023_06.pdf"
    table = shared / "data" / "state_cbj" / "STATE budget by country.15.csv"
    take_in("peacekeeping", report, tmp_path)
    take_in("budget_justification", table, tmp_path)
    ledger = Ledger(Store([tmp_path]))
    for source, kind in (("peacekeeping", "text"), ("budget_justification", "table")):
        for one in list(ledger.rows(source=source, limit=40))[::13]:
            found = cite(ledger.store, one.citation, reopen=False)
            again, around = surroundings(ledger.store, found.statement, found.snapshot)
            assert again == ledger.cite(one.citation).reopened
            assert again.status == "unchanged"
            assert around is not None
            assert around.kind == kind
            (mine,) = [line for line in around.lines if line.here]
            assert mine.cells[1 if kind == "text" else around.column - 1] == around.text
