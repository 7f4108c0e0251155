from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuaderno.products.plain import as_csv, as_json, decimal_text, plain


@dataclass(frozen=True)
class Inner:
    key: int
    value: Decimal | None


@dataclass(frozen=True)
class Outer:
    name: str
    parts: tuple[Inner, ...]
    by_year: dict[int, Decimal]
    marks: frozenset[str]


def test_dataclasses_to_the_bottom() -> None:
    thing = Outer("ñ", (Inner(2**64 - 1, Decimal("1.50")), Inner(1, None)), {2017: Decimal("2.00")}, frozenset({"a"}))
    assert plain(thing) == {
        "name": "ñ",
        "parts": [{"key": "ffffffffffffffff", "value": "1.50"}, {"key": "0000000000000001", "value": None}],
        "by_year": {"2017": "2"},
        "marks": ["a"],
    }
    assert json.loads(as_json(thing)) == plain(thing)
    assert "ñ" in as_json(thing)


@pytest.mark.parametrize(
    ("value", "text"),
    [("38525000.00", "38525000"), ("1E+3", "1000"), ("0.00", "0"), ("-2.50", "-2.50"), ("1E-2", "0.01")],
)
def test_amounts(value: str, text: str) -> None:
    assert decimal_text(Decimal(value)) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2))
def test_amounts_stay_exact(value: Decimal) -> None:
    text = decimal_text(value)
    assert Decimal(text) == value
    assert "E" not in text


class TestCsv:
    def test_a_field_that_a_spreadsheet_would_run(self) -> None:
        for text in ("=1+1", "+1", "@SUM(A1)", "\tx", "\rx"):
            (row,) = csv.DictReader(io.StringIO(as_csv([{"label": text}])))
            assert row["label"] == f"'{text}"
        assert "-2.50" in as_csv([{"value": Decimal("-2.50")}])
        assert "'" not in as_csv([{"value": Decimal("-2.50"), "text": "x=1"}])

    def test_values_of_every_kind(self) -> None:
        row = {"a": None, "b": ("x", "y"), "c": {"blank_row": 9, "total": 1}, "d": Decimal("2.00"), "e": True, "f": []}
        assert as_csv([row]) == "a,b,c,d,e,f\r\n,x y,blank_row 9; total 1,2,True,\r\n"

    def test_a_joined_field_is_defused_too(self) -> None:
        assert as_csv([{"a": ("=1",), "b": {"=x": 1}}]) == "a,b\r\n'=1,'=x 1\r\n"

    def test_nothing(self) -> None:
        assert as_csv([]) == ""

    @given(
        st.lists(
            st.fixed_dictionaries(
                {
                    "a": st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])),
                    "b": st.text(alphabet='",\n; x'),
                }
            ),
            min_size=1,
        )
    )
    def test_it_reads_back(self, rows: list[dict[str, str]]) -> None:
        again = list(csv.DictReader(io.StringIO(as_csv(rows), newline="")))
        for row, read in zip(rows, again, strict=True):
            assert {name: text.removeprefix("'") for name, text in read.items()} == {
                name: text.removeprefix("'") for name, text in row.items()
            }
