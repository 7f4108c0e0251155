"""Charts are drawn from the brief's own figures: bars where there are values, nothing where there are none."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuaderno.products import charts, world
from cuaderno.products import drawing as drawings
from cuaderno.products.drawing import INK, Drawing, Label
from cuaderno.products.shapes import Fig

from .sample import sample_brief

BRIEF = sample_brief()


def fig(value: str | None) -> Fig:
    return Fig("f", None if value is None else Decimal(value), "USD", "obligated", "FY2019")


def rows(drawing: Drawing, kind: str) -> list[dict[str, object]]:
    return [row for row in drawing.spec["data"]["values"] if row["k"] == kind]


def said(drawing: Drawing) -> dict[str, str]:
    return {letter: label.text for letter, label in drawing.labels.items()}


def all_drawings() -> dict[str, Drawing]:
    assert BRIEF.long_view is not None
    assert BRIEF.universes is not None
    assert BRIEF.all_assistance is not None
    return {
        "long": charts.long_view(BRIEF.long_view),
        "universes": charts.universes(BRIEF.universes),
        "programmes": charts.programmes(BRIEF.programmes),
        "stages": charts.stages(BRIEF.all_assistance),
    }


def test_the_long_view_has_two_panels_for_its_two_units_and_never_one() -> None:
    assert BRIEF.long_view is not None
    drawing = charts.long_view(BRIEF.long_view)
    constant = [row["v"] for row in rows(drawing, "bar") if row["p"] == 0 and row["c"] == "var(--military)"]
    current = [row["v"] for row in rows(drawing, "bar") if row["p"] == 1 and row["c"] == "var(--military)"]
    assert constant == [float(row.military_constant.value or 0) for row in BRIEF.long_view.rows]
    assert current == [float(row.military.value or 0) for row in BRIEF.long_view.rows]
    assert not drawing.spec["panels"]["shared"]


def test_the_transition_quarter_is_a_quarter_wide() -> None:
    start, end = charts.span_of("FY1976TQ")
    assert end - start == pytest.approx(0.25, abs=0.01)
    assert charts.span_of("FY1976")[1] == pytest.approx(start, abs=0.01)
    assert charts.span_of("FY1977")[0] == pytest.approx(end, abs=0.01)


def test_a_provisional_year_is_hatched_and_no_other_is() -> None:
    assert BRIEF.all_assistance is not None
    bars = rows(charts.stages(BRIEF.all_assistance), "bar")
    assert [row["c"] for row in bars] == ["var(--obligated)"] * 6 + ["url(#obligated)"]


def test_what_was_not_obligated_is_no_bar_of_a_programme() -> None:
    table = BRIEF.programmes[0]
    asked = replace(table, stages=("requested",), rows=tuple(replace(row, cells=row.cells[:1]) for row in table.rows))
    assert rows(charts.programmes([asked]), "bar") == []
    assert rows(charts.programmes([asked]), "mark")
    assert {row["c"] for row in rows(charts.programmes(BRIEF.programmes), "bar")} <= {
        "var(--obligated)",
        "url(#obligated)",
    }


def test_a_blank_is_no_bar() -> None:
    assert BRIEF.all_assistance is not None
    drawing = charts.stages(BRIEF.all_assistance)
    assert {row["p"] for row in rows(drawing, "bar")} == {0}
    assert {row["p"] for row in rows(drawing, "title")} == {0, 1}


def test_a_universe_without_a_total_keeps_its_place_and_says_so() -> None:
    assert BRIEF.universes is not None
    drawing = charts.universes(BRIEF.universes)
    assert [row["u"] for row in rows(drawing, "bar")] == ["D1"]
    (none,) = rows(drawing, "none")
    assert none["u"] == "D3"
    assert drawing.labels[str(none["t"])] == Label("word", "chart_no_total")


@pytest.mark.parametrize("name", ["long", "universes", "programmes", "stages"])
def test_every_letter_of_a_drawing_becomes_its_label(name: str) -> None:
    drawing = all_drawings()[name]
    drawn = drawings.svg(drawing, said(drawing), name)
    texts = re.findall(r">([^<>]+)</text>", drawn)
    assert sorted(set(texts)) == sorted({label.text for label in drawing.labels.values()})


@pytest.mark.parametrize("name", ["long", "universes", "programmes", "stages"])
def test_a_drawing_asks_for_nothing_and_every_colour_has_its_ink(name: str) -> None:
    drawing = all_drawings()[name]
    drawn = drawings.svg(drawing, said(drawing), name)
    assert re.findall(r'(?:href|src)="', drawn) == []
    assert set(re.findall(r"var\(--([a-z_]+)\)", drawn)) <= set(INK)
    printed = drawings.on_paper(drawn)
    assert "var(" not in printed
    assert set(re.findall(r"url\(#([^)]+)\)", printed)) == set(re.findall(r'<pattern id="([^"]+)"', printed))


def test_a_label_that_looks_like_markup_stays_a_label() -> None:
    drawing = charts.programmes([replace(BRIEF.programmes[0], programme="</text><script>")])
    drawn = drawings.svg(drawing, said(drawing), "x")
    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn


def test_a_drawing_by_vega_is_made_once_for_both_languages() -> None:
    found = world.marked({"COL": "obligated", "ECU": "flow"})
    assert found is not None
    drawings._drawn.cache_clear()
    english = drawings.svg(found.drawing, {}, "x")
    assert drawings.svg(found.drawing, {}, "x") == english
    assert drawings._drawn.cache_info().misses == 1


def test_a_label_is_said_in_the_language_asked() -> None:
    drawing = all_drawings()["stages"]
    english = drawings.svg(drawing, said(drawing), "x")
    spanish = drawings.svg(drawing, dict.fromkeys(drawing.labels, "otra"), "x")
    assert ">otra</text>" in spanish
    assert ">otra</text>" not in english


def test_a_specification_is_plain_data() -> None:
    for drawing in all_drawings().values():
        assert json.loads(json.dumps(drawing.spec)) == drawing.spec


amounts = st.decimals(min_value=-(10**12), max_value=10**12, places=2)


@given(st.lists(amounts, max_size=30), st.integers(1, 5))
def test_ticks_hold_zero_rise_evenly_and_are_few(values: list[Decimal], most: int) -> None:
    ticks = charts.ticks_of([fig(str(value)) for value in values], most)
    assert 0 in ticks
    assert ticks == sorted(set(ticks))
    assert 2 <= len(ticks) <= 2 * most + 2 or len(ticks) == 1
    steps = {round(b - a, 4) for a, b in pairwise(ticks)}
    assert len(steps) <= 1


def test_ticks_of_no_values_still_make_an_axis() -> None:
    assert charts.ticks_of([fig(None)]) == [0.0, 1.0]
