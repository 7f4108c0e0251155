"""The UN's monthly reports: every printed form, what spoils them, and the nineteen real ones."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import pairwise
from pathlib import Path

import pytest
import typst

from cuaderno.errors import CuadernoError, ReadingError, UnknownName
from cuaderno.ledger.intake import Intake, read_file
from cuaderno.reading.pdf import read_box
from cuaderno.sources.card import folder_table, load_card
from cuaderno.sources.peacekeeping import read as reader
from cuaderno.sources.peacekeeping.read import COLUMNS
from cuaderno.statements.locator import PageBox, parse_locator

from . import make_peacekeeping_samples as made
from .make_peacekeeping_samples import HUB, ROWS, SAMPLES, Row
from .samples import SOURCES, small_card

HERE = SOURCES / "peacekeeping"
FORMS: dict[str, Callable[..., bytes]] = {**SAMPLES, "wide_2019": partial(made.wide_2019, day="31/10/2019")}
BY_COUNTRY = {"sample_2018", "sample_2023"}
SEXES_UNCHECKED = {"sample_2015", "sample_2024"}
"""Forms that print no sum of one sex."""

Figures = list[dict[str, str | None]]


def kept(folder: Path, data: bytes, name: str = "UN_country_contributions.pdf") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def rows_of(path: Path, layout: str = "report") -> Figures:
    return [dict(zip(COLUMNS, row, strict=True)) for row in reader.read(path, layout).rows]


def layout_of(form: str) -> str:
    return "country_report" if form in BY_COUNTRY else "report"


def intake(path: Path, scratch: Path) -> Intake:
    return read_file(small_card("peacekeeping"), path, scratch)


def people(figures: Figures) -> dict[tuple[str | None, ...], int]:
    """Men, women or both by mission, country and sex."""
    found: dict[tuple[str | None, ...], int] = {}
    for one in figures:
        if one["kind"] == "figure":
            key = (one["mission"], one["country"], one["sex"])
            found[key] = found.get(key, 0) + int((one["persons"] or "").replace(",", ""))
    return {key: number for key, number in found.items() if number}


def people_made(rows: tuple[Row, ...], form: str) -> dict[tuple[str | None, ...], int]:
    found: dict[tuple[str | None, ...], int] = {}
    for mission, country, _, men, women in rows:
        for sex, number in (("male", men), ("female", women)):
            key = (None if form in BY_COUNTRY else mission, country, None if form == "sample_2023" else sex)
            found[key] = found.get(key, 0) + number
    return {key: number for key, number in found.items() if number}


every_form = pytest.mark.parametrize("form", FORMS)


@every_form
def test_every_form_gives_the_people_that_were_printed(form: str, tmp_path: Path) -> None:
    figures = rows_of(kept(tmp_path, FORMS[form]()), layout_of(form))
    assert people(figures) == people_made(ROWS, form)
    assert {one["day"] for one in figures} == {figures[0]["day"]}


@pytest.mark.parametrize("form", SAMPLES)
def test_the_samples_are_those_the_script_makes(form: str, tmp_path: Path) -> None:
    anew = rows_of(kept(tmp_path, SAMPLES[form]()), layout_of(form))
    assert rows_of(HERE / f"{form}.pdf", layout_of(form)) == anew
    assert (HERE / "sample_hub.csv").read_text(encoding="utf-8").splitlines() == list(HUB)


@every_form
def test_every_printed_sum_agrees_and_is_set_aside(form: str, tmp_path: Path) -> None:
    taken = intake(kept(tmp_path, FORMS[form]()), tmp_path)
    assert taken.accounting.quarantined == {}
    assert taken.checks
    assert all(check.agree > 0 and check.differ == 0 for check in taken.checks.values())
    sums = sum(check.agree for check in taken.checks.values())
    assert sums + taken.accounting.set_aside.get("none_of_this_type", 0) + taken.accounting.rows_kept == (
        taken.accounting.rows_read
    )


@pytest.mark.parametrize("form", sorted(set(FORMS) - SEXES_UNCHECKED))
def test_figures_under_the_wrong_header_quarantine_the_month_whole(form: str, tmp_path: Path) -> None:
    taken = intake(kept(tmp_path, FORMS[form](swap=0)), tmp_path)
    [(reason, rows)] = taken.accounting.quarantined.items()
    assert rows == len(
        [one for one in rows_of(tmp_path / "UN_country_contributions.pdf", layout_of(form)) if one["kind"] == "figure"]
    )
    assert taken.accounting.rows_kept == taken.accounting.statements == 0
    assert reason.startswith("printed sums do not agree: ")
    assert "its rows give" in reason
    assert sum(check.differ for check in taken.checks.values()) >= 2


@pytest.mark.parametrize("form", sorted(set(SAMPLES) - {"sample_2023"}))
def test_figures_beside_their_columns_are_refused(form: str, tmp_path: Path) -> None:
    path = kept(tmp_path, FORMS[form](stray=5))
    with pytest.raises(ReadingError, match=r"does not have one figure each|prints more than one day"):
        reader.read(path, layout_of(form))


def less(rows: tuple[Row, ...], form: str) -> bytes:
    """The report with one man fewer in the first row, and the sums as they were."""
    mission, country, kind, men, women = rows[0]
    data = FORMS[form]
    total, made.total = made.total, lambda some: _and_one(total(some), rows[0] in some)
    try:
        return data(rows=((mission, country, kind, men, women), *rows[1:]))
    finally:
        made.total = total


def _and_one(sums: tuple[int, int], more: bool) -> tuple[int, int]:
    return (sums[0] + more, sums[1])


@pytest.mark.parametrize("form", sorted(set(FORMS) - {"sample_2024", "sample_2018", "sample_2023", "wide_2019"}))
def test_a_sum_that_is_one_off_names_the_difference(form: str, tmp_path: Path) -> None:
    taken = intake(kept(tmp_path, less(ROWS, form)), tmp_path)
    [reason] = taken.accounting.quarantined
    assert "BINUH" in reason
    assert "printed 3, its rows give 2" in reason or "printed 4, its rows give 3" in reason


def test_a_report_without_a_day_is_quarantined_though_its_sums_agree(tmp_path: Path) -> None:
    path = kept(tmp_path, made.wide_2019(), "UN_country_contributions_2019_10.pdf")
    assert reader.read(path, "report").as_of is None
    taken = intake(path, tmp_path)
    assert list(taken.accounting.quarantined) == ["the report prints no day"]
    assert taken.series == "report/undated"
    assert all(check.differ == 0 for check in taken.checks.values())


def flags_of(taken: Intake) -> set[str]:
    import duckdb

    with duckdb.connect() as connection:
        found = connection.execute(f"SELECT DISTINCT flags FROM '{taken.entries}'").fetchall()
    return {flags or "" for (flags,) in found}


def test_the_printed_day_counts_and_a_name_that_says_otherwise_is_flagged(tmp_path: Path) -> None:
    path = kept(tmp_path, made.merged(day="30/06/2022"), "UN_country_contributions_2020_06.pdf")
    taken = intake(path, tmp_path)
    assert taken.coverage == {"deployed": ["2022-06-30"]}
    assert taken.series == "report/2022-06"
    assert flags_of(taken) == {"named-otherwise"}
    assert flags_of(intake(kept(tmp_path, path.read_bytes(), "of_2022-06.pdf"), tmp_path)) == {""}


def test_a_report_with_as_many_women_as_men_is_flagged(tmp_path: Path) -> None:
    rows = tuple((*row[:3], row[3], row[3]) for row in ROWS)
    assert flags_of(intake(kept(tmp_path, made.mission_2020(rows)), tmp_path)) == {"sexes-doubtful"}


def test_a_name_on_the_edge_of_a_page_is_printed_on_both_and_read_once() -> None:
    texts = [read_box(HERE / "sample_2022.pdf", page, 115, 0, 100, 800) or "" for page in (1, 2)]
    assert all("Bangladesh" in text for text in texts)
    lines = {one["at"] for one in rows_of(HERE / "sample_2022.pdf") if one["country"] == "Bangladesh"}
    assert len(lines) == 3 * sum(row[1] == "Bangladesh" for row in ROWS)
    assert {str(at).split("&")[0] for at in lines} == {"#page=1", "#page=2"}


def other(body: str) -> bytes:
    return bytes(typst.compile(body.encode(), format="pdf", ignore_system_fonts=True, timestamp=0))


def with_row(*row: object) -> bytes:
    return made.merged((*ROWS, row))  # type: ignore[arg-type]


def unknown_type() -> bytes:
    known = made.SPELT[2021]
    made.SPELT[2021] = ("Observers", *known[1:])
    try:
        return made.merged()
    finally:
        made.SPELT[2021] = known


@pytest.mark.parametrize(
    ("data", "words", "error"),
    [
        pytest.param(lambda: b"", "is empty", ReadingError, id="empty"),
        pytest.param(lambda: b"Mission,Country\n", "is not a PDF|is missing", ReadingError, id="a table of text"),
        pytest.param(lambda: made.merged()[:9000], "cut short", ReadingError, id="cut in the middle"),
        pytest.param(
            lambda: other("= Annual report\nMission and country"), "no monthly report", ReadingError, id="another PDF"
        ),
        pytest.param(lambda: other("#rect()"), "is a scan", ReadingError, id="a scan"),
        pytest.param(unknown_type, "is no type of personnel|is no name", ReadingError, id="an unknown type"),
        pytest.param(
            lambda: with_row("UNIFIL", "Colombai", "staff", 1, 0),
            r"'Colombai'.*near: Colombia",
            UnknownName,
            id="an unknown country",
        ),
        pytest.param(
            lambda: made.merged(day="31/02/2021"), "prints '31/02/2021'", ReadingError, id="a day that is none"
        ),
        pytest.param(
            lambda: made.merged(day="30/04/2021 and 31/05/2021"), "more than one day", ReadingError, id="two days"
        ),
    ],
)
def test_what_is_no_report_is_refused_in_words(
    data: Callable[[], bytes], words: str, error: type[CuadernoError], tmp_path: Path
) -> None:
    path = kept(tmp_path, data())
    with pytest.raises(error, match=words) as caught:
        intake(path, tmp_path)
    assert path.name in caught.value.message
    assert "\n" not in caught.value.message


DAYS = {
    "2015_06": "2015-06-30", "2016_12": "2016-12-31", "2017_04": "2017-04-30", "2017_06": "2017-06-30", "2018_04": "2018-04-30",
    "2019_10": None, "2019_12": "2019-12-31", "2020_06": "2022-06-30", "2020_08": "2020-08-31", "2021_03": "2021-03-31",
    "2021_09": "2021-09-30", "2022_03": "2022-03-31", "2022_09": "2022-09-30", "2023_06": "2023-06-30", "2023_09": "2023-09-30",
    "2024_03": "2024-03-31", "2024_10": "2024-10-31", "2025_01": "2025-01-31", "2025_07": "2025-07-31",
}  # fmt: skip

ALL_PEOPLE = {
    "2017_06": 96_853, "2018_04": 91_165, "2019_12": 83_331, "2020_06": 74_892, "2020_08": 81_820, "2022_09": 75_224,
    "2023_09": 72_631,
}  # fmt: skip
"""The sums of all, as some of the files print them."""


@pytest.fixture(scope="module")
def read_once() -> Iterator[None]:
    """Each of the real reports is read once, whoever asks for it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "read", cache(reader.read))
        yield


