"""Travels, visits and chiefs of mission: each file by its own layout, and what the real files say."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from cuaderno.errors import ReadingError, UnknownName
from cuaderno.ledger.commitments import all_relations
from cuaderno.ledger.store import Store
from cuaderno.reading.xml import read_node
from cuaderno.sources.card import folder_table, load_card
from cuaderno.sources.snapshot import sha256_of
from cuaderno.sources.travels_visits.read import ROOTS, read
from cuaderno.statements.locator import XPath, parse_locator
from cuaderno.statements.places import place

from .samples import SOURCES, take

FOLDER = SOURCES / "travels_visits"
SAMPLES = {
    "chiefs": "sample_chiefs.xml",
    "president_travels": "sample_president.xml",
    "secretary_travels": "sample_secretary.xml",
    "visits": "sample_visits.xml",
}
PUBLISHED = {"chiefs": "pocom", "president_travels": "president-travels", "secretary_travels": "secretary-travels", "visits": "visits"}  # fmt: skip
COUNTED = {"chiefs": 96, "president_travels": 832, "secretary_travels": 3439, "visits": 3264}


def records(path: Path, layout: str) -> list[dict[str, str | None]]:
    table = read(path, layout)
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


@pytest.mark.parametrize("layout", SAMPLES)
def test_a_file_is_of_one_layout(layout: str) -> None:
    for other in SAMPLES:
        if other == layout:
            assert records(FOLDER / SAMPLES[layout], other)
        else:
            with pytest.raises(ReadingError, match=SAMPLES[layout]):
                read(FOLDER / SAMPLES[layout], other)


def test_texts_broken_over_lines_are_joined() -> None:
    first, *_, last = records(FOLDER / SAMPLES["president_travels"], "president_travels")
    assert first["remarks"] == "Made up: met with nobody and signed a communiqué."
    assert last["country"] == "United Kingdom (Wales)"
    assert records(FOLDER / SAMPLES["visits"], "visits")[1]["description"] == ""


def test_a_name_that_meant_another_place_is_told_apart_by_the_day() -> None:
    before = records(FOLDER / SAMPLES["president_travels"], "president_travels")[1]
    after = records(FOLDER / SAMPLES["secretary_travels"], "secretary_travels")[0]
    assert (before["country"], after["country"]) == ("Vietnam (until 1975)", "Vietnam")
    assert (before["country_es"], after["country_es"]) == ("Vietnam del Sur (antiguo)", "Vietnam")


def test_every_date_reopens_in_its_file(tmp_path: Path) -> None:
    for name in SAMPLES.values():
        take("travels_visits", FOLDER / name, tmp_path / name)
        stages = [stage for relation in all_relations(Store([tmp_path / name])) for stage in relation.stages]
        assert stages
        for stage in stages:
            where = parse_locator(stage.locator)
            assert isinstance(where, XPath)
            assert read_node(FOLDER / name, where.expression) == stage.date


@pytest.mark.parametrize(
    ("old", "new", "error", "words"),
    [
        ("Colombia</from>", "Colombbia</from>", UnknownName, "'Colombbia' in row 3 .near: Colombia"),
        ("<start-date>1945-04-26", "<start-date>26 April 1945", ReadingError, "row 2: "),
        ("<end-date>1945-04-28", "<end-date>1945-04-20", ReadingError, "before its beginning"),
        ("</visits>", "", ReadingError, "ends in the middle"),
        ("<visits>", "<!DOCTYPE visits [<!ENTITY a 'b'>]><visits>", ReadingError, "document type"),
        ("visits>", "journeys>", ReadingError, "is no file of"),
        ("1949-06-01", "1951-06-01", ReadingError, "one decade, and speaks of 2"),
    ],
)
def test_a_spoilt_file_is_refused_and_nothing_is_taken_in(
    old: str, new: str, error: type[Exception], words: str, tmp_path: Path
) -> None:
    text = (FOLDER / SAMPLES["visits"]).read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "visits.xml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(error, match=words):
        take("travels_visits", path, tmp_path / "ledger")
    assert not (tmp_path / "ledger" / "manifest.json").exists()


def test_a_chief_without_any_date_is_counted_and_one_never_sent_is_set_aside(tmp_path: Path) -> None:
    text = (FOLDER / SAMPLES["chiefs"]).read_text(encoding="utf-8")
    for day in ("1901-02-03", "1901-04-05", "1903-06-07"):
        text = text.replace(day, "")
    path = tmp_path / "chiefs.xml"
    path.write_text(text, encoding="utf-8")
    books = take("travels_visits", path, tmp_path / "ledger").snapshot.accounting
    assert books.holds()
    assert (books.rows_kept, books.set_aside, books.blanks) == (1, {"nominee": 1}, {"not_reported": 1})


# ---- the published files


@pytest.fixture(scope="module")
def published(shared: Path) -> dict[str, list[Path]]:
    folder = shared / "data" / "travels_visits"
    return {layout: sorted((folder / name).glob("*.xml")) for layout, name in PUBLISHED.items()}


@pytest.mark.shared
def test_the_card_knows_every_published_file(published: dict[str, list[Path]]) -> None:
    files = [path for paths in published.values() for path in paths]
    card = load_card("travels_visits")
    assert {(sha256_of(path), path.name) for path in files} == {(one.sha256, one.file) for one in card.publications}


@pytest.mark.shared
def test_every_record_of_the_published_files_is_read_and_every_name_leads_to_a_place(
    published: dict[str, list[Path]],
) -> None:
    known = {row["published"]: row["code"] for row in folder_table("travels_visits", "names.csv")}
    column = {"chiefs": "territory-id", "visits": "from"}
    counted: Counter[str] = Counter()
    for layout, paths in published.items():
        for path in paths:
            found = records(path, layout)
            counted[layout] += len(found)
            for one in found:
                assert place(known[one[column.get(layout, "country")] or ""])
                assert all("\n" not in (text or "") for text in one.values())
    assert counted == COUNTED
    assert set(ROOTS) == set(COUNTED)


@pytest.mark.shared
def test_visits_both_ways_between_colombia_and_the_united_states(
    published: dict[str, list[Path]], tmp_path: Path
) -> None:
    wanted = [
        path for layout in PUBLISHED for path in published[layout] if path.stem in {"2010", "obama-barack", "colombia"}
    ]
    for path in wanted:
        take("travels_visits", path, tmp_path)
    relations = all_relations(Store([tmp_path]))
    summit = [
        one
        for one in relations
        if one.partner and one.partner.code == "COL" and one.type == "VISIT" and one.stages[0].date == "2012-04-13"
    ]
    assert [(one.party.code, one.party.role, one.stages[0].place, one.stages[0].date_end) for one in summit] == [
        ("USA", "visitor", "Cartagena", "2012-04-15")
    ]
    assert "Summit of the Americas" in summit[0].stages[0].purpose
    guests = {one.stages[0].persons for one in relations if one.party.code == "COL" and one.type == "VISIT"}
    assert any("Santos" in guest for guest in guests)
    chiefs = [one for one in relations if one.type == "CHIEF_OF_MISSION"]
    assert min(stage.date for one in chiefs for stage in one.stages) == "1823-01-27"
    assert all(one.partner and one.partner.code == "COL" for one in chiefs)
