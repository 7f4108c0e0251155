from __future__ import annotations

import re
import shutil
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from cuaderno.errors import NoAnswer, QuestionError, ReadingError
from cuaderno.ledger.build import take_in
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.reopen import amount_in, cell_text
from cuaderno.ledger.store import Store, edition_directory
from cuaderno.sources.snapshot import sha256_of

FMF_2017 = "e3c472087c261258"
GREENBOOK = "us_foreignaid_greenbook.xlsx"
SHEET = "Economic and Military Aid"
FA_2021 = "050784a0e09965c4"


@pytest.fixture(scope="module")
def greenbook(shared: Path) -> Path:
    return shared / "data" / "greenbook" / GREENBOOK


@pytest.fixture(scope="module")
def row(edition_ledger: Ledger) -> int:
    """The row of the cell; a rebuilt edition may read another order of equals, the place is the file's own."""
    match = re.search(r"cell=H(\d+)$", edition_ledger.cite(FMF_2017).statement.locator)
    assert match
    return int(match[1])


def altered(workbook: Path, target: Path, cell: str, reads: str) -> Path:
    """A copy of a workbook in which one numeric cell reads otherwise; every other part is the same byte for byte."""
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for part in old.namelist():
            content = old.read(part)
            if part == "xl/worksheets/sheet1.xml":
                pattern = rb'(<c r="%s"[^>]*><v>)[^<]*(</v>)' % cell.encode()
                content, found = re.subn(pattern, rb"\g<1>%s\g<2>" % reads.encode(), content)
                assert found == 1
            new.writestr(part, content)
    return target


def small_workbook(path: Path, row: int, value: object, sheet: str = SHEET) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    page.cell(row=1, column=1, value="made up")
    page.cell(row=row, column=8, value=value)  # type: ignore[arg-type]
    book.save(path)
    return path


class TestWhere:
    def test_sheet_cell_column_file_and_publisher(self, edition_ledger: Ledger, row: int) -> None:
        found = edition_ledger.cite(f"{FMF_2017}@3dba11a5eda8")
        assert found.statement.value == 38_525_000
        assert found.statement.locator == f"#sheet=Economic%20and%20Military%20Aid&cell=H{row}"
        assert found.column == "Obligations (Historical Dollars)"
        assert found.snapshot.file == GREENBOOK
        assert len(found.snapshot.sha256) == 64
        assert found.publisher == "U.S. Agency for International Development"
        assert found.newest
        assert found.others == ()
        assert found.reopened.status == "not_at_hand"

    def test_the_constant_amount_has_its_own_citation(self, edition_ledger: Ledger) -> None:
        found = edition_ledger.cite("e3c472087c261259")
        assert (found.statement.value, found.statement.unit) == (40_698_289, "USD@2020")
        assert found.column == "Obligations (Constant Dollars)"

    def test_the_newest_answers_and_the_others_are_listed(self, edition_ledger: Ledger) -> None:
        newest = edition_ledger.cite(FA_2021)
        assert (newest.statement.value, newest.newest) == (746_118_618, True)
        (other,) = newest.others
        old = edition_ledger.cite(other.citation)
        assert (old.statement.value, old.newest) == (73_494_702, False)
        assert [one.citation for one in old.others] == [newest.statement.citation]

    @pytest.mark.parametrize(
        "text",
        ["", "e3c47208", "e3c472087c261258@", "e3c472087c261258@zz", "\u200be3c472087c261258", "x" * 100_000, "'--"],
    )
    def test_no_citation(self, edition_ledger: Ledger, text: str) -> None:
        with pytest.raises(QuestionError, match="is no citation") as wrong:
            edition_ledger.cite(text)
        assert len(str(wrong.value)) < 400

    def test_no_such_statement(self, edition_ledger: Ledger) -> None:
        for key in ("0000000000000000", "ffffffffffffffff"):
            with pytest.raises(NoAnswer, match=key):
                edition_ledger.cite(key)

    def test_not_in_that_snapshot(self, edition_ledger: Ledger) -> None:
        with pytest.raises(NoAnswer, match="it is in 3dba11a5eda8"):
            edition_ledger.cite(f"{FMF_2017}@ffffffffffff")

    def test_spaces_and_capitals_do_not_matter(self, edition_ledger: Ledger) -> None:
        assert edition_ledger.cite(f" {FMF_2017.upper()}@3DBA11 ").statement.value == 38_525_000

    def test_a_source_that_prints_no_constant_dollars(self, edition_ledger: Ledger) -> None:
        (one,) = edition_ledger.rows(recipient="COL", stage="allocated", years="FY2010", programme="FMF")
        with pytest.raises(NoAnswer):
            edition_ledger.cite(f"{one.key | 1:016x}")

    def test_cells_of_many(self, edition_ledger: Ledger, row: int) -> None:
        cites = [f"{FMF_2017}@3dba11a5eda8", f"{FA_2021}@1e7e3e682a36"]
        cells = edition_ledger.cells(cites)
        assert list(cells) == cites
        assert cells[cites[0]].endswith(f"cell=H{row}")
        assert cells[cites[1]] == edition_ledger.cite(cites[1]).statement.locator
        assert edition_ledger.cells([]) == {}

    def test_cells_that_are_not_held_are_left_out(self, edition_ledger: Ledger) -> None:
        (one,) = edition_ledger.rows(recipient="COL", stage="allocated", years="FY2010", programme="FMF")
        no_constant = f"{one.key | 1:016x}@{one.snapshot}"
        strange = ["0000000000000000@3dba11a5eda8", f"{FMF_2017}@ffffffffffff", FMF_2017, no_constant]
        assert edition_ledger.cells(strange) == {}
        assert list(edition_ledger.cells([*strange, one.citation])) == [one.citation]


