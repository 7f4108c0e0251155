"""Figures that only a text publishes: found in the published texts, in copies of them, and in no other text."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuaderno.errors import CannotAdd, ReadingError, SourceError
from cuaderno.reading.text import read_span, read_text, spoken_amount
from cuaderno.sources.card import folder_table, load_card
from cuaderno.sources.published_figures import read as reader
from cuaderno.sources.published_figures.read import read
from cuaderno.statements.locator import CharSpan, parse_locator
from cuaderno.statements.measures import Addend, check_addable, stage
from cuaderno.statements.statement import Statement

from .samples import SOURCES, open_alone, take

SAMPLE = SOURCES / "published_figures" / "sample.txt"
FIGURES = folder_table("published_figures", "figures.csv")
DOCUMENTS = folder_table("published_figures", "documents.csv")
NO_FIGURES = {"50", "200"}
"""Of the annotations: a share in a word (“the majority”) and two centuries of diplomatic relations."""


def rows_of(path: Path, layout: str) -> list[dict[str, str | None]]:
    table = read(path, layout)
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def statements(path: Path, directory: Path) -> list[Statement]:
    taken = take("published_figures", path, directory)
    return list(open_alone(directory).rows(snapshot=taken.snapshot.snapshot))


@pytest.mark.shared
@pytest.mark.parametrize("name", ["seed_state_fact_sheet", "seed_nacla_2012"])
def test_the_figures_are_those_of_the_annotated_documents(name: str, shared: Path, tmp_path: Path) -> None:
    said = statements(shared / "documents" / f"{name}.txt", tmp_path)
    gold = json.loads((shared / "documents" / f"{name}.gold.json").read_text(encoding="utf-8"))
    wanted = [row for row in gold if row["value"] is not None and row["unit"] in ("USD", "persons", "percent", "years")]
    assert {str(row["value"]) for row in wanted if row["unit"] in ("percent", "years")} <= NO_FIGURES
    named = {"UN peacekeeping": "", "MFO": "", "Plan Colombia": "", "security assistance (all sources)": "", None: ""}
    gold_figures = sorted(
        (row["value"], row["unit"], row["provider"], named.get(row["program"], row["program"]))
        for row in wanted
        if row["unit"] in ("USD", "persons")
    )
    assert gold_figures == sorted((int(one.value or 0), one.unit, one.provider, one.programme) for one in said)
    flags = {"over": "at_least", "less-than": "at_most"}
    bounds = {(int(one.value or 0), flags[flag]) for one in said for flag in one.flags if flag in flags}
    assert bounds == {(row["value"], row["bound"]) for row in wanted if row["unit"] == "USD" and row["bound"]}
    hedged = {int(one.value or 0) for one in said if {"approximately", "close-to"} & set(one.flags)}
    assert hedged == {row["value"] for row in wanted if row["approx"]}


@pytest.mark.shared
def test_what_the_state_sheet_says(shared: Path, tmp_path: Path) -> None:
    path = shared / "documents" / "seed_state_fact_sheet.txt"
    said = {(one.programme, one.value): one for one in statements(path, tmp_path)}
    fmf = said["FMF", Decimal(278_000_000)]
    assert (fmf.period, fmf.stage, fmf.category, fmf.measure_kind) == (
        "2016-10-01/2023-09-30", "stated", "provided", "flow",
    )  # fmt: skip
    active = said["FMS", Decimal(71_600_000)]
    assert (active.stage, active.measure_kind, active.period) == ("active", "stock", "FY2024")
    assert "date-inferred" in active.flags
    assert said["GPOI", Decimal(200_000)].measure_kind == "ceiling"
    assert said["DCS", Decimal(172_370_000)].stage == "authorised"
    assert {one.recipient for one in said.values()} == {"COL", "UN", "MFO"}
    for one in said.values():
        where = parse_locator(one.locator)
        assert isinstance(where, CharSpan)
        assert spoken_amount(read_span(path, where.start, where.end) or "") == one.value
        assert {"text-only", "single-source", "origin-us-state"} <= set(one.flags)


@pytest.mark.shared
def test_the_article_is_dated_by_its_byline_and_carries_no_umbrella_as_programme(shared: Path, tmp_path: Path) -> None:
    path = shared / "documents" / "seed_nacla_2012.txt"
    taken = take("published_figures", path, tmp_path)
    spending, plan = sorted(open_alone(tmp_path).rows(source="published_figures"), key=lambda one: one.stage)
    assert taken.snapshot.as_of == "2012-04-24"
    assert (plan.account, plan.programme, plan.category, plan.stage) == ("Plan Colombia", "", None, "stated")
    assert (spending.provider, spending.recipient, spending.stage) == ("COL", "COL", "spent")
    assert spending.period == "2002-01-01/2011-12-31"


def test_every_kept_figure_is_found_in_a_known_text_and_says_where_it_was_published() -> None:
    card = load_card("published_figures")
    assert {row["document"] for row in FIGURES} == {row["document"] for row in DOCUMENTS}
    for document in DOCUMENTS:
        made_up = document["origin"] == "made-up"
        assert (card.publication(document["sha256"]) is None) == made_up
    ids = [(row["document"], row["id"]) for row in FIGURES]
    assert len(set(ids)) == len(ids)
    assert all(row["stage"] in row["quote"] or row["stage"] in ("received", "") for row in FIGURES[:14])


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("$71.6 million", "71600000"),
        ("$8.69\n million", "8690000"),
        ("$7 billion", "7000000000"),
        ("$200,000", "200000"),
        ("275", "275"),
        ("four", "4"),
        ("Twelve", "12"),
        ("3 thousand", "3000"),
    ],
)
def test_the_words_of_a_figure_amount_to(text: str, amount: str) -> None:
    assert spoken_amount(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "some", "$", "fourteenth", "4 zillion", "1,23", "7 billion dollars"])
def test_words_that_are_no_figure_are_refused(text: str) -> None:
    with pytest.raises(ReadingError, match="is not"):
        spoken_amount(text)


@given(st.integers(1, 10**9), st.sampled_from(["thousand", "million", "billion"]))
def test_a_number_is_read_as_it_is_written(number: int, word: str) -> None:
    scale = {"thousand": 10**3, "million": 10**6, "billion": 10**9}[word]
    assert spoken_amount(f"${number:,} {word}") == spoken_amount(f"{number} {word.upper()}") == number * scale


@pytest.mark.parametrize(
    "moved",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: " ".join(text.split()),
        lambda text: "A line more.\n" + text + "\nA comment below.",
        lambda text: (
            f"<html><style>p {{x: 1}}</style><p>{text.replace('two experts', 'two&nbsp;<b>experts</b>')}</p></html>"
        ),
        lambda text: text.replace("2018 to", "2018 <i>to</i>").replace("-", "‑"),
    ],
)
def test_a_copy_of_the_text_is_known_by_its_quotations(moved: object, tmp_path: Path) -> None:
    assert callable(moved)
    path = tmp_path / "copy.txt"
    path.write_text(moved(SAMPLE.read_text(encoding="utf-8")), encoding="utf-8", newline="")
    once, again = rows_of(SAMPLE, "fact_sheet"), rows_of(path, "fact_sheet")
    for one, other in zip(once, again, strict=True):
        assert {**one, "at": "", "quote": ""} == {**other, "at": "", "quote": ""}
        where = parse_locator(other["at"] or "")
        assert isinstance(where, CharSpan)
        assert spoken_amount(read_text(path)[where.start : where.end]) == Decimal(one["amount"] or 0)


def test_a_text_that_no_longer_says_a_figure_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "changed.txt"
    path.write_text(SAMPLE.read_text(encoding="utf-8").replace("$12.5 million", "$13 million"), encoding="utf-8")
    with pytest.raises(
        ReadingError, match=r"reads like .*Tuvalu.* does not say “From FY 2018 .*nothing has been taken in"
    ):
        take("published_figures", path, tmp_path / "ledger")
    assert not (tmp_path / "ledger" / "manifest.json").exists()


def test_a_figure_within_a_longer_number_is_not_found(tmp_path: Path) -> None:
    path = tmp_path / "changed.txt"
    path.write_text(
        SAMPLE.read_text(encoding="utf-8").replace("has 12 personnel", "has 12 personnels"), encoding="utf-8"
    )
    with pytest.raises(ReadingError, match="does not say “has 12 personnel in the Sinai”"):
        read(path, "fact_sheet")


def test_a_text_of_another_kind_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    path = tmp_path / "other.txt"
    path.write_text("Another text: $12.5 million, 275 persons, four experts.", encoding="utf-8")
    with pytest.raises(ReadingError, match=r"none of the texts .*With Colombia.*Exporting Security") as caught:
        read(path, "fact_sheet")
    assert "Tuvalu" not in caught.value.message


def test_a_text_is_of_one_layout() -> None:
    with pytest.raises(ReadingError, match="another layout than article"):
        read(SAMPLE, "article")


def test_a_quotation_may_be_the_second_of_its_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [{**DOCUMENTS[-1], "document": "d", "layout": "article", "sha256": ""}]
    figure = {**FIGURES[-1], "document": "d", "quote": "$1 million", "figure": "$1 million", "occurrence": "2"}
    monkeypatch.setattr(reader, "folder_table", lambda _, name: documents if name == "documents.csv" else [figure])
    path = tmp_path / "twice.txt"
    path.write_text("First $1 million. Then $1 million again.", encoding="utf-8")
    assert rows_of(path, "article")[0]["at"] == "#char=23,33"
    figure["figure"] = "$2 million"
    with pytest.raises(SourceError, match="'\\$2 million' is not in its quotation"):
        read(path, "article")


def test_a_figure_whose_stage_no_text_names_is_never_added() -> None:
    assert not stage("stated").sums_over_years
    one = Addend("stated", "USD", "flow", "FMF", "published_figures", "article", "range", "2016-10-01/2023-09-30")
    check_addable([one])
    for lang in ("en", "es"):
        with pytest.raises(CannotAdd, match=stage("stated").name(lang)) as caught:
            check_addable([one, one], lang)
        assert caught.value.rule == "mixed_stages"
