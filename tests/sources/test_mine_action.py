"""Mine action: events as published, clearance with its bounds, victims; and what is refused."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cuaderno.errors import CannotAdd, CuadernoError, ReadingError
from cuaderno.reading.json import read_pointer
from cuaderno.sources.card import folder_table
from cuaderno.statements.locator import JsonPointer, TableCell, parse_locator
from cuaderno.statements.measures import Addend, check_addable
from cuaderno.statements.statement import Statement

from .samples import SOURCES, open_alone, statements_of, take

FOLDER = SOURCES / "mine_action"
EVENTS = json.loads((FOLDER / "sample.json").read_text(encoding="utf-8"))
CLEARANCE = (FOLDER / "sample_clearance.csv").read_text(encoding="utf-8")
VICTIMS = (FOLDER / "sample_victims.csv").read_text(encoding="utf-8")


def written(directory: Path, text: str | bytes, name: str) -> Path:
    path = directory / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def said(path: Path, directory: Path) -> list[Statement]:
    taken = take("mine_action", path, directory / "ledger")
    return statements_of(open_alone(directory / "ledger"), taken.snapshot.snapshot)


# ---- events


@pytest.mark.shared
@pytest.mark.parametrize(
    ("year", "events", "accidents"), [("2017", 648, 37 + 3), ("2018", 552, 109 + 8), ("2019", 367, 35 + 2)]
)
def test_every_published_event_counts_as_one(
    year: str, events: int, accidents: int, shared: Path, tmp_path: Path
) -> None:
    path = shared / "data" / "mine_events" / f"{year}.json"
    statements = said(path, tmp_path)
    assert len(statements) == events
    assert {(one.value, one.unit, one.stage, one.period) for one in statements} == {
        (Decimal(1), "events", "recorded", f"CY{year}")
    }
    assert sum((one.category or "").startswith("Accidente") for one in statements) == accidents
    assert len({one.key for one in statements}) == events
    for one in statements[:: events // 5]:
        where = parse_locator(one.locator)
        assert isinstance(where, JsonPointer)
        assert read_pointer(path, where.pointer) in {"1", "2", "4", "8"}


@pytest.mark.shared
def test_years_of_events_stand_side_by_side_and_add_up(shared: Path, tmp_path: Path) -> None:
    for year in ("2017", "2018", "2019"):
        take("mine_action", shared / "data" / "mine_events" / f"{year}.json", tmp_path)
    ledger = open_alone(tmp_path)
    assert ledger.total(stage="recorded", unit="events", source="mine_action").value == 1_567
    by_type = ledger.total(stage="recorded", unit="events", source="mine_action", by="category")
    assert {figure.group: figure.value for figure in by_type.figures} == {
        "Desminado militar en operaciones": 1_361,
        "Accidente por MAP": 181,
        "Accidente por MUSE": 13,
        "Sospecha de campo minado": 12,
    }


def spoilt(**changes: object) -> dict[str, Any]:
    """The sample with its first feature changed; None takes a member away."""
    document = json.loads(json.dumps(EVENTS))
    feature = document["features"][0]
    for name, value in changes.items():
        target = feature if name == "geometry" else feature["properties"]
        if value is None:
            del target[name]
        else:
            target[name] = value
    return document  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (spoilt(TIPO_EVENTO="9"), "type of event '9' is not among those that the file explains"),
        (spoilt(MUNICIPIO=None), "should have TIPO_EVENTO, DEPARTAMENTO"),
        (spoilt(ANIO="2016"), "should have TIPO_EVENTO, DEPARTAMENTO"),
        (spoilt(MUNICIPIO={}), "should have TIPO_EVENTO, DEPARTAMENTO"),
        (spoilt(geometry=None), "does not stand at a point"),
        (spoilt(geometry={"type": "Point", "coordinates": [4.6, 174.1]}), "does not stand at a point"),
        (spoilt(geometry={"type": "Point", "coordinates": ["east", 4.6]}), "does not stand at a point"),
        (spoilt(geometry={"type": "Polygon", "coordinates": [[[1, 2]]]}), "does not stand at a point"),
        (spoilt(AÑO="2O16"), "'2O16' is not a year|CY2O16"),
        (spoilt(AÑO="2015"), "should speak of one year, and speaks of 2"),
        ({**EVENTS, "features": []}, "no row|not one row|at least"),
        ({**EVENTS, "features": {}}, "neither a list"),
        ({**EVENTS, "properties": {}}, "does not say what its types of event are"),
        (EVENTS["features"], "does not say what its types of event are"),
    ],
)
def test_events_that_are_spoilt_are_refused(document: object, words: str, tmp_path: Path) -> None:
    with pytest.raises(CuadernoError, match=words) as caught:
        said(written(tmp_path, json.dumps(document), "events.json"), tmp_path)
    assert "\n" not in caught.value.message
    assert not (tmp_path / "ledger" / "manifest.json").exists()


def test_a_truncated_collection_is_refused(tmp_path: Path) -> None:
    text = (FOLDER / "sample.json").read_text(encoding="utf-8")
    with pytest.raises(ReadingError, match="ends in the middle"):
        said(written(tmp_path, text[: len(text) // 2], "events.json"), tmp_path)


# ---- clearance


def test_a_row_beyond_its_bound_is_quarantined_whole_and_nothing_else_is(tmp_path: Path) -> None:
    taken = take("mine_action", FOLDER / "sample_clearance.csv", tmp_path)
    reason = "implausible: an area cleared of 43415000000 square metres, where 46000000 is the most there can be"
    assert taken.snapshot.accounting.quarantined == {reason: 1}
    assert taken.snapshot.accounting.rows_kept == 3
    assert not any(
        one.period == "CY2016" and (one.category == "Bases Militares")
        for one in statements_of(open_alone(tmp_path), taken.snapshot.snapshot)
    )


@pytest.mark.parametrize(("area", "believed"), [("46000000", True), ("46000000.01", False), ("9" * 30, False)])
def test_the_bound_itself_is_believed(area: str, believed: bool, tmp_path: Path) -> None:
    taken = take("mine_action", written(tmp_path, CLEARANCE.replace("1250.5", area), "area.csv"), tmp_path / "ledger")
    assert sum(taken.snapshot.accounting.quarantined.values()) == (1 if believed else 2)


def test_land_released_by_survey_is_read_where_an_edition_has_it(tmp_path: Path) -> None:
    lines = CLEARANCE.splitlines()
    more = [f"{lines[0]},areacancelada,areareducida", *(f"{line},500000,{at}0" for at, line in enumerate(lines[1:], 1))]
    statements = said(written(tmp_path, "\n".join(more) + "\n", "survey.csv"), tmp_path)
    stages = {(one.stage, one.unit): one.value for one in statements if (one.label or "").startswith("MESETAS")}
    assert stages[("area_cancelled", "m2")] == 500_000
    assert stages[("area_reduced", "m2")] == 10
    where = {one.stage: parse_locator(one.locator) for one in statements if one.unit == "m2"}
    assert where["area_cancelled"] == TableCell(5, 17)
    assert where["area_reduced"] == TableCell(5, 18)


def test_every_bound_names_a_measure_and_a_source() -> None:
    rows = folder_table("mine_action", "bounds.csv")
    assert [row["measure"] for row in rows] == ["cleared", "reduced", "cancelled"]
    assert all(Decimal(row["most"]) > 0 and row["source"] for row in rows)


def test_printed_totals_of_devices_are_compared_with_their_classes(tmp_path: Path) -> None:
    (check,) = take("mine_action", FOLDER / "sample_clearance.csv", tmp_path).snapshot.checks.values()
    assert (check.agree, check.differ) == (3, 1)


def test_square_metres_of_two_release_methods_are_not_added() -> None:
    two = [
        Addend(stage, "m2", "flow", "", "mine_action", "clearance", "CY", "CY2016")
        for stage in ("cleared", "area_reduced")
    ]
    with pytest.raises(CannotAdd) as caught:
        check_addable(two)
    assert caught.value.rule == "mixed_stages"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (CLEARANCE.replace("areadespejada", "area"), r"column 'areadespejada' is missing"),
        (CLEARANCE.replace("mes,", "mes,nueva,").replace(",4,C", ",4,,C").replace(",11,C", ",11,,C").replace(",5,B", ",5,,B")
         .replace(",1,C", ",1,,C"), "column 'nueva' is not on the card"),
        (CLEARANCE.replace(",", ";"), "parted by semicolons"),
        (CLEARANCE.replace("1250.5", "1250.555"), "'1250.555' is not an amount"),
        (CLEARANCE.replace("1250.5", "1e6"), "'1e6' is not an amount"),
        (CLEARANCE.replace("1250.5", "mucho"), "'mucho' is not an amount"),
        (CLEARANCE.replace("1250.5", '"1250,5"'), "'1250,5' is not an amount"),
        (CLEARANCE + "META,50\n", "row 6 has 2 fields where the header has 16"),
        (CLEARANCE.replace("880", '"880'), "is not a CSV file"),
        (CLEARANCE.splitlines()[0] + "\n", "no row|not one row|at least"),
        (CLEARANCE.replace("2017", "1017"), "1017' is not a year|CY1017"),
        (b"\x81" + CLEARANCE.encode(), "neither UTF-8"),
        (CLEARANCE.encode("utf-16-le"), "NUL characters|no row of column names"),
        ("", "is empty"),
        ("<html></html>", "no row of column names"),
    ],
)  # fmt: skip
def test_a_clearance_table_that_is_spoilt_is_refused(text: str | bytes, words: str, tmp_path: Path) -> None:
    with pytest.raises(CuadernoError, match=words) as caught:
        said(written(tmp_path, text, "clearance.csv"), tmp_path)
    assert "\n" not in caught.value.message
    assert not (tmp_path / "ledger" / "manifest.json").exists()


# ---- victims


def test_a_victim_counts_as_one_and_years_of_victims_add_up(tmp_path: Path) -> None:
    take("mine_action", FOLDER / "sample_victims.csv", tmp_path)
    ledger = open_alone(tmp_path)
    assert ledger.total(stage="recorded", unit="victims", source="mine_action").value == 3
    assert not {"persons", "events"} & {one.unit for one in ledger.rows(source="mine_action")}


def test_what_describes_a_person_beyond_the_count_is_not_kept(tmp_path: Path) -> None:
    text = VICTIMS.replace("Ninguno", "Indígena").replace("Rural,,", "Rural,Vereda La Esperanza,")
    kept = " ".join(str(one) for one in said(written(tmp_path, text, "victims.csv"), tmp_path))
    assert "Ind" not in kept
    assert "Vereda" not in kept


def test_a_victims_table_without_its_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="'estado' is missing"):
        said(written(tmp_path, VICTIMS.replace(",estado,", ",situacion,"), "victims.csv"), tmp_path)