class TestReopened:
    def test_unchanged(self, edition_ledger: Ledger, greenbook: Path) -> None:
        again = edition_ledger.cite(FMF_2017, file=greenbook).reopened
        assert (again.status, again.same_file, again.value) == ("unchanged", True, 38_525_000)

    def test_this_cell_altered(self, edition_ledger: Ledger, greenbook: Path, row: int, tmp_path: Path) -> None:
        copy = altered(greenbook, tmp_path / "copy.xlsx", f"H{row}", "38525001")
        again = edition_ledger.cite(FMF_2017, file=copy).reopened
        assert (again.status, again.same_file, again.value) == ("reads_otherwise", False, 38_525_001)
        assert again.text is not None
        assert again.text.startswith("38525001")

    def test_another_cell_altered(self, edition_ledger: Ledger, greenbook: Path, row: int, tmp_path: Path) -> None:
        copy = altered(greenbook, tmp_path / "copy.xlsx", f"H{row + 1}", "1")
        again = edition_ledger.cite(FMF_2017, file=copy).reopened
        assert (again.status, again.same_file) == ("unchanged", False)

    def test_a_table(self, edition_ledger: Ledger, shared: Path, tmp_path: Path) -> None:
        file = shared / "data" / "foreignassistance" / "us_foreign_aid_country_2021.csv"
        cite = f"{FA_2021}@1e7e3e682a36"
        assert edition_ledger.cite(cite, file=file).reopened.status == "unchanged"
        text = file.read_text(encoding="utf-8")
        (tmp_path / "copy.csv").write_text(text.replace(",73494702,", ",73494703,"), encoding="utf-8")
        again = edition_ledger.cite(cite, file=tmp_path / "copy.csv").reopened
        assert (again.status, again.text) == ("reads_otherwise", "73494703")
        (tmp_path / "cut.csv").write_text("\n".join(text.splitlines()[:100]) + "\n", encoding="utf-8")
        assert edition_ledger.cite(cite, file=tmp_path / "cut.csv").reopened.status == "not_there"

    @pytest.mark.parametrize(
        ("value", "status", "amount"),
        [
            (38_525_000, "unchanged", 38_525_000),
            ("$38,525,000.00", "unchanged", 38_525_000),
            (38_525_000.5, "reads_otherwise", Decimal("38525000.5")),
            ("withheld", "reads_otherwise", None),
        ],
    )
    def test_whatever_the_cell_holds(
        self, edition_ledger: Ledger, row: int, tmp_path: Path, value: object, status: str, amount: object
    ) -> None:
        file = small_workbook(tmp_path / "small.xlsx", row, value)
        again = edition_ledger.cite(FMF_2017, file=file).reopened
        assert (again.status, again.same_file, again.value) == (status, False, amount)

    def test_a_workbook_that_ends_before_the_cell(self, edition_ledger: Ledger, tmp_path: Path) -> None:
        file = small_workbook(tmp_path / "small.xlsx", 3, 1)
        again = edition_ledger.cite(FMF_2017, file=file).reopened
        assert (again.status, again.text, again.value) == ("not_there", None, None)

    def test_another_sheet(self, edition_ledger: Ledger, row: int, tmp_path: Path) -> None:
        file = small_workbook(tmp_path / "small.xlsx", row, 1, sheet="Other")
        with pytest.raises(ReadingError, match="sheet"):
            edition_ledger.cite(FMF_2017, file=file)

    @pytest.mark.parametrize("what", ["missing", "folder", "text", "empty"])
    def test_no_workbook(self, edition_ledger: Ledger, tmp_path: Path, what: str) -> None:
        file = tmp_path / "file.xlsx"
        if what == "folder":
            file.mkdir()
        elif what != "missing":
            file.write_text("no workbook" if what == "text" else "")
        with pytest.raises(ReadingError):
            edition_ledger.cite(FMF_2017, file=file)

    def test_nil(self, edition_ledger: Ledger, shared: Path) -> None:
        (nil,) = edition_ledger.rows(recipient="COL", stage="allocated", years="FY2010", programme="DA")
        file = shared / "data" / "state_cbj" / "STATE budget by country.10.csv"
        again = edition_ledger.cite(nil.citation, file=file).reopened
        assert (again.status, again.text, again.value) == ("unchanged", "-", 0)


