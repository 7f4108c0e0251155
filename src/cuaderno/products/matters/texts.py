"""Figures that only a text publishes: each with its words, its window and its marks, apart from everything, never added."""

from __future__ import annotations

from cuaderno.products.held import Record, Shelf
from cuaderno.products.matters.rows import Column, column, in_order, period_mark
from cuaderno.products.shapes import Mark, Matter, MatterRow, MatterTable

SILENT = ("origin-",)
"""Flags that only tell the checks which texts are of one author."""


def texts(shelf: Shelf) -> Matter | None:
    """Every claim about the place, in the order of what it is counted in and its window."""
    claims = [one for one in shelf.records if shelf.series_of[one.snapshot].grain == "text"]
    unique = list({(one.snapshot, one.row): one for one in claims}.values())
    order = {code: at for at, code in enumerate(in_order(one.period for one in unique))}
    unique.sort(key=lambda one: (one.agency, one.unit, order[one.period], one.row))
    tables = tuple(
        _claims(shelf, key, some)
        for key, some in (
            ("claims_money", [one for one in unique if one.unit == "USD"]),
            ("claims_else", [one for one in unique if one.unit != "USD"]),
        )
        if some
    )
    return Matter("texts", (), tables, ("only_text",)) if tables else None


def _claims(shelf: Shelf, key: str, claims: list[Record]) -> MatterTable:
    rows = tuple(
        MatterRow(
            (
                Mark("quoted", one.label), Mark("quoted", one.agency), period_mark(one.period),
                Mark("flags", "|".join(flag for flag in one.flags.split("|") if flag and not flag.startswith(SILENT))),
            ),
            (shelf.figure([one]),),
        )
        for one in claims
    )  # fmt: skip
    return MatterTable(key, ("quote", "author", "window", "flags"), (column(shelf, Column("figure", claims)),), rows)
