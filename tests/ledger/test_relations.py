"""A table of relations taken in: dated stages with their places, every row accounted for, and what is no table of relations refused."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from cuaderno.errors import CuadernoError, NoAnswer, ReadingError, SourceError, UnknownName
from cuaderno.ledger.build import Facts, Taken, take_in
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.store import Store
from cuaderno.sources.card import Expect, folder, load_card

SAMPLE = Path(str(folder("commitments") / "sample.csv"))
Rows = list[dict[str, str]]


def take(path: Path, directory: Path) -> Taken:
    card = load_card("commitments")
    layouts = tuple(one.model_copy(update={"expect": Expect(rows_min=1, rows_max=50)}) for one in card.layouts)
    return take_in("commitments", path, directory, Facts(), card=card.model_copy(update={"layouts": layouts}))


def changed(target: Path, change: Callable[[Rows], object]) -> Path:
    """The sample with its rows changed, under its own name."""
    rows = list(csv.DictReader(SAMPLE.read_text(encoding="utf-8").splitlines()))
    change(rows)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path = target / "changed.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def put(at: int, **values: str) -> Callable[[Rows], object]:
    return lambda rows: rows[at].update(values)


def test_every_row_is_accounted_for_and_an_unknown_date_is_a_blank(tmp_path: Path) -> None:
    books = take(SAMPLE, tmp_path).snapshot.accounting
    assert books.holds()
    assert (books.rows_read, books.rows_kept, books.statements, books.blanks) == (8, 8, 7, {"not_reported": 1})


def test_a_snapshot_of_relations_covers_years_by_stage_and_holds_no_figures(tmp_path: Path) -> None:
    snapshot = take(SAMPLE, tmp_path).snapshot
    assert snapshot.coverage["in_force"] == ["CY1991", "CY1992", "CY2005"]
    assert (snapshot.entries, snapshot.lines) == ("", "")
    assert snapshot.newest == "CY2010"
    ledger = Ledger(Store([tmp_path]))
    with pytest.raises(NoAnswer):
        ledger.total(recipient="COL", stage="obligated")
    with pytest.raises(NoAnswer, match="relations and no figures"):
        ledger.cite("0123456789abcdef")


def test_the_same_table_gives_the_same_bytes_and_is_taken_once(tmp_path: Path) -> None:
    names = set()
    for at in ("one", "other"):
        assert take(SAMPLE, tmp_path / at).new
        names |= {path.name for path in (tmp_path / at / "statements").iterdir()}
    assert len(names) == 1
    assert not take(SAMPLE, tmp_path / "one").new


def test_a_key_is_the_relations_own_in_every_snapshot(tmp_path: Path) -> None:
    take(SAMPLE, tmp_path)
    before = Ledger(Store([tmp_path])).commitments("Brazil").groups[0].relations[0].relation.key
    take(changed(tmp_path, lambda rows: rows.reverse()), tmp_path)
    after = Ledger(Store([tmp_path])).commitments("Brazil").groups[0].relations[0].relation.key
    assert before == after
    assert before % 2 == 0


HOSTILE: tuple[tuple[str, Callable[[Rows], object], type[CuadernoError], str], ...] = (
    ("an unknown party", put(0, party="Brazilia"), UnknownName, r"'Brazilia' in row 2 \(near: Brazil"),
    ("an unknown partner", put(0, partner="TIARR"), UnknownName, "'TIARR' in row 2"),
    ("an unknown viewer", put(4, view="Unitd States"), UnknownName, r"'Unitd States' in row 6 \(near: United States"),
    ("no party", put(7, party=""), UnknownName, "'' in row 9"),
    ("an unknown type", put(7, type="FRIENDSHIP"), ReadingError, "row 9: 'FRIENDSHIP' is no type of a relation"),
    ("an unknown stage", put(7, stage="hoped"), ReadingError, "row 9: 'hoped' is no stage of a relation"),
    ("an unknown role", put(7, party_role="boss"), ReadingError, "row 9: 'boss' is no party role"),
    ("an unknown mark", put(7, evidence="sure"), ReadingError, "row 9: 'sure' is no evidence"),
    ("no mark", put(7, evidence=""), ReadingError, "row 9: '' is no evidence"),
    ("a date that is none", put(7, date="2010-13-01"), ReadingError, "row 9: '2010-13-01' is no date as known"),
    ("a date in words", put(7, date="spring 2010"), ReadingError, "row 9: 'spring 2010' is no date as known"),
    ("an end before the beginning", put(7, date_end="2009"), ReadingError, "row 9: it ends on 2009, before"),
    ("two titles of one relation", put(1, title_en="Another"), SourceError, "Rows 2 and 5 .* not one relation"),
    ("two partners of one relation", put(1, partner="Colombia"), SourceError, "not one relation"),
    ("nothing under the header", lambda rows: rows.__delitem__(slice(1, None)) or rows[0].clear(), CuadernoError, "."),
)  # fmt: skip


@pytest.mark.parametrize(("change", "error", "words"), [one[1:] for one in HOSTILE], ids=[one[0] for one in HOSTILE])
def test_a_spoilt_table_is_refused_in_words_and_leaves_the_ledger_as_it_was(
    change: Callable[[Rows], object], error: type[CuadernoError], words: str, tmp_path: Path
) -> None:
    directory = tmp_path / "ledger"
    take(SAMPLE, directory)
    before = {path.name: path.read_bytes() for path in directory.rglob("*") if path.is_file()}
    with pytest.raises(error, match=words) as caught:
        take(changed(tmp_path, change), directory)
    assert "\n" not in caught.value.message
    assert {path.name: path.read_bytes() for path in directory.rglob("*") if path.is_file()} == before


def test_a_table_cut_short_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="8 rows where the card expects at least 400"):
        take_in("commitments", SAMPLE, tmp_path)


def test_texts_are_data_and_stay_data(tmp_path: Path) -> None:
    hostile = "'); DROP TABLE staged; --\n=1+1 <b>🙂</b>"
    take(changed(tmp_path, put(7, note_en=hostile, title_en=hostile)), tmp_path)
    found = Ledger(Store([tmp_path])).commitments("Colombia", kind="AID_MEASURE")
    (one,) = found.groups[0].relations
    assert (one.relation.title_en, one.relation.stages[0].note_en) == (hostile, hostile)