@pytest.mark.shared
@pytest.mark.usefixtures("read_once", "untraced")
@pytest.mark.parametrize("named", DAYS)
def test_a_real_report_agrees_with_every_sum_it_prints(named: str, shared: Path, tmp_path: Path) -> None:
    path = shared / "data" / "un_peacekeeping" / f"UN_country_contributions_{named}.pdf"
    taken = read_file(load_card("peacekeeping"), path, tmp_path)
    assert taken.checks
    assert {name: check.differ for name, check in taken.checks.items()} == dict.fromkeys(taken.checks, 0)
    day = DAYS[named]
    if day is None:
        assert list(taken.accounting.quarantined) == ["the report prints no day"]
        return
    assert taken.accounting.quarantined == {}
    assert taken.coverage == {"deployed": [day]}
    flags = {"2020_06": {"named-otherwise"}, "2020_08": {"sexes-doubtful"}}
    assert flags_of(taken) == flags.get(named, {""})
    known = load_card("peacekeeping").publication(taken.sha256)
    assert known is not None
    assert str(known.as_of) == day


@pytest.mark.shared
@pytest.mark.usefixtures("read_once", "untraced")
def test_the_real_reports_hold_what_is_known_of_them(shared: Path) -> None:
    names = {row["published"] for row in folder_table("peacekeeping", "names.csv")}
    colombia = {}
    for named in DAYS:
        layout = "country_report" if named in {"2018_04", "2023_09"} else "report"
        path = shared / "data" / "un_peacekeeping" / f"UN_country_contributions_{named}.pdf"
        figures = rows_of(path, layout)
        assert {one["country"] for one in figures} - {None} <= names
        found = people(figures)
        assert sum(found.values()) == ALL_PEOPLE.get(named, sum(found.values()))
        colombia[named] = sum(number for key, number in found.items() if key[1] == "Colombia")
        for one in figures[::97]:
            where = parse_locator(one["at"] or "")
            assert isinstance(where, PageBox)
            assert read_box(path, where.page, where.left, where.top, where.width, where.height) == one["persons"]
    assert (
        colombia["2023_09"] == 5
    )  # four experts on mission and a staff officer, as the State Department's sheet counts