class TestHeld:
    """A file that was taken in is tried where it was."""

    def test_until_it_is_moved(self, shared: Path, tmp_path: Path) -> None:
        file = shared / "data" / "foreignassistance" / "us_foreign_aid_country_2021.csv"
        copy = Path(shutil.copy(file, tmp_path / "kept.csv"))
        take_in("foreign_assistance", copy, tmp_path / "ledger")
        ledger = Ledger(Store([edition_directory(), tmp_path / "ledger"]))
        cite = f"{FA_2021}@1e7e3e"
        assert ledger.cite(cite).reopened.path == str(copy)
        assert ledger.cite(cite).reopened.same_file
        copy.unlink()
        assert ledger.cite(cite).reopened.status == "not_at_hand"


class TestReopen:
    def test_amounts_by_the_rules_of_the_layout(self, edition_ledger: Ledger) -> None:
        snapshots = {one.snapshot: one for one in edition_ledger.snapshots}
        table = snapshots["c5815240cf51"]
        assert amount_in(table, "-") == 0
        assert amount_in(table, "1,695") == 1_695_000
        with pytest.raises(ReadingError, match="not an amount"):
            amount_in(table, "n/a")

    def test_a_place_that_is_no_cell(self, edition_ledger: Ledger, tmp_path: Path) -> None:
        snapshot = edition_ledger.cite(FMF_2017).snapshot
        (tmp_path / "a.pdf").write_text("x")
        with pytest.raises(NoAnswer, match="#page=3"):
            cell_text(edition_ledger.store, snapshot, "#page=3", tmp_path / "a.pdf")

    def test_the_hash_is_that_of_the_file(self, edition_ledger: Ledger, greenbook: Path) -> None:
        assert sha256_of(greenbook) == edition_ledger.cite(FMF_2017).snapshot.sha256
