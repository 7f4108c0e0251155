"""The pages of commitments: all, those of a place, narrowed to a partner, a type and a day."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest

from .opening import text


@pytest.mark.parametrize("lang", ["en", "es"])
def test_all_of_them_are_by_type_and_by_place(ask: Any, lang: str) -> None:
    said = text(ask, f"/{lang}/commitments")
    assert 'id="all-commitments"' in said
    assert f'href="/{lang}/commitments/USA?type=MNNA"' in said
    assert f'href="/{lang}/commitments/COL"' in said
    assert 'id="commitments-controls"' in said
    assert not re.search(r"<script>|<style|style=\"", said)


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_relation_leads_to_its_statement_page(ask: Any, lang: str) -> None:
    said = text(ask, f"/{lang}/commitments/COL")
    addresses = re.findall(rf'href="/{lang}/statement/([0-9a-f]{{16}}@[0-9a-f]+)"', said)
    api = ask("/api/v1/commitments/COL").json
    held = {one["citation"] for group in api["groups"] for one in group["relations"]}
    assert held <= set(addresses)
    assert "cuaderno cite" not in said.split('id="sources"')[0]
    assert ask(f"/{lang}/statement/{addresses[0]}").status == 200


def test_the_state_is_the_address(ask: Any) -> None:
    said = text(ask, "/en/commitments/COL?with=United+States&type=MNNA&as-of=2022-06-01")
    assert "<h1>Colombia and United States</h1>" in said
    assert "1 June 2022" in said
    assert "cuaderno commitments COL --type MNNA --with USA --as-of 2022-06-01" in said
    assert "/api/v1/commitments/COL?type=MNNA&amp;with=USA&amp;as-of=2022-06-01" in said
    assert ask("/api/v1/commitments/COL?type=MNNA&with=USA&as-of=2022-06-01").status == 200
    assert ask("/en/commitments/colombia?type=MNNA").headers["location"] == "/en/commitments/COL?type=MNNA"


def test_the_form_of_all_leads_to_a_place(ask: Any) -> None:
    said = text(ask, "/en/commitments?place=Colombia&type=VISIT")
    assert "<h1>Colombia</h1>" in said
    assert "binds nobody" in said


def test_the_drawing_is_taken_along_as_dates(ask: Any) -> None:
    rows = list(csv.DictReader(io.StringIO(text(ask, "/en/commitments/COL/chart-timeline.csv"))))
    assert len(rows) > 60
    assert {"Date", "Stage", "Commitment", "Where it is said", "Citation"} <= set(rows[0])
    assert any(re.fullmatch(r"\d{4}-\d{2}-\d{2}", row["Date"]) for row in rows)
    assert any("unverified" in row["Marks"] for row in rows)


def test_nothing_held_says_that_it_proves_nothing(ask: Any) -> None:
    assert "does not mean that there is none" in text(ask, "/en/commitments/ABW")
    assert "no significa que no exista" in text(ask, "/es/commitments/ABW")


@pytest.mark.parametrize(
    ("rest", "status"),
    [("COL?type=MNNAA", 404), ("COL?as-of=2015-13-01", 400), ("Colombai", 404), ("COL?with=Isreal", 404)],
)
def test_a_wrong_question_is_told_what_to_do(ask: Any, rest: str, status: int) -> None:
    said = text(ask, f"/en/commitments/{rest}", status)
    assert '<section class="problem">' in said
