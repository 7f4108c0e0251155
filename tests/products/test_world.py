"""The maps: every shape is of a known place, every recipient is drawn or named as not drawn, and no figure is the map's own."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from importlib import resources
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuaderno.ledger.ledger import Ledger
from cuaderno.products import drawing as drawings
from cuaderno.products import world
from cuaderno.products.brief import make_brief
from cuaderno.products.charts import WIDTH
from cuaderno.products.compose import compose
from cuaderno.products.drawing import INK
from cuaderno.products.map_story import KINDS, MAPPED, recipients_map
from cuaderno.products.page import Chart, Section
from cuaderno.products.shapes import Brief, Fig, Mark, MatterColumn, MatterRow, MatterTable, Words
from cuaderno.products.words import LANGUAGES, plain
from cuaderno.statements.places import place

from .sample import sample_brief

COLOURS = {"land", *world.SHADES}
MOST_BYTES = 90_000


def ranking(*worth: tuple[str, str | None], rest: tuple[str, ...] = ()) -> MatterTable:
    rows = tuple(
        MatterRow(
            (Mark("place", code, Words(code, code)),),
            (Fig(code, None if value is None else Decimal(value), "USD", "obligated", "FY2019"),),
        )
        for code, value in worth
    )
    return MatterTable("given_recipients", ("to_whom",), (MatterColumn("", "USD", "x"),), rows, (), len(rest), rest)


def painted(found: world.Map, ink: str) -> int:
    """How many polygons and dots have a colour."""
    rows = [row for row in found.drawing.spec["data"]["values"] if row.get("c") == f"var(--{ink})"]
    return sum(len(row["geometry"]["coordinates"]) for row in rows if row["k"] == "land") + sum(
        row["k"] == "dot" for row in rows
    )


def section(brief: Brief, lang: str, name: str) -> Section:
    return next(one for one in compose(brief, lang).sections if one.id == name)


def chart(some: Section) -> Chart:
    (found,) = [block for block in some.blocks if isinstance(block, Chart) and block.id.startswith("map-")]
    return found


@pytest.fixture(scope="module")
def usa(edition_ledger: Ledger) -> Brief:
    return make_brief(edition_ledger, "USA")


@pytest.fixture(scope="module")
def recipients(usa: Brief) -> MatterTable:
    return next(table for one in usa.matters for table in one.tables if table.name == "given_recipients")


def test_every_code_of_the_world_is_a_territory_that_is_known() -> None:
    codes = {*world.atlas().shapes, *world.atlas().dots}
    assert {place(code).kind for code in codes} == {"territory"}
    assert "ATA" not in codes
    assert len(codes) > 220


def test_everything_is_drawn_within_the_frame() -> None:
    held = world.atlas()
    points = [point for polygons in held.shapes.values() for one in polygons for ring in one for point in ring]
    for x, y in (*points, *held.dots.values()):
        assert 0 <= x <= WIDTH
        assert -1 <= y <= held.height


def test_a_ring_is_closed_and_a_country_keeps_its_largest() -> None:
    for code, polygons in world.atlas().shapes.items():
        assert polygons, code
        for ring in (ring for one in polygons for ring in one):
            assert ring[0] == ring[-1], code


def test_equal_areas_are_drawn_equal() -> None:
    def area(code: str) -> float:
        rings = [ring for one in world.atlas().shapes[code] for ring in one]
        return abs(sum(a[0] * b[1] - b[0] * a[1] for ring in rings for a, b in pairwise(ring))) / 2

    # km², as the United Nations Statistics Division gives them (Norway with Svalbard); the 1:110 million shapes are coarse.
    known = {"COD": 2_344_858, "GRL": 2_166_086, "COL": 1_141_748, "NOR": 385_207, "AUS": 7_692_024}
    ratios = [area(code) / size for code, size in known.items()]
    assert max(ratios) / min(ratios) < 1.15


@pytest.mark.parametrize("code", ["SGP", "BHR", "MLT", "TUV", "MDV", "LBN", "ISR", "PSE"])
def test_what_is_too_small_to_be_seen_has_a_dot(code: str) -> None:
    assert painted_ink(world.marked({code: "flow"}), "flow") == ["dot"]


def painted_ink(found: world.Map | None, ink: str) -> list[str]:
    assert found is not None
    rows = found.drawing.spec["data"]["values"]
    return [row["k"] for row in rows if row.get("c") == f"var(--{ink})" and row["k"] == "dot"]


def test_a_place_that_is_no_territory_is_named_and_not_drawn() -> None:
    found = world.marked({"NATO": "flow", "COL": "ink", "SUN": "flow"})
    assert found is not None
    assert (found.shown, found.left_out) == (("COL",), ("NATO", "SUN"))
    assert world.marked({"NATO": "flow"}) is None


def test_stronger_colours_are_larger_figures_and_blanks_have_none() -> None:
    found = world.shaded(
        ranking(("EGY", "9e9"), ("COL", "3e9"), ("KEN", "4e8"), ("PER", None), ("CHL", "-5"), rest=("BRA",))
    )
    assert found is not None
    assert set(found.shown) == {"EGY", "COL", "KEN", "BRA"}
    limits = [label.text for label in found.drawing.labels.values()]
    assert limits == ["0.5", "1", "2", "5"]
    assert painted(found, "shade_most") == len(world.atlas().shapes["EGY"])
    assert painted(found, "shade_less") == 0
    assert painted(found, "shade_more") == len(world.atlas().shapes["COL"])
    assert painted(found, "shade_least") == sum(len(world.atlas().shapes[code]) for code in ("KEN", "BRA"))


amounts = st.decimals(min_value=1, max_value=10**12, places=2)


@given(st.lists(amounts, min_size=1, max_size=40), st.booleans())
def test_limits_are_few_round_and_rise(values: list[Decimal], rest: bool) -> None:
    limits = world.class_limits(values, rest=rest)
    assert len(limits) < len(world.SHADES)
    assert limits == sorted(set(limits))
    assert all(str(one.normalize()).lstrip("0.")[:1] in "125" for one in limits)
    assert all(one <= max(values) for one in limits)
    if rest and limits:  # what is less than every value is below the first limit
        assert min(values) <= limits[0]
    if not rest:
        assert all(min(values) < one for one in limits)


def test_every_recipient_with_a_figure_is_drawn_or_named_as_not_drawn(recipients: MatterTable) -> None:
    found = world.shaded(recipients)
    assert found is not None
    asked = {row.marks[0].code for row in recipients.rows if (fig := row.cells[0]) and fig.value and fig.value > 0}
    asked |= set(recipients.rest)
    assert {*found.shown, *found.left_out} == asked
    assert not set(found.shown) & set(found.left_out)
    drawn = {row["k"] for row in found.drawing.spec["data"]["values"]}
    assert {"land", "dot", "key", "limit"} == drawn


def test_recipients_that_the_table_leaves_out_received_less_than_those_in_it(
    edition_ledger: Ledger, recipients: MatterTable
) -> None:
    fig = recipients.rows[-1].cells[0]
    assert fig is not None
    assert fig.value is not None
    answer = edition_ledger.total(
        provider="USA", stage="obligated", by="recipient", universe="D4", source=recipients.columns[0].source, years=fig.period
    )  # fmt: skip
    worth = {one.group: one.value for one in answer.figures}
    assert recipients.rest
    assert all(0 < (worth[code] or 0) <= fig.value for code in recipients.rest)
    found = world.shaded(recipients)
    assert found is not None
    first = Decimal(next(iter(found.drawing.labels.values())).text) * found.drawing.scale
    assert first >= fig.value


def test_the_specification_holds_no_figure_of_its_own(recipients: MatterTable) -> None:
    found = world.shaded(recipients)
    assert found is not None
    assert {label.kind for label in found.drawing.labels.values()} == {"number"}
    for row in found.drawing.spec["data"]["values"]:
        assert set(row) <= {"type", "k", "c", "geometry", "x", "y", "z", "w", "t"}
        assert row["k"] in {"land", "dot", "key", "limit"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_provider_has_its_map_above_its_table(usa: Brief, lang: str) -> None:
    given_section = section(usa, lang, "given")
    blocks = [one.block for one in given_section.blocks]
    at = given_section.blocks.index(chart(given_section))
    assert blocks[at + 1 : at + 3] == ["chart", "table"]
    first = next(table for one in usa.matters for table in one.tables if table.name == "given_recipients").rows[0]
    assert first.marks[0].name is not None
    assert first.marks[0].name.in_(lang) in plain(chart(given_section).sentence)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", MAPPED)
def test_every_table_that_is_mapped_has_its_words(name: str, lang: str) -> None:
    table = replace(ranking(("COL", "5e6"), ("NATO", "4e6"), ("KEN", "3e6"), rest=("PER",)), name=name)
    (found,) = recipients_map(sample_brief(), table, lang)
    assert place("KEN").name(lang) in plain(found.sentence)
    assert place("NATO").name(lang) in plain(found.note)


def test_whom_a_place_trains_receives_from_it(edition_ledger: Ledger) -> None:
    brief = make_brief(edition_ledger, "COL")
    assert brief.relations is not None
    trained = {
        side.code
        for part in brief.relations.parts
        for group in part.groups
        for one in group.shown
        if one.provides
        for side in one.sides
        if side.role == "recipient"
    } & set(world.atlas().shapes)
    found = chart(section(brief, "en", "map"))
    receives = plain(found.note).partition("Receives from it: ")[2].partition(".")[0].split(", ")
    assert trained
    assert {place(code).name("en") for code in trained} == set(receives)
    assert "Provides to it: United States." in plain(found.note)  # which pays for training that Colombia gives


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_place_has_a_map_of_the_partners_that_its_brief_names(edition_ledger: Ledger, lang: str) -> None:
    brief = make_brief(edition_ledger, "COL")
    found = chart(section(brief, lang, "map"))
    note = plain(found.note)
    assert brief.relations is not None
    bound = {
        side.code for part in brief.relations.parts for group in part.groups for one in group.shown if one.in_force
        for side in one.sides
    } - {"COL"}  # fmt: skip
    assert bound
    for code in {*bound, "USA"}:
        assert place(code).name(lang) in note
    assert {colour for colour, _ in found.colours} <= {"ink", *KINDS.values()}


def test_what_is_suspended_or_over_binds_nobody_on_a_map(edition_ledger: Ledger) -> None:
    brief = make_brief(edition_ledger, "NATO")
    note = plain(chart(section(brief, "en", "map")).note)
    assert "Mongolia" in note  # a partner whose plan is in force
    assert "Afghanistan" not in note  # whose partnership has been suspended since 2021


def test_a_relationship_and_a_place_with_one_partner_have_no_map(edition_ledger: Ledger) -> None:
    pair = make_brief(edition_ledger, "COL", partner="UN")
    assert "map" not in {one.id for one in compose(pair, "en").sections}
    alone = replace(make_brief(edition_ledger, "TUV"), relations=None, matters=())
    assert "map" not in {one.id for one in compose(alone, "en").sections}


def test_a_map_is_small_asks_for_nothing_and_is_inked(usa: Brief) -> None:
    drawn = chart(section(usa, "en", "given")).svg
    assert len(drawn.encode()) < MOST_BYTES
    assert re.findall(r'(?:href|src)="|clip-path', drawn) == []
    assert set(re.findall(r"var\(--([a-z_]+)\)", drawn)) <= set(INK)
    assert "var(" not in drawings.on_paper(drawn)


def test_the_page_has_every_colour_of_a_map_by_day_and_by_night() -> None:
    style = resources.files("cuaderno.products").joinpath("templates", "brief.css").read_text(encoding="utf-8")
    for colour in COLOURS:
        day, night = re.findall(rf"--{colour}: (#[0-9a-f]{{6}});", style)
        assert day != night
        assert INK[colour] == day
    assert all(f".k-{colour}::before" in style for colour in ("ink", *KINDS.values()))
