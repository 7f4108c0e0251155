"""Bars stand where their amounts are, in whatever order they come; what is not a bar is a line or a letter."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuaderno.products import bars

RECTANGLE = re.compile(r"M([-\d.e+]+),([-\d.e+]+)h([-\d.e+]+)v([-\d.e+]+)h-([-\d.e+]+)Z")


def rectangles(drawn: str) -> list[tuple[float, float, float, float]]:
    """Left, top, width and height of every bar."""
    return [(float(x), float(y), float(w), float(h)) for x, y, w, h, _ in RECTANGLE.findall(drawn)]


def panel(*amounts: float, number: int = 0) -> list[dict[str, Any]]:
    return [{"p": number, "k": "bar", "x": at, "z": at + 1, "v": v, "c": "var(--flow)"} for at, v in enumerate(amounts)]


def drawn(rows: list[dict[str, Any]], *, shared: bool = False, columns: int = 1) -> str:
    return bars.panels(rows, columns=columns, width=100, height=50, spacing=10, shared=shared)


def test_a_bar_is_as_high_as_its_amount_and_as_wide_as_its_years() -> None:
    assert rectangles(drawn(panel(10, 5, -10))) == [
        (0, 0, 33.33, 25),
        (33.33, 12.5, 33.33, 12.5),
        (66.67, 25, 33.33, 25),
    ]


def test_charts_have_a_scale_of_their_own_unless_they_share_one() -> None:
    rows = panel(10) + panel(5, number=1)
    own, shared = rectangles(drawn(rows)), rectangles(drawn(rows, shared=True))
    assert [height for *_, height in own] == [50, 50]
    assert [height for *_, height in shared] == [50, 25]


def test_charts_stand_in_columns_and_none_lies_outside_the_drawing() -> None:
    rows = [row for number in range(5) for row in panel(1, 2, number=number)]
    text = drawn(rows, columns=2)
    places = [tuple(map(float, place)) for place in re.findall(r"translate\(([\d.]+),([\d.]+)\)", text)]
    width, height = map(float, re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', text)[0])
    assert len({x for x, _ in places}) == 2
    assert len({y for _, y in places}) == 3
    assert all(x + 100 <= width and y + 50 <= height for x, y in places)


def test_bars_of_one_colour_are_one_path() -> None:
    assert drawn(panel(*range(1, 40))).count("<path") == 1


@pytest.mark.parametrize("named", [True, False])
def test_a_lying_bar_begins_at_zero_and_keeps_the_order_of_the_names(named: bool) -> None:
    rows = [
        {"k": "bar", "u": "b", "x": 4.0},
        {"k": "bar", "u": "a", "x": 2.0},
        {"k": "none", "u": "c", "x": 0, "t": "Ā"},
    ]
    text = bars.lying(rows, names=["a", "b", "c"], width=200, step=20, colour="flow", named=named)
    first, second = rectangles(text)
    assert (first[0], first[2], second[0], second[2]) == (0, 200, 0, 100)
    assert first[1] > second[1]
    assert ">Ā</text>" in text


@given(st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=30))
def test_no_bar_leaves_its_chart(amounts: list[float]) -> None:
    for left, top, width, height in rectangles(drawn(panel(*amounts))):
        assert left >= 0
        assert top >= 0
        assert left + width <= 100.05
        assert top + height <= 50.05
