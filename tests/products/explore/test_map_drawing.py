from __future__ import annotations

from decimal import Decimal
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from cuaderno.products.explore.map_drawing import NIL, Keyed, map_svg, shading
from cuaderno.products.world import SHADES, atlas

KEYED = Keyed("millions, current dollars", "zero, or less on balance", "no line in the publication")
AMOUNTS = st.decimals(min_value="-1000000", max_value="10000000000", places=2)


def drawn(values: dict[str, str], lang: str = "en") -> ET.Element:
    found = shading({code: Decimal(value) for code, value in values.items()})
    return ET.fromstring(map_svg(found, lang, KEYED, lambda code: f"/en/place/{code}"))  # noqa: S314


def fills(svg: ET.Element, code: str) -> set[str]:
    links = (one for one in svg.iter("{http://www.w3.org/2000/svg}a") if one.get("data-place") == code)
    return {path.get("fill", "") for link in links for path in link.iter("{http://www.w3.org/2000/svg}path")}


@given(st.dictionaries(st.sampled_from(sorted(atlas().shapes)), AMOUNTS, max_size=60))
def test_every_place_is_in_the_class_between_its_limits(values: dict[str, Decimal]) -> None:
    found = shading(values)
    assert list(found.limits) == sorted(set(found.limits))
    assert len(found.limits) < len(SHADES)
    for limit in found.limits:
        assert limit.as_tuple().digits in ((1,), (2,), (5,))
    for code, value in values.items():
        if value <= 0:
            assert found.inks[code] == NIL
            continue
        at = found.used.index(found.inks[code])
        assert at == 0 or found.limits[at - 1] <= value
        assert at == len(found.limits) or value < found.limits[at]
    assert sum(found.counts().values()) == len(values)


def test_classes_hold_about_as_many_places_each() -> None:
    found = shading(
        {code: Decimal(10) ** (number % 40 // 4) for number, code in enumerate(sorted(atlas().shapes)[:160])}
    )
    assert len(found.used) == len(SHADES)
    assert min(found.counts().values()) >= 16


def test_zero_and_no_line_look_different_from_each_other_and_from_any_amount() -> None:
    svg = drawn({"COL": "5000000", "PER": "0", "BRA": "-12"})
    assert fills(svg, "COL") <= {f"var(--{one})" for one in SHADES}
    assert fills(svg, "PER") == fills(svg, "BRA") == {"var(--paper)"}
    assert fills(svg, "ECU") == {"var(--land)"}
    said = "".join(svg.itertext())
    assert KEYED.nil in said
    assert KEYED.none in said


def test_the_key_speaks_of_zero_only_where_there_is_one() -> None:
    assert KEYED.nil not in "".join(drawn({"COL": "5"}).itertext())


def test_every_place_is_a_link_with_its_name_that_the_keyboard_leaves_to_the_table() -> None:
    svg = drawn({"COL": "5"}, "es")
    links = {one.get("data-place"): one for one in svg.iter("{http://www.w3.org/2000/svg}a")}
    assert set(links) == set(atlas().shapes) | set(atlas().dots)
    assert links["DEU"].get("href") == "/en/place/DEU"
    assert links["DEU"].findtext("{http://www.w3.org/2000/svg}title") == "Alemania"
    assert {one.get("tabindex") for one in links.values()} == {"-1"}
    assert svg.get("aria-hidden") == "true"


def test_a_place_without_a_page_is_drawn_and_no_link() -> None:
    found = shading({"COL": Decimal(5)})
    svg = ET.fromstring(map_svg(found, "en", KEYED, lambda _: ""))  # noqa: S314
    assert not list(svg.iter("{http://www.w3.org/2000/svg}a"))
    assert len(list(svg.iter("{http://www.w3.org/2000/svg}path"))) == len(atlas().shapes) + len(atlas().dots)


def test_shapes_are_where_the_atlas_has_them() -> None:
    """The steps of a path add up to the points they stand for, to a tenth of a unit."""
    import re

    found = shading({})
    svg = map_svg(found, "en", KEYED, lambda code: f"/{code}")
    path = re.search(r'data-place="COL"[^>]*><title>[^<]*</title><path d="([^"]+)"', svg)
    assert path
    x = y = 0.0
    points = []
    first, *rings = path[1].split("M")[1:]
    assert not rings
    numbers = [float(one) for one in re.findall(r"-?(?:\d+(?:\.\d+)?|\.\d+)", first)]
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((round(x, 1), round(y, 1)))
    assert points == [tuple(point) for point in atlas().shapes["COL"][0][0][:-1]]


def test_without_figures_all_is_land() -> None:
    found = shading({})
    assert (found.inks, found.limits, found.used) == ({}, (), ())
