from __future__ import annotations

import csv
import gzip
import io
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from cuaderno.web.api.forms import CSV, HTML, JSON, PARQUET, as_parquet, chosen
from cuaderno.web.problems import Problem

TOTAL = "/api/v1/total?recipient=COL&programme=FMF&stage=obligated&years=2015-2021"
ROWS = "/api/v1/rows?recipient=COL&programme=FMF&stage=obligated&limit=50"


def parquet(body: bytes, path: Any) -> list[dict[str, Any]]:
    path.write_bytes(body)
    found = duckdb.sql(f"SELECT * FROM read_parquet('{path}')")
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def test_every_form_of_a_total_has_the_same_figures(ask: Any, tmp_path: Any) -> None:
    figures = [(one["group"], one["value"]) for one in ask(TOTAL).json["figures"]]
    table = list(csv.DictReader(io.StringIO(ask(f"{TOTAL}&format=csv").body.decode())))
    stored = parquet(ask(TOTAL, headers={"accept": "application/vnd.apache.parquet"}).body, tmp_path / "total.parquet")
    assert [(one["year"], one["value"] or None) for one in table] == figures
    expected = [(group, None if value is None else Decimal(value)) for group, value in figures]
    assert [(one["year"], one["value"]) for one in stored] == expected
    assert any(value is None for _, value in figures)


def test_every_form_of_statements_has_the_same_rows(ask: Any, tmp_path: Any) -> None:
    listed = ask(ROWS).json["statements"]
    table = list(csv.DictReader(io.StringIO(ask(ROWS, headers={"accept": "text/csv"}).body.decode())))
    stored = parquet(ask(f"{ROWS}&format=parquet").body, tmp_path / "rows.parquet")
    assert len(listed) > 10
    for one, row, kept in zip(listed, table, stored, strict=True):
        assert one.keys() == row.keys() == kept.keys()
        assert (one["citation"], one["value"], one["locator"]) == (row["citation"], row["value"], row["locator"])
        assert {**kept, "value": Decimal(one["value"])} == {**one, "value": kept["value"]}


def test_parquet_keeps_amounts_exact_and_no_rows_are_a_file(tmp_path: Any) -> None:
    rows = [{"value": Decimal("12345678901234567890.12"), "flags": ["a"], "n": 1, "off": True, "text": "é;'\"\n"},
            {"value": None, "flags": [], "n": None, "off": None, "text": None}]  # fmt: skip
    assert parquet(as_parquet(rows), tmp_path / "a.parquet") == rows
    assert parquet(as_parquet([]), tmp_path / "b.parquet") == []


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("text/csv", CSV),
        ("text/*, application/json;q=0.5", CSV),
        ("application/vnd.apache.parquet;q=0.9, text/csv;q=0.8", PARQUET),
        ("text/html, application/xhtml+xml, */*;q=0.1", JSON),
        ("application/json;q=0, */*", CSV),
        ("text/csv;q=nonsense, application/json;q=0.1", JSON),
    ],
)
def test_accept_chooses(accept: str, form: str) -> None:
    assert chosen((JSON, CSV, PARQUET), None, accept) == form


def test_what_is_asked_for_wins_over_accept() -> None:
    assert chosen((JSON, HTML), "html", "application/json") == HTML


def test_no_acceptable_form_is_said(ask: Any) -> None:
    with pytest.raises(Problem):
        chosen((JSON, CSV), None, "image/png")
    answered = ask(TOTAL, headers={"accept": "image/png"})
    assert (answered.status, answered.json["type"]) == (406, "urn:cuaderno:problem:not-acceptable")


def test_a_long_answer_is_compressed_where_that_is_taken(ask: Any) -> None:
    plain = ask("/api/v1/sources")
    packed = ask("/api/v1/sources", headers={"accept-encoding": "gzip, br"})
    refused = ask("/api/v1/sources", headers={"accept-encoding": "gzip;q=0"})
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body == refused.body
    assert "content-encoding" not in refused.headers
    assert "Accept-Encoding" in plain.headers["vary"]
