"""The API says what the command line says, JSON for JSON and CSV for CSV."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from cuaderno.cli import main

PLACES = ("COL", "MEX", "PER", "EGY", "JOR", "UKR", "PHL", "KEN", "PAK", "GTM")
PROGRAMMES = ("FMF", "IMET", "INCLE", "NADR")
STAGES = ("obligated", "allocated")


def printed(*words: str) -> tuple[str, int]:
    done = CliRunner().invoke(main, list(words))
    return done.stdout, done.exit_code


def same(ask: Any, address: str, *words: str) -> Any:
    """What both say; where the command line refuses, the API does."""
    said, status = printed(*words, "--format", "json")
    answered = ask(address)
    if status == 2 or not said:
        assert answered.status in (400, 404, 422), answered.body
        return None
    assert answered.status == 200, answered.body
    told, expected = answered.json, json.loads(said)
    told.pop("next", None)
    assert told == expected
    return told


@pytest.mark.parametrize("place", PLACES)
def test_totals(ask: Any, place: str) -> None:
    values = []
    for programme in PROGRAMMES:
        for stage in STAGES:
            query = f"recipient={place}&programme={programme}&stage={stage}&years=2016-2021"
            words = ("--recipient", place, "--programme", programme, "--stage", stage, "--years", "2016-2021")
            values.append(same(ask, f"/api/v1/total?{query}", "total", *words))
    assert sum(one is not None and one["value"] is not None for one in values) >= len(PROGRAMMES)


@pytest.mark.parametrize("place", PLACES)
def test_rows(ask: Any, place: str) -> None:
    address = f"/api/v1/rows?recipient={place}&programme=FMF&stage=obligated&years=2000-2020&limit=1000"
    words = ("--recipient", place, "--programme", "FMF", "--stage", "obligated", "--years", "2000-2020")
    assert same(ask, address, "rows", *words)["statements"]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("total?recipient=colombia&recipient=PER&universe=D1&stage=obligado&lang=es&by=programme,year",
         "total --recipient colombia --recipient PER --universe D1 --stage obligado --lang es --by programme,year"),
        ("total?recipient=COL&stage=obligated&prices=constant&known-on=2023-01-01&by=agency",
         "total --recipient COL --stage obligated --prices constant --known-on 2023-01-01 --by agency"),
        ("cite/809ccb7916b21ffc@3dba11a5eda8", "cite 809ccb7916b21ffc@3dba11a5eda8"),
        ("commitments/Colombia?type=MNNA&as-of=2023-01-01", "commitments Colombia --type MNNA --as-of 2023-01-01"),
        ("commitments/ARG?with=USA&lang=es", "commitments ARG --with USA --lang es"),
        ("sources", "sources"),
        ("sources/greenbook", "sources greenbook"),
        ("history?source=foreign_assistance&recipient=COL", "history --source foreign_assistance --recipient COL"),
        ("thresholds?as-of=2020-01-01&channel=FMS", "thresholds --as-of 2020-01-01 --channel FMS"),
        ("umbrella/Plan%20Colombia?years=FY2000-FY2005", "umbrella 'Plan Colombia' --years FY2000-FY2005"),
        ("overlap/COL?years=2012-2020", "overlap COL --years 2012-2020"),
        ("brief/CRI?years=2015-2019", "brief CRI --years 2015-2019"),
    ],
)  # fmt: skip
def test_every_other_question(ask: Any, address: str, words: str) -> None:
    import shlex

    assert same(ask, f"/api/v1/{address}", *shlex.split(words))


def test_a_relation_is_cited_as_on_the_command_line(ask: Any) -> None:
    groups = ask("/api/v1/commitments/COL?type=MNNA").json["groups"]
    citation = groups[0]["relations"][0]["citation"]
    assert same(ask, f"/api/v1/cite/{citation}", "cite", citation)["citation"] == citation


def test_csv_is_that_of_the_command_line(ask: Any) -> None:
    words = ("total", "--recipient", "COL", "--programme", "FMF", "--stage", "obligated", "--format", "csv")
    answered = ask("/api/v1/total?recipient=COL&programme=FMF&stage=obligated&format=csv")
    assert answered.headers["content-type"] == "text/csv; charset=utf-8"
    # Click prints CSV lines with the line ends of the terminal.
    assert answered.body.decode().splitlines() == printed(*words)[0].splitlines()


def test_snapshots_are_those_of_the_sources(ask: Any) -> None:
    expected = json.loads(printed("sources", "greenbook", "--format", "json")[0])["snapshots"]
    assert ask("/api/v1/snapshots?source=greenbook").json["snapshots"] == expected


def test_a_brief_is_a_page_too(ask: Any) -> None:
    page = ask(f"/api/v1/brief/{quote('Costa Rica')}?lang=es", headers={"accept": "text/html,*/*;q=0.8"})
    assert page.status == 200
    assert page.headers["content-type"].startswith("text/html")
    policy = page.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'sha256-" in policy
    assert b'lang="es"' in page.body
