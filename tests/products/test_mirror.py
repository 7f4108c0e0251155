"""What a reader sees of two sources side by side: text, JSON and CSV in both languages, and the part of the brief."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

import pytest
from click.testing import CliRunner

from cuaderno.cli import main
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.overlap import OverlapAnswer, overlap
from cuaderno.products.desk import set_out
from cuaderno.products.mirror import CITED_IN_FULL, mirror, mirror_section
from cuaderno.products.mirrored import MirrorPair, MirrorView
from cuaderno.products.overlaps import overlap_rows, overlap_text
from cuaderno.products.page import Span, Table
from cuaderno.products.shapes import Fig
from cuaderno.statements.periods import parse_window


@pytest.fixture(scope="module")
def colombia(edition_ledger: Ledger) -> OverlapAnswer:
    return overlap(edition_ledger.store, "COL")


@pytest.fixture(scope="module")
def view(edition_ledger: Ledger) -> MirrorView:
    found = mirror(edition_ledger, "COL")
    assert found is not None
    return found


def pair(view: MirrorView, code: str) -> MirrorPair:
    return next(one for one in view.pairs if one.code == code)


def each(kind: type, thing: Any) -> Iterator[Any]:
    """Everything of one kind that a shape holds."""
    if isinstance(thing, kind):
        yield thing
    elif isinstance(thing, tuple):
        for one in thing:
            yield from each(kind, one)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from each(kind, getattr(thing, field.name))


# ---- for a terminal


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_text_says_relation_reason_and_both_amounts(colombia: OverlapAnswer, lang: str) -> None:
    told = overlap_text(colombia, lang)
    for one in colombia.pairs:
        if one.both:
            assert f"{one.overlap.relation.name(lang)}: {one.overlap.reason(lang)}" in told
            assert one.overlap.evidence(lang) in told
    assert ("1,446,000  1,416,340" if lang == "en" else "1.446.000  1.416.340") in told
    assert ("difference" if lang == "en" else "diferencia") in told


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_text_says_what_is_missing_and_how_to_get_it(colombia: OverlapAnswer, lang: str) -> None:
    told = overlap_text(colombia, lang)
    assert ("add your own download" if lang == "en" else "agregue su propia descarga") in told
    assert "cuaderno add arms_register" in told


@pytest.mark.parametrize("lang", ["en", "es"])
def test_alike_lines_are_never_said_to_be_one(colombia: OverlapAnswer, lang: str) -> None:
    told = overlap_text(colombia, lang)
    at = told.index("C-130H Aircraft")
    assert ("may be the same" if lang == "en" else "pueden ser lo mismo") in told[at : at + 400]
    assert "12,000,000" in told[at:] or "12.000.000" in told[at:]


def test_rows_hold_every_year_and_every_citation(colombia: OverlapAnswer) -> None:
    table = list(overlap_rows(colombia, "en"))
    imet = [row for row in table if row["pair"] == "imet-courses" and row["left_value"] is not None]
    found = next(one for one in colombia.pairs if one.overlap.code == "imet-courses")
    assert len(imet) == len(found.rows)
    assert all(row["left_citations"] and row["right_citations"] for row in imet if row["right_value"] is not None)
    (match,) = [row for row in table if row["may_be_the_same"]]
    assert match["left_value"] == match["right_value"] == Decimal(12_000_000)
    assert {row["right_state"] for row in table if row["pair"] == "excess-lines-orders"} == {"own"}
    assert len({tuple(row) for row in table}) == 1


def asked(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["overlap", *words])
    return result.exit_code, result.output


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_the_command_answers_in_every_form(form: str) -> None:
    status, told = asked("colombia", "--years", "2015-2017", "--format", form)
    assert status == 0
    assert ("1,416,340" if form == "text" else "1416340") in told
    if form == "csv":
        assert {row["relation"] for row in csv.DictReader(io.StringIO(told))} >= {
            "same_flow",
            "different_stage",
            "funds",
        }


def test_the_json_has_its_format_and_marks_what_may_be_the_same() -> None:
    status, told = asked("COL", "--format", "json")
    answer = json.loads(told)
    assert status == 0
    assert answer["format"] >= 1
    matches = [match for lines in answer["lines"] for match in lines["matches"]]
    assert matches
    assert all(match["may_be_the_same"] for match in matches)
    row = next(one for one in answer["pairs"] if one["overlap"]["code"] == "imet-courses")["rows"][-1]
    assert row["left"]["figure"]["cites"]


def test_exit_codes_are_those_of_the_contract() -> None:
    assert asked("MFO")[0] == 1
    status, told = asked("Colombbia")
    assert status == 2
    assert "COL" in told or "Colombia" in told
    assert asked("COL", "--years", "soon")[0] == 2


# ---- in the brief


def test_a_brief_leaves_to_its_own_sections_what_they_show(view: MirrorView) -> None:
    codes = {one.code for one in view.pairs}
    assert {"imet-courses", "fmf-courses", "excess-articles-authorised"} <= codes
    assert not any(code.startswith("greenbook-") for code in codes)


def test_every_figure_stands_on_its_statements(view: MirrorView) -> None:
    for fig in each(Fig, (view.pairs, view.lines)):
        said = [view.statements[number - 1] for number in fig.statements]
        assert said
        assert fig.count >= len(said)
        assert bool(fig.ask) == (fig.count > len(said))
        if not fig.computed and not fig.ask:
            assert sum(one.value or Decimal(0) for one in said) == fig.value
    ids = [fig.id for fig in each(Fig, (view.pairs, view.lines))]
    assert len(ids) == len(set(ids))


def test_a_figure_of_many_statements_names_the_command_that_lists_them(view: MirrorView) -> None:
    fig = pair(view, "imet-courses").rows[-1].right
    assert fig.count > CITED_IN_FULL
    command, *words = fig.ask.split()
    result = CliRunner().invoke(main, [*words, "--format", "json"])
    assert command == "cuaderno"
    assert len(json.loads(result.output)["statements"]) == fig.count


def test_on_a_desk_the_figures_number_its_statements(edition_ledger: Ledger) -> None:
    desk = set_out(edition_ledger.store, "COL", "USA")
    before = (len(desk.numbers), desk.made)
    found = mirror(edition_ledger, "COL", desk=desk)
    assert found is not None
    assert found.statements == ()
    assert (len(desk.numbers), desk.made) > before
    row = pair(found, "excess-articles-authorised").rows[-1]
    statements = desk.statements()
    assert statements[row.left.statements[0] - 1].value == row.left.value == Decimal(12_000_000)


def test_no_two_sources_no_mirror(edition_ledger: Ledger) -> None:
    assert mirror(edition_ledger, "MFO") is None


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_section_shows_every_figure_and_every_reason(view: MirrorView, lang: str) -> None:
    section = mirror_section(view, lang)
    spans = list(each(Span, section.blocks))
    told = "".join(span.text for span in spans)
    assert section.id == "mirror"
    assert {span.ref for span in spans if span.kind == "figure"} == {
        fig.id for fig in each(Fig, (view.pairs, view.lines))
    }
    reasons = [one.reason for one in view.pairs] + [one.reason for one in view.lines]
    assert all(reason.in_(lang) in told for reason in reasons)
    assert all(one.name.in_(lang)[1:] in told for one in view.missing)
    assert not [span for span in spans if span.kind == "text" and any(letter.isdigit() for letter in span.text)]


@pytest.mark.parametrize("lang", ["en", "es"])
def test_tables_have_a_cell_under_every_head(view: MirrorView, lang: str) -> None:
    tables = [block for block in mirror_section(view, lang).blocks if isinstance(block, Table)]
    assert len(tables) == len(view.pairs) + len(view.lines)
    for table in tables:
        assert {len(row) for row in table.rows} == {len(table.heads)} == {len(table.kinds)}


def test_periods_of_rows_can_be_read_back(view: MirrorView) -> None:
    assert all(parse_window(row.period).code for one in view.pairs for row in one.rows)