@pytest.mark.shared
@pytest.mark.usefixtures("read_once", "untraced")
def test_merged_cells_give_the_countries_that_the_order_of_the_text_gives(shared: Path) -> None:
    """The file's own order of texts is another witness to which country a line is of: it comes before its lines."""
    from cuaderno.reading.pdf import read_texts

    path = shared / "data" / "un_peacekeeping" / "UN_country_contributions_2023_06.pdf"
    order = " ".join(" ".join(read_texts(path)).split())
    lines = [one for one in rows_of(path) if one["kind"] == "row_total"]
    at = 0
    for before, one in pairwise([None, *lines]):
        wanted = f"{one['type']} " if one else ""
        if before is None or before["country"] != one["country"] or before["mission"] != one["mission"]:
            wanted = f"{one['country']} {wanted}"
        at = order.find(wanted, at)
        assert at >= 0, one
        at += len(wanted)


def test_every_country_name_stands_once_and_the_hub_has_its_own_columns() -> None:
    published = [row["published"] for row in folder_table("peacekeeping", "names.csv")]
    assert len(set(published)) == len(published)
    assert next(csv.reader(HUB)) == [
        "contribution_id", "isocode3", "contributing_country", "mission_acronym", "personnel_type", "female_personnel",
        "male_personnel", "last_reporting_date",
    ]  # fmt: skip
