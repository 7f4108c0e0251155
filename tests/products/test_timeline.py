"""The timeline: a mark for every dated stage, in the colour of its kind and the shape of what its date rests on."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuaderno.products import drawing as drawings
from cuaderno.products import timeline
from cuaderno.products.bonds import Commitment, DatedLine
from cuaderno.products.charts import WIDTH
from cuaderno.products.drawing import INK, Drawing
from cuaderno.products.shapes import Words
from cuaderno.statements.relation import COMMITMENT, all_types, relation_stages

NAMELESS = Words("", "")


def line(stage: str, date: str, evidence: str = "seen", *marks: str, view: str = "") -> DatedLine:
    return DatedLine(
        stage, NAMELESS, date, "", view, evidence, marks, "", "", "", "", NAMELESS, "A source", "", "0@1", ""
    )  # fmt: skip


def commitment(kind: str, *stages: DatedLine) -> Commitment:
    return Commitment("0@1", "kept", kind, NAMELESS, (), False, "in_force", True, NAMELESS, (), (), (), stages)


def points(drawing: Drawing) -> list[dict[str, object]]:
    return [row for row in drawing.spec["data"]["values"] if row["k"] in {"circle", "diamond"}]


def test_every_stage_of_a_relation_has_a_kind_and_every_type_a_lane() -> None:
    assert sorted(stage for stages in timeline.KINDS.values() for stage in stages) == sorted(relation_stages())
    types = [code for codes in timeline.LANES.values() for code in codes]
    assert sorted(types) == sorted(one.code for one in all_types() if one.kind == COMMITMENT)
    assert timeline.COLOURS.keys() == timeline.KINDS.keys()
    assert len(set(timeline.COLOURS.values())) == len(timeline.COLOURS)


def test_every_kind_and_lane_has_its_words_in_both_languages() -> None:
    words = tomllib.loads((files("cuaderno.products") / "locale" / "relating.toml").read_text(encoding="utf-8"))
    for key in (*(f"kind_{one}" for one in timeline.KINDS), *(f"lane_{one}" for one in timeline.LANES)):
        assert words[key]["en"] != words[key]["es"]


def test_a_coarser_account_of_one_event_is_no_second_mark() -> None:
    one = commitment("MNNA", line("designated", "2022"), line("announced", "2022-03"), line("designated", "2022-05-23"))
    found = timeline.marks([one])
    assert [(mark.kind, int(mark.at)) for mark in found] == [("announced", 2022), ("in_force", 2022)]
    assert found[1].at == pytest.approx(2022 + 142.5 / 366)


def test_accounts_that_exclude_each_other_are_a_mark_each() -> None:
    one = commitment(
        "DEFENCE_COOPERATION",
        line("signed", "2008", "seen", "conflicting"),
        line("signed", "2009-10-30", "seen", "conflicting"),
        line("in_force", "2009-10-30", view="USA"),
    )
    drawing = timeline.timeline(timeline.marks([one]))
    assert [(row["k"], row["c"]) for row in points(drawing)] == [
        ("diamond", "var(--initial_allocation)"),
        ("diamond", "var(--initial_allocation)"),
        ("circle", "var(--disbursed)"),
    ]


def test_the_views_of_two_parties_are_two_events() -> None:
    one = commitment("MISSION", line("in_force", "2009", view="USA"), line("in_force", "2009-10-30", view="COL"))
    assert len(timeline.marks([one])) == 2


def test_an_unverified_date_is_hollow_and_of_two_alike_the_verified_one_is_drawn() -> None:
    one = commitment("MISSION", line("deployed", "1992", "unverified"), line("withdrawn", "1995"))
    drawing = timeline.timeline(timeline.marks([one]))
    assert [row["f"] for row in points(drawing)] == ["var(--paper)", "var(--obligated)"]
    both = commitment("MISSION", line("deployed", "1992", "unverified"), line("deployed", "1992"))
    assert [mark.unverified for mark in timeline.marks([both])] == [False]


def test_what_has_no_date_or_lies_after_the_day_asked_has_no_mark() -> None:
    assert (
        timeline.marks([commitment("MISSION", line("deployed", ""), line("withdrawn", "2030", "seen", "later"))]) == []
    )


def test_the_line_of_years_goes_from_the_first_stage_to_the_last() -> None:
    found = timeline.marks(
        [commitment("ACSA", line("signed", "1952-04-17")), commitment("PTEC", line("in_force", "2019"))]
    )
    assert timeline.years(found) == (1952, 2019)
    drawing = timeline.timeline(found)
    assert [label.text for label in drawing.labels.values()] == [
        "agreements", "memberships", "1960", "1970", "1980", "1990", "2000", "2010", "2020",
    ]  # fmt: skip
    assert drawing.colours == ("initial_allocation", "disbursed")


def test_a_single_year_still_has_an_axis() -> None:
    drawing = timeline.timeline(timeline.marks([commitment("ACSA", line("signed", "2012"))]))
    assert [label.text for label in drawing.labels.values()] == ["agreements", "2012", "2013"]


dates = st.dates().filter(lambda day: day.year >= 1900).map(lambda day: day.isoformat())
known = st.one_of(dates, dates.map(lambda day: day[:7]), dates.map(lambda day: day[:4]))
stages = st.builds(line, st.sampled_from(relation_stages()), known, st.sampled_from(["seen", "unverified"]))
kinds = st.sampled_from([code for codes in timeline.LANES.values() for code in codes])
several = st.lists(st.builds(lambda kind, rows: commitment(kind, *rows), kinds, st.lists(stages, min_size=1, max_size=6)), min_size=1, max_size=12)  # fmt: skip


@given(several)
def test_no_mark_covers_another_and_all_lie_within_the_drawing(commitments: list[Commitment]) -> None:
    found = timeline.marks(commitments)
    drawing = timeline.timeline(found)
    drawn = sorted((float(str(row["y"])), float(str(row["x"]))) for row in points(drawing))
    assert len(drawn) == len(found)
    assert all(0 <= x <= WIDTH and 0 <= y <= drawing.spec["height"] for y, x in drawn)
    assert all(next_x - x >= 8.9 for (y, x), (next_y, next_x) in pairwise(drawn) if y == next_y)
    heights = sorted({y for y, _ in drawn})
    assert all(below - above >= 8.9 for above, below in pairwise(heights))


def test_it_is_drawn_in_named_colours_and_inked_for_print() -> None:
    one = commitment("MISSION", line("deployed", "1992", "unverified"), line("withdrawn", "1995"))
    drawing = timeline.timeline(timeline.marks([one]))
    said = {letter: f"<{label.text}>" for letter, label in drawing.labels.items()}
    drawn = drawings.svg(drawing, said, "chart-timeline")
    assert set(re.findall(r"var\(--([a-z_]+)\)", drawn)) <= set(INK)
    assert "&lt;deployed&gt;" in drawn
    assert "var(" not in drawings.on_paper(drawn)
    assert json.loads(json.dumps(drawing.spec)) == drawing.spec


def test_a_lane_is_as_high_as_its_marks_stand_above_each_other() -> None:
    alone = timeline.timeline(timeline.marks([commitment("ACSA", line("signed", "2012"))]))
    crowd = [replace(commitment("ACSA", line("signed", "2012")), citation=f"{number}@1") for number in range(5)]
    assert timeline.timeline(timeline.marks(crowd)).spec["height"] == alone.spec["height"] + 4 * 9
