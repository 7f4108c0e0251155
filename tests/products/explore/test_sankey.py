"""Ribbons: what goes into a node leaves it, nothing lies on anything else, and every flow is drawn once in one unit."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuaderno.products.drawing import INK, on_paper
from cuaderno.products.explore.sankey import BANDS, REST, Layout, Link, Node, crossings, layout, svg

NEAR = 1e-6


def flows(amounts: list[list[float]]) -> tuple[list[Node], list[Link]]:
    """One giver, a middle node for each row, a right node for each column."""
    middle = range(len(amounts))
    right = range(len(amounts[0]))
    nodes = [
        Node("p", 0, "Giver", "all", "soft"),
        *(Node(f"l{at}", 1, f"Programme {at}", "some", BANDS[at % len(BANDS)]) for at in middle),
        *(Node(f"r{at}", 2, f"Recipient {at}", "some", "soft", rest=at == len(right) - 1) for at in right),
    ]
    links = [
        Link(f"l{row}", f"r{column}", amounts[row][column], "band_one", f"{row} to {column}")
        for row in middle
        for column in right
        if amounts[row][column] > 0
    ]
    links += [
        Link("p", f"l{row}", sum(amounts[row]), "band_one", f"to {row}") for row in middle if sum(amounts[row]) > 0
    ]
    return nodes, links


amounts = st.integers(1, 5).flatmap(
    lambda columns: st.lists(
        st.lists(st.sampled_from([0.0, 1.0, 2.5, 40.0, 1e9]), min_size=columns, max_size=columns),
        min_size=1,
        max_size=6,
    )
)


def columns_of(found: Layout) -> list[list[str]]:
    return [
        [one.node.id for one in sorted(found.nodes.values(), key=lambda one: one.top) if one.node.column == column and one.height]
        for column in range(found.columns)
    ]  # fmt: skip


@given(amounts.filter(lambda rows: any(any(row) for row in rows)))
def test_what_comes_in_goes_out_and_nothing_overlaps(rows: list[list[float]]) -> None:
    nodes, links = flows(rows)
    found = layout(nodes, links)
    assert len(found.ribbons) == len(links)
    for link, start, end, width in found.ribbons:
        source, target = found.nodes[link.source], found.nodes[link.target]
        assert width == pytest.approx(link.value * (found.nodes["p"].height / sum(map(sum, rows))))
        assert source.bar - NEAR <= start <= source.bar + source.height - width + NEAR
        assert target.bar - NEAR <= end <= target.bar + target.height - width + NEAR
    for side, at in (("source", 1), ("target", 2)):
        for node in found.nodes:
            mine = sorted((one[at], one[3]) for one in found.ribbons if getattr(one[0], side) == node)
            assert all(first + width <= second + 1e-5 for (first, width), (second, _) in pairwise(mine))
    for column in columns_of(found):
        placed = [found.nodes[name] for name in column]
        assert all(one.top + one.room <= other.top + NEAR for one, other in pairwise(placed))
        assert all(one.top >= -NEAR and one.top + one.room <= found.height + NEAR for one in placed)


def test_the_middle_is_untangled_and_the_outer_sides_keep_their_ranks() -> None:
    nodes, links = flows([[0.0, 30.0, 30.0], [50.0, 0.0, 0.0]])
    found = layout(nodes, links)
    middle, right = columns_of(found)[1:]
    assert right == ["r0", "r1", "r2"]
    assert middle == ["l1", "l0"]  # by rank it would be l0, whose two ribbons then cross that of l1
    placed = [[found.nodes[name] for name in column] for column in columns_of(found)]
    assert crossings(placed, links) == 0
    assert crossings([placed[0], placed[1][::-1], placed[2]], links) == 2


def test_what_gathers_the_rest_is_last_however_large() -> None:
    found = layout(*flows([[1.0, 2.0, 90.0]]))
    assert columns_of(found)[2] == ["r1", "r0", "r2"]


def test_nothing_that_has_no_flow_is_drawn() -> None:
    found = layout(*flows([[5.0, 0.0, 1.0], [0.0, 0.0, 0.0]]))
    assert columns_of(found) == [["p"], ["l0"], ["r0", "r2"]]
    assert "Programme 1" not in svg(found, "ribbons", ["Head"], ["Foot"])


def test_the_drawing_says_what_it_is_and_has_colours_on_paper() -> None:
    found = layout(*flows([[5.0, 1.0]]))
    drawn = svg(found, "ribbons", ["$6 <total>"], ["Source: Book & Co."])
    assert "$6 &lt;total&gt;" in drawn
    assert "Source: Book &amp; Co." in drawn
    assert drawn.count("<path") == len(found.ribbons) == 3
    assert drawn.count("<title>") == len(found.ribbons) + 4
    assert set(re.findall(r"var\(--(\w+)\)", drawn)) <= set(INK)
    assert "var(" not in on_paper(drawn)
    assert {*BANDS, REST} <= set(INK)
